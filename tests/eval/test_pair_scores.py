"""The verdicts on pairs of claims: one for each pair, without words of a report; and how links are scored by them."""

import json
from pathlib import Path

import msgspec
import pytest
from eval.pair_scores import Verdict, error_classes, scores
from hypothesis import given
from hypothesis import strategies as st

EVAL = Path(__file__).parents[2] / "eval"
PAIRS, ROWS = (
    [json.loads(line) for line in (EVAL / name).read_text(encoding="utf-8").splitlines()]
    for name in ("pairs.jsonl", "pairs.verdicts.jsonl")
)


def said(*answers: bool | None, why: str = "") -> list[Verdict]:
    return [Verdict(pair=n, same=same, reader="a", why=why) for n, same in enumerate(answers, start=1)]


@pytest.mark.parametrize(
    ("answers", "linked", "precision", "recall", "f1", "over"),
    [
        ((True, False), (True, False), 1.0, 1.0, 1.0, 0.0),
        ((True, False), (True, True), 0.5, 1.0, 2 / 3, 1.0),
        ((True, True, False), (True, False, False), 1.0, 0.5, 2 / 3, 0.0),
        ((True, None, None), (True, True, False), 1.0, 1.0, 1.0, 0.0),
        ((False, False, False, True), (True, False, False, False), 0.0, 0.0, 0.0, 1 / 3),
        ((), (), 0.0, 0.0, 0.0, 0.0),
    ],
)
def test_links_are_scored_by_verdicts(answers, linked, precision, recall, f1, over):
    found = scores(dict(enumerate(linked, start=1)), said(*answers))
    assert (found.precision, found.recall) == (precision, recall)
    assert (found.f1, found.over_merging) == pytest.approx((f1, over))
    assert found.untold == answers.count(None)


@given(st.lists(st.tuples(st.sampled_from([True, False, None]), st.booleans())))
def test_every_verdict_is_counted_once(rows):
    found = scores({n: link for n, (_, link) in enumerate(rows, start=1)}, said(*(same for same, _ in rows)))
    assert found.right + found.over + found.under + found.apart + found.untold == len(rows)
    assert 0 <= min(found.precision, found.recall) <= found.f1 + 1e-9 <= max(found.precision, found.recall) + 2e-9


def test_errors_are_listed_by_their_reason():
    verdicts = [*said(True, False, why="b"), Verdict(3, same=False, reader="a", why="c"), Verdict(4, None, "a")]
    assert error_classes({1: False, 2: True, 3: True, 4: True}, verdicts) == [
        "wrong link   1 c: 3",
        "wrong link   1 b: 2",
        "missed link   1 b: 1",
    ]


def test_each_reader_judged_each_pair_once_and_gives_a_reason():
    verdicts = [msgspec.convert(row, Verdict, strict=True) for row in ROWS]
    numbers = [pair["pair"] for pair in PAIRS]
    for reader in {v.reader for v in verdicts}:
        assert sorted(v.pair for v in verdicts if v.reader == reader) == numbers
    assert all(2 <= len(v.why.split()) <= 20 for v in verdicts)


@pytest.mark.parametrize(("name", "keys"), [
    ("pairs.verdicts.jsonl", {"pair", "same", "why", "reader", "day"}),
    ("lint_reading.outside.jsonl", {"file", "start", "end", "code", "verdict", "why", "reader", "day"}),
])  # fmt: skip
def test_readings_keep_verdicts_and_no_other_words(name, keys):
    rows = [json.loads(line) for line in (EVAL / name).read_text(encoding="utf-8").splitlines()]
    assert set().union(*rows) == keys
    assert len({row.get("why", "") for row in rows}) < len(rows) / 4, "reasons are classes, not quotations"
