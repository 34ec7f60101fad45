"""The ledger gives back what it was given, finds it, and keeps its promises about journal and versions."""

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from tests.store.material import CLAIMS, DAY, DOCUMENTS, claim, document, original, place, speaker

from situate.errors import DataError, SourceError, UsageError
from situate.model import Control, DateMention, Document, Judgment, LocatedPlace, Proposition, Receipt, Refusal
from situate.store import ClaimQuery, Decision, Derived, Ledger

NEXT = DAY + timedelta(days=1)


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "situate.db") as opened:
        yield opened


def keep(ledger: Ledger, *documents: Document, claims=()) -> None:
    with ledger.writing() as writer:
        if not writer.holds(original().sha256):
            writer.add_original(original(), knowledge="k1", limits="{}")
        writer.add_documents(documents)
        writer.add_claims((d, [c for c in claims if c.document == d.id]) for d in documents)
        writer.seal(original().sha256, knowledge="k1")


@pytest.fixture
def filled(ledger):
    first, second = document("d1", of=original()), document("d0", of=original(), day=NEXT, publisher_id=None)
    undated = document("d9", of=original(), day=None)
    january = DateMention(text="", start=0, end=0, first=date(2023, 1, 2), last=date(2023, 1, 3), of="event")
    claims = [
        claim(
            "c3", first, "The mill burned", event="harm", places=(place("Lower Mill", name="Млин", lat=1.0, lon=2.0),)
        ),
        claim("c2", first, "the bridge", speakers=(speaker("Council", "council"),), stance="claims", effort="north"),
        claim("c1", first, "the bridge", places=(place("Lower-Mill"), place("Upper Mill", gazetteer_id="geonames:5"))),
        claim("c4", second, "The mill burned", speakers=(speaker("A Neighbour"),), dates=(january,)),
        claim("c0", undated, "Market as usual"),
    ]
    keep(ledger, first, second, undated, claims=claims)
    return ledger


def ids(ledger: Ledger, **wanted: Any) -> list[str]:
    return [c.id for c in ledger.claims(ClaimQuery(**wanted))]


def test_claims_come_in_one_order(filled):
    # undated first, then by day of publication, document, place in it, id
    assert ids(filled) == ["c0", "c1", "c2", "c3", "c4"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"text": "bridge"}, ["c1", "c2"]),
        ({"text": "BURNED mill"}, ["c3", "c4"]),
        ({"text": '"mill burned"'}, ["c3", "c4"]),
        ({"text": '"burned mill"'}, []),
        ({"text": "neighbour"}, ["c4"]),  # a speaker
        ({"text": "upper"}, ["c1"]),  # a place
        ({"text": "млин"}, ["c3"]),
        ({"text": "bridge OR mill"}, []),  # no operators: three words
        ({"text": 'mill) "'}, ["c1", "c3", "c4"]),
        ({"places": ("lower mill",)}, ["c1", "c3"]),
        ({"places": ("geonames:5",)}, ["c1"]),
        ({"places": ("learned:Млин@1.0,2.0",)}, ["c3"]),
        ({"source": "council"}, ["c0", "c1", "c2", "c3"]),
        ({"source": "a neighbour"}, ["c4"]),
        ({"event": "harm"}, ["c3"]),
        ({"stance": "claims"}, ["c2"]),
        ({"effort": "north"}, ["c2"]),
        ({"document": "d0"}, ["c4"]),
        ({"since": NEXT}, ["c4"]),
        ({"until": DAY}, ["c1", "c2", "c3"]),
        ({"as_known": DAY}, ["c1", "c2", "c3"]),
        ({"as_of": DAY}, ["c1", "c2", "c3"]),
        ({"as_of": date(2023, 1, 2)}, ["c4"]),
        ({"limit": 2}, ["c0", "c1"]),
        ({"limit": 0}, []),
        ({"text": "mill", "event": "harm", "places": ("Lower Mill",), "until": DAY}, ["c3"]),
    ],
)
def test_queries(filled, wanted, found):
    assert ids(filled, **wanted) == found


def test_a_search_without_words_is_refused(filled):
    for words in ("", "  ", '"', "***"):
        with pytest.raises(UsageError, match="no word"):
            ids(filled, text=words)


def test_what_was_not_yet_known(ledger):
    assert not ledger.says_more_than(DAY)
    keep(ledger, first := document("d1", of=original()), claims=[claim("c1", first, "the bridge")])
    assert not ledger.says_more_than(DAY) and ledger.says_more_than(date(2023, 1, 23))
    keep(ledger, undated := document("d2", of=original(), day=None), claims=[claim("c2", undated, "the bridge")])
    assert ledger.says_more_than(DAY)


