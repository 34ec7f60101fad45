"""A theatre: the knowledge about one conflict. It is data; the code knows no proper name of any war.

A theatre's folder holds `theatre.toml`, `sides.toml`, `actors.csv`, `sources.csv`, `publishers.toml`,
`areas.csv`, `efforts.toml`, `offices.toml`, `spellings.csv` and `courses.toml`. Cells that hold lists
are split at "|". `docs/theatre.md` describes every key.
"""

import csv
import io
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from situate.errors import DataError
from situate.geo import Point
from situate.vocab import SourceKind


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A party to the conflict. `adjectives` are the words that mark its own ("Russian", "Kremlin")."""

    id: str
    name: str
    adjectives: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


class KnownActor(msgspec.Struct, frozen=True, kw_only=True):
    """A force, body or person that does things, with the names it goes by."""

    id: str
    name: str
    side: str | None = None
    kind: str = "force"
    parent: str | None = None
    aliases: tuple[str, ...] = ()


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker: its kind, its side, and its `family`: who repeats whom and so counts as one voice.

    `addresses` are prefixes of the URLs that it publishes under, without scheme ("t.me/channel").
    A source of kind `class` ("Russian sources") names many and is never counted as one.
    """

    id: str
    name: str
    kind: SourceKind
    side: str | None = None
    family: str
    aliases: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """A source that publishes documents: how it speaks of itself, its probability scale, its furniture.

    `boilerplate` holds short phrases that mark a paragraph as furniture; `toc` openings of its lists of efforts.
    """

    source: str
    scale: str = "icd203"
    self_names: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """A named area larger than a settlement: an oblast, a region, a country, a sea, a river.

    `kind` is country, admin1, region, river, sea or water; `admin1` the gazetteer's code; `radius_km` its
    half-extent, as the uncertainty of its centre.
    """

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    radius_km: float
    country: str = ""
    admin1: str = ""
    aliases: tuple[str, ...] = ()


class Effort(msgspec.Struct, frozen=True, kw_only=True):
    """A line of operations as the assessment divides them, in the order of `order`.

    `headings` are the words by which its section is known in documents; `areas` the ids of the areas it
    covers; `anchors` named points [name, lat, lon] that a claim is near to if it belongs here.
    `events` are claims' event types that belong here wherever they happen (force generation, occupation).
    """

    id: str
    title: str
    objective: str
    order: int
    side: str | None = None
    headings: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    anchors: tuple[tuple[str, float, float], ...] = ()
    events: tuple[str, ...] = ()


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """A command or post that somebody holds."""

    id: str
    name: str
    side: str | None = None
    aliases: tuple[str, ...] = ()


class Spelling(msgspec.Struct, frozen=True, kw_only=True):
    """A way of writing a name, and the name as the house writes it. `kind` is place, person or body."""

    variant: str
    house: str
    kind: str = "place"


class Rubric(msgspec.Struct, frozen=True, kw_only=True):
    """A heading of the warning board: `direction` is more, ambiguous or less; `headings` its wordings."""

    id: str
    direction: str
    headings: tuple[str, ...]


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """A course of action that is watched for, with the rubrics that reports file under."""

    id: str
    question: str
    rubrics: tuple[Rubric, ...] = ()


