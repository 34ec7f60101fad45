"""Days as prose writes them: "January 24", "Monday, 24 January 2023", "January 23-24"."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import Final

import msgspec

from situate.lint.words import any_of

_DIGIT: Final = re.compile(r"\d")
# The longest reports have so many sentences with a digit.
_SENTENCES: Final = 1024


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """A day as written in a sentence: offsets there, month and day numbers, the year where it is said."""

    start: int
    end: int
    month: int
    day: int
    day_start: int
    day_end: int
    year: int | None
    weekday: str
    last_day: int | None = None

    def on(self, published: date) -> date | None:
        """The day it means: of its year, else the nearest to the day of publication; None for no such day."""
        years = (self.year,) if self.year is not None else (published.year - 1, published.year, published.year + 1)
        days = [date(y, self.month, self.day) for y in years if 1 <= self.day <= monthrange(y, self.month)[1]]
        return min(days, key=lambda d: abs((d - published).days), default=None)


class Dates:
    """Finds days in sentences; compiled once for a run."""

    def __init__(self, months: dict[str, int], weekdays: dict[str, int]) -> None:
        """`months` and `weekdays`: names in small letters with their numbers, Monday 0."""
        self._months, self._weekdays = months, weekdays
        month = rf"{any_of(name.capitalize() for name in months)}\b\.?"
        day = any_of(name.capitalize() for name in weekdays if len(name) > 3)
        self._pattern = re.compile(
            rf"(?:\b(?P<weekday>{day}),?\s(?:the\s)?)?\b(?:(?P<m1>{month})\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?"
            rf"(?:\s?(?:-|–|—|to|through|and)\s?(?P<last>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.,]\d|\d))?"
            rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{month}))(?![\d:])(?:,?\s(?P<year>(?:19|20)\d\d)\b)?"
        )

        # Four rules ask for the days of the same sentences, one after the other.
        self._kept: Callable[[str], tuple[Dated, ...]] = lru_cache(_SENTENCES)(lambda text: tuple(self._find(text)))

    def of(self, text: str) -> tuple[Dated, ...]:
        """Every day in a text, in order."""
        # Most sentences have no digit, and looking for months at every word takes a hundred times as long.
        return self._kept(text) if _DIGIT.search(text) else ()

    def _find(self, text: str) -> Iterator[Dated]:
        for match in self._pattern.finditer(text):
            n = "1" if match["m1"] else "2"
            yield Dated(
                start=match.start(), end=match.end(), month=self._months[match[f"m{n}"].rstrip(".").casefold()],
                day=int(match[f"d{n}"]), day_start=match.start(f"d{n}"), day_end=match.end(f"d{n}"),
                year=int(match["year"]) if match["year"] else None, weekday=(match["weekday"] or "").casefold(),
                last_day=int(match["last"]) if match["last"] else None,
            )  # fmt: skip

    def weekday(self, name: str) -> int:
        """The number of a weekday's name, Monday 0."""
        return self._weekdays[name]
