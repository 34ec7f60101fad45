"""Lines and outlines: what lies nearest, the part of a road between two towns, what is inside, and the file."""

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from situate.errors import DataError
from situate.point import Point
from situate.shapes import Course, Way, inside, nearest, read_shapes, section, way_course

ROAD: Course = ((49.0, 36.0), (49.0, 37.0), (48.5, 37.5))
SQUARE: Course = ((48.0, 36.0), (48.0, 38.0), (50.0, 38.0), (50.0, 36.0), (48.0, 36.0))
HOLE: Course = ((48.9, 36.9), (48.9, 37.1), (49.1, 37.1), (49.1, 36.9), (48.9, 36.9))


def test_the_foot_of_a_point_lies_on_the_line_and_is_nearer_than_its_ends():
    found = nearest((ROAD,), Point(lat=49.1, lon=36.4))
    assert (round(found.point.lat, 6), round(found.point.lon, 6)) == (49.0, 36.4)
    assert found.km == pytest.approx(11.12, abs=0.02)


def test_beyond_the_end_of_a_line_its_end_is_nearest():
    assert nearest((ROAD,), Point(lat=49.0, lon=35.0)).point == Point(lat=49.0, lon=36.0)


def test_there_is_no_nearest_point_of_no_lines():
    with pytest.raises(ValueError, match="no lines"):
        nearest((), Point(lat=49.0, lon=35.0))


@given(st.floats(47, 51), st.floats(34, 40))
def test_no_corner_is_nearer_than_the_nearest_point(lat, lon):
    point = Point(lat=lat, lon=lon)
    found = nearest((ROAD,), point)
    across = math.cos(math.radians(lat))
    corners = (math.hypot(a - lat, (b - lon) * across) * 111.195 for a, b in ROAD)
    assert found.km <= min(corners) + 1e-6


def test_a_section_runs_from_the_first_town_to_the_second():
    west, east = Point(lat=49.01, lon=36.3), Point(lat=48.74, lon=37.25)
    there = section(ROAD, west, east, 5.0)
    assert there[1] == (49.0, 37.0)
    assert there[0] == pytest.approx((49.0, 36.3), abs=0.01)
    assert section(ROAD, east, west, 5.0) == there[::-1]


def test_a_town_beside_no_road_has_no_section_of_it():
    assert section(ROAD, Point(lat=49.5, lon=36.3), Point(lat=49.0, lon=37.0), 5.0) == ()


@pytest.mark.parametrize(
    ("lat", "lon", "expected"), [(48.5, 37.0, True), (49.0, 37.0, False), (51.0, 37.0, False), (49.0, 38.5, False)]
)
def test_what_a_hole_leaves_out_is_not_inside(lat, lon, expected):
    assert inside((SQUARE, HOLE), Point(lat=lat, lon=lon)) is expected


def test_the_file_gives_outlines_and_borders_in_degrees():
    file = {"scale": 100, "areas": {"tarn": [[3600, 4800, 200, 0, 0, 200, -200, -200]]}, "borders": [
        {"of": ["tarn", "orlen"], "lines": [[3600, 4800, 200, 0]]}]}  # fmt: skip
    area, border = read_shapes({"shapes.json": msgspec.json.encode(file)})
    assert area.of == ("tarn",)
    assert area.lines == (((48.0, 36.0), (48.0, 38.0), (50.0, 38.0), (48.0, 36.0)),)
    assert border.of == ("tarn", "orlen")
    assert border.lines == (((48.0, 36.0), (48.0, 38.0)),)


def test_no_file_is_no_shapes_and_a_broken_one_is_named():
    assert read_shapes({}) == ()
    with pytest.raises(DataError, match="make_shapes"):
        read_shapes({"shapes.json": b'{"scale": 1, "areas": {}, "borders": [{"of": ["a"], "lines": []}]}'})


def test_an_outline_off_the_globe_is_refused():
    with pytest.raises(DataError, match="globe"):
        read_shapes({"shapes.json": b'{"scale": 1, "areas": {"a": [[0, 91, 1, 0]]}, "borders": []}'})


@pytest.mark.parametrize("course", [("48.5 37",), ("48.5 37", "north"), ("48.5 37", "95 37")])
def test_a_course_is_points_on_the_globe(course):
    with pytest.raises(ValueError, match=r"course|value|globe|convert|float"):
        way_course(Way(area="x", course=course))
