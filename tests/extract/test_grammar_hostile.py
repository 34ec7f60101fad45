"""Any text in, no crash, and time that grows with its length."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.reading import frames

PIECES = st.sampled_from(
    [
        *(
            "that",
            "and",
            "but",
            "which",
            "who",
            "whether",
            "or",
            "while",
            "after",
            "as",
            "to",
            "not",
            "no",
            "with",
            "it",
            "the",
        ),
        *(
            "said",
            "claimed",
            "claim",
            "’s",
            "reported",
            "reports",
            "citing",
            "according",
            "indicating",
            "stating",
            "amplified",
        ),
        *(
            ",",
            ";",
            ":",
            ".",
            "(",
            ")",
            "“",
            "”",
            "[1]",
            "likely",
            "may",
            "is",
            "has",
            "been",
            "taken",
            "cannot",
            "verify",
        ),
        *("Orlin", "Corva", "army", "shows", "footage", "Desk"),
    ]
)
REPEATED = (
    "X said that ", "and Y said that ", "a, ", "((((", ". ", "X took Y.[1][2] ", "Corva, which X said, ", "a",
    "X’s claim that ", "X claimed that Y fell. Desk cannot verify this claim. ", "“X said ", "while X said Y ",
    "[[i]](h", "X took Y; ", ", citing X, ", "towns that X claimed Y had taken ", "likely may ",
)  # fmt: skip
SIZE = 20_000
# Seconds of processor time for SIZE characters: some twenty times what was measured on one slow core, so that only a
# quadratic rule can pass it.
LIMIT = 4.0


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_any_words_in_any_order(text):
    for frame in frames(text):
        assert text[frame.content.start : frame.content.end] == frame.content.text != ""
        assert frame.author_view == "own" or frame.stance != "asserts"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text):
    for frame in frames(text):
        assert text[frame.content.start : frame.content.end] == frame.content.text


RULES = tomllib.loads((Path(__file__).parent / "grammar_cases.toml").read_text(encoding="utf-8"))["rules"]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("ending", ["", ",", ", citing ,"])
def test_a_sentence_may_stop_anywhere(rule, ending):
    for sentence in RULES[rule]:
        words = sentence.split()
        for last in range(1, len(words)):
            frames(" ".join(words[:last]) + ending)


@pytest.mark.parametrize("unit", REPEATED)
def test_time_is_bounded(unit):
    text = (unit * (SIZE // len(unit) + 1))[:SIZE]
    started = time.process_time()
    frames(text)
    assert time.process_time() - started < LIMIT


@pytest.mark.corpus
def test_a_seed_reads_without_a_crash():
    seeds = Path(__file__).parents[2] / ".." / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip("shared/seeds is not beside the project")
    for path in sorted(seeds.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found = frames(text)
        assert len(found) > len(text) / 1000
        assert all(text[frame.content.start : frame.content.end] == frame.content.text for frame in found)
