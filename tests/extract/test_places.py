import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.describing import LEXICON, describe, one

from situate.vocab import ROLES


def places(text):
    return [(p.text, p.role) for p in one(text).places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cameras watch Vexley Airport", [("Vexley Airport", "at")]),
        ("A factory runs in the Oxmoor Special Economic Zone", [("Oxmoor Special Economic Zone", "at")]),
        ("A tanker sank in the Gulf of Corva", [("Gulf of Corva", "at")]),
        (
            "Troops attacked near Corva (10km north of Karsk), Dunmere (west of Karsk), and Brackwell",
            [("Corva", "at"), ("Dunmere", "at"), ("Brackwell", "at")],
        ),
        (
            "Troops advanced toward Corva (10km north of Karsk) and Dunmere",
            [("Corva", "toward"), ("Dunmere", "toward")],
        ),
        (
            "Troops launched drones from Corva and Dunmere cities; Brackwell, Tarn Oblast; and occupied Morrow",
            [(n, "from") for n in ("Corva", "Dunmere", "Brackwell", "Tarn Oblast", "Morrow")],
        ),
        ("the Corva volunteer battalion lacks men", []),
        ("Corva, which is under fire from Dunmere", [("Dunmere", "from")]),
        ("Some 3,000 people left their homes in Corva", [("Corva", "from")]),
        ("Troops attacked from around Corva and Dunmere", [("Corva", "from"), ("Dunmere", "from")]),
        ("Troops withdrew from positions in Corva toward Dunmere", [("Corva", "from"), ("Dunmere", "toward")]),
        ("Troops guard the border with Valeria", [("Valeria", "context")]),
        ("Troops control two thirds of Corva", [("Corva", "object")]),
        ("Troops have advanced since the fall of Corva", [("Corva", "context")]),
        ("The column never reached Corva", [("Corva", "toward")]),
        ("Crews restored power to Corva", [("Corva", "at")]),
        ("Bombs pummeled Corva throughout the day", [("Corva", "object")]),
        ("Rockets hit the Corva nuclear plant", [("Corva nuclear plant", "object")]),
        ("Two hotels at Ngapul burned down", [("Ngapul", "at")]),
        ("An analyst at Ngapul said so", []),
        ("Trains left Yurg for Rosth", [("Yurg", "from"), ("Rosth", "toward")]),
        ("The army retook Corva in West Mordofan", [("Corva", "object"), ("West Mordofan", "at")]),
        ("Kordian forces captured Corva", [("Corva", "object")]),
        (
            "Kordian forces shelled Corva, Dunmere, and Brackwell",
            [(n, "object") for n in ("Corva", "Dunmere", "Brackwell")],
        ),
        ("Troops conducted air strikes against Corva and Dunmere", [("Corva", "object"), ("Dunmere", "object")]),
        ("Troops attacked near Corva, Dunmere, and Brackwell", [(n, "at") for n in ("Corva", "Dunmere", "Brackwell")]),
        ("Troops advanced toward Corva from Dunmere", [("Corva", "toward"), ("Dunmere", "from")]),
        ("Troops attacked in the direction of Corva", [("Corva", "toward")]),
        ("Troops attacked on the outskirts of Corva", [("Corva", "at")]),
        ("The capture of Corva took a week", [("Corva", "object")]),
        ("Valerian forces control Corva, Tarn Oblast", [("Corva", "object"), ("Tarn Oblast", "object")]),
        ("Troops fought along the Corva-Dunmere line", [("Corva", "between"), ("Dunmere", "between")]),
        ("Troops fought in the Corva-Dunmere area", [("Corva", "at"), ("Dunmere", "at")]),
        (
            "Troops block the R21 highway between Corva and Dunmere",
            [("R21", "at"), ("Corva", "between"), ("Dunmere", "between")],
        ),
        ("Troops cut the highway from Corva to Dunmere", [("Corva", "between"), ("Dunmere", "between")]),
        ("Norland will send 40 tanks to Valeria", [("Valeria", "toward")]),
        ("Norland will send Valeria 40 tanks", []),
        ("Some 400 residents of Corva were evacuated to Dunmere", [("Corva", "from"), ("Dunmere", "toward")]),
        ("Some 400 people were evacuated in Corva", [("Corva", "at")]),
        ("Volunteers began arriving in Valeria", [("Valeria", "toward")]),
        ("Officials prevent drivers from leaving Valeria", [("Valeria", "from")]),
        ("A pontoon crosses the Ossa River", [("Ossa River", "at")]),
        ("The battalion seized books in Northern Corva", [("Northern Corva", "at")]),
        ("Troops shelled Corva to distract from defeat in Dunmere", [("Corva", "object"), ("Dunmere", "context")]),
        (
            "Troops shelled all four settlements, including Corva and Dunmere",
            [("Corva", "object"), ("Dunmere", "object")],
        ),
        ("A new head of the Corva occupation administration was appointed", [("Corva", "object")]),
        ("Partisans attacked a clerk of the Corva occupation administration", [("Corva", "context")]),
    ],
)
def test_roles(text, expected):
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A verb of taking tells it whatever else the clause is about; one of leaving or reaching likewise.
        ("Kordia needs men who are fit to capture Corva", [("Corva", "object")]),
        ("Kordian forces intend to encircle Corva before winter", [("Corva", "object")]),
        ("Officials fled Corva", [("Corva", "from")]),
        ("Troops entered Corva", [("Corva", "at")]),
        ("Troops tried to reach Corva", [("Corva", "toward")]),
        ("Troops fired on Corva", [("Corva", "object")]),
        ("Troops launched attacks on the Corva axis", [("Corva", "at")]),
        ("Troops attacked on the Corva and Dunmere axes", [("Corva", "at"), ("Dunmere", "at")]),
        ("Troops shelled Corva overnight", [("Corva", "object")]),
        ("Troops shelled Corva twice", [("Corva", "object")]),
        ("Missiles struck depots on the left bank of the Ossa River", [("Ossa River", "at")]),
        ("Kordian forces launched strikes against Valeria", [("Valeria", "object")]),
        (
            "Kordian forces launched an offensive against Valeria from Kordia",
            [("Valeria", "toward"), ("Kordia", "from")],
        ),
        ("Drones struck in northern, southern, and eastern Valeria", [("Valeria", "at")]),
        ("Sappers cleared mines from the road to Corva", [("Corva", "between")]),
        ("Troops rest close to Corva", [("Corva", "at")]),
        (
            "Troops struck Corva in Tarn Oblast and Dunmere",
            [("Corva", "object"), ("Tarn Oblast", "at"), ("Dunmere", "object")],
        ),
        (
            "Troops fought near Corva on the R21 highway and Dunmere",
            [("Corva", "at"), ("R21", "at"), ("Dunmere", "at")],
        ),
        ("Guards shelled villages on the border with Kordia", [("Kordia", "context")]),
        ("Drones were launched from the directions of Corva and Dunmere", [("Corva", "from"), ("Dunmere", "from")]),
        ("Troops pushed the enemy out of Corva", [("Corva", "from")]),
        ("A convoy left Corva for Dunmere", [("Corva", "from"), ("Dunmere", "toward")]),
        ("The blow may fall on Corva rather than Dunmere", [("Corva", "at"), ("Dunmere", "context")]),
        ("The brigade was moved to a camp near Corva", [("Corva", "toward")]),
        ("Troops hold highways to the north of Corva", [("Corva", "at")]),
        ("Residents of Corva have fled", [("Corva", "from")]),
        ("The army lost about a company near Corva", [("Corva", "at")]),
        (
            "Troops mean to block the Corva-Dunmere R21 highway",
            [("Corva", "between"), ("Dunmere", "between"), ("R21", "at")],
        ),
        (
            "Troops attacked near Corva and Thrush Hollow 25km west of Alderby",
            [("Corva", "at"), ("Thrush Hollow", "at")],
        ),
    ],
)
def test_roles_by_what_leads_to_the_name(text, expected):
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "names", "actors"),
    [
        ("Corva fell", ["Corva"], []),
        ("Corva has not fallen", ["Corva"], []),
        ("Corva, Dunmere and Brackwell came under air strikes", ["Corva", "Dunmere", "Brackwell"], []),
        ("Corva is under fire", ["Corva"], []),
        ("Kordian forces fell back from Corva", ["Corva"], ["Kordian forces"]),
        ("Valeria suffered losses near Corva", ["Corva"], ["Valeria"]),
    ],
)
def test_what_befalls_a_settlement_is_no_deed_of_its_own(text, names, actors):
    claim = one(text)
    assert [p.text for p in claim.places] == names
    assert [a.text for a in claim.actors] == actors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops shelled Corva after fighting near Corva", [("Corva", "object")]),
        ("Troops moved from Corva toward Dunmere and back to Corva", [("Corva", "from"), ("Dunmere", "toward"),
                                                                      ("Corva", "toward")]),
        ("Troops shelled Tarn Oblast", [("Tarn Oblast", "at")]),
        ("Troops seized Tarn Oblast", [("Tarn Oblast", "object")]),
        ("Troops are approaching Corva", [("Corva", "toward")]),
        ("Troops fought near the Corva Rubber Factory", [("Corva Rubber Factory", "at")]),
    ],
)  # fmt: skip
def test_places_named_twice_and_provinces(text, expected):
    assert places(text) == expected


