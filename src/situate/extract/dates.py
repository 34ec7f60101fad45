"""Dates in prose: the words, and the first and last day they mean, seen from the document's own day."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final

from situate.extract.calendar_dates import dotted, month, season, year
from situate.extract.date_reader import DateReader
from situate.extract.date_words import DateWords, Found
from situate.extract.relative_dates import clock, night, ordinal_day, same, unit, weekday, weekend, word
from situate.extract.scan import DATE, Scan

__all__ = ["DateLexicon", "Found"]

_Rule = Callable[[DateReader, int], int | None]
_DAYS: Final = range(1, 32)
_YEARS: Final = range(1900, 2100)
_ENDINGS: Final = ("st", "nd", "rd", "th")


class DateLexicon:
    """Finds dates by the words that begin or carry them. Raises DataError where the lexicon's file is missing."""

    def __init__(self, lexicon: Mapping[str, bytes]) -> None:
        self._words = words = DateWords(lexicon)
        rules: tuple[tuple[Iterable[str], _Rule], ...] = (
            (words.units, unit), (words.words, word), (words.seasons, season), (words.weekdays, weekday),
            (words.months, month), (words.nights, night), (words.clock, clock),
            (words.weekends, weekend), ({"same"}, same),
            ([form for n in _DAYS for form in (str(n), f"{n:02}")], dotted),
            ([f"{n}{ending}" for n in _DAYS for ending in _ENDINGS], ordinal_day),
            (map(str, _YEARS), year),
        )  # fmt: skip
        self._rules: dict[str, _Rule] = {trigger: rule for triggers, rule in rules for trigger in triggers}
        self.triggers: Final = frozenset(self._rules)

    def find(self, words: Scan, published: date | None) -> list[Found]:
        """Every date of a text, cut by a scanner that knows the triggers, in order, none overlapping another."""
        rules = self._rules
        triggers = [index for index, mark in enumerate(words.marks) if mark & DATE]
        if not triggers:
            return []
        reader = DateReader(self._words, words, published)
        free = 0
        for index in triggers:
            if index >= free:
                free = rules[words.low[index]](reader, index) or free
        return sorted(reader.found, key=_start)


def _start(found: Found) -> int:
    return found.start
