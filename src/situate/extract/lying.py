"""Appositions that tell without a distance where a place lies: "Corva, directly on the outskirts of Tarn"."""

from collections.abc import Mapping, Sequence
from typing import Final

from situate.extract.locator_words import Core, anchor_after
from situate.extract.place_words import Mention, PlaceWords
from situate.extract.scan import Scan

# Nouns of a part that a place can lie on; before "of NAME", or behind the name ("the NAME border").
PARTS: Final = frozenset({
    "outskirts", "outskirt", "edge", "edges", "bank", "banks", "shore", "shores", "coast", "side", "border", "borders",
    "suburbs", "fringe", "fringes", "approaches", "mouth", "confluence", "shoreline",
})  # fmt: skip
_BORDERS: Final = frozenset({"border", "borders"})
_LYING: Final = frozenset({"on", "in", "at", "near", "opposite", "by"})
_INDEED: Final = frozenset({"directly", "just", "immediately", "right"})
_ACROSS: Final = frozenset({"opposite", "other"})
_WHICH: Final = frozenset({"northern", "southern", "eastern", "western", "northeastern", "northwestern",
    "southeastern", "southwestern", "north", "south", "east", "west", "northeast", "northwest", "southeast",
    "southwest", "left", "right", "opposite", "other", "far", "very", "outer", "immediate", "near", "state",
})  # fmt: skip
_FARTHEST: Final = 8  # words between the comma and the noun of the part
_ADVERBIAL: Final = 4  # words back from a place to the preposition that leads to it


def lying(
    words: Scan, index: int, mentions: Sequence[Mention], at_word: Mapping[int, int], end_word: Mapping[int, int],
    lex: PlaceWords,
) -> Core | None:  # fmt: skip
    """Read the apposition around the "of" after a noun of a part, or around "border" after a name; None for none."""
    low = words.low
    anchors: tuple[int, ...]  # said, or the compiler takes the first tuple's length for all
    if low[index] == "of":
        first, last, number = anchor_after(words, index + 1, mentions, at_word, lex)
        at = index - 2
        anchors = () if number is None else (number,)
    else:
        number = end_word.get(index, -1)
        if number < 0:
            return None
        first, last, at = mentions[number].first, index + 1, mentions[number].first - 1
        anchors = (number,)
    comma, start = _start(low, at, lex)
    if last is None or comma < 0 or _is_listed(low, comma + 1, last, lex):
        return None
    text = words.between(first, last).removesuffix("’s").removesuffix("'s")
    linked = low[last] if last + 1 < len(low) else ""
    borders = linked == "and" and low[index - 1] in _BORDERS  # "on the border of A and B"
    across = linked == "from" and low[at] in _ACROSS  # "on the opposite bank of the R from B"
    if (borders or across) and last + 1 in at_word:
        other = at_word[last + 1]
        last, anchors = mentions[other].last, (*anchors, other)
    return Core((start, last), None, None, text, anchors, within=False)


def _start(low: Sequence[str], at: int, lex: PlaceWords) -> tuple[int, int]:
    """The comma before an apposition whose part's adjectives end at a word, and its first word; -1 for none."""
    floor = max(1, at - _FARTHEST)
    while at >= floor and low[at] in _WHICH:
        at -= 1
    if at >= floor and low[at] == "the":
        at -= 1
    if at < floor or low[at] not in _LYING:
        return -1, -1
    while at > floor and low[at - 1] in _INDEED:
        at -= 1
    comma = at - 1
    while comma >= floor and low[comma] != "," and (low[comma] in lex.spread or low[comma] in lex.relays):
        comma -= 1
    return (comma, at) if low[comma] == "," else (-1, -1)


def _is_listed(low: Sequence[str], start: int, last: int, lex: PlaceWords) -> bool:
    """ "In A, in the outskirts of B, and near C": does the phrase stand in a list of scenes, and locate nothing?"""
    if low[start] not in _LYING:
        return False  # "directly on", "both on", "a village on"
    if low[last : last + 2] == [",", "and"] and low[last + 2 : last + 3] != [] and low[last + 2] in lex.prepositions:
        return True
    before = start - 2
    for at in range(before, max(-1, before - _ADVERBIAL), -1):
        if low[at] in lex.prepositions:
            return low[at] == low[start]
    return False
