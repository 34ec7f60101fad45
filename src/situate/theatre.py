"""A theatre: the knowledge about one conflict. It is data; the code knows no proper name of any war.

A theatre's folder holds `theatre.toml`, `sides.toml`, `actors.csv`, `sources.csv`, `publishers.toml`,
`areas.csv`, `efforts.toml`, `offices.toml`, `spellings.csv`, `courses.toml`, `edges.csv`, `learned.csv` and `ways.csv`,
and `shapes.json`, which a script makes. Cells that hold lists are split at "|". `docs/theatre.md` describes every key.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from situate.courses import Course, course_faults
from situate.errors import DataError
from situate.point import Point
from situate.shapes import Shape, Way, read_shapes, way_course
from situate.tables import csv_rows, records, toml_rows, toml_table
from situate.vocab import Event, SourceKind


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A party to the conflict. `adjectives` are the words that mark its own ("Russian", "Kremlin").

    `stands_with` is the side whose interest it shares: when the two agree, no admission is made. `fights` is false
    for a side that is no party to the fighting: nobody means it by "the enemy".
    """

    id: str
    name: str
    adjectives: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    stands_with: str | None = None
    fights: bool = True


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
    A source of kind `class` ("Russian sources") names many and is never counted as one. `prior_right`, `prior_wrong`
    are the Beta prior of its reliability: claims that it goes in with as if they had been found right and wrong.
    """

    id: str
    name: str
    kind: SourceKind
    side: str | None = None
    family: str
    aliases: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    prior_right: float = 1.0
    prior_wrong: float = 1.0


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """A source that publishes documents: how it speaks of itself, its probability scale, its furniture.

    `boilerplate` holds short phrases that mark a paragraph as furniture; `toc` openings of its lists of efforts.
    """

    source: str
    scale: str = "icd203"
    self_names: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    toc: tuple[str, ...] = ()


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """A named area larger than a settlement: an oblast, a region, a country, a sea, a river.

    `kind` is country, admin1, region, river, road, sea or water; `admin1` the gazetteer's code; `radius_km` its
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


class TownEdge(msgspec.Struct, frozen=True, kw_only=True):
    """How far short of the centre of a town at `lat`, `lon` the distances stop that prose tells from it.

    `edge_km` is the median shortfall over `n` locators, `spread_km` their scatter (scaled median deviation).
    """

    name: str
    lat: float
    lon: float
    edge_km: float
    spread_km: float = 0.0
    n: int = 0


class LearnedPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where locators alone put a name: `n` distinct ones, which leave it a circle of `radius_km`.

    It is a place that a gazetteer lacks, or tells which of its namesakes is meant.
    """

    name: str
    lat: float
    lon: float
    radius_km: float
    n: int = 1


class Theatre(msgspec.Struct, frozen=True, kw_only=True):
    """Everything known about one conflict; a moment's day is its day in `timezone` (a name of the IANA database)."""

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
    timezone: str = "UTC"
    consequence: Mapping[Event, float] = {}
    sides: tuple[Side, ...] = ()
    actors: tuple[KnownActor, ...] = ()
    sources: tuple[Source, ...] = ()
    publishers: tuple[Publisher, ...] = ()
    areas: tuple[Area, ...] = ()
    efforts: tuple[Effort, ...] = ()
    offices: tuple[Office, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    courses: tuple[Course, ...] = ()
    edges: tuple[TownEdge, ...] = ()
    learned: tuple[LearnedPlace, ...] = ()
    ways: tuple[Way, ...] = ()
    shapes: tuple[Shape, ...] = ()

    def camps(self) -> dict[str, str]:
        """Each side's id, and the id of the side it stands with (its own where it stands alone)."""
        return {side.id: side.stands_with or side.id for side in self.sides}

    def enemies(self) -> dict[str, str]:
        """The other camp of each camp that fights, where there are two; empty where there are more or fewer."""
        camps = self.camps()
        fighting = sorted({camps[side.id] for side in self.sides if side.fights})
        return dict(zip(fighting, reversed(fighting), strict=True)) if len(fighting) == 2 else {}

    def holds(self, point: Point) -> bool:
        """Does the point lie in the theatre's bounding box?"""
        return self.south <= point.lat <= self.north and self.west <= point.lon <= self.east


# Which file holds which list of records, and the name of its tables in a TOML file ("" for CSV).
_TABLES: tuple[tuple[str, str, str, type[msgspec.Struct]], ...] = (
    ("sides.toml", "sides", "side", Side),
    ("actors.csv", "actors", "", KnownActor),
    ("sources.csv", "sources", "", Source),
    ("publishers.toml", "publishers", "publisher", Publisher),
    ("areas.csv", "areas", "", Area),
    ("efforts.toml", "efforts", "effort", Effort),
    ("offices.toml", "offices", "office", Office),
    ("spellings.csv", "spellings", "", Spelling),
    ("courses.toml", "courses", "course", Course),
    ("edges.csv", "edges", "", TownEdge),
    ("learned.csv", "learned", "", LearnedPlace),
    ("ways.csv", "ways", "", Way),
)
_FILE: Mapping[str, str] = {field: file for file, field, _, _ in _TABLES}


def read_theatre(files: Mapping[str, bytes]) -> Theatre:
    """Build a theatre from its files and check it. Raises DataError with every fault found, one a line."""
    faults: list[str] = []
    fields: dict[str, Any] = {}
    for file, field, key, kind in _TABLES:
        rows = toml_rows(files, file, key, faults) if key else csv_rows(files, file, kind, faults)
        fields[field] = tuple(records(rows, kind, faults))
    theatre = _head(files, faults)
    if theatre is not None and not faults:
        theatre = msgspec.structs.replace(theatre, **fields, shapes=read_shapes(files))
        faults.extend(check(theatre))
    if theatre is None or faults:
        remedy = "correct the keys named; `situate theatre check` lists them"
        raise DataError("\n".join(faults), where="theatre", remedy=remedy)
    return theatre


def _head(files: Mapping[str, bytes], faults: list[str]) -> Theatre | None:
    """The theatre as `theatre.toml` alone gives it."""
    if "theatre.toml" not in files:
        faults.append("theatre.toml: missing")
        return None
    head = toml_table(files, "theatre.toml", faults)
    known = {field.name for field in msgspec.structs.fields(Theatre)} - set(_FILE) - {"shapes"}
    faults.extend(f"theatre.toml: unknown key {key!r}" for key in head if key not in known)
    try:
        return msgspec.convert({key: value for key, value in head.items() if key in known}, Theatre)
    except msgspec.ValidationError as error:
        faults.append(f"theatre.toml: {error}")
        return None


def zone_of(name: str) -> tzinfo:
    """The theatre's clock. Raises DataError where the name or this machine's time zone data is wrong."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        remedy = "correct `timezone`, a name such as `UTC`; or install the time zone data (the package tzdata)"
        raise DataError(f"no time zone data for {name!r}", where="theatre.toml", remedy=remedy) from error


def check(theatre: Theatre) -> Iterator[str]:
    """What is wrong between the tables: doubled ids and names, references that lead nowhere. Empty when it holds."""
    for check_one in (_no_clock, _doubled_ids, _dangling, _off_the_map, _drawn, _doubled_headings, _courses):
        yield from check_one(theatre)
    for field in ("sources", "actors", "areas", "offices"):
        rows = getattr(theatre, field)
        yield from _doubled_names(_FILE[field], ((row.id, (row.name, *row.aliases)) for row in rows))
    yield from _doubled_names(_FILE["spellings"], ((f"{s.house} ({s.kind})", (s.variant,)) for s in theatre.spellings))


def _no_clock(theatre: Theatre) -> Iterator[str]:
    try:
        zone_of(theatre.timezone)
    except DataError as error:
        yield str(error)


def _doubled_ids(theatre: Theatre) -> Iterator[str]:
    for field in ("sides", "actors", "sources", "areas", "efforts", "offices", "courses"):
        counts = Counter(row.id for row in getattr(theatre, field))
        yield from (f"{_FILE[field]}: id {row_id!r} stands {n} times" for row_id, n in counts.items() if n > 1)


def _dangling(theatre: Theatre) -> Iterator[str]:
    """References by id that lead nowhere: (the file that refers, the key, the file referred to)."""
    references: tuple[tuple[str, str, str], ...] = (
        ("actors", "side", "sides"), ("sources", "side", "sides"), ("efforts", "side", "sides"),
        ("offices", "side", "sides"), ("actors", "parent", "actors"), ("publishers", "source", "sources"),
        ("efforts", "areas", "areas"), ("sides", "stands_with", "sides"),
    )  # fmt: skip
    for field, key, target in references:
        ids = {row.id for row in getattr(theatre, target)}
        for row in getattr(theatre, field):
            value = getattr(row, key)
            wanted = value if isinstance(value, tuple) else (value,)
            where = f"{_FILE[field]}: {getattr(row, 'id', None) or row.source}"
            yield from (
                f"{where}: {key} {one!r} is not in {_FILE[target]}"
                for one in wanted
                if one is not None and one not in ids
            )


def _off_the_map(theatre: Theatre) -> Iterator[str]:
    points = [(_FILE["areas"], area.id, area.lat, area.lon) for area in theatre.areas]
    points += [
        (_FILE[field], row.name, row.lat, row.lon) for field in ("edges", "learned") for row in getattr(theatre, field)
    ]
    points += [
        (_FILE["efforts"], f"{e.id}: anchor {name}", lat, lon) for e in theatre.efforts for name, lat, lon in e.anchors
    ]
    for file, name, lat, lon in points:
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            yield f"{file}: {name}: {lat}, {lon} is not on the globe"


def _drawn(theatre: Theatre) -> Iterator[str]:
    """Roads, rivers, outlines and borders are of areas that there are, and lie on the globe."""
    areas = {area.id for area in theatre.areas}
    for way in theatre.ways:
        if way.area not in areas:
            yield f"{_FILE['ways']}: {way.area}: is not in {_FILE['areas']}"
        try:
            way_course(way)
        except ValueError as error:
            yield f'{_FILE["ways"]}: {way.area}: {error}; a point is written as "48.59 38.00", degrees north and east'
    for shape in theatre.shapes:
        yield from (f"shapes.json: {one}: is not in {_FILE['areas']}" for one in shape.of if one not in areas)


def _doubled_headings(theatre: Theatre) -> Iterator[str]:
    """A heading must lead to one effort, and a rubric's wording to one rubric of one direction."""
    yield from _doubled_names(_FILE["efforts"], ((effort.id, effort.headings) for effort in theatre.efforts))
    rubrics = [(course, rubric) for course in theatre.courses for rubric in course.rubrics]
    yield from _doubled_names(_FILE["courses"], ((f"{c.id}/{r.id}", r.headings) for c, r in rubrics))


def _courses(theatre: Theatre) -> Iterator[str]:
    known = {field: {row.id for row in getattr(theatre, field)} for field in ("areas", "actors", "sides", "sources")}
    yield from (f"{_FILE['courses']}: {fault}" for fault in course_faults(theatre.courses, known))


def _doubled_names(file: str, rows: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    owner: dict[str, str] = {}
    for row_id, names in rows:
        for name in names:
            first = owner.setdefault(name.casefold(), row_id)
            if first != row_id:
                yield f"{file}: {name!r} names both {first} and {row_id}"
