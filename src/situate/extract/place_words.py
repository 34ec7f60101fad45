"""What a mention of a place is, and the words around names of places (`lexicon/places.toml`)."""

import tomllib
from collections.abc import Mapping
from typing import Any, Final

from situate.errors import DataError
from situate.extract.scan import Scan
from situate.vocab import Role

FILE: Final = "places.toml"


class Mention:
    """A place mention: words `first` to `last` (excluded), offsets, and what kind of name it is.

    `kind` is name (of a gazetteer), country, area, road, facility or shape (known by its shape alone).
    """

    __slots__ = ("end", "first", "kind", "last", "start")

    def __init__(self, first: int, last: int, start: int, end: int, kind: str) -> None:
        self.first: Final = first
        self.last: Final = last
        self.start: Final = start
        self.end: Final = end
        self.kind: Final = kind

    def text(self, words: Scan) -> str:
        """The name as written."""
        return words.text[self.start : self.end]


class PlaceWords:
    """The compiled words of `places.toml`. Raises DataError where the file is missing."""

    def __init__(self, lexicon: Mapping[str, bytes]) -> None:
        if FILE not in lexicon:
            raise DataError("missing", where=FILE, remedy="reinstall situate, or add the file to the lexicon folder")
        data: dict[str, Any] = tomllib.loads(lexicon[FILE].decode())
        self.admin_capital = frozenset(data["admin"] + data["admin_plural"])
        self.admin, self.admin_small = frozenset(data["admin"]), frozenset(data["admin_small"])
        self.units = frozenset(data["units"])
        self.seated = frozenset(data["seated"])
        self.facilities, self.bodies = frozenset(data["facilities"]), frozenset(data["bodies"])
        self.offices = frozenset(data["offices"])
        self.attributive, self.titles = frozenset(data["attributive"]), frozenset(data["titles"])
        self.prepositions: dict[str, str] = {w: role for role, ws in data["prepositions"].items() for w in ws}
        self.modifiers = frozenset(data["modifiers"]["words"])
        self.location, self.toward = frozenset(data["modifiers"]["location"]), frozenset(data["modifiers"]["toward"])
        self.object, self.hits = frozenset(data["modifiers"]["object"]), frozenset(data["modifiers"]["hits"])
        self.nouns_of_places = self.location | self.object | self.toward  # "the outskirts of", "the capture of"
        self.over = frozenset(data["modifiers"]["over"])
        # A country after such a verb is left or entered; one that is given something is no place.
        self.moving: dict[str, Role] = dict.fromkeys(data["motion"]["entering"], "toward")
        self.moving |= dict.fromkeys(data["motion"]["leaving"], "from")
        self.leaving, self.taking = frozenset(data["motion"]["leaving"]), frozenset(data["motion"]["taking"])
        self.befalling, self.being = frozenset(data["motion"]["befalling"]), frozenset(data["motion"]["being"])
        self.states = frozenset(data["motion"]["states"])
        self.emptying = frozenset(data["motion"]["emptying"])
        self.harbouring = frozenset(data["motion"]["harbouring"])
        self.nearing = frozenset(data["motion"]["nearing"])
        self.reaching, self.carriers = frozenset(data["motion"]["reaching"]), frozenset(data["motion"]["carriers"])
        self.closing = frozenset(data["motion"]["closing"])
        shape = data["shape"]
        self.capital_compass, self.areas = frozenset(shape["capital_compass"]), frozenset(shape["areas"])
        self.lines, self.roads = frozenset(shape["lines"]), frozenset(shape["roads"])
        self.anaphors, self.openers = frozenset(shape["anaphors"]), frozenset(shape["openers"])
        self.takes = frozenset(shape["takes"])
        self.particles, self.movement = frozenset(shape["particles"]), frozenset(shape["movement"])
        self.parties, self.telling = frozenset(shape["parties"]), frozenset(shape["telling"])
        self.pressing, self.belongings = frozenset(shape["pressing"]), frozenset(shape["belongings"])
        self.kinds_after, self.speech = frozenset(shape["kinds_after"]), frozenset(shape["speech"])
        self.no_places, self.given_names = frozenset(shape["no_places"]), frozenset(shape["given_names"])
        # Capitalised words that no name of a place begins with, and those that alone make none.
        self.not_names = self.given_names | self.titles | self.openers | self.bodies
        self.kinds_of_places = self.admin | self.facilities
        self.compass: dict[str, str] = data["compass"]
        self.distance: dict[str, float] = data["distance"]
        locator = data["locator"]
        self.hedges, self.within = frozenset(locator["hedges"]), frozenset(locator["within"])
        self.leads, self.spread = frozenset(locator["leads"]), frozenset(locator["spread"])
        self.relays, self.anchor_kinds = frozenset(locator["relays"]), frozenset(locator["anchor_kinds"])
        self.things, self.things_go_on = frozenset(locator["things"]), frozenset(locator["things_go_on"])
        self.counts: dict[str, float] = data["counts"]
        self.compass_short: dict[str, str] = data["compass_short"]
        self.behind = frozenset(locator["behind"])
        self.locator_triggers = frozenset(
            {*self.compass, *map(str.lower, self.compass_short), *self.capital_compass, *self.behind}
            | {"from", "of", "border"}
        )
        self.conjunctions: Final = frozenset(
            {",", "and", "or", "&", ";", "/", "also", "then", "-", "–", "—", "well", "as", "both"}
        )
