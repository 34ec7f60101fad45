"""Intervals of a difference of Brier scores: whole weeks, or whole places, are drawn again (numpy, group `measure`)."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from statistics import NormalDist

import msgspec
import numpy as np
from backtest_cases import Forecast
from backtest_trials import Trial

# The percentiles then differ by less than 0.001 from one seed to another.
DRAWS = 10_000
SEED = 2022
TAIL = 0.025

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
    """The 95 % interval of the mean of `values`, over draws of whole blocks with replacement, seeded.

    With some twenty blocks plain percentiles are too narrow; these are set wider, as Student's t is beside the normal
    distribution (Hesterberg 2015, "What teachers should know about the bootstrap", the expanded percentile interval).
    """
    members: dict[Hashable, list[float]] = defaultdict(list)
    for value, block in zip(values, blocks, strict=True):
        members[block].append(value)
    sums = np.array([sum(found) for found in members.values()])
    counts = np.array([len(found) for found in members.values()])
    picks = np.random.default_rng(SEED).integers(0, len(sums), (DRAWS, len(sums)))
    tail = expanded(len(sums))
    low, high = np.quantile(sums[picks].sum(axis=1) / counts[picks].sum(axis=1), (tail, 1 - tail))
    return float(low), float(high)


def expanded(blocks: int) -> float:
    """The share of draws below an interval so that it holds 95 % with so many blocks; 0 where there is one only."""
    if blocks < 2:
        return 0.0
    normal, freedom = NormalDist(), blocks - 1
    return normal.cdf(-student(normal.inv_cdf(1 - TAIL), freedom) * (blocks / freedom) ** 0.5)


def student(z: float, freedom: int) -> float:
    """The quantile of Student's t at the normal quantile `z`: Fisher's expansion, to 0.01 from 5 degrees of freedom."""
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3
