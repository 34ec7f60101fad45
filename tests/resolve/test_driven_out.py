"""A side driven out of a place, troops that are the speaker's own, and what is done already though it was aimed at."""

import pytest
from tests.judge.small_war import claim, linked, place


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Blue forces drove a Red company out of Oakham", "capture"),
        ("Blue forces pushed Red troops out of Oakham", "advance"),
        ("Blue forces expelled the Red garrison from Oakham", "capture"),
    ],
)
def test_who_drives_the_enemy_out_of_a_place_takes_it(text, event):
    (found,) = linked(claim(text, event=event, side="blues", places=[place(role="from")]))
    assert (found.event, found.place_name, found.side, found.part) == ("capture", "Oakham", "blues", False)


def test_who_is_told_to_have_taken_it_too_is_one_with_it():
    driven = claim("Blue forces drove the Red garrison out of Oakham", side="blues", places=[place(role="from")])
    (found,) = linked(driven, claim("Blue forces captured Oakham", side="blues", day=1))
    assert len(found.supports) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Blue forces advanced from Oakham",
        "Blue forces attacked out of Oakham",
        "Blue forces pushed Red troops back 10km from Oakham",
    ],
)
def test_whence_somebody_comes_is_not_taken(text):
    (found,) = linked(claim(text, event="advance", side="blues", places=[place(role="from")]))
    assert (found.event, found.place) == ("advance", None)


def test_it_is_taken_though_it_lies_near_another():
    (found,) = linked(
        claim(
            "Blue forces drove Red troops out of Oakham, a village near Elmton",
            side="blues",
            places=[place(role="from"), place("Elmton", "at")],
        )
    )
    assert (found.place_name, found.side) == ("Oakham", "blues")


@pytest.mark.parametrize("by", ["blue_staff", "Blues’ third brigade"])
def test_its_own_troops_are_the_speakers(by):
    (found,) = linked(claim("its troops retook Oakham", by=by, side=None))
    assert found.side == "blues"


def test_who_claims_to_have_taken_it_is_named_by_the_side():
    (found,) = linked(claim("to have secured Oakham", by="Blues", side=None))
    assert found.side == "blues"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Red forces captured Oakham after attempting to do so for a month", "fact"),
        ("Red forces fully occupied Oakham and are trying to establish order", "fact"),
        ("Red forces attempted to seize Oakham", "future"),
        ("Red efforts to have Oakham captured went on", "future"),
    ],
)
def test_what_is_done_is_no_aim(text, modality):
    assert {p.modality for p in linked(claim(text))} == {modality}
