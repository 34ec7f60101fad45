"""The order of the stages, known here alone: ingest, parse, extract, resolve; then judge and state over the whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from situate.config import code_digest
from situate.errors import SituateError
from situate.extract import Extractor
from situate.gazetteer import Gazetteer
from situate.ingest import Limits, Note, original_of, read
from situate.judge import judge
from situate.judge.lapses import Course, Export, Sighting, absent, course
from situate.judge.rulings import Rulings
from situate.model import (
    Claim,
    Control,
    Decision,
    Document,
    Item,
    Judgment,
    LocatedPlace,
    Original,
    Proposition,
    Refusal,
)
from situate.naming import names_of
from situate.parse import Parser
from situate.parse.words import read_words as layout_words
from situate.produce.desk import Desk, cited
from situate.resolve import Resolver, decided, propositions
from situate.resolve.learned import locate
from situate.state import as_of, control
from situate.state.board import Watch, board
from situate.state.filing import watched
from situate.state.forecasts import read_words
from situate.state.posts import posts
from situate.store import ClaimQuery, Derived, Ledger, Spool, StoredOriginal, Writer
from situate.store.cuts import believed
from situate.tally import Coming, Ready, Slice, Step, Summary, counted, evidence
from situate.theatre import Theatre, zone_of
from situate.warning import Watched

T = TypeVar("T")
# Items of one original that are worked on together: enough for one statement to insert them, few enough for memory.
_ITEMS_AT_ONCE: Final = 500
# So many slices of an original stay in memory between reading and writing; the rest is spooled.
_SLICES_HELD: Final = 4
# A day's assessment writes of what the last week was still saying; older material is background.
LOOKBACK_DAYS: Final = 7
_REPORT_IT: Final = "report it with the file; `situate rebuild` reads the file again after an upgrade"


class Stages(msgspec.Struct, frozen=True, kw_only=True):
    """The doors of the pure stages, as `docs/map.md` lists them."""

    parse: Callable[[Item], Sequence[Document]]
    extract: Callable[[Document], Sequence[Claim]]
    resolve: Callable[[Document, Sequence[Claim]], Sequence[Claim]]
    locate: Callable[[Sequence[Claim], Theatre], Sequence[LocatedPlace]]
    propositions: Callable[[Sequence[Claim], Theatre], Sequence[Proposition]]
    judge: Callable[[Sequence[Proposition], Mapping[str, Claim], Theatre, Sequence[Decision]], Sequence[Judgment]]
    control: Callable[[Sequence[Proposition], Sequence[Judgment], Mapping[str, Claim], Theatre], Sequence[Control]]
    watch: Callable[[Sequence[Claim], Sequence[Document], Theatre, Sequence[Decision]], Watched]


def stages_of(theatre: Theatre, lexicon: Mapping[str, bytes], gazetteer: Gazetteer) -> Stages:
    """The stages as they are, with their knowledge built in."""
    words = read_words(lexicon, layout_words(lexicon).headings.empty)
    return Stages(
        parse=Parser(theatre, lexicon).parse,
        extract=Extractor(lexicon, theatre, gazetteer.names()).extract,
        resolve=Resolver(theatre, gazetteer).resolve,
        locate=lambda claims, knowledge: locate(claims, knowledge, gazetteer),
        propositions=propositions,
        judge=judge,
        control=control,
        watch=lambda claims, documents, knowledge, decisions: watched(claims, documents, knowledge, words, decisions),
    )


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
        captured: datetime | None = None,
        progress: Callable[[Step], None] | None = None,
    ) -> Summary:
        """Read files into the ledger, one transaction an original; what is there already is left alone.

        A file or an item that cannot be taken is refused, kept in the ledger with the reason, and the rest goes on.
        An original is read before its transaction begins, so that another writer waits for the writing alone.
        `captured` is when the files were captured, as the user says; files that are there already get it too.
        """
        limits = limits or Limits()
        total, refused, notes = Summary(), list[Refusal](), list[str]()
        of_file: list[Refusal] = []  # what was refused of a file comes just before it
        for found in read(paths, limits=limits):
            if isinstance(found, Note):
                notes.append(str(found))
            elif isinstance(found, Refusal):
                of_file.append(found)
                refused.append(found)
                with ledger.writing() as writer:
                    writer.add_refusals([found])
            else:
                before = total.new
                came = Coming(found, of_file, limits, captured)
                total = self._ingested(ledger, came, _replace(total, refused=()))
                refused += total.refused
                notes += [f"{found.name}: {note}" for note in found.notes if total.new > before]
                of_file = []
                if progress is not None:
                    progress(_step(found.name, total))
        outdated = ledger.outdated(self.knowledge)
        return _replace(total, refused=tuple(refused), notes=tuple(notes), outdated=outdated)

    def _ingested(self, ledger: Ledger, came: Coming, total: Summary) -> Summary:
        """Add an original to the ledger and to the total."""
        original, of_file = came.original, came.of_file
        total, path = _replace(total, read=total.read + 1), original.path or original.name
        if not ledger.holds(original.sha256):
            with Spool(Slice, held=_SLICES_HELD) as slices:
                slices.add(evidence(original, path))
                for one in self._slices(original, {}, ledger.text_digests):
                    slices.add(one)
                with ledger.writing() as writer:
                    if not writer.holds(original.sha256):  # else another writer brought it meanwhile
                        limited = msgspec.json.encode(came.limits).decode()
                        writer.add_original(original, knowledge=self.knowledge, limits=limited, captured=came.captured)
                        writer.clear_refusals(path)
                        writer.add_refusals(of_file)
                        return self._written(writer, original.sha256, slices, _replace(total, new=total.new + 1))
        with ledger.writing() as writer:
            # What its stages stumbled over still stands; what kept the file itself from coming in does not.
            writer.clear_refusals(path, stages=False)
            writer.add_refusals(of_file)
            if came.captured is not None:
                writer.set_captured(original.sha256, came.captured)
            if came.limits.partial:
                writer.forget_listings(original.sha256, limits=msgspec.json.encode(came.limits).decode())
        return _replace(total, known=total.known + 1)

    def rebuild(self, ledger: Ledger, *, progress: Callable[[Step], None] | None = None) -> Summary:
        """Read every stored original again with the present knowledge, then derive; the journal is not touched.

        All is read first, then written in one transaction: readers see the old claims until all new ones are there.
        """
        total, done, paths = Summary(), set[str](), set[str]()
        names: dict[str, str] = {}
        with Spool(Slice, held=_SLICES_HELD) as slices:
            for stored in ledger.originals():
                total = self._read_again(stored, names, slices.add, total)
                done.add(stored.sha256)
                paths.add(stored.path)
                if progress is not None:
                    progress(_step(stored.name, total))
            with ledger.writing() as writer:
                writer.forget_what_was_read()
                for stored in writer.originals(besides=done):  # came meanwhile
                    total = self._read_again(stored, names, slices.add, total)
                    paths.add(stored.path)
                for path in paths:
                    writer.clear_refusals(path, files=False)
                for sha256, group in groupby(slices, key=lambda one: one.original):
                    total = self._written(writer, sha256, group, total)
        self.derive(ledger)
        return total

    def _read_again(
        self, stored: StoredOriginal, names: dict[str, str], add: Callable[[Slice], None], total: Summary
    ) -> Summary:
        """Put the slices of a stored original aside, one at least, with all that was refused of it."""
        limits = msgspec.json.decode(stored.limits, type=Limits)
        original, refusals = original_of(stored.name, stored.body, limits=limits)
        named = tuple(msgspec.structs.replace(refusal, name=stored.path) for refusal in refusals)
        add(Slice(original=stored.sha256, path=stored.path, refused=named))
        if original is not None:
            add(evidence(original, stored.path))
            for one in self._slices(msgspec.structs.replace(original, path=stored.path), names, lambda _: {}):
                add(one)
        return _replace(total, read=total.read + 1)

    def _slices(
        self, original: Original, names: dict[str, str], held: Callable[[Iterable[str]], Mapping[str, str]]
    ) -> Iterator[Slice]:
        """What an original says, so many items at a time; nothing is written.

        `names` grows by the ids given; `held` tells the digests of texts that the ledger has under ids.
        """
        path = original.path or original.name
        for first in range(0, len(original.items), _ITEMS_AT_ONCE):
            refused: list[Refusal] = []
            items = original.items[first : first + _ITEMS_AT_ONCE]
            parsed = [(d, item.hints.captured) for item in items for d in self._documents(item, refused)]
            ready = tuple(
                Ready(
                    document=d,
                    name=name if new else None,
                    claims=self._claims_of(d, name, refused) if new else None,
                    captured=captured,
                )
                for (d, captured), (name, new) in zip(
                    parsed, names_of([d for d, _ in parsed], names, held), strict=True
                )
            )
            named = tuple(msgspec.structs.replace(refusal, name=path) for refusal in refused)
            yield Slice(original=original.sha256, path=path, ready=ready, refused=named)

    def _written(self, writer: Writer, sha256: str, slices: Iterable[Slice], total: Summary) -> Summary:
        """Write what an original says and seal it; add it to the total."""
        for one in slices:
            refused = list(one.refused)
            names = names_of([ready.document for ready in one.ready], {}, writer.text_digests)
            found = self._settled(one, names, refused)
            writer.add_evidence(sha256, one.listings, one.losses)
            writer.add_sightings(
                sha256, ((name, ready.captured) for ready, (name, _) in zip(one.ready, names, strict=True))
            )
            writer.add_documents([document for document, _ in found])
            writer.add_claims(found)
            writer.add_refusals(refused)
            total = counted(total, found, len(one.ready), refused)
        writer.seal(sha256, knowledge=self.knowledge)
        return total

    def _settled(
        self, one: Slice, names: Sequence[tuple[str, bool]], refused: list[Refusal]
    ) -> list[tuple[Document, Sequence[Claim]]]:
        """The new documents of a slice and their claims, read again where another writer's version came in between."""
        found: list[tuple[Document, Sequence[Claim]]] = []
        for ready, (name, new) in zip(one.ready, names, strict=True):
            if new:
                same = name == ready.name and ready.claims is not None
                claims = ready.claims if same else self._claims_of(ready.document, name, refused)
                found.append((msgspec.structs.replace(ready.document, id=name), claims or ()))
        return found

    def _documents(self, item: Item, refused: list[Refusal]) -> Sequence[Document]:
        return _guarded(lambda: self._stages.parse(item), item.name, item.part, refused)

    def _claims_of(self, document: Document, name: str, refused: list[Refusal]) -> tuple[Claim, ...]:
        """The claims of a document under the id `name`."""
        named = msgspec.structs.replace(document, id=name)
        return tuple(_guarded(lambda: self._claims(named), document.name, document.part, refused))

    def _claims(self, document: Document) -> Sequence[Claim]:
        """The resolved claims of a document; of claims with one id, which say the same of the same words, the first."""
        claims = self._stages.resolve(document, self._stages.extract(document))
        return tuple({claim.id: claim for claim in reversed(claims)}.values())[::-1]

    def course(self, ledger: Ledger) -> Course:
        """What became of the posts of a ledger: which texts were changed or deleted, and by when it was known."""
        losses, zone = list(ledger.losses()), zone_of(self.theatre.timezone)
        for channel, listed, known in ledger.listings():
            exports = (Export(file=m.file, listing=m.listing, by=m.by) for m in believed(channel, listed, zone))
            losses += absent(channel, exports, known, zone)
        held = ledger.seen() if not losses else (*ledger.seen(), *ledger.seen({loss.key for loss in losses}))
        fields = Sighting.__struct_fields__
        seen = dict.fromkeys(Sighting(**{f: getattr(one, f) for f in fields}) for one in held)
        return course(seen, losses, zone)

    def derive(self, ledger: Ledger) -> bool:
        """Derive propositions, judgments, control and learned places from claims and journal; False where they stand.

        They stand where neither claims, journal nor knowledge have changed since. What became of edited and deleted
        posts is derived first, since the rest leans on it.
        """
        # Taken before the claims are read: claims that come meanwhile make the next call derive again.
        claims = ledger.claims_digest()
        decisions = ledger.decisions()
        digest = self._derivable(claims, decisions)
        if ledger.derived_from() == digest and ledger.is_derived():
            return False
        became = self.course(ledger)
        with ledger.writing() as writer:
            writer.replace_course(became.lapses, [(one.document, one.at, one.shown) for one in became.changed])
        found = tuple(ledger.claims())
        derived = msgspec.structs.replace(self._derived(found, decisions), located=self._located(found, decisions))
        with ledger.writing() as writer:
            writer.replace_derived(derived, digest=digest, claims=claims)
        return True

    def _derivable(self, claims: str, decisions: Sequence[Decision]) -> str:
        """The digest of what derived tables depend on, from that of the claims."""
        return _digest(claims.encode(), self.knowledge.encode(), *map(msgspec.json.encode, decisions))

    def _as_known(self, ledger: Ledger, day: date) -> Derived:
        """What follows from the claims that were out by a day's end; read from the stored tables if it stands there.

        Analysts' decisions count whenever they were made: they are the house's own word on what was known then.
        """
        decisions = ledger.decisions()
        digest = self._derivable(ledger.claims_digest(), decisions)
        if ledger.derived_from() == digest and not ledger.says_more_than(day):
            return Derived(propositions=ledger.propositions(), judgments=ledger.judgments(), controls=ledger.controls())
        return self._derived(tuple(ledger.claims(ClaimQuery(as_known=day))), decisions)

    def _derived(self, claims: Sequence[Claim], decisions: Sequence[Decision]) -> Derived:
        by_id = {claim.id: claim for claim in claims}
        found = decided(self._stages.propositions(claims, self.theatre), by_id, decisions)
        judgments = self._stages.judge(found, by_id, self.theatre, decisions)
        controls = self._stages.control(found, judgments, by_id, self.theatre)
        return Derived(propositions=tuple(found), judgments=tuple(judgments), controls=tuple(controls))

    def _located(self, claims: Sequence[Claim], decisions: Sequence[Decision]) -> tuple[LocatedPlace, ...]:
        """What the claims teach about places; one that an analyst rejected teaches nothing."""
        rulings = Rulings(decisions)
        return tuple(self._stages.locate([c for c in claims if not rulings.rejected_claim(c)], self.theatre))

    def desk(
        self, ledger: Ledger, day: date, *, lookback_days: int = LOOKBACK_DAYS, with_day_before: bool = True
    ) -> Desk:
        """What the assessment of a day may say: what was out by its end, judged as it could be judged then.

        Propositions are those that a claim of the last `lookback_days` days speaks to, with all their claims.
        The `_before` fields are empty where nobody asks for the day before: deriving it takes as long as the day.
        """
        first = _before(day, lookback_days)
        now = self._as_known(ledger, day)
        then = self._as_known(ledger, _before(day, 1)) if with_day_before else Derived()
        claims = {c.id: c for c in ledger.claims(ClaimQuery(as_known=day))}
        recent = {c.id for c in claims.values() if c.published is not None and c.published >= first}
        fresh = tuple(p for p in now.propositions if not recent.isdisjoint((*p.supports, *p.denies)))
        wanted = recent.union(*((*p.supports, *p.denies) for p in fresh))
        chosen = {i: c for i, c in claims.items() if i in wanted}
        documents = tuple(ledger.documents({claim.document for claim in chosen.values()}))
        seen = self._stages.watch(tuple(chosen.values()), documents, self.theatre, ledger.decisions())
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
            controls_before=as_of(then.controls, _before(day, 1), known=_before(day, 1)),
            boards=tuple(board(Watch(course, seen), day) for course in self.theatre.courses),
            posts=posts(fresh, chosen.values(), self.theatre, known=day),
        )


def _replace(summary: Summary, **changes: object) -> Summary:
    return msgspec.structs.replace(summary, **changes)


def _step(name: str, total: Summary) -> Step:
    return Step(name=name, read=total.read, new=total.new, claims=total.claims)


def _before(day: date, days: int) -> date:
    """The day so many days earlier; the calendar's first day where there is none."""
    return date.fromordinal(max(1, day.toordinal() - days))


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
