"""Days across a drawing: where a day lies, and which months or days are marked."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from situate.produce.words import MONTHS

# Months between two marks, the first that leaves at most so many marks on the axis.
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_MOST_MARKS: Final = 10
# A span in which fewer months begin is marked by days, about so many.
_FEW_MONTHS: Final = 3
_DAY_MARKS: Final = 8
# A mark's name takes so many pixels: none is written nearer to the right edge.
_NAME_PIXELS: Final = 55.0


class Tick(NamedTuple):
    """A month or a day that is marked: where it begins in pixels, and its name."""

    x: float
    text: str


class TimeAxis(NamedTuple):
    """Days from `first` to `last`, both included, between two edges in pixels."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day begins, to a tenth of a pixel; days outside lie on the edge."""
        days = (self.last - self.first).days + 1
        share = min(max((day - self.first).days / days, 0.0), 1.0)
        return round(self.left + share * (self.right - self.left), 1)

    def end(self, day: date) -> float:
        """Where a day ends."""
        return self.x(day + timedelta(days=1)) if day < self.last else self.right

    @property
    def step(self) -> float:
        """How many pixels wide a day is."""
        return (self.right - self.left) / ((self.last - self.first).days + 1)

    def ticks(self) -> tuple[Tick, ...]:
        """The first days of months, at most ten of them; where fewer than three months begin, about eight days."""
        first, last = self.first, self.last
        months = range(first.year * 12 + first.month - (1 if first.day == 1 else 0), last.year * 12 + last.month)
        named = self._months(months) if len(months) >= _FEW_MONTHS else self._days()
        found = tuple(tick for tick in named if tick.x <= self.right - _NAME_PIXELS)
        return found or (Tick(self.left, _named(self.first, year=True)),)

    def _months(self, months: range) -> tuple[Tick, ...]:
        step = next((s for s in _STEPS if len(months) / s <= _MOST_MARKS), _STEPS[-1])
        starts = (date(m // 12, m % 12 + 1, 1) for m in months if m % step == 0)
        return tuple(Tick(self.x(d), f"{MONTHS[d.month - 1][:3]} {d.year}") for d in starts)

    def _days(self) -> tuple[Tick, ...]:
        """Days at even distances, the first with its year."""
        count = (self.last - self.first).days + 1
        days = [self.first + timedelta(days=n) for n in range(0, count, -(-count // _DAY_MARKS))]
        return tuple(Tick(self.x(d), _named(d, year=d == self.first)) for d in days)


def _named(day: date, *, year: bool) -> str:
    """ "May 1, 2030" or "May 1"."""
    name = f"{MONTHS[day.month - 1][:3]} {day.day}"
    return f"{name}, {day.year}" if year else name


def axis_over(days: Iterable[date], left: float, right: float) -> TimeAxis:
    """An axis that holds all the days, with room at both ends: a thirtieth of the span, a day at least.

    Raises ValueError where there is no day.
    """
    known = sorted(days)
    if not known:
        raise ValueError("an axis needs a day")
    room = timedelta(days=max(1, (known[-1] - known[0]).days // 30))
    return TimeAxis(_moved(known[0], -room), _moved(known[-1], room), left, right)


def _moved(day: date, by: timedelta) -> date:
    """The day so much earlier or later, as far as the calendar reaches."""
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))
