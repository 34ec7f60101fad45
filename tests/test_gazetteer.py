"""Spellings that meet under `normal`, and those that must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situate.gazetteer import Toponym, normal
from situate.geo import Point


@pytest.mark.parametrize(
    "spellings",
    [
        ("Mykolaiv", "Mykolayiv", "Mykolaïv", "MYKOLAIV"),
        ("Zaporizhzhia", "Zaporizhzhya", "Zaporizhia", "Zaporizhya"),
        ("Verkhnotoretske", "Verkhn'otorets'ke", "Verkhn’otorets’ke"),
        ("Andriivka", "Andriyivka"),
        ("Vodiane", "Vodyane", "Vodjane"),
        ("Hulyaipole", "Huliaipole", "Huliai-pole".replace("-", "")),
        ("Krasnopillia", "Krasnopillya", "Krasnopilya"),
        ("Yurivka", "Iurivka"),
        ("Krasnyi Lyman", "Krasny Lyman", "Krasnyy Lyman"),
        ("Ivano-Darivka", "Ivano Darivka", " ivano  darivka "),
        ("Troitske", "Troyitske"),
        ("Hai", "Hay"),
    ],
)
def test_spellings_of_one_name_meet(spellings):
    assert len({normal(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Klishchiivka", "Klyshchiivka"),  # another vowel, and so another name
        ("Lisky", "Lysky"),
        ("Makiivka", "Makivka"),  # a city, and villages
        ("Hannivka", "Hanivka"),
        ("Novi", "Novyi"),
        ("Petrivka", "Petrivske"),
        ("Donetsk", "Donets"),
    ],
)
def test_different_names_stay_apart(one, other):
    assert normal(one) != normal(other)


@given(st.text(alphabet="abcdefghijklmnoprstuvyzABCDYIZ -'’", min_size=1))
def test_case_and_apostrophes_and_hyphens_do_not_count(text):
    assert normal(text) == normal(text.upper()) == normal(text.replace("-", " ").replace("'", ""))
    assert "  " not in normal(text)


def test_native_script_is_folded_too():
    assert normal("Мар’їнка") == normal("мар'їнка")


def test_a_toponym_knows_its_point():
    assert Toponym(id="geonames:1", name="A", lat=48.5, lon=38.0).point == Point(lat=48.5, lon=38.0)
