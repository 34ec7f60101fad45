"""When the text of a post stood: versions in their order, and what tells that a post is gone."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situate.judge.lapses import Course, Export, Sighting, _Version, absent, course
from situate.model import Listing, Loss


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2030, 5, day, hour, tzinfo=UTC)


def sighting(document: str, seen: int | None = None, edited: int | None = None, **more: Any) -> Sighting:
    """A text of post c/7, published on the first."""
    fields: dict[str, Any] = {"key": "c/7", "published": date(2030, 5, 1)} | more
    stamp = at(edited, 9) if edited else None
    return Sighting(document=document, seen=at(seen) if seen else None, edited=stamp, **fields)


How = Literal["marked", "absent", "emptied", "recorded", "restored"]


def loss(day: int, how: How = "marked") -> Loss:
    return Loss(key="c/7", at=at(day), how=how, why=f"{how} {day}")


def told(found: Course) -> list[tuple[str, str, int, int | None]]:
    """Each lapse as document, how, first day and the day on which it ended."""
    return [(o.document, o.how, o.since.day, o.until.day if o.until else None) for o in found.lapses]


CASES: dict[str, tuple[list[Sighting], list[Loss], list[tuple[str, str, int, int | None]]]] = {
    "one text": ([sighting("a", 2)], [], []),
    "seen again": ([sighting("a", 2), sighting("a", 9)], [], []),
    "edited, with a stamp": ([sighting("a"), sighting("b", edited=3)], [], [("a", "edited", 3, None)]),
    "edited twice, the first capture last": (
        [sighting("b", edited=3), sighting("c", edited=5), sighting("a")], [],
        [("b", "edited", 5, None), ("a", "edited", 3, None)]),
    "a stamp goes before when it was seen": (
        [sighting("a", 20), sighting("b", 19, edited=3)], [], [("a", "edited", 3, None)]),
    "another text later": ([sighting("a", 2), sighting("b", 6)], [], [("a", "edited", 6, None)]),
    "another text later, and the first again": (
        [sighting("a", 2), sighting("b", 6), sighting("a", 8)], [],
        [("a", "edited", 6, 8), ("b", "edited", 8, None)]),
    "nobody knows which came later": ([sighting("a"), sighting("b", 6)], [], []),
    "seen at once": ([sighting("a", 6), sighting("b", 6)], [], []),
    "a page of another day": (
        [sighting("a", 2, page=True), sighting("b", 6, page=True, published=date(2030, 5, 6))], [], []),
    "a page of the same day": (
        [sighting("a", 2, page=True), sighting("b", 6, page=True)], [], [("a", "edited", 6, None)]),
    "a page without a day": (
        [sighting("a", 2, page=True, published=None), sighting("b", 6, page=True, published=None)], [], []),
    "deleted": ([sighting("a")], [loss(4)], [("a", "deleted", 4, None)]),
    "told twice": ([sighting("a")], [loss(6, "absent"), loss(4)], [("a", "deleted", 4, None)]),
    "emptied": ([sighting("a")], [loss(4, "emptied")], [("a", "edited", 4, None)]),
    "seen after it was told": ([sighting("a", 2), sighting("a", 8)], [loss(4)], [("a", "deleted", 4, 8)]),
    "restored": ([sighting("a")], [loss(4), loss(7, "restored")], [("a", "deleted", 4, 7)]),
    "restored and deleted again": (
        [sighting("a")], [loss(4), loss(7, "restored"), loss(9, "recorded")],
        [("a", "deleted", 4, 7), ("a", "deleted", 9, None)]),
    "edited, then deleted": (
        [sighting("a"), sighting("b", edited=3)], [loss(5)],
        [("a", "edited", 3, 5), ("a", "deleted", 5, None), ("b", "deleted", 5, None)]),
    "edited after it was told": (
        [sighting("a"), sighting("b", edited=6)], [loss(4)], [("a", "deleted", 4, 6), ("a", "edited", 6, None)]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_became_of_a_post(case):
    sightings, losses, expected = CASES[case]
    assert told(course(sightings, losses, UTC)) == expected


def test_a_later_text_without_a_stamp_is_dated_by_when_it_was_seen():
    found = course([sighting("a", 2), sighting("b", 6), sighting("c", 9)], (), UTC)
    assert [(one.document, one.at.day, one.shown) for one in found.changed] == [("b", 6, True), ("c", 9, True)]
    rolling = [sighting("a", 2, page=True), sighting("b", 6, page=True),
               sighting("z", 9, page=True, published=date(2030, 5, 8))]  # fmt: skip
    assert [one.shown for one in course(rolling, (), UTC).changed] == [False]
    back = [sighting("a", 2), sighting("b", 6), sighting("a", 9)]
    assert [one.shown for one in course(back, (), UTC).changed] == [False]


def test_texts_without_an_order_are_told():
    assert course([sighting("a"), sighting("b")], (), UTC).unordered == ("c/7",)
    assert course([sighting("a", 1), sighting("b", 2)], (), UTC).unordered == ()


def export(day: int, *posts: int, silent: tuple[int, ...] = (), by: int | None = None, name: str = "x") -> Export:
    listing = Listing(channel="c", posts=posts, silent=silent, at=at(day))
    return Export(file=name, listing=listing, by=at(by) if by else None)


LISTED: dict[str, tuple[list[Export], list[tuple[str, int]]]] = {
    "there": ([export(3, 6, 7, 8, by=3)], []),
    "lacking between others": ([export(3, 6, 8, by=3)], [("absent", 3)]),
    "by when it was there nobody knows": ([export(3, 6, 8)], []),
    "it was there later, whenever that was": ([export(2, 6, 8, by=2), export(5, 6, 7, 8)], []),
    "known by when the file was there": ([export(3, 6, 8, by=9)], [("absent", 9)]),
    "a file's date before what it holds": ([export(3, 6, 8, by=1)], [("absent", 3)]),
    "before the first": ([export(3, 8, 9, by=3)], []),
    "after the last": ([export(3, 5, 6, by=3)], []),
    "alone at the end": ([export(3, 7, by=3)], []),
    "there without words": ([export(3, 6, 7, 8, silent=(7,), by=3)], [("emptied", 3)]),
    "there before": ([export(2, 6, 7, 8, by=2), export(5, 6, 8, by=5)], [("absent", 5)]),
    "there later: the other was not whole": ([export(2, 6, 8, by=2), export(5, 6, 7, 8, by=5)], []),
    "later than a copy of the earlier": ([export(2, 6, 7, 8, by=20), export(5, 6, 8, by=6)], [("absent", 6)]),
    "the first that lacks it": ([export(5, 6, 8, by=5), export(4, 6, 8, by=4)], [("absent", 4)]),
}


@pytest.mark.parametrize("case", LISTED)
def test_an_export_that_covers_a_post_and_lacks_it(case):
    exports, expected = LISTED[case]
    found = list(absent("c", exports, ("c/7", "other/7", "c/x", "c/7/1", f"c/{'7' * 5000}"), UTC))
    assert [(one.how, one.at.day) for one in found] == expected
    assert all(one.key == "c/7" and "which was there by 2030-05-" in one.why for one in found)


def test_an_export_without_a_moment_tells_nothing():
    listing = Listing(channel="c", posts=(6, 8))
    assert list(absent("c", [Export(file="x", listing=listing)], ("c/7",), UTC)) == []


def test_a_post_that_was_edited_hundreds_of_times_costs_no_cube(monkeypatch):
    asked = 0
    follows = _Version.follows

    def counted(self: _Version, other: _Version, day: date) -> bool:
        nonlocal asked
        asked += 1
        return follows(self, other, day)

    monkeypatch.setattr(_Version, "follows", counted)
    start = at(1, 9)
    found = [Sighting(document=f"{n:03}", key="c/7", edited=start + timedelta(days=n)) for n in range(100)]
    assert len(course(found, (), UTC).lapses) == 99
    assert asked < 3 * 100**2


DAYS = st.integers(1, 20)
SIGHTINGS = st.lists(
    st.builds(lambda name, key, seen: sighting(f"{key} {name}", seen, key=key),
              st.sampled_from("abcd"), st.sampled_from(["c/7", "c/8"]), st.none() | DAYS),
    max_size=7,
)  # fmt: skip
HOWS: tuple[How, ...] = ("marked", "absent", "emptied", "recorded", "restored")
LOSSES = st.lists(st.builds(loss, DAYS, st.sampled_from(HOWS)), max_size=4)


def known(found: Iterable[Sighting], day: int) -> list[Sighting]:
    return [s for s in found if s.seen is None or s.seen <= at(day, 23)]


@given(SIGHTINGS, LOSSES, DAYS)
def test_what_comes_later_changes_nothing_that_was_known(sightings, losses, day):
    """The lapses as of a day are those that follow from what was there by then."""
    last = date(2030, 5, day)
    then = course(known(sightings, day), [one for one in losses if one.at <= at(day)], UTC)
    now = course(sightings, losses, UTC)
    there = {s.document for s in known(sightings, day)}

    def lasting(of: Course) -> set[tuple[str, str]]:
        return {
            (o.document, o.how)
            for o in of.lapses
            if o.document in there and o.since <= last and (o.until is None or o.until > last)
        }

    assert lasting(then) == lasting(now)


def test_of_two_texts_seen_at_once_the_one_that_stays_hides_the_edit_in_any_order():
    seen = [sighting("a", 1), sighting("b", 1), sighting("a", 2), sighting("c", 2)]
    for order in (seen, [seen[1], seen[0], *seen[2:]]):
        assert {c.document: c.shown for c in course(order, (), UTC).changed} == {"c": False}


@given(SIGHTINGS, LOSSES, st.randoms(use_true_random=False))
def test_the_order_in_which_things_come_in_does_not_matter(sightings, losses, draw):
    shuffled, mixed = list(sightings), list(losses)
    draw.shuffle(shuffled)
    draw.shuffle(mixed)
    one, other = course(sightings, losses, UTC), course(shuffled, mixed, UTC)
    assert {(o.document, o.since, o.until, o.how) for o in one.lapses} == {
        (o.document, o.since, o.until, o.how) for o in other.lapses
    }
    assert set(one.changed) == set(other.changed) and one.unordered == other.unordered


@given(SIGHTINGS, LOSSES)
def test_lapses_of_one_text_do_not_overlap_and_something_stands_where_nothing_is_lost(sightings, losses):
    found = course(sightings, losses, UTC)
    for name in {o.document for o in found.lapses}:
        own = [o for o in found.lapses if o.document == name]
        assert all(a.until is not None and a.until <= b.since for a, b in pairwise(own))
        assert all(o.until is None or o.since + timedelta(days=1) <= o.until for o in own)
    without = course(sightings, (), UTC)
    for key in {s.key for s in sightings}:
        texts = {s.document for s in sightings if s.key == key}
        assert texts - {o.document for o in without.lapses if o.until is None}
