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


@pytest.mark.parametrize(
    ("event", "text"),
    [
        ("displacement", "two of the drivers were taken to Dunmere"),
        ("harm", "The woman was taken to hospital with a broken leg"),
        ("harm", "Seven lives have been taken in Corva this week"),
        ("harm", "Surgeons fought for his life until morning"),
        ("harm", "The death toll from the strike on Corva rose to nine"),
        ("harm", "There is nothing undamaged left in Corva"),
        ("harm", "Shelling again caused civilian casualties and damage in Corva"),
        ("administration", "Search and rescue work is under way"),
        ("administration", "Rescue operations are going on at the site"),
        ("assault", "It has started north of Corva"),
        ("assault", "Our infantry is moving in the direction of Corva"),
        ("assault", "The enemy tried to move toward Corva in two small groups"),
        ("assault", "Our troops keep grinding through the ruins of the southern quarter"),
        ("deployment", "A convoy is moving toward Corva"),
        ("hold", "Our lads are lying in a tree line outside Corva"),
        ("hold", "Corva remains under the enemy"),
        ("hold", "Corva has been theirs since spring"),
        ("hold", "Nothing changed near Corva"),
        ("advance", "Units took up more advantageous positions near Corva"),
        ("advance", "No entry into Corva has been recorded"),
        ("repelled", "The enemy has been driven from the railway near Corva"),
        ("repelled", "Two assaults by the 47th Mechanized Brigade were beaten off near Corva"),
        ("withdrawal", "the squad which reached the edge of the village was withdrawn at noon"),
        ("deployment", "Elements of Kordia's newly raised 40th Corps have been committed near Corva"),
        ("air_defence", "A Su-34 was struck by a portable air defence missile near Corva"),
        ("air_defence", "Marines destroyed a Su-24 bomber near Corva"),
        ("losses", "Drones destroyed two Su-27 aircraft at an airfield"),
        ("strike", "a rocket hit a warehouse district by the railway in Corva"),
        ("other", "A car lay overturned by the road"),
        ("decree", "The court overturned the ruling"),
        ("capability", "There is no one to replace them"),
        ("capability", "The liberation of Corva remains one of the main tasks"),
        ("logistics", "The clinics in Corva have to free up beds"),
        # What a longer phrase hides.
        ("repelled", "In the Corva sector attempts to recover lost ground near the mine were repelled"),
        ("repelled", "Kordian forces repelled an assault supported by drones near Corva"),
        ("repelled", "Kordian attacks near Corva were repelled by drones"),
        ("repelled", "Assaults supported by helicopters were repelled near Corva"),
        ("repelled", "an attack on the drone factory in Corva was repelled"),
        ("repelled", "two attacks near the helicopter base in Corva were repelled"),
        ("repelled", "the garrison repelled an attack by infantry backed by drones near Corva"),
        ("air_defence", "a drone attack on Corva was repelled"),
        ("air_defence", "the gunners repelled an attack by drones on Corva"),
        ("strike", "Fragments of one fell on the territory of an oil depot"),
        ("strike", "a missile, possibly of a new type, hit the industrial zone by the railway"),
        ("advance", "the brigade has taken a section of the railway embankment east of Corva"),
    ],
)
def test_what_a_short_item_tells(event: str, text: str) -> None:
    assert one(text).event == event


def test_what_only_points_back_puts_nothing_forward() -> None:
    assert lines("The council rarely comments on such strikes.") == []


def test_an_owner_and_what_is_newly_its_own_make_one_actor() -> None:
    text = "Elements of Kordia's newly raised 40th Combined Arms Army have been committed near Corva"
    assert [actor.text for actor in one(text).actors] == [text.partition(" have")[0]]
