"""The warning board: who files what, what stands on a day, and what level and trend follow."""

from datetime import UTC, datetime

import msgspec
import pytest
from tests.judge.small_war import claim
from tests.state.watched_war import (
    COURSE,
    FORDHAM,
    NOTHING,
    THEATRE,
    WORDS,
    at,
    chance,
    day,
    found,
    indicator,
    likely,
    report,
    says,
    told,
)

from situate.courses import Pattern, Subject
from situate.errors import DataError
from situate.model import Decision, Passage
from situate.state.board import Watch, board, changed_boards, history
from situate.state.filing import watched


def ruling(subject: str, way: str, **detail: str) -> Decision:
    return Decision(
        at=datetime(2030, 6, 1, tzinfo=UTC), by="A. Analyst", action="file", subject=subject, reason="seen it",
        detail={"course": "ford", "as": way} | detail,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "indicator", "direction"),
    [
        (told(), "boats", "more"),
        (told(negated=True), "boats", "less"),
        (told(likelihood=likely("unlikely", 20, 45)), "boats", "less"),
        (told(negated=True, likelihood=likely("unlikely", 20, 45)), "boats", "more"),
        (told(author_view="doubts", by="monitor"), "boats", "ambiguous"),
        (told("Red forces left the ford", event="withdrawal"), "leaving", "less"),
        (told("Red forces did not leave the ford", event="withdrawal", negated=True), "leaving", "ambiguous"),
        (told("Red forces drill", places=(FORDHAM,), event="training"), "drill", "more"),
        (told("Red trains run", places=(FORDHAM,)), "arriving", "more"),
        (told("Nobody goes to the ford", by="red_staff"), "red-word", "ambiguous"),
        (told("Red forces attack over the ford", event="assault"), "crossed", "more"),
        (told(rubric="unclear"), "unclear", "ambiguous"),
        (told(rubric="further", negated=True), "further", "less"),
    ],
)
def test_a_claim_is_filed_once_and_by_the_first_rule_that_fits(one, indicator, direction):
    (filing,) = found(one).filings
    assert (filing.indicator, filing.direction, filing.claim) == (indicator, direction, one.id)


@pytest.mark.parametrize(
    ("one", "left"),
    [
        (claim("Red forces captured Oakham"), False),  # about something else
        (told("Red horses drink at the ford"), True),
        (told("Red forces may attack over the ford", event="assault", likelihood=likely("may")), True),
        (told(author_view="refutes", by="red_staff"), True),
    ],
)
def test_what_no_rule_takes_is_left_to_the_analyst_if_it_bears_on_the_course(one, left):
    shown = found(one)
    assert shown.filings == ()
    assert shown.open == ((("ford", one.id),) if left else ())


@pytest.mark.parametrize(
    ("about", "one", "bears"),
    [
        (None, claim("Red forces captured Oakham"), True),
        (Subject(words=("ford*",)), claim("Red forces captured Oakham"), False),
        (Subject(words=("ford*",)), claim("The fords are dry", places=()), True),
        (Subject(sides=("reds",)), claim("They captured Oakham"), True),
        (Subject(areas=("oak",)), claim("Red forces captured Oakham"), False),
        (Subject(places=("Oakham",)), claim("They captured it"), True),
        (
            Subject(sections=("at the ford",)),
            claim("They captured it", section=("North", "Activity at the ford")),
            True,
        ),
        (Subject(sections=("at the ford",)), claim("They captured it", section=("North",)), False),
    ],
)
def test_what_a_course_is_about(about, one, bears):
    course = msgspec.structs.replace(COURSE, about=about)
    theatre = msgspec.structs.replace(THEATRE, courses=(course,))
    shown = watched((one,), (), theatre, WORDS)
    assert bool(shown.open or shown.filings) is bears


def test_words_that_deny_are_not_denied_again():
    dry = indicator("dry", Pattern(words=("cannot cross",), negative=True), direction="less")
    course = msgspec.structs.replace(COURSE, indicators=(dry,))
    theatre = msgspec.structs.replace(THEATRE, courses=(course,))
    (filing,) = watched((told("Red forces cannot cross the ford", negated=True),), (), theatre, WORDS).filings
    assert (filing.direction, filing.seen) == ("less", True)


def test_an_analyst_goes_before_rubric_and_rule():
    one, two = told(rubric="further"), told("Red horses drink at the ford")
    shown = found(one, two, decisions=(ruling(one.id, "more"), ruling(two.id, "more", indicator="boats")))
    assert {(f.claim, f.by, f.direction, f.indicator) for f in shown.filings} == {
        (one.id, "analyst", "more", "further"), (two.id, "analyst", "more", "boats"),
    }  # fmt: skip
    assert "A. Analyst" in shown.filings[0].why
    assert found(one, decisions=(ruling(one.id, "more"), ruling(one.id, "none"))).filings == ()


