"""The order of the stages: what is new, what is known, what is refused, what is derived, what lies on the desk."""

import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from tests.pipeline.fakes import DAY, THEATRE, claims_jsonl, pipeline, post, put_lines

from situate.config import code_digest
from situate.ingest import Limits, read
from situate.model import Decision, Original
from situate.store import Ledger
from situate.tally import Step, Summary


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "situate.db") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    put_lines(folder / "posts.jsonl", post("a/1", "The bridge holds.\nThe mill burned."), post("a/2", "Rain."))
    (folder / "report.txt").write_text("The mill burned.\nMarket as usual.")
    (folder / "empty.html").write_text("")
    return folder


def test_ingest_tells_what_it_did(ledger, folder):
    steps: list[Step] = []
    summary = pipeline().ingest(ledger, [folder], progress=steps.append)
    assert (summary.read, summary.new, summary.known, summary.documents, summary.claims) == (2, 2, 0, 3, 5)
    assert [r.kind for r in summary.refused] == ["empty"] and ledger.refusals() == summary.refused
    assert [(s.name, s.read, s.claims) for s in steps] == [("posts.jsonl", 1, 3), ("report.txt", 2, 5)]
    assert ledger.stats().claims == 5 and all(c.publisher for c in ledger.claims() if c.document == "a/1")


def test_ingest_twice_brings_nothing_new(ledger, folder):
    pipeline().ingest(ledger, [folder])
    before, stats = claims_jsonl(ledger), ledger.stats()
    (folder / "copy.txt").write_bytes((folder / "report.txt").read_bytes())
    again = pipeline().ingest(ledger, [folder])
    assert (again.read, again.new, again.known, again.documents, again.claims) == (3, 0, 3, 0, 0)
    assert len(again.refused) == 1  # told again, kept once
    assert (claims_jsonl(ledger), ledger.stats()) == (before, stats)


def test_the_same_words_in_other_bytes_are_one_document(ledger, tmp_path):
    one = put_lines(tmp_path / "one.jsonl", post("a/1", "Rain."))
    two = put_lines(tmp_path / "two.jsonl", post("a/1", "Rain."), post("a/2", "Sun."), post("a/2", "Sun."))
    summary = pipeline().ingest(ledger, [one, two])
    assert (summary.new, summary.documents, summary.repeated, summary.claims) == (2, 2, 2, 2)


def test_another_text_under_an_id_is_another_version(ledger, tmp_path):
    one = put_lines(tmp_path / "one.jsonl", post("a/1", "Rain."))
    two = put_lines(tmp_path / "two.jsonl", post("a/1", "Snow."), post("a/1", "Sun."), post("a/1", "Snow."))
    summary = pipeline().ingest(ledger, [one, two])
    assert (summary.documents, summary.repeated) == (3, 1)
    versions = ledger.versions("a/1")
    assert [v.text for v in versions] == ["Rain.", "Snow.", "Sun."]
    assert versions[0].id == "a/1" and all(v.id.startswith("a/1@") and len(v.id) == 12 for v in versions[1:])
    assert [c.document for c in ledger.claims()] == sorted(v.id for v in versions)
    assert pipeline().rebuild(ledger).repeated == 1 and ledger.versions("a/1") == versions


def test_a_fault_in_one_document_does_not_lose_the_rest(ledger, tmp_path):
    posts = ["Rain.", "UNREADABLE", "STUMBLE", "Sun.\nFAULT", "TWICE", "Snow."]
    path = put_lines(tmp_path / "one.jsonl", *(post(f"a/{n}", text) for n, text in enumerate(posts)))
    summary = pipeline().ingest(ledger, [path])
    assert [c.content.text for c in ledger.claims()] == ["Rain.", "TWICE", "Snow."]
    assert [(r.name, r.place, r.kind, r.reason) for r in summary.refused] == [
        (str(path), "line 2", "stage", "no layout that is known"),
        (str(path), "line 3", "fault", "a fault in situate: KeyError: 'heading'"),
        (str(path), "line 4", "fault", "a fault in situate: ZeroDivisionError: no clause"),
    ]
    assert ledger.refusals() == summary.refused and all(r.remedy for r in summary.refused)


def test_extract_without_a_ledger(folder):
    items = [item for found in read([folder]) if isinstance(found, Original) for item in found.items]
    assert [c.content.text for c in pipeline().extract_items(items)] == [
        "The bridge holds.", "The mill burned.", "Rain.", "The mill burned.", "Market as usual.",
    ]  # fmt: skip


def test_learned_places_are_kept_and_a_rejected_claim_teaches_nothing(ledger, tmp_path):
    posts = [post(f"a/{n}", text) for n, text in enumerate(("at Lower Mill", "at Ford", "Rain."))]
    pipeline().ingest(ledger, [put_lines(tmp_path / "posts.jsonl", *posts)])
    assert ledger.located() == ()
    pipeline().derive(ledger)
    ford, mill = sorted(ledger.located(), key=lambda place: place.name)
    assert (ford.name, mill.name) == ("Ford", "Lower Mill")
    pipeline().rebuild(ledger)
    assert set(ledger.located()) == {ford, mill}
    with ledger.writing() as writer:
        at = datetime(2023, 1, 25, tzinfo=UTC)
        writer.record(Decision(at=at, by="A", action="reject", subject=ford.claims[0], reason="a slip"))
    assert pipeline().derive(ledger) is True
    assert ledger.located() == (mill,)


