"""Cells that no spreadsheet runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situate.cli.output import disarm


@pytest.mark.parametrize(
    ("cell", "disarmed"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+49 30", "'+49 30"),
        ("-12.5", "-12.5"),
        ("-1 tank", "'-1 tank"),
        ("captured", "captured"),
        ("", ""),
    ],
)
def test_formulas_are_disarmed_and_numbers_are_not(cell, disarmed):
    assert disarm(cell) == disarmed


@given(st.text())
def test_no_cell_starts_like_a_formula_unless_it_is_a_number(cell):
    shown = disarm(cell)
    assert not shown.startswith(("=", "@", "\t", "\r")) or shown == ""
    assert shown.removeprefix("'") == cell.removeprefix("'") or shown == "'" + cell
