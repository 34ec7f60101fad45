"""Points, distances and bearings: the algebra they must obey, and a few figures known from elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situate.geo import (
    COMPASS,
    EIGHT_POINTS,
    Point,
    angle_between,
    bearing,
    compass_word,
    distance_km,
    offset,
)

# Away from the poles and the date line, where bearings turn quickly.
points = st.builds(Point, lat=st.floats(-70, 70), lon=st.floats(-170, 170))
degrees = st.floats(0, 359.9)
kilometres = st.floats(0.1, 1000)


@given(points, degrees, kilometres)
def test_offset_is_undone_by_distance_and_bearing(origin, direction, km):
    target = offset(origin, direction, km)
    assert distance_km(origin, target) == pytest.approx(km, abs=1e-6)
    assert angle_between(bearing(origin, target), direction) < 0.01


@given(points, points)
def test_distance_has_no_direction(a, b):
    assert distance_km(a, b) == pytest.approx(distance_km(b, a), abs=1e-6)
    assert distance_km(a, a) == 0


@given(points, points, points)
def test_no_detour_is_a_short_cut(a, b, c):
    assert distance_km(a, c) <= distance_km(a, b) + distance_km(b, c) + 1e-6


@given(st.floats(-720, 720), st.floats(-720, 720))
def test_angle_is_symmetric_and_the_smaller_one(a, b):
    assert angle_between(a, b) == pytest.approx(angle_between(b, a), abs=1e-9)
    assert 0 <= angle_between(a, b) <= 180
    assert angle_between(a, a + 360) == pytest.approx(0, abs=1e-9)


@given(degrees)
def test_the_compass_word_is_the_nearest(direction):
    word = compass_word(direction)
    assert word in EIGHT_POINTS
    assert angle_between(direction, COMPASS[word]) <= 22.5


@pytest.mark.parametrize(
    ("direction", "word"),
    [(0, "north"), (22, "north"), (23, "northeast"), (225, "southwest"), (340, "north"), (359, "north"), (292, "west")],
)
def test_compass_words(direction, word):
    assert compass_word(direction) == word


def test_a_degree_of_latitude():
    # The meridian degree at 45° N on WGS 84 is 111.13 km.
    assert distance_km(Point(lat=44.5, lon=10), Point(lat=45.5, lon=10)) == pytest.approx(111.13, abs=0.01)


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (-90.1, 0), (0, 181), (0, -180.5), (float("nan"), 0)])
def test_a_point_lies_on_the_globe(lat, lon):
    with pytest.raises(ValueError, match="not on the globe"):
        Point(lat=lat, lon=lon)
