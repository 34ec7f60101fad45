"""Places that reports locate in words: all locators of a name together put it on the map, gazetteer or none."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median_low
from typing import Final, NamedTuple

from situate.gazetteer import Gazetteer, normal
from situate.geo import Point
from situate.model import Claim, Locator, PlaceMention
from situate.resolve.candidates import Candidates
from situate.resolve.edges import Edges, main_bearer
from situate.resolve.geometry import Spot, Town, meet, near_km, spot
from situate.theatre import LearnedPlace, Theatre

# Two locators of one name are about one place where their circles overlap by this share of the radii together.
_OVERLAP: Final = 0.8


class _Told(NamedTuple):
    """A name with what one locator says of it; `line` is the anchor and the compass word, which err together.

    `place` is the mention as resolved where the locator chose it from a gazetteer, None where the words are all.
    """

    name: str
    line: tuple[str, str]
    distance_km: float
    spot: Spot
    place: PlaceMention | None


def learn_places(
    claims: Iterable[Claim], theatre: Theatre, gazetteer: Gazetteer, *, least: int = 1, listed: bool = True
) -> tuple[LearnedPlace, ...]:
    """Where the locators of resolved claims put each name, in alphabetical order; `least` different ones or more.

    A place that a locator chose from a gazetteer has its point there; with `listed` false such places are left out.
    What no gazetteer has lies where its locators meet: distances told from one town along one compass word count once,
    by their median, for they are one author's habit; locators that disagree are namesakes. Pure.
    """
    candidates, edges = Candidates(theatre, gazetteer), Edges(theatre)
    by_name: dict[str, list[_Told]] = {}
    for place, locator in _exact(claims):
        anchor = main_bearer(candidates, locator.anchor or "")
        if anchor is None or not theatre.holds(anchor.point):
            continue
        edge = edges.of(anchor)
        from_town = Town(anchor.point, anchor.population, edge.typical_km, edge.spread_km, edge.reach_km)
        found = spot(locator, from_town)
        if found is not None:
            line = (anchor.id, locator.bearing or "")
            chosen = place if place.method == "locator" and place.lat is not None else None
            told = _Told(locator.of, line, locator.distance_km or 0.0, found, chosen)
            by_name.setdefault(normal(locator.of), []).append(told)
    rows = [row for name in sorted(by_name) for row in _places(by_name[name], listed=listed)]
    return tuple(row for row in rows if row.n >= least)


def _exact(claims: Iterable[Claim]) -> Iterator[tuple[PlaceMention, Locator]]:
    """Every place with a locator that has a distance and a bearing, once a sentence."""
    seen: set[tuple[str, int, str]] = set()
    for claim in claims:
        for told in claim.locators:
            key = (claim.document, told.start, told.of)
            place = next((p for p in claim.places if p.text == told.of), None)
            if place is not None and told.distance_km and told.bearing and told.anchor and key not in seen:
                seen.add(key)
                yield place, told


def _places(told: Sequence[_Told], *, listed: bool) -> Iterator[LearnedPlace]:
    """The places of one name: those of gazetteers, then those that words alone put elsewhere."""
    chosen: dict[str, list[_Told]] = {}
    for one in told:
        if one.place is not None and listed:
            chosen.setdefault(one.place.gazetteer_id or "", []).append(one)
    for _, group in sorted(chosen.items()):
        yield _row(group, _point(group[0]), group[0].place.radius_km or 0.0 if group[0].place else 0.0)
    for group in _groups([one for one in told if one.place is None]):
        yield _row(group, *meet(_independent(group)))


def _point(told: _Told) -> Point:
    place = told.place
    if place is None or place.lat is None or place.lon is None:
        return told.spot.point
    return Point(lat=place.lat, lon=place.lon)


def _groups(told: Sequence[_Told]) -> list[list[_Told]]:
    """Locators, the surest first, join the group whose circle theirs overlaps, or found one."""
    groups: list[list[_Told]] = []
    for one in sorted(told, key=lambda t: (t.spot.along_km * t.spot.across_km, t.line, t.distance_km)):
        here, radius = meet([one.spot])
        near = []
        for number, group in enumerate(groups):
            point, reach = meet(_independent(group))
            if near_km(here, point) <= _OVERLAP * (radius + reach):
                near.append((near_km(here, point), number))
        if near:
            groups[min(near)[1]].append(one)
        else:
            groups.append([one])
    return groups


def _independent(told: Sequence[_Told]) -> list[Spot]:
    """One spot for each line on which distances were told: the one of the median distance."""
    lines: dict[tuple[str, str], list[_Told]] = {}
    for one in told:
        lines.setdefault(one.line, []).append(one)
    spots = []
    for row in lines.values():
        middle = median_low(one.distance_km for one in row)
        spots.append(next(one.spot for one in row if one.distance_km == middle))
    return spots


def _row(told: Sequence[_Told], point: Point, radius_km: float) -> LearnedPlace:
    name = min(Counter(one.name for one in told).items(), key=lambda item: (-item[1], item[0]))[0]
    return LearnedPlace(
        name=name, lat=round(point.lat, 3), lon=round(point.lon, 3), radius_km=round(radius_km, 1),
        n=len({(one.line, one.distance_km) for one in told}),
    )  # fmt: skip


def as_geonames(places: Iterable[LearnedPlace], country: str = "") -> str:
    """The places as lines of a GeoNames dump (19 columns parted by tabs), for other tools and other ledgers.

    Ids count down from 9,999,999,999, where GeoNames has none. A dump has no column for the radius: `learned.csv` has.
    """
    lines = []
    for number, place in enumerate(places):
        name, point = " ".join(place.name.split()), (f"{place.lat:.3f}", f"{place.lon:.3f}")
        cells = [str(9_999_999_999 - number), name, name, "", *point, "P", "PPL", country]
        lines.append("\t".join([*cells, *[""] * 5, "0", *[""] * 4]))
    return "".join(f"{line}\n" for line in lines)
