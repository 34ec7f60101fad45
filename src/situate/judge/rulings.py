"""What analysts decided, as judging reads it: the journal by subject, the latest decision of a kind before all."""

from collections.abc import Iterable
from typing import Final

import msgspec

from situate.errors import DataError
from situate.model import Claim, Decision, Judgment

_GRADES: Final = frozenset("123456")


class Rulings:
    """The decisions of a journal, oldest first, by what they are about.

    A later decision on the same subject replaces an earlier one: who confirms what was rejected takes that back, and
    the journal keeps both.
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._standing: dict[str, Decision] = {}
        self._regraded: dict[str, Decision] = {}
        for decision in decisions:
            if decision.action in ("confirm", "reject"):
                self._standing[decision.subject] = decision
            elif decision.action == "regrade":
                self._regraded[decision.subject] = decision

    def confirmed(self, subject: str) -> tuple[Decision, ...]:
        """The decision that confirms it, where it stands."""
        return self._by(subject, "confirm")

    def rejected(self, subject: str) -> tuple[Decision, ...]:
        """The decision that rejects it, where it stands."""
        return self._by(subject, "reject")

    def _by(self, subject: str, action: str) -> tuple[Decision, ...]:
        found = self._standing.get(subject)
        return (found,) if found is not None and found.action == action else ()

    def regraded(self, proposition: str) -> Decision | None:
        """The latest decision that sets its grade."""
        return self._regraded.get(proposition)

    def rejected_claim(self, claim: Claim) -> str:
        """Why the claim does not count, where it, its document or one of its sources was rejected; else ""."""
        if not self._standing:
            return ""
        who = [s.source_id for s in claim.speakers] or [claim.publisher_id]
        for subject in (claim.id, claim.document, *who):
            for decision in self.rejected(subject) if subject else ():
                return f"rejected by {decision.by} on {decision.at:%Y-%m-%d}: {decision.reason}"
        return ""


def regraded(judgment: Judgment, decision: Decision | None) -> Judgment:
    """The judgment with the grade that an analyst gave it; the derivation keeps what the rules had found.

    Raises DataError where the decision names no grade.
    """
    if decision is None:
        return judgment
    grade = decision.detail.get("credibility", "")
    if grade not in _GRADES:
        remedy = "decide again with --credibility 1 to 6"
        raise DataError(f"{grade!r} is no credibility", where=f"decision on {decision.subject}", remedy=remedy)
    told = (
        f"regraded from {judgment.credibility} to {grade} by {decision.by}, {decision.at:%Y-%m-%d}: {decision.reason}"
    )
    receipt = msgspec.structs.replace(judgment.receipt, derivation=(*judgment.receipt.derivation, told))
    return msgspec.structs.replace(judgment, credibility=int(grade), receipt=receipt)
