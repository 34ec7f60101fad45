"""Reads the dates of one text: what its rules share, from numbers and years to the year that a day most likely has."""

from calendar import monthrange
from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from situate.extract.calendar_days import safe_date
from situate.extract.date_words import DateWords, Day, Found
from situate.extract.scan import Scan

DASHES: Final = frozenset("-–—")
RANGE: Final = frozenset({"-", "–", "—", "to", "through", "until", "/"})
_TAKEN: Final = frozenset({"taken", "collected", "captured", "dated", "from"})
_TO: Final = frozenset({"-", "–", "—", "to", "or"})
_COUNTED: Final = frozenset({"km", "kilometers", "kilometres", "miles", "percent", "%", "million", "billion"})
_UNITS: Final = frozenset({"%", "percent", "per", "million", "billion", "km", "points", "tonnes", "tons"})
# A day without a year is taken in the year that brings it nearest; one ahead must be this much nearer than one behind.
_AHEAD_COST: Final = 2.5
# So many months off, no other year can be nearer: 92 days ahead at most, and 2.5 times that is less than a year's rest.
_MONTHS_AHEAD: Final = 2
_MONTHS_BEHIND: Final = 4
_PLANNED: Final = 14  # words from "plans" to the day
_CLAUSE_ENDS: Final = frozenset(".;:!?")
_NEVER: Final = 1e9  # days: more than any date lies away


