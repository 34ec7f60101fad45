"""Intervals of a difference of Brier scores: whole weeks, or whole places, are drawn again (numpy, group `measure`)."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

import msgspec
import numpy as np
from backtest_cases import Forecast
from backtest_trials import Trial

# The percentiles then differ by less than 0.001 from one seed to another.
DRAWS = 10_000
SEED = 2022
BOUNDS = (0.025, 0.975)

Block = Callable[[Forecast], Hashable]


def week(forecast: Forecast) -> Hashable:
    """The week of the day on which it was claimed: news of one week is of one campaign."""
    return forecast.day.isocalendar()[:2]


def place(forecast: Forecast) -> Hashable:
    """The settlement: what is claimed of it on several days has one outcome, or nearly."""
    return forecast.proposition.place


class Gain(msgspec.Struct, frozen=True):
    """By how much the judge's Brier score is lower than another's, and the 95 % interval of that."""

    mean: float
    low: float
    high: float

    @property
    def verdict(self) -> str:
        """What may be said of it."""
        if self.low > 0:
            return "better"
        return "better, not for certain" if self.mean > 0 else "not better"


def gain(trial: Trial, other: str) -> Gain:
    """The gain over a baseline; of the two intervals, by weeks and by places, the outer bounds."""
    falls = [(s.told[other] - s.came) ** 2 - (s.told[""] - s.came) ** 2 for s in trial.rows]
    bounds = [drawn(falls, [block(s.forecast) for s in trial.rows]) for block in (week, place)]
    return Gain(sum(falls) / len(falls), min(low for low, _ in bounds), max(high for _, high in bounds))


def drawn(values: Sequence[float], blocks: Sequence[Hashable]) -> tuple[float, float]:
    """The 95 % percentile interval of the mean of `values`, over draws of whole blocks with replacement, seeded."""
    members: dict[Hashable, list[float]] = defaultdict(list)
    for value, block in zip(values, blocks, strict=True):
        members[block].append(value)
    sums = np.array([sum(found) for found in members.values()])
    counts = np.array([len(found) for found in members.values()])
    picks = np.random.default_rng(SEED).integers(0, len(sums), (DRAWS, len(sums)))
    low, high = np.quantile(sums[picks].sum(axis=1) / counts[picks].sum(axis=1), BOUNDS)
    return float(low), float(high)
