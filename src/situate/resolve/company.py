"""Which settlements stand beside a name in lists: of "A, B, and C" each mostly lies a short drive from the next."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from situate.gazetteer import normal
from situate.geo import Point
from situate.model import Claim, PlaceMention
from situate.resolve.geometry import Spot, near_km

# What joins two names of a list, the locator of the first between them or not.
_JOINT: Final = re.compile(
    r"(?:\s*\([^()]*\))?(?:,\s+and\s+|,\s+as\s+well\s+as\s+|,\s+|\s+and\s+|\s*[-–]\s*)", re.IGNORECASE
)
# What is no settlement, or lies nobody knows where.
_NO_POINT: Final = frozenset({"", "area", "unplaced"})
_WIDEST_KM: Final = 12.0
# Of 1,100 pairs of villages that the reports of 2022 list side by side half lie within 10 km of one another, three
# quarters within 21. Six neighbours and more say no more than six: they are all of one front.
_APART_KM: Final = 10.0
_MOST: Final = 6

# The neighbours of each name, by its normal form: a point and its radius in km.
Company = Mapping[str, Sequence[tuple[Point, float]]]


def listed_beside(claims: Iterable[Claim]) -> Company:
    """The settlements that stand beside each name in lists, each name of theirs once, in the order of the names.

    Of a neighbour that was placed at several points the one with the least radius is meant.
    """
    found: dict[str, dict[str, tuple[float, Point]]] = {}
    for claim in claims:
        if len(claim.places) < 2:
            continue
        for one, other in pairwise(sorted(claim.places, key=lambda place: place.start)):
            if not _joined(one, other, claim):
                continue
            for name, beside in ((one, other), (other, one)):
                if (known := _known(beside)) is not None:
                    own, theirs = normal(name.text), normal(beside.text)
                    points = found.setdefault(own, {})
                    if own != theirs:
                        points[theirs] = min(points.get(theirs, known), known)
    return {name: [(at, km) for _, (km, at) in sorted(points.items())] for name, points in found.items()}


def _joined(one: PlaceMention, other: PlaceMention, claim: Claim) -> bool:
    start = claim.content.start
    if one.start < start or other.start < one.end:
        return False
    return _JOINT.fullmatch(claim.content.text[one.end - start : other.start - start]) is not None


def _known(place: PlaceMention) -> tuple[float, Point] | None:
    radius_km = place.radius_km or 0.0
    if place.lat is None or place.lon is None or place.method in _NO_POINT or radius_km > _WIDEST_KM:
        return None
    return (radius_km if place.method == "learned" else 0.0), Point(lat=place.lat, lon=place.lon)


def drawn_by(company: Sequence[tuple[Point, float]], at: Point, radius_km: float) -> list[Spot]:
    """What its neighbours in lists say of a place that its locators put in a circle: the nearest of them draw it."""
    near = sorted((km, point, own) for point, own in company if (km := near_km(at, point)) <= radius_km + _APART_KM)
    spread = [(point, math.hypot(_APART_KM, own)) for _, point, own in near[:_MOST]]
    return [Spot(point, 0.0, km, km) for point, km in spread]
