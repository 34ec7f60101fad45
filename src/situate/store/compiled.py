"""A gazetteer compiled into one SQLite file: written once beside its place, moved there whole, then only read."""

import os
import re
import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from situate.errors import DataError, SourceError
from situate.gazetteer import Toponym, normal

# Raised whenever the tables or `normal` change, so that files of an older kind are compiled anew.
FORMAT: Final = "2"

_TABLES: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
  country TEXT NOT NULL, admin1 TEXT NOT NULL, admin2 TEXT NOT NULL, feature TEXT NOT NULL,
  population INTEGER NOT NULL, names TEXT NOT NULL);
CREATE TABLE spelled (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE region (country TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (country, code))
  WITHOUT ROWID;
CREATE TABLE written (country TEXT PRIMARY KEY, names TEXT NOT NULL) WITHOUT ROWID;
"""
# A draft that nobody has touched for so long belongs to a process that was killed.
_ABANDONED_S: Final = 3600
_COLUMNS: Final = "id, name, lat, lon, country, admin1, admin2, feature, population, names"
# A region's code in its country ("05", "05.1234"), and its name.
Regions = Mapping[tuple[str, str], str]

# A Latin-script name as a text would write it: letters with spaces, hyphens and apostrophes, three letters at least.
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ'’ʼ` .-]{2,}")


def write(target: Path, places: Iterable[Toponym], meta: Mapping[str, str], regions: Regions | None = None) -> int:
    """Compile places into `target`, replacing what stood there in one move; gives how many there were.

    `regions` names the administrative codes of which the places hold no area themselves. Whatever stops it, `target`
    is either as before or complete: the work is done in a file beside it. Where there are no places nothing is
    replaced. Raises SourceError where the folder cannot be written.
    """
    try:
        return _write(target, places, meta, regions or {})
    except (OSError, sqlite3.OperationalError) as error:
        why = f"no gazetteer can be written there: {error.strerror if isinstance(error, OSError) else error}"
        remedy = "point SITUATE_HOME to a folder that you may write in"
        raise SourceError(why, where=str(target.parent), remedy=remedy) from error


def _write(target: Path, places: Iterable[Toponym], meta: Mapping[str, str], regions: Regions) -> int:
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(".*.draft"):
        if time.time() - left.stat().st_mtime > _ABANDONED_S:
            left.unlink(missing_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
    draft.unlink(missing_ok=True)
    try:
        count = _fill(draft, places, meta, regions)
        if count:
            draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return count


def _fill(draft: Path, places: Iterable[Toponym], meta: Mapping[str, str], regions: Regions) -> int:
    written: dict[str, set[str]] = defaultdict(set)
    named = dict(regions)
    count = 0
    database = sqlite3.connect(draft, isolation_level=None)
    try:
        # The file is thrown away unless it is finished, so the journal would guard nothing.
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
        database.execute("BEGIN")
        for place in places:
            count += 1
            _insert(database, place)
            written[place.country].update(_matchable(place))
            if code := _region_code(place):
                named[place.country, code] = place.name
        database.executemany("INSERT INTO region VALUES (?, ?, ?)", [(*key, name) for key, name in named.items()])
        rows = [(country, "\n".join(sorted(names))) for country, names in written.items()]
        database.executemany("INSERT INTO written VALUES (?, ?)", rows)
        facts = {**meta, "format": FORMAT, "places": str(count)}
        database.executemany("INSERT INTO meta VALUES (?, ?)", sorted(facts.items()))
        database.execute("COMMIT")
    finally:
        database.close()
    with draft.open("rb+") as stream:
        os.fsync(stream.fileno())
    return count


def _insert(database: sqlite3.Connection, place: Toponym) -> None:
    number = int(place.id.partition(":")[2])
    names = dict.fromkeys((place.name, *place.names))
    where = (place.lat, place.lon, place.country, place.admin1, place.admin2)
    row = (number, place.name, *where, place.feature, place.population, "\n".join(place.names))
    database.execute("INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    keys = {key for name in names if (key := normal(name))}
    database.executemany("INSERT OR IGNORE INTO spelled VALUES (?, ?)", [(key, number) for key in keys])


def _region_code(place: Toponym) -> str:
    """The code that an administrative area gives its name to; "" for any other place."""
    if place.feature == "ADM1":
        return place.admin1
    return f"{place.admin1}.{place.admin2}" if place.feature == "ADM2" and place.admin2 else ""


def _matchable(place: Toponym) -> Iterator[str]:
    """The names of a place that a text could hold as they stand.

    Gazetteers keep some names in small letters. Beside capitalised ones these are machine transcriptions
    from other scripts; where a place has no others they are its romanisations, and get their capitals.
    """
    latin = [name for name in (place.name, *place.names) if _LATIN.fullmatch(name)]
    yield from (name for name in latin if name[0].isupper() and not name.isupper())
    if not any(name[0].isupper() and name != place.name for name in latin):
        yield from (_capitalised(name) for name in latin if name[0].islower())


def _capitalised(name: str) -> str:
    return re.sub(r"(^|[ -])(\w)", lambda match: match[1] + match[2].upper(), name)


class Compiled:
    """One compiled gazetteer, open for reading."""

    def __init__(self, path: Path) -> None:
        """Open it. Raises DataError where it is no compiled gazetteer of this format."""
        self.path = path
        try:
            # Immutable: a file that is only ever replaced whole needs no locks, and threads may share it.
            address = f"{path.resolve().as_uri()}?immutable=1"
            self._database = sqlite3.connect(address, uri=True, check_same_thread=False)
            self.meta: dict[str, str] = dict(self._database.execute("SELECT key, value FROM meta"))
        except sqlite3.DatabaseError as error:
            raise _unusable(path, str(error)) from error
        if self.meta.get("format") != FORMAT:
            self.close()
            raise _unusable(path, f"format {self.meta.get('format')} is not {FORMAT}")

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def named(self, key: str) -> dict[str, Toponym]:
        """The places one of whose names has the normal form `key`, by id."""
        query = f"SELECT {_COLUMNS} FROM spelled JOIN place ON place.id = spelled.place WHERE key = ?"
        return {place.id: place for place in map(_toponym, self._database.execute(query, (key,)))}

    def place(self, place_id: str) -> Toponym | None:
        """The place of that id; None where it holds none."""
        query = f"SELECT {_COLUMNS} FROM place WHERE id = ?"
        row = self._database.execute(query, (int(place_id.partition(":")[2]),)).fetchone()
        return _toponym(row) if row else None

    def region(self, country: str, code: str) -> str:
        """The name of the administrative area with that code in its country; "" where it holds none."""
        query = "SELECT name FROM region WHERE country = ? AND code = ?"
        row = self._database.execute(query, (country, code)).fetchone()
        return str(row[0]) if row else ""

    def names(self, countries: Iterable[str]) -> Iterator[str]:
        """Its Latin-script names as written; of all countries where none is given."""
        wanted = set(countries)
        for country, names in self._database.execute("SELECT country, names FROM written ORDER BY country"):
            if names and (not wanted or country in wanted):
                yield from names.split("\n")


def _unusable(path: Path, why: str) -> DataError:
    remedy = "delete the file; where it was a dump that you added, `situate gazetteer add` it again"
    return DataError(f"not a compiled gazetteer of this version: {why}", where=str(path), remedy=remedy)


def _toponym(row: tuple[int, str, float, float, str, str, str, str, int, str]) -> Toponym:
    number, name, lat, lon, country, admin1, admin2, feature, population, names = row
    return Toponym(
        id=f"geonames:{number}", name=name, lat=lat, lon=lon, country=country, admin1=admin1, admin2=admin2,
        feature=feature, population=population, names=tuple(names.split("\n")) if names else (),
    )  # fmt: skip
