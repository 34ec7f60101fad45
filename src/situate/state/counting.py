"""One number in a claim's words: its unit, what is counted, and what is said of it."""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from situate.figure import Quantifier
from situate.model import Claim, Quantity
from situate.state.figure_words import FigureWords, Term

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_FIRST_WORD: Final = re.compile(r"[^\W\d_]+")
# Words before a number that leave it about right; a number written as a word is none of them.
_ABOUT: Final = re.compile(
    r"^(?:an?\s+estimated|estimated|about|approximately|around|roughly|some|nearly|circa)\b", re.IGNORECASE
)
_JOINED: Final = re.compile(r"^[\s-]*(?:(?:more|additional|other|further|new|of)\b)?\s*")
# Where the words of what is counted end: at a sign, or at a word that opens something else.
_STOP: Final = re.compile(
    r"[,;:()\[\]]|\b(?:to|in|on|at|from|into|by|for|with|near|as|that|which|who|will|would|were|was|are|is|have|has|had|"
    r"each|every|per|an?\s+(?:day|week|month|year)|remain\w*|lived?|living|fled|flee|died|returned|arrived|crossed|left|"
    r"went|came|reached|found|stay\w*|needs?|needed|lost|suffered|sought|drowned|"
    r"and|or|since|between|during|after|before|while|across|along|inside|within|towards?|be|been)\b"
)
# "(14 tanks) of a new model": what is counted goes on behind the bracket.
_BEHIND: Final = re.compile(r"^[^()]*\)\s+of\s+(.*)", re.DOTALL)
_OPENED: Final = re.compile(r"[^().;]*\(\s*")
# "The council had registered 900", "the 2031 response plan requires 900": the subject counted, or says what it costs.
_COUNTER: Final = re.compile(
    r"(?:^\s*(?:[Tt]he\s+)?|,\s+(?:the\s+)?|\b[Tt]he\s+)(?P<who>[\w'’-]+(?:\s+[\w'’-]+){0,6}?)\s+(?:(?:had|has|have)\s+)?"
    r"(?:(?:registered|counted|recorded|documented|tallied|verified|logged|identified|estimated|estimates?)"
    r"|(?<=\bplan )(?:requires?|seeks?)|(?<=\bappeal )(?:requires?|seeks?)"
    r"|(?<=\bplan )for\s+[\w\s]{1,40}?\s(?:requires?|seeks?))\s+(?:that\s+)?$"
)
# "Two or more axes", "a three-week course".
_OPEN_ENDED: Final = re.compile(r"\s*(?:or\b|[-–—])")
_PLURAL: Final = re.compile(r"s\b")
_MONEY: Final = re.compile(r"[A-Z]{3}")
# Beyond so many letters a word says nothing of a number: what counts in the odd rows of eval/figures.jsonl lies within
# 60, and what 110 adds in 188 reports is wrong.
_REACH: Final = 80
_EDGE: Final = 40
# Whoever is counted by an unknown noun is somebody where the word stands beside it: "killed 9 miners".
_BESIDE: Final = 20
_ARTICLES: Final = frozenset({"", "a", "an", "the", "another"})
_CAMP: Final = "in relief camp"
_STAYING: Final = frozenset({"sheltered", "displaced", "affected"})

Unit = Literal["person", "combatant", "household", "dwelling", "item", "money", "%", "other", ""]


class Counted(NamedTuple):
    """A number with its surroundings: the words before it and behind it, up to the numbers next to it.

    `same_as` is the number before it where this one stands in brackets behind that: both count the same.
    """

    quantity: Quantity
    start: int
    before: str
    after: str
    unit: Unit
    noun: str
    same_as: Quantity | None = None


def counted(claim: Claim, words: FigureWords) -> Iterator[Counted]:
    """The numbers of a claim that count people, homes, materiel, money or a share, in their order."""
    text = claim.content.text
    spans = [(_offset(q, claim), q) for q in sorted(claim.quantities, key=lambda q: q.start)]
    placed = [(at, at + len(q.text), q) for at, q in spans if at >= 0]
    for n, (at, end, q) in enumerate(placed):
        begin = placed[n - 1][1] if n else 0
        bracketed = n > 0 and _OPENED.fullmatch(text[begin:at]) is not None
        # In brackets stands what the number before stands for: the words before that one are its own as well.
        before = text[(placed[n - 2][1] if n > 1 else 0) if bracketed else begin : at]
        after = text[end : _next(text, placed, n)]
        unit, noun = _unit(q, after, words)
        if unit:
            yield Counted(q, at, before, after, unit, noun, placed[n - 1][2] if bracketed else None)


def _next(text: str, placed: list[tuple[int, int, Quantity]], n: int) -> int:
    """Where the next number begins; the one behind that where it stands in brackets: the words behind are of both."""
    if n + 1 == len(placed):
        return len(text)
    begin = placed[n + 1][0]
    return _next(text, placed, n + 1) if _OPENED.fullmatch(text[placed[n][1] : begin]) else begin


def _offset(q: Quantity, claim: Claim) -> int:
    """Where the number stands in the claim's words; -1 where it stands outside them."""
    at = q.start - claim.content.start
    return (
        at if claim.content.text[max(at, 0) : max(at, 0) + len(q.text)] == q.text else claim.content.text.find(q.text)
    )


