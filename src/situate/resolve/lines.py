"""Lines that distances are told from: a border, a road, a river.

"5km from the border with Tarn Oblast", "12km west of the R21 highway": where a town is one point, the nearest point of
the line takes its place. What the theatre has no course of (a front line) is no anchor.
"""

import re
from collections import Counter
from functools import lru_cache
from typing import Final, NamedTuple

from situate.geo import Point
from situate.model import Locator
from situate.resolve.candidates import Candidates
from situate.resolve.geometry import Town
from situate.shapes import OFF_COURSE_KM, Course, nearest, way_course
from situate.theatre import Theatre

# How many anchors' lines are kept, the latest.
_KEPT: Final = 1 << 12
_BORDER: Final = re.compile(r"\b(?:border|boundary)\b", re.IGNORECASE)
# The names around the word: "the A-B Oblast border", "the border between A and B Oblasts", "the border with A".
_PARTS: Final = re.compile(r"\s*(?:[-–—/]|\band\b|\bwith\b|\bbetween\b|\bof\b|,)\s*")
_NO_NAME: Final = re.compile(
    r"\b(?:the|administrative|international|state|national|border|boundary|line|region|area)\b", re.IGNORECASE
)


class Line(NamedTuple):
    """A line that distances are told from, under the name that the text gives it."""

    name: str
    runs: tuple[Course, ...]

    def town(self, point: Point) -> Town:
        """The nearest point of the line, as the town that the point is measured from."""
        return Town(nearest(self.runs, point).point, 0, 0.0, 1.0, OFF_COURSE_KM)


class Lines:
    """The borders, roads and rivers of one theatre, found by what a locator says."""

    def __init__(self, theatre: Theatre, candidates: Candidates) -> None:
        self._candidates = candidates
        self._ways = {way.area: way_course(way) for way in theatre.ways}
        self._borders = [(frozenset(shape.of), shape.lines) for shape in theatre.shapes if len(shape.of) > 1]
        self._countries = {area.id: area.country for area in theatre.areas}
        countries = {area.country: area.id for area in theatre.areas if area.kind == "country" and area.country}
        self._home = frozenset(countries[code] for code in theatre.countries if code in countries)
        self._states = frozenset(countries.values())
        self._codes = {key: code for code, key in countries.items()}
        heads = Counter(a.name.rpartition(" ")[2] for a in theatre.areas if a.kind == "admin1" and " " in a.name)
        self._head = heads.most_common(1)[0][0] if heads else ""
        self._adjectives = {
            word: countries[code]
            for side in theatre.sides
            for code in side.countries[:1]
            for word in side.adjectives
            if code in countries
        }
        self._kept = lru_cache(_KEPT)(self._find)

    def of(self, locator: Locator) -> Line | None:
        """The line that it is told from; None where its anchor is a point, or a line whose course nobody knows."""
        return self._kept(locator.anchor or "", locator.text) if locator.anchor else None

    def _find(self, anchor: str, text: str) -> Line | None:
        bordering = _BORDER.search(text)
        if bordering is None:
            area = self._candidates.area(anchor)
            course = self._ways.get(area.id) if area is not None else None
            return None if course is None else Line(anchor, (course,))
        at = text.find(anchor)
        # "the A-B border" may have been read as far as "A": the words to the end of the phrase tell the rest.
        phrase = text[at:] if 0 <= at < bordering.end() else text[bordering.start() :]
        areas = self._areas(phrase)
        runs = () if areas is None else self._border(areas)
        return Line(phrase if at >= 0 else anchor, runs) if runs else None

    def _areas(self, phrase: str) -> tuple[str, ...] | None:
        """The ids of the areas that a phrase about a border names, in order; None where it names what is none."""
        found: list[str] = []
        for part in _PARTS.split(phrase):
            name = " ".join(_NO_NAME.sub(" ", part).split())
            if name:
                key = self._area(name)
                if not key:
                    return None
                found.append(key)
        return tuple(dict.fromkeys(found))

    def _area(self, name: str) -> str:
        """The area of a name, of an adjective ("Valerian"), or of "A" where it stands for "A Oblast"."""
        for form in (f"{name} {self._head}", name):
            area = self._candidates.area(form)
            if area is not None:
                return area.id
        return self._adjectives.get(name, "")

    def _border(self, areas: tuple[str, ...]) -> tuple[Course, ...]:
        """Between the areas that are named; else all of it round the one; else between home and another country."""
        if len(areas) > 1:
            one, other = areas[:2]
            runs = [run for of, lines in self._borders if self._part(one, of, other) for run in lines]
        elif areas:
            runs = [run for of, lines in self._borders if areas[0] in of for run in lines]
        else:
            runs = [run for of, lines in self._borders if of & self._home and of <= self._states for run in lines]
        return tuple(runs)

    def _part(self, one: str, of: frozenset[str], other: str) -> bool:
        """Is it the border of the two, or of one with a region of the other, which is a country?"""
        if {one, other} == of:
            return True
        for region, country in ((one, other), (other, one)):
            code = self._codes.get(country)
            if region in of and code and region not in self._states:
                return any(self._countries.get(area) == code for area in of - {region})
        return False
