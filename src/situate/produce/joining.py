"""Sentences put together: neighbours of one voice, accounts against one another, remarks on what was seen or done."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from situate.model import Claim
from situate.produce.sentences import Draft, Pen, told
from situate.produce.spelling import house_name
from situate.produce.who import family, source_of
from situate.produce.words import UNCONFIRMED

# Changes on the ground that footage would show, so that a reader asks for it.
_VISIBLE: Final = frozenset({"capture", "advance"})
_SEEN: Final = frozenset({"geolocated", "footage", "satellite"})
# What was tried in vain leaves nothing to be seen.
_FAILED: Final = re.compile(
    r"\b(?:unsuccessful\w*|attempt\w*|tr(?:y|ied|ying)|stopp\w*|prevent\w*|fail\w*|repel\w*)\b", re.I
)
# From this radius on a place is an area, of which no single picture tells.
_AREA_KM: Final = 20.0
# Two clauses of more words than this together stand better in two sentences.
_LONGEST_PAIR_WORDS: Final = 55


def joined(one: Draft, other: Draft) -> Draft | None:
    """Two sentences of one voice, verb and day as one where it stays short; None where they do not go together."""
    words = len(one.text.split()) + len(other.said.split())
    if not one.said or not other.said or one.opening != other.opening or words > _LONGEST_PAIR_WORDS:
        return None
    if " and that " in one.text or " and " in one.said[-40:]:
        return None
    claims = (*one.claims, *(c for c in other.claims if c not in one.claims))
    return Draft(text=f"{one.text} and that {other.said}", claims=claims)


def continued(one: Draft, other: Draft) -> Draft:
    """The second of two sentences of one voice, verb and day, without saying the day again."""
    if not other.said or one.opening != other.opening or not other.opening[0]:
        return other
    name, verb, _ = other.opening
    return msgspec.structs.replace(other, text=f"{name} also {verb} that {other.said}")


def _is_assessor(claim: Claim, pen: Pen) -> bool:
    """Does an assessor speak for itself? It has looked."""
    source = source_of(claim, pen.desk)
    return not claim.speakers and source is not None and source.kind == "think_tank"


def unseen(draft: Draft, seen: Iterable[Claim], pen: Pen) -> Draft:
    """The sentence with the remark that nothing shows a claimed change on the ground.

    That nobody has seen it is said only where the author of a cited claim says so; of what one interested source
    alone says, the page says in its own voice that no other item read confirms it.
    """
    lead = draft.claims[0]
    every = (*draft.claims, *seen)
    placed = any(p.role in ("object", "at") and (p.radius_km or _AREA_KM) < _AREA_KM for p in lead.places)
    wanted = (
        placed
        and lead.event in _VISIBLE
        and not lead.negated
        and lead.stance in ("claims", "states", "asserts", "relays")
        and lead.likelihood is None
        and not _FAILED.search(lead.content.text)
        and not _is_assessor(lead, pen)
        and not any(c.evidence in _SEEN or c.author_view == "supports" for c in every)
    )
    if not wanted or draft.text.endswith("”"):
        return draft
    tail = "this claim" if len(draft.claims) == 1 else "these claims"
    if any(c.author_view == "unverified" for c in draft.claims):
        remark = f", although no visual confirmation of {tail} has been observed"
    elif _is_interested(lead, pen) and len({family(c, pen.desk) for c in (*every, *_of_the_same(lead, pen))}) == 1:
        remark = f", {UNCONFIRMED}"
    else:
        return draft
    return msgspec.structs.replace(draft, text=draft.text.rstrip(".") + remark, said="")


def _of_the_same(lead: Claim, pen: Pen) -> Iterator[Claim]:
    """Everything on the desk that speaks of such a change at a place of the claim, whatever proposition it is in."""
    names = {house_name(p.name or p.text, pen.desk.theatre) for p in lead.places}
    for claim in pen.desk.claims.values():
        there = {house_name(p.name or p.text, pen.desk.theatre) for p in claim.places}
        if claim.event in _VISIBLE and not claim.negated and names & there:
            yield claim


def _is_interested(claim: Claim, pen: Pen) -> bool:
    """Does it speak for a side, or is it nobody whom the theatre knows?"""
    source = source_of(claim, pen.desk)
    return source is None or source.side is not None


def belied(draft: Draft, conduct: Claim, pen: Pen) -> Draft:
    """The sentence with what the claimant's own side does to the place it says it holds."""
    other = told((conduct,), pen)
    if draft.text.endswith("”") or conduct in draft.claims:
        return draft
    text = f"{draft.text.rstrip('.')}, although {other.text}"
    return msgspec.structs.replace(draft, text=text, claims=(*draft.claims, *other.claims), said="")


def against(one: Draft, other: Draft) -> tuple[Draft, ...]:
    """Two accounts that exclude one another: one sentence where both are short, else two side by side."""
    if len(one.text.split()) + len(other.text.split()) <= _LONGEST_PAIR_WORDS and not one.text.endswith("”"):
        return (Draft(text=f"{one.text}, while {other.text}", claims=(*one.claims, *other.claims)),)
    return one, other
