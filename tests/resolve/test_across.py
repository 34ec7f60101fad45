"""What many publishers tell of one event is one proposition, however they tell it; other events are others."""

import msgspec
import pytest
from tests.judge.small_war import WAR, again, claim, linked, place
from tests.resolve.test_telling_apart import at

from situate.model import Claim, PlaceMention, Quantity
from situate.resolve.facets import facets
from situate.resolve.offices import Offices
from situate.resolve.outlines import told_before
from situate.resolve.wording import Doers


def said(text: str, by: str, event: str = "assault", *, side: str | None = None, **more: object) -> Claim:
    """A claim of a publisher's own item about Oakham, where its text names it."""
    places = at(text) if "Oakham" in text else ()
    fields = {"publisher_id": by, "publisher": by, "places": places, **more}
    return claim(text, event=event, side=side, **fields)  # type: ignore[arg-type]


def count(text: str, value: float, of: str = "people") -> Quantity:
    return Quantity(text=text, start=0, end=len(text), low=value, high=value, unit="killed", of=of)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (  # by whom attacks were beaten off is left open
            said("attacks near Oakham were repelled", "blue_staff", "repelled"),
            said("Blue units repelled Red attacks near Oakham", "agency", "repelled", side="blues"),
        ),
        (  # one says who did it
            said("a school in Oakham was bombed from the air", "daily", "strike"),
            said("Red aircraft bombed Oakham", "blue_governor", "strike", side="reds"),
        ),
        (said("Red aircraft bombed Oakham", "blue_governor", "strike", side="reds"),
         said("a school in Oakham was bombed from the air", "daily", "strike")),
        (  # the strike, and a strike that killed
            said("rockets hit the market in Oakham", "daily", "strike"),
            said("a rocket strike on the market in Oakham killed three", "agency", "harm"),
        ),
        (
            said("two people were killed at the market in Oakham", "daily", "harm"),
            said("the death toll of the market in Oakham has risen", "agency", "losses"),
        ),
        (  # two counts of one thing
            said("three people were killed in Oakham", "daily", "harm", quantities=(count("three", 3),)),
            said("four people were killed in Oakham", "agency", "harm", quantities=(count("four", 4),)),
        ),
    ],
)  # fmt: skip
def test_two_publishers_tell_of_one_thing(one, other):
    assert len(linked(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (  # each beats off the other's attacks
            said("our units repelled two attacks near Oakham", "red_staff", "repelled", side="reds"),
            said("our soldiers repelled attacks near Oakham", "blue_staff", "repelled", side="blues"),
        ),
        (  # a town may be struck twice
            said("a school in Oakham was hit from the air", "daily", "strike"),
            said("Red aircraft bombed Oakham", "blue_governor", "strike", side="reds"),
        ),
        (  # who attacks, and who beats it off: the attack is one, and what came of it is not
            said("Red troops stormed into Oakham", "agency", side="reds"),
            said("our soldiers repelled attacks near Oakham", "blue_staff", "repelled", side="blues"),
        ),
        (  # who has a town is told by each for itself
            said("Oakham was captured", "daily", "capture"),
            said("Blue forces hold Oakham", "blue_staff", "hold", side="blues"),
        ),
        (  # who denies that he did it does not deny that it was done
            said("rockets hit a block in Oakham", "daily", "strike"),
            said("Red forces did not strike Oakham", "red_staff", "strike", side="reds", negated=True),
        ),
        (  # two targets, two hours, soldiers and civilians
            said("a missile hit a hospital in Oakham", "daily", "strike"),
            said("rockets struck the railway station of Oakham", "agency", "strike"),
        ),
        (
            said("a bomb fell on Oakham at dawn", "daily", "strike"),
            said("bombs fell on Oakham in the evening", "agency", "strike"),
        ),
        (
            said("three civilians were killed in Oakham", "daily", "harm"),
            said("forty soldiers were killed in Oakham", "agency", "harm"),
        ),
        (  # one publisher tells of two things
            said("Red troops attacked twice near Oakham", "agency", side="reds"),
            said("soldiers repelled attacks near Oakham", "agency", "repelled", side="blues"),
        ),
        (  # from the air, and by guns
            said("Red aircraft bombed Oakham", "blue_governor", "strike", side="reds"),
            said("artillery shelled a quarter of Oakham", "daily", "shelling"),
        ),
        (  # people, and things
            said("two women were wounded in Oakham", "daily", "harm"),
            said("a gas pipe burst in Oakham", "agency", "harm"),
        ),
        (  # the ground that is gained, and a flag
            said("Red fighters planted a flag in Oakham", "red_channel", "capture", side="reds"),
            said("Red columns moved up to Oakham", "agency", "advance", side="reds"),
        ),
        (  # other things are counted
            said("Blue guns destroyed two carriers near Oakham", "agency", "losses", side="blues",
                 quantities=(count("two", 2, "carriers"),)),
            said("Blue guns destroyed four tanks near Oakham", "blue_staff", "losses", side="blues",
                 quantities=(count("four", 4, "tanks"),)),
        ),
    ],
)  # fmt: skip
def test_what_two_publishers_tell_of_other_things_stays_apart(one, other):
    assert len(linked(one, other)) == 2


@pytest.mark.parametrize("event", ["capture", "assault", "strike", "repelled"])
def test_who_says_nothing_of_the_doer_brings_no_two_sides_together(event):
    told = {"daily": None, "red_staff": "reds", "blue_staff": "blues"}
    claims = [said("what happened at Oakham", by, event, side=side) for by, side in told.items()]
    for p in linked(*claims):
        assert not {claims[1].id, claims[2].id} <= {*p.supports}


