"""Figures as tables: every field as plain CSV, IDMC's shape of new displacements, and HXL with its tags."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

import msgspec

from situate.figure import Figure, FigurePlace

COLUMNS: Final = (
    "id", "topic", "term", "low", "high", "quantifier", "unit", "household_size", "counted", "measure", "grown",
    "cause", "scope", "first", "last", "planned", "role", "flags", "places", "latitude", "longitude", "radius_km",
    "source", "source_id", "publisher", "known", "document", "claims", "quote",
)  # fmt: skip
# The columns of IDMC's internal displacement updates, in their order (standards.md 5).
IDU_COLUMNS: Final = (
    "id", "country", "iso3", "latitude", "longitude", "centroid", "displacement_type", "qualifier", "figure",
    "displacement_date", "displacement_start_date", "displacement_end_date", "year", "event_name", "event_start_date",
    "event_end_date", "category", "subcategory", "type", "subtype", "standard_popup_text", "event_url", "event_info",
    "standard_info_text", "old_id", "created_at",
)  # fmt: skip
# Header and tag of each HXL column, in the order of standards.md 5.
HXL_COLUMNS: Final = (
    ("Start", "#date+start"), ("End", "#date+end"), ("Reported", "#date+reported"), ("Region", "#adm1+name"),
    ("Region code", "#adm1+code"), ("Place", "#loc+name"), ("Latitude", "#geo+lat"), ("Longitude", "#geo+lon"),
    ("Precision", "#geo+precision"), ("Event", "#event+name"), ("Cause", "#cause"), ("Displaced", "#affected+idps"),
    ("Refugees", "#affected+refugees"), ("Returned", "#affected+returned"), ("Killed", "#affected+killed"),
    ("Injured", "#affected+injured"), ("Source", "#meta+source"), ("Source address", "#meta+url"), ("Id", "#meta+id"),
    ("Description", "#description"), ("Status", "#status"), ("Severity", "#severity"),
)  # fmt: skip
# New movements; housing destroyed and people affected are no movements.
_MOVED: Final = frozenset({"displaced", "evacuated", "forced to flee", "relocated", "homeless"})
# Kilometres up to which a point is the named place itself, and near it (geo_precision 1 and 2 of standards.md 4).
_AT_KM, _NEAR_KM = 5.0, 30.0


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """The country and the region that a place lies in; "" where unknown."""

    country: str = ""
    iso3: str = ""
    admin1: str = ""
    admin1_code: str = ""


Finder = Callable[[FigurePlace], Where]


def row(f: Figure) -> dict[str, Any]:
    """Every field of a figure by column; the point is that of its first place that is placed."""
    place = located(f)
    return {
        **{name: getattr(f, name) for name in COLUMNS if hasattr(f, name)},
        "household_size": f.household_size, "flags": list(f.flags),
        "planned": "yes" if f.planned else "no", "grown": "yes" if f.grown else "no",
        "places": [f"{p.name or p.text} ({p.role})" for p in f.places], "claims": list(f.claims),
        "latitude": place.lat if place else None, "longitude": place.lon if place else None,
        "radius_km": place.radius_km if place else None,
    }  # fmt: skip


def located(f: Figure) -> FigurePlace | None:
    """The place that stands for a figure: where it happened or they came from, else where they went; None unplaced."""
    placed = [p for p in f.places if p.lat is not None and p.lon is not None]
    return min(placed, key=lambda p: ("at", "origin", "destination").index(p.role), default=None)


def is_update(f: Figure) -> bool:
    """Is it a new internal displacement, as IDMC's updates are: a dated flow of people or households?

    A net growth is none, nor are households whose persons stand in a row of their own.
    """
    if f.topic != "displacement" or f.term not in _MOVED or f.measure != "flow" or f.first is None:
        return False
    told_twice = f.unit == "household" and f.household_size is not None
    return not (f.planned or f.grown or told_twice or f.scope == "across borders")


def idu_row(f: Figure, find: Finder, urls: Mapping[str, str]) -> dict[str, Any]:
    """An update's row; `urls` are addresses by document."""
    place = located(f)
    where = find(place) if place else Where()
    middle = _middle(f.first, f.last)
    text = _sentence(f, place)
    told: dict[str, Any] = dict.fromkeys(IDU_COLUMNS, "")
    return told | {
        "id": f.id, "country": where.country, "iso3": where.iso3,
        "latitude": place.lat if place else "", "longitude": place.lon if place else "",
        "centroid": f"[{place.lat}, {place.lon}]" if place else "",
        "displacement_type": "Disaster" if f.cause == "disaster" else "Conflict" if f.cause else "Other",
        "qualifier": "total" if f.quantifier == "exact" else f.quantifier, "figure": round(f.value),
        "displacement_date": middle or "", "displacement_start_date": f.first or "",
        "displacement_end_date": f.last or "", "year": f.last.year if f.last else "",
        "category": f.cause.capitalize(), "type": f.term, "subtype": f.unit, "standard_popup_text": text,
        "event_url": urls.get(f.document, ""), "event_info": f.source or f.publisher, "standard_info_text": text,
        "created_at": f.known or "",
    }  # fmt: skip


