"""From degrees to pixels: plate carrée, squeezed by the cosine of the middle latitude."""

from collections.abc import Iterable, Sequence
from math import cos, radians
from typing import Final

import msgspec

from situate.produce.assessment import Frame

# Length of a degree of latitude on the WGS 84 ellipsoid at 45 degrees, in km.
_KM_PER_DEGREE: Final = 111.13


class Projection(msgspec.Struct, frozen=True, kw_only=True):
    """A box of the globe on a sheet `width` by `height` pixels. True to scale along its middle parallel."""

    frame: Frame
    width: float
    height: float

    @property
    def px_per_degree(self) -> float:
        """Pixels to a degree of latitude."""
        return self.height / (self.frame.north - self.frame.south)

    @property
    def px_per_km(self) -> float:
        """Pixels to a kilometre."""
        return self.px_per_degree / _KM_PER_DEGREE

    def x(self, lon: float) -> float:
        """Pixels from the left edge."""
        return (lon - self.frame.west) * self.px_per_degree * squeeze(self.frame)

    def y(self, lat: float) -> float:
        """Pixels from the upper edge."""
        return (self.frame.north - lat) * self.px_per_degree

    def holds(self, lat: float, lon: float) -> bool:
        """Does the point lie on the sheet?"""
        return 0 <= self.x(lon) <= self.width and 0 <= self.y(lat) <= self.height


def squeeze(frame: Frame) -> float:
    """Width of a degree of longitude over that of a degree of latitude, at the frame's middle."""
    return cos(radians((frame.south + frame.north) / 2))


def sheet(frame: Frame, width: float, tallest: float) -> Projection:
    """A sheet of the width, as tall as the frame asks, at most `tallest`; a frame too tall grows sideways."""
    height = width * (frame.north - frame.south) / ((frame.east - frame.west) * squeeze(frame))
    if height <= tallest:
        return Projection(frame=frame, width=width, height=height)
    wider = (frame.north - frame.south) * width / tallest / squeeze(frame)
    grow = (wider - (frame.east - frame.west)) / 2
    roomy = Frame(south=frame.south, west=frame.west - grow, north=frame.north, east=frame.east + grow)
    return Projection(frame=roomy, width=width, height=tallest)


def path(lines: Iterable[Sequence[int]], scale: float, onto: Projection, *, closed: bool) -> str:
    """SVG path data of lines [x0, y0, dx, dy, …] in whole units of 1/`scale` degree; those off the sheet left out."""
    parts: list[str] = []
    for line in lines:
        points = _points(line, scale, onto)
        if len(points) > 1 and _touches(points, onto):
            steps = " ".join(f"{x:.1f} {y:.1f}" for x, y in points[1:])
            parts.append(f"M{points[0][0]:.1f} {points[0][1]:.1f}L{steps}{'Z' if closed else ''}")
    return "".join(parts)


def _points(line: Sequence[int], scale: float, onto: Projection) -> list[tuple[float, float]]:
    x = y = 0
    points: list[tuple[float, float]] = []
    for dx, dy in zip(line[::2], line[1::2], strict=True):
        x, y = x + dx, y + dy
        here = (onto.x(x / scale), onto.y(y / scale))
        # Steps under half a pixel cannot be seen; the last point stays, so that lines meet.
        if not points or abs(here[0] - points[-1][0]) + abs(here[1] - points[-1][1]) > 0.5:
            points.append(here)
    return points


def _touches(points: list[tuple[float, float]], onto: Projection) -> bool:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs) <= onto.width and max(xs) >= 0 and min(ys) <= onto.height and max(ys) >= 0