def test_words_behind_the_content_tell_no_role():
    text = "The claim that troops captured Corva drew attention"
    assert [(p.text, p.role) for p in one(text, "troops captured Corva").places] == [("Corva", "object")]


@pytest.mark.parametrize(
    "text",
    [
        "The Tarn and Whitby People’s Republics held a vote",
        "The “Karsk” Battalion and the “Dunmere,” regiment fought on",
        "A Corva-based Kordian brigade left",
        "Valeria forces fought on",
        "The Karsk Battalion fought on",
        "The Tarn People’s Republic held a vote",
        "Mayor of Corva Ivan Pell resigned",
        "Corva occupation official Ivan Pell resigned",
        "Valeria needs 300 tanks",
        "Valeria’s president spoke",
        "Ivan Morrow spoke and Morrow left",
        "Troops of Lynx rested near Lynx",
        "the generals of Ostmark’s choosing resigned",
        "Ostmark announced a truce",
        "Talks between Valeria and Kordia stopped",
        "Units of the Corva group rested",
    ],
)
def test_people_bodies_and_acting_states_are_no_places(text):
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Troops rest in Sela'ko", "Sela'ko"),
        ("Troops rest in Sela’ko’s north", "Sela’ko"),
        ("Troops rest in Dunmere Heath", "Dunmere Heath"),
        ("Troops rest near Nova Karsk", "Nova Karsk"),
        ("Troops rest near Corva, Gimlet, and Dunmere", "Gimlet"),
        ("Troops rest in Hoplavick", "Hoplavick"),
        ("Troops rest in Corva and Tarn Oblasts", "Tarn Oblasts"),
        ("Troops captured Ruddle Green and Corva", "Ruddle Green"),
        ("Troops rest in the village of Thrushcross", "Thrushcross"),
        ("Troops rest in Whitby Raion", "Whitby Raion"),
        ("Troops rest in Tarn", "Tarn"),
        ("Clerks work in the self-proclaimed Tarn People’s Republic", "Tarn People’s Republic"),
        ("Clerks work in the Corva and Tarn People’s Republics", "Tarn People’s Republics"),
        ("Clerks work in the Corva and Tarn People’s Republics", "Corva"),
        ("Shells hit Corva’s Drama Theatre", "Corva"),
        ("Troops rest near Old-Karsko-Dunmere and left", "Dunmere"),
        ("Troops rest near Whito-Dunmere", "Whito-Dunmere"),
        ("Troops rest near Stow-upon-Dunmere and left", "Stow-upon-Dunmere"),
        ("Troops attacked along the Thrush-Gimlet line", "Gimlet"),
        ("Troops made assaults on Gimlet and Thrush", "Gimlet"),
        ("Troops took control of Gimlet", "Gimlet"),
        ("Thieves ran through Gimlet, a small village in the hills", "Gimlet"),
        ("A pontoon crosses the river at the Gimlet Strait", "Gimlet Strait"),
        ("Water failed in two of Gimlet’s 36 hospitals", "Gimlet"),
        ("Shells landed in Reed Shouk camp", "Reed Shouk camp"),
        ("Drones came from the directions of Corva, Gimlet, and Dunmere", "Gimlet"),
        ("Officers trained in Kordia’s Corva", "Corva"),
        ("Fighting resumed on the road between Gimlet and Reed Hollow", "Gimlet"),
        ("Fighting resumed on the road between Gimlet and Reed Hollow", "Reed Hollow"),
        ("Families fled from Gimlet to Thrush or Reed", "Reed"),
        ("Clashes broke out in As-Thrush and Corva", "As-Thrush"),
        ("Shells landed in Deir ez-Thrush", "Deir ez-Thrush"),
        ("Jets bombed Gimlet and Thrush", "Thrush"),
        ("Rockets landed in M’Gimlet", "M’Gimlet"),
        ("A ship was hit off Al Thrush", "Al Thrush"),
        ("Traders met in the Gimlet quarter", "Gimlet"),
        ("In Gimlet a drone hit a van", "Gimlet"),
        ("Buses will carry them to Gimlet from tomorrow", "Gimlet"),
        ("Over Gimlet district, guns were heard", "Gimlet district"),
        ("Shells landed in Deep-Reedsky", "Deep-Reedsky"),
        ("Fire broke out at the Gimlet oil refinery", "Gimlet"),
        ("Guards shut the Gimlet crossing", "Gimlet"),
        ("Guards shut a crossing with Kordia", "Kordia"),
        ("A jet crossed into the airspace of Valeria", "Valeria"),
        ("Houses burned in Corva-Dunmere and elsewhere", "Corva-Dunmere"),
        ("Forces in Corva and Gimlet completed the second phase", "Gimlet"),
        ("Talks in Gimlet do not help", "Gimlet"),
    ],
)
def test_names_are_found_whole_and_by_shape(text, name):
    assert name in [p.text for p in one(text).places]


