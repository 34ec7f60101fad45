"""How near a place lies to the front that a section is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.resolve.small_world import FAR, KARSK, THEATRE

from situate.geo import Point, offset
from situate.resolve.candidates import Option
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


@pytest.mark.parametrize("effort", [None, "rear", "no such effort"])
def test_an_effort_without_a_place_says_nothing(effort):
    assert Fronts(THEATRE).near(option(KARSK), effort) is None
