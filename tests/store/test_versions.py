"""What the ledger keeps of when texts were seen and when they were gone, and how claims tell of it."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.material import DAY, claim, document, original

from situate.model import Decision, Lapse, Listing, Loss
from situate.store import ClaimQuery, Derived, Ledger
from situate.store.versions import listing_row

NEXT, LATER = DAY + timedelta(days=1), DAY + timedelta(days=2)
SEEN = datetime(2023, 1, 26, 9, tzinfo=UTC)
FIRST, SECOND = document("d1", of=original()), document("d1@2", of=original(), key="d1", text="Changed.\nRain.")
CLAIMS = (claim("c1", FIRST, "the bridge"), claim("c2", SECOND, "Changed"))
OTHER = original(b"snow")


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "situate.db") as opened:
        with opened.writing() as writer:
            for one, documents in ((original(), [FIRST]), (OTHER, [SECOND])):
                writer.add_original(one, knowledge="k", limits="{}")
                writer.add_documents(documents)
                writer.add_claims((d, [c for c in CLAIMS if c.document == d.id]) for d in documents)
                writer.add_sightings(one.sha256, [(d.id, None) for d in documents])
                writer.seal(one.sha256, knowledge="k")
        yield opened


def lapse(since: date, until: date | None = None) -> Lapse:
    return Lapse(document="d1", since=since, how="edited", why="d1@2 stands in its place", until=until)


def become(ledger: Ledger, *lapses: Lapse, changed: tuple[tuple[str, datetime, bool], ...] = ()) -> None:
    with ledger.writing() as writer:
        writer.replace_course(lapses, changed)


def ended(ledger: Ledger, known: date | None = None) -> dict[str, Lapse | None]:
    return {c.id: c.ended for c in ledger.claims(ClaimQuery(as_known=known))}


def test_claims_tell_what_became_of_their_text_as_it_was_known(ledger):
    assert ended(ledger) == {"c1": None, "c2": None}
    become(ledger, first := lapse(NEXT, LATER), last := lapse(LATER + timedelta(days=3)))
    assert [ended(ledger, day)["c1"] for day in (DAY, NEXT, LATER)] == [None, first, None]
    assert ended(ledger)["c1"] == last and ledger.lapses("d1") == (first, last) and ledger.lapses("d1@2") == ()
    found = ledger.claim("c1")
    assert found == msgspec.structs.replace(CLAIMS[0], ended=last)
    assert ledger.says_more_than(LATER) and not ledger.says_more_than(last.since)


def test_a_later_text_without_a_stamp_is_known_from_when_it_was_seen(ledger):
    become(ledger, changed=(("d1@2", SEEN, True),))
    assert set(ended(ledger, NEXT)) == {"c1"} and set(ended(ledger, SEEN.date())) == {"c1", "c2"}
    assert [c.edited for c in ledger.claims()] == [None, SEEN]
    assert [d.edited for d in ledger.versions("d1")] == [None, SEEN]
    become(ledger, changed=(("d1@2", SEEN, False),))
    assert set(ended(ledger, NEXT)) == {"c1"} and [c.edited for c in ledger.claims()] == [None, None]
    become(ledger)
    assert set(ended(ledger, DAY)) == {"c1", "c2"}  # nobody knows any more that it came later


def test_what_became_of_texts_is_derived_anew_only_where_it_changed(ledger):
    with ledger.writing() as writer:
        writer.replace_course([lapse(NEXT)], [("d1@2", SEEN, True)])
        writer.replace_derived(Derived(), digest="d", claims=ledger.claims_digest())
    become(ledger, lapse(NEXT), changed=(("d1@2", SEEN, True),))
    assert ledger.is_derived()
    become(ledger, lapse(LATER), changed=(("d1@2", SEEN, True),))
    assert not ledger.is_derived()


def test_when_an_original_was_captured_is_kept_and_counts(ledger):
    before = ledger.claims_digest()
    assert [s.seen for s in ledger.seen()] == [None, None]
    with ledger.writing() as writer:
        writer.set_captured(OTHER.sha256, SEEN)
    assert [(s.document, s.seen) for s in ledger.seen()] == [("d1", None), ("d1@2", SEEN)]
    assert ledger.claims_digest() != before


def test_losses_are_those_of_files_and_of_the_journal(ledger):
    marked = Loss(key="d1", at=SEEN, how="marked", why="line 1 marks it as deleted")
    with ledger.writing() as writer:
        writer.add_evidence(OTHER.sha256, [], [marked])
        for action, day in (("deleted", "2023-01-27"), ("restored", "2023-01-28"), ("deleted", "2023-01-28")):
            entry = {"at": SEEN, "by": "A", "subject": "d1", "reason": "410", "action": action}
            writer.record(msgspec.convert({**entry, "detail": {"on": day}}, Decision))
    told = [(loss.how, loss.at.date().isoformat(), loss.why) for loss in ledger.losses()]
    assert told == [
        ("marked", "2023-01-26", "line 1 marks it as deleted"),
        ("recorded", "2023-01-27", "A recorded it on 2023-01-26: 410"),
        ("restored", "2023-01-28", "A recorded it on 2023-01-26: 410"),
        ("recorded", "2023-01-28", "A recorded it on 2023-01-26: 410"),
    ]
    days = [loss.at for loss in ledger.losses()[1:]]
    assert days == sorted(days) and len(set(days)) == 3  # of two entries on one day the later one holds
    with ledger.writing() as writer:
        writer.forget_what_was_read()
    assert [loss.how for loss in ledger.losses()] == ["recorded", "restored", "recorded"] and ledger.seen() == ()


@given(st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)))
def test_a_listing_comes_back(tmp_path_factory, posts, silent):
    given_listing = Listing(channel="river", posts=tuple(sorted(posts)), silent=tuple(sorted(silent)), at=SEEN)
    row = listing_row("o", given_listing)
    assert len(row["posts"]) <= 8 * len(posts) + 2
    with Ledger.open(tmp_path_factory.mktemp("listing") / "a.db") as book, book.writing() as writer:
        writer.add_original(original(), knowledge="k", limits="{}")
        writer.add_evidence(original().sha256, [given_listing], [])
    with Ledger.open(book.where) as again:
        ((channel, (found,), known),) = again.listings()
    assert (channel, found.listing, found.file, found.by, known) == ("river", given_listing, "rain.txt", None, ())


def test_the_keys_of_a_channel_are_those_of_its_posts(ledger):
    names = ("river/1", "river/22", "river", "river/x", "riverside/1", "d1")
    with ledger.writing() as writer:
        writer.add_documents([document(f"k{n}", of=original(), key=name) for n, name in enumerate(names)])
        writer.add_evidence(original().sha256, [Listing(channel="river", posts=(1, 3))], [])
    ((_, _, known),) = ledger.listings()
    assert sorted(known) == ["river/1", "river/22"]
