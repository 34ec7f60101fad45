"""Under which effort and which town a claim is reported."""

import msgspec
import pytest
from tests.produce.world import THEATRE, Told, claim, desk

from situate.model import Locator
from situate.produce import write
from situate.produce.efforts import effort_of
from situate.theatre import Effort, Side

RULED = msgspec.structs.replace(
    THEATRE,
    sides=(*THEATRE.sides, Side(id="friend", name="Fremia", stands_with="ves")),
    efforts=(
        *THEATRE.efforts,
        Effort(id="rule", title="Occupied areas", objective="Rule", order=3, side="cor", events=("administration",)),
        Effort(id="help", title="Support", objective="Arm", order=4, side="friend", events=("aid",)),
    ),
)


def done_by(side: str | None, told: Told):
    """The claim with its doers resolved to a side."""
    made = claim(told)
    return msgspec.structs.replace(made, actors=tuple(msgspec.structs.replace(a, side=side) for a in made.actors))


@pytest.mark.parametrize(
    ("side", "told", "effort"),
    [
        ("cor", Told(content="Corian troops emptied the libraries of Orlen", event="other",
                     actors=("Corian troops",), places=("Orlen",)), "rule"),
        ("cor", Told(content="Corian officials appointed a mayor of Orlen", event="appointment",
                     actors=("Corian officials",), places=("Orlen",)), "rule"),
        (None, Told(content="the council of Orlen has a new head", event="appointment", publisher="cor-mod",
                    places=("Orlen",)), "rule"),
        ("ves", Told(content="Vesland appointed a mayor of Orlen", event="appointment", actors=("Vesland",),
                     places=("Orlen",)), "orlen"),
        ("cor", Told(content="Corian troops shelled the libraries of Orlen", event="shelling",
                     actors=("Corian troops",), places=("Orlen",)), "orlen"),
        ("friend", Told(content="the Fremian administration leans toward giving tanks", event="administration",
                        actors=("Fremian administration",)), "help"),
    ],
)  # fmt: skip
def test_acts_of_rule_and_third_sides(side, told, effort):
    assert effort_of(done_by(side, told), RULED) == effort


def test_a_paragraph_is_headed_by_the_town_that_locates_its_place_or_by_the_place():
    page = write(
        desk(
            (Told(content="Corian forces captured Tarvik", event="capture", places=("Tarvik",)),),
            (Told(content="Corian forces captured Sedma", event="capture", publisher="wire", places=("Sedma",)),),
        )
    )
    assert {p.label for s in page.sections for p in s.paragraphs} == {"Tarvik", "Sedma"}


def test_a_near_locator_names_the_town():
    made = desk(
        (Told(content="Corian forces captured Tarvik", event="capture", places=("Tarvik",)),),
        (Told(content="Corian forces captured Sedma", event="capture", publisher="wire", places=("Sedma",)),),
    )
    said = next(c for c in made.claims.values() if c.places[0].text == "Tarvik")
    locator = Locator(text="8km north of Orlen", start=140, end=158, of="Tarvik", distance_km=8, anchor="Orlen")
    near = msgspec.structs.replace(said, locators=(locator,))
    page = write(msgspec.structs.replace(made, claims={**made.claims, said.id: near}))
    assert {p.label for s in page.sections for p in s.paragraphs} == {"Orlen", "Sedma"}
