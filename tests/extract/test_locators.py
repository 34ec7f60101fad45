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
                ("all southeast of Alderby", of, None, False, "southeast", "Alderby")
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
            "Troops fought north of Alderby near Corva and toward Dunmere; and west of Alderby toward Brackwell",
            [
                ("north of Alderby", "Corva", None, False, "north", "Alderby"),
                ("north of Alderby", "Dunmere", None, False, "north", "Alderby"),
                ("west of Alderby", "Brackwell", None, False, "west", "Alderby"),
            ],
        ),
        (
            "Troops fought north of Alderby near Corva and toward Dunmere",
            [("north of Alderby", "Corva", None, False, "north", "Alderby")],
        ),
        (
            "Troops entered Corva and Dunmere, 9 km west and 8 km northwest of Alderby, respectively",
            [
                ("9 km west and 8 km northwest of Alderby", "Corva", 9, False, "west", "Alderby"),
                ("9 km west and 8 km northwest of Alderby", "Dunmere", 8, False, "northwest", "Alderby"),
            ],
        ),
        (
            "Troops entered Corva and Dunmere, within 15km and 7km south of Alderby, respectively",
            [
                ("within 15km and 7km south of Alderby", "Corva", 15, False, "south", "Alderby"),
                ("within 15km and 7km south of Alderby", "Dunmere", 7, False, "south", "Alderby"),
            ],
        ),
        (
            "Troops entered Corva and Dunmere, approximately 12 km and 17 km south of Alderby",
            [
                ("approximately 12 km and 17 km south of Alderby", "Corva", 12, False, "south", "Alderby"),
                ("approximately 12 km and 17 km south of Alderby", "Dunmere", 17, False, "south", "Alderby"),
            ],
        ),
        (
            "Troops entered Corva and Dunmere, both north of Alderby and within 20 km of the Valerian border",
            [
                *(("north of Alderby", of, None, False, "north", "Alderby") for of in ("Corva", "Dunmere")),
                *(
                    ("within 20 km of the Valerian border", of, 20, True, None, "the Valerian border")
                    for of in ("Corva", "Dunmere")
                ),
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


ONE = "Alderby"


@pytest.mark.parametrize(
    ("text", "locator", "km", "within", "bearing", "anchor"),
    [
        ("Troops hold Corva (five kilometers south of Alderby)", "five kilometers south of Alderby",
         5, False, "south", ONE),
        ("Troops hold Corva (10 km NE of Alderby)", "10 km NE of Alderby", 10, False, "northeast", ONE),
        ("Troops hold Corva (SW of Alderby)", "SW of Alderby", None, False, "southwest", ONE),
        ("Troops hold Corva (6 km N of Alderby)", "6 km N of Alderby", 6, False, "north", ONE),
        ("Troops hold Corva, 6 km south-east of Alderby", "6 km south-east of Alderby", 6, False, "southeast", ONE),
        ("Troops hold Corva (within 25km of Alderby)", "within 25km of Alderby", 25, True, None, ONE),
        ("Troops hold Corva, which lies less than 9 km south of Alderby", "less than 9 km south of Alderby",
         9, True, "south", ONE),
        ("Troops hold Corva (8km from the Valerian border)", "8km from the Valerian border",
         8, False, None, "the Valerian border"),
        ("Troops hold Corva (3km east of the presumed frontline)", "3km east of the presumed frontline",
         3, False, "east", "the presumed frontline"),
        ("Troops hold Corva, (4km north of Alderby)", "4km north of Alderby", 4, False, "north", ONE),
        ("Troops hold Corva (4km north of Alderby along the R21 highway)", "4km north of Alderby along the R21 highway",
         4, False, "north", ONE),
        ("Troops hold Corva (7km west of a Kordian bridgehead over the Ossa River)",
         "7km west of a Kordian bridgehead over the Ossa River", 7, False, "west", "a Kordian bridgehead"),
        ("Troops hold Corva (a village 9km east of occupied Alderby)", "a village 9km east of occupied Alderby",
         9, False, "east", ONE),
        ("Troops hold Corva, a small village 9km east of Alderby", "9km east of Alderby", 9, False, "east", ONE),
        ("Troops hold Corva (north and northwest of Alderby)", "north and northwest of Alderby",
         None, False, None, ONE),
        ("Troops hold Corva (10 km east)", "10 km east", 10, False, "east", None),
        ("Troops hold Corva, 20 kilometres (12 miles) east of Alderby", "20 kilometres (12 miles) east of Alderby",
         20, False, "east", ONE),
        ("Troops hold Corva, Tarn Oblast (60 miles from the frontline)", "60 miles from the frontline",
         96.561, False, None, "the frontline"),
        ("Troops hold Corva, 9 km from the border between Tarn and Brack Oblasts",
         "9 km from the border between Tarn and Brack Oblasts", 9, False, None, "the border"),
        ("Troops hold Corva (6km from the Valeria-Kordia border)", "6km from the Valeria-Kordia border",
         6, False, None, "Valeria"),
        ("Troops hold Corva (north of Alderby city)", "north of Alderby city", None, False, "north", ONE),
        ("Troops hold Corva (on the R21, 4km north of Alderby)", "on the R21, 4km north of Alderby",
         4, False, "north", ONE),
        ("Troops hold Corva (between 4 and 6km north of Alderby)", "between 4 and 6km north of Alderby",
         6, False, "north", ONE),
        ("Troops hold Corva (10 km behind the front line)", "10 km behind the front line",
         10, False, None, "the front line"),
        ("Troops hold Corva (4km from the line of contact)", "4km from the line of contact",
         4, False, None, "the line of contact"),
        ("Troops hold Corva (southern Tarn Oblast)", "southern Tarn Oblast", None, False, None, "Tarn Oblast"),
        ("Troops hold Corva (in the north of Tarn Oblast)", "in the north of Tarn Oblast",
         None, False, None, "Tarn Oblast"),
    ],
)  # fmt: skip
def test_one_place_is_located(text, locator, km, within, bearing, anchor):
    assert located(text) == [(locator, "Corva", km, within, bearing, anchor)]
    assert "Corva" in [p.text for p in one(text).places]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Troops took Corva, Dunmere, and Brackwell (5km north of Alderby)", ["Brackwell"]),
        ("Troops took Corva and Dunmere (both 5km north of Alderby)", ["Corva", "Dunmere"]),
        ("Troops took Brackwell, Corva, and Dunmere (both 5km north of Alderby)", ["Corva", "Dunmere"]),
        ("Troops moved into Corva, and near Dunmere (all north of Alderby)", ["Corva", "Dunmere"]),
        ("Troops fought along the Corva-Dunmere line (north of Alderby)", ["Corva", "Dunmere"]),
        ("Troops hold the Corva district (north of Alderby)", ["Corva district"]),
        ("Troops hold the Corva area (north of Alderby)", ["Corva"]),
        ("Troops attacked north of Alderby near Corva, Tarn Oblast, and Dunmere", ["Corva", "Dunmere"]),
        ("Troops attacked north of Alderby near the villages of Corva and Dunmere", ["Corva", "Dunmere"]),
        ("Troops hold Corva (2km north of Alderby) and Dunmere", ["Corva"]),
        ("Troops attacked north of Alderby toward Corva", []),
        ("Troops attacked north of Alderby, near Corva", ["Corva"]),
        ("Troops hold the Corva-Dunmere line west of Alderby", ["Corva", "Dunmere"]),
    ],
)
def test_which_places_a_locator_is_about(text, names):
    assert [of for _, of, *_ in located(text)] == names


