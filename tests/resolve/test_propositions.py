"""Claims that say the same thing are one proposition, and nothing else is."""

from datetime import timedelta
from types import FunctionType

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.judge.small_war import START, WAR, again, claim, linked, place, post

from situate.errors import DataError
from situate.model import Actor, Claim, DateMention, Likelihood, Quantity, Quote
from situate.resolve.facets import facets
from situate.resolve.likeness import RULES, compare
from situate.resolve.offices import Offices
from situate.resolve.propositions import Linker, propositions
from situate.resolve.wording import Doers
from situate.theatre import Side

THERE = place(role="at")
SHIRE = place("Shire", role="at", radius_km=120.0)


def counted(text: str, number: float, of: str) -> Claim:
    """A claim that so many were driven from the shire."""
    count = Quantity(text=f"{number:g}", start=0, end=0, low=number, high=number, of=of)
    return claim(text, event="displacement", side=None, places=[place("Shire", "from", radius_km=120.0)],
                 quantities=(count,))  # fmt: skip


def test_two_sources_on_one_capture_are_one_proposition():
    first, second = claim("Red forces captured Oakham", by="agency"), claim("Oakham has fallen", by="monitor", day=1)
    (found,) = linked(first, second)
    assert found.supports == (first.id, second.id)
    assert (found.event, found.side, found.place, found.place_name) == ("capture", "reds", "geonames:Oakham", "Oakham")
    assert found.span is not None and found.span.days == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (claim(by="agency"), claim(by="agency", side="blues")),  # rivals
        (claim(by="agency"), claim(by="agency", places=[place("Elmley")])),
        (claim(by="agency"), claim(by="agency", day=20)),
        (claim(by="agency"), claim(by="agency", event="assault")),
        (claim(by="agency"), claim("Red forces will capture Oakham", by="agency")),
        (claim(event="assault", places=[THERE]), claim(event="assault", places=[THERE], day=1)),  # daily business
        (claim(), claim("the town was taken", side=None)),  # by whom?
        (claim("the town was taken", side=None), claim()),
        (  # the road that feeds one side, and the roads that the other has
            claim("Only the road still feeds the garrison", event="hold", side=None),
            claim("Red fighters control most roads", event="hold"),
        ),
        (
            claim("guns hit Oakham", event="shelling", side=None, places=[THERE]),
            claim("a school was shelled", event="shelling", side=None, places=[THERE]),
        ),
        (
            claim("Blue guns fired on villages of the shire", event="shelling", side="blues", places=[SHIRE]),
            claim("a convoy was shelled on its way through", event="shelling", side="blues", places=[SHIRE]),
        ),
        (
            counted("five million people are displaced across the shire", 5e6, "people"),
            counted("eight million refugees of the shire are displaced across borders", 8e6, "refugees"),
        ),
        (
            counted("about 5 million people are displaced across the shire", 5e6, "people"),
            counted("about 6 million people are displaced across the shire", 6e6, "people"),
        ),
        (
            claim("tanks were pledged", event="aid", places=()),
            claim("winter clothes will follow", event="aid", places=()),
        ),
    ],
)
def test_other_things_stay_apart(one, other):
    assert len(linked(one, other)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (claim(), claim("Red forces control Oakham", event="hold", day=2)),
        (claim(event="shelling", places=[THERE]), post("gazette", event="strike", places=[THERE])),
        (
            claim("fighting goes on", event="clash", side=None),
            post("gazette", "battles were heard", event="clash", side=None),
        ),
        (
            counted("about 5 million people are displaced across the shire", 5e6, "people"),
            counted("5 million people are displaced across the whole shire", 5e6, "people"),
        ),
        (claim(), claim("Oakham captured, forces report", side=None)),  # who did it is unsaid: the words tell
        (claim(), claim("the loss of Oakham after its river crossing was captured", side=None)),  # it falls once
        (
            claim("the republic will give fourteen heavy tanks", event="aid", places=(), side=None),
            claim("fourteen heavy tanks the republic will give", event="aid", places=(), side=None, day=1),
        ),
    ],
)
def test_one_thing_told_in_two_ways_is_one(one, other):
    assert len(linked(one, other)) == 1


def test_each_place_has_its_proposition():
    both = claim(places=[place("Oakham"), place("Elmley"), place("Farley", "context")])
    assert {p.place_name for p in linked(both)} == {"Oakham", "Elmley"}
    assert all(p.supports == (both.id,) for p in linked(both))


