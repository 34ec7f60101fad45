"""What a proposition is about: event, actors, places with their roles, locators, dates, quantities and notes.

A passage is cut into words and searched once; each frame then takes what lies in its own content.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from situate.extract.actors import ActorLexicon, Clause, Doers
from situate.extract.dates import DateLexicon, Found
from situate.extract.events import Decision, EventLexicon, Hit
from situate.extract.frame import Frame
from situate.extract.locators import FoundLocator, find_locators
from situate.extract.place_words import Mention, PlaceWords
from situate.extract.places import PlaceFinder
from situate.extract.quantities import Amount, QuantityLexicon
from situate.extract.roles import PURPOSE, leads, role
from situate.extract.scan import Scan, scan
from situate.model import (
    Actor, Claim, DateMention, Document, Likelihood, Locator, NoteRef, Passage, PlaceMention, Quantity, Quote, Speaker, claim_id,
)  # fmt: skip
from situate.theatre import Theatre
from situate.vocab import Event, Role

_NAMED: Final = re.compile(r"\b([A-Z][a-z]+) ([A-Z][\w’'-]+)")


class Reading(NamedTuple):
    """Everything found in one passage, by offsets into its own text."""

    base: int
    words: Scan
    hits: list[Hit]
    mentions: list[Mention]
    leads: list[int]
    locators: list[FoundLocator]
    anchors: frozenset[int]
    dates: list[Found]
    amounts: list[Amount]


class Describer:
    """Describes frames. Built once; pure; `place_names` are the gazetteer's Latin-script names."""

    def __init__(self, lexicon: Mapping[str, bytes], theatre: Theatre, place_names: Iterable[str]) -> None:
        self._events = EventLexicon(lexicon)
        self._place_words = PlaceWords(lexicon)
        self._places = PlaceFinder(self._place_words, theatre, place_names)
        areas = {name for area in theatre.areas for name in (area.name, *area.aliases)}
        adjectives = {adjective for side in theatre.sides for adjective in side.adjectives} - areas
        self._actors = ActorLexicon(lexicon, self._events.verbs, self._events.inflection, adjectives)
        self._dates = DateLexicon(lexicon)
        self._quantities = QuantityLexicon(lexicon)
        self._persons: tuple[str, frozenset[str]] = ("", frozenset())

    def describe(self, document: Document, passage: Passage, frames: Sequence[Frame]) -> tuple[Claim, ...]:
        """One claim a frame, in the frames' order."""
        if not frames:
            return ()
        reading = self._read(document, passage)
        notes = {note.mark: note.urls for note in document.notes}
        claims: list[Claim] = []
        drafts: list[_Draft] = []
        for number, frame in enumerate(frames):
            draft = self._draft(reading, frame, drafts)
            drafts.append(draft)
            claims.append(self._claim(document, passage, frame, draft, reading, _dates(reading, frames, number)))
        return tuple(_with_notes(claim, passage, frames, number, notes) for number, claim in enumerate(claims))

    def _read(self, document: Document, passage: Passage) -> Reading:
        words = scan(document.text[passage.start : passage.end])
        mentions = self._places.find(words, self._surnames(document))
        locators = find_locators(words, mentions, self._place_words)
        dates = self._dates.find(words, document.published.day)
        taken = {i for m in mentions for i in range(m.first, m.last)}
        for start, end in (*((d.start, d.end) for d in dates), *((n.start, n.end) for n in locators)):
            taken.update(range(words.first_word(start), words.word_after(end - 1) + 1))
        return Reading(
            passage.start, words, self._events.hits(words), mentions, leads(words, mentions), locators,
            frozenset(a for n in locators for a in n.anchors), dates, self._quantities.find(words, taken),
        )  # fmt: skip

    def _surnames(self, document: Document) -> frozenset[str]:
        """Words that the document gives to people as surnames, after a given name."""
        if self._persons[0] != document.id:
            given = self._place_words.given_names
            found = frozenset(m[2] for m in _NAMED.finditer(document.text) if m[1].lower() in given)
            self._persons = (document.id, found)
        return self._persons[1]

    def _draft(self, reading: Reading, frame: Frame, before: Sequence["_Draft"]) -> "_Draft":
        words = reading.words
        start, end = frame.content.start - reading.base, frame.content.end - reading.base
        first, last = words.first_word(start), words.word_after(end - 1)
        if last < len(words.starts) and words.starts[last] < end:
            last += 1
        hits = [h for h in reading.hits if first <= h.first and h.last <= last]
        decision = self._events.decide(words, hits, start=first)
        doers = self._actors.find(words, Clause(first, last)) if first < last else Doers([], "subject")
        spans = [_trimmed(words, a) for a in doers.found]
        peers = [d for d in before if d.sentence == frame.sentence]
        if doers.lacks:
            spans = self._subject(reading, frame, peers, pronoun=doers.lacks == "pronoun")
        places = _places(reading, start, end, decision, hits, self._place_words)
        if not places and doers.lacks == "subject" and peers:
            places = [
                p for p in peers[-1].places if p[1] in {"at", "object"} and reading.mentions[p[0]].kind != "country"
            ]
            places = [(number, "at") for number, _ in places]
        return _Draft(frame.sentence, decision.event, spans, places)

    def _subject(
        self, reading: Reading, frame: Frame, peers: Sequence["_Draft"], *, pronoun: bool
    ) -> list[tuple[int, int]]:
        """Whom a content without a subject of its own, or with a pronoun, speaks of."""
        if frame.subject is not None:
            words = reading.words
            first = words.first_word(frame.subject.start - reading.base)
            last = words.word_after(frame.subject.end - reading.base - 1)
            if last < len(words.starts) and words.starts[last] < frame.subject.end - reading.base:
                last += 1
            found = self._actors.doers(words, Clause(first, last))
            if found:
                return [_trimmed(words, a) for a in found]
        if not pronoun:
            return list(peers[-1].actors) if peers else []
        for draft in reversed(peers):
            if draft.actors:
                return list(draft.actors)
        if frame.speakers:
            speaker = frame.speakers[-1]
            return [(speaker.start - reading.base, speaker.end - reading.base)]
        return []

    def _claim(
        self,
        document: Document,
        passage: Passage,
        frame: Frame,
        draft: "_Draft",
        reading: Reading,
        dates: Sequence[DateMention],
    ) -> Claim:
        text, base = reading.words.text, reading.base
        speakers = tuple(Speaker(text=s.text, start=s.start, end=s.end) for s in frame.speakers)
        content = frame.content
        located = {number for number, _ in draft.places}
        return Claim(
            id=claim_id(
                document.id, content, speakers=tuple(s.text for s in speakers), stance=frame.stance, event=draft.event, negated=frame.negated
            ),
            document=document.id, passage_kind=passage.kind, start=frame.sentence[0], end=frame.sentence[1], content=content,
            published=document.published.day, publisher=document.publisher, publisher_id=document.publisher_id,
            section=passage.section, effort=passage.effort, rubric=passage.rubric,
            speakers=speakers, cue=frame.cue, stance=frame.stance,
            likelihood=None if frame.likelihood is None else Likelihood(text=frame.likelihood.text),
            evidence=frame.evidence, author_view=frame.author_view, event=draft.event, negated=frame.negated,
            actors=tuple(Actor(text=text[s:e], start=base + s, end=base + e) for s, e in draft.actors),
            places=tuple(_mention(reading, number, told) for number, told in draft.places),
            locators=tuple(_locators(reading, located)),
            dates=tuple(dates),
            quantities=tuple(_quantities(reading, content)),
        )  # fmt: skip


