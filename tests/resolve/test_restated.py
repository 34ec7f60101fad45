"""A text's key points and opening say again what its body tells, in other words and as other kinds of event."""

import time
from collections.abc import Iterable

import pytest
from tests.judge.small_war import WAR, again, claim, linked, place

from situate.judge import judge
from situate.model import Actor, Claim, PlaceMention, Quote
from situate.resolve.facets import facets
from situate.resolve.links import links
from situate.resolve.offices import Offices
from situate.resolve.restated import restated, stem
from situate.resolve.wording import Doers
from situate.vocab import Event, PassageKind

HERE = place(role="at")
RED, BLUE = (Actor(text=f"{side} forces", start=0, end=10, side=f"{side.lower()}s") for side in ("Red", "Blue"))
_BODY: tuple[tuple[str, Event], ...] = (
    ("Red gunners fired on the mill and the bakery of Oakham", "shelling"),
    ("Two bakers were wounded and a truck burned", "harm"),
    ("The mayor asked residents to boil their water", "administration"),
    ("Blue sappers laid mines along the northern canal", "deployment"),
    ("A train with timber left the station late", "logistics"),
)


def told(
    text: str, at: int, event: Event, kind: PassageKind, places: Iterable[PlaceMention] = (), **more: object
) -> Claim:
    """A sentence of one text, its passage that of its hundred."""
    made = claim(text, event=event, places=places, document="d", passage_kind=kind, side=None, **more)  # type: ignore[arg-type]
    return again(
        made, passage=at // 1000 * 1000, start=at, end=at + len(text), content=Quote(text, at, at + len(text)), dates=()
    )  # fmt: skip


def body() -> list[Claim]:
    return [
        told(text, 5000 + 100 * n, event, "body", [HERE] if "Oakham" in text else ())
        for n, (text, event) in enumerate(_BODY)
    ]


def sums_up(summary: Claim, rest: list[Claim]) -> str:
    """The text of the claim that a summary says again first of all, or nothing."""
    doers, offices = Doers(WAR), Offices(WAR)
    found = restated([f for c in (summary, *rest) for f in facets(c, doers, offices)])
    return next((c.content.text for c in rest if c.id in found.get(summary.id, ())[:1]), "")


def tells_of(summary: Claim, meant: Claim, *claims: Claim) -> bool:
    """Is the summary silent on a proposition that another claim supports?"""
    return any(summary.id in p.silent and meant.id in p.supports for p in linked(summary, meant, *claims))


def test_a_key_point_in_other_words_and_of_another_event_tells_of_what_the_body_says():
    point = told("A mill and a bakery in Oakham came under fire", 100, "strike", "takeaway", [HERE])
    rest = body()
    assert sums_up(point, rest) == _BODY[0][0]
    (p,) = (q for q in linked(point, *rest) if rest[0].id in q.supports)
    assert (p.supports, p.silent) == ((rest[0].id,), (point.id,))  # it counts for nothing there
    assert any(q.supports == (point.id,) for q in linked(point, *rest))  # and is judged for itself
    found = {link.claim: link for link in links(p, {c.id: c for c in (point, *rest)}, WAR)}
    assert [line.rule for line in found[point.id].lines] == ["restated"]
    assert found[point.id].lines[0].text.endswith("both have: mill, and, bakery, Oakham, fire.")
    assert [line.rule for line in found[rest[0].id].lines] == ["founded"]


@pytest.mark.parametrize(
    ("text", "event", "meant"),
    [
        ("Wounded bakers and a burning truck", "losses", _BODY[1][0]),  # by the endings of words
        ("Residents of the town should boil water, its mayor asked", "diplomacy", _BODY[2][0]),
        ("The weather stayed cold", "other", ""),
        ("A ferry with timber sank", "losses", ""),
    ],
)
def test_words_that_few_claims_of_the_text_have_tell_which_is_meant(text, event, meant):
    assert sums_up(told(text, 100, event, "takeaway"), body()) == meant


@pytest.mark.parametrize("changed", [{"negated": True}, {"stance": "denies"}])
def test_what_denies_sums_up_nothing_that_is_affirmed(changed):
    denied = told("Red gunners fired on the mill and the bakery of Oakham", 100, "shelling", "takeaway", [HERE])
    assert sums_up(denied, body()) == _BODY[0][0]
    assert sums_up(again(denied, **changed), body()) == ""


