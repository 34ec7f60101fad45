"""The arithmetic and the designs of the backtest, beside answers known otherwise."""

import importlib
import math
import sys
from datetime import date, timedelta
from itertools import takewhile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from situate.judge.horizon import TooSoon, held_within
from situate.model import Proposition

sys.path.insert(0, str(Path(__file__).parents[2] / "eval"))
cases: Any = importlib.import_module("backtest_cases")
fit: Any = importlib.import_module("backtest_fit")
plot: Any = importlib.import_module("backtest_plot")
trials: Any = importlib.import_module("backtest_trials")

START = date(2022, 3, 1)


@given(st.lists(st.floats(-3, 3), min_size=3, max_size=3), st.lists(st.floats(-1, 1), min_size=9, max_size=9))
def test_a_system_is_solved(wanted, cells):
    # A matrix times its transpose, with the diagonal raised, is positive definite.
    rows = [cells[3 * n : 3 * n + 3] for n in range(3)]
    matrix = [[sum(a * b for a, b in zip(r, s, strict=True)) + (i == j) for j, s in enumerate(rows)]
              for i, r in enumerate(rows)]  # fmt: skip
    right = [sum(a * x for a, x in zip(row, wanted, strict=True)) for row in matrix]
    assert fit.solved(matrix, right) == pytest.approx(wanted, abs=1e-6)


def test_a_fit_finds_the_share_and_the_direction():
    constant = fit.fitted([((1.0,), n < 700) for n in range(1000)], (0.0,))
    assert 1 / (1 + math.exp(-constant[0])) == pytest.approx(0.7, abs=0.01)
    rows = [((1.0, float(n % 2)), (n % 2 == 1) == (n % 10 != 0)) for n in range(400)]
    assert fit.fitted(rows, (0.0, 0.0))[1] > 1


def test_without_data_weights_rest_where_they_were():
    assert fit.fitted([((1.0, 0.0), True), ((1.0, 0.0), False)], (0.0, 1.0))[1] == pytest.approx(1.0)


def test_a_stiff_weight_moves_less():
    rows = [((1.0, float(n % 2)), n % 2 == 1) for n in range(20)]
    loose, stiff = (fit.fitted(rows, (0.0, 0.0), (2.0, r)) for r in (2.0, 16.0))
    assert 0 < stiff[1] < loose[1]


@pytest.mark.parametrize(
    ("pairs", "score"), [([(1.0, True)], 0), ([(0.0, True)], 1), ([(0.5, True), (0.5, False)], 0.25)]
)
def test_the_brier_score(pairs, score):
    assert fit.brier(pairs) == score


def case(day: int, came: tuple[bool | None, bool | None, bool | None], *, town: int = 0, decided: int = 3) -> Any:
    """A capture claimed on a day; what reports decided so many days later, what the map showed in 7 and 30."""
    said = START + timedelta(days=day)
    reports, week, month = came
    return cases.Forecast(
        day=said,
        proposition=Proposition(id=f"{day}-{town}", event="capture", span=None, place=f"T{town}", side="reds"),
        probability=0.4,
        factors=(1.0, town / 4 - 1, float(day % 2), 0.0, float(town % 2)),
        outlets=1 + town % 3,
        by_reports=reports,
        decided=None if reports is None else said + timedelta(days=decided),
        on_map={cases.SOON: week, cases.MONTH: month},
    )


