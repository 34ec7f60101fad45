"""Noun phrases: where one ends, what its head is, and what belongs to it behind its first preposition."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from situate.extract.predicates import DETERMINERS, PredicateLexicon
from situate.extract.scan import Scan, is_possessive

_LONGEST: Final = 40  # words of a noun phrase
# Behind the head, words that tell whom one of a kind belongs to, not where the deed was.
_TAILS: Final = frozenset({"from", "with", "led", "connected", "affiliated", "deported", "armed", "equipped", "loyal"})
_TAIL: Final = 16  # words of such a tail
_STOPS: Final = frozenset({",", ";", ":", "(", "that", "who", "which", "where", "when", "while"})
_LIST: Final = 14  # words of a list's further members


class NounPhrases:
    """Knows the words that end a phrase, and those before "of" that are no heads, from `actors.toml`."""

    def __init__(self, data: Mapping[str, Any], predicates: PredicateLexicon) -> None:
        self._predicates = predicates
        self.breaks, self.partitives = predicates.breaks, frozenset[str](data["partitives"])

    def end(self, words: Scan, first: int, last: int) -> int:
        """Where the noun phrase that starts at `first` ends: at a preposition, a clause or a stop, brackets aside."""
        low = words.low
        depth = 0
        for index in range(first, min(last, first + _LONGEST)):
            word = low[index]
            if word == "(":
                depth += 1
            elif word == ")":
                depth -= 1
            elif depth == 0 and index > first:
                if word == "to" and self._measures(words, index):
                    continue
                if word in self.breaks and not (word == "for" and words.words[index - 1][0].isupper()):
                    if low[index - 1] != "-":  # "Commander-in-Chief"
                        return index
                    continue
                if word == "newly" and is_possessive(words, index - 1):
                    continue  # "Kordia's newly formed corps"
                if word.endswith(("ly", "ing")) and self._predicates.is_noun(words, index - 1):
                    if word not in self._predicates.heads and words.words[index][0].islower():
                        return index  # but "units of the Corva grouping", "the Northern Grouping of Forces"
                    continue
                if word in ";:" or (word == "," and not self._apposition(words, index, last)):
                    return index
        return min(last, first + _LONGEST)

    def _measures(self, words: Scan, to: int) -> bool:
        """Does "to" belong to a number ("25,000 to 30,000 people", "up to thirty")?"""
        low = words.low
        return low[to - 1] == "up" or (low[to - 1].isdigit() and low[to + 1 : to + 2] != [] and low[to + 1].isdigit())

    def in_number(self, words: Scan, comma: int) -> bool:
        """Is it the sign inside a number ("25,000")?"""
        after = comma + 1 < len(words.low) and words.starts[comma + 1] == words.ends[comma]
        return after and words.words[comma - 1].isdigit() and words.words[comma + 1].isdigit()

    def _apposition(self, words: Scan, comma: int, last: int) -> bool:
        """Does a name or a further member of a list follow the comma?"""
        if words.starts[comma + 1 : comma + 2] == [words.ends[comma]]:
            return True  # "2,500 reservists"
        return comma + 1 < last and (words.words[comma + 1][:1].isupper() or words.low[comma + 1] == "and")

    def head(self, words: Scan, first: int, end: int) -> int | None:
        """The head of a noun phrase: its last word before "of", a bracket or a comma."""
        low = words.low
        last = end
        behind = first  # the last word of a bracket that the phrase goes on after
        for index in range(first + 1, end):
            if index <= behind or (low[index] == "," and self.in_number(words, index)):
                continue
            if low[index] == "(" and (behind := self._within(words, index, end)):
                continue
            if low[index] == "of" and low[index - 1] in self.partitives and index + 1 < end:
                measured = index + 1
                while measured + 1 < end and low[measured] in DETERMINERS:
                    measured += 1
                return self.head(words, measured, end)
            if low[index] in {"of", "(", ",", "it", "they", "he", "she"}:
                last = index
                break
        last -= 1
        while last > first and not low[last][0].isalnum():
            last -= 1
        return last if first <= last < len(low) else None

    def _within(self, words: Scan, bracket: int, end: int) -> int:
        """ "First-person view (FPV) drone operators": where a short form in brackets closes before a noun; else 0."""
        close = bracket + 2
        if close + 1 >= end or words.low[close] != ")" or not words.words[bracket + 1].isupper():
            return 0
        after = words.low[close + 1]
        goes_on = after.isalpha() and not after.endswith("ly") and after not in {"of", "and", "or"}
        return close if goes_on and after not in self.breaks else 0

    def opens(self, words: Scan, index: int) -> bool:
        """Does the word open a sentence?"""
        return index == 0 or not words.words[index - 1][0].isalnum()


def stretched(words: Scan, last: int, end: int, verb: int) -> int:
    """The word after a phrase with the tail that stands between its end and its verb ("crews | from the 12th Brigade").

    `last` is where the phrase ends so far, `end` where its head's part does: the same unless the phrase was cut.
    """
    low = words.low
    if last != end or end >= verb or low[end] not in _TAILS or verb - end > _TAIL:
        return last
    if any(low[at] in _STOPS for at in range(end, verb)):
        return last
    return verb


def listed(low: list[str], end: int, verb: int, breaks: Collection[str]) -> bool:
    """Is what stands between a comma and the verb the rest of a list ("Planes, | drones and gunners hit")?"""
    if end >= verb or low[end] != "," or verb - end > _LIST:
        return False
    joined = False
    for at in range(end + 1, verb):
        word = low[at]
        if word in breaks or word in _STOPS - {","}:
            return False
        joined = joined or word == "and"
    return joined and low[verb - 1] not in {",", "and"}
