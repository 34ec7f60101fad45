"""Locators against points: the flat map against the ellipsoid, and what a stated distance may mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.resolve.small_world import said

from situate.geo import Point, angle_between, bearing, distance_km, offset
from situate.resolve.geometry import edge_km, meet, near_bearing, near_km, settlement_radius_km, spot, town
from situate.resolve.geometry import fit as measured

points = st.builds(Point, lat=st.floats(-60, 60), lon=st.floats(-180, 180))
degrees = st.floats(0, 359)
ANCHOR = Point(lat=48.6, lon=38.0)


def fit(locator, anchor, population, point):
    return measured(locator, town(anchor, population), point)


def learned(locator, anchor, population):
    found = spot(locator, town(anchor, population))
    return meet([found]) if found else None


@given(points, degrees, st.floats(1, 300))
def test_the_flat_map_agrees_with_the_ellipsoid(origin, direction, km):
    target = offset(origin, direction, km)
    assert near_km(origin, target) == pytest.approx(distance_km(origin, target), rel=0.015)
    assert angle_between(near_bearing(origin, target), bearing(origin, target)) < 4


@given(st.integers(0, 3_000_000), st.integers(0, 3_000_000))
def test_larger_towns_reach_farther(one, other):
    small, large = sorted((one, other))
    assert edge_km(small) <= edge_km(large)
    assert settlement_radius_km(small) <= settlement_radius_km(large)


@pytest.mark.parametrize(
    ("stated", "true", "population"),
    [(14, 32, 900_000), (28, 49, 900_000), (55, 75, 900_000), (6, 10, 18_000), (15, 19, 16_000), (12, 12.5, 80_000)],
)
def test_distances_may_run_from_the_edge(stated, true, population):
    locator = said("V", stated, "southwest", "A")
    assert fit(locator, ANCHOR, population, offset(ANCHOR, 225, true)).score > 0.5


@pytest.mark.parametrize(
    ("stated", "true", "direction", "population"),
    [
        (12, 40, 0, 80_000),  # far beyond edge and rounding
        (40, 12, 0, 80_000),  # far short of it
        (14, 32, 0, 10_000),  # a small town has no edge that far out
        (20, 20, 180, 80_000),  # the other way
        (20, 20, 90, 80_000),  # a quarter of the compass off
    ],
)
def test_what_does_not_fit(stated, true, direction, population):
    assert fit(said("V", stated, "north", "A"), ANCHOR, population, offset(ANCHOR, direction, true)).score < 0


@given(st.floats(5, 60), st.floats(-40, 40))
def test_a_bearing_is_good_to_about_45_degrees(km, off):
    assert fit(said("V", km, "east", "A"), ANCHOR, 20_000, offset(ANCHOR, 90 + off, km)).score > 0.5


@given(st.floats(1, 30))
def test_within_is_an_upper_bound(km):
    told = said("V", 30, "north", "A", within=True)
    assert fit(told, ANCHOR, 20_000, offset(ANCHOR, 0, km)).score > 0.9


@given(st.floats(1, 200), degrees)
def test_a_score_stays_in_its_bounds(km, direction):
    for told in (said("V", 20, "north", "A"), said("V", None, "north", "A"), said("V", 20, None, "A")):
        assert -1.5 <= fit(told, ANCHOR, 5_000, offset(ANCHOR, direction, km)).score <= 1


def test_the_right_way_but_twice_as_far_is_told_apart():
    told = said("V", 30, "east", "A")
    assert fit(told, ANCHOR, 10_000, offset(ANCHOR, 80, 62)).misjudged
    assert not fit(told, ANCHOR, 10_000, offset(ANCHOR, 260, 62)).misjudged
    assert not fit(told, ANCHOR, 10_000, offset(ANCHOR, 80, 90)).misjudged


@given(
    st.floats(3, 80),
    st.sampled_from([(w, d) for w, d in zip(("north", "southeast", "west"), (0, 135, 270), strict=True)]),
)
def test_a_learned_point_fits_its_own_locator(km, way):
    told = said("V", km, way[0], "A")
    found = learned(told, ANCHOR, 80_000)
    assert found is not None
    point, radius = found
    assert fit(told, ANCHOR, 80_000, point).score > 0.75
    assert angle_between(bearing(ANCHOR, point), way[1]) < 0.1
    assert 1.5 <= radius <= km + edge_km(80_000)


def test_uncertainty_grows_with_distance_and_with_the_town():
    def radius(km, population):
        found = learned(said("V", km, "north", "A"), ANCHOR, population)
        assert found is not None
        return found[1]

    assert radius(10, 1_000) < radius(30, 1_000) < radius(60, 1_000)
    assert radius(20, 1_000) < radius(20, 1_000_000)


def test_within_learns_a_wide_place_this_side_of_the_bound():
    inside, exact = (learned(said("V", 20, "north", "A", within=bound), ANCHOR, 1_000) for bound in (True, False))
    assert inside is not None
    assert exact is not None
    assert 10 < distance_km(ANCHOR, inside[0]) < 20
    assert inside[1] > exact[1]


@given(st.lists(st.tuples(st.sampled_from(["north", "east", "southwest"]), st.floats(4, 60)), min_size=1, max_size=6))
def test_more_words_never_widen_the_circle(told):
    """Whatever is said besides, a place is known at least as well as by its surest locator alone."""
    spots = [found for way, km in told if (found := spot(said("V", km, way, "A"), town(ANCHOR, 5_000)))]
    assert meet(spots)[1] <= min(meet([one])[1] for one in spots) + 1e-9


def test_two_towns_fix_what_one_leaves_open():
    there = offset(ANCHOR, 30, 20)
    other = offset(there, 270, 15)
    from_one = spot(said("V", 20, "northeast", "A"), town(ANCHOR, 1_000))
    from_other = spot(said("V", 15, "east", "B"), town(other, 1_000))
    assert from_one is not None
    assert from_other is not None
    both, radius = meet([from_one, from_other])
    assert distance_km(both, there) < distance_km(meet([from_one])[0], there)
    assert distance_km(both, there) < radius < meet([from_one])[1]


def test_no_spots_meet_nowhere():
    with pytest.raises(ValueError, match="no spots"):
        meet([])


@pytest.mark.parametrize("told", [said("V", None, "north", "A"), said("V", 10, None, "A")])
def test_half_a_locator_places_nothing(told):
    assert learned(told, ANCHOR, 1_000) is None
