"""The axis of days that all drawings share: its marks are months, or days where few months begin."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situate.produce.time_axis import TimeAxis

FIRST = date(2030, 5, 1)


@pytest.mark.parametrize(
    ("days", "names"),
    [
        (1, ["May 1, 2030"]),
        (3, ["May 1, 2030", "May 2", "May 3"]),
        (16, ["May 1, 2030", "May 3", "May 5", "May 7", "May 9", "May 11", "May 13", "May 15"]),
        (60, ["May 1, 2030", "May 9", "May 17", "May 25", "Jun 2", "Jun 10", "Jun 18", "Jun 26"]),
        (92, ["May 2030", "Jun 2030", "Jul 2030"]),
        (700, ["Jul 2030", "Oct 2030", "Jan 2031", "Apr 2031", "Jul 2031", "Oct 2031", "Jan 2032"]),
    ],
)  # fmt: skip
def test_marks_are_days_or_months(days, names):
    axis = TimeAxis(FIRST, FIRST + timedelta(days=days - 1), 0, 1000)
    assert [tick.text for tick in axis.ticks()] == names


@given(st.integers(0, 40_000), st.integers(0, 20_000))
def test_names_of_marks_do_not_meet_and_stay_on_the_sheet(start, days):
    first = date(1990, 1, 1) + timedelta(days=start)
    axis = TimeAxis(first, first + timedelta(days=days), 92, 988)
    xs = [tick.x for tick in axis.ticks()]
    assert 1 <= len(xs) <= 12
    assert all(b - a >= 59 for a, b in pairwise(xs))
    assert all(92 <= x <= 988 - 55 for x in xs)


@given(st.integers(0, 3_000), st.integers(0, 3_000))
def test_a_day_ends_where_the_next_begins(days, number):
    axis = TimeAxis(FIRST, FIRST + timedelta(days=days), 10, 990)
    day = FIRST + timedelta(days=min(number, days))
    assert axis.end(day) == pytest.approx(axis.x(day) + axis.step, abs=0.11)
