"""Locators: words that say where a place lies by another, "12km north of Corva", and which places they locate.

A locator's anchor is no place of the claim. Where there is nothing that the words could locate ("advanced
north of Corva"), they are no locator, and the anchor stays a place.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from situate.extract.place_words import Mention, PlaceWords
from situate.extract.scan import Scan, adjacent

_DASHES: Final = frozenset("-–—")
_LOOK_AHEAD: Final = 8  # words between "of" and the anchor's name
_CONVERSION: Final = 6  # words of a distance given again in another unit, in brackets
_THINGS: Final = frozenset(
    {"border", "city", "center", "frontline", "front", "bridgehead", "coast", "frontlines", "highway"}
)
_THINGS_GO_ON: Final = frozenset({"of", "with", "center", "line", "border", "in"})
_JOINS: Final = frozenset({",", "and", "or", "as", "well"})
# Between a place and its locator: "all settlements to the south of", "a town 12 km from".
_RELAYS: Final = frozenset({
    "settlements", "villages", "towns", "of", "which", "are", "is", "located", "lies", "lie", "a", "an",
    "settlement", "village", "town", "city", "just", "situated", "small", "large", "key", "border", "nearby",
    "strategic", "lying", "two", "three", "four", "five",
    "six", "here", "that", "about",
})  # fmt: skip


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


_Shared = tuple[int, list[tuple[float | None, str | None]]]


def find_locators(words: Scan, mentions: Sequence[Mention], lex: PlaceWords) -> list[FoundLocator]:
    """Every locator of a passage that locates a mention, in order."""
    reader = _Reader(words, mentions, lex)
    low = words.low
    free = 0
    for index in [i for i, word in enumerate(low) if word in lex.compass or word in {"from", "of"}]:
        if index < free or (low[index] == "of" and not (index and low[index - 1] in lex.distance)):
            continue
        core = reader.core(index)
        if core is None or core.first < free:
            continue
        shared = _respective(words, core, lex) if "respectively" in low[core.last : core.last + 3] else None
        if shared is not None:
            core = core._replace(first=shared[0])
        of = reader.behind(core) or reader.ahead(core)
        if of:
            free = reader.put(reader.extended(core), of, shared)
    return reader.found


class _Reader:
    """Reads the locators of one passage."""

    def __init__(self, words: Scan, mentions: Sequence[Mention], lex: PlaceWords) -> None:
        self.words, self.low, self.mentions, self.lex = words, words.low, mentions, lex
        self.found: list[FoundLocator] = []
        self.at_word = {m.first: number for number, m in enumerate(mentions)}
        self.end_word = {m.last: number for number, m in enumerate(mentions)}

    def core(self, index: int) -> _Core | None:
        """Read a locator around its compass word, or around "km from"."""
        low, lex = self.low, self.lex
        bearing = lex.compass.get(low[index]) or None
        link = index + 1 if bearing else index
        if bearing and link + 1 < len(low) and low[link] in _DASHES and low[link + 1] in lex.compass:
            bearing, link = f"{bearing}-{low[link + 1]}", link + 2
        if link >= len(low) or low[link] not in {"of", "from"}:
            return None
        first, distance, within = _distance(self.words, index, lex)
        if distance is None and (not bearing or low[link] == "from"):
            return None
        anchor_first, anchor_last, number = self._anchor(link + 1)
        if anchor_last is None:
            return None
        text = self.words.between(anchor_first, anchor_last).removesuffix("’s").removesuffix("'s")
        return _Core(first, anchor_last, distance, within, bearing, text, () if number is None else (number,))

    def _anchor(self, index: int) -> tuple[int, int | None, int | None]:
        """The anchor after "of": first and last word, and its mention's number where it is one."""
        low, raw = self.low, self.words.words
        for at in range(index, min(index + _LOOK_AHEAD, len(low))):
            number = self.at_word.get(at)
            if number is not None:
                return at, self.mentions[number].last, number
            following = low[at + 1] if at + 1 < len(low) else ""
            if low[at] in _THINGS and following not in _THINGS_GO_ON:
                return index, at + 1, None
            if low[at] in self.lex.leads:
                continue
            if not raw[at][:1].isupper() or low[at] in self.lex.openers:
                break
            last = at + 1
            while last < len(raw) and raw[last][:1].isupper() and adjacent(self.words, last):
                last += 1
            return at, last, None
        return index, None, None

    def behind(self, core: _Core) -> tuple[int, ...]:
        """The mentions that stand before a locator, led to it by a bracket, a comma, a dash or nothing."""
        low, lex = self.low, self.lex
        at, spread = core.first - 1, False
        while at >= 0 and (low[at] in lex.spread or low[at] in _RELAYS):
            spread = spread or low[at] in {"all", "both", "each"}
            at -= 1
        sign = ""
        if at >= 0 and (low[at] in "(," or low[at] in _DASHES):
            sign, at = low[at], at - 1
        if at < 0:
            return ()
        number = self.end_word.get(at + 1)
        if number is None and low[at] in lex.areas and (sign or low[at - 2] not in _DASHES):
            number = self.end_word.get(at)  # "the Corva district (40 km ..."
        if number is None or (sign == "," and self._is_anchor(number)):
            return self.found[-1].of if sign == "," and self.found and self.found[-1].end == self.words.ends[at] else ()
        return self._whole(number, spread=spread or not sign)

    def _is_anchor(self, number: int) -> bool:
        """Is the mention what another compass phrase or locator starts from?"""
        first = self.mentions[number].first
        return (
            first > 1
            and self.low[first - 1] in {"of", "from"}
            and (self.low[first - 2] in self.lex.compass or self.low[first - 2] in self.lex.distance)
        )

    def _whole(self, number: int, *, spread: bool) -> tuple[int, ...]:
        """A mention with those joined to it: the list where the words say so, else the other of a pair "A and B"."""
        taken = {n for f in self.found for n in (*f.of, *f.anchors)}
        here = self.mentions[number]
        before = self.mentions[number - 1] if number else here
        if (
            here.kind in {"area", "country"}
            and number
            and self.low[before.last : here.first] == [","]
            and before.kind not in {"area", "country"}
        ):
            return (number - 1,)  # "Corva, Tarn Oblast (1230 kilometers ...": the town, not its oblast
        group = [number]
        while group[0] > 0 and group[0] - 1 not in taken:
            join = self.low[self.mentions[group[0] - 1].last : self.mentions[group[0]].first]
            if (
                not join
                or not all(word in _JOINS for word in join)
                or (not spread and (len(group) > 1 or join not in (["and"], ["or"])))
            ):
                break
            group.insert(0, group[0] - 1)
        return tuple(group)

    def ahead(self, core: _Core) -> tuple[int, ...]:
        """ "within 22km northeast of X near A, B, and C": the mentions of the list that follows."""
        low = self.low
        if core.last + 1 >= len(low) or low[core.last] not in {"near", "around", "in", "at"}:
            return ()
        number = self.at_word.get(core.last + 1)
        if number is None or (low[core.last] in {"in", "at"} and self.mentions[number].kind in {"area", "country"}):
            return ()
        group = [number]
        while group[-1] + 1 < len(self.mentions):
            join = low[self.mentions[group[-1]].last : self.mentions[group[-1] + 1].first]
            if not join or not all(word in _JOINS for word in join):
                break
            group.append(group[-1] + 1)
        return tuple(group)

    def extended(self, core: _Core) -> _Core:
        """Take in "in the direction of NAME" after the anchor, and the rest of an "A-B" anchor."""
        low, last, anchors = self.low, core.last, core.anchors
        if low[last : last + 4] == ["in", "the", "direction", "of"] and last + 4 in self.at_word:
            number = self.at_word[last + 4]
            return core._replace(last=self.mentions[number].last, anchors=(*anchors, number))
        while last + 1 < len(low) and low[last] in _DASHES and last + 1 in self.at_word:
            number = self.at_word[last + 1]
            last, anchors = self.mentions[number].last, (*anchors, number)
        return core._replace(last=last, anchors=anchors)

    def put(self, core: _Core, of: tuple[int, ...], shared: _Shared | None) -> int:
        """Keep a locator, its own for each mention where it ends "respectively". Returns the word after it."""
        words, first = self.words, core.first
        parts = [(core.distance_km, core.bearing)] * len(of)
        if shared is not None:
            of = self._whole(of[-1], spread=True)
            parts = shared[1] if len(shared[1]) == len(of) else [(core.distance_km, core.bearing)] * len(of)
        for number, (distance, bearing) in zip(of, parts, strict=False):
            self.found.append(
                FoundLocator(
                    words.starts[first],
                    words.ends[core.last - 1],
                    (number,),
                    core.anchors,
                    distance,
                    core.within,
                    bearing,
                    core.anchor,
                )
            )
        return core.last


