"""Figures over time: one picture a series, stocks as points and flows as bars over their days."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from math import ceil, floor, log10
from typing import Final

import msgspec

from situate.figure import Figure
from situate.produce.pages import COLOURS, LEDGERS, PAGES
from situate.produce.time_axis import Tick, TimeAxis, axis_over

_WIDTH: Final = 960.0
_LEFT: Final = 78.0
_RIGHT: Final = 930.0
_TOP: Final = 26.0
_BOTTOM: Final = 250.0
# Labels of points need so much room; where there is none, the table below tells the number.
_LABEL_PX: Final = 62.0
# Of numbers further apart than this the small ones would lie on the axis.
_FAR_APART: Final = 100
_SCALES: Final = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand"))


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as drawn: from `x` to `end` (one point for a stock) at `y`; `top` and `base` are its bounds."""

    x: float
    end: float
    y: float
    top: float
    base: float
    open_up: bool
    open_down: bool
    stock: bool
    recommended: bool
    planned: bool
    colour: str
    label: str
    words: str


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """A line across the drawing, with its number."""

    y: float
    text: str


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers up the drawing: from nought to the highest, or by powers of ten from the one under the lowest."""

    highest: float
    lowest: float
    powers: bool

    @property
    def exponents(self) -> range:
        """The powers of ten that the drawing reaches over."""
        low = floor(log10(self.lowest))
        return range(low, max(ceil(log10(self.highest)), low + 1) + 1)

    def y(self, value: float) -> float:
        """Pixels from the top, to a tenth."""
        share = value / self.highest
        if self.powers:
            low, high = self.exponents[0], self.exponents[-1]
            share = (log10(max(value, 10.0**low)) - low) / (high - low)
        return round(_BOTTOM - (_BOTTOM - _TOP - 14) * min(share, 1.0), 1)


class Plot(msgspec.Struct, frozen=True, kw_only=True):
    """One series: its drawing (None where no figure has a day), and its figures in words."""

    title: str
    axis: TimeAxis | None
    scale: Scale | None
    ticks: tuple[Tick, ...]
    levels: tuple[Level, ...]
    dots: tuple[Dot, ...]
    sources: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]


def plots(found: Iterable[Figure]) -> tuple[Plot, ...]:
    """A picture for each series (topic, term, scope and unit), the longest first."""
    series: dict[tuple[str, ...], list[Figure]] = {}
    for f in found:
        series.setdefault((f.topic, f.term, f.scope, f.unit), []).append(f)
    ordered = sorted(series.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(_plot(key, mine) for key, mine in ordered)


def series_page(title: str, drawn: Sequence[Plot], flags: Mapping[str, str]) -> str:
    """The page with a picture a series and its figures in a table; `flags` explains each flag that stands there."""
    edges = {"width": _WIDTH, "bottom": _BOTTOM, "left": _LEFT, "right": _RIGHT}
    told = " ".join(row[-1] for plot in drawn for row in plot.rows)
    meant = {name.replace("_", " "): text for name, text in flags.items()}
    shown = {name: text for name, text in meant.items() if name in told}
    return _PAGE.render(title=title, plots=drawn, flags=shown, style=LEDGERS, **edges)


def _plot(key: tuple[str, ...], found: Sequence[Figure]) -> Plot:
    topic, term, scope, unit = key
    title = f"{topic}: {term}{f', {scope}' if scope else ''} ({unit})"
    dated = [f for f in sorted(found, key=_day) if f.first is not None and f.last is not None]
    loose = [f for f in sorted(found, key=_day) if f.first is None or f.last is None]
    rows = tuple(_row(f) for f in (*dated, *loose))
    if not dated:
        return Plot(title=title, axis=None, scale=None, ticks=(), levels=(), dots=(), sources=(), rows=rows)
    names = dict.fromkeys(source_of(f) for f in dated)
    # Who gives a number is told apart by colour and by name; more sources than colours share the last.
    colours = {name: COLOURS[min(n, len(COLOURS) - 1)] for n, name in enumerate(names)}
    axis = axis_over([d for f in dated for d in (f.first, f.last) if d], _LEFT, _RIGHT)
    scale = _scale(dated)
    dots = [_dot(f, axis, scale, colours[source_of(f)]) for f in dated]
    return Plot(title=title, axis=axis, scale=scale, ticks=axis.ticks(), levels=_levels(scale),
                dots=tuple(_labelled(dots)), sources=tuple(colours.items()), rows=rows)  # fmt: skip


def _scale(dated: Sequence[Figure]) -> Scale:
    """From nought, or by powers of ten where the largest number is over a hundred times the smallest."""
    bounds = [n for f in dated for n in (f.low, f.high) if n is not None]
    highest, lowest = max(bounds, default=1.0) or 1.0, max(min(bounds, default=1.0), 1.0)
    return Scale(highest=highest, lowest=lowest, powers=highest / lowest > _FAR_APART)


def source_of(f: Figure) -> str:
    """Who gives the number, in words."""
    return f.source or f.publisher or "the author"


def _day(f: Figure) -> tuple[date, float, str]:
    return f.last or date.min, f.value, f.id


def _dot(f: Figure, axis: TimeAxis, scale: Scale, colour: str) -> Dot:
    first, last = f.first or axis.first, f.last or axis.last
    stock = f.measure == "stock"
    x = (axis.x(first) + axis.end(last)) / 2 if stock else axis.x(first)
    low, high = (f.value if bound is None else bound for bound in (f.low, f.high))
    return Dot(
        x=round(x, 1), end=round(x if stock else max(axis.end(last), axis.x(first) + 4), 1), y=scale.y(f.value),
        top=scale.y(high), base=scale.y(low), open_up=f.high is None, open_down=f.low is None, stock=stock,
        recommended=f.role == "recommended", planned=f.planned, colour=colour, label=number(f.value), words=words(f),
    )  # fmt: skip


def _levels(scale: Scale) -> tuple[Level, ...]:
    """Round numbers across the drawing: four or five of them, or the powers of ten."""
    if scale.powers:
        return tuple(Level(y=scale.y(10.0**n), text=number(10.0**n)) for n in scale.exponents)
    step = 10.0 ** floor(log10(scale.highest))
    step = next(s for s in (step / 5, step / 4, step / 2, step, step * 2) if scale.highest / s <= 5)
    return tuple(Level(y=scale.y(n * step), text=number(n * step)) for n in range(int(scale.highest / step + 1e-9) + 1))


def _labelled(dots: Sequence[Dot]) -> Iterable[Dot]:
    """The numbers that have room: no other point under them and no other number near; the recommended come first."""
    taken: list[tuple[float, float]] = []
    placed: dict[int, Dot] = {}
    for n in sorted(range(len(dots)), key=lambda i: (not dots[i].recommended, i)):
        dot = dots[n]
        x, y = (dot.x + dot.end) / 2 + 8, dot.y - 8
        over = any(0 < o.x - x < _LABEL_PX and abs(o.y - y) < 12 for i, o in enumerate(dots) if i != n)
        room = not over and all(abs(x - ox) > _LABEL_PX or abs(y - oy) > 14 for ox, oy in taken)
        taken += [(x, y)] if room else []
        placed[n] = dot if room else msgspec.structs.replace(dot, label="")
    return (placed[n] for n in range(len(dots)))


def number(value: float) -> str:
    """A number as prose has it: "5.35 million", "11,078", "85"."""
    for scale, name in _SCALES[:-1]:
        if value >= scale:
            return f"{value / scale:.3g} {name}"
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"


def amount(f: Figure, told: Callable[[float], str] = number) -> str:
    """Its number with its bound: "more than 5,000", "154 thousand to 203 thousand"."""
    bound = "" if f.quantifier == "exact" else f"{f.quantifier} "
    if f.is_range and f.low is not None and f.high is not None:
        return f"{bound}{told(f.low)} to {told(f.high)}"
    return f"{bound}{told(f.value)}"


def counted(f: Figure) -> str:
    """What is counted, in words: "Leopard 2 tanks", "% of the roads", "USD"."""
    if f.unit == "%":
        return f"% of {f.counted}" if f.counted else "%"
    return f.counted or f.unit


def words(f: Figure) -> str:
    """A figure in a line: its bounds, what it counts, when and by whom."""
    plan = " (planned)" if f.planned else ""
    return f"{amount(f)} {counted(f)}{plan}, {f.measure}, {days(f)}, {source_of(f)}"


def days(f: Figure) -> str:
    """Its days in words."""
    if f.first is None:
        return "no day given"
    return f"{f.first}" if f.first == f.last else f"{f.first} to {f.last}"


def _row(f: Figure) -> tuple[str, ...]:
    where = ", ".join(f"{p.name or p.text} ({p.role})" for p in f.places)
    measure = f"{f.measure}{', planned' if f.planned else ''}"
    flags = ", ".join(flag.replace("_", " ") for flag in f.flags)
    return days(f), amount(f, lambda n: f"{n:,.0f}"), measure, where, source_of(f), f.role, flags


_PAGE: Final = PAGES.get_template("series.html")
