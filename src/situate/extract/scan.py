"""A passage's words, cut once: every rule of the describer reads them by number instead of searching the text again."""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import Final, NamedTuple

# Words keep inner apostrophes; any other sign, hyphens too, is a word of its own; gaps are kept to count offsets.
_WORDS: Final = re.compile(r"([^\W_]+(?:['’ʼ][^\W_]+)*|[^\w\s]|_+)(\s*)")
_POSSESSIVE: Final = ("'s", "’s")
SENTENCE_ENDS: Final = frozenset(".!?:;\n•")


class Scan(NamedTuple):
    """The words of one passage. `words` as written, `low` without case and possessive "’s"; offsets into `text`."""

    text: str
    words: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]

    def first_word(self, offset: int) -> int:
        """The number of the first word that starts at or after `offset`."""
        return bisect_left(self.starts, offset)

    def word_after(self, offset: int) -> int:
        """The number of the first word that ends after `offset`."""
        return bisect_right(self.ends, offset)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The words that begin in `start` to `end`: the first, and the one after the last."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def between(self, first: int, last: int) -> str:
        """The text from word `first` to word `last`, `last` excluded; "" where that is nothing."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""


def scan(text: str) -> Scan:
    """Cut a text into words with their offsets; linear in its length."""
    parts = _WORDS.findall(text)
    words = [word for word, _ in parts]
    # Each word's start is where the word before it and the gap after that end.
    starts = list(accumulate([len(word) + len(gap) for word, gap in parts], initial=len(text) - len(text.lstrip())))
    starts.pop()
    stops = [start + len(word) for start, word in zip(starts, words, strict=True)]
    low = [word.lower() for word in words]
    if "'" in text or "’" in text:
        low = [word[:-2] if word[-2:] in _POSSESSIVE else word for word in low]
    return Scan(text, words, low, starts, stops)


def is_possessive(scan: Scan, index: int) -> bool:
    """Does the word end in an apostrophe that owns ("Lynx’s", "forces’")?"""
    if scan.words[index].endswith(_POSSESSIVE):
        return True
    after = index + 1
    return after < len(scan.words) and scan.words[after] in "'’" and scan.starts[after] == scan.ends[index]


def adjacent(scan: Scan, index: int) -> bool:
    """Is only one space between a word and the one before it?"""
    return index > 0 and scan.starts[index] - scan.ends[index - 1] == 1
