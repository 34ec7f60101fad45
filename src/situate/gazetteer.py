"""A gazetteer: names of places and where they lie. How it is stored is not known here."""

import unicodedata
from collections.abc import Iterable
from typing import Protocol

import msgspec

from situate.geo import Point


class Toponym(msgspec.Struct, frozen=True, kw_only=True):
    """One place of a gazetteer. `id` is "geonames:<number>"; `feature` a GeoNames feature code ("PPL", "ADM1")."""

    id: str
    name: str
    lat: float
    lon: float
    country: str = ""
    admin1: str = ""
    feature: str = "PPL"
    population: int = 0
    names: tuple[str, ...] = ()

    @property
    def point(self) -> Point:
        """Where it lies."""
        return Point(lat=self.lat, lon=self.lon)


class Gazetteer(Protocol):
    """What resolution and extraction ask of a gazetteer."""

    def named(self, name: str) -> tuple[Toponym, ...]:
        """Every place that goes by the name, in any spelling that `normal` folds together; () for none."""
        ...

    def names(self) -> Iterable[str]:
        """Every Latin-script name as written, for the name matcher."""
        ...

    def digest(self) -> str:
        """A hash of what it holds, so that derived tables know when it has changed."""
        ...


_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´′\"ʹ")


def normal(name: str) -> str:
    """The form under which spellings of one name meet: no case, accents, apostrophes or hyphens.

    It folds the transliterations of the corpus into one another: "yi"/"ii"/"iy"/"yy" endings, "ia"/"ya",
    "iu"/"yu", "ie"/"ye", "kh"; the table is calibrated on the names of the Ukrainian gazetteer dump.
    """
    text = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES).casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = " ".join(text.replace("-", " ").split())
    for long, short in (("iy", "i"), ("yi", "i"), ("yy", "i"), ("ii", "i"), ("ij", "i"), ("ay", "ai"), ("oy", "oi"),
                        ("ya", "ia"), ("yu", "iu"), ("ye", "ie"), ("yo", "io"), ("ja", "ia"), ("ju", "iu")):  # fmt: skip
        text = text.replace(long, short)
    return text.replace("y", "i").replace("ii", "i")
