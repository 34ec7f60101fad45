"""The names of places that a passage is searched for: a gazetteer's and a theatre's, and their common endings."""

from collections.abc import Iterable
from typing import Final

from situate.extract.place_words import PlaceWords
from situate.theatre import Theatre

_APOSTROPHES: Final = "’ʼ‘`"
_SEATS: Final = frozenset({"body", "state"})  # actors that go by the name of their capital or country
_STATES: Final = frozenset({"country"})
# An ending of this many letters that this many names of the gazetteer share marks an unknown name as one of a place.
_ENDING: Final = 4
_ENDING_NAMES: Final = 40


def known_names(words: PlaceWords, theatre: Theatre, names: Iterable[str]) -> dict[str, str]:
    """Each name with the kind of mention it makes; apostrophes are of one kind."""
    kinds: dict[str, str] = {}
    taken = named_otherwise(theatre, words)
    for name in names:
        if len(name) > 2 and name not in taken:
            kinds[plain(name)] = "name"
    for area in theatre.areas:
        if area.kind == "road":
            continue  # numbers of roads are known by their shape
        kind = "country" if area.kind in _STATES else "area"
        # An alias with a small first letter ("eastern X") names no place of its own: the place is "X".
        for name in (area.name, *(a for a in area.aliases if a[0].isupper() or a.startswith("the "))):
            kinds[plain(name.removeprefix("the "))] = kind
        if (seat := _seat(area.name, words)) and seat not in taken:
            kinds.setdefault(plain(seat), "name")
    for spelling in theatre.spellings:
        if spelling.kind == "place":
            for name in (spelling.variant, spelling.house):
                kinds.setdefault(plain(name), "name")
    return kinds


def _seat(area: str, words: PlaceWords) -> str:
    """The town that a province goes by ("Tarn" of "Tarn Oblast"); "" where its name is an adjective or of more words.

    A city of one word is left to the gazetteer: its name is mostly that of a government.
    """
    name, _, kind = area.rpartition(" ")
    if kind == "City":
        return name if " " in name else ""
    return name if kind.lower() in words.seated and name.isalpha() and name[-1] != "y" else ""


def seats(theatre: Theatre) -> frozenset[str]:
    """Names that a state or its government goes by, the capital's among them."""
    return frozenset(
        alias for actor in theatre.actors if actor.kind in _SEATS for alias in (actor.name, *actor.aliases)
    )


def named_otherwise(theatre: Theatre, words: PlaceWords) -> frozenset[str]:
    """Names of people, forces and sources, and words that are hardly ever places: no homonymous village takes them."""
    actors = [a for a in theatre.actors if a.kind not in _SEATS]
    people = ((row.name, row.aliases) for row in actors)
    sources = ((row.name, row.aliases) for row in theatre.sources)
    return words.no_places.union(n for name, aliases in (*people, *sources) for n in (name, *aliases))


def plain(text: str) -> str:
    """The text with one kind of apostrophe, each character in its place."""
    if text.isascii():
        return text
    for sign in _APOSTROPHES:
        text = text.replace(sign, "'")
    return text


def common_endings(names: Iterable[str]) -> frozenset[str]:
    """The last letters that many of the names share."""
    counts: dict[str, int] = {}
    for name in names:
        ending = name[-_ENDING:].lower()
        counts[ending] = counts.get(ending, 0) + 1
    return frozenset(ending for ending, count in counts.items() if count >= _ENDING_NAMES)
