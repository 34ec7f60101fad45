from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.describing import LEXICON, describe

from situate.errors import DataError
from situate.extract.dates import DateLexicon
from situate.extract.scan import scan

DATES = DateLexicon(LEXICON)


def found(text: str, day: date | None) -> list[tuple[str, str]]:
    return [(str(f.first), str(f.last)) for f in DATES.find(scan(text), day)]


WINTER, SPRING = date(2031, 1, 10), date(2031, 5, 20)


@pytest.mark.parametrize(
    ("text", "day", "spans"),
    [
        ("on January 4", WINTER, [("2031-01-04", "2031-01-04")]),
        ("on December 28", WINTER, [("2030-12-28", "2030-12-28")]),  # across New Year
        ("by February 3", WINTER, [("2031-02-03", "2031-02-03")]),
        ("on January 3-4", WINTER, [("2031-01-03", "2031-01-04")]),
        ("on the night of January 6 to 7", WINTER, [("2031-01-06", "2031-01-07")]),
        ("overnight on December 31 to January 1", WINTER, [("2030-12-31", "2031-01-01")]),
        ("on January 7 and 9", WINTER, [("2031-01-07", "2031-01-07"), ("2031-01-09", "2031-01-09")]),
        ("on January 5, 7, and 9", WINTER, [(f"2031-01-0{n}", f"2031-01-0{n}") for n in (5, 7, 9)]),
        ("between January 3 and 5", WINTER, [("2031-01-03", "2031-01-05")]),
        ("from November 13, 2030, to January 3, 2031", WINTER, [("2030-11-13", "2031-01-03")]),
        ("in late October of 2030", WINTER, [("2030-10-21", "2030-10-31")]),
        ("in early March", SPRING, [("2031-03-01", "2031-03-10")]),
        ("in mid-April", SPRING, [("2031-04-11", "2031-04-20")]),
        ("in November 2030", WINTER, [("2030-11-01", "2030-11-30")]),
        ("in February and March 2031", WINTER, [("2031-02-01", "2031-03-31")]),
        ("as of December 1, 2030", WINTER, [("2030-12-01", "2030-12-01")]),
        ("on 24 April", SPRING, [("2031-04-24", "2031-04-24")]),
        ("on 23-24 April 2031", SPRING, [("2031-04-23", "2031-04-24")]),
        ("on May 19th", SPRING, [("2031-05-19", "2031-05-19")]),
        ("on 2031-05-19", SPRING, [("2031-05-19", "2031-05-19")]),
        ("in 2029", SPRING, [("2029-01-01", "2029-12-31")]),
        ("by 2035", SPRING, [("2035-01-01", "2035-12-31")]),
        ("in the past 24 hours", SPRING, [("2031-05-19", "2031-05-20")]),
        ("in the past week", SPRING, [("2031-05-13", "2031-05-20")]),
        ("over the last two weeks", SPRING, [("2031-05-06", "2031-05-20")]),
        ("in the next 48 hours", SPRING, [("2031-05-20", "2031-05-22")]),
        ("three days ago", SPRING, [("2031-05-17", "2031-05-17")]),
        ("on Monday", SPRING, [("2031-05-19", "2031-05-19")]),
        ("yesterday", SPRING, [("2031-05-19", "2031-05-19")]),
        ("since April 2", SPRING, [("2031-04-02", "2031-05-20")]),
        ("in the winter of 2029-2030", SPRING, [("2029-12-01", "2030-02-28")]),
    ],
)
def test_forms(text, day, spans):
    assert found(text, day) == spans


@pytest.mark.parametrize(
    "text",
    [
        "in recent days", "in the coming days", "it may advance", "they march on", "May they stop", "the 3rd of five",
        "on February 30", "2000 soldiers in all", "signed in January each year", "for several weeks", "at 9:30 pm",
    ],
)  # fmt: skip
def test_what_is_no_date(text):
    assert found(text, SPRING) == []


def test_without_a_day_only_whole_dates_are_read():
    assert found("on March 3, yesterday and on March 5, 2030", None) == [("2030-03-05", "2030-03-05")]


def test_a_missing_file_is_named():
    with pytest.raises(DataError, match=r"dates\.toml"):
        DateLexicon({})


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(-200, 60))
def test_a_written_day_is_read_back(day, shift):
    told = date.fromordinal(day.toordinal() + shift)
    assert found(f"on {told:%B} {told.day}, {told.year}", day) == [(str(told), str(told))]


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(-170, 0))
def test_the_year_of_a_recent_day_is_inferred(day, shift):
    told = date.fromordinal(day.toordinal() + shift)
    if (told.month, told.day) != (2, 29):
        assert found(f"on {told:%B} {told.day}", day) == [(str(told), str(told))]


@given(
    st.text(max_size=200) | st.from_regex(r"(in|on|by) (early )?(January|May) \d{1,4}([-,] ?\d{1,4})*", fullmatch=True)
)
def test_no_text_breaks_the_reader(text):
    for span in DATES.find(scan(text), SPRING):
        assert span.first <= span.last
        assert 0 <= span.start < span.end <= len(text)


def of(claim):
    return [(d.text, d.of) for d in claim.dates]


def test_a_date_of_the_attribution_is_one_of_speech():
    text = "The ministry said on May 18 that troops left Corva on May 17"
    assert of(describe(text, "troops left Corva on May 17")[0]) == [("May 18", "speech"), ("May 17", "event")]


def test_as_of_in_an_attribution_is_still_the_event():
    text = "Footage as of May 18 shows that troops left Corva"
    assert of(describe(text, "troops left Corva")[0]) == [("May 18", "event")]


def test_a_date_after_joined_clauses_covers_them_all():
    text = "Troops shelled Corva and attacked Alderby on May 17."
    first, second = describe(text, "Troops shelled Corva", "attacked Alderby on May 17")
    assert of(first) == of(second) == [("May 17", "event")]
    assert first.dates[0].how.endswith("shared")
