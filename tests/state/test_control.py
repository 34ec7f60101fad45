"""Who holds a settlement on a day, as it was known on a day."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.judge.small_war import START, WAR, claim, place, post

from situate.judge import judge
from situate.model import Claim, Control, Decision
from situate.resolve.decided import decided
from situate.resolve.propositions import propositions
from situate.state import EVIDENCE, as_of, control
from situate.state.observations import SETTLEMENT_RADIUS_KM

THERE = (place(role="at"),)


def ledger(*claims: Claim) -> tuple[Control, ...]:
    by_id = {c.id: c for c in claims}
    found = propositions(claims, WAR)
    return control(found, judge(found, by_id, WAR), by_id, WAR)


def on(day: int, *claims: Claim, known: int | None = None) -> dict[str, Control]:
    """What stands on a day, by tier."""
    until = None if known is None else START + timedelta(days=known)
    return {row.tier: row for row in as_of(ledger(*claims), START + timedelta(days=day), known=until)}


def test_what_its_author_took_back_moves_nothing():
    first = post("red_channel", document_key="post/7")
    edit = post("red_channel", "Red trains run", event="logistics", places=(), document_key="post/7",
                edited=datetime(2030, 5, 2, tzinfo=UTC))  # fmt: skip
    relay = claim(by=("agency", "red_channel"), stance="relays")
    assert ledger(first, relay) != ()
    assert ledger(first, relay, edit) == ()


def held_by_blues(**more) -> Claim:
    return claim("Blue forces hold Oakham", event="hold", side="blues", **more)


@pytest.mark.parametrize(
    ("claims", "tier", "evidence"),
    [
        ([claim(by="red_staff")], "claimed", "claimed by one side"),
        ([claim(by="red_sources")], "claimed", "claimed by one side"),
        ([claim(by="red_staff"), claim(by="red_ministry")], "claimed", "claimed by one side"),  # one family
        ([claim(by="red_staff"), claim(by="red_channel")], "claimed", "claimed by several of one side"),
        ([claim(by="blue_staff")], "claimed", "admitted by the other side"),
        ([claim(by="red_staff"), claim(by="blue_staff")], "claimed", "claimed by both"),
        ([claim(by="footage", stance="shows", evidence="geolocated")], "assessed", "geolocated"),
        ([claim()], "assessed", "confirmed by the assessor"),
        ([claim(by="red_staff", author_view="supports")], "assessed", "confirmed by the assessor"),
    ],
)
def test_evidence_tiers(claims, tier, evidence):
    row = on(3, *claims)[tier]
    assert (row.state, row.side, row.evidence) == ("held", "reds", evidence)
    assert row.evidence in EVIDENCE and row.reason and row.propositions


def test_assessed_and_claimed_stay_apart():
    rows = on(3, claim(by="red_staff"), held_by_blues())
    assert {tier: row.side for tier, row in rows.items()} == {"claimed": "reds", "assessed": "blues"}


def test_friends_of_a_side_admit_nothing():
    assert on(1, held_by_blues(by="white_officials"))["claimed"].evidence == "claimed by one side"


@pytest.mark.parametrize(
    ("event", "role", "state"),
    [
        ("capture", "object", "held"),
        ("hold", "object", "held"),
        ("advance", "object", "entered"),
        ("advance", "at", "advanced"),
        ("clash", "at", "fighting"),
        ("assault", "at", "fighting"),
    ],
)
def test_four_states_are_told_apart(event, role, state):
    told = "Red forces captured Oakham" if state == "held" else "Red forces fought for Oakham"
    told = "Red forces hold Oakham" if event == "hold" else told
    assert on(0, claim(told, event=event, places=[place(role=role)]))["assessed"].state == state


def test_holding_positions_near_a_place_is_not_holding_it():
    assert on(0, claim(event="hold", places=THERE)) == {}


def test_a_state_persists_until_something_speaks_against_it():
    taken, retaken = claim(), claim("Blue forces captured Oakham", side="blues", day=40)
    assert on(39, taken, retaken)["assessed"].side == "reds"
    assert on(40, taken, retaken)["assessed"].side == "blues"
    assert on(-1, taken, retaken) == {}


def test_an_attack_near_it_does_not_take_it_from_its_holder():
    row = on(
        5,
        held_by_blues(),
        claim(event="assault", places=THERE, day=2),
        claim("Red forces gained ground", event="advance", places=THERE, day=3),
    )
    assert (row["assessed"].state, row["assessed"].side) == ("held", "blues")


def test_an_enemy_inside_makes_it_contested():
    row = on(5, held_by_blues(), claim("Red forces entered Oakham", event="advance", day=2))["assessed"]
    assert (row.state, row.side) == ("contested", None)


def test_rival_claims_are_contested_until_one_grows_stale():
    ours, theirs = claim(by="red_staff"), held_by_blues(by="blue_staff", day=3)
    row = on(4, ours, theirs)["claimed"]
    assert (row.state, row.side) == ("contested", None)
    assert len(row.propositions) == 2
    assert on(31, ours, theirs, held_by_blues(by="blue_staff", day=30))["claimed"].side == "blues"


def test_an_admission_ends_the_contest():
    row = on(9, claim(by="red_staff"), held_by_blues(by="blue_staff", day=3), held_by_blues(by="red_staff", day=6))
    assert (row["claimed"].state, row["claimed"].side) == ("held", "blues")


def test_a_withdrawal_leaves_it_unknown():
    left = claim("Red forces withdrew from Oakham", event="withdrawal", places=[place(role="from")], day=4)
    row = on(5, claim(), left)["assessed"]
    assert (row.state, row.side) == ("unknown", None)


def test_a_refuted_claim_is_never_plainly_held():
    row = on(1, claim(by="red_staff", author_view="refutes"))["claimed"]
    assert row.state == "contested"
    assert "false" in row.reason


def test_a_denial_contests():
    assert on(2, claim(by="red_staff"), claim(by="blue_staff", negated=True, day=1))["claimed"].state == "contested"


@pytest.mark.parametrize(
    "text",
    [
        "Red forces captured Oakham, a village in the southern part of the Vale",
        "Red forces captured Elmton and Oakham, two northern suburbs of the city",
        "Red forces captured the northern Elmton suburb of Oakham",
    ],
)
def test_a_part_of_something_else_is_no_part_of_it(text):
    assert on(0, claim(text))["assessed"].state == "held"


@pytest.mark.parametrize(
    "text",
    [
        "Red forces captured parts of Oakham",
        "Red forces captured the outskirts of Oakham",
        "Red forces captured 70% of Oakham",
        "Red forces captured part or all of Oakham",
        "Red forces captured about two thirds of the city of Oakham",
    ],
)
def test_who_takes_a_part_has_entered(text):
    assert on(0, claim(text))["assessed"].state == "entered"


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Red forces captured a village east of Oakham", {}),
        ("Red forces captured all of the Vale except Oakham", {}),
        ("Red forces captured the Oakham", {}),
        ("Red forces mined Oakham", {"event": "hold"}),
        ("Red forces can hold Oakham for weeks", {"event": "hold"}),
        ("Red forces bypassed Oakham", {"event": "advance"}),
        ("Red forces dug trenches to defend Oakham", {"event": "hold"}),
        ("Red forces captured ground along the Oakham-Elmton border", {}),
        ("the Red defence of Oakham was costly, as is any defence of Oakham", {"event": "hold"}),
        ("Red forces kept Oakham surrounded", {"event": "hold"}),
        ("Red channels repeated rumours of control of Oakham", {"event": "hold"}),
        ("Red forces captured the T05 road", {"places": [place("T05")]}),
        ("Red forces captured the Alder River crossing", {"places": [place("Alder River")]}),
        ("some Red units left Oakham", {"event": "withdrawal", "places": [place(role="from")]}),
        ("Red forces withdrew after a failed attack on Oakham", {"event": "withdrawal"}),
    ],
)
def test_what_gives_the_place_to_nobody(text, more):
    assert on(0, claim(text, **more)) == {}


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Red forces made gains, capturing the towns of Elmton and Oakham", {"event": "advance"}),
        ("Red forces captured Elmton, Ashford, and Oakham", {"event": "advance", "places": THERE}),
        ("Red forces led a successful counterattack to regain control of Oakham", {"event": "assault"}),
    ],
)
def test_words_of_taking_tell_though_the_claim_is_filed_otherwise(text, more):
    assert on(0, claim(text, **more))["assessed"].state == "held"


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Red forces captured Elmton and advanced in Oakham", "advance"),
        ("Red forces conducted an unsuccessful attack to regain control of Oakham", "assault"),
    ],
)
def test_words_of_taking_something_else_do_not(text, event):
    assert on(0, claim(text, event=event))["assessed"].state != "held"


def test_who_consolidates_there_is_inside():
    taken = claim("Red forces consolidated their positions in Oakham", event="advance", places=THERE)
    assert on(0, taken)["assessed"].state == "entered"


def test_who_is_driven_out_has_lost_it():
    driven = claim("Blue forces drove Red troops out of Oakham", side="blues", places=[place(role="from")], day=3)
    row = on(4, claim(), driven)["assessed"]
    assert (row.state, row.side) == ("held", "blues")


@pytest.mark.parametrize(("by", "assessed"), [("blue_staff", True), ("red_staff", False), ("agency", False)])
def test_what_the_loser_admits_is_more_than_a_claim(by, assessed):
    rows = on(2, claim(by=by))
    assert ("assessed" in rows) is assessed
    if assessed:
        assert rows["assessed"].evidence == rows["claimed"].evidence == "admitted by the other side"


@pytest.mark.parametrize("view", ["doubts", "unverified", "refutes"])
def test_an_admission_that_the_author_doubts_is_only_claimed(view):
    assert "assessed" not in on(2, claim(by="blue_staff", author_view=view))


def test_a_withdrawal_is_told_where_nobody_had_said_who_was_there():
    left = claim("Red forces withdrew from Oakham", event="withdrawal", places=[place(role="from")])
    row = on(0, left)["assessed"]
    assert (row.state, row.side, row.between) == ("unknown", None, ("reds",))


def test_a_side_that_says_it_left_is_believed():
    left = claim("Red forces left Oakham", by="red_staff", event="withdrawal", places=[place(role="from")], day=2)
    assert on(3, claim(), left)["assessed"].state == "unknown"


def test_a_contest_names_the_sides():
    rows = on(4, claim(by="red_staff"), held_by_blues(by="blue_staff", day=3))
    assert rows["claimed"].between == ("blues", "reds")


def test_who_beats_back_attacks_on_a_place_contests_a_claim_to_it_and_no_assessment():
    repelled = claim("Blue forces repelled an attack on Oakham", by="blue_staff", side="blues", event="repelled", day=2)
    assert on(3, claim(by="red_staff"), repelled)["claimed"].state == "contested"
    assert on(3, claim(), repelled)["assessed"].state == "held"


def attack(day: int, **more) -> Claim:
    return claim("Red forces attacked Oakham", event="assault", day=day, **more)


def test_a_side_does_not_attack_what_it_holds_but_one_word_may_be_a_slip():
    assert on(9, claim(), attack(5))["assessed"].state == "held"
    row = on(9, claim(), attack(5), attack(6))["assessed"]
    assert (row.state, row.between, row.valid_from) == ("contested", ("reds",), START + timedelta(days=6))
    assert on(9, claim(), attack(5), claim(day=6), attack(8))["assessed"].state == "held"


def test_a_claim_is_contested_by_the_first_attack_of_its_own_side_however_late():
    assert on(40, claim(by="red_staff"), attack(30, by="blue_staff"))["claimed"].state == "contested"
    assert on(40, claim(by="red_staff"), claim(by="blue_staff"), attack(30, by="blue_staff"))["claimed"].state == "held"


def test_a_withdrawal_settles_a_contest_for_the_one_who_is_left():
    denied = claim(by="blue_staff", negated=True, day=1)
    left = claim("Blue forces withdrew from Oakham", by="blue_staff", side="blues", event="withdrawal",
                 places=[place(role="from")], day=2)  # fmt: skip
    row = on(3, claim(by="red_staff"), denied, left)["claimed"]
    assert (row.state, row.side) == ("held", "reds")


def test_a_participle_has_the_doer_of_its_sentence():
    advanced = claim("Blue counterattacks made advances", event="advance", side=None, places=[place("Vale", "at")])
    tail = claim("recapturing Oakham", side=None, document=advanced.document, start=advanced.start)
    rows = ledger(advanced, tail)
    assert {(r.place_name, r.side, r.state) for r in rows} >= {("Oakham", "blues", "held")}
    assert ledger(tail) == ()


def test_who_did_not_advance_may_hold_it_all_the_same():
    stuck = claim("Red forces did not advance in Oakham", event="advance", negated=True, day=3)
    assert on(4, claim(), stuck)["assessed"].state == "held"


def test_conduct_contests_from_the_day_it_was_known():
    taken = claim(by="red_staff")
    shelled = claim("Red artillery shelled Oakham", by="blue_staff", event="shelling", places=THERE, day=2, said=4)
    assert on(3, taken, shelled, known=3)["claimed"].state == "held"
    row = on(4, taken, shelled)["claimed"]
    assert (row.state, row.known_from) == ("contested", START + timedelta(days=4))
    assert "carries out shelling" in row.reason


def test_valid_and_known_are_two_days():
    late = claim(day=0, said=5)
    assert on(3, late, known=4) == {}
    assert on(3, late, known=5)["assessed"].valid_from == START


@pytest.mark.parametrize(
    "nothing",
    [
        claim(places=[place(radius_km=SETTLEMENT_RADIUS_KM + 1)]),
        claim(places=[place(method="area")]),
        claim(places=[place(gazetteer_id=None, lat=None, lon=None, method="unplaced")]),
        claim("Red forces will capture Oakham"),
        claim("somebody captured Oakham", side=None),
    ],
)
def test_areas_the_unplaced_and_the_future_have_no_control(nothing):
    assert ledger(nothing) == ()


def test_only_judged_propositions_feed_it():
    lone = claim()
    assert control(propositions([lone], WAR), (), {lone.id: lone}, WAR) == ()


CLAIMS = st.lists(
    st.builds(
        lambda event, role, by, day, lag, side, view, negated: claim(
            event=event,
            places=[place(role=role)],
            by=by,
            day=day,
            said=day + lag,
            side=side,
            negated=negated,
            **({"author_view": view} if by else {}),
        ),
        st.sampled_from(["capture", "capture", "hold", "advance", "shelling", "assault", "repelled", "withdrawal"]),
        st.sampled_from(["object", "object", "at", "from"]),
        st.sampled_from(["", "red_staff", "blue_staff", "red_channel", "agency", "red_sources"]),
        st.integers(0, 7),
        st.integers(0, 7),
        st.sampled_from(["reds", "blues"]),
        st.sampled_from(["none", "supports", "refutes", "unverified"]),
        st.sampled_from([False, False, True]),
    ),
    min_size=2,
    max_size=14,
)


@settings(deadline=None)
@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(claims, random):
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert ledger(*shuffled) == ledger(*claims)


@settings(deadline=None, max_examples=400)
@given(CLAIMS, st.integers(0, 14), st.integers(0, 14))
def test_what_was_known_never_changes(claims, day, known):
    by_then = START + timedelta(days=known)
    early = [c for c in claims if c.published is not None and c.published <= by_then]
    that_day = START + timedelta(days=day)
    assert as_of(ledger(*claims), that_day, known=by_then) == as_of(ledger(*early), that_day)


@settings(deadline=None)
@given(CLAIMS, st.integers(0, 30))
def test_as_of_gives_one_row_a_place_and_tier_from_what_held(claims, day):
    that_day = START + timedelta(days=day)
    rows = as_of(ledger(*claims), that_day)
    assert len({(r.place, r.tier) for r in rows}) == len(rows)
    assert all(r.valid_from <= that_day for r in rows)


def rejected(claims: list[Claim], gone: Claim) -> tuple[Control, ...]:
    """The ledger after an analyst rejected a claim."""
    at = datetime(2030, 7, 1, tzinfo=UTC)
    decisions = (Decision(at=at, by="A. Analyst", action="reject", subject=gone.id, reason="a slip"),)
    by_id = {c.id: c for c in claims}
    found = decided(propositions(claims, WAR), by_id, decisions)
    return control(found, judge(found, by_id, WAR, decisions), by_id, WAR)


def bare(rows: Iterable[Control]) -> list[Control]:
    """Rows without the ids of propositions, which are named after the claim that founded them."""
    return [msgspec.structs.replace(row, propositions=()) for row in rows]


@settings(deadline=None, max_examples=300)
@given(CLAIMS, st.data())
def test_a_retraction_equals_never_having_had_it(claims, data):
    gone = data.draw(st.sampled_from(claims))
    assert bare(rejected(claims, gone)) == bare(ledger(*(c for c in claims if c is not gone)))
