"""A judgment on every proposition: its grade, its independent origins, and the receipt that derives them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from situate.errors import DataError
from situate.judge.grade import Found, derivation, digit, predicates
from situate.judge.independence import collapse
from situate.judge.neighbours import Neighbours
from situate.judge.voices import Voice, voice
from situate.judge.weighing import AGAINST, SUPPORT, Backing, Case, Neighbour, Rule, weigh
from situate.judge.withdrawals import Withdrawals
from situate.model import Claim, Judgment, Line, Proposition, Receipt
from situate.theatre import Theatre
from situate.vocab import Evidence

# Strongest first.
_EVIDENCE: Final[tuple[Evidence, ...]] = ("geolocated", "satellite", "footage", "document", "data", "testimony")


class _Side(msgspec.Struct, frozen=True):
    """One side of a proposition: who stands there, and what was collapsed on the way."""

    backing: Backing
    collapsed: tuple[Line, ...]


def judge(propositions: Iterable[Proposition], claims: Mapping[str, Claim], theatre: Theatre) -> tuple[Judgment, ...]:
    """Grade every proposition, in the order given. Linear in the claims that stand behind them.

    `claims` holds, by id, every claim that a proposition names. Raises DataError where one is missing. The table from
    predicates to the digit is `grade.digit`; the weights stand in `weighing`. Where a proposition has denials only, the
    grade, the origins and the evidence are of its denial, and the derivation says so.
    """
    given = tuple(propositions)
    sources = {s.id: s for s in theatre.sources}
    camps = theatre.camps()
    withdrawals = Withdrawals(claims)

    def side(p: Proposition, ids: Iterable[str]) -> _Side:
        said = tuple(_named(p, ids, claims))
        gone = withdrawals.of(said)
        return _behind([voice(c, sources, camps, withdrawn=gone.get(c.id, "")) for c in said])

    support = {p.id: side(p, p.supports) for p in given}
    denial = {p.id: side(p, p.denies) for p in given}
    neighbours = Neighbours(given, frozenset(p.id for p in given if _is_upon(p, claims)))

    def beside(found: Iterable[Proposition]) -> tuple[Neighbour, ...]:
        return tuple(Neighbour(proposition=n, backing=support[n.id].backing) for n in found)

    judgments = []
    for p in given:
        # What nobody puts forward is graded by its denial: "they did not advance" is true or false in itself.
        negative = not p.supports
        case = Case(
            proposition=p,
            doer=camps.get(p.side or "", p.side),
            negative=negative,
            support=(denial if negative else support)[p.id].backing,
            denial=Backing() if negative else denial[p.id].backing,
            agreeing=() if negative else beside(neighbours.agreeing(p)),
            rivals=() if negative else beside(neighbours.rivals(p)),
            holders=() if negative else beside(neighbours.other_holders(p)),
            conduct=() if negative else beside(neighbours.conduct(p)),
        )
        judgments.append(_judgment(case, support[p.id].collapsed + denial[p.id].collapsed))
    return tuple(judgments)


def _named(p: Proposition, ids: Iterable[str], claims: Mapping[str, Claim]) -> Iterator[Claim]:
    for claim_id in ids:
        if claim_id not in claims:
            raise DataError(
                f"claim {claim_id} is not among the claims given",
                where=f"proposition {p.id}",
                remedy="judge the propositions with the claims they were made from",
            )
        yield claims[claim_id]


def _is_upon(p: Proposition, claims: Mapping[str, Claim]) -> bool:
    """Is the place itself the object of what a claim says?"""
    if p.place is None:
        return False
    return any(m.key == p.place and m.role == "object" for c in _named(p, p.supports, claims) for m in c.places)


def _behind(voices: Iterable[Voice]) -> _Side:
    given = tuple(voices)
    collapsed = collapse(given)
    return _Side(Backing(voices=tuple(v for v in given if not v.withdrawn), origins=collapsed.origins), collapsed.lines)


def _judgment(case: Case, collapsed: tuple[Line, ...]) -> Judgment:
    found_for, found_against = weigh(case, SUPPORT), weigh(case, AGAINST)
    answers = predicates(case.proposition, found_for, found_against)
    graded = ("nobody puts it forward: what is graded is that it is not so",) if case.negative else ()
    return Judgment(
        proposition=case.proposition.id,
        credibility=digit(answers).credibility,
        origins=_families(case.support),
        evidence=_strongest(case.support.voices),
        receipt=Receipt(
            spoke_for=_lines(found_for, SUPPORT),
            against=_lines(found_against, AGAINST),
            collapsed=collapsed,
            derivation=graded + derivation(answers),
        ),
    )


def _families(backing: Backing) -> tuple[str, ...]:
    """Families of the independent origins; the assessor's own where it repeats nobody."""
    own = {v.family for v in backing.voices if v.assessor and v.family}
    return tuple(sorted({o.family for o in backing.origins} or own))


def _strongest(voices: tuple[Voice, ...]) -> Evidence:
    held = {v.claim.evidence for v in voices}
    return next((e for e in _EVIDENCE if e in held), "none")


def _lines(found: Found, table: tuple[tuple[Rule, float], ...]) -> tuple[Line, ...]:
    """Each finding in words: the rule's docstring, who or what, and the weight it had."""
    said = {rule.__name__: (rule.__doc__ or "").strip() for rule, _ in table}
    return tuple(
        Line(rule=name, text=f"{said[name]} {finding.detail} [{weight:+.2f}]", claims=finding.claims)
        for name, (weight, finding) in found.items()
    )
