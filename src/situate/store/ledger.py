"""The ledger: one SQLite file that holds originals, what was read from them, decisions and what was derived."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Self, TypeVar

import msgspec
from sqlalchemy import Column, Connection, Table, func, or_, select

from situate.errors import DataError, UsageError
from situate.gazetteer import normal
from situate.model import (
    Claim,
    Control,
    Decision,
    Document,
    Judgment,
    Lapse,
    LocatedPlace,
    Loss,
    Proposition,
    Refusal,
)
from situate.store import schema, versions
from situate.store.access import Access
from situate.store.records import ClaimQuery, Context, Listed, PassageHit, Seen, SourceCount, Stats, StoredOriginal
from situate.store.search import PASSAGES_FOUND, claims_query, match_words
from situate.store.writing import Writer, holds, original_keys, stored_original, text_digests

T = TypeVar("T")
_ALL = ClaimQuery()


class Ledger:
    """An open ledger. Every reading method sees one moment of it; `writing` is one transaction."""

    def __init__(self, access: Access) -> None:
        self._access = access

    @classmethod
    def open(cls, where: str | Path, *, create: bool = True) -> Self:
        """Open the ledger at a path or an sqlite:/// URL and bring its tables up to date; make it where it is missing.

        Raises UsageError where it is missing and `create` is false, where its folder is missing,
        or the URL is of another database, DataError where the file is no ledger or a newer one, SourceError where it
        cannot be opened.
        """
        path = _path(str(where))
        if not create and not path.is_file():
            raise UsageError("there is no ledger", where=str(path), remedy="make one with `situate ingest FILE...`")
        if not path.parent.is_dir():
            remedy = "make the folder first, or give another path"
            raise UsageError("there is no such folder", where=str(path.parent), remedy=remedy)
        return cls(Access(str(path)))

    @property
    def where(self) -> str:
        """The path of the file."""
        return self._access.where

    def close(self) -> None:
        """Close every connection."""
        self._access.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """A transaction: kept whole at the end of the block, dropped whole where the block raises or the process dies.

        Raises SourceError where another writer holds the ledger for more than a minute, or the disk is full.
        """
        with self._access.writing() as connection:
            yield Writer(connection)

    def holds(self, original: str) -> bool:
        """Is the original with this SHA-256 there?"""
        with self._access.reading() as connection:
            return holds(connection, original)

    def originals(self) -> Iterator[StoredOriginal]:
        """The originals in the order in which they came, each read in a snapshot of its own."""
        with self._access.reading() as connection:
            keys = original_keys(connection)
        for seq, _ in keys:
            with self._access.reading() as connection:
                found = stored_original(connection, seq)
            yield found

    def text_digests(self, documents: Iterable[str]) -> dict[str, str]:
        """The digest of the text of each of these documents that is there, by document id."""
        with self._access.reading() as connection:
            return text_digests(connection, documents)

    def documents(self, wanted: Collection[str] | None = None) -> Iterator[Document]:
        """Every document, or those with the wanted ids, in the order day of publication, id."""
        table = schema.documents.c
        query, one = select(table.id, table.seq).order_by(table.published, table.id), versions.documents_query()
        with self._access.reading() as connection:
            for name, seq in connection.execute(query).all():
                if wanted is None or name in wanted:
                    yield versions.stamped(connection.execute(one.where(table.seq == seq)).one())

    def documents_of_days(self, since: date, until: date, *, known: date | None = None) -> tuple[Document, ...]:
        """The documents published on these days, both included, in the order day of publication, id.

        With `known` those alone whose text was out by the end of that day.
        """
        table = schema.documents.c
        query = (
            versions.documents_query()
            .where(table.published.between(since.isoformat(), until.isoformat()))
            .order_by(table.published, table.id)
        )
        if known is not None:
            query = query.where(table.known <= known.isoformat())
        with self._access.reading() as connection:
            return tuple(map(versions.stamped, connection.execute(query)))

    def document(self, document: str) -> Document | None:
        """The document with this id."""
        return next(iter(self._documents(schema.documents.c.id, document)), None)

    def versions(self, key: str) -> tuple[Document, ...]:
        """The versions of a document, by the key that they share, in the order in which they came."""
        return self._documents(schema.documents.c.key, key)

    def _documents(self, column: Column[str], value: str) -> tuple[Document, ...]:
        query = versions.documents_query().where(column == value).order_by(schema.documents.c.seq)
        with self._access.reading() as connection:
            return tuple(map(versions.stamped, connection.execute(query)))

    def claims(self, query: ClaimQuery = _ALL) -> Iterator[Claim]:
        """The claims that are meant, in the order day of publication, document, place in it, id.

        Where their text was changed or deleted they say so in `ended`, as it was known by `as_known`.
        """
        statement, decoder = claims_query(query), msgspec.json.Decoder(Claim)
        with self._access.reading() as connection:
            ended = versions.lasting(connection, query.as_known, query.document)
            stamps = versions.stamps(connection, query.document)
            for (record,) in connection.execute(statement):
                claim = decoder.decode(record)
                touched = claim.document in ended or claim.document in stamps
                yield versions.told(claim, ended, stamps) if touched else claim

    def claim(self, claim: str) -> Claim | None:
        """The claim with this id."""
        found = self._one(schema.claims, schema.claims.c.id, claim, Claim)
        if found is None:
            return None
        with self._access.reading() as connection:
            ended = versions.lasting(connection, None, found.document)
            return versions.told(found, ended, versions.stamps(connection, found.document))

    def seen(self, keys: Collection[str] | None = None) -> tuple[Seen, ...]:
        """When texts of these posts were seen; with None, of posts with several texts and of those that were lost."""
        with self._access.reading() as connection:
            if keys is not None:
                return tuple(versions.sightings(connection, keys))
            lost = {loss.key for loss in versions.losses(connection)}
            return tuple(versions.seen(connection, lost))

    def losses(self) -> tuple[Loss, ...]:
        """What files and analysts say of posts that are gone; what listings lack is not among it."""
        with self._access.reading() as connection:
            return tuple(versions.losses(connection))

    def listings(self) -> tuple[tuple[str, tuple[Listed, ...], tuple[str, ...]], ...]:
        """By channel its listings, and the keys of the posts whose words are known."""
        with self._access.reading() as connection:
            found = versions.listings(connection)
            return tuple((name, tuple(of), tuple(versions.keys_of(connection, name))) for name, of in found.items())

    def lapses(self, document: str | None = None) -> tuple[Lapse, ...]:
        """The days on which texts did not stand: of all, or of one document."""
        with self._access.reading() as connection:
            return tuple(versions.stored_lapses(connection, document))

    def context(self, claim: str) -> Context | None:
        """The claim where it stands: its document, its passage and the neighbours; None for an unknown id.

        Raises DataError where it stands in no passage of its document.
        """
        found = self.claim(claim)
        document = self.document(found.document) if found else None
        if found is None or document is None:
            return None
        passages, start = document.passages, found.content.start
        index = next((i for i, p in enumerate(passages) if p.start <= start < p.end), None)
        if index is None:
            raise DataError("the claim stands in no passage", where=claim, remedy="run `situate rebuild`")
        return Context(
            claim=found,
            document=document,
            passage=passages[index],
            before=passages[index - 1] if index else None,
            after=passages[index + 1] if index + 1 < len(passages) else None,
        )

    def passages(self, words: str, *, limit: int = 20) -> tuple[PassageHit, ...]:
        """The passages that hold all the words ("quoted phrases" whole), in the order of the ledger."""
        table = schema.passages.c
        query = select(schema.passages).where(PASSAGES_FOUND.bindparams(words=match_words(words))).order_by(table.seq)
        with self._access.reading() as connection:
            return tuple(
                PassageHit(document=row.document, kind=row.kind, start=row.start, end=row.stop, text=row.text)
                for row in connection.execute(query.limit(limit))
            )

    def sources(self) -> tuple[SourceCount, ...]:
        """Every speaker seen, the most frequent first; a source that the theatre does not know goes by its name."""
        table, claims = schema.claim_sources.c, schema.claims.c
        who = func.coalesce(table.source_id, table.name_key)
        number = func.count(func.distinct(table.claim))
        query = (
            select(
                table.source_id, func.min(table.name), number, func.min(claims.published), func.max(claims.published)
            )
            .join(schema.claims, claims.seq == table.claim)
            .group_by(table.source_id, who)
            .order_by(number.desc(), who)
        )
        with self._access.reading() as connection:
            return tuple(
                SourceCount(source_id=source, name=name, claims=count, first=first, last=last)
                for source, name, count, first, last in connection.execute(query)
            )

    def refusals(self) -> tuple[Refusal, ...]:
        """Everything that was refused, in the order in which it came."""
        table = schema.refusals.c
        query = select(table.name, table.place, table.kind, table.reason, table.remedy).order_by(table.seq)
        with self._access.reading() as connection:
            return tuple(Refusal(**row) for row in connection.execute(query).mappings())

    def decisions(self, subject: str | None = None) -> tuple[Decision, ...]:
        """The journal, oldest first: all of it, or what was decided about one subject."""
        table = schema.journal.c
        query = select(schema.journal).order_by(table.seq)
        if subject is not None:
            query = query.where(table.subject == subject)
        with self._access.reading() as connection:
            return tuple(
                Decision(
                    at=datetime.fromisoformat(row.at),
                    by=row.by,
                    action=row.action,
                    subject=row.subject,
                    reason=row.reason,
                    detail=msgspec.json.decode(row.detail),
                )
                for row in connection.execute(query)
            )

    def propositions(self) -> tuple[Proposition, ...]:
        """The derived propositions, in the order in which they were derived."""
        return self._all(schema.propositions, Proposition)

    def judgments(self) -> tuple[Judgment, ...]:
        """The derived judgments, in the order in which they were derived."""
        return self._all(schema.judgments, Judgment)

    def controls(self) -> tuple[Control, ...]:
        """The derived states of settlements, in the order in which they were derived."""
        return self._all(schema.controls, Control)

    def located(self, names: Collection[str] | None = None) -> tuple[LocatedPlace, ...]:
        """Where locators put places, in the order in which they were derived: all, or those of the names given.

        `names` are in any spelling.
        """
        table = schema.located.c
        query = select(table.record).order_by(table.seq)
        if names is not None:
            query = query.where(table.name_key.in_({normal(name) for name in names}))
        with self._access.reading() as connection:
            return tuple(msgspec.json.decode(row.record, type=LocatedPlace) for row in connection.execute(query))

    def judged(self, claim: str) -> tuple[tuple[Proposition, Judgment | None], ...]:
        """The propositions that a claim speaks to, each with its judgment."""
        links, table = schema.proposition_claims.c, schema.propositions.c
        chosen = select(links.proposition).where(links.claim == claim)
        query = (
            select(table.record, schema.judgments.c.record)
            .outerjoin(schema.judgments, schema.judgments.c.proposition == table.id)
            .where(table.id.in_(chosen))
            .order_by(table.seq)
        )
        with self._access.reading() as connection:
            return tuple(
                (
                    msgspec.json.decode(proposition, type=Proposition),
                    msgspec.json.decode(judgment, type=Judgment) if judgment else None,
                )
                for proposition, judgment in connection.execute(query)
            )

    def claims_digest(self) -> str:
        """A hash of all claims, from those of the originals: no claim is read for it.

        When an original was captured and what channel it lists count too: what became of posts follows from it.
        """
        table, digest = schema.originals.c, sha256()
        query = select(table.sha256, table.claims_digest, table.captured).order_by(table.sha256)
        with self._access.reading() as connection:
            for row in connection.execute(query):
                digest.update(f"{row.sha256} {row.claims_digest} {row.captured}".rstrip().encode() + b"\n")
            listed = schema.listings.c
            for original, channel in connection.execute(select(listed.original, listed.channel).order_by(*listed)):
                digest.update(f"{original} lists {channel}\n".encode())
        return digest.hexdigest()

    def derived_from(self) -> str | None:
        """The digest that the derived tables were derived from; None where nothing is derived yet."""
        with self._access.reading() as connection:
            digest: str | None = connection.execute(select(func.min(schema.derivations.c.digest))).scalar_one()
            return digest

    def is_derived(self) -> bool:
        """Do the derived tables follow from the claims that are there now?"""
        claims = self.claims_digest()
        with self._access.reading() as connection:
            derived: str | None = connection.execute(select(func.min(schema.derivations.c.claims))).scalar_one()
            return derived == claims

    def says_more_than(self, day: date) -> bool:
        """Is there anything that was not known by the end of the day?

        Claims that were not out, or of which nobody knows when they were; texts that were changed or deleted later.
        """
        known, lapses, said = schema.claims.c.known, schema.lapses.c, day.isoformat()
        claims = select(schema.claims.c.seq).where(or_(known > said, known.is_(None))).limit(1)
        later = select(lapses.document).where(or_(lapses.since > said, lapses.until > said)).limit(1)
        with self._access.reading() as connection:
            return any(connection.execute(query).first() is not None for query in (claims, later))

    def outdated(self, knowledge: str) -> int:
        """How many originals have claims that were extracted with other knowledge than this digest's."""
        table = schema.originals.c
        query = select(func.count()).where(table.knowledge != knowledge)
        with self._access.reading() as connection:
            return connection.execute(query).scalar_one()

    def stats(self) -> Stats:
        """How much it holds."""
        counted = ("originals", "documents", "passages", "notes", "claims", "propositions", "judgments", "controls")
        claims = schema.claims
        with self._access.reading() as connection:
            days = connection.execute(select(func.min(claims.c.published), func.max(claims.c.published))).one()
            return Stats(
                **{name: _count(connection, schema.METADATA.tables[name]) for name in counted},
                refusals=_count(connection, schema.refusals),
                decisions=_count(connection, schema.journal),
                first=days[0],
                last=days[1],
                events=_tally(connection, claims.c.event),
                stances=_tally(connection, claims.c.stance),
            )

    def _one(self, table: Table, column: Column[str], value: str, kind: type[T]) -> T | None:
        with self._access.reading() as connection:
            record = connection.execute(select(table.c.record).where(column == value)).scalar_one_or_none()
        return None if record is None else msgspec.json.decode(record, type=kind)

    def _all(self, table: Table, kind: type[T]) -> tuple[T, ...]:
        decoder = msgspec.json.Decoder(kind)
        with self._access.reading() as connection:
            rows = connection.execute(select(table.c.record).order_by(table.c.seq))
            return tuple(decoder.decode(record) for (record,) in rows)


def _path(where: str) -> Path:
    if "://" not in where:
        return Path(where)
    scheme, _, rest = where.partition("://")
    if scheme != "sqlite":
        raise UsageError("not a database that a ledger can be in", where=where, remedy="give a path, or sqlite:///PATH")
    return Path(rest.removeprefix("/"))


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _tally(connection: Connection, column: Column[str]) -> dict[str, int]:
    number = func.count()
    query = select(column, number).group_by(column).order_by(number.desc(), column)
    return {row[0]: row[1] for row in connection.execute(query)}
