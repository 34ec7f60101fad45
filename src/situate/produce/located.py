"""Which locator belongs to which place: a locator behind a list is its last place's, whatever it was read to mean."""

import re
from collections.abc import Iterator
from typing import Final

from situate.model import Claim, Locator, PlaceMention
from situate.produce.spelling import house_name
from situate.theatre import Theatre

BRACKET: Final = re.compile(r"\(([^()]*)\)")
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
        if locator is not None:
            yield from ((name, _plain(locator.text)) for name in _names(place, theatre))
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
