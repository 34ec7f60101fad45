"""GeoNames country dumps: tab-separated text of 19 columns, plain or in a .zip, read line by line."""

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

import msgspec

from situate.errors import DataError, LimitError, SourceError
from situate.gazetteer import Toponym
from situate.point import Point

_COLUMNS: Final = 19
# Settlements and administrative areas: a text's names of streams, farms and stations would only mislead.
_CLASSES: Final = frozenset({"P", "A"})
# The dump of all countries together is 1.7 GB; a line of the largest is below 20 kB.
MOST_BYTES: Final = 4 << 30
_LONGEST_LINE: Final = 1 << 20


class Refusal(msgspec.Struct, frozen=True):
    """A line that could not be read, and why."""

    line: int
    why: str


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


def read(path: Path, refuse: Callable[[Refusal], None]) -> Iterator[Toponym]:
    """Every settlement and administrative area of a dump; lines that cannot be read go to `refuse`.

    Raises DataError for a .zip without a dump in it, LimitError for one that unpacks beyond bounds.
    """
    with _opened(path) as stream:
        number = 0
        while line := stream.readline(_LONGEST_LINE):
            number += 1
            if len(line) == _LONGEST_LINE:
                raise LimitError(f"line {number} is longer than {_LONGEST_LINE} bytes", where=str(path))
            try:
                place = _place(line.decode("utf-8"))
            except ValueError as error:
                refuse(Refusal(number, str(error)))
                continue
            if place is not None:
                yield place


def _place(line: str) -> Toponym | None:
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) != _COLUMNS:
        raise ValueError(f"{len(cells)} columns, not {_COLUMNS}")
    if cells[6] not in _CLASSES:
        return None
    if not cells[0].isascii() or not cells[0].isdigit():
        raise ValueError(f"not a GeoNames id: {cells[0]!r}")
    if not cells[1].strip():
        raise ValueError("no name")
    point = Point(lat=float(cells[4]), lon=float(cells[5]))
    spellings = (cells[2], *cells[3].split(","))
    return Toponym(
        id=f"geonames:{int(cells[0])}", name=cells[1], lat=point.lat, lon=point.lon, country=cells[8], admin1=cells[10],
        feature=cells[7], population=int(cells[14] or 0), names=tuple(dict.fromkeys(s for s in spellings if s)),
    )  # fmt: skip


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as stream:
                yield stream
            return
        with zipfile.ZipFile(path) as archive, archive.open(_member(path, archive)) as stream:
            yield stream
    except (OSError, zipfile.BadZipFile, EOFError) as error:
        raise SourceError(str(error), where=str(path), remedy="fetch the dump again") from error


def _member(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The dump in a .zip: its largest text, for a readme lies beside it."""
    texts = [m for m in archive.infolist() if m.filename.endswith(".txt") and "readme" not in m.filename.lower()]
    if not texts:
        raise DataError("no .txt in the archive", where=str(path), remedy="give a GeoNames dump, such as UA.zip")
    member = max(texts, key=lambda m: m.file_size)
    if member.file_size > MOST_BYTES:
        raise LimitError(f"{member.filename} unpacks to more than {MOST_BYTES} bytes", where=str(path))
    return member
