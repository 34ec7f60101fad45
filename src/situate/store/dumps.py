"""GeoNames files: tab-separated text, plain or in a .zip, read line by line.

A country dump has 19 columns. Two kinds of file may lie beside it: alternate names (10 columns, 8 in older ones), and
the names of administrative codes (4 columns: `admin1CodesASCII.txt`, `admin2Codes.txt`).
"""

import zipfile
import zlib
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import IO, Final, Literal

import msgspec

from situate.errors import DataError, LimitError, SourceError
from situate.gazetteer import Toponym
from situate.point import Point

Kind = Literal["places", "names", "regions"]

_COLUMNS: Final = 19
_KINDS: Final[dict[int, Kind]] = {_COLUMNS: "places", 10: "names", 8: "names", 4: "regions"}
# By so many lines a file is known; the first ones may be bad.
_LOOKED_AT: Final = 20
# Settlements and administrative areas: a text's names of streams, farms and stations would only mislead.
_CLASSES: Final = frozenset({"P", "A"})
# What a damaged, a locked or an unusual archive makes of being read.
_UNREADABLE: Final = (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError)
# The dump of all countries together is 1.7 GB; a line of the largest is below 20 kB.
MOST_BYTES: Final = 4 << 30
_LONGEST_LINE: Final = 1 << 20
# "Languages" of the file of alternate names that are no names: codes, addresses, transcriptions for the ear.
_NO_LANGUAGE: Final = frozenset(
    {"link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "abbr", "phon", "piny"}
)


class Refusal(msgspec.Struct, frozen=True):
    """A line that could not be read, and why; `file` is the file's name."""

    line: int
    why: str
    file: str = ""


Refuse = Callable[[Refusal], None]


def checksum(path: Path) -> str:
    """SHA-256 of the file as it is. Raises SourceError where it cannot be read."""
    digest = sha256()
    try:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    except OSError as error:
        why = error.strerror or str(error)
        raise SourceError(why, where=str(path), remedy="give the path of a readable dump") from error
    return digest.hexdigest()


def kind_of(path: Path) -> Kind | None:
    """What kind of GeoNames file it is, by the columns of its first lines; None for another file.

    Raises SourceError where it cannot be read.
    """
    for _, line in islice(_lines(path, lambda _: None), _LOOKED_AT):
        if kind := _KINDS.get(line.count("\t") + 1):
            return kind
    return None


def read(path: Path, refuse: Refuse) -> Iterator[Toponym]:
    """Every settlement and administrative area of a dump; lines that cannot be read go to `refuse`.

    Raises DataError for a .zip without a dump in it, LimitError for one that unpacks beyond bounds.
    """
    for number, line in _lines(path, refuse):
        try:
            place = _place(line)
        except ValueError as error:
            refuse(Refusal(number, str(error), path.name))
            continue
        if place is not None:
            yield place


def alternate_names(path: Path, wanted: Container[int], refuse: Refuse) -> dict[int, tuple[str, ...]]:
    """The names that a file of alternate names has for the wanted GeoNames ids.

    Left out are codes and links, nicknames, and short forms: "Donetsk" for an oblast would be the city's.
    """
    found: dict[int, dict[str, None]] = {}
    for number, line in _lines(path, refuse):
        cells = line.split("\t")
        try:
            if _KINDS.get(len(cells)) != "names":
                raise ValueError(f"{len(cells)} columns, not 10 or 8")
            place = _number(cells[1])
        except ValueError as error:
            refuse(Refusal(number, str(error), path.name))
            continue
        plain = cells[2] not in _NO_LANGUAGE and "1" not in (cells[5], cells[6])
        if plain and place in wanted and (name := cells[3].strip()):
            found.setdefault(place, {})[name] = None
    return {place: tuple(names) for place, names in found.items()}


def region_names(path: Path, refuse: Refuse) -> dict[tuple[str, str], str]:
    """The names of administrative codes: ("UA", "05") for a line that begins with "UA.05"."""
    found: dict[tuple[str, str], str] = {}
    for number, line in _lines(path, refuse):
        cells = line.split("\t")
        country, _, code = cells[0].partition(".")
        if len(cells) == 4 and country and code and cells[1].strip():
            found[country, code] = cells[1].strip()
        else:
            refuse(Refusal(number, "not four columns that begin with a code such as UA.05", path.name))
    return found


def _place(line: str) -> Toponym | None:
    cells = line.split("\t")
    if len(cells) != _COLUMNS:
        raise ValueError(f"{len(cells)} columns, not {_COLUMNS}")
    if cells[6] not in _CLASSES:
        return None
    number = _number(cells[0])
    if not cells[1].strip():
        raise ValueError("no name")
    point = Point(lat=float(cells[4]), lon=float(cells[5]))
    spellings = (cells[2], *cells[3].split(","))
    return Toponym(
        id=f"geonames:{number}", name=cells[1], lat=point.lat, lon=point.lon, country=cells[8], admin1=cells[10],
        admin2=cells[11], feature=cells[7], population=int(cells[14] or 0),
        names=tuple(dict.fromkeys(s for s in spellings if s)),
    )  # fmt: skip


def _number(cell: str) -> int:
    # No more digits than SQLite's integers hold.
    if not cell.isascii() or not cell.isdigit() or len(cell) > 18:
        raise ValueError(f"not a GeoNames id: {cell!r}")
    return int(cell)


def _lines(path: Path, refuse: Refuse) -> Iterator[tuple[int, str]]:
    """Each line with its number, without its end; those that are no UTF-8 go to `refuse`."""
    with _opened(path) as stream:
        number = 0
        while line := stream.readline(_LONGEST_LINE):
            number += 1
            if len(line) == _LONGEST_LINE:
                raise LimitError(f"line {number} is longer than {_LONGEST_LINE} bytes", where=str(path))
            try:
                text = line.decode("utf-8").rstrip("\r\n")
            except UnicodeDecodeError as error:
                refuse(Refusal(number, str(error), path.name))
                continue
            yield number, text


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as stream:
                yield stream
            return
        with zipfile.ZipFile(path) as archive, archive.open(_member(path, archive)) as stream:
            yield stream
    except _UNREADABLE as error:
        raise SourceError(str(error), where=str(path), remedy="fetch the dump again") from error


def _member(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The data in a .zip: its largest text, for a readme or a list of languages lies beside it."""
    texts = [m for m in archive.infolist() if m.filename.endswith(".txt") and "readme" not in m.filename.lower()]
    if not texts:
        raise DataError("no .txt in the archive", where=str(path), remedy="give a GeoNames dump, such as UA.zip")
    member = max(texts, key=lambda m: m.file_size)
    if member.file_size > MOST_BYTES:
        raise LimitError(f"{member.filename} unpacks to more than {MOST_BYTES} bytes", where=str(path))
    return member
