"""Locators: words that say where a place lies by another, "12km north of Bakhmut", and which places they locate.

A locator's anchor is no place of the claim. Where there is nothing that the words could locate ("advanced
north of Pavlivka"), they are no locator, and the anchor stays a place.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from situate.extract.places import Mention, PlaceWords
from situate.extract.scan import Scan

_DASHES: Final = frozenset("-–—")
_LOOK_BACK: Final = 12  # words; the longest hedge and range of the corpus needs nine
_LOOK_AHEAD: Final = 8


class FoundLocator(NamedTuple):
    """A locator found: its offsets, the mentions it locates and its anchor, by their number in the passage's list."""

    start: int
    end: int
    of: tuple[int, ...]
    anchors: tuple[int, ...]
    distance_km: float | None
    within: bool
    bearing: str | None
    anchor: str | None


class _Core(NamedTuple):
    """The parts of a locator by word numbers: `first` to `last`, with what was read."""

    first: int
    last: int
    distance_km: float | None
    within: bool
    bearing: str | None
    anchor: str | None
    anchors: tuple[int, ...]


def find_locators(words: Scan, mentions: Sequence[Mention], lex: PlaceWords) -> list[FoundLocator]:
    """Every locator of a passage that locates a mention, in order."""
    at_word = {m.first: number for number, m in enumerate(mentions)}
    end_word = {m.last: number for number, m in enumerate(mentions)}
    found: list[FoundLocator] = []
    free = 0
    for index, word in enumerate(words.low):
        if index < free or not (
            word in lex.compass or word == "from" or (word == "of" and index and words.low[index - 1] in lex.distance)
        ):
            continue
        core = _core(words, index, at_word, mentions, lex)
        if core is None or core.first < free:
            continue
        of = _located(words, core, mentions, end_word, lex, found)
        if of:
            core = _extended(words, core, at_word, mentions)
            found.append(_locator(words, core, of))
            free = core.last
    return found


def _locator(words: Scan, core: _Core, of: tuple[int, ...]) -> FoundLocator:
    return FoundLocator(
        words.starts[core.first],
        words.ends[core.last - 1],
        of,
        core.anchors,
        core.distance_km,
        core.within,
        core.bearing,
        core.anchor,
    )


def _core(
    words: Scan, index: int, at_word: dict[int, int], mentions: Sequence[Mention], lex: PlaceWords
) -> _Core | None:
    """Read a locator around its compass word, or around "km from"."""
    low = words.low
    bearing = lex.compass.get(low[index]) or None
    link = index + 1 if bearing else index
    if bearing and link + 1 < len(low) and low[link] in _DASHES and low[link + 1] in lex.compass:
        bearing, link = f"{bearing}-{low[link + 1]}", link + 2
    if link >= len(low) or low[link] not in {"of", "from"}:
        return None
    first, distance, within = _distance(words, index, lex)
    if distance is None and (not bearing or low[link] == "from"):
        return None
    anchor_first, anchor_last, number = _anchor(words, link + 1, at_word, mentions, lex)
    if anchor_last is None:
        return None
    anchors = () if number is None else (number,)
    text = words.between(anchor_first, anchor_last).removesuffix("’s").removesuffix("'s")
    return _Core(first, anchor_last, distance, within, bearing, text, anchors)


def _distance(words: Scan, index: int, lex: PlaceWords) -> tuple[int, float | None, bool]:
    """The distance before a compass word or "from": its first word, the kilometres (the upper of a range), and "within"."""
    low = words.low
    at = index - 1
    while at >= 0 and low[at] in {"due", "just", "to", "the", "directly", "immediately", "slightly", "further", "away"}:
        at -= 1
    value, within, first = None, False, at + 1
    unit = None
    if at >= 0 and low[at] in lex.distance:
        unit, at = lex.distance[low[at]], at - 1
        if at >= 0 and low[at] in _DASHES:
            at -= 1
        value, at, ranged = _number(low, at)
    elif at >= 0 and (number := _glued(low[at])) is not None:
        unit, value, at = 1.0, number, at - 1
        if at >= 1 and low[at] == "." and low[at - 1].isdigit():  # "7.5km" is cut at the point
            value, at = float(f"{low[at - 1]}.{number:g}"), at - 2
        ranged = at >= 1 and low[at] in {*_DASHES, "to"} and low[at - 1].isdigit()
        at = at - 2 if ranged else at
    else:
        ranged = False
    if value is None:
        return _hedged(low, first, lex)[0], None, False
    first, hedge_within = _hedged(low, at + 1, lex)
    within = ranged or hedge_within
    return first, round(value * (unit or 1.0), 3), within


