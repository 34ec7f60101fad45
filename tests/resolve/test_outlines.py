"""A topic sentence and the one detail that carries it are one thing, and so is a clause and what it frames."""

import time
from datetime import timedelta

import msgspec
import pytest
from tests.judge.small_war import START, WAR, again, claim, linked, place

from situate.model import Claim, DateMention, NoteRef, PlaceMention, Quote
from situate.resolve.facets import facets
from situate.resolve.offices import Offices
from situate.resolve.outlines import carried
from situate.resolve.wording import Doers

# Degrees beside Oakham, at 10 N 10 E: about 11 km each.
TENTH = 0.1


def village(name: str, north: float, east: float, **more: object) -> PlaceMention:
    """A village so many km north and east of Oakham."""
    found = place(name, "at", lat=10 + north * TENTH / 11, lon=10 + east * TENTH / 11)
    return msgspec.structs.replace(found, **more)


def told(text: str, *places: PlaceMention, at: int, by: str = "", event: str = "assault", **more: object) -> Claim:
    """A sentence of the passage that starts at 100, its places where the text names them."""
    begun = 100 + at
    there = [
        msgspec.structs.replace(p, start=begun + text.index(p.text), end=begun + text.index(p.text) + len(p.text))
        for p in places
    ]
    made = claim(text, by=by, event=event, places=there, document="d", passage=100, **more)  # type: ignore[arg-type]
    return again(made, start=begun, end=begun + len(text), content=Quote(text, begun, begun + len(text)), dates=())


TOPIC = told("Red forces attacked northeast of Oakham", place(role="at"), at=0)
NEAR = village("Elmley", 12, 10)
BEFORE = START - timedelta(days=1)
DETAIL = told("Red infantry tried to storm Elmley", NEAR, at=60, by="blue_staff")


def stands_with(one: Claim, other: Claim, *claims: Claim) -> bool:
    found = linked(one, other, *claims)
    return any({one.id, other.id} <= {*p.supports, *p.denies} for p in found)


def test_the_only_detail_of_a_topic_sentence_stands_with_it_and_for_itself():
    found = linked(TOPIC, DETAIL)
    assert [(p.place_name, p.supports) for p in found] == [
        ("Oakham", (TOPIC.id, DETAIL.id)),
        ("Elmley", (DETAIL.id,)),
    ]


@pytest.mark.parametrize(
    "detail",
    [
        told("Red infantry tried to storm Elmley", village("Elmley", -12, -10), at=60),  # on the other side
        told("Red infantry tried to storm Elmley", village("Elmley", 70, 60), at=60),  # out of reach
        told("Red infantry tried to storm Elmley", NEAR, at=60, side="blues"),
        told("Red infantry also tried to storm Elmley", NEAR, at=60),
        told("Farther west Red infantry tried to storm Elmley", NEAR, at=60),
        told("These assaults on Elmley are feints", NEAR, at=60),
        told("Red infantry will storm Elmley", NEAR, at=60),
        told("Red infantry did not storm Elmley", NEAR, at=60, negated=True),
        told("Red guns shelled Elmley", NEAR, at=60, event="shelling"),
        told("Red infantry repelled an attack on Elmley", NEAR, at=60, event="repelled"),
        again(DETAIL, passage=161),
        again(DETAIL, passage=None),
        again(DETAIL, passage_kind="takeaway"),
        told("Red infantry rested", at=60),
    ],
)
def test_what_is_no_detail_of_the_topic_sentence_stands_alone(detail):
    assert not stands_with(TOPIC, detail)


def test_who_beat_an_attack_off_tells_of_that_attack():
    beaten = told("Blue infantry repelled an attack on Elmley", NEAR, at=60, event="repelled", side="blues")
    assert stands_with(TOPIC, beaten)


@pytest.mark.parametrize(("side", "same"), [("reds", True), ("blues", False)])
def test_an_attack_that_failed_is_of_who_attacked(side, same):
    failed = told("the attacks on Elmley failed", NEAR, at=60, event="repelled", side=side)
    assert stands_with(TOPIC, failed) is same


def test_one_attack_is_not_the_several_of_a_topic_sentence():
    several = told("Red forces made several attacks northeast of Oakham", place(role="at"), at=0)
    assert not stands_with(several, DETAIL)
    assert stands_with(several, told("Red infantry made attacks on Elmley", NEAR, at=60))
    assert stands_with(several, told("Red infantry stormed Elmley and Farley", NEAR, village("Farley", 9, 12), at=60))


