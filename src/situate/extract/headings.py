"""Places that head a line of a post or a communiqué: "Corva: …", "🔥 Corva — …", "2) Corva (the north): …"."""

from collections.abc import Sequence
from typing import Final

from situate.extract.place_words import Mention
from situate.extract.scan import Scan

_MARKS: Final = 5  # signs and numbers before the name of a heading
_ASIDE: Final = 8  # words of a bracket behind it
_LED: Final = frozenset({"in", "on", "at", "near"})
_SECTORS: Final = frozenset({
    "direction", "axis", "sector", "area", "front", "district", "region", "oblast", "directions", "salient",
})  # fmt: skip
_DASHES: Final = frozenset("-–—")


def heads_line(words: Scan, first: int, last: int) -> bool:
    """Do words `first` to `last` (excluded) stand alone at the head of a line, a colon or a dash behind them?"""
    return _closes(words, last) and _opens(words, first)


def heading_of(words: Scan, mentions: Sequence[Mention], start: int) -> int | None:
    """The number of the mention that heads the line in which `start` (an offset) lies; None where none does."""
    line = words.text.rfind("\n", 0, start) + 1
    for number, mention in enumerate(mentions):
        if mention.start >= start:
            return None
        if mention.start >= line:
            return number if heads_line(words, mention.first, mention.last) else None
    return None


def _opens(words: Scan, first: int) -> bool:
    """Do but signs, and a number or a letter with a sign behind it, stand between the line's beginning and a word?"""
    at = first
    if at > 1 and words.low[at - 1] == "the" and words.low[at - 2] in _LED:
        at -= 2  # "On the Corva axis: ..."
    for _ in range(_MARKS):
        if at == 0 or "\n" in words.text[words.ends[at - 1] : words.starts[at]]:
            return True
        at -= 1
        word = words.words[at]
        numbered = word.isdecimal() and at + 1 < first and words.words[at + 1] in {")", "."}
        ends = word in {".", "!", "?"} and not (at and words.words[at - 1].isdecimal())
        if ends or (word[0].isalnum() and not numbered):
            return False
    return False


def _closes(words: Scan, last: int) -> bool:
    """Does a colon, or a dash between spaces, follow, a bracket aside?"""
    raw, count = words.words, len(words.words)
    at = last
    while at < count and raw[at] in _SECTORS:
        at += 1
    if at < count and raw[at] == "(":
        at = next((i + 1 for i in range(at, min(count, at + _ASIDE)) if raw[i] == ")"), count)
    if at + 1 >= count or at == 0:
        return False
    if raw[at] == ":":
        return words.starts[at + 1] > words.ends[at]
    return raw[at] in _DASHES and words.starts[at] > words.ends[at - 1] and words.starts[at + 1] > words.ends[at]