def _number(low: Sequence[str], at: int) -> tuple[float | None, int, bool]:
    """The number that ends at a word ("12", "7.5", "1,230", "12-15"): the upper value, the word before it, whether a range."""
    if at < 0 or not low[at].isdigit():
        return None, at, False
    value = float(low[at])
    if at >= 2 and low[at - 1] == "." and low[at - 2].isdigit():
        value, at = float(f"{low[at - 2]}.{low[at]}"), at - 2
    elif at >= 2 and low[at - 1] == "," and low[at - 2].isdigit() and len(low[at]) == 3:
        value, at = float(low[at - 2] + low[at]), at - 2
    if at >= 2 and low[at - 1] in {*_DASHES, "to", "and"} and _glued_or_digits(low[at - 2]):
        return value, at - 3, low[at - 1] != "and"
    return value, at - 1, False


def _glued(word: str) -> float | None:
    """The number of "12km"; None where the word is no such thing."""
    return float(word[:-2]) if word.endswith("km") and word[:-2].isdigit() else None


def _glued_or_digits(word: str) -> bool:
    return word.isdigit() or _glued(word) is not None


def _hedged(low: Sequence[str], first: int, lex: PlaceWords) -> tuple[int, bool]:
    """Take in the hedges before a word ("about", "within", "to the"): where they begin, and whether they bound."""
    within = False
    at = first - 1
    while at >= 0 and (low[at] in lex.hedges or low[at] in lex.within or low[at] in {"to", "a", "distance"}):
        within = (
            within or low[at] in {"within", "under", "less"} or (low[at] == "to" and at > 0 and low[at - 1] == "up")
        )
        at -= 1
    return at + 1, within


def _anchor(
    words: Scan, index: int, at_word: dict[int, int], mentions: Sequence[Mention], lex: PlaceWords
) -> tuple[int, int | None, int | None]:
    """The anchor after "of": first and last word, and its mention's number where it is one."""
    at = index
    while at < min(index + _LOOK_AHEAD, len(words.low)):
        number = at_word.get(at)
        if number is not None:
            return at, mentions[number].last, number
        low = words.low[at]
        if words.words[at][:1].isupper() and low not in lex.openers:
            last = at + 1
            while (
                last < len(words.words)
                and words.words[last][:1].isupper()
                and words.starts[last] == words.ends[last - 1] + 1
            ):
                last += 1
            return at, last, None
        if low in {"border", "city", "center", "frontline", "front"} and (
            at + 1 >= len(words.low) or words.low[at + 1] not in {"of", "with", "center", "line", "border"}
        ):
            return index, at + 1, None
        if low not in lex.leads:
            break
        at += 1
    return index, None, None


def _located(
    words: Scan,
    core: _Core,
    mentions: Sequence[Mention],
    end_word: dict[int, int],
    lex: PlaceWords,
    found: Sequence[FoundLocator],
) -> tuple[int, ...]:
    """The mentions that a locator locates: those right before it, by a bracket, a comma, a dash or nothing."""
    low = words.low
    at = core.first - 1
    spread = False
    while at >= 0 and (
        low[at] in lex.spread
        or low[at]
        in {
            "settlements",
            "villages",
            "towns",
            "of",
            "which",
            "are",
            "located",
            "lies",
            "a",
            "an",
            "settlement",
            "village",
            "town",
            "city",
        }
    ):
        spread = spread or low[at] in {"all", "both", "each"}
        at -= 1
    sign = ""
    if at >= 0 and (low[at] in "(," or low[at] in _DASHES):
        sign, at = low[at], at - 1
    elif core.distance_km is None and core.bearing is None:
        return ()
    number = end_word.get(at + 1)
    if number is None and at >= 0 and low[at] == ")":
        return ()
    if number is None:
        return ()
    if not sign and core.distance_km is None and words.low[mentions[number].last :][:1] == ["and"]:
        return ()
    return _list_before(words, number, mentions, spread or not sign, found)


def _list_before(
    words: Scan, number: int, mentions: Sequence[Mention], spread: bool, found: Sequence[FoundLocator]
) -> tuple[int, ...]:
    """The mention, with those joined to it: the whole list where the words say so, else the other of a pair "A and B"."""
    taken = {n for f in found for n in (*f.of, *f.anchors)}
    group = [number]
    while group[0] > 0:
        before, here = mentions[group[0] - 1], mentions[group[0]]
        join = words.low[before.last : here.first]
        if not join or group[0] - 1 in taken or not all(w in {",", "and", "or", "as", "well"} for w in join):
            break
        if not spread and (len(group) > 1 or join != ["and"]):
            break
        group.insert(0, group[0] - 1)
    return tuple(group)


def _extended(words: Scan, core: _Core, at_word: dict[int, int], mentions: Sequence[Mention]) -> _Core:
    """Take in "in the direction of NAME" after the anchor, and the rest of an "A-B" anchor."""
    low, last = words.low, core.last
    anchors = core.anchors
    if low[last : last + 4] == ["in", "the", "direction", "of"] and last + 4 in at_word:
        number = at_word[last + 4]
        return core._replace(last=mentions[number].last, anchors=(*anchors, number))
    while last + 1 < len(low) and low[last] in {"-", "–"} and last + 1 in at_word:
        number = at_word[last + 1]
        last = mentions[number].last
        anchors = (*anchors, number)
    return core._replace(last=last, anchors=anchors)
