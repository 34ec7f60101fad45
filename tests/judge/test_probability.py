"""The probability of a capture, and judging again only what a day touches."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.judge.small_war import START, WAR, claim, judged, place, verdict

from situate.judge import judge
from situate.judge.probability import WEIGHTS, Setting, probability
from situate.judge.tracks import Track, Tracks
from situate.judge.verdict import judge_again
from situate.judge.weighing import NOTHING
from situate.model import Claim, Judgment, Proposition
from situate.resolve.propositions import Linker, propositions

HERE = (1.0, NOTHING)


def record(right: int, wrong: int) -> Track:
    return Track(right=right, wrong=wrong, known=START)


def of(right: int, wrong: int, *found_for: str, against: tuple[str, ...] = ()) -> float:
    found = dict.fromkeys(found_for, HERE)
    return probability(Setting(found_for=found, against=dict.fromkeys(against, HERE), track=record(right, wrong))).value


def test_every_factor_explains_itself():
    assert all(factor.__doc__ for factor, _ in WEIGHTS)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (of(9, 1), of(5, 5)),
        (of(5, 5), of(1, 9)),
        (of(5, 5, "assessor_asserts"), of(5, 5)),
        (of(5, 5), of(5, 5, "neighbours_agree")),
        (of(5, 5), of(5, 5, against=("belied_by_conduct",))),
        (of(50, 5), of(5, 0)),  # a long record says more than a short one
    ],
)
def test_what_makes_a_capture_more_probable(more, less):
    assert 0 < less < more < 1


def captures(count: int, *, true: bool, first: int = 0, side: str = "reds") -> list[Claim]:
    """So many captures, a day each; two days later the assessor says whether they were."""
    by = f"{side.removesuffix('s')}_staff"
    found = []
    for n in range(first, first + count):
        town = [place(f"Town{n}", lat=1 + n / 2)]
        found.append(claim(f"{side} took Town{n}", by=by, side=side, day=n, places=town))
        found.append(claim(f"of Town{n}", side=side, day=n, said=n + 2, places=town, negated=not true))
    return found


def test_the_record_of_a_camp_moves_the_probability_of_its_next_capture():
    new = claim(by="red_staff", day=12)
    good, bad = (judged(*captures(10, true=true), new)["capture Oakham reds"][1] for true in (True, False))
    alone = verdict(new)
    assert good.probability is not None and bad.probability is not None and alone.probability is not None
    assert bad.probability < 0.2 < alone.probability < 0.8 < good.probability
    assert any("0 had been found true, 10 false" in line for line in bad.receipt.derivation)
    assert bad.receipt.derivation[-1].startswith("credibility ")
    assert (good.credibility, bad.credibility) == (3, 3)  # the grade is another axis


def test_the_other_camps_record_is_its_own():
    others = captures(10, true=False, side="blues")
    assert verdict(*others, claim(by="red_staff", day=12)).probability == verdict(claim(by="red_staff")).probability


def test_the_record_is_as_it_was_known_when_the_capture_was_last_spoken_of():
    lies = captures(10, true=False)
    early = claim(by="red_staff", day=3)
    known = [c for c in lies if c.published and c.published <= START + timedelta(days=3)]
    assert verdict(*lies, early).probability == verdict(*known, early).probability


@pytest.mark.parametrize(
    "other",
    [
        claim("Red forces hold Oakham", by="red_staff", event="hold"),
        claim("Red forces captured the outskirts of Oakham", by="red_staff"),
        claim("Red forces will capture Oakham", by="red_staff"),
        claim("Red forces did not capture Oakham", by="blue_staff", negated=True),
        claim("Red forces captured it", by="red_staff", places=[place(radius_km=90.0)]),
    ],
)
def test_only_captures_of_whole_settlements_have_been_measured(other):
    assert [j.probability for _, j in judged(other).values()] == [None]


@pytest.mark.parametrize(("decided", "open_"), [((9, 1), 20), ((1, 9), 20), ((3, 0), 4)])
def test_what_nothing_decides_makes_a_record_less_sure(decided, open_):
    sure = record(*decided)
    unsure = Track(right=decided[0], wrong=decided[1], known=START, undecided=open_)
    assert abs(unsure.mean - 0.5) < abs(sure.mean - 0.5)
    assert (unsure.mean > 0.5) == (sure.mean > 0.5)


def test_a_capture_that_nothing_decides_counts_after_a_month():
    said = [claim(by="red_staff", day=n, places=[place(f"Town{n}", lat=1 + n / 2)]) for n in range(3)]
    last = [claim(by="red_staff", day=day) for day in (20, 40)]
    steps = [" ".join(judged(*said, new)["capture Oakham reds"][1].receipt.derivation) for new in last]
    assert "0 neither within a month" in steps[0]
    assert "3 neither within a month" in steps[1]


def test_tracks_leave_out_the_proposition_itself():
    empty = Tracks(())
    assert empty.of("reds", START, besides="").mean == 0.5


PLACES = [place("Oakham"), place("Elmley", lat=10.1), place("Faraway", lat=14.0)]
CLAIMS = st.lists(
    st.builds(
        lambda by, event, side, where, day, negated: claim(
            by=by, event=event, side=side, places=[where], day=day, negated=negated
        ),
        st.sampled_from(["red_staff", "blue_staff", "agency", "monitor", "", "red_sources"]),
        st.sampled_from(["capture", "hold", "assault", "shelling", "withdrawal", "clash"]),
        st.sampled_from(["reds", "blues"]),
        st.sampled_from(PLACES),
        st.integers(0, 45),
        st.booleans(),
    ),
    min_size=1,
    max_size=25,
)


@settings(deadline=None, max_examples=60)
@given(CLAIMS)
def test_judging_again_what_each_day_touches_is_judging_all(claims):
    linker, known = Linker(WAR), dict[str, Claim]()
    before: dict[str, tuple[Proposition, Judgment]] = {}
    for day in sorted({c.published for c in claims if c.published}):
        today = {c.id: c for c in claims if c.published == day}
        known |= today
        found = linker.add(today.values())
        again = judge_again(found, known, WAR, before)
        assert again == judge(found, known, WAR)
        before = {p.id: (p, j) for p, j in zip(found, again, strict=True)}


def test_what_a_day_does_not_touch_keeps_the_same_judgment():
    old = [claim(by="agency", places=[place(f"Town{n}", lat=n / 2)], day=n % 20) for n in range(40)]
    first = propositions(old, WAR)
    by_id = {c.id: c for c in old}
    before = {p.id: (p, j) for p, j in zip(first, judge(first, by_id, WAR), strict=True)}
    new = claim(by="monitor", places=[place("Town3", lat=1.5)], day=25)
    found = propositions([*old, new], WAR)
    again = judge_again(found, by_id | {new.id: new}, WAR, before)
    same = sum(p.id in before and j is before[p.id][1] for p, j in zip(found, again, strict=True))
    assert same == len(old) - 1  # what is said of the same town is looked at again
