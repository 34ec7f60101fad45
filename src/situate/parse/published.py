"""When a document was published, and how we know: the witnesses, in the order in which they are heard.

The day: 1. the dateline; 2. a day in the title, where the next witness is within a week of it; 3. what the
container says (a feed, a chat, a JSON line); 4. the page's metadata; 5. the title; 6. the URL; 7. the file
name; 8. the latest day that several cited pages bear. A day without a year takes it from the next of 3 to 7
that has one, so that the day comes nearest to it; from the dates in the text and its notes where none has.

The day of a moment is one rule (`day_of`): with an offset, its day on the theatre's clock; without, as written.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

import msgspec

from situate.model import Published
from situate.parse.dates import Calendar, DayMention, read_moment, url_days

# A witness further than this from the dateline is about something else (a page's later edition).
_NEAR: Final = timedelta(days=200)
# A title's day this close to what the container or metadata say is the day meant: pages go up late at night.
_TITLE_NEAR: Final = timedelta(days=7)
# So many cited pages must bear a day before it is taken for the day of publication: single ones are misprints.
# Of the corpus' 188 reports, the rule alone dates 185 right.
_CITED_PAGES: Final = 2
# A mentioned day this far from the day of publication weighs half; reports speak mostly of the last week.
_HALF_DAYS: Final = 7


# How much a date in the prose that lies in the future speaks against a day: one plan must not outweigh yesterday.
_FUTURE: Final = 0.2


class Clues(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that could tell the day. `dates` are (where it stands, value); `cited` the URLs.

    `zone` is the theatre's clock.
    """

    dateline: str = ""
    published: datetime | None = None
    dates: tuple[tuple[str, str], ...] = ()
    title: str = ""
    url: str = ""
    name: str = ""
    prose: str = ""
    cited: str = ""
    zone: tzinfo = UTC


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """The moment on the theatre's clock; one without an offset, or at the edge of the calendar, as it is written."""
    try:
        return moment if moment.tzinfo is None else moment.astimezone(zone)
    except OverflowError:
        return moment


def day_of(moment: datetime, zone: tzinfo) -> date:
    """The day to which a moment belongs: on the theatre's clock where it has an offset, else as it is written."""
    return in_zone(moment, zone).date()


def infer(clues: Clues, calendar: Calendar) -> Published:
    """The day of publication, the moment where one is known, and the receipt."""
    written = calendar.dateline(clues.dateline) if clues.dateline else None
    witnesses = list(_witnesses(clues, calendar))
    if written is None:
        return _from_title(clues, witnesses, calendar) or _from_witnesses(witnesses, clues)
    if written.year is not None:
        day, how = written.on(written.year), f"the dateline {clues.dateline!r}"
    else:
        day, why = _year_of(written, clues.dateline, witnesses, clues, calendar)
        how = f"the dateline {clues.dateline!r}; {why}"
    if day is None:
        return Published(day=None, how=how)
    at, why = calendar.clock(clues.dateline[written.end :], day)
    if at is None:
        at = next((moment for _, found, moment in witnesses if moment is not None and found == day), None)
        how = f"{how}; {why}" if why else how
    return Published(day=day, at=at, how=how)


def _from_title(
    clues: Clues, witnesses: list[tuple[str, date, datetime | None]], calendar: Calendar
) -> Published | None:
    """The title's last day without a year, where no dateline stands and nothing contradicts it."""
    written = next((m for m in reversed(calendar.mentions(clues.title)) if m.year is None), None)
    if written is None or (witnesses and not _is_near(written, witnesses[0][1])):
        return None
    day, why = _year_of(written, clues.title, witnesses, clues, calendar)
    if day is None:
        return None
    at = next((moment for _, found, moment in witnesses if moment is not None and found == day), None)
    return Published(day=day, at=at, how=f"no dateline; the title {clues.title!r}; {why}")


def _is_near(written: DayMention, witness: date) -> bool:
    day = _nearest(written, witness)
    return day is not None and abs(day - witness) <= _TITLE_NEAR


def _witnesses(clues: Clues, calendar: Calendar) -> Iterator[tuple[str, date, datetime | None]]:
    """Whole dates outside the text: (where, day, moment where it has a zone)."""
    if clues.published is not None:
        aware = clues.published if clues.published.tzinfo is not None else None
        yield "what it came with", day_of(clues.published, clues.zone), aware
    for where, value in clues.dates:
        found = read_moment(value)
        if found is not None:
            written, moment = found
            yield f"{where} ({value})", written if moment is None else day_of(moment, clues.zone), moment
        else:
            yield from ((f"{where} ({value})", d, None) for d in _whole_days(value, calendar))
    yield from ((f"the title {clues.title!r}", d, None) for d in _whole_days(clues.title, calendar))
    for where, text in (("the URL", clues.url), ("the file name", clues.name)):
        spaced = text.replace("-", " ").replace("_", " ")
        for d in (*(d for d, _ in url_days(text)), *_whole_days(spaced, calendar)):
            yield f"{where} {text!r}", d, None


