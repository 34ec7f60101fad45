"""The measures of places: what rests on what, what a locator's likelihood says, and shapes named from topologies."""

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from situate.geo import Point, offset
from situate.model import Locator, PlaceMention

for folder in ("eval", "scripts"):
    sys.path.insert(0, str(Path(__file__).parents[2] / folder))
agreement: Any = importlib.import_module("places_agreement")
shapes: Any = importlib.import_module("make_shapes")
CORVA = Point(lat=48.0, lon=37.0)


def case(km: float, way: str, *, within: bool = False) -> Any:
    truth = importlib.import_module("locator_truth")
    told = Locator(text="", start=0, end=0, of="Lipa", distance_km=km, bearing=way, anchor="Corva", within=within)
    return truth.Case(0, 0, 0, told, True)


def answer(method: str, right: str, km: float, lines: int = 1, said: float = 12.0) -> Any:
    place = PlaceMention(text="Lipa", start=0, end=4, role="at", method=method, radius_km=6.0)
    true = PlaceMention(text="Lipa", start=0, end=4, role="at", method=right)
    return agreement.Answer(case(said, "north"), place, true, km, lines, "edge by its population")


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (answer("unique", "locator", 1.0), "the default gazetteer has it"),
        (answer("unique", "locator", 70.0), "the default gazetteer has another of the name"),
        (answer("learned", "learned", 0.0), "by words, in no gazetteer"),
        (answer("learned", "locator", 7.0), "by words, told along one line"),
        (answer("learned", "locator", 7.0, 2), "by words, told along two lines"),
        (answer("learned", "locator", 7.0, 5), "by words, told along three or more"),
    ],
)
def test_an_answer_rests_on_one_thing(one, expected):
    assert agreement._rests_on(one) == expected


def test_shares_count_what_is_near_and_what_is_within_its_radius(capsys):
    rows = [answer("learned", "locator", km) for km in (1.0, 5.5, 9.0)]
    assert agreement._within(rows) == "1 of 3 within 5 km (33.3%), 66.7% within their radius"
    agreement.by_class(rows)
    assert "distance told: up to  20 km" in capsys.readouterr().out


def test_the_likelihood_is_highest_the_way_and_as_far_as_is_said():
    numpy = pytest.importorskip("numpy")
    bound: Any = importlib.import_module("places_bound")
    told = bound.Told(case(20.0, "northeast"), CORVA, ("corva", "northeast"), 0.0, 0.0)
    there = offset(CORVA, 45, 20)
    off, around = bound.best(bound.likelihood(told, there))
    assert off <= 3
    assert 0.3 < around < 0.7
    lies = numpy.unravel_index(bound.likelihood(told, CORVA).argmax(), bound.EAST.shape)
    assert bound.EAST[lies] > 5
    assert bound.NORTH[lies] > 5


RING = [(20.0, 10.0), (22.0, 10.0), (22.0, 12.0), (20.0, 12.0), (20.0, 10.0)]


def test_lines_that_meet_end_to_end_are_one():
    whole = shapes.joined([RING[2:4], RING[:2], RING[3:], RING[1:3]])
    assert len(whole) == 1
    assert len(whole[0]) == 5


def test_two_lines_side_by_side_are_a_border_where_they_are():
    ours = [(20.0, 10.0), (20.0, 12.0)]
    theirs = [(20.03, 11.0), (20.03, 13.0)]
    (run,) = shapes.runs_beside(ours, [theirs])
    assert run[0][1] == pytest.approx(11.0, abs=0.15)
    assert run[-1] == (20.0, 12.0)
    assert list(shapes.runs_beside(ours, [[(21.0, 10.0), (21.0, 12.0)]])) == []


def test_a_region_takes_the_area_whose_centre_it_holds():
    topology = shapes.Topology(
        {
            "transform": {"scale": [1, 1], "translate": [0, 0]},
            "arcs": [[[20, 10], [2, 0], [0, 2], [-2, 0], [0, -2]]],
            "objects": {"x": {"geometries": [{"type": "Polygon", "arcs": [[0]], "properties": {}}]}},
        }
    )
    inside = {"id": "tarn", "lat": "11", "lon": "21", "radius_km": "110"}
    city = {"id": "tarn-city", "lat": "11.1", "lon": "21.1", "radius_km": "15"}
    outside = {"id": "orl", "lat": "11", "lon": "25", "radius_km": "110"}
    assert shapes.regions_of(topology, [city, inside, outside]) == {0: "tarn"}
    assert shapes.borders_inside(topology, {0: "tarn"}) == {}
