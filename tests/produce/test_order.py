"""The words of a drafted sentence stand in the order of its claims: what is exchanged, dropped or moved is refused."""

import pytest
from tests.produce.world import BEFORE, DAY, Told, desk, example

from situate.produce import write
from situate.produce.clause import Capitals
from situate.produce.gate import refusal, strict_refusal
from situate.produce.sentences import Pen, told

SAID = Told(
    content="Corian forces did not advance from Orlen toward Sedma on May 19 and likely lost 12 tanks and 3 guns",
    publisher="wire", speakers=(("Defence Minister Jana Holt", None),), cue="claimed", stance="claims",
    event="repelled",
    places=("Orlen", "Sedma"), negated=True, actors=("Corian forces",),
    dates=(("May 19", BEFORE, BEFORE, "event"), ("May 20", DAY, DAY, "speech")),
)  # fmt: skip


def drafted():
    """The sentence of one claim, the claim, and its desk."""
    lying = desk((SAID,))
    found = tuple(lying.claims.values())
    return told(found, Pen(lying, Capitals())).finished, found, lying


def test_a_sentence_as_drafted_passes():
    text, found, lying = drafted()
    assert text.startswith("Defence Minister Jana Holt claimed on May 20, according to Meridian Wire, that Corian")
    assert strict_refusal(text, found, lying) == ""


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("from Orlen toward Sedma", "from Sedma toward Orlen"),
        ("12 tanks and 3 guns", "3 tanks and 12 guns"),
        ("did not advance", "did advance"),
        ("likely lost", "lost"),
        ("Corian forces did not advance", "Corian forces likely did not advance"),
        ("12 tanks", "12 guns"),
        ("on May 19", "on May 20"),
        ("claimed on May 20", "claimed on May 19"),
        ("Defence Minister Jana Holt", "Minister Holt"),
        ("Corian forces", "Tanks"),
        (" and 3 guns", ""),
    ],
)
def test_what_is_exchanged_dropped_or_moved_is_refused(was, becomes):
    text, found, lying = drafted()
    assert was in text
    assert strict_refusal(text.replace(was, becomes, 1), found, lying)


@pytest.mark.parametrize(
    ("was", "becomes"), [(" and 3 guns", ""), ("claimed", "also claimed"), ("Holt claimed", "Holt has claimed")]
)
def test_an_analyst_may_say_less_and_otherwise(was, becomes):
    text, found, lying = drafted()
    assert refusal(text.replace(was, becomes, 1), found, lying) == ""


def test_everything_that_is_printed_passes():
    lying = example()
    for sentence in (s for s in write(lying).sentences() if not s.sums):
        assert strict_refusal(sentence.text, tuple(lying.claims[i] for i in sentence.claims), lying) == ""
