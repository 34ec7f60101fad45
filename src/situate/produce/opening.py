"""The sentence that opens a town's paragraph: that there was fighting, by whom it is told, and whether it goes on."""

from datetime import timedelta
from typing import Final

from situate.model import Claim
from situate.produce.accounts import preference
from situate.produce.efforts import place_of
from situate.produce.gate import refusal
from situate.produce.plan import TOWN_KM, Item
from situate.produce.sentences import Draft, Pen, same_voice
from situate.produce.who import family, voice
from situate.produce.words import FIGHTING, day_words, listed

# Fewer sentences need no summing up; more names than this are a list that nobody reads.
_SENTENCES: Final = 3
_NAMED: Final = 3
_TELLING: Final = frozenset({"states", "claims", "asserts"})


def opening(group: list[Item], town: str, pen: Pen) -> Draft | None:
    """ "Fighting near Orlen continued on May 20, A and B reported"; None where a paragraph has no such sum.

    It wants two families of sources on the day; "continued" also wants that one of those named told of it the day
    before, which is cited with it.
    """
    drafts = [d for item in group for d in item.drafts]
    today = _by_family([c for d in drafts for c in d.claims if _tells(c) and c.published == pen.desk.day], pen)
    if len(drafts) < _SENTENCES or len(today) < 2:
        return None
    eve = pen.desk.day - timedelta(days=1)
    told = [c for c in pen.desk.claims.values() if c.published == eve and _tells(c) and _is_at(c, town, pen)]
    before = [c for c in told if any(same_voice(c, other, pen.desk) for other in today)]
    earlier = min(before, key=preference, default=None)
    names = listed(tuple(voice(c, pen.desk).name for c in today))
    went_on = "continued" if earlier else "was reported"
    by = f"{names} reported" if earlier else f"by {names}"
    text = f"Fighting near {town} {went_on} on {day_words(pen.desk.day, pen.desk.day)}, {by}"
    draft = Draft(text=text, claims=(*today, *((earlier,) if earlier else ())), sums=True)
    return None if refusal(draft.finished, draft.claims, pen.desk) else draft


def _tells(claim: Claim) -> bool:
    """Does somebody simply tell of fighting, with no doubt and no denial?"""
    plain = not claim.negated and claim.likelihood is None and len(claim.speakers) <= 1
    return plain and claim.event in FIGHTING and claim.stance in _TELLING and claim.passage_kind != "takeaway"


def _by_family(claims: list[Claim], pen: Pen) -> tuple[Claim, ...]:
    """The best claim of each family of sources, three at most."""
    best: dict[str, Claim] = {}
    for claim in sorted(claims, key=preference):
        best.setdefault(family(claim, pen.desk), claim)
    return tuple(best.values())[:_NAMED]


def _is_at(claim: Claim, town: str, pen: Pen) -> bool:
    place = place_of(claim, within_km=TOWN_KM)
    return place is not None and pen.towns.name(place, pen.efforts[claim.id]) == town
