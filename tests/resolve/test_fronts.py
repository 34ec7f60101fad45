"""How near a place lies to the front that a section is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.resolve.small_world import DORSK, FAR, KARSK, THEATRE

from situate.geo import Point, offset
from situate.resolve.candidates import Option
from situate.resolve.directions import Direction
from situate.resolve.fronts import Fronts, closeness


def option(at: Point, admin1: str = "01") -> Option:
    return Option(id="x", name="X", point=at, radius_km=1.5, country="NL", admin1=admin1)


@given(st.floats(0, 2000), st.floats(0, 2000))
def test_closeness_falls_with_distance(one, other):
    near, far = sorted((one, other))
    assert -1 <= closeness(far, (30, 300)) <= closeness(near, (30, 300)) <= 1


def test_near_the_effort_and_far_from_it():
    fronts = Fronts(THEATRE)
    assert fronts.near(option(offset(KARSK, 90, 10)), "front") == (1.0, "Karsk")
    far = fronts.near(option(FAR, "22"), "front")
    assert far is not None
    assert far[0] < -0.5
    # In the effort's oblast, though far from its towns.
    edge = fronts.near(option(offset(KARSK, 60, 160)), "front")
    assert edge == (0.5, "Karsk Oblast")


def test_without_a_section_any_front_counts_by_half_and_none_against():
    """A post tells of some front or other: that tells a town there from its namesakes, and no more."""
    fronts = Fronts(THEATRE)
    assert fronts.near(option(KARSK), None) == (0.5, "Karsk")
    assert fronts.near(option(DORSK), None) == (0.5, "Dorsk")
    assert fronts.near(option(FAR, "22"), None) is None


@pytest.mark.parametrize(
    ("towns", "km", "expected"),
    [
        ((("Karsk", KARSK, False),), 25, 1.0),
        ((("Karsk", KARSK, False),), 150, -1.0),
        ((("Karsk", KARSK, True),), 75, 1.0),
        ((("Ilov", FAR, False), ("Karsk", KARSK, False)), 25, 1.0),
    ],
)
def test_near_the_town_of_a_direction(towns, km, expected):
    """The direction of a great city is that of its province."""
    found = Fronts(THEATRE).near(option(offset(KARSK, 90, km)), Direction(towns))
    assert found is not None
    assert (round(found[0], 2), found[1]) == (expected, "Karsk")


def test_a_direction_of_a_sentence_before_speaks_against_nothing():
    front = Direction((("Karsk", KARSK, False),), carried=True)
    fronts = Fronts(THEATRE)
    assert fronts.near(option(FAR), front) == (0.0, "Karsk")
    # What follows may have gone on to another front.
    assert fronts.near(option(offset(DORSK, 180, 90)), front) == fronts.near(option(offset(DORSK, 180, 90)), None)


@pytest.mark.parametrize("effort", ["rear", "no such effort"])
def test_an_effort_without_a_place_says_nothing(effort):
    assert Fronts(THEATRE).near(option(KARSK), effort) is None
