"""The gazetteers that a user has added: compiled from GeoNames dumps, one file each, in one folder."""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

from situate.errors import DataError, UsageError
from situate.gazetteer import Toponym
from situate.store import compiled, dumps
from situate.store.dumps import Refusal

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_EXPECTED: Final = "give a GeoNames country dump: 19 columns parted by tabs"


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """One gazetteer that is at hand: `origin` is the package and its version, or where the dump came from."""

    name: str
    origin: str
    sha256: str
    places: int
    embedded: bool = False


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What came of adding a dump."""

    holding: Holding
    refused: tuple[Refusal, ...] = ()


class Shelf:
    """The added gazetteers of one folder. Nothing is opened here, so that a file of another version can be replaced."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def files(self) -> tuple[Path, ...]:
        """The compiled files, by name."""
        return tuple(sorted(self._folder.glob("added-*.sqlite")))

    def add(self, paths: Sequence[Path], name: str | None = None, *, origin: str = "") -> Added:
        """Compile a GeoNames dump (.txt or .zip) and keep it under `name` (the dump's, where none is given).

        Beside the dump may stand, in any order, files of alternate names and of the names of administrative codes.
        A line that cannot be read is refused by its number and the rest goes on. What stood under the name stays until
        the new one is complete. `origin` is what to tell of where it came from (the files' names, where not given).
        Raises SourceError, DataError where no line was a place, UsageError where not exactly one file is a dump.
        """
        dump, names, regions = _sorted(paths)
        called = checked(dump.stem if name is None else name)
        refused: list[Refusal] = []
        meta = {"name": called, "origin": origin or ", ".join(p.name for p in paths), "sha256": _digest(paths)}
        known = {key: name for path in regions for key, name in dumps.region_names(path, refused.append).items()}
        places = _with_names(dump, names, refused)
        count = compiled.write(self._path(called), places, meta, known)
        if not count:
            first = next((r for r in refused if r.file == dump.name), None)
            why = f"no place in it; line {first.line}: {first.why}" if first else "no place in it"
            raise DataError(why, where=str(dump), remedy=_EXPECTED)
        holding = Holding(name=called, origin=meta["origin"], sha256=meta["sha256"], places=count)
        return Added(holding=holding, refused=tuple(refused))

    def remove(self, name: str) -> None:
        """Forget an added gazetteer. Raises UsageError where there is none of that name."""
        path = self._path(checked(name))
        if not path.is_file():
            at_hand = ", ".join(p.stem.removeprefix("added-") for p in self.files()) or "none"
            raise UsageError(f"no gazetteer {name!r} was added", remedy=f"added are: {at_hand}")
        path.unlink()

    def _path(self, name: str) -> Path:
        return self._folder / f"added-{name}.sqlite"


def checked(name: str) -> str:
    """The name, where it can be one of a gazetteer's. Raises UsageError where it cannot."""
    if not _NAME.fullmatch(name):
        raise UsageError(f"not a name for a gazetteer: {name!r}", remedy="use letters, digits, '-', '_' and '.'")
    return name


def _sorted(paths: Sequence[Path]) -> tuple[Path, list[Path], list[Path]]:
    """The dump, the files of alternate names, and those of administrative codes."""
    kinds = [(path, dumps.kind_of(path)) for path in paths]
    given = [path for path, kind in kinds if kind == "places"]
    odd = [path for path, kind in kinds if kind is None]
    if not given and odd:
        given, odd = odd[:1], odd[1:]  # read as a dump, so that its first lines are told for what they are
    if odd:
        raise DataError("neither alternate names nor administrative codes", where=str(odd[0]), remedy=_EXPECTED)
    if len(given) != 1:
        found = f"{len(given)} country dumps were given, not one"
        raise UsageError(found, remedy="add each dump by itself, with the files that belong to it")
    return given[0], [p for p, k in kinds if k == "names"], [p for p, k in kinds if k == "regions"]


def _with_names(dump: Path, names: Sequence[Path], refused: list[Refusal]) -> Iterator[Toponym]:
    """The places of a dump, with their alternate names where files of these are given: the dump is read twice then."""
    if not names:
        yield from dumps.read(dump, refused.append)
        return
    ids = {_number(place) for place in dumps.read(dump, lambda _: None)}
    found = [dumps.alternate_names(path, ids, refused.append) for path in names]
    for place in dumps.read(dump, refused.append):
        more = [name for file in found for name in file.get(_number(place), ())]
        yield msgspec.structs.replace(place, names=tuple(dict.fromkeys((*place.names, *more)))) if more else place


def _number(place: Toponym) -> int:
    return int(place.id.partition(":")[2])


def _digest(paths: Sequence[Path]) -> str:
    """The dump's own hash where it stands alone; of several files, the hash of their hashes in any order."""
    digests = sorted(dumps.checksum(path) for path in paths)
    return digests[0] if len(digests) == 1 else sha256("\n".join(digests).encode()).hexdigest()
