"""What the rules know: the theatre, its places, exchange rates, and the words of `lexicon/lint.toml`."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, Final

import msgspec
from ahocorasick_rs import AhoCorasick
from rapidfuzz import process
from rapidfuzz.distance import OSA

from situate.errors import DataError
from situate.gazetteer import Gazetteer, normal
from situate.lint.amounts import Amounts
from situate.lint.language import Language
from situate.lint.words import HOLDING, NAME, any_of
from situate.point import Point
from situate.resolve.candidates import Candidates, Option
from situate.tables import csv_rows, records, toml_table
from situate.theatre import Theatre

_RATES: Final = "rates.csv"
_LEXICON: Final = ("lint.toml", "probability.toml", "quantities.toml", "dates.toml")


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """How many units of a currency (ISO 4217) bought one US dollar on the average of a month ("2023-01")."""

    currency: str
    month: str
    per_usd: float


class Knowledge:
    """Everything that rules ask for beside the document; built once, it keeps only what it looked up."""

    def __init__(
        self,
        theatre: Theatre,
        lexicon: Mapping[str, bytes],
        gazetteer: Gazetteer,
        rates: Mapping[str, bytes],
        *,
        villages: bool = False,
    ) -> None:
        """`rates`: the theatre's files by name, of which `rates.csv` is read; `villages`: whether the gazetteer holds
        the villages of the theatre, so that what it does not hold is worth telling. Raises DataError for a bad table.
        """
        faults: list[str] = []
        self.theatre = theatre
        self._gazetteer = gazetteer
        self.villages = villages
        self.candidates = Candidates(theatre, gazetteer)
        self._tables: dict[str, dict[str, Any]] = {name: toml_table(lexicon, name, faults) for name in _LEXICON}
        rows = records(csv_rows(rates, _RATES, Rate, faults), Rate, faults)
        self._rates = {(rate.currency, rate.month): rate.per_usd for rate in rows}
        faults.extend(f"{name}: missing" for name in _LEXICON if name not in lexicon)
        text = b"\n".join(lexicon[name] for name in sorted(lexicon))
        self.language = Language(self._tables, text)
        if faults:
            raise DataError("\n".join(faults), where="lint", remedy="reinstall situate, or correct the file named")

    def table(self, name: str) -> dict[str, Any]:
        """A file of the lexicon, parsed."""
        return self._tables[name]

    def near_places(self, name: str, most: int) -> list[tuple[int, Option]]:
        """Places whose names are at most so many slips of the pen away, with the number of slips, the fewest first.

        One slip from five letters on, two from nine on; a misspelling rarely starts wrong.
        """
        most = min(most, 0 if len(name) < 5 else 1 if len(name) < 9 else 2)
        if not most:
            return []
        likely = [other for other in self._names.get(name[0], ()) if abs(len(other) - len(name)) <= most]
        found = process.extract(name, likely, scorer=OSA.distance, score_cutoff=most, limit=20)
        return [(int(slips), option) for other, slips, _ in found if slips for option in self.settlements(other)]

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """Every name of a place, by its first letter."""
        by_letter: dict[str, list[str]] = {}
        for name in (*self._gazetteer.names(), *(row.name for row in self.theatre.learned)):
            by_letter.setdefault(name[:1], []).append(name)
        return by_letter

    def settlements(self, name: str) -> list[Option]:
        """The settlements of that name, those among them that other reports have placed by their locators."""
        found = [option for option in self.candidates.of(name) if option.kind == "place"]
        return [*found, *self.learned.get(normal(name), ())]

    def per_usd(self, currency: str, day: date) -> float | None:
        """Units of a currency to the dollar in a day's month, else in the nearest within a year; None if unknown."""
        if currency == "USD":
            return 1.0
        months = [(abs(_months(month) - day.year * 12 - day.month), month) for c, month in self._rates if c == currency]
        if not months or min(months)[0] > 12:
            return None
        return self._rates[currency, min(months)[1]]

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Every capitalised word of a name that the theatre knows: nobody who writes it has slipped.

        Other spellings of bodies' names are slips; those of people and places are transliterations.
        """
        theatre = self.theatre
        names = [name for actor in theatre.actors for name in (actor.name, *actor.aliases)]
        names += [name for source in theatre.sources for name in (source.name, *source.aliases)]
        names += [name for area in theatre.areas for name in (area.name, *area.aliases)]
        names += [name for office in theatre.offices for name in (office.name, *office.aliases)]
        names += [spelling.house for spelling in theatre.spellings]
        names += [spelling.variant for spelling in theatre.spellings if spelling.kind != "body"]
        names += [word for side in theatre.sides for word in (side.name, *side.adjectives)]
        slips = {word for s in theatre.spellings if s.kind == "body" for word in _split(s.variant)}
        slips -= {word for s in theatre.spellings for word in _split(s.house)}
        return frozenset(w for name in names for w in _split(name) if w[:1].isupper()) - slips

    @cached_property
    def learned(self) -> dict[str, list[Option]]:
        """The settlements that other reports have placed by their locators, by the normal form of their names."""
        found: dict[str, list[Option]] = {}
        for row in self.theatre.learned:
            key, point = normal(row.name), Point(lat=row.lat, lon=row.lon)
            option = Option(
                id=f"learned:{key}@{row.lat:.2f},{row.lon:.2f}", name=row.name, point=point, radius_km=row.radius_km,
                kind="learned",
            )  # fmt: skip
            found.setdefault(key, []).append(option)
        return found

    @cached_property
    def near_known(self) -> dict[str, frozenset[str]]:
        """The words of names that a slip can miss, by their first letter.

        Other spellings of places are left out: what is like a spelling that the house does not use may be a village.
        """
        by_letter: dict[str, set[str]] = {}
        others = {word for s in self.theatre.spellings if s.kind == "place" for word in _split(s.variant)}
        others -= {word for s in self.theatre.spellings for word in _split(s.house)}
        for word in self.known_words - others:
            if len(word) >= 6 and word.isalpha():
                by_letter.setdefault(word[0], set()).add(word)
        return {letter: frozenset(words) for letter, words in by_letter.items()}

    @cached_property
    def side_of(self) -> dict[str, str]:
        """The side of each adjective that marks a side's own."""
        return {word: side.id for side in self.theatre.sides for word in side.adjectives}

    @cached_property
    def held(self) -> re.Pattern[str]:
        """A side's forces take or hold a place."""
        return re.compile(rf"\b(?P<side>{any_of(self.side_of)})\s(?:forces|troops)\s{HOLDING}\s(?P<place>{NAME})")

    @cached_property
    def offices(self) -> dict[str, str]:
        """The office of each of its names, in small letters."""
        return {name.lower(): o.id for o in self.theatre.offices for name in (o.name, *o.aliases)}

    @cached_property
    def titles(self) -> AhoCorasick:
        """Finds the names of offices in a text in small letters."""
        return AhoCorasick(list(self.offices))

    @cached_property
    def house(self) -> dict[str, str]:
        """How the house writes a name, by the normal form of each of its other spellings."""
        return {normal(s.variant): s.house for s in self.theatre.spellings}

    @cached_property
    def amounts(self) -> Amounts:
        """Reads sums of money in the currencies that the lexicon and the theatre name."""
        named: dict[str, str] = dict(self.table("quantities.toml")["currencies"])
        return Amounts(named | {code: code for code in (*self.theatre.currencies, "USD", "EUR")})


def _months(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])


def _split(name: str) -> list[str]:
    return name.replace("’", "'").replace("'s", "").replace("(", " ").replace(")", " ").split()
