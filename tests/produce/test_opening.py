"""What opens a paragraph: who tells of fighting, continued only where yesterday is cited; who differ on an office."""

import msgspec
import pytest
from tests.produce.world import BEFORE, DAY, Told, claim, desk

from situate.holding import Clash, Post, Tenure
from situate.produce import write

THREE = (
    Told(content="Corian forces attacked north of Orlen with two companies", places=("Orlen",), publisher="wire"),
    Told(content="Veslandian forces repelled 12 assaults near Orlen", event="repelled", places=("Orlen",)),
    Told(content="Corian guns shelled the mill in Orlen", event="shelling", places=("Orlen",), publisher="paper"),
)
EVE = Told(content="Corian forces attacked near Orlen with tanks", places=("Orlen",), publisher="ves-staff", day=BEFORE)


def opened(*told: Told) -> list[str]:
    """The sentences of an assessment that sum up others, each once: what opens a section is a takeaway as well."""
    return list(dict.fromkeys(s.text for s in write(desk(*((t,) for t in told))).sentences() if s.sums))


def test_two_families_of_the_day_are_summed_up():
    (text,) = opened(*THREE)
    assert text.startswith("Fighting near Orlen was reported on May 20, by ")
    assert "Meridian Wire" in text
    assert "the Veslandian General Staff" in text
    assert "Port Herald" not in text  # it tells of fire, not of fighting


def test_it_continued_where_the_day_before_is_cited():
    page = write(desk(*((t,) for t in (*THREE, EVE))))
    (first,) = [s for section in page.sections for s in section.sentences if s.sums]
    assert first.text.startswith("Fighting near Orlen continued on May 20, ")
    assert len(first.notes) == 3


def test_somebody_else_s_yesterday_makes_nobody_say_that_it_continued():
    (text,) = opened(*THREE, msgspec.structs.replace(EVE, publisher="cor-echo"))
    assert "continued" not in text


@pytest.mark.parametrize(
    "told",
    [
        THREE[:2],  # two sentences need no summing up
        (*THREE[1:], Told(content="Veslandian forces hold the bridge of Orlen", event="hold", places=("Orlen",))),
        (*THREE[1:], Told(content="Corian forces did not attack near Orlen today", places=("Orlen",), negated=True)),
    ],
)
def test_one_voice_or_a_denial_is_no_sum(told):
    assert opened(*told) == []


def test_a_subject_that_is_no_town_has_no_sum():
    none = [msgspec.structs.replace(t, places=()) for t in THREE]
    assert opened(*none) == []
    assert not any("Fighting near" in s.text for s in write(desk(*((t,) for t in none))).sentences())


def test_what_a_front_comes_to_is_a_takeaway_in_place_of_one_assault():
    page = write(desk(*((t,) for t in THREE)))
    assert [s.text for s in page.takeaways if "Fighting near Orlen was reported" in s.text]
    assert not any("two companies" in s.text for s in page.takeaways)


def test_a_capture_on_the_front_stays_a_takeaway_beside_it():
    taken = Told(content="Corian forces captured Sedma", event="capture", places=("Sedma",), publisher="cor-mod")
    told = [s.text for s in write(desk(*((t,) for t in (*THREE, taken)))).takeaways]
    assert any("captured Sedma" in text for text in told)
    assert any(text.startswith("Fighting near Orlen") for text in told)


CAME = Told(content="General Ada Rook became commander of the East", event="appointment", publisher="paper")
STAYS = Told(content="General Piet Lom remains commander of the East", event="appointment", publisher="cor-mod")


def tenure(told: Told, holder: str) -> Tenure:
    return Tenure(office="cmd", holder=holder, name=holder, account=told.publisher, begin_first=None, begin_last=DAY,
                  end_first=None, end_last=None, starts=False, ends=False, claims=(claim(told).id,))  # fmt: skip


@pytest.mark.parametrize("clash", [True, False])
def test_who_differ_on_an_office_is_said_where_two_tenures_exclude_one_another(clash):
    one, other = tenure(CAME, "rook"), tenure(STAYS, "lom")
    clashes = (Clash(office="cmd", one=one, other=other, first=DAY, last=None, sure=None),) if clash else ()
    post = Post(office="cmd", name="Eastern Command", side=None, tenures=(one, other), clashes=clashes)
    page = write(msgspec.structs.replace(desk((CAME,), (STAYS,)), posts=(post,)))
    said = [s for paragraph in page.toplines for s in paragraph.sentences if "differ on who has held" in s.text]
    assert len(said) == int(clash)
    assert all(len(s.claims) == 2 and s.sums for s in said)
