"""Facilities that a name in no gazetteer belongs to: "the NAME crossing", "NAME Special Economic Zone"."""

from collections.abc import Sequence
from typing import Final

from situate.extract.scan import Scan, adjacent

# After "the NAME": small words of which only a place has one.
_FACILITIES: Final = frozenset({
    "crossing", "checkpoint", "airbase", "airfield", "airport", "bridgehead", "salient", "reservoir", "refinery",
    "ironworks", "steelworks", "substation", "powerplant", "pocket", "range", "gate", "oilfield", "landfill",
})  # fmt: skip
_OF_FACILITIES: Final = frozenset({"oil", "power", "gas", "nuclear", "thermal", "border", "steel", "chemical", "air"})
_PLANTS: Final = frozenset({"plant", "station", "depot", "terminal", "works", "mill", "post", "base"})
SURE_FACILITIES: Final = frozenset({
    "airport", "airfield", "airbase", "bridge", "dam", "refinery", "reservoir", "zone", "spit", "cosmodrome", "npp",
    "tpp", "hpp", "powerplant", "steelworks", "ironworks", "shipyard", "canal",
})  # fmt: skip
_NUCLEAR: Final = frozenset({"nuclear", "hydroelectric", "hydro", "hydropower", "thermal"})
_POWER: Final = frozenset({"power", "electric", "electricity"})
_POWERPLANT: Final = frozenset({"powerplant", "powerstation"})
_STATIONS: Final = frozenset({"plant", "station"}) | _POWERPLANT
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


def plant_end(low: Sequence[str], first: int, last: int) -> int:
    """The word after a power plant in small letters that goes on a name of words `first` to `last`; `last` for none.

    "NAME nuclear powerplant"; of "power station" alone only "the" makes it that of the name.
    """
    at = last
    while at < len(low) and at < last + 2 and (low[at] in _NUCLEAR or low[at] in _POWER):
        at += 1
    if at >= len(low) or low[at] not in _STATIONS or (at == last and low[at] not in _POWERPLANT):
        return last
    the = first > 0 and low[first - 1] == "the"
    return at + 1 if the or low[last] in _NUCLEAR else last
