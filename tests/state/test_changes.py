"""What changed between two days, in each ledger: new, turned, gone; and nothing where nothing was said anew."""

from datetime import date, timedelta

import msgspec
import pytest
from tests.judge.small_war import START, WAR, claim, place
from tests.state.watched_war import COURSE, at, found, told

from situate.change import LedgerChange
from situate.figure import Figure
from situate.judge import judge
from situate.model import Claim, Control
from situate.resolve.propositions import propositions
from situate.state import as_of, control
from situate.state.board import Watch, board
from situate.state.changes import board_changes, control_changes, office_changes
from situate.state.figure_changes import figure_changes, figures_on
from situate.state.posts import posts


def day(number: int) -> date:
    return START + timedelta(days=number)


def of_control(first: int, second: int, *claims: Claim) -> list[LedgerChange]:
    by_id = {c.id: c for c in claims}
    made = propositions(claims, WAR)
    rows = control(made, judge(made, by_id, WAR), by_id, WAR)
    sources = {p.id: p.supports for p in made}

    def behind(row: Control) -> tuple[str, ...]:
        return tuple(c for p in row.propositions for c in sources[p])

    before, after = (as_of(rows, day(n), known=day(n)) for n in (first, second))
    return list(control_changes(before, after, WAR, behind))


def test_a_place_that_changes_hands_names_the_claim():
    taken, retaken = claim(), claim("Blue forces captured Oakham", side="blues", day=4)
    (change,) = of_control(3, 4, taken, retaken)
    assert change.words.startswith("Oakham, assessed: held by Blues, was held by Reds (")
    assert (change.before, change.after, change.claims) == ("held by Reds", "held by Blues", (retaken.id,))
    assert of_control(1, 3, taken, retaken) == []
    (first,) = of_control(-1, 3, taken, retaken)
    assert first.before == "nothing known"


def test_stronger_evidence_of_the_same_state_is_told_as_such_and_last():
    one, two = claim(by="red_staff"), claim(by="red_channel", day=2)
    other = claim("Red forces captured Ashham", by="red_staff", places=[place("Ashham", lat=11.0)], day=2)
    changes = of_control(1, 2, one, two, other)
    assert [c.subject for c in changes] == ["Ashham, claimed", "Oakham, claimed"]
    assert "still held by Reds, now claimed by several of one side, was claimed by one side" in changes[1].words


def test_the_same_board_said_again_is_no_change():
    once, again = told(), told(day=1)
    assert list(board_changes(at(0, once), at(1, once, again))) == []


def test_a_board_tells_level_indicator_and_claims():
    boats = told(day=2)
    watch = Watch(COURSE, found(told("Red horses drink at the ford", by="red_staff"), boats))
    changes = list(board_changes(board(watch, day(1)), board(watch, day(2))))
    told_of = {c.subject: (c.before, c.after, c.claims) for c in changes}
    assert told_of["ford, level"] == ("very low", "low", (boats.id,))
    assert told_of["ford, boats"][2] == (boats.id,)
    assert all(c.ledger == "board" and c.words.startswith("ford, ") for c in changes)


def appointed(who: str, by: str, number: int) -> Claim:
    words = f"Colonel {who} was appointed Commander of the Northern Army"
    return claim(words, by=by, day=number, event="appointment", places=(), side="reds")


def of_offices(first: int, second: int, *claims: Claim) -> list[LedgerChange]:
    made = propositions(claims, WAR)
    days = (day(first), day(second))
    before, after = (posts(made, claims, WAR, known=one) for one in days)
    return list(office_changes(before, after, days, {"daily": "The Daily"}))


def test_new_holders_by_two_accounts_and_their_dispute():
    rivals = appointed("Adams", "daily", 5), appointed("Brown", "monitor", 5)
    changes = of_offices(1, 6, *rivals)
    assert [(c.ledger, c.before, c.after) for c in changes] == [
        ("offices", "nobody", "Adams"), ("offices", "nobody", "Brown"), ("offices", "", "disputed"),
    ]  # fmt: skip
    assert "The Daily has Adams, from 2030-05-06" in changes[0].words
    assert changes[2].claims == tuple(c.id for c in rivals)
    assert of_offices(6, 7, *rivals) == []


def test_an_account_that_names_somebody_else():
    one, two = appointed("Adams", "daily", 0), appointed("Brown", "daily", 5)
    (change,) = of_offices(1, 6, one, two)
    assert (change.before, change.after, change.claims) == ("Adams", "Brown", (two.id,))
    assert change.words.endswith("had Adams")


def figure(value: float, number: int | None, **more: object) -> Figure:
    when = None if number is None else day(number)
    fields = {
        "id": f"{value}-{number}", "topic": "displacement", "term": "displaced", "low": value, "high": value,
        "quantifier": "exact", "unit": "person", "counted": "", "measure": "stock", "first": when, "last": when,
        "source": "the agency", "claims": (f"c{value}",), "known": when or day(3),
    }  # fmt: skip
    return msgspec.convert(fields | more, Figure)


def test_a_new_number_stands_beside_the_last_of_its_series():
    old, new = figure(1000, 0), figure(1500, 5)
    (change,) = figure_changes([old], [old, new])
    assert (
        change.words
        == "displacement, displaced: 1,500 people (stock, 2030-05-06), the agency, was 1,000 people, 2030-05-01"
    )
    assert (change.before, change.after, change.claims) == ("1,000 people", "1,500 people", ("c1500",))
    assert list(figure_changes([old, new], [new, old])) == []


def test_a_flow_is_no_successor_of_another():
    (change,) = figure_changes(
        [figure(5, 0, measure="flow")], [figure(5, 0, measure="flow"), figure(7, 2, measure="flow")]
    )
    assert change.words.endswith(", before 5 people, 2030-05-01")


def test_a_number_that_is_gone_and_a_flag_that_is_new_are_told():
    (gone,) = figure_changes([figure(1000, 0)], [])
    assert (gone.after, gone.words.endswith("no longer said")) == ("", True)
    (flagged,) = figure_changes([figure(1000, 0)], [figure(1000, 0, flags=("no_source",))])
    assert flagged.words.endswith("now flagged no_source")


@pytest.mark.parametrize(
    ("value", "more", "words"),
    [
        (110e6, {"quantifier": "approximately"}, "about 110 million people"),
        (14, {"counted": "Leopard 2 tanks"}, "14 Leopard 2 tanks"),
        (10e9, {"unit": "RUB"}, "10,000 million RUB"),
        (300, {"high": None, "quantifier": "more than"}, "more than 300 people"),
        (300, {"high": 400.0}, "300 to 400 people"),
    ],
)
def test_numbers_in_words(value, more, words):
    (change,) = figure_changes([], [figure(value, 0, **more)])
    assert change.after == words


def test_figures_of_a_day_are_those_up_to_it():
    assert [f.value for f in figures_on([figure(1, 0), figure(2, 5), figure(3, None)], day(4))] == [1, 3]
    assert [f.value for f in figures_on([figure(3, None)], day(2))] == []
