"""The order of the stages, known here alone: ingest, parse, extract, resolve; then judge and state over the whole."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from situate.config import code_digest
from situate.errors import SituateError
from situate.extract import Extractor
from situate.gazetteer import Gazetteer
from situate.ingest import Limits, original_of, read
from situate.judge import judge
from situate.model import Claim, Control, Document, Item, Judgment, Original, Proposition, Refusal
from situate.parse import Parser
from situate.produce.desk import Desk, cited
from situate.resolve import Resolver, propositions
from situate.state import as_of, control
from situate.store import ClaimQuery, Derived, Ledger, Writer
from situate.store.rows import text_digest
from situate.theatre import Theatre

T = TypeVar("T")
# Items of one original that are worked on together: enough for one statement to insert them, few enough for memory.
_ITEMS_AT_ONCE: Final = 500
# A day's assessment writes of what the last week was still saying; older material is background.
LOOKBACK_DAYS: Final = 7
_ONE_DAY: Final = timedelta(days=1)
_REPORT_IT: Final = "report it with the file; `situate rebuild` reads the file again after an upgrade"


class Stages(msgspec.Struct, frozen=True, kw_only=True):
    """The doors of the pure stages, as `docs/map.md` lists them."""

    parse: Callable[[Item], Sequence[Document]]
    extract: Callable[[Document], Sequence[Claim]]
    resolve: Callable[[Document, Sequence[Claim]], Sequence[Claim]]
    propositions: Callable[[Sequence[Claim], Theatre], Sequence[Proposition]]
    judge: Callable[[Sequence[Proposition], Mapping[str, Claim], Theatre], Sequence[Judgment]]
    control: Callable[[Sequence[Proposition], Sequence[Judgment], Mapping[str, Claim], Theatre], Sequence[Control]]


def stages_of(theatre: Theatre, lexicon: Mapping[str, bytes], gazetteer: Gazetteer) -> Stages:
    """The stages as they are, with their knowledge built in."""
    return Stages(
        parse=Parser(theatre, lexicon).parse,
        extract=Extractor(lexicon, theatre, gazetteer.names()).extract,
        resolve=Resolver(theatre, gazetteer).resolve,
        propositions=propositions,
        judge=judge,
        control=control,
    )


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Told after every original: its name, and how many were done, new ones among them."""

    name: str
    read: int
    new: int
    claims: int


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What an ingest came to.

    `known` originals were in the ledger already; `repeated` documents came in other bytes with the same words;
    `outdated` originals have claims that were extracted with other knowledge than the present: `situate rebuild`.
    """

    read: int = 0
    new: int = 0
    known: int = 0
    documents: int = 0
    repeated: int = 0
    claims: int = 0
    refused: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()
    outdated: int = 0


class Pipeline:
    """The stages, built once with the knowledge that they work with."""

    def __init__(
        self, theatre: Theatre, lexicon: Mapping[str, bytes], gazetteer: Gazetteer, *, stages: Stages | None = None
    ) -> None:
        self.theatre = theatre
        self._stages = stages or stages_of(theatre, lexicon, gazetteer)
        self.knowledge = _digest(
            msgspec.json.encode(theatre),
            *(part for name in sorted(lexicon) for part in (name.encode(), lexicon[name])),
            gazetteer.digest().encode(),
            code_digest().encode(),
        )

    def extract_items(self, items: Iterable[Item]) -> Iterable[Claim]:
        """The resolved claims of each item in turn; nothing is kept. Raises what the stages raise."""
        for item in items:
            for document in self._stages.parse(item):
                yield from self._claims(document)

    def ingest(
        self,
        ledger: Ledger,
        paths: Iterable[Path],
        *,
        limits: Limits | None = None,
        progress: Callable[[Step], None] | None = None,
    ) -> Summary:
        """Read files into the ledger, one transaction an original; what is there already is left alone.

        A file or an item that cannot be taken is refused, kept in the ledger with the reason, and the rest goes on.
        """
        limits = limits or Limits()
        total = Summary()
        for found in read(paths, limits=limits):
            if isinstance(found, Refusal):
                with ledger.writing() as writer:
                    writer.add_refusals([found])
                total = _replace(total, refused=(*total.refused, found))
                continue
            total = self._ingested(ledger, found, limits, total)
            if progress is not None:
                progress(_step(found.name, total))
        return _replace(total, outdated=ledger.outdated(self.knowledge))

    def _ingested(self, ledger: Ledger, original: Original, limits: Limits, total: Summary) -> Summary:
        total = _replace(total, read=total.read + 1)
        with ledger.writing() as writer:
            if writer.holds(original.sha256):
                return _replace(total, known=total.known + 1)
            writer.add_original(original, knowledge=self.knowledge, limits=msgspec.json.encode(limits).decode())
            total = self._taken(writer, original, total)
        notes = tuple(f"{original.name}: {note}" for note in original.notes)
        return _replace(total, new=total.new + 1, notes=total.notes + notes)

    def rebuild(self, ledger: Ledger, *, progress: Callable[[Step], None] | None = None) -> Summary:
        """Read every stored original again with the present knowledge, then derive; the journal is not touched.

        One transaction: readers see the old claims until all of the new ones are there.
        """
        total = Summary()
        with ledger.writing() as writer:
            writer.forget_what_was_read()
            for stored in writer.originals():
                limits = msgspec.json.decode(stored.limits, type=Limits)
                original, refusals = original_of(stored.name, stored.body, limits=limits)
                writer.add_refusals(refusals)
                total = _replace(total, read=total.read + 1, refused=total.refused + refusals)
                if original is None:
                    writer.seal(stored.sha256, knowledge=self.knowledge)
                else:
                    total = self._taken(writer, original, total)
                if progress is not None:
                    progress(_step(stored.name, total))
        self.derive(ledger)
        return total

    def _taken(self, writer: Writer, original: Original, total: Summary) -> Summary:
        """Write what an original says, so many items at a time; add it to the total."""
        refused: list[Refusal] = []
        for first in range(0, len(original.items), _ITEMS_AT_ONCE):
            items = original.items[first : first + _ITEMS_AT_ONCE]
            parsed = [d for item in items for d in self._documents(item, refused)]
            new, repeated = _versions(writer, parsed)
            writer.add_documents(new)
            claims = [self._claims_of(document, refused) for document in new]
            writer.add_claims(zip(new, claims, strict=True))
            total = _replace(
                total,
                documents=total.documents + len(new),
                repeated=total.repeated + repeated,
                claims=total.claims + sum(map(len, claims)),
            )
        writer.add_refusals(refused)
        writer.seal(original.sha256, knowledge=self.knowledge)
        return _replace(total, refused=total.refused + tuple(refused))

    def _documents(self, item: Item, refused: list[Refusal]) -> Sequence[Document]:
        return _guarded(lambda: self._stages.parse(item), item.name, item.part, refused)

    def _claims_of(self, document: Document, refused: list[Refusal]) -> Sequence[Claim]:
        return _guarded(lambda: self._claims(document), document.name, document.part, refused)

    def _claims(self, document: Document) -> Sequence[Claim]:
        """The resolved claims of a document; of claims with one id, which say the same of the same words, the first."""
        claims = self._stages.resolve(document, self._stages.extract(document))
        return tuple({claim.id: claim for claim in reversed(claims)}.values())[::-1]

    def derive(self, ledger: Ledger) -> bool:
        """Derive propositions, judgments and states of control from the claims; False where they stand already.

        They stand where neither claims nor knowledge have changed since.
        """
        # Taken before the claims are read: claims that come meanwhile make the next call derive again.
        digest = self._derivable(ledger)
        if ledger.derived_from() == digest:
            return False
        derived = self._derived(tuple(ledger.claims()))
        with ledger.writing() as writer:
            writer.replace_derived(derived, digest=digest)
        return True

    def _derivable(self, ledger: Ledger) -> str:
        """The digest of what derived tables depend on."""
        return _digest(ledger.claims_digest().encode(), self.knowledge.encode())

    def _as_known(self, ledger: Ledger, day: date) -> Derived:
        """What follows from the claims that were out by a day's end; read from the stored tables if it stands there."""
        if ledger.derived_from() == self._derivable(ledger) and not ledger.says_more_than(day):
            return Derived(propositions=ledger.propositions(), judgments=ledger.judgments(), controls=ledger.controls())
        return self._derived(tuple(ledger.claims(ClaimQuery(as_known=day))))

    def _derived(self, claims: Sequence[Claim]) -> Derived:
        by_id = {claim.id: claim for claim in claims}
        found = self._stages.propositions(claims, self.theatre)
        judgments = self._stages.judge(found, by_id, self.theatre)
        controls = self._stages.control(found, judgments, by_id, self.theatre)
        return Derived(propositions=tuple(found), judgments=tuple(judgments), controls=tuple(controls))

    def desk(self, ledger: Ledger, day: date, *, lookback_days: int = LOOKBACK_DAYS) -> Desk:
        """What the assessment of a day may say: what was out by its end, judged as it could be judged then.

        Propositions are those that a claim of the last `lookback_days` days speaks to, with all their claims.
        """
        first = day - timedelta(days=lookback_days)
        now, then = self._as_known(ledger, day), self._as_known(ledger, day - _ONE_DAY)
        claims = {c.id: c for c in ledger.claims(ClaimQuery(as_known=day))}
        recent = {c.id for c in claims.values() if c.published is not None and c.published >= first}
        fresh = tuple(p for p in now.propositions if not recent.isdisjoint((*p.supports, *p.denies)))
        wanted = recent.union(*((*p.supports, *p.denies) for p in fresh))
        chosen = {i: c for i, c in claims.items() if i in wanted}
        documents = ledger.documents({claim.document for claim in chosen.values()})
        return Desk(
            day=day,
            theatre=self.theatre,
            claims=chosen,
            documents={document.id: cited(document) for document in documents},
            propositions=fresh,
            judgments={j.proposition: j for j in now.judgments},
            controls=as_of(now.controls, day, known=day),
            propositions_before=then.propositions,
            judgments_before={j.proposition: j for j in then.judgments},
            controls_before=as_of(then.controls, day - _ONE_DAY, known=day - _ONE_DAY),
        )


