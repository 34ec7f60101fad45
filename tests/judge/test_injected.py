"""Cases put in on purpose: what copies, relays, families, admissions, denials, retractions and liars do to a grade."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from tests.judge.small_war import START, WAR, again, claim, judged, place, post, rules, verdict

from situate.judge.record import Record, Records, entries
from situate.judge.rulings import Rulings
from situate.judge.verdict import Bench
from situate.model import Claim, Judgment, Lapse
from situate.resolve.propositions import propositions

WIRE = (
    "Red troops entered the town of Oakham early this morning after two days of heavy fighting "
    "and raised their flag over the school, residents reached by telephone told this newspaper"
)
BRIEF = "Oakham fell to Red troops"  # five words


def lapsed(old: Claim, how: Literal["edited", "deleted"], day: int = 4) -> Claim:
    """The claim, of a text that its author edited or deleted: known so many days after the start."""
    since = START + timedelta(days=day)
    return again(old, ended=Lapse(document=old.document, since=since, how=how, why="the later capture"))


FIGHTING = claim("Fighting went on at Oakham", by="monitor", event="clash", side=None)
FOOTAGE = claim(by="footage", stance="shows", evidence="geolocated")
OUTLETS = [f"outlet_{n}" for n in range(1, 13)]


def wired(*texts: str, days: int = 0) -> list[Claim]:
    """The same story in twelve outlets, each `days` after the one before; the texts take turns."""
    return [post(by, texts[n % len(texts)], said=n * days) for n, by in enumerate(OUTLETS)]


def edited(n: int) -> str:
    """The wire story as the nth outlet prints it: a word more, a word less."""
    return WIRE.replace("early this morning", f"at dawn on day {n}").replace("heavy", "bitter" if n % 2 else "heavy")


def story(by: str, n: int) -> list[Claim]:
    """One document of three short sentences, of which only the first is about Oakham."""
    document = f"story-{n}"
    more = [
        ("Shells broke every window of the old mill on the hill", "shelling"),
        ("The bridge over the Wash was blown up by those who left", "interdiction"),
    ]
    rest = [post(by, text, event=event, places=[place("Wash")], document=document) for text, event in more]
    return [post(by, "Oakham is taken", document=document), *rest]


COPIES = {
    "word for word": wired(WIRE),
    "each outlet edits it": [post(by, edited(n)) for n, by in enumerate(OUTLETS)],
    "half of them cut it short": wired(WIRE, " ".join(WIRE.split()[:14])),
    "the short ones come first": wired(" ".join(WIRE.split()[:14]), WIRE),
    "five words, word for word": wired(BRIEF),
    "three words in a copied document": [c for n, by in enumerate(OUTLETS) for c in story(by, n)],
    "all credit the agency": [claim(WIRE, by="agency", publisher_id=by) for by in OUTLETS],
}


@pytest.mark.parametrize("case", COPIES)
def test_a_wire_story_in_twelve_outlets_is_one_voice(case):
    found = verdict(*COPIES[case])
    assert len(found.origins) == 1
    assert found.credibility == 3
    assert {"near_copy", "one_family"} & rules(found)["collapsed"]
    assert len({c for line in found.receipt.collapsed for c in line.claims}) >= 12


def test_twelve_who_each_wrote_for_themselves_are_twelve():
    said = [post(by, "Oakham " + " ".join(f"word{n * 20 + k}" for k in range(12))) for n, by in enumerate(OUTLETS)]
    found = verdict(*said)
    assert (len(found.origins), found.credibility) == (12, 1)


def test_short_texts_are_not_copies_by_chance():
    chance = verdict(post("outlet_1", "Oakham was captured"), post("outlet_2", "Oakham was captured"))
    foes = verdict(post("red_channel", BRIEF), post("blue_governor", BRIEF))
    weeks = verdict(post("outlet_1", BRIEF, day=0), post("outlet_2", BRIEF, day=0, said=6))
    assert [len(found.origins) for found in (chance, foes, weeks)] == [2, 2, 2]


def said_by(publisher: str, speaker: str, day: int = 0) -> Claim:
    return claim(by=speaker, publisher_id=publisher, day=day)


RELAYS: dict[str, tuple[Sequence[Claim], tuple[str, ...]]] = {
    "in one sentence": ([claim(by=("outlet_1", "outlet_2", "agency"), stance="relays")], ("agency",)),
    "with the origin's own": ([post("agency"), claim(by=("outlet_1", "outlet_2", "agency"))], ("agency",)),
    "one link a document": (
        [said_by("outlet_2", "agency"), said_by("outlet_1", "outlet_2"), said_by("institute", "outlet_1")],
        ("agency",),
    ),
    "one link a document, last first": (
        [
            said_by("institute", "outlet_1"),
            said_by("outlet_1", "outlet_2", day=1),
            said_by("outlet_2", "agency", day=2),
        ],
        ("agency",),
    ),
    "to a class of sources": ([said_by("outlet_1", "red_sources"), said_by("institute", "outlet_1")], ()),
    "in a circle": ([said_by("outlet_1", "outlet_2"), said_by("outlet_2", "outlet_1")], ("outlet_2",)),
    "who also saw it": ([post("outlet_1"), said_by("outlet_1", "agency")], ("agency", "outlet_1")),
}


@pytest.mark.parametrize("case", RELAYS)
def test_a_chain_of_relays_counts_its_origin(case):
    claims, origins = RELAYS[case]
    found = verdict(*claims)
    assert found.origins == origins
    if origins:
        assert found.credibility == (1 if len(origins) > 1 else 3)
    else:
        assert found.credibility == 6
        assert "not_counted" in rules(found)["collapsed"]


CASES: dict[str, tuple[Sequence[Claim], int, set[str], set[str]]] = {
    # name: claims, credibility, rules that speak for it, rules that speak against it
    "one publisher twice": ([post("daily", WIRE), post("daily_online", "Oakham has fallen, we hear")], 3,
                            {"disinterested_origins"}, set()),
    "two families": ([post("daily", WIRE), post("agency", "Oakham has fallen, we hear")], 1,
                     {"disinterested_origins"}, set()),
    "a boast": ([claim(by="red_staff")], 3, {"interested_origins"}, set()),
    "two boasts": ([claim(by="red_staff"), claim(by="red_channel")], 2, {"interested_origins"}, set()),
    "an admission": ([claim(by="blue_staff")], 3, {"admitted"}, set()),
    "an admission beside fighting": ([claim(by="blue_staff"), FIGHTING], 2, {"admitted", "neighbours_agree"}, set()),
    "a boast and an admission": ([claim(by="red_staff"), claim(by="blue_staff")], 1,
                                 {"admitted", "interested_origins", "across_sides"}, set()),
    "a boast and a withdrawal announced": (
        [claim(by="red_staff"), claim("Blue forces left Oakham", by="blue_staff", day=1, event="withdrawal",
                                      side="blues", places=[place(role="from")])],
        1, {"withdrawal_announced"}, set()),
    "a boast and a withdrawal that the boaster tells of": (
        [claim(by="red_staff"), claim("Blue forces left Oakham", by="red_staff", day=1, event="withdrawal",
                                      side="blues", places=[place(role="from")])],
        3, {"interested_origins"}, set()),
    "a boast that the other side's attack bears out": (
        [claim(by="red_staff"), claim("Blue forces attacked Oakham", by="agency", day=2, event="assault",
                                      side="blues")],
        2, {"other_side_attacks_it"}, set()),
    "shelled by its captor": (
        [claim(by="red_staff"), claim("Red guns shelled Oakham", by="blue_staff", day=2, event="shelling")],
        5, set(), {"belied_by_conduct"}),
    "stormed by its captor": (
        [claim(by="red_staff"), claim("Red forces attacked Oakham", by="red_channel", day=2, event="assault")],
        5, set(), {"belied_by_conduct"}),
    "fighting where it passed before": (
        [claim(by="red_staff", day=20), claim(by="red_staff", places=[place("Elmley", lat=10.1)]),
         claim("Red forces fought at Elmley", by="red_channel", day=22, event="clash",
               places=[place("Elmley", lat=10.1)])],
        3, set(), {"fights_behind"}),
    "fighting where it never was": (
        [claim(by="red_staff", day=20),
         claim("Red forces fought at Elmley", by="red_channel", day=22, event="clash",
               places=[place("Elmley", lat=10.1)])],
        3, {"interested_origins"}, set()),
    "the loser denies it late": (
        [post("agency", WIRE), claim(by="monitor"), claim("Red forces did not capture Oakham", by="blue_staff",
                                                          negated=True, day=12, dates=())],
        2, {"disinterested_origins"}, {"denied_by_interested"}),
    "one with nothing to lose denies it late": (
        [post("agency", WIRE), claim("Red forces did not capture Oakham", by="monitor", negated=True, day=12,
                                     dates=())],
        4, set(), {"denied"}),
    "shown": ([claim(by="red_staff"), FOOTAGE], 1, {"geolocated"}, set()),
    "a post that was deleted": ([lapsed(post("red_channel"), "deleted")], 6, set(), {"deleted_by_its_source"}),
    "a post that was edited, and says it no longer": (
        [lapsed(post("red_channel"), "edited")], 6, set(), {"edited_away"}),
    "a post that was edited, and says it still": (
        [lapsed(post("red_channel", document_key="post/9"), "edited"),
         post("red_channel", "Red forces captured Oakham at noon", document_key="post/9")],
        3, {"interested_origins"}, set()),
    "a deleted post that its author wrote anew": (
        [lapsed(post("red_channel"), "deleted"), post("red_channel", day=1)], 3, {"interested_origins"}, set()),
    "a deleted post, and one who passed it on": (
        [lapsed(post("red_channel"), "deleted"), claim(by=("agency", "red_channel"), stance="relays")],
        4, {"interested_origins"}, {"deleted_by_its_source", "only_relays_left"}),
    "a deleted post, and two who passed it on": (
        [lapsed(post("red_channel"), "deleted"), said_by("agency", "red_channel"), said_by("daily", "red_channel")],
        4, {"interested_origins"}, {"deleted_by_its_source", "only_relays_left"}),
    "a deleted post passed on, and fighting": (
        [lapsed(post("red_channel"), "deleted"), claim(by=("agency", "red_channel"), stance="relays"), FIGHTING],
        3, {"interested_origins", "neighbours_agree"}, {"deleted_by_its_source", "only_relays_left"}),
    "a deleted post passed on, and footage": (
        [lapsed(post("red_channel"), "deleted"), claim(by=("agency", "red_channel"), stance="relays"), FOOTAGE],
        1, {"interested_origins", "geolocated"}, {"deleted_by_its_source"}),
    "an edited post, and one who passed it on": (
        [lapsed(post("red_channel"), "edited"), claim(by=("agency", "red_channel"), stance="relays")],
        6, set(), {"edited_away"}),
    "a deleted post, and one who says so for itself": (
        [lapsed(post("red_channel"), "deleted"), post("agency")], 3, {"disinterested_origins"},
        {"deleted_by_its_source"}),
    "a deleted post, and two who say so for themselves": (
        [lapsed(post("red_channel"), "deleted"), post("agency", WIRE), claim(by="monitor")], 1,
        {"disinterested_origins"}, {"deleted_by_its_source"}),
    "a deleted denial": (
        [post("agency", WIRE), claim(by="monitor"),
         lapsed(post("daily", "Red forces did not capture Oakham", negated=True), "deleted")],
        1, {"disinterested_origins"}, set()),
    "a deleted post that passed another's word on": (
        [lapsed(said_by("red_channel", "agency"), "deleted"), post("agency")], 3, {"disinterested_origins"}, set()),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_grades_and_receipts(case):
    claims, credibility, speak_for, against = CASES[case]
    found = verdict(*claims)
    assert found.credibility == credibility, found.receipt.derivation
    assert speak_for <= rules(found)["for"]
    assert rules(found)["against"] == against


def test_admission_and_agreement_across_sides_weigh_most_after_geolocated_evidence():
    def speaks_for(*claims: Claim) -> float:
        line = next(d for d in verdict(*claims).receipt.derivation if d.startswith("confirmed by"))
        return float(line.partition("(")[2].split()[0])

    alone = [speaks_for(c) for c in (FOOTAGE, claim(by="blue_staff"), claim(by="agency"), claim(by="red_staff"))]
    assert alone == sorted(alone, reverse=True) and len(set(alone)) == 4
    assert speaks_for(claim(by="red_staff"), claim(by="blue_staff")) > speaks_for(
        claim(by="agency"), claim(by="monitor")
    )


def test_a_late_denial_leaves_what_was_known_before_it():
    said = [post("agency", WIRE), claim(by="monitor")]
    denial = claim("Red forces did not capture Oakham", by="blue_staff", negated=True, day=12, dates=())
    known = judged(*(c for c in (*said, denial) if c.published and c.published < START + timedelta(days=12)))
    assert known["capture Oakham reds"][1].credibility == 1


def versions(*texts: str) -> list[Claim]:
    """One post and its edits; an empty text says something else."""
    return [
        post(
            "red_channel",
            text or "Red trains carried grain",
            event="capture" if text else "logistics",
            places=[place()] if text else [],
            document_key="post/7",
            edited=datetime(2030, 5, 2, 9, tzinfo=UTC) + timedelta(hours=n) if n else None,
        )
        for n, text in enumerate(texts)
    ]


def test_a_retracted_post_takes_its_relays_with_it_and_leaves_the_rest():
    relay = claim(by=("agency", "red_channel"), stance="relays")
    first, edit = versions("Red forces captured Oakham", "")
    assert verdict(first, relay).credibility == 3
    alone = verdict(first, edit, relay)
    assert (alone.credibility, alone.origins) == (6, ())
    assert {c for line in alone.receipt.collapsed if line.rule == "withdrawn" for c in line.claims} == {
        first.id,
        relay.id,
    }
    assert verdict(first, edit, relay, claim(by="monitor"), claim(by="daily")).origins == ("daily", "monitor")


def test_a_relay_that_outlives_its_origin_is_that_one_origin_and_the_receipt_says_so():
    gone = lapsed(post("red_channel"), "deleted")
    relays = [said_by("agency", "red_channel"), said_by("daily", "red_channel")]
    found = verdict(gone, *relays)
    assert found.origins == ("red_channel",)
    told = {line.rule: line for line in found.receipt.collapsed}
    assert set(told["withdrawn"].claims) == {gone.id} and "2030-05-05: the later capture" in told["withdrawn"].text
    assert "red_channel has deleted its own text since" in told["outlived"].text
    against = {line.rule: line.text for line in found.receipt.against}
    assert "proves nothing false. Red Channel, known since 2030-05-05" in against["deleted_by_its_source"]
    assert verdict(again(gone, ended=None), *relays).credibility == 3  # as it was known before


def test_who_deletes_what_failed_keeps_it_in_its_record():
    lies = boasts(12, true=False)
    own = [again(c, speakers=(), publisher_id="red_channel", author_view="own") if c.speakers else c for c in lies]
    deleted = [lapsed(c, "deleted", 30) if c.publisher_id == "red_channel" else c for c in own]
    assert records(*own)["red_channel"] == records(*deleted)["red_channel"]
    assert records(*deleted)["red_channel"].wrong == 12


def records(*claims: Claim, known: int = 60) -> dict[str, Record]:
    """The records of all sources at the end of a day."""
    by_id = {c.id: c for c in claims}
    found = propositions(claims, WAR)
    kept = Records(entries(found, Bench(found, by_id, WAR, Rulings(()))), {s.id: s for s in WAR.sources})
    return {s: kept.of(s, START + timedelta(days=known)) for s in kept.sources()}


def boasts(count: int, by: str = "red_channel", *, true: bool) -> list[Claim]:
    """So many captures that a source tells of, a day each; three days later the assessor says yes or no."""
    claims = []
    for n in range(count):
        town = [place(f"Town{n}", lat=5 + n / 2)]
        claims.append(claim(f"Red forces captured Town{n}", by=by, day=n, places=town))
        claims.append(claim(f"about Town{n}", day=n, said=n + 3, places=town, negated=not true))
    return claims


@pytest.mark.parametrize(
    ("claims", "letter", "right", "wrong"),
    [
        (boasts(12, true=False), "E", 0, 12),
        (boasts(12, true=True), "B", 12, 0),
        (boasts(40, true=True), "A", 40, 0),
        (boasts(5, true=False), "F", 0, 5),
    ],
)
def test_a_source_is_as_reliable_as_its_record(claims, letter, right, wrong):
    found = records(*claims)["red_channel"]
    assert (found.letter, found.right, found.wrong) == (letter, right, wrong)
    assert found.low < found.mean < found.high


def test_who_is_always_wrong_is_unreliable_and_its_next_claim_is_graded_by_itself():
    lies = boasts(12, true=False)
    found = records(*lies)["red_channel"]
    assert found.high < 0.25
    new: Judgment = verdict(*lies, claim(by="red_channel", day=20))
    assert new.credibility == 3  # the axes are independent


def test_a_record_is_as_it_was_known_on_the_day():
    lies = boasts(12, true=False)
    history = [records(*lies, known=day)["red_channel"].wrong for day in (2, 3, 8, 14)]
    assert history == [0, 1, 6, 12]
    cut = [c for c in lies if c.published and c.published <= START + timedelta(days=8)]
    assert records(*cut, known=8)["red_channel"] == records(*lies, known=8)["red_channel"]


def test_what_nothing_decided_within_the_horizon_is_neither_right_nor_wrong():
    lone = claim(by="red_channel")
    too_late = again(claim(negated=True), published=START + timedelta(days=31))
    found = records(lone, too_late, known=60)["red_channel"]
    assert (found.judged, found.open, found.undecided, found.letter) == (0, 0, 1, "F")
    assert records(lone, known=10)["red_channel"].open == 1


def test_nobody_bears_itself_out():
    twice = [claim(by="red_channel"), post("red_channel", "Oakham has fallen, as we said", day=2)]
    assert records(*twice)["red_channel"].judged == 0


def test_a_denier_is_right_where_the_claim_was_wrong():
    claims = [*boasts(1, true=False), claim("Red forces did not capture Town0", by="blue_staff", negated=True,
                                            places=[place("Town0", lat=5.0)])]  # fmt: skip
    found = records(*claims)
    assert (found["red_channel"].wrong, found["blue_staff"].right) == (1, 1)
