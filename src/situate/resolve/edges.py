"""How far a town's edge lies from its centre: stated distances run from either, and each town has its own habit."""

from collections.abc import Iterable
from statistics import median
from typing import Final

import msgspec

from situate.gazetteer import Gazetteer
from situate.geo import COMPASS, Point, angle_between
from situate.model import Claim, Locator, PlaceMention
from situate.resolve.candidates import Candidates, Option
from situate.resolve.geometry import BEARING_ERROR, edge_km, near_bearing, near_km
from situate.theatre import Theatre, TownEdge

# Scales a median deviation to the standard deviation of a normal distribution.
_MAD: Final = 1.4826
# A learned edge is of the town whose point lies this near.
_SAME_TOWN_KM: Final = 5.0
# Fewer locators than this tell nothing about a town's habit.
_ENOUGH: Final = 5
# A shortfall beyond this is a slip or another namesake, not an edge: the farthest edge measured is at 24 km.
_FARTHEST_KM: Final = 40.0
# What says nothing about a distance: points that were found by it.
_CIRCULAR: Final = frozenset({"", "learned", "area", "unplaced"})


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """A town's edge: stated distances fall short by `typical_km` ± `spread_km`, at most `reach_km`.

    `how` says where that is known from.
    """

    typical_km: float
    spread_km: float
    reach_km: float
    how: str


class Edges:
    """The edges of one theatre's towns; a town nobody measured has one by its population, and says so."""

    def __init__(self, theatre: Theatre) -> None:
        self._rows = [(Point(lat=row.lat, lon=row.lon), row) for row in theatre.edges]
        self._found: dict[str, Edge] = {}

    def of(self, town: Option) -> Edge:
        """The edge of a town that distances are told from."""
        found = self._found.get(town.id)
        if found is None:
            found = self._found[town.id] = self._look_up(town)
        return found

    def _look_up(self, town: Option) -> Edge:
        by_population = edge_km(town.population)
        near = [(near_km(point, town.point), row.name, row) for point, row in self._rows]
        if near and min(near)[0] <= _SAME_TOWN_KM:
            row = min(near)[2]
            # The habit changes with the author and the year: the town itself still reaches as far as its size says.
            reach = max(by_population, row.edge_km + 2 * row.spread_km)
            how = f"edge at {row.edge_km:g} ± {row.spread_km:g} km by {row.n} locators, at most {reach:g} km"
            return Edge(typical_km=row.edge_km, spread_km=row.spread_km, reach_km=reach, how=how)
        how = f"edge at most {by_population:g} km by its population"
        return Edge(typical_km=by_population / 4, spread_km=by_population / 4, reach_km=by_population, how=how)


def learn_edges(claims: Iterable[Claim], theatre: Theatre, gazetteer: Gazetteer) -> tuple[TownEdge, ...]:
    """The edges of the towns from which resolved claims tell five distances or more, the most told of first.

    Each is the median of how far distances stop short of the true one, with outliers beyond three scaled median
    deviations left out. Places that were themselves put there by a distance are passed over. Pure: nothing is kept.
    """
    candidates = Candidates(theatre, gazetteer)
    towns: dict[str, Option] = {}
    told: dict[str, list[float]] = {}
    for place, locator in _measured(claims):
        town = main_bearer(candidates, locator.anchor or "")
        short = None if town is None else _shortfall(town, place, locator)
        if town is not None and short is not None:
            towns[town.id] = town
            told.setdefault(town.id, []).append(short)
    rows = (_row(towns[key], found) for key, found in told.items())
    return tuple(sorted((row for row in rows if row is not None), key=lambda row: (-row.n, row.name)))


def main_bearer(candidates: Candidates, name: str) -> Option | None:
    """The place that a reader takes a bare name for: the most populous that bears it as its own; None for none."""
    found = [option for option in candidates.of(name) if option.kind == "place"]
    own = [option for option in found if not option.alias] or found or list(candidates.corrected(name))
    return min(own, key=lambda option: (-option.population, option.id), default=None)


def _measured(claims: Iterable[Claim]) -> Iterable[tuple[PlaceMention, Locator]]:
    """Every place of known whereabouts with an exact distance, once a sentence."""
    seen: set[tuple[str, int, str]] = set()
    for claim in claims:
        for told in claim.locators:
            key = (claim.document, told.start, told.of)
            if told.within or not told.distance_km or not told.bearing or not told.anchor or key in seen:
                continue
            seen.add(key)
            yield from ((p, told) for p in claim.places if p.text == told.of and p.method not in _CIRCULAR)


def _shortfall(town: Option, place: PlaceMention, told: Locator) -> float | None:
    """How much farther it lies than is said, in km; None where the words mean another town or place."""
    if place.lat is None or place.lon is None or told.distance_km is None or told.bearing not in COMPASS:
        return None
    point = Point(lat=place.lat, lon=place.lon)
    if angle_between(COMPASS[told.bearing], near_bearing(town.point, point)) > BEARING_ERROR:
        return None
    short = near_km(town.point, point) - told.distance_km
    return short if abs(short) <= max(_FARTHEST_KM, 0.5 * told.distance_km) else None


def _row(town: Option, short: list[float]) -> TownEdge | None:
    middle = median(short)
    spread = _MAD * median(abs(km - middle) for km in short)
    kept = [km for km in short if abs(km - middle) <= 3 * max(spread, 1.0)]
    if len(kept) < _ENOUGH:
        return None
    middle = median(kept)
    spread = _MAD * median(abs(km - middle) for km in kept)
    return TownEdge(
        name=town.name, lat=round(town.point.lat, 2), lon=round(town.point.lon, 2),
        edge_km=round(max(0.0, middle), 1), spread_km=round(spread, 1), n=len(kept),
    )  # fmt: skip
