"""How far a town's edge lies from its centre, learned from distances and used to judge them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.resolve.small_world import DORSK, KARSK, PLACES, THEATRE, SmallGazetteer, claim_about, document, said

from situate.geo import offset
from situate.model import PlaceMention
from situate.resolve import Resolver
from situate.resolve.candidates import Candidates
from situate.resolve.edges import Edges, learn_edges, main_bearer
from situate.theatre import TownEdge

GAZETTEER = SmallGazetteer(PLACES)
WAYS = {"north": 0, "east": 90, "south": 180, "west": 270}


def told(number, way, stated, true, *, method="unique", within=False):
    """A claim about a village `true` km from Dorsk, which the text says is `stated` km away."""
    point = offset(DORSK, WAYS[way], true)
    village = PlaceMention(
        text="V", start=0, end=1, role="at", name="V", lat=point.lat, lon=point.lon, radius_km=1.5, method=method,
        gazetteer_id=f"geonames:{900 + number}",
    )  # fmt: skip
    locator = replace(said("V", stated, way, "Dorsk City", within=within), start=number)
    return replace(claim_about("V.", 0, [], [], "front"), document=f"d{number}", places=(village,), locators=(locator,))


def claims(shortfalls, **more):
    return [told(n, list(WAYS)[n % 4], 20, 20 + km, **more) for n, km in enumerate(shortfalls)]


def learned(*rows, **more):
    return learn_edges(claims(*rows, **more), THEATRE, GAZETTEER)


@given(st.floats(0, 25), st.lists(st.floats(-1, 1), min_size=5, max_size=12))
def test_the_edge_that_was_planted_is_found(edge, noise):
    (row,) = learned([edge + one for one in noise])
    assert (row.name, row.n) == ("Dorsk", len(noise))
    assert row.edge_km == pytest.approx(max(0, edge), abs=1.3)
    assert row.spread_km <= 1.6


def test_a_slip_among_many_changes_nothing():
    steady = [8.0, 8.5, 9.0, 9.5, 10.0, 8.8, 9.2]
    (row,), (slipped,) = learned(steady), learned([*steady, 39.0, -19.0])
    assert (slipped.edge_km, slipped.n) == (row.edge_km, row.n) == (9.0, 7)


@pytest.mark.parametrize(
    "rows",
    [
        claims([5.0] * 4),
        claims([5.0] * 6, method="learned"),  # it lies there because the distance says so
        claims([5.0] * 6, method="unplaced"),
        claims([5.0] * 6, within=True),
        [told(n, "north", 20, 200) for n in range(6)],  # another village of that name
    ],
)
def test_what_teaches_nothing(rows):
    assert learn_edges(rows, THEATRE, GAZETTEER) == ()


def test_a_sentence_with_several_claims_counts_once():
    six = claims([5.0] * 6)
    (row,) = learn_edges([*six, *six, *(replace(c, id="other") for c in six)], THEATRE, GAZETTEER)
    assert row.n == 6


def test_a_learned_edge_goes_before_the_one_by_population_and_says_so():
    dorsk = main_bearer(Candidates(THEATRE, GAZETTEER), "Dorsk City")
    assert dorsk is not None
    unknown = Edges(THEATRE).of(dorsk)
    assert "by its population" in unknown.how
    row = TownEdge(name="Dorsk", lat=DORSK.lat, lon=DORSK.lon, edge_km=6, spread_km=2, n=30)
    known = Edges(replace(THEATRE, edges=(row,))).of(dorsk)
    assert (known.typical_km, known.spread_km) == (6, 2)
    assert known.reach_km >= unknown.reach_km
    assert "by 30 locators" in known.how
    elsewhere = replace(row, lat=KARSK.lat, lon=KARSK.lon)
    assert Edges(replace(THEATRE, edges=(elsewhere,))).of(dorsk) == unknown


def test_what_is_learned_moves_what_words_alone_place():
    """The same words, from a town whose distances fall short by more, mean a place farther out."""
    text = "Fighting near Nyzhnie."
    claim = claim_about(text, 0, ["Nyzhnie"], [said("Nyzhnie", 20, "west", "Dorsk City")], "front")
    east = []
    for km in (0.0, 10.0, 20.0):
        row = TownEdge(name="Dorsk", lat=DORSK.lat, lon=DORSK.lon, edge_km=km, n=30)
        resolver = Resolver(replace(THEATRE, edges=(row,)), GAZETTEER)
        east.append(resolver.resolve(document(text), [claim])[0].places[0].lon or 0.0)
    assert all(nearer > farther for nearer, farther in pairwise(east))


def test_the_main_bearer_of_a_name_bears_it_first():
    """A larger town that goes by it among others is not what a bare name means."""
    candidates = Candidates(THEATRE, GAZETTEER)
    assert [main_bearer(candidates, name) for name in ("Nowhere", "")] == [None, None]
    found = main_bearer(candidates, "Vesele")
    assert found is not None
    assert found.id == "geonames:12"