def test_the_same_words_of_another_settlement_are_another_thing():
    point = told(
        "Red gunners fired on the mill and the bakery of Elmley", 100, "shelling", "takeaway", [place("Elmley")]
    )
    assert sums_up(point, body()) == ""


def test_what_the_other_side_did_sums_up_nothing():
    point = told("A mill and a bakery in Oakham came under fire", 100, "strike", "takeaway", [HERE])
    rest = body()
    assert sums_up(again(point, actors=(BLUE,)), rest) == ""
    assert sums_up(again(point, actors=(RED,)), rest) == _BODY[0][0]


def test_who_beats_an_attack_off_sums_up_that_attack():
    point = told("Blue forces repelled a Red armoured assault on Oakham", 100, "repelled", "takeaway", [HERE])
    attack = told(
        "Red forces attacked Oakham with armour but the assault was repelled", 5900, "assault", "body", [HERE]
    )
    point, attack = again(point, actors=(BLUE,)), again(attack, actors=(RED,))
    assert sums_up(point, [*body(), attack]) == attack.content.text


def test_the_settlement_that_the_passage_named_before_is_a_place_of_what_names_none():
    """Without the name before it the same claim is too little like the point."""
    point = told("Bakers were hurt in Oakham", 100, "losses", "takeaway", [HERE])
    assert sums_up(point, body()) == _BODY[1][0]
    assert sums_up(point, [again(c, passage=c.start) for c in body()]) != _BODY[1][0]


def test_a_key_point_leads_to_the_opening_and_that_to_the_body_never_back():
    rest = body()
    opening = told("Gunners of the Reds fired on a bakery and a mill in Oakham", 100, "strike", "topline", [HERE])
    point = told("Gunners of the Reds fired at a mill and a bakery", 1100, "assault", "takeaway", [HERE])
    assert sums_up(rest[0], [opening, point]) == ""
    assert sums_up(point, [opening, *rest]) == opening.content.text
    assert tells_of(opening, rest[0], point, *rest[1:])
    assert tells_of(point, rest[0], opening, *rest[1:])


def test_another_speaker_of_the_summary_makes_no_origin_of_what_the_body_tells():
    rest = body()
    point = told("A mill and a bakery in Oakham came under fire", 100, "strike", "takeaway", [HERE], by="blue_staff")
    found = linked(point, *rest)
    judgments = judge(found, {c.id: c for c in (point, *rest)}, WAR)
    (judgment,) = (j for p, j in zip(found, judgments, strict=True) if rest[0].id in p.supports)
    counted = [line for line in judgment.receipt.spoke_for if rest[0].id in line.claims]
    assert counted
    assert not any(point.id in line.claims for line in counted)


def test_what_another_text_tells_is_no_body_of_it():
    point = told("A mill and a bakery in Oakham came under fire", 100, "strike", "takeaway", [HERE])
    other = [again(c, document="e") for c in body()]
    assert not any(tells_of(point, c) for c in other)


@pytest.mark.parametrize("kind", ["body", "post"])
def test_posts_and_texts_without_a_summary_have_nothing_to_say_again(kind):
    assert restated([f for c in body() for f in facets(again(c, passage_kind=kind), Doers(WAR), Offices(WAR))]) == {}


def test_numbers_and_names_keep_their_form():
    assert (stem("2023"), stem("shells"), stem("shelling")) == ("2023", "shell", "shell")


def test_a_long_text_of_the_same_words_costs_what_its_length_says():
    def seconds(count: int) -> float:
        rest = [told(f"Red guns fired on mill number {n}", 5000 + 50 * n, "shelling", "body") for n in range(count)]
        points = [told(f"Guns hit mill {n}", n, "strike", "takeaway") for n in range(count // 4)]
        seen = [f for c in (*points, *rest) for f in facets(c, Doers(WAR), Offices(WAR))]
        begin = time.process_time()
        restated(seen)
        return time.process_time() - begin

    def best(count: int) -> float:
        """Of three runs: who shares the machine, or collects garbage, can slow one."""
        return min(seconds(count) for _ in range(3))

    assert best(1600) < 12 * max(best(400), 0.01)