def test_a_ring_is_summed_up_by_no_topic_sentence():
    ring = told("Red forces encircled Oakham", place(role="at"), at=0)
    assert not stands_with(ring, told("Red columns drew near to Elmley", NEAR, at=60, event="advance"))
    closed = told("to have encircled Oakham", place(role="at"), at=0, event="advance")
    assert not stands_with(closed, told("Red columns drew near to Elmley", NEAR, at=60, event="advance"))


def test_what_was_done_by_other_means_is_no_second_detail():
    topic = told("Red artillery strikes hit farms near Oakham", place(role="at"), at=0, event="strike")
    guns = told("Red guns shelled Elmley", NEAR, at=60, event="shelling")
    aircraft = told("and aircraft bombed Farley", village("Farley", 9, 12), at=60, event="strike")
    assert stands_with(topic, guns, aircraft)
    assert not stands_with(topic, aircraft, guns)


def test_what_went_on_for_a_month_is_no_detail_of_a_day():
    month = DateMention(text="", start=0, end=0, first=START - timedelta(days=29), last=START, of="event")
    topic = again(TOPIC, dates=(msgspec.structs.replace(month, first=START),))
    assert stands_with(topic, again(DETAIL, dates=(msgspec.structs.replace(month, first=START),)))
    assert not stands_with(topic, again(DETAIL, dates=(month,)))


def test_one_of_several_details_is_not_the_whole():
    second = told("Red scouts also tried to enter Farley", village("Farley", 9, 12), at=130)
    assert not stands_with(TOPIC, DETAIL, second)
    further_on = told("Red scouts tried to enter Farley", village("Farley", 9, 12), at=130)
    assert stands_with(TOPIC, DETAIL, further_on)  # what follows at once, where nothing says "also"
    assert not stands_with(TOPIC, further_on, DETAIL)
    elsewhere = told("Red scouts tried to enter Farley", village("Farley", -30, 0), at=130)
    assert stands_with(TOPIC, DETAIL, elsewhere)


def test_details_follow_in_the_order_of_what_the_topic_sentence_tells():
    between = told("Red officers met the press", at=30, event="narrative")
    assert stands_with(TOPIC, DETAIL, between)  # one sentence may stand between
    then = told("and went to dinner", at=40, event="narrative")
    assert not stands_with(TOPIC, DETAIL, between, then)
    two = told("and held a parade", at=10, event="narrative")
    assert stands_with(TOPIC, DETAIL, between, then, again(two, start=100))


def passages(*claims: Claim, section: str = "North") -> list[Claim]:
    """Each claim as a passage of its own, all but the first with a note."""
    note = (NoteRef("1", ()),)
    return [
        again(c, passage=c.start, section=(section,), notes=note if n else ()) for n, c in enumerate(claims)
    ]  # fmt: skip


def test_a_passage_of_one_sentence_without_a_note_is_carried_out_by_the_passages_behind_it():
    lead, detail = passages(TOPIC, DETAIL)
    assert stands_with(lead, detail)
    assert not stands_with(lead, again(detail, section=("South",)))
    assert stands_with(lead, again(detail, section=("North", "Claims")))
    assert not stands_with(again(lead, section=("North", "East")), again(detail, section=("North", "West")))
    assert not stands_with(again(lead, section=()), again(detail, section=()))
    assert not stands_with(lead, again(detail, notes=()))  # nothing has a note: nothing tells what sums up
    assert not stands_with(again(lead, notes=detail.notes), detail)
    other = again(lead, id="other", start=130, passage=130, content=Quote(lead.content.text, 130, 170), places=())
    assert not stands_with(lead, again(detail, start=190, passage=190), other)  # another lead stands between


def test_of_several_passages_the_one_that_names_all_places_carries_the_lead():
    lead, both, one = passages(
        TOPIC,
        told("Red infantry attacked Elmley and Farley", NEAR, village("Farley", 9, 12), at=60),
        told("Red scouts tried to enter Farley", village("Farley", 9, 12), at=130),
    )
    assert stands_with(lead, both, one)
    assert not stands_with(lead, one, both)
    more = told("Red scouts also tried to enter Farley", village("Farley", 9, 12), at=130)
    assert not stands_with(*passages(lead, both, more))
    assert not stands_with(lead, again(one, start=160, passage=160, id="x"), passages(TOPIC, DETAIL)[1])


def test_many_passages_behind_a_lead_cost_what_their_number_says():
    def seconds(count: int) -> float:
        made = [told(f"Red infantry attacked Elmley {n}", NEAR, at=60 + 40 * n) for n in range(count)]
        doers, offices = Doers(WAR), Offices(WAR)
        found = [f for c in passages(TOPIC, *made) for f in facets(c, doers, offices)]
        begun = time.perf_counter()
        carried(found)
        return time.perf_counter() - begun

    assert min(seconds(800) for _ in range(3)) < 10 * max(min(seconds(200) for _ in range(3)), 0.001)