def _whole_days(text: str, calendar: Calendar) -> Iterable[date]:
    return (day for m in calendar.mentions(text) if m.year is not None and (day := m.on(m.year)) is not None)


def _from_witnesses(witnesses: list[tuple[str, date, datetime | None]], clues: Clues) -> Published:
    if witnesses:
        where, day, at = witnesses[0]
        return Published(day=day, at=at, how=f"no dateline; {where}")
    pages = Counter(day for day, _ in url_days(clues.cited))
    latest = max((day for day, count in pages.items() if count >= _CITED_PAGES), default=None)
    if latest is None:
        return Published(day=None, how="no dateline, and nothing else tells the day")
    how = f"no dateline; the latest day that cited pages bear ({pages[latest]} of {pages.total()} pages)"
    return Published(day=latest, how=how)


def _year_of(
    written: DayMention, line: str, witnesses: list[tuple[str, date, datetime | None]], clues: Clues, calendar: Calendar
) -> tuple[date | None, str]:
    """The day in the year that the first fitting witness, else the text, gives it; and which."""
    for where, witness, _ in witnesses:
        day = _nearest(written, witness)
        if day is not None and abs(day - witness) <= _NEAR:
            return day, f"its year from {where}"
    return _year_from_text(written, calendar.weekday(line), clues, calendar)


def _nearest(written: DayMention, witness: date) -> date | None:
    days = [d for year in (witness.year - 1, witness.year, witness.year + 1) if (d := written.on(year)) is not None]
    return min(days, key=lambda d: abs(d - witness), default=None)


def _year_from_text(
    written: DayMention, weekday: int | None, clues: Clues, calendar: Calendar
) -> tuple[date | None, str]:
    """The year whose day fits best; one that the prose itself writes in full is an anniversary: nobody dates today."""
    prose = _dated(clues.prose, calendar)
    cited = [*url_days(clues.cited), *_dated(clues.cited, calendar)]
    if not prose and not cited:
        return None, "no date in it has a year"
    years = {d.year + shift for d, _ in (*prose, *cited) for shift in (0, 1)}
    candidates = sorted(d for year in years if (d := written.on(year)) is not None)
    candidates = _on_weekday(candidates, weekday)
    if not candidates:
        return None, "no year fits the weekday"

    told = [d for d, _ in prose if (d.month, d.day) != (written.month, written.day)]
    best = max(candidates, key=lambda day: _fit(day, told, [d for d, _ in cited]))
    closest, words = min((*prose, *cited), key=lambda pair: abs((best - pair[0]).days))
    apart = abs((best - closest).days)
    within = sum(1 for d, _ in (*prose, *cited) if abs((best - d).days) <= 60)
    total = len(prose) + len(cited)
    return best, (
        f"its year from the dates in the text and notes: nearest is {words!r}, {apart} days off; "
        f"{within} of {total} lie within 60 days"
    )


def _fit(day: date, told: Sequence[date], cited: Sequence[date]) -> float:
    """How well a day of publication fits what the prose tells of and what its notes cite.

    Each day weighs 1 / (1 + days apart / 7). What lies after the day speaks against it: a cited page (by more
    than a day: time zones) 1, as none is cited before it is there; a month alone stands as its 15th and is let
    off; a day in the prose (by more than a month) `_FUTURE`, as few sentences are about the far future.
    """
    near = sum(1 / (1 + abs((day - d).days) / _HALF_DAYS) for d in (*told, *cited))
    uncited = sum(1 for d in cited if d > day + timedelta(days=1) and d.day != 15)
    return near - uncited - _FUTURE * sum(1 for d in told if d > day + timedelta(days=31))


def _dated(text: str, calendar: Calendar) -> list[tuple[date, str]]:
    whole = [(d, text[m.start : m.end]) for m in calendar.mentions(text) if m.year and (d := m.on(m.year)) is not None]
    return whole + calendar.months_named(text)


def _on_weekday(days: list[date], weekday: int | None) -> list[date]:
    return days if weekday is None else [d for d in days if d.weekday() == weekday]
