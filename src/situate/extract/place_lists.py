"""Lists of places: which name opens the list that another stands in, so that both play the same part."""

from collections.abc import Sequence
from typing import Final

from situate.extract.place_words import Mention
from situate.extract.scan import Scan

_LISTED: Final = frozenset({",", "and", "or", "-", "–", "the", "&", "/", ";", "also", "as", "well", "occupied"})
_ROAD_WORDS: Final = frozenset({"highway", "highways", "road", "roads", "route", "motorway"})
_ASIDE: Final = frozenset({",", "in", "on", "along", "the", "of", "(", ")"})
_WIDER: Final = frozenset({"area", "road", "country"})
_FARTHEST: Final = 24  # words between two names of a list, brackets included


def leads(words: Scan, mentions: Sequence[Mention]) -> list[int]:
    """For each mention the number of the one that opens its list ("near A, B, and C"), itself where it stands alone."""
    opened: list[int] = []
    for number, mention in enumerate(mentions):
        lead = number
        if number:
            before = mentions[number - 1]
            if before.last <= mention.first and _joined(words, before, mention):
                aside = number > 1 and _is_aside(words, mentions[number - 2], before, mention)
                lead = opened[number - 2] if aside else opened[number - 1]
        opened.append(lead)
    return opened


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
