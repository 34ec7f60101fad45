"""Points, distances in km and compass bearings in degrees on the WGS 84 ellipsoid."""

from typing import Final

from pyproj import Geod

from situate.point import Point

_WGS84: Final = Geod(ellps="WGS84")

# Eight and sixteen points of the compass, degrees clockwise from north.
_POINTS: Final = (
    "north", "north-northeast", "northeast", "east-northeast", "east", "east-southeast", "southeast", "south-southeast",
    "south", "south-southwest", "southwest", "west-southwest", "west", "west-northwest", "northwest", "north-northwest",
)  # fmt: skip
COMPASS: Final[dict[str, float]] = {word: 22.5 * index for index, word in enumerate(_POINTS)}
EIGHT_POINTS: Final = _POINTS[::2]
# The eight as prose writes them: "north", "northeast", "north-east".
POINT_PATTERN: Final = r"(?:(?:north|south)[- ]?(?:east|west)|north|south|east|west)"

__all__ = [
    "COMPASS", "EIGHT_POINTS", "POINT_PATTERN", "Point", "angle_between", "bearing", "compass_word", "distance_km",
    "offset",
]  # fmt: skip


def distance_km(a: Point, b: Point) -> float:
    """Geodesic distance between two points, in km."""
    return float(_WGS84.inv(a.lon, a.lat, b.lon, b.lat)[2]) / 1000


def bearing(origin: Point, target: Point) -> float:
    """Initial bearing from `origin` to `target`, degrees clockwise from north, 0 <= bearing < 360."""
    return float(_WGS84.inv(origin.lon, origin.lat, target.lon, target.lat)[0]) % 360


def offset(origin: Point, degrees: float, km: float) -> Point:
    """The point `km` away from `origin` in the direction `degrees`."""
    lon, lat, _ = _WGS84.fwd(origin.lon, origin.lat, degrees, km * 1000)
    return Point(lat=float(lat), lon=float(lon))


def angle_between(a: float, b: float) -> float:
    """The smaller angle between two bearings, 0 to 180 degrees."""
    apart = abs(a - b) % 360
    return min(apart, 360 - apart)


def compass_word(degrees: float) -> str:
    """The nearest of the eight compass words, "north" to "northwest"."""
    return EIGHT_POINTS[round((degrees % 360) / 45) % 8]
