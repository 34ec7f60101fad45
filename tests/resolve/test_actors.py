"""Who does it, and whose they are."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.resolve.small_world import doing

from situate.resolve.aliases import Aliases, coordinated, folded, head


@pytest.mark.parametrize(
    ("phrase", "actor", "side"),
    [
        ("Ostrian forces", "os-forces", "east"),
        ("Ostrian Troops", "os-forces", "east"),
        ("elements of the 155th Naval Infantry Brigade of the Pacific Fleet", "155-bde", "east"),
        ("Pacific Fleet’s 155th Naval Infantry Brigade", "155-bde", "east"),
        ("Ostrian Chief of the General Staff Valdur Gera", "chief", "east"),
        ("Ostrian tube artillery", None, "east"),
        ("occupation authorities", None, "east"),
        ("Norlandic partisans", None, "north"),
        ("Midia", None, "third"),
        ("Denis Pushko", None, "east"),  # known as a source
        ("universities", None, None),
        ("Ostrian and Norlandic forces", None, None),
        ("Ostrian forces and the Pacific Fleet", None, "east"),
        ("Ostrian General Staff", None, "east"),  # the alias is the other side's
        ("Norlandic troops north of the Pacific Fleet", None, "north"),
        ("neither Ostrian nor Norlandic forces", None, None),
    ],
)
def test_who_and_whose(phrase, actor, side):
    found = doing(phrase)
    assert (found.actor_id, found.side) == (actor, side)
    assert found.text == phrase


NAMES = Aliases([("a", ["Red", "Red Army"]), ("b", ["Army Group"]), ("c", ["Group", "O’Neil"])])


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("the Red Army", ["a"]),
        ("Redder", []),
        ("infra-Red", []),
        ("Red Army Group", ["a", "c"]),
        ("Army Group", ["b"]),
        ("O'Neil", ["c"]),
        ("", []),
    ],
)
def test_aliases_stand_at_the_borders_of_words(phrase, found):
    assert [f.id for f in NAMES.find(folded(phrase))] == found


@given(st.text(alphabet="redamygoup '’-", max_size=40))
def test_found_names_do_not_overlap(text):
    phrase = folded(text)
    found = NAMES.find(phrase)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= f.start < f.end <= len(phrase) for f in found)
    if found:
        assert head(phrase, found) in found


def test_an_and_inside_a_name_joins_nobody():
    names = Aliases([("x", ["Ministry of Peace and Plenty"])])
    phrase = folded("the Ministry of Peace and Plenty")
    assert not coordinated(phrase, names.find(phrase))
    assert coordinated(folded("Peace and Plenty"), ())
