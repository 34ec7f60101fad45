"""The words of dates (`lexicon/dates.toml`), and what a date found is."""

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from situate.errors import DataError

FILE: Final = "dates.toml"


class Found(NamedTuple):
    """A date found: offsets into the scanned text, its days, how it was read, and what its words say it dates."""

    start: int
    end: int
    first: date
    last: date
    how: str
    as_of: bool = False
    posted: bool = False
    imaged: bool = False


class Day(NamedTuple):
    """Month and day as written, the year where it is written, and the word after them."""

    month: int
    day: int
    year: int | None
    after: int


class DateWords:
    """The compiled words of `dates.toml`. Raises DataError where the file is missing."""

    def __init__(self, lexicon: Mapping[str, bytes]) -> None:
        if FILE not in lexicon:
            raise DataError("missing", where=FILE, remedy="reinstall situate, or add the file to the lexicon folder")
        data: dict[str, Any] = tomllib.loads(lexicon[FILE].decode())
        self.months: dict[str, int] = data["months"]
        self.weekdays: dict[str, int] = data["weekdays"]
        self.seasons: dict[str, list[int]] = data["seasons"]
        self.numbers: dict[str, int] = data["numbers"]
        self.units: dict[str, str] = data["units"]
        self.spans: dict[str, str] = data["spans"]
        self.parts: dict[str, str] = data["parts"]
        self.words: dict[str, int] = data["words"]
        self.nights: dict[str, list[int]] = data["nights"]
        self.ordinals: dict[str, int] = data["ordinals"]
        self.edges: dict[str, str] = data["edges"]
        cues: dict[str, list[str]] = data["cues"]
        self.clock, self.hours = frozenset(cues["clock"]), frozenset(cues["hours"])
        self.compared = frozenset(cues["compared"])
        self.utmost, self.said = frozenset(cues["utmost"]), frozenset(cues["said"])
        self.before, self.ahead = frozenset(cues["before"]), frozenset(cues["ahead"])
        self.posted, self.ambiguous = frozenset(cues["posted"]), frozenset(cues["ambiguous"])
        self.planned, self.pictures = frozenset(cues["planned"]), frozenset(cues["pictures"])
        self.counted, self.done = frozenset(cues["counted"]), frozenset(cues["done"])
        self.weekends, self.same = frozenset(cues["weekends"]), frozenset(cues["same"])
