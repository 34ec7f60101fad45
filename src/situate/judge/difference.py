"""What an edit changed: the sentences that came and went, and the claims gained and withdrawn."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from situate.model import Claim

# A sentence ends at a line's end, or at a full stop before blanks; an abbreviation cut in two is cut so in both texts.
_BREAKS: Final = re.compile(r"\n+|(?<=[.!?…])\s+")
Sides = Mapping[str, frozenset[str]]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in one text and not in the other: sentences in their order, claims in theirs.

    `kept` pairs a claim of the earlier text with the one of the later that says the same.
    """

    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    withdrawn: tuple[Claim, ...] = ()
    gained: tuple[Claim, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()


def difference(
    earlier: str, later: str, before: Sequence[Claim], after: Sequence[Claim], sides: Sides | None = None
) -> Difference:
    """What the later text has that the earlier had not, and the other way round. Linear in both.

    `before` and `after` are the claims that each makes. Two say the same where their words, speakers and polarity are
    the same, or where `sides` (by claim id, the sides of propositions it takes) has them on one side of a proposition:
    a claim that was put in other words is not withdrawn. A sentence that was moved is neither removed nor added.
    """
    ours, theirs = _sentences(earlier), _sentences(later)
    kept = _pairs(before, after, sides or {})
    old, new = {one for one, _ in kept}, {other for _, other in kept}
    return Difference(
        removed=_besides(ours, theirs),
        added=_besides(theirs, ours),
        withdrawn=tuple(c for c in before if c.id not in old),
        gained=tuple(c for c in after if c.id not in new),
        kept=kept,
    )


def _sentences(text: str) -> list[str]:
    return [" ".join(part.split()) for part in _BREAKS.split(text) if part.strip()]


def _besides(ours: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    """Our sentences without one for each of theirs; of sentences that are alike the last are left."""
    there, found = Counter(theirs), list[str]()
    for sentence in ours:
        if there[sentence]:
            there[sentence] -= 1
        else:
            found.append(sentence)
    return tuple(found)


def _pairs(before: Sequence[Claim], after: Sequence[Claim], sides: Sides) -> tuple[tuple[str, str], ...]:
    """Claims that say the same, each earlier one with the first later one; several may go to one."""
    words: dict[object, str] = {}
    by_side: dict[str, str] = {}
    for c in after:
        words.setdefault(_said(c), c.id)
        for side in sides.get(c.id, ()):
            by_side.setdefault(side, c.id)
    pairs, taken = list[tuple[str, str]](), set[str]()
    for c in before:
        meant = (by_side[side] for side in sorted(sides.get(c.id, ())) if side in by_side)
        other = words.get(_said(c)) or next(meant, None)
        if other is not None:
            pairs.append((c.id, other))
            taken.add(other)
    # A later claim that shares a side with one that was kept is no gain either.
    held = {side: c.id for c in before for side in sides.get(c.id, ())}
    for c in after:
        if c.id not in taken:
            shared = next((held[side] for side in sorted(sides.get(c.id, ())) if side in held), None)
            if shared is not None:
                pairs.append((shared, c.id))
    return tuple(pairs)


def _said(claim: Claim) -> object:
    words = " ".join(claim.content.text.casefold().split())
    return words, tuple(s.source_id or s.text.casefold() for s in claim.speakers), claim.negated
