"""States no longer rest on what was deleted, from the day on which it was known."""

from datetime import timedelta

import pytest
from tests.judge.small_war import START, WAR, again, claim, post

from situate.judge import judge
from situate.model import Claim, Control, Lapse
from situate.resolve.propositions import propositions
from situate.state import control
from situate.state.standing import standing
from situate.state.versions import Editions

SAID = post("red_channel")
KNOWN = START + timedelta(days=4)
GONE = again(SAID, ended=Lapse(document=SAID.document, since=KNOWN, how="deleted", why="the export lacks it"))


def controls(*claims: Claim) -> tuple[Control, ...]:
    by_id, found = {c.id: c for c in claims}, propositions(claims, WAR)
    return tuple(control(found, judge(found, by_id, WAR), by_id, WAR))


@pytest.mark.parametrize(("days", "stands"), [(0, True), (3, True), (4, False), (9, False)])
def test_a_deleted_claim_stands_until_it_is_known(days, stands):
    assert bool(standing([GONE], START + timedelta(days=days))) is stands


def test_it_does_not_stand_where_no_day_is_asked_for():
    assert standing([GONE, SAID]) == (SAID,)
    assert Editions(()).replaced(GONE) == KNOWN and Editions(()).replaced(SAID) is None


def test_a_deleted_claim_moves_no_line_and_its_relay_does():
    assert [row.state for row in controls(SAID)] == ["held"] and controls(GONE) == ()
    relay = claim(by=("agency", "red_channel"), stance="relays", day=1)
    assert [row.state for row in controls(GONE, relay)] == ["held"]