class _Draft(NamedTuple):
    """What the words of one frame say, before it is a claim; actors by offsets, places by mention number."""

    sentence: tuple[int, int]
    event: Event
    actors: list[tuple[int, int]]
    places: list[tuple[int, Role]]


def _trimmed(words: Scan, span: tuple[int, int]) -> tuple[int, int]:
    """The offsets of a phrase by its words, without a possessive ending."""
    start, end = words.starts[span[0]], words.ends[span[1] - 1]
    if words.text[end - 2 : end] in {"'s", "’s"}:
        end -= 2
    return start, end


def _places(
    reading: Reading, start: int, end: int, decision: Decision, hits: Sequence[Hit], lex: PlaceWords
) -> list[tuple[int, Role]]:
    """The mentions of a content, anchors of locators aside, each with its role."""
    words = reading.words
    purpose = [h.first for h in hits if h.entry.kind == "tail" and h.entry.lemma in PURPOSE]
    decided = decision.hit.first if decision.hit is not None else None
    roles: dict[int, Role] = {}
    found: list[tuple[int, Role]] = []
    seen: set[tuple[str, Role]] = set()
    for number, mention in enumerate(reading.mentions):
        if mention.start < start or mention.end > end or number in reading.anchors:
            continue
        lead = reading.leads[number]
        told = roles.get(lead)
        if told is None:
            opener = reading.mentions[lead]
            if opener.start < start:
                opener = mention
            told = _hyphened(reading, number, lex) or role(
                words,
                opener,
                decision.event,
                lex,
                background=decided is not None and any(decided < p < opener.first for p in purpose),
            )
            if told not in {"between"} or words.low[opener.first - 1] == "between":
                roles[lead] = told
        key = (mention.text(words), told)
        if key not in seen:
            seen.add(key)
            found.append((number, told))
    return found


def _hyphened(reading: Reading, number: int, lex: PlaceWords) -> Role | None:
    """ "the A-B line": ends between which a thing lies; "the A-B area": where it lies; None where there is no hyphen."""
    words, mentions = reading.words, reading.mentions
    first = last = number
    while first > 0 and _tied(words, mentions[first - 1], mentions[first]):
        first -= 1
    while last + 1 < len(mentions) and _tied(words, mentions[last], mentions[last + 1]):
        last += 1
    if first == last:
        return None
    after = words.low[mentions[last].last] if mentions[last].last < len(words.low) else ""
    return "between" if after in lex.lines else "at"


