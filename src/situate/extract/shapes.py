"""Names that no gazetteer has, known by where they stand: before a locator, in a list of places, after "near"."""

from collections.abc import Collection, Sequence
from typing import Final

from situate.extract.facilities import SURE_FACILITIES, facility_end, has_facility
from situate.extract.headings import heads_line
from situate.extract.place_words import Mention, PlaceWords
from situate.extract.scan import NAMABLE, PARTICLE, Scan, adjacent

ENDING: Final = 4  # letters of a name's ending
_LONGEST: Final = 3  # words of a name
_LIST: Final = frozenset({",", ";", "and", "-", "–", "or"})
_SHORTEST: Final = 3  # letters of a name
_HYPHENS: Final = frozenset("-–")
_ENDS_ITEM: Final = frozenset({
    ".", ",", ";", ":", ")", "(", "[", "and", "or", "on", "in", "near", "at", "with", "to", "from", "as", "for",
    "by", "during", "while", "using",
})  # fmt: skip
_AFTER_OBJECT: Final = frozenset(
    {"", ".", ",", ";", ")", "(", "[", "and", "on", "in", "from", "after", "as", "but", "with", "by"}
)
_DETERMINERS: Final = frozenset({"a", "an", "the", "our", "their", "its", "this", "there"})
_HAMLETS: Final = frozenset({
    "village", "villages", "town", "towns", "settlement", "settlements", "hamlet", "hamlets",
})  # fmt: skip
# Prepositions that lead to much else than places; after them even a place's ending says little.
_LOOSE: Final = frozenset({
    "by", "about", "on", "under", "via", "over", "through", "within", "to", "above", "past", "amid",
})  # fmt: skip
_SHORT: Final = 2
_WORDS_TOO: Final = frozenset({"an", "as", "at"})  # particles that are words of English
_LITTLE: Final = 5  # letters of "upon" and the like
_IN: Final = frozenset({"in", "inside", "outside", "throughout", "around", "across", "off", "beyond", "between"})
# After "in the NAME": small words that make a place of a name whoever it belongs to.
_QUARTERS: Final = frozenset({
    "district", "districts", "neighbourhood", "neighborhood", "settlement", "village", "town", "region", "province",
    "territory", "valley", "township", "quarter", "suburb", "camp", "crossing", "community", "governorate", "county",
})  # fmt: skip
_OF: Final = frozenset({
    "direction", "city", "cities", "port", "outskirts", "suburbs", "suburb", "district", "province", "siege", "capture",
    "liberation", "fall", "battle", "area", "vicinity", "annexation", "hamlet", "village", "airport", "camp",
    "neighbourhood", "neighborhood", "streets",
    "centre", "center", "parts", "town", "region", "state", "island", "capital", "encirclement", "wards", "market",
    "fringe", "fringes",
    "townships", "quarters",
})  # fmt: skip
# Nouns that are of much else too: the name must end its phrase.
_OF_LOOSE: Final = frozenset({
    "control", "part", "portion", "portions", "half", "most", "majority", "out", "loss", "shelling", "rest", "defense",
    "defence", "seizure", "recapture", "clearing", "bombardment", "storming", "entirety", "directions", "towns", "axis",
    "settlements", "villages", "environs", "approaches", "entrance", "entrances", "edge", "section", "governor",
    "mayor", "prefect",
})  # fmt: skip
_HIT_REACH: Final = 4  # words from what hits to the "on" that leads to what is hit
_APPOSED: Final = 5  # words from a name to the noun that says what it is
_SECTORS: Final = frozenset({"direction", "sector", "axis", "front", "area", "salient", "pocket", "bridgehead"})
_MOVING_TO: Final = frozenset(
    {"from", "to", "towards", "toward", "at", "over", "against", "into", "via", "through", "past"}
)
_LEFT: Final = frozenset({"left", "departed", "leave", "leaving", "leaves", "flee", "fled", "fleeing"})
# Behind these words, "at NAME" tells whom somebody works for.
_AT_BODIES: Final = frozenset({
    "analyst", "analysts", "expert", "experts", "researcher", "researchers", "fellow", "professor", "officials",
    "executive", "executives", "engineer", "engineers", "worker", "workers", "source", "sources", "journalist", "look",
    "looked", "aimed", "directed", "criticism", "anger", "employees",
})  # fmt: skip
_MOVED: Final = 9  # words that a verb of movement may stand before "from NAME"
_VERBS_AFTER: Final = frozenset({
    "was", "were", "is", "are", "has", "have", "had", "will", "would", "could", "may", "might", "can", "cannot", "must",
    "should", "do", "does", "did", "who", "which", "that", "when",
    "where", "after", "before", "amid", "since", "between", "over", "toward", "towards", "because", "but", "against",
})  # fmt: skip
_BEFALLS: Final = frozenset({"came", "come", "suffered", "remain", "remained", "fell", "saw", "lost", "changed"})
_NAMELY: Final = frozenset({"particular", "namely", "especially", "notably", "including"})
_NEAR: Final = frozenset({"near", "toward", "towards", "around"})
_PEOPLES: Final = ("ians", "ian", "ish", "ese", "sday", "nday", "rday")


