"""Posts, communiqués, humanitarian updates: what the words of other registers than the assessment's come to."""

from datetime import date

import pytest
from tests.extract.describing import one


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("harm", "Shelling of the market wounded a pensioner"),
        ("losses", "Shelling of the trench wounded three soldiers"),
        ("harm", "the clinic was damaged"),
        ("losses", "they seized two tanks and a truck"),
        ("capture", "they seized the town of Corva"),
        ("strike", "the invaders attacked with ballistic missiles"),
        ("assault", "the invaders attacked with two companies"),
        ("displacement", "some 400 families left Corva"),
        ("withdrawal", "the garrison left Corva"),
        ("withdrawal", "the rebels fled towards Corva"),
        ("displacement", "the residents fled towards Corva"),
        ("other", "export revenue fell by a fifth"),
        ("strike", "attacks on power plants have become more frequent"),
        ("aid", "convoys of food and hygiene kits were distributed in Corva"),
        ("air_defence", "38 UAVs were suppressed by electronic warfare"),
    ],
)
def test_what_a_deed_is_done_to_makes_its_event(expected, text):
    assert one(text).event == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["enemy"], "In the Corva sector the enemy carried out fifteen attacks towards Alderby, two of them at night"),
        (["invaders"], "Overnight, the invaders attacked with drones"),
        (["units of the border guard"], "On the night of May 3 to 4 units of the border guard hit a depot"),
        (["up to 8.3 million people"], "up to 8.3 million people could leave by June"),
        (["some 25,000 to 30,000 people"], "some 25,000 to 30,000 people are crossing back each day"),
        (["RSF"], "the RSF hold the northern streets"),
        (["our troops"], "the withdrawal of our troops from Corva"),
        (["Kordian-backed rebels"], "Kordian-backed rebels seized the airport"),
        ([], "Prices of flour rose by a tenth"),
    ],
)
def test_who_acts(expected, text):
    assert [a.text for a in one(text).actors] == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([("El Nahr", "object")], "The militia launched a new push against El Nahr from the east"),
        (
            [("Deir al Nahr", "toward"), ("Al Tarif", "toward")],
            "families moved towards Deir al Nahr and Al Tarif by night",
        ),
        ([("Al-Hajar", "at")], "clashes continued in Al-Hajar"),
        ([("Novoborok", "at")], "On the Novoborok axis an attempt was foiled"),
        ([("Corva", "at")], "In the Corva direction, the enemy is regrouping"),
        ([("Zelm", "from"), ("Umbra", "from")], "drones were launched from Zelm and Umbra before dawn"),
        ([("Zelm", "at")], "the brigade advanced in fields south of Zelm"),
        ([("Kordia", "at")], "strikes in Kordia's power grid caused outages"),
        ([], "a strike on Kordia's army failed"),
        ([], "the ministry relied on Petrov and Wagner said so"),
    ],
)
def test_places_that_no_gazetteer_has(expected, text):
    assert [(p.text, p.role) for p in one(text).places] == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("overnight", "2031-05-19", "2031-05-20"),
        ("last night", "2031-05-19", "2031-05-20"),
        ("this morning", "2031-05-20", "2031-05-20"),
        ("as of 09:00", "2031-05-20", "2031-05-20"),
        ("in the first half of April", "2031-04-01", "2031-04-15"),
        ("in the second half of April", "2031-04-16", "2031-04-30"),
        ("in the first three weeks of March", "2031-03-01", "2031-03-21"),
        ("in the last week of March", "2031-03-25", "2031-03-31"),
        ("by the end of the month", "2031-05-31", "2031-05-31"),
        ("since the start of the year", "2031-01-01", "2031-05-20"),
        ("in the week to 8 May", "2031-05-02", "2031-05-08"),
        ("on 17.05", "2031-05-17", "2031-05-17"),
        ("on 17.05.2031", "2031-05-17", "2031-05-17"),
        ("on the 17th of May", "2031-05-17", "2031-05-17"),
        ("on Jan. 24", "2031-01-24", "2031-01-24"),
        ("since its launch in February 2031", "2031-02-01", "2031-05-20"),
    ],
)
def test_days_in_other_words(text, first, last):
    found = [(d.first, d.last) for d in one(f"The enemy attacked Corva {text}").dates]
    assert found == [(date.fromisoformat(first), date.fromisoformat(last))]


@pytest.mark.parametrize("text", ["rose by 4.05 points", "compared with a year earlier", "version 2.10 of the list"])
def test_numbers_and_comparisons_are_no_days(text):
    assert one(f"The index {text}").dates == ()


def test_a_distance_given_twice_is_one_locator():
    (locator,) = one("Forces reached Brackwell, about 20 kilometres (12 miles) east of Corva, by dark").locators
    assert (locator.text, locator.of, locator.distance_km) == (
        "about 20 kilometres (12 miles) east of Corva", "Brackwell", 20.0,
    )  # fmt: skip
