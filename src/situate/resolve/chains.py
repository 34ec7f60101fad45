"""Which members of a proposition a later claim is compared with, and where a chain of them leads away from the first.

What goes on is told anew for days, each time in slightly other words: the later claim is like the latest and no longer
like the founder. Chains of such links are short, or they hold what nobody would call the same.
"""

from collections.abc import Sequence
from typing import Final

from situate.resolve.differences import across, alike, voice
from situate.resolve.facets import Facet, days_apart
from situate.resolve.likeness import expected_still, fit, told_again

# Shares of words in common (Dice). With its founder, what a chain must keep: for days, and for longer than a week.
_SAME_CHAIN: Final = 0.4
# With a later member, from which a deed is told again; from which that alone is enough.
_SAME_WORDS: Final = 0.6
_VERY_SAME: Final = 0.9
# The score below which two sentences of one body are two things, though both are like a third.
_BESIDE: Final = 0.65


def compared(founder: Facet, latest: Sequence[Facet], facet: Facet) -> list[Facet]:
    """With whom of a group the facet is compared: the founder, and those of the latest that it may repeat or carry out.

    Beyond the days of its kind only who said the very same within a week counts, or expects it still. Time is that of
    comparing `latest`.
    """
    found = []
    for member in (founder, *_near(founder, latest, facet)):
        apart = days_apart(member.span, facet.span)
        if apart is None or apart <= facet.kind.window_days or (apart <= facet.again_days and _again(member, facet)):
            found.append(member)
    return found


def drifts(founder: Facet, facet: Facet) -> bool:
    """Would a chain lead away from what its founder said, more than its days before and in other words?"""
    apart = days_apart(founder.span, facet.span) or 0
    return apart > facet.again_days and alike(founder, facet) < _SAME_CHAIN


def repeats(member: Facet, facet: Facet) -> bool:
    """Does one voice say word for word what it said of the same days?"""
    one = (member.span, member.denies, member.claim.content.text) == (
        facet.span,
        facet.denies,
        facet.claim.content.text,
    )
    return one and voice(member.claim) == voice(facet.claim)


def beside(member: Facet, facet: Facet) -> bool:
    """Do two sentences of one text's body, which a summary or an earlier day brings together, tell of two things?"""
    ours, theirs = member.claim, facet.claim
    one_body = ours.document == theirs.document and ours.passage_kind == theirs.passage_kind == "body"
    return one_body and ours.id != theirs.id and fit(member, facet) < _BESIDE


def _near(founder: Facet, latest: Sequence[Facet], facet: Facet) -> list[Facet]:
    if facet.goes_on:
        kept, document = alike(founder, facet) >= _SAME_CHAIN, facet.claim.document
        return [m for m in latest if kept or m.claim.document == document or alike(m, facet) >= _VERY_SAME]
    near = [
        m
        for m in latest
        if m.claim.document == founder.claim.document or alike(m, facet) >= _SAME_WORDS or across(m, facet)
    ]
    # What a founder rules out is not let in by a later member.
    return near if near and fit(founder, facet) > 0 else []


def _again(member: Facet, facet: Facet) -> bool:
    return bool(told_again(member, facet).score or expected_still(member, facet).score)
