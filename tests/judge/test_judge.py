"""What makes a claim credible: who says it independently, on what evidence, and what speaks against it."""

from datetime import UTC, datetime, timedelta
from time import process_time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.judge.small_war import START, WAR, again, claim, judged, place, post, rules, verdict

from situate.errors import DataError
from situate.judge import judge
from situate.judge.outcomes import outcome, signs
from situate.judge.rulings import Rulings
from situate.judge.verdict import Bench
from situate.judge.weighing import AGAINST, SUPPORT
from situate.model import Claim, Likelihood
from situate.resolve.propositions import propositions

WIRE = (
    "Red troops entered the town of Oakham early this morning after two days of heavy fighting "
    "and raised their flag over the school, residents reached by telephone told this newspaper"
)


def test_a_single_claim_by_the_side_that_gains_is_possibly_true():
    found = verdict(claim(by="red_staff"))
    assert (found.credibility, found.origins) == (3, ("red_staff",))


FOUGHT = claim("Fighting went on at Oakham", by="agency", event="clash", side=None)


def test_an_admission_by_the_side_that_loses_weighs_more_than_a_boast():
    assert verdict(claim(by="blue_staff"), FOUGHT).credibility == 2
    assert verdict(claim(by="red_staff"), FOUGHT).credibility == 3


@pytest.mark.parametrize("by", ["agency", "blue_staff", "monitor", ""])
def test_one_voice_with_nothing_beside_it_is_possibly_true(by):
    found = verdict(claim(by=by))
    assert found.credibility == 3
    assert found.receipt.derivation[-1].endswith("no other information bears on it")
    assert "some other information agrees: no" in found.receipt.derivation


@pytest.mark.parametrize(
    ("text", "event", "side", "by", "interested"),
    [
        ("Red guns destroyed a Blue depot", "losses", "reds", "red_staff", True),  # it boasts
        ("Red forces lost sixty men", "losses", "reds", "red_staff", False),  # it admits
        ("Red forces lost sixty men", "losses", "reds", "blue_staff", True),
        ("Red guns destroyed a Blue depot", "losses", "reds", "blue_staff", False),
        ("Sixty men were killed", "losses", None, "red_staff", True),
        ("Red rockets struck a depot", "strike", "reds", "red_staff", True),
        ("Red rockets struck a school", "strike", "reds", "blue_staff", True),
        ("Red rockets struck a school", "strike", "reds", "agency", False),
        ("Guns hit the village", "shelling", None, "blue_governor", True),  # a party that does not say who
        ("Two women were injured", "harm", None, "red_channel", True),
        ("The harvest begins", "administration", None, "red_channel", False),
    ],
)
def test_who_gains_by_it_speaks_with_interest(text, event, side, by, interested):
    ((_, judgment),) = judged(claim(text, event=event, side=side, by=by)).values()
    assert ("interested_origins" in rules(judgment)["for"]) is interested


def test_what_both_sides_say_is_confirmed_even_where_both_gain():
    one, other = (claim("Red rockets struck Oakham", event="strike", by=by) for by in ("red_staff", "blue_staff"))
    ((_, judgment),) = judged(one, other).values()
    assert judgment.credibility == 1


def test_two_disinterested_sources_confirm():
    found = verdict(claim(by="agency"), claim(by="monitor"))
    assert (found.credibility, found.origins) == (1, ("agency", "monitor"))


def test_a_relay_collapses_into_its_origin():
    found = verdict(claim(by="agency"), claim(by=("monitor", "agency"), stance="relays"))
    assert found.origins == ("agency",)
    assert {"relay", "one_family"} <= rules(found)["collapsed"]
    assert found.credibility == 3


def test_a_relay_that_names_no_origin_does_not_count():
    found = verdict(claim(by="agency"), claim(by="monitor", stance="relays"))
    assert found.origins == ("agency",)
    assert "not_counted" in rules(found)["collapsed"]


def test_two_outlets_of_one_family_are_one_voice():
    found = verdict(claim(by="daily"), claim(by="daily_online"))
    assert found.origins == ("daily",)
    assert any("one voice" in line.text and len(line.claims) == 2 for line in found.receipt.collapsed)


