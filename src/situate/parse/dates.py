"""Dates and times as datelines, prose and URLs write them."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

import msgspec

from situate.parse.words import Words, Zone

# The first and last year that a document is taken to speak of as its present.
YEARS: Final = (1980, 2100)
_URL_DAY: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_.-](\d{1,2})[/_.-](\d{1,2})(?!\d)")
_URL_TURNED: Final = re.compile(r"(?<!\d)(\d{1,2})[/_.-](\d{1,2})[/_.-]((?:19|20)\d\d)(?!\d)")
_URL_TIGHT: Final = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_MONTH: Final = re.compile(r"(?<!\d)(20\d\d)/(0?[1-9]|1[0-2])/(?!\d{1,2}(?:/|\b))")
# Numbers of posts on X count milliseconds since this moment (1288834974657 ms after 1970) from bit 22 on.
_POST: Final = re.compile(r"(?:twitter|x)\.com/[^/\s]{1,30}/status(?:es)?/(\d{15,20})(?!\d)")
_POST_EPOCH: Final = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
_TIME: Final = re.compile(r"(?<![\d:])(\d{1,2})(?::(\d\d))?\s?([ap])\.?m\.?(?![a-z])|(?<![\d:])(\d{1,2}):?(\d\d)(?!\d)")


class DayMention(msgspec.Struct, frozen=True, kw_only=True):
    """A day as written, `year` None where it is not there; offsets into the text it was found in."""

    month: int
    day: int
    year: int | None
    start: int
    end: int

    def on(self, year: int) -> date | None:
        """The day in that year; None for February 29 of a common year."""
        return to_day(year, self.month, self.day)


def to_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such or the year is out of all bounds."""
    if not YEARS[0] <= year <= YEARS[1]:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


