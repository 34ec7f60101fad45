"""What analysts merged and split stays so when the tables are derived again, and when claims come in."""

from datetime import UTC, datetime

import msgspec
import pytest
from tests.judge.small_war import WAR, claim, place

from situate.model import Claim, Decision, Proposition
from situate.resolve.decided import decided
from situate.resolve.propositions import propositions

ONE, OTHER = claim(by="agency"), claim(by="monitor", day=1)
FAR = claim("Red forces captured Elmley", by="daily", places=[place("Elmley")])


def entry(action: str, subject: str, **detail: str) -> Decision:
    at = datetime(2030, 6, 1, tzinfo=UTC)
    return Decision(at=at, by="A. Analyst", action=action, subject=subject, reason="as seen", detail=detail)  # type: ignore[arg-type]


def after(claims: tuple[Claim, ...], *decisions: Decision) -> tuple[Proposition, ...]:
    return decided(propositions(claims, WAR), {c.id: c for c in claims}, decisions)


def test_without_decisions_nothing_changes():
    assert after((ONE, OTHER, FAR)) == propositions((ONE, OTHER, FAR), WAR)


@pytest.mark.parametrize("turned", [False, True])
def test_two_that_are_merged_are_one_under_the_earlier_id(turned):
    first, second = propositions((ONE, FAR), WAR)
    pair = (second.id, first.id) if turned else (first.id, second.id)
    (found,) = after((ONE, FAR), entry("merge", pair[0], **{"with": pair[1]}))
    assert found.id == first.id
    assert set(found.supports) == {ONE.id, FAR.id}


def test_what_is_split_off_stays_apart_when_more_comes_in():
    (whole,) = propositions((ONE, OTHER), WAR)
    apart = entry("split", whole.id, claims=OTHER.id)
    kept, off = after((ONE, OTHER), apart)
    assert (kept.id, kept.supports, off.supports) == (whole.id, (ONE.id,), (OTHER.id,))
    assert kept.span is not None and off.span is not None and kept.span.last < off.span.first
    late = claim(by="daily", day=2)
    again = {p.id: p.supports for p in after((ONE, OTHER, late), apart)}
    assert again == {kept.id: (ONE.id, late.id), off.id: (OTHER.id,)}


def test_what_was_merged_can_be_split_and_the_other_way_round():
    first, second = propositions((ONE, FAR), WAR)
    merge = entry("merge", first.id, **{"with": second.id})
    found = after((ONE, FAR), merge, entry("split", first.id, claims=FAR.id))
    assert [p.supports for p in found] == [(ONE.id,), (FAR.id,)]
    (whole,) = propositions((ONE, OTHER), WAR)
    apart = entry("split", whole.id, claims=OTHER.id)
    off = after((ONE, OTHER), apart)[1]
    (found_again,) = after((ONE, OTHER), apart, entry("merge", off.id, **{"with": whole.id}))
    assert set(found_again.supports) == {ONE.id, OTHER.id}


@pytest.mark.parametrize(
    "decision",
    [
        entry("merge", "nobody", **{"with": "nothing"}),
        entry("split", "nobody", claims="c"),
        entry("split", propositions((ONE, OTHER), WAR)[0].id, claims="c"),
        entry("split", propositions((ONE, OTHER), WAR)[0].id, claims=f"{ONE.id},{OTHER.id}"),
        entry("confirm", propositions((ONE, OTHER), WAR)[0].id),
    ],
)
def test_a_decision_on_what_is_not_there_changes_nothing(decision):
    assert after((ONE, OTHER), decision) == propositions((ONE, OTHER), WAR)


def test_a_claim_that_only_tells_of_it_stays_with_the_whole():
    (whole,) = propositions((ONE, OTHER), WAR)
    told = msgspec.structs.replace(whole, silent=(FAR.id,))
    found = decided((told,), {c.id: c for c in (ONE, OTHER, FAR)}, (entry("split", whole.id, claims=OTHER.id),))
    assert [p.silent for p in found] == [(FAR.id,), ()]
