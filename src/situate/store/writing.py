"""What a transaction may do: every method works on the connection of one open transaction."""

import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import Final, TypeVar

from sqlalchemy import Connection, Table, func, insert, or_, select

from situate.gazetteer import normal
from situate.model import (
    Claim,
    Control,
    Decision,
    Document,
    Lapse,
    Listing,
    LocatedPlace,
    Loss,
    Original,
    Proposition,
    Refusal,
)
from situate.store import schema
from situate.store.records import Derived, StoredOriginal
from situate.store.rows import (
    Row,
    claim_row,
    document_row,
    encode,
    iso,
    known_day,
    note_rows,
    passage_rows,
    place_rows,
    source_rows,
)
from situate.store.versions import listing_row, loss_row, replace_course

T = TypeVar("T")
# Rows of one executemany: enough to make the call's own cost vanish, few enough to stay small in memory.
_BATCH: Final = 2000
# Deflate's level 6 shrinks a saved page to a quarter; 9 takes twice the time for one per cent more.
_ZLIB_LEVEL: Final = 6
# Refusals that the stages make, and how ingest names the places of items in a container.
_STAGE_KINDS: Final = ("stage", "fault")
_PLACES_OF_ITEMS: Final = ("line %", "message %", "chat %")
_READ_FROM_ORIGINALS: Final = (
    "lapses",
    "changed",
    "sightings",
    "listings",
    "losses",
    "claim_places",
    "claim_sources",
    "claims",
    "notes",
    "passages",
    "documents",
)
_DERIVED: Final = ("located", "controls", "judgments", "proposition_claims", "propositions", "derivations")


