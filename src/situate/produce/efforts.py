"""Which effort a claim is reported under."""

import re
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
# Acts of rule: done at a town near the front they still are about who governs it.
_ACTS: Final = frozenset({"decree", "appointment", "dismissal", "administration"})
_PEOPLE: Final = frozenset({"displacement", "harm"})
# Kinds of events that say little of what is done: its words decide whether it is done to a town's culture.
_VAGUE: Final = frozenset({"other", "deployment", "logistics", "training", "narrative", "displacement"})
_CULTURE: Final = re.compile(
    r"\b(?:librar(?:y|ies)|book(?:s|shops?|stores?)|textbooks?|museums?|monuments?|schools?|teachers?|curricul\w+|"
    r"passports?|passporti[sz]\w+|pensions?|kindergartens?|universit\w+|church\w*)\b",
    re.IGNORECASE,
)
_ROLES: Final = ("object", "at", "between", "toward", "from", "context")


def effort_of(claim: Claim, theatre: Theatre) -> str:
    """The id of a claim's effort; "" where nothing says.

    In this order: the section it stands in; an effort that its event type belongs to wherever it happens, an act of
    rule in the war zone among them; the effort with the nearest anchor; the smallest area of an effort that holds
    its place. Several areas and no settlement are about the whole, and belong to none; so are people counted over an
    area. What a third side does belongs to no effort of the belligerents' rule.
    """
    efforts = sorted(theatre.efforts, key=lambda e: (e.order, e.id))
    if any(claim.effort == e.id for e in efforts):
        return claim.effort or ""
    point = where(claim)
    by_event = next((e for e in efforts if claim.event in e.events), None) or _rule(claim, point, efforts, theatre)
    if by_event is not None and _is_others(claim, by_event, theatre):
        return next((e.id for e in efforts if e.side == _doer(claim) and not e.anchors), "")
    if by_event is not None:
        return by_event.id
    areas = [p for p in claim.places if p.lat is not None]
    wide = where(claim, within_km=_AREA_KM) is None
    if point is None or (wide and (len(areas) > 1 or (claim.event in _PEOPLE and claim.quantities))):
        return ""
    return _nearest(point, efforts) or _enclosing(point, efforts, theatre)


def _rule(claim: Claim, point: Point | None, efforts: list[Effort], theatre: Theatre) -> Effort | None:
    """The effort of a side's rule, for what it decrees, appoints or does to the culture of a town at the front."""
    if point is None or not _nearest(point, efforts):
        return None
    cultural = claim.event in _VAGUE and bool(_CULTURE.search(claim.content.text))
    if not (cultural or claim.event in _ACTS):
        return None
    side = _doer(claim) or ("" if cultural else _speaking(claim, theatre))
    return next((e for e in efforts if "administration" in e.events and e.side == side), None)


def _speaking(claim: Claim, theatre: Theatre) -> str:
    """The side of whoever says it."""
    return next((s.side or "" for s in theatre.sources if s.id == claim.origin_id), "")


def _doer(claim: Claim) -> str:
    return next((a.side for a in claim.actors if a.side), "")


def _is_others(claim: Claim, effort: Effort, theatre: Theatre) -> bool:
    """Is the doer of a side that only stands with a belligerent, while the effort is one of rule over areas?"""
    sides = {s.id: s for s in theatre.sides}
    doer = sides.get(_doer(claim))
    return doer is not None and bool(doer.stands_with) and "administration" in effort.events and doer.id != effort.side


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