def hxl_rows(found: Iterable[Figure], find: Finder, urls: Mapping[str, str]) -> Iterable[list[Any]]:
    """The header, the tags, and a row a figure of people displaced or hurt; targets, aid and money have no tag."""
    yield [name for name, _ in HXL_COLUMNS]
    yield [tag for _, tag in HXL_COLUMNS]
    for f in found:
        tag = _affected(f)
        if tag is not None and not f.planned:
            told = _hxl(f, find, urls) | {tag: round(f.value)}
            yield [told.get(name, "") for _, name in HXL_COLUMNS]


def _hxl(f: Figure, find: Finder, urls: Mapping[str, str]) -> dict[str, Any]:
    place = located(f)
    where = find(place) if place else Where()
    return {
        "#date+start": f.first or "", "#date+end": f.last or "", "#date+reported": f.known or "",
        "#adm1+name": where.admin1, "#adm1+code": where.admin1_code,
        "#loc+name": (place.name or place.text) if place else "",
        "#geo+lat": place.lat if place else "", "#geo+lon": place.lon if place else "",
        "#geo+precision": _precision(place), "#cause": f.cause, "#meta+source": f.source or f.publisher,
        "#meta+url": urls.get(f.document, ""), "#meta+id": f.id,
        "#description": f"{f.quantifier} {f.measure} of {f.unit}s {f.term}: {f.quote}", "#status": f.role,
    }  # fmt: skip


def _affected(f: Figure) -> str | None:
    """The tag that its number stands under; None for a figure that no tag is for, such as one of households."""
    if f.unit != "person":
        return None
    if f.topic == "casualties":
        return {"killed": "#affected+killed", "injured": "#affected+injured"}.get(f.term)
    if f.topic != "displacement" or f.term in ("affected", "destroyed housing"):
        return None
    if f.term == "returns":
        return "#affected+returned"
    return "#affected+refugees" if f.scope == "across borders" else "#affected+idps"


def _precision(place: FigurePlace | None) -> int | str:
    if place is None:
        return ""
    radius = place.radius_km or 0.0
    return 1 if radius <= _AT_KM else 2 if radius <= _NEAR_KM else 3


def _middle(first: date | None, last: date | None) -> date | None:
    return first + timedelta(days=(last - first).days // 2) if first and last else None


def _sentence(f: Figure, place: FigurePlace | None) -> str:
    """What the row says, in a sentence of our own: the quote stays in the other tables."""
    bound = "" if f.quantifier == "exact" else f"{f.quantifier} "
    where = f" ({place.name or place.text})" if place else ""
    days = f", {f.first} to {f.last}" if f.first != f.last else f", {f.first}" if f.first else ", undated"
    return (
        f"{bound}{f.value:,.0f} {f.unit}s {f.term}{where}{days}, according to {f.source or f.publisher or 'the author'}"
    )
