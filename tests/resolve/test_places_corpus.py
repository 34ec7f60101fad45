"""The places that the design tells of, against the dump made for tests and the gazetteer inside the package."""

from pathlib import Path

import pytest
from tests.resolve.small_world import document, said

from situate.config import data_folder, read_folder
from situate.extract import Extractor
from situate.geo import COMPASS, Point, angle_between, bearing, distance_km
from situate.ingest import read
from situate.model import Claim, Original, PlaceMention, Quote
from situate.parse import Parser
from situate.resolve import Resolver
from situate.store.gazetteers import StoredGazetteer
from situate.theatre import read_theatre

SHARED = Path(__file__).parents[2] / ".." / "shared"
DUMP = SHARED / "data" / "UA.txt"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not DUMP.is_file(), reason="../shared/data/UA.txt is not beside the project"),
]

BAKHMUT = Point(lat=48.594, lon=37.999)
AVDIIVKA = Point(lat=48.139, lon=37.742)
DONETSK = Point(lat=48.023, lon=37.802)
SVATOVE = Point(lat=49.411, lon=38.155)

# Where the prose says they lie, and how far from there the right one may be: distances run from an edge.
FACTS = [
    ("Vesele", 20, "northeast", "Bakhmut", BAKHMUT, 5),
    ("Mykolaivka", 17, "northeast", "Bakhmut", BAKHMUT, 5),
    ("Blahodatne", 12, "northeast", "Bakhmut", BAKHMUT, 5),
    ("Krasnopolivka", 15, "northeast", "Bakhmut", BAKHMUT, 5),
    ("Paraskoviivka", 9, "north", "Bakhmut", BAKHMUT, 5),
    ("Klishchiivka", 7, "southwest", "Bakhmut", BAKHMUT, 5),
    ("Vodyane", 7, "southwest", "Avdiivka", AVDIIVKA, 5),
    ("Pervomaiske", 12, "southwest", "Avdiivka", AVDIIVKA, 5),
    ("Novobakhmutivka", 14, "northeast", "Avdiivka", AVDIIVKA, 5),
    ("Novoselivske", 15, "northwest", "Svatove", SVATOVE, 6),
    ("Stelmakhivka", 16, "west", "Svatove", SVATOVE, 6),
    ("Ilovaisk", 14, "east", "Donetsk City", DONETSK, 20),
    ("Vuhledar", 28, "southwest", "Donetsk City", DONETSK, 23),
    ("Velyka Novosilka", 55, "southwest", "Donetsk City", DONETSK, 23),
    ("Dvorichchia", 12, "north", "Bakhmut", BAKHMUT, 5),
]
IN_NO_GAZETTEER = {"Dvorichchia"}
IDS = [fact[0] for fact in FACTS]


@pytest.fixture(scope="module")
def theatre():
    return read_theatre(read_folder(data_folder("theatres", "ukraine")))


@pytest.fixture(scope="module")
def full(theatre, tmp_path_factory):
    gazetteer = StoredGazetteer(tmp_path_factory.mktemp("full"), theatre.countries)
    gazetteer.add(DUMP)
    return Resolver(theatre, gazetteer)


@pytest.fixture(scope="module")
def default(theatre, tmp_path_factory):
    return Resolver(theatre, StoredGazetteer(tmp_path_factory.mktemp("default"), theatre.countries))


def claim(number, name, *locators, effort="donetsk"):
    place = PlaceMention(text=name, start=0, end=len(name), role="at")
    return Claim(
        id=f"c{number}", document="d1", passage_kind="body", start=5000 * number, end=5000 * number + 1,
        content=Quote("", 0, 0), effort=effort, places=(place,), locators=locators,
    )  # fmt: skip


def one(resolver, name, *locators, effort="donetsk"):
    return resolver.resolve(document(name), [claim(0, name, *locators, effort=effort)])[0].places[0]


def lies(found, km, way, anchor, tolerance):
    point = Point(lat=found.lat, lon=found.lon)
    assert km - 3 <= distance_km(anchor, point) <= km + tolerance
    assert angle_between(bearing(anchor, point), COMPASS[way]) <= 50


@pytest.mark.parametrize(("name", "km", "way", "anchor", "point", "tolerance"), FACTS, ids=IDS)
def test_with_the_dump(full, name, km, way, anchor, point, tolerance):
    found = one(full, name, said(name, km, way, anchor))
    lies(found, km, way, point, tolerance)
    assert found.method == ("learned" if name in IN_NO_GAZETTEER else "locator")


