"""Dates told by the calendar: days, months, seasons and years, their ranges, lists and parts.

Conventions of the gold's guide: "late" is the 21st to the end, "early" the 1st to the 10th, "mid" the 11th to the
20th; winter is December to February; "the night of January 6 to 7" is both days; open-ended spans carry no date.
"""

from calendar import monthrange
from datetime import date
from typing import Final

from situate.extract.calendar_days import part_of_month, safe_date
from situate.extract.date_reader import DASHES, RANGE, DateReader
from situate.extract.date_words import Day

_CENTURY: Final = 2000  # of a year of two digits
_JOINED: Final = frozenset({"and", "to", "-", "–", "or", "through"})
_PART_OF_YEAR: Final[dict[str | None, tuple[int, int]]] = {
    "early": (1, 4), "mid": (5, 8), "late": (9, 12), None: (1, 12),
}  # fmt: skip
_YEARS_OFF: Final = {"last": -1, "this": 0, "next": 1}
_GOES_ON: Final = frozenset({
    "and", "or", "in", "on", "at", "to", "by", "with", "as", "for", "when", "while", "but", "of", "if", "after",
    "before", "from", "because", "since", "unless", "without",
})  # fmt: skip
_THROUGH: Final = frozenset({"in", "through", "during", "over", "into"})
_OPEN: Final = frozenset({"before", "until", "till"})
_QUARTERS: Final = {"q1": 1, "q2": 2, "q3": 3, "q4": 4}
# Small words after a number that looks like a year and is one all the same.
_NO_NOUNS: Final = frozenset({"as", "was", "is", "this", "has"})


def month(r: DateReader, index: int) -> int | None:
    """ "January 24", "January 23-24, 2023", "24 January", "late October of 2022", "February and March 2023"."""
    month = r.lex.months[r.low[index]]
    if not r.words.words[index][0].isupper():
        return None
    first = r.day_after(index, month)
    if first is not None:
        return _days(r, index, first)
    if r.number(index - 1) and not r.is_unit(index - 1):
        return _day_first_range(r, index, month) or _days_before(r, index, month)
    if r.at(index - 1, {"of"}) and _ordinal(r, index - 2):
        day = Day(month, r.number(index - 2), *r.year(index + 1))
        r.put(index - 2, day.after, *r.one(day, index - 2))
        return day.after
    return _share_of_month(r, index, month) or _whole_month(r, index, month)


def _ordinal(r: DateReader, at: int) -> bool:
    """Is the word a day such as "24th"?"""
    return r.number(at) > 0 and not r.low[at].isdecimal()


def _share_of_month(r: DateReader, index: int, month: int) -> int | None:
    """ "the first half of April", "the last week of May", "the first three weeks of July"."""
    at = index - 2
    if not r.at(index - 1, {"of", "in"}) or not r.at(at, {"half", "week", "weeks", "days"}):
        return None
    unit, count = r.low[at], 1
    if unit in {"weeks", "days"}:
        count, at = r.lex.numbers.get(r.low[at - 1], 0) or r.number(at - 1), at - 1
    rank = r.lex.ordinals.get(r.low[at - 1]) if at else None
    year, after = r.year(index + 1)
    year = year or r.nearest_year(month, 1, index)
    if rank is None or not count or year is None:
        return None
    length = {"half": 15, "week": 7, "weeks": 7 * count, "days": count}[unit]
    end = monthrange(year, month)[1]
    first = end - length + 1 if rank < 0 or (rank == 2 and unit == "half") else 1 + (rank - 1) * length
    first = 16 if rank == 2 and unit == "half" else max(1, first)
    last = end if rank < 0 or (rank == 2 and unit == "half") else min(end, first + length - 1)
    r.put(at - 1, after, safe_date(year, month, first), safe_date(year, month, last), "part of a month")
    return after


def _days(r: DateReader, index: int, first: Day) -> int:
    """From "Month day" on: a range, a list, or the one day."""
    at, low = first.after, r.low
    if first.year is not None and r.at(at, {","}) and r.at(at + 1, {"to", "through"}):
        at += 1  # "December 13, 2022, to January 23, 2023"
    between = index > 0 and low[index - 1] == "between"
    if r.at(at, RANGE) or (between and r.at(at, {"and"})):
        second = _second(r, at + 1, first.month)
        if second is not None:
            return _range(r, index, first, second)
    days = [(index, first)]
    while r.at(at, {"and", "or", ","}) and first.year is None:
        step = 2 if low[at] == "," and r.at(at + 1, {"and", "or"}) else 1
        number = r.number(at + step)
        if not number or r.is_unit(at + step) or (low[at] == "," and step == 1 and not r.at(at + 2, {",", "and"})):
            break
        year, after = r.year(at + step + 1)
        days.append((at + step, Day(first.month, number, year, after)))
        at = after
    year = days[-1][1].year
    for start, day in days:
        r.put(start, day.after, *r.one(day._replace(year=day.year or year), index))
    return days[-1][1].after


