"""The arithmetic of the backtest, beside answers known otherwise."""

import importlib
import math
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2] / "eval"))
backtest: Any = importlib.import_module("backtest")


@given(st.lists(st.floats(-3, 3), min_size=3, max_size=3), st.lists(st.floats(-1, 1), min_size=9, max_size=9))
def test_a_system_is_solved(wanted, cells):
    # A matrix times its transpose, with the diagonal raised, is positive definite.
    rows = [cells[3 * n : 3 * n + 3] for n in range(3)]
    matrix = [[sum(a * b for a, b in zip(r, s, strict=True)) + (i == j) for j, s in enumerate(rows)]
              for i, r in enumerate(rows)]  # fmt: skip
    right = [sum(a * x for a, x in zip(row, wanted, strict=True)) for row in matrix]
    assert backtest.solved(matrix, right) == pytest.approx(wanted, abs=1e-6)


def test_a_fit_finds_the_share_and_the_direction():
    constant = backtest.fitted([((1.0,), n < 700) for n in range(1000)], (0.0,))
    assert 1 / (1 + math.exp(-constant[0])) == pytest.approx(0.7, abs=0.01)
    rows = [((1.0, float(n % 2)), (n % 2 == 1) == (n % 10 != 0)) for n in range(400)]
    assert backtest.fitted(rows, (0.0, 0.0))[1] > 1


def test_without_data_weights_rest_where_they_were():
    assert backtest.fitted([((1.0, 0.0), True), ((1.0, 0.0), False)], (0.0, 1.0))[1] == pytest.approx(1.0)


def test_a_stiff_weight_moves_less():
    rows = [((1.0, float(n % 2)), n % 2 == 1) for n in range(20)]
    loose, stiff = (backtest.fitted(rows, (0.0, 0.0), (2.0, r)) for r in (2.0, 16.0))
    assert 0 < stiff[1] < loose[1]


@pytest.mark.parametrize(
    ("pairs", "score"), [([(1.0, True)], 0), ([(0.0, True)], 1), ([(0.5, True), (0.5, False)], 0.25)]
)
def test_the_brier_score(pairs, score):
    assert backtest.brier(pairs) == score


def test_the_gain_has_the_sign_of_the_difference():
    ours, theirs = [(0.9, True)] * 20, [(0.5, True)] * 20
    low, high = backtest.gain(ours, theirs)
    assert 0 < low <= high
    assert backtest.gain(theirs, ours)[1] < 0