def test_a_later_publisher_may_say_who_did_it():
    open_, told = (
        said("a school in Oakham was bombed from the air", "daily", "strike"),
        said("Red aircraft bombed Oakham", "blue_governor", "strike", side="reds"),
    )
    assert [p.side for p in linked(open_)] == [None]
    assert [p.side for p in linked(open_, told)] == ["reds"]


def test_a_name_left_open_brings_no_two_bearers_of_it_together():
    first = said("Red troops attacked twice near Oakham", "agency", side="reds")
    there = msgspec.structs.replace(first.places[0], gazetteer_id="geonames:far", lat=19.0, lon=19.0)
    bare = msgspec.structs.replace(first.places[0], gazetteer_id=None, lat=None, lon=None, name=None, method="unplaced")
    open_ = again(said("Red troops stormed hills near Oakham", "daily", side="reds"), places=(bare,))
    far = again(said("Red troops were seen attacking near Oakham", "monitor", side="reds"), places=(there,))
    for p in linked(open_, first, far):
        assert not {first.id, far.id} <= {*p.supports}


def test_who_tells_that_attacks_were_beaten_off_tells_of_the_others_attacks():
    doers = Doers(WAR)
    passive = said("six attacks were repelled near Oakham", "blue_staff", "repelled")
    failed = said("the Red attacks on Oakham failed", "agency", "repelled", side="reds")
    assert doers.attacker(passive, doers.side(passive)) == "reds"
    assert doers.attacker(failed, "reds") == "reds"
    assert doers.attacker(said("Red troops attacked Oakham", "agency"), "reds") == "reds"


def item(by: str, *told: tuple[str, str, PlaceMention | None]) -> list[Claim]:
    """The sentences of one item, one after the other, each with its event and place."""
    found, begun = [], 0
    for text, event, where in told:
        made = said(text, by, event, places=(where,) if where else (), document=by, passage=0)
        quote = msgspec.structs.replace(made.content, start=begun, end=begun + len(text))
        found.append(again(made, start=begun, end=begun + len(text), content=quote))
        begun += len(text) + 2
    return found


def test_a_short_text_goes_on_where_the_sentence_before_was():
    other = said("a school was destroyed and children wounded in Oakham", "agency", "harm")
    told = item(
        "daily", ("a bomb fell on Oakham", "strike", place(role="at")), ("two children were wounded", "harm", None)
    )
    found = {p.place_name: set(p.supports) for p in linked(*told, other) if told[1].id in p.supports}
    assert found == {"Oakham": {told[1].id, other.id}}
    far = [again(c, content=msgspec.structs.replace(c.content, end=c.content.end + 9000)) for c in told]
    assert all(told[1].id not in p.supports or len(p.supports) == 1 for p in linked(*far, other))
    two = item(
        "daily", ("bombs fell on Oakham and Elmley", "strike", None), ("two children were wounded", "harm", None)
    )
    both = again(two[0], places=(place(role="at"), place("Elmley", "at")))
    assert all(two[1].id not in p.supports or len(p.supports) == 1 for p in linked(both, two[1], other))


@pytest.mark.parametrize(
    ("second", "more"),
    [
        ("people who fled from Elmley were killed", {"places": (place("Elmley", "from"),)}),  # it names a place
        ("three were killed across the shire", {}),
        ("meanwhile two were killed", {}),
        ("two were killed", {"passage": 500}),  # another paragraph
        ("two were taken away", {"event": "deportation"}),
    ],
)
def test_what_may_have_happened_elsewhere_is_lent_no_place(second, more):
    bomb = ("a bomb fell on Oakham", "strike", place(role="at"))
    told = item("daily", bomb, (second, "harm", None))
    facets_ = [f for c in (told[0], again(told[1], **more)) for f in facets(c, Doers(WAR), Offices(WAR))]
    assert told_before(facets_) == {}


def test_a_name_that_one_text_leaves_open_is_the_place_that_another_means():
    known = said("Red troops attacked twice near Oakham", "agency", side="reds")
    bare = msgspec.structs.replace(known.places[0], gazetteer_id=None, lat=None, lon=None, name=None, method="unplaced")
    other = again(said("Red troops stormed hills near Oakham", "daily", side="reds"), places=(bare,))
    assert len(linked(known, other)) == 1
    assert len(linked(known, again(other, publisher_id="agency", publisher="agency"))) == 2


def test_ground_changes_hands_where_it_is_named():
    told = item(
        "daily", ("a bomb fell on Oakham", "strike", place(role="at")), ("Red forces took the town", "capture", None)
    )
    assert [p.place_name for p in linked(*told) if told[1].id in p.supports] == [""]


def test_what_a_front_is_called_after_is_not_where_it_happened():
    text = "in the Oakham direction our soldiers repelled attacks near Elmley"
    found = said(text, "blue_staff", "repelled", side="blues", places=(*at(text), *at(text, name="Elmley")))
    assert [p.place_name for p in linked(found)] == ["Elmley"]
    alone = said("in the Oakham direction our soldiers repelled attacks", "blue_staff", "repelled", side="blues")
    assert [p.place_name for p in linked(alone)] == ["Oakham"]


def test_a_staff_goes_from_front_to_front_and_sums_up_none():
    texts = ("In the Oakham direction our soldiers attacked", "In the Elmley direction our soldiers attacked")
    told = item(
        "blue_staff", *((t, "assault", place(n, "at")) for t, n in zip(texts, ("Oakham", "Elmley"), strict=True))
    )
    assert [len(p.supports) for p in linked(*told)] == [1, 1]
