"""What each judgment becomes without a source, a document or a claim."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from situate.judge.rulings import Rulings
from situate.judge.verdict import Bench
from situate.model import Claim, Decision, Judgment, Proposition
from situate.theatre import Theatre


class Recalled(msgspec.Struct, frozen=True, kw_only=True):
    """One judgment that leaned on what is recalled: the claims it loses, and what it is before and after.

    `lost` is empty where a neighbour's claims were what it leaned on.
    """

    proposition: Proposition
    lost: tuple[str, ...]
    before: Judgment
    after: Judgment


def recall(
    propositions: Sequence[Proposition],
    claims: Mapping[str, Claim],
    theatre: Theatre,
    decisions: Sequence[Decision],
    rejection: Decision,
) -> tuple[Recalled, ...]:
    """Every judgment that leans on what `rejection` takes away, in the order of the propositions.

    Those that lose a claim are all told, changed or not; of their neighbours those that change.
    """
    now = Bench(propositions, claims, theatre, Rulings(decisions))
    without = Rulings((*decisions, rejection))
    then = Bench(propositions, claims, theatre, without)
    gone = recalled_claims(claims.values(), rejection)
    lost = {p.id: tuple(c for c in (*p.supports, *p.denies) if c in gone) for p in propositions}
    losing = [p for p in propositions if lost[p.id]]
    touched = set(now.beside(losing))
    told = []
    for p in propositions:
        if p.id in touched:
            before, after = now.judgment(p), then.judgment(p)
            if lost[p.id] or before != after:
                told.append(Recalled(proposition=p, lost=lost[p.id], before=before, after=after))
    return tuple(told)


def recalled_claims(claims: Iterable[Claim], rejection: Decision) -> frozenset[str]:
    """The ids of the claims that the rejection takes away."""
    rulings = Rulings((rejection,))
    return frozenset(c.id for c in claims if rulings.rejected_claim(c))
