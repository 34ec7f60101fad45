"""Distances told from lines: borders, roads and rivers, as the words name them."""

from typing import Any

import pytest
from tests.resolve.small_world import SmallGazetteer, claim_about, document, place

from situate.gazetteer import normal
from situate.geo import Point, offset
from situate.model import Locator, PlaceMention
from situate.resolve import Resolver
from situate.resolve.candidates import Candidates
from situate.resolve.lines import Lines
from situate.shapes import Shape, Way, nearest
from situate.theatre import Area, Side, Theatre

BORDER = ((49.0, 36.0), (49.0, 38.0))
INNER = ((47.0, 37.0), (49.0, 37.0))
ABROAD = ((49.0, 38.0), (47.0, 38.0))
THEATRE = Theatre(
    id="t", name="T", countries=("NL",), south=44.0, west=30.0, north=54.0, east=44.0, started="2022-01-01",
    sides=(Side(id="val", name="Valeria", adjectives=("Valerian",), countries=("VA",)),),
    areas=(
        Area(id="norland", name="Norland", kind="country", lat=48.0, lon=36.0, radius_km=500, country="NL"),
        Area(id="valeria", name="Valeria", kind="country", lat=52.0, lon=38.0, radius_km=500, country="VA"),
        Area(id="tarn", name="Tarn Oblast", kind="admin1", lat=48.0, lon=36.5, radius_km=90, country="NL", admin1="01"),
        Area(id="orl", name="Orl Oblast", kind="admin1", lat=48.0, lon=37.5, radius_km=90, country="NL", admin1="02"),
        Area(id="vask", name="Vask Oblast", kind="admin1", lat=49.5, lon=37.0, radius_km=90, country="VA", admin1="05"),
        Area(id="r21", name="R21", kind="road", lat=48.0, lon=36.5, radius_km=60, country="NL", aliases=("P21",)),
        Area(id="sel", name="Sel River", kind="river", lat=48.0, lon=36.2, radius_km=60, country="NL"),
    ),
    ways=(
        Way(area="r21", course=("47.2 36.5", "48.8 36.5")),
        Way(area="sel", course=("47.2 36.2", "48.8 36.2")),
    ),
    shapes=(
        Shape(of=("norland", "valeria"), lines=(BORDER, ABROAD)),
        Shape(of=("orl", "tarn"), lines=(INNER,)),
        Shape(of=("tarn", "vask"), lines=(((49.0, 36.0), (49.0, 37.0)),)),
    ),
)  # fmt: skip
SEAT = Point(lat=48.3, lon=36.9)
PLACES = (
    place(1, "Karsk", Point(lat=48.6, lon=36.9), 80_000),
    # One name on both sides of the road, and one at the border.
    place(10, "Vesele", Point(lat=48.0, lon=36.33)),
    place(11, "Vesele", Point(lat=48.0, lon=36.66)),
    place(12, "Vesele", Point(lat=48.95, lon=36.6)),
    place(13, "Lypa", Point(lat=48.1, lon=36.5), 900),
    place(14, "Lipa", Point(lat=48.93, lon=36.5), 900),
    place(20, "Tarn", Point(lat=48.2, lon=36.4), 200_000),
    place(21, "Orl", Point(lat=48.2, lon=37.6), 200_000),
)
GAZETTEER = SmallGazetteer(PLACES)
LINES = Lines(THEATRE, Candidates(THEATRE, GAZETTEER))


