"""What a proposition is about: event, actors, places with their roles, locators, dates, quantities and notes.

A passage is cut into words and searched once; each frame then takes what lies in its own content.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from situate.extract.actors import PRONOUNS, ActorLexicon, Doers
from situate.extract.dates import DateLexicon
from situate.extract.dating import dates_of
from situate.extract.denials import SAYING_DENIED
from situate.extract.events import EventLexicon
from situate.extract.frame import Frame
from situate.extract.locators import find_locators
from situate.extract.place_lists import leads
from situate.extract.place_words import PlaceWords
from situate.extract.places import PlaceFinder
from situate.extract.predicates import Clause
from situate.extract.quantities import QuantityLexicon
from situate.extract.reading import Draft, Reading
from situate.extract.scan import DATE, LOCATOR, NUMBER, POINTER, ROAD, Scan, Scanner, at_or_after
from situate.extract.scene import (
    Content,
    Pointed,
    acting,
    counts_those,
    goes_on,
    inherited,
    places_of,
    pointed_at,
    under_heading,
    where,
)
from situate.extract.thing_subjects import SELVES
from situate.model import (
    Actor,
    Claim,
    DateMention,
    Document,
    Likelihood,
    Locator,
    NoteRef,
    Passage,
    PlaceMention,
    Quantity,
    Quote,
    Speaker,
    claim_id,
)  # fmt: skip
from situate.theatre import Theatre
from situate.vocab import Event, Role

_TELLING: Final = 2.0  # a decision that weighs less rests on a weak word, or on one in a tail
# Rulers who take, move, fund or hold something do so as an administration, not as an army.
_RATHER: Final = frozenset(("administration", event) for event in ("capture", "deployment", "aid", "logistics", "hold"))
# A passage has a topic where this share of at least two clear decisions agree. Chosen on the whole development gold,
# both halves (event right on 0.73 of the even rows with 0.6, 0.72 with 0.4 and 0.5, 0.70 without).
_CLEAR: Final = 4.0
_FEW: Final = 2
_PREVAILS: Final = 0.6
_VAGUE: Final = 3.0
_HARDLY: Final = 1.0
_AT_ONCE: Final = 8  # characters between two clauses of which the second goes on with the first's scene
_BLAME: Final = "blam"  # "blamed", "blaming"
_PRONOUN: Final = 3  # words before a pronoun that is the subject
_NEXT_WORD: Final = 5  # characters from a cue to what is said with it ("vowed to ")
_NAMED: Final = re.compile(r"\b([A-Z][a-z]+) ([A-Z][\w’'-]+)")


class Describer:
    """Describes frames. Built once; pure; `place_names` are the gazetteer's Latin-script names.

    `events` where they are compiled already.
    """

    def __init__(
        self,
        lexicon: Mapping[str, bytes],
        theatre: Theatre,
        place_names: Iterable[str],
        events: EventLexicon | None = None,
    ) -> None:
        self._events = events or EventLexicon(lexicon)
        self._place_words = PlaceWords(lexicon)
        self._places = PlaceFinder(self._place_words, theatre, place_names)
        areas = {name for area in theatre.areas for name in (area.name, *area.aliases)}
        adjectives = {adjective for side in theatre.sides for adjective in side.adjectives} - areas
        self._actors = ActorLexicon(lexicon, self._events.verbs, self._events.inflection, adjectives)
        self._dates = DateLexicon(lexicon)
        self._quantities = QuantityLexicon(lexicon)
        self._scanner = Scanner(
            {
                **self._events.words.asked,
                DATE: self._dates.triggers,
                NUMBER: self._quantities.numbers,
                LOCATOR: self._place_words.locator_triggers,
                ROAD: self._places.lead_roads,
                POINTER: self._place_words.anaphors | {"there", "it"},
            },
            self._places.mark,
        )
        self._given_names = frozenset(name.capitalize() for name in self._place_words.given_names)
        self._persons: tuple[str, frozenset[str]] = ("", frozenset())

    def describe(self, document: Document, passage: Passage, frames: Sequence[Frame]) -> tuple[Claim, ...]:
        """One claim a frame, in the frames' order."""
        if not frames:
            return ()
        reading = self._read(document, passage)
        claims: list[Claim] = []
        drafts: list[Draft] = []
        contents = [self._content(reading, frame) for frame in frames]
        topic = _topic(contents)
        for number, (frame, content) in enumerate(zip(frames, contents, strict=True)):
            told = _among_alike(contents, number) if not content.decision.weight else _on_topic(content, topic)
            draft = self._draft(reading, frame, told, drafts)
            drafts.append(draft)
            bones = content.predicate
            dates = dates_of(reading, frames, number, nominal=bones is None or bones.verb is None)
            claims.append(self._claim(document, passage, frame, draft, reading, dates))
        return tuple(claims)

    def _read(self, document: Document, passage: Passage) -> Reading:
        words = self._scanner.scan(document.text[passage.start : passage.end])
        mentions = self._places.find(words, self._surnames(document))
        locators = find_locators(words, mentions, self._place_words)
        dates = self._dates.find(words, document.published.day)
        taken = {i for m in mentions for i in range(m.first, m.last)}
        for start, end in (*((d.start, d.end) for d in dates), *((n.start, n.end) for n in locators)):
            taken.update(range(words.first_word(start), words.word_after(end - 1) + 1))
        hits = self._events.hits(words)
        anchors = frozenset(a for n in locators for a in n.anchors)
        return Reading(
            passage.start, words, hits, [h.first for h in hits], mentions, [m.start for m in mentions],
            leads(words, mentions, anchors), locators, anchors, dates,
            self._quantities.find(words, taken),
            {note.mark: note.urls for note in document.notes} if passage.marks else {},
        )  # fmt: skip

    def _surnames(self, document: Document) -> frozenset[str]:
        """Words that the document gives to people as surnames, after a given name."""
        if self._persons[0] is not document.text:
            given = self._given_names
            found = frozenset(surname for name, surname in _NAMED.findall(document.text) if name in given)
            self._persons = (document.text, found)
        return self._persons[1]

    def _content(self, reading: Reading, frame: Frame) -> Content:
        start, end = frame.content.start - reading.base, frame.content.end - reading.base
        first, last = reading.words.span(start, end)
        at = at_or_after(reading.hits_at, first)
        hits = reading.hits[at : at_or_after(reading.hits_at, last)]
        if (at and reading.hits[at - 1].last > first) or any(h.last > last for h in hits):
            hits = self._events.words.within(reading.words, first, last)  # a phrase reaches across the content's end
        predicate = self._actors.predicate(reading.words, Clause(first, last)) if first < last else None
        decision = self._events.decide(reading.words, hits, start=first, last=last, predicate=predicate)
        return Content((first, last), (start, end), hits, decision, predicate)

    def _draft(self, reading: Reading, frame: Frame, content: Content, before: Sequence[Draft]) -> Draft:
        words, predicate = reading.words, content.predicate
        clause = Clause(content.first, content.last)
        doers = Doers([], "subject") if predicate is None else self._actors.find(words, clause, predicate)
        event = self._actors.deed_by(words, doers.found) if doers.found else None
        if event is not None and (content.decision.weight < _TELLING or (event, content.decision.event) in _RATHER):
            content = content.telling(event)
        weighs = content.decision.weight
        if before and (
            self._events.points_back(words, content.first, content.last, content.decision)
            or (weighs < _HARDLY and counts_those(words, content))
        ):
            content = content.telling(before[-1].event)
        if SAYING_DENIED in frame.rules:
            content = content.telling("other")  # it is denied that P was said, and nothing is told of P
        spans = acting(reading, content, [_trimmed(words, a) for a in doers.found], self._place_words)
        if doers.lacks:
            spans = self._subject(reading, frame, _peers(before, frame), lacks=doers.lacks)
        elif not doers.found and frame.cue is not None and _BLAME in frame.cue.text and predicate is not None:
            spans = [_trimmed(words, a) for a in self._actors.blamed(words, clause)]
        elif frame.speakers and len(doers.found) == 1 and words.low[doers.found[0][0]] in SELVES:
            spans = []  # "we" of another's words is nobody's name
        scene = self._scene(reading, frame, content, spans, before)
        return Draft(frame.sentence, content.decision.event, spans, scene.places, content.end, scene.pointer)

    def _scene(
        self,
        reading: Reading,
        frame: Frame,
        content: Content,
        actors: Sequence[tuple[int, int]],
        before: Sequence[Draft],
    ) -> Pointed:
        """The places of a frame: named in it, meant by it, or shared with the clause before."""
        # "Ostmark announced": who acts is no place.
        own = [
            p for p in places_of(reading, content, self._place_words)
            if (reading.mentions[p[0]].start, reading.mentions[p[0]].end) not in actors
            and not _only_told_of(reading, content, p[0])
        ]  # fmt: skip
        own += where(reading, content, own)
        if not own:
            own = under_heading(reading, content)
        if any(part != "context" for _, part in own):
            return Pointed(own, None)
        sentence, peers = frame.sentence[0] - reading.base, _peers(before, frame)
        found = pointed_at(reading, content, sentence, peers, before, self._place_words)
        if own:
            return Pointed(own + found.places, found.pointer)  # what is but background leaves open where it happened
        if found.places or not peers:
            return found
        predicate, last = content.predicate, peers[-1]
        shares = predicate is not None and predicate.opens(reading.words)
        # "The house was damaged and 400 people were left without heat": what follows at once is told of the same place.
        follows = 0 <= content.start - last.end <= _AT_ONCE and goes_on(last.event, content.decision.event)
        return Pointed(inherited(reading, last, content.decision.event), last.pointer) if shares or follows else found

    def _subject(self, reading: Reading, frame: Frame, peers: Sequence[Draft], *, lacks: str) -> list[tuple[int, int]]:
        """Whom a content without a subject of its own, or with a pronoun, speaks of."""
        if frame.subject is not None:
            words = reading.words
            first, last = words.span(frame.subject.start - reading.base, frame.subject.end - reading.base)
            found = self._actors.doers(words, Clause(first, last))
            if found:
                return [_trimmed(words, a) for a in found]
        speaker = self._spoken_of(reading, frame, lacks)
        acted = next((draft for draft in reversed(peers) if draft.actors), None)
        if lacks != "subject" and speaker and (acted is None or acted.end <= speaker[0][0]):
            return speaker  # "while the mayor claimed that he ...": the nearer one
        if lacks == "pronoun" and acted is not None:
            return list(acted.actors)
        return speaker or (list(peers[-1].actors) if peers else [])

    def _spoken_of(self, reading: Reading, frame: Frame, lacks: str) -> list[tuple[int, int]]:
        """The speaker, where what is said is the speaker's own deed ("vowed to respond", "denied that it had ...")."""
        if not frame.speakers:
            return []
        words, speaker = reading.words, frame.speakers[-1]
        start, end = speaker.start - reading.base, speaker.end - reading.base
        first, last = words.span(frame.content.start - reading.base, frame.content.end - reading.base)
        if lacks == "pronoun":
            pronoun = next(
                (words.low[i] for i in range(first, min(first + _PRONOUN, last)) if words.low[i] in PRONOUNS), ""
            )
            return [(start, end)] if self._actors.agrees(words, words.span(start, end), pronoun) else []
        cue = frame.cue
        own = cue is not None and 0 <= frame.content.start - cue.end <= _NEXT_WORD and frame.stance != "directs"
        begun = first < last and (
            words.low[first] == "to" or words.low[first].endswith("ing") or words.low[first - 1] == "to"
        )
        return [(start, end)] if own and begun else []

    def _claim(
        self,
        document: Document,
        passage: Passage,
        frame: Frame,
        draft: Draft,
        reading: Reading,
        dates: Sequence[DateMention],
    ) -> Claim:
        text, base = reading.words.text, reading.base
        speakers = tuple([Speaker(text=s.text, start=s.start, end=s.end) for s in frame.speakers])
        content = frame.content
        located = {number for number, _ in draft.places}
        if draft.pointer is not None:
            located = {n for n in located if base + reading.mentions[n].start >= frame.sentence[0]}
        return Claim(
            id=claim_id(
                document.id, content, speakers=tuple([s.text for s in speakers]),
                stance=frame.stance, event=draft.event, negated=frame.negated,
            ),
            document=document.id, passage_kind=passage.kind, passage=passage.start,
            start=frame.sentence[0], end=frame.sentence[1], content=content,
            published=document.published.day, publisher=document.publisher, publisher_id=document.publisher_id,
            section=passage.section, effort=passage.effort, rubric=passage.rubric,
            speakers=speakers, cue=frame.cue, stance=frame.stance,
            likelihood=None if frame.likelihood is None else Likelihood(text=frame.likelihood.text),
            evidence=frame.evidence, author_view=frame.author_view, event=draft.event, negated=frame.negated,
            actors=tuple([Actor(text=text[s:e], start=base + s, end=base + e) for s, e in draft.actors]),
            places=tuple([_mention(reading, number, told, draft) for number, told in draft.places]),
            locators=tuple(_locators(reading, located)) if located and reading.locators else (),
            dates=tuple(dates),
            quantities=tuple(_quantities(reading, content)) if reading.amounts else (),
            notes=_notes(reading, passage, frame) if passage.marks else (),
        )  # fmt: skip