def test_an_analyst_may_file_under_no_indicator():
    one = told("Red horses drink at the ford")
    board = at(0, one, decisions=(ruling(one.id, "less"),))
    assert says(board, "analyst-less") == "less"
    assert chance(board) < COURSE.prior


def test_a_filing_on_an_unknown_course_is_refused():
    bad = ruling("c", "more", course="bridge")
    with pytest.raises(DataError, match="bridge"):
        found(decisions=(bad,))


def test_how_many_report_it_changes_nothing():
    once, often = at(0, told()), at(0, told(), told(by="monitor"), told(by="daily"))
    assert chance(once) == chance(often) > COURSE.prior
    assert once.level == "low"


def test_each_indicator_multiplies_the_odds_once():
    board = at(0, told(), told("Red forces left the ford", event="withdrawal"))
    assert board.why == "prior 10%: boats ×4, leaving ÷2"
    assert board.chance == 18.2


def test_what_is_decisive_is_under_way_for_its_days():
    attack = told("Red forces attack over the ford", event="assault")
    assert at(4, attack).level == "under way"
    assert at(5, attack).level != "under way"
    denied = told("Red forces did not attack over the ford", event="assault", negated=True)
    assert at(4, denied).level == "very low"


@pytest.mark.parametrize(("reports", "direction"), [(1, "ambiguous"), (2, "ambiguous"), (3, "more")])
def test_no_more_than_usual_is_ambiguous(reports, direction):
    drills = [told("Red forces drill at the ford", event="training", day=n) for n in range(reports)]
    assert says(at(5, *drills), "drill") == direction


@pytest.mark.parametrize(
    ("number", "direction"), [(0, "ambiguous"), (19, "ambiguous"), (20, "more"), (240, "ambiguous")]
)
def test_what_the_season_brings_is_ambiguous(number, direction):
    called = told("Red reservists of the ford are called up", event="mobilization", day=number)
    assert says(at(number, called), "call-up") == direction


def test_a_report_expires():
    board = at(14, told(), told("Red horses drink at the ford", day=10))
    assert says(at(13, told()), "boats") == "more"
    assert says(board, "boats") == ""


def test_the_latest_word_counts_and_a_disagreement_cancels_out():
    no = told(negated=True, day=3)
    assert says(at(4, told(), no), "boats") == "less"
    assert says(at(4, told(day=3), no), "boats") == "ambiguous"
    assert says(at(4, told(day=4), no), "boats") == "more"