def test_near_copies_are_one_text():
    copies = (post("agency", WIRE), post("monitor", WIRE.replace("early this morning", "on Tuesday")))
    found = verdict(*copies)
    assert found.origins == ("agency",)
    assert "near_copy" in rules(found)["collapsed"]
    assert found.credibility == 3


def test_paraphrases_in_one_assessment_prove_no_copying():
    assert verdict(claim(WIRE, by="agency"), claim(WIRE, by="monitor")).origins == ("agency", "monitor")


def test_one_page_behind_two_claims_is_one_source():
    page = ("https://example.org/post/1",)
    found = verdict(claim(by="agency", urls=page), claim(by="monitor", urls=page))
    assert found.origins == ("agency",)
    assert "same_page" in rules(found)["collapsed"]


def test_several_pages_noted_together_are_not_one_source():
    pages = ("https://example.org/1", "https://example.org/2")
    assert len(verdict(claim(by="agency", urls=pages), claim(by="monitor", urls=pages)).origins) == 2


@pytest.mark.parametrize("nobody", [claim(by="red_sources"), claim(by="someone unheard of"), claim(author_view="none")])
def test_sources_that_are_not_one_never_count(nobody):
    alone = verdict(nobody)
    assert (alone.credibility, alone.origins) == (6, ())
    assert "not_counted" in rules(alone)["collapsed"]
    assert verdict(nobody, claim(by="agency")).origins == ("agency",)


def test_the_assessor_repeating_a_source_is_no_second_origin():
    found = verdict(claim(by="red_staff"), claim())
    assert found.origins == ("red_staff",)
    assert found.credibility == 2
    assert "assessor_asserts" in rules(found)["for"]


def test_the_assessor_alone_is_its_own_origin():
    assert verdict(claim()).origins == ("institute",)


def test_geolocated_footage_raises():
    shown = claim(by="footage", stance="shows", evidence="geolocated")
    assert verdict(shown).credibility == 2
    both = verdict(claim(by="red_staff"), shown)
    assert (both.credibility, both.evidence, both.origins) == (1, "geolocated", ("red_staff",))


def test_agreement_across_sides_weighs_more_than_within_one():
    one_side = verdict(claim(by="red_staff"), claim(by="red_channel"))
    both_sides = verdict(claim(by="red_staff"), claim(by="blue_staff"))
    assert (one_side.credibility, both_sides.credibility) == (2, 1)
    assert "across_sides" in rules(both_sides)["for"]


def test_friends_who_agree_admit_nothing():
    friends = verdict(claim(by="blue_staff"), claim(by="white_officials"))
    assert "across_sides" not in rules(friends)["for"]
    theirs = judged(claim(by="white_officials", side="blues"))["capture Oakham blues"][1]
    assert "interested_origins" in rules(theirs)["for"]


@pytest.mark.parametrize(
    ("view", "credibility", "rule"),
    [("refutes", 5, "author_refutes"), ("doubts", 4, "author_doubts"), ("unverified", 4, "unverified")],
)
def test_what_the_author_makes_of_it_enters(view, credibility, rule):
    found = verdict(claim(by="red_staff", author_view=view))
    assert found.credibility == credibility
    assert rule in rules(found)["against"]


def test_the_author_who_confirms_lifts_a_boast():
    assert verdict(claim(by="red_staff", author_view="supports")).credibility == 1


def test_a_claim_that_the_author_refutes_stays_improbable_however_many_repeat_it():
    sources = ("red_staff", "red_channel", "agency", "monitor")
    assert verdict(*(claim(by=s, author_view="refutes") for s in sources)).credibility == 5


def test_a_negated_claim_denies():
    found = judged(claim(by="red_staff"), claim("Red forces did not capture Oakham", by="blue_staff", negated=True))
    proposition, judgment = found["capture Oakham reds"]
    assert (len(proposition.supports), len(proposition.denies)) == (1, 1)
    assert "denied_by_interested" in rules(judgment)["against"]


def test_the_assessors_denial_makes_it_improbable():
    assert verdict(claim(by="red_staff"), claim(negated=True)).credibility == 5


def test_an_assessor_that_says_both_refutes_nothing():
    shown = claim(by="footage", stance="shows", evidence="geolocated")
    assert verdict(claim(), shown, claim(negated=True)).credibility == 3


