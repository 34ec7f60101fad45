"""Dates told from another day: from the document's own ("yesterday", "the past week"), or from one read before."""

from datetime import date, timedelta
from typing import Final

from situate.extract.calendar_dates import month
from situate.extract.calendar_days import calendar_span, months_from, safe_date
from situate.extract.date_reader import DateReader

_DAYS: Final = {"hours": 1, "days": 1, "weeks": 7}
# "last month", "next year" without "the": the whole unit of the calendar.
_WHOLE: Final = frozenset({"last", "next"})
_CALENDAR: Final = frozenset({"weeks", "months", "years"})
_SATURDAY: Final = 5
_SENTENCE_ENDS: Final = frozenset(".!?")
_LONGEST_DAY: Final = 1  # days between the first and the last of a night
_WILL: Final = 16  # words from "will" to the day
_DATED_BY: Final = frozenset({"on", "since", "until"})
_AFTER_DAY: Final = frozenset({".", ",", ";", ")", "at", "in", "near", "to", "but", "when", "with", "after"})


def word(r: DateReader, index: int) -> int | None:
    """ "today", "yesterday", "tomorrow"."""
    if r.published is None:
        return None
    start, day = index, r.published + timedelta(days=r.lex.words[r.low[index]])
    if r.low[index] == "yesterday" and r.low[max(0, index - 2) : index] == ["day", "before"]:
        start, day = index - 2, day - timedelta(days=1)
    r.put(start, index + 1, day, day, "from the document's day")
    return index + 1


def weekend(r: DateReader, index: int) -> int | None:
    """ "over the weekend", "last weekend": the last Saturday and Sunday that have begun."""
    if r.published is None or not r.at(index - 1, {"the", "this", "last", "past"}):
        return None
    ahead = r.at(index - 1, {"this"}) and _will(r, index)
    saturday = r.published - timedelta(days=(r.published.weekday() - _SATURDAY) % 7)
    saturday += timedelta(days=7 if ahead else 0)
    r.put(index - 1, index + 1, saturday, saturday + timedelta(days=1), "weekend nearest to the document's day")
    return index + 1


def night(r: DateReader, index: int) -> int | None:
    """ "overnight", "last night", "this morning"."""
    if r.published is None:
        return None
    back, ahead = r.lex.nights[r.low[index]]
    start = index
    if r.low[index] == "overnight":
        led = r.at(index + 1, {"on", "from", "into", "between", "to"})
        if led and any(w in r.lex.months or w in r.lex.weekdays or w.isdecimal() for w in r.low[index + 2 : index + 5]):
            return None  # "overnight on May 3 to 4": the days are told
    elif r.at(index - 1, {"last", "this"}) and (r.low[index - 1] == "last") == (back < 0):
        start = index - 1
    elif not _past_night(r, index, back):
        return None
    day = r.published
    r.put(start, index + 1, day + timedelta(days=back), day + timedelta(days=ahead), "from the document's day")
    return index + 1


def _past_night(r: DateReader, index: int, back: int) -> bool:
    """ "during the night", "since morning", with no day told behind: is it the document's own?"""
    if r.at(index + 1, {"of", "to", "on", "from", "between", "into"}):
        return False
    if back == 0:
        return r.at(index - 1, {"since"})
    return r.at(index - 1, {"the"}) and r.at(index - 2, {"during", "through", "over"})


def same(r: DateReader, index: int) -> int | None:
    """ "The same day", "that same night": the last day read before it, in its sentence or in the one before."""
    if not r.at(index + 1, r.lex.same) or not r.at(index - 1, {"the", "that", "this"}) or not r.found:
        return None
    if r.at(index + 2, {"as", "that", "when"}):
        return None  # "the same day as the raid"
    day = r.found[-1]
    begins = r.words.word_after(day.end - 1)
    ends = sum(1 for word in r.low[begins : index - 1] if word in _SENTENCE_ENDS)
    if ends > 1 or (day.last - day.first).days > _LONGEST_DAY:
        return None
    r.put(index - 1, index + 2, day.first, day.last, "the day told before")
    return index + 2