def _unit(q: Quantity, after: str, words: FigureWords) -> tuple[Unit, str]:
    """The unit and the words of what is counted; "" where it counts nothing that a figure is kept of."""
    if _MONEY.fullmatch(q.unit):
        return "money", ""
    noun = _noun(after)
    if q.unit == "%":
        return "%", noun
    if q.unit or (_YEAR.fullmatch(q.text) and not words.nouns.match(noun)):
        return "", noun
    found = list(words.nouns.finditer(noun))
    if not found:
        # "Killing 10 and wounding 46": nothing is named, and people are meant. "9 miners" are people if they are hurt.
        if _OPEN_ENDED.match(after):
            return "", noun
        return ("person" if not noun else "other" if _PLURAL.search(noun) else ""), noun
    kinds = [words.units[" ".join(m.group().casefold().split())] for m in found]
    # "Two family homes", "ten tank crews": the last noun is what is counted; of "wounded personnel" both are people.
    return _kind(kinds[-1]), noun


def _kind(unit: str) -> Unit:
    for kind in ("person", "combatant", "household", "dwelling", "item"):
        if unit == kind:
            return kind
    return ""


def _noun(after: str) -> str:
    """The words of what is counted: those behind the number, up to a sign or a word that opens something else."""
    behind = _BEHIND.match(after)
    after = behind.group(1) if behind else after
    begun = _JOINED.match(after)
    rest = after[begun.end() if begun else 0 :]
    stop = _STOP.search(rest)
    return " ".join(rest[: stop.start() if stop else len(rest)].split()[:7])


def term_of(one: Counted, claim: Claim, words: FigureWords) -> Term | None:
    """What is said of those counted: the nearest word that fits the unit; a camp tells where those stay who do."""
    materiel = one.unit == "money" and bool(words.has("materiel", claim.content.text))
    best: tuple[int, Term] | None = None
    camp: Term | None = None
    for term in words.terms:
        if one.unit not in term.units or (one.unit == "money" and materiel != (term.topic == "aid")):
            continue
        far = _distance(one, term)
        if far is None and pledged(claim, term) and one.before.strip() in _ARTICLES:
            far = 0  # "Elmland pledged 14 tanks": pledging is an act of speech, and stands before the claim's words
        if one.unit == "other" and far is not None and far > _BESIDE:
            continue
        if far is not None and term.term == _CAMP:
            camp = term
        elif far is not None and (best is None or far < best[0]):
            best = far, term
    if camp is not None and (best is None or best[1].term in _STAYING):
        return camp
    return best[1] if best else None


def pledged(claim: Claim, term: Term) -> bool:
    """Is it the speaker's act that the term tells: to pledge, to ask, to approve?"""
    return term.topic in ("aid", "budget") and claim.cue is not None and term.words.search(claim.cue.text) is not None


def _distance(one: Counted, term: Term) -> int | None:
    """Letters between the number and the nearest word of the term; behind a comma it is further off."""
    # A phrase may run across the number, which then stands for one word: "forced 900 people out".
    if any(
        m.start() < _EDGE < m.end() for m in term.words.finditer(f"{one.before[-_EDGE:]:>{_EDGE}}0{one.after[:_EDGE]}")
    ):
        return 0
    found: list[int] = []
    for m in term.words.finditer(one.before):
        if _is_aim(term, one.before[: m.start()]):
            continue
        gap = one.before[m.end() :]
        found.append(len(gap) + 20 * gap.count(","))
    ahead = next((m for m in term.words.finditer(one.after) if not _is_aim(term, one.after[: m.start()])), None)
    if ahead is not None:
        gap = one.after[: ahead.start()]
        found.append(len(gap) + 20 * gap.count(","))
    near = min(found, default=_REACH + 1)
    return near if near <= _REACH else None


def _is_aim(term: Term, before: str) -> bool:
    """ "Sent to kill": whom somebody means to hurt is no casualty."""
    return term.topic == "casualties" and before.endswith(" to ")


def bounds(one: Counted) -> tuple[float | None, float | None]:
    """The number's bounds; an exact one in brackets shares those of the number that it explains."""
    q, other = one.quantity, one.same_as
    if other is None or q.low != q.high or (other.low is not None and other.high is not None):
        return q.low, q.high
    return (None if other.low is None else q.low), (None if other.high is None else q.high)


def quantifier(one: Counted, low: float | None, high: float | None) -> Quantifier:
    """How the number is bounded, in IDMC's four words; a range is approximate."""
    if low is None:
        return "less than"
    if high is None:
        return "more than"
    return "approximately" if low < high or _ABOUT.match(one.quantity.text) else "exact"


def is_plain(q: Quantity) -> bool:
    """Does it stand without any word that bounds it or leaves it about right?"""
    return q.low == q.high and not _ABOUT.match(q.text)


def counter(one: Counted) -> str:
    """Who counted, where the number is the object of counting: "the survey teams registered 900"; "" elsewhere."""
    found = _COUNTER.search(one.before)
    return found["who"] if found else ""
