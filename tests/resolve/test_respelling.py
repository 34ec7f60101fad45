"""Names that are nearly those of a gazetteer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.resolve.small_world import KARSK, THEATRE, SmallGazetteer, place, placed, said

from situate.gazetteer import normal
from situate.geo import offset
from situate.resolve.candidates import Candidates
from situate.resolve.respelling import NearNames, latin, skeleton, sound
from situate.theatre import Spelling

VILLAGES = ("Klishchiivka", "Volodymyrivka", "Spirne", "Bilohorivka", "Ozeryanivka", "Nova Poltavka", "Lug")
GAZETTEER = SmallGazetteer([place(n, name, offset(KARSK, 45 * n, 20)) for n, name in enumerate(VILLAGES)])


def near(name):
    return dict(NearNames(GAZETTEER).of(name))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Kleshcheyevka", "Klishchiivka"),
        ("Vladimirovka", "Volodymyrivka"),
        ("Belogorovka", "Bilohorivka"),
        ("Spornoye", "Spirne"),
        ("Novaya Poltavka", "Nova Poltavka"),
        ("Клещеевка", "Klishchiivka"),
        ("Кліщіївка", "Klishchiivka"),
        ("Білогорівка", "Bilohorivka"),
        ("Bilohorvka", "Bilohorivka"),  # a letter left out
        ("Ozeryainvka", "Ozeryanivka"),  # two letters changed over
    ],
)
def test_what_was_meant_is_near(written, meant):
    assert normal(meant) in near(written)


@pytest.mark.parametrize(
    ("russian", "ukrainian"),
    [
        ("Avdeyevka", "Avdiivka"), ("Kurdyumovka", "Kurdiumivka"), ("Berkhovka", "Berkhivka"), ("Nevskoye", "Nevske"),
        ("Belogorovka", "Bilohorivka"), ("Semyonovka", "Semenivka"), ("Ocheretino", "Ocheretyne"),
        ("Vodyanoye", "Vodiane"), ("Georgiyevka", "Heorhiivka"), ("Chasov Yar", "Chasiv Yar"),
        ("Novaya Poltavka", "Nova Poltavka"), ("Krasny Liman", "Krasnyi Lyman"), ("Volokhovo", "Volokhove"),
    ],
)  # fmt: skip
def test_the_regular_form_of_the_other_language_is_no_correction(russian, ukrainian):
    """Nothing else is near then, though a letter's slip would be."""
    assert sound(normal(russian)) == sound(normal(ukrainian))
    slip = f"{ukrainian[:-1]}o"
    gazetteer = SmallGazetteer([place(1, ukrainian, KARSK), place(2, slip, KARSK)])
    found = dict(NearNames(gazetteer).of(russian))
    assert found.get(normal(ukrainian)) == 0
    assert set(found.values()) == {0}
    (only,) = placed([russian], effort=None, gazetteer=SmallGazetteer([place(1, ukrainian, KARSK)]))
    assert (only.gazetteer_id, only.method) == ("geonames:1", "unique")


@pytest.mark.parametrize(("one", "other"), [("Stalino", "Stolin"), ("Lozova", "Lazove"), ("Petrivka", "Patrivka")])
def test_other_vowels_make_another_name(one, other):
    assert sound(normal(one)) != sound(normal(other))


@given(st.text(max_size=30))
def test_any_text_has_a_sound(text):
    assert isinstance(sound(normal(text)), str)


@pytest.mark.parametrize("written", ["Log", "Kharkiv", "Poltava", "", "Spirnychka"])
def test_what_was_not_meant_is_not(written):
    assert near(written) == {}


@pytest.mark.parametrize("name", VILLAGES)
def test_a_name_as_it_is_spelled_is_no_correction(name):
    assert normal(name) not in near(name)


@given(st.text(max_size=30))
def test_any_text_has_a_skeleton_without_vowels(text):
    assert not set(skeleton(normal(text))) & set("aeiouyg")


@given(st.text(st.characters(codec="ascii"), max_size=30))
def test_what_is_latin_stays(text):
    assert latin(text) == text


@given(st.text(st.sampled_from("абвгґдеєжзиіїйклмнопрстуфхцчшщьюяё"), min_size=1, max_size=20))
def test_what_is_cyrillic_turns_latin(text):
    assert latin(text).isascii()


def test_a_correction_must_fit_the_words_and_says_so():
    here = said("Kleshcheyevka", 20, "north", "Karsk")
    gazetteer = SmallGazetteer([*GAZETTEER.places, place(99, "Karsk", KARSK, 80_000)])
    (slip,) = placed(["Klishchiikva"], locators=[said("Klishchiikva", 20, "north", "Karsk")], gazetteer=gazetteer)
    assert "corrected to Klishchiivka" in slip.candidates[0].reason
    (found,) = placed(["Kleshcheyevka"], locators=[here], gazetteer=gazetteer)
    assert (found.name, found.method) == ("Klishchiivka", "locator")
    assert "by another of its names" in found.candidates[0].reason
    away = said("Kleshcheyevka", 60, "south", "Karsk")
    (elsewhere,) = placed(["Kleshcheyevka"], locators=[away], gazetteer=gazetteer)
    assert elsewhere.method == "learned"


def test_a_slip_in_the_houses_name_is_corrected_and_one_in_a_former_name_is_not():
    """The house writes a name that the gazetteer has second; nobody writes the former one any more."""
    town = place(99, "Svyatohradsk", KARSK, 80_000, names=("Novohradets", "Stalinograd"))
    theatre = replace(THEATRE, spellings=(Spelling(variant="Svyatohradsk", house="Novohradets"),))
    candidates = Candidates(theatre, SmallGazetteer([town]))
    assert [(o.name, o.edits) for o in candidates.corrected("Novohardets")] == [("Novohradets", 1)]
    assert [o.name for o in candidates.corrected("Svyatohradks")] == ["Novohradets"]
    assert candidates.corrected("Stalinogrd") == ()