class ShapeFinder:
    """Finds names by shape. `endings` are the last letters that many of the gazetteer share; `others` name no place."""

    def __init__(self, words: PlaceWords, endings: Collection[str], others: Collection[str]) -> None:
        self._lex, self._endings, self._others = words, endings, others

    def find(self, words: Scan, taken: Collection[int], persons: Collection[str]) -> list[Mention]:
        """The names outside the words `taken` by known ones; a name found makes its neighbours in a list names too."""
        waiting = [
            (a, b)
            for a, b in self._candidates(words, taken)
            if words.words[a] not in persons and words.words[b - 1] not in persons
        ]
        known = set(taken)
        found: list[Mention] = []
        headings = self._headings(words, waiting, taken) if "\n" in words.text else set[tuple[int, int]]()
        while waiting:
            shaped = [c for c in waiting if c in headings or self._shaped(words, *c) or self._listed(words, *c, known)]
            if not shaped:
                break
            for first, run_end in shaped:
                last = self._with_kind(words, first, run_end)
                begin = first - 1 if self._compass_before(words, first) and first - 1 not in known else first
                known.update(range(begin, last))
                found.append(Mention(begin, last, words.starts[begin], _end(words, last), "shape"))
            waiting = [c for c in waiting if c not in shaped]
        return found

    def _with_kind(self, words: Scan, first: int, last: int) -> int:
        """The word after a name and the small word that is part of it ("Abu Reed camp", "Tarn territories")."""
        kind = last < len(words.low) and words.low[last] in self._lex.admin_small and adjacent(words, last)
        return last + 1 if kind and words.words[last - 1][-2:] not in {"'s", "’s"} and first < last else last

    def _compass_before(self, words: Scan, first: int) -> bool:
        """ "West NAME": does a capitalised compass word that opens no sentence stand before it?"""
        return (
            first > 1
            and words.low[first - 1] in self._lex.capital_compass
            and words.words[first - 1][0].isupper()
            and words.words[first - 2][0].isalnum()
        )

    def _headings(
        self, words: Scan, waiting: Sequence[tuple[int, int]], taken: Collection[int]
    ) -> set[tuple[int, int]]:
        """The names that head lines, where a known place heads one too or one of them ends like a place."""
        heading = {c for c in waiting if heads_line(words, *c) and not words.words[c[0]].isupper()}
        if len(heading) == 0:
            return heading
        sure = any(self._ends_like_place(words, last) for _, last in heading)
        return heading if sure or any(heads_line(words, i, i + 1) for i in taken) else set()

    def _candidates(self, words: Scan, taken: Collection[int]) -> list[tuple[int, int]]:
        """Runs of one to three capitalised words that could be a name, by their words."""
        runs: list[tuple[int, int]] = []
        index, count = 0, len(words.words)
        for first in [i for i, mark in enumerate(words.marks) if mark & (NAMABLE | PARTICLE)]:
            if first < index or first in taken or not self._can_name(words, first):
                continue
            index = run = self._run_end(words, first, taken)
            if index not in taken and index + 1 < count and words.words[index - 1][-2:] not in {"'s", "’s"}:
                index = facility_end(words, index, SURE_FACILITIES)
            follows_name = (
                index < count and adjacent(words, index) and (index in taken or words.words[index][0].isupper())
            )
            low = words.low[first]
            alone = index - first == 1 and (low in self._lex.kinds_of_places or low in self._lex.particles)
            if (
                not alone
                and sum(word[0].isupper() for word in words.words[first:run]) <= _LONGEST
                and not follows_name
                and not (first - 1 in taken and adjacent(words, first))
            ):
                runs.append((first, index))
        return runs

    def _run_end(self, words: Scan, first: int, taken: Collection[int]) -> int:
        """The word after a name: capitalised words, with "al", "an-" and hyphens inside ("Deir al Nahr", "Al-Tarn")."""
        raw, count = words.words, len(words.words)
        index = first + 1
        while index < count and index not in taken and raw[index - 1][-2:] not in {"'s", "’s"}:
            if adjacent(words, index) and self._can_name(words, index):
                index += 1
            elif (step := self._link(words, index)) and index + step not in taken:
                index += step + 1
            elif self._ties(words, first, index) and index + 1 not in taken:
                index += 2
            else:
                break
        return index if index - first > 1 or len(raw[first]) > _SHORT or raw[first].isalpha() else first + 1

    def _ties(self, words: Scan, first: int, index: int) -> bool:
        """Does a hyphen join two unknown names to one ("Deep-Reedsky"), no line being named by them?"""
        if words.words[index] != "-" or index - first != 1 or index + 1 >= len(words.words):
            return False
        if words.starts[index + 1] - words.ends[index - 1] != 1 or not self._can_name(words, index + 1):
            return False
        return not self._in_line(words, first, index)

    def _link(self, words: Scan, index: int) -> int:
        """How many words join a name's halves here: a hyphen after "Al" or "-o", "al", "an-"; 0 where none does."""
        raw, low, lex = words.words, words.low, self._lex
        if index + 1 >= len(raw) or not 0 <= words.starts[index] - words.ends[index - 1] <= 1:
            return 0
        hyphen = raw[index] == "-" and words.starts[index] == words.ends[index - 1]
        if hyphen and (low[index - 1] in lex.particles or low[index - 1].endswith("o")) and raw[index + 1][0].isupper():
            return 1
        if hyphen and joined_name(words, index):
            return 3
        if low[index] in lex.particles and raw[index].islower():
            if raw[index + 1][0].isupper() and adjacent(words, index + 1) and low[index] not in _WORDS_TOO:
                return 1
            if raw[index + 1] == "-" and index + 2 < len(raw) and raw[index + 2][0].isupper():
                return 2
        return 0

    def _can_name(self, words: Scan, index: int) -> bool:
        """Can a word be one of a name? A particle that is an English word needs a hyphen behind it ("As-Tarn")."""
        if index >= len(words.words):
            return False
        if words.marks[index] & PARTICLE:
            return words.low[index] not in _WORDS_TOO or words.words[index + 1 : index + 2] == ["-"]
        return bool(words.marks[index] & NAMABLE)

    def mark(self, word: str) -> int:
        """Whether a word, as written, can be one of a name: NAMABLE, PARTICLE, or 0 where it cannot."""
        lex, low = self._lex, word.lower()
        low = low[:-2] if low[-2:] in {"'s", "’s"} else low
        if not word[0].isupper():
            return 0
        if low in lex.particles:
            return PARTICLE
        if len(word) < _SHORTEST or word[-1] in "’'":
            return 0
        if not word[1].islower() and not (word[1] in "’'" and word[2].isupper()):  # "N’Djamena"
            return 0
        never = low in lex.not_names or word in lex.no_places or word in self._others or low.endswith(_PEOPLES)
        return 0 if never else NAMABLE

    def _shaped(self, words: Scan, first: int, last: int) -> bool:
        """Does its place in the sentence alone make it a place?"""
        low = words.low
        before, after = self._before(low, first), low[last] if last < len(low) else ""
        if last - first > 1 and low[last - 1] in SURE_FACILITIES:
            return after not in self._lex.speech and words.words[last - 1][-2:] not in {"'s", "’s"}
        if before == "at" and self._ends_phrase(words, first, last) and low[first - 2] not in _AT_BODIES:
            return True
        if before in _LEFT and after == "for":
            return True
        if after in {"(", ","} and self._opens_locator(words, last + 1):
            return True
        if before == "of" and first > 1 and low[first - 2] in _HAMLETS:
            return True
        if before in self._lex.takes and (after in _AFTER_OBJECT or after in self._lex.prepositions):
            return True
        if (
            before == "between"
            and after == "and"
            and words.words[last + 1 : last + 2]
            and self._can_name(words, last + 1)
        ):
            return True
        if self._in_sector(words, before, first, after) or self._moved(words, before, first):
            return True
        return self._hit_or_held(words, first, last, before) or self._of_kind(words, first, last, before, after)

    def _hit_or_held(self, words: Scan, first: int, last: int, before: str) -> bool:
        """Does what is done to the name, or what lies in it, make it a place?"""
        if self._owns_things(words, before, last):
            return True
        return self._hit(words, before, first, last) or self._called(words, last) or self._in_line(words, first, last)

    def _of_kind(self, words: Scan, first: int, last: int, before: str, after: str) -> bool:
        """Does a preposition lead to the name, and what follows, or its ending, mark it as one of a place?"""
        low = words.low
        leads = before in self._lex.prepositions and before not in _LOOSE
        if before in _NAMELY and after in {",", "and"} and words.words[first - 1].islower():
            return True
        kind = after in self._lex.kinds_after and not words.words[last][0].isupper()
        if kind and (
            leads
            or before in _LEFT
            or (after in _QUARTERS and before in self._lex.prepositions)
            or (
                before == "the"
                and after in _QUARTERS
                and (low[first - 2] in self._lex.prepositions or low[first - 2] == "of")
            )
        ):
            return True
        if before == "the" and words.words[last : last + 1] and has_facility(words.words, last):
            return True
        if before in _IN and (after in _DETERMINERS or self._ends_phrase(words, first, last)):
            return True
        if last - first > 1 and low[last - 1] in self._lex.kinds_of_places:
            return leads or (before == "the" and self._before(low, first - 1) in self._lex.prepositions)
        return leads and (before in _NEAR or self._ends_like_place(words, last))

    def _before(self, low: Sequence[str], first: int) -> str:
        """The word that leads to a name, "southern" and the like aside."""
        at = first - 1
        while at > 0 and low[at] in self._lex.capital_compass:
            at -= 1
        return low[at] if at >= 0 else ""

    def _in_sector(self, words: Scan, before: str, first: int, after: str) -> bool:
        """ "on the NAME axis", "in the direction of NAME", "south of NAME", "the city of NAME"."""
        low = words.low
        if before == "of" and first > 1:
            noun = low[first - 2]
            if noun in self._lex.compass or noun in _OF:
                return True
            return noun in _OF_LOOSE and (after in _ENDS_ITEM or after == "")
        return before == "the" and first > 1 and after in _SECTORS and low[first - 2] in {"in", "on", "along"}

    def _moved(self, words: Scan, before: str, first: int) -> bool:
        """ "launched from NAME", "withdrew to NAME": after a verb or noun of movement, within its clause."""
        if before == "for":
            return any(word in _LEFT for word in words.low[max(0, first - 4) : first - 1])
        if before not in _MOVING_TO:
            return False
        return any(word in self._lex.movement for word in words.low[max(0, first - _MOVED) : first - 1])

    def _hit(self, words: Scan, before: str, first: int, last: int) -> bool:
        """ "assaults on NAME", "fired rockets at NAME": what is hit, where the name ends its phrase."""
        if before not in {"on", "at", "against"} or not self._ends_phrase(words, first, last):
            return False
        return any(word in self._lex.hits for word in words.low[max(0, first - _HIT_REACH) : first - 1])

    def _owns_things(self, words: Scan, before: str, last: int) -> bool:
        """ "of NAME's 36 hospitals": what lies in a place, not a person's or a body's."""
        if words.words[last - 1][-2:] not in {"'s", "’s"} or not (before == "of" or before in self._lex.prepositions):
            return False
        return any(word in self._lex.belongings for word in words.low[last : last + 3])

    def _called(self, words: Scan, last: int) -> bool:
        """ "NAME, a small village 15 km from", "NAME, both settlements": does an apposition call it a settlement?"""
        low, raw = words.low, words.words
        if last >= len(low) or low[last] not in {",", "(", "-", "–", "—"}:
            return False
        for at in range(last + 1, min(last + 1 + _APPOSED, len(low))):
            if low[at] in _HAMLETS:
                return at > last + 1
            if not raw[at].islower():
                return False
        return False

    def _in_line(self, words: Scan, first: int, last: int) -> bool:
        """ "the A-B line", "the A-B-C area": is it one of names tied by hyphens, with such a word behind them?"""
        raw, low, count = words.words, words.low, len(words.words)
        tied = first > 1 and raw[first - 1] in _HYPHENS and raw[first - 2][0].isupper()
        at = last
        while at + 1 < count and raw[at] in _HYPHENS and raw[at + 1][0].isupper():
            tied, at = True, at + 2
            while at < count and raw[at][0].isupper() and adjacent(words, at) and low[at] not in self._lex.areas:
                at += 1
        return tied and at < count and low[at] in self._lex.areas

    def _ends_phrase(self, words: Scan, first: int, last: int) -> bool:
        """Does a lone capitalised name end its phrase after "in", so that it can hardly be but a place?"""
        after = words.low[last] if last < len(words.low) else "."
        return after in _ENDS_ITEM or after in _VERBS_AFTER or not after[0].isalnum() or after.endswith(("ed", "ly"))

    def _listed(self, words: Scan, first: int, last: int, known: Collection[int]) -> bool:
        """Does it stand in a list with a known place?"""
        low = words.low
        before, after = low[first - 1] if first else "", low[last] if last < len(low) else "."
        back = first - 2 if not (before in {"and", "or"} and first > 2 and low[first - 2] == ",") else first - 3
        ahead = last + 1 if not (after == "," and last + 1 < len(low) and low[last + 1] in {"and", "or"}) else last + 2
        behind_known, before_known = before in _LIST and back in known, after in _LIST and ahead in known
        if not (behind_known or before_known):
            return False
        if self._ends_like_place(words, last):
            return True
        leads = before in _LIST or before in self._lex.prepositions
        if before_known and leads and after in {",", "-"}:
            return True  # the middle of a list of three or more, the first half of "A-B"
        if behind_known and before in {"and", "or"} and self._closes_list(words, first, last):
            return True
        ends = after in _ENDS_ITEM or after == "" or self._opens_locator(words, last)
        return ends and ((behind_known and before in _LIST) or before in self._lex.prepositions)

    def _closes_list(self, words: Scan, first: int, last: int) -> bool:
        """Does a predicate, a preposition or a word for a kind of place follow the last name of a list?"""
        after = words.low[last] if last < len(words.low) else "."
        if after in self._lex.speech or words.words[first - 2][-2:] in {"'s", "’s"}:
            return False
        led = first > 3 and words.low[first - 3] in self._lex.prepositions  # "forces in A and NAME completed"
        follows = after in _VERBS_AFTER or after in _BEFALLS or (led and after.endswith("ed"))
        return follows or after in self._lex.prepositions or after in self._lex.kinds_after

    def _ends_like_place(self, words: Scan, last: int) -> bool:
        return words.low[last - 1][-ENDING:] in self._endings

    def _opens_locator(self, words: Scan, index: int) -> bool:
        """Does a locator stand here: "12km north of", "about 5 km", "all southeast of"?"""
        lex, low = self._lex, words.low
        for at in range(index, min(index + 6, len(low) - 1)):
            word = low[at]
            if word in lex.compass:
                return low[at + 1] in {"of", "-"}
            if word in lex.distance or (word[0].isdecimal() and word.endswith("km")):
                return True
            if not (
                word in lex.hedges or word in lex.within or word in lex.spread or word[0].isdecimal() or word in ".-–"
            ):
                return False
        return False


def joined_name(words: Scan, index: int) -> bool:
    """Does a hyphen begin the rest of a name such as "Stratford-upon-Avon" here?"""
    raw = words.words
    return (
        index + 3 < len(raw)
        and raw[index] == "-"
        and raw[index + 1].islower()
        and len(raw[index + 1]) <= _LITTLE
        and raw[index + 2] == "-"
        and raw[index + 3][0].isupper()
        and words.starts[index + 3] - words.ends[index - 1] == len(raw[index + 1]) + 2
    )


def _end(words: Scan, last: int) -> int:
    """The offset where a name ends, without a possessive ending."""
    return words.ends[last - 1] - (2 if words.words[last - 1][-2:] in {"'s", "’s"} else 0)
