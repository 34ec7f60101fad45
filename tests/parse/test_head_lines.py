"""A plain text that begins with "Key: value" lines says itself what it is."""

import pytest
from tests.parse.world import PARSER

from situate.model import Item


def parse(body: str):
    (document,) = PARSER.parse(Item(original="a" * 64, name="note.txt", media="text", body=body))
    return document


def test_publisher_date_and_title_are_read_from_the_head():
    document = parse(
        "Publisher: Harbour Watch\nTitle: Fires at the depot\nDate: March 3, 2021\n\nTwo tanks burned overnight.\n"
    )
    assert document.publisher == "Harbour Watch"
    assert document.title == "Fires at the depot"
    assert document.published.day is not None
    assert document.published.day.isoformat() == "2021-03-03"
    assert [p.kind for p in document.passages if "burned" in document.text[p.start : p.end]] == ["body"]


@pytest.mark.parametrize(
    "body",
    [
        "The commander was blunt: nothing has changed.\n\nDate: March 3, 2021\n",  # not at the top
        "Warning: shells fell near the market on March 3, 2021.\n",  # no key of a head
    ],
)
def test_other_colons_are_prose(body):
    document = parse(body)
    assert document.publisher == ""
    assert any(p.kind == "body" for p in document.passages)
