"""Locators of places: which of a claim's belongs to which place, and what is measured where it gives none.

A locator behind a list is its last place's, whatever it was read to mean. Distances run from a town's edge.
"""

import re
from collections.abc import Iterator
from typing import Final

from situate.geo import Point, bearing, compass_word, distance_km
from situate.model import Claim, Locator, PlaceMention
from situate.produce.spelling import house_name
from situate.theatre import Theatre

BRACKET: Final = re.compile(r"\(([^()]*)\)")
# How a place was resolved where nothing but its name and the words around it chose it.
_SURE: Final = frozenset({"unique", "locator", "known", "learned"})
_SETTLEMENT_KM: Final = 8.0
# Farther off a town tells a reader nothing; nearer it is the town. Two thirds of the locators of 2022 are within 25 km.
_FAR_KM: Final = 35.0
_FAR_DEGREES: Final = _FAR_KM / 111
_LEAST_KM: Final = 2
# Two gazetteers' points of one town lie this far apart.
_ITSELF_KM: Final = 10.0
_SPACED: Final = re.compile(r"( ?)\(([^()]*)\)")
_DISTANCE: Final = re.compile(r"\d ?(?:km|kilomet|mi\b|miles?\b|m\b|met)", re.IGNORECASE)


def locator_of(place: PlaceMention, claim: Claim) -> Locator | None:
    """The locator that stands for this place alone; None where it has none, or shares one that ends a list."""
    own = (x for x in claim.locators if x.of == place.text)
    return next((x for x in own if _is_nearest(place, x, claim)), None)


def _is_nearest(place: PlaceMention, locator: Locator, claim: Claim) -> bool:
    """Of the places that one locator is said of, is this the one that stands last before it?"""
    sharing = {x.of for x in claim.locators if (x.start, x.end) == (locator.start, locator.end)}
    before = [p for p in claim.places if p.text in sharing and p.end <= locator.start]
    return not before or place.text == max(before, key=lambda p: p.end).text


def without_locators(text: str) -> str:
    """The text without its bracketed locators."""
    return BRACKET.sub(lambda found: "" if _DISTANCE.search(found[1]) else found[0], text)


def located_once(text: str, seen: set[tuple[str, str]]) -> str:
    """The text without bracketed locators that stood behind the same name before; `seen` grows by those it keeps."""

    def kept(found: re.Match[str]) -> str:
        name = text[: found.start()].rstrip().rpartition(" ")[2]
        place = name, _plain(found[2])
        if not _DISTANCE.search(found[2]) or place not in seen:
            seen.add(place)
            return found[0]
        return ""

    return _SPACED.sub(kept, text)


def measured_locator(place: PlaceMention, theatre: Theatre) -> str:
    """Where a settlement lies from the nearest town of an effort: "12km north of Orlen"; "" where that tells nothing.

    Not for these towns themselves, for areas, nor for a name that no more than its effort chose among its homonyms.
    """
    if place.lat is None or place.lon is None or place.method not in _SURE:
        return ""
    if (place.radius_km or 0.0) > _SETTLEMENT_KM or not place.text[:1].isupper():
        return ""
    point = Point(lat=place.lat, lon=place.lon)
    towns = [(distance_km(point, town), name, town) for name, town in _towns_near(point, theatre)]
    own = house_name(place.name or place.text, theatre)
    if any(km <= _ITSELF_KM and house_name(name, theatre) == own for km, name, _ in towns):
        return ""
    away, name, town = min(towns, default=(_FAR_KM + 1, "", point), key=lambda t: (t[0], t[1]))
    km = round(away - _edge(town, theatre)) if away <= _FAR_KM else 0
    if km < _LEAST_KM:
        return ""
    return f"{km}km {compass_word(bearing(town, point))} of {house_name(name, theatre)}"


def _towns_near(point: Point, theatre: Theatre) -> Iterator[tuple[str, Point]]:
    """The towns of efforts that can be within reach: few, so that only they are measured."""
    for effort in theatre.efforts:
        for name, lat, lon in effort.anchors:
            if abs(lat - point.lat) <= _FAR_DEGREES and abs(lon - point.lon) <= 3 * _FAR_DEGREES:
                yield name, Point(lat=lat, lon=lon)


def _edge(town: Point, theatre: Theatre) -> float:
    """How far short of the town's centre distances stop that prose tells from it."""
    close = (e for e in theatre.edges if abs(e.lat - town.lat) <= _FAR_DEGREES)
    near = ((distance_km(town, Point(lat=e.lat, lon=e.lon)), e.edge_km) for e in close)
    apart, edge = min(near, default=(_ITSELF_KM + 1, 0.0))
    return edge if apart <= _ITSELF_KM else 0.0


def misplaced(text: str, claims: tuple[Claim, ...], theatre: Theatre) -> str:
    """The first bracketed locator of a sentence that no claim gives to the place before it; "" for none."""
    known = [pair for claim in claims for pair in _pairs(claim, theatre)]
    for found in BRACKET.finditer(text):
        before, inner = text[: found.start()].rstrip(), _plain(found[1])
        if _DISTANCE.search(inner) and not any(inner == words and before.endswith(name) for name, words in known):
            return found[1]
    return ""


def _pairs(claim: Claim, theatre: Theatre) -> Iterator[tuple[str, str]]:
    """Every place, under each of its names, with the words that locate it: as resolved, and as printed side by side."""
    for place in claim.places:
        locator = locator_of(place, claim)
        words = locator.text if locator is not None else measured_locator(place, theatre)
        if words:
            yield from ((name, _plain(words)) for name in _names(place, theatre))
    content = claim.content.text
    for found in BRACKET.finditer(content):
        before = content[: found.start()].rstrip()
        beside = [p for p in claim.places if before.endswith(p.text)]
        yield from ((name, _plain(found[1])) for p in beside for name in _names(p, theatre))
        if not beside and before:
            yield before.split()[-1], _plain(found[1])


def _names(place: PlaceMention, theatre: Theatre) -> tuple[str, ...]:
    return place.text, house_name(place.text, theatre)


def _plain(words: str) -> str:
    return " ".join(words.strip("() ").split()).casefold()
