"""What the map shows: the places of printed claims, by what their being reported rests on."""

from collections.abc import Iterable
from typing import Final

from situate.geo import Point, distance_km
from situate.model import Claim, PlaceMention
from situate.produce.assessment import AreaName, Frame, Mark
from situate.produce.desk import Desk
from situate.produce.notes import Notes
from situate.produce.spelling import house_name
from situate.produce.who import source_of, voice
from situate.theatre import Theatre

# Strongest first. The words of the legend stand in `TIERS` in the order in which they are drawn over one another.
TIERS: Final[tuple[tuple[str, str], ...]] = (
    ("seen", "Geolocated footage or satellite imagery"),
    ("both", "Reported by both sides"),
    ("several", "Several independent sources"),
    ("single", "One source"),
)
# Larger than this it is an area, not a settlement, and its centre would mislead.
_LARGEST_RADIUS_KM: Final = 30.0
# What the points of one village from several locators differ by beyond their radii: compass words are coarse.
_SAME_KM: Final = 10.0
_HAPPENS: Final = frozenset({"at", "object", "between", "toward"})


def marks(cited: Iterable[Claim], desk: Desk, notes: Notes) -> tuple[Mark, ...]:
    """One mark a place, weakest tier first, so that the strongest is drawn on top."""
    at: list[list[tuple[PlaceMention, Claim]]] = []
    for claim in {c.id: c for c in cited}.values():
        for place in claim.places:
            if _shown(place, desk.theatre) and not _with_article(place, claim):
                same = next((pairs for pairs in at if _is_same(pairs[0][0], place, desk.theatre)), None)
                if same is None:
                    at.append([(place, claim)])
                else:
                    same.append((place, claim))
    found = [_mark(pairs, desk, notes) for pairs in at]
    order = [tier for tier, _ in TIERS]
    return tuple(sorted(found, key=lambda m: (-order.index(m.tier), m.name, m.place)))


def _is_same(one: PlaceMention, other: PlaceMention, theatre: Theatre) -> bool:
    """One key, or one name at points that lie as near together as locators of one village do."""
    if one.key == other.key:
        return True
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    apart = distance_km(Point(lat=one.lat, lon=one.lon), Point(lat=other.lat, lon=other.lon))
    within = _SAME_KM + (one.radius_km or 0.0) + (other.radius_km or 0.0)
    return apart <= within and _name(one, theatre) == _name(other, theatre)


def _name(place: PlaceMention, theatre: Theatre) -> str:
    return house_name(place.name or place.text, theatre)


def _shown(place: PlaceMention, theatre: Theatre) -> bool:
    if place.lat is None or place.lon is None or place.role not in _HAPPENS:
        return False
    inside = theatre.south <= place.lat <= theatre.north and theatre.west <= place.lon <= theatre.east
    return inside and (place.radius_km or 0.0) <= _LARGEST_RADIUS_KM


def _with_article(place: PlaceMention, claim: Claim) -> bool:
    """ "The Dnipro" is a river: names of settlements take no article."""
    at = place.start - claim.content.start
    return at >= 4 and claim.content.text[at - 4 : at].casefold() == "the "


def _mark(pairs: list[tuple[PlaceMention, Claim]], desk: Desk, notes: Notes) -> Mark:
    place = min(
        (p for p, _ in pairs), key=lambda p: (p.gazetteer_id is None, p.radius_km is None, p.radius_km, p.start)
    )
    claims = tuple(c for _, c in pairs)
    assert place.lat is not None and place.lon is not None  # _shown let no other through
    tier = _tier(claims, frozenset(p.key for p, _ in pairs), desk)
    name = _name(place, desk.theatre)
    events = ", ".join(sorted({c.event.replace("_", " ") for c in claims}))
    by = "; placed by its locator" if place.method == "learned" else ""
    return Mark(
        place=place.key or "",
        name=name,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km or 0.0,
        tier=tier,
        label=f"{name}: {events} ({dict(TIERS)[tier].lower()}{by})",
        notes=notes.numbers(c.id for c in claims),
    )


def _tier(claims: tuple[Claim, ...], keys: frozenset[str | None], desk: Desk) -> str:
    """The strongest tier that any one proposition at the place has: what different things rest on is not added up."""
    given = {c.id: c for c in claims}
    groups = [[given[i] for i in p.supports if i in given] for p in desk.propositions if p.place in keys]
    reached = {_tier_of(group, desk) for group in (*groups, *([c] for c in claims)) if group}
    return next(tier for tier, _ in TIERS if tier in reached)


def _tier_of(claims: list[Claim], desk: Desk) -> str:
    if any(c.evidence in ("geolocated", "satellite") for c in claims):
        return "seen"
    sources, camps = [source_of(c, desk) for c in claims], desk.theatre.camps()
    # Allies who say the same are one camp: only who stands against it makes it a report of both.
    if len({camps.get(s.side, "") for s in sources if s is not None and s.side is not None} - {""}) > 1:
        return "both"
    families = {s.family if s else voice(c, desk).key for s, c in zip(sources, claims, strict=True)}
    return "several" if len(families) > 1 else "single"


def area_names(theatre: Theatre) -> tuple[AreaName, ...]:
    """The theatre's countries, regions and seas, for the map."""
    return tuple(
        AreaName(name=a.name, lat=a.lat, lon=a.lon, kind=a.kind)
        for a in theatre.areas
        if a.kind in ("country", "admin1", "sea") and theatre.holds(Point(lat=a.lat, lon=a.lon))
    )


def frame_of(shown: Iterable[Mark], theatre: Theatre) -> Frame:
    """The box round the marks with a margin, inside the theatre's; the theatre's own where there are none.

    A tenth of the marks on each edge may fall outside, so that one far strike does not shrink the front.
    """
    points = list(shown)
    if len(points) < 3:
        return Frame(south=theatre.south, west=theatre.west, north=theatre.north, east=theatre.east)
    lats, lons = sorted(m.lat for m in points), sorted(m.lon for m in points)
    cut = len(points) // 10
    south, north = lats[cut], lats[-1 - cut]
    west, east = lons[cut], lons[-1 - cut]
    lat_margin, lon_margin = max(0.35, (north - south) * 0.12), max(0.5, (east - west) * 0.12)
    return Frame(
        south=max(theatre.south, south - lat_margin),
        west=max(theatre.west, west - lon_margin),
        north=min(theatre.north, north + lat_margin),
        east=min(theatre.east, east + lon_margin),
    )