@pytest.mark.parametrize(
    ("event", "role", "placed"),
    [
        ("assault", "toward", True),
        ("advance", "toward", False),  # on the way there is not there
        ("withdrawal", "from", True),
        ("assault", "from", False),
        ("clash", "between", True),
        ("hold", "context", False),
    ],
)
def test_the_role_tells_whether_the_event_is_there(event, role, placed):
    (found,) = linked(claim(event=event, places=[place(role=role)]))
    assert (found.place is not None) is placed


@pytest.mark.parametrize(
    ("more", "denied"),
    [
        ({"negated": True}, True),
        ({"stance": "denies"}, True),
        ({"stance": "denies", "negated": True}, False),
        ({"stance": "assesses", "author_view": "own", "cue": Quote("doubt", 2, 7)}, True),
        ({"stance": "assesses", "author_view": "own", "cue": Quote("do not doubt", 3, 15)}, False),
        ({"likelihood": Likelihood(text="unlikely", low=20, high=45)}, True),
        ({"likelihood": Likelihood(text="unlikely", low=20, high=45), "negated": True}, False),
        ({"likelihood": Likelihood(text="likely", low=55, high=80), "negated": True}, True),
    ],
)
def test_polarity(more, denied):
    (found,) = linked(claim(**more))
    assert (bool(found.denies), bool(found.supports)) == (denied, not denied)


@pytest.mark.parametrize(
    ("text", "more", "side"),
    [
        ("Oakham is Red-controlled", {}, "reds"),
        ("the Red seizure of Oakham", {}, "reds"),
        ("a separate Blue counterattack retook Oakham", {}, "blues"),
        ("to have captured Oakham", {"by": "blue_staff"}, "blues"),
        ("to have captured Oakham", {"by": "Blue mountain troops"}, "blues"),
        ("to have captured Oakham", {"by": "agency"}, None),
        ("pushed Blue forces out of Oakham", {}, None),
        ("Oakham was taken", {"by": "blue_staff"}, None),
    ],
)
def test_where_no_actor_is_given_the_words_may_tell_the_side(text, more, side):
    assert linked(claim(text, side=None, **more))[0].side == side


@pytest.mark.parametrize(
    ("doer", "by", "side"),
    [
        ("the enemy", "blue_staff", "reds"),
        ("two enemy vehicles", "blue_staff", None),  # a number may count what was hit
        ("enemy artillery", "red_channel", "blues"),
        ("Our artillery", "red_channel", "reds"),
        ("we", "blue_governor", "blues"),
        ("The occupiers", "white_officials", "reds"),  # a friend's enemy
        ("our troops", "agency", None),
        ("the enemy", "Blue mountain troops", "reds"),  # known by its words alone
        ("an enemy of the people", "nobody known", None),
    ],
)
def test_whom_the_enemy_and_our_mean_depends_on_who_speaks(doer, by, side):
    shelled = claim(f"{doer} shelled Oakham", by=by, event="shelling", side=None)
    assert linked(again(shelled, actors=(Actor(text=doer, start=0, end=0),)))[0].side == side


@pytest.mark.parametrize(
    ("text", "event", "side"),
    [
        ("The enemy holds Oakham", "hold", "blues"),
        ("Oakham is under our full control", "hold", "reds"),
        ("Oakham remains in enemy hands", "hold", "blues"),
        ("Oakham is likely under Blue control", "hold", "blues"),
        ("The enemy was driven out of Oakham", "capture", None),  # done to, not doing
        ("A column under our control shelled Oakham", "shelling", None),
    ],
)
def test_a_channel_speaks_of_its_own_and_of_the_enemy(text, event, side):
    said = claim(text, event=event, side=None, publisher_id="red_channel")
    assert linked(said)[0].side == side


def test_where_more_than_two_camps_fight_the_enemy_is_nobody():
    greens = Side(id="greens", name="Greens")
    three = msgspec.structs.replace(WAR, sides=(*WAR.sides, greens))
    looking_on = msgspec.structs.replace(WAR, sides=(*WAR.sides, msgspec.structs.replace(greens, fights=False)))
    said = claim("The enemy holds Oakham", event="hold", side=None, publisher_id="red_channel")
    assert [propositions([said], war)[0].side for war in (three, looking_on)] == [None, "blues"]