def test_silence_makes_nothing_likelier():
    boats, left = told(day=8), told("Red forces left the ford", event="withdrawal", day=5)
    quiet = told("Nobody goes to the ford", by="red_staff", day=15)
    chances = [chance(at(n, boats, left, quiet)) for n in range(8, 28)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > chances[-1]
    again = told("Red boats are back at the ford", day=20)
    assert says(at(20, boats, left, again), "leaving") == ""


def test_what_is_only_possible_tells_little():
    assert at(0, told(likelihood=likely("may"))).why == "prior 10%: boats ×1.5"
    assert at(0, told(author_view="unverified", by="monitor")).why == "prior 10%: boats ×1.5"


def test_nothing_to_report_is_an_observation_of_who_and_when():
    paper = report(3, ("nearer", f"{NOTHING.capitalize()}."), ("unclear", "Red horses drink."), ("further", ""))
    (look,) = [k for k in found(documents=(paper,)).looks if k.nothing]
    assert (look.rubric, look.day, look.who) == ("nearer", day(3), "Institute")
    assert paper.text[look.start : look.end] == "Nothing to report."
    board = at(4, documents=(paper,))
    assert says(board, "nearer") == "less"
    assert board.level == "very low"
    assert "Institute looked on 2030-05-04" in next(s.why for s in board.standings if s.indicator == "nearer")
    assert {k.rubric for k in board.looks} == {"nearer", "unclear", "further"}


def test_an_empty_section_is_an_observation_too():
    text = "Activity at the ford\nN/A\nActivity elsewhere\nN/A\n"
    passages = (
        Passage(kind="heading", start=0, end=20, section=("Activity at the ford",)),
        Passage(kind="body", start=21, end=24, section=("Activity at the ford",)),
        Passage(kind="heading", start=25, end=43, section=("Activity elsewhere",)),
        Passage(kind="body", start=44, end=47, section=("Activity elsewhere",)),
    )
    paper = msgspec.structs.replace(report(3), text=text, passages=passages)
    course = msgspec.structs.replace(COURSE, about=Subject(sections=("at the ford",)))
    theatre = msgspec.structs.replace(THEATRE, courses=(course,))
    words = msgspec.structs.replace(WORDS, nothing=frozenset({"n/a"}))
    (look,) = watched((), (paper,), theatre, words).looks
    assert (look.rubric, look.nothing, look.start, look.end) == ("section", True, 21, 24)
    shown = board(Watch(course, watched((), (paper,), theatre, words)), day(4))
    assert (shown.level, shown.chance, shown.looks) == ("very low", COURSE.prior, (look,))


def test_what_is_filed_goes_before_nothing_to_report():
    paper = report(3, ("nearer", NOTHING))
    assert says(at(4, told(rubric="nearer", day=2), documents=(paper,)), "nearer") == "more"


def test_where_nobody_reports_nothing_is_known():
    board = at(14, told())
    assert (board.level, board.chance, board.trend) == ("unknown", None, "unknown")
    assert at(14, told(), told("Red horses drink at the ford", by="red_staff", day=13)).level != "unknown"


@pytest.mark.parametrize(
    ("words", "bounds", "negated", "level", "trend"),
    [
        ("very low", (None, None), False, "very low", ""),
        ("increasingly unlikely", (None, None), False, "", "falling"),
        ("any more likely", (None, None), True, "", "steady"),
        ("likely", (55, 80), False, "high", ""),
        ("likely", (55, 80), True, "low", ""),
        ("improbable", (20, 45), False, "low", ""),
    ],
)
def test_what_an_author_says_of_the_course_is_kept_apart(words, bounds, negated, level, trend):
    said = told("A crossing at the ford is what they fear", likelihood=likely(words, *bounds), negated=negated)
    shown = found(said)
    assert (shown.filings, shown.open) == ((), ())
    assert [(f.level, f.trend, f.words, f.own) for f in shown.forecasts] == [(level, trend, words, True)]
    board = at(0, said)
    assert board.chance == COURSE.prior
    assert (board.said_level is not None, board.said_trend is not None) == (bool(level), bool(trend))


def test_whom_authors_quote_on_the_course_stands_apart_from_them():
    early = told("A crossing at the ford is feared", by="blue_staff", likelihood=likely("likely", 55, 80))
    late = told("A crossing at the ford is feared", by="blue_staff", likelihood=likely("very low"), day=2)
    shown = at(3, early, late)
    assert shown.said_level is None
    assert [(f.who, f.words) for f in shown.others] == [("Blue Staff", "very low")]


def test_words_off_the_scale_say_no_level():
    assert found(told("A crossing at the ford is feared", likelihood=likely("may"))).forecasts == ()


def test_what_is_to_come_is_told_of_on_the_day_of_publication():
    (filing,) = found(told(day=30, said=2)).filings
    assert (filing.day, filing.known) == (day(2), day(2))


def test_the_trend_is_what_came_and_went():
    assert at(3, told(day=2)).trend == "rising"
    assert at(10, told(day=2)).trend == "steady"
    left = told("Red forces left the ford", event="withdrawal", day=12)
    assert at(12, told(day=2), left).trend == "falling"
    assert "leaving less likely" in at(12, told(day=2), left).why_trend


def test_a_later_version_speaks_instead_from_its_day_on():
    first = told(document="a", document_key="post/1")
    editions = (
        report(0, name="a", key="post/1"),
        report(0, name="b", key="post/1", edited=datetime(2030, 5, 4, tzinfo=UTC)),
    )
    other = told("Red horses drink at the ford", by="red_staff")
    assert says(at(2, first, other, documents=editions), "boats") == "more"
    assert says(at(3, first, other, documents=editions), "boats") == ""
    assert says(at(2, first, other, known=3, documents=editions), "boats") == ""


def test_the_difference_to_the_day_before_names_its_claims():
    boats, left = told(day=1), told("Red forces left the ford", event="withdrawal", day=2)
    told_of = dict(changed_boards(at(1, boats, left), at(2, boats, left)))
    (line,) = [words for words in told_of if words.startswith("leaving")]
    assert told_of[line] == (left.id,)
    assert "trend" not in told_of


def test_the_history_has_every_day_as_it_was_known_then():
    late = told(day=1, said=3)
    rows = history(Watch(COURSE, found(told(), late)), day(0), day(4))
    assert [r.day for r in rows] == [day(n) for n in range(5)]
    assert [r.filed for r in rows] == [1, 0, 0, 1, 0]
    assert rows[0].changes and rows[0].claims
    assert not any(r.changes for r in rows[1:])
