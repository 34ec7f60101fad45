"""The history of a board as a drawing: the chance by day on the bands of its levels, what was said, what was filed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import msgspec

from situate.courses import Direction
from situate.produce.time_axis import Tick, TimeAxis
from situate.warning import LEVELS, BoardDay, Filing, Forecast, Level, Look

_WIDTH: Final = 1000.0
_LEFT: Final = 92.0
_RIGHT: Final = 12.0
_TOP: Final = 14.0
# The height of one hundred per cent, and of the band above it in which a course is under way.
_SCALE: Final = 250.0
_OVER: Final = 30.0
_BARS: Final = 64.0
# Upper bounds of the levels in per cent, as they are read off the chance.
_BOUNDS: Final[tuple[tuple[Level, float, float], ...]] = (
    ("very low", 0, 20), ("low", 20, 45), ("moderate", 45, 55), ("high", 55, 80), ("very high", 80, 100),
)  # fmt: skip
# More filings of a day than these are drawn as these; the number stands in the bar's title.
_MOST: Final = 8


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """The strip of one level: its upper edge and height in pixels."""

    level: Level
    y: float
    height: float


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """What was filed on one day in one direction."""

    direction: Direction
    x: float
    y: float
    width: float
    height: float
    title: str


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A mark with its title: what an author said of the course, or that somebody looked and found nothing."""

    x: float
    y: float
    title: str


class BoardChart(msgspec.Struct, frozen=True, kw_only=True):
    """One drawing, ready for the template; lengths in pixels. `gaps` are (x, width) where nothing is known."""

    width: float
    height: float
    left: float
    right: float
    top: float
    floor: float
    middle: float
    bands: tuple[Band, ...]
    lines: tuple[str, ...]
    gaps: tuple[tuple[float, float], ...]
    bars: tuple[Bar, ...]
    said: tuple[Point, ...]
    nothing: tuple[Point, ...]
    ticks: tuple[Tick, ...]
    description: str


def board_chart(
    days: Sequence[BoardDay], filings: Iterable[Filing], looks: Iterable[Look], forecasts: Iterable[Forecast]
) -> BoardChart:
    """Draw the days of a history, at least one. What was filed is drawn on the day on which it was known."""
    first, last = days[0].day, days[-1].day
    axis = TimeAxis(first, last, _LEFT, _WIDTH - _RIGHT)
    floor = _TOP + _OVER + _SCALE
    middle = floor + 26 + _BARS / 2 + 8
    inside = [f for f in filings if first <= f.known <= last]
    return BoardChart(
        width=_WIDTH, height=middle + _BARS / 2 + 14, left=_LEFT, right=_WIDTH - _RIGHT, top=_TOP, floor=floor,
        middle=middle, bands=tuple(_bands()), lines=tuple(_lines(days, axis)), gaps=tuple(_gaps(days, axis)),
        bars=tuple(_bars(inside, axis, middle)),
        said=tuple(
            _said(f, axis) for f in forecasts if f.level and f.own and first <= f.known <= last
        ),
        nothing=tuple(_nothing([k for k in looks if first <= k.known <= last], axis, middle)),
        ticks=axis.ticks(), description=_description(days, inside),
    )  # fmt: skip


def _y(chance: float) -> float:
    return _TOP + _OVER + _SCALE * (1 - chance / 100)


def _height(level: Level, chance: float | None) -> float | None:
    if level == "under way":
        return _TOP + _OVER / 2
    return None if chance is None else _y(chance)


def _bands() -> Iterable[Band]:
    for level, low, high in _BOUNDS:
        yield Band(level=level, y=_y(high), height=_y(low) - _y(high))
    yield Band(level="under way", y=_TOP, height=_OVER)


def _lines(days: Sequence[BoardDay], axis: TimeAxis) -> Iterable[str]:
    """A path for each run of days on which something is known, a step a day."""
    path: list[str] = []
    for row in days:
        y = _height(row.level, row.chance)
        if y is None:
            if path:
                yield " ".join(path)
            path = []
            continue
        path.append(f"{'L' if path else 'M'}{axis.x(row.day):.1f} {y:.1f} L{axis.end(row.day):.1f} {y:.1f}")
    if path:
        yield " ".join(path)


def _gaps(days: Sequence[BoardDay], axis: TimeAxis) -> Iterable[tuple[float, float]]:
    start: date | None = None
    for row in days:
        if row.level == "unknown":
            start = start or row.day
        elif start is not None:
            yield axis.x(start), axis.x(row.day) - axis.x(start)
            start = None
    if start is not None:
        yield axis.x(start), axis.end(days[-1].day) - axis.x(start)


def _bars(filings: Iterable[Filing], axis: TimeAxis, middle: float) -> Iterable[Bar]:
    """More likely upward, what is ambiguous on top of it, less likely downward."""
    counted = Counter((f.known, f.direction) for f in filings)
    unit, width = _BARS / 2 / _MOST, max(axis.step - 1, 1.5)
    for (day, way), count in sorted(counted.items()):
        height = min(count, _MOST) * unit
        under = min(counted[day, "more"], _MOST) * unit if way == "ambiguous" else 0.0
        height = min(height, _MOST * unit - under)
        y = middle if way == "less" else middle - under - height
        title = f"{day}: {count} filed as {way}{'' if way == 'ambiguous' else ' likely'}"
        yield Bar(direction=way, x=axis.x(day), y=y, width=width, height=height, title=title)


def _said(forecast: Forecast, axis: TimeAxis) -> Point:
    low, high = next(((low, high) for level, low, high in _BOUNDS if level == forecast.level), (100.0, 100.0))
    title = f"{forecast.known}, {forecast.who}: {forecast.words} ({forecast.level})"
    return Point(x=axis.x(forecast.known) + axis.step / 2, y=_y((low + high) / 2), title=title)


def _nothing(looks: Iterable[Look], axis: TimeAxis, middle: float) -> Iterable[Point]:
    for look in looks:
        if look.nothing:
            title = f"{look.day}: {look.who} looked under {look.rubric} and reports nothing significant"
            yield Point(x=axis.x(look.known) + axis.step / 2, y=middle, title=title)


def _description(days: Sequence[BoardDay], filings: Sequence[Filing]) -> str:
    counted = Counter(row.level for row in days)
    told = ", ".join(f"{level} {counted[level]}" for level in (*LEVELS, "unknown") if counted[level])
    return f"{days[0].day} to {days[-1].day}, {len(filings)} claims filed; days by level: {told}."
