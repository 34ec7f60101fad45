"""What `situate extract --explain` tells of a sentence."""

import json
import tomllib
from pathlib import Path

import pytest
from tests.extract.reading import LEXICON, THEATRE, document, frames

from situate.extract.explain import Explained, Explainer
from situate.extract.rulebook import RULES, SIGNALS

CASES = Path(__file__).with_name("grammar_cases.toml")
EXPLAINER = Explainer(LEXICON, THEATRE)


def explain(text: str) -> list[Explained]:
    return list(EXPLAINER.explain(document(text)))


def nearly(text: str) -> set[tuple[str, str]]:
    return {(near.word.text, near.failed) for one in explain(text) for near in one.nearly}


@pytest.mark.parametrize("rule", [*RULES.values(), *SIGNALS], ids=lambda rule: rule.name)
def test_every_rule_says_what_it_reads_compiled_or_not(rule):
    assert rule.explanation


def test_a_claim_comes_with_its_rules_and_what_they_mean():
    (one,) = explain("A blogger claimed that Corva fell.")
    (told,) = one.claims
    assert told.frame.content.text == "Corva fell"
    assert [fired.rule for fired in told.rules] == list(told.frame.rules) == ["claims", "that"]
    assert all(fired.means.endswith(".") for fired in told.rules)
    assert one.nearly == ()


def test_sentences_are_told_one_by_one_and_their_claims_are_those_of_the_grammar():
    text = "A blogger claimed that Corva fell. See the map. The army left Tarn, and the navy shelled Corva."
    found = explain(text)
    assert [len(one.claims) for one in found] == [1, 0, 2]
    assert [told.frame for one in found for told in one.claims] == list(frames(text))
    assert all(text[one.sentence.start : one.sentence.end] == one.sentence.text for one in found)


def test_a_view_that_is_taken_elsewhere_is_told_with_its_rule():
    text = "A blogger claimed that Corva fell. The Desk has not observed any confirmation of this claim."
    first, second = explain(text)
    assert "view: unverified" in {fired.rule for fired in first.claims[0].rules}
    assert [fired.rule for fired in second.signals] == ["not confirmed: unverified"]
    assert second.nearly == ()


def test_a_view_that_reaches_nobody_says_so():
    (one,) = explain("The Desk cannot verify this claim.")
    assert one.signals[0].means.endswith("It reaches no claim of its paragraph.")


@pytest.mark.parametrize(
    ("text", "word", "failed"),
    [
        ("The mayor will announce the date.", "announce", "modal"),
        ("The mayor announced on Monday.", "announced", "no complement"),
        ("The reported losses are heavy.", "reported", "no verb"),
        ("The army demonstrated its strength.", "demonstrated", "no evidence"),
        ("The claims are numerous.", "claims", "no clause"),
        ("The likely successor left Corva.", "likely", "not in reach"),
        ("The unconfirmed death of the general shocked Corva.", "unconfirmed", "not in reach"),
    ],
)
def test_what_nearly_was_a_claim(text, word, failed):
    assert (word, failed) in nearly(text)


def test_what_stands_in_a_cue_or_an_attribution_is_no_near_miss():
    assert nearly("Orlin’s claim that Corva had fallen is false.") == set()
    assert nearly("According to the mayor, the army left.") == set()
    assert nearly("The army reportedly left, and may return.") == set()


TEXTS = sorted(
    {
        text
        for texts in tomllib.loads(CASES.read_text(encoding="utf-8")).values()
        for row in texts.values()
        for text in row
    }
)


@pytest.mark.parametrize("text", TEXTS)
def test_explaining_changes_nothing(text):
    assert [told.frame for one in explain(text) for told in one.claims] == list(frames(text))


# -- the command

REPORT = "Publisher: The Desk\n\nA blogger claimed that Corva fell. The mayor will announce the date.\n"


def test_the_command_prints_for_people(situate, tmp_path):
    (tmp_path / "report.txt").write_text(REPORT)
    printed = situate("extract", "--explain", tmp_path / "report.txt").stdout
    assert "claim: blogger “claimed” [claims, view none] Corva fell" in printed
    assert "claims: A named speaker says it, and the document keeps its distance." in printed
    assert "nearly: “announce” (verb of saying: states)" in printed


def test_the_command_prints_one_object_a_sentence(situate, tmp_path):
    (tmp_path / "report.txt").write_text(REPORT)
    printed = situate("extract", "--explain", "--format", "jsonl", tmp_path / "report.txt").stdout
    first, second = (json.loads(line) for line in printed.splitlines())
    assert first["sentence"]["text"] == "A blogger claimed that Corva fell."
    assert first["claims"][0]["frame"]["content"]["text"] == "Corva fell"
    assert {fired["rule"] for fired in first["claims"][0]["rules"]} == {"claims", "that"}
    assert second["nearly"][0]["failed"] == "modal"


def test_formats_that_cannot_be_printed_are_refused(situate, tmp_path):
    (tmp_path / "report.txt").write_text(REPORT)
    assert "no CSV" in situate("extract", "--explain", "-f", "csv", tmp_path / "report.txt", code=2).stderr
    assert "JSON lines" in situate("extract", "-f", "table", tmp_path / "report.txt", code=2).stderr
    assert situate("extract", "-f", "jsonl", tmp_path / "report.txt").stdout.count("\n") >= 1