def test_the_city_means_the_one_named_before():
    text = "Officials in Corva said that shells hit the city on Monday"
    assert [(p.text, p.role) for p in one(text, "shells hit the city on Monday").places] == [("Corva", "object")]


def test_a_clause_without_a_place_shares_the_scene_of_the_one_before():
    text = "Kordian forces attacked near Corva but did not advance"
    second = describe(text, "Kordian forces attacked near Corva", "did not advance")[1]
    assert [(p.text, p.role) for p in second.places] == [("Corva", "at")]
    assert [a.text for a in second.actors] == ["Kordian forces"]


@pytest.mark.parametrize(
    ("text", "contents", "expected"),
    [
        ("Kordian troops raided Corva but the guards shelled them",
         ("Kordian troops raided Corva", "the guards shelled them"), []),
        ("Kordian troops attacked Corva but the guards repelled them",
         ("Kordian troops attacked Corva", "the guards repelled them"), [("Corva", "at")]),
        ("Troops are pushing near Corva, where guards shelled Dunmere", ("guards shelled Dunmere",),
         [("Dunmere", "object"), ("Corva", "at")]),
        ("Fighting goes on near Corva, and the guards captured it", ("the guards captured it",), [("Corva", "object")]),
        ("Troops entered Corva and Dunmere, and shells hit the latter", ("shells hit the latter",),
         [("Dunmere", "object")]),
    ],
)  # fmt: skip
def test_what_a_clause_points_back_to(text, contents, expected):
    assert [(p.text, p.role) for p in describe(text, *contents)[-1].places] == expected


