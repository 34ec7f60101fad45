"""Days of the calendar as prose divides it."""

from calendar import monthrange
from datetime import date, timedelta


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def part_of_month(year: int, month: int, part: str | None) -> tuple[date, date]:
    """First and last day of a month, or of its early (1-10), mid (11-20) or late (21 on) part."""
    last = monthrange(year, month)[1]
    first_day, last_day = {"early": (1, 10), "mid": (11, 20), "late": (21, last), None: (1, last)}[part]
    return date(year, month, first_day), date(year, month, last_day)


def months_from(day: date, months: int) -> date:
    """The same day so many months on or back, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def calendar_span(day: date, unit: str) -> tuple[date, date]:
    """The calendar week, month or year that holds a day; the day itself for smaller units."""
    if unit == "weeks":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "months":
        return part_of_month(day.year, day.month, None)
    if unit == "years":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day
