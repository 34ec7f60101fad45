"""Facilities that a name in no gazetteer belongs to: "the NAME crossing", "NAME Special Economic Zone"."""

from collections.abc import Sequence
from typing import Final

from situate.extract.scan import Scan, adjacent

# After "the NAME": small words of which only a place has one.
_FACILITIES: Final = frozenset({
    "crossing", "checkpoint", "airbase", "airfield", "airport", "bridgehead", "salient", "reservoir", "refinery",
    "ironworks", "steelworks", "substation", "pocket", "range", "gate", "oilfield", "landfill",
})  # fmt: skip
_OF_FACILITIES: Final = frozenset({"oil", "power", "gas", "nuclear", "thermal", "border", "steel", "chemical", "air"})
_PLANTS: Final = frozenset({"plant", "station", "depot", "terminal", "works", "mill", "post", "base"})
SURE_FACILITIES: Final = frozenset({
    "airport", "airfield", "airbase", "bridge", "dam", "refinery", "reservoir", "zone", "spit", "cosmodrome", "npp",
    "tpp", "hpp", "steelworks", "ironworks", "shipyard", "canal",
})  # fmt: skip
_LONGEST: Final = 4  # words of a facility's name after the town's


def has_facility(raw: Sequence[str], last: int) -> bool:
    """ "the NAME crossing", "the NAME oil refinery": does what only a place has follow, in small letters?"""
    if raw[last] in _OF_FACILITIES and last + 1 < len(raw):
        return raw[last + 1] in _FACILITIES or raw[last + 1] in _PLANTS
    return raw[last] in _FACILITIES


def facility_end(words: Scan, index: int, nouns: frozenset[str], bodies: frozenset[str] = frozenset()) -> int:
    """The word after a capitalised facility that goes on here ("NAME | Oil Refinery"); `index` where none does.

    `nouns` end its name; of one of the `bodies` it is no facility.
    """
    end = index
    for at in range(index, min(index + _LONGEST, len(words.low))):
        if not words.words[at][0].isupper() or not adjacent(words, at) or words.low[at] in bodies:
            break
        if words.low[at] in nouns:
            end = at + 1
    return end
