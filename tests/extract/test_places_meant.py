""" "The village" that only the sentence before names: its place, with the words that point to it."""

import msgspec
import pytest
from tests.extract.describing import LEXICON, NAMES, THEATRE, document

from situate.cli.reading import as_printed
from situate.extract.extractor import Extractor
from situate.model import Claim

EXTRACTOR = Extractor(LEXICON, THEATRE, NAMES)


def last(text: str) -> Claim:
    return EXTRACTOR.extract(document(text))[-1]


@pytest.mark.parametrize(
    ("text", "place", "role", "pointer"),
    [
        ("Fighting goes on near Corva. Kordian forces hold the village.", "Corva", "object", "the village"),
        ("Kordian troops shelled Corva and the edge of Corva. Two shells hit the town.", "Corva", "object", "the town"),
        ("The army attacked Dunmere. Reports differ. It has not entered the settlement.", "Dunmere", "toward",
         "the settlement"),
        ("The army attacked Dunmere. Fighting goes on in the city and shells fell on its bridge.", "Dunmere", "at",
         "the city"),
    ],
)  # fmt: skip
def test_the_sentence_before_names_it(text: str, place: str, role: str, pointer: str) -> None:
    claim = last(text)
    assert [(p.text, p.role, p.pointer and p.pointer.text) for p in claim.places] == [(place, role, pointer)]
    told = claim.places[0].pointer
    assert told is not None and text[told.start : told.end] == pointer
    assert text[claim.places[0].start : claim.places[0].end] == place


@pytest.mark.parametrize(
    "text",
    [
        "Fighting goes on near Corva and Dunmere. Kordian forces hold the village.",  # which of the two?
        "A column set out from Corva. Kordian forces hold the village.",  # no, it has left
        "Fighting goes on in Tarn Oblast. Kordian forces hold the village.",  # an oblast is no village
        "Fighting goes on near Corva. Kordian forces hold every village.",
        "Kordian forces hold the village.",
    ],
)
def test_nothing_is_meant_where_it_is_open(text: str) -> None:
    assert not last(text).places


def test_a_place_of_its_own_sentence_needs_no_pointer() -> None:
    claim = last("The army entered Corva and shelled the town.")
    assert [(p.text, p.pointer) for p in claim.places] == [("Corva", None)]


def test_what_is_meant_is_printed_apart_from_what_is_named() -> None:
    claim = last("Fighting goes on near Corva. Kordian forces hold the village.")
    printed = as_printed(claim)
    assert isinstance(printed, dict)
    assert not printed["places"] and [place["text"] for place in printed["meant"]] == ["Corva"]
    own = last("Kordian forces hold Corva.")
    assert as_printed(own) is own
    assert msgspec.json.decode(msgspec.json.encode(claim), type=Claim) == claim
