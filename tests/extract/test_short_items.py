"""What one short item tells: who acts behind an opening time or place, and where a claim begins and ends."""

import pytest
from tests.extract.describing import describe, one
from tests.extract.reading import lines


@pytest.mark.parametrize(
    ("actors", "text"),
    [
        (("72nd Brigade",), "South of Corva the 72nd Brigade has taken a trench near the mine"),
        (("small groups",), "South of Corva, small groups have entered Dunmere"),
        (("three rockets",), "This time three rockets fell on the depot in Corva"),
        (("our crews",), "Two weeks ago our crews left the hill near Corva"),
        (("enemy aircraft",), "Around noon enemy aircraft dropped bombs on Corva"),
        (("Kordian planes",), "Around six in the evening Kordian planes hit Corva"),
        ((), "Three attacks of the 5th Assault Brigade and the 79th Airborne Brigade were repelled near Corva"),
        ((), "At Corva nothing has changed"),
    ],
)
def test_who_acts_behind_an_opening_time_or_place(actors: tuple[str, ...], text: str) -> None:
    assert tuple(actor.text for actor in one(text).actors) == actors


def test_a_second_verb_takes_the_subject_without_the_place_before_it() -> None:
    text = "In the Corva sector our gunners repelled two attacks and knocked out three tanks"
    _, second = describe(text, "In the Corva sector our gunners repelled two attacks", "knocked out three tanks")
    assert [actor.text for actor in second.actors] == ["our gunners"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "After three hours of mortar fire the 40th Brigade left its trench near Corva.",
            ["| | asserts own | After three hours of mortar fire the 40th Brigade left its trench near Corva"],
        ),
        (
            "Since the start of the week 14 attacks have been beaten off near Corva.",
            ["| | asserts own | Since the start of the week 14 attacks have been beaten off near Corva"],
        ),
        (
            "Our gunners burned two lorries and nine armoured carriers near Corva.",
            ["| | asserts own | Our gunners burned two lorries and nine armoured carriers near Corva"],
        ),
        (
            "Valeria said Monday it had thrown back five assaults near Corva.",
            ["Valeria | said | states none | it had thrown back five assaults near Corva"],
        ),
    ],
)
def test_where_a_claim_begins_and_ends(text: str, expected: list[str]) -> None:
    assert lines(text) == expected