def test_plural_names_of_a_people_tell_their_side():
    reds = again(claim(), actors=(Actor(text="the Reds", start=0, end=0),))
    assert linked(reds)[0].side == "reds"


@pytest.mark.parametrize(
    ("text", "event", "fact"),
    [
        ("Red forces attempted to capture Oakham", "capture", False),
        ("Red forces pursue their objective of marching to Oakham", "assault", True),
        ("their objective is to seize Oakham", "capture", False),
        ("Red forces failed to take Oakham", "capture", False),
        ("Red forces attempted to capture Oakham", "assault", True),  # the attempt is an attack that happened
        ("Red forces captured Oakham in May", "capture", True),
        ("Red forces are likely to have captured Oakham", "capture", True),
        ("Red forces may have captured Oakham", "capture", True),
    ],
)
def test_an_aim_is_no_outcome(text, event, fact):
    assert (linked(claim(text, event=event))[0].modality == "fact") is fact


def test_furniture_is_left_out():
    kinds = ("heading", "note", "boilerplate", "title", "dateline")
    assert linked(*(claim(passage_kind=kind) for kind in kinds)) == ()
    assert len(linked(claim(passage_kind="rubric"), claim(passage_kind="takeaway"))) == 1


def test_counts_that_exclude_one_another_stay_apart():
    def toll(number: int) -> Quantity:
        return Quantity(text=str(number), start=0, end=0, low=number, high=number, unit="person")

    text = "shelling killed people in Oakham"
    claims = [claim(text, event="harm", places=[place(role="at")], quantities=(toll(n),)) for n in (3, 40)]
    same = [again(c, quantities=(toll(3),)) for c in claims]
    differ, agree = (compare(*(next(facets(c, Doers(WAR), Offices(WAR))) for c in pair)) for pair in (claims, same))
    assert differ[0] < agree[0]
    assert differ[1]["figures_differ"].detail == "3 against 40"


def test_an_undated_document_is_linked_to_none_that_is_dated():
    undated = again(claim(), published=None, dates=())
    assert [p.span for p in linked(undated)] == [None]
    assert len(linked(undated, claim())) == 2


def test_a_vague_span_does_not_chain_days_together():
    month = DateMention(text="in May", start=0, end=0, first=START, last=START + timedelta(days=30), of="event")
    vague = again(claim(event="clash", places=[THERE], said=30), dates=(month,))
    days = [claim(event="clash", places=[THERE], day=n) for n in range(0, 30, 5)]
    assert len(linked(*days, vague)) == len(days) + 1  # a month's fighting is no day's


def test_every_rule_explains_itself():
    own = [rule for rule, _ in RULES if isinstance(rule, FunctionType)]  # compiled ones keep no docstring
    assert all(rule.__doc__ for rule in own)


EVENTS = st.sampled_from(["capture", "hold", "assault", "shelling", "narrative", "aid"])
CLAIMS = st.lists(
    st.builds(
        lambda event, day, lag, side, at, words: claim(
            f"{words} near there", event=event, day=day, said=day + lag, side=side, places=[place(at)] if at else []
        ),
        EVENTS,
        st.integers(0, 12),
        st.integers(0, 3),
        st.sampled_from(["reds", "blues", None]),
        st.sampled_from(["Oakham", "Elmley", ""]),
        st.sampled_from(["heavy guns fired", "soldiers were seen", "the school burned down"]),
    ),
    max_size=14,
)


@settings(deadline=None)
@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(claims, random):
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert propositions(shuffled, WAR) == propositions(claims, WAR)


@settings(deadline=None)
@given(CLAIMS, st.integers(0, 15))
def test_ids_and_members_stay_when_later_claims_arrive(claims, day):
    known = [c for c in claims if c.published is not None and c.published <= START + timedelta(days=day)]
    early = {c.id for c in known}
    before = {p.id: (p.supports, p.denies, p.side, p.place) for p in propositions(known, WAR)}
    after = {
        p.id: (tuple(c for c in p.supports if c in early), tuple(c for c in p.denies if c in early), p.side, p.place)
        for p in propositions(claims, WAR)
    }
    assert {key: row for key, row in after.items() if row[0] or row[1]} == before


