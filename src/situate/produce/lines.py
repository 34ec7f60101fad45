"""Lines that claims name: between settlements, along a road, along the border of two areas."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from situate.geo import Point
from situate.model import Claim, PlaceMention
from situate.produce.terrain import Terrain
from situate.shapes import Course

# Larger than this it is an area: no town is, and a point would mislead.
LARGEST_SETTLEMENT_KM: Final = 30.0
# What makes of two regions' names, behind them, their common edge: "the A-B border", "the A-B Oblast border".
_BORDER: Final = re.compile(r"(?:[\s-]+\w+){0,2}[\s-]+(?:border|boundary)", re.IGNORECASE)
# The same before them: "the border between A and B", "the borders of A and B".
_BORDER_OF: Final = re.compile(
    r"\b(?:borders?|boundary|boundaries)\s+(?:area\s+)?(?:between|of|with)\s+(?:the\s+)?$", re.IGNORECASE
)
# What may stand between two names of one line: "A-B", "A, B, and C", "A (3km north of D) and B".
_JOINT: Final = re.compile(r"(?:\s*\([^()]*\))?(?:\s*[-–—/]\s*|,?\s+(?:and\s+|to\s+)|,\s*)")
# What leads from the number of a road to the towns that it joins: "the R21 A-B highway", "the R21 between A and B".
_LEADS: Final = re.compile(r"\s+(?:(?:highway|road|route|motorway)\s+)?(?:(?:that\s+runs\s+)?(?:between|from)\s+)?")
_LOOK_BACK: Final = 40


class Drawn(NamedTuple):
    """A line as drawn: its key and name, its runs, and the mentions that it stands for."""

    key: str
    name: str
    runs: tuple[Course, ...]
    places: tuple[PlaceMention, ...]


def stretches(claim: Claim) -> Iterator[tuple[PlaceMention, ...]]:
    """The lines that a claim names by two or more placed settlements: "the A-B line", "between A, B, and C".

    A line one of whose ends is an area or unplaced is left out: nobody knows where it runs. So is a border.
    """
    run: list[PlaceMention] = []
    for place in sorted((p for p in claim.places if p.role == "between"), key=lambda p: p.start):
        if run and not _joined(run[-1], place, claim):
            yield from _whole_line(run, claim)
            run = []
        run.append(place)
    yield from _whole_line(run, claim)


def _joined(one: PlaceMention, other: PlaceMention, claim: Claim) -> bool:
    start = claim.content.start
    inside = one.end >= start  # what stands before the content is not there to be read
    return inside and _JOINT.fullmatch(claim.content.text[one.end - start : other.start - start]) is not None


def _whole_line(run: list[PlaceMention], claim: Claim) -> Iterator[tuple[PlaceMention, ...]]:
    if not run or _BORDER.match(claim.content.text, run[-1].end - claim.content.start):
        return
    if len(run) > 2 and is_area(run[-1]):
        run = run[:-1]  # "between A and B, C Oblast": the area that both lie in
    settlements = all(p.key is not None and not is_area(p) for p in run)
    if settlements and len({p.key for p in run}) > 1:
        yield tuple(run)


def is_area(place: PlaceMention) -> bool:
    """Is it more than a settlement: an area of the theatre, or anything wider than a city?"""
    return place.method == "area" or (place.radius_km or 0.0) > LARGEST_SETTLEMENT_KM


def drawn_lines(claim: Claim, terrain: Terrain) -> Iterator[Drawn]:
    """The lines of a claim: along the road that it names where its course is known, else straight between the towns."""
    for told in stretches(claim):
        keys = tuple(p.key or "" for p in told)
        ends = min(keys, keys[::-1])
        line = told if keys == ends else told[::-1]  # it is one line, whichever end it is told from
        name = "–".join(map(terrain.name, line))
        road = _road_before(min(line, key=lambda p: p.start), claim, terrain)
        if road is None or road.key is None:
            yield Drawn("line:" + "/".join(ends), name, (_straight(line),), line)
            continue
        run = terrain.stretch(road.key, (_point(line[0]), _point(line[-1]))) or _straight(line)
        key = f"line:{road.key.removeprefix('area:')}:{'/'.join(ends)}"
        yield Drawn(key, f"{terrain.name(road)}, {name}", (run,), (road, *line))
    for one, other in borders(claim):
        if runs := terrain.border(one.key or "", other.key or ""):
            first, second = sorted((one, other), key=lambda p: p.key or "")
            key = f"border:{(first.key or '').removeprefix('area:')}/{(second.key or '').removeprefix('area:')}"
            yield Drawn(key, f"{terrain.name(first)}–{terrain.name(second)} border", runs, (one, other))


def borders(claim: Claim) -> Iterator[tuple[PlaceMention, PlaceMention]]:
    """The pairs of areas whose border a claim names: "the A-B border", "the border between A and B"."""
    areas = sorted((p for p in claim.places if p.method == "area"), key=lambda p: p.start)
    text, start = claim.content.text, claim.content.start
    for one, other in pairwise(areas):
        if one.start < start or not _joined(one, other, claim) or one.key == other.key:
            continue
        before = text[max(0, one.start - start - _LOOK_BACK) : one.start - start]
        if _BORDER.match(text, other.end - start) or _BORDER_OF.search(before):
            yield one, other


def _road_before(first: PlaceMention, claim: Claim, terrain: Terrain) -> PlaceMention | None:
    """The numbered road whose stretch the line is, where it stands right before the line's first town."""
    for place in claim.places:
        if place.key is not None and terrain.is_road(place.key) and claim.content.start <= place.end < first.start:
            between = claim.content.text[place.end - claim.content.start : first.start - claim.content.start]
            if _LEADS.fullmatch(between):
                return place
    return None


def _straight(line: tuple[PlaceMention, ...]) -> Course:
    return tuple((p.lat, p.lon) for p in line if p.lat is not None and p.lon is not None)


def _point(place: PlaceMention) -> Point:
    assert place.lat is not None and place.lon is not None  # the ends of a line are placed
    return Point(lat=place.lat, lon=place.lon)