def test_an_edit_is_known_on_its_own_day(ledger):
    edited = document("d1@edit", of=original(), edited=datetime(2023, 1, 25, 9, tzinfo=UTC))
    keep(ledger, edited, claims=[claim("c1", edited, "the bridge")])
    assert ids(ledger, as_known=DAY) == [] and ids(ledger, as_known=NEXT) == ["c1"]


def test_a_claim_where_it_stands(filled):
    context = filled.context("c3")
    assert context.words(context.passage) == "The mill burned."
    assert (
        context.words(context.before).startswith("The council") and context.words(context.after) == "Market as usual."
    )
    assert filled.context("c1").before is None
    lost = document("d2", of=original(), passages=())
    keep(filled, lost, claims=[claim("c9", lost, "the bridge")])
    with pytest.raises(DataError, match="in no passage"):
        filled.context("c9")
    assert filled.context("nothing") is None and filled.claim("nothing") is None


def test_passages_and_sources_and_counts(filled):
    assert [(p.document, p.text) for p in filled.passages("mill burned", limit=2)] == [
        ("d1", "The mill burned."),
        ("d0", "The mill burned."),
    ]
    assert [(s.source_id, s.name, s.claims) for s in filled.sources()] == [
        ("council", "Council", 4),
        (None, "A Neighbour", 1),
    ]
    stats = filled.stats()
    assert (stats.originals, stats.documents, stats.passages, stats.notes, stats.claims) == (1, 3, 9, 3, 5)
    assert (stats.first, stats.last) == ("2023-01-24", "2023-01-25")
    assert stats.events == {"other": 4, "harm": 1} and stats.stances == {"asserts": 4, "claims": 1}


def test_documents_and_their_versions(filled):
    keep(filled, document("d1@0", of=original(), key="d1", text="Changed."))
    assert [d.id for d in filled.documents()] == ["d9", "d1", "d1@0", "d0"]
    assert [d.text[:8] for d in filled.versions("d1")] == ["The coun", "Changed."]
    assert filled.document("d7") is None
    assert [d.id for d in filled.documents({"d0", "d9", "d7"})] == ["d9", "d0"]


# The ledger is the same for all examples: each empties it first.
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DOCUMENTS)
def test_any_document_comes_back(ledger, given_document):
    with Ledger.open(ledger.where) as again:
        keep_alone(again, given_document)
        assert again.document(given_document.id) == given_document
        assert list(again.documents()) == [given_document]


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CLAIMS, max_size=4, unique_by=lambda c: c.id))
def test_any_claims_come_back(ledger, claims):
    keep_alone(ledger, document("d1", of=original()), claims=claims)
    assert {c.id: c for c in ledger.claims()} == {c.id: c for c in claims}
    order = [(c.published or date.min, c.start, c.id) for c in ledger.claims()]
    assert order == sorted(order)
    for one in claims:
        assert ledger.claim(one.id) == one
        assert all(one in ledger.claims(ClaimQuery(places=(p.text,))) for p in one.places)


def keep_alone(ledger: Ledger, kept: Document, claims=()) -> None:
    with ledger.writing() as writer:
        writer.forget_what_was_read()
    keep(ledger, kept, claims=claims)


def test_a_transaction_is_kept_whole_or_not_at_all(ledger):
    with pytest.raises(ZeroDivisionError), ledger.writing() as writer:
        writer.add_original(original(), knowledge="k", limits="{}")
        writer.add_refusals([Refusal(name="a", kind="empty", reason="r", remedy="m")])
        raise ZeroDivisionError
    assert ledger.stats().originals == 0 and ledger.refusals() == ()


def test_what_refers_to_nothing_is_not_kept(ledger):
    with pytest.raises(DataError, match="FOREIGN KEY"), ledger.writing() as writer:
        writer.add_documents([document("d1", of=original())])


def test_originals_come_back_to_the_byte(ledger):
    bodies = [b"", b"rain" * 1000, bytes(range(256))]
    with ledger.writing() as writer:
        for body in bodies:
            writer.add_original(original(body), knowledge="k", limits='{"max_items":3}')
        assert [(o.body, o.limits) for o in writer.originals()] == [(b, '{"max_items":3}') for b in bodies]
        assert writer.holds(original(b"").sha256) and not writer.holds("nothing")


def test_refusals_are_kept_once(ledger):
    refusal = Refusal(name="a.txt", kind="empty", reason="holds no text", remedy="get it again", place="line 1")
    for _ in range(2):
        with ledger.writing() as writer:
            writer.add_refusals([refusal, refusal])
    assert ledger.refusals() == (refusal,)


