"""Finds known names inside a phrase: every alias of a table at once, at the borders of words."""

import re
from collections.abc import Iterable
from typing import Final

import msgspec
from ahocorasick_rs import AhoCorasick

_SPACE: Final = re.compile(r"\s+")
_PLAIN: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " "})
# "X of Y", "X in Y": what stands first is meant.
_OF: Final = re.compile(r" (?:of|in|for|from|under)(?: the)? ?")
# What joins two speakers; inside an alias it is part of the name.
_AND: Final = re.compile(r"\b(?:and|nor|or)\b|[&;]")


class Found(msgspec.Struct, frozen=True):
    """An alias in a phrase: whose it is, and where it stands in the folded phrase."""

    id: str
    start: int
    end: int


def folded(phrase: str) -> str:
    """The phrase as aliases are compared: small letters, plain quotes, single spaces."""
    return _SPACE.sub(" ", phrase.translate(_PLAIN)).strip().casefold()


class Aliases:
    """The names of one table, found in phrases."""

    def __init__(self, rows: Iterable[tuple[str, Iterable[str]]]) -> None:
        owners: dict[str, str] = {}
        for row_id, names in rows:
            for name in names:
                if key := folded(name):
                    owners.setdefault(key, row_id)
        self._ids = list(owners.values())
        self._finder = AhoCorasick(list(owners)) if owners else None

    def find(self, phrase: str) -> tuple[Found, ...]:
        """Every alias in a folded phrase: the leftmost, then the longest, none overlapping another."""
        if self._finder is None:
            return ()
        matches = self._finder.find_matches_as_indexes(phrase, overlapping=True)
        bordered = [m for m in matches if _bordered(phrase, m[1], m[2])]
        found: list[Found] = []
        for index, start, end in sorted(bordered, key=lambda m: (m[1], -m[2])):
            if not found or start >= found[-1].end:
                found.append(Found(self._ids[index], start, end))
        return tuple(found)


def _bordered(phrase: str, start: int, end: int) -> bool:
    before, after = phrase[start - 1 : start], phrase[end : end + 1]
    return not (before.isalnum() or after.isalnum() or before == "-" or after == "-")


def coordinated(phrase: str, found: Iterable[Found]) -> bool:
    """Does the phrase join several parties? An "and" inside a known name joins none."""
    inside = [(f.start, f.end) for f in found]
    return any(not any(s <= m.start() < e for s, e in inside) for m in _AND.finditer(phrase))


def head(phrase: str, found: tuple[Found, ...]) -> Found:
    """The name that is meant where a phrase holds several: the last, but X in "X of Y" and in "X, head of Y"."""
    at = len(found) - 1
    while at > 0:
        between = phrase[found[at - 1].end : found[at].start]
        trailing = phrase[found[at].end :].strip(" ,.()'\"")
        if not _OF.fullmatch(between) and not ("," in between and (trailing or " of " in between)):
            break
        at -= 1
    return found[at]
