"""Which town "the city" is that a distance is told from: the last one named before it, close by."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from situate.gazetteer import normal
from situate.model import Claim
from situate.resolve.candidates import Candidates

# How English refers back to a town.
_SAID: Final = frozenset({"the city", "the city center", "the city centre", "the town", "the town center"})
# What a writer calls a city or a town rather than a village.
_TOWN: Final = 10_000
# So far back, in characters, a reader remembers which city it was: three or four sentences.
_REACH: Final = 600


def towns_meant(claims: Sequence[Claim], candidates: Candidates) -> dict[tuple[int, str], str]:
    """The town that each locator "of the city" is told from, by the locator's start and the name that it locates.

    Left out where no town is named just before, where that is the place itself, and where no distance is told: without
    one the words are of a part of the city as often as of what lies around it.
    """
    asking = [
        told
        for claim in claims
        for told in claim.locators
        if told.distance_km is not None and told.anchor is not None and normal(told.anchor) in _SAID
    ]
    if not asking:
        return {}
    named = sorted({(place.start, place.text) for claim in claims for place in claim.places} | _anchors(claims))
    found: dict[tuple[int, str], str] = {}
    for told in asking:
        for start, text in reversed(named[: bisect_left(named, (told.start, ""))]):
            if told.start - start > _REACH:
                break
            if _is_town(text, candidates):
                if normal(text) != normal(told.of):
                    found[told.start, told.of] = text
                break
    return found


def _anchors(claims: Sequence[Claim]) -> set[tuple[int, str]]:
    return {(told.start, told.anchor) for claim in claims for told in claim.locators if told.anchor}


def _is_town(text: str, candidates: Candidates) -> bool:
    return any(option.kind == "place" and option.population >= _TOWN for option in candidates.of(text))
