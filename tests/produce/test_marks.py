"""What an assessment's map says that a report rests on."""

import msgspec
import pytest
from tests.produce.world import THEATRE, Told, desk

from situate.produce import write
from situate.theatre import Side, Source

ALLIED = msgspec.structs.replace(
    THEATRE,
    sides=(*THEATRE.sides, Side(id="mar", name="Marland", adjectives=("Marlandic",), stands_with="ves")),
    sources=(
        *THEATRE.sources,
        Source(id="mar-mod", name="Marlandic Ministry", kind="military", side="mar", family="mar-mod"),
        Source(id="lost", name="The Lost Staff", kind="military", side="gone", family="lost"),
    ),
)


@pytest.mark.parametrize(
    ("second", "tier"), [("cor-mod", "both"), ("mar-mod", "several"), ("lost", "several"), ("ves-staff", "single")]
)
def test_allies_are_not_both_sides(second, tier):
    one = Told(content="Corian forces shelled Orlen", event="shelling", places=("Orlen",))
    day = desk((one, msgspec.structs.replace(one, publisher=second, document="other")))
    # The documents of sources that only this theatre knows: their claims say who published them.
    claims = {
        i: c if c.document != "other" else msgspec.structs.replace(c, publisher_id=second)
        for i, c in day.claims.items()
    }
    drawn = write(msgspec.structs.replace(day, theatre=ALLIED, claims=claims)).marks
    assert [(mark.name, mark.tier) for mark in drawn] == [("Orlen", tier)]
