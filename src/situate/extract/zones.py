"""Where the parts of a clause lie: its head verb, the verb that carries it, phrases of manner, place and purpose."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from situate.extract.event_entries import WEIGHTS
from situate.extract.event_words import PEOPLES, Hit, weight
from situate.extract.predicates import Predicate
from situate.extract.scan import Scan

_SIGNS: Final = frozenset({",", "–", "—", "("})
_RELATIVE: Final = frozenset({"which", "who", "whom", "whose", "where"})
_BETWEEN: Final = 3  # words between two verbs of which the first only leads to the second


class Zones:
    """Where the parts of a clause lie, by words: its head verb, a tail, an aside; `core` is the hit that carries it."""

    __slots__ = ("aside", "carried", "core", "firm", "head", "led", "manner", "place", "tail")

    def __init__(self, head: int | None, tail: int | None, aside: tuple[int, int], core: Hit | None) -> None:
        self.head: Final = head
        self.tail: Final = tail
        self.aside: Final = aside
        self.core: Final = core
        self.led = False  # does the main verb of the clause stand in no clause that depends?
        self.carried = False  # does the verb, or the object of a verb that says nothing of its own, tell what is done?
        self.firm = False  # does the core say of its own what is done?
        self.manner = 0  # the first word behind a preposition of manner, or the clause's end
        self.place = 0  # the first word behind any preposition, or the clause's end


class ZoneLexicon:
    """The words that open a phrase of purpose, manner or place: `[purpose]` and `[adjunct]` of `events.toml`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        purpose, adjunct = data.get("purpose", {}), data.get("adjunct", {})
        self._not_after = frozenset[str](purpose.get("not_after", ()))
        self._makes = frozenset[str](purpose.get("makes", ()))
        self._manner = frozenset[str](adjunct.get("manner", ()))
        self._place = frozenset[str](adjunct.get("place", ()))

    def find(self, words: Scan, hits: Sequence[Hit], start: int, last: int, predicate: Predicate | None) -> Zones:
        """The zones of the clause of words `start` to `last` (excluded), whose hits these are, in order."""
        aside = _aside(words, hits, start)
        main = [h for h in hits if not aside[0] <= h.first < aside[1]] if aside[1] else hits
        tails = [h.first for h in main if h.entry.kind == "tail" and not self._leads_to(words, h)]
        verb = predicate.main if predicate is not None else None
        if verb is not None and tails and predicate is not None and predicate.first <= tails[0] < verb:
            if not aside[1] and _behind_relative(words, main, tails[0], predicate.verb):
                # "the squad which reached the ridge was withdrawn": the clause's own verb stands behind
                aside = tails[0], verb
                main, tails = [h for h in main if not aside[0] <= h.first < aside[1]], [t for t in tails if t > verb]
            else:
                verb = None  # a verb in a clause that depends carries none
        head = _first_verb(main, start) if verb is None else _opened(main, verb)
        after = start if head is None else head
        tail = self._purpose(words, main, next((first for first in tails if first > after), None))
        core = None if verb is None else _core(words, main, verb)
        zones = Zones(head, tail, aside, core)
        zones.led = verb is not None
        zones.firm = core is not None and (weight(core) >= WEIGHTS["verbs"] or _names_object(words, core, last))
        carrier = core if core is not None or verb is None else _object(words, main, verb, self._place)
        end = last if tail is None else min(tail, last)
        zones.carried = carrier is not None
        zones.manner, zones.place = (last, last) if carrier is None else self._adjuncts(words, carrier.last, end)
        return zones

    def _adjuncts(self, words: Scan, first: int, last: int) -> tuple[int, int]:
        """Where the first phrase of manner begins, and where the first of any kind; `last` where there is none."""
        place = last
        for index in range(first, last):
            word = words.low[index]
            if word in self._manner:
                return index, min(place, index)
            if index < place and word in self._place:
                place = index
        return last, place

    def _leads_to(self, words: Scan, tail: Hit) -> bool:
        """Is a "to" no purpose but what the verb before it leads to ("continues to support")?"""
        return words.low[tail.first] == "to" and tail.first > 0 and words.low[tail.first - 1] in self._not_after

    def _purpose(self, words: Scan, hits: Sequence[Hit], tail: int | None) -> int | None:
        """The tail, or the "to" of an earlier purpose: after a deed, where nobody is made to do what follows."""
        told = False
        for hit in hits:
            if tail is not None and hit.first >= tail:
                return tail
            if (
                told
                and hit.verbal
                and words.low[hit.first - 1] == "to"
                and words.low[hit.first - 2] not in self._not_after
            ):
                return hit.first - 1
            if hit.verbal and hit.entry.lemma in self._makes:
                return tail
            told = told or (hit.entry.kind == "event" and weight(hit) >= WEIGHTS["nouns"])
        return tail


