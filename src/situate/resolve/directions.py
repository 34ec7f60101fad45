"""Which direction a text tells of: "In the Karsk direction" opens what a staff says of the villages about that town."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from situate.geo import Point
from situate.model import Claim
from situate.resolve.candidates import Option

# The word, but not in "the direction of Karsk", where somebody only goes to Karsk, nor in "sectors of the economy".
_WORDS: Final = (" direction", " sector", " axis", " axes", " front")
_AFTER: Final = re.compile(r"s?\b(?! (?:of|lines?)\b)")
# The names before it: "Karsk", "Ilov-Karsk", "Ilov and South Karsk".
_NAME: Final = r"[A-Z][\w'’]+(?: [A-Z][\w'’]+){0,2}"
_JOINT: Final = re.compile(r", and |, | and |[-–/]")
_NAMES: Final = re.compile(rf"{_NAME}(?:(?:{_JOINT.pattern}){_NAME})*$")
_NAMES_REACH: Final = 60
# So far on, in characters, a reader remembers which direction it was: three or four sentences.
_REACH: Final = 600
# A city of so many people gives its name to the direction of a whole province.
_GREAT: Final = 200_000


class Direction(NamedTuple):
    """The towns that a direction, or the several of one sentence, are named after: name, point, is it a great city.

    `carried` is true where a sentence before named it: what follows may have left it.
    """

    towns: tuple[tuple[str, Point, bool], ...]
    carried: bool = False


class _Named(NamedTuple):
    """Where the text names a direction, and the names; () for one that no town gives its name to."""

    start: int
    names: tuple[str, ...]


def directions_told(
    text: str, claims: Sequence[Claim], meant: Callable[[str], Option | None]
) -> list[Direction | None]:
    """The direction of each claim: those its sentence names, else the last one named before it in its paragraph.

    `meant` says which town a bare name means. None where no direction is named, or one that no town is known for.
    """
    first, last = min((claim.start for claim in claims), default=0), max((claim.end for claim in claims), default=0)
    named = _named(text, max(0, first - _REACH), last)
    if not named:
        return [None] * len(claims)
    starts = [one.start for one in named]
    found: list[Direction | None] = []
    for claim in claims:
        first, last = bisect_left(starts, claim.start), bisect_left(starts, claim.end)
        own = named[first:last]
        carried = not own and first > 0 and _carries(text, starts[first - 1], claim.start)
        names = [name for one in (named[first - 1 : first] if carried else own) for name in one.names]
        found.append(_direction(names, meant, carried=carried))
    return found


def _named(text: str, first: int, last: int) -> list[_Named]:
    """Every direction between two places of the text, in its order."""
    found = []
    for word in _WORDS:
        start = text.find(word, first, last)
        while start >= 0:
            names = _NAMES.search(text[max(0, start - _NAMES_REACH) : start])
            # "The southern direction" ends what was said of another, though no town is named.
            if (names is not None or word != " front") and _AFTER.match(text, start + len(word)):
                found.append(_Named(start, tuple(_JOINT.split(names.group())) if names else ()))
            start = text.find(word, start + len(word), last)
    return sorted(found)


def _carries(text: str, start: int, claim: int) -> bool:
    return claim - start <= _REACH and "\n" not in text[start:claim]


def _direction(names: Sequence[str], meant: Callable[[str], Option | None], *, carried: bool) -> Direction | None:
    """The towns that the names mean; of "South Karsk" the town is Karsk."""
    towns = {}
    for name in dict.fromkeys(names):
        words = name.split()
        options = (meant(" ".join(words[first:])) for first in range(len(words)))
        town = next((option for option in options if option is not None), None)
        if town is not None and town.kind == "place" and not town.edits:
            towns[town.name] = (town.name, town.point, town.population >= _GREAT)
    return Direction(tuple(towns[name] for name in sorted(towns)), carried) if towns else None