def _peers(before: Sequence[Draft], frame: Frame) -> list[Draft]:
    """Those before a frame in its own sentence; they stand last."""
    first = len(before)
    while first and before[first - 1].sentence == frame.sentence:
        first -= 1
    return list(before[first:])


def _topic(contents: Sequence[Content]) -> Event | None:
    """The event that most of a passage's clearly told propositions are of; None where none prevails."""
    clear = [c.decision.event for c in contents if c.decision.weight >= _CLEAR]
    if len(clear) < _FEW:
        return None
    for event in clear:
        if clear.count(event) >= _PREVAILS * len(clear):
            return event
    return None


def _on_topic(content: Content, topic: Event | None) -> Content:
    """A proposition whose words hardly tell its event is taken for one of what its passage is about."""
    if topic is None or not 0 < content.decision.weight < _VAGUE:
        return content
    return content.telling(topic)


def _among_alike(contents: Sequence[Content], number: int) -> Content:
    """A proposition none of whose words tells its event, between two of one event, is taken for one of that."""
    content = contents[number]
    if not 0 < number < len(contents) - 1:
        return content
    before, behind = contents[number - 1].decision, contents[number + 1].decision
    alike = before.event == behind.event and before.weight and behind.weight
    return content.telling(before.event) if alike else content


