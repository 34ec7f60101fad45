"""Calibration plots: the share that came true against the probability given, as lines of text and as one SVG sheet."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

import msgspec
from backtest_trials import BASELINES, Trial

from situate.judge.record import beta_quantiles

BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
# One panel, in pixels: the square of the plot, the room around it, panels in a row; the legend above them all.
_SQUARE, _LEFT, _TOP, _GAP, _FOOT, _ACROSS, _LEGEND = 190, 40, 44, 26, 62, 5, 30
_READING = (
    "Across: the probability given. Upwards: the share that came true, with its 90 % interval; the larger a dot, "
    "the more claims. Dotted: the share true of all."
)
_STYLE = (
    "text{font:12px sans-serif;fill:#1b1f24}.small{font-size:11px;fill:#555c66}.head{font-weight:bold}"
    ".frame{fill:#fdfdfb;stroke:#b9bec5}.even{stroke:#b9bec5;stroke-dasharray:4 3}"
    ".bar{stroke:#1f4e79;stroke-width:1.6}.dot{fill:#1f4e79}.base{stroke:#a0522d;stroke-dasharray:2 2}"
)


class Bin(msgspec.Struct, frozen=True):
    """The claims given a probability between two bounds: how many, the mean given, the share true and its interval."""

    first: float
    last: float
    count: int
    given: float
    true: float
    low: float
    high: float


def bins(pairs: Sequence[tuple[float, bool]]) -> Iterator[Bin]:
    """The bins that hold anything; the lower bound belongs to a bin, and 1 to the last."""
    for first, last in pairwise(BINS):
        here = [(p, y) for p, y in pairs if first <= p < last or (last == 1.0 and p == 1.0)]
        if here:
            count, true = len(here), sum(y for _, y in here)
            low, high = beta_quantiles(true + 1, count - true + 1, (0.05, 0.95))
            # Where none or all came true the interval of the posterior does not reach the share itself.
            low, high = (low if true else 0.0), (high if true < count else 1.0)
            yield Bin(first, last, count, sum(p for p, _ in here) / count, true / count, low, high)


def lines(trial: Trial) -> Iterator[str]:
    """The plot of one trial in text: g where given, * where true, the interval between dashes."""
    yield f"calibration, {trial.title}: given (g) and came true (*), interval 90 %"
    for b in bins(trial.pairs()):
        line = [" "] * 51
        for n in range(round(b.low * 50), round(b.high * 50) + 1):
            line[n] = "-"
        line[round(b.given * 50)], line[round(b.true * 50)] = "g", "*"
        yield (
            f"  {b.first:.1f}-{b.last:.1f} n {b.count:3}  given {b.given:.2f}  true {b.true:.2f}"
            f" ({b.low:.2f} to {b.high:.2f})  |{''.join(line)}|"
        )


def sheet(found: Sequence[Trial]) -> str:
    """All trials in one SVG, a panel each; questions and judges begin new rows."""
    panels, row, column, kind = [f'<text x="{_LEFT}" y="20">{escape(_READING)}</text>'], 0, 0, found[0].kind
    for trial in found:
        if column == _ACROSS or trial.kind != kind:
            row, column, kind = row + 1, 0, trial.kind
        panels.append(_panel(trial, _LEFT + column * _width(), _LEGEND + row * _height()))
        column += 1
    width, height = _LEFT + _ACROSS * _width(), _LEGEND + (row + 1) * _height()
    drawn = "\n".join(panels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">\n'
        f"<style>{_STYLE}</style>\n"
        f'<rect width="100%" height="100%" fill="#fff"/>\n{drawn}\n</svg>\n'
    )


def _width() -> int:
    return _SQUARE + _LEFT + _GAP


def _height() -> int:
    return _TOP + _SQUARE + _FOOT


def _panel(trial: Trial, x: int, y: int) -> str:
    """One plot: a dot a bin, its area by the number of claims; the base rate as a dotted line at the share true."""
    share = sum(s.came for s in trial.rows) / len(trial.rows)
    scores = f"Brier {trial.brier():.3f}; " + ", ".join(f"{name} {trial.brier(name):.3f}" for name in BASELINES[:2])
    level = _SQUARE * (1 - share)
    parts = [
        f'<g transform="translate({x} {y + _TOP})">',
        f'<text class="head" y="-24">{escape(trial.question)}; {escape(trial.judge)}</text>',
        f'<text y="-8">{escape(trial.design)}, n {len(trial.rows)}</text>',
        f'<rect class="frame" width="{_SQUARE}" height="{_SQUARE}"/>',
        f'<line class="even" y1="{_SQUARE}" x2="{_SQUARE}" y2="0"/>',
        f'<line class="base" y1="{level:.1f}" x2="{_SQUARE}" y2="{level:.1f}"/>',
        *map(_dot, bins(trial.pairs())),
        *(_tick(share) for share in BINS),
        f'<text class="small" y="{_SQUARE + 32}">{escape(scores)}</text>',
        "</g>",
    ]
    return "\n".join(parts)


def _dot(b: Bin) -> str:
    x, radius = b.given * _SQUARE, 2 + 0.7 * b.count**0.5
    top, bottom, at = (_SQUARE * (1 - share) for share in (b.high, b.low, b.true))
    return (
        f'<line class="bar" x1="{x:.1f}" y1="{top:.1f}" x2="{x:.1f}" y2="{bottom:.1f}"/>'
        f'<circle class="dot" cx="{x:.1f}" cy="{at:.1f}" r="{radius:.1f}">'
        f"<title>given {b.given:.2f}, true {b.true:.2f} ({b.low:.2f} to {b.high:.2f}), n {b.count}</title></circle>"
    )


def _tick(share: float) -> str:
    """The number at both axes."""
    at = share * _SQUARE
    return (
        f'<text class="small" text-anchor="middle" x="{at:.0f}" y="{_SQUARE + 14}">{share:g}</text>'
        f'<text class="small" text-anchor="end" x="-5" y="{_SQUARE - at + 4:.0f}">{share:g}</text>'
    )