def told(text: str, anchor: str, of: str = "Vesele", **more: Any) -> Locator:
    return Locator(text=text, start=0, end=len(text), of=of, anchor=anchor, **more)


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("5km from the Valerian border", "the Valerian border", (BORDER, ABROAD)),
        ("5km from the border with Valeria", "Valeria", (BORDER, ABROAD)),
        ("8km from the international border", "the international border", (BORDER, ABROAD)),
        ("8km from the border", "the border", (BORDER, ABROAD)),
        ("8km from the Norland-Valeria border", "Norland", (BORDER, ABROAD)),
        ("8km from the Orl-Tarn border", "Orl", (INNER,)),
        ("8km from the Orl-Tarn Oblast administrative border", "Orl", (INNER,)),
        ("8km from the border between Orl and Tarn Oblasts", "the border", (INNER,)),
        ("8km from the Orl Oblast border", "Orl Oblast", (INNER,)),
        ("8km from the border of Tarn Oblast with Valeria", "Tarn Oblast", (((49.0, 36.0), (49.0, 37.0)),)),
        ("8km from the border with Vask Oblast", "Vask Oblast", (((49.0, 36.0), (49.0, 37.0)),)),
        ("west of the R21 highway", "R21", (((47.2, 36.5), (48.8, 36.5)),)),
        ("west of the P21", "P21", (((47.2, 36.5), (48.8, 36.5)),)),
        ("6km east of the Sel River", "Sel River", (((47.2, 36.2), (48.8, 36.2)),)),
    ],
)
def test_a_line_is_found_by_its_words(text, anchor, expected):
    line = LINES.of(told(text, anchor))
    assert line is not None
    assert set(line.runs) == set(expected)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("up to 3km from the front line", "the front line"),
        ("12km north of Karsk", "Karsk"),
        ("5km from the Corvian border", "the Corvian border"),
        ("20km north of the northern border", "the northern border"),
        ("in Tarn Oblast", "Tarn Oblast"),
        ("4km west of the R99 highway", "R99"),
    ],
)
def test_what_has_no_known_course_is_no_line(text, anchor):
    assert LINES.of(told(text, anchor)) is None


def resolved(name: str, *locators: Locator) -> PlaceMention:
    text = f"Troops shelled {name}."
    made = claim_about(text, 0, [name], locators, None)
    (found,) = Resolver(THEATRE, GAZETTEER).resolve(document(text), [made])
    return found.places[0]


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        (told("12km west of the R21 highway", "R21", distance_km=12.0, bearing="west"), "geonames:10"),
        (told("12km east of the R21 highway", "R21", distance_km=12.0, bearing="east"), "geonames:11"),
        (told("just east of the R21", "R21", bearing="east"), "geonames:11"),
        (told("6km from the Valerian border", "the Valerian border", distance_km=6.0), "geonames:12"),
        (
            told("within 10km of the border with Vask Oblast", "Vask Oblast", distance_km=10.0, within=True),
            "geonames:12",
        ),
    ],
)
def test_the_distance_from_a_line_chooses_among_namesakes(locator, expected):
    chosen = resolved("Vesele", locator)
    assert (chosen.method, chosen.gazetteer_id) == ("locator", expected)


def test_the_receipt_names_the_line():
    found = resolved("Vesele", told("6km from the Valerian border", "the Valerian border", distance_km=6.0))
    assert "6 km at 180° from the Valerian border" in found.candidates[0].reason


def test_a_line_alone_puts_no_unknown_place_on_the_map():
    assert (
        resolved("Dubrava", told("6km west of the R21", "R21", "Dubrava", distance_km=6.0, bearing="west")).lat is None
    )


def test_a_line_corrects_no_name_that_a_place_bears():
    chosen = resolved("Lypa", told("8km from the Valerian border", "the Valerian border", "Lypa", distance_km=8.0))
    assert chosen.gazetteer_id in {None, "geonames:13"}


def test_of_two_names_tied_by_a_hyphen_the_first_is_an_oblast_too():
    text = "Troops shelled villages along the Tarn-Orl Oblast border."
    made = claim_about(text, 0, ["Tarn", "Orl Oblast"], (), None)
    (found,) = Resolver(THEATRE, GAZETTEER).resolve(document(text), [made])
    assert [p.gazetteer_id for p in found.places] == ["area:tarn", "area:orl"]


def test_a_measured_point_lies_on_the_line():
    line = LINES.of(told("west of the R21 highway", "R21"))
    assert line is not None
    at = offset(Point(lat=48.0, lon=36.5), 270, 12)
    assert nearest(line.runs, line.town(at).point).km < 0.01
    assert normal(line.name) == "r21"
