"""The warning boards as a user asks for them: by rule on the bundled example, by the author's rubrics on a seed."""

import csv
import io
import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SEED = ROOT / ".." / "shared" / "seeds" / "002_12f31bc91fd694c7.txt"


def boards_of(situate, ledger, *more) -> dict[str, Any]:
    lines = situate("watch", *more, "-l", ledger, "-f", "jsonl").stdout.splitlines()
    return {record["board"]["course"]: record for record in map(json.loads, lines)}


@pytest.fixture(scope="module")
def offensive(situate, example_ledger) -> Any:
    """The example's board of one course, as the last day has it."""
    return boards_of(situate, example_ledger, "belarus-offensive")["belarus-offensive"]


def test_all_boards_as_csv(situate, example_ledger):
    rows = list(csv.DictReader(io.StringIO(situate("watch", "-l", example_ledger, "-f", "csv").stdout)))
    assert [row["course"] for row in rows] == ["belarus-offensive", "belarus-entry", "russian-mobilization"]
    assert {row["level"] for row in rows[:2]} == {"very low"}


def test_rules_file_the_claims_of_the_example(offensive):
    record = offensive
    filed = {(f["indicator"], f["direction"], f["who"]) for f in record["filings"]}
    assert ("strike-group", "less", "General Staff of the Armed Forces of Ukraine") in filed
    assert ("at-the-border", "more", "Belarusian Hajun Project") in filed
    assert {f["by"] for f in record["filings"]} == {"rule"}
    season = next(s for s in record["board"]["standings"] if s["indicator"] == "call-up")
    assert season["direction"] == "ambiguous"
    assert "time of the year" in season["why"]
    assert record["history"][-1]["day"] == record["board"]["day"] == "2023-01-24"


def test_one_board_tells_why_and_names_its_claims(situate, example_ledger, offensive):
    told = situate("watch", "belarus-offensive", "--grades", "-l", example_ledger).stdout
    assert re.search(r"^published +of +id +indicator +says +by +grade", told, re.MULTILINE)
    for line in ("level: very low", "trend: ", "since the day before:", "nobody spoke of: "):
        assert line in told
    assert set(re.findall(r"\b[0-9a-f]{16}\b", told)) == {f["claim"] for f in offensive["filings"]}


def test_json_is_one_document(situate, example_ledger, offensive):
    done = situate("watch", "belarus-offensive", "-l", example_ledger, "-f", "json")
    assert json.loads(done.stdout) == [offensive]


def test_before_it_was_out_nothing_was_known(situate, example_ledger):
    shown = boards_of(situate, example_ledger, "--as-of", "2023-01-24", "--as-known", "2023-01-20")
    assert {b["board"]["level"] for b in shown.values()} == {"unknown"}


def test_what_analysts_file_and_reject_is_on_the_board_until_they_take_it_back(
    situate, example_ledger, offensive, tmp_path
):
    ledger = tmp_path / "own.db"
    ledger.write_bytes(example_ledger.read_bytes())
    lines = situate("claims", "-l", ledger, "-f", "jsonl", "--event", "strike").stdout.splitlines()
    claim = json.loads(lines[0])["id"]
    why = ("--reason", "it bears on it", "--by", "A. Analyst", "-l", ledger)
    situate("decide", "file", claim, "--course", "belarus-offensive", "--as", "more", *why)
    after = boards_of(situate, ledger)["belarus-offensive"]
    assert after["board"]["chance"] > offensive["board"]["chance"]
    assert [f["by"] for f in after["filings"] if f["claim"] == claim] == ["analyst"]
    assert "as more, course belarus-offensive" in " ".join(situate("history", claim, "-l", ledger).stdout.split())
    situate("decide", "file", claim, "--course", "belarus-offensive", "--as", "none", *why)
    gone = next(f["claim"] for f in offensive["filings"] if f["indicator"] == "strike-group")
    situate("decide", "reject", gone, *why)
    left = boards_of(situate, ledger)["belarus-offensive"]["filings"]
    assert left == [f for f in offensive["filings"] if f["claim"] != gone]


