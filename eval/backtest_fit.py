"""Ridge logistic regression by Newton's method, and the Brier score: the arithmetic of the backtest."""

import math
import random
from collections.abc import Sequence

from situate.judge.probability import WEIGHTS

# Ridge keeps the weights of rare factors near where they would be without any data: 1 for a record (log-odds that speak
# for themselves), 0 for all else. As if two cases had been seen; the same for outlet counting. A record is a
# probability already, with a prior of its own: that its weight is not 1, or that a constant goes with it, takes as many
# cases as sixteen to say (their priors' standard deviation is a quarter). Chosen by cross-validation within the first
# half, which `backtest.py --fit` prints.
RIDGE = 2.0
RESTING = {"camp_record": 1.0}
STIFF = {"camp_record": 16.0, "constant": 16.0}
AT_REST = tuple(RESTING.get(factor.__name__, 0.0) for factor, _ in WEIGHTS)
HELD_BY = tuple(STIFF.get(factor.__name__, RIDGE) for factor, _ in WEIGHTS)
# Log-odds beyond which nothing is gained, and the longest step of Newton's method, which may overshoot far out.
_SURE, _STEP = 30.0, 2.0

Row = tuple[Sequence[float], bool]


def fitted(rows: Sequence[Row], resting: Sequence[float], ridge: Sequence[float] = ()) -> list[float]:
    """Ridge logistic regression by Newton's method, drawn to the weights `resting`, each by its `ridge`."""
    width = len(resting)
    ridge = ridge or (RIDGE,) * width
    weights = [*resting]
    for _ in range(50):
        gradient = [r * (w - rest) for w, rest, r in zip(weights, resting, ridge, strict=True)]
        curve = [[ridge[i] if i == j else 0.0 for j in range(width)] for i in range(width)]
        for x, y in rows:
            q = logistic(weights, x)
            for i in range(width):
                gradient[i] += x[i] * (q - y)
                for j in range(width):
                    curve[i][j] += x[i] * x[j] * q * (1 - q)
        step = [max(-_STEP, min(_STEP, s)) for s in solved(curve, gradient)]
        weights = [w - s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-9:
            break
    return weights


def crossed(rows: Sequence[Row], ridge: Sequence[float]) -> float:
    """The Brier score of five-fold cross-validation, drawn five times."""
    told: list[tuple[float, bool]] = []
    for draw in range(5):
        mixed = random.Random(draw).sample(rows, len(rows))
        for fold in range(5):
            weights = fitted([row for n, row in enumerate(mixed) if n % 5 != fold], AT_REST, ridge)
            told += [(logistic(weights, x), y) for x, y in mixed[fold::5]]
    return brier(told)


def logistic(weights: Sequence[float], x: Sequence[float]) -> float:
    """The probability for factors `x`."""
    odds = sum(w * f for w, f in zip(weights, x, strict=True))
    return 1 / (1 + math.exp(-max(-_SURE, min(_SURE, odds))))


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a small positive definite system, by elimination."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for i, pivot in enumerate(rows):
        for lower in rows[i + 1 :]:
            share = lower[i] / pivot[i]
            for k in range(i, len(pivot)):
                lower[k] -= share * pivot[k]
    found = [0.0] * len(rows)
    for i in reversed(range(len(rows))):
        known = sum(rows[i][k] * found[k] for k in range(i + 1, len(rows)))
        found[i] = (rows[i][-1] - known) / rows[i][i]
    return found


def brier(pairs: Sequence[tuple[float, bool]]) -> float:
    """Mean squared error of probabilities; lower is better."""
    return sum((p - y) ** 2 for p, y in pairs) / len(pairs)
