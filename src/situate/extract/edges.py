"""Where the words of a proposition begin and end: what stands at their edges and belongs to them no more."""

from typing import Final

from situate.extract.clauses import Clause, Sentence
from situate.extract.groups import FINITE, INFINITIVE, Group
from situate.extract.tokens import COMMA, COORDINATOR, DAY, MARK, NUMBER, PREPOSITION, QUOTE, STOP, THAT

_EDGE: Final = COMMA | STOP | MARK | COORDINATOR
_OPENING: Final = frozenset({"however", "meanwhile", "additionally", "moreover", "furthermore", ".", "!", "?", "…"})
_ALONE: Final = (
    "unfortunately", "fortunately", "sadly", "nevertheless", "nonetheless", "similarly", "likewise", "conversely",
    "consequently", "accordingly", "instead", "otherwise", "finally", "overall", "friends", "colleagues", "comrades",
    "partners", "brothers", "yes", "so",
)  # fmt: skip
# What joins a sentence to the one before, or calls its readers, up to a comma: the first word, and those behind it.
_CONNECTIVES: Final[dict[str, list[list[str]]]] = {
    **{word: [[]] for word in _ALONE},
    "at": [["the", "same", "time"]], "on": [["the", "contrary"], ["the", "other", "hand"]], "by": [["the", "way"]],
    "in": [["addition"], ["turn"], ["particular"], ["short"]], "as": [["a", "result"]], "for": [["example"], ["now"]],
}  # fmt: skip
_CLOSING: Final = frozenset({"however", "though", "even", "just", "shortly", "also", ".", "!", "?", "…"})
_UNITS: Final = frozenset({"km", "kilometers", "kilometres", "miles", "mi"})
_COMPASS: Final = frozenset(
    f"{first}{second}" for first in ("", "north", "south") for second in ("north", "south", "east", "west")
)
_BEARING: Final = 4  # tokens in which a locator names its bearing: "just to the north of"
_PURPOSE: Final = 4  # tokens after the verb from which an infinitive is taken for a purpose
_NAME: Final = 5  # tokens: the longest name before ", which"


def trim_start(s: Sentence, start: int, end: int) -> int:
    """The first token after signs, joining words and a bare "meanwhile"."""
    while start < end and (s.tags[start] & _EDGE or s.low[start] in _OPENING or _unclosed(s, start, end)):
        start += 1
    return _after_connective(s, start, end) if start < end and s.low[start] in _CONNECTIVES else start


def _after_connective(s: Sentence, start: int, end: int) -> int:
    """The token after "Unfortunately,", "At the same time,"; `start` itself where no comma closes such words."""
    for phrase in _CONNECTIVES[s.low[start]]:
        after = start + 1 + len(phrase)
        if after < end - 1 and s.tags[after] & COMMA and s.low[start + 1 : after] == phrase:
            return after + 1
    return start


def _unclosed(s: Sentence, start: int, end: int) -> bool:
    """Is the token a quotation mark that these words open and do not close?"""
    return bool(s.tags[start] & QUOTE) and not any(tag & QUOTE for tag in s.tags[start + 1 : end])


def trim_end(s: Sentence, start: int, end: int) -> int:
    """Leave out the signs at the end, a last bracket that locates, and a bare "however"."""
    while end > start:
        last = end
        if s.tags[end - 1] & _EDGE or s.low[end - 1] in _CLOSING:
            end -= 1
        elif s.words[end - 1] == ")":
            end = _before_locator(s, start, end)
        elif (
            s.tags[end - 1] & QUOTE and s.words[end - 1] != "”" and not any(t & QUOTE for t in s.tags[start : end - 1])
        ):
            end -= 1  # a quotation mark that was opened before these words
        if end == last:
            break
    return end


def _before_locator(s: Sentence, start: int, end: int) -> int:
    """The end before a closing bracket that holds a distance; `end` itself where it holds none."""
    opening = end - 1
    while opening > start and s.words[opening] != "(":
        opening -= 1
    inside = s.low[opening:end]
    compass = inside[1 : 1 + _BEARING]
    holds = any(word.endswith("km") or word in _UNITS for word in inside)
    holds = holds or ("of" in inside and not _COMPASS.isdisjoint(compass))  # "(both west of Corva)"
    return opening if opening > start and holds else end


def finite_in(s: Sentence, start: int, end: int) -> Group | None:
    """The first finite verb group of a range of tokens."""
    for group in s.groups:
        if group.start >= end:
            return None
        if group.start >= start and group.kind == FINITE:
            return group
    return None


def before_purpose(s: Sentence, group: Group, stop: int) -> int:
    """Where "to present it as ..." begins, which tells why a claim is spread and is no part of it."""
    for other in s.groups:
        if other.kind == INFINITIVE and group.end + _PURPOSE <= other.start < stop:
            return other.start
    return stop


def antecedent(s: Sentence, c: Clause) -> int:
    """A clause with "which" or "who" begins with the name it speaks of; one with "where" or "when" after that word."""
    if c.word in {"where", "when"}:
        return c.start + 1
    if s.low[c.start - 1] == "of" and c.word in {"which", "whom"}:
        return c.start - 1  # "eight vehicles, of which two burned"
    comma = c.start - 1
    while comma > 0 and s.tags[comma - 1] & COMMA:
        comma -= 1
    if comma <= 0 or not s.tags[comma] & COMMA:
        return c.start
    heads = {g.head for g in s.groups}
    first = comma - 1
    while first > 0 and comma - first < _NAME and first - 1 not in heads:
        if s.tags[first - 1] & (PREPOSITION | COMMA | COORDINATOR | THAT | STOP):
            break
        first -= 1
    if s.tags[c.start - 1] & PREPOSITION and all(tag & (NUMBER | DAY | COMMA) for tag in s.tags[first:comma]):
        return c.start + 1  # "on May 9, during which"
    return first