@pytest.mark.parametrize(("name", "km", "way", "anchor", "point", "tolerance"), FACTS, ids=IDS)
def test_with_the_default_alone(default, full, name, km, way, anchor, point, tolerance):
    """What it lacks is placed by the locator, and its radius reaches the true place."""
    found = one(default, name, said(name, km, way, anchor))
    assert found.method in {"locator", "learned"}
    lies(found, km, way, point, tolerance)
    true = one(full, name, said(name, km, way, anchor))
    apart = distance_km(Point(lat=found.lat, lon=found.lon), Point(lat=true.lat, lon=true.lon))
    assert apart <= 1.7 * found.radius_km + 2


@pytest.mark.parametrize("which", ["full", "default"])
def test_dvorichchia_is_never_the_one_in_the_west(which, request):
    resolver = request.getfixturevalue(which)
    for locators in ((), (said("Dvorichchia", 12, "north", "Bakhmut"),)):
        found = one(resolver, "Dvorichchia", *locators)
        assert found.lon is None or found.lon > 37


def test_an_authors_slip_of_anchor(full):
    """Said to be 32 km from Avdiivka; the figure fits Donetsk City, and so does the village of that name."""
    told = [
        claim(0, "Vuhledar", said("Vuhledar", 28, "southwest", "Donetsk City")),
        claim(1, "Pavlivka", said("Pavlivka", 32, "southwest", "Avdiivka")),
    ]
    found = full.resolve(document(""), told)[1].places[0]
    assert distance_km(Point(lat=found.lat, lon=found.lon), Point(lat=47.76, lon=37.22)) < 5
    assert "but would from Donetsk City" in found.candidates[0].reason


@pytest.mark.parametrize(
    ("name", "effort", "expected"),
    [
        ("Donetsk City", "donetsk", DONETSK),
        ("Bakhmut", "donetsk", BAKHMUT),
        ("Artemivsk", "donetsk", BAKHMUT),
        ("Kyiv", "donetsk", Point(lat=50.45, lon=30.52)),
        ("Mykolayiv", "southern-axis", Point(lat=46.97, lon=32.0)),
        ("Zaporizhia City", "southern-axis", Point(lat=47.85, lon=35.12)),
        ("Belgorod", "kharkiv", Point(lat=50.6, lon=36.6)),
    ],
)
@pytest.mark.parametrize("which", ["full", "default"])
def test_towns_that_need_no_locator(which, name, effort, expected, request):
    found = one(request.getfixturevalue(which), name, effort=effort)
    assert distance_km(Point(lat=found.lat, lon=found.lon), expected) < 8


@pytest.mark.parametrize("name", ["Donetsk Oblast", "Luhansk Oblasts", "Crimea", "Dnipro River", "Belarus", "Donbas"])
def test_areas_of_the_theatre(default, name):
    found = one(default, name)
    assert found.method == "area"
    assert found.radius_km > 50


@pytest.fixture(scope="module")
def january(theatre, full, default):
    """The places of the January assessment that carry a locator, read whole with each gazetteer, by their names."""
    lexicon = read_folder(data_folder("lexicon"))
    (original,) = read(sorted((SHARED / "seeds").glob("002*.txt")))
    assert isinstance(original, Original)
    (read_one,) = (d for item in original.items for d in Parser(theatre, lexicon).parse(item))
    claims = Extractor(lexicon, theatre, ()).extract(read_one)
    return {
        which: {
            (place.text, told.anchor): place
            for claim in resolver.resolve(read_one, claims)
            for told in claim.locators
            for place in claim.places
            if told.of == place.text
        }
        for which, resolver in (("full", full), ("default", default))
    }


@pytest.mark.parametrize("which", ["full", "default"])
def test_january_dvorichchia_is_placed_by_its_locator_alone(january, which):
    found = january[which]["Dvorichchia", "Bakhmut"]
    assert found.method == "learned"
    lies(found, 12, "north", BAKHMUT, 4)


@pytest.mark.parametrize("name", ["Pavlivka", "Mykilske"])
def test_january_two_villages_do_not_fit_their_anchor(january, name):
    """With the village gazetteer they are found where they are, and the receipt says what the words got wrong."""
    found = january["full"][name, "Avdiivka"]
    assert distance_km(Point(lat=found.lat, lon=found.lon), Point(lat=47.755, lon=37.26)) < 5
    assert "does not fit" in found.candidates[0].reason
    assert "but would from Donetsk City" in found.candidates[0].reason


@pytest.mark.parametrize("name", ["Ilovaisk", "Vuhledar", "Velyka Novosilka"])
@pytest.mark.parametrize("which", ["full", "default"])
def test_january_three_distances_run_from_the_edge_of_the_city(january, which, name):
    found = january[which][name, "Donetsk City"]
    assert found.method == "locator"
    assert "does not fit" not in found.candidates[0].reason
    assert "edge at" in found.candidates[0].reason
