"""record and calibration as a user runs them, on the bundled example."""

import json
from typing import Any

import pytest


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def records(situate, example_ledger) -> list[dict[str, Any]]:
    return lines(situate("record", "-l", example_ledger, "-f", "jsonl").stdout)


@pytest.mark.parametrize("command", ["record", "calibration"])
def test_each_helps_with_an_example(situate, command):
    assert f"situate {command}" in " ".join(situate(command, "--help").stdout.split())


def test_every_source_has_its_record_with_the_prior_apart(records):
    assert len({r["source"] for r in records}) == len(records) > 3
    for r in records:
        assert r["mean"] == pytest.approx(
            (r["right"] + r["prior_right"]) / sum(r[n] for n in ("right", "wrong", "prior_right", "prior_wrong")),
            abs=0.01,
        )
        assert r["low"] <= r["mean"] <= r["high"]
        assert r["letter"] == "F" or r["right"] + r["wrong"] >= 8
    judged = [r["right"] + r["wrong"] for r in records]
    assert judged == sorted(judged, reverse=True) and judged[0] > 0


def test_a_source_is_shown_with_the_claims_that_were_decided(situate, example_ledger, records):
    first = records[0]
    told = lines(situate("record", first["source"], "-l", example_ledger, "-f", "jsonl").stdout)
    assert [e["right"] for e in told].count(True) == first["right"]
    assert [e["right"] for e in told].count(False) == first["wrong"]
    assert all(e["why"] and e["decided"] >= e["said"] for e in told)


def test_nothing_is_known_before_it_was_published(situate, example_ledger, records):
    before = lines(situate("record", "-l", example_ledger, "--as-known", "2000-01-01", "-f", "jsonl").stdout)
    assert before == []
    words = lines(situate("calibration", "-l", example_ledger, "--as-known", "2000-01-01", "-f", "jsonl").stdout)
    assert words == []


def test_words_of_probability_stand_beside_their_scale(situate, tmp_path):
    page = {
        "id": "a", "published": "2023-01-24", "publisher": "ISW",
        "text": "Russian forces likely captured Vodyane on January 24. Russian forces may attack Kupyansk.",
    }  # fmt: skip
    (tmp_path / "in.jsonl").write_text(json.dumps(page) + "\n")
    ledger = tmp_path / "words.db"
    situate("ingest", tmp_path / "in.jsonl", "-l", ledger)
    found = {w["word"]: w for w in lines(situate("calibration", "-l", ledger, "-f", "jsonl").stdout)}
    assert (found["likely"]["low"], found["likely"]["high"]) == (55, 80)
    assert found["may"]["low"] is None  # off the scale
    assert all(w["true"] + w["false"] == 0 and w["open"] == 1 and w["share"] is None for w in found.values())
    assert all(0 <= w["true_low"] < 0.5 < w["true_high"] <= 1 for w in found.values())
    assert "likely" in situate("calibration", "-l", ledger).stdout


def test_an_unknown_source_is_told(situate, example_ledger):
    assert "situate record" in situate("record", "nobody", "-l", example_ledger, code=2).stderr
