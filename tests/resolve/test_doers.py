"""Whose deed it is, where no actor says so."""

import msgspec
import pytest
from tests.judge.small_war import WAR, claim

from situate.resolve.facets import facets
from situate.resolve.offices import Offices
from situate.resolve.wording import Doers
from situate.theatre import KnownActor

BODIES = (KnownActor(id="league", name="Hill League", aliases=("HL",), side="reds"),)
DOERS = Doers(msgspec.structs.replace(WAR, actors=(*WAR.actors, *BODIES)))


@pytest.mark.parametrize(
    ("text", "by", "stance", "side"),
    [
        ("all of Oakham is under the control of the Red army", "", "asserts", "reds"),
        ("Oakham is under full Red control", "", "asserts", "reds"),
        ("to have taken Oakham", "troops of the Hill League (HL)", "claims", "reds"),
        ("they took Oakham", "the Hill League", "claims", "reds"),
        ("they took Oakham", "the Hill League", "denies", None),  # what others did
        ("they took Oakham", "a passer-by", "claims", None),
        ("Oakham was taken", "the Hill League", "claims", None),
    ],
)
def test_the_side_stands_in_the_words_or_in_who_speaks_of_itself(text, by, stance, side):
    assert DOERS.side(claim(text, by=by, stance=stance, side=None)) == side


def test_a_road_of_a_province_is_a_place_and_one_across_the_country_is_none():
    def of(name: str, radius_km: float, event: str = "assault") -> bool:
        road = msgspec.structs.replace(
            claim().places[0], text=name, gazetteer_id=f"area:{name}", radius_km=radius_km, role="at"
        )
        (facet,) = facets(claim(event=event, places=[road]), DOERS, Offices(WAR))
        return facet.pinned

    assert of("R21", 40.0)
    assert not of("R21", 40.0, "capture")  # ground is taken at many places along it
    assert not of("R2", 400.0)
    assert not of("The Shire", 40.0)