def test_the_journal_is_append_only(ledger):
    decision = Decision(
        at=datetime(2023, 1, 25, tzinfo=UTC), by="A. Nalyst", action="reject", subject="c1", reason="a relay",
        detail={"of": "c2"},
    )  # fmt: skip
    with ledger.writing() as writer:
        writer.record(decision)
        writer.record(msgspec.structs.replace(decision, subject="c2"))
    assert ledger.decisions("c1") == (decision,) and len(ledger.decisions()) == 2
    with sqlite3.connect(ledger.where) as raw:
        for statement in ("DELETE FROM journal", "UPDATE journal SET reason = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                raw.execute(statement)
    raw.close()
    with ledger.writing() as writer:
        writer.forget_what_was_read()
    assert len(ledger.decisions()) == 2


def derived(*names: str) -> Derived:
    propositions = tuple(Proposition(id=n, event="hold", span=None, supports=("c1",), denies=("c2",)) for n in names)
    receipt = Receipt(derivation=("one voice",))
    judgments = tuple(
        Judgment(proposition=n, credibility=3, origins=("council",), evidence="none", receipt=receipt) for n in names
    )
    state = Control(
        place="p", place_name="Mill", lat=1, lon=2, radius_km=1, side="a", state="held", tier="claimed",
        evidence="none", valid_from=DAY, known_from=DAY, propositions=names, reason="",
    )  # fmt: skip
    located = tuple(LocatedPlace(name=n, lat=1, lon=2, radius_km=3, n=1, claims=("c1",)) for n in names)
    return Derived(propositions=propositions, judgments=judgments, controls=(state,), located=located)


def test_derived_tables_are_replaced_whole(filled):
    assert filled.derived_from() is None
    for names in (("p2", "p1"), ("p3",)):
        with filled.writing() as writer:
            writer.replace_derived(derived(*names), digest="".join(names), claims="c")
        assert filled.derived_from() == "".join(names)
        found = Derived(
            propositions=filled.propositions(), judgments=filled.judgments(), controls=filled.controls(),
            located=filled.located(),
        )  # fmt: skip
        assert [place.name for place in filled.located([names[0].upper()])] == [names[0]]
        assert found == derived(*names)
        assert [p.id for p, j in filled.judged("c2") if j and j.proposition == p.id] == list(names)
    assert filled.judged("c3") == ()


def test_the_digest_of_claims_follows_the_claims(ledger):
    empty = ledger.claims_digest()
    first = document("d1", of=original())
    keep(ledger, first, claims=[claim("c1", first, "the bridge")])
    one = ledger.claims_digest()
    keep_alone(ledger, first, claims=[claim("c1", first, "the bridge", negated=True)])
    other = ledger.claims_digest()
    keep_alone(ledger, first, claims=[claim("c1", first, "the bridge")])
    assert len({empty, one, other}) == 3 and ledger.claims_digest() == one


def test_other_knowledge_is_seen(filled):
    assert (filled.outdated("k1"), filled.outdated("k2")) == (0, 1)


def test_a_reader_answers_while_a_writer_is_at_work(filled):
    with filled.writing() as writer:
        writer.forget_what_was_read()
        with Ledger.open(filled.where) as reader:  # opening does not wait either
            assert len(list(reader.claims())) == 5
            assert reader.stats().claims == 5
    assert filled.stats().claims == 0


def test_a_reader_sees_one_moment(filled):
    reading = filled.claims()
    first = next(reading)
    with filled.writing() as writer:
        writer.forget_what_was_read()
    assert [first.id, *(c.id for c in reading)] == ["c0", "c1", "c2", "c3", "c4"]


def test_ids_are_kept_once(filled):
    with pytest.raises(DataError) as caught:
        keep(filled, document("d1", of=original(), text="Other."))
    assert isinstance(caught.value.__cause__, IntegrityError)


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}"])
def test_open_by_path_or_url(tmp_path, form):
    with Ledger.open(form.format(tmp_path / "a.db")) as opened:
        assert Path(opened.where) == tmp_path / "a.db" and (tmp_path / "a.db").is_file()


def test_what_cannot_be_opened(tmp_path):
    with pytest.raises(UsageError, match=r"there is no ledger.*situate ingest"):
        Ledger.open(tmp_path / "gone.db", create=False)
    assert not (tmp_path / "gone.db").exists()
    with pytest.raises(UsageError, match=r"no-folder: there is no such folder"):
        Ledger.open(tmp_path / "no-folder" / "a.db")
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(SourceError, match="unable to open"):
        Ledger.open(tmp_path / "folder.db")
    with pytest.raises(UsageError, match="postgresql"):
        Ledger.open("postgresql://localhost/x")
    (tmp_path / "text.db").write_text("This is no database, but it is longer than a header is." * 20)
    with pytest.raises(DataError, match="not a database"):
        Ledger.open(tmp_path / "text.db")