class Calendar:
    """Finds dates in English text, with the names of months and zones of the lexicon."""

    def __init__(self, words: Words) -> None:
        """`words`: the lexicon's layout words; names are matched without regard to case."""
        dates = words.dates
        self._months = {name: number for number, name in enumerate(dates.months, start=1)} | dates.short_months
        self._zones = words.zones
        self._weekdays = dates.weekdays
        names = "|".join(sorted(self._months, key=len, reverse=True))
        year = r"(?:,?\s{1,3}(?:of\s)?((?:19|20)\d\d)(?!\d))?"
        ordinal = r"(\d{1,2})(?:st|nd|rd|th)?(?!\d)"
        self._american = re.compile(rf"\b({names})\.?\s{{1,3}}{ordinal}{year}", re.IGNORECASE)
        self._british = re.compile(rf"(?<!\d){ordinal}\s{{1,3}}({names})\b\.?{year}", re.IGNORECASE)
        self._month_year = re.compile(rf"\b({names})\.?,?\s{{1,3}}(?:of\s)?((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
        self._iso = re.compile(r"(?<![\d/-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d/-])")
        openings = "|".join(re.escape(o) for o in sorted(dates.openings, key=len, reverse=True))
        days = "|".join(dates.weekdays)
        self._lead = re.compile(rf"\s*(?:(?:{openings})\s*:?\s*)?(?:(?:{days})\s*,?\s*)?", re.IGNORECASE)
        zones = "|".join(sorted(self._zones, key=len, reverse=True))
        self._zone = re.compile(rf"(?<![a-z])({zones})(?![a-z])", re.IGNORECASE)

    def mentions(self, text: str) -> list[DayMention]:
        """Every day named in the text, in order; spans do not overlap."""
        found: list[DayMention] = []
        for match in self._american.finditer(text):
            found.extend(self._mention(match, match[1], match[2], match[3]))
        for match in self._british.finditer(text):
            found.extend(self._mention(match, match[2], match[1], match[3]))
        for match in self._iso.finditer(text):
            found.extend(_iso_mention(match))
        found.sort(key=lambda m: (m.start, -m.end))
        kept: list[DayMention] = []
        for mention in found:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return kept

    def _mention(self, match: re.Match[str], month: str, day: str, year: str | None) -> Iterable[DayMention]:
        number = self._months[month.lower()]
        if to_day(2000, number, int(day)):  # a leap year: every day that there is
            written = int(year) if year else None
            yield DayMention(month=number, day=int(day), year=written, start=match.start(), end=match.end())

    def months_named(self, text: str) -> list[tuple[date, str]]:
        """Month and year where no day stands with them, as the middle of that month, with the words."""
        return [
            (date(int(m[2]), self._months[m[1].lower()], 15), m[0])
            for m in self._month_year.finditer(text)
            if YEARS[0] <= int(m[2]) <= YEARS[1]
        ]

    def dateline(self, line: str) -> DayMention | None:
        """The day of a line that is nothing but a date, with a time and zone at most; None for other lines."""
        if len(line) > 90:  # a dateline is short
            return None
        lead = self._lead.match(line)
        start = lead.end() if lead else 0
        first = next((m for m in self.mentions(line) if m.start <= start + 1), None)
        if first is None:
            return None
        rest = self._zone.sub(" ", _TIME.sub(" ", line[first.end :].lower()))
        if any(c.isalnum() for c in rest.replace(" at ", " ").replace(" local time", " ")):
            return None
        return first

    def weekday(self, line: str) -> int | None:
        """The weekday named in a line, Monday 0; None where none is."""
        lower = line.lower()
        return next((n for n, name in enumerate(self._weekdays) if name in lower), None)

    def clock(self, line: str, day: date) -> tuple[datetime | None, str]:
        """The time of day after a dateline's date, with its zone; or None, and why not."""
        match = _TIME.search(line.lower())
        zone = self._zone.search(line)
        if match is None:
            return None, ""
        if zone is None:
            return None, f"the time {match[0].strip()!r} has no zone"
        hour, minute = int(match[1] or match[4]), int(match[2] or match[5] or 0)
        if match[3]:
            hour = hour % 12 + (12 if match[3] == "p" else 0)
        elif hour < 13 and match[4]:
            return None, f"the time {match[0].strip()!r} does not say whether morning or evening"
        if hour > 23 or minute > 59:
            return None, f"{match[0].strip()!r} is no time of day"
        return datetime(
            day.year, day.month, day.day, hour, minute, tzinfo=_offset(self._zones[zone[1].lower()], day)
        ), ""


def _iso_mention(match: re.Match[str]) -> Iterator[DayMention]:
    year, month, day = (int(part) for part in match.groups())
    if to_day(year, month, day):
        yield DayMention(month=month, day=day, year=year, start=match.start(), end=match.end())


def _offset(zone: Zone, day: date) -> timezone:
    summer = {"us": _us_summer, "eu": _eu_summer}.get(zone.summer)
    hours = zone.hours + (1 if summer is not None and summer(day) else 0)
    return timezone(timedelta(hours=hours)) if hours else UTC


def _sunday(year: int, month: int, number: int) -> date:
    """The number-th Sunday of a month; -1 for the last."""
    first = date(year, month, 1)
    sunday = first + timedelta(days=(6 - first.weekday()) % 7)
    if number > 0:
        return sunday + timedelta(weeks=number - 1)
    last = sunday + timedelta(weeks=4)
    return last if last.month == month else last - timedelta(weeks=1)


def _us_summer(day: date) -> bool:
    """Summer time in the United States since 2007: second Sunday of March to first Sunday of November."""
    return _sunday(day.year, 3, 2) <= day < _sunday(day.year, 11, 1)


def _eu_summer(day: date) -> bool:
    """Summer time in Europe since 1996: last Sunday of March to last Sunday of October."""
    return _sunday(day.year, 3, -1) <= day < _sunday(day.year, 10, -1)


def url_days(text: str) -> Iterator[tuple[date, str]]:
    """Days told by URLs and file names (2022/03/17, 17-03-2022, 20220317, the number of a post), with the words."""
    for match in _POST.finditer(text):
        posted = (_POST_EPOCH + timedelta(milliseconds=int(match[1]) >> 22)).date()
        if YEARS[0] <= posted.year <= YEARS[1]:
            yield posted, match[0]
    for pattern, order in ((_URL_DAY, (1, 2, 3)), (_URL_TURNED, (3, 2, 1)), (_URL_TIGHT, (1, 2, 3))):
        for match in pattern.finditer(text):
            year, month, day = (int(match[group]) for group in order)
            found = to_day(year, month, day)
            if found is not None:
                yield found, match[0]
    for match in _URL_MONTH.finditer(text):
        found = to_day(int(match[1]), int(match[2]), 15)
        if found is not None:
            yield found, match[0]


def read_moment(value: str) -> tuple[date, datetime | None] | None:
    """The day, and the moment where it has a zone, of an ISO date or datetime; None for anything else."""
    bare = value.strip()
    try:
        moment = datetime.fromisoformat(bare)
    except ValueError:
        return None
    if not YEARS[0] <= moment.year <= YEARS[1]:
        return None
    return moment.date(), moment if moment.tzinfo is not None else None
