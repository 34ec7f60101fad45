"""Places that reports locate in words: all locators of a name together put it on the map, gazetteer or none."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median_low
from typing import Final, NamedTuple

from situate.gazetteer import Gazetteer, normal
from situate.geo import Point
from situate.model import Claim, LocatedPlace, Locator, PlaceMention
from situate.resolve.candidates import LEARNED_SLACK_KM, Candidates, Option
from situate.resolve.company import drawn_by, listed_beside
from situate.resolve.edges import Edges, main_bearer
from situate.resolve.geometry import Spot, Town, meet, near_km, spot
from situate.resolve.respelling import Slips
from situate.theatre import LearnedPlace, Theatre

# Two locators of one name are about one place where their circles overlap by this share of the radii together.
_OVERLAP: Final = 0.8
# How a place was resolved whose locator holds.
_BY_WORDS: Final = frozenset({"locator", "learned"})


class _Told(NamedTuple):
    """A name with what one locator says of it; `line` is the anchor and the compass word, which err together.

    `place` is the mention as resolved where the locator chose it from a gazetteer, None where the words are all.
    `bound` is true where the distance only bounds ("within 20 km", "30 to 40 km"), `claims` are those that hold it.
    """

    name: str
    line: tuple[str, str]
    distance_km: float
    spot: Spot
    place: PlaceMention | None
    bound: bool
    claims: tuple[Claim, ...]


def learn_places(
    claims: Iterable[Claim], theatre: Theatre, gazetteer: Gazetteer, *, least: int = 1, listed: bool = True
) -> tuple[LearnedPlace, ...]:
    """What a theatre's `learned.csv` holds of `locate`: places of `least` different locators or more.

    With `listed` false, what a gazetteer has is left out. Pure.
    """
    return tuple(
        as_learned(place)
        for place in locate(claims, theatre, gazetteer)
        if place.n >= least and (listed or place.gazetteer_id is None)
    )


def as_learned(place: LocatedPlace) -> LearnedPlace:
    """The row of a theatre: what a ledger taught, without the claims that taught it."""
    return LearnedPlace(name=place.name, lat=place.lat, lon=place.lon, radius_km=place.radius_km, n=place.n)


def locate(claims: Iterable[Claim], theatre: Theatre, gazetteer: Gazetteer) -> tuple[LocatedPlace, ...]:
    """Where the locators of resolved claims put each name, in alphabetical order of names, in any order of claims.

    A place that a locator chose from a gazetteer has its point there. What no gazetteer has lies where its locators
    meet: distances told from one town along one compass word count once, by their median, for they are one author's
    habit; locators that disagree are namesakes. A name that is a slip of the pen away from one told more often lies
    where that lies, if it may. A distance that only bounds puts no second place beside one that a
    gazetteer has about there, nor a namesake of a town: it is too vague to tell either from a slip. What is told
    along one line only lies somewhere on its arc: there the settlements that lists name beside it draw it. Pure.
    """
    claims = list(claims)
    company = listed_beside(claims)
    candidates, edges = Candidates(theatre, gazetteer), Edges(theatre)
    by_name: dict[str, list[_Told]] = {}
    for place, locator, said in _exact(claims):
        anchor = main_bearer(candidates, locator.anchor or "")
        # What was placed against its locator's words had them from a slip: they describe no place.
        if place.method not in _BY_WORDS or anchor is None or not theatre.holds(anchor.point):
            continue
        edge = edges.of(anchor)
        from_town = Town(anchor.point, anchor.population, edge.typical_km, edge.spread_km, edge.reach_km)
        found = spot(locator, from_town)
        if found is not None:
            line = (anchor.id, locator.bearing or "")
            chosen = place if place.method == "locator" and place.lat is not None else None
            told = _Told(locator.of, line, locator.distance_km or 0.0, found, chosen, locator.within, said)
            by_name.setdefault(normal(locator.of), []).append(told)
    slips = Slips(by_name)
    return tuple(
        row
        for name in sorted(by_name)
        for row in _places(by_name[name], _meant(name, by_name, slips), company.get(name, ()), candidates)
    )


def _exact(claims: Iterable[Claim]) -> list[tuple[PlaceMention, Locator, tuple[Claim, ...]]]:
    """Every place with a locator that has a distance and a bearing, once a sentence, with the claims that have it."""
    found: dict[tuple[str, int, str], tuple[PlaceMention, Locator, list[Claim]]] = {}
    for claim in sorted((c for c in claims if c.locators), key=_order):
        for told in claim.locators:
            place = next((p for p in claim.places if p.text == told.of), None)
            if place is not None and told.distance_km and told.bearing and told.anchor:
                key = (claim.document, told.start, told.of)
                found.setdefault(key, (place, told, []))[2].append(claim)
    return [(place, told, tuple(said)) for place, told, said in found.values()]


def _order(claim: Claim) -> tuple[str, str, int, str]:
    """The order of a ledger: day of publication, undated claims first, document, place in it, id."""
    return (claim.published.isoformat() if claim.published else "", claim.document, claim.start, claim.id)


def _meant(name: str, by_name: Mapping[str, list[_Told]], slips: Slips) -> list[_Told]:
    """What is told of the names that are told more often and that one may be a slip of the pen for."""
    return [one for other in slips.of(name) if len(by_name[other]) > len(by_name[name]) for one in by_name[other]]


def _places(
    told: Sequence[_Told], meant: Sequence[_Told], company: Sequence[tuple[Point, float]], candidates: Candidates
) -> Iterator[LocatedPlace]:
    """The places of one name: those of gazetteers, then those that words alone put elsewhere.

    `meant` is what is told of other names that this one may be a slip of the pen for, `company` its neighbours.
    """
    chosen: dict[str, list[_Told]] = {}
    for one in told:
        if one.place is not None:
            chosen.setdefault(one.place.gazetteer_id or "", []).append(one)
    for key, group in sorted(chosen.items()):
        yield _row(group, _point(group[0]), group[0].place.radius_km or 0.0 if group[0].place else 0.0, key)
    unlisted = [one for one in told if one.place is None]
    bearers = [option for option in candidates.of(told[0].name) if option.kind == "place"]
    own = [one for one in unlisted if not (one.bound and _borne_about(one, bearers))]
    for group in _groups(own):
        about = [one for one in meant if _overlap(one, group)]
        spots = _independent([*group, *about])
        if len(spots) == 1:
            spots += drawn_by(company, *meet(spots))
        yield _row(group, *meet(spots), None)


def _borne_about(told: _Told, bearers: Iterable[Option]) -> bool:
    """Does a gazetteer have the name about there, or as that of a town?"""
    point, radius_km = meet([told.spot])
    about = 2 * (radius_km + LEARNED_SLACK_KM)
    return any(option.is_town or near_km(point, option.point) <= about for option in bearers)


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


def _overlap(told: _Told, group: Sequence[_Told]) -> bool:
    """Can a locator be about the place that a group of others is about?"""
    here, radius = meet([told.spot])
    point, reach = meet(_independent(group))
    return near_km(here, point) <= _OVERLAP * (radius + reach)


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


def _row(told: Sequence[_Told], point: Point, radius_km: float, key: str | None) -> LocatedPlace:
    name = min(Counter(one.name for one in told).items(), key=lambda item: (-item[1], item[0]))[0]
    claims = sorted({claim.id: claim for one in told for claim in one.claims}.values(), key=_order)
    return LocatedPlace(
        name=name, lat=round(point.lat, 3), lon=round(point.lon, 3), radius_km=round(radius_km, 1),
        n=len({(one.line, one.distance_km) for one in told}), gazetteer_id=key,
        claims=tuple(claim.id for claim in claims),
    )  # fmt: skip


def as_geonames(places: Iterable[LearnedPlace | LocatedPlace], country: str = "") -> str:
    """The places as lines of a GeoNames dump (19 columns parted by tabs), for other tools and other ledgers.

    Ids count down from 9,999,999,999, where GeoNames has none. A dump has no column for the radius: `learned.csv` has.
    """
    lines = []
    for number, place in enumerate(places):
        name, point = " ".join(place.name.split()), (f"{place.lat:.3f}", f"{place.lon:.3f}")
        cells = [str(9_999_999_999 - number), name, name, "", *point, "P", "PPL", country]
        lines.append("\t".join([*cells, *[""] * 5, "0", *[""] * 4]))
    return "".join(f"{line}\n" for line in lines)