def _respective(words: Scan, core: _Core, lex: PlaceWords) -> _Shared | None:
    """ "5 km north and 9 km east of X, respectively": the first word, and each place's distance and bearing."""
    low = words.low
    first = core.first
    while first > 0 and (
        low[first - 1] in {"and", ",", "about", "approximately", "roughly"}
        or low[first - 1] in lex.compass
        or low[first - 1] in lex.distance
        or low[first - 1][0].isdigit()
    ):
        first -= 1
    while low[first] in {",", "and"}:
        first += 1
    parts: list[tuple[float | None, str | None]] = []
    distance: float | None = None
    for index in range(first, core.last):
        word = low[index]
        value = _glued(word) if _glued(word) is not None else (float(word) if word.isdigit() else None)
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
    return first, [(d, b or bearing) for d, b in parts]


def _distance(words: Scan, index: int, lex: PlaceWords) -> tuple[int, float | None, bool]:
    """The distance before a compass word or "from": its first word, km (the upper of a range), and "within"."""
    low = words.low
    at = index - 1
    while at >= 0 and low[at] in {"due", "just", "to", "the", "directly", "immediately", "slightly", "further", "away"}:
        at -= 1
    if at >= 0 and low[at] == ")" and "(" in low[max(0, at - _CONVERSION) : at]:
        at = next(i for i in range(at, -1, -1) if low[i] == "(") - 1  # "20 kilometres (12 miles) east of"
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
    """The number that ends at a word ("12", "7.5", "12-15"): its upper value, the word before it, whether a range."""
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
