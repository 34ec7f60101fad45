"""What is left out, and why: every claim that is not printed stands here under its reason."""

from typing import Final

from situate.model import Claim
from situate.produce.assessment import LeftOut
from situate.produce.sift import Left

REASONS: Final[dict[str, str]] = {
    "uncorroborated": "Uncorroborated: one origin, no evidence, and little that hangs on it.",
    "unplaced": "Unplaced: fighting or fire at no place that it names, and under no section.",
    "improbable": "Improbable: one origin, graded 5, and nobody answers it.",
    "copy": "Copies: the same words as in a document that is cited; they count as one voice.",
    "relay": "Relays: another's claim passed on; its origin is cited.",
    "again": "Said again: by a voice, or with a content, that the printed sentences already hold.",
    "renewed": "Renewed: the same source says the same of the same places on the day itself.",
    "version": "Earlier versions: the last version of the same post is cited.",
    "withdrawn": "Taken back: words that the last version of the same post no longer holds, or that were deleted.",
    "recalled": "Relays of what may have been taken back: their author has withdrawn words of this kind.",
    "earlier": "Earlier days: said before the day before, and by nobody since.",
    "later": "Later: published after the day.",
    "slight": "Slight: too little hangs on it for this page.",
    "context": "Context only: it names no doer and no place.",
    "fragment": "Fragments: words that mean nothing without the sentence before them, or name nobody.",
    "summary": "Summaries: toplines and takeaways of published assessments, whose bodies are read instead.",
    "refused": "Refused by the gate: the sentence would have said what its claims do not.",
}


def left_out(left: tuple[Left, ...], printed: frozenset[str]) -> tuple[LeftOut, ...]:
    """The claims not printed, by reason, with the first examples of each. `printed` holds the ids of those that are."""
    groups: dict[str, dict[str, tuple[Claim, str]]] = {reason: {} for reason in REASONS}
    for reason, claim, remark in left:
        if claim.id not in printed:
            groups[reason].setdefault(claim.id, (claim, remark))
    return tuple(
        LeftOut(
            reason=reason,
            explanation=REASONS[reason],
            count=len(group),
            examples=tuple(_example(c, remark) for c, remark in list(group.values())[:3]),
            claims=tuple(group),
        )
        for reason, group in groups.items()
        if group
    )


def _example(claim: Claim, remark: str) -> str:
    words = claim.content.text.split()
    quote = " ".join(words[:30]) + (" …" if len(words) > 30 else "")
    by = claim.speakers[-1].text if claim.speakers else claim.publisher
    return f"“{quote}” ({by}{', ' if by and remark else ''}{remark})" if by or remark else f"“{quote}”"