def _only_told_of(reading: Reading, content: Content, number: int) -> bool:
    """ "NAME, which lies ...": is the place the noun that a content goes on from, as a subject would be?"""
    mention, bones = reading.mentions[number], content.predicate
    if bones is None or bones.verb is None or bones.verb != mention.last + 2:
        return False
    return mention.first == bones.first and reading.words.low[mention.last : bones.verb] == [",", "which"]


def _trimmed(words: Scan, span: tuple[int, int]) -> tuple[int, int]:
    """The offsets of a phrase by its words, without a possessive ending."""
    start, end = words.starts[span[0]], words.ends[span[1] - 1]
    if words.text[end - 2 : end] in {"'s", "’s"}:
        end -= 2
    return start, end


def _mention(reading: Reading, number: int, told: Role, draft: Draft) -> PlaceMention:
    mention, base = reading.mentions[number], reading.base
    pointer: Quote | None = None
    if draft.pointer is not None and base + mention.end <= draft.sentence[0]:
        start, end = draft.pointer
        pointer = Quote(reading.words.text[start:end], base + start, base + end)
    return PlaceMention(
        text=mention.text(reading.words), start=base + mention.start, end=base + mention.end, role=told,
        pointer=pointer,
    )  # fmt: skip


def _locators(reading: Reading, located: set[int]) -> Iterable[Locator]:
    for found in reading.locators:
        for number in found.of:
            if number in located:
                yield Locator(
                    text=reading.words.text[found.start : found.end],
                    start=reading.base + found.start, end=reading.base + found.end,
                    of=reading.mentions[number].text(reading.words), distance_km=found.distance_km, within=found.within,
                    bearing=found.bearing, anchor=found.anchor,
                )  # fmt: skip


def _quantities(reading: Reading, content: Quote) -> Iterable[Quantity]:
    text, base = reading.words.text, reading.base
    for found in reading.amounts:
        if content.start <= base + found.start and base + found.end <= content.end:
            yield Quantity(
                text=text[found.start : found.end], start=base + found.start, end=base + found.end,
                low=found.low, high=found.high, unit=found.unit, of=found.of,
            )  # fmt: skip


def _notes(reading: Reading, passage: Passage, frame: Frame) -> tuple[NoteRef, ...]:
    """The notes whose marks stand in the sentence of a frame or right behind it."""
    start, end = frame.sentence
    refs: list[NoteRef] = []
    for mark in passage.marks:
        if start <= mark.start < end or mark.start == end:
            end = max(end, mark.end)
            refs.append(NoteRef(mark.mark, reading.notes.get(mark.mark, ())))
    return tuple(refs)
