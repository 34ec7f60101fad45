"""Lines and areas on the map: borders, roads and rivers that distances are told from, and the outlines of areas.

All measures are taken on a plane that is flat nearby: within 1% up to 300 km.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import msgspec

from situate.errors import DataError
from situate.point import Point

KM_A_DEGREE: Final = 111.195
# Roads run straight from town to town in a theatre, rivers from bend to bend, borders without their turns: a place on
# one may lie this far off its course.
OFF_COURSE_KM: Final = 4.0

# Degrees north and east, in this order.
Corner = tuple[float, float]
Course = tuple[Corner, ...]


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """The outline of the area that `of` names, its `lines` closed rings; or the border of two, its `lines` runs."""

    of: tuple[str, ...]
    lines: tuple[Course, ...]


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """The course of a road or a river of `areas.csv`: points "48.59 38.00", degrees north and east, in their order.

    It runs straight from one to the next: a road through the towns that it joins, a river through its bends.
    """

    area: str
    course: tuple[str, ...]


class Nearest(msgspec.Struct, frozen=True):
    """The point of a line that lies nearest to another point, and its distance in km."""

    point: Point
    km: float


class _File(msgspec.Struct, frozen=True):
    """`shapes.json`: rings and runs as [east, north, step, step, ...] in whole steps of 1/scale degree."""

    scale: float
    areas: dict[str, list[list[int]]]
    borders: list[dict[str, Any]]


def read_shapes(files: Mapping[str, bytes], file: str = "shapes.json") -> tuple[Shape, ...]:
    """The outlines of areas and their borders; () where the theatre has none. Raises DataError for a broken file."""
    if file not in files:
        return ()
    try:
        data = msgspec.json.decode(files[file], type=_File)
        areas = [((area,), lines) for area, lines in data.areas.items()]
        borders = [(msgspec.convert(b["of"], tuple[str, str]), b["lines"]) for b in data.borders]
        return tuple(
            Shape(of=of, lines=tuple(_course(line, data.scale) for line in lines)) for of, lines in (*areas, *borders)
        )
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise DataError(
            f"{file}: {error}", where="theatre", remedy="make it anew with scripts/make_shapes.py"
        ) from error


def _course(steps: Sequence[int], scale: float) -> Course:
    east = north = 0
    found: list[Corner] = []
    for number in range(0, len(steps) - 1, 2):
        east, north = east + steps[number], north + steps[number + 1]
        found.append((north / scale, east / scale))
    for lat, lon in found:
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise ValueError(f"not on the globe: {lat}, {lon}")
    return tuple(found)


def way_course(way: Way) -> Course:
    """The corners of a road or a river. Raises ValueError where one is not two numbers on the globe."""
    found: list[Corner] = []
    for cell in way.course:
        lat, lon = map(float, cell.split())
        found.append((Point(lat=lat, lon=lon).lat, lon))
    if len(found) < 2:
        raise ValueError("a course has two points or more")
    return tuple(found)


def nearest(lines: Iterable[Course], point: Point) -> Nearest:
    """Where the lines come nearest to a point. Raises ValueError where there are none."""
    least, at = math.inf, (0.0, 0.0)
    narrowing = math.cos(math.radians(point.lat))
    for line in lines:
        for one, other in pairwise(line):
            share, square = _foot(one, other, point, narrowing)
            if square < least:
                least = square
                at = (one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1]))
    if math.isinf(least):
        raise ValueError("no lines that a point could be near to")
    return Nearest(Point(lat=at[0], lon=at[1]), KM_A_DEGREE * math.sqrt(least))


def _foot(one: Corner, other: Corner, point: Point, narrowing: float) -> tuple[float, float]:
    """How far along a stretch the point's foot lies, 0 to 1, and the square of its distance in degrees of latitude."""
    north, east = other[0] - one[0], (other[1] - one[1]) * narrowing
    up, across = point.lat - one[0], (point.lon - one[1]) * narrowing
    length = north * north + east * east
    share = 0.0 if not length else min(1.0, max(0.0, (up * north + across * east) / length))
    up, across = up - share * north, across - share * east
    return share, up * up + across * across


def section(course: Course, one: Point, other: Point, within_km: float) -> Course:
    """The part of a road between two points beside it, in their order; () where one lies farther than that from it."""
    feet: list[tuple[float, Corner]] = []
    for point in (one, other):
        found = nearest((course,), point)
        if found.km > within_km:
            return ()
        feet.append((_along(course, found.point), (found.point.lat, found.point.lon)))
    (first, start), (last, end) = sorted(feet)
    between = tuple(corner for number, corner in enumerate(course) if first < number < last)
    part = (start, *between, end)
    return part if feet[0][0] <= feet[1][0] else part[::-1]


def _along(course: Course, point: Point) -> float:
    """How far along the course a point of it lies, counted in its stretches."""
    narrowing = math.cos(math.radians(point.lat))
    found = [(_foot(a, b, point, narrowing), number) for number, (a, b) in enumerate(pairwise(course))]
    (share, _), number = min(found, key=lambda f: f[0][1])
    return number + share


def inside(rings: Iterable[Course], point: Point) -> bool:
    """Does the point lie within the rings, what a ring inside another encloses left out?"""
    crossings = 0
    for ring in rings:
        for one, other in pairwise((*ring, ring[0])):
            if (one[0] > point.lat) != (other[0] > point.lat):
                share = (point.lat - one[0]) / (other[0] - one[0])
                crossings += point.lon < one[1] + share * (other[1] - one[1])
    return crossings % 2 == 1
