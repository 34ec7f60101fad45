"""The sentence that opens a paragraph: that there was fighting, and who tells of it; who differ on an office."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from situate.holding import Tenure
from situate.model import Claim
from situate.produce.accounts import preference
from situate.produce.efforts import place_of
from situate.produce.gate import refusal
from situate.produce.plan import TOWN_KM, Item
from situate.produce.sentences import Draft, Pen, same_voice
from situate.produce.who import family, voice
from situate.produce.words import DIFFER, FIGHTING, day_words, listed

# Fewer sentences need no summing up; more names than this are a list that nobody reads.
_SENTENCES: Final = 3
_NAMED: Final = 3
_TELLING: Final = frozenset({"states", "claims", "asserts"})


def opening(group: list[Item], town: str, pen: Pen) -> Draft | None:
    """ "Fighting near Orlen continued on May 20, A and B reported"; None where a paragraph has no such sum.

    It wants two families of sources on the day that tell of fighting at the town; "continued" also wants that one of
    those named told of it the day before, which is cited with it. A subject that is no town has no such sum.
    """
    drafts = [d for item in group for d in item.drafts]
    today = _by_family(_telling((c for d in drafts for c in d.claims), pen.desk.day, town, pen), pen)
    if len(drafts) < _SENTENCES or len(today) < 2:
        return None
    eve = pen.desk.day - timedelta(days=1)
    last = _telling(pen.desk.claims.values(), eve, town, pen)
    before = [c for c in last if any(same_voice(c, other, pen.desk) for other in today)]
    earlier = min(before, key=preference, default=None)
    names = listed(tuple(voice(c, pen.desk).name for c in today))
    went_on = "continued" if earlier else "was reported"
    by = f"{names} reported" if earlier else f"by {names}"
    text = f"Fighting near {town} {went_on} on {day_words(pen.desk.day, pen.desk.day)}, {by}"
    draft = Draft(text=text, claims=(*today, *((earlier,) if earlier else ())), sums=True)
    return None if refusal(draft.finished, draft.claims, pen.desk) else draft


def differing(group: Sequence[Item], pen: Pen) -> Draft | None:
    """ "A, B, and C differ on who has held the post of mayor of Orlen"; None where the accounts told go together.

    They differ where two tenures exclude one another, for which each of two voices is cited.
    """
    told = {c.id: c for item in group for d in item.drafts for c in d.claims}
    post = next((p for p in pen.desk.posts if p.name == group[0].office), None)
    pairs = [(_cited(c.one, told), _cited(c.other, told)) for c in (post.clashes if post else ())]
    # Of every two whom a clash sets apart the one and the other, so that those named differ among themselves.
    voices: dict[str, Claim] = {}
    for one, other in pairs:
        if one and other and family(one[0], pen.desk) != family(other[0], pen.desk):
            voices.setdefault(family(one[0], pen.desk), one[0])
            voices.setdefault(family(other[0], pen.desk), other[0])
    claims = tuple(voices.values())[:_NAMED]
    named = _named(post.office, claims, pen) if post and claims else ""
    if not named:
        return None
    names = listed(tuple(voice(c, pen.desk).name for c in claims))
    draft = Draft(text=f"{names} {DIFFER} {named}", claims=claims, sums=True)
    return None if refusal(draft.finished, draft.claims, pen.desk) else draft


def _named(office: str, claims: Sequence[Claim], pen: Pen) -> str:
    """The office by a name that the claims themselves give it, "" where none does."""
    said = " ".join(c.content.text for c in claims)
    names = [n for o in pen.desk.theatre.offices if o.id == office for n in (o.name, *o.aliases)]
    found = (re.search(re.escape(name), said, re.IGNORECASE) for name in names)
    name = next((match.group() for match in found if match), "")
    return name if name.isupper() or name[:2].isupper() else f"{name[:1].lower()}{name[1:]}"


def _cited(tenure: Tenure, told: Mapping[str, Claim]) -> list[Claim]:
    """What an account of a tenure stands on, of what is told; the best first."""
    return sorted((told[i] for i in tenure.claims if i in told), key=preference)


def _telling(claims: Iterable[Claim], day: date, town: str, pen: Pen) -> list[Claim]:
    """The claims of a day that tell of fighting at the town."""
    return [c for c in claims if c.published == day and _tells(c) and _is_at(c, town, pen)]


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
