"""Areas as areas and lines as lines: parts of regions, banks, borders and stretches of roads, on a drawn theatre."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.produce.test_geojson import checked, checked_geometry
from tests.produce.world import THEATRE, Told, claim, desk

from situate.geo import Point
from situate.model import Claim, PlaceMention, Quote
from situate.produce.atlas import Atlas, Spot, atlas
from situate.produce.geojson import geojson, geometry
from situate.produce.lines import borders, drawn_lines
from situate.produce.parts import full_name, middle_of, outline_of_part, part_named
from situate.produce.terrain import Terrain
from situate.shapes import Course, Shape, Way, inside
from situate.theatre import Area, Theatre

# Two square regions side by side, the western one with a city inside it that is a region of its own.
WEST: Course = ((10.0, 20.0), (12.0, 20.0), (12.0, 22.0), (10.0, 22.0), (10.0, 20.0))
EAST: Course = ((10.0, 22.0), (12.0, 22.0), (12.0, 24.0), (10.0, 24.0), (10.0, 22.0))
CITY: Course = ((11.4, 21.4), (11.6, 21.4), (11.6, 21.6), (11.4, 21.6), (11.4, 21.4))
BORDER: Course = ((10.0, 22.0), (12.0, 22.0))
DRAWN: Theatre = msgspec.structs.replace(
    THEATRE,
    areas=(
        Area(id="tarn", name="Tarn Oblast", kind="admin1", lat=11.0, lon=21.0, radius_km=110),
        Area(id="orl", name="Orl Oblast", kind="admin1", lat=11.0, lon=23.0, radius_km=110),
        Area(id="far", name="Far Oblast", kind="admin1", lat=13.0, lon=24.0, radius_km=40),
        Area(id="sel", name="Sel River", kind="river", lat=11.0, lon=21.0, radius_km=100),
        Area(id="r21", name="R21", kind="road", lat=11.0, lon=21.5, radius_km=100),
    ),
    ways=(
        Way(area="sel", course=("13.0 20.5", "11.0 21.0", "9.0 20.5")),  # southward, bent to the east
        Way(area="r21", course=("10.2 20.0", "10.5 21.0", "10.2 22.0", "10.2 24.0")),
    ),
    shapes=(
        Shape(of=("tarn",), lines=(WEST, CITY)),
        Shape(of=("orl",), lines=(EAST,)),
        Shape(of=("orl", "tarn"), lines=(BORDER,)),
    ),
)  # fmt: skip
IDS = {"Tarn Oblast": "area:tarn", "Orl Oblast": "area:orl", "Far Oblast": "area:far", "R21": "area:r21",
       "Sel River": "area:sel"}  # fmt: skip
TOWNS = {"Karsk": Point(lat=10.36, lon=20.5), "Dorsk": Point(lat=10.2, lon=23.0), "Off": Point(lat=11.8, lon=23.0)}


def said(words: str, *names: str, role: str = "at") -> Claim:
    """A claim whose places, known by name above, stand in its words in that order."""
    made, at, places = claim(Told(content=words)), 0, []
    for name in names:
        at = words.index(name, at)
        point = TOWNS.get(name)
        area = next((a for a in DRAWN.areas if f"area:{a.id}" == IDS.get(name)), None)
        where: dict[str, Any] = (
            {"lat": point.lat, "lon": point.lon, "radius_km": 3.0, "method": "unique", "gazetteer_id": f"test:{name}"}
            if point is not None
            else {"lat": area.lat, "lon": area.lon, "radius_km": area.radius_km, "method": "area",
                  "gazetteer_id": IDS[name]} if area is not None else {}
        )  # fmt: skip
        start = made.content.start + at
        places.append(
            PlaceMention(text=name, start=start, end=start + len(name), role=role, name=name, **where)  # type: ignore[arg-type]
        )
        at += len(name)
    return msgspec.structs.replace(made, places=tuple(places))


def drawn(*claims: Claim) -> Atlas:
    """The atlas of claims on the drawn theatre; its GeoJSON keeps the rules."""
    world = desk(tuple(Told(content=f"word {n}") for n in range(len(claims))))
    document = next(iter(world.documents.values()))
    found = atlas(
        msgspec.structs.replace(
            world, theatre=DRAWN, claims={c.id: c for c in claims}, propositions=(),
            documents={c.document: msgspec.structs.replace(document, id=c.document) for c in claims},
        )
    )  # fmt: skip
    checked(geojson(found))
    return found


def spots(*claims: Claim) -> dict[str, Spot]:
    return {spot.name: spot for spot in drawn(*claims).spots}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("attacks in northern Tarn Oblast", "north"),
        ("attacks in the southern part of Tarn Oblast", "south"),
        ("attacks in the far north of Tarn Oblast", "north"),
        ("attacks in the north of Tarn Oblast", "north"),
        ("attacks throughout south-eastern Tarn Oblast", "southeast"),
        ("attacks in occupied western Tarn Oblast", "west"),
        ("attacks in central Tarn Oblast", "central"),
        ("attacks in the center of Tarn Oblast", "central"),
        ("withdrew to the left bank of Tarn Oblast", "left bank"),
        ("withdrew to the left bank of the Sel River in Tarn Oblast", "left bank"),
        ("fortified east-bank Tarn Oblast", "east bank"),
        ("attacks in Tarn Oblast", ""),
        ("troops north of Tarn Oblast", ""),
        ("advanced from the north in Tarn Oblast", ""),
        ("attacks in western and southern Tarn Oblast", ""),
        ("attacks in southern Orl Oblast and central Tarn Oblast", "central"),
        ("Tarn Oblast was shelled", ""),
    ],
)
def test_the_part_is_the_one_that_the_words_mean(words, expected):
    made = said(words, "Tarn Oblast")
    assert part_named(made.places[0], made) == expected


def test_a_name_with_its_capital_compass_word_is_a_part():
    made = said("the Eastern Tarn Oblast line", "Tarn Oblast")
    mention = msgspec.structs.replace(made.places[0], text="Eastern Tarn Oblast", start=made.places[0].start - 8)
    assert part_named(mention, made) == "east"


@pytest.mark.parametrize(
    ("part", "name"),
    [("north", "northern Tarn Oblast"), ("central", "central Tarn Oblast"), ("left bank", "left-bank Tarn Oblast")],
)
def test_a_part_has_a_name(part, name):
    assert full_name(part, "Tarn Oblast") == name


# Points of the western region: at its corners, beside its middle, and on either side of the river's bend.
NORTHWEST, SOUTHEAST, MIDDLE = Point(lat=11.9, lon=20.1), Point(lat=10.1, lon=21.9), Point(lat=11.1, lon=21.1)
BEND_EAST, BEND_WEST = Point(lat=11.0, lon=21.3), Point(lat=11.0, lon=20.7)


@pytest.mark.parametrize(
    ("part", "within", "beyond"),
    [
        ("north", NORTHWEST, SOUTHEAST),
        ("northwest", NORTHWEST, Point(lat=11.9, lon=21.9)),
        ("southeast", SOUTHEAST, NORTHWEST),
        ("central", MIDDLE, NORTHWEST),
        ("left bank", BEND_EAST, BEND_WEST),  # the river runs south: its left is east
        ("right bank", BEND_WEST, BEND_EAST),
        ("east bank", BEND_EAST, BEND_WEST),
        ("west bank", NORTHWEST, SOUTHEAST),
    ],
)
def test_the_outline_of_a_part_holds_what_lies_in_it(part, within, beyond):
    rings = outline_of_part((WEST,), part, DRAWN)
    assert inside(rings, within)
    assert not inside(rings, beyond)


@given(st.floats(10.01, 11.99), st.floats(20.01, 21.99))
def test_the_two_banks_are_the_whole_and_share_nothing(lat, lon):
    banks = [outline_of_part((WEST,), part, DRAWN) for part in ("left bank", "right bank")]
    found = [inside(rings, Point(lat=lat, lon=lon)) for rings in banks]
    assert sum(found) == 1 or abs(lon - (21.0 - abs(lat - 11.0) / 4)) < 0.05  # on the river, neither or both


def test_an_area_without_a_river_has_no_banks_and_one_without_outline_no_parts():
    assert outline_of_part((EAST,), "left bank", DRAWN) == ()
    assert outline_of_part((), "north", DRAWN) == ()
    found = spots(said("fire in northern Far Oblast", "Far Oblast"))
    assert (list(found), found["Far Oblast"].shape) == (["Far Oblast"], ())


def test_the_middle_is_the_centre_of_gravity():
    assert middle_of((WEST,)) == Point(lat=11.0, lon=21.0)


def test_a_part_is_a_spot_of_its_own_beside_the_whole():
    found = spots(said("fire in Tarn Oblast", "Tarn Oblast"), said("fire in northern Tarn Oblast", "Tarn Oblast"))
    assert set(found) == {"Tarn Oblast", "northern Tarn Oblast"}
    whole, part = found["Tarn Oblast"], found["northern Tarn Oblast"]
    assert (whole.key, part.key) == ("area:tarn", "area:tarn/north")
    assert (whole.kind, part.kind, len(whole.shape)) == ("area", "area", 2)
    assert part.points[0].lat > whole.points[0].lat


def test_an_area_with_a_city_of_its_own_inside_has_a_hole():
    shape = geometry(spots(said("fire in Tarn Oblast", "Tarn Oblast"))["Tarn Oblast"])
    assert (shape["type"], len(shape["coordinates"])) == ("Polygon", 2)


def test_an_outline_across_the_antimeridian_is_cut_in_two():
    ring: Course = ((10.0, 179.0), (12.0, 179.0), (12.0, -179.0), (10.0, -179.0), (10.0, 179.0))
    whole = spots(said("fire in Orl Oblast", "Orl Oblast"))["Orl Oblast"]
    shape = geometry(msgspec.structs.replace(whole, shape=(ring,)))
    assert (shape["type"], len(shape["coordinates"])) == ("MultiPolygon", 2)
    checked_geometry(json.loads(json.dumps(shape)))


@pytest.mark.parametrize(
    ("words", "names", "expected"),
    [
        ("along the Tarn Oblast-Orl Oblast border", ("Tarn Oblast", "Orl Oblast"), 1),
        ("near the border between Tarn Oblast and Orl Oblast", ("Tarn Oblast", "Orl Oblast"), 1),
        ("near the border of Tarn Oblast and Orl Oblast", ("Tarn Oblast", "Orl Oblast"), 1),
        ("in Tarn Oblast and Orl Oblast", ("Tarn Oblast", "Orl Oblast"), 0),
        ("in Tarn Oblast and along the Orl Oblast border", ("Tarn Oblast", "Orl Oblast"), 0),
    ],
)
def test_a_border_is_named_by_both_its_sides(words, names, expected):
    assert len(list(borders(said(words, *names)))) == expected


def test_what_happens_on_a_border_happens_all_over_neither_region():
    found = spots(said("fire along the Tarn Oblast-Orl Oblast border", "Tarn Oblast", "Orl Oblast"))
    (border,) = found.values()
    assert (border.key, border.kind, border.name) == ("border:orl/tarn", "line", "Orl Oblast–Tarn Oblast border")
    assert [(p.lat, p.lon) for p in border.points] == list(BORDER)


def test_a_border_that_nobody_drew_leaves_the_regions():
    found = spots(said("fire along the Tarn Oblast-Far Oblast border", "Tarn Oblast", "Far Oblast"))
    assert set(found) == {"Tarn Oblast", "Far Oblast"}


def road(words: str, *names: str) -> Claim:
    made = said(words, *names)
    places = tuple(p if p.text == "R21" else msgspec.structs.replace(p, role="between") for p in made.places)
    return msgspec.structs.replace(made, places=places)


@pytest.mark.parametrize(
    "words", ["the R21 highway between Karsk and Dorsk", "the R21 Karsk-Dorsk highway", "the R21 from Karsk to Dorsk"]
)
def test_a_stretch_of_a_road_runs_along_it(words):
    found = spots(road(f"fire on {words}", "R21", "Karsk", "Dorsk"))
    stretch = found["R21, Dorsk–Karsk"]
    assert "R21" not in found
    assert [(round(p.lat, 1), round(p.lon, 1)) for p in stretch.points][1:-1] == [(10.2, 22.0), (10.5, 21.0)]


def test_a_town_beside_the_road_is_joined_straight():
    (line,) = drawn_lines(road("the R21 highway between Karsk and Off", "R21", "Karsk", "Off"), Terrain(DRAWN))
    assert line.runs == (((10.36, 20.5), (11.8, 23.0)),)


@pytest.mark.parametrize(("name", "corners"), [("R21", 4), ("Sel River", 3)])
def test_a_road_or_a_river_by_itself_is_the_line_of_its_course(name, corners):
    spot = spots(said(f"fire along the {name}", name))[name]
    assert (spot.kind, len(spot.points), spot.key) == ("line", corners, IDS[name])


def test_a_quote_may_begin_behind_a_name():
    made = said("fire in northern Tarn Oblast", "Tarn Oblast")
    later = made.content.start + len("fire in northern Tarn")
    cut = msgspec.structs.replace(made, content=Quote("Oblast", later, later + 6))
    assert part_named(cut.places[0], cut) == ""
