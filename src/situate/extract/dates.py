"""Dates in prose: the words, and the first and last day they mean, seen from the document's own day.

Conventions of the gold's guide: "late" is the 21st to the end, "early" the 1st to the 10th, "mid" the 11th to the
20th; winter is December to February; "the night of January 6 to 7" is both days; open-ended spans carry no date.
"""

import tomllib
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from situate.errors import DataError
from situate.extract.calendar_days import calendar_span, months_from, part_of_month, safe_date
from situate.extract.scan import Scan

FILE: Final = "dates.toml"
_DASHES: Final = frozenset("-–—")
_RANGE: Final = frozenset({"-", "–", "—", "to", "through", "until", "/"})
_NUMBERS: Final = frozenset(form for n in range(1, 32) for form in (str(n), f"{n:02}"))
_CENTURY: Final = 2000  # of a year of two digits
_DAYS: Final = {"hours": 1, "days": 1, "weeks": 7}
# A day without a year is taken in the year that brings it nearest; one ahead must be this much nearer than one behind.
_AHEAD_COST: Final = 2.5


class Found(NamedTuple):
    """A date found: offsets into the scanned text, its days, how it was read, and what its words say it dates."""

    start: int
    end: int
    first: date
    last: date
    how: str
    as_of: bool = False
    posted: bool = False


class _Day(NamedTuple):
    """Month and day as written, the year where it is written, and the word after them."""

    month: int
    day: int
    year: int | None
    after: int


class DateLexicon:
    """The compiled words of dates. Raises DataError where the file is missing."""

    def __init__(self, lexicon: Mapping[str, bytes]) -> None:
        if FILE not in lexicon:
            raise DataError("missing", where=FILE, remedy="reinstall situate, or add the file to the lexicon folder")
        data: dict[str, Any] = tomllib.loads(lexicon[FILE].decode())
        self.months: dict[str, int] = data["months"]
        self.weekdays: dict[str, int] = data["weekdays"]
        self.seasons: dict[str, list[int]] = data["seasons"]
        self.numbers: dict[str, int] = data["numbers"]
        self.units: dict[str, str] = data["units"]
        self.spans: dict[str, str] = data["spans"]
        self.parts: dict[str, str] = data["parts"]
        self.words: dict[str, int] = data["words"]
        self.nights: dict[str, list[int]] = data["nights"]
        self.ordinals: dict[str, int] = data["ordinals"]
        self.edges: dict[str, str] = data["edges"]
        cues = data["cues"]
        self.compared = frozenset(cues["compared"])
        self.before, self.ahead = frozenset(cues["before"]), frozenset(cues["ahead"])
        self.posted, self.ambiguous = frozenset(cues["posted"]), frozenset(cues["ambiguous"])
        self._rules: dict[str, Callable[[_Reader, int], int | None]] = {}
        for words, rule in (
            (self.units, _Reader.unit), (self.words, _Reader.word), (self.seasons, _Reader.season),
            (self.weekdays, _Reader.weekday), (self.months, _Reader.month),
            (self.nights, _Reader.night), (cues["clock"], _Reader.clock), (_NUMBERS, _Reader.dotted),
        ):  # fmt: skip
            self._rules |= dict.fromkeys(words, rule)
        self._rules |= {str(year): _Reader.year for year in range(1900, 2100)}

    def find(self, words: Scan, published: date | None) -> list[Found]:
        """Every date of a text, in order, none overlapping another."""
        rules = self._rules
        triggers = [index for index, word in enumerate(words.low) if word in rules]
        if not triggers:
            return []
        reader = _Reader(self, words, published)
        free = 0
        for index in triggers:
            if index >= free:
                free = rules[words.low[index]](reader, index) or free
        return sorted(reader.found, key=lambda f: f.start)


