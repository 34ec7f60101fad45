from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.describing import LEXICON, describe, describer, document, quote

from situate.errors import DataError
from situate.extract.dates import DateLexicon
from situate.extract.frame import Frame
from situate.extract.scan import DATE, Scanner

DATES = DateLexicon(LEXICON)
SCANNER = Scanner({DATE: DATES.triggers})


def found(text: str, day: date | None) -> list[tuple[str, str]]:
    return [(str(f.first), str(f.last)) for f in DATES.find(SCANNER.scan(text), day)]


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
        ("the stocks last through the winter", WINTER, [("2030-12-01", "2031-02-28")]),
        ("will merge in autumn", SPRING, [("2031-09-01", "2031-11-30")]),
        ("during the summer training", SPRING, []),
        ("over the weekend gunners shelled it", SPRING, [("2031-05-17", "2031-05-18")]),
        ("the bank plans to hold the vote on November 11", SPRING, [("2031-11-11", "2031-11-11")]),
        ("the bank will move by September 1", WINTER, [("2031-09-01", "2031-09-01")]),
        ("the bank had moved on November 11", SPRING, [("2030-11-11", "2030-11-11")]),
        ("the ninth such raid since early May", SPRING, []),
        ("in the winter of 2029-2030", SPRING, [("2029-12-01", "2030-02-28")]),
        ("since last autumn", SPRING, [("2030-09-01", "2031-05-20")]),
        ("since spring", date(2031, 10, 9), [("2031-03-01", "2031-10-09")]),
        ("on the night of 3 to 4 May", SPRING, [("2031-05-03", "2031-05-04")]),
        ("overnight on May 3 to 4", SPRING, [("2031-05-03", "2031-05-04")]),
        ("overnight", SPRING, [("2031-05-19", "2031-05-20")]),
        ("last night", SPRING, [("2031-05-19", "2031-05-20")]),
        ("on May 6/7", SPRING, [("2031-05-06", "2031-05-07")]),
        ("on April 28 and 29, 2031", SPRING, [("2031-04-28", "2031-04-28"), ("2031-04-29", "2031-04-29")]),
        ("on 27 and 28 April", SPRING, [("2031-04-27", "2031-04-27"), ("2031-04-28", "2031-04-28")]),
        ("between April 28 and May 2", SPRING, [("2031-04-28", "2031-05-02")]),
        ("in mid to late April", SPRING, [("2031-04-11", "2031-04-30")]),
        ("in early to mid-April", SPRING, [("2031-04-01", "2031-04-20")]),
        ("in the first half of April", SPRING, [("2031-04-01", "2031-04-15")]),
        ("at the end of April", SPRING, [("2031-04-21", "2031-04-30")]),
        ("by the end of the month", SPRING, [("2031-05-31", "2031-05-31")]),
        ("in the third quarter of 2030", SPRING, [("2030-07-01", "2030-09-30")]),
        ("in the first half of 2030", SPRING, [("2030-01-01", "2030-06-30")]),
        ("in Q4 2030", SPRING, [("2030-10-01", "2030-12-31")]),
        ("from 2024 to 2026", SPRING, [("2024-01-01", "2026-12-31")]),
        ("between 2024 and 2026", SPRING, [("2024-01-01", "2026-12-31")]),
        ("in late 2030", SPRING, [("2030-09-01", "2030-12-31")]),
        ("in the past 24-48 hours", SPRING, [("2031-05-18", "2031-05-20")]),
        ("in the next two to three days", SPRING, [("2031-05-20", "2031-05-23")]),
        ("in the next 24 hours after the fall of the town", SPRING, [("2031-05-20", "2031-05-21")]),
        ("in the week to 8 May", SPRING, [("2031-05-02", "2031-05-08")]),
        ("last month", SPRING, [("2031-04-01", "2031-04-30")]),
        ("last week", SPRING, [("2031-05-12", "2031-05-18")]),
        ("next week", SPRING, [("2031-05-26", "2031-06-01")]),
        ("over the last week", SPRING, [("2031-05-13", "2031-05-20")]),
        ("next year", SPRING, [("2032-01-01", "2032-12-31")]),
        ("this week", SPRING, [("2031-05-19", "2031-05-25")]),
        (
            "on January 22, a week after the vote",
            WINTER.replace(day=30),
            [("2031-01-22", "2031-01-22"), ("2031-01-15", "2031-01-15")],
        ),
        (
            "on January 3; two days later they left",
            WINTER,
            [("2031-01-03", "2031-01-03"), ("2031-01-05", "2031-01-05")],
        ),
        ("on Friday", SPRING, [("2031-05-16", "2031-05-16")]),
        ("on Tuesday", SPRING, [("2031-05-20", "2031-05-20")]),
        ("last Tuesday", SPRING, [("2031-05-13", "2031-05-13")]),
        ("next Tuesday", SPRING, [("2031-05-27", "2031-05-27")]),
        ("on the 17th, shells fell", SPRING, [("2031-05-17", "2031-05-17")]),
        ("on the 24th, shells fell", SPRING, [("2031-04-24", "2031-04-24")]),
        ("as of 09:00", SPRING, [("2031-05-20", "2031-05-20")]),
        ("as of 1400 local time", SPRING, [("2031-05-20", "2031-05-20")]),
        ("as of noon", SPRING, [("2031-05-20", "2031-05-20")]),
        ("as of 6:00 am local time on May 19", SPRING, [("2031-05-19", "2031-05-19")]),
        ("at 23:40 UTC+3 on May 19", SPRING, [("2031-05-19", "2031-05-19")]),
        ("at 2140 EET on May 19", SPRING, [("2031-05-19", "2031-05-19")]),
        ("on 19.05.2031", SPRING, [("2031-05-19", "2031-05-19")]),
        ("on the 21st of April", SPRING, [("2031-04-21", "2031-04-21")]),
        ("on Dec. 30", WINTER, [("2030-12-30", "2030-12-30")]),
        ("in December", WINTER, [("2030-12-01", "2030-12-31")]),
        ("in November and December", WINTER, [("2030-11-01", "2030-12-31")]),
        ("from late December to January 5", WINTER, [("2030-12-21", "2030-12-31"), ("2031-01-05", "2031-01-05")]),
        ("from 28 April to 3 May", SPRING, [("2031-04-28", "2031-05-03")]),
        ("between 28 April and 3 May", SPRING, [("2031-04-28", "2031-05-03")]),
        ("between 3 and 9 May", SPRING, [("2031-05-03", "2031-05-09")]),
        ("on 5, 6 and 11 May", SPRING, [("2031-05-05",) * 2, ("2031-05-06",) * 2, ("2031-05-11",) * 2]),
        ("between Monday and Tuesday", SPRING, [("2031-05-19", "2031-05-20")]),
        ("from Friday to Sunday", SPRING, [("2031-05-16", "2031-05-18")]),
        ("the road will be shut from Friday to Sunday", SPRING, [("2031-05-23", "2031-05-25")]),
        ("the road will reopen on Monday", SPRING, [("2031-05-26", "2031-05-26")]),
        ("the road will reopen, she said on Monday", SPRING, [("2031-05-19", "2031-05-19")]),
        ("overnight into Monday", SPRING, [("2031-05-18", "2031-05-19")]),
        ("the day before yesterday", SPRING, [("2031-05-18", "2031-05-18")]),
        ("during the night guns were heard", SPRING, [("2031-05-19", "2031-05-20")]),
        ("since morning", SPRING, [("2031-05-20", "2031-05-20")]),
        ("in April last year", SPRING, [("2030-04-01", "2030-04-30")]),
        ("in May this year", SPRING, [("2031-05-01", "2031-05-31")]),
        ("by the end of June", SPRING, [("2031-06-30", "2031-06-30")]),
        ("by the end of 2031", SPRING, [("2031-12-31", "2031-12-31")]),
        ("at the end of April", SPRING, [("2031-04-21", "2031-04-30")]),
        ("last May", SPRING, [("2030-05-01", "2030-05-31")]),
    ],
)
def test_forms(text, day, spans):
    assert found(text, day) == spans


