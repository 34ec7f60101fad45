"""What later came of a claim: the signs that it was right or wrong, each a rule, and the first day that decides.

A sign is what somebody of another family published. The rules look at the words on the proposition itself and, where
it gives a settlement to a side, at what both sides did there afterwards.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

from situate.judge.interest import admits, disclaims, gains, inflicts
from situate.judge.neighbours import FIRES
from situate.judge.voices import Voice
from situate.judge.weighing import Backing, Neighbour
from situate.model import Proposition
from situate.vocab import Event

# A claim that nothing decided within a month stays open: later news is of something else.
HORIZON_DAYS: Final = 30

_ATTACKS: Final[frozenset[Event]] = FIRES | {"assault"}


class Later(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the rules look at. `doer` is the camp of the side that does it.

    `afterwards` are propositions on the same settlement that began after it, where it gives the settlement to a side.
    """

    proposition: Proposition
    doer: str | None
    support: Backing
    denial: Backing
    afterwards: tuple[Neighbour, ...] = ()


class Sign(msgspec.Struct, frozen=True, kw_only=True):
    """One sign: the day it was published, whether the claim was right by it, by which rule, and whose claim it is."""

    day: date
    right: bool
    rule: str
    claim: str
    family: str | None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a claim came to: `right` is None while open, `day` the day that decided, `signs` what told so then."""

    right: bool | None = None
    day: date | None = None
    signs: tuple[Sign, ...] = ()


def shown(later: Later) -> Iterator[Voice]:
    """Geolocated footage or imagery shows it."""
    return (v for v in later.support.voices if v.claim.evidence == "geolocated")


def assessor_says_so(later: Later) -> Iterator[Voice]:
    """The assessor says so in its own voice, or that a claim of it is confirmed."""
    return (v for v in later.support.voices if _says_so(v))


def other_side_admits_it(later: Later) -> Iterator[Voice]:
    """The side that would rather it were otherwise says so."""
    p, inflicted = later.proposition, _inflicted(later)
    return (v for v in later.support.voices if v.camp and admits(p.event, later.doer, v.camp, inflicted=inflicted))


def disinterested_source_says_so(later: Later) -> Iterator[Voice]:
    """A source of neither camp, or one that has nothing to gain by it, says so too."""
    p, inflicted = later.proposition, _inflicted(later)
    for v in later.support.voices:
        interested = v.camp is not None and gains(p.event, later.doer, v.camp, inflicted=inflicted)
        if v.family and not interested and not v.assessor:
            yield v


def other_side_attacks_or_retakes_it(later: Later) -> Iterator[Voice]:
    """The other side attacks, shells or retakes the place, or says that it left it: so it was not in its hands."""
    for n in later.afterwards:
        if n.camp in (None, later.doer):
            continue
        left = n.proposition.event == "withdrawal"
        if n.proposition.event in _ATTACKS | {"capture"} or left:
            yield from (v for v in n.backing.voices if not left or v.assessor or v.camp == n.camp)


def assessor_says_not(later: Later) -> Iterator[Voice]:
    """The assessor says that it is not so, or that a claim of it is false."""
    yield from (v for v in later.denial.voices if _says_so(v))
    yield from (v for v in later.support.voices if v.claim.author_view == "refutes")


def shown_not(later: Later) -> Iterator[Voice]:
    """Geolocated footage or imagery shows that it is not so."""
    return (v for v in later.denial.voices if v.claim.evidence == "geolocated")


def own_side_disclaims_it(later: Later) -> Iterator[Voice]:
    """The side that would gain by it says that it is not so."""
    p = later.proposition
    return (v for v in later.denial.voices if v.camp and disclaims(p.event, later.doer, v.camp))


def own_side_still_attacks_it(later: Later) -> Iterator[Voice]:
    """The side said to hold the place still attacks or shells it."""
    for n in later.afterwards:
        if n.camp == later.doer and n.proposition.event in _ATTACKS:
            yield from n.backing.voices


def other_side_still_holds_it(later: Later) -> Iterator[Voice]:
    """The assessor says, or footage shows, that the other side holds the place."""
    for n in later.afterwards:
        if n.camp not in (None, later.doer) and n.proposition.event == "hold":
            yield from (v for v in n.backing.voices if _says_so(v) or v.claim.evidence == "geolocated")


def _says_so(voice: Voice) -> bool:
    """Is it the assessor's own word, and more than that it may be so; or does the author bear a source out?"""
    return (voice.assessor and not voice.supposes) or voice.claim.author_view == "supports"


Rule = Callable[[Later], Iterator[Voice]]
RIGHT: Final[tuple[Rule, ...]] = (
    shown,
    assessor_says_so,
    other_side_admits_it,
    disinterested_source_says_so,
    other_side_attacks_or_retakes_it,
)
WRONG: Final[tuple[Rule, ...]] = (
    shown_not,
    assessor_says_not,
    own_side_disclaims_it,
    own_side_still_attacks_it,
    other_side_still_holds_it,
)


def signs(later: Later) -> tuple[Sign, ...]:
    """Every sign that the rules find, by day."""
    found = [
        Sign(day=v.claim.published, right=right, rule=rule.__name__, claim=v.claim.id, family=_family(v))
        for right, rules in ((True, RIGHT), (False, WRONG))
        for rule in rules
        for v in rule(later)
        if v.claim.published is not None
    ]
    return tuple(sorted(found, key=lambda s: (s.day, s.rule, s.claim)))


def outcome(found: Iterable[Sign], said: date, own: str | None, *, after: int = 0) -> Outcome:
    """What the first day that decides came to, from `said` + `after` days to the horizon; an even day decides nothing.

    `own` is the family of who said it, whose own words decide nothing; with None everybody's do.
    """
    by_day: dict[date, list[Sign]] = {}
    for sign in found:
        if said + timedelta(days=after) <= sign.day <= said + timedelta(days=HORIZON_DAYS) and (
            sign.family is None or sign.family != own
        ):
            by_day.setdefault(sign.day, []).append(sign)
    for day in sorted(by_day):
        balance = sum(1 if s.right else -1 for s in by_day[day])
        if balance:
            told = tuple(s for s in by_day[day] if s.right == (balance > 0))
            return Outcome(right=balance > 0, day=day, signs=told)
    return Outcome()


def _family(voice: Voice) -> str | None:
    """Whose sign it is: what footage shows and what an author makes of another's claim is not the claimant's word."""
    of_another = voice.claim.author_view in ("supports", "refutes") or voice.claim.evidence == "geolocated"
    return None if of_another else voice.family


def _inflicted(later: Later) -> bool:
    voices = (*later.support.voices, *later.denial.voices)
    return bool(voices) and inflicts(voices[0].claim.content.text)
