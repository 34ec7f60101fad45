"""Figures as tables and pictures: IDMC's columns, HXL's tags, and where a number lies in a drawing."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situate.figure import Figure, FigurePlace
from situate.produce.figure_tables import (
    COLUMNS,
    HXL_COLUMNS,
    IDU_COLUMNS,
    Where,
    hxl_rows,
    idu_row,
    is_update,
    located,
    row,
)
from situate.produce.series import amount, number, plots, series_page

OAKHAM = FigurePlace(text="Oakham", role="origin", name="Oakham", lat=10.0, lon=20.0, radius_km=2.0)
ELMHAM = FigurePlace(text="Elmham", role="destination", name="Elmham", lat=11.0, lon=21.0, radius_km=12.0)


def figure(number: float = 900.0, **more) -> Figure:
    fields = {
        "id": "f", "topic": "displacement", "term": "displaced", "low": number, "high": number, "unit": "person",
        "quantifier": "exact", "counted": "people", "measure": "flow", "first": date(2030, 5, 1),
        "last": date(2030, 5, 11), "document": "d", "publisher": "Census", "known": date(2030, 5, 20),
    }  # fmt: skip
    return Figure(**{**fields, **more})


def find(place: FigurePlace) -> Where:
    return Where(country="Elmland", iso3="ELM", admin1="North", admin1_code="01")


def test_the_columns_are_those_of_the_standard():
    assert IDU_COLUMNS[:9] == ("id", "country", "iso3", "latitude", "longitude", "centroid", "displacement_type",
                               "qualifier", "figure")  # fmt: skip
    assert (len(IDU_COLUMNS), IDU_COLUMNS[-1]) == (26, "created_at")
    assert [tag for _, tag in HXL_COLUMNS][:3] == ["#date+start", "#date+end", "#date+reported"]
    assert (len(HXL_COLUMNS), HXL_COLUMNS[-1][1]) == (22, "#severity")
    assert set(row(figure())) >= set(COLUMNS)


def test_an_update_as_idmc_shapes_it():
    told = idu_row(figure(places=(ELMHAM, OAKHAM), cause="disaster"), find, {"d": "https://example.org/d"})
    assert tuple(told) == IDU_COLUMNS
    assert (told["country"], told["iso3"], told["latitude"], told["centroid"]) == (
        "Elmland",
        "ELM",
        10.0,
        "[10.0, 20.0]",
    )
    assert (told["figure"], told["qualifier"], told["displacement_type"]) == (900, "total", "Disaster")
    assert (told["displacement_date"], told["year"]) == (date(2030, 5, 6), 2030)
    assert told["event_url"] == "https://example.org/d"


@pytest.mark.parametrize(
    ("more", "is_one"),
    [
        ({}, True),
        ({"measure": "stock"}, False),
        ({"first": None, "last": None}, False),
        ({"planned": True}, False),
        ({"grown": True}, False),
        ({"scope": "across borders"}, False),
        ({"topic": "casualties", "term": "killed"}, False),
        ({"term": "returns"}, False),
        ({"unit": "household"}, True),
        ({"unit": "household", "household_size": 5.0}, False),
    ],
)
def test_a_stock_is_no_new_displacement(more, is_one):
    assert is_update(figure(**more)) == is_one


@pytest.mark.parametrize(
    ("more", "tag"),
    [
        ({}, "#affected+idps"),
        ({"scope": "across borders"}, "#affected+refugees"),
        ({"term": "returns"}, "#affected+returned"),
        ({"topic": "casualties", "term": "killed"}, "#affected+killed"),
        ({"topic": "casualties", "term": "injured"}, "#affected+injured"),
        ({"topic": "aid", "term": "pledged", "unit": "item"}, None),
        ({"unit": "household"}, None),
        ({"planned": True}, None),
        ({"term": "affected"}, None),
    ],
)
def test_each_number_stands_under_its_tag(more, tag):
    rows = list(hxl_rows([figure(places=(OAKHAM,), **more)], find, {}))
    assert rows[1] == [tag for _, tag in HXL_COLUMNS]
    told = [dict(zip(rows[1], cells, strict=True)) for cells in rows[2:]]
    assert [{k for k, v in t.items() if k.startswith("#affected") and v != ""} for t in told] == (
        [{tag}] if tag else []
    )
    assert all((t["#geo+precision"], t["#adm1+name"], t["#loc+name"]) == (1, "North", "Oakham") for t in told)


def test_the_place_is_where_they_came_from_before_where_they_went():
    assert located(figure(places=(ELMHAM, OAKHAM))) == OAKHAM
    assert located(figure(places=(FigurePlace(text="Nowhere", role="at"),))) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (85, "85"), (11_078, "11,078"), (5.35e6, "5.35 million"), (1e10, "10 billion"), (2.5, "2.5")],
)
def test_a_number_as_prose_has_it(value, text):
    assert number(value) == text


def test_an_amount_tells_its_bounds():
    assert amount(figure(low=154e3, high=203e3, quantifier="approximately")) == "approximately 154,000 to 203,000"
    assert amount(figure(high=None, quantifier="more than")) == "more than 900"


NUMBERS = st.floats(1, 1e12, allow_nan=False)


@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_larger_numbers_lie_higher_and_all_lie_on_the_sheet(numbers):
    (plot,) = plots([figure(n, id=f"f{i}") for i, n in enumerate(numbers)])
    placed = sorted(zip(sorted(numbers), sorted((d.y for d in plot.dots), reverse=True), strict=True))
    assert [y for _, y in placed] == sorted((y for _, y in placed), reverse=True)
    assert all(0 <= d.y <= 250 and 78 <= d.x <= d.end <= 935 for d in plot.dots)
    assert all(0 <= level.y <= 250.01 for level in plot.levels)
    assert len(plot.levels) >= 2


def test_undated_figures_are_told_and_not_drawn():
    (plot,) = plots([figure(first=None, last=None, flags=("undated_flow",))])
    assert (plot.dots, plot.axis, len(plot.rows)) == ((), None, 1)
    page = series_page("t", (plot,), {"undated_flow": "no days are given", "no_source": "nobody counted"})
    assert "undated flow" in page
    assert "no days are given" in page
    assert "nobody counted" not in page


def test_stocks_are_points_and_flows_are_bars():
    drawn = plots(
        [figure(), figure(800, id="g", measure="stock", role="recommended"), figure(id="h", unit="household")]
    )
    page = series_page("Figures", drawn, {})
    svgs = re.findall(r"<svg viewBox=\"0 0 960.*?</svg>", page, re.DOTALL)
    assert len(svgs) == 2
    first = ElementTree.fromstring(svgs[0])
    assert len(list(first.iter("circle"))) == 1
    assert sum(line.get("stroke-width") == "5" for line in first.iter("line")) == 1


def test_text_is_never_markup():
    page = series_page("<b>", plots([figure(source="<script>\u202e", counted="<i>")]), {})
    assert not re.search(r"<(script|b|i)>", page)
    assert "\u202e" not in page