def _tied(words: Scan, a: Mention, b: Mention) -> bool:
    return b.first - a.last == 1 and words.words[a.last] in "-–" and words.starts[b.first] - words.ends[a.last - 1] <= 3


def _mention(reading: Reading, number: int, told: Role) -> PlaceMention:
    mention = reading.mentions[number]
    return PlaceMention(
        text=mention.text(reading.words), start=reading.base + mention.start, end=reading.base + mention.end, role=told
    )


def _locators(reading: Reading, located: set[int]) -> Iterable[Locator]:
    for found in reading.locators:
        for number in found.of:
            if number in located:
                yield Locator(
                    text=reading.words.text[found.start : found.end], start=reading.base + found.start, end=reading.base + found.end,
                    of=reading.mentions[number].text(reading.words), distance_km=found.distance_km, within=found.within,
                    bearing=found.bearing, anchor=found.anchor,
                )  # fmt: skip


def _dates(reading: Reading, frames: Sequence[Frame], number: int) -> list[DateMention]:
    """The dates of a frame: those in its content, those of its attribution, and one after the clauses it is joined with."""
    frame = frames[number]
    base, text = reading.base, reading.words.text
    out: list[DateMention] = []
    for found in reading.dates:
        start, end = base + found.start, base + found.end
        of = None
        if frame.content.start <= start and end <= frame.content.end:
            of = "event"
        elif any(a <= start and end <= b for a, b in frame.attribution):
            of = "event" if found.as_of else "speech"
        elif frame.sentence[0] <= start and end <= frame.sentence[1] and _covers(frames, number, start, end):
            of = "event"
        if of is not None:
            if found.posted and of == "event" and frame.content.start > start:
                of = "speech"
            out.append(
                DateMention(
                    text=text[found.start : found.end],
                    start=start,
                    end=end,
                    first=found.first,
                    last=found.last,
                    of=of,
                    how=found.how,
                )  # type: ignore[arg-type]
            )
    if not any(d.of == "speech" for d in out) and frame.speakers and number:
        out += _said(reading, frames, number)
    return out if any(d.of == "event" for d in out) else out + _shared(reading, frames, number)


def _said(reading: Reading, frames: Sequence[Frame], number: int) -> list[DateMention]:
    """A date of speech holds for what the same speaker goes on to say in the sentence."""
    frame = frames[number]
    for other in reversed(frames[:number]):
        if other.sentence == frame.sentence and other.attribution and other.speakers[:1] == frame.speakers[:1]:
            return [d for d in _dates(reading, (other,), 0) if d.of == "speech"]
    return []


def _covers(frames: Sequence[Frame], number: int, start: int, end: int) -> bool:
    """Does a date that stands in no content and no attribution lie right after this frame's content?"""
    frame = frames[number]
    if any(f.content.start <= start and end <= f.content.end for f in frames):
        return False
    if any(a <= start and end <= b for f in frames for a, b in f.attribution):
        return False
    return end <= frame.content.start or start - frame.content.end < 4


def _shared(reading: Reading, frames: Sequence[Frame], number: int) -> list[DateMention]:
    """A date that ends the last of coordinated clauses covers those before it too."""
    last = number
    while last + 1 < len(frames) and _coordinated(reading, frames[last], frames[last + 1]):
        last += 1
    if last == number:
        return []
    content, base, text = frames[last].content, reading.base, reading.words.text
    return [
        DateMention(text=text[d.start : d.end], start=base + d.start, end=base + d.end, first=d.first, last=d.last, of="event", how=d.how + ", shared")
        for d in reading.dates
        if content.start <= base + d.start and base + d.end <= content.end and content.end - (base + d.end) < 3
    ]


def _coordinated(reading: Reading, frame: Frame, after: Frame) -> bool:
    """Does only "and" or "but" join two contents of one sentence and one speaker?"""
    if frame.sentence != after.sentence or frame.speakers != after.speakers:
        return False
    between = reading.words.text[frame.content.end - reading.base : after.content.start - reading.base]
    return between.replace(",", " ").replace("that", " ").split() in (["and"], ["but"])


def _quantities(reading: Reading, content: Quote) -> Iterable[Quantity]:
    text, base = reading.words.text, reading.base
    for found in reading.amounts:
        if content.start <= base + found.start and base + found.end <= content.end:
            yield Quantity(
                text=text[found.start : found.end], start=base + found.start, end=base + found.end,
                low=found.low, high=found.high, unit=found.unit, of=found.of,
            )  # fmt: skip


def _with_notes(
    claim: Claim, passage: Passage, frames: Sequence[Frame], number: int, notes: Mapping[str, tuple[str, ...]]
) -> Claim:
    """Give a claim the notes whose marks stand in its sentence or right behind it."""
    if not passage.marks:
        return claim
    start, end = frames[number].sentence
    refs: list[NoteRef] = []
    for mark in passage.marks:
        if start <= mark.start < end or mark.start == end:
            end = max(end, mark.end)
            refs.append(NoteRef(mark.mark, notes.get(mark.mark, ())))
    return msgspec.structs.replace(claim, notes=tuple(refs)) if refs else claim