def test_who_speaks_first_gives_no_topic_sentence():
    said = told("Red forces attacked northeast of Oakham", place(role="at"), at=0, by="blue_staff")
    assert not stands_with(said, DETAIL)


def test_without_a_place_the_words_tell():
    topic = told("Blue troops repelled Red assaults in the east", at=0, event="repelled", side="blues")
    close = told("Blue troops repelled seven Red assaults", at=60, event="repelled", side="blues", by="blue_staff")
    far = told("Blue fighters threw everybody back", at=60, event="repelled", side="blues", by="blue_staff")
    assert stands_with(topic, close)
    assert not stands_with(topic, far)


OUTER = told("There are signs that Red forces cannot supply Oakham", place(), at=0, event="capability", side=None)
INNER = again(
    told("Red forces cannot supply Oakham", place(), at=0, event="capability"),
    content=Quote("Red forces cannot supply Oakham", 121, 152),
)


def test_a_clause_that_only_frames_another_goes_where_that_one_went():
    (found,) = linked(OUTER, INNER)
    assert set(found.supports) == {OUTER.id, INNER.id}
    assert found.side == "reds"  # told by the clause that names the doer


def test_a_sentence_and_all_of_it_but_its_opening_are_one():
    assert stands_with(again(OUTER, content=Quote("Oakham, which Red forces cannot supply Oakham", 107, 152)), INNER)


def test_a_topic_without_a_place_is_carried_out_by_the_places_told_next():
    topic = told("Red forces made small attacks along the front", at=0, side="reds")
    assert stands_with(topic, DETAIL)


@pytest.mark.parametrize(
    "outer",
    [
        again(OUTER, negated=True),
        again(OUTER, event="narrative"),
        again(OUTER, content=Quote("Oakham, which the staff in the capital holds Red forces cannot supply", 100, 152)),
    ],
)
def test_what_only_mentions_another_claim_is_another(outer):
    assert not stands_with(outer, INNER)


def nested(outer: str, inner: str, event: str, of_inner: str) -> tuple[Claim, Claim]:
    """A claim and, at its end, another whose words it holds."""
    whole = told(outer, at=0, event=event)
    part = told(inner, at=0, event=of_inner)
    begun = 100 + outer.index(inner)
    return whole, again(part, start=100, content=Quote(inner, begun, begun + len(inner)))


def test_a_claim_of_something_else_that_tells_of_it_takes_no_side():
    outer, inner = nested(
        "the parade was a sign that Red officers expect a long winter there", "Red officers expect a long winter there",
        "narrative", "capability",
    )  # fmt: skip
    found = linked(outer, inner)
    assert [(p.event, p.supports, p.silent) for p in found] == [
        ("narrative", (outer.id,), ()),
        ("capability", (inner.id,), (outer.id,)),
    ]


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("the parade in the town that Red officers", "Red officers"),  # a name and no clause
        ("the parade, which Red officers expect to be long this winter", "Red officers expect to be long this winter"),
    ],
)
def test_what_is_no_clause_after_that_is_not_told_of(outer, inner):
    assert not any(p.silent for p in linked(*nested(outer, inner, "narrative", "capability")))


@pytest.mark.parametrize(
    "detail",
    [
        told("Red forces attacked northeast of Oakham, at Elmley", NEAR, at=160, by="agency"),  # same words
        again(
            DETAIL, dates=(DateMention(text="", start=0, end=0, first=BEFORE, last=BEFORE, of="event"),)
        ),  # which the topic leaves open
    ],
)
def test_a_detail_may_stand_further_down_in_the_same_words_or_be_of_the_day_before(detail):
    between = told("Blue officials opened a school", at=60, event="other")
    assert stands_with(TOPIC, detail, between)


def test_gains_are_carried_out_by_the_one_success_told_next():
    topic = told("Red forces made small gains around Oakham", place(role="at"), at=0, event="advance")
    detail = told("Red troops had some success at Elmley", NEAR, at=60, event="advance", by="blue_staff")
    assert stands_with(topic, detail)


def test_attacks_on_two_sides_are_not_the_attack_on_one_of_them():
    topic = told("Red forces attacked northeast and south of Oakham", place(role="at"), at=0)
    detail = told("Red infantry tried to storm Oakham from the mill", place(role="at"), at=60, by="blue_staff")
    assert not stands_with(topic, detail)
