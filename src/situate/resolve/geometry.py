"""Does a point fit the words that locate it? Distances in km, angles in degrees, on a plane that is flat nearby."""

import math
from typing import Final

import msgspec

from situate.geo import COMPASS, Point, angle_between, offset
from situate.model import Locator

# How far a town's edge lies from its centre, by population: stated distances run from either (standards, section 7:
# a great city about 20 km, towns 4 to 5, small ones 0 to 2).
_EDGES: Final = ((500_000, 20.0), (100_000, 8.0), (20_000, 5.0), (5_000, 4.0), (0, 2.0))
# The uncertainty of a settlement as a point: half its built-up width, by population.
_RADII: Final = ((1_000_000, 15.0), (500_000, 10.0), (100_000, 6.0), (20_000, 4.0), (5_000, 2.5), (0, 1.5))
# An eight-point bearing is good to about 45 degrees (standards, section 7); 95% of those measured are within 35.
BEARING_ERROR: Final = 45.0
# Where no distance is said, the anchor is the nearest town that readers know, which of a great city is true farther
# away: "southeast of" one was said of towns at 110 km.
_UNSAID: Final = ((500_000, 120.0), (100_000, 80.0), (0, 40.0))
KM_A_DEGREE: Final = 111.195


def _by_population(table: tuple[tuple[int, float], ...], population: int) -> float:
    return next(km for least, km in table if population >= least)


def edge_km(population: int) -> float:
    """How far from the centre of a town of that many people its edge may lie, in km."""
    return _by_population(_EDGES, population)


def settlement_radius_km(population: int) -> float:
    """The uncertainty of a settlement of that many people as a point, in km."""
    return _by_population(_RADII, population)


def _east_north(origin: Point, target: Point) -> tuple[float, float]:
    east = (target.lon - origin.lon + 180) % 360 - 180
    narrowing = math.cos(math.radians((origin.lat + target.lat) / 2))
    return east * narrowing * KM_A_DEGREE, (target.lat - origin.lat) * KM_A_DEGREE


def near_km(a: Point, b: Point) -> float:
    """Distance on a flat map, in km: within 1% of the geodesic up to 300 km, at a tenth of its cost."""
    return math.hypot(*_east_north(a, b))


def near_bearing(origin: Point, target: Point) -> float:
    """Bearing on a flat map, degrees clockwise from north: within 3 degrees up to 300 km."""
    east, north = _east_north(origin, target)
    return math.degrees(math.atan2(east, north)) % 360


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """How a point fits a locator: `score` 1 (well) to -1.5 (not at all), with its measure in words.

    `misjudged` is true where it lies the way that is said, but at about half or twice the distance.
    """

    score: float
    detail: str
    misjudged: bool = False


def fit(locator: Locator, anchor: Point, population: int, point: Point) -> Fit:
    """Measure a point against "12km north of" an anchor of that population.

    The distance may run from the anchor's centre or its edge and is rounded; "within" bounds it from above.
    """
    km, edge = near_km(anchor, point), edge_km(population)
    degrees = near_bearing(anchor, point)
    if locator.distance_km is None:
        score = 1.0 - _unsaid_penalty(km, _by_population(_UNSAID, population))
    else:
        score = 1.0 - _distance_penalty(locator, locator.distance_km, km, edge)
    said, misjudged = COMPASS.get(locator.bearing or ""), False
    if said is not None:
        apart = angle_between(said, degrees)
        score -= _bearing_penalty(apart, km, edge)
        misjudged = apart <= BEARING_ERROR and 0.45 <= km / max(locator.distance_km or 0.0, 5.0) <= 2.2
    detail = f"{km:.0f} km at {degrees:.0f}° from {locator.anchor}"
    return Fit(score=max(-1.5, score), detail=detail, misjudged=misjudged)


def _unsaid_penalty(km: float, most: float) -> float:
    """The nearer the better; 1 for each half of the bound beyond it."""
    return 0.2 * km / most if km <= most else 0.2 + 2 * (km - most) / most


def _distance_penalty(locator: Locator, said: float, km: float, edge: float) -> float:
    """0 inside the bounds (a little more towards them), 1 for each 0.3 of the distance, or 5 km, beyond."""
    slack = max(2.0, 0.15 * said)
    if locator.within:
        return max(0.0, km - said - edge - slack) / max(5.0, 0.3 * said)
    beyond = max(km - said - edge - slack, said - slack - km, 0.0)
    if beyond:
        return 0.2 + beyond / max(5.0, 0.3 * said)
    return 0.2 * min(abs(km - said), abs(km - said - edge / 2)) / (slack + edge / 2)


def _bearing_penalty(apart: float, km: float, edge: float) -> float:
    """0 to 0.2 within the error of a compass word, which is larger close by, and 1 for each 20 degrees beyond it."""
    error = BEARING_ERROR + math.degrees(math.atan2(edge / 2, km)) / 2
    return 0.2 * apart / error if apart <= error else 0.2 + (apart - error) / 20


def learned(locator: Locator, anchor: Point, population: int) -> tuple[Point, float] | None:
    """The point that a locator describes by itself and its radius in km; None where it gives no distance or bearing.

    The radius holds the rounding of the distance, the anchor's edge and half a compass point of bearing.
    """
    degrees = COMPASS.get(locator.bearing or "")
    if degrees is None or locator.distance_km is None:
        return None
    edge = edge_km(population)
    if locator.within:
        along = (locator.distance_km + edge) / 2
        return offset(anchor, degrees, along), math.hypot(along, along * math.sin(math.radians(22.5)))
    km = locator.distance_km + edge / 4
    along = max(1.5, 0.1 * locator.distance_km) + edge / 4
    return offset(anchor, degrees, km), math.hypot(along, km * math.sin(math.radians(22.5)))
