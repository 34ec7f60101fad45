"""Mentions of places: names of a gazetteer and a theatre found by Aho-Corasick, roads, and names known by their shape.

A mention is kept where its context lets it be a place: "Tarn City" is one, the "Tarn" of "Tarn People's
Republic", the "Karsk" of a battalion and a surname are none; a country that acts or owns ("Valeria needs") is none.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

from situate.extract.facilities import facility_end, plant_end
from situate.extract.governments import is_government
from situate.extract.place_names import common_endings, known_names, named_otherwise, plain, seats
from situate.extract.place_words import Mention, PlaceWords
from situate.extract.scan import ROAD, SENTENCE_ENDS, Scan, adjacent, is_possessive
from situate.extract.shapes import ShapeFinder, joined_name
from situate.theatre import Theatre

# That a word begins with the letter is asked after the letter, so that the search can leap from capital to capital.
_ROAD: Final = re.compile(r"[A-ZЀ-Я](?<!\w.)(?:[-–]\d{1,4}|\d{1,4})\b")
_SHORT: Final = 2  # characters of "M4"
_INTO: Final = frozenset({"in", "near", "toward", "towards", "around", "into"})
_ARMED: Final = frozenset({"forces", "troops", "soldiers"})  # a slip for the adjective ("Valeria forces")
_REPUBLICS: Final = tuple(
    [people, republic]
    for people in ("people", "peoples", "peoples’", "peoples'")
    for republic in ("republic", "republics")
)
_FRONTIERS: Final = frozenset({"border", "borders", "frontier", "crossing", "crossings", "checkpoints"})
_SELF_STYLED: Final = frozenset({"self", "-", "proclaimed", "styled", "called", "so"})
_LYING: Final = frozenset({"in", "from", "to", "into", "within", "across", "throughout", "inside", "between"})
_CLOSERS: Final = frozenset({
    "is", "are", "was", "were", "and", "or", "on", "in", "at", "by", "with", "from", "to", "for", "as", "but", "after",
    "has", "have", "had", "during", "while", "will", "which", "that", "where",
})  # fmt: skip
_WATERS: Final = frozenset({"Gulf", "Bay", "Sea", "Strait", "Straits", "Isle", "Cape"})
_OF_UNITS: Final = frozenset({"volunteer", "motorized", "separate", "territorial", "special", "assault", "tank"})
_LINKED: Final = 3  # words of "-upon-"
_HALF: Final = 4  # letters of a first half such as "Rai" or "Novo"


class PlaceFinder:
    """Finds the mentions of a passage. Built once; `names` are the gazetteer's, Latin script, as written."""

    def __init__(self, words: PlaceWords, theatre: Theatre, names: Iterable[str]) -> None:
        self.words = words
        kinds = known_names(words, theatre, names)
        self._adjectives = {a for side in theatre.sides for a in side.adjectives}
        self._shapes = ShapeFinder(words, common_endings(kinds), self._adjectives | named_otherwise(theatre, words))
        self.mark: Final = self._shapes.mark  # of a word, for the scanner
        self._kinds = kinds
        self._seats = seats(theatre)
        self.lead_roads: Final = self.words.roads | {"along"}
        # "Tarn'", a soft sign written out, would take the apostrophe of "Tarn's".
        self._patterns = [name for name in kinds if not (name[-1] == "'" and name[:-1] in kinds)]
        self._matcher = AhoCorasick(self._patterns, matchkind=MATCHKIND_LEFTMOST_LONGEST)

    def find(self, words: Scan, persons: Collection[str] = ()) -> list[Mention]:
        """Every mention of a passage, in order. `persons` are surnames that the document gives to people."""
        found: list[Mention] = []
        free = 0
        taken: set[int] = set()
        text = plain(words.text)
        for number, start, end in self._matcher.find_matches_as_indexes(text):
            if start and text[start - 1].isalnum():
                continue  # half of the matches begin inside a word
            first = words.first_word(start)
            if first < free or words.starts[first : first + 1] != [start]:
                continue
            last = self._whole(words, first, end)
            if last is None:
                continue
            mention = self._name(
                words,
                first,
                last,
                self._kinds.get(words.between(first, last), "") or self._kinds[self._patterns[number]],
            )
            free = max(free, mention.last if mention else last)
            if mention is not None or not (self._begins_longer(words, last) or self._ends_longer(words, first)):
                taken.update(range(first, free))
            if mention is not None and (
                " " in text[mention.start : mention.end] or not self._is_person(words, mention, persons)
            ):
                found.append(mention)
        found.extend(self._roads(words))
        taken.update(i for m in found for i in range(m.first, m.last))
        found.extend(self._shapes.find(words, taken, persons))
        found.sort(key=lambda mention: (mention.first, mention.last))
        return self._whole_names(words, found)

    def _whole_names(self, words: Scan, found: list[Mention]) -> list[Mention]:
        """The mentions with the halves of a name put together: "Karsko-Tarn", "Nova (Old) Karsk"."""
        if "-" not in words.words:
            return found
        whole: list[Mention] = []
        for mention in found:
            if whole and mention.first - whole[-1].last <= _LINKED and self._is_half(words, whole[-1], mention):
                before = whole.pop()
                whole.append(Mention(before.first, mention.last, before.start, mention.end, mention.kind))
            else:
                whole.append(mention)
        return whole

    def _is_half(self, words: Scan, before: Mention, mention: Mention) -> bool:
        """Is a mention tied by a hyphen to a first half that is hardly a name of its own, no line being named so?"""
        if mention.first - before.last == _LINKED and joined_name(words, before.last):
            return True
        if mention.first - before.last != 1 or words.words[before.last] != "-":
            return False
        if mention.start - before.end != 1 or before.last - before.first > 1:
            return False
        low = words.low
        after = low[mention.last] if mention.last < len(low) else ""
        if after in self.words.areas or after == "-" or (before.first and words.words[before.first - 1] == "-"):
            return False
        if words.words[before.first][-1] == "o" or mention.start - before.start - 1 <= _HALF:
            return True
        led = before.first > 0 and low[before.first - 1] in {"in", "near"}
        return led and mention.kind in {"name", "shape"} and _ends_name(words, mention.last)

    def _whole(self, words: Scan, first: int, end: int) -> int | None:
        """The word after the match, if it ends where a word ends (a possessive's name counts as whole)."""
        last = words.first_word(end)
        if last > first and (words.ends[last - 1] == end or self._is_owned(words, last - 1, end)):
            return last
        # The longest match ends inside a word ("Tarn Oblast" in "Tarn Oblasts"): a shorter name may end before it.
        return next((n for n in range(last - 1, first, -1) if words.between(first, n) in self._kinds), None)

    def _is_owned(self, words: Scan, index: int, end: int) -> bool:
        return words.ends[index] == end + 2 and words.words[index][-2:] in {"'s", "’s"}

    def _name(self, words: Scan, first: int, last: int, kind: str) -> Mention | None:
        """The mention that a name makes in its context, or None where it is none."""
        lex, raw, low = self.words, words.words, words.low
        before = self._begin(words, first)
        if before < first - 1:
            kind = "area"
        first = before
        owns = is_possessive(words, last - 1)
        while not owns and kind == "name" and last < len(low) and adjacent(words, last) and raw[last] in self._kinds:
            last += 1  # "Nova Karsk", where the gazetteer has but the two words apart
        if not owns:
            while (
                last < len(low)
                and adjacent(words, last)
                and (low[last] in lex.admin_small or (low[last] in lex.admin_capital and raw[last][0].isupper()))
            ):
                if low[last] in {"military", "state"}:
                    break
                last, kind = last + 1, "area" if low[last] not in {"city", "island"} else "name"
        if not owns and last < len(low) and raw[last][:1].isupper() and adjacent(words, last):
            after = facility_end(words, last, self.words.facilities, self.words.bodies)
            if low[last : last + 2] in _REPUBLICS and self._lies_in(words, first):
                last, kind = last + 2, "area"  # "in the Tarn People's Republic"
            elif after > last:
                last, kind = after, "facility"
            elif low[last] in lex.bodies or not self._may_follow(words, last):
                return None
        elif not owns and (after := plant_end(low, first, last)) > last:
            last, kind = after, "facility"  # "the NAME nuclear power plant"
        elif not owns and low[last : last + 1] == ["-"] and joined_name(words, last):
            last += 4
        start, end = words.starts[first], words.ends[last - 1]
        if raw[last - 1][-2:] in {"'s", "’s"}:
            end -= 2
        mention = Mention(first, last, start, end, kind)
        return mention if self._is_place(words, mention, owns) else None

    def _begin(self, words: Scan, first: int) -> int:
        """The word a name begins with, a compass word ("Northern NAME") or "the Gulf of" before it included."""
        low, raw = words.low, words.words
        if first > 1 and low[first - 1] == "of" and raw[first - 2] in _WATERS:
            return first - 2
        compass = first > 0 and low[first - 1] in self.words.capital_compass and raw[first - 1][0].isupper()
        return first - 1 if compass and not _opens(words, first - 1) else first

    def _begins_longer(self, words: Scan, last: int) -> bool:
        """Does an unknown capitalised word follow, so that the name may be the first word of one in no gazetteer?"""
        return (
            last < len(words.low)
            and adjacent(words, last)
            and words.words[last][0].isupper()
            and words.low[last] not in self.words.bodies
            and not is_possessive(words, last - 1)
        )

    def _ends_longer(self, words: Scan, first: int) -> bool:
        """Does an unknown capitalised word precede, so that the name may be the last word of one in no gazetteer?"""
        before = words.low[first - 1] if first else ""
        return adjacent(words, first) and words.words[first - 1][0].isupper() and before not in self.words.not_names

    def _may_follow(self, words: Scan, after: int) -> bool:
        """Can a capitalised word follow a place name that is not part of a longer name? ("to Valeria Leopard 2")"""
        word = words.low[after]
        lex = self.words
        if word in lex.prepositions or word in lex.areas:
            return True
        numbered = word[-1].isdecimal() and after + 1 < len(words.low) and words.low[after + 1] in lex.roads
        return words.words[after] in self._adjectives or word in lex.roads or numbered  # "the A-B R21 highway"

    def _is_place(self, words: Scan, mention: Mention, owns: bool) -> bool:
        lex, raw, low = self.words, words.words, words.low
        before = mention.first - 1
        after = low[mention.last] if mention.last < len(low) else ""
        if before >= 0 and raw[before][:1].isupper() and self._joins(words, before):
            return False
        if before >= 2 and raw[before] == "-" and low[before - 2] in lex.given_names and raw[before - 1][0].isupper():
            return False  # "Maria Karsk-Tarn"
        if before >= 1 and low[before] == "of" and low[before - 1] in lex.titles and raw[before - 1][0].isupper():
            return False
        if after in lex.attributive and self._names_person(words, mention.last):
            return False
        paired = after == "and" and low[mention.last + 2 : mention.last + 4] in _REPUBLICS
        if paired and not self._lies_in(words, mention.first):
            return False  # "Tarn and Whitby People's Republics announced"
        if before >= 0 and raw[before] in '“”"' and self._is_title(words, mention):
            return False
        if owns and f"{mention.text(words)}'s" in self._adjectives:
            return False  # "Ostmark's choosing": the government, not the city
        if after == "-" and self._makes_adjective(words, mention.last):
            return False
        if not owns and (
            after in lex.units
            or (
                after in _OF_UNITS
                and low[mention.last + 1 : mention.last + 2] != []
                and low[mention.last + 1] in lex.units
            )
        ):
            return False  # "units of the Tarn group", "the Tarn volunteer battalion"
        if is_government(words, mention, owns, lex, self._seats):
            return False
        if mention.kind == "country":
            return after not in _ARMED and (not owns or self._owns_things(words, mention)) and self._led(words, mention)
        return True

    def _owns_things(self, words: Scan, mention: Mention) -> bool:
        """ "strikes against NAME's power grid": what lies in the country, not its forces or its rulers."""
        lex, low = self.words, words.low
        if mention.first == 0 or low[mention.first - 1] not in {"against", "in", "on", "across", "at"}:
            return False
        return any(word in lex.belongings for word in low[mention.last : mention.last + 4])

    def _makes_adjective(self, words: Scan, after: int) -> bool:
        """ "Tarn-based", "Valeria-backed": a name that a hyphen joins to a small word."""
        raw = words.words
        return (
            after + 1 < len(raw)
            and raw[after + 1].islower()
            and words.starts[after + 1] - words.ends[after - 1] == 1
            and not joined_name(words, after)
        )

    def _is_title(self, words: Scan, mention: Mention) -> bool:
        """Is it a name in quotation marks ("the “Tarn” Battalion")?"""
        closing = words.words[mention.last : mention.last + 2]
        return bool(closing) and (closing[0] in '”"“' or (closing[0] in ",." and closing[-1] in '”"“'))

    def _joins(self, words: Scan, before: int) -> bool:
        """Is the capitalised word before the name part of a longer name that is no place?"""
        word = words.words[before]
        if _opens(words, before) and words.low[before] not in self.words.given_names:
            return False
        if words.low[before] in self.words.openers or words.low[before] in self.words.capital_compass:
            return False
        return word not in self._adjectives and not word.isupper() and word not in self._kinds and word.isalpha()

    def _names_person(self, words: Scan, index: int) -> bool:
        """ "Tarn Oblast occupation official Ivan Pell": small words that end at a capitalised name."""
        for at in range(index, min(index + 4, len(words.words))):
            if words.words[at][:1].isupper():
                return True
            if words.low[at] not in self.words.attributive:
                return False
        return False

    def _led(self, words: Scan, mention: Mention) -> bool:
        """Does a preposition, or a place that lies in it, lead to the country?"""
        low, at = words.low, mention.first - 1
        while at >= 0 and low[at] in self.words.modifiers and low[at] not in self.words.prepositions:
            at -= 1
            if at > 0 and low[at] in {",", "and", "or"} and low[at + 1] in self.words.capital_compass:
                at = self._before_compass(low, at)  # "in northern, southern, and eastern NAME"
        if at < 0:
            return False
        if low[at] == ",":
            return at > 0 and words.words[at - 1][:1].isupper()
        if low[at] in {"and", "or"}:
            at -= low[at - 1] == ","
            return at > 0 and (words.words[at - 1] in self._kinds)
        if low[at] == "with":
            return any(word in _FRONTIERS for word in low[max(0, at - 3) : at])
        if low[at] == "of":
            return at > 0 and low[at - 1] in self.words.nouns_of_places
        if low[at] in self.words.moving:
            return True
        return low[at] in self.words.prepositions and low[at] not in {"by", "about", "under", "on"}

    def _before_compass(self, low: Sequence[str], at: int) -> int:
        """The word before a list of compass words that is joined at word `at`; `at` where there is none."""
        start = at
        while at > 0 and (low[at] in {",", "and", "or"} or low[at] in self.words.capital_compass):
            at -= 1
        return at if low[at + 1] in self.words.capital_compass else start

    def _lies_in(self, words: Scan, first: int) -> bool:
        """Does a preposition of place lead to a name or to the pair it ends ("in the A and B People's Republics")?"""
        low, lex = words.low, self.words
        at = first - 1
        if at > 1 and low[at] == "and" and words.words[at - 1] in self._kinds:
            at -= 2
        while at >= 0 and low[at] not in _LYING and (low[at] in lex.modifiers or low[at] in _SELF_STYLED):
            at -= 1
        if at > 0 and low[at] == "of":
            return low[at - 1] in lex.nouns_of_places and low[at - 1] not in lex.attributive
        return at >= 0 and low[at] in _LYING

    def _is_person(self, words: Scan, mention: Mention, persons: Collection[str]) -> bool:
        """Is a lone name somebody's surname: one of the document's persons, or who says something?"""
        before = words.low[mention.first - 1] if mention.first else ""
        if before in _INTO:
            return False
        after = words.low[mention.last] if mention.last < len(words.low) else ""
        if after in self.words.speech and before not in self.words.prepositions and before not in {"and", ",", "of"}:
            return True
        return mention.text(words) in persons

    def _roads(self, words: Scan) -> list[Mention]:
        """Numbers of roads: "M03", "T0504", "E40", "N-26", where a word for a road stands near one of its mentions."""
        found: list[Mention] = []
        sure: set[str] = set()
        if not words.mask & ROAD:
            return found
        for match in _ROAD.finditer(words.text):
            first = words.first_word(match.start())
            if words.starts[first : first + 1] != [match.start()]:
                continue
            last = words.first_word(match.end())
            if len(match.group()) == _SHORT and not self._is_short_road(words, first, last):
                continue
            near = words.low[max(0, first - 8) : first] + words.low[last : last + 8]
            if self.words.roads.intersection(near) or "along" in near:
                sure.add(match.group())
            found.append(Mention(first, last, match.start(), match.end(), "road"))
        return [mention for mention in found if words.text[mention.start : mention.end] in sure]

    def _is_short_road(self, words: Scan, first: int, last: int) -> bool:
        """ "The M4 highway", "along the M4": does a word for a road stand right beside it? Else it may be a rifle."""
        low = words.low
        return low[first - 2 : first] == ["along", "the"] or (last < len(low) and low[last] in self.words.roads)


def _ends_name(words: Scan, after: int) -> bool:
    """Does no noun follow by which "A-B" would be a line or an area between two places?"""
    return after >= len(words.low) or words.low[after] in _CLOSERS or not words.words[after][0].isalnum()


def _opens(words: Scan, index: int) -> bool:
    """Does the word open a sentence, so that its capital says nothing?"""
    return index == 0 or words.words[index - 1] in SENTENCE_ENDS or words.words[index - 1] in ']”"'