class DateReader:
    """The words of one text, the document's own day, and the dates found so far.

    A rule is a function of a reader and a word; it keeps what it read, and returns the word after it, or None.
    """

    def __init__(self, lex: DateWords, words: Scan, published: date | None) -> None:
        self.lex, self.words, self.low, self.published = lex, words, words.low, published
        self.found: list[Found] = []

    def part(self, at: int) -> tuple[int, str | None]:
        """ "late", "mid-", "the end of" before a month or year: the word it starts at, and which part."""
        if self.at(at, {"of", *DASHES}):
            at -= 1
        if self.at(at, self.lex.parts):
            return at, self.lex.parts[self.low[at]]
        return at, None

    def day_after(self, index: int, month: int) -> Day | None:
        """The day that follows a month at a word ("January 24", "Jan. 24"); None where none does."""
        index += 1
        if self.at(index, {"."}) and len(self.low[index - 1]) <= 4:
            index += 1  # "Jan. 24"
        number = self.number(index)
        if not number or number > 31 or self.is_unit(index):
            return None
        year, after = self.year(index + 1)
        return Day(month, number, year, after)

    def year(self, at: int) -> tuple[int | None, int]:
        """ ", 2023", "2023" or "of 2023" at a word: the year and the word after it."""
        step = 1 if self.at(at, {",", "of"}) else 0
        if at + step < len(self.low):
            word = self.low[at + step]
            if len(word) == 4 and word.isdecimal() and 1900 <= int(word) < 2100:
                return int(word), at + step + 1
        return None, at

    def one(self, day: Day, index: int) -> tuple[date | None, date | None, str]:
        """A single day twice, with how it was read."""
        value = self.date_of(day, index)
        return value, value, "day" if day.year else "day, year inferred"

    def date_of(self, day: Day, index: int) -> date | None:
        """The date of a day; None where its year cannot be told or the calendar has none such."""
        year = day.year or self.nearest_year(day.month, day.day, index)
        return safe_date(year, day.month, day.day) if year else None

    def nearest_year(self, month: int, day: int, index: int) -> int | None:
        """The year that brings a month and day nearest to the document's day; None where that is unknown."""
        if self.published is None:
            return None
        published = self.published
        if -_MONTHS_BEHIND <= month - published.month <= _MONTHS_AHEAD:
            return published.year
        if self._is_planned(index):
            return published.year + (month < published.month)
        ahead = any(word in self.lex.ahead for word in self.low[max(0, index - 4) : index])

        best, least = published.year, _NEVER
        for year in (published.year, published.year - 1, published.year + 1):
            days = (date(year, month, min(day, monthrange(year, month)[1])) - published).days
            cost = days * (1.0 if ahead else _AHEAD_COST) if days > 0 else float(-days)
            if cost < least:
                best, least = year, cost
        return best

    def _is_planned(self, index: int) -> bool:
        """Is what has the day at a word said to come ("plans to hold the vote on September 11")?"""
        low = self.low
        for at in range(index - 1, max(-1, index - _PLANNED), -1):
            if low[at] in self.lex.planned:
                return True
            if low[at] in self.lex.done or low[at] in _CLAUSE_ENDS:
                return False
        return False

    def number(self, at: int, limit: int = 31) -> int:
        """The number at a word ("24", "24th"), 0 where there is none up to the limit."""
        if not 0 <= at < len(self.low):
            return 0
        word = self.low[at]
        if word[-2:] in {"st", "nd", "rd", "th"}:
            word = word[:-2]
        return int(word) if word.isascii() and word.isdecimal() and len(word) < 5 and 0 < int(word) <= limit else 0

    def is_unit(self, at: int) -> bool:
        """Does the number at a word count something ("24 km", "10%", "5,000", "9:30"), so that it is no day?"""
        following = self.low[at + 1] if at + 1 < len(self.low) else ""
        if following in _COUNTED:
            return True
        joined = at + 2 < len(self.low) and self.words.ends[at + 1] == self.words.starts[at + 2]
        return (following in {":", "."} and joined and self.low[at + 2].isdecimal()) or (
            following == "," and joined and self.low[at + 2].isdecimal() and len(self.low[at + 2]) == 3
        )

    def two_digits(self, index: int, after: int) -> bool:
        """Are day and month written with two digits each, and does nothing follow that they would count?"""
        if len(self.low[index]) + len(self.low[index + 2]) < 4:
            return False
        return not self.at(after, _UNITS)

    def at(self, at: int, words: Collection[str]) -> bool:
        """Does one of the words stand at a number?"""
        return 0 <= at < len(self.low) and self.low[at] in words

    def put(self, first: int, after: int, begin: date | None, end: date | None, how: str) -> None:
        """Keep a date from word `first` to `after` (excluded), unless it is only compared with."""
        if begin is None or end is None or begin > end:
            return
        context: Sequence[str] = self.low[max(0, first - 4) : first]
        if self._is_compared(first):
            return
        as_of = "of" in context[-2:] and "as" in context[-3:]
        if "since" in context and self.published is not None and begin <= self.published:
            end, how = self.published, how + ", since"
        posted = any(word in self.lex.posted for word in context)
        taken = not _TAKEN.isdisjoint(context)
        imaged = taken and not self.lex.pictures.isdisjoint(self.low[max(0, first - 7) : first])
        words = self.words
        self.found.append(Found(words.starts[first], words.ends[after - 1], begin, end, how, as_of, posted, imaged))

    def _is_compared(self, first: int) -> bool:
        """ "against 15 in June", "compared with June": a time that is only compared with."""
        if self.at(first - 1, {"in", "on"}) and first > 2 and self.low[first - 2][:1].isdecimal():
            return self.at(first - 3, self.lex.compared)
        if self.at(first - 1, {"in", "on", "during"}) and "than" in self.low[max(0, first - 3) : first - 1]:
            return True  # "more than in June"
        if self.at(first - 1, {"since"}):
            before = self.low[max(0, first - 6) : first]
            if any(w in self.lex.utmost or w in self.lex.counted for w in before):
                return True  # "the worst night since June", "the ninth such raid since June"
        return self.at(first - 1, {"with", "to"}) and self.at(first - 2, {"compared"})

    def count(self, at: int) -> tuple[int | None, int]:
        """The number before a unit, as digits or a word ("24", "two", "24-48"), and the word before it."""
        if at < 0:
            return None, at
        number = self.number(at, 1000) or self.lex.numbers.get(self.low[at], 0)
        if not number:
            return None, at
        if self.at(at - 1, _TO) and (self.number(at - 2, 1000) or self.at(at - 2, self.lex.numbers)):
            return number, at - 3
        return number, at - 1
