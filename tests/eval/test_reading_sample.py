"""The verdicts of a reading name claims by offsets alone, and a verdict at fault is found."""

import json
from pathlib import Path

import pytest
from eval.reading_sample import FIELDS, check, faults, tally

READINGS = sorted((Path(__file__).parents[2] / "eval" / "readings").glob("*.jsonl"))
SHARED = Path(__file__).parents[2] / ".." / "shared"
RIGHT = dict.fromkeys(FIELDS, "right")


def a_claim(**changes):
    row = {"file": "a.html", "start": 10, "end": 20, "commit": "0" * 7, "verdicts": RIGHT, "classes": [], "comment": ""}
    return {**row, **changes}


def a_passage(**changes):
    missed = [{"start": 12, "end": 18, "class": "participial tail", "comment": ""}]
    return {"file": "a.html", "start": 10, "end": 90, "commit": "0" * 7, "found": 2, "missed": missed, **changes}


@pytest.mark.parametrize("row", [a_claim(), a_passage(), a_claim(verdicts={**RIGHT, "span": "arguable"})])
def test_a_sound_verdict_has_no_fault(row):
    assert list(faults(row, 100)) == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (a_claim(end=101), "not in the document"),
        (a_claim(start=20), "not in the document"),
        (a_passage(missed=[{"start": 95, "end": 120, "class": "x", "comment": ""}]), "not in the document"),
        (a_claim(verdicts={**RIGHT, "span": "good"}), "unknown span good"),
        (a_claim(verdicts={**RIGHT, "mood": "right"}), "unknown mood right"),
        (a_claim(verdicts={"span": "right"}), "without"),
    ],
)
def test_a_fault_is_found(row, fault):
    assert any(fault in found for found in faults(row, 100))


def test_the_tally_counts_fields_classes_and_what_was_missed(capsys):
    tally([a_claim(), a_claim(verdicts={**RIGHT, "event": "wrong"}, classes=["event: x"]), a_passage()])
    printed = capsys.readouterr().out
    assert "2 claims read" in printed and "all fields right 1; none wrong 1" in printed
    assert [line.split() for line in printed.splitlines() if line.startswith("event ")] == [["event", "1", "0", "1"]]
    assert "   1 event: x" in printed and "1 passages read, 2 claims found, 1 missed" in printed


@pytest.mark.parametrize("path", READINGS, ids=lambda path: path.stem)
def test_a_reading_keeps_no_words_of_a_report(path):
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    comments = [row["comment"] for row in rows if "comment" in row]
    comments += [miss["comment"] for row in rows for miss in row.get("missed", [])]
    assert len(comments) >= 50
    assert max(len(comment.split()) for comment in comments) <= 30
    known = {"file", "start", "end", "commit", "verdicts", "classes", "comment", "found", "missed"}
    assert set().union(*rows) <= known


@pytest.mark.corpus
@pytest.mark.parametrize("path", READINGS, ids=lambda path: path.stem)
def test_every_verdict_stands_in_its_report(path, capsys):
    if not SHARED.is_dir():
        pytest.skip(f"no {SHARED}: nothing to look the offsets up in")
    assert check(path, SHARED) == 0
    assert "claims still stand at the very offsets" in capsys.readouterr().out
