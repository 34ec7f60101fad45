"""GeoJSON by the rules of RFC 7946, read by a checker of our own that knows nothing of how it is made."""

import json
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.produce.test_atlas import LINE, between, place, told_at, with_claims
from tests.produce.world import DAY, example

from situate.geo import Point, distance_km
from situate.produce.atlas import Atlas, Spot, atlas
from situate.produce.geojson import geojson, geometry


def position(value: Any) -> None:
    """3.1.1: longitude and latitude, in that order; no more digits than 11.2 thinks useful."""
    assert isinstance(value, list | tuple) and len(value) == 2
    assert all(isinstance(number, int | float) and round(number, 6) == number for number in value)
    assert -180 <= value[0] <= 180
    assert -90 <= value[1] <= 90


def line(value: Any) -> None:
    """3.1.4: two positions or more. 3.1.9: none crosses the antimeridian, so none jumps over half the globe."""
    assert len(value) >= 2
    for one in value:
        position(one)
    assert all(abs(a[0] - b[0]) <= 180 for a, b in pairwise(value))


def ring(value: Any, turn: int = 1) -> None:
    """3.1.6: closed, four positions or more, an exterior ring counterclockwise, a hole (`turn` -1) clockwise."""
    line(value)
    assert len(value) >= 4
    assert list(value[0]) == list(value[-1])
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(value))
    assert area * turn > 0


def polygon(value: Any) -> None:
    outer, *holes = value
    ring(outer)
    for hole in holes:
        ring(hole, -1)


def many(check: Any) -> Any:
    def each(value: Any) -> None:
        assert value
        for one in value:
            check(one)

    return each


GEOMETRIES = {
    "Point": position, "LineString": line, "Polygon": polygon, "MultiLineString": many(line),
    "MultiPolygon": many(polygon),
}  # fmt: skip


def checked_geometry(found: Any) -> None:
    assert set(found) == {"type", "coordinates"}
    GEOMETRIES[found["type"]](found["coordinates"])


def checked(text: bytes) -> dict[str, Any]:
    """The collection, where it keeps the rules of sections 3, 4 (no `crs`) and 7.1 (nothing of another type inside)."""
    found: dict[str, Any] = json.loads(text.decode("utf-8"), parse_constant=pytest.fail)
    assert found["type"] == "FeatureCollection"
    assert isinstance(found["features"], list)
    assert not {"crs", "coordinates", "geometries", "geometry", "properties"} & set(found)
    for feature in found["features"]:
        assert feature["type"] == "Feature"
        assert isinstance(feature["id"], str)
        assert isinstance(feature["properties"], dict)
        assert not {"coordinates", "geometries", "features"} & set(feature)
        checked_geometry(feature["geometry"])
    assert len({feature["id"] for feature in found["features"]}) == len(found["features"])
    return found


def features(found: Atlas) -> dict[str, dict[str, Any]]:
    return {f["properties"]["name"]: f for f in checked(geojson(found))["features"]}


def test_every_place_is_a_feature_with_its_receipt():
    made = example()
    found = features(atlas(made))
    assert set(found) == {"Orlen", "Tarvik", "Sedma", "Port Ashby"}
    sedma = found["Sedma"]
    assert sedma["id"] == "test:Sedma"
    assert sedma["geometry"] == {"type": "Point", "coordinates": [20.6, 10.1]}
    properties = sedma["properties"]
    assert set(properties.pop("claims")) <= set(made.claims)
    assert properties == {
        "name": "Sedma", "kind": "settlement", "radius_km": 3.0, "method": "learned",
        "methods": {"learned": 1, "unique": 1}, "tier": "single", "tier_text": "One source",
        "events": ["capture", "hold"], "first_day": DAY.isoformat(), "last_day": DAY.isoformat(),
    }  # fmt: skip


def test_the_collection_says_of_which_theatre_and_day_it_is():
    found = checked(geojson(atlas(example())))
    assert (found["theatre"], found["as_known"]) == ("vesland", DAY.isoformat())


