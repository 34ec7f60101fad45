"""The commands as a user runs them: what they print, their formats, their exit codes."""

import csv
import io
import json
from typing import Any

import pytest

COMMANDS = [
    ("ingest",), ("extract",), ("rebuild",), ("claims",), ("show",), ("place",), ("sources",), ("stats",), ("map",),
    ("assess",), ("assess", "write"), ("assess", "draft"), ("assess", "check"), ("assess", "print"), ("digest",),
    ("gazetteer", "add"), ("gazetteer", "fetch"), ("gazetteer", "list"), ("gazetteer", "remove"),
    ("gazetteer", "learn-edges"), ("gazetteer", "learn-places"), ("theatre", "check"),
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_helps_with_an_example(situate, command):
    printed = situate(*command, "--help").stdout
    assert "Example" in printed
    assert f"situate {' '.join(command)}" in " ".join(printed.split())


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_ingest_tells_what_was_read_and_the_second_time_that_nothing_is_new(situate, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text(
        "Publisher: Rybar\n\nRussian forces captured Vesele (5km north of Bakhmut), a militia source claimed.\n"
    )
    ledger = tmp_path / "a.db"
    assert "read 1, new 1, already there 0, refused 0" in situate("ingest", report, "-l", ledger).stdout
    before = situate("claims", "-l", ledger, "-f", "jsonl").stdout
    assert "read 1, new 0, already there 1, refused 0" in situate("ingest", report, "-l", ledger).stdout
    assert situate("claims", "-l", ledger, "-f", "jsonl").stdout == before != ""


def test_what_is_refused_is_named_and_the_rest_goes_on(situate, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "empty.txt").touch()
    (folder / "good.txt").write_text("The General Staff reported that forces repelled an attack near Bakhmut.")
    done = situate("ingest", folder, "-l", tmp_path / "a.db", code=1)
    assert "new 1" in done.stdout
    assert "refused 1" in done.stdout
    assert "empty.txt" in done.stderr


def test_claims_in_three_formats_hold_the_same_claims(situate, example_ledger):
    asked = ("claims", "--ledger", example_ledger, "--place", "Bakhmut")
    records = lines(situate(*asked, "--format", "jsonl").stdout)
    rows = list(csv.DictReader(io.StringIO(situate(*asked, "--format", "csv").stdout)))
    table = situate(*asked).stdout
    assert [r["id"] for r in records] == [r["id"] for r in rows]
    assert records
    assert all(r["id"] in table for r in records)
    assert all(any("Bakhmut" in (p["name"] or p["text"]) for p in r["places"]) for r in records)


def test_claims_are_bounded_by_day_source_and_words(situate, example_ledger):
    asked = ("claims", "-l", example_ledger, "-f", "jsonl")
    day = lines(situate(*asked, "--since", "2023-01-24", "--until", "2023-01-24").stdout)
    assert {r["published"] for r in day} == {"2023-01-24"}
    assert len(lines(situate(*asked, "--limit", "3").stdout)) == 3
    assert all("shelled" in json.dumps(r) for r in lines(situate(*asked, "shelled").stdout))


def test_show_prints_the_context_and_a_receipt(situate, example_ledger):
    claim = lines(situate("claims", "-l", example_ledger, "-f", "jsonl", "--event", "capture").stdout)[0]
    shown = situate("show", claim["id"], "-l", example_ledger).stdout
    assert " ".join(claim["content"]["text"].split()) in " ".join(shown.split())
    assert "credibility" in shown
    whole = json.loads(situate("show", claim["id"], "-l", example_ledger, "-f", "jsonl").stdout)
    assert whole["claim"]["id"] == claim["id"]
    assert whole["judged"][0]["judgment"]["receipt"]["derivation"]


def test_place_tells_candidates_and_claims(situate, example_ledger):
    found = json.loads(situate("place", "Vuhledar", "-l", example_ledger, "-f", "jsonl").stdout)
    assert any(c["name"] == "Vuhledar" for c in found["candidates"])
    assert found["claims"]


def test_sources_and_stats_count_alike(situate, example_ledger):
    sources = lines(situate("sources", "-l", example_ledger, "-f", "jsonl").stdout)
    stats = json.loads(situate("stats", "-l", example_ledger, "-f", "jsonl").stdout)
    assert len(sources) >= 12
    assert sum(stats["events"].values()) == stats["claims"] > 100
    assert sum(stats["stances"].values()) == stats["claims"]


def test_extract_prints_the_contract(situate, tmp_path):
    line = {
        "id": "post-1",
        "published": "2023-01-24",
        "publisher": "Rybar",
        "text": "Forces took Soledar on January 12.",
    }
    path = tmp_path / "posts.jsonl"
    path.write_text(json.dumps(line) + "\n")
    (claim,) = lines(situate("extract", path).stdout)
    fields = (
        "id document passage_kind section start end content speakers cue stance likelihood evidence author_view event "
        "negated actors places locators dates quantities notes"
    )
    assert set(fields.split()) <= set(claim)
    assert claim["document"] == "post-1"
    assert claim["content"]["text"] == line["text"][claim["content"]["start"] : claim["content"]["end"]]
    assert claim["event"] == "capture"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("claims", "-l", "missing.db"), 2, "there is no ledger"),
        (("show", "0000", "-l", "missing.db"), 2, "there is no ledger"),
        (("theatre", "check", "atlantis"), 3, "no such data folder"),
        (("assess", "24.1.2023"), 2, "does not match"),
        (("gazetteer", "remove", "nowhere"), 2, "no gazetteer 'nowhere'"),
        (("gazetteer", "add", "missing.txt"), 3, "missing.txt"),
        (("ingest", "missing.html", "-l", "new.db"), 1, "there is no such file"),
    ],
)
def test_errors_are_told_without_a_traceback(situate, tmp_path, arguments, code, told):
    done = situate(*arguments, code=code, cwd=tmp_path)
    assert told in done.stderr


def test_an_assessment_of_a_day_without_reports_says_which_remedy(situate, example_ledger, tmp_path):
    done = situate("assess", "2019-01-01", "-l", example_ledger, "-o", tmp_path, code=2)
    assert "situate stats" in done.stderr
    assert not list(tmp_path.iterdir())


def test_gazetteers_are_added_listed_and_removed(situate, tmp_path):
    cells = [
        "1",
        "Testove",
        "Testove",
        "",
        "48.5",
        "38.1",
        "P",
        "PPL",
        "UA",
        "",
        "05",
        "",
        "",
        "",
        "812",
        "",
        "",
        "Europe/Kyiv",
        "2023-01-01",
    ]
    dump = tmp_path / "few.txt"
    dump.write_text("\t".join(cells) + "\nnot a line\n")
    done = situate("gazetteer", "add", dump, code=1)
    assert "few: 1 places" in done.stdout
    assert "line 2" in done.stderr
    assert "few" in situate("gazetteer", "list").stdout
    situate("gazetteer", "remove", "few")
    assert "few" not in situate("gazetteer", "list").stdout


def test_a_second_theatre_is_read_with_by_its_folder(situate, tmp_path, pytestconfig):
    folder = pytestconfig.rootpath / "tests" / "theatre" / "sudan-2023"
    assert "sources" in situate("theatre", "check", folder).stdout
    report = tmp_path / "report.txt"
    report.write_text("April 20, 2023\n\nThe RSF claimed that its fighters captured Merowe Airport.\n")
    (claim,) = lines(situate("extract", report, "--theatre", folder).stdout)
    assert claim["event"] == "capture"
    assert claim["speakers"][0]["text"] == "RSF"
