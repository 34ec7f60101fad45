"""The words of figures, compiled from `lexicon/figures.toml`: units, terms, causes, scopes, and what makes a stock."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from situate.errors import DataError
from situate.figure import Measure

FILE: Final = "figures.toml"
_CAUSES: Final = ("disaster", "violence", "persecution", "conflict")
_SCOPES: Final = (("total", "total"), ("across", "across borders"), ("internal", "internal"))
# Money's own words for "materiel": what aid is made of.
_LISTS: Final = (
    *_CAUSES,
    "total",
    "across",
    "internal",
    "stock",
    "flow",
    "planned",
    "grown",
    "again",
    "materiel",
    "hurt",
    "moved",
    "further",
    "wages",
)


class Term(NamedTuple):
    """What is said of those who are counted: its topic, the units that it may count, and its measure by default."""

    topic: str
    term: str
    units: frozenset[str]
    measure: Measure
    words: re.Pattern[str]


class FigureWords:
    """The compiled words. Raises DataError where the file is missing or a key of it is."""

    def __init__(self, lexicon: Mapping[str, bytes]) -> None:
        if FILE not in lexicon:
            raise DataError("missing", where=FILE, remedy="reinstall situate, or add the file to the lexicon folder")
        data: dict[str, Any] = tomllib.loads(lexicon[FILE].decode())
        try:
            self.units = {noun: unit for unit, nouns in data["units"].items() for noun in nouns}
            self.terms = tuple(
                Term(t["topic"], t["term"], frozenset(t["units"]), t["measure"], any_of(t["words"]))
                for t in data["term"]
            )
            self._lists = {name: any_of(data["words"][name]) for name in _LISTS}
            self.nowhere = frozenset(data["words"]["nowhere"])
        except KeyError as error:
            raise DataError(f"no key {error}", where=FILE, remedy="reinstall situate, or add the key") from error
        self.nouns = any_of(self.units)
        self.topics = tuple(dict.fromkeys(t.topic for t in self.terms))

    def has(self, name: str, text: str) -> re.Match[str] | None:
        """The first word of the list `name` in the text."""
        return self._lists[name].search(text)

    def cause(self, text: str) -> str:
        """Why it happened, in the words of standards.md 5; "" where the text says nothing."""
        return next((cause for cause in _CAUSES if self.has(cause, text)), "")

    def scope(self, text: str) -> str:
        """Internal, across borders, or total (both are); "" where the text says nothing."""
        found = [scope for name, scope in _SCOPES if self.has(name, text)]
        return "total" if len(found) > 1 else "".join(found)


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the words, the longest first; "*" ends a word in any letters, or stands for one word."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_one, ordered)) or '(?!)'})(?!\w)", re.IGNORECASE)


def _one(words: str) -> str:
    return r"\s+".join(r"\S+" if w == "*" else re.escape(w).replace(r"\*", r"[\w-]*") for w in words.split())
