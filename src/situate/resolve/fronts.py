"""How near a point lies to the efforts of a theatre: to the towns they turn on, and to their areas."""

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from situate.geo import Point
from situate.resolve.candidates import Option
from situate.resolve.directions import Direction
from situate.resolve.geometry import KM_A_DEGREE, near_km
from situate.theatre import Effort, Theatre

# Full marks within the first distance of an effort's anchor, the worst from the second on.
_NEAR_KM: Final = (30.0, 300.0)
# Headings change their meaning over the months: another effort's front is nearer than no front at all.
_ANOTHER: Final = 0.3
_INSIDE: Final = 0.5
# What no section speaks of lies near some front more often than not.
_ANY: Final = 0.5
# Villages of a staff's direction lie nearer to its town than those of an effort to the towns it turns on.
_DIRECTION_KM: Final = (30.0, 150.0)
# The direction of a great city reaches through its province.
_PROVINCE_KM: Final = (80.0, 300.0)
# How many points' nearness is kept, the latest: about a kilobyte each.
_KEPT: Final = 1 << 13

# Which front a name is told of: the section's effort by its id, or the direction that the text names.
Front = str | Direction | None


def closeness(km: float, bounds: tuple[float, float]) -> float:
    """1 up to the first bound, -1 from the second on, falling with the logarithm between."""
    near, far = bounds
    if km <= near:
        return 1.0
    return max(-1.0, 1.0 - 2.0 * math.log(km / near) / math.log(far / near))


class Fronts:
    """The efforts of one theatre, measured from points."""

    def __init__(self, theatre: Theatre) -> None:
        self._efforts = {effort.id: effort for effort in theatre.efforts}
        areas = {area.id: area for area in theatre.areas}
        self._covered = {
            effort.id: [(areas[a], Point(lat=areas[a].lat, lon=areas[a].lon)) for a in effort.areas if a in areas]
            for effort in theatre.efforts
        }
        self._anchors = {
            effort.id: [(name, lat, lon, math.cos(math.radians(lat))) for name, lat, lon in effort.anchors]
            for effort in theatre.efforts
        }

        # A candidate is measured once for each section that names it: how near it is to every effort is kept.
        self._kept_nearness = lru_cache(_KEPT)(self._nearness)

    def near(self, option: Option, front: Front) -> tuple[float, str] | None:
        """1 (near) to -1 (far) with the name of what it is near to; None for an effort without a place.

        Without a section or a direction, as in a post, any front counts, by half, and none is no reason against.
        """
        if isinstance(front, Direction):
            reached_town = _to_towns(option, front)
            any_front = self._to_any(option) if front.carried else None
            return reached_town if any_front is None else max(reached_town, any_front)
        if front is None:
            return self._to_any(option)
        effort = self._efforts.get(front)
        if effort is None or not (effort.anchors or effort.areas):
            return None
        nearness = self._kept_nearness(option.point.lat, option.point.lon)
        reached = [(value, name) for of, value, name in nearness if of == effort.id]
        # Hundreds of candidates are measured for one document: what cannot be more is not looked at.
        if not reached or reached[0][0] < _INSIDE:
            reached.extend(self._to_areas(option, effort))
        if not reached or max(reached)[0] < _ANOTHER:
            reached.extend((_ANOTHER * value, name) for of, value, name in nearness if of != effort.id)
        return max(reached)

    def _to_any(self, option: Option) -> tuple[float, str] | None:
        nearness = self._kept_nearness(option.point.lat, option.point.lon)
        return max(((_ANY * value, name) for _, value, name in nearness if value > 0.0), default=None)

    def _nearness(self, lat: float, lon: float) -> tuple[tuple[str, float, str], ...]:
        """How near a point is to the nearest anchor of each effort that has any, on a flat map."""
        found = []
        for effort, anchors in self._anchors.items():
            nearest, least = "", math.inf
            for name, north, east, narrowing in anchors:
                across, along = (lon - east) * narrowing, lat - north
                square = across * across + along * along
                if square < least:
                    nearest, least = name, square
            if nearest:
                found.append((effort, closeness(KM_A_DEGREE * math.sqrt(least), _NEAR_KM), nearest))
        return tuple(found)

    def _to_areas(self, option: Option, effort: Effort) -> Iterator[tuple[float, str]]:
        """Areas count less than anchors: half where it lies inside, and less the farther beyond the edge."""
        for area, centre in self._covered[effort.id]:
            if area.admin1 and option.admin1 == area.admin1 and option.country == area.country:
                yield _INSIDE, area.name
            else:
                beyond = near_km(centre, option.point) - area.radius_km
                yield _INSIDE * closeness(max(beyond, 1.0), _NEAR_KM) - 0.25, area.name


def _to_towns(option: Option, direction: Direction) -> tuple[float, str]:
    """How near it is to the nearest town of a direction; what a sentence before named speaks against nothing."""
    value, name = max(
        (closeness(near_km(at, option.point), _PROVINCE_KM if great else _DIRECTION_KM), name)
        for name, at, great in direction.towns
    )
    return max(0.0, value) if direction.carried else value, name