def test_a_place_in_the_bracket_of_a_locator_is_no_place_of_the_claim():
    claim = one("Troops hold Corva (4km north of Alderby on the outskirts of Dunmere)")
    assert [p.text for p in claim.places] == ["Corva"]


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


@pytest.mark.parametrize(
    ("text", "locator", "of"),
    [
        ("We met in Corva, directly on the outskirts of Alderby", "directly on the outskirts of Alderby", ["Corva"]),
        (
            "Troops attacked Corva and Dunmere, both on the western outskirts of Alderby",
            "on the western outskirts of Alderby", ["Corva", "Dunmere"],
        ),
        (
            "Guns hit Corva, Brackwell, and Dunmere, all on the opposite bank of the Ossa River from Alderby",
            "on the opposite bank of the Ossa River from Alderby", ["Corva", "Brackwell", "Dunmere"],
        ),
        ("Troops attacked Corva, near the Tarn Oblast border, all day", "near the Tarn Oblast border", ["Corva"]),
        ("Troops left Corva and Dunmere, a village on the edge of Alderby", "on the edge of Alderby", ["Dunmere"]),
        ("Troops left Corva and Dunmere, a village south of Alderby", "south of Alderby", ["Dunmere"]),
        ("We hit Corva, on the border of Valeria and Kordia, twice", "on the border of Valeria and Kordia", ["Corva"]),
    ],
)  # fmt: skip
def test_an_apposition_locates_without_a_distance(text, locator, of):
    claim = one(text)
    assert [(n.text, n.of) for n in claim.locators] == [(locator, name) for name in of]
    assert [p.text for p in claim.places] == (["Corva"] if of == ["Corva"] else [p.text for p in claim.places])
    assert "Alderby" not in [p.text for p in claim.places]


def test_an_apposition_goes_on_with_a_bearing():
    claim = one("Troops took Corva, on the left bank of the Ossa River and south of Alderby")
    assert [(n.text, n.of) for n in claim.locators] == [
        ("on the left bank of the Ossa River", "Corva"), ("south of Alderby", "Corva"),
    ]  # fmt: skip
    assert [p.text for p in claim.places] == ["Corva"]


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell in Corva, in the suburbs of Alderby, and near Dunmere",
        "Troops fought in Corva, in the outskirts of Alderby",
        "Troops attacked Corva and the outskirts of Alderby",
        "Troops moved to Corva, along the bank of the Ossa River",
    ],
)
def test_a_scene_in_a_list_of_scenes_locates_nothing(text):
    claim = one(text)
    assert claim.locators == ()
    assert len(claim.places) >= 2


PIECES = "Corva Alderby ( ) , and 12km 5 - km north of from the border all both NE respectively near east Xanth ."


@given(st.lists(st.sampled_from(PIECES.split()), max_size=25))
def test_any_order_of_words_is_read(parts):
    text = " ".join(parts) or "."
    for locator in one(text).locators:
        assert text[locator.start : locator.end] == locator.text


def test_where_one_side_is_told_of_the_town_is_where_it_happens():
    text = "Troops fought north of Alderby toward Corva"
    assert located(text) == []
    assert [p.text for p in one(text).places] == ["Alderby", "Corva"]
