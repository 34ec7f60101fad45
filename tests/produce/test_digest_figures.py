"""The box of figures: numbers in words, their days, and what they lack."""

from datetime import date

import pytest
from tests.produce.test_digest import HOUSE, WIRE
from tests.produce.world import DAY

from situate.figure import Figure, FigurePlace
from situate.produce.digest_figures import figure_lines, number


def figure(low, high=None, **more):
    plain = {"id": f"f{low}{high}", "topic": "displacement", "term": "displaced", "quantifier": "exact",
             "unit": "person", "counted": "people", "measure": "stock", "first": DAY, "last": DAY, "source": "Bureau",
             "known": DAY, "publisher": "Meridian Wire", "document": WIRE.id}  # fmt: skip
    return Figure(low=low, high=low if high is None else high, **{**plain, **more})


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (figure(5_400_000.0, quantifier="approximately"), "about 5.4 million"),
        (figure(450.0), "450"),
        (figure(1_200.0), "1,200"),
        (figure(12.0, 15.0), "12 to 15"),
        (figure(1_612_000_000.0), "1.612 billion"),
        (Figure(**{**{f: getattr(figure(1.0), f) for f in Figure.__struct_fields__}, "low": None, "high": 40.0,
                   "quantifier": "less than"}), "fewer than 40"),
    ],
)  # fmt: skip
def test_a_number_in_words(one, words):
    assert number(one) == words


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "as of May 20, 2031"),
        ({"measure": "flow"}, "May 20, 2031"),
        ({"measure": "flow", "first": date(2031, 5, 1)}, "May 1, 2031 to May 20, 2031"),
        ({"first": None, "last": None}, "no date given, published May 20, 2031"),
        (
            {"flags": ("no_source", "stock_and_flow")},
            "as of May 20, 2031; no source named; number and growth told in one",
        ),
    ],
)
def test_as_of_when(more, told):
    assert figure_lines([figure(7.0, **more)], [WIRE], HOUSE)[0].as_of == told


def test_what_is_told_of_whom_and_where():
    place = FigurePlace(text="Orlen", role="origin", name="Orlen")
    line = figure_lines([figure(7.0, scope="internal", places=(place, place))], [WIRE], HOUSE)[0]
    assert (line.what, line.source) == ("people: displaced, internal, Orlen", "Bureau, in Meridian Wire")
    assert line.url == "https://www.meridian.example/survey/20-may?a=1"


def test_people_come_first_each_number_once_and_plans_never():
    many = [
        figure(9.0, topic="aid", term="pledged", counted="tanks"),
        figure(8.0, role="recommended"),
        figure(8.0, id="again"),
        figure(80.0),
        figure(5.0, planned=True),
        figure(6.0, topic="budget"),
    ]
    assert [line.number for line in figure_lines(many, [], HOUSE)] == ["8", "80", "9"]
    assert len(figure_lines([figure(float(n)) for n in range(40)], [], HOUSE)) == 10
