"""Which place a name means, in an invented country with homonyms, gaps and a great city."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.resolve.small_world import (
    DORSK,
    FAR,
    KARSK,
    PLACES,
    THEATRE,
    SmallGazetteer,
    claim_about,
    document,
    place,
    placed,
    said,
)

from situate.geo import Point, distance_km, offset
from situate.model import Candidate
from situate.resolve import Resolver
from situate.theatre import Effort


def ids(*claims, **more):
    return [p.gazetteer_id for p in placed(*claims, **more)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (said("Vesele", 20, "northeast", "Karsk"), "geonames:10"),
        (said("Vesele", 25, "southwest", "Dorsk City"), "geonames:11"),
        (said("Vesele", 33, "northwest", "Karsk"), "geonames:12"),
        (said("Vesele", 22, "northeast", "Karsk", within=True), "geonames:10"),
        (said("Vesele", None, "northeast", "Karsk"), "geonames:10"),
    ],
)
def test_the_locator_chooses_among_namesakes(told, expected):
    (found,) = placed(["Vesele"], locators=[told])
    assert (found.gazetteer_id, found.method) == (expected, "locator")
    assert told.text in found.candidates[0].reason


@pytest.mark.parametrize(
    ("name", "km", "way"), [("Ilov", 14, "east"), ("Vuhlo", 28, "southwest"), ("Novosil", 55, "southwest")]
)
def test_distances_from_the_great_citys_edge_are_no_errors(name, km, way):
    (found,) = placed([name], locators=[said(name, km, way, "Dorsk City")])
    assert found.method == "locator"
    assert "fits" in found.candidates[0].reason


def test_a_village_in_no_gazetteer_is_placed_by_its_locator_and_never_by_its_far_namesake():
    (found,) = placed(["Dvorichia"], locators=[said("Dvorichia", 12, "north", "Karsk")])
    assert found.method == "learned"
    assert found.lat is not None
    assert found.lon is not None
    assert found.gazetteer_id == f"learned:dvorichia@{found.lat:.2f},{found.lon:.2f}"
    assert distance_km(Point(lat=found.lat, lon=found.lon), offset(KARSK, 0, 12)) < 3
    assert found.radius_km is not None
    assert 3 < found.radius_km < 9
    assert "geonames:20" in [c.gazetteer_id for c in found.candidates]


def test_a_name_that_nobody_knows_is_learned_too():
    (found,) = placed(["Nyzhnie"], locators=[said("Nyzhnie", 20, "west", "Karsk")])
    assert (found.method, found.name) == ("learned", "Nyzhnie")


def test_what_was_learned_holds_for_the_whole_document():
    first, second, _ = placed(["Nyzhnie"], ["Nyzhnie", "Karsk"])
    assert first.method == second.method == "unplaced"
    told = said("Nyzhnie", 20, "west", "Karsk")
    whole = "Fighting near Nyzhnie. Fighting near Nyzhnie, Karsk."
    with_locator = placed(["Nyzhnie"], ["Nyzhnie", "Karsk"], locators=[told], text=whole)
    assert {p.gazetteer_id for p in with_locator[:2]} == {with_locator[0].gazetteer_id}
    assert with_locator[1].method == "learned"


def test_one_sense_a_document():
    """The second mention has no locator of its own."""
    told = said("Vesele", 25, "southwest", "Dorsk City")
    whole = "Fighting near Vesele. Fighting near Vesele."
    told_once = claim_about(whole, 0, ["Vesele"], [told], "front")
    named_again = claim_about(whole, 22, ["Vesele"], [], "front")
    resolver = Resolver(THEATRE, SmallGazetteer(PLACES))
    first, second = resolver.resolve(document(whole), [told_once, named_again])
    assert first.places[0].gazetteer_id == second.places[0].gazetteer_id == "geonames:11"
    assert "as elsewhere in the document" in second.places[0].candidates[0].reason


def test_a_section_of_another_front_names_its_own_bearer():
    """What one section says of a name does not move it out of the front that another section is about."""
    told = said("Vesele", 25, "southwest", "Dorsk City")
    whole = "Fighting near Vesele. Fighting near Vesele. Fighting near Vesele."
    there = claim_about(whole, 0, ["Vesele"], [told], "front")
    far = claim_about(whole, 22, ["Vesele"], [], "far-front")
    rear = claim_about(whole, 44, ["Vesele"], [], "rear")
    anchors = (("Dvorichia", FAR.lat, FAR.lon),)
    west = Effort(id="far-front", title="", objective="", order=3, areas=("west-oblast",), anchors=anchors)
    theatre = replace(THEATRE, efforts=(*THEATRE.efforts, west))
    found = Resolver(theatre, SmallGazetteer(PLACES)).resolve(document(whole), [there, far, rear])
    assert [c.places[0].gazetteer_id for c in found] == ["geonames:11", "geonames:13", "geonames:11"]


def test_neighbours_in_the_claim_tell_which_is_meant():
    assert ids(["Spirne", "Karsk"])[0] == "geonames:42"
    assert placed(["Spirne", "Karsk"])[0].method in {"list", "effort"}


def test_the_area_named_beside_it_tells_which_is_meant():
    assert ids(["Vesele", "West Oblast"], effort=None)[0] == "geonames:13"


def test_a_bare_namesake_without_context_stays_unplaced_with_its_candidates():
    (found,) = placed(["Vesele"], effort=None)
    assert (found.method, found.gazetteer_id, found.lat, found.radius_km) == ("unplaced", None, None, None)
    assert len(found.candidates) >= 3
    assert all(isinstance(c, Candidate) and -9 < c.score < 9 for c in found.candidates)
    assert [c.score for c in found.candidates] == sorted((c.score for c in found.candidates), reverse=True)


def test_a_far_village_of_that_name_is_no_place_of_this_front():
    """A gazetteer with gaps holds only the wrong one."""
    (found,) = placed(["Dvorichia", "Karsk"])[:1]
    assert found.method == "unplaced"


def test_a_great_city_is_named_from_afar():
    found, _ = placed(["Bolv", "Karsk"])
    assert (found.gazetteer_id, found.method) == ("geonames:3", "unique")


def test_a_slip_of_the_pen_is_corrected_where_the_locator_fits():
    (found,) = placed(["Mazanikva"], locators=[said("Mazanikva", 22, "northwest", "Karsk")])
    assert (found.gazetteer_id, found.name, found.text) == ("geonames:40", "Mazanivka", "Mazanikva")
    assert "corrected to Mazanivka" in found.candidates[0].reason


def test_a_similar_name_elsewhere_is_no_correction():
    (found,) = placed(["Mazanikva"], locators=[said("Mazanikva", 22, "southeast", "Karsk")])
    assert found.method == "learned"


def test_the_authors_slip_of_anchor_is_seen_through():
    """Said to be from Ilov, but it fits from Dorsk, which the same text measures from."""
    told = [
        said("Pavlivka", 32, "southwest", "Ilov"),
        said("Ilov", 14, "east", "Dorsk City"),
        said("Vuhlo", 28, "southwest", "Dorsk City"),
    ]
    found = {p.text: p for p in placed(["Pavlivka", "Vuhlo"], ["Ilov"], locators=told)}
    assert found["Pavlivka"].gazetteer_id == "geonames:41"
    assert "but would from Dorsk City" in found["Pavlivka"].candidates[0].reason


def test_the_meaning_of_the_anchor_is_chosen_with_the_place():
    far_karsk = place(99, "Karsk", Point(lat=46.0, lon=30.0), 85_000, admin1="17")
    (found,) = placed(
        ["Vesele"], locators=[said("Vesele", 20, "northeast", "Karsk")], gazetteer=SmallGazetteer((*PLACES, far_karsk))
    )
    assert found.gazetteer_id == "geonames:10"


def test_an_anchor_that_nobody_knows_is_passed_over():
    (found,) = placed(["Ilov"], locators=[said("Ilov", 5, "east", "T1302")])
    assert (found.gazetteer_id, found.method) == ("geonames:30", "unique")


@pytest.mark.parametrize("text", ["Karsk Oblast", "Karsk Oblasts", "Norland", "Dorsk River", "northern Karsk Oblast"])
def test_areas(text):
    (found,) = placed([text])
    assert found.method == "area"
    assert (found.gazetteer_id or "").startswith("area:")
    assert found.radius_km is not None
    assert found.radius_km >= 95


def test_each_of_coordinated_oblasts_is_an_oblast():
    whole = "Fighting near Karsk, and West Oblasts. Fighting near Karsk."
    found = placed(["Karsk", "West Oblasts"], ["Karsk"], text=whole)
    assert [p.gazetteer_id for p in found] == ["area:karsk-oblast", "area:west-oblast", "geonames:1"]


def test_a_town_goes_before_the_river_that_shares_its_name():
    assert ids(["Dorsk"]) == ["geonames:2"]


@pytest.mark.parametrize("text", ["Dorsk City", "the outskirts of Dorsk City", "Dorsk’s", "Juzovka", "DORSK"])
def test_words_around_a_name(text):
    assert ids([text]) == ["geonames:2"]


def test_a_facility_lies_at_its_town():
    for text in ("Yasne Airfield", "Yasne Bridge", "Yasne raion"):
        (found,) = placed([text])
        assert found.gazetteer_id == "geonames:60"
        assert found.radius_km == 10


@pytest.mark.parametrize("works", ["power plant", "Thermal Power Station", "powerplant", "TPP", "coke plant"])
def test_a_power_station_lies_about_the_town_it_is_named_after(works):
    """One that bears a great city's name may lie in a town of its own, and a nuclear one does."""
    (found,) = placed([f"Yasne {works}"])
    assert (found.gazetteer_id, found.radius_km) == ("geonames:60", 15)
    assert placed([f"Dorsk {works}"])[0].method == "unplaced"
    assert placed([f"Yasne Nuclear {works}"])[0].method == "unplaced"


