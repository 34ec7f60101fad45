"""The theatre's own courses of action: their rubrics are known by the titles of several years, their rules file."""

import pytest

from situate.config import data_folder, read_folder
from situate.parse.headings import Headings
from situate.parse.words import read_words
from situate.theatre import read_theatre

THEATRE = read_theatre(read_folder(data_folder("theatres", "ukraine")))
HEADINGS = Headings(THEATRE, read_words(read_folder(data_folder("lexicon"))).headings)


@pytest.mark.parametrize(
    ("title", "rubric"),
    [
        ("Activity seen in Belarus that indicates that an attack from Belarus is more likely:", "more-likely"),
        ("Military activity in Belarus that is ambiguous:", "ambiguous"),
        ("Activity that indicates an attack from Belarus remains unlikely:", "less-likely"),
        ("Observed indicators for the MDCOA in the last day:", "more-likely"),
        ("Observed ambiguous indicators for MDCOA in the last day:", "ambiguous"),
        ("Observed counter-indicators for the MDCOA in the last day:", "less-likely"),
        ("Belarus and the attack on the north", None),
    ],
)
def test_titles_of_rubrics(title, rubric):
    assert HEADINGS.rubric(title) == rubric


def test_every_direction_and_every_diagnosticity_is_declared_with_its_reason():
    for course in THEATRE.courses:
        assert {one.direction for one in course.indicators} == {"more", "ambiguous", "less"}
        assert any(one.diagnosticity == "decisive" for one in course.indicators)
        assert all(one.shows.endswith(".") and one.question.endswith("?") for one in course.indicators)
