"""Distances told from "the city": the one that was named last."""

import pytest
from tests.resolve.small_world import KARSK, PLACES, THEATRE, SmallGazetteer, claim_about, document, said

from situate.geo import Point, distance_km, offset
from situate.model import Locator, PlaceMention
from situate.resolve import Resolver

GAZETTEER = SmallGazetteer(PLACES)


def last(text: str, *names: str, words: str = "18km southwest of the city", km: float | None = 18) -> PlaceMention:
    """The last of the places named, about which the words stand behind it."""
    at = text.index(words)
    told = Locator(text=words, start=at, end=at + len(words), of=names[-1], distance_km=km, bearing="southwest",
                   anchor="the city")  # fmt: skip
    claim = claim_about(text, 0, names, [told], "front")
    return Resolver(THEATRE, GAZETTEER).resolve(document(text), [claim])[0].places[-1]


def test_it_is_told_from_the_town_named_last():
    text = "Troops left Dorsk, passed Karsk and Vesele, and hold Nyzhnie, 18km southwest of the city."
    found = last(text, "Dorsk", "Karsk", "Vesele", "Nyzhnie")
    assert found.method == "learned"
    assert found.lat is not None and found.lon is not None
    assert distance_km(Point(lat=found.lat, lon=found.lon), offset(KARSK, 225, 18)) < 5


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Troops hold Nyzhnie, 18km southwest of the city.", ("Nyzhnie",)),  # no town
        ("Troops left Vesele and hold Nyzhnie, 18km southwest of the city.", ("Vesele", "Nyzhnie")),  # a village
        ("Troops left Karsk. " + "It rained. " * 70 + "They hold Nyzhnie, 18km southwest of the city.",
         ("Karsk", "Nyzhnie")),  # too far back
    ],
)  # fmt: skip
def test_without_a_town_just_before_nobody_knows(text, names):
    assert last(text, *names).method == "unplaced"


def test_a_town_is_not_told_from_itself_and_a_bare_direction_locates_nothing():
    text = "Troops shelled Karsk, 18km southwest of the city."
    assert last(text, "Karsk").method == "unique"
    vague = "Troops left Karsk and hold Nyzhnie, southwest of the city."
    assert last(vague, "Karsk", "Nyzhnie", words="southwest of the city", km=None).method == "unplaced"


def test_a_bound_makes_no_twin_of_a_town():
    """A town lies where it lies: a careless "within" does not put another of its name on the map."""
    text = "Fighting near Karsk."
    for told, method in (
        (said("Karsk", 40, "east", "Dorsk City", within=True), "unplaced"),
        (said("Karsk", 40, "east", "Dorsk City"), "learned"),
    ):
        claim = claim_about(text, 0, ["Karsk"], [told], "front")
        assert Resolver(THEATRE, GAZETTEER).resolve(document(text), [claim])[0].places[0].method == method