def test_a_bare_name_is_the_great_citys():
    village = place(98, "Dorsk", offset(KARSK, 90, 10), 600)
    (found,) = placed(["Dorsk"], gazetteer=SmallGazetteer((*PLACES, village)))
    assert found.gazetteer_id == "geonames:2"
    near = said("Dorsk", 10, "east", "Karsk")
    (told,) = placed(["Dorsk"], locators=[near], gazetteer=SmallGazetteer((*PLACES, village)))
    assert told.gazetteer_id == "geonames:98"


def test_a_town_goes_by_its_first_name_before_others():
    other = place(97, "Stans", offset(KARSK, 10, 12), 80_000, names=("Karsk",))
    (found,) = placed(["Karsk"], gazetteer=SmallGazetteer((*PLACES, other)))
    assert (found.gazetteer_id, found.name) == ("geonames:1", "Karsk")
    assert "by another of its names" in {c.gazetteer_id: c.reason for c in found.candidates}["geonames:97"]


def test_what_is_open_in_one_claim_takes_the_sense_of_the_others():
    whole = "Fighting near Spirne, Karsk. Fighting near Spirne."
    settled = claim_about(whole, 0, ["Spirne", "Karsk"], [], "front")
    bare = replace(claim_about(whole, 29, ["Spirne"], [], None), section=("another",))
    resolver = Resolver(THEATRE, SmallGazetteer(PLACES))
    assert resolver.resolve(document(whole), [bare])[0].places[0].method == "unplaced"
    assert resolver.resolve(document(whole), [settled, bare])[1].places[0].gazetteer_id == "geonames:42"