def test_the_file_gives_only_known_roles():
    assert set(tomllib.loads(LEXICON["places.toml"].decode())["prepositions"]) <= ROLES


WORDS = (
    "Corva Dunmere Tarn Oblast Valeria near in of the and , - ( ) toward captured Karsk Battalion R21 highway city . "
    "Ossa River"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=30))
def test_every_place_is_a_quote(parts):
    text = " ".join(parts) or "."
    claim = one(text)
    assert all(text[p.start : p.end] == p.text and p.role in ROLES for p in claim.places)
    assert all(n.of in {p.text for p in claim.places} for n in claim.locators)


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        (
            "🔴 Corva — the bakery burned\n🔴 Xylth — street fighting goes on",
            "street fighting goes on",
            [("Xylth", "at")],
        ),
        ("Summary\n2) Corva (north): captured at dawn", "captured at dawn", [("Corva", "object")]),
        ("Summary\n— Corva: abandoned on Thursday", "abandoned on Thursday", [("Corva", "from")]),
        ("Summary\nIn Corva: nothing new, the enemy attacks", "the enemy attacks", []),
        ("— Corva: quiet\nThe enemy attacks", "The enemy attacks", []),
    ],
)
def test_the_place_that_heads_a_line(text, content, expected):
    assert [(p.text, p.role) for p in one(text, content).places] == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Drones hit the Corva power plant", "Corva power plant"),
        ("Drones hit the Corva powerplant", "Corva powerplant"),
        ("Drones hit the Corva Powerplant", "Corva Powerplant"),
        ("Drones hit the Corva nuclear powerplant", "Corva nuclear powerplant"),
        ("Drones hit the Corva thermal power station", "Corva thermal power station"),
        ("Drones hit the Corva Power Station", "Corva Power Station"),
        ("Drones hit a Corva power plant", "Corva"),
        ("Drones hit the Corva gas station", "Corva"),
    ],
)
def test_a_power_plant_is_part_of_the_name(text, name):
    assert [place.text for place in one(text).places] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Checkpoints along the M4 slowed the convoy", ["M4"]),
        ("Insurgents cut the M5 highway near Corva", ["M5", "Corva"]),
        ("An M4 rifle was found in Corva", ["Corva"]),
        ("Pilots trained on M2 vehicles near Corva", ["Corva"]),
    ],
)
def test_a_road_of_one_digit_needs_a_word_for_a_road_beside_it(text, names):
    assert [place.text for place in one(text).places] == names
