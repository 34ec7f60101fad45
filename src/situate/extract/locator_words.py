"""The words of a locator: how far ("about 12-15km"), which way ("to the northeast of"), from what ("the border")."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from situate.extract.place_words import Mention, PlaceWords
from situate.extract.scan import Scan, adjacent

DASHES: Final = frozenset("-–—")
_LOOK_AHEAD: Final = 8  # words between "of" and the anchor's name
_CONVERSION: Final = 6  # words of a distance given again in another unit, in brackets
_WHOLES: Final = frozenset({"area", "country"})
_LINKS: Final = frozenset({"of", "from"})
_BEFORE_BEARING: Final = frozenset({
    "due", "just", "to", "the", "directly", "immediately", "slightly", "further", "away", "straight",
})  # fmt: skip
_RANGE: Final = frozenset({*DASHES, "to"})
_UPPER_BOUNDS: Final = frozenset({"within", "under", "less"})
_TO: Final = frozenset({"to", "a", "distance"})

Part = tuple[float | None, str | None]


class Core:
    """A locator read: words `first` to `last` (excluded), the anchor's words, and its mentions by number."""

    __slots__ = ("anchor", "anchors", "bearing", "distance_km", "first", "last", "within")

    def __init__(
        self,
        span: tuple[int, int],
        distance_km: float | None,
        bearing: str | None,
        anchor: str | None,
        anchors: tuple[int, ...],
        *,
        within: bool,
    ) -> None:
        self.first, self.last = span
        self.distance_km: Final = distance_km
        self.bearing: Final = bearing
        self.anchor: Final = anchor
        self.anchors: Final = anchors
        self.within: Final = within

    def spanning(self, first: int, last: int, anchors: tuple[int, ...]) -> "Core":
        """The same locator, read from `first` to `last`, told from `anchors`."""
        return Core((first, last), self.distance_km, self.bearing, self.anchor, anchors, within=self.within)


class Distance(NamedTuple):
    """A distance before a compass word: its first word, km (the upper of a range), and whether it only bounds."""

    first: int
    km: float | None
    within: bool


def read_core(
    words: Scan, index: int, mentions: Sequence[Mention], at_word: Mapping[int, int], lex: PlaceWords
) -> Core | None:
    """Read a locator around its compass word, or around the "from" or "of" of a distance; None where there is none.

    `at_word` gives for a word the mention that begins there.
    """
    low = words.low
    part = _part_of(words, index, mentions, at_word, lex)
    if part is not None:
        return part
    bearing, link = _bearing(words, index, lex)
    distance = read_distance(words, index, lex)
    if low[index] in lex.behind and bearing is None:
        link = index
        if distance.km is None:
            return None
    elif link >= len(low) or low[link] not in _LINKS:
        return _withoutanchor_after(words, link, distance, bearing)
    if distance.km is None and (bearing is None or low[link] == "from" or len(low[index]) == 1):
        return None
    first_word, last, number = anchor_after(words, link + 1, mentions, at_word, lex)
    if last is None:
        return None
    text = words.between(first_word, last).removesuffix("’s").removesuffix("'s")
    first = distance.first
    if distance.km is None and first > 1 and low[first - 1] == "and" and low[first - 2] in lex.compass:
        first, bearing = _hedged(low, first - 2, lex)[0], None  # "west and southwest of": neither is told of all
    anchors = () if number is None else (number,)
    return Core((first, last), distance.km, bearing, text, anchors, within=distance.within)


def _part_of(
    words: Scan, index: int, mentions: Sequence[Mention], at_word: Mapping[int, int], lex: PlaceWords
) -> Core | None:
    """ "(southern Tarn Oblast)", "(in the north of Tarn Oblast)": a bracket that only tells which part of what."""
    low = words.low
    first = index
    while first > 0 and low[first - 1] in {"in", "the"}:
        first -= 1
    if first == 0 or low[first - 1] != "(" or index + 1 >= len(low):
        return None
    at = index + 2 if low[index + 1] == "of" and first < index else index + 1
    number = at_word.get(at)
    if (
        number is None
        or mentions[number].kind not in _WHOLES
        or low[mentions[number].last : mentions[number].last + 1] != [")"]
    ):
        return None
    anchor = mentions[number]
    return Core((first, anchor.last), None, None, anchor.text(words), (number,), within=False)


def _bearing(words: Scan, index: int, lex: PlaceWords) -> tuple[str | None, int]:
    """The compass word that begins here ("east", "south-east", "east-northeast", "NE"), and the word after it."""
    low = words.low
    bearing = lex.compass.get(low[index]) or None
    if bearing is None and words.words[index] in lex.compass_short:
        return lex.compass_short[words.words[index]], index + 1
    if bearing and index + 2 < len(low) and low[index + 1] in DASHES and low[index + 2] in lex.compass:
        whole = low[index] + low[index + 2]
        return (whole if whole in lex.compass else f"{bearing}-{low[index + 2]}"), index + 3
    return bearing, index + 1 if bearing else index


def _withoutanchor_after(words: Scan, link: int, distance: Distance, bearing: str | None) -> Core | None:
    """ "(10 km east)": a distance and a bearing from what was named before, closed by the bracket that it opens."""
    low = words.low
    if bearing is None or distance.km is None or low[link : link + 1] != [")"] or low[distance.first - 1] != "(":
        return None
    return Core((distance.first, link), distance.km, bearing, None, (), within=distance.within)