class Theatre(msgspec.Struct, frozen=True, kw_only=True):
    """Everything known about one conflict."""

    id: str
    name: str
    countries: tuple[str, ...]
    south: float
    west: float
    north: float
    east: float
    started: str
    scale: str = "icd203"
    currencies: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    actors: tuple[KnownActor, ...] = ()
    sources: tuple[Source, ...] = ()
    publishers: tuple[Publisher, ...] = ()
    areas: tuple[Area, ...] = ()
    efforts: tuple[Effort, ...] = ()
    offices: tuple[Office, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    courses: tuple[Course, ...] = ()

    def holds(self, point: Point) -> bool:
        """Does the point lie in the theatre's bounding box?"""
        return self.south <= point.lat <= self.north and self.west <= point.lon <= self.east


# Which file holds which list of records, and the key of the list in a TOML file.
_TABLES: tuple[tuple[str, str, str, type[Any]], ...] = (
    ("sides.toml", "sides", "side", Side),
    ("actors.csv", "actors", "", KnownActor),
    ("sources.csv", "sources", "", Source),
    ("publishers.toml", "publishers", "publisher", Publisher),
    ("areas.csv", "areas", "", Area),
    ("efforts.toml", "efforts", "effort", Effort),
    ("offices.toml", "offices", "office", Office),
    ("spellings.csv", "spellings", "", Spelling),
    ("courses.toml", "courses", "course", Course),
)


def read_theatre(files: Mapping[str, bytes]) -> Theatre:
    """Build a theatre from its files and check it. Raises DataError with every fault found, one a line."""
    faults: list[str] = []
    head = _toml(files, "theatre.toml", faults)
    fields: dict[str, Any] = {}
    for file, field, key, kind in _TABLES:
        if file.endswith(".toml"):
            rows = list(enumerate(_toml(files, file, faults).get(key, []), start=1))
        else:
            rows = _csv(files, file, kind, faults)
        fields[field] = tuple(_records(file, rows, kind, faults))
    try:
        theatre = msgspec.convert(head, Theatre)
    except msgspec.ValidationError as error:
        faults.append(f"theatre.toml: {error}")
    if faults:
        raise _refusal(faults)
    theatre = msgspec.structs.replace(theatre, **fields)
    faults = list(check(theatre))
    if faults:
        raise _refusal(faults)
    return theatre


def _refusal(faults: Iterable[str]) -> DataError:
    return DataError(
        "; ".join(faults), where="theatre", remedy="correct the named keys; `situate theatre check` lists them"
    )


def _toml(files: Mapping[str, bytes], file: str, faults: list[str]) -> dict[str, Any]:
    if file not in files:
        if file == "theatre.toml":
            faults.append("theatre.toml: missing")
        return {}
    try:
        return tomllib.loads(files[file].decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(f"{file}: {error}")
        return {}


def _csv(files: Mapping[str, bytes], file: str, kind: type[Any], faults: list[str]) -> list[tuple[int, dict[str, Any]]]:
    if file not in files:
        return []
    lists = {f.name for f in msgspec.structs.fields(kind) if f.type == tuple[str, ...]}
    reader = csv.DictReader(io.StringIO(files[file].decode(errors="replace"), newline=""))
    unknown = set(reader.fieldnames or ()) - {f.name for f in msgspec.structs.fields(kind)}
    faults.extend(f"{file}: unknown column {name!r}" for name in sorted(unknown))
    rows: list[tuple[int, dict[str, Any]]] = []
    for row in reader:
        cells: dict[str, Any] = {}
        for name, value in row.items():
            if name is None or value is None:
                faults.append(f"{file}:{reader.line_num}: wrong number of cells")
            elif value != "" and name not in unknown:
                cells[name] = (
                    tuple(part.strip() for part in value.split("|") if part.strip()) if name in lists else value
                )
        rows.append((reader.line_num, cells))
    return rows


def _records(file: str, rows: Iterable[tuple[int, Any]], kind: type[Any], faults: list[str]) -> Iterable[Any]:
    known = {f.name for f in msgspec.structs.fields(kind)}
    for number, row in rows:
        where = f"{file}:{number}"
        if isinstance(row, dict):
            faults.extend(f"{where}: unknown key {key!r}" for key in row if key not in known)
        try:
            yield msgspec.convert(row, kind, strict=False)
        except msgspec.ValidationError as error:
            faults.append(f"{where}: {error}")


def check(theatre: Theatre) -> Iterable[str]:
    """What is wrong between the tables: doubled ids, references that lead nowhere. Empty when it holds."""
    tables = {
        "sides": theatre.sides, "actors": theatre.actors, "sources": theatre.sources, "areas": theatre.areas,
        "efforts": theatre.efforts, "offices": theatre.offices, "courses": theatre.courses,
    }  # fmt: skip
    ids: dict[str, set[str]] = {}
    for name, rows in tables.items():
        ids[name] = set()
        for row in rows:
            if row.id in ids[name]:
                yield f"{name}: id {row.id!r} stands twice"
            ids[name].add(row.id)
    sided: tuple[tuple[str, Any], ...] = (
        ("actors", theatre.actors), ("sources", theatre.sources), ("efforts", theatre.efforts), ("offices", theatre.offices),
    )  # fmt: skip
    for name, rows in sided:
        for row in rows:
            if row.side is not None and row.side not in ids["sides"]:
                yield f"{name}: {row.id}: side {row.side!r} is not in sides.toml"
    for actor in theatre.actors:
        if actor.parent is not None and actor.parent not in ids["actors"]:
            yield f"actors: {actor.id}: parent {actor.parent!r} is not in actors.csv"
    for publisher in theatre.publishers:
        if publisher.source not in ids["sources"]:
            yield f"publishers: source {publisher.source!r} is not in sources.csv"
    for effort in theatre.efforts:
        yield from (
            f"efforts: {effort.id}: area {a!r} is not in areas.csv" for a in effort.areas if a not in ids["areas"]
        )
    for area in theatre.areas:
        if not (-90 <= area.lat <= 90 and -180 <= area.lon <= 180):
            yield f"areas: {area.id}: not on the globe"
    yield from _doubled_names("sources", ((s.id, (s.name, *s.aliases)) for s in theatre.sources))
    yield from _doubled_names("actors", ((a.id, (a.name, *a.aliases)) for a in theatre.actors))


def _doubled_names(table: str, rows: Iterable[tuple[str, tuple[str, ...]]]) -> Iterable[str]:
    owner: dict[str, str] = {}
    for row_id, names in rows:
        for name in names:
            if owner.setdefault(name.casefold(), row_id) != row_id:
                yield f"{table}: {name!r} names both {owner[name.casefold()]} and {row_id}"
