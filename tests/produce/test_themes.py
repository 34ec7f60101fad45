"""What several speak of is one theme: one topline, one takeaway, one effort, with what was said of it before."""

from datetime import date

import msgspec
import pytest
from tests.produce.world import BEFORE, DAY, THEATRE, Told, desk

from situate.produce import write
from situate.produce.themes import Themes
from situate.theatre import Effort

SUPPORT = Effort(id="support", title="Support for Vesland", objective="Arm it", order=3, events=("aid",))
LENT = msgspec.structs.replace(THEATRE, efforts=(*THEATRE.efforts, SUPPORT), consequence={"aid": 9})
TALK = (
    Told(content="Northmark will lend Vesland 12 heavy tanks", publisher="paper", event="aid", actors=("Northmark",)),
    Told(content="Sund has agreed to pass on its tanks", publisher="wire", event="deployment",
         actors=("Sund",)),
    Told(content="Lunde does not rule out tanks of its own", publisher="Lunde Radio", event="decree",
         day=date(2031, 5, 17), actors=("Lunde",)),
)  # fmt: skip
REST = Told(content="Corian forces shelled Orlen", event="shelling", actors=("Corian forces",), places=("Orlen",))


def lying(*told: Told):
    return msgspec.structs.replace(desk(*((t,) for t in told)), theatre=LENT)


def test_three_families_make_a_theme_and_two_do_not():
    for talk, families in ((TALK, {"tanks": 3}), (TALK[:2], {})):
        found = lying(*talk, REST)
        assert Themes(found.claims.values(), found).families == families


def test_what_a_belligerent_fights_with_is_no_theme():
    shot = [
        Told(content=f"Corian forces fired missiles at {p}", publisher=who, event="strike", places=(p,),
             actors=("Corian forces",))
        for p, who in (("Orlen", "ves-staff"), ("Sedma", "wire"), ("Tarvik", "paper"))
    ]  # fmt: skip
    found = lying(*shot)
    sided = [
        msgspec.structs.replace(c, actors=tuple(msgspec.structs.replace(a, side="cor") for a in c.actors))
        for c in found.claims.values()
    ]
    assert Themes(found.claims.values(), found).families == {"missiles": 3}
    assert Themes(sided, found).families == {}


def test_a_theme_leads_the_page_as_one_topline_under_its_effort():
    page = write(lying(*TALK, REST))
    (lead, *_) = page.toplines
    assert [word in " ".join(s.text for s in lead.sentences) for word in ("Northmark", "Sund", "Lunde")] == [True] * 3
    assert sum("tanks" in s.text for s in page.takeaways) == 1
    (section,) = [s for s in page.sections if s.effort == "support"]
    assert sum("tanks" in s.text for s in section.sentences) == 3


@pytest.mark.parametrize(("talk", "printed"), [(TALK, True), (TALK[1:], False)])
def test_what_was_said_of_it_days_before_is_background(talk, printed):
    assert any("Lunde" in s.text for s in write(lying(*talk, REST)).sentences()) is printed
    assert BEFORE < DAY