class _Page(HTMLParser):
    """Counts the elements of a page and keeps what it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.fetched: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.fetched += [value or "" for name, value in attrs if name in ("src", "href", "srcset")]


def test_the_picture_needs_no_network_and_shows_every_board(situate, example_ledger, tmp_path):
    done = situate("watch", "-l", example_ledger, "-o", tmp_path / "new" / "board.html")
    assert re.search(r"wrote .*board\.html: 3 boards", done.stdout)
    text = (tmp_path / "new" / "board.html").read_text(encoding="utf-8")
    page = _Page()
    page.feed(text)
    assert page.fetched == []
    assert page.tags["section"] == 3
    assert page.tags["script"] == 0
    assert page.tags["svg"] >= 3 and page.tags["rect"] >= 12 and page.tags["blockquote"] >= 3
    situate("watch", "-l", example_ledger, "-o", tmp_path / "again.html")
    assert (tmp_path / "again.html").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("belarus-offensiv",), "did you mean belarus-offensive"),
        (("-o", "board.pdf"), ".html"),
    ],
)
def test_what_goes_wrong_is_told(situate, example_ledger, tmp_path, arguments, told):
    assert told in situate("watch", *arguments, "-l", example_ledger, code=2, cwd=tmp_path).stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("0" * 16, "--course", "belarus-offensive", "--as", "more"), "no claim"),
        (("CLAIM", "--course", "belarus", "--as", "more"), "did you mean belarus-"),
        (("CLAIM", "--course", "belarus-offensive", "--as", "more", "--indicator", "boats"), "no such word"),
        (("CLAIM", "--course", "belarus-offensive"), "file takes --as, --course"),
    ],
)
def test_a_filing_of_nothing_is_refused(situate, example_ledger, offensive, arguments, told):
    given = [offensive["filings"][0]["claim"] if a == "CLAIM" else a for a in arguments]
    done = situate("decide", "file", *given, "-l", example_ledger, "--reason", "seen", "--by", "A.", code=2)
    assert told in done.stderr


def test_a_second_theatre_has_its_own_board(situate, tmp_path, pytestconfig):
    folder = pytestconfig.rootpath / "tests" / "theatre" / "sudan-2023"
    (tmp_path / "report.txt").write_text(
        "April 20, 2023\n\nFighting went on in Khartoum on April 20.\n\n"
        "Signs that fighting nears the port:\n\nThe army shelled Omdurman on April 20.\n\n"
        "Signs that the port stays calm:\n\nNothing to report.\n"
    )
    more = ("-l", tmp_path / "a.db", "-t", folder)
    situate("ingest", tmp_path / "report.txt", *more)
    record = boards_of(situate, tmp_path / "a.db", "-t", folder)["port-sudan"]
    assert [(f["by"], f["direction"]) for f in record["filings"]] == [("rubric", "more")]
    assert [(k["rubric"], k["nothing"]) for k in record["board"]["looks"]] == [("nearer", False), ("further", True)]


@pytest.mark.corpus
def test_the_seeds_board_is_the_one_made_by_hand(situate, tmp_path):
    if not SEED.exists():
        pytest.skip("shared/seeds is not beside the project")
    expected = [json.loads(line) for line in (ROOT / "eval" / "board_seed.jsonl").read_text().splitlines()]
    situate("ingest", SEED, "-l", tmp_path / "seed.db")
    record = boards_of(situate, tmp_path / "seed.db")["belarus-offensive"]
    listed = situate("claims", "-l", tmp_path / "seed.db", "-f", "jsonl").stdout.splitlines()
    claims = {claim["id"]: claim for claim in map(json.loads, listed)}
    found = Counter((claims[f["claim"]]["start"], claims[f["claim"]]["end"], f["direction"]) for f in record["filings"])
    wanted = Counter({(r["start"], r["end"], r["direction"]): r["claims"] for r in expected if r["kind"] == "filing"})
    assert found == wanted
    assert [(k["rubric"], k["start"], k["end"]) for k in record["board"]["looks"] if k["nothing"]] == [
        (r["rubric"], r["start"], r["end"]) for r in expected if r["kind"] == "look"
    ]
    board = record["board"]
    assert (board["level"], board["said_level"]["level"], board["said_trend"]["trend"]) == (
        "very low",
        "very low",
        "falling",
    )
