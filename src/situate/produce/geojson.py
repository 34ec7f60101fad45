"""The atlas as GeoJSON (RFC 7946): settlements as points, lines as lines, areas by their outlines.

An area whose outline the theatre does not have is the circle of its half-extent.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from typing import Any, Final

import msgspec

from situate.geo import Point, offset
from situate.produce.atlas import Atlas, Spot, tier
from situate.produce.marks import TIERS
from situate.shapes import Course, inside

# RFC 7946 11.2: six decimals are about ten centimetres, and more would feign a precision that no report has.
_DECIMALS: Final = 6
# Corners of the ring that stands for an area: it keeps within 0.3% of the circle.
_CORNERS: Final = 64
# Nearer to a pole than this a ring of longitudes is none; such an area is given as its middle.
_POLAR_LAT: Final = 89.0

# Longitude and latitude, in the order of RFC 7946.
Position = tuple[float, float]


def geojson(atlas: Atlas) -> bytes:
    """One FeatureCollection, a line a feature, a feature a spot.

    Properties: `name`, `kind` (settlement, area, line), `radius_km` (uncertainty; half-extent of an area), `method`
    (how most mentions were placed) and `methods` (all, counted), `tier` (what its being reported rests on) with
    `tier_text`, `events`, `first_day` and `last_day` of publication, `claims` (ids, in the order of the ledger), and
    `lat`, `lon` of an area's middle. A feature's `id` is the place's key in the ledger.
    """
    features = b",\n".join(msgspec.json.encode(_feature(spot, atlas)) for spot in atlas.spots)
    # Foreign members, as section 6.1 allows.
    head = msgspec.json.encode({"theatre": atlas.theatre.id, "as_known": atlas.day.isoformat()})
    return b'{"type":"FeatureCollection",' + head[1:-1] + b',"features":[\n' + features + b"\n]}\n"


def _feature(spot: Spot, atlas: Atlas) -> dict[str, Any]:
    told = [atlas.told[claim].claim for claim in spot.claims]
    days = sorted(claim.published for claim in told if claim.published is not None)
    strongest = tier(spot, atlas.told)
    properties: dict[str, Any] = {
        "name": spot.name,
        "kind": spot.kind,
        "radius_km": spot.radius_km,
        "method": spot.methods[0][0],
        "methods": dict(spot.methods),
        "tier": strongest,
        "tier_text": dict(TIERS)[strongest],
        "events": sorted({claim.event for claim in told}),
        "first_day": days[0].isoformat() if days else None,
        "last_day": days[-1].isoformat() if days else None,
        "claims": spot.claims,
    }
    if spot.kind == "area":
        properties |= {"lat": spot.points[0].lat, "lon": spot.points[0].lon}
    return {"type": "Feature", "id": spot.key, "geometry": geometry(spot), "properties": properties}


def geometry(spot: Spot) -> dict[str, Any]:
    """Its geometry: cut in two where it crosses the antimeridian, as RFC 7946 3.1.9 asks."""
    first = spot.points[0]
    if spot.kind == "line":
        runs = [_points(run) for run in spot.shape] or [spot.points]
        parts = [part for run in runs for part in _cut([_position(point) for point in _unwound(run)])]
        if len(parts) == 1:
            return {"type": "LineString", "coordinates": parts[0]}
        return {"type": "MultiLineString", "coordinates": parts}
    if spot.kind == "area" and spot.shape:
        return _polygons([polygon for ring in _outer(spot.shape) for polygon in _with_holes(ring, spot.shape)])
    reach = abs(first.lat) + spot.radius_km / 111
    if spot.kind == "settlement" or reach > _POLAR_LAT or not spot.radius_km:
        return {"type": "Point", "coordinates": _position((first.lon, first.lat))}
    return _polygons([[ring] for ring in _cut_ring([_position(point) for point in _circle(first, spot.radius_km)])])


def _polygons(polygons: list[list[list[Position]]]) -> dict[str, Any]:
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _points(course: Course) -> tuple[Point, ...]:
    return tuple(Point(lat=lat, lon=lon) for lat, lon in course)


def _outer(rings: Sequence[Course]) -> list[Course]:
    """The rings that lie in no other: islands and the like; the others are holes."""
    return [ring for ring in rings if not any(_holds(other, ring) for other in rings)]


def _holds(outer: Course, inner: Course) -> bool:
    return outer is not inner and inside((outer,), Point(lat=inner[0][0], lon=inner[0][1]))


def _with_holes(ring: Course, rings: Sequence[Course]) -> list[list[list[Position]]]:
    """The polygons of an outer ring: with its holes, or without them in the two parts beside the antimeridian."""
    parts = _cut_ring(_turned(ring, left=True))
    if len(parts) > 1:
        return [[part] for part in parts]
    holes = [_moved(_turned(one, left=False)) for one in rings if _holds(ring, one)]
    return [[parts[0], *holes]]


def _turned(ring: Course, *, left: bool) -> list[Position]:
    """The ring's positions, counterclockwise where `left` as 3.1.6 asks of outer rings; holes run clockwise."""
    positions = [_position(point) for point in _unwound(_points(ring))]
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(positions))
    return positions if (doubled > 0) == left else positions[::-1]