class _Reader:
    """Reads the dates of one text; each rule returns the word after what it read, or None."""

    def __init__(self, lexicon: DateLexicon, words: Scan, published: date | None) -> None:
        self.lexicon, self.words, self.low, self.published = lexicon, words, words.low, published
        self.found: list[Found] = []

    def month(self, index: int) -> int | None:
        """ "January 24", "January 23-24, 2023", "24 January", "late October of 2022", "February and March 2023"."""
        month = self.lexicon.months[self.low[index]]
        if not self.words.words[index][0].isupper():
            return None
        first = self._day_after(index, month)
        if first is not None:
            return self._days(index, first)
        if self._number(index - 1) and not self._is_unit(index - 1):
            return self._days_before(index, month)
        if self._at(index - 1, {"of"}) and self._ordinal(index - 2):
            day = _Day(month, self._number(index - 2), *self._year(index + 1))
            self._put(index - 2, day.after, *self._one(day, index - 2))
            return day.after
        return self._share_of_month(index, month) or self._whole_month(index, month)

    def _ordinal(self, at: int) -> bool:
        """Is the word a day such as "24th"?"""
        return self._number(at) > 0 and not self.low[at].isdigit()

    def _share_of_month(self, index: int, month: int) -> int | None:
        """ "the first half of April", "the last week of May", "the first three weeks of July"."""
        at = index - 2
        if not self._at(index - 1, {"of", "in"}) or not self._at(at, {"half", "week", "weeks", "days"}):
            return None
        unit, count = self.low[at], 1
        if unit in {"weeks", "days"}:
            count, at = self.lexicon.numbers.get(self.low[at - 1], 0) or self._number(at - 1), at - 1
        rank = self.lexicon.ordinals.get(self.low[at - 1]) if at else None
        year, after = self._year(index + 1)
        year = year or self._nearest_year(month, 1, index)
        if rank is None or not count or year is None:
            return None
        length = {"half": 15, "week": 7, "weeks": 7 * count, "days": count}[unit]
        end = monthrange(year, month)[1]
        first = end - length + 1 if rank < 0 or (rank == 2 and unit == "half") else 1 + (rank - 1) * length
        first = 16 if rank == 2 and unit == "half" else max(1, first)
        last = end if rank < 0 or (rank == 2 and unit == "half") else min(end, first + length - 1)
        self._put(at - 1, after, safe_date(year, month, first), safe_date(year, month, last), "part of a month")
        return after

    def _days(self, index: int, first: _Day) -> int:
        """From "Month day" on: a range, a list, or the one day."""
        at, low = first.after, self.low
        if first.year is not None and self._at(at, {","}) and self._at(at + 1, {"to", "through"}):
            at += 1  # "December 13, 2022, to January 23, 2023"
        between = index > 0 and low[index - 1] == "between"
        if self._at(at, _RANGE) or (between and self._at(at, {"and"})):
            second = self._second(at + 1, first.month)
            if second is not None:
                return self._range(index, first, second)
        days = [(index, first)]
        while self._at(at, {"and", "or", ","}) and first.year is None:
            step = 2 if low[at] == "," and self._at(at + 1, {"and", "or"}) else 1
            number = self._number(at + step)
            if (
                not number
                or self._is_unit(at + step)
                or (low[at] == "," and step == 1 and not self._at(at + 2, {",", "and"}))
            ):
                break
            year, after = self._year(at + step + 1)
            days.append((at + step, _Day(first.month, number, year, after)))
            at = after
        year = days[-1][1].year
        for start, day in days:
            self._put(start, day.after, *self._one(day._replace(year=day.year or year), index))
        return days[-1][1].after

    def _second(self, at: int, month: int) -> _Day | None:
        """The second end of a range: "24", "January 24", "24, 2023"."""
        if at < len(self.low) and self.low[at] in self.lexicon.months:
            return self._day_after(at, self.lexicon.months[self.low[at]])
        number = self._number(at)
        if not number or self._is_unit(at):
            return None
        year, after = self._year(at + 1)
        return _Day(month, number, year, after)

    def _range(self, index: int, first: _Day, second: _Day) -> int:
        last = self._date(second, index)
        begin = self._date(first._replace(year=first.year or (last.year if last and second.year else None)), index)
        if begin and last and begin > last:
            begin = safe_date(last.year - 1, begin.month, begin.day)
        self._put(index, second.after, begin, last, "range of days")
        return second.after

    def _days_before(self, index: int, month: int) -> int | None:
        """ "24 January 2023", "23-24 January"."""
        number = self._number(index - 1)
        year, after = self._year(index + 1)
        day = _Day(month, number, year, after)
        joined = self._at(index - 2, {"and"}) and not self._at(index - 4, {"between"})
        if joined and self._number(index - 3):  # "27 and 28 October"
            self._put(index - 3, index - 2, *self._one(day._replace(day=self._number(index - 3)), index - 3))
            self._put(index - 1, after, *self._one(day, index - 1))
        elif self._at(index - 2, {*_RANGE, "and"}) and self._number(index - 3):
            first = self._date(_Day(month, self._number(index - 3), year, after), index)
            self._put(index - 3, after, first, self._date(day, index), "range of days")
        else:
            self._put(index - 1, after, *self._one(day, index - 1))
        return after

    def _whole_month(self, index: int, month: int) -> int | None:
        year, after = self._year(index + 1)
        start, part = self._part(index - 1)
        if self.low[index] in self.lexicon.ambiguous and year is None and part is None:
            following = self.words.words[after] if after < len(self.low) else ""
            if not self._at(index - 1, self.lexicon.before) or following[:1].isupper():
                return None
        last = month
        joined = self._at(after, {"and", "to", "-", "–", "or", "through"}) and self._at(after + 1, self.lexicon.months)
        if joined and self._day_after(after + 1, 1) is None:
            last = self.lexicon.months[self.low[after + 1]]
            second, after = self._year(after + 2)
            year = year or second
        end_year = year or self._nearest_year(last, 15, index)
        if end_year is None or (self._at(after, {"each", "every"}) and self._at(after + 1, {"year"})):
            return None
        begin_year = end_year - 1 if last < month else end_year
        begin, end = part_of_month(begin_year, month, part), part_of_month(end_year, last, part)
        self._put(
            index if part is None else start,
            after,
            begin[0],
            end[1],
            f"{part or 'whole'} month" + ("" if year else ", year inferred"),
        )
        return after

    def season(self, index: int) -> int | None:
        """ "summer 2022", "the winter of 2022-2023", "this winter", "since summer"."""
        month, count = self.lexicon.seasons[self.low[index]]
        year, after = self._year(index + 1)
        if year is None and not self._at(index - 1, {"this", "last", "next", "since", "coming", "past"}):
            return None
        if year is None and self.published is not None:
            year = self._nearest_year(month + 1 if month < 12 else 12, 15, index)
        if year is None:
            return None
        if self._at(after, _DASHES) and self._number(after + 1):
            after += 2
        first = date(year, month, 1)
        end_year, end_month = divmod(year * 12 + month - 1 + count - 1, 12)
        last = date(end_year, end_month + 1, monthrange(end_year, end_month + 1)[1])
        self._put(index, after, first, last, "season")
        return after

    def year(self, index: int) -> int | None:
        """ "in 2023", "by 2027", "late 2022"; a number that counts something is no year."""
        value = int(self.low[index])
        if (
            self._at(index + 1, {"-"})
            and self._number(index + 2)
            and self._at(index + 3, {"-"})
            and self._number(index + 4)
        ):
            day = safe_date(value, self._number(index + 2), self._number(index + 4))
            self._put(index, index + 5, day, day, "ISO date")
            return index + 5
        start, part = self._part(index - 1)
        if part is None and not self._at(index - 1, self.lexicon.before):
            return None
        following = self.words.words[index + 1] if index + 1 < len(self.low) else "."
        if part is None and (
            following.isalpha()
            and following.islower()
            and following.endswith("s")
            and following not in {"as", "was", "is", "this", "has"}
        ):
            return None
        months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), None: (1, 12)}[part]
        self._put(
            start if part else index,
            index + 1,
            date(value, months[0], 1),
            date(value, months[1], monthrange(value, months[1])[1]),
            "year",
        )
        return index + 1

    def word(self, index: int) -> int | None:
        """ "today", "yesterday", "tomorrow"."""
        if self.published is None:
            return None
        day = self.published + timedelta(days=self.lexicon.words[self.low[index]])
        self._put(index, index + 1, day, day, "from the document's day")
        return index + 1

    def night(self, index: int) -> int | None:
        """ "overnight", "last night", "this morning"."""
        if self.published is None:
            return None
        back, ahead = self.lexicon.nights[self.low[index]]
        start = index
        if self.low[index] == "overnight":
            dated = {*self.lexicon.months, *self.lexicon.weekdays, *_NUMBERS}
            if self._at(index + 1, {"on", "from", "into", "between", "to"}) and any(
                self._at(at, dated) for at in range(index + 2, index + 5)
            ):
                return None  # "overnight on May 3 to 4": the days are told
        else:
            if not self._at(index - 1, {"last", "this"}) or (self.low[index - 1] == "last") != (back < 0):
                return None
            start = index - 1
        day = self.published
        self._put(start, index + 1, day + timedelta(days=back), day + timedelta(days=ahead), "from the document's day")
        return index + 1

    def clock(self, index: int) -> int | None:
        """ "as of 09:00": a time of the document's day, where no date follows."""
        low, at = self.low, index + 1
        if self.published is None or not (low[index] == "of" and self._at(index - 1, {"as"})):
            return None
        timed = at + 2 < len(low) and low[at].isdigit() and low[at + 1] in ":." and low[at + 2].isdigit()
        joined = timed and self.words.ends[at + 1] == self.words.starts[at + 2] and len(low[at + 2]) == 2
        dated = any(w in self.lexicon.months or w in self.lexicon.words for w in low[at + 3 : at + 7])
        if not joined or dated or int(low[at]) > 24 or int(low[at + 2]) > 59:
            return None
        self._put(at, at + 3, self.published, self.published, "a time of the document's day")
        return at + 3

    def dotted(self, index: int) -> int | None:
        """ "24.01.2026", "24.01", "24/01/2026": without a year only after "on", "of", "since", "by"."""
        low, words = self.low, self.words
        if index + 2 >= len(low) or low[index + 1] not in "./" or words.ends[index + 1] != words.starts[index + 2]:
            return None
        month = self._number(index + 2, 12)
        if not month or not self._number(index) or words.ends[index] != words.starts[index + 1]:
            return None
        year, after = None, index + 3
        if index + 4 < len(low) and low[index + 3] == low[index + 1] and low[index + 4].isdigit():
            year = int(low[index + 4]) if len(low[index + 4]) == 4 else _CENTURY + int(low[index + 4]) % 100
            after = index + 5
        elif not (self._at(index - 1, {"on", "of", "since", "until", "from"}) and self._two_digits(index, after)):
            return None
        day = _Day(month, self._number(index), year, after)
        self._put(index, after, *self._one(day, index))
        return after

    def weekday(self, index: int) -> int | None:
        """ "on Monday", "last Friday", "next Tuesday": the nearest such day behind, or ahead where said so."""
        if self.published is None or not self.words.words[index][0].isupper():
            return None
        step = (self.published.weekday() - self.lexicon.weekdays[self.low[index]]) % 7
        ahead = self._at(index - 1, {"next", "coming", "this"}) or self._at(index - 2, self.lexicon.ahead)
        day = self.published + timedelta(days=7 - step) if ahead else self.published - timedelta(days=step)
        self._put(index, index + 1, day, day, "weekday nearest to the document's day")
        return index + 1

    def unit(self, index: int) -> int | None:
        """ "the past 24 hours", "the past week", "in the next two weeks", "two days ago", "a week after"."""
        if self.published is None:
            return None
        unit = self.lexicon.units[self.low[index]]
        edge = self._edge(index, unit)
        if edge is not None:
            return edge
        if self._at(index + 1, {"of"}) and self._at(index + 2, self.lexicon.months):
            return None  # "the last week of March": the month tells
        count, at = self._count(index - 1)
        if self._at(index + 1, {"ago", "earlier", "before", "after", "later"}) and count and at < index - 1:
            return self._shifted(index, at + 1, count, unit)
        if self._at(index + 1, {"ago"}):
            return None
        span = self.lexicon.spans.get(self.low[at]) if at >= 0 else None
        if span is None or (count is None and at != index - 1):
            return None
        plural = self.low[index].endswith("s")
        if count is None and plural:
            return None
        start = at - 1 if at > 0 and self.low[at - 1] == "the" else at
        first, last = self._span(span, count or 1, unit)
        self._put(start, index + 1, first, last, "span seen from the document's day")
        return index + 1

    def _edge(self, index: int, unit: str) -> int | None:
        """ "the end of the month", "since the start of the year", "the week to 8 February"."""
        if unit == "hours" or self.published is None:
            return None
        at = index - 1
        while self._at(at, {"the", "this", "current"}):
            at -= 1
        if at < index - 1 and self._at(at, {"of"}) and self._at(at - 1, self.lexicon.edges):
            begin, end = calendar_span(self.published, unit if unit.endswith("s") else unit + "s")
            edge = self.lexicon.edges[self.low[at - 1]]
            day = end if edge == "end" else begin
            start = at - 2 if self._at(at - 2, {"the"}) else at - 1
            self._put(start, index + 1, day, day, f"{edge} of a span of the calendar")
            return index + 1
        return self._week_to(index) if self.low[index] == "week" else None

    def _week_to(self, index: int) -> int | None:
        """ "the week to 8 February", "the week ending May 3": the seven days up to that one."""
        if not self._at(index + 1, {"to", "ending", "until"}):
            return None
        reader = _Reader(self.lexicon, self.words, self.published)
        for at in range(index + 2, min(index + 5, len(self.low))):
            if self.low[at] in self.lexicon.months and reader.month(at) and len(reader.found) == 1:
                day = reader.found[0]
                after = self.words.first_word(day.end)
                start = index - 1 if self._at(index - 1, {"the"}) else index
                self._put(start, after, day.last - timedelta(days=6), day.last, "week up to a day")
                return after
        return None

    def _span(self, span: str, count: int, unit: str) -> tuple[date, date]:
        assert self.published is not None  # unit() has asked
        day = self.published
        if span == "this":
            return calendar_span(day, unit)
        if unit == "hours":
            length = timedelta(days=max(1, -(-count // 24)))
        elif unit in _DAYS:
            length = timedelta(days=count * _DAYS[unit])
        else:
            back = count * (12 if unit == "years" else 1)
            other = months_from(day, -back if span == "back" else back)
            return (other, day) if span == "back" else (day, other)
        return (day - length, day) if span == "back" else (day, day + length)

    def _shifted(self, index: int, start: int, count: int, unit: str) -> int | None:
        """ "two days ago" from the document's day; "a week after" what is told, from the date read before it."""
        word = self.low[index + 1]
        base = self.published
        if any(self._at(at, self.lexicon.compared) for at in range(start - 3, start)):
            return None  # "compared with a year earlier"
        if word != "ago" and self.found:
            base = self.found[-1].last
        if base is None or unit == "hours":
            return None
        sign = 1 if word == "later" else -1
        if unit in _DAYS:
            day = base + timedelta(days=sign * count * _DAYS[unit])
        else:
            day = months_from(base, sign * count * (12 if unit == "years" else 1))
        self._put(start, index + 2, day, day, "counted from another date")
        return index + 2

    def _count(self, at: int) -> tuple[int | None, int]:
        """The number before a unit, as digits or a word ("24", "two", "24-48"), and the word before it."""
        if at < 0:
            return None, at
        number = self._number(at, 1000) or self.lexicon.numbers.get(self.low[at], 0)
        if not number:
            return None, at
        if self._at(at - 1, {*_DASHES, "to"}) and self._number(at - 2, 1000):
            return number, at - 3
        return number, at - 1

    def _part(self, at: int) -> tuple[int, str | None]:
        """ "late", "mid-", "the end of" before a month or year: the word it starts at, and which part."""
        if self._at(at, {"of", *_DASHES}):
            at -= 1
        if self._at(at, self.lexicon.parts):
            return at, self.lexicon.parts[self.low[at]]
        return at, None

    def _day_after(self, index: int, month: int) -> _Day | None:
        index += 1
        if self._at(index, {"."}) and len(self.low[index - 1]) <= 4:
            index += 1  # "Jan. 24"
        number = self._number(index)
        if not number or number > 31 or self._is_unit(index):
            return None
        year, after = self._year(index + 1)
        return _Day(month, number, year, after)

    def _year(self, at: int) -> tuple[int | None, int]:
        """ ", 2023", "2023" or "of 2023" at a word: the year and the word after it."""
        step = 1 if self._at(at, {",", "of"}) else 0
        if at + step < len(self.low):
            word = self.low[at + step]
            if len(word) == 4 and word.isdigit() and 1900 <= int(word) < 2100:
                return int(word), at + step + 1
        return None, at

    def _one(self, day: _Day, index: int) -> tuple[date | None, date | None, str]:
        value = self._date(day, index)
        return value, value, "day" if day.year else "day, year inferred"

    def _date(self, day: _Day, index: int) -> date | None:
        year = day.year or self._nearest_year(day.month, day.day, index)
        return safe_date(year, day.month, day.day) if year else None

    def _nearest_year(self, month: int, day: int, index: int) -> int | None:
        if self.published is None:
            return None
        published = self.published
        ahead = any(word in self.lexicon.ahead for word in self.low[max(0, index - 4) : index])

        def cost(year: int) -> float:
            days = (date(year, month, min(day, monthrange(year, month)[1])) - published).days
            return days * (1.0 if ahead else _AHEAD_COST) if days > 0 else -days

        return min((published.year, published.year - 1, published.year + 1), key=cost)

    def _number(self, at: int, limit: int = 31) -> int:
        """The number at a word ("24", "24th"), 0 where there is none up to the limit."""
        if not 0 <= at < len(self.low):
            return 0
        word = self.low[at]
        if word[-2:] in {"st", "nd", "rd", "th"}:
            word = word[:-2]
        return int(word) if word.isascii() and word.isdigit() and len(word) < 5 and 0 < int(word) <= limit else 0

    def _is_unit(self, at: int) -> bool:
        """Does the number at a word count something ("24 km", "10%", "5,000", "9:30"), so that it is no day?"""
        following = self.low[at + 1] if at + 1 < len(self.low) else ""
        if following in {"km", "kilometers", "kilometres", "miles", "percent", "%", "million", "billion"}:
            return True
        joined = at + 2 < len(self.low) and self.words.ends[at + 1] == self.words.starts[at + 2]
        return (following in {":", "."} and joined and self.low[at + 2].isdigit()) or (
            following == "," and joined and self.low[at + 2].isdigit() and len(self.low[at + 2]) == 3
        )

    def _two_digits(self, index: int, after: int) -> bool:
        """Are day and month written with two digits each, and does nothing follow that they would count?"""
        if len(self.low[index]) + len(self.low[index + 2]) < 4:
            return False
        return not self._at(after, {"%", "percent", "per", "million", "billion", "km", "points", "tonnes", "tons"})

    def _at(self, at: int, words: Any) -> bool:
        return 0 <= at < len(self.low) and self.low[at] in words

    def _put(self, first: int, after: int, begin: date | None, end: date | None, how: str) -> None:
        if begin is None or end is None or begin > end:
            return
        context: Sequence[str] = self.low[max(0, first - 4) : first]
        as_of = "of" in context[-2:] and "as" in context[-3:]
        if "since" in context and self.published is not None and begin <= self.published:
            end, how = self.published, how + ", since"
        posted = any(word in self.lexicon.posted for word in context)
        words = self.words
        self.found.append(Found(words.starts[first], words.ends[after - 1], begin, end, how, as_of, posted))
