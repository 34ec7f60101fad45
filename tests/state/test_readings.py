"""What the ledger of control tells when asked: a day and its age, what changed, and how it came."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.judge.small_war import START, WAR, claim, place

from situate.ground import STALE_DAYS, Difference, Reading, Story, quiet
from situate.judge import judge
from situate.model import Claim, Control
from situate.resolve.propositions import propositions
from situate.state import as_of, control
from situate.state.observations import Observation, observations
from situate.state.readings import differences, readings, story
from situate.timespan import Span


def made(*claims: Claim) -> tuple[tuple[Control, ...], tuple[Observation, ...]]:
    """The rows of control and what they were made of."""
    by_id = {c.id: c for c in claims}
    found = propositions(claims, WAR)
    judgments = judge(found, by_id, WAR)
    return control(found, judgments, by_id, WAR), tuple(observations(found, judgments, by_id, WAR))


def day(number: int) -> date:
    return START + timedelta(days=number)


def read(number: int, *claims: Claim, known: int | None = None) -> dict[str, Reading]:
    rows, seen = made(*claims)
    found = readings(rows, seen, day(number), known=None if known is None else day(known))
    return {r.row.tier: r for r in found}


def blues(number: int, **more) -> Claim:
    return claim("Blue forces captured Oakham", side="blues", day=number, **more)


def test_a_state_that_nobody_speaks_for_grows_stale_and_stands():
    fresh, old = read(STALE_DAYS, claim())["assessed"], read(STALE_DAYS + 1, claim())["assessed"]
    assert (fresh.silent_days, fresh.is_stale) == (STALE_DAYS, False)
    assert (old.row.state, old.row.side, old.is_stale) == ("held", "reds", True)


def test_who_says_it_again_makes_it_fresh():
    again = claim("Red forces hold Oakham", event="hold", day=20)
    found = read(25, claim(), again)["assessed"]
    assert (found.row.valid_from, found.spoken, found.is_stale) == (START, day(20), False)


def test_what_was_said_later_was_not_yet_heard():
    again = claim("Red forces hold Oakham", event="hold", day=20, said=24)
    assert read(25, claim(), again, known=23)["assessed"].spoken == START


def test_fighting_there_does_not_speak_for_its_holder():
    fight = claim("fighting goes on in Oakham", event="clash", side=None, places=[place(role="at")], day=20)
    assert read(25, claim(), fight)["assessed"].spoken == START


def test_what_changed_between_two_days():
    rows, _ = made(claim(), blues(10), claim("Red forces captured Elmton", places=[place("Elmton")], day=10))
    found = differences(as_of(rows, day(5)), as_of(rows, day(15)))
    told = [(d.row.place_name, d.before and d.before.side, d.after and d.after.side) for d in found]
    assert told == [("Elmton", None, "reds"), ("Oakham", "reds", "blues")]
    assert not any(d.is_of_evidence for d in found)


def test_the_same_state_on_better_evidence_is_a_change_of_evidence():
    rows, _ = made(claim(by="red_staff"), claim(by="red_channel", day=6))
    (found,) = differences(as_of(rows, day(5)), as_of(rows, day(15)))
    assert found.is_of_evidence


def test_nothing_changed_between_a_day_and_itself():
    rows, _ = made(claim(), blues(10))
    assert differences(as_of(rows, day(12)), as_of(rows, day(12))) == ()


def told(number: int, *claims: Claim, known: int | None = None) -> Story:
    rows, seen = made(*claims)
    found = story("geonames:Oakham", rows, seen, day(number), known=None if known is None else day(known))
    assert found is not None
    return found


def test_a_story_has_no_gaps_and_says_where_it_is_stale():
    found = told(40, claim(), blues(20))
    assert [(s.row.side, s.days) for s in found.assessed] == [
        ("reds", Span(START, day(19))),
        ("blues", Span(day(20), day(40))),
    ]
    assert [s.silent for s in found.assessed] == [
        (Span(day(STALE_DAYS + 1), day(19)),),
        (Span(day(20 + STALE_DAYS + 1), day(40)),),
    ]
    assert {w.claim for w in found.words} and found.claimed == ()


def test_a_place_that_nobody_spoke_of_by_then_has_no_story():
    rows, seen = made(claim(day=5, said=8))
    assert story("geonames:Oakham", rows, seen, day(4)) is None
    assert story("geonames:Oakham", rows, seen, day(9), known=day(7)) is None
    assert story("geonames:Elmton", rows, seen, day(9)) is None


@pytest.mark.parametrize(
    ("spoken", "silent"),
    [
        ([0], [(15, 30)]),
        ([0, 30], [(15, 29)]),
        ([0, 10, 20], []),
        ([0, 2], [(17, 30)]),
    ],
)
def test_quiet(spoken, silent):
    found = quiet([day(n) for n in spoken], Span(START, day(30)))
    assert found == tuple(Span(day(first), day(last)) for first, last in silent)


CLAIMS = st.lists(
    st.builds(
        lambda event, role, by, number, lag, side: claim(
            event=event, places=[place(role=role)], by=by, day=number, said=number + lag, side=side
        ),
        st.sampled_from(["capture", "hold", "advance", "shelling", "assault", "withdrawal", "repelled"]),
        st.sampled_from(["object", "object", "at", "from"]),
        st.sampled_from(["", "red_staff", "blue_staff", "agency"]),
        st.integers(0, 30),
        st.integers(0, 5),
        st.sampled_from(["reds", "blues"]),
    ),
    min_size=1,
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(CLAIMS, st.integers(0, 40))
def test_a_story_tells_of_each_day_what_a_reading_of_the_day_tells(claims, number):
    rows, seen = made(*claims)
    found = story("geonames:Oakham", rows, seen, day(40))
    stretches = (*found.assessed, *found.claimed) if found else ()
    of_the_day = {s.row.tier: s for s in stretches if s.days.first <= day(number) <= s.days.last}
    read_there = {r.row.tier: r for r in readings(rows, seen, day(number))}
    assert {tier: s.row for tier, s in of_the_day.items()} == {tier: r.row for tier, r in read_there.items()}
    for tier, reading in read_there.items():
        stale = any(span.first <= day(number) <= span.last for span in of_the_day[tier].silent)
        assert stale == reading.is_stale


@settings(deadline=None, max_examples=60)
@given(CLAIMS, st.integers(0, 40), st.integers(0, 40))
def test_what_a_reading_said_then_stays_when_more_comes(claims, number, known):
    early = [c for c in claims if c.published is not None and c.published <= day(known)]
    rows, seen = made(*claims)
    assert readings(rows, seen, day(number), known=day(known)) == readings(*made(*early), day(number))


@settings(deadline=None, max_examples=60)
@given(CLAIMS, st.integers(0, 20), st.integers(20, 40))
def test_differences_lead_from_one_day_to_the_other(claims, one, other):
    rows, _ = made(*claims)
    before, after = as_of(rows, day(one)), as_of(rows, day(other))
    changed = {(d.row.place, d.row.tier): d for d in differences(before, after)}
    for row in after:
        d = changed.get((row.place, row.tier), Difference(before=row, after=row))
        assert d.after == row or (d.after is not None and d.is_of_evidence)
