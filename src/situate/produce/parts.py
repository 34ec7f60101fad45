"""Parts of areas: which part the words around a name mean, and its outline.

"Northern Tarn Oblast" is the half of it north of its middle, "southwestern" the quarter, "central" what lies half as
far from the middle as the edge does; "left bank" is what lies left of the river through it, seen downstream.
"""

import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from situate.geo import COMPASS, POINT_PATTERN, Point, distance_km
from situate.model import Claim, PlaceMention
from situate.shapes import Corner, Course, inside, nearest, section, way_course
from situate.theatre import Theatre

_SIDE: Final = rf"(?P<side>{POINT_PATTERN}|central)(?:ern)?(?:most)?"
_SHARE: Final = r"(?:\s+(?:parts?|portions?|areas?|half|corner|edge|tip)\s+(?:of|in))?"
_BANK: Final = rf"(?P<bank>left|right|{POINT_PATTERN})(?:ern)?[- ]bank"
_RIVER: Final = r"(?:\s+of\s+(?:the\s+)?[\w’'-]+(?:\s+[Rr]iver)?\s+in|\s+of|\s+in)?"
# "northern", "the southern part of", "in the north of", "left-bank", "the west bank of the Sel River in".
_BEFORE: Final = re.compile(
    rf"(?P<also>\b(?:{POINT_PATTERN}|central)(?:ern)?,?\s+(?:and|or)\s+)?(?:\b{_BANK}{_RIVER}|\b{_SIDE}{_SHARE}"
    rf"|\b(?:in\s+the|far)\s+(?P<noun>{POINT_PATTERN}|cent(?:er|re))\s+(?:of|in))"
    r"(?:\s+the)?(?:\s+(?:occupied|rural))?\s+$",
    re.IGNORECASE,
)
_INSIDE: Final = re.compile(rf"^(?P<side>{POINT_PATTERN})ern\s|^(?P<middle>central)\s", re.IGNORECASE)
_LOOK_BACK: Final = 60
_STEP_KM: Final = 4.0
# A river through an area has this much of its course in it, in km.
_THROUGH_KM: Final = 40.0


def part_named(place: PlaceMention, claim: Claim) -> str:
    """The part of an area that the words at its name mean: "north" ..., "central", "left bank", "west bank" or ""."""
    at = place.start - claim.content.start
    own = _INSIDE.match(place.text)
    if own is not None:
        return _named(own["side"] or own["middle"])
    before = claim.content.text[max(0, at - _LOOK_BACK) : at] if at > 0 else ""
    found = _BEFORE.search(before)
    if found is None or found["also"]:  # "western and southern": two parts are no one part
        return ""
    return f"{_named(found['bank'])} bank" if found["bank"] else _named(found["side"] or found["noun"])


def _named(word: str) -> str:
    plain = re.sub(r"[- ]", "", word.casefold())
    return "central" if plain.startswith("cent") else plain


def full_name(part: str, name: str) -> str:
    """The name of a part: "northern Tarn Oblast", "left-bank Tarn Oblast"."""
    if part.endswith(" bank"):
        return f"{part.replace(' ', '-')} {name}"
    return f"{part}{'' if part == 'central' else 'ern'} {name}"


def outline_of_part(rings: Sequence[Course], part: str, theatre: Theatre) -> tuple[Course, ...]:
    """The rings of a part of an area; () where nothing of it is left, or no river parts it."""
    if not rings:
        return ()
    if part.endswith(" bank"):
        return _bank(rings, part.removesuffix(" bank"), theatre)
    middle = middle_of(rings)
    if part == "central":
        return tuple(tuple(_toward(middle, corner) for corner in ring) for ring in rings)
    made: Iterable[Course] = rings
    for way in (word for word in ("north", "south", "east", "west") if word in part):
        degrees = math.radians(COMPASS[way])
        made = [_half(ring, middle, math.cos(degrees), math.sin(degrees)) for ring in made]
    return tuple(ring for ring in made if len(ring) > 3)


def middle_of(rings: Sequence[Course]) -> Point:
    """The centre of gravity of the largest ring."""
    ring = max(rings, key=lambda r: abs(_doubled(r)))
    doubled = _doubled(ring)
    if not doubled:
        return Point(lat=ring[0][0], lon=ring[0][1])
    lat = sum((a[0] + b[0]) * _cross(a, b) for a, b in pairwise(ring)) / (3 * doubled)
    lon = sum((a[1] + b[1]) * _cross(a, b) for a, b in pairwise(ring)) / (3 * doubled)
    return Point(lat=lat, lon=lon)


def extent_km(rings: Sequence[Course], middle: Point) -> float:
    """How far from its middle an outline reaches, in km."""
    return max(distance_km(middle, Point(lat=lat, lon=lon)) for ring in rings for lat, lon in ring)


def _doubled(ring: Course) -> float:
    return sum(_cross(a, b) for a, b in pairwise(ring))


