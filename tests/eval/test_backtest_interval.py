"""Intervals over whole blocks, beside answers known otherwise, and what the backtest writes down."""

import csv
import importlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.eval.test_backtest import case, trials

pytest.importorskip("numpy", reason="numpy is of the dependency group `measure`")
sys.path.insert(0, str(Path(__file__).parents[2] / "eval"))
interval: Any = importlib.import_module("backtest_interval")
table: Any = importlib.import_module("backtest_table")


def trial(given: list[float], base: list[float], *, towns: int = 1000, question: str = "reports") -> Any:
    """Claims two days apart, all true; so many different places in turn."""
    rows = [
        trials.Scored(
            case(2 * n, (True, True, True), town=n % towns),
            True,
            {"": p, "base rate": q, "outlets": q, "by side": q, "judgment": p},
        )
        for n, (p, q) in enumerate(zip(given, base, strict=True))
    ]
    return trials.Trial(question=question, design="forward", judge="judgment", rows=rows)


def test_the_interval_is_about_two_standard_errors_where_blocks_are_single():
    values = [float(n % 2) for n in range(400)]
    low, high = interval.drawn(values, range(400))
    assert low == pytest.approx(0.5 - 1.96 * 0.025, abs=0.004)
    assert high == pytest.approx(0.5 + 1.96 * 0.025, abs=0.004)


def test_what_stands_together_in_a_block_tells_less():
    values = [float(n % 2) for n in range(400)]
    single = interval.drawn(values, range(400))
    together = interval.drawn(values, [n % 40 for n in range(400)])  # a block is all ones or all noughts
    assert together[0] < single[0] < single[1] < together[1]
    assert together[0] == pytest.approx(0.5 - 1.96 * 0.5 / 40**0.5, abs=0.02)


@pytest.mark.parametrize(("freedom", "quantile"), [(5, 2.571), (10, 2.228), (14, 2.145), (26, 2.056), (1000, 1.962)])
def test_the_quantile_of_students_t(freedom, quantile):
    # From printed tables, at 97.5 %.
    assert interval.student(1.959964, freedom) == pytest.approx(quantile, abs=0.01)


def test_few_blocks_widen_the_interval():
    values = [float(n % 2) for n in range(16)]
    low, high = interval.drawn(values, range(16))
    wide = 2.131 * (0.25 / 15) ** 0.5  # t with 15 degrees of freedom times the standard error
    assert (high - low) / 2 == pytest.approx(wide, rel=0.12)  # draws of 16 fall on sixteenths
    assert interval.expanded(10_000) == pytest.approx(0.025, abs=1e-4)


def test_one_block_alone_tells_no_interval():
    assert interval.drawn([0.25, 0.75], [1, 1]) == (0.5, 0.5)


def test_the_same_draws_come_again():
    values = [0.1 * (n % 7) for n in range(50)]
    assert interval.drawn(values, range(50)) == interval.drawn(values, range(50))


@pytest.mark.parametrize(
    ("given", "base", "verdict"),
    [
        ([0.9] * 40, [0.5] * 40, "better"),
        ([0.5] * 40, [0.9] * 40, "not better"),
        ([0.5] * 40, [0.5] * 40, "not better"),
        ([0.95] + [0.5] * 39, [0.0] + [0.5] * 39, "better, not for certain"),
    ],
)
def test_the_verdict(given, base, verdict):
    tested = trial(given, base)
    assert interval.gain(tested, "base rate").verdict == verdict
    assert table.result(tested).verdict == verdict


def test_of_weeks_and_places_the_outer_bounds_are_kept():
    given = [0.9 if n % 2 else 0.4 for n in range(60)]
    apart, together = (interval.gain(trial(given, [0.5] * 60, towns=towns), "base rate") for towns in (60, 2))
    assert together.low < apart.low < apart.mean == together.mean < apart.high < together.high


def test_what_is_written_can_be_read_again(tmp_path):
    tested = trial([0.9, 0.8], [0.5, 0.5])
    other = case(40, (None, False, None), town=5)
    rows = [*(s.forecast for s in tested.rows), other]
    table.write(tmp_path / "out", [table.result(tested)], rows)
    with (tmp_path / "out" / "claims.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert len(found) == len(rows)
    assert [row["reports; forward; judgment: given"] for row in found] == ["0.900", "0.800", ""]
    assert [row["on_map_7"] for row in found] == ["true", "true", "false"]
    scores = json.loads((tmp_path / "out" / "scores.json").read_text(encoding="utf-8"))
    assert scores["reports; forward; judgment"]["n"] == 2
    lines = (tmp_path / "out" / "table.md").read_text(encoding="utf-8").splitlines()
    assert len({line.count("|") for line in lines}) == 1
    assert (tmp_path / "out" / "calibration.svg").read_text(encoding="utf-8").startswith("<svg ")