def _second(r: DateReader, at: int, month: int) -> Day | None:
    """The second end of a range: "24", "January 24", "24, 2023"."""
    if at < len(r.low) and r.low[at] in r.lex.months:
        return r.day_after(at, r.lex.months[r.low[at]])
    number = r.number(at)
    if not number or r.is_unit(at):
        return None
    year, after = r.year(at + 1)
    return Day(month, number, year, after)


def _range(r: DateReader, index: int, first: Day, second: Day) -> int:
    last = r.date_of(second, index)
    begin = r.date_of(first._replace(year=first.year or (last.year if last and second.year else None)), index)
    if begin and last and begin > last:
        begin = safe_date(last.year - 1, begin.month, begin.day)
    r.put(index, second.after, begin, last, "range of days")
    return second.after


def _day_first_range(r: DateReader, index: int, month: int) -> int | None:
    """ "28 January to 3 February 2023", "between 28 January and 3 February"; None where there is no second month."""
    year, at = r.year(index + 1)
    joins = {"and"} if r.at(index - 2, {"between"}) else RANGE
    if not r.at(at, joins) or not r.number(at + 1) or not r.at(at + 2, r.lex.months):
        return None
    end_year, after = r.year(at + 3)
    second = Day(r.lex.months[r.low[at + 2]], r.number(at + 1), end_year, after)
    return _range(r, index - 1, Day(month, r.number(index - 1), year, at), second)


def _days_before(r: DateReader, index: int, month: int) -> int | None:
    """ "24 January 2023", "23-24 January", "5, 6 and 11 March"."""
    number = r.number(index - 1)
    year, after = r.year(index + 1)
    day = Day(month, number, year, after)
    joined = r.at(index - 2, {"and"}) and not r.at(index - 4, {"between"})
    if joined and r.number(index - 3):  # "27 and 28 October"
        at = index - 3
        while r.at(at - 1, {","}) and r.number(at - 2) and not r.is_unit(at - 2):
            at -= 2
        for other in range(at, index - 1, 2):
            r.put(other, other + 1, *r.one(day._replace(day=r.number(other)), other))
        r.put(index - 1, after, *r.one(day, index - 1))
    elif r.at(index - 2, {*RANGE, "and"}) and r.number(index - 3):
        first = r.date_of(Day(month, r.number(index - 3), year, after), index)
        r.put(index - 3, after, first, r.date_of(day, index), "range of days")
    else:
        r.put(index - 1, after, *r.one(day, index - 1))
    return after


def _told_year(r: DateReader, index: int, month: int) -> tuple[int | None, int]:
    """The year of a month ("March 2023", "March last year", "last March") and the word after it."""
    year, after = r.year(index + 1)
    if year is not None or r.published is None:
        return year, after
    if r.at(after, _YEARS_OFF) and r.at(after + 1, {"year"}):
        return r.published.year + _YEARS_OFF[r.low[after]], after + 2
    if r.at(index - 1, {"last"}):
        return r.published.year - (month >= r.published.month), after
    return None, after


def _whole_month(r: DateReader, index: int, month: int) -> int | None:
    year, after = _told_year(r, index, month)
    start, part = r.part(index - 1)
    if part is None and year is None and r.at(index - 1, _OPEN):
        return None  # "before December": no end is told
    if r.low[index] in r.lex.ambiguous and year is None and part is None:
        following = r.words.words[after] if after < len(r.low) else ""
        if not r.at(index - 1, r.lex.before) or following[:1].isupper():
            return None
    last = month
    joined = r.at(after, _JOINED) and r.at(after + 1, r.lex.months)
    if joined and r.day_after(after + 1, 1) is None:
        last = r.lex.months[r.low[after + 1]]
        second, after = r.year(after + 2)
        year = year or second
    end_year = year or r.nearest_year(last, 15, index)
    if end_year is None or (r.at(after, {"each", "every"}) and r.at(after + 1, {"year"})):
        return None
    begin_year = end_year - 1 if last < month else end_year
    start, begin_part = _earlier_part(r, start, part)
    begin, end = part_of_month(begin_year, month, begin_part), part_of_month(end_year, last, part)
    if _by_the_end(r, start):
        begin = end = (end[1], end[1])
    r.put(
        index if part is None else start,
        after,
        begin[0],
        end[1],
        f"{part or 'whole'} month" + ("" if year else ", year inferred"),
    )
    return after


def _by_the_end(r: DateReader, start: int) -> bool:
    """ "by the end of May", "by the end of 2031": is the last day meant, and no late part?"""
    return r.at(start, {"end"}) and "by" in r.low[max(0, start - 2) : start]


def _earlier_part(r: DateReader, start: int, part: str | None) -> tuple[int, str | None]:
    """ "mid to late October": the word where the first part begins, and which it is."""
    if part is not None and r.at(start - 1, {"to", "and", "-", "or"}):
        first = start - 2 - (r.at(start - 2, {"-"}) and 1)
        if r.at(first, r.lex.parts):
            return first, r.lex.parts[r.low[first]]
    return start, part