def _cross(a: Corner, b: Corner) -> float:
    return a[1] * b[0] - b[1] * a[0]


def _toward(middle: Point, corner: Corner) -> Corner:
    return (middle.lat + corner[0]) / 2, (middle.lon + corner[1]) / 2


def _half(ring: Course, middle: Point, north: float, east: float) -> Course:
    """The part of a closed ring on one side of a line through the middle (Sutherland and Hodgman)."""
    kept: list[Corner] = []
    for a, b in pairwise(ring):
        here, there = ((c[0] - middle.lat) * north + (c[1] - middle.lon) * east for c in (a, b))
        if here >= 0:
            kept.append(a)
        if (here >= 0) != (there >= 0):
            share = here / (here - there)
            kept.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
    return (*kept, kept[0]) if kept else ()


def _bank(rings: Sequence[Course], side: str, theatre: Theatre) -> tuple[Course, ...]:
    """What lies on one side of the river that has most of its course in the area."""
    kinds = {area.id: area.kind for area in theatre.areas}
    rivers = [way_course(way) for way in theatre.ways if kinds.get(way.area) == "river"]
    length, river = max(((_length_in(rings, course), course) for course in rivers), default=(0.0, ()))
    if length < _THROUGH_KM:
        return ()
    left = side == "left" if side in {"left", "right"} else _is_left(rings, river, side)
    made = (_beside(_dense(ring), river, left=left) for ring in rings)
    return tuple(ring for ring in made if len(ring) > 3)


def _length_in(rings: Sequence[Course], course: Course) -> float:
    steps = _dense(course)
    return sum(_STEP_KM for corner in steps if inside(rings, Point(lat=corner[0], lon=corner[1])))


def _is_left(rings: Sequence[Course], river: Course, side: str) -> bool:
    """Is the bank that a compass word names the left one, where the river runs through the area?"""
    through = [c for c in _dense(river) if inside(rings, Point(lat=c[0], lon=c[1]))]
    north, east = through[-1][0] - through[0][0], through[-1][1] - through[0][1]
    degrees = math.radians(COMPASS[side])
    # A quarter turn to the left of (north, east) is (east, -north).
    return east * math.cos(degrees) - north * math.sin(degrees) > 0


def _dense(course: Course) -> Course:
    """The course with corners no farther apart than a step."""
    found: list[Corner] = []
    for a, b in pairwise(course):
        count = max(1, round(distance_km(Point(lat=a[0], lon=a[1]), Point(lat=b[0], lon=b[1])) / _STEP_KM))
        found.extend((a[0] + (b[0] - a[0]) * n / count, a[1] + (b[1] - a[1]) * n / count) for n in range(count))
    return (*found, course[-1])


def _beside(ring: Course, river: Course, *, left: bool) -> Course:
    """The part of a closed ring on one side of a river; where it is left and entered again the river is its edge."""
    kept = [_is_beside(corner, river, left=left) for corner in ring[:-1]]
    if all(kept):
        return ring
    if not any(kept):
        return ()
    start = next(n for n in range(len(kept)) if kept[n] and not kept[n - 1])
    order = [(start + n) % len(kept) for n in range(len(kept))]
    found: list[Corner] = []
    for number, after in pairwise([*order, start]):
        if kept[number]:
            found.append(ring[number])
        if kept[number] and not kept[after]:
            entry = next(n for n in (*order[order.index(after) :], start) if kept[n])
            found.extend(_along(river, ring[number], ring[entry]))
    return (*found, found[0])


def _along(river: Course, one: Corner, other: Corner) -> Course:
    a, b = Point(lat=one[0], lon=one[1]), Point(lat=other[0], lon=other[1])
    return section(river, a, b, math.inf)


def _is_beside(corner: Corner, river: Course, *, left: bool) -> bool:
    """Does the corner lie left of the river, or right, at the stretch that is nearest to it?

    Outside a bend two stretches are equally near: the one that lies more to the side of it tells.
    """
    point = Point(lat=corner[0], lon=corner[1])
    narrowing = math.cos(math.radians(point.lat))
    stretches = [(nearest((stretch,), point).km, *_turn(stretch, corner, narrowing)) for stretch in pairwise(river)]
    least = min(km for km, _, _ in stretches)
    _, turn = max((aside, turn) for km, aside, turn in stretches if km <= least + 1e-6)
    return (turn > 0) == left


def _turn(stretch: tuple[Corner, Corner], corner: Corner, narrowing: float) -> tuple[float, float]:
    """How far the corner lies from the straight line through a stretch, and that again, below 0 to its right."""
    a, b = stretch
    north, east = b[0] - a[0], (b[1] - a[1]) * narrowing
    turn = (east * (corner[0] - a[0]) - north * (corner[1] - a[1]) * narrowing) / (math.hypot(north, east) or 1.0)
    return abs(turn), turn
