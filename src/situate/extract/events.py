"""What kind of event a proposition tells of: the words of `lexicon/events.toml`, weighed by where they stand.

The verb that carries the clause comes first: its hit, or that of the verb which "continue to", "try to" or "be able
to" leads to, decides against all but a phrase made for the whole clause. What stands before the head verb
("Kordian attacks ... continued") weighs less, what stands behind a preposition of manner or circumstance ("with heavy
losses", "amid shelling") less still, and a tail of purpose or cause least. The heaviest hit names the event, the
earlier one where two weigh the same.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from situate.extract.event_entries import WEIGHTS, read, verbs
from situate.extract.event_words import EventWords, Hit, weight
from situate.extract.inflect import Inflection
from situate.extract.predicates import BE, Predicate
from situate.extract.scan import Scan, Scanner
from situate.extract.senses import OBJECT, SURE, SenseLexicon, Telling
from situate.extract.turns import Deed, by_event, read_turns, turned
from situate.extract.zones import ZoneLexicon, Zones
from situate.vocab import Event

# What stands elsewhere than in the head of the clause counts for less. Chosen by judgment and checked on odd rows.
_SUBJECT_SHARE: Final = 0.6  # before a head verb that says of its own what is done
_TOPIC_SHARE: Final = 0.9  # before a head verb of general sense
_TAIL_SHARE: Final = 0.25  # in a tail
_MANNER_SHARE: Final = 0.4  # behind "with", "amid", "under"
_PLACE_SHARE: Final = 0.75  # behind "in", "near", "to"
_HEAD_SHARE: Final = 1.6  # the verb that carries the clause: a plain one equals a phrase of the strong list
_NOISE: Final = 0.45  # a participle before its noun ("the occupied city") tells nothing of the clause
_MATTER: Final = 3.0  # what the matter of a decree weighs at least to name the event
_POINTING: Final = 9  # words that such a clause may have
_POINTERS: Final = frozenset({"the", "this", "that", "these", "those", "such"})
# A deed of force cannot be done to what is of these: the object tells ("rammed the bill through", "hit the talks").
_FORCE: Final = frozenset({
    "assault", "repelled", "advance", "capture", "hold", "withdrawal", "clash", "raid", "strike", "shelling",
    "interdiction", "air_defence", "partisan", "deployment", "losses",
})  # fmt: skip
_MATTERS: Final = frozenset({
    "diplomacy", "decree", "administration", "training", "narrative", "mobilization", "aid",
})  # fmt: skip
_DECREED: Final = frozenset({"mobilization", "appointment", "dismissal", "reorganization", "deportation"})


class Operator(NamedTuple):
    """Words that change an event: `turns` the next one; their own `default`, unless the next one is in `keeps`."""

    turns: Mapping[str, str]
    default: str | None
    keeps: frozenset[str]


class Decision:
    """The event, the word that decided it with its weight, and the head verb's first word, None where there is none."""

    __slots__ = ("event", "head", "hit", "weight")

    def __init__(self, event: Event, hit: Hit | None, head: int | None, weight: float = 0.0) -> None:
        self.event: Final = event
        self.hit: Final = hit
        self.head: Final = head
        self.weight: Final = weight


