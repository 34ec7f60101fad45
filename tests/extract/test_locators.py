import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.describing import one


def located(text):
    return [(n.text, n.of, n.distance_km, n.within, n.bearing, n.anchor) for n in one(text).locators]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Troops attacked Corva (12km north of Alderby)",
            [("12km north of Alderby", "Corva", 12, False, "north", "Alderby")],
        ),
        (
            "Troops attacked Corva, about 30 kilometers southeast of Alderby",
            [("about 30 kilometers southeast of Alderby", "Corva", 30, False, "southeast", "Alderby")],
        ),
        (
            "Troops hold Corva (12-15km east of Alderby)",
            [("12-15km east of Alderby", "Corva", 15, True, "east", "Alderby")],
        ),
        (
            "Troops hold Corva (10 miles west of Alderby)",
            [("10 miles west of Alderby", "Corva", 16.093, False, "west", "Alderby")],
        ),
        ("Troops hold Corva, 7.5 km from Alderby", [("7.5 km from Alderby", "Corva", 7.5, False, None, "Alderby")]),
        (
            "Troops left Corva, southeast of Alderby,",
            [("southeast of Alderby", "Corva", None, False, "southeast", "Alderby")],
        ),
        (
            "Troops left Corva (roughly 120 kilometers from the international border)",
            [
                (
                    "roughly 120 kilometers from the international border",
                    "Corva",
                    120,
                    False,
                    None,
                    "the international border",
                )
            ],
        ),
        (
            "Troops shelled Corva and Dunmere (5km north of Alderby)",
            [("5km north of Alderby", of, 5, False, "north", "Alderby") for of in ("Corva", "Dunmere")],
        ),
        (
            "Troops took Corva, Dunmere, and Brackwell (all southeast of Alderby)",
            [
                ("southeast of Alderby", of, None, False, "southeast", "Alderby")
                for of in ("Corva", "Dunmere", "Brackwell")
            ],
        ),
        (
            "Troops fought within 22km northeast of Alderby near Corva, Dunmere, and Brackwell",
            [
                ("within 22km northeast of Alderby", of, 22, True, "northeast", "Alderby")
                for of in ("Corva", "Dunmere", "Brackwell")
            ],
        ),
        (
            "Troops entered Corva and Dunmere, 9 km west and 8 km northwest of Alderby, respectively",
            [
                ("9 km west and 8 km northwest of Alderby", "Corva", 9, False, "west", "Alderby"),
                ("9 km west and 8 km northwest of Alderby", "Dunmere", 8, False, "northwest", "Alderby"),
            ],
        ),
        (
            "Troops entered Corva, 3 km east-northeast of Alderby",
            [("3 km east-northeast of Alderby", "Corva", 3, False, "east-northeast", "Alderby")],
        ),
    ],
)
def test_forms(text, expected):
    assert located(text) == expected
    assert "Alderby" not in [p.text for p in one(text).places]


@pytest.mark.parametrize(
    "text",
    [
        "Troops advanced north of Alderby",
        "Troops advanced 5km west of Alderby",
        "Troops attacked near Corva and north of Alderby",
    ],
)
def test_nothing_located_leaves_the_town_a_place(text):
    claim = one(text)
    assert claim.locators == ()
    assert ("Alderby", "at") in [(p.text, p.role) for p in claim.places]


def test_a_locator_places_a_name_of_no_gazetteer():
    claim = one("Troops entered Whistlecombe (4km south of Alderby)")
    assert [p.text for p in claim.places] == ["Whistlecombe"]
    assert claim.locators[0].of == "Whistlecombe"


PIECES = "Corva Alderby ( ) , and 12km 5 - km north of from the border all respectively Xanth ."


@given(st.lists(st.sampled_from(PIECES.split()), max_size=25))
def test_any_order_of_words_is_read(parts):
    text = " ".join(parts) or "."
    for locator in one(text).locators:
        assert text[locator.start : locator.end] == locator.text
