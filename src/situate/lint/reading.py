"""A document as the rules read it: its sentences with their passages, its marks, and where each line begins."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Final

from situate.extract.sentences import Sentences
from situate.lint.locating import Located, located
from situate.lint.sentence import Sentence
from situate.model import Document, Mark
from situate.vocab import SPEAKING

_HEADINGS: Final = frozenset({"heading", "title"})
_SMALL: Final = re.compile(r"(?<![\w’'-])[a-z]{3,}(?![\w’'-])")


class Reading:
    """One document, cut into sentences once for all rules; `before` is the issue before it, if one is known."""

    def __init__(self, document: Document, cutter: Sentences, before: Document | None = None) -> None:
        self.document, self.text = document, document.text
        self._cutter = cutter
        self._before = before
        self.sentences: tuple[Sentence, ...] = tuple(self._cut(document))

    def _cut(self, document: Document, *, headings: bool = False) -> Iterator[Sentence]:
        for passage in document.passages:
            if (passage.kind in _HEADINGS) if headings else (passage.kind in SPEAKING or passage.kind == "rubric"):
                for start, end in self._cutter.spans(document.text, passage.start, passage.end):
                    yield Sentence(document.text[start:end], start, end, passage)

    @cached_property
    def prose(self) -> tuple[Sentence, ...]:
        """The sentences, and those of headings: an effort's objective is written by hand as well."""
        return (*self.sentences, *self._cut(self.document, headings=True))

    @cached_property
    def before(self) -> "Reading | None":
        """The issue before this one, read the same way."""
        return None if self._before is None else Reading(self._before, self._cutter)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Every note mark of the text, in order."""
        return tuple(mark for passage in self.document.passages for mark in passage.marks)

    @cached_property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences outside the takeaways."""
        return tuple(s for s in self.sentences if s.passage.kind != "takeaway")

    @cached_property
    def small_words(self) -> frozenset[str]:
        """Every word that the text writes in small letters."""
        return frozenset(word for s in self.sentences for word in _SMALL.findall(s.text))

    def noted(self, sentence: Sentence) -> bool:
        """Does a note stand at the sentence, or after it in its passage: a mark covers what comes before it?"""
        return any(mark.end > sentence.start for mark in sentence.passage.marks)

    @cached_property
    def _line_starts(self) -> Sequence[int]:
        lines = self.text.splitlines(keepends=True)
        return tuple(accumulate(map(len, lines[:-1]), initial=0)) if lines else (0,)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The words of a line, counted from 1; "" beyond the last."""
        if not 1 <= number <= len(self._line_starts):
            return ""
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        return self.text[self._line_starts[number - 1] : end].rstrip("\r\n")

    @cached_property
    def located(self) -> tuple[Located, ...]:
        """Every place that a locator is about."""
        return tuple(located(self.sentences))

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """Every town that the text measures from, each once."""
        return tuple(sorted({told.locator.anchor for told in self.located if told.locator.anchor}))

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds an offset; None in headings and notes."""
        ends = self._ends
        at = bisect_left(ends, offset + 1)
        if at < len(ends) and self.sentences[at].start <= offset:
            return self.sentences[at]
        return None

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(sentence.end for sentence in self.sentences)
