"""Where sentences end. Full stops of abbreviations and initials do not end one; a stop glued to the next word does."""

import re
from collections.abc import Mapping
from typing import Final

from situate.extract.tokens import table

# A stop, and all that still belongs to its sentence: closing quotes and brackets, note marks; or an empty line.
# Its first character is one of a set and stands outside the alternatives: the search then leaps from one to the next.
_STOP: Final = re.compile(
    r"[.!?…\n](?:(?<=\n)\s*\n|(?<!\n)[.!?…]{0,3}[\"”“„’'»)\]*_]{0,4}"
    r"(?:\s{0,2}\[\[?[\divxlc\s,]{1,14}\]\]?(?:\([^\s)]{0,300}\))?){0,30})"
)
_ON: Final = re.compile(r"\b(?:on|to|via|from) \Z")  # "wrote on X.": a platform, no initial
_IN_WORD: Final = "_.&’'-"  # signs that may stand inside an abbreviation
_LONGEST: Final = 20  # characters of one


class Sentences:
    """Splits a text into sentences."""

    def __init__(self, lexicon: Mapping[str, bytes]) -> None:
        self._abbreviations = frozenset(table(lexicon, "grammar.toml")["sentence"]["abbreviations"].split())

    def spans(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Start and end of each sentence of `text[start:end]`, blanks at the edges left out."""
        out: list[tuple[int, int]] = []
        at = start
        for match in _STOP.finditer(text, start, end):
            if self._ends(text, match.start(), match.end(), end):
                _add(out, text, at, match.end())
                at = match.end()
        _add(out, text, at, end)
        return out

    def _ends(self, text: str, stop: int, after: int, end: int) -> bool:
        """Does a sentence end with the stop at `stop`, whose trail ends at `after`?"""
        if text[stop] == "\n" or after >= end:
            return True
        follower = text[after]
        spaced = follower.isspace()
        if spaced:
            following = text[after : after + 8].lstrip()
            if not following:
                return True
            follower = following[0]
        if (
            text[stop] == "."
            and text[stop + 1 : after] == ")"
            and (follower.islower() or self._abbreviated(text, stop))
        ):
            return False  # "Gen. Orlin (ret.) said"
        if text[stop] != "." or after - stop > 1:
            return spaced or follower.isupper() or text[after - 1] in "])*"
        before = _before(text, stop)
        if spaced:
            if follower.islower() or (follower.isdigit() and before in self._abbreviations):
                return False
            platform = before == "X" and _ON.search(text, max(0, stop - 8), stop - 1) is not None
            return platform or not self._shortened(before)
        # Glued: "the town.The enemy". Not "U.S.", not "example.com", not "3.5".
        return follower.isupper() and len(before) > 2 and before[-1].islower() and "." not in before

    def _abbreviated(self, text: str, stop: int) -> bool:
        return _before(text, stop) in self._abbreviations

    def _shortened(self, before: str) -> bool:
        if before in self._abbreviations:
            return True
        if len(before) == 1 and before.isupper():
            return True
        # "U.S." or "a.m.": letters parted by stops.
        return len(before) > 2 and all(len(part) == 1 for part in before.split(".")) and before[-1].isupper()


def _before(text: str, stop: int) -> str:
    """The word that the stop follows."""
    start = stop
    while start > 0 and stop - start < _LONGEST and (text[start - 1].isalnum() or text[start - 1] in _IN_WORD):
        start -= 1
    return text[start:stop]


def _add(out: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        out.append((start, end))