def test_an_atlas_without_places_is_an_empty_collection():
    assert checked(geojson(msgspec.structs.replace(atlas(example()), spots=())))["features"] == []


def test_a_line_is_a_line():
    found = features(with_claims(between(LINE, "Orlen", "Tarvik")))["Orlen–Tarvik"]
    assert found["geometry"] == {"type": "LineString", "coordinates": [[20.0, 10.0], [20.2, 10.3]]}
    assert found["properties"]["kind"] == "line"


def test_an_area_is_the_circle_of_its_half_extent():
    (found,) = features(told_at(place("Vesna", 10.0, key="area:vesna", method="area", radius_km=80.0))).values()
    assert (found["properties"]["lat"], found["properties"]["lon"], found["properties"]["radius_km"]) == (10, 20, 80)
    (corners,) = found["geometry"]["coordinates"]
    reach = [distance_km(Point(lat=10.0, lon=20.0), Point(lat=lat, lon=lon)) for lon, lat in corners]
    assert min(reach) == pytest.approx(80, abs=0.001) == max(reach)


def test_a_claim_without_a_day_has_none():
    found = told_at(place("Vesna", 10.0, key="geonames:1"))
    told = {i: msgspec.structs.replace(t, claim=msgspec.structs.replace(t.claim, published=None))
            for i, t in found.told.items()}  # fmt: skip
    (feature,) = features(msgspec.structs.replace(found, told=told)).values()
    assert (feature["properties"]["first_day"], feature["properties"]["last_day"]) == (None, None)


def spot(kind: str, *points: tuple[float, float], radius_km: float = 0.0) -> Spot:
    return Spot(
        key="k", name="n", kind=kind,  # type: ignore[arg-type]
        points=tuple(Point(lat=lat, lon=lon) for lon, lat in points), radius_km=radius_km, methods=(), claims=(),
    )  # fmt: skip


@pytest.mark.parametrize("lon", [172.0, -175.0, 180.0, -180.0, 179.999999])
def test_an_area_over_the_antimeridian_is_cut_in_two(lon):
    found = geometry(spot("area", (lon, 66.5), radius_km=650.0))
    checked_geometry(found)
    assert found["type"] == "MultiPolygon"
    assert len(found["coordinates"]) == 2


def test_a_line_over_the_antimeridian_is_cut_in_two():
    found = geometry(spot("line", (178.0, 10.0), (-178.0, 20.0)))
    assert found == {
        "type": "MultiLineString",
        "coordinates": [[(178.0, 10.0), (180.0, 15.0)], [(-180.0, 15.0), (-178.0, 20.0)]],
    }


def test_an_area_round_a_pole_is_given_as_its_middle():
    assert geometry(spot("area", (20.0, 88.0), radius_km=300.0)) == {"type": "Point", "coordinates": (20.0, 88.0)}


lons = st.floats(-180, 180).map(lambda x: round(x, 4))
lats = st.floats(-85, 85).map(lambda x: round(x, 4))
points = st.tuples(lons, lats)


@given(points, st.floats(0.1, 900))
def test_areas_anywhere_keep_the_rules(middle, radius_km):
    checked_geometry(geometry(spot("area", middle, radius_km=radius_km)))


@given(st.lists(points, min_size=2, max_size=6).filter(lambda ps: len(set(ps)) > 1))
def test_lines_anywhere_keep_the_rules(ends):
    checked_geometry(geometry(spot("line", *ends)))


@pytest.mark.parametrize(
    "bad",
    [
        {"type": "Point", "coordinates": [20.0, 91.0]},
        {"type": "Point", "coordinates": [20.0, 10.0, 5.0]},
        {"type": "LineString", "coordinates": [[179.0, 0.0], [-179.0, 0.0]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]]},  # clockwise
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]},  # open
    ],
)
def test_the_checker_sees_what_breaks_the_rules(bad):
    with pytest.raises(AssertionError):
        checked_geometry(bad)
