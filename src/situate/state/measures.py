"""Stock or flow: how many there are at a date, or how many came in a span."""

import re
from typing import Final, Literal, NamedTuple

from situate.figure import Measure
from situate.model import Claim
from situate.state.counting import Counted
from situate.state.figure_words import FigureWords, Term

_RATE: Final = re.compile(
    r"^\W*(?:[\w-]+\s+){0,4}?(?:an?|per|each|every)\s+(?:day|week|month|quarter|year)\b", re.IGNORECASE
)
_BY: Final = re.compile(r"\b(?:by|of)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_TO: Final = re.compile(r"\b(?:to|from)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
# Those who are counted by what they are, not by what befell them.
_ARE: Final = re.compile(
    r"\b(?:displaced\s+(?:people|persons?|population|individuals|families|households)|idps?|refugees?|"
    r"asylum[\s-]seekers?)\b",
    re.IGNORECASE,
)
_ARE_SO: Final = re.compile(r"\b(?:are|is|remain|remains|live|lives|living)\b", re.IGNORECASE)
_BEFELL: Final = re.compile(
    r"\b(?:were|was|have\s+been|has\s+been|had\s+been|newly|crossed|arrived|reached|fled)\b", re.IGNORECASE
)
_CAME: Final = re.compile(r"\b(?:arrived?|arriving|crossed|crossing|reached|newly)\b", re.IGNORECASE)
_IN_NEED: Final = re.compile(
    r"\b(?:need|needs|in\s+need|assist|help|reach|stranded|trapped|cut\s+off|require)\b", re.IGNORECASE
)

Growth = Literal["by", "to"]


class AsOf(NamedTuple):
    """Whether a date is one "as of" which something is so, or "by" which it had come about."""

    as_of: bool
    by: bool


def is_rate(one: Counted) -> bool:
    """Is it so many a month or each year?"""
    return _RATE.match(one.after) is not None


def grows(one: Counted, claim: Claim, words: FigureWords) -> Growth | None:
    """Is it what something grew "by", or one of the two that it grew "from" and "to"? None where nothing grows."""
    if words.has("grown", claim.content.text[: one.start]) is None:
        return None
    if _BY.search(one.before) and words.has("grown", one.before[-40:]):
        return "by"
    return "to" if _TO.search(one.before) else None


def measure_of(one: Counted, claim: Claim, words: FigureWords, term: Term | None, dated: AsOf) -> Measure:
    """Stock or flow by the words at the number and the kind of its date, else as the term is mostly meant."""
    if term is None:
        return "stock"
    if grows(one, claim, words) == "by" or is_rate(one):
        return "flow"
    if term.topic == "displacement":
        return _of_displaced(one, words, term, dated)
    return "stock" if term.term == "received" and dated.as_of else term.measure


def _of_displaced(one: Counted, words: FigureWords, term: Term, dated: AsOf) -> Measure:
    # The number keeps the words on its two sides apart: "displaced 900 people" are no "displaced people".
    near = f"{one.before[-60:]} 0 {one.after[:80]}"
    if dated.as_of or (dated.by and (term.term == "displaced" or words.has("total", near))):
        return "stock"
    if term.term == "affected":
        return "stock" if _IN_NEED.search(near) else "flow"
    if term.term != "displaced":
        return term.measure
    if words.has("flow", near) is not None or _CAME.search(one.after):
        return "flow"
    if _ARE.search(near) or words.has("stock", near) is not None:
        return "stock"
    return "stock" if _ARE_SO.search(near) and not _BEFELL.search(near) else "flow"
