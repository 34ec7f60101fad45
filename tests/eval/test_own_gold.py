"""The golds kept here (own, later, daily, posts, blind) keep to the guide: verbatim texts, known codes, own words."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from situate import vocab

EVAL = Path(__file__).parents[2] / "eval"
SHARED = Path(__file__).parents[2] / ".." / "shared"
OWN, LATER, DAILY, POSTS, BLIND = (
    [json.loads(line) for line in (EVAL / name).read_text(encoding="utf-8").splitlines()]
    for name in ("own.jsonl", "later.jsonl", "daily.jsonl", "posts.jsonl", "blind.jsonl")
)
ROWS: list[dict[str, Any]] = [*OWN, *LATER, *DAILY, *POSTS, *BLIND]
CODES = {
    "stance": vocab.STANCES,
    "evidence": vocab.EVIDENCE,
    "author_view": vocab.AUTHOR_VIEWS,
    "event": vocab.EVENTS,
}
FIELDS = {
    "content", "speakers", "cue", "stance", "likelihood", "evidence", "author_view", "event", "actors", "places",
    "locators", "dates", "negated",
}  # fmt: skip
RUN = 8  # words in a row that would count as copied


def texts(claim: dict[str, Any]) -> Iterator[str]:
    """Every text of a claim that must stand in its passage."""
    yield from (claim[field] for field in ("content", "cue", "likelihood") if claim[field] is not None)
    yield from (*claim["speakers"], *claim["actors"])
    yield from (listed["text"] for field in ("places", "locators", "dates") for listed in claim[field])
    yield from (locator["of"] for locator in claim["locators"])


def faults(row: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one row, in words."""
    for claim in row["claims"]:
        if set(claim) != FIELDS:
            yield f"fields {set(claim) ^ FIELDS}"
        yield from (f"not in the passage: {text!r}" for text in texts(claim) if not text or text not in row["passage"])
        yield from (f"{field}: unknown {claim[field]!r}" for field, known in CODES.items() if claim[field] not in known)
        yield from (f"role: unknown {p['role']!r}" for p in claim["places"] if p["role"] not in vocab.ROLES)
        if claim["negated"] not in (True, False):
            yield f"negated: {claim['negated']!r}"
        for day in claim["dates"]:
            if day["of"] not in ("event", "speech") or date.fromisoformat(day["first"]) > date.fromisoformat(
                day["last"]
            ):
                yield f"date: {day}"
        if not claim["speakers"] and claim["cue"] is None and claim["author_view"] != "own":
            yield f"the author's words without a cue are the author's own: {claim['content']!r}"
        if claim["stance"] == "asserts" and claim["likelihood"] is not None:
            yield f"a probability word marks a judgment: {claim['content']!r}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["document"])
def test_row_keeps_to_the_guide(row):
    assert list(faults(row)) == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["document"])
def test_a_content_stands_once(row):
    # The scorer looks a content up in its passage: one that stands twice would be scored at the wrong place.
    assert [c["content"] for c in row["claims"] if row["passage"].count(c["content"]) != 1] == []
    assert max(Counter(claim["content"] for claim in row["claims"]).values()) == 1


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["document"])
def test_row_names_its_register_day_and_publisher(row):
    assert re.fullmatch(r"(own|later|daily|posts|blind)-[a-z]+-\d+", row["document"])
    assert date.fromisoformat(row["published"]) and row["publisher"]
    # Paragraphs of daily assessments are long.
    assert 60 <= len(row["passage"].split()) <= (220 if row["document"].startswith("daily") else 160)


@pytest.mark.parametrize(
    ("rows", "passages"),
    [(OWN, 40), (LATER, 40), (DAILY, 45), (POSTS, 45), (BLIND, 30)],
    ids=["own", "later", "daily", "posts", "blind"],
)
def test_it_is_broad_enough(rows, passages):
    registers = Counter(row["document"].split("-")[1] for row in rows)
    claims = [claim for row in rows for claim in row["claims"]]
    assert len(rows) >= passages and len(registers) >= 6 and len(claims) >= 150
    assert len({row["document"] for row in rows}) == len(rows)
    assert {claim["stance"] for claim in claims} == vocab.STANCES
    assert {claim["author_view"] for claim in claims} == vocab.AUTHOR_VIEWS


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"content": "words that stand nowhere"}, "not in the passage"),
        ({"content": ""}, "not in the passage"),
        ({"event": "battle"}, "event: unknown"),
        ({"places": [{"text": "Soledar", "role": "near"}]}, "role: unknown"),
        ({"negated": "no"}, "negated"),
        ({"dates": [{"text": "days", "first": "2023-01-02", "last": "2023-01-01", "of": "event"}]}, "date"),
        ({"author_view": "none"}, "author's own"),
        ({"likelihood": "may"}, "marks a judgment"),
    ],
)
def test_a_fault_is_found(change, fault):
    row = next(row for row in ROWS if row["document"] == "own-milblog-4")
    broken = {**row, "claims": [{**row["claims"][0], **change}]}
    assert any(fault in found for found in faults(broken))


def prose(path: Path) -> str:
    """The words of a file as a reader sees them: without the tags and entities of HTML."""
    text = path.read_text(encoding="utf-8")
    return unescape(re.sub(r"<[^>]*>", "", text)) if path.suffix == ".html" else text


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of RUN words, without case and punctuation."""
    found = re.findall(r"\w+", text.lower())
    return zip(*(found[k:] for k in range(RUN)), strict=False)


@pytest.mark.corpus
def test_no_eight_words_in_a_row_are_copied():
    if not SHARED.is_dir():
        pytest.skip(f"no {SHARED}: nothing to compare with")
    own = {run: row["document"] for row in ROWS for run in runs(row["passage"])}
    copied = [
        f"{path.name} and {own[run]}: {' '.join(run)}"
        for folder in ("seeds", "corpus", "gold")
        for path in sorted((SHARED / folder).rglob("*"))
        if path.is_file()
        for run in runs(prose(path))
        if run in own
    ]
    assert copied == []


@pytest.mark.parametrize(
    ("rows", "others"),
    [
        (BLIND, [*OWN, *LATER]),
        (LATER, [*OWN, *BLIND]),
        (DAILY, [*OWN, *LATER, *BLIND]),
        (POSTS, [*OWN, *LATER, *DAILY, *BLIND]),
    ],
    ids=["blind", "later", "daily", "posts"],
)
def test_a_gold_shares_no_eight_words_with_the_others(rows, others):
    # It would be no test of anything new.
    seen = {run for row in others for run in runs(row["passage"])}
    assert [row["document"] for row in rows if seen & set(runs(row["passage"]))] == []
