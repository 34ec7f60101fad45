"""A passage's words, cut once: every rule of the describer reads them by number instead of searching the text again."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from situate.extract.memory import Memory

_POSSESSIVE: Final = ("'s", "’s")
SENTENCE_ENDS: Final = frozenset(".!?:;\n•")


EVENT: Final = 1  # a mark: a phrase of the lexicon of events begins with the word
DATE: Final = 2
NUMBER: Final = 4
LOCATOR: Final = 8
END: Final = 16  # a phrase of the lexicon of events with a gap in it ends with the word
NAMABLE: Final = 32  # the word, as written, can be one of a name that no gazetteer has
PARTICLE: Final = 64  # so it can where the name goes on: "Al", "Deir"
ROAD: Final = 128  # the word stands near the number of a road
POINTER: Final = 256  # the word can mean a place named before it
_ANY: Final = -1  # all marks, where nobody has looked


def at_or_after(offsets: list[int], least: int) -> int:
    """The index of the first of the sorted offsets that is `least` or more.

    As `bisect.bisect_left`, which has to compare objects; compiled, this compares numbers.
    """
    low, high = 0, len(offsets)
    while low < high:
        middle = (low + high) >> 1
        if offsets[middle] < least:
            low = middle + 1
        else:
            high = middle
    return low


class Scan:
    """The words of one passage. `words` as written, `low` without case and possessive "’s"; offsets into `text`.

    `marks` tell who asks for a word: the bits above; `mask` holds those of all words, and perhaps more.
    """

    __slots__ = ("ends", "low", "marks", "mask", "starts", "text", "words")

    def __init__(
        self, text: str, words: list[str], low: list[str], starts: list[int], ends: list[int], marks: list[int]
    ) -> None:
        self.mask = _ANY
        self.text: Final = text
        self.words: Final = words
        self.low: Final = low
        self.starts: Final = starts
        self.ends: Final = ends
        self.marks: Final = marks

    def first_word(self, offset: int) -> int:
        """The number of the first word that starts at or after `offset`."""
        return at_or_after(self.starts, offset)

    def word_after(self, offset: int) -> int:
        """The number of the first word that ends after `offset`."""
        return at_or_after(self.ends, offset + 1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The words that begin in `start` to `end`: the first, and the one after the last."""
        return at_or_after(self.starts, start), at_or_after(self.starts, end)

    def part(self, first: int, last: int) -> "Scan":
        """Words `first` to `last` (excluded) alone, whatever stands around them."""
        cut = slice(first, last)
        return Scan(self.text, self.words[cut], self.low[cut], self.starts[cut], self.ends[cut], self.marks[cut])

    def between(self, first: int, last: int) -> str:
        """The text from word `first` to word `last`, `last` excluded; "" where that is nothing."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""


def _lowered(word: str) -> str:
    low = word.lower()
    return low[:-2] if low[-2:] in _POSSESSIVE else low


# Words keep inner apostrophes; any other sign, hyphens too, is a word of its own; none holds a space.
_WORD: Final = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*|[^\w\s]|_+")
# Words as written and without case, from and to where in the piece, and their marks.
Piece = tuple[tuple[str, str, int, int, int], ...]


class Scanner:
    """Cuts texts into words and marks those that a lexicon asks for, as `asked` has them by mark.

    `written` gives further marks by a word as written.
    """

    def __init__(
        self, asked: Mapping[int, Iterable[str]] | None = None, written: Callable[[str], int] | None = None
    ) -> None:
        self._written = written
        self._marks: dict[str, int] = {}
        for mark, words in (asked or {}).items():
            for word in words:
                self._marks[word] = self._marks.get(word, 0) | mark
        # What stands between two spaces repeats as words do.
        self._pieces: Memory[Piece] = Memory(self._cut)

    def scan(self, text: str) -> Scan:
        """Cut a text into words with their offsets; linear in its length."""
        words: list[str] = []
        low: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        marks: list[int] = []
        at, mask = 0, 0
        for piece in text.split(" "):
            for word, lowered, first, after, mark in self._pieces[piece]:
                words.append(word)
                low.append(lowered)
                starts.append(at + first)
                ends.append(at + after)
                marks.append(mark)
                mask |= mark
            at += len(piece) + 1
        found = Scan(text, words, low, starts, ends, marks)
        found.mask = mask
        return found

    def _cut(self, piece: str) -> Piece:
        found: list[tuple[str, str, int, int, int]] = []
        for word in _WORD.finditer(piece):
            low = _lowered(word.group())
            mark = self._marks.get(low, 0) | (NUMBER if low[:1].isdigit() else 0)
            if self._written is not None:
                mark |= self._written(word.group())
            found.append((word.group(), low, word.start(), word.end(), mark))
        return tuple(found)


_PLAIN: Final = Scanner()


def scan(text: str) -> Scan:
    """Cut a text into words for whom no lexicon asks."""
    return _PLAIN.scan(text)


def is_possessive(scan: Scan, index: int) -> bool:
    """Does the word end in an apostrophe that owns ("Lynx’s", "forces’")?"""
    if scan.words[index].endswith(_POSSESSIVE):
        return True
    after = index + 1
    return after < len(scan.words) and scan.words[after] in "'’" and scan.starts[after] == scan.ends[index]


def adjacent(scan: Scan, index: int) -> bool:
    """Is only one space between a word and the one before it?"""
    return index > 0 and scan.starts[index] - scan.ends[index - 1] == 1


def before_bracket(words: Scan, first: int, index: int) -> int:
    """ "The 14th Brigade (of the 2nd Army) holds": the word before a bracket that closes at one, else that."""
    if words.low[index] != ")":
        return index
    depth = 0
    for at in range(index, first, -1):
        depth += (words.low[at] in ")]") - (words.low[at] in "([")
        if depth == 0:
            return at - 1
    return index
