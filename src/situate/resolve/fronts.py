"""How near a point lies to the efforts of a theatre: to the towns they turn on, and to their areas."""

import math
from typing import Final

from situate.geo import Point
from situate.resolve.candidates import Option
from situate.resolve.geometry import KM_A_DEGREE, near_km
from situate.theatre import Effort, Theatre

# Full marks within the first distance of an effort's anchor, the worst from the second on.
_NEAR_KM: Final = (30.0, 300.0)
# Headings change their meaning over the months: another effort's front is nearer than no front at all.
_ANOTHER: Final = 0.3


def closeness(km: float, bounds: tuple[float, float]) -> float:
    """1 up to the first bound, -1 from the second on, falling with the logarithm between."""
    near, far = bounds
    if km <= near:
        return 1.0
    return max(-1.0, 1.0 - 2.0 * math.log(km / near) / math.log(far / near))


class Fronts:
    """The efforts of one theatre, measured from points; what was measured is kept."""

    def __init__(self, theatre: Theatre) -> None:
        self._efforts = {effort.id: effort for effort in theatre.efforts}
        areas = {area.id: area for area in theatre.areas}
        self._covered = {
            effort.id: [(areas[a], Point(lat=areas[a].lat, lon=areas[a].lon)) for a in effort.areas if a in areas]
            for effort in theatre.efforts
        }
        self._anchors = [
            (effort.id, name, lat, lon, math.cos(math.radians(lat)))
            for effort in theatre.efforts
            for name, lat, lon in effort.anchors
        ]
        self._nearest: dict[Point, dict[str, tuple[float, str]]] = {}

    def near(self, option: Option, effort_id: str | None) -> tuple[float, str] | None:
        """1 (near) to -1 (far) with the name of what it is near to; None for an effort without a place."""
        effort = self._efforts.get(effort_id or "")
        if effort is None or not (effort.anchors or effort.areas):
            return None
        reached = [
            ((1.0 if of == effort.id else _ANOTHER) * closeness(km, _NEAR_KM), name)
            for of, (km, name) in self._distances(option.point).items()
        ]
        reached.extend(self._to_areas(option, effort))
        return max(reached)

    def _distances(self, point: Point) -> dict[str, tuple[float, str]]:
        """The nearest anchor of each effort, on a flat map: hundreds of candidates are measured for one document."""
        found = self._nearest.get(point)
        if found is None:
            found = self._nearest[point] = {}
            for of, name, lat, lon, narrowing in self._anchors:
                km = KM_A_DEGREE * math.hypot(point.lat - lat, (point.lon - lon) * narrowing)
                if of not in found or km < found[of][0]:
                    found[of] = (km, name)
        return found

    def _to_areas(self, option: Option, effort: Effort) -> list[tuple[float, str]]:
        """Areas count less than anchors: half where it lies inside, and less the farther beyond the edge."""
        reached = []
        for area, centre in self._covered[effort.id]:
            if area.admin1 and option.admin1 == area.admin1 and option.country == area.country:
                reached.append((0.5, area.name))
                continue
            beyond = near_km(centre, option.point) - area.radius_km
            reached.append((0.5 * closeness(max(beyond, 1.0), _NEAR_KM) - 0.25, area.name))
        return reached