def _aside(words: Scan, hits: Sequence[Hit], start: int) -> tuple[int, int]:
    """A relative clause between two commas or dashes, by its words: it is said by the way. Else (0, 0)."""
    relative = next((h.first for h in hits if h.entry.lemma in _RELATIVE and h.first > start), None)
    if relative is None or words.low[relative - 1] not in _SIGNS:
        return 0, 0
    sign = words.low[relative - 1]
    end = next((i for i in range(relative + 2, min(len(words.low), hits[-1].last)) if words.low[i] == sign), None)
    return (relative, end) if end is not None else (0, 0)


def _behind_relative(words: Scan, hits: Sequence[Hit], relative: int, verb: int | None) -> bool:
    """Does a relative clause with a verb of its own end before the predicate?"""
    if verb is None or words.low[relative] not in _RELATIVE:
        return False
    return any(relative < h.first and h.last <= verb and h.verbal for h in hits)


def _opened(hits: Sequence[Hit], verb: int) -> int:
    """Where the words begin that hold the verb which carries the clause."""
    return next((h.first for h in hits if h.first <= verb < h.last and (h.verbal or h.entry.kind == "operator")), verb)


def _first_verb(hits: Sequence[Hit], start: int) -> int | None:
    """The first hit that stands as a verb, before any relative clause."""
    relative = next((h.first for h in hits if h.entry.lemma in _RELATIVE and h.first > start), None)
    for hit in hits:
        if relative is not None and hit.first >= relative:
            return None
        if hit.verbal or hit.entry.kind == "operator":
            return hit.first
    return None


def _core(words: Scan, hits: Sequence[Hit], verb: int) -> Hit | None:
    """The hit that carries the predicate: at its main verb, or where verbs that say nothing of their own lead to."""
    at = verb
    for hit in hits:
        if hit.last <= at:
            continue
        if hit.first > at and not _leads_on(words, at, hit.first):
            return None
        if hit.entry.kind == "event":
            if hit.first == verb and hit.entry.form not in {None, "noun"} and not hit.named:
                hit.verbal = True  # the predicate knows it for a verb, whatever stands before it
            return hit if hit.verbal else None
        if hit.entry.kind == "tail":
            return None
        at = hit.last
    return None


def _object(words: Scan, hits: Sequence[Hit], verb: int, prepositions: frozenset[str]) -> Hit | None:
    """The first hit behind a verb that says nothing of its own, with no preposition between: what it does."""
    for hit in hits:
        if hit.first > verb and hit.entry.kind == "event":
            between = words.low[verb + 1 : hit.first]
            return hit if prepositions.isdisjoint(between) else None
    return None


def _names_object(words: Scan, hit: Hit, last: int) -> bool:
    """Does a name follow a verb of general sense at once ("entered Corva"), so that it is meant of the ground?"""
    return (
        weight(hit) >= WEIGHTS["general_verbs"]
        and hit.last < last
        and words.words[hit.last][0].isupper()
        and not words.low[hit.last].endswith(PEOPLES)
    )


def _leads_on(words: Scan, first: int, last: int) -> bool:
    """Do only "to" and adverbs stand between two verbs?"""
    return last - first <= _BETWEEN and all(
        words.low[i] in {"to", "not", "be", "also"} or words.low[i].endswith("ly") for i in range(first, last)
    )
