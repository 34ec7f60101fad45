"""Which lines are headings, what efforts and rubrics they stand for, and where run-in headings end."""

import re
from collections.abc import Iterable
from typing import Final

from situate.parse.page import Block
from situate.parse.words import HeadingWords
from situate.theatre import Theatre

_TOKEN: Final = re.compile(r"[^\W_]+")
_TAIL_MARKS: Final = re.compile(r"(?:\s?\[[\divxlcdm, ]{1,12}\]){1,8}$")
_SENTENCE_END: Final = (".", "!", "?", "…", ".”", '."')
# The longest heading of the corpus with its objective has 306 characters, the longest run-in label 66.
LONGEST: Final = 400
_LONGEST_LABEL: Final = 110
# A name of an effort that ends in a full stop, as the last of a list does, has no more words than this.
_CONTENTS_WORDS: Final = 12
# The share of a line that an effort's phrase must fill: "Activity in ...-occupied areas" has 0.6 of it,
# a headline that mentions mobilization 0.2.
_SHARE: Final = 0.4
# Under this many words a line without a full stop is a heading; the corpus' longest free one has 14.
_FREE_WORDS: Final = 15


def normal(text: str) -> str:
    """The form under which wordings of a heading meet: lower case, no punctuation, no numbers, padded by blanks."""
    tokens = (token for token in _TOKEN.findall(text.casefold()) if not any(c.isdigit() for c in token))
    return f" {' '.join(tokens)} "


def _phrases(headings: Iterable[str]) -> list[str]:
    return [phrase for heading in headings if (phrase := normal(heading)).strip()]


