"""Rivals on places, offices and numbers are found and kept, with the days on which they clash."""

import pytest
from tests.judge.small_war import WAR, claim, place

from situate.judge.rivals import rivals
from situate.model import Claim, Quantity
from situate.resolve.propositions import propositions


def clashes(*claims: Claim) -> list[tuple[str, str]]:
    found = rivals(propositions(claims, WAR), {c.id: c for c in claims})
    return [(r.kind, str(r.clash)) for r in found]


def lost(number: float, day: int = 0, of: str = "tanks", unit: str = "vehicle") -> Claim:
    count = Quantity(text=f"{number:g}", start=0, end=0, low=number, high=number, unit=unit, of=of)
    text = f"Red forces lost {number:g} {of} of theirs on the road number {number:g}"
    return claim(text, event="losses", by="agency", day=day, quantities=(count,))


def held(who: str, day: int, *, by: str = "agency") -> Claim:
    return claim(f"{who} was appointed Northern Army commander", by=by, event="appointment", places=(), day=day)


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        ((claim(by="red_staff"), claim(by="blue_staff", side="blues", event="hold")), [("place", "2030-05-01")]),
        ((claim(by="red_staff"), claim(by="blue_staff", side="blues", day=1)), [("place", "2030-05-01/2030-05-02")]),
        ((claim(by="red_staff"), claim(by="blue_staff", side="blues", day=5)), []),  # retaken
        ((claim(by="red_staff"), claim(by="blue_staff", side="blues", places=[place("Elmley")])), []),
        ((claim(by="red_staff"), claim("Blue forces hold the outskirts of Oakham", side="blues", event="hold")), []),
        ((held("Ashe", 0), held("Crow", 3, by="daily")), [("office", "2030-05-01/2030-05-04")]),
        ((held("Ashe", 0), held("Crow", 30, by="daily")), []),
        ((held("Ashe", 0), held("Ashe", 20, by="daily")), [("office", "2030-05-01/2030-05-21")]),  # since when?
        ((lost(3), lost(40)), [("number", "2030-05-01")]),
        ((lost(3), lost(40, of="lorries")), []),
        ((lost(3), lost(40, day=9)), []),
        ((lost(3, unit="age"), lost(40, unit="age")), []),  # two persons
    ],
)
def test_rivals_and_the_days_of_their_clash(claims, found):
    assert clashes(*claims) == found