def many(truth: list[bool]) -> list[Any]:
    """Two captures a day; within a month is so what is so within a week, and every fifth besides."""
    return [case(n // 2, (t, t, t or n % 5 == 0), town=n % 7, decided=1 + n % 9) for n, t in enumerate(truth)]


@settings(deadline=None, max_examples=5)
@given(st.lists(st.booleans(), min_size=110, max_size=110), st.integers(48, 53))
def test_forward_nothing_leans_on_what_was_not_known_yet(truth, last):
    day = START + timedelta(days=last)
    rows = many(truth)
    other = [turned(f, day) for f in rows]
    for question in (trials.REPORTS, trials.WEEK, trials.MONTHS):
        today = [[fold for fold in trials.forward(found, question) if fold[1][0].day == day] for found in (rows, other)]
        for judge in (trials.judgment, trials.by_the_map, trials.held):
            one, two = (trials.scored(judge, question, folds) for folds in today)
            assert [s.told for s in one] == [s.told for s in two] != []


def turned(f: Any, day: date) -> Any:
    """The same claim with every outcome that only a later day tells turned round."""
    late = [question.known(f) > day for question in (trials.REPORTS, trials.WEEK, trials.MONTHS)]
    came = (f.by_reports, f.on_map[cases.SOON], f.on_map[cases.MONTH])
    told = tuple(y != turn for y, turn in zip(came, late, strict=True))
    town = int(f.proposition.place[1:])
    return case((f.day - START).days, told, town=town, decided=(f.decided - f.day).days)


@pytest.mark.parametrize("question", [trials.REPORTS, trials.WEEK, trials.MONTHS], ids=lambda q: q.name)
def test_forward_begins_when_enough_is_known(question):
    folds = trials.forward(many([True, False, False] * 50), question)
    first = folds[0][1][0].day
    assert len(folds[0][0].of(question)) >= trials.BURN_IN
    assert all(question.known(f) <= first and f.day < first for f, _ in folds[0][0].of(question))


def test_pooled_every_claim_is_told_once_by_what_does_not_hold_it():
    rows = many([True, False, False] * 50)
    found = {t.title: t for t in takewhile(lambda t: t.question == "reports", trials.trials(rows))}
    for title in ("reports; halves pooled; judgment", "reports; days pooled; judgment"):
        assert sorted(s.forecast.proposition.id for s in found[title].rows) == sorted(f.proposition.id for f in rows)
    first, second = (
        found[f"reports; {d}; judgment"].rows for d in ("first half by the second", "second half by the first")
    )
    assert not {s.forecast.day for s in first} & {s.forecast.day for s in second}
    share = sum(s.came for s in second) / len(second)
    assert {s.told["base rate"] for s in first} == {share}


def test_a_past_gives_only_the_outcomes_known_by_its_day():
    rows = [case(n, (True, None, False), decided=2) for n in range(10)]
    assert len(trials.Past(rows).of(trials.REPORTS)) == 10
    assert len(trials.Past(rows, START + timedelta(days=5)).of(trials.REPORTS)) == 4
    assert trials.Past(rows, START + timedelta(days=29)).of(trials.MONTHS) == []
    assert trials.Past(rows).of(trials.WEEK) == []


def test_the_forecast_for_a_month_counts_those_claimed_too_soon():
    rows = [case(n, (None, n < 4, n < 8)) for n in range(20)]
    tell = trials.held(trials.Past(rows), trials.MONTHS)
    plain = trials.judgment(trials.Past(rows), trials.MONTHS)
    assert tell(rows[0]) == pytest.approx(held_within(plain(rows[0]), TooSoon(count=16, came=4)).value)


class Map:
    """A map that knows one settlement, with its days in the layers."""

    def __init__(self, **spans: tuple[date, date]) -> None:
        self.spans = {getattr(cases, layer.upper()): [span] for layer, span in spans.items()}

    def at(self, name: str, point: Any) -> Any:
        return self if name == "Oakham" else None


LATER = (START + timedelta(days=10), START + timedelta(days=200))
BEFORE = (START - timedelta(days=9), START + timedelta(days=2))


@pytest.mark.parametrize(
    ("side", "name", "days", "spans", "came"),
    [
        (cases.MAPPED, "Oakham", 7, {"held": LATER}, False),
        (cases.MAPPED, "Oakham", 30, {"held": LATER}, True),
        (cases.MAPPED, "Elsewhere", 30, {"held": LATER}, False),  # it never changed hands
        ("greens", "Elsewhere", 30, {"held": LATER}, None),
        ("greens", "Oakham", 7, {"held": BEFORE}, True),  # out of the layer by the end
        ("greens", "Oakham", 30, {"held": LATER}, False),
        ("greens", "Oakham", 30, {"held": LATER, "retaken": BEFORE}, True),
        (cases.MAPPED, "Oakham", 184, {"held": LATER}, None),  # the map ends before
    ],
)
def test_what_the_map_shows(side, name, days, spans, came):
    p = Proposition(id="p", event="capture", span=None, place_name=name, lat=1.0, lon=1.0, side=side)
    assert cases.shown(p, START, Map(**spans), days) is came


def trial(*pairs: tuple[float, bool], question: str = "reports") -> Any:
    rows = [
        trials.Scored(
            case(n, (y, y, y), town=n), y, {"": p, "base rate": 0.5, "outlets": 0.5, "by side": 0.5, "judgment": p}
        )
        for n, (p, y) in enumerate(pairs)
    ]
    return trials.Trial(question=question, design="forward", judge="judgment", rows=rows)


def test_the_bins_hold_every_claim_once():
    found = list(plot.bins([(0.0, False), (0.2, True), (0.39, False), (1.0, True)]))
    assert [(b.first, b.count, b.true) for b in found] == [(0.0, 1, 0.0), (0.2, 2, 0.5), (0.8, 1, 1.0)]
    assert all(b.low <= b.true <= b.high for b in found)


def test_the_plot_is_whole_and_escaped():
    drawn = plot.sheet([trial((0.1, False), (0.9, True)), trial((0.5, True), question="a < b")])
    root = ElementTree.fromstring(drawn)
    texts = {"".join(t.itertext()) for t in root.iter("{http://www.w3.org/2000/svg}text")}
    assert "a < b; judgment" in texts
    assert len(list(root.iter("{http://www.w3.org/2000/svg}circle"))) == 3
    assert "|" in next(line for line in plot.lines(trial((0.1, False))) if "given 0.10" in line)
