"""What opens a town's paragraph: who tells of fighting; that it continued only where yesterday is cited."""

import msgspec
import pytest
from tests.produce.world import BEFORE, Told, desk

from situate.produce import write

THREE = (
    Told(content="Corian forces attacked north of Orlen with two companies", places=("Orlen",), publisher="wire"),
    Told(content="Veslandian forces repelled 12 assaults near Orlen", event="repelled", places=("Orlen",)),
    Told(content="Corian guns shelled the mill in Orlen", event="shelling", places=("Orlen",), publisher="paper"),
)
EVE = Told(content="Corian forces attacked near Orlen with tanks", places=("Orlen",), publisher="ves-staff", day=BEFORE)


def opened(*told: Told) -> list[str]:
    """The sentences of an assessment that sum up others."""
    return [s.text for s in write(desk(*((t,) for t in told))).sentences() if s.sums]


def test_two_families_of_the_day_are_summed_up():
    (text,) = opened(*THREE)
    assert text.startswith("Fighting near Orlen was reported on May 20, by ")
    assert "Meridian Wire" in text
    assert "the Veslandian General Staff" in text
    assert "Port Herald" not in text  # it tells of fire, not of fighting


def test_it_continued_where_the_day_before_is_cited():
    page = write(desk(*((t,) for t in (*THREE, EVE))))
    (first,) = [s for s in page.sentences() if s.sums]
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