def _position(point: Position) -> Position:
    return round(point[0], _DECIMALS), round(point[1], _DECIMALS)


def _circle(middle: Point, radius_km: float) -> list[Position]:
    """A closed ring, counterclockwise as section 3.1.6 asks, with longitudes that run on past 180 degrees."""
    corners = [offset(middle, -360.0 * n / _CORNERS, radius_km) for n in range(_CORNERS)]
    ring = _unwound((middle, *corners))[1:]
    return [*ring, ring[0]]


def _unwound(points: Sequence[Point]) -> list[Position]:
    """Longitude and latitude, each step the short way round: 179 is followed by 181, not by -179."""
    found: list[Position] = []
    for point in points:
        lon = point.lon
        if found:
            lon += 360.0 * round((found[-1][0] - lon) / 360.0)
        found.append((lon, point.lat))
    return found


def _cut(line: Sequence[Position]) -> list[list[Position]]:
    """A line in the pieces that lie on one sheet of longitudes each, moved to -180 to 180."""
    parts: list[list[Position]] = [[line[0]]]
    for one, other in pairwise(line):
        if _sheet(one[0]) != _sheet(other[0]):
            edge = 180.0 + 360.0 * min(_sheet(one[0]), _sheet(other[0]))
            share = (edge - one[0]) / (other[0] - one[0])
            crossing = _position((edge, one[1] + share * (other[1] - one[1])))
            parts[-1].append(crossing)
            parts.append([crossing])
        parts[-1].append(other)
    moved = [_moved(part) for part in parts]
    return [part for part in moved if len(set(part)) > 1] or moved[:1]


def _cut_ring(ring: Sequence[Position]) -> list[list[Position]]:
    """A ring in the rings that lie on one sheet of longitudes each, moved to -180 to 180."""
    sheets = sorted({_sheet(lon) for lon, _ in ring})
    return [_moved(_clipped(_clipped(ring, 180.0 + 360.0 * (n - 1), 1), 180.0 + 360.0 * n, -1)) for n in sheets]


def _clipped(ring: Sequence[Position], edge: float, keep: int) -> list[Position]:
    """The part of a closed ring on one side of a meridian: east of it where `keep` is 1, west where -1."""
    kept: list[Position] = []
    for one, other in pairwise(ring):
        inside, next_inside = (one[0] - edge) * keep >= 0, (other[0] - edge) * keep >= 0
        if inside:
            kept.append(one)
        if inside != next_inside:
            share = (edge - one[0]) / (other[0] - one[0])
            kept.append(_position((edge, one[1] + share * (other[1] - one[1]))))
    return [*kept, kept[0]]


def _sheet(lon: float) -> int:
    """0 for longitudes above -180 up to 180, 1 for the turn east of it, -1 for the one west."""
    return ceil((lon - 180.0) / 360.0)


def _moved(part: Sequence[Position]) -> list[Position]:
    turn = 360.0 * _sheet(sum(lon for lon, _ in part) / len(part))
    return [(round(lon - turn, _DECIMALS), lat) for lon, lat in part]
