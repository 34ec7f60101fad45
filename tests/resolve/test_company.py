"""Neighbours in lists: what joins two names, what has a point, and how near they draw."""

import pytest
from msgspec.structs import replace
from tests.resolve.small_world import KARSK, claim_about

from situate.geo import offset
from situate.model import Claim, PlaceMention
from situate.resolve.company import drawn_by, listed_beside


def listed(sentence: str, *names: str, **of_the_first: object) -> Claim:
    """A claim whose places all lie at one point, `of_the_first` apart."""
    made = claim_about(sentence, 0, names, (), None)
    placed = [
        replace(p, lat=48.0, lon=37.0 + n / 10, radius_km=1.5, method="unique") for n, p in enumerate(made.places)
    ]
    return replace(made, places=(replace(placed[0], **of_the_first), *placed[1:]))


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Fire on Corva, Lipa.", True),
        ("Fire on Corva and Lipa.", True),
        ("Fire on Corva, and Lipa.", True),
        ("Fire on Corva (12km north of Orl), as well as Lipa.", True),
        ("Fire along Corva-Lipa.", True),
        ("Fire on Corva, while Lipa fell.", False),
        ("Fire on Corva from Lipa.", False),
    ],
)
def test_a_list_joins_its_names(text, joined):
    assert ("lipa" in listed_beside([listed(text, "Corva", "Lipa")])) is joined


@pytest.mark.parametrize(
    "changes", [{"method": "area"}, {"method": "unplaced"}, {"lat": None}, {"radius_km": 15.0}, {"text": "Lipa"}]
)
def test_what_has_no_point_of_its_own_draws_nothing(changes):
    found = listed_beside([listed("Fire on Corva and Lipa.", "Corva", "Lipa", **changes)])
    assert found.get("lipa", []) == []


def test_a_neighbour_counts_once_with_its_best_point():
    vague = listed("Fire on Corva and Lipa.", "Corva", "Lipa", method="learned", radius_km=9.0, lat=48.2)
    sure = listed("Fire on Corva and Lipa.", "Corva", "Lipa")
    assert listed_beside([vague, sure, vague]) == listed_beside([sure, vague])
    ((at, radius_km),) = listed_beside([vague, sure])["lipa"]
    assert (at.lat, radius_km) == (48.0, 0.0)


def test_the_nearest_draw_and_the_far_do_not():
    near, far = offset(KARSK, 0, 12), offset(KARSK, 0, 40)
    assert [one.point for one in drawn_by([(far, 0.0), (near, 0.0)], KARSK, 8.0)] == [near]
    many = [(offset(KARSK, 0, km), 0.0) for km in range(1, 12)]
    assert len(drawn_by(many, KARSK, 8.0)) == 6


def test_a_vague_neighbour_draws_less():
    sure, vague = drawn_by([(offset(KARSK, 0, 5), 0.0), (offset(KARSK, 0, 6), 10.0)], KARSK, 8.0)
    assert vague.along_km > sure.along_km


def test_a_name_outside_the_quote_is_in_no_list():
    made = listed("Fire on Corva and Lipa.", "Corva", "Lipa")
    outside = PlaceMention(text="Corva", start=-20, end=-15, role="at", lat=48.0, lon=37.0, method="unique")
    assert listed_beside([replace(made, places=(outside, made.places[1]))]) == {}