@pytest.mark.parametrize(
    "text",
    [
        "in recent days", "in the coming days", "it may advance", "they march on", "May they stop", "the 3rd of five",
        "units of the 1st and 2nd Army Corps", "on the 24th Brigade", "men of the 17th, 18th and 19th", "a week after",
        "15 a day, against 12 in June", "as of 2500", "from June 31", "several days ago", "the last few weeks",
        "before December", "until April", "before 2035", "more than in April", "the heaviest raid since March",
        "in the morning",
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


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("on May 3, 2031", "day"),
        ("on May 3", "day, year inferred"),
        ("since May 3", "day, year inferred, since"),
        ("on May 3-4", "range of days"),
        ("in early April", "early month, year inferred"),
        ("in April 2031", "whole month"),
        ("by 2035", "year"),
        ("in the past week", "span seen from the document's day"),
        ("on Monday", "weekday nearest to the document's day"),
        ("as of 09:00", "a time of the document's day"),
        ("last month", "unit of the calendar beside the document's"),
        ("two days ago", "counted from another date"),
    ],
)
def test_a_date_says_how_it_was_read(text, how):
    (only,) = DATES.find(SCANNER.scan(text), SPRING)
    assert only.how == how


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
    for span in DATES.find(SCANNER.scan(text), SPRING):
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


