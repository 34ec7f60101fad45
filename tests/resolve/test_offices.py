"""Who came into which office, as the words of appointments tell it."""

import pytest
from tests.judge.small_war import WAR, claim

from situate.resolve.offices import Offices
from situate.theatre import Office

OFFICES = Offices(WAR)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Minister Ann Reeve appointed General Tom Ashe as commander of the Northern Army", {"north": "ashe"}),
        ("Tom Ashe was appointed Northern Army commander", {"north": "ashe"}),
        ("Ashe has been named the Northern Army (NA) commander", {"north": "ashe"}),
        ("General Ashe replaced Bill Crow as commander of the Northern Army", {"north": "ashe"}),
        ("Ann Reeve replaced Crow with Tom Ashe as Northern Army commander", {"north": "ashe"}),
        ("Crow was replaced by Tom Ashe as Northern Army commander", {"north": "ashe"}),
        ("Red Defence Minister Ann Reeve appointed Tom Ashe as Northern Army commander", {"north": "ashe"}),
        (
            "The decree appoints Tom Ashe, former Northern Army commander, to be Red Defence Minister",
            {"minister": "ashe"},
        ),
        (
            "Reeve appointed Tom Ashe as the Northern Army commander and General Bill Crow as Southern Army commander",
            {"north": "ashe", "south": "crow"},
        ),
        ("He was appointed Northern Army commander", {}),
        ("Tom Ashe was appointed to a post", {}),
        ("Crow was dismissed as Northern Army commander", {}),
        ("Red Defence Minister Ann Reeve appointed a successor", {}),
    ],
)
def test_the_holder_of_an_office(text, held):
    found = OFFICES.held(claim(text, event="appointment", places=()))
    assert {h.office.id: h.holder for h in found} == held


def test_only_appointments_and_dismissals_give_an_office():
    assert OFFICES.held(claim("Tom Ashe was appointed Northern Army commander", event="narrative")) == ()


@pytest.mark.parametrize(
    ("texts", "held"),
    [
        (
            ("Crow was appointed Northern Army commander", "Tom Ashe left his staff to replace Crow"),
            [("north", "ashe")],
        ),
        (("Crow was appointed Northern Army commander", "Ashe replaced Crow as part of a reform"), [("north", "ashe")]),
        (("Crow was appointed Northern Army commander", "Ashe replaced Crow as head of the fire brigade"), []),
        (("Ashe replaced Crow as Northern Army commander", "Crow held the position for a month"), [("north", "crow")]),
        (
            (
                "Crow was appointed Northern Army commander",
                "Crow was appointed Southern Army commander",
                "Ashe replaced Crow",
            ),
            [("south", "ashe")],
        ),
        (("Tom Ashe left his staff to replace Crow",), []),
        (("Crow was appointed Northern Army commander", "Crow held the position of a mayor"), []),
    ],
)
def test_an_office_named_before_in_the_document(texts, held):
    last: dict[str, Office] = {}
    for text in texts:
        found = OFFICES.held(claim(text, event="appointment", places=()), last)
    assert [(h.office.id, h.holder) for h in found] == held