def clock(r: DateReader, index: int) -> int | None:
    """ "as of 09:00", "as of 1400 local time", "as of noon": a time of the document's day, where no date follows."""
    low, at = r.low, index + 1
    if r.published is None or at >= len(low) or not r.at(index - 1, {"as"}):
        return None
    after = _after_time(r, at)
    if after is None or any(
        w in r.lex.months or w in r.lex.words or w in r.lex.weekdays for w in low[after : after + 6]
    ):
        return None
    r.put(at, after, r.published, r.published, "a time of the document's day")
    return after


def _after_time(r: DateReader, at: int) -> int | None:
    """The word after a time of the day ("09:00", "9.30", "1400 hours", "11am", "noon"); None where there is none."""
    low, word = r.low, r.low[at]
    if word in {"noon", "midnight"} or (word[-2:] in {"am", "pm"} and word[:-2].isdecimal()):
        return at + 1
    if not word.isdecimal() or at + 1 >= len(low):
        return None
    if low[at + 1] in {"am", "pm"}:
        return at + 2
    if len(word) == 4 and int(word[:2]) <= 24 and int(word[2:]) < 60 and low[at + 1] in r.lex.hours:
        return at + 1
    joined = at + 2 < len(low) and low[at + 1] in ":." and r.words.ends[at + 1] == r.words.starts[at + 2]
    if not joined or not low[at + 2].isdecimal() or len(low[at + 2]) != 2 or int(word) > 24 or int(low[at + 2]) > 59:
        return None
    return at + 3


def ordinal_day(r: DateReader, index: int) -> int | None:
    """ "on the 24th": the nearest such day behind, or ahead where said so; "the 24th Brigade" is none."""
    number = r.number(index)
    if r.published is None or not number or not r.at(index - 1, {"the"}) or not r.at(index - 2, _DATED_BY):
        return None
    if index + 1 < len(r.low) and (r.low[index + 1] not in _AFTER_DAY or r.words.words[index + 1][0].isupper()):
        return None
    ahead = r.at(index - 2, r.lex.ahead)
    months = [months_from(r.published.replace(day=1), step) for step in (0, 1 if ahead else -1)]
    days = [safe_date(month.year, month.month, number) for month in months]
    day = next((d for d in days if d is not None and (d >= r.published if ahead else d <= r.published)), None)
    r.put(index, index + 1, day, day, "day of the month nearest to the document's day")
    return index + 1


def weekday(r: DateReader, index: int) -> int | None:
    """ "on Monday", "last Friday", "from Friday to Sunday": the nearest such day behind, or ahead where said so."""
    if r.published is None or not r.words.words[index][0].isupper():
        return None
    step = (r.published.weekday() - r.lex.weekdays[r.low[index]]) % 7
    ahead = r.at(index - 1, {"next", "coming", "this"}) or r.at(index - 2, r.lex.ahead) or _will(r, index)
    if step == 0 and r.at(index - 1, {"last"}):
        step = 7
    day = r.published + timedelta(days=7 - step) if ahead else r.published - timedelta(days=step)
    joins = {"and"} if r.at(index - 1, {"between"}) else {"to", "through", "until", "-", "–"}
    if r.at(index + 1, joins) and r.at(index + 2, r.lex.weekdays):
        days = (r.lex.weekdays[r.low[index + 2]] - r.lex.weekdays[r.low[index]]) % 7
        first = day if ahead or day + timedelta(days=days) <= r.published else day - timedelta(days=7)
        r.put(index, index + 3, first, first + timedelta(days=days), "weekdays nearest to the document's day")
        return index + 3
    first = day - timedelta(days=1) if _ends_night(r, index) else day
    r.put(index, index + 1, first, day, "weekday nearest to the document's day")
    return index + 1


def _will(r: DateReader, index: int) -> bool:
    """Does "will" tell of the day, no word of speech standing between ("will reopen on Monday, he said on Friday")?"""
    for at in range(index - 1, max(-1, index - _WILL), -1):
        word = r.low[at]
        if word == "will":
            return True
        if word in r.lex.said or word in ".;:!?":
            return False
    return False


def _ends_night(r: DateReader, index: int) -> bool:
    """ "overnight into Monday", "in the night to Monday": does the night end on the day?"""
    return r.at(index - 1, {"into", "to"}) and r.at(index - 2, {"overnight", "night"})


