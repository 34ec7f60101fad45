"""A small world for the linter: the theatre as it is, and a gazetteer of a dozen places."""

import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from situate.config import data_folder, read_folder
from situate.gazetteer import Toponym, normal
from situate.lint import Finding, Knowledge, Linter, selected
from situate.model import Document, Hints, Item
from situate.parse import Parser
from situate.theatre import read_theatre

EXAMPLES = Path(__file__).parent / "examples.toml"
_PLACES = (
    ("Bakhmut", 48.594, 37.999, 73_000), ("Avdiivka", 48.139, 37.742, 32_000), ("Donetsk", 48.023, 37.802, 900_000),
    ("Vuhledar", 47.779, 37.248, 14_000), ("Pavlivka", 47.756, 37.218, 0), ("Pavlivka", 46.5, 33.1, 0),
    ("Mykilske", 47.750, 37.303, 0), ("Ilovaisk", 47.925, 38.197, 15_000), ("Velyka Novosilka", 47.839, 36.837, 5_500),
    ("Kherson", 46.637, 32.615, 280_000), ("Dnipro", 48.467, 35.041, 960_000), ("Orlivka", 48.19, 37.62, 0),
)  # fmt: skip


class SmallGazetteer:
    """A dozen places by their names."""

    def __init__(self) -> None:
        self._places = [
            Toponym(id=f"geonames:{n}", name=name, lat=lat, lon=lon, country="UA", population=people)
            for n, (name, lat, lon, people) in enumerate(_PLACES, start=1)
        ]

    def named(self, name: str) -> tuple[Toponym, ...]:
        return tuple(place for place in self._places if normal(place.name) == normal(name))

    def names(self) -> tuple[str, ...]:
        return tuple(place.name for place in self._places)

    def digest(self) -> str:
        return "a small world"


@cache
def lexicon() -> dict[str, bytes]:
    return read_folder(data_folder("lexicon"))


@cache
def files() -> dict[str, bytes]:
    return read_folder(data_folder("theatres", "ukraine"))


@cache
def knowledge(*, villages: bool = True) -> Knowledge:
    return Knowledge(read_theatre(files()), lexicon(), SmallGazetteer(), files(), villages=villages)


@cache
def parser() -> Parser:
    return Parser(read_theatre(files()), lexicon())


def document(text: str, day: str = "2023-01-24", name: str = "draft.txt") -> Document:
    """The text as a document that came out on a day."""
    published = datetime.fromisoformat(day).replace(tzinfo=UTC, hour=12)
    item = Item(original="0" * 64, name=name, media="text", body=text, hints=Hints(published=published))
    return parser().parse(item)[0]


def lint(text: str, *codes: str, day: str = "2023-01-24", before: str = "") -> tuple[Finding, ...]:
    """The findings in a text, by the rules that the codes select."""
    linter = Linter(knowledge(), lexicon(), selected(codes or ("ALL",)))
    earlier = document(before, "2023-01-23", "before.txt") if before else None
    return linter.lint(document(text, day), earlier)


@cache
def examples() -> dict[str, dict[str, Any]]:
    """The bad and good texts of each rule."""
    return tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))
