"""A receipt tells why each claim stands in its proposition."""

from tests.judge.small_war import WAR, again, claim, linked
from tests.resolve.test_outlines import DETAIL, TOPIC, nested

from situate.model import Claim
from situate.resolve.likeness import LINK_FROM
from situate.resolve.links import Link, links


def of(*claims: Claim, place: str = "Oakham") -> dict[str, Link]:
    (p,) = (q for q in linked(*claims) if q.place_name == place or not q.place_name)
    return {link.claim: link for link in links(p, {c.id: c for c in claims}, WAR)}


def test_each_claim_is_shown_beside_the_one_it_fits_with_the_rules_that_spoke():
    first, second = claim(by="agency"), claim("Oakham fell to Red forces", by="monitor", day=1)
    found = of(first, second)
    assert (found[first.id].score, found[first.id].lines[0].rule) == (None, "founded")
    told = found[second.id]
    assert told.to == first.id
    assert told.score is not None and told.score >= LINK_FROM
    assert {"same_place", "same_doer", "same_days"} <= {line.rule for line in told.lines}
    assert all(line.text.endswith("]") for line in told.lines)
    added = sum(float(line.text.rpartition("[")[2].rstrip("]")) for line in told.lines)
    assert abs(added - told.score) < 0.02


def test_what_no_score_put_there_says_so():
    found = of(TOPIC, DETAIL)
    assert found[DETAIL.id].score is None
    assert found[DETAIL.id].lines[0].rule == "at_length"


def test_what_is_said_anew_is_shown_beside_the_latest():
    said = [again(claim("Red forces will capture Oakham within weeks", day=day), dates=()) for day in (0, 5, 10)]
    found = of(*said)
    assert [found[c.id].to for c in said[1:]] == [said[0].id, said[1].id]


def test_a_claim_that_takes_no_side_is_told():
    outer, inner = nested(
        "the parade was a sign that Red officers expect a long winter", "Red officers expect a long winter",
        "narrative", "capability",
    )  # fmt: skip
    (p,) = (q for q in linked(outer, inner) if q.silent)
    found = {link.claim: link for link in links(p, {c.id: c for c in (outer, inner)}, WAR)}
    assert [line.rule for line in found[outer.id].lines] == ["silent"]