def unit(r: DateReader, index: int) -> int | None:
    """ "the past 24 hours", "the past week", "in the next two weeks", "two days ago", "a week after"."""
    if r.published is None:
        return None
    unit = r.lex.units[r.low[index]]
    edge = _edge(r, index, unit)
    if edge is not None:
        return edge
    if r.at(index + 1, {"of"}) and r.at(index + 2, r.lex.months):
        return None  # "the last week of March": the month tells
    count, at = r.count(index - 1)
    if (
        not r.at(at, r.lex.spans)
        and r.at(index + 1, {"ago", "earlier", "before", "after", "later"})
        and count
        and at < index - 1
    ):
        return _shifted(r, index, at + 1, count, unit)
    if r.at(index + 1, {"ago"}):
        return None
    span = r.lex.spans.get(r.low[at]) if at >= 0 else None
    if span is None or (count is None and at != index - 1):
        return None
    plural = r.low[index].endswith("s")
    if count is None and plural:
        return None
    start = at - 1 if at > 0 and r.low[at - 1] == "the" else at
    if count is None and start == at and r.low[at] in _WHOLE and unit in _CALENDAR:
        first, last = _whole_unit(r.published, unit, -1 if span == "back" else 1)
        r.put(start, index + 1, first, last, "unit of the calendar beside the document's")
        return index + 1
    first, last = _span(r, span, count or 1, unit)
    r.put(start, index + 1, first, last, "span seen from the document's day")
    return index + 1


def _edge(r: DateReader, index: int, unit: str) -> int | None:
    """ "the end of the month", "since the start of the year", "the week to 8 February"."""
    if unit == "hours" or r.published is None:
        return None
    at = index - 1
    while r.at(at, {"the", "this", "current"}):
        at -= 1
    if at < index - 1 and r.at(at, {"of"}) and r.at(at - 1, r.lex.edges):
        begin, end = calendar_span(r.published, unit if unit.endswith("s") else unit + "s")
        edge = r.lex.edges[r.low[at - 1]]
        day = end if edge == "end" else begin
        start = at - 2 if r.at(at - 2, {"the"}) else at - 1
        r.put(start, index + 1, day, day, f"{edge} of a span of the calendar")
        return index + 1
    return _week_to(r, index) if r.low[index] == "week" else None


def _week_to(r: DateReader, index: int) -> int | None:
    """ "the week to 8 February", "the week ending May 3": the seven days up to that one."""
    if not r.at(index + 1, {"to", "ending", "until"}):
        return None
    reader = DateReader(r.lex, r.words, r.published)
    for at in range(index + 2, min(index + 5, len(r.low))):
        if r.low[at] in r.lex.months and month(reader, at) and len(reader.found) == 1:
            day = reader.found[0]
            after = r.words.first_word(day.end)
            start = index - 1 if r.at(index - 1, {"the"}) else index
            r.put(start, after, day.last - timedelta(days=6), day.last, "week up to a day")
            return after
    return None


def _span(r: DateReader, span: str, count: int, unit: str) -> tuple[date, date]:
    assert r.published is not None  # unit() has asked
    day = r.published
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


def _shifted(r: DateReader, index: int, start: int, count: int, unit: str) -> int | None:
    """ "two days ago" from the document's day; "a week after" what is told, from the date read before it."""
    word = r.low[index + 1]
    base = r.published
    if any(r.at(at, r.lex.compared) for at in range(start - 3, start)):
        return None  # "compared with a year earlier"
    if word != "ago":
        base = r.found[-1].last if r.found else None
    if base is None or unit == "hours":
        return None
    sign = 1 if word == "later" else -1
    if unit in _DAYS:
        day = base + timedelta(days=sign * count * _DAYS[unit])
    else:
        day = months_from(base, sign * count * (12 if unit == "years" else 1))
    r.put(start, index + 2, day, day, "counted from another date")
    return index + 2


def _whole_unit(day: date, unit: str, step: int) -> tuple[date, date]:
    """The calendar week, month or year before (`step` -1) or after (1) the one that holds a day."""
    if unit == "weeks":
        return calendar_span(day + timedelta(days=7 * step), unit)
    return calendar_span(months_from(day.replace(day=1), step * (12 if unit == "years" else 1)), unit)
