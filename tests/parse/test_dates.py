"""Datelines, times and zones, and where a year comes from."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.parse.world import LEXICON, PROSE, parse

from situate.model import Hints
from situate.parse.dates import Calendar, url_days
from situate.parse.published import Clues, infer
from situate.parse.words import read_words

CALENDAR = Calendar(read_words(LEXICON))


@pytest.mark.parametrize(
    ("line", "month", "day", "year"),
    [
        ("January 24, 9:30 pm ET", 1, 24, None),
        ("March 26, 1500 ET", 3, 26, None),
        ("August 27, 7:30ET", 8, 27, None),
        ("Published Tuesday, 3 June 2031", 6, 3, 2031),
        ("Updated: Sept. 4th, 2031 at 10 a.m.", 9, 4, 2031),
        ("2031-05-20", 5, 20, 2031),
    ],
)
def test_datelines(line, month, day, year):
    found = CALENDAR.dateline(line)
    assert found is not None and (found.month, found.day, found.year) == (month, day, year)


@pytest.mark.parametrize(
    "line",
    [
        "Key Events March 2, 4:00 pm EST",
        "March 3 was quiet.",
        "February 30",
        "In May 2031",
        "Marching 12",
        "",
        "June 31, 2031",
    ],
)
def test_no_datelines(line):
    assert CALENDAR.dateline(line) is None


@pytest.mark.parametrize(
    ("line", "day", "hour", "minute", "offset"),
    [
        ("9:30 pm ET", date(2031, 1, 24), 21, 30, -5),
        ("9:30 pm ET", date(2031, 7, 24), 21, 30, -4),
        ("12:05 am EST", date(2031, 7, 24), 0, 5, -5),
        ("1500 ET", date(2031, 3, 8), 15, 0, -5),  # the Saturday before summer time
        ("1500 ET", date(2031, 3, 9), 15, 0, -4),
        ("18:45 EET", date(2031, 10, 26), 18, 45, 2),  # the Sunday on which it ends
        ("18:45 EET", date(2031, 10, 25), 18, 45, 3),
        ("noon, 12pm UTC", date(2031, 10, 25), 12, 0, 0),
    ],
)
def test_clock(line, day, hour, minute, offset):
    at, why = CALENDAR.clock(line, day)
    assert why == "" and at is not None
    assert (at.hour, at.minute, at.utcoffset()) == (hour, minute, timedelta(hours=offset))


@pytest.mark.parametrize(
    ("line", "why"), [("5:00 ET", "morning or evening"), ("5 pm", "no zone"), ("25:10 ET", "no time")]
)
def test_clock_says_why_not(line, why):
    at, reason = CALENDAR.clock(line, date(2031, 1, 1))
    assert at is None and why in reason


WITNESSES: list[tuple[dict[str, Any], date, str]] = [
    ({"published": datetime(2031, 1, 2, tzinfo=UTC)}, date(2030, 12, 31), "what it came with"),
    ({"dates": (("the page's date", "2031-01-01T03:00:00Z"),)}, date(2030, 12, 31), "the page's date"),
    ({"title": "The isle on January 1, 2031"}, date(2030, 12, 31), "the title"),
    ({"url": "https://conflicts.example/2031/01/01/isle"}, date(2030, 12, 31), "the URL"),
    ({"name": "isle-december-31-2030.html"}, date(2030, 12, 31), "the file name"),
    ({"prose": "Since December 20, 2030, and until March 2032"}, date(2030, 12, 31), "the dates in the text"),
    ({"cited": "https://mill.example/2030/12/30/x"}, date(2030, 12, 31), "the dates in the text and notes"),
]


@pytest.mark.parametrize(("clues", "day", "how"), WITNESSES)
def test_the_year_comes_from_the_first_witness_and_the_receipt_names_it(clues, day, how):
    published = infer(Clues(dateline="December 31, 8 pm UTC", **clues), CALENDAR)
    assert published.day == day and how in published.how
    assert published.at == datetime(2030, 12, 31, 20, tzinfo=UTC)


def test_witnesses_are_heard_in_order():
    names = [how for _, _, how in WITNESSES[:5]]
    for first in range(5):
        clues = Clues(dateline="December 31")
        for extra, _, _ in reversed(WITNESSES[first:5]):
            clues = msgspec.structs.replace(clues, **extra)
        assert names[first] in infer(clues, CALENDAR).how


def test_the_nearest_whole_date_outweighs_many_far_ones():
    prose = (
        "From October 2030, on October 1, 2030, and October 9, 2030, to January 23, 2031, as planned for May 2, 2031."
    )
    assert infer(Clues(dateline="January 24", prose=prose), CALENDAR).day == date(2031, 1, 24)


def test_a_page_is_not_older_than_what_it_cites():
    cited = "https://a.example/2031/05/19/x https://b.example/2029/05/20/y https://c.example/2029/05/19/z"
    assert infer(Clues(dateline="May 20", cited=cited), CALENDAR).day == date(2031, 5, 20)


def test_an_anniversary_is_not_today():
    prose = "Since the landing of February 24, 2030, and above all since December 2030 and January 2031, it has rained."
    assert infer(Clues(dateline="February 24", prose=prose), CALENDAR).day == date(2031, 2, 24)


def test_the_weekday_decides():
    prose = "May 1, 2031. May 2, 2031. May 18, 2030"
    assert infer(Clues(dateline="Tuesday, May 20", prose=prose), CALENDAR).day == date(2031, 5, 20)
    assert infer(Clues(dateline="Monday, May 20", prose=prose), CALENDAR).day == date(2030, 5, 20)
    published = infer(Clues(dateline="Sunday, May 20", prose=prose), CALENDAR)
    assert published.day is None and published.how.endswith("no year fits the weekday")


def test_nothing_tells():
    published = infer(Clues(prose="It rained on May 2."), CALENDAR)
    assert published.day is None and "nothing else" in published.how


def test_cited_pages_tell_where_no_dateline_stands():
    cited = "https://a.example/2031/05/19/x https://b.example/2031/05/19/y https://c.example/2031/06/19/z"
    published = infer(Clues(cited=cited), CALENDAR)
    assert published.day == date(2031, 5, 19) and "2 of 3 pages" in published.how


def test_a_title_tells_where_no_dateline_stands():
    clues = Clues(title="The isle, May 20", dates=(("the page's date", "2031-05-21T01:00:00Z"),))
    assert infer(clues, CALENDAR).day == date(2031, 5, 20)
    clues = Clues(title="What happened on May 20", dates=(("the page's date", "2031-09-21"),))
    assert infer(clues, CALENDAR).day == date(2031, 9, 21)


@given(st.integers(1_330_000_000, 2_170_000_000))
def test_the_number_of_a_post_is_its_moment(seconds):
    moment = datetime.fromtimestamp(seconds, UTC)
    milliseconds = seconds * 1000 - 1288834974657
    found = list(url_days(f"https://x.com/someone/status/{milliseconds << 22}?s=20"))
    assert [day for day, _ in found] == [moment.date()]


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_whole_dateline_needs_no_witness(day):
    text = f"{day:%B} {day.day}, {day.year}\n{PROSE.format(day='May 3', n=1)}"
    assert parse(text, hints=Hints(published=datetime(2000, 1, 1, tzinfo=UTC))).published.day == day
