"""The rows that `eval/run.py --rows` scores."""

import pytest
from eval.run import part, rows_of


@pytest.mark.parametrize(
    ("text", "kept"),
    [("1::2", "bdf"), ("0::2", "ace"), ("3::2", "df"), ("2:4", "cd"), (":", "abcdef"), ("9:", "")],
)
def test_the_rows_named_are_kept_in_their_order(tmp_path, text, kept):
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(f"{row}\n" for row in "abcdef"))
    folder = tmp_path / "part"
    folder.mkdir()
    assert part(gold, rows_of(text), folder).read_text().split() == list(kept)


@pytest.mark.parametrize("text", ["", "odd", "1", "1:2:3:4", "a:b"])
def test_what_names_no_rows_is_refused(text):
    with pytest.raises(ValueError):
        rows_of(text)
