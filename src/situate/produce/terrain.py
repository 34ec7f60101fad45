"""The shapes of one theatre, by the keys that places have in a ledger: outlines of areas, borders, roads and rivers."""

from functools import cache
from typing import Final

from situate.geo import Point
from situate.model import PlaceMention
from situate.produce.parts import outline_of_part
from situate.produce.spelling import house_name
from situate.shapes import Course, section, way_course
from situate.theatre import Theatre

_AREA: Final = "area:"
# A road runs straight from town to town here: towns on it lie this near to it.
_BESIDE_KM: Final = 6.0


class Terrain:
    """What a theatre knows of the shape of its areas; every answer is () where it knows none."""

    def __init__(self, theatre: Theatre) -> None:
        self._ways = {way.area: way_course(way) for way in theatre.ways}
        self._roads = {area.id for area in theatre.areas if area.kind == "road"}
        self._outlines = {shape.of[0]: shape.lines for shape in theatre.shapes if len(shape.of) == 1}
        self._borders = {frozenset(shape.of): shape.lines for shape in theatre.shapes if len(shape.of) > 1}
        self._theatre = theatre
        self.part = cache(self._part)

    def name(self, place: PlaceMention) -> str:
        """What the house calls a place."""
        return house_name(place.name or place.text, self._theatre)

    def course(self, key: str) -> Course:
        """The course of a road or a river."""
        return self._ways.get(_id(key), ())

    def is_road(self, key: str) -> bool:
        """Is it a road, whether its course is known or not?"""
        return _id(key) in self._roads

    def stretch(self, key: str, ends: tuple[Point, Point]) -> Course:
        """The part of a road between two towns on it."""
        course = self.course(key)
        return section(course, *ends, _BESIDE_KM) if course else ()

    def border(self, one: str, other: str) -> tuple[Course, ...]:
        """The border of two areas."""
        return self._borders.get(frozenset((_id(one), _id(other))), ())

    def outline(self, key: str) -> tuple[Course, ...]:
        """The rings of an area."""
        return self._outlines.get(_id(key), ())

    def _part(self, key: str, part: str) -> tuple[Course, ...]:
        """The rings of a part of an area ("north", "left bank")."""
        return outline_of_part(self.outline(key), part, self._theatre)


def _id(key: str) -> str:
    return key.removeprefix(_AREA)
