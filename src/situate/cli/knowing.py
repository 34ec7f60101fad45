"""What a ledger's claims came to by the end of a day: propositions, judgments and control as they stood then."""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from situate.judge import judge
from situate.judge.rulings import Rulings
from situate.model import Claim, Control, Decision, Judgment, Proposition
from situate.resolve import decided, propositions
from situate.state import control
from situate.store import ClaimQuery, Ledger
from situate.theatre import Theatre


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What was out by the end of a day, without what analysts rejected, and what follows from it."""

    claims: dict[str, Claim]
    propositions: dict[str, Proposition]
    judgments: tuple[Judgment, ...]
    controls: tuple[Control, ...]

    def grades(self) -> dict[str, str]:
        """The Admiralty credibility of what each claim says, by its id; of several things the grades in order."""
        found: dict[str, set[int]] = {}
        for judgment in self.judgments:
            said = self.propositions.get(judgment.proposition)
            for claim in said.supports if said is not None else ():
                found.setdefault(claim, set()).add(judgment.credibility)
        return {claim: "/".join(map(str, sorted(digits))) for claim, digits in found.items()}


def stands(book: Ledger, day: date | None) -> bool:
    """Are the ledger's derived tables what followed by the end of a day (None: from all that it holds)?"""
    return book.is_derived() and (day is None or not book.says_more_than(day))


def followed(
    claims: Mapping[str, Claim], theatre: Theatre, decisions: Sequence[Decision], *, judged: bool = True
) -> tuple[tuple[Proposition, ...], tuple[Judgment, ...]]:
    """The propositions of claims after the analysts' decisions, and their judgments, derived anew."""
    found = tuple(decided(propositions(claims.values(), theatre), claims, decisions))
    return found, judge(found, claims, theatre, decisions) if judged else ()


def known_by(book: Ledger, theatre: Theatre, day: date, *, linked: bool = True, judged: bool = True) -> Known:
    """What was out by a day's end; derived anew where the ledger has heard more since, which takes seconds.

    Without `judged` there are no judgments and no control, without `linked` no propositions either.
    """
    decisions = book.decisions()
    rulings = Rulings(decisions)
    claims = {c.id: c for c in book.claims(ClaimQuery(as_known=day))}
    found: tuple[Proposition, ...] = ()
    judgments: tuple[Judgment, ...] = ()
    controls: tuple[Control, ...] = ()
    if linked and stands(book, day):
        found, judgments, controls = book.propositions(), book.judgments(), book.controls()
    elif linked:
        found, judgments = followed(claims, theatre, decisions, judged=judged)
        controls = control(found, judgments, claims, theatre)
    kept = {i: c for i, c in claims.items() if not rulings.rejected_claim(c)}
    return Known(claims=kept, propositions={p.id: p for p in found}, judgments=judgments, controls=controls)