def anchor_after(
    words: Scan, index: int, mentions: Sequence[Mention], at_word: Mapping[int, int], lex: PlaceWords
) -> tuple[int, int | None, int | None]:
    """The anchor after "of": first and last word, and its mention's number where it is one."""
    low, raw = words.low, words.words
    for at in range(index, min(index + _LOOK_AHEAD, len(low))):
        number = at_word.get(at)
        if number is not None:
            return at, mentions[number].last, number
        following = low[at + 1] if at + 1 < len(low) else ""
        if low[at] in lex.things and following not in lex.things_go_on:
            return index, at + 1, None
        if low[at] in lex.leads or (raw[at].islower() and following in lex.things):
            continue
        if not raw[at][:1].isupper() or low[at] in lex.openers:
            break
        last = at + 1
        while last < len(raw) and raw[last][:1].isupper() and adjacent(words, last):
            last += 1
        if last < len(raw) and low[last] in lex.things:
            return index, last + 1, None  # "the Valerian border"
        return at, last, None
    return index, None, None


def read_distance(words: Scan, index: int, lex: PlaceWords) -> Distance:
    """The distance before a compass word or "from" ("about 20 kilometers due", "12-15km", "five miles")."""
    low = words.low
    at = index - 1
    while at >= 0 and low[at] in _BEFORE_BEARING:
        at -= 1
    if at >= 0 and low[at] == ")" and "(" in low[max(0, at - _CONVERSION) : at]:
        at = next(i for i in range(at, -1, -1) if low[i] == "(") - 1  # "20 kilometres (12 miles) east of"
    first = at + 1
    if at >= 0 and low[at] in lex.distance:
        unit, at = lex.distance[low[at]], at - 1
        if at >= 0 and low[at] in DASHES:
            at -= 1
        value, at, ranged = _number(low, at, lex)
    else:
        unit = 1.0
        value, at, ranged = _glued_number(low, at)
    if value is None:
        return Distance(_hedged(low, first, lex)[0], None, within=False)
    if ranged and at >= 0 and low[at] == "between":
        at -= 1  # "between 12 and 15km"
    first, within = _hedged(low, at + 1, lex)
    return Distance(first, round(value * unit, 3), within=ranged or within)


def _number(low: Sequence[str], at: int, lex: PlaceWords) -> tuple[float | None, int, bool]:
    """The number that ends at a word ("12", "7.5", "12-15"): its upper value, the word before it, whether a range."""
    if at >= 0 and low[at] in lex.counts:
        return lex.counts[low[at]], at - 1, False
    if at < 0 or not low[at].isdecimal():
        return None, at, False
    value = float(low[at])
    if at >= 2 and low[at - 1] == "." and low[at - 2].isdecimal():
        value, at = float(f"{low[at - 2]}.{low[at]}"), at - 2
    elif at >= 2 and low[at - 1] == "," and low[at - 2].isdecimal() and len(low[at]) == 3:
        value, at = float(low[at - 2] + low[at]), at - 2
    joined = low[at - 1] if at >= 2 else ""
    if (joined in _RANGE or joined == "and") and (low[at - 2].isdecimal() or glued_km(low[at - 2]) is not None):
        return value, at - 3, joined != "and"
    return value, at - 1, False


def _glued_number(low: Sequence[str], at: int) -> tuple[float | None, int, bool]:
    """The same of a number glued to its unit: "12km", "7.5km", "12-15km"."""
    value = glued_km(low[at]) if at >= 0 else None
    if value is None:
        return None, at, False
    at -= 1
    if at >= 1 and low[at] == "." and low[at - 1].isdecimal():  # "7.5km" is cut at the point
        value, at = float(f"{low[at - 1]}.{value:g}"), at - 2
    ranged = at >= 1 and low[at] in _RANGE and low[at - 1].isdecimal()
    return value, at - 2 if ranged else at, ranged


def glued_km(word: str) -> float | None:
    """The number of "12km"; None where the word is no such thing."""
    return float(word[:-2]) if word.endswith("km") and word[:-2].isdecimal() else None


def _hedged(low: Sequence[str], first: int, lex: PlaceWords) -> tuple[int, bool]:
    """Take in the hedges before a word ("about", "within", "to the"): where they begin, and whether they bound."""
    within = False
    at = first - 1
    while at >= 0 and (low[at] in lex.hedges or low[at] in lex.within or low[at] in _TO):
        within = within or low[at] in _UPPER_BOUNDS or (low[at] == "to" and at > 0 and low[at - 1] == "up")
        at -= 1
    return at + 1, within


def respective(words: Scan, core: Core, lex: PlaceWords) -> tuple[int, list[Part]]:
    """ "5 km north and 9 km east of X, respectively": the first word, and each place's distance and bearing."""
    low = words.low
    first = core.first
    while first > 0 and (
        low[first - 1] in {"and", ","}
        or low[first - 1] in lex.hedges
        or low[first - 1] in lex.within
        or low[first - 1] in lex.compass
        or low[first - 1] in lex.distance
        or low[first - 1][0].isdecimal()
    ):
        first -= 1
    while low[first] in {",", "and"}:
        first += 1
    parts: list[Part] = []
    distance: float | None = None
    for index in range(first, core.last):
        word = low[index]
        value = float(word) if word.isdecimal() else glued_km(word)
        if value is not None:
            distance = value
            parts.append((distance, None))
        elif word in lex.compass:
            if parts and parts[-1][1] is None:
                parts[-1] = (parts[-1][0], lex.compass[word])
            else:
                parts.append((distance, lex.compass[word]))
        elif word == "of":
            break
    bearing = parts[-1][1] if parts else None
    return first, [(km, told or bearing) for km, told in parts]