def test_derived_tables_stand_until_something_changes(ledger, folder, tmp_path):
    pipeline().ingest(ledger, [folder])
    assert pipeline().derive(ledger) is True
    assert pipeline().derive(ledger) is False
    assert {p.id: len(p.supports) for p in ledger.propositions()}["p:The mill burned."] == 2
    assert len(ledger.judgments()) == len(ledger.propositions()) == len(ledger.controls()) == 4
    pipeline().ingest(ledger, [put_lines(tmp_path / "more.jsonl", post("b/1", "Sun."))])
    assert pipeline().derive(ledger) is True and len(ledger.propositions()) == 5


OTHERS = [
    {"lexicon": {"events.toml": b"x"}},
    {"gazetteer": "2"},
    {"theatre": msgspec.structs.replace(THEATRE, name="The Old Mill")},
]


@pytest.mark.parametrize("other", OTHERS)
def test_other_knowledge_is_told_and_rebuilt(ledger, folder, other):
    pipeline().ingest(ledger, [folder])
    assert pipeline().ingest(ledger, [folder]).outdated == 0
    changed = pipeline(**other)
    assert changed.ingest(ledger, [folder]).outdated == 2
    before = claims_jsonl(ledger)
    summary = changed.rebuild(ledger)
    assert (summary.read, summary.documents, summary.claims) == (2, 3, 5)
    assert ledger.outdated(changed.knowledge) == 0 and claims_jsonl(ledger) == before
    assert changed.derive(ledger) is False  # rebuild has derived


def test_code_is_knowledge_too():
    assert len(code_digest()) == 64 and pipeline().knowledge == pipeline().knowledge


def test_rebuild_keeps_to_the_limits_of_the_ingest(ledger, tmp_path):
    path = put_lines(tmp_path / "one.jsonl", post("a/1", "Rain."), post("a/2", "It rains, and it rains, and it rains."))
    first = pipeline().ingest(ledger, [path], limits=Limits(max_characters=20))
    assert (first.claims, len(first.refused)) == (1, 1)
    assert pipeline().rebuild(ledger).claims == 1
    assert ledger.stats().claims == 1


def test_the_desk_knows_what_was_known_then(ledger, tmp_path):
    path = put_lines(
        tmp_path / "one.jsonl",
        post("old", "The bridge holds.", "2022-12-01"),
        post("gone", "Nobody says this any more.", "2022-12-01"),
        post("eve", "Rain.", "2023-01-23"),
        post("day", "The bridge holds.", "2023-01-24"),
        post("edit", "Sun.", "2023-01-24", edited="2023-01-25T08:00:00"),
        post("late", "Rain.", "2023-01-25"),
    )
    pipeline().ingest(ledger, [path])
    desk = pipeline().desk(ledger, DAY)
    tomorrow = pipeline().desk(ledger, DAY + timedelta(days=1))
    pipeline().derive(ledger)  # now the stored tables are read for the last day: nothing may change by it
    assert pipeline().desk(ledger, DAY) == desk
    assert pipeline().desk(ledger, DAY + timedelta(days=1)) == tomorrow
    assert {c.document for c in desk.claims.values()} == set(desk.documents) == {"old", "eve", "day"}
    assert [p.id for p in desk.propositions] == ["p:Rain.", "p:The bridge holds."]
    assert {i for p in desk.propositions for i in p.supports} <= set(desk.claims)
    assert all(p.id in desk.judgments for p in desk.propositions)
    assert {c.place for c in desk.controls} == {"p:Rain.", "p:The bridge holds.", "p:Nobody says this any more."}
    assert [len(p.supports) for p in desk.propositions_before] == [1, 1, 1]
    assert len(desk.propositions) == 2 and len(desk.propositions[1].supports) == 2
    assert {"edit", "late"} <= set(tomorrow.documents)
    assert pipeline().desk(ledger, date(2020, 1, 1)).claims == {}


def test_two_may_ingest_at_once(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(12):
        put_lines(folder / f"{number}.jsonl", post("a/shared", f"Rain {number}."), post(f"a/{number}", "Sun."))

    def ingest(name: str) -> Summary:
        with Ledger.open(tmp_path / name) as ledger:
            return pipeline().ingest(ledger, [folder])

    alone = ingest("alone.db")
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(ingest, ["both.db", "both.db"])
    assert first.new + second.new == alone.new == 12
    assert first.claims + second.claims == alone.claims
    with Ledger.open(tmp_path / "alone.db") as one, Ledger.open(tmp_path / "both.db") as both:
        assert len(both.versions("a/shared")) == 12
        assert sorted(c.content.text for c in both.claims()) == sorted(c.content.text for c in one.claims())


def peak(ledger: Ledger, folder: Path) -> int:
    tracemalloc.start()
    pipeline().ingest(ledger, [folder])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_memory_does_not_grow_with_the_number_of_files(tmp_path):
    with Ledger.open(tmp_path / "a.db") as ledger:
        peaks: list[int] = []
        for files in (4, 4, 60):  # the first fills caches
            folder = tmp_path / f"{len(peaks)}"
            folder.mkdir()
            for number in range(files):
                (folder / f"{number:03}.txt").write_text(f"{len(peaks)} {number} " + "Rain fell on the mill.\n" * 60)
            peaks.append(peak(ledger, folder))
    assert peaks[2] < 1.5 * peaks[1]  # fifteen times the files
