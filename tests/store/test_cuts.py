"""Exports that look cut by hand: the rule, and what follows from it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situate.model import Listing
from situate.store.cuts import believed, cuts
from situate.store.records import Listed

START = datetime(2031, 5, 1, tzinfo=UTC)


def export(posts: Iterable[int], made: int, by: int | None = None, name: str = "a.json") -> Listed:
    """An export of these posts, the days on which it was made at the earliest and by which it was there."""
    listing = Listing(channel="river", posts=tuple(sorted(posts)), at=START + timedelta(days=made))
    there = START + timedelta(days=by if by is not None else made)
    return Listed(file="result.json", listing=listing, by=there, path=name)


def without(lacking: Iterable[int], of: int = 60) -> list[int]:
    return sorted(set(range(1, of + 1)) - set(lacking))


WHOLE = export(range(1, 61), 1)


@pytest.mark.parametrize(
    ("other", "lacks"),
    [
        (export(without(range(20, 41)), 9), 21),  # more than a third
        (export(without(range(20, 40)), 9), 0),  # a third
        (export([1, 60], 9), 58),
        (export([1, *range(11, 26)], 9), 0),  # nine of 25
        (export([1, *range(12, 26)], 9), 10),  # ten of 25
        (export(range(30, 34), 9), 0),  # it begins and ends elsewhere
        (export([1, *range(61, 400)], 9), 59),  # what it has beside counts nothing
        (export([1, 60], 0, 0), 0),  # it was there before the other was made
        (export([1, 60], 0, 2), 58),  # cut from the other
    ],
)
def test_which_export_looks_cut(other, lacks):
    found = cuts("river", [WHOLE, other], UTC)
    assert [(place, len(cut.lacks)) for place, cut in found.items()] == ([(1, lacks)] if lacks else [])
    assert cuts("river", [other, WHOLE], UTC) == ({0: found[1]} if lacks else {})


def test_a_cut_is_told_with_what_it_is_compared_with():
    few, cut = export(range(1, 12), 2, name="few.json"), export([1, 30, 60], 9, name="cut.json")
    (found,) = cuts("river", [few, WHOLE, cut], UTC).values()
    assert (found.file, found.first, found.last, found.of, found.against) == ("cut.json", 1, 60, 60, "a.json")
    assert found.lacks == tuple(n for n in range(2, 60) if n != 30)


def test_an_export_that_nothing_dates_is_none_and_still_tells_what_was_there():
    blank = Listed(file="x", listing=export([1, 60], 3).listing, by=None, path="x")
    assert cuts("river", [WHOLE, blank], UTC) == {}
    old = Listed(file="x", listing=WHOLE.listing, by=None, path="x")
    assert list(cuts("river", [old, export([1, 60], 9)], UTC)) == [1]
    cut = export([1, 60], 9)
    silent = Listed(file="result.json", listing=cut.listing, by=None, path="a.json")
    assert believed("river", [WHOLE, cut], UTC) == [WHOLE, silent]


def test_moments_without_an_offset_are_compared_with_others():
    naive = Listed(file="x", listing=export([1, 60], 3).listing, by=datetime(2031, 5, 9), path="x")  # noqa: DTZ001
    assert list(cuts("river", [WHOLE, naive], UTC)) == [1]


EXPORTS = st.lists(
    st.builds(export, st.sets(st.integers(1, 40), min_size=1), st.integers(0, 5), st.integers(0, 9)), max_size=5
)


@given(EXPORTS, EXPORTS)
def test_what_is_made_later_changes_nothing(exports, others):
    later = [export(one.listing.posts, 10) for one in others]
    found = cuts("river", [*exports, *later], UTC)
    assert {place: cut for place, cut in found.items() if place < len(exports)} == cuts("river", exports, UTC)


@given(EXPORTS)
def test_the_rule_as_it_is_written(exports):
    """Slowly, from its words."""
    expected = {}
    for place, one in enumerate(exports):
        by = max(one.by, one.listing.at)
        others = {n for m, o in enumerate(exports) if m != place and o.listing.at <= by for n in o.listing.posts}
        own = set(one.listing.posts)
        there = {n for n in others if min(own) <= n <= max(own)}
        if len(there - own) >= 10 and 3 * len(there - own) > len(there):
            expected[place] = (tuple(sorted(there - own)), len(there))
    assert {place: (cut.lacks, cut.of) for place, cut in cuts("river", exports, UTC).items()} == expected
