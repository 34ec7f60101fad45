"""Locators: words that say where a place lies by another, "12km north of Corva", and which places they locate.

A locator's anchor is no place of the claim. Where there is nothing that the words could locate ("advanced
north of Corva"), they are no locator, and the anchor stays a place.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from situate.extract.locator_words import DASHES, Core, Part, glued_km, read_core, respective
from situate.extract.lying import PARTS, lying
from situate.extract.place_words import Mention, PlaceWords
from situate.extract.scan import LOCATOR, Scan

_JOINS: Final = frozenset({",", "and", "or", "as", "well"})
_PAIRED: Final = (["and"], ["or"])
_NEAR: Final = frozenset({"near", "around", "in", "at"})
_TOWARD: Final = frozenset({"toward", "towards"})
_BESIDE: Final = frozenset({"near", *_TOWARD})  # "near A and toward B"
_SPREAD: Final = frozenset({"all", "both", "each"})
_AREAS: Final = frozenset({"area", "country"})
_ALONE: Final = frozenset({"a", "an", "is", "lies", "sits", "stands"})  # "A and B, a town south of C": B alone
_PAIR: Final = 2
_SURVEY: Final = 40  # mentions to either side of an anchor among which the same town may be an anchor again
_HEAD: Final = 12  # words between the bracket that opens and a distance
_TAIL: Final = 12  # words between an anchor and the bracket that closes


class FoundLocator(NamedTuple):
    """A locator found: its offsets, the mentions it locates and its anchor, by their number in the passage's list."""

    start: int
    end: int
    of: tuple[int, ...]
    anchors: tuple[int, ...]
    distance_km: float | None
    within: bool
    bearing: str | None
    anchor: str | None


def find_locators(words: Scan, mentions: Sequence[Mention], lex: PlaceWords) -> list[FoundLocator]:
    """Every locator of a passage that locates a mention, in order."""
    found = [i for i, mark in enumerate(words.marks) if mark & LOCATOR]
    if not found or not mentions:
        return []
    reader = _Reader(words, mentions, lex)
    free = 0
    for index in found:
        if index >= free and reader.may_begin(index):
            free = reader.read(index, free)
    return reader.found


