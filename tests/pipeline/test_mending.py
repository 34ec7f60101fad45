"""What holds around a transaction: how short it is, which refusals are mended, what is noted about documents."""

from datetime import UTC, date, datetime, timedelta, timezone

import msgspec
import pytest
from tests.pipeline.fakes import DAY, STAGES, THEATRE, NoPlaces, claims_jsonl, extract, parse, pipeline, post, put_lines

from situate import pipeline as module
from situate.model import Document, Published
from situate.pipeline import Pipeline
from situate.store import Ledger, Spool
from situate.tally import Named, Ready, Slice


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "situate.db") as opened:
        yield opened


def with_stages(**stages) -> Pipeline:
    return Pipeline(THEATRE, {}, NoPlaces(), stages=msgspec.structs.replace(STAGES, **stages))


def writes(ledger: Ledger) -> None:
    """Take the writers' lock for a moment; sqlite waits a minute for it, the test would fail."""
    with ledger.writing() as writer:
        writer.add_refusals([])


def test_others_may_write_while_a_document_is_read(ledger, tmp_path):
    def slow(document):
        with Ledger.open(ledger.where) as other:
            writes(other)
        return extract(document)

    path = put_lines(tmp_path / "a.jsonl", post("a/1", "Rain."))
    assert with_stages(extract=slow).ingest(ledger, [path]).claims == 1
    assert with_stages(extract=slow).rebuild(ledger).claims == 1


def test_another_version_that_came_in_between_is_seen(ledger, tmp_path):
    one = put_lines(tmp_path / "one.jsonl", post("a/1", "Rain."), post("a/2", "Sun."))
    two = put_lines(tmp_path / "two.jsonl", post("a/1", "Snow."), post("a/2", "Sun."))
    came: list[int] = []

    def overtaken(document):
        if not came:
            came.append(1)
            with Ledger.open(ledger.where) as other:
                pipeline().ingest(other, [two])
        return extract(document)

    summary = with_stages(extract=overtaken).ingest(ledger, [one])
    assert (summary.documents, summary.repeated) == (1, 1)
    assert [v.text for v in ledger.versions("a/1")] == ["Snow.", "Rain."]
    assert {c.document for c in ledger.claims()} == {d.id for d in ledger.documents()}


def test_the_same_original_that_came_in_between_is_known(ledger, tmp_path):
    path = put_lines(tmp_path / "one.jsonl", post("a/1", "Rain."))

    def overtaken(document):
        with Ledger.open(ledger.where) as other:
            pipeline().ingest(other, [path])
        return extract(document)

    summary = with_stages(extract=overtaken).ingest(ledger, [path])
    assert (summary.new, summary.known, ledger.stats().claims) == (0, 1, 1)


def test_what_is_spooled_is_what_was_held(ledger, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_ITEMS_AT_ONCE", 2)
    posts = [post(f"a/{n % 7}", f"Rain {n % 9}.", edited="2023-01-25T08:00:00+02:00") for n in range(40)]
    path = put_lines(tmp_path / "one.jsonl", *posts)
    whole = []
    for held in (0, 3, 1000):
        monkeypatch.setattr(module, "_SLICES_HELD", held)
        with Ledger.open(tmp_path / f"{held}.db") as book:
            pipeline().ingest(book, [path])
            first = claims_jsonl(book), list(book.documents())
            pipeline().rebuild(book)
            whole += [first, (claims_jsonl(book), list(book.documents()))]
    assert all(one == whole[0] for one in whole)


def test_a_spool_keeps_offsets():
    kyiv = datetime(2023, 1, 24, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    document = Document(
        id="d", key="d", original="o", part="", name="n", text="Rain.\n\u2028", publisher="", edited=kyiv,
        published=Published(day=date(2023, 1, 24), how="given", at=kyiv.astimezone(UTC)), passages=(),
    )  # fmt: skip
    one = Slice(original="o", path="p", ready=(Ready(document=document, name="d", claims=()),))
    with Spool(Slice, held=0) as spool:
        spool.add(one)
        spool.add(one)
        assert list(spool) == list(spool) == [one, one]
        assert msgspec.json.encode(next(iter(spool))) == msgspec.json.encode(one)


def test_a_refusal_is_cleared_when_the_file_comes_in(ledger, tmp_path):
    path, other = tmp_path / "report.txt", tmp_path / "other.txt"
    path.write_text("")
    other.write_text("")
    pipeline().ingest(ledger, [path, other])
    assert [r.name for r in ledger.refusals()] == [str(path), str(other)]
    path.write_text("Rain.")
    pipeline().ingest(ledger, [path])
    assert [r.name for r in ledger.refusals()] == [str(other)]
    other.write_text("Rain.")  # known already, and mended all the same
    pipeline().ingest(ledger, [other])
    assert ledger.refusals() == ()


def test_a_rebuild_clears_what_its_stages_no_longer_stumble_over(ledger, tmp_path):
    path = put_lines(tmp_path / "a.jsonl", post("a/1", "FAULT"), post("a/2", "STUMBLE"))
    path.write_text(path.read_text() + "{}\n")
    (tmp_path / "b.txt").write_text("")
    pipeline().ingest(ledger, [path, tmp_path / "b.txt"])
    pipeline().ingest(ledger, [path])  # known: what its stages stumbled over stands
    assert sorted((r.kind, r.name) for r in ledger.refusals()) == [
        ("empty", str(tmp_path / "b.txt")), ("fault", str(path)), ("fault", str(path)), ("schema", str(path)),
    ]  # fmt: skip

    def mended(item):
        return parse(msgspec.structs.replace(item, body=item.body.replace("STUMBLE", "Rain.").replace("FAULT", "Sun.")))

    assert with_stages(parse=mended).rebuild(ledger).claims == 2
    assert sorted(r.kind for r in ledger.refusals()) == ["empty", "schema"]


def test_undated_and_unread_documents_are_counted_and_the_first_named(ledger, tmp_path):
    def undated(item):
        return [msgspec.structs.replace(d, published=Published(day=None, how="?")) for d in parse(item)]

    def english(document):
        return extract(document) if document.text.isascii() else ()

    posts = [post(f"a/{n}", "Дощ.") for n in range(5)] + [post("a/9", "Rain.")]
    path = put_lines(tmp_path / "a.jsonl", *posts)
    summary = with_stages(parse=undated, extract=english).ingest(ledger, [path])
    assert summary.foreign == Named(5, ("a.jsonl: line 1", "a.jsonl: line 2", "a.jsonl: line 3"))
    assert summary.undated.count == 6


def test_whether_the_derived_tables_stand(ledger, tmp_path):
    pipeline().ingest(ledger, [put_lines(tmp_path / "a.jsonl", post("a/1", "Rain."))])
    assert not ledger.is_derived()
    pipeline().derive(ledger)
    assert ledger.is_derived()
    pipeline().ingest(ledger, [put_lines(tmp_path / "b.jsonl", post("a/2", "Rain."))])
    assert not ledger.is_derived()


@pytest.mark.parametrize(("day", "lookback"), [(DAY, 999_999_999), (date.min, 7), (date.max, 7)])
def test_days_at_the_edge_of_the_calendar(ledger, tmp_path, day, lookback):
    pipeline().ingest(ledger, [put_lines(tmp_path / "a.jsonl", post("a/1", "Rain.", "2001-01-01"))])
    assert len(pipeline().desk(ledger, day, lookback_days=lookback).claims) == (day == DAY)