def test_southeast_of_a_great_city_may_be_far():
    (found,) = placed(["Karsk"], locators=[said("Karsk", None, "northeast", "Dorsk City")])
    assert (found.gazetteer_id, found.method) == ("geonames:1", "locator")


def test_house_spellings():
    (old,) = placed(["Artemsk"])
    assert (old.text, old.name, old.gazetteer_id) == ("Artemsk", "Karsk", "geonames:1")
    assert ids(["Bolf"]) == ["geonames:3"]


def test_one_village_under_two_ids_is_one_candidate():
    (found,) = placed(["Yasne"])
    assert found.gazetteer_id == "geonames:60"
    assert len(found.candidates) == 1


def test_abroad_only_known_cities_are_meant():
    (found,) = placed(["Vilna"], effort="rear")
    assert found.method == "unplaced" or found.gazetteer_id == "geonames:50"
    assert "geonames:51" not in [c.gazetteer_id for c in placed(["Vesele"])[0].candidates]


def test_the_point_of_a_town_has_its_towns_radius():
    city, village = placed(["Dorsk", "Yasne"])
    assert city.radius_km is not None
    assert village.radius_km is not None
    assert city.radius_km > 4 * village.radius_km


def test_nothing_in_nothing_out():
    assert placed([]) == []
    assert distance_km(KARSK, DORSK) > 80  # the two fronts of the tests are apart


