"""Places that words alone put on the map, from one report or from many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.resolve.small_world import (
    DORSK,
    KARSK,
    PLACES,
    THEATRE,
    SmallGazetteer,
    claim_about,
    document,
    said,
)

from situate.geo import EIGHT_POINTS, Point, bearing, compass_word, distance_km, offset
from situate.resolve import Resolver
from situate.resolve.learned import as_geonames, learn_places, locate
from situate.store.dumps import Refusal, read
from situate.theatre import LearnedPlace

GAZETTEER = SmallGazetteer(PLACES)
TEXT = "Fighting near Nyzhnie."


def telling(number, locator, text=TEXT, name="Nyzhnie"):
    """One report with one claim that names the place, resolved."""
    claim = claim_about(text, text.index(name) - 14, [name], [locator], "front")
    claim = replace(claim, document=f"d{number}")
    return Resolver(THEATRE, GAZETTEER).resolve(document(text), [claim])[0]


def learned(*locators, **more):
    return learn_places([telling(n, told) for n, told in enumerate(locators)], THEATRE, GAZETTEER, **more)


def test_two_reports_narrow_what_one_leaves_open():
    there = offset(KARSK, 200, 18)
    first = said("Nyzhnie", 18, "southwest", "Karsk")
    second = said("Nyzhnie", 16, "south", "Karsk")
    (alone,), (both,) = learned(first), learned(first, second)
    assert (alone.n, both.n) == (1, 2)
    assert both.radius_km < alone.radius_km

    def apart(row):
        return distance_km(Point(lat=row.lat, lon=row.lon), there)

    assert apart(both) < apart(alone)


@given(st.floats(0, 359), st.floats(6, 40))
def test_a_village_seen_from_two_towns_lies_in_its_circle(degrees, km):
    """Whatever is true of it, told as prose tells it: whole kilometres and eight compass words."""
    there = offset(KARSK, degrees, km)
    told = [
        said("Nyzhnie", round(distance_km(at, there)), compass_word(bearing(at, there)), name)
        for at, name in ((KARSK, "Karsk"), (DORSK, "Dorsk City"))
    ]
    rows = learned(*told)
    nearest = min(rows, key=lambda row: distance_km(Point(lat=row.lat, lon=row.lon), there))
    assert distance_km(Point(lat=nearest.lat, lon=nearest.lon), there) <= 1.5 * nearest.radius_km + 3


def test_an_author_who_repeats_himself_is_one_witness():
    told = said("Nyzhnie", 18, "southwest", "Karsk")
    (once,), (often,) = learned(told), learned(*[told] * 9)
    assert (often.lat, often.lon, often.radius_km, often.n) == (once.lat, once.lon, once.radius_km, 1)


def test_namesakes_stay_apart():
    rows = learned(said("Nyzhnie", 20, "west", "Karsk"), said("Nyzhnie", 30, "south", "Dorsk City"))
    assert len(rows) == 2


def test_what_a_gazetteer_has_keeps_its_point():
    told = said("Vesele", 20, "northeast", "Karsk")
    claim = telling(1, told, "Fighting near Vesele.", "Vesele")
    (row,) = learn_places([claim], THEATRE, GAZETTEER)
    assert distance_km(Point(lat=row.lat, lon=row.lon), offset(KARSK, 40, 20)) < 0.2
    assert learn_places([claim], THEATRE, GAZETTEER, listed=False) == ()


def test_one_phrase_may_be_too_little():
    assert learned(said("Nyzhnie", 20, "west", "Karsk"), least=2) == ()
    assert learned(said("Nyzhnie", None, "west", "Karsk")) == ()
    assert learned(said("Nyzhnie", 20, "west", "Nowhere")) == ()


def test_what_was_learned_serves_a_report_that_gives_no_locator():
    rows = learned(said("Nyzhnie", 18, "southwest", "Karsk"), said("Nyzhnie", 16, "south", "Karsk"))
    bare = claim_about(TEXT, 0, ["Nyzhnie"], [], "front")
    without = Resolver(THEATRE, GAZETTEER).resolve(document(TEXT), [bare])[0].places[0]
    taught = Resolver(THEATRE, GAZETTEER, rows).resolve(document(TEXT), [bare])[0].places[0]
    assert without.method == "unplaced"
    assert (taught.method, taught.name, taught.radius_km) == ("learned", "Nyzhnie", rows[0].radius_km)
    assert "learned from 2 locators" in taught.candidates[0].reason
    in_theatre = Resolver(replace(THEATRE, learned=rows), GAZETTEER).resolve(document(TEXT), [bare])[0].places[0]
    assert in_theatre == taught


def test_other_reports_tell_which_namesake_is_meant():
    text = "Fighting near Vesele."
    bare = claim_about(text, 0, ["Vesele"], [], "front")
    assert Resolver(THEATRE, GAZETTEER).resolve(document(text), [bare])[0].places[0].method in {
        "unplaced",
        "population",
    }
    for at, expected in ((offset(KARSK, 40, 20), "geonames:10"), (offset(DORSK, 250, 40), "geonames:11")):
        row = LearnedPlace(name="Vesele", lat=at.lat, lon=at.lon, radius_km=5, n=3)
        found = Resolver(THEATRE, GAZETTEER, [row]).resolve(document(text), [bare])[0].places[0]
        assert (found.gazetteer_id, found.method) == (expected, "known")
        assert "known from 3 locators" in found.candidates[0].reason


def test_a_circle_never_takes_the_place_of_a_village_in_it():
    at = offset(KARSK, 312, 26)
    row = LearnedPlace(name="Mazanivka", lat=at.lat, lon=at.lon, radius_km=6, n=2)
    text = "Fighting near Mazanivka."
    bare = claim_about(text, 0, ["Mazanivka"], [], "front")
    found = Resolver(THEATRE, GAZETTEER, [row]).resolve(document(text), [bare])[0].places[0]
    assert found.gazetteer_id == "geonames:40"


names = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=20)


@given(st.lists(st.tuples(names.filter(str.strip), st.floats(-80, 80), st.floats(-170, 170)), min_size=1, max_size=5))
def test_the_export_is_a_dump_that_a_gazetteer_reads(tmp_path_factory, rows):
    places = [LearnedPlace(name=name, lat=lat, lon=lon, radius_km=5) for name, lat, lon in rows]
    path = tmp_path_factory.mktemp("dump") / "learned.txt"
    path.write_text(as_geonames(places, "NL"), encoding="utf-8", newline="")
    refused: list[Refusal] = []
    found = list(read(path, refused.append))
    assert refused == []
    assert [(p.name, p.country) for p in found] == [(" ".join(p.name.split()), "NL") for p in places]
    assert [(p.lat, p.lon) for p in found] == [(round(p.lat, 3), round(p.lon, 3)) for p in places]
    assert len({p.id for p in found}) == len(places)


def test_every_compass_word_teaches():
    assert all(len(learned(said("Nyzhnie", 20, way, "Karsk"))) == 1 for way in EIGHT_POINTS)


def test_nothing_in_nothing_out():
    assert learn_places([], THEATRE, GAZETTEER) == ()
    assert as_geonames([]) == ""


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_reports_does_not_matter(order):
    told = [said("Nyzhnie", km, way, "Karsk") for km, way in ((18, "southwest"), (16, "south"), (40, "north"))]
    assert learned(*told[::order]) == learned(*told)


@pytest.mark.parametrize(
    ("name", "told", "taught"),
    [
        # A town of the name stands elsewhere: a bound is too vague to make a second one beside it.
        ("Karsk", said("Karsk", 40, "east", "Dorsk City", within=True), 0),
        # A village of the name lies about there.
        ("Mazanivka", said("Mazanivka", 45, "west", "Karsk", within=True), 0),
        # What is told exactly is a namesake, and so is what is bounded where the only other one lies far off.
        ("Mazanivka", said("Mazanivka", 45, "east", "Karsk"), 1),
        ("Dvorichia", said("Dvorichia", 20, "north", "Karsk", within=True), 1),
        # No gazetteer has it: the bound is all that anybody knows.
        ("Nyzhnie", said("Nyzhnie", 20, "north", "Karsk", within=True), 1),
    ],
)
def test_what_only_bounds_puts_no_twin_beside_a_place_of_the_gazetteer(name, told, taught):
    claim = telling(1, told, f"Fighting near {name}.", name)
    unlisted = [row for row in locate([claim], THEATRE, GAZETTEER) if row.gazetteer_id is None]
    assert len(unlisted) == taught


@pytest.mark.parametrize("order", [1, -1])
def test_the_claims_that_taught_a_place_stay_with_it(order):
    told = said("Nyzhnie", 18, "southwest", "Karsk")
    claims = [replace(telling(n, told), id=f"c{n}") for n in range(2)]
    claims.append(telling(7, said("Vesele", 20, "northeast", "Karsk"), "Fighting near Vesele.", "Vesele"))
    nyzhnie, vesele = locate(claims[::order], THEATRE, GAZETTEER)
    assert (nyzhnie.gazetteer_id, nyzhnie.n, nyzhnie.claims) == (None, 1, ("c0", "c1"))
    assert (vesele.gazetteer_id, vesele.claims) == ("geonames:10", ("c0",))


def test_an_authors_slip_teaches_no_place():
    """The village is where everybody knows it; the distance was told from the wrong town."""
    claim = telling(1, said("Nyzhnie", 18, "southwest", "Karsk"))
    place = replace(claim.places[0], method="known", gazetteer_id="geonames:41", lat=47.6, lon=36.9)
    assert locate([claim], THEATRE, GAZETTEER) != ()
    assert locate([replace(claim, places=(place,))], THEATRE, GAZETTEER) == ()


def told_as(*names_told):
    """One report for each name with its locator, resolved and learned from together."""
    claims = [telling(n, told, f"Fighting near {told.of}.", told.of) for n, told in enumerate(names_told)]
    return {row.name: row for row in learn_places(claims, THEATRE, GAZETTEER)}


def test_a_slip_of_the_pen_lies_where_the_name_told_more_often_lies():
    often = [said("Nyzhnie", 18, "southwest", "Karsk"), said("Nyzhnie", 16, "south", "Karsk")]
    alone = told_as(said("Nyzhnei", 17, "southwest", "Karsk"))["Nyzhnei"]
    rows = told_as(*often, said("Nyzhnei", 17, "southwest", "Karsk"))
    there = Point(lat=rows["Nyzhnie"].lat, lon=rows["Nyzhnie"].lon)

    def apart(row):
        return distance_km(Point(lat=row.lat, lon=row.lon), there)

    assert apart(rows["Nyzhnei"]) < apart(alone) / 2
    assert rows["Nyzhnie"] == told_as(*often)["Nyzhnie"], "what is told more often is not moved by a slip"


def test_a_similar_name_elsewhere_is_another_place():
    often = [said("Nyzhnie", 18, "southwest", "Karsk"), said("Nyzhnie", 16, "south", "Karsk")]
    rows = told_as(*often, said("Nyzhnei", 17, "northeast", "Karsk"))
    assert rows["Nyzhnei"] == told_as(said("Nyzhnei", 17, "northeast", "Karsk"))["Nyzhnei"]


def listing(number, *listed, locator=None):
    """A report whose one claim lists names, the last with its locator."""
    text = f"Fighting near {', '.join(listed)}."
    claim = claim_about(text, 0, listed, [locator] if locator else [], "front")
    claim = replace(claim, document=f"d{number}")
    return Resolver(THEATRE, GAZETTEER).resolve(document(text), [claim])[0]


def test_what_one_line_leaves_open_its_neighbours_in_lists_draw():
    told = said("Nyzhnie", 30, "northwest", "Karsk")
    (alone,) = learn_places([listing(1, "Nyzhnie", locator=told)], THEATRE, GAZETTEER)
    mazanivka = listing(2, "Mazanivka", "Nyzhnie")
    beside = next(p for p in mazanivka.places if p.text == "Mazanivka")
    assert beside.lat is not None and beside.lon is not None
    near = Point(lat=beside.lat, lon=beside.lon)
    (drawn,) = learn_places([listing(1, "Nyzhnie", locator=told), mazanivka], THEATRE, GAZETTEER)

    def apart(row):
        return distance_km(Point(lat=row.lat, lon=row.lon), near)

    assert apart(drawn) < apart(alone)
    assert drawn.radius_km < alone.radius_km
    assert drawn.n == alone.n == 1


def test_what_several_lines_pin_no_neighbour_moves():
    told = [said("Nyzhnie", 18, "southwest", "Karsk"), said("Nyzhnie", 16, "south", "Karsk")]
    claims = [listing(n, "Nyzhnie", locator=one) for n, one in enumerate(told)]
    beside = listing(9, "Mazanivka", "Nyzhnie")
    assert learn_places([*claims, beside], THEATRE, GAZETTEER) == learn_places(claims, THEATRE, GAZETTEER)