def test_what_stands_before_the_speaker_dates_the_speech():
    text = "The report comes a week after May 18, when the mayor proposed the mobilization of clerks"
    document_ = document(text)
    frame = Frame(
        content=quote(text, "the mobilization of clerks"), sentence=(0, len(text)), speakers=(quote(text, "mayor"),),
        attribution=((text.index("the mayor"), text.index("the mobilization")),),
    )  # fmt: skip
    (claim,) = describer().describe(document_, document_.passages[0], [frame])
    assert {kind for _, kind in of(claim)} == {"speech"}


def test_the_day_that_ends_a_clause_is_that_of_the_speech_it_goes_on_with():
    text = "The mayor visited Corva on May 18 and said that troops had left"
    document_, whole = document(text), (0, len(text))
    visit = Frame(content=quote(text, "The mayor visited Corva on May 18"), sentence=whole)
    said = Frame(content=quote(text, "troops had left"), sentence=whole, speakers=(quote(text, "The mayor"),))
    first, second = describer().describe(document_, document_.passages[0], [visit, said])
    assert of(first) == [("May 18", "event")]
    assert of(second) == [("May 18", "speech")]


def test_a_date_after_joined_clauses_covers_them_all():
    text = "Troops shelled Corva and attacked Alderby on May 17."
    first, second = describe(text, "Troops shelled Corva", "attacked Alderby on May 17")
    assert of(first) == of(second) == [("May 17", "event")]
    assert first.dates[0].how.endswith("shared")


@pytest.mark.parametrize(
    ("text", "content", "cue", "of"),
    [
        ("The ministry denied any talks on Monday", "any talks on Monday", "denied", "speech"),
        ("The ministry announced the draft early, on Monday", "the draft early, on Monday", "announced", "speech"),
        ("The ministry announced a parade on Monday", "a parade on Monday", "announced", "event"),
        ("The ministry reported a blast on Monday", "a blast on Monday", "reported", "event"),
        ("The ministry denied that shells fell on Monday", "shells fell on Monday", "denied", "event"),
    ],
)
def test_a_day_that_closes_what_was_announced_or_denied_dates_the_speech(text, content, cue, of):
    frame = Frame(
        content=quote(text, content), sentence=(0, len(text)), speakers=(quote(text, "The ministry"),),
        cue=quote(text, cue), stance="denies" if cue == "denied" else "states",
    )  # fmt: skip
    whole = document(text)
    (claim,) = describer().describe(whole, whole.passages[0], [frame])
    assert [d.of for d in claim.dates] == [of]


def test_a_day_between_the_word_of_speech_and_what_was_said_dates_the_speech():
    text = "A ministry claim on Monday that shells fell is false"
    frame = Frame(content=quote(text, "shells fell"), sentence=(0, len(text)), cue=quote(text, "claim"))
    whole = document(text)
    (claim,) = describer().describe(whole, whole.passages[0], [frame])
    assert [d.of for d in claim.dates] == ["speech"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The governor, whom the mayor had sacked in March, has joined the bank", []),
        ("The governor, whom the mayor had sacked, joined the bank in March", ["in March"]),
    ],
)
def test_the_day_of_an_inserted_clause_is_not_that_of_the_main_one(text, days):
    (claim,) = describe(text)
    assert [d.text for d in claim.dates] == [day.removeprefix("in ") for day in days]


def test_the_day_of_a_picture_is_one_of_speech():
    (claim,) = describe("forty tanks at Corva in imagery taken on May 2")
    assert [d.of for d in claim.dates] == ["speech"]


def test_a_day_of_the_clause_before_does_not_date_a_contrast():
    text = "The bank moves on May 30, though the guards patrol the road"
    assert [len(c.dates) for c in describe(text, "The bank moves on May 30", "the guards patrol the road")] == [1, 0]