@pytest.mark.parametrize(
    ("by", "credibility"),
    [("agency", 3), ("blue_staff", 3), ("red_staff", 3), ("", 3), ("red_sources", 6)],
)
def test_where_nobody_claims_it_the_denial_is_graded(by, credibility):
    found = verdict(claim("Red forces did not capture Oakham", by=by, negated=True))
    assert found.credibility == credibility
    assert "not so" in found.receipt.derivation[0]
    assert found.receipt.against == ()


def test_the_refuted_denial_supports():
    found = verdict(claim(by="agency"), claim(by="blue_staff", stance="denies", author_view="refutes"))
    assert "author_supports" in rules(found)["for"]


def test_a_side_that_shells_what_it_claims_to_hold_belies_itself():
    shelled = claim("Red artillery shelled Oakham", by="blue_staff", day=2, event="shelling")
    found = verdict(claim(by="red_staff"), shelled)
    assert found.credibility == 5
    line = next(line for line in found.receipt.against if line.rule == "belied_by_conduct")
    assert line.claims == (shelled.id,)
    assert "shelling by reds" in line.text


@pytest.mark.parametrize(
    "innocent",
    [
        claim("Red artillery shelled Oakham", by="blue_staff", day=0, event="shelling"),  # it may have come before
        claim("Red artillery shelled Oakham", by="blue_staff", day=9, event="shelling"),  # long after
        claim("Blue artillery shelled Oakham", by="red_staff", day=2, event="shelling", side="blues"),
        claim("Red artillery shelled Elmley", by="blue_staff", day=2, event="shelling", places=[place("Elmley")]),
        claim("Red artillery shelled it", by="blue_staff", day=2, event="shelling", places=[place(radius_km=90.0)]),
        claim("Red forces will shell Oakham", by="blue_staff", day=2, event="shelling"),
        claim("Red artillery shelled hamlets around Oakham", by="blue_staff", day=2, event="shelling"),
        claim("Red artillery shelled hamlets southeast of Oakham", by="blue_staff", day=2, event="shelling"),
        claim("Red forces are preparing an attack on Oakham", by="blue_staff", day=2, event="assault"),
    ],
)
def test_conduct_is_of_the_same_side_place_and_week(innocent):
    assert "belied_by_conduct" not in rules(verdict(claim(by="red_staff"), innocent))["against"]


def test_rival_claims_stand_side_by_side_and_keep_each_other_from_the_top():
    found = judged(
        claim(by="agency"),
        claim(by="monitor"),
        claim("Blue forces hold Oakham", by="blue_staff", event="hold", side="blues"),
    )
    assert set(found) == {"capture Oakham reds", "hold Oakham blues"}
    reds = found["capture Oakham reds"][1]
    assert "rival_claim" in rules(reds)["against"]
    assert reds.credibility == 2


def appointed(who: str, by: str, **more: Any) -> Claim:
    text = f"{who} was appointed Northern Army commander"
    return claim(text, by=by, event="appointment", side=None, places=(), **more)


def test_claims_that_two_persons_hold_one_office_are_rivals():
    one, same, other = appointed("Ashe", "agency"), appointed("Tom Ashe", "monitor", day=1), appointed("Crow", "daily")
    found = propositions((one, same, other), WAR)
    ashe, crow = judge(found, {c.id: c for c in (one, same, other)}, WAR)
    assert [(p.office, p.holder, len(p.supports)) for p in found] == [("north", "ashe", 2), ("north", "crow", 1)]
    assert any(line.startswith("contradicted by other information: yes") for line in crow.receipt.derivation)
    line = next(line for line in crow.receipt.against if line.rule == "rival_holder")
    assert "Ashe" in line.text and "Agency; Monitor" in line.text
    assert line.claims == (one.id, same.id)
    assert (ashe.credibility, crow.credibility) == (3, 4)  # confirmed but contradicted; as much against it as for it


