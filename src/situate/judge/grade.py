"""From findings to the predicates of the Admiralty code, and from the predicates to its digit."""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from situate.judge.weighing import Finding
from situate.model import Proposition

Found = Mapping[str, tuple[float, Finding]]

CONFIRMED_FROM: Final = 2.0
CONTRADICTED_FROM: Final = 1.0
_SOURCED_FROM: Final = 1.0
# Findings that are the assessor's own, that question the logic, and that tell what else is known.
_ASSESSOR: Final = ("assessor_asserts", "assessor_assesses")
_ILLOGICAL: Final = ("author_doubts",)
_VOICES: Final = ("disinterested_origins", "admitted", "interested_origins", *_ASSESSOR)
_OTHER_INFORMATION: Final = (
    "neighbours_agree",
    "geolocated",
    "satellite",
    "other_evidence",
    "author_supports",
    "across_sides",
    "withdrawal_announced",
    "other_side_attacks_it",
    "analyst_confirms",
)
_CONTRADICTING: Final = (
    "assessor_denies",
    "denied",
    "denied_by_interested",
    "evidence_against",
    "belied_by_conduct",
    "fights_behind",
    "rival_claim",
    "rival_holder",
)
# What a source took back leaves nothing to judge by, and contradicts nobody else.
_TAKEN_BACK: Final = ("edited_away", "deleted_by_its_source", "only_relays_left")


class Predicates(msgspec.Struct, frozen=True, kw_only=True):
    """The questions that the definitions of the code ask, answered. `speaks_for`, `speaks_against` are the weights."""

    gradable: bool
    basis: bool
    refuted: bool
    confirmed: bool
    logical: bool
    consistent: bool
    contradicted: bool
    sourced: bool
    agrees: bool
    unverified: bool
    relayed_only: bool
    speaks_for: float
    speaks_against: float


def predicates(p: Proposition, support: Found, against: Found) -> Predicates:
    """Answer the questions from what the rules found."""
    speaks_for = sum(weight for weight, _ in support.values())
    contradicting = sum(weight for name, (weight, _) in against.items() if name in _CONTRADICTING)
    # "Gains near it" and "no significant gains near it" in one assessment: it contradicts itself, and refutes nothing.
    both_ways = any(name in support for name in _ASSESSOR)
    # A lone voice agrees with nothing, be it the assessor's own; a second family does, or the assessor beside a source.
    several = sum(finding.amount for name, (_, finding) in support.items() if name in _VOICES) > 1
    own_support = [name for name in support if name != "neighbours_agree"]
    bearing = [name for name in against if name not in _TAKEN_BACK]
    return Predicates(
        gradable=p.modality == "fact",
        basis=bool(own_support or bearing),
        refuted=(
            "author_refutes" in against
            or ("assessor_denies" in against and not both_ways)
            or ("analyst_rejects" in against and "analyst_confirms" not in support)
        ),
        confirmed=speaks_for >= CONFIRMED_FROM,
        logical=not any(name in against for name in _ILLOGICAL),
        consistent=contradicting == 0,
        contradicted=contradicting >= CONTRADICTED_FROM,
        sourced=speaks_for >= _SOURCED_FROM,
        agrees=several or any(name in support for name in _OTHER_INFORMATION),
        unverified="unverified" in against,
        relayed_only="only_relays_left" in against,
        speaks_for=speaks_for,
        speaks_against=sum(weight for weight, _ in against.values()),
    )


class Step(msgspec.Struct, frozen=True):
    """One row of the table: the digit, and the words for why."""

    credibility: int
    why: str


# The first row that holds gives the digit; `docs/decisions/2026-11-22-how-credibility-is-derived.md` argues each.
ROWS: Final[tuple[tuple[Callable[[Predicates], bool], Step], ...]] = (
    (lambda q: not q.gradable, Step(6, "it is not yet a fact: expectations, plans and demands are not graded")),
    (lambda q: not q.basis, Step(6, "no basis: no source that counts, no evidence, no word of the author")),
    (lambda q: q.refuted, Step(5, "improbable: the author, the assessor or an analyst says it is not so")),
    (
        lambda q: q.contradicted and q.confirmed and q.speaks_for > q.speaks_against,
        Step(3, "possibly true: confirmed and contradicted, more for it"),
    ),
    (
        lambda q: q.contradicted and q.speaks_for >= q.speaks_against,
        Step(4, "doubtful: contradicted, and not outweighed"),
    ),
    (lambda q: q.contradicted, Step(5, "improbable: contradicted by other information that outweighs it")),
    (lambda q: not q.logical, Step(4, "doubtful: possible, but the author finds it implausible")),
    (
        lambda q: q.confirmed and q.consistent,
        Step(1, "confirmed by others independently; logical; consistent with the rest"),
    ),
    (
        lambda q: q.confirmed and q.speaks_for > q.speaks_against,
        Step(2, "probably true: confirmed, but not consistent with all other information"),
    ),
    (
        lambda q: q.unverified and not q.agrees,
        Step(4, "doubtful: confirmation was looked for and not found; no other information"),
    ),
    (
        lambda q: q.unverified,
        Step(3, "possibly true: confirmation was not found, but some other information agrees"),
    ),
    (
        lambda q: q.relayed_only and not q.agrees,
        Step(4, "doubtful: what is left only passes on what its source took back; no other information"),
    ),
    (
        lambda q: q.relayed_only,
        Step(3, "possibly true: what is left only passes on what its source took back; other information agrees"),
    ),
    (
        lambda q: q.sourced and q.consistent and q.agrees,
        Step(2, "probably true: not confirmed; logical; consistent with other information that agrees with it"),
    ),
    (
        lambda q: not q.agrees,
        Step(3, "possibly true: not confirmed; reasonably logical; no other information bears on it"),
    ),
    (lambda _: True, Step(3, "possibly true: not confirmed; reasonably logical; agrees with some other information")),
)


def digit(q: Predicates) -> Step:
    """The first row of the table that holds."""
    return next(step for holds, step in ROWS if holds(q))


def derivation(q: Predicates) -> tuple[str, ...]:
    """The printed predicates and the row of the table they lead to."""
    step = digit(q)
    return (
        f"speaks of what is or was so: {_word(q.gradable)}",
        f"a basis to judge it: {_word(q.basis)}",
        f"said to be untrue by its author, the assessor or an analyst: {_word(q.refuted)}",
        f"confirmed by other independent information: {_word(q.confirmed)}"
        f" ({q.speaks_for:.2f} speaks for it, {CONFIRMED_FROM:.2f} needed)",
        f"logical in itself: {_word(q.logical)}",
        f"consistent with other information: {_word(q.consistent)}",
        f"contradicted by other information: {_word(q.contradicted)} ({q.speaks_against:.2f} speaks against it)",
        f"some other information agrees: {_word(q.agrees)}",
        f"confirmation looked for and not found: {_word(q.unverified)}",
        f"nothing left but relays of a source that took it back: {_word(q.relayed_only)}",
        f"credibility {step.credibility}: {step.why}",
    )


def _word(answer: bool) -> str:
    return "yes" if answer else "no"
