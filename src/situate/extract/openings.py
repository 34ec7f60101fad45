"""What stands around the words of a sentence in posts and wires: bullets, hashtags, datelines, labels, "P — mayor"."""

from typing import Final

from situate.extract.groups import FINITE, Group
from situate.extract.sayings import Sayings
from situate.extract.tokens import (
    COMMA,
    COORDINATOR,
    DASH,
    DETERMINER,
    MARK,
    NAME,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    STOP,
    VERB,
    bracketed,
)
from situate.extract.verbs import groups

DASHES: Final = frozenset({"—", "–", "-"})
_NUMBERED: Final = frozenset({"/", ")"})  # "1/ The enemy", "2) The enemy"
_DATELINE: Final = 10  # tokens: "CORVA, Kordia (Reuters) -"
_HEADING: Final = 4  # tokens: the longest name that heads an item
_LABEL: Final = 9  # tokens: the longest label before a colon
_SECTORS: Final = frozenset({"direction", "axis", "sector", "area", "front", "district", "region", "oblast"})
_SPEAKER: Final = 9  # tokens: the longest speaker before a colon or after a dash


class Opened:
    """A sentence's own tokens `start` to `end` with their verb groups; the tokens of its label and of who tells it."""

    __slots__ = ("end", "groups", "label", "start", "teller")

    def __init__(
        self,
        start: int,
        end: int,
        groups: list[Group],
        label: tuple[int, int] = (0, 0),
        teller: tuple[int, int] | None = None,
    ) -> None:
        self.start: Final = start
        self.end: Final = end
        self.groups: Final = groups
        self.label: Final = label
        self.teller: Final = teller


def unfold(sayings: Sayings, words: list[str], tags: list[int], mask: int) -> Opened:
    """Find a sentence's own words. `mask` holds all that any of them can be."""
    start = own_words(words, tags) if words and (tags[0] & MARK or words[0].isupper() or words[0].isdigit()) else 0
    kept, masks = (words[start:], tags[start:]) if start else (words, tags)
    opened = Opened(start, len(words), groups(kept, masks))
    if mask & DASH and start == 0 and words and tags[0] & NAME:
        opened = _headed(words, tags, opened)
    if ":" in kept[1:_LABEL]:
        opened = _labelled(sayings, words, tags, opened)
    if mask & DASH and not DASHES.isdisjoint(kept) and opened.teller is None:
        opened = _told_after(sayings, words, tags, opened)
    return opened


def _labelled(sayings: Sayings, words: list[str], tags: list[int], whole: Opened) -> Opened:
    """ "Unconfirmed reports: P", "Governor Lee: P": a label before a colon that no verb precedes."""
    colon = words.index(":", whole.start + 1)
    if words[whole.start] in {"According", "according"} or bracketed(words, colon):
        return whole  # "According to the staff: P", "a bridge (source: the mayor) was ..."
    finite = (group for group in whole.groups if group.kind == FINITE)
    if not whole.groups or not all(whole.start + group.start > colon for group in finite):
        return whole
    label = whole.start, colon
    teller = label if names_speaker(sayings, words[slice(*label)], tags[slice(*label)]) else None
    return Opened(colon + 1, whole.end, groups(words[colon + 1 :], tags[colon + 1 :]), label, teller)


def _told_after(sayings: Sayings, words: list[str], tags: list[int], whole: Opened) -> Opened:
    """ "P — the mayor": a dash and a speaker behind the last verb."""
    last = max((whole.start + group.end for group in whole.groups if group.kind == FINITE), default=whole.end)
    stop = whole.end - 1 if words[-1] in {".", "!"} else whole.end
    dash = next((k for k in range(stop - 1, max(last, stop - _SPEAKER) - 1, -1) if words[k] in DASHES), -1)
    if dash < 0 or not names_speaker(sayings, words[dash + 1 : stop], tags[dash + 1 : stop]):
        return whole
    own = groups(words[whole.start : dash], tags[whole.start : dash])
    return Opened(whole.start, dash, own, whole.label, (dash + 1, stop))


