"""Lists of places: which name opens the list that another stands in, so that both play the same part."""

from collections.abc import Collection, Sequence
from typing import Final

from situate.extract.place_words import Mention
from situate.extract.scan import Scan

_LISTED: Final = frozenset({
    ",", "and", "or", "-", "–", "the", "&", "/", ";", "also", "as", "well", "occupied",
    "cities", "towns", "villages", "oblasts", "regions", "districts", "temporarily", "nearby", "neighboring",
})  # fmt: skip
_ROAD_WORDS: Final = frozenset({"highway", "highways", "road", "roads", "route", "motorway"})
_ASIDE: Final = frozenset({",", "in", "on", "along", "the", "of", "(", ")"})
_WIDER: Final = frozenset({"area", "road", "country"})
_FARTHEST: Final = 24  # words between two names of a list, brackets included


def leads(words: Scan, mentions: Sequence[Mention], anchors: Collection[int] = ()) -> list[int]:
    """For each mention the number of the one that opens its list ("near A, B, and C"), itself where it stands alone.

    `anchors` are the numbers of those from which a locator counts: "near A (north of X) and B" is a list of two.
    """
    opened: list[int] = []
    listed: list[int] = []  # the numbers of those that are no anchors
    for number, mention in enumerate(mentions):
        lead = number
        if listed and number not in anchors and listed[-1] < number - 1:
            lead = _lead(words, mentions, listed, opened, mention, number)
        if lead == number and number:
            lead = _lead(words, mentions, range(number), opened, mention, number)
        opened.append(lead)
        if number not in anchors:
            listed.append(number)
    return opened


def _lead(
    words: Scan, mentions: Sequence[Mention], earlier: Sequence[int], opened: Sequence[int], mention: Mention, own: int
) -> int:
    """The mention that opens the list which the last of the `earlier` ones is in, by number; `own` where none does."""
    before = mentions[earlier[-1]]
    if before.last > mention.first or not _joined(words, before, mention):
        return own
    aside = len(earlier) > 1 and _is_aside(words, mentions[earlier[-2]], before, mention)
    return opened[earlier[-2]] if aside else opened[earlier[-1]]


def _is_aside(words: Scan, town: Mention, wider: Mention, mention: Mention) -> bool:
    """ "A in Tarn Oblast and B", "A on the R21 highway and B": does the wider place only tell where A lies?"""
    if wider.kind not in _WIDER or town.kind in _WIDER or mention.kind in _WIDER:
        return False
    return all(word in _ASIDE for word in words.low[town.last : wider.first])


def _joined(words: Scan, before: Mention, mention: Mention) -> bool:
    """Do only list words stand between two names, a bracket aside?"""
    low, first, last = words.low, before.last, mention.first
    if before.kind == "road" and low[first] in _ROAD_WORDS:
        first += 1
    depth = 0
    joined = False
    if last - first > _FARTHEST:
        return False
    for index in range(first, last):
        word = low[index]
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
        elif depth == 0 and word not in _LISTED:
            return False
        joined = joined or depth == 0
    return joined and depth == 0