@settings(deadline=None)
@given(CLAIMS)
def test_every_claim_stands_somewhere_and_ids_are_unique(claims):
    found = propositions(claims, WAR)
    assert {c for p in found for c in (*p.supports, *p.denies)} == {c.id for c in claims}
    assert len({p.id for p in found}) == len(found)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Red forces captured Oakham", False),
        ("Red forces captured the northern outskirts of Oakham", True),
        ("Red forces took most of the town of Oakham", True),
        ("Red forces took half of Oakham", True),
        ("Red forces seized Oakham's port", True),
        ("Red forces seized Oakham city centre", True),
        ("Red forces seized Oakham and most of the shire", False),
        ("Red forces seized Oakham in the eastern shire", False),
        ("Red forces seized positions near Oakham", True),
        ("Red forces, from the northern shire, seized Oakham", False),
        ("they only hold the outskirts of the settlement", True),
        ("Red sources again published claims of control of Oakham", True),
    ],
)
def test_whoever_takes_a_part_has_not_taken_the_whole(text, part):
    (found,) = linked(claim(text, by="agency"))
    assert found.part is part


def test_a_part_and_the_whole_are_two_propositions():
    whole, part = claim("Red forces captured Oakham"), claim("Red forces captured the outskirts of Oakham")
    assert len(linked(whole, part)) == 2


DENIED = "Red forces did not capture Oakham"


@pytest.mark.parametrize(("day", "linked_to_it"), [(12, True), (30, True), (45, False)])
def test_a_denial_that_names_no_day_denies_the_claims_of_the_month_before(day, linked_to_it):
    denial = claim(DENIED, by="blue_staff", negated=True, day=day, dates=())
    found = linked(claim(by="agency"), denial)
    assert (len(found) == 1) is linked_to_it
    assert (denial.id in found[0].denies) is linked_to_it


def test_a_denial_of_another_day_leaves_the_claim_alone():
    assert len(linked(claim(by="agency"), claim(DENIED, by="blue_staff", negated=True, day=12))) == 2


def test_claims_are_linked_day_by_day_as_all_at_once():
    claims = [claim(by=by, day=day) for day in range(20) for by in ("agency", "red_staff", "blue_staff")]
    linker = Linker(WAR)
    for day in range(20):
        found = linker.add(claims[3 * day : 3 * day + 3])
    assert found == propositions(claims, WAR)
    assert all(a is b for a, b in zip(linker.add(()), found, strict=True))


def test_a_claim_that_comes_too_late_is_refused_with_a_remedy():
    linker = Linker(WAR)
    linker.add([claim(day=5)])
    with pytest.raises(DataError, match="link all claims anew"):
        linker.add([claim(day=4)])


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Red forces captured Oakham", "fact"),
        ("Red forces continued to take ground at Oakham", "fact"),
        ("Red forces are concentrating on taking Oakham", "future"),
        ("Red forces made slow progress in seizing Oakham", "future"),
        ("Red forces stand on the verge of capturing Oakham", "future"),
        ("Red forces set conditions for the seizure of Oakham", "future"),
        ("Red forces turned to completing the capture of Oakham", "future"),
        ("Red forces continued clearing Oakham", "future"),
        ("Red forces have yet to secure Oakham", "future"),
    ],
)
def test_a_capture_that_is_under_way_is_none_yet(text, modality):
    (found,) = linked(claim(text, by="agency"))
    assert found.modality == modality


def test_who_goes_on_in_one_text_tells_of_something_else():
    one = claim("Red guns shelled the mill near Oakham", event="shelling", places=[THERE], document="d")
    other = again(
        claim("Red rockets also hit farms around Oakham", event="shelling", places=[THERE], document="d"), start=99
    )
    assert len(linked(one, other)) == 2
    assert len(linked(one, again(other, document="e"))) == 2  # another of its texts on the same day
    assert len(linked(one, again(other, document="e", publisher_id="gazette"))) == 1  # another publisher's
    assert len(linked(one, again(other, passage_kind="takeaway"))) == 1  # its summary


def test_expectations_at_one_place_need_words_in_common():
    one = claim("Red forces will storm Oakham before the winter", event="assault")
    other = claim("Blue doubts whether the enemy may attack there at all", event="assault")
    assert len(linked(one, other)) == 2
    assert len(linked(one, claim("the Red army will storm Oakham before long, in winter", event="assault"))) == 1