def _replace(summary: Summary, **changes: object) -> Summary:
    return msgspec.structs.replace(summary, **changes)


def _step(name: str, total: Summary) -> Step:
    return Step(name=name, read=total.read, new=total.new, claims=total.claims)


def _digest(*parts: bytes) -> str:
    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _guarded(stage: Callable[[], Sequence[T]], name: str, place: str, refused: list[Refusal]) -> Sequence[T]:
    """What a stage makes of one item; a fault in it is kept as a refusal, so that the rest goes on."""
    try:
        return stage()
    except SituateError as error:
        refused.append(Refusal(name=name, place=place, kind="stage", reason=error.message, remedy=error.remedy))
    except Exception as error:  # noqa: BLE001 - one document that a stage stumbles over must not empty the rest
        fault = f"a fault in situate: {type(error).__name__}: {error}"
        refused.append(Refusal(name=name, place=place, kind="fault", reason=fault, remedy=_REPORT_IT))
    return ()


def _versions(writer: Writer, documents: Sequence[Document]) -> tuple[list[Document], int]:
    """The documents that are new, and how many were there already, word for word.

    A text under an id that another text has is another version: it gets the id with `@` and the first eight
    digits of its hash, and neither replaces the other.
    """
    digests = [text_digest(document.text) for document in documents]
    versions = [f"{document.id}@{digest[:8]}" for document, digest in zip(documents, digests, strict=True)]
    there = writer.text_digests([*(document.id for document in documents), *versions])
    new: list[Document] = []
    for document, digest, version in zip(documents, digests, versions, strict=True):
        name = document.id if there.get(document.id, digest) == digest else version
        if name not in there:
            there[name] = digest
            new.append(msgspec.structs.replace(document, id=name))
    return new, len(documents) - len(new)
