"""Does a place lie where its locator says? The bounds beyond which a reader would call it an error."""

import math
from typing import Final

import msgspec

from situate.geo import COMPASS, angle_between
from situate.model import Locator
from situate.resolve.candidates import Option
from situate.resolve.geometry import edge_km, near_bearing, near_km

# Stated distances are rounded and told along roads: the larger of these two is no error.
_SLACK_KM: Final = 2.0
_SLACK: Final = 0.15
# A compass word is good to about 45 degrees (standards, section 7), close by and beside large towns to more.
_BEARING: Final = 45.0
# How far beyond its bounds a place may lie before anybody is told. One unit is 30% of the distance, at least 5 km,
# or 20 degrees; distance and direction add up. On the reports of 2022 nearly all of what lies beyond is a slip, a
# namesake, or a wrong point of the gazetteer.
_TOLD: Final = 0.9
_UNIT_KM: Final = 5.0
_UNIT: Final = 0.3
_UNIT_DEGREES: Final = 20.0
# Within its bounds and this near the compass word a place lies just where the words say.
_CLEAR: Final = 35.0


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """A bearer of a name against a locator, from a bearer of its anchor's name.

    `km` and `degrees` (clockwise from north) are from centre to centre; `km_off` and `degrees_off` how far beyond
    the bounds of the words, 0 within; `apart` the angle to the compass word.
    """

    place: Option
    anchor: Option
    km: float
    degrees: float
    km_off: float
    degrees_off: float
    apart: float
    said_km: float

    @property
    def badness(self) -> float:
        """0 where it fits; from about 1 on nobody would say it so."""
        return self.km_off / max(_UNIT_KM, _UNIT * self.said_km) + self.degrees_off / _UNIT_DEGREES

    @property
    def is_off(self) -> bool:
        """Is it worth telling?"""
        return self.badness > _TOLD

    @property
    def is_clear(self) -> bool:
        """Does it lie just where the words say?"""
        return self.km_off == 0 and self.apart <= _CLEAR

    @property
    def only_direction(self) -> bool:
        """Does the distance fit by itself?"""
        return self.km_off == 0


def measure(locator: Locator, anchor: Option, place: Option) -> Measured:
    """Measure a place against "12km north of" an anchor: from the anchor's centre or its edge, whichever is kinder."""
    km, degrees = near_km(anchor.point, place.point), near_bearing(anchor.point, place.point)
    said, edge = locator.distance_km or 0.0, edge_km(anchor.population)
    slack = max(_SLACK_KM, _SLACK * said) + (place.radius_km if place.kind == "learned" else 0.0)
    least = 0.0 if locator.within else said - slack
    apart = angle_between(COMPASS[locator.bearing], degrees) if locator.bearing else 0.0
    error = _BEARING + math.degrees(math.atan2(edge / 2, km)) / 2
    return Measured(
        place=place, anchor=anchor, km=km, degrees=degrees, apart=apart, said_km=said,
        km_off=max(0.0, least - km, km - said - edge - slack), degrees_off=max(0.0, apart - error),
    )  # fmt: skip