@pytest.mark.parametrize(
    "innocent",
    [
        appointed("Crow", "daily", day=30),  # followed him
        appointed("Crow", "red_sources"),  # nobody who counts
        claim("Crow was appointed Southern Army commander", by="daily", event="appointment", places=()),
        claim("Crow will be appointed Northern Army commander", by="daily", event="appointment", places=()),
    ],
)
def test_what_leaves_the_holder_of_an_office_undisputed(innocent):
    ashe = appointed("Ashe", "agency")
    found = propositions((ashe, innocent), WAR)
    judgments = judge(found, {c.id: c for c in (ashe, innocent)}, WAR)
    (judgment,) = (j for p, j in zip(found, judgments, strict=True) if (p.office, p.holder) == ("north", "ashe"))
    assert "rival_holder" not in rules(judgment)["against"]


EDITED = datetime(2030, 5, 2, 9, tzinfo=UTC)


def versions(*texts: str, by: str = "red_channel") -> list[Claim]:
    """One post and its edits, a claim that Oakham was captured in each; an empty text makes another claim."""
    return [
        post(
            by,
            text or "Red trains carried grain",
            event="capture" if text else "logistics",
            places=[place()] if text else [],
            document_key="post/7",
            edited=EDITED + timedelta(hours=n) if n else None,
        )
        for n, text in enumerate(texts)
    ]


SAYS = "Red forces captured Oakham"


@pytest.mark.parametrize(
    ("texts", "others", "origins"),
    [
        ((SAYS, ""), (), ()),
        ((SAYS, ""), (claim(by=("agency", "red_channel"), stance="relays"),), ()),  # the relay falls with it
        ((SAYS, ""), (claim(by="agency"),), ("agency",)),  # who says so itself does not
        ((SAYS, ""), (claim(by=("agency", "red_staff"), stance="relays"),), ("red_staff",)),
        (
            (SAYS, ""),
            (post("red_channel", day=1), claim(by=("agency", "red_channel"))),
            ("red_channel",),
        ),  # says it anew
        ((SAYS, SAYS), (), ("red_channel",)),
        ((SAYS, "", SAYS), (), ("red_channel",)),
        ((SAYS,), (), ("red_channel",)),
    ],
)
def test_what_a_later_version_no_longer_says_is_withdrawn_with_its_relays(texts, others, origins):
    assert verdict(*versions(*texts), *others).origins == origins


def test_a_withdrawn_claim_says_so_and_cannot_be_judged():
    first, edit = versions(SAYS, "")
    found = verdict(again(first, evidence="footage"), edit)
    assert (found.credibility, found.evidence) == (6, "none")
    assert any("withdrew" in line.text for line in found.receipt.collapsed)


def test_others_who_report_fighting_there_agree():
    found = verdict(claim(by="red_staff", author_view="unverified"), FOUGHT)
    assert "neighbours_agree" in rules(found)["for"]
    assert found.credibility == 3  # 4 without


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Red forces will capture Oakham", {"by": "red_staff"}),
        ("Red forces are likely to capture Oakham", {"likelihood": Likelihood(text="likely", low=55, high=80)}),
        ("Red forces may capture Oakham", {}),
        ("capture Oakham", {"by": "red_staff", "stance": "directs"}),
        ("Red forces capture Oakham", {"day": 6, "said": 0}),
    ],
)
def test_what_is_not_yet_a_fact_is_not_graded(text, more):
    found = verdict(claim(text, **more))
    assert found.credibility == 6
    assert "not yet a fact" in found.receipt.derivation[-1]


def test_a_judgment_on_the_past_is_graded():
    likely = Likelihood(text="likely", low=55, high=80)
    found = verdict(claim("Red forces have likely captured Oakham", stance="assesses", likelihood=likely))
    assert found.credibility == 3
    assert "assessor_assesses" in rules(found)["for"]


def struck(word: str = "", **more: Any) -> Claim:
    """A strike on Oakham, in the assessor's own word of probability or somebody's flat words."""
    text = f"Red guns {word} have struck Oakham" if word in ("may", "could") else "Red guns struck Oakham"
    return claim(text, event="strike", likelihood=Likelihood(text=word) if word else None, **more)


@pytest.mark.parametrize(("word", "rule"), [("may", "assessor_supposes"), ("very likely", "assessor_assesses")])
def test_what_the_assessor_holds_possible_weighs_less_than_what_it_holds_likely(word, rule):
    assert rules(judged(struck(word))["strike Oakham reds"][1])["for"] == {rule}
    weights = {rule.__name__: weight for rule, weight in SUPPORT}
    assert weights["assessor_supposes"] < weights["assessor_assesses"]


