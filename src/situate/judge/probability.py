"""How probable a reported capture is: log-odds of a few factors, their weights fitted on past reports.

The grade says what kind of backing a claim has; the probability says how often claims so backed came true. They are
kept apart: no digit follows from a probability, nor the other way round.
"""

from collections.abc import Callable
from math import exp, log
from typing import Final

import msgspec

from situate.judge.grade import Found
from situate.judge.tracks import Track


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What the factors look at: what the rules found for and against it, and its camp's record as known then."""

    found_for: Found
    against: Found
    track: Track


def constant(setting: Setting) -> float:
    """Every capture that is reported."""
    return 1.0


def camp_record(setting: Setting) -> float:
    """What earlier reports of captures by the same camp had come to (log-odds of the posterior mean)."""
    mean = setting.track.mean
    return log(mean / (1 - mean))


def assessor_too(setting: Setting) -> float:
    """The assessor says so in its own voice."""
    return float("assessor_asserts" in setting.found_for or "assessor_assesses" in setting.found_for)


def conduct(setting: Setting) -> float:
    """The side's own fire or attack on the place belies it."""
    return float("belied_by_conduct" in setting.against)


def contested(setting: Setting) -> float:
    """Others report fighting there in the same days."""
    return float("neighbours_agree" in setting.found_for)


Factor = Callable[[Setting], float]
# Fitted by `eval/backtest.py --fit`: ridge logistic regression on the 37 claims of capture of the first half of the
# days of the 188 reports of 2022 whose outcome was known before the second half began; the second half tests them. A
# rival claim was tried as a factor too: its weight came out as nothing.
WEIGHTS: Final[tuple[tuple[Factor, float], ...]] = (
    (constant, 0.02),
    (camp_record, 1.13),
    (assessor_too, 0.43),
    (conduct, -0.14),
    (contested, -0.66),
)


class Probability(msgspec.Struct, frozen=True, kw_only=True):
    """The probability, and the receipt: each factor in words with what it adds to the log-odds."""

    value: float
    lines: tuple[str, ...]


def probability(setting: Setting, weights: tuple[tuple[Factor, float], ...] = WEIGHTS) -> Probability:
    """The probability that a reported capture is true, with its receipt."""
    parts = [(factor, factor(setting), weight) for factor, weight in weights]
    value = 1 / (1 + exp(-sum(amount * weight for _, amount, weight in parts)))
    track = setting.track
    record = (
        f"by {track.known} {track.right} had been found true, {track.wrong} false, "
        f"{track.undecided} neither within a month"
    )
    lines = tuple(
        f"{_said(factor)}{f' {record}' if factor is camp_record else ''} [{amount * weight:+.2f} log-odds]"
        for factor, amount, weight in parts
        if amount or factor is camp_record
    )
    return Probability(value=value, lines=(*lines, f"probability {value:.2f}, by reports of captures in the past"))


def _said(factor: Factor) -> str:
    return (factor.__doc__ or "").strip()
