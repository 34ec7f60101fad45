"""judge, decide, history and retract as a user runs them, on the bundled example."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def judged_ledger(situate, example_ledger, tmp_path_factory) -> Path:
    """A copy of the example's ledger that decisions may be written into."""
    ledger: Path = tmp_path_factory.mktemp("judged") / "situate.db"
    shutil.copy(example_ledger, ledger)
    return ledger


@pytest.fixture(scope="module")
def claim(situate, judged_ledger) -> dict[str, Any]:
    """A claim that some source makes about a settlement."""
    found = lines(situate("claims", "-l", judged_ledger, "-f", "jsonl").stdout)
    return next(c for c in found if c.get("event") == "repelled" and c.get("places"))


def judged(situate, ledger, name) -> list[dict[str, Any]]:
    return lines(situate("judge", name, "-l", ledger, "-f", "jsonl").stdout)


@pytest.mark.parametrize("command", ["judge", "decide", "history", "retract"])
def test_each_helps_with_an_example(situate, command):
    printed = situate(command, "--help").stdout
    assert "Example" in printed
    assert f"situate {command}" in " ".join(printed.split())


def test_the_receipt_as_text_holds_what_the_json_holds(situate, judged_ledger, claim):
    (one, *_) = judged(situate, judged_ledger, claim["id"])
    name, judgment = one["proposition"]["id"], one["judgment"]
    text = situate("judge", name, "-l", judged_ledger).stdout
    assert text.startswith(f"proposition {name}: repelled")
    assert f"credibility {judgment['credibility']}, " in text
    assert all(f"so: {step}" in text for step in judgment["receipt"]["derivation"])
    assert all(f"for: {line['text']}" in text for line in judgment["receipt"].get("spoke_for", ()))
    assert claim["id"] in text
    assert all(f"source {r['source']}: {r['letter']}, " in text for r in one["records"])
    assert one["records"]


def test_the_forecast_for_a_month_stands_beside_a_probability_and_nowhere_else(situate, judged_ledger, claim):
    found = lines(situate("claims", "-l", judged_ledger, "-f", "jsonl").stdout)
    told = (judged(situate, judged_ledger, c["id"])[0] for c in found if c.get("event") == "capture")
    one = next(one for one in told if one["judgment"].get("probability") is not None)
    assert one["judgment"]["probability"] < one["held_within_30_days"] < 1
    assert judged(situate, judged_ledger, claim["id"])[0]["held_within_30_days"] is None


def test_decisions_are_kept_and_the_judgment_follows(situate, judged_ledger, claim):
    (one, *_) = judged(situate, judged_ledger, claim["id"])
    name = one["proposition"]["id"]
    why = ("--reason", "seen on the footage", "--by", "A. Analyst", "-l", judged_ledger)
    situate("decide", "confirm", name, *why)
    assert judged(situate, judged_ledger, name)[0]["judgment"]["credibility"] == 1
    situate("decide", "regrade", name, "--credibility", "4", *why)
    (after,) = judged(situate, judged_ledger, name)
    assert after["judgment"]["credibility"] == 4
    assert "regraded from 1 to 4 by A. Analyst" in after["judgment"]["receipt"]["derivation"][-1]
    assert [d["action"] for d in after["decisions"]] == ["confirm", "regrade"]
    shown = lines(situate("history", name, "-l", judged_ledger, "-f", "jsonl").stdout)
    assert [(d["action"], d["by"], d["reason"]) for d in shown] == [
        ("confirm", "A. Analyst", "seen on the footage"),
        ("regrade", "A. Analyst", "seen on the footage"),
    ]
    assert "yes" in situate("history", "-l", judged_ledger).stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("confirm", "0000000000000000", "--reason", "x"), "no proposition"),
        (("regrade", "PROPOSITION", "--reason", "x"), "regrade takes --credibility"),
        (("confirm", "PROPOSITION", "--reason", " "), "needs a reason"),
        (("merge", "PROPOSITION", "--with", "0000000000000000", "--reason", "x"), "no proposition"),
        (("split", "PROPOSITION", "--claims", "0000000000000000", "--reason", "x"), "not some of its claims"),
    ],
)
def test_a_decision_on_nothing_is_refused(situate, judged_ledger, claim, arguments, told):
    name = judged(situate, judged_ledger, claim["id"])[0]["proposition"]["id"]
    asked = [name if a == "PROPOSITION" else a for a in arguments]
    assert told in situate("decide", *asked, "-l", judged_ledger, code=2).stderr


def test_an_unknown_proposition_is_told(situate, judged_ledger):
    assert "no proposition" in situate("judge", "nothing", "-l", judged_ledger, code=2).stderr


def test_a_retraction_lists_judgments_and_published_sentences(situate, judged_ledger, claim, tmp_path):
    situate("assess", "2023-01-24", "-l", judged_ledger, "-o", tmp_path, "-f", "json")
    (page,) = tmp_path.glob("*.json")
    cited = json.loads(page.read_text())["notes"][0]["claim"]
    told = ("--reason", "the post was taken down", "--by", "A. Analyst", "--published", tmp_path, "-l", judged_ledger)
    dry = situate("retract", cited, *told, "--dry-run")
    assert "nothing was decided" in dry.stderr
    assert "sentence" in dry.stdout and ("falls" in dry.stdout or "stands on" in dry.stdout)
    records = lines(situate("retract", cited, *told, "-f", "jsonl").stdout)
    foretold = {r["proposition"]["id"]: r["after"]["credibility"] for r in records if "proposition" in r}
    assert foretold
    for name, credibility in foretold.items():
        assert judged(situate, judged_ledger, name)[0]["judgment"]["credibility"] == credibility
    assert "reject" in situate("history", cited, "-l", judged_ledger).stdout
    assert "no claim leans on" in situate("retract", "nobody", *told, code=2).stderr