class EventLexicon:
    """The compiled lexicon. Raises DataError where the file is missing or names no event."""

    def __init__(self, lexicon: Mapping[str, bytes]) -> None:
        data = read(lexicon)
        doubles = frozenset[str](data.get("inflection", {}).get("doubles", ()))
        self.inflection: Final = Inflection(data.get("irregular", {}), doubles)
        self.words: Final = EventWords(data, self.inflection)
        self._scanner = Scanner(self.words.asked)
        self._zones = ZoneLexicon(data)
        self._senses = SenseLexicon(lexicon, self.inflection)
        self.verbs: Final = frozenset(verbs(data)) | self._senses.verbs
        self._turns = by_event(read_turns(data))
        anaphors = data.get("anaphors", {})
        self._anaphors = frozenset[str](anaphors.get("nouns", ()))
        self._spoken = frozenset[str](anaphors.get("spoken", ()))
        self._operators = {
            name: Operator(op.get("turns", {}), op.get("default"), frozenset(op.get("keeps", ())))
            for name, op in data.get("operator", {}).items()
        }

    def scan(self, text: str) -> Scan:
        """Cut a text into words that `hits` can search."""
        return self._scanner.scan(text)

    def hits(self, words: Scan) -> list[Hit]:
        """Every word of the lexicon in a text that `scan` cut, the longest at each place, none inside another."""
        return self.words.hits(words)

    def points_back(self, words: Scan, first: int, last: int, decision: Decision) -> bool:
        """Does a short clause only speak of what was told before it ("called such reports a fabrication")?"""
        if last - first > _POINTING or words.low[first] not in _POINTERS:
            return False
        named = any(words.low[i] in self._anaphors for i in range(first + 1, min(first + 4, last)))
        return named and decision.weight < WEIGHTS["strong"] and decision.event in self._spoken

    def decide(
        self,
        words: Scan,
        hits: Sequence[Hit],
        *,
        start: int = 0,
        last: int | None = None,
        predicate: Predicate | None = None,
    ) -> Decision:
        """The event of the clause whose hits these are, in order. `start` is its first word, `last` ends it."""
        last = len(words.low) if last is None else last
        zones = self._zones.find(words, hits, start, last, predicate)
        event, hit, weighs = self._heaviest(words, hits, zones)
        if predicate is not None and (zones.led or predicate.main is None):
            verb = self._senses.told(words, predicate, start, last)
            if verb is not None and weighs < SURE and verb.weight > weighs and not _decreed(verb, event, weighs):
                told = self._attempted(hits, verb)
                if told == "assault" and hit is not None and hit.entry.event == "assault":
                    told = turned(words.low, _deed(words, hit, start, last), told, self._turns)
                return Decision(told, hit, zones.head, WEIGHTS["verbs"])
            if (
                verb is not None
                and verb.weight == OBJECT
                and verb.event in _MATTERS
                and hit is not None
                and hit is zones.core
                and event in _FORCE
                and zones.led
            ):
                return Decision(verb.event, hit, zones.head, WEIGHTS["verbs"])
        if hit is None or weighs < _NOISE:
            return Decision("other", None, zones.head)
        deed = _deed(words, hit, start, last)
        return Decision(turned(words.low, deed, event, self._turns), hit, zones.head, weighs)

    def _heaviest(self, words: Scan, hits: Sequence[Hit], zones: Zones) -> tuple[Event, Hit | None, float]:
        """The event that most speaks for, the hit that tells it and its weight."""
        best: Hit | None = None
        told, most = "other", -1.0
        turn: Mapping[str, str] = {}
        for number, hit in enumerate(hits):
            kind, event = hit.entry.kind, hit.entry.event
            if words.low[hit.last - 1] == "planned":
                continue  # "an evacuation is planned", "the planned attack": what is planned tells
            if kind == "operator":
                operator = self._operators[event]
                turn = operator.turns
                if operator.default is None or _next_event(hits, number, zones.tail) in operator.keeps:
                    continue
                event = operator.default
            elif kind != "event":
                continue
            elif event in turn:
                event, turn = turn[event], {}
            weighs = _weight(hit, zones)
            if weighs > most:
                best, told, most = hit, event, weighs
        return _event(told), best, max(most, 0.0)

    def _attempted(self, hits: Sequence[Hit], told: Telling) -> Event:
        """What a verb tells, or what an operator before it makes of that ("tried to seize")."""
        if told.tried and "attempt" in self._operators:
            return _event(self._operators["attempt"].turns.get(told.event, told.event))
        for hit in hits:
            if hit.first > told.at:
                break
            if hit.entry.kind == "operator":
                return _event(self._operators[hit.entry.event].turns.get(told.event, told.event))
        return told.event


def _weight(hit: Hit, zones: Zones) -> float:
    """What a hit weighs where it stands."""
    weighs = WEIGHTS["strong"] if hit.entry.kind == "operator" else weight(hit)
    if hit is zones.core:
        return max(weighs, WEIGHTS["verbs"]) * _HEAD_SHARE if zones.firm else weighs
    if hit.first >= zones.place:
        weighs = min(weighs, WEIGHTS["nouns"])
    if (zones.tail is not None and hit.first >= zones.tail) or zones.aside[0] <= hit.first < zones.aside[1]:
        return weighs * _TAIL_SHARE
    if hit.first == zones.head and hit.entry.kind == "operator":
        return weighs * _HEAD_SHARE
    if zones.head is not None and hit.first < zones.head:
        if hit.verbal and hit.entry.form == "ing" and zones.led:
            return weighs * _MANNER_SHARE  # "forces attacking from NAME will ...": it but says which
        if zones.firm:
            return weighs * _SUBJECT_SHARE
        return weighs * _TOPIC_SHARE if zones.carried else weighs
    if hit.first >= zones.manner:
        return weighs * _MANNER_SHARE
    return weighs * _PLACE_SHARE if hit.first >= zones.place else weighs


def _decreed(told: Telling, event: Event, weighs: float) -> bool:
    """Is a decree told of whose matter is an event of its own ("signed a decree on the spring draft")?"""
    return told.event == "decree" and event in _DECREED and weighs >= _MATTER


def _next_event(hits: Sequence[Hit], number: int, tail: int | None) -> str:
    """The event of the next weighty hit after an operator, before the tail; "" where there is none."""
    for hit in hits[number + 1 :]:
        if tail is not None and hit.first >= tail:
            return ""
        if hit.entry.kind == "event" and weight(hit) >= WEIGHTS["general_verbs"]:
            return hit.entry.event
    return ""


def _deed(words: Scan, hit: Hit, start: int, last: int) -> Deed:
    """What decided an event, as the rules of turns read it."""
    low, at = words.low, hit.first - 1
    while at >= start and (low[at].endswith("ly") or low[at] in {"also", "not", "reportedly"}):
        at -= 1
    passive = hit.entry.form in {"past", "participle", "same"} and at >= start and low[at] in BE
    lemma = hit.entry.lemma.removeprefix("~").partition(" ")[0]
    return Deed(lemma, (hit.first, hit.last), (start, last), passive=passive)


def _event(name: str) -> Event:
    return name  # type: ignore[return-value]  # _entries has checked it against EVENTS