def test_resolving_twice_is_resolving_once():
    told = [said("Vesele", 20, "northeast", "Karsk"), said("Dvorichia", 12, "north", "Karsk")]
    once = placed(["Vesele", "Dvorichia"], ["Spirne", "Bolv"], locators=told)
    assert once == placed(["Vesele", "Dvorichia"], ["Spirne", "Bolv"], locators=told)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (placed(["Vesele"], locators=[said("Vesele", 20, "northeast", "Karsk")]), "decided by its locator, "),
        (placed(["Spirne", "Karsk"]), "ahead of the next elsewhere"),
        (placed(["Karsk"]), "decided by its being the only one"),
        (placed(["Nyzhnie"], locators=[said("Nyzhnie", 20, "west", "Karsk")]), "decided by the words alone"),
        (placed(["Vesele"], effort="rear"), "not chosen: under 0.75"),
        (placed(["Vesele"], effort=None), "not chosen, 0.23 ahead of the next elsewhere: under 0.40"),
    ],
)
def test_the_receipt_says_what_decided(found, words):
    assert words in found[0].candidates[0].reason
    assert all("decided" not in candidate.reason for candidate in found[0].candidates[1:])


def test_a_lead_too_small_to_choose_by_is_told():
    twins = (*PLACES, place(90, "Lisne", offset(KARSK, 0, 14)), place(91, "Lisne", offset(KARSK, 180, 14)))
    (found, _) = placed(["Lisne", "Karsk"], gazetteer=SmallGazetteer(twins))
    assert found.method == "unplaced"
    assert "ahead of the next elsewhere: under 0.15" in found.candidates[0].reason


words = st.one_of(st.sampled_from([p.name for p in PLACES]), st.text(max_size=12))
ways = st.one_of(st.none(), st.sampled_from(["north", "southwest", "up", ""]))
distances = st.one_of(st.none(), st.floats(0, 1e9))
told = st.builds(said, words, distances, ways, words, within=st.booleans())


@given(
    st.lists(words.filter(bool), min_size=1, max_size=4), st.lists(told, max_size=3), st.sampled_from(["front", None])
)
def test_whatever_a_document_says_every_place_gets_an_answer(names, locators, effort):
    """Names of any characters, distances around the globe, compass words that are none."""
    made = [replace(one, of=names[n % len(names)]) for n, one in enumerate(locators)]
    for found in placed(names, locators=made, effort=effort, text=f"Near {' '.join(names)}."):
        assert found.method
        assert (found.lat is None) == (found.radius_km is None) == (found.method == "unplaced")
        if found.lat is not None and found.lon is not None:
            Point(lat=found.lat, lon=found.lon)


def test_a_dump_with_an_impossible_population_is_no_harm():
    odd = (*PLACES, place(95, "Lisne", offset(KARSK, 0, 14), -5))
    (found,) = placed(["Lisne"], gazetteer=SmallGazetteer(odd))
    assert found.gazetteer_id == "geonames:95"


def test_of_two_that_are_open_one_settles_the_other():
    """The province settles the first, which has no namesake in it, and only then the first settles the second."""
    gazetteer = SmallGazetteer([
        place(1, "Lozove", KARSK, 3_000), place(2, "Lozove", FAR, admin1="22"),
        place(3, "Kamiane", offset(KARSK, 90, 6)), place(4, "Kamiane", offset(DORSK, 200, 6)),
    ])  # fmt: skip
    found = placed(["Kamiane", "Lozove", "Karsk Oblast"], effort=None, gazetteer=gazetteer)
    assert [p.gazetteer_id for p in found] == ["geonames:3", "geonames:1", "area:karsk-oblast"]
    assert placed(["Kamiane", "Karsk Oblast"], effort=None, gazetteer=gazetteer)[0].method == "unplaced"
