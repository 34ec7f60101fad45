"""Does a point fit the words that locate it? Distances in km, angles in degrees, on a plane that is flat nearby."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

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

# What a locator's words leave open, as standard deviations. On 272 different locators of the 2022 reports whose place
# a village gazetteer knows: bearings lie 16 degrees about the truth (10 among those within 45), exact distances an
# eighth; "within 20km" is said of places at 0.9 of it, give or take a third (0.25 to 0.5 do alike).
_BEARING_DEVIATION: Final = 13.0
_DISTANCE_DEVIATION: Final = 0.12
_LEAST_DEVIATION_KM: Final = 1.5
# Nobody tells a settlement's place from farther away than this.
_FARTHEST_KM: Final = 1000.0
_WITHIN: Final = 0.85
_WITHIN_DEVIATION: Final = 0.35
# A circle of twice the larger deviation holds the true place 86 times of 100.
_RADIUS_DEVIATIONS: Final = 2.0


def _by_population(table: tuple[tuple[int, float], ...], population: int) -> float:
    for least, km in table:
        if population >= least:
            return km
    raise ValueError(f"a population below 0: {population}")


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
    east, north = _east_north(a, b)
    return math.hypot(east, north)


def near_bearing(origin: Point, target: Point) -> float:
    """Bearing on a flat map, degrees clockwise from north: within 3 degrees up to 300 km."""
    east, north = _east_north(origin, target)
    return math.degrees(math.atan2(east, north)) % 360


class Town(NamedTuple):
    """Where distances are told from: its centre, its people, and how far its edge lies from the centre, in km."""

    point: Point
    population: int
    typical_km: float
    spread_km: float
    reach_km: float


def town(point: Point, population: int) -> Town:
    """A town whose edge is known by its population alone."""
    reach = edge_km(population)
    return Town(point, population, reach / 4, reach / 4, reach)


class Fit(NamedTuple):
    """How a point fits a locator: `score` 1 (well) to -1.5 (not at all), and its distance and bearing from the anchor.

    `misjudged` is true where it lies the way that is said, but at about half or twice the distance.
    """

    score: float
    km: float
    degrees: float
    misjudged: bool


def fit(locator: Locator, anchor: Town, point: Point) -> Fit:
    """Measure a point against "12km north of" an anchor.

    The distance may run from the anchor's centre or its edge and is rounded; "within" bounds it from above.
    """
    east, north = _east_north(anchor.point, point)
    km = math.hypot(east, north)
    degrees = math.degrees(math.atan2(east, north)) % 360
    if locator.distance_km is None:
        score = 1.0 - _unsaid_penalty(km, _by_population(_UNSAID, anchor.population))
    else:
        score = 1.0 - _distance_penalty(locator, locator.distance_km, km, anchor)
    said, misjudged = COMPASS.get(locator.bearing or ""), False
    if said is not None:
        apart = angle_between(said, degrees)
        score -= _bearing_penalty(apart, km, anchor.reach_km, vague=locator.distance_km is None)
        misjudged = apart <= BEARING_ERROR and 0.45 <= km / max(locator.distance_km or 0.0, 5.0) <= 2.2
    return Fit(max(-1.5, score), km, degrees, misjudged)


def _unsaid_penalty(km: float, most: float) -> float:
    """The nearer the better; 1 for each half of the bound beyond it."""
    return 0.2 * km / most if km <= most else 0.2 + 2 * (km - most) / most


def _distance_penalty(locator: Locator, said: float, km: float, anchor: Town) -> float:
    """0 inside the bounds (a little more towards them), 1 for each 0.3 of the distance, or 5 km, beyond."""
    slack, edge = max(2.0, 0.15 * said), anchor.reach_km
    if locator.within:
        return max(0.0, km - said - edge - slack) / max(5.0, 0.3 * said)
    beyond = max(km - said - edge - slack, said - slack - km, 0.0)
    if beyond:
        return 0.2 + beyond / max(5.0, 0.3 * said)
    return 0.2 * min(abs(km - said), abs(km - said - edge / 2)) / (slack + edge / 2)


def _bearing_penalty(apart: float, km: float, edge: float, *, vague: bool) -> float:
    """0 to 0.2 within the error of a compass word, which is larger close by, and 1 for each 20 degrees beyond it.

    Where no distance is said the word is of a direction rather than a place: 1 for each 40 degrees.
    """
    error = BEARING_ERROR + math.degrees(math.atan2(edge / 2, km)) / 2
    if apart <= error:
        return 0.2 * apart / error
    return 0.2 + (apart - error) / (40.0 if vague else 20.0)


class Spot(NamedTuple):
    """Where words put a place: a point, and the deviations along and across the line on which it was measured."""

    point: Point
    degrees: float
    along_km: float
    across_km: float


def spot(locator: Locator, anchor: Town) -> Spot | None:
    """The spot that a locator describes by itself; None where it gives no distance or no bearing, or one too far."""
    degrees = COMPASS.get(locator.bearing or "")
    said = locator.distance_km
    if degrees is None or said is None or said > _FARTHEST_KM:
        return None
    if locator.within:
        km, along = _WITHIN * said + anchor.typical_km, _WITHIN_DEVIATION * said + 1.0
    else:
        km = said + anchor.typical_km
        along = math.hypot(max(_LEAST_DEVIATION_KM, _DISTANCE_DEVIATION * said), anchor.spread_km)
    across = km * math.sin(math.radians(_BEARING_DEVIATION)) + 0.7
    return Spot(offset(anchor.point, degrees, km), degrees, along, across)


def meet(spots: Sequence[Spot]) -> tuple[Point, float]:
    """The point on which independent spots agree best, and its radius in km: the mean weighed by their deviations.

    Raises ValueError where there are none.
    """
    if not spots:
        raise ValueError("no spots that could meet")
    origin = spots[0].point
    xx = xy = yy = x = y = 0.0
    for one in spots:
        east, north = _east_north(origin, one.point)
        sine, cosine = math.sin(math.radians(one.degrees)), math.cos(math.radians(one.degrees))
        along, across = 1 / one.along_km**2, 1 / one.across_km**2
        w_xx = sine * sine * along + cosine * cosine * across
        w_yy = cosine * cosine * along + sine * sine * across
        w_xy = sine * cosine * (along - across)
        xx, xy, yy = xx + w_xx, xy + w_xy, yy + w_yy
        x, y = x + w_xx * east + w_xy * north, y + w_xy * east + w_yy * north
    determinant = xx * yy - xy * xy
    east, north = (yy * x - xy * y) / determinant, (xx * y - xy * x) / determinant
    lat = origin.lat + north / KM_A_DEGREE
    narrowing = math.cos(math.radians((origin.lat + lat) / 2))
    point = Point(lat=lat, lon=origin.lon + east / KM_A_DEGREE / narrowing)
    least = (xx + yy) / 2 - math.hypot((xx - yy) / 2, xy)  # the smaller eigenvalue: the direction least certain
    return point, _RADIUS_DEVIATIONS / math.sqrt(least)
