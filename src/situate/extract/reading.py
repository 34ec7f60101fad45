"""What a passage holds, found once, and what the words of one of its frames say."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from situate.extract.dates import Found
from situate.extract.event_words import Hit
from situate.extract.locators import FoundLocator
from situate.extract.place_words import Mention
from situate.extract.quantities import Amount
from situate.extract.scan import Scan
from situate.vocab import Event, Role


class Reading(NamedTuple):
    """Everything found in one passage, by offsets into its own text, which starts at `base` in the document's.

    `hits_at` are the words where the hits begin, `mentions_at` the offsets where the mentions do.
    """

    base: int
    words: Scan
    hits: list[Hit]
    hits_at: list[int]
    mentions: list[Mention]
    mentions_at: list[int]
    leads: list[int]
    locators: list[FoundLocator]
    anchors: frozenset[int]
    dates: list[Found]
    amounts: list[Amount]
    notes: Mapping[str, tuple[str, ...]]


class Draft:
    """What the words of one frame say, before it is a claim: actors by offsets, places by their mention's number.

    `pointer` are the offsets of "the village" where it means a place that an earlier sentence names.
    """

    __slots__ = ("actors", "end", "event", "places", "pointer", "sentence")

    def __init__(
        self,
        sentence: tuple[int, int],
        event: Event,
        actors: list[tuple[int, int]],
        places: list[tuple[int, Role]],
        end: int,
        pointer: tuple[int, int] | None = None,
    ) -> None:
        self.sentence: Final = sentence
        self.event: Final = event
        self.actors: Final = actors
        self.places: Final = places
        self.end: Final = end
        self.pointer: Final = pointer
