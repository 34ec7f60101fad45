"""situate posts as a user runs it, on the bundled example."""

import csv
import json

import pytest


@pytest.fixture(scope="module")
def offices(situate, example_ledger):
    return json.loads(situate("posts", "-l", example_ledger, "-f", "json").stdout)


def test_it_helps_with_an_example(situate):
    assert "situate posts" in " ".join(situate("posts", "--help").stdout.split())


def test_the_example_tells_of_offices(offices):
    assert offices
    for office in offices:
        assert office["tenures"]
        assert office["summary"]
        assert all(t["office"] == office["office"] and t["claims"] for t in office["tenures"])


def test_table_and_csv_hold_the_same_tenures(situate, example_ledger, offices):
    rows = list(csv.DictReader(situate("posts", "-l", example_ledger, "-f", "csv").stdout.splitlines()))
    assert [r["office"] for r in rows] == [o["office"] for o in offices for _ in o["tenures"]]
    table = situate("posts", "-l", example_ledger).stdout
    assert all(o["summary"] in " ".join(table.split()) for o in offices)


def test_what_each_claim_says_is_told(situate, example_ledger, offices):
    rows = list(csv.DictReader(situate("posts", "-l", example_ledger, "--said", "-f", "csv").stdout.splitlines()))
    assert [r["claim"] for r in rows] == [h["claim"] for o in offices for h in o["said"]]
    assert {r["on"] for r in rows} <= {"all", "some"}
    claims = {c for o in offices for t in o["tenures"] for c in t["claims"]}
    assert {r["claim"] for r in rows} == claims


def test_one_office_by_any_of_its_names(situate, example_ledger, offices):
    one = offices[0]
    for name in (one["office"], one["name"].upper()):
        assert json.loads(situate("posts", name, "-l", example_ledger, "-f", "json").stdout) == [one]


def test_before_anything_was_published_nobody_holds_anything(situate, example_ledger):
    assert json.loads(situate("posts", "-l", example_ledger, "-f", "json", "--as-known", "2020-01-01").stdout) == []
    assert json.loads(situate("posts", "-l", example_ledger, "-f", "json", "--as-of", "1900-01-01").stdout) == []


def test_the_picture_is_written(situate, example_ledger, offices, tmp_path):
    out = tmp_path / "posts.html"
    told = situate("posts", "-l", example_ledger, "-o", out, "--as-of", "2023-01-24").stdout
    assert f"{len(offices)} offices" in told
    page = out.read_text(encoding="utf-8")
    assert page.count("<section>") == len(offices)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["no-such-office"], "no office"),
        (["-o", "posts.png"], "not a kind of picture"),
        (["-o", "posts.html", "--as-known", "2020-01-01"], "nothing to draw"),
    ],
)
def test_what_cannot_be_done_is_told(situate, example_ledger, arguments, told, tmp_path):
    assert told in situate("posts", "-l", example_ledger, *arguments, code=2, cwd=tmp_path).stderr
