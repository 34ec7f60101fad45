"""Sentences read as a whole, from who says it to what was done, where, by whom and when."""

from functools import cache

import pytest
from tests.extract import describing

from situate.extract import Extractor
from situate.model import Claim


@cache
def extractor() -> Extractor:
    return Extractor(describing.LEXICON, describing.THEATRE, describing.NAMES)


def claims(text: str) -> tuple[Claim, ...]:
    return extractor().extract(describing.document(text))


def doers(text: str) -> list[list[str]]:
    return [[actor.text for actor in claim.actors] for claim in claims(text)]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "The council reported Kordian troops “kept Corva encircled” but did not attack Dunmere.",
            [["Kordian troops"], ["Kordian troops"]],
        ),
        (
            "The council said Valerian forces shelled Corva and captured Dunmere.",
            [["Valerian forces"], ["Valerian forces"]],
        ),
        (
            "The council said that Valerian forces shelled Corva and captured Dunmere.",
            [["Valerian forces"], ["Valerian forces"]],
        ),
        (
            "The mayor stated Kordian units are leaving Corva and are attacking Dunmere.",
            [["Kordian units"], ["Kordian units"]],
        ),
        (
            "The council confirmed Kordian troops captured Corva but did not provide details.",
            [["Kordian troops"], ["council"]],
        ),
        ("The brigade captured Corva and shelled Dunmere.", [["brigade"], ["brigade"]]),
    ],
)
def test_a_second_verb_in_what_is_said_is_the_deed_of_whom_it_speaks(text, actors):
    assert doers(text) == actors


def days(text: str) -> list[list[tuple[str, int, int]]]:
    return [[(d.text, d.first.day, d.last.day) for d in claim.dates if d.of == "event"] for claim in claims(text)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Kordian troops shelled Corva on May 3. On the same day, they attacked Dunmere.", [("the same day", 3, 3)]),
        ("Kordian troops shelled Corva on May 3 and Valerian men left Tarn that same day.", [("that same day", 3, 3)]),
        ("They shelled Corva on the night of May 3 to 4. Drones hit Tarn the same night.", [("the same night", 3, 4)]),
        ("Kordian troops shelled Corva on May 3. Rain fell. On the same day, they attacked Dunmere.", []),
        ("Kordian troops attacked Dunmere on the same day.", []),
        ("Kordian troops shelled Corva on May 3. They attacked Dunmere on the same day as Tarn.", []),
    ],
)  # fmt: skip
def test_the_same_day_is_the_one_told_before(text, last):
    assert days(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Over the weekend Kordian gunners shelled Corva.", "Kordian gunners"),
        ("By midnight marines of the 810th had pushed them back to Corva.", "marines of the 810th"),
        ("From 1 September all schools go over to the new programme.", "all schools"),
        ("Hours earlier an enemy salvo had wounded 23 people in Corva.", "enemy salvo"),
        ("Instead the command took away a battalion.", "command"),
        ("On Monday Kordian forces shelled Corva.", "Kordian forces"),
        ("At dawn two columns left Corva.", "two columns"),
        ("The next day Kordian troops left Corva.", "Kordian troops"),
        ("In the Tarn sector Kordian forces attacked Corva.", "Kordian forces"),
        ("Kordia’s ground forces have continued to advance near Corva.", "Kordia’s ground forces"),
        ("Army headquarters has already appointed a new commandant.", "Army headquarters"),
        ("Units of the Corva grouping shot down nine drones.", "Units of the Corva grouping"),
        (
            "The Kordian Northern Grouping of Forces has thrown in five battalions.",
            "Kordian Northern Grouping of Forces",
        ),
        ("The Kordian military command may be shifting cooks into the line.", "Kordian military command"),
    ],
)
def test_an_opening_time_is_no_part_of_who_acts(text, actor):
    assert doers(text) == [[actor]]


def test_who_acts_is_sought_no_further_than_a_time_that_says_of_what():
    assert doers("Days of shelling destroyed Corva.") == [[]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Corva: abandoned on Thursday.", [("abandoned on Thursday", [("Corva", "from")])]),
        ("Corva — the enemy broke through.", [("the enemy broke through", [("Corva", "at")])]),
        ("Corva – a drone hit a bus.", [("a drone hit a bus", [("Corva", "at")])]),
        ("Corva — Kordian forces attacked twice.", [("Kordian forces attacked twice", [("Corva", "at")])]),
        ("Corva axis — the enemy attacked twice.", [("the enemy attacked twice", [("Corva", "at")])]),
        ("On the Corva axis: the enemy attacked twice.", [("the enemy attacked twice", [("Corva", "at")])]),
        (
            "Corva – Dunmere road was cut.",
            [("Corva – Dunmere road was cut", [("Corva", "between"), ("Dunmere", "between")])],
        ),
        ("Corva-based crews shelled Tarn.", [("Corva-based crews shelled Tarn", [("Tarn", "object")])]),
        ("A 58-year-old man was hurt in Corva.", [("A 58-year-old man was hurt in Corva", [("Corva", "at")])]),
    ],
)  # fmt: skip
def test_a_name_that_heads_a_sentence_is_where_it_happens(text, told):
    assert [(c.content.text, [(p.text, p.role) for p in c.places]) for c in claims(text)] == told


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The brigade took Corva and is clearing the settlement of mines.", ["capture", "other"]),
        ("Sappers cleared mines near Corva and the brigade took Dunmere.", ["other", "capture"]),
        ("The ministry tries to keep recruits from obtaining pay and deserting.", ["mobilization"]),
        ("Police are working at the scene and are clearing mines.", ["other"]),
        ("The brigade took Corva and is doing well.", ["capture"]),
    ],
)
def test_a_second_verb_is_a_claim_where_it_tells_of_another_kind_of_event(text, events):
    assert [claim.event for claim in claims(text)] == events
