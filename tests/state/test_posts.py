"""Who holds an office: what is read from claims, the bounds that follow, rivals, and the laws of both times."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.judge.small_war import START, WAR, claim

from situate.holding import Holding, Post, Tenure
from situate.model import Actor, Claim, DateMention
from situate.resolve.propositions import propositions
from situate.state.holdings import holdings
from situate.state.posts import account_names, on_day, posts, rivalries, summary
from situate.state.tenure import clashes, tenures
from situate.theatre import Source

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
EXPECTED = Path(__file__).with_name("wmd_holders.csv")


def days(first: int, last: int | None = None, of: str = "event") -> DateMention:
    """Days of the small war, counted from its start."""
    one, other = (START + timedelta(days=n) for n in (first, first if last is None else last))
    return DateMention(text="", start=0, end=0, first=one, last=other, of=of)  # type: ignore[arg-type]


def told(text: str, *when: DateMention, event: str = "appointment", **more: Any) -> Claim:
    return claim(text, event=event, places=(), side=None, dates=when, **more)


def ledger(*claims: Claim, known: int | None = None) -> dict[str, Post]:
    until = None if known is None else START + timedelta(days=known)
    return {p.office: p for p in posts(propositions(claims, WAR), claims, WAR, known=until)}


def bounds(t: Tenure) -> tuple[int | None, ...]:
    """Beginning and end as days from the start of the war."""
    return tuple(
        None if d is None else (d - START).days for d in (t.begin_first, t.begin_last, t.end_first, t.end_last)
    )


APPOINTED = "The ministry appointed Anna Reed as Northern Army commander"
CAME, LEFT, IS = (True, False), (False, True), (False, False)


@pytest.mark.parametrize(
    ("words", "when", "expected", "flags"),
    [
        (APPOINTED, [days(4)], (4, 4, 4, None), CAME),
        (APPOINTED, [days(1, 8)], (1, 8, 8, None), CAME),
        (APPOINTED, [], (None, 20, 20, None), CAME),  # on the day of publication at the latest
        ("Northern Army commander General Anna Reed inspected trenches", [days(4)], (None, 20, 20, None), IS),
        ("General Anna Reed, commander of the Northern Army, spoke", [days(4)], (None, 20, 20, None), IS),
        ("Former Northern Army commander Anna Reed spoke", [], (None, 20, None, 20), LEFT),
        ("The ministry dismissed General Anna Reed as Northern Army commander", [days(6)], (None, 6, 6, 6), LEFT),
        ("Anna Reed resigned as Northern Army commander", [days(2, 9)], (None, 2, 2, 9), LEFT),
    ],
)
def test_what_a_claim_says_of_a_holder(words, when, expected, flags):
    aliased = msgspec.structs.replace(
        WAR.offices[0], aliases=(*WAR.offices[0].aliases, "commander of the Northern Army")
    )
    theatre = msgspec.structs.replace(WAR, offices=(aliased, *WAR.offices[1:]))
    event = "dismissal" if "dismissed" in words or "resigned" in words else "appointment"
    one = told(words, *when, said=20, event=event)
    (post,) = posts(propositions([one], theatre), [one], theatre)
    (tenure,) = post.tenures
    assert (tenure.holder, bounds(tenure), (tenure.starts, tenure.ends)) == ("reed", expected, flags)


@pytest.mark.parametrize(
    "words",
    [
        "Deputy Northern Army commander Anna Reed spoke",
        "An aide to the Northern Army commander Anna Reed spoke",
        "The next Northern Army commander Anna Reed will be chosen in May",
        "The Northern Army commander spoke",
        "Northern Army commander Red Defence Minister",
        "",
    ],
)
def test_who_is_no_holder(words):
    assert ledger(told(words, event="other")) == {}


def test_a_title_in_a_quote_is_the_word_of_who_wrote_the_document():
    one = told("trenches were lost", event="losses", by="red_staff")
    doer = Actor(text="Northern Army commander Anna Reed", start=0, end=0)
    (tenure,) = ledger(msgspec.structs.replace(one, actors=(doer,)))["north"].tenures
    assert tenure.account == "institute"


def test_an_account_hands_the_office_over():
    found = ledger(
        told("The ministry appointed Anna Reed as Northern Army commander", days(0, 9), by="agency"),
        told("The ministry appointed Bo Hill as Northern Army commander", days(40), by="agency", said=41),
    )["north"]
    reed, hill = found.tenures
    assert (bounds(reed), reed.ends) == ((0, 9, 9, 40), False)
    assert bounds(hill) == (40, 40, 40, None)
    assert found.clashes == ()


def test_who_is_replaced_has_left():
    (office,) = ledger(told("Bo Hill replaced Anna Reed as Northern Army commander", days(3), said=4)).values()
    assert [(t.holder, t.ends, bounds(t)[3]) for t in office.tenures] == [("reed", True, 3), ("hill", False, None)]


def test_two_accounts_are_kept_side_by_side():
    found = ledger(
        told("The ministry appointed Anna Reed as Northern Army commander", days(2), by="agency", said=30),
        told("The ministry appointed Bo Hill as Northern Army commander", days(5), by="monitor", said=30),
    )["north"]
    (clash,) = found.clashes
    assert (clash.first, clash.last, clash.sure) == (START + timedelta(days=5), None, None)
    names = account_names(WAR)
    assert summary(found, names) == "Agency: Anna Reed, from 2030-05-03; Monitor: Bo Hill, from 2030-05-06"
    assert list(rivalries(found, names)) == ["Anna Reed (Agency) against Bo Hill (Monitor), from 2030-05-06"]
    assert list(rivalries(found, names, START)) == []
    assert [t.holder for t in on_day(found, START + timedelta(days=3))] == ["reed"]
    assert "last said 2030-05-31" in summary(found, names, START + timedelta(days=90))


def test_an_account_that_fell_silent_before_is_followed_not_disputed():
    found = ledger(
        told("The ministry appointed Anna Reed as Northern Army commander", days(2), by="agency", said=3),
        told("The ministry appointed Bo Hill as Northern Army commander", days(60), by="monitor", said=61),
    )["north"]
    assert found.clashes == ()


def test_two_spellings_are_one_person_and_two_persons_are_two():
    spelled = [told(f"Northern Army commander Ivo {last} spoke", event="other", day=n) for n, last in
               enumerate(("Balitsky", "Balytskyi", "Balitsky", "Baltimore"))]  # fmt: skip
    assert {t.name for t in ledger(*spelled)["north"].tenures} == {"Ivo Balitsky", "Ivo Baltimore"}


def test_an_account_that_names_two_at_once_contradicts_itself():
    held = [told(f"Northern Army commander {name} spoke", event="other", day=day)
            for day, name in ((1, "Anna Reed"), (5, "Bo Hill"), (9, "Anna Reed"))]  # fmt: skip
    assert all(t.contradicted for t in ledger(*held)["north"].tenures)


def test_a_short_name_is_the_first_shortest_with_an_acronym():
    rows = [
        Source(id="a", name="Ministry of Defence", kind="official", family="a", aliases=("MoD", "UK MoD", "DoM")),
        Source(id="b", name="Daily", kind="media", family="b", aliases=("The Daily",)),
    ]
    assert account_names(msgspec.structs.replace(WAR, sources=tuple(rows))) == {"a": "UK MoD", "b": "Daily"}


@pytest.mark.corpus
def test_the_western_military_district_as_the_seed_has_it(situate, tmp_path):
    if not SEEDS.exists():
        pytest.skip("../shared/seeds is absent")
    book = tmp_path / "seeds.db"
    situate("ingest", SEEDS, "-l", book)
    printed = situate("posts", "ru-wmd", "-l", book, "-f", "csv").stdout
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    found = [{k: row[k] for k in expected[0]} for row in csv.DictReader(printed.splitlines())]
    for row in found:
        row["holder"] = row["holder"].split()[-1]
    assert sorted(found, key=lambda r: (r["account"], r["holder"])) == expected
    picture = tmp_path / "wmd.html"
    situate("posts", "ru-wmd", "-l", book, "-o", picture)
    page = picture.read_text(encoding="utf-8")
    assert page.count("<g><title>") == len(expected)
    assert all(row["holder"] in page and row["account"] in page for row in expected)


# The laws. Claims about two offices by some accounts, on days of a month, in editions of one document.
NAMES = st.sampled_from(["Anna Reed", "Bo Hill", "Cy Wood"])
WORDS = st.sampled_from(
    [
        "The ministry appointed {} as Northern Army commander",
        "Northern Army commander {} spoke",
        "Former Northern Army commander {} spoke",
        "The ministry dismissed {} as Southern Army commander",
        "{} replaced Dee Lake as Southern Army commander",
    ]
)


@st.composite
def some_claims(draw: st.DrawFn) -> Claim:
    text = draw(WORDS).format(draw(NAMES))
    first = draw(st.integers(0, 20))
    when = draw(st.sampled_from([(), (days(first),), (days(first, first + 9),)]))
    edited = draw(st.sampled_from([None, None, None, 5, 15]))
    return told(
        text, *when, event="dismissal" if "dismissed" in text else "appointment", said=draw(st.integers(0, 40)),
        by=draw(st.sampled_from(["", "agency", "monitor"])),
        document_key=draw(st.sampled_from(["", "post/1"])),
        edited=None if edited is None else datetime(2030, 5, 1, tzinfo=UTC) + timedelta(days=edited),
    )  # fmt: skip


LISTS = st.lists(some_claims(), max_size=7)


def made(claims: list[Claim], known: date | None = None) -> tuple[Post, ...]:
    return posts(propositions(claims, WAR), claims, WAR, known=known)


@settings(max_examples=30, deadline=None)
@given(LISTS, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_ledger(claims, random):
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert made(shuffled) == made(claims)


@settings(max_examples=30, deadline=None)
@given(LISTS, LISTS, st.integers(0, 40))
def test_what_was_known_does_not_change_when_later_claims_arrive(claims, later, day):
    known = START + timedelta(days=day)
    new = [c for c in later if c.published and (c.published > known or (c.edited and c.edited.date() > known))]
    assert made([*claims, *new], known) == made(claims, known)


@settings(max_examples=30, deadline=None)
@given(LISTS, st.data())
def test_a_claim_that_is_taken_away_leaves_no_trace(claims, data):
    """An edit that replaces its only version equals never having had that version."""
    plain = [msgspec.structs.replace(c, document_key="", edited=None) for c in claims]
    gone = msgspec.structs.replace(data.draw(some_claims()), document_key="post/9", edited=None)
    edit = claim("Red trains run", event="logistics", places=(), document_key="post/9",
                 edited=datetime(2030, 5, 2, tzinfo=UTC))  # fmt: skip
    assert made([*plain, gone, edit]) == made([*plain, edit]) == made(plain)


@settings(max_examples=40, deadline=None)
@given(LISTS)
def test_bounds_are_in_order_and_clashes_lie_within(claims):
    for post in made(claims):
        for t in post.tenures:
            assert t.begin_first is None or t.begin_first <= t.begin_last or t.contradicted
            assert t.end_last is None or t.begin_last <= t.end_last or t.contradicted
            assert t.end_first is None or t.end_last is None or t.end_first <= t.end_last or t.contradicted
        for c in post.clashes:
            assert c.one.holder != c.other.holder
            assert c.one.account != c.other.account
            assert c.one.stands(c.first)
            assert c.other.stands(c.first)
            assert c.last is None or (c.one.stands(c.last) and c.other.stands(c.last))


def test_tenures_and_clashes_of_nothing_are_nothing():
    assert tenures([]) == ()
    assert clashes([]) == ()
    assert holdings([], {}, WAR) == ()
    assert holdings([], {}, msgspec.structs.replace(WAR, offices=())) == ()


@given(st.lists(st.builds(
    Holding, office=st.just("north"), holder=st.sampled_from(["reed", "hill"]), name=st.just("R"),
    account=st.sampled_from(["agency", "monitor"]), says=st.just("is"), on=st.just("all"),
    first=st.none(), last=st.dates(date(2030, 5, 1), date(2030, 7, 1)), starts=st.booleans(), ends=st.booleans(),
    there_last=st.booleans(), claim=st.uuids().map(str), known=st.none(),
), max_size=8))  # fmt: skip
def test_a_sure_day_is_never_outside_what_may_be(said):
    for t in tenures(said):
        if t.sure is not None and not t.contradicted:
            assert t.begin_first is None or t.begin_first <= t.sure.first
            assert t.end_last is None or t.sure.last <= t.end_last
