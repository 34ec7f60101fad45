"""Which effort a claim is reported under."""

from collections.abc import Iterable
from math import inf
from typing import Final

from situate.geo import Point, distance_km
from situate.model import Claim, PlaceMention
from situate.theatre import Effort, Theatre

# Farther than this from every anchor a place is behind the front, and only an area decides. Calibrated on the
# distance between neighbouring anchors of one effort, which is seldom more than 120 km.
_ANCHOR_REACH_KM: Final = 120.0
# Half of a large city and more: such a mention stands for an area.
_AREA_KM: Final = 30.0
# Matters of a whole army or state, whatever place their document speaks of besides.
_ANYWHERE: Final = frozenset(
    {"appointment", "dismissal", "reorganization", "diplomacy", "narrative", "decree", "displacement"}
)
_ROLES: Final = ("object", "at", "between", "toward", "from", "context")


def effort_of(claim: Claim, theatre: Theatre) -> str:
    """The id of a claim's effort; "" where nothing says.

    In this order: the section it stands in; an effort that its event type belongs to wherever it happens; the effort
    with the nearest anchor; the smallest area of an effort that holds its place. Several areas and no settlement are
    about the whole, and belong to none.
    """
    efforts = sorted(theatre.efforts, key=lambda e: (e.order, e.id))
    if any(claim.effort == e.id for e in efforts):
        return claim.effort or ""
    by_event = next((e.id for e in efforts if claim.event in e.events), "")
    if by_event:
        return by_event
    point = where(claim)
    areas = [p for p in claim.places if p.lat is not None]
    if point is None or (len(areas) > 1 and where(claim, within_km=_AREA_KM) is None):
        return ""
    return _nearest(point, efforts) or _enclosing(point, efforts, theatre)


def efforts_of(claims: Iterable[Claim], theatre: Theatre) -> dict[str, str]:
    """The effort of every claim by its id; a claim that says none takes that of its document, if that has only one."""
    given = tuple(claims)
    own = {c.id: effort_of(c, theatre) for c in given}
    told: dict[str, set[str]] = {}
    for claim in given:
        if own[claim.id] and where(claim, within_km=_AREA_KM) is not None:
            told.setdefault(claim.document, set()).add(own[claim.id])
    single = {document: next(iter(efforts)) for document, efforts in told.items() if len(efforts) == 1}
    return {c.id: own[c.id] or (single.get(c.document, "") if c.event not in _ANYWHERE else "") for c in given}


def place_of(claim: Claim, *, within_km: float = inf) -> PlaceMention | None:
    """The place that a claim is about: the first of the weightiest role, settlements before areas; None where unplaced.

    Only places whose point is certain to `within_km` are looked at.
    """
    found = [p for p in claim.places if p.lat is not None and p.lon is not None and p.role in _ROLES]
    near = [p for p in found if (p.radius_km or 0.0) <= within_km]
    return min(
        near, key=lambda p: ((p.radius_km or 0.0) > _AREA_KM, max(1, _ROLES.index(p.role)), p.start), default=None
    )


def where(claim: Claim, *, within_km: float = inf) -> Point | None:
    """The point of a claim's place."""
    place = place_of(claim, within_km=within_km)
    if place is None or place.lat is None or place.lon is None:
        return None
    return Point(lat=place.lat, lon=place.lon)


def anchor_of(point: Point, effort: Effort) -> str:
    """The name of the effort's anchor that lies nearest; "" where none is within reach."""
    near = sorted((distance_km(point, Point(lat=lat, lon=lon)), name) for name, lat, lon in effort.anchors)
    return near[0][1] if near and near[0][0] <= _ANCHOR_REACH_KM else ""


def _nearest(point: Point, efforts: list[Effort]) -> str:
    near = sorted(
        (distance_km(point, Point(lat=lat, lon=lon)), effort.order, effort.id)
        for effort in efforts
        for _, lat, lon in effort.anchors
    )
    return near[0][2] if near and near[0][0] <= _ANCHOR_REACH_KM else ""


def _enclosing(point: Point, efforts: list[Effort], theatre: Theatre) -> str:
    areas = {area.id: area for area in theatre.areas}
    held = sorted(
        (areas[a].radius_km, effort.order, effort.id)
        for effort in efforts
        for a in effort.areas
        if a in areas and distance_km(point, Point(lat=areas[a].lat, lon=areas[a].lon)) <= areas[a].radius_km
    )
    return held[0][2] if held else ""