class Headings:
    """Knows headings by the theatre's efforts and rubrics and the lexicon's words."""

    def __init__(self, theatre: Theatre, words: HeadingWords) -> None:
        """Phrases are compared in their normal form; `words` are lower case."""
        self._words = words
        self._openers = tuple(normal(o) for o in words.openers)
        self._closers = tuple(normal(c) for c in words.closers)
        self._breaks = tuple(normal(b) for b in words.breaks)
        self._labels = frozenset(normal(label) for label in words.labels)
        self._main = tuple(normal(m) for m in words.main)
        self._subordinate = tuple(normal(s) for s in words.subordinate)
        self._sides = frozenset(t for s in theatre.sides for a in s.adjectives for t in normal(a).split())
        self._efforts = sorted(
            ((self._rank(phrase), phrase, e.id) for e in theatre.efforts for phrase in _phrases(e.headings)),
            reverse=True,
        )
        self._rubrics = sorted(
            ((len(p), p, r.id) for c in theatre.courses for r in c.rubrics for p in _phrases(r.headings)), reverse=True
        )

    def _rank(self, phrase: str) -> tuple[bool, int]:
        """Longer phrases tell more; one made of nothing but words for "effort" tells least."""
        rest = phrase
        for opener in self._openers:
            rest = rest.replace(opener, " ")
        return bool(set(rest.split()) - self._sides), len(phrase)

    def effort(self, heading: str) -> str | None:
        """The effort whose longest phrase the heading holds; what it says of its objective is not looked at."""
        text = normal(self._before_objective(heading))
        return next((effort for _, phrase, effort in self._efforts if phrase in text), None)

    def _before_objective(self, heading: str) -> str:
        lower = heading.casefold()
        cuts = [at + len(word) for word in self._words.objective if (at := lower.find(word)) >= 0]
        return heading[: min(cuts, default=len(heading))]

    def has_objective(self, line: str) -> bool:
        """Does the line say what the effort is for?"""
        lower = line.casefold()
        return any(word in lower for word in self._words.objective)

    def rubric(self, line: str) -> str | None:
        """The warning board's rubric that the line heads, if it does."""
        if len(line) > LONGEST or line.endswith(_SENTENCE_END):
            return None
        text = normal(line)
        return next((rubric for _, phrase, rubric in self._rubrics if phrase in text), None)

    def rubric_end(self, line: str) -> int:
        """Where a rubric's title ends that its text follows on one line, its colon included; 0 for none."""
        at = line.find(": ")
        return at + 1 if at > 0 and ". " not in line[:at] and self.rubric(line[:at]) is not None else 0

    def is_takeaways(self, line: str) -> bool:
        """Does the line head the key takeaways?"""
        lower = line.casefold()
        return len(line) <= 60 and any(lower.startswith(phrase) for phrase in self._words.takeaways)

    def is_notes(self, line: str) -> bool:
        """Does the line head the notes?"""
        return line.casefold().strip(" :") in self._words.notes

    def is_break(self, line: str) -> bool:
        """Does the line open a section that belongs to no effort?"""
        return len(line) <= 100 and normal(line).startswith(self._breaks)

    def names_effort(self, line: str) -> bool:
        """Is it the name of a line of operations: opened by a word for one, or an effort's own name?"""
        if len(line) > LONGEST or (line.endswith(_SENTENCE_END) and len(line.split()) > _CONTENTS_WORDS):
            return False
        text = normal(self._before_objective(line))
        return self._opens(text) or (self._is_title_like(line) and self._is_mostly_effort(line))

    def _is_mostly_effort(self, line: str) -> bool:
        """Is an effort's phrase the better part of the line, and not a word in passing?"""
        text = normal(line.split("(", maxsplit=1)[0])
        longest = max((len(phrase) for _, phrase, _ in self._efforts if phrase in text), default=0)
        return longest > 0 and longest >= _SHARE * len(text)

    def opens_effort(self, line: str) -> bool:
        """Does a word for "effort" open the line ("Supporting Effort #1—...")?"""
        return self._opens(normal(self._before_objective(line)))

    def is_main(self, line: str) -> bool:
        """Is it the effort that subordinate ones are part of?"""
        return self._starts(normal(line), self._main)

    def _opens(self, text: str) -> bool:
        return self._starts(text, self._openers)

    def _starts(self, text: str, phrases: tuple[str, ...]) -> bool:
        """Does one of the phrases stand first, but for words for sides?"""
        tokens = text.split()
        while tokens and tokens[0] in self._sides:
            tokens.pop(0)
        return f" {' '.join(tokens)} ".startswith(phrases)

    def is_subordinate(self, line: str) -> bool:
        """Is the line of operations part of the one named before it?"""
        return any(word in normal(self._before_objective(line)) for word in self._subordinate)

    def is_heading(self, block: Block) -> bool:
        """Is the block a heading by its looks: marked up as one, bold, or short, and no sentence?"""
        line = _TAIL_MARKS.sub("", block.words)
        if not line or len(line) > LONGEST or block.tag in ("li", "rule", "head"):
            return False
        if block.tag == "heading":
            return True
        if line.casefold().strip(" .") in self._words.empty or line[0].islower():
            return False
        if line.endswith(_SENTENCE_END) and not line.endswith((".)", "objective.")):
            return False
        if self.names_effort(line) or self.is_break(line):
            return True
        return (block.strong or self._is_title_like(line)) and len(line.split()) <= 2 * _FREE_WORDS

    def _is_title_like(self, line: str) -> bool:
        """Short, no full stop, no comma at the end: a line that stands for itself."""
        bare = line.split("(", maxsplit=1)[0].rstrip()
        return len(bare.split()) <= _FREE_WORDS and not line.endswith((*_SENTENCE_END, ",", ";")) and "://" not in line

    def label_end(self, block: Block) -> int:
        """Where a run-in heading at the block's head ends (its sign included), counted in `words`; 0 for none.

        "Main effort—Kyiv axis: Russian operations ...", "2) Kharkiv axis: ...", "Order of Battle: ...",
        "Supporting Effort #1 (objective: ...) Russian forces ...".
        """
        line = block.words
        for at, sign in enumerate(line[:_LONGEST_LABEL]):
            if sign in ".!?" and not line[:at].strip().isdigit():
                return 0
            if sign == "(" and line[:at].strip():
                return self._objective_end(line, at)
            if sign in ":;":
                return at + 1 if _sentence_follows(line[at + 1 :]) and self._is_label(line[:at]) else 0
        return 0

    def _objective_end(self, line: str, opened: int) -> int:
        """Where the bracket with the objective closes, if the text goes on after it."""
        close = line.find(")", opened, LONGEST)
        while close >= 0 and line.count("(", opened, close) > line.count(")", opened, close + 1):
            close = line.find(")", close + 1, LONGEST)
        if close < 0 or not self._opens(normal(line[:opened])):
            return 0
        return close + 1 if _sentence_follows(line[close + 1 :]) else 0

    def _is_label(self, label: str) -> bool:
        text = normal(label)
        if not text.strip():
            return False
        if self._opens(text) or text.endswith(self._closers):
            return len(text.split()) <= 14
        return f" {' '.join(t for t in text.split() if t not in self._sides)} " in self._labels

    def is_run_in_label(self, label: str) -> bool:
        """Is it a label that holds for its own paragraph only ("Order of Battle")?"""
        text = normal(label)
        return not self._opens(text) and not text.endswith(self._closers)


def _sentence_follows(rest: str) -> bool:
    bare = rest.lstrip()
    return len(bare) >= 30 and (bare[0].isupper() or bare[0] in "“\"'‘" or bare[0].isdigit())


def all_name_efforts(headings: Headings, lines: Iterable[str]) -> bool:
    """Do most of the lines name efforts, as a table of contents does?"""
    taken = list(lines)
    return bool(taken) and sum(headings.names_effort(line) for line in taken) >= 0.6 * len(taken)
