"""What the map shows: the places of printed claims, by what their being reported rests on."""

from collections.abc import Iterable
from typing import Final

from situate.geo import Point
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
_HAPPENS: Final = frozenset({"at", "object", "between", "toward"})


def marks(cited: Iterable[Claim], desk: Desk, notes: Notes) -> tuple[Mark, ...]:
    """One mark a place, weakest tier first, so that the strongest is drawn on top."""
    at: dict[str, list[tuple[PlaceMention, Claim]]] = {}
    for claim in {c.id: c for c in cited}.values():
        for place in claim.places:
            if _shown(place, desk.theatre) and not _with_article(place, claim):
                at.setdefault(place.key or "", []).append((place, claim))
    found = [_mark(key, pairs, desk, notes) for key, pairs in at.items()]
    order = [tier for tier, _ in TIERS]
    return tuple(sorted(found, key=lambda m: (-order.index(m.tier), m.name, m.place)))


def _shown(place: PlaceMention, theatre: Theatre) -> bool:
    if place.lat is None or place.lon is None or place.role not in _HAPPENS:
        return False
    inside = theatre.south <= place.lat <= theatre.north and theatre.west <= place.lon <= theatre.east
    return inside and (place.radius_km or 0.0) <= _LARGEST_RADIUS_KM


def _with_article(place: PlaceMention, claim: Claim) -> bool:
    """ "The Dnipro" is a river: names of settlements take no article."""
    at = place.start - claim.content.start
    return at >= 4 and claim.content.text[at - 4 : at].casefold() == "the "


def _mark(key: str, pairs: list[tuple[PlaceMention, Claim]], desk: Desk, notes: Notes) -> Mark:
    place = min((p for p, _ in pairs), key=lambda p: (p.radius_km is None, p.radius_km, p.start))
    claims = tuple(c for _, c in pairs)
    assert place.lat is not None and place.lon is not None  # _shown let no other through
    tier = _tier(claims, desk)
    name = house_name(place.name or place.text, desk.theatre)
    events = ", ".join(sorted({c.event.replace("_", " ") for c in claims}))
    by = "; placed by its locator" if place.method == "learned" else ""
    return Mark(
        place=key,
        name=name,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km or 0.0,
        tier=tier,
        label=f"{name}: {events} ({dict(TIERS)[tier].lower()}{by})",
        notes=notes.numbers(c.id for c in claims),
    )


def _tier(claims: tuple[Claim, ...], desk: Desk) -> str:
    if any(c.evidence in ("geolocated", "satellite") for c in claims):
        return "seen"
    sources = [source_of(c, desk) for c in claims]
    if len({s.side for s in sources if s is not None and s.side is not None}) > 1:
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