class Writer:
    """One open transaction on the ledger: all of it is kept, or nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._said = sha256()

    def holds(self, original: str) -> bool:
        """Is the original with this SHA-256 there already?"""
        return holds(self._connection, original)

    def text_digests(self, documents: Iterable[str]) -> dict[str, str]:
        """The digest of the text of each of these documents that is there, by document id."""
        return text_digests(self._connection, documents)

    def add_original(
        self, original: Original, *, knowledge: str, limits: str, captured: datetime | None = None
    ) -> None:
        """Keep an original, its bytes compressed.

        `knowledge` is the digest of what its claims are extracted with, `limits` what it was read under, as JSON;
        `captured` when its bytes were so, as the user says.
        """
        row = {
            "sha256": original.sha256,
            "name": original.name,
            "media": original.media,
            "size": original.size,
            "body": zlib.compress(original.body, _ZLIB_LEVEL),
            "notes": encode(original.notes),
            "limits": limits,
            "knowledge": knowledge,
            "claims_digest": "",
            "path": original.path,
            "captured": captured.isoformat() if captured else "",
            "modified": original.modified.isoformat() if original.modified else "",
        }
        self._connection.execute(insert(schema.originals), row)

    def set_captured(self, original: str, captured: datetime) -> None:
        """Say when an original that is there was captured."""
        table = schema.originals
        values = {"captured": captured.isoformat()}
        self._connection.execute(table.update().where(table.c.sha256 == original).values(**values))

    def forget_listings(self, original: str, *, limits: str) -> None:
        """Say that an original that is there was cut by hand, in the limits that it is read under from now on."""
        table, listings = schema.originals, schema.listings
        self._connection.execute(listings.delete().where(listings.c.original == original))
        self._connection.execute(table.update().where(table.c.sha256 == original).values(limits=limits))

    def add_evidence(self, original: str, listings: Iterable[Listing], losses: Iterable[Loss]) -> None:
        """Keep what an original tells of posts beside their words; of losses of one post in it the first."""
        self._insert(schema.listings, (listing_row(original, one) for one in listings), prefix="OR IGNORE")
        self._insert(schema.losses, (loss_row(original, one) for one in losses), prefix="OR IGNORE")

    def add_sightings(self, original: str, seen: Iterable[tuple[str, datetime | None]]) -> None:
        """Keep that an original shows the documents with these ids, and when each was seen, as its container says."""
        rows = ({"document": d, "original": original, "seen": at.isoformat() if at else ""} for d, at in seen)
        self._insert(schema.sightings, rows, prefix="OR IGNORE")

    def replace_course(self, lapses: Sequence[Lapse], changed: Sequence[tuple[str, datetime, bool]]) -> None:
        """Put newly derived lapses and moments of change in the place of the old; what follows is to derive anew."""
        if replace_course(self._connection, lapses, changed):
            self._clear(("derivations",))

    def add_documents(self, documents: Sequence[Document]) -> None:
        """Keep documents with their passages and notes. Their ids must be new."""
        first = self._next(schema.documents)
        self._insert(schema.documents, (document_row(first + n, d) for n, d in enumerate(documents)))
        self._insert(schema.passages, (row for d in documents for row in passage_rows(d)))
        self._insert(schema.notes, (row for d in documents for row in note_rows(d)))

    def add_claims(self, found: Iterable[tuple[Document, Sequence[Claim]]]) -> None:
        """Keep the claims of documents that were added before. Their ids must be new."""
        first = self._next(schema.claims)
        numbered = list(enumerate(((claim, known_day(d)) for d, claims in found for claim in claims), start=first))
        rows = [claim_row(seq, claim, known) for seq, (claim, known) in numbered]
        for row in rows:
            self._said.update(row["record"].encode())
        self._insert(schema.claims, rows)
        self._insert(schema.claim_sources, (row for seq, (claim, _) in numbered for row in source_rows(seq, claim)))
        self._insert(schema.claim_places, (row for seq, (claim, _) in numbered for row in place_rows(seq, claim)))

    def seal(self, original: str, *, knowledge: str) -> None:
        """Say that an original is done: all claims added since the last seal are what it says."""
        table = schema.originals
        values = {"knowledge": knowledge, "claims_digest": self._said.hexdigest()}
        self._connection.execute(table.update().where(table.c.sha256 == original).values(**values))
        self._said = sha256()

    def add_refusals(self, refusals: Iterable[Refusal]) -> None:
        """Keep what was refused, each once."""
        rows = ({f: getattr(refusal, f) for f in refusal.__struct_fields__} for refusal in refusals)
        self._insert(schema.refusals, rows, prefix="OR IGNORE")

    def clear_refusals(self, path: str, *, stages: bool = True, files: bool = True) -> None:
        """Forget what was refused of a file, because it is about to be told anew or is mended.

        Without `stages`, what a stage stumbled over stays; without `files`, what kept a whole file from coming in.
        """
        table = schema.refusals
        of_stage = table.c.kind.in_(_STAGE_KINDS)
        chosen = table.delete().where(table.c.name == path)
        if not stages:
            chosen = chosen.where(~of_stage)
        if not files:
            chosen = chosen.where(or_(of_stage, *(table.c.place.like(place) for place in _PLACES_OF_ITEMS)))
        self._connection.execute(chosen)

    def record(self, decision: Decision) -> None:
        """Append a decision to the journal."""
        row = {f: getattr(decision, f) for f in decision.__struct_fields__}
        row |= {"at": decision.at.isoformat(), "detail": encode(decision.detail)}
        self._connection.execute(insert(schema.journal), row)

    def replace_derived(self, derived: Derived, *, digest: str, claims: str) -> None:
        """Put new derived tables in the place of the old; `digest` is that of what they were derived from.

        `claims` is the digest of the claims alone.
        """
        self._clear(_DERIVED)
        propositions = derived.propositions
        self._insert(schema.propositions, (_proposition_row(n, p) for n, p in enumerate(propositions)))
        self._insert(schema.proposition_claims, (row for p in propositions for row in _proposition_claims(p)))
        self._insert(
            schema.judgments,
            (
                {"proposition": j.proposition, "credibility": j.credibility, "record": encode(j)}
                for j in derived.judgments
            ),
        )
        self._insert(schema.controls, (_control_row(c) for c in derived.controls))
        self._insert(schema.located, (_located_row(n, p) for n, p in enumerate(derived.located)))
        counts = {f: len(getattr(derived, f)) for f in derived.__struct_fields__}
        rows = ({"name": n, "digest": digest, "rows": c, "claims": claims} for n, c in counts.items())
        self._insert(schema.derivations, rows)

    def forget_what_was_read(self) -> None:
        """Empty everything that can be read again from the originals. Originals, refusals and journal stay."""
        self._clear(_DERIVED + _READ_FROM_ORIGINALS)
        for index in ("claims_fts", "passages_fts"):
            self._connection.exec_driver_sql(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")

    def originals(self, *, besides: Collection[str] = ()) -> Iterator[StoredOriginal]:
        """The originals in the order in which they came, one at a time; those named by SHA-256 are left out."""
        yield from (
            stored_original(self._connection, seq) for seq, sha in original_keys(self._connection) if sha not in besides
        )

    def _next(self, table: Table) -> int:
        return int(self._connection.execute(select(func.coalesce(func.max(table.c.seq), 0))).scalar_one()) + 1

    def _insert(self, table: Table, rows: Iterable[Row], *, prefix: str = "") -> None:
        statement = insert(table).prefix_with(prefix) if prefix else insert(table)
        for batch in _batches(rows):
            self._connection.execute(statement, batch)

    def _clear(self, tables: Sequence[str]) -> None:
        for name in tables:
            self._connection.execute(schema.METADATA.tables[name].delete())


def original_keys(connection: Connection) -> list[tuple[int, str]]:
    """Number and SHA-256 of every original, in the order in which they came."""
    table = schema.originals.c
    return [(row.seq, row.sha256) for row in connection.execute(select(table.seq, table.sha256).order_by(table.seq))]


def stored_original(connection: Connection, seq: int) -> StoredOriginal:
    """The original of that number."""
    table = schema.originals
    row = connection.execute(select(table).where(table.c.seq == seq)).one()
    return StoredOriginal(
        sha256=row.sha256,
        name=row.name,
        media=row.media,
        body=zlib.decompress(row.body),
        limits=row.limits,
        knowledge=row.knowledge,
        path=row.path or row.name,
    )


def text_digests(connection: Connection, documents: Iterable[str]) -> dict[str, str]:
    """The digest of the text of each of these documents that is there, by document id."""
    found: dict[str, str] = {}
    columns = schema.documents.c
    for ids in _batches(documents):
        query = select(columns.id, columns.text_sha256).where(columns.id.in_(ids))
        found.update((row.id, row.text_sha256) for row in connection.execute(query))
    return found


def holds(connection: Connection, original: str) -> bool:
    """Is the original with this SHA-256 there?"""
    query = select(schema.originals.c.seq).where(schema.originals.c.sha256 == original)
    return connection.execute(query).first() is not None


def _proposition_row(seq: int, proposition: Proposition) -> Row:
    span = proposition.span
    return {
        "seq": seq,
        "id": proposition.id,
        "event": proposition.event,
        "first": iso(span.first if span else None),
        "last": iso(span.last if span else None),
        "place": proposition.place,
        "side": proposition.side,
        "effort": proposition.effort,
        "record": encode(proposition),
    }


def _proposition_claims(proposition: Proposition) -> list[Row]:
    voices = [(claim, 0) for claim in proposition.supports] + [(claim, 1) for claim in proposition.denies]
    return [{"proposition": proposition.id, "claim": claim, "denies": denies} for claim, denies in voices]


def _control_row(control: Control) -> Row:
    return {
        "place": control.place,
        "valid_from": iso(control.valid_from),
        "known_from": iso(control.known_from),
        "record": encode(control),
    }


def _located_row(seq: int, place: LocatedPlace) -> Row:
    return {
        "seq": seq,
        "name_key": normal(place.name),
        "gazetteer_id": place.gazetteer_id,
        "record": encode(place),
    }


def _batches(things: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(things)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