def season(r: DateReader, index: int) -> int | None:
    """ "summer 2022", "the winter of 2022-2023", "this winter", "since summer"."""
    month, count = r.lex.seasons[r.low[index]]
    year, after = r.year(index + 1)
    the = r.at(index - 1, {"the"}) and r.at(index - 2, _THROUGH)
    led = r.at(index - 1, {"this", "last", "next", "since", "coming", "past"}) or r.at(index - 1, _THROUGH)
    if year is None and (not (led or the) or ((the or not led) and _is_adjective(r, index + 1))):
        return None
    if year is None and r.published is not None:
        year = r.nearest_year(month + 1 if month < 12 else 12, 15, index)
    if year is None:
        return None
    if r.at(after, DASHES) and r.number(after + 1):
        after += 2
    first = date(year, month, 1)
    end_year, end_month = divmod(year * 12 + month - 1 + count - 1, 12)
    last = date(end_year, end_month + 1, monthrange(end_year, end_month + 1)[1])
    r.put(index, after, first, last, "season")
    return after


def _is_adjective(r: DateReader, at: int) -> bool:
    """Does a small noun follow, as in "during the summer training"?"""
    return at < len(r.low) and r.words.words[at].isalpha() and r.words.words[at].islower() and r.low[at] not in _GOES_ON


def year(r: DateReader, index: int) -> int | None:
    """ "in 2023", "by 2027", "late 2022", "2014 to 2022"; a number that counts something is no year."""
    value = int(r.low[index])
    if r.at(index + 1, {"-"}) and r.number(index + 2) and r.at(index + 3, {"-"}) and r.number(index + 4):
        day = safe_date(value, r.number(index + 2), r.number(index + 4))
        r.put(index, index + 5, day, day, "ISO date")
        return index + 5
    share = _share_of_year(r, index, value)
    if share is not None:
        return share
    start, part = r.part(index - 1)
    if part is None and (not r.at(index - 1, r.lex.before) or r.at(index - 1, _OPEN)):
        return None
    if part is None and _counts(r, index + 1):
        return None
    last, after = _last_year(r, index, value)
    months = _PART_OF_YEAR[part]
    end = date(last, months[1], monthrange(last, months[1])[1])
    begin = end if _by_the_end(r, start) else date(value, months[0], 1)
    r.put(start if part else index, after, begin, end, "year" if last == value else "range of years")
    return after


def _counts(r: DateReader, at: int) -> bool:
    """Does a small plural noun follow ("2000 soldiers")?"""
    word = r.words.words[at] if at < len(r.low) else "."
    return word.isalpha() and word.islower() and word.endswith("s") and word not in _NO_NOUNS


def _last_year(r: DateReader, index: int, value: int) -> tuple[int, int]:
    """The last year of "from 2014 to 2022", "between 2014 and 2022", "2022-2023", and the word after it."""
    joins = {"and"} if r.at(index - 1, {"between"}) else RANGE
    if r.at(index + 1, joins) and index + 2 < len(r.low):
        word = r.low[index + 2]
        if len(word) == 4 and word.isdecimal() and value < int(word) < 2100:
            return int(word), index + 3
    return value, index + 1


def _share_of_year(r: DateReader, index: int, value: int) -> int | None:
    """ "the first half of 2025", "the third quarter of 2024", "Q3 2025"."""
    quarter = _QUARTERS.get(r.low[index - 1]) if index else None
    start, length = index - 1, 3
    if quarter is None and r.at(index - 1, {"of", "in"}) and r.at(index - 2, {"half", "quarter"}):
        quarter = r.lex.ordinals.get(r.low[index - 3]) if index > 2 else None
        start, length = index - 3, 6 if r.low[index - 2] == "half" else 3
    if quarter is None:
        return None
    first = 13 - length if quarter < 0 else 1 + (quarter - 1) * length
    if first + length > 13:
        return None
    last = date(value, first + length - 1, monthrange(value, first + length - 1)[1])
    r.put(start, index + 1, date(value, first, 1), last, "part of a year")
    return index + 1


def dotted(r: DateReader, index: int) -> int | None:
    """ "24.01.2026", "24.01", "24/01/2026": without a year only after "on", "of", "since", "by"."""
    low, words = r.low, r.words
    if index + 2 >= len(low) or low[index + 1] not in "./" or words.ends[index + 1] != words.starts[index + 2]:
        return None
    month = r.number(index + 2, 12)
    if not month or not r.number(index) or words.ends[index] != words.starts[index + 1]:
        return None
    year, after = None, index + 3
    if index + 4 < len(low) and low[index + 3] == low[index + 1] and low[index + 4].isdecimal():
        year = int(low[index + 4]) if len(low[index + 4]) == 4 else _CENTURY + int(low[index + 4]) % 100
        after = index + 5
    elif not (r.at(index - 1, {"on", "of", "since", "until", "from"}) and r.two_digits(index, after)):
        return None
    day = Day(month, r.number(index), year, after)
    r.put(index, after, *r.one(day, index))
    return after