def own_words(words: list[str], tags: list[int]) -> int:
    """The first token after bullets, pictures, numbering ("1/"), leading hashtags and a dateline."""
    start = 0
    while start < len(words) - 1:
        if words[start] == "#" and start + 2 < len(words) and _apart(words, tags, start + 2):
            start += 2  # "#Corva #war The enemy"
        elif (tags[start] & MARK and words[start] != "#") or words[start] == "/":
            start += 1
        elif words[start].isdigit() and words[start + 1] in _NUMBERED and start + 2 < len(words):
            start += 2
        else:
            break
    listed = start > 0 or bool(tags[0] & MARK)
    return _after_heading(words, tags, start) if listed else _after_dateline(words, tags, start)


def _after_heading(words: list[str], tags: list[int], start: int) -> int:
    """The token after "• Corva —", the name that heads an item of a list; `start` itself where none stands."""
    for k in range(start + 1, min(start + _HEADING, len(words) - 2)):
        if words[k] in DASHES:
            return k + 1 if words[k + 1] not in DASHES else start
        if words[k] not in _SECTORS and (not tags[k - 1] & NAME or not tags[k] & (NAME | NUMBER)):
            break
    return start


def _headed(words: list[str], tags: list[int], whole: Opened) -> Opened:
    """ "Corva — the enemy broke through": a name that heads a sentence, where a clause of its own follows one dash."""
    start = _after_heading(words, tags, 0)
    if start == 0 or start + 1 >= len(words) or not DASHES.isdisjoint(words[start:]):
        return whole
    after = words[start]
    if tags[0] & DETERMINER or not after[0].isalpha() or (after[0].isupper() and words[start - 1] != "—"):
        return whole  # "A 10-day pause", "Corva – Dunmere": a line
    if words[start - 1] == "-" and not tags[start] & (DETERMINER | PRONOUN):
        return whole  # "Corva-based crews"
    first = next((group for group in whole.groups if group.kind == FINITE), None)
    if first is None or first.start <= start or any(tag & (RELATIVE | COMMA) for tag in tags[start : first.start]):
        return whole
    return Opened(start, whole.end, groups(words[start:], tags[start:]))


def _apart(words: list[str], tags: list[int], k: int) -> bool:
    """Does a new beginning follow at token k, so that the hashtag before it is no part of the sentence?"""
    return (
        words[k] == "#" or bool(tags[k] & MARK) or (words[k][:1].isupper() and bool(tags[k] & (DETERMINER | PRONOUN)))
    )


def _after_dateline(words: list[str], tags: list[int], start: int) -> int:
    """The token after "CORVA, Kordia (Reuters) –"; `start` itself where no dateline stands."""
    if len(words[start]) < 3 or not words[start].isupper():
        return start
    for k in range(start + 1, min(start + _DATELINE, len(words) - 1)):
        if words[k] in DASHES:
            return k + 1
        if not (tags[k] & (NAME | COMMA | NUMBER) or words[k] in {"(", ")"}):
            break
    return start


def names_speaker(sayings: Sayings, words: list[str], tags: list[int]) -> bool:
    """Do the words name one who speaks: "Governor Ann Lee", "General Staff", not "Losses" or "Main effort"?"""
    if not 0 < len(words) <= _SPEAKER or any(tag & (VERB | STOP) and not tag & NAME for tag in tags):
        return False
    end = next((k for k, tag in enumerate(tags) if k and tag & (PREPOSITION | COMMA | COORDINATOR)), len(words))
    for k in range(end - 1, -1, -1):
        low = words[k].lower()
        if low in sayings.titles or (low in sayings.agents and low not in sayings.doers):
            return True
        if not tags[k] & NAME:
            return False
    return False
