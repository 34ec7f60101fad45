"""Where those who are counted came from, went to, or are."""

from collections.abc import Iterator
from typing import Final

from situate.figure import FigurePlace, PlaceRole
from situate.model import Claim, PlaceMention
from situate.state.figure_words import FigureWords
from situate.vocab import Role

_ROLES: Final[dict[Role, PlaceRole]] = {
    "from": "origin", "toward": "destination", "at": "at", "object": "at", "between": "at",
}  # fmt: skip
# Who flees, is evacuated or is displaced leaves the place at which it happens.
_HURT: Final = frozenset({"killed", "injured", "missing", "casualties"})
_LEAVING: Final = frozenset({"forced to flee", "evacuated", "displaced"})


def places_of(claim: Claim, words: FigureWords, term: str, measure: str, scope: str) -> tuple[FigurePlace, ...]:
    """The claim's places with their roles, each once; what stands within a number or a date is none."""
    found = (_place(m, term, measure, scope) for m in _named(claim, words))
    return tuple(dict.fromkeys(p for p in found if p is not None))


def _named(claim: Claim, words: FigureWords) -> Iterator[PlaceMention]:
    taken = [(q.start, q.end) for q in claim.quantities] + [(d.start, d.end) for d in claim.dates]
    for mention in claim.places:
        inside = any(start <= mention.start < end for start, end in taken)
        if not inside and mention.text.casefold() not in words.nowhere:
            yield mention


def _place(m: PlaceMention, term: str, measure: str, scope: str) -> FigurePlace | None:
    role = _ROLES.get(m.role)
    if role is None:
        return None
    if role == "origin" and term in _HURT:
        role = "at"
    if role == "at" and scope == "across borders":
        role = "destination"
    elif role == "at" and measure == "flow" and term in _LEAVING:
        role = "origin"
    elif role == "at" and term == "returns":
        role = "destination"
    return FigurePlace(
        text=m.text, role=role, name=m.name, lat=m.lat, lon=m.lon, radius_km=m.radius_km, gazetteer_id=m.gazetteer_id
    )
