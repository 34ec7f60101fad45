"""What tells a denial from the denial of this: of another day, of all of it, of a great one, of something else."""

import re
from typing import Final

from situate.resolve.differences import Reason, alike, tokens, voice
from situate.resolve.facets import Facet


def own_denial(a: Facet, b: Facet) -> Reason:
    """One voice affirms and denies in one text: nobody contradicts himself there, so they are two things."""
    one_voice = a.claim.document == b.claim.document and voice(a.claim) == voice(b.claim)
    return Reason(float(one_voice and a.denies != b.denies), a.claim.document)


def denied_before(a: Facet, b: Facet) -> Reason:
    """The one says that it has not happened by a day, the other that it did later: both may hold."""
    if a.denies == b.denies or a.span is None or b.span is None:
        return Reason(0.0, "no denial of an earlier day")
    denial, deed = (a.span, b.span) if a.denies else (b.span, a.span)
    return Reason(float(denial.last < deed.first), f"denied up to {denial.last}, told from {deed.first}")


def part_of_whole(a: Facet, b: Facet) -> Reason:
    """The one tells of a share or a part, the other that not all is: both may hold."""
    if a.denies == b.denies or a.kind.name not in _WHOLES:
        return Reason(0.0, "no denial of the whole")
    denial, deed = (a, b) if a.denies else (b, a)
    not_all = _WHOLLY.search(denial.claim.content.text) is not None
    all_of_it = _WHOLLY.search(deed.claim.content.text) or (deed.kind.name != "interdiction" and not deed.parts)
    return Reason(float(not_all and not all_of_it), f"{tokens(deed.parts)} / not all")


def denial_of_other(a: Facet, b: Facet) -> Reason:
    """Of a loose kind, what is denied must be told in much the same words as what is affirmed."""
    apart = a.kind.loose and a.denies != b.denies and alike(a, b) < _DENIED
    return Reason(float(apart), f"{len(a.words & b.words)} words shared of {len(a.words)} and {len(b.words)}")


_DENIED: Final = 0.5


def no_great_one(a: Facet, b: Facet) -> Reason:
    """The one denies that it was significant, the other tells of one that need not have been: both may hold."""
    denial, deed = (a, b) if a.denies else (b, a)
    apart = (
        a.denies != b.denies
        and a.kind.name == "advance"
        and _GREAT.search(denial.claim.content.text)
        and not _GREAT.search(deed.claim.content.text)
    )
    return Reason(float(bool(apart)), denial.claim.content.text)


_GREAT: Final = re.compile(
    r"\b(?:significant(?:ly)?|major|substantial(?:ly)?|notabl[ey]|large|considerable|decisive(?:ly)?|meaningful)\b"
)
_WHOLES: Final = frozenset({"control", "positions", "ring", "interdiction", "withdrawal"})
_WHOLLY: Final = re.compile(r"\b(?:full|fully|entire|entirely|entirety|complete|completely|wholly|whole|all)\b")
