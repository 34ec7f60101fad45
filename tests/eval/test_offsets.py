"""Gold on texts that must not be copied: offsets stand for the words, and give them back."""

import json

import pytest
from eval.offsets import folded, texts

PAGE = (
    "---\ntitle: A day at Corva\ndate: 2030-05-03\n---\n\n"
    "Kordian forces took Corva on May 3.[[i]](https://example.org/<#_edn1>) The mayor denied it.\n"
)
CLAIM = {
    "content": "Kordian forces took Corva",
    "speakers": [],
    "cue": None,
    "stance": "asserts",
    "actors": ["Kordian forces"],
    "places": [{"text": "Corva", "role": "object"}],
    "locators": [{"text": "Corva", "of": "Corva"}],
    "dates": [{"text": "May 3", "first": "2030-05-03", "last": "2030-05-03", "of": "event"}],
    "negated": False,
}


@pytest.fixture
def shared(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE)
    return tmp_path


def kept(folder, passage: str):
    """The rows of offsets of a gold with one passage."""
    gold = folder / "gold.jsonl"
    gold.write_text(json.dumps({"document": "page", "passage": passage, "claims": [CLAIM]}) + "\n")
    return list(folded(gold, folder, "page.txt"))


def test_offsets_hold_no_word_of_the_text_and_give_the_gold_back(shared):
    passage = "Kordian forces took Corva on May 3. The mayor denied it."
    rows = kept(shared, passage)
    assert "Corva" not in json.dumps(rows)
    path = shared / "page.offsets.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert list(texts(path, shared)) == [{"document": "page", "passage": passage, "claims": [CLAIM]}]


def test_a_passage_that_is_cut_otherwise_now_is_refused(shared):
    (row,) = kept(shared, "Kordian forces took Corva on May 3. The mayor denied it.")
    path = shared / "page.offsets.jsonl"
    path.write_text(json.dumps({**row, "end": row["end"] - 1}) + "\n")
    with pytest.raises(ValueError, match="cut otherwise"):
        list(texts(path, shared))
