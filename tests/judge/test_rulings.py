"""What analysts decide moves the judgment, in the open; what is recalled takes its judgments along."""

from datetime import UTC, datetime

import msgspec
import pytest
from tests.judge.small_war import WAR, claim, place, post, rules

from situate.errors import DataError
from situate.judge import judge
from situate.judge.recall import recall, recalled_claims
from situate.model import Claim, Decision, Judgment
from situate.resolve.propositions import propositions

BOAST, REPORT = claim(by="red_staff"), claim(by="agency")
RELAY = claim(by=("monitor", "agency"), stance="relays")
SHELLED = claim("Red guns shelled Oakham", by="blue_staff", day=2, event="shelling")
(CAPTURE,) = propositions((BOAST, REPORT), WAR)


def entry(action: str, subject: str, **detail: str) -> Decision:
    at = datetime(2030, 6, 1, tzinfo=UTC)
    return Decision(at=at, by="A. Analyst", action=action, subject=subject, reason="as seen", detail=detail)  # type: ignore[arg-type]


def after(claims: tuple[Claim, ...], *decisions: Decision) -> Judgment:
    """The judgment on the first proposition."""
    return judge(propositions(claims, WAR), {c.id: c for c in claims}, WAR, decisions)[0]


@pytest.mark.parametrize(
    ("claims", "decisions", "credibility", "rule"),
    [
        ((BOAST,), (), 3, None),
        ((BOAST,), (entry("confirm", CAPTURE.id),), 1, "analyst_confirms"),
        ((BOAST, REPORT), (entry("reject", CAPTURE.id),), 5, "analyst_rejects"),
        ((BOAST,), (entry("reject", CAPTURE.id), entry("confirm", CAPTURE.id)), 1, "analyst_confirms"),
        ((BOAST,), (entry("confirm", "another"),), 3, None),
    ],
)
def test_confirming_and_rejecting_enter_as_findings_and_the_latest_counts(claims, decisions, credibility, rule):
    found = after(claims, *decisions)
    assert found.credibility == credibility
    spoke = rules(found)["for"] | rules(found)["against"]
    assert {r for r in spoke if r.startswith("analyst")} == ({rule} if rule else set())
    if rule:
        lines = (*found.receipt.spoke_for, *found.receipt.against)
        assert any("A. Analyst, 2030-06-01: as seen" in line.text for line in lines)


def test_a_regrade_keeps_what_the_rules_had_found():
    found = after((BOAST,), entry("regrade", CAPTURE.id, credibility="4"))
    assert found.credibility == 4
    assert found.receipt.derivation[-2].startswith("credibility 3")
    assert found.receipt.derivation[-1].startswith("regraded from 3 to 4 by A. Analyst")


def test_a_regrade_without_a_grade_is_refused():
    with pytest.raises(DataError, match="no credibility"):
        after((BOAST,), entry("regrade", CAPTURE.id, credibility="seven"))


@pytest.mark.parametrize("subject", [BOAST.id, BOAST.document, "red_staff"])
def test_a_rejected_claim_document_or_source_no_longer_counts(subject):
    found = after((BOAST, REPORT), entry("reject", subject))
    assert found.origins == ("agency",)
    line = next(line for line in found.receipt.collapsed if line.rule == "withdrawn")
    assert "rejected by A. Analyst" in line.text and line.claims == (BOAST.id,)


def test_a_relay_of_what_was_rejected_falls_with_it():
    own = post("agency")
    assert after((own, RELAY), entry("reject", own.id)).origins == ()
    assert after((own, RELAY)).origins == ("agency",)


def recalled(claims: tuple[Claim, ...], subject: str) -> dict[str, tuple[int, int, int]]:
    found = propositions(claims, WAR)
    told = recall(found, {c.id: c for c in claims}, WAR, (), entry("reject", subject))
    return {r.proposition.event: (r.before.credibility, r.after.credibility, len(r.lost)) for r in told}


def test_every_judgment_that_leans_on_it_is_told_with_what_it_becomes():
    far = claim("Red forces captured Elmley", by="monitor", places=[place("Elmley", lat=14.0)])
    assert recalled((REPORT, claim(by="monitor"), far), "agency") == {"capture": (1, 3, 1)}


def test_a_neighbour_that_leaned_on_it_is_told_too():
    assert recalled((BOAST, SHELLED), "blue_staff") == {"capture": (5, 3, 0), "shelling": (3, 6, 1)}


def test_nothing_leans_on_a_stranger():
    assert recalled((BOAST, REPORT), "nobody") == {}
    assert recalled_claims((BOAST, REPORT), entry("reject", "nobody")) == frozenset()


def test_what_recall_foretells_is_what_rejecting_brings():
    claims = (BOAST, REPORT, RELAY, SHELLED)
    found, by_id = propositions(claims, WAR), {c.id: c for c in claims}
    told = {r.proposition.id: r.after for r in recall(found, by_id, WAR, (), entry("reject", "agency"))}
    brought = {j.proposition: j for j in judge(found, by_id, WAR, (entry("reject", "agency"),))}
    assert told
    assert all(msgspec.json.encode(brought[name]) == msgspec.json.encode(j) for name, j in told.items())