class _Reader:
    """Reads the locators of one passage."""

    def __init__(self, words: Scan, mentions: Sequence[Mention], lex: PlaceWords) -> None:
        self.words, self.low, self.mentions, self.lex = words, words.low, mentions, lex
        self.found: list[FoundLocator] = []
        self.taken: set[int] = set()  # mentions that a locator has already
        # The word after the last locator, and the mentions that it was about.
        self.last_word = -1
        self.last_of: tuple[int, ...] = ()
        self.at_word = {m.first: number for number, m in enumerate(mentions)}
        self.end_word = {m.last: number for number, m in enumerate(mentions)}

    def may_begin(self, index: int) -> bool:
        """Can a locator be read around the word? "of" needs a distance right before it, "NE" its capitals."""
        word = self.low[index]
        if word == "of":
            before = self.low[index - 1] if index else ""
            return before in self.lex.distance or before in PARTS or glued_km(before) is not None
        if word in PARTS:
            return index in self.end_word
        if word in self.lex.capital_compass and word not in self.lex.compass:
            return "(" in self.low[max(0, index - 3) : index]
        if word in self.lex.behind:
            before = self.low[index - 1] if index else ""
            return before in self.lex.distance or glued_km(before) is not None
        return word in self.lex.compass or word == "from" or self.words.words[index] in self.lex.compass_short

    def read(self, index: int, free: int) -> int:
        """Read and keep the locator around a word, if it begins at word `free` or after. Returns the word after it."""
        core = self._core(index)
        if core is None or core.first < free:
            return free
        parts: list[Part] = []
        if "respectively" in self.low[core.last : core.last + 4] or self._is_second(core):
            first, parts = respective(self.words, core, self.lex)
            core = core.spanning(first, core.last, core.anchors)
        opening = self._opening(core)
        if opening is not None:
            core = core.spanning(opening, core.last, core.anchors)
        of = self.behind(core) or self.ahead(core)
        return self.put(self.bracketed(self.extended(core)), of, parts) if of else free

    def _core(self, index: int) -> Core | None:
        low = self.low
        if low[index] in PARTS or (low[index] == "of" and low[index - 1] in PARTS):
            return lying(self.words, index, self.mentions, self.at_word, self.end_word, self.lex)
        return read_core(self.words, index, self.mentions, self.at_word, self.lex)

    def _is_second(self, core: Core) -> bool:
        """ "12km and 17km south of": is its distance the second of two?"""
        before = self.low[core.first - 2] if core.first > 1 and self.low[core.first - 1] == "and" else ""
        return core.distance_km is not None and (before in self.lex.distance or glued_km(before) is not None)

    def behind(self, core: Core) -> tuple[int, ...]:
        """The mentions that stand before a locator, led to it by a bracket, a comma, a dash or nothing."""
        low, lex = self.low, self.lex
        at, spread = core.first - 1, 0
        while at >= 0 and at + 1 not in self.end_word and (low[at] in lex.spread or low[at] in lex.relays):
            if low[at] in _SPREAD:
                spread = _PAIR if low[at] == "both" else len(self.mentions)
            elif low[at] in _ALONE:
                spread = 1
            at -= 1
        sign = ""
        if at >= 0 and (low[at] in "(," or low[at] in DASHES):
            sign, at = low[at], at - 1
            if sign == "(" and at >= 0 and low[at] == ",":
                at -= 1  # "Corva, (12km north of ..."
        if at < 0:
            return ()
        if not sign and low[at] == "and" and at == self.last_word:
            return self.last_of  # "both north of X and within 20km of Y"
        number = self.end_word.get(at + 1)
        kind = number is None and (low[at] in lex.areas or low[at] in lex.relays)
        if kind and at > 1:
            number = self.end_word.get(at)  # "the Corva district (40 km ..."
        if number is None or (sign == "," and self._is_anchor(number)):
            return self.last_of if sign == "," and self.last_word == at + 1 else ()
        return self._whole(number, spread=spread or (0 if sign else len(self.mentions)), line=kind)

    def _opening(self, core: Core) -> int | None:
        """The first word of the bracket behind a place that a locator stands in: "Corva (on the R21, 12km north of"."""
        low, told = self.low, False
        for at in range(core.first - 1, max(0, core.first - 1 - _HEAD), -1):
            if low[at] == "(":
                return at + 1 if at in self.end_word and told and core.distance_km is not None else None
            if low[at] in {")", "."}:
                return None
            told = told or not (low[at] in self.lex.spread or low[at] in self.lex.relays)
        return None

    def _is_anchor(self, number: int) -> bool:
        """Is the mention what another compass phrase or locator starts from?"""
        first = self.mentions[number].first
        return (
            first > 1
            and self.low[first - 1] in {"of", "from"}
            and (self.low[first - 2] in self.lex.compass or self.low[first - 2] in self.lex.distance)
        )

    def _whole(self, number: int, *, spread: int, line: bool) -> tuple[int, ...]:
        """A mention with those joined to it: as many as `spread` says, else the other of a pair "A and B".

        `line` where the mention is an end of "the A-B line": all its ends are located.
        """
        here = self.mentions[number]
        before = self.mentions[number - 1] if number else here
        town = here.kind in _AREAS and before.kind not in _AREAS
        if town and self.low[before.last : here.first] == [","]:
            number -= 1  # "Corva, Tarn Oblast (1230 kilometers ...": the town, not its oblast
        group = [number]
        while group[0] > 0 and group[0] - 1 not in self.taken:
            join = self.low[self.mentions[group[0] - 1].last : self.mentions[group[0]].first]
            tied = line and len(join) == 1 and join[0] in DASHES
            if not tied and not self._joins(join, len(group), spread):
                break
            group.insert(0, group[0] - 1)
        return tuple(group)

    def _joins(self, join: list[str], count: int, spread: int) -> bool:
        """Do the words between two mentions join them under one locator, `count` being in the group already?"""
        if not join:
            return False
        if spread == 0:
            return count < _PAIR and join in _PAIRED
        if count >= spread:
            return False
        lex = self.lex
        if all(word in _JOINS for word in join):
            return True
        # "all": also "into A, and near B (all southeast of ...)"
        return spread > 1 and join[0] in _JOINS and all(w in _JOINS or w in lex.prepositions for w in join)

    def ahead(self, core: Core) -> tuple[int, ...]:
        """ "within 22km northeast of X near A, B, and C": the mentions of the list that follows.

        "Toward A" only where the sentence tells of several sides of X; else X is where it happens.
        """
        low, lex = self.low, self.lex
        at = core.last
        if at + 2 < len(low) and low[at] in {",", "("} and low[at + 1] in _NEAR:
            at += 1  # "north of X, near A"
        if at + 1 >= len(low) or not (low[at] in _NEAR or (low[at] in _TOWARD and self._surveys(core))):
            return ()
        near, at = low[at], at + 1
        while at < len(low) and at not in self.at_word and (low[at] in lex.relays or low[at] in lex.modifiers):
            at += 1
        number = self.at_word.get(at)
        if number is None or (near in {"in", "at"} and self.mentions[number].kind in _AREAS):
            return ()
        group = [number]
        for after in range(number + 1, len(self.mentions)):
            join = low[self.mentions[after - 1].last : self.mentions[after].first]
            if join[:1] == ["and"] and join[-1] in _BESIDE and self._surveys(core):
                join = join[:-1]
            if not join or not all(word in _JOINS for word in join):
                break
            if join != [","] or self.mentions[after].kind not in _AREAS:  # "near A, Tarn Oblast, and B"
                group.append(after)
        return tuple(group)

    def _surveys(self, core: Core) -> bool:
        """ "North of X near A; west of X toward B": does another compass phrase of the sentence start from the name?"""
        if not core.anchors:
            return False
        number = core.anchors[0]
        here = self.mentions[number]
        for other in self.mentions[max(0, number - _SURVEY) : number + _SURVEY]:
            beside = other.first > 1 and self.low[other.first - 2] in self.lex.compass and other.first != here.first
            if beside and other.text(self.words) == here.text(self.words):
                between = self.low[min(here.last, other.last) : max(here.first, other.first)]
                if "." not in between:
                    return True
        return False

    def extended(self, core: Core) -> Core:
        """Take in "in the direction of NAME" behind the anchor, the rest of "A-B", and what it is ("border")."""
        low, last, anchors = self.low, core.last, core.anchors
        if low[last : last + 4] == ["in", "the", "direction", "of"] and last + 4 in self.at_word:
            number = self.at_word[last + 4]
            return core.spanning(core.first, self.mentions[number].last, (*anchors, number))
        if low[last : last + 1] == ["between"] and low[last - 1] == "border":
            return self._between(core)
        while last + 1 < len(low) and low[last] in DASHES and self.words.words[last + 1][0].isupper():
            number = self.at_word.get(last + 1, -1)
            if number >= 0:
                last, anchors = self.mentions[number].last, (*anchors, number)
            elif self.words.starts[last + 1] - self.words.ends[last - 1] == 1:
                last += 2  # "the Valeria-Kordia border"
            else:
                break
        while anchors and last < len(low) and low[last] in self.lex.anchor_kinds:
            last += 1
        return core if last == core.last else core.spanning(core.first, last, anchors)

    def _between(self, core: Core) -> Core:
        """The two areas of "the border between A and B Oblasts", taken in where both are named."""
        at = core.last + 2 if self.low[core.last + 1 : core.last + 2] == ["the"] else core.last + 1
        one = self.at_word.get(at, -1)
        if one < 0 or self.low[self.mentions[one].last : self.mentions[one].last + 1] != ["and"]:
            return core
        other = self.at_word.get(self.mentions[one].last + 1, -1)
        anchors = (*core.anchors, one, other)
        return core if other < 0 else core.spanning(core.first, self.mentions[other].last, anchors)

    def bracketed(self, core: Core) -> Core:
        """The whole of a bracket that holds one locator: "all 20km north of X along the R21 highway"."""
        low = self.low
        first = core.first
        while first > 0 and (low[first - 1] in self.lex.spread or low[first - 1] in self.lex.relays):
            first -= 1
        if first == 0 or low[first - 1] != "(":
            return core
        for at in range(core.last, min(core.last + _TAIL, len(low))):
            if low[at] == ")":
                inside = tuple([self.at_word[word] for word in range(core.last, at) if word in self.at_word])
                return core.spanning(first, at, (*core.anchors, *inside))
            if low[at] in {",", ";", "and"}:
                break
        return core.spanning(first, core.last, core.anchors)

    def put(self, core: Core, of: tuple[int, ...], parts: list[Part]) -> int:
        """Keep a locator; of each mention its own where it ends "respectively". Returns the word after it."""
        told = [(core.distance_km, core.bearing)] * len(of)
        if parts:
            of = self._whole(of[-1], spread=len(self.mentions), line=False)
            told = parts if len(parts) == len(of) else [(core.distance_km, core.bearing)] * len(of)
        self.last_word, self.last_of = core.last, of
        start, end = self.words.starts[core.first], self.words.ends[core.last - 1]
        for number, (km, bearing) in zip(of, told, strict=True):
            self.found.append(FoundLocator(start, end, (number,), core.anchors, km, core.within, bearing, core.anchor))
        if of:
            self.taken.update(of, core.anchors)
        return core.last