@pytest.mark.parametrize(("word", "right"), [("could", None), ("very likely", True), ("", True)])
def test_what_the_assessor_holds_possible_bears_nothing_out(word, right):
    claims = struck(by="red_staff"), struck(word, said=3)
    (p,) = propositions(claims, WAR)
    later = Bench((p,), {c.id: c for c in claims}, WAR, Rulings(())).later(p)
    assert outcome(signs(later), START, "red_staff").right is right


def test_the_receipt_names_the_claims_and_ends_with_the_digit():
    first, second = claim(by="agency"), claim(by="monitor")
    found = verdict(first, second)
    assert {c for line in found.receipt.spoke_for for c in line.claims} == {first.id, second.id}
    assert found.receipt.derivation[-1].startswith("credibility 1")
    assert all(line.text for line in found.receipt.spoke_for)


def test_every_rule_explains_itself_and_is_weighed():
    assert all(rule.__doc__ and weight > 0 for rule, weight in (*SUPPORT, *AGAINST))


def test_a_missing_claim_is_refused_by_name():
    lone = claim(by="agency")
    with pytest.raises(DataError, match=lone.id):
        judge(propositions([lone], WAR), {}, WAR)


SOURCES = st.sampled_from([s.id for s in WAR.sources if s.kind != "think_tank"])
CLAIMS = st.lists(
    st.builds(
        lambda by, view, negated, day: claim(by=by, author_view=view, negated=negated, day=day),
        SOURCES,
        st.sampled_from(["none", "supports", "doubts", "unverified", "refutes"]),
        st.booleans(),
        st.integers(0, 2),
    ),
    min_size=1,
    max_size=6,
)


@settings(deadline=None)
@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(claims, random):
    by_id = {c.id: c for c in claims}
    before = judge(propositions(claims, WAR), by_id, WAR)
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert judge(propositions(shuffled, WAR), by_id, WAR) == before


@settings(deadline=None)
@given(CLAIMS)
@example(
    [
        claim(by="red_staff"),
        claim(by="red_staff", negated=True, day=1),
        claim(by="blue_staff", negated=True),
        claim(by="red_staff"),
        claim(by="red_staff"),
    ]
)
def test_saying_it_twice_adds_no_origin(claims):
    twice = [again(c, id=f"{c.id}-again", document=f"{c.document}-again") for c in claims]
    once = {j.proposition: j for j in judge(propositions(claims, WAR), {c.id: c for c in claims}, WAR)}
    both = judge(propositions(claims + twice, WAR), {c.id: c for c in claims + twice}, WAR)
    assert [(j.origins, j.credibility) for j in both] == [
        (once[j.proposition].origins, once[j.proposition].credibility) for j in both
    ]


def test_many_claims_are_proposed_and_judged_in_seconds():
    names = [f"Town{n}" for n in range(200)]
    kinds = ("capture", "assault", "shelling", "clash", "narrative", "aid")
    by = ("red_staff", "blue_staff", "agency", "monitor", "daily", "red_sources")
    claims = [
        claim(
            f"event number {n % 97} of kind {kinds[n % 6]} near {names[n % 200]} with details {n % 31}",
            by=by[n % 5],
            day=n % 180,
            event=kinds[n % 6],
            places=[place(names[n % 200])] if n % 6 < 4 else [],
        )
        for n in range(20_000)
    ]
    began = process_time()
    found = propositions(claims, WAR)
    judgments = judge(found, {c.id: c for c in claims}, WAR)
    assert len(judgments) == len(found) > 1000
    assert process_time() - began < 15  # about 3 s alone on one core; the test machine is shared


def test_one_crowded_block_stays_linear():
    def seconds(count: int) -> float:
        claims = [
            claim(f"word{n} of theirs{n * 7} about{n * 13}", by="agency", event="narrative", places=())
            for n in range(count)
        ]
        began = process_time()
        judge(propositions(claims, WAR), {c.id: c for c in claims}, WAR)
        return process_time() - began

    seconds(200)
    assert seconds(4000) < 16 * seconds(1000)  # quadratic would be 16; linear is 4
