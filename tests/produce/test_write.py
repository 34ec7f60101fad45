"""The whole assessment: order, changes, what is left out, and that nothing is lost."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.produce.world import BEFORE, DAY, THEATRE, Told, desk, example

from situate.model import Control
from situate.produce import html, markdown, to_json, write
from situate.produce.sift import sift

PAGE = write(example())


def test_sections_follow_the_theatres_order_with_their_objective():
    assert [(s.effort, s.objective) for s in PAGE.sections][:1] == [("orlen", "Take Orlen")]
    orders = [next((e.order for e in THEATRE.efforts if e.id == s.effort), 99) for s in PAGE.sections]
    assert orders == sorted(orders)


def test_the_most_telling_comes_first():
    assert "Geolocated footage" in PAGE.toplines[0].sentences[0].text
    assert "captured Sedma" in PAGE.toplines[1].sentences[0].text


def test_rival_accounts_stand_side_by_side():
    rivals = next(p for p in PAGE.toplines if "Ada Rook" in p.sentences[0].text)
    assert any("Piet Lom" in s.text for s in rivals.sentences)
    both = next(s for p in PAGE.toplines for s in p.sentences if "captured Sedma" in s.text)
    assert ", while the Veslandian General Staff reported on May 20 that Veslandian forces hold Sedma" in both.text
    assert len(both.notes) == 2


def test_takeaways_take_each_effort_before_a_second():
    efforts = [s.text for s in PAGE.takeaways]
    assert len(efforts) == len(set(efforts)) <= 9
    assert any("reservists" in t for t in efforts)


def test_the_board_holds_what_was_filed_and_says_where_nothing_was():
    rungs = {r.rubric: r.sentences for r in PAGE.boards[0].rungs}
    assert rungs["more"] == ()
    assert "left the northern camps on May 20" in rungs["less"][0].text


def test_notes_are_numbered_in_order_and_hold_the_words():
    assert [n.number for n in PAGE.notes] == list(range(1, len(PAGE.notes) + 1))
    numbers = [n for s in PAGE.sentences() for n in s.notes]
    assert set(numbers) == {n.number for n in PAGE.notes}
    firsts = list(dict.fromkeys(numbers))
    assert firsts == sorted(firsts)
    for note in PAGE.notes:
        assert note.quote == example().claims[note.claim].content.text
        assert note.url and note.day and note.source


def test_every_claim_is_printed_or_left_out_with_a_reason():
    printed = {c for s in PAGE.sentences() for c in s.claims}
    left = {c for group in PAGE.left_out for c in group.claims}
    assert printed | left == set(example().claims)
    assert not printed & left
    assert all(g.count == len(g.claims) and g.examples for g in PAGE.left_out)


@pytest.mark.parametrize(("places", "reasons"), [((), {"unplaced"}), (("Nowhere Hamlet",), set())])
def test_fighting_that_names_no_place_is_left_out_and_an_unmapped_village_is_not(places, reasons):
    content = f"Corian forces took the heights{' near Nowhere Hamlet' if places else ''} after two days"
    page = write(desk((Told(content=content, event="capture", actors=("Corian forces",), places=places),)))
    assert {g.reason for g in page.left_out} == reasons


def test_changes_name_what_is_new_and_not_what_was_known():
    new = [c.sentence.text for c in PAGE.changes if c.kind == "new"]
    assert any("captured Sedma" in t for t in new)
    assert not any("12 Corian assaults" in t for t in new)  # known the day before


def _control(state: str) -> Control:
    return Control(
        place="test:Sedma", place_name="Sedma", lat=10.1, lon=20.6, radius_km=3, side="cor", state=state,
        tier="claimed", evidence="claimed by one side",
        valid_from=DAY, known_from=DAY, propositions=("p1",), reason="said so",
    )  # fmt: skip


def test_a_state_that_changed_is_told_with_its_sentence():
    made = msgspec.structs.replace(example(), controls=(_control("held"),), controls_before=(_control("fighting"),))
    change = next(c for c in write(made).changes if c.kind == "state")
    assert (change.subject, change.before, change.after) == (
        "Sedma", "fighting by Coria, claimed", "held by Coria, claimed"
    )  # fmt: skip
    assert "captured Sedma" in change.sentence.text
    told = [c for c in write(made).changes if set(c.sentence.claims) == set(change.sentence.claims)]
    assert told == [change]  # what a state tells is not told again as new
    same = msgspec.structs.replace(example(), controls=(_control("held"),), controls_before=(_control("held"),))
    assert not any(c.kind == "state" for c in write(same).changes)


def test_a_new_grade_and_a_new_denial_are_changes():
    made = example()
    was = msgspec.structs.replace(made.judgments["p1"], credibility=2)
    bare = msgspec.structs.replace(made.propositions[1], denies=())
    page = write(msgspec.structs.replace(made, judgments_before={"p1": was}, propositions_before=(bare,)))
    kinds = {c.kind: c for c in page.changes}
    assert (kinds["regraded"].before, kinds["regraded"].after) == ("2 probably true", "4 doubtful")
    assert "Veslandian forces hold Sedma" in kinds["denied"].sentence.text


LONG = "Corian forces captured the whole of the town of Orlen after two days of street fighting"


def test_copies_and_old_versions_and_later_words_are_set_aside():
    told = Told(content=LONG, event="capture", places=("Orlen",), publisher="cor-channel", stance="asserts")
    copy = msgspec.structs.replace(told, publisher="cor-echo", document="second")
    later = msgspec.structs.replace(told, day=DAY + timedelta(days=1), content=LONG + " again", document="third")
    page = write(desk((told, copy, later)))
    assert {g.reason: g.count for g in page.left_out} == {"copy": 1, "later": 1}


def test_what_a_post_no_longer_says_is_taken_back():
    told = Told(content=LONG, event="capture", places=("Orlen",), publisher="cor-channel", document="v1")
    kept = Told(content="Corian forces attacked Orlen", places=("Orlen",), publisher="cor-channel", document="v2")
    made = desk((told,), (kept,))
    documents = {
        i: msgspec.structs.replace(d, key="post", edited=None if i == "v1" else d.published)
        for i, d in made.documents.items()
    }
    page = write(msgspec.structs.replace(made, documents=documents))
    assert [(g.reason, g.count) for g in page.left_out] == [("withdrawn", 1)]


def test_earlier_days_are_not_told_again():
    old = Told(content=LONG, event="capture", places=("Orlen",), day=DAY - timedelta(days=3))
    page = write(desk((old,)))
    assert page.sentences() == () and page.left_out[0].reason == "earlier"


def test_voices_that_say_the_same_share_a_sentence():
    one = Told(content="Corian forces attacked Orlen", places=("Orlen",), cue="reported")
    two = msgspec.structs.replace(one, publisher="wire", document="wire")
    sentences = [s.text for s in write(desk((one, two))).sentences()]
    both = {"Meridian Wire and the Veslandian General Staff", "The Veslandian General Staff and Meridian Wire"}
    assert any(s.partition(" reported on May 20 that")[0] in both for s in sentences)


def test_marks_lie_where_their_places_are_by_what_they_rest_on():
    tiers = {m.name: m.tier for m in PAGE.marks}
    assert tiers == {"Orlen": "several", "Sedma": "single", "Tarvik": "seen", "Port Ashby": "single"}
    assert all(m.notes for m in PAGE.marks)


def test_a_place_is_marked_once_by_its_best_single_proposition():
    apart = desk(
        (Told(content="Corian forces shelled Orlen", event="shelling", places=("Orlen",)),),
        (Told(content="Orlen has a new mayor", publisher="cor-mod", event="appointment", places=("Orlen",)),),
    )
    assert [(m.name, m.tier) for m in write(apart).marks] == [("Orlen", "single")]
    claims = list(apart.claims.values())
    moved = msgspec.structs.replace(claims[1].places[0], gazetteer_id=None, lat=10.05)
    other = msgspec.structs.replace(claims[1], places=(moved,))
    twice = msgspec.structs.replace(apart, claims={**apart.claims, other.id: other})
    assert [m.name for m in write(twice).marks] == ["Orlen"]


@pytest.mark.parametrize(
    ("event", "places", "recalled"),
    [("advance", ("Orlen",), True), ("other", (), True), ("advance", ("Tarvik",), False), ("losses", (), False)],
)
def test_relays_of_what_was_taken_back_are_not_printed(event, places, recalled):
    gone = Told(content="Corian forces broke into Orlen", event="advance", publisher="cor-channel", places=("Orlen",),
                document="old")  # fmt: skip
    last = Told(content="Fighting goes on at the bridge", event="clash", publisher="cor-channel", document="new")
    relay = Told(content="the marines of Coria have gone in", event=event, publisher="cor-echo", stance="states",
                 speakers=(("Frontwatch", "cor-channel"),), cue="writes", places=places)  # fmt: skip
    made = desk((gone,), (last,), (relay,))
    versions = {
        i: msgspec.structs.replace(d, key="k", edited=datetime(2031, 5, 20, 9 if i == "new" else 8, tzinfo=UTC))
        if i in ("old", "new")
        else d
        for i, d in made.documents.items()
    }
    left = sift(msgspec.structs.replace(made, documents=versions)).left
    reasons = {c.content.text: reason for reason, c, _ in left}
    assert reasons[gone.content] == "withdrawn"
    assert (reasons.get(relay.content) == "recalled") == recalled


@given(
    st.lists(st.text(max_size=60), min_size=1, max_size=4), st.sampled_from(["asserts", "shows", "denies", "relays"])
)
def test_any_words_make_a_page(contents, stance):
    groups = tuple(
        (Told(content=c, stance=stance, places=("Orlen",), document=f"d{i}"),) for i, c in enumerate(contents)
    )
    made = desk(*groups)
    page = write(made)
    assert {c for s in page.sentences() for c in s.claims} | {c for g in page.left_out for c in g.claims} == set(
        made.claims
    )
    assert html(page) and markdown(page) and to_json(page)


def test_an_empty_desk_gives_an_empty_assessment():
    page = write(desk())
    assert (page.sentences(), page.notes, page.left_out, page.marks) == ((), (), (), ())
    assert page.frame == page.theatre_frame


def test_the_same_desk_gives_the_same_page():
    assert write(example()) == write(example())


@pytest.mark.parametrize(("day", "told"), [(date(2031, 5, 21), True), (DAY, True), (BEFORE, False)])
def test_the_day_decides_what_is_known(day, told):
    texts = [s.text for s in write(msgspec.structs.replace(example(), day=day)).sentences()]
    assert any("captured Sedma" in t for t in texts) == told


def test_one_matter_leads_in_one_paragraph():
    first = Told(content="Corian authorities will call up 30,000 reservists", event="mobilization", publisher="wire")
    second = Told(content="Coria has closed its borders to conscripts", event="mobilization", publisher="paper")
    page = write(desk((first,), (second,)))
    assert [len(p.sentences) for p in page.toplines] == [2]
    assert {s.text for s in page.sections[0].sentences} == {s.text for p in page.toplines for s in p.sentences}


def test_a_river_is_no_town_on_the_map():
    told = Told(content="Corian forces crossed the Orlen near Tarvik", event="raid", places=("Orlen", "Tarvik"))
    assert [m.name for m in write(desk((told,))).marks] == ["Tarvik"]


@pytest.mark.parametrize(("speaker", "told"), [(("General Ada Rook", "ves-staff"), True), (("somebody", None), False)])
def test_an_order_of_somebody_known_weighs_as_a_decree(speaker, told):
    order = Told(content="Minister Jana Holt to rebuild the roads of the province", event="other", stance="directs",
                 speakers=(speaker,), cue="ordered", publisher="wire", actors=("Minister Jana Holt",))  # fmt: skip
    assert any("rebuild the roads" in s.text for s in write(desk((order,))).sentences()) is told
