"""The words of the lexicon as the rules look for them: patterns, built once for a run."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from situate.lint.dates import Dates
from situate.lint.words import any_of, words_of

Columns = tuple[tuple[re.Pattern[str], dict[str, str]], tuple[re.Pattern[str], dict[str, str]]]
# Lists of the lexicon whose words are names, and what its authors say about it.
_NAMES: Final = re.compile(rb"\ngiven_names = \[[^\]]*\]")
_COMMENT: Final = re.compile(rb"\n#[^\n]*")
# Letters in small, all else a blank: half a megabyte is cut into words in a few milliseconds.
_LETTERS: Final = bytes(c if 97 <= c <= 122 else c + 32 if 65 <= c <= 90 else 32 for c in range(256))
_LEAST_LETTERS: Final = 3
_PLACE: Final = r"(?:the\s(?:town|city|village|settlement)s?\sof\s)?[A-ZÀ-ÖØ-Þ][\w’'-]+"


class Language:
    """What the linter knows of English: the lexicon's tables by file name, and the text of all its files."""

    def __init__(self, tables: Mapping[str, dict[str, Any]], text: bytes) -> None:
        self._tables, self._lint, self._text = tables, tables["lint.toml"], text

    def words(self, *path: str) -> frozenset[str]:
        """A list of words of `lint.toml`, by its keys."""
        return words_of(self._lint, path)

    def _anywhere(self, *path: str) -> re.Pattern[str]:
        return re.compile(rf"\b{any_of(self.words(*path))}\b", re.IGNORECASE)

    # Attribution.

    @cached_property
    def sourced(self) -> re.Pattern[str]:
        """A word by which a sentence says who says it, or what shows it."""
        return self._anywhere("sources", "words")

    @cached_property
    def unnamed(self) -> re.Pattern[str]:
        """Words for a source that is not named."""
        return self._anywhere("sources", "unnamed")

    @cached_property
    def loaded(self) -> re.Pattern[str]:
        """A loaded verb with what is said after it."""
        verbs = any_of(self._lint["verbs"]["loaded"])
        return re.compile(rf"\b(?P<verb>{verbs})(?=\s(?:that|to\s(?:have|being)|about|how|on\s\w+\s\d{{1,2}}\sthat)\b)")

    @cached_property
    def contested(self) -> re.Pattern[str]:
        """Forces that take a place, told in the past."""
        verbs = any_of(self.words("verbs", "contested"))
        return re.compile(rf"\b(?:forces|troops|units|fighters|army|military)\s(?:have\s)?(?P<verb>{verbs})\s{_PLACE}")

    @cached_property
    def hedged(self) -> re.Pattern[str]:
        """A hedge on a verb."""
        return re.compile(rf"\b{any_of(self.words('probability', 'hedges'))}\b")

    # Time.

    @cached_property
    def dates(self) -> Dates:
        """Finds days."""
        table = self._tables["dates.toml"]
        return Dates(table["months"], table["weekdays"])

    @cached_property
    def dated(self) -> re.Pattern[str]:
        """A month or a year: the words of an as-of date."""
        names = any_of(name.capitalize() for name in self._tables["dates.toml"]["months"] if len(name) > 3)
        return re.compile(rf"\b(?:{names}|(?:19|20)\d\d)\b")

    @cached_property
    def ahead(self) -> re.Pattern[str]:
        """A word after which a date may lie ahead."""
        return self._anywhere("verbs", "ahead")

    # Probability.

    @cached_property
    def columns(self) -> Columns:
        """The terms of each column of the scale, and what the other column says for each."""
        first, second = self._lint["probability"]["first"], self._lint["probability"]["second"]
        ones: dict[str, str] = dict(zip(first, second, strict=True))
        others: dict[str, str] = dict(zip(second, first, strict=True)) | self._lint["probability"]["adverbs"]
        return (_terms(ones), ones), (_terms(others), others)

    @cached_property
    def off_scale(self) -> re.Pattern[str]:
        """Words of probability that a scale may not have: those listed, and any strengthened or weakened one."""
        words = self._tables["probability.toml"]["words"]
        modifiers = any_of(set(words["modifiers"].split()) - self.words("probability", "comparing"))
        graded = rf"{modifiers}\s(?P<core>{any_of(self.words('probability', 'graded'))})"
        # "the most likely date" compares, and "very likely to" grades.
        return re.compile(rf"(?<!the )\b(?:{any_of(self._lint['probability']['off'])}|{graded})\b", re.IGNORECASE)

    @cached_property
    def risk_level(self) -> re.Pattern[str]:
        """A level that stands for a likelihood: "the risk of an attack as very low"."""
        nouns, levels = any_of(self.words("probability", "level_nouns")), any_of(self.words("probability", "levels"))
        return re.compile(
            rf"\b(?:{nouns})\b[^.;]{{0,80}}?\b(?:is|as|remains|remain|are)\s(?P<level>{levels})\b(?!\s\w)"
        )

    @cached_property
    def hedged_twice(self) -> re.Pattern[str]:
        """Two hedges in a row, with nothing but an auxiliary between."""
        hedges = self.words("probability", "hedges")
        modal = {"may", "might", "could"}
        adverbs = any_of(hedges - modal)
        firsts = rf"(?P<first>{any_of(modal)})\s(?P<second>{adverbs})"
        return re.compile(rf"\b(?:{firsts}|(?P<adverb>{adverbs})\s(?P<other>{any_of(hedges)}))\b")

    @cached_property
    def confidence(self) -> re.Pattern[str]:
        """A level of analytic confidence."""
        return re.compile(
            rf"\b(?:with\s|in\s|have\s|has\s|assess\w*\s){any_of(self.words('probability', 'confidence'))}\b"
        )

    # Prose.

    @cached_property
    def gaps(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """Sequences of words between which one is missing or left over, each with what is wrong."""
        article = any_of({"the", "a", "an"})
        determiners, be = any_of(self.words("prose", "determiners")), any_of(self.words("prose", "be"))
        prepositions = any_of(self.words("prose", "prepositions"))
        possessing = any_of(self.words("prose", "possessing"))
        after_noun = "of|in|on|at|by|for|with|from|to|into"
        noun, verb = "a noun is missing", "a verb is missing"
        no_preposition = rf"(?!{prepositions}\b)"
        return (
            (re.compile(r"\b(?:that|which)\s(?:it|he|she|they)\sthat\b"), "words of two wordings"),
            (re.compile(rf"\b(?P<first>{article})\s(?!(?P=first)\b)(?:{determiners}|{after_noun})\b(?![-’'])"), noun),
            (re.compile(rf"\b{article}\s(?:{be}|has|have|had|would)\b(?![-’'])"), noun),
            (
                re.compile(rf"\b[a-z]{{4,}}\sof\s(?:and|or)\s{no_preposition}[a-z]+\s{no_preposition}[a-z]+(?=[.,;:)])"),
                "of what?",
            ),
            (re.compile(rf"\b(?:beyond|than|from|to)\swhat\s(?:already|previously|currently)\s{possessing}\b"), "who?"),
            (re.compile(rf"\b(?:{be}|has|have|had)\s(?:is|are|was|were|has|have)\b"), "one verb too many"),
            (re.compile(r"\b(?:would|can|could|should|must|cannot)\s(?:is|are|was|were|has|had|the)\b"), verb),
            (re.compile(r"\bto\s(?:is|are|was|were|has|had|of|from)\b"), "a word is missing"),
        )  # fmt: skip

    @cached_property
    def possessive(self) -> re.Pattern[str]:
        """A possessive before a verb of saying in the past."""
        verbs = any_of(self.words("prose", "saying"))
        return re.compile(rf"\b(?P<name>[A-ZÀ-ÖØ-ÞĀ-Ž][\w-]*[a-z])[’'‘]s\s+(?P<verb>{verbs})(?=\s(?:that|to\shave)\b)")

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the lexicon that is no name, in small letters."""
        text = _COMMENT.sub(b"", _NAMES.sub(b"", b"\n" + self._text))
        words = (word for word in set(text.translate(_LETTERS).split()) if len(word) >= _LEAST_LETTERS)
        return frozenset(b" ".join(words).decode().split())

    def parted(self, word: str, beside: frozenset[str]) -> str:
        """The two words that a glued one is made of, "" for none; `beside` are the other words of the text."""
        for glue in sorted(self.words("prose", "glued")):
            for rest, parts in ((word.removeprefix(glue), f"{glue} {word.removeprefix(glue)}"),):
                if rest != word and len(rest) >= 5 and (rest in beside or rest in self.vocabulary):
                    return parts
        return ""


def _terms(table: Mapping[str, str]) -> re.Pattern[str]:
    """The terms of a column by themselves: no part of another one ("unlikely"), nor of a grade ("probably true")."""
    return re.compile(
        rf"(?<![\w“\"-])(?<!more )(?<!less )(?<!most )(?<!any ){any_of(table)}(?![\w-]|\s+true\b)", re.IGNORECASE
    )
