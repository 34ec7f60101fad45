"""Titles of the warning board's rubrics: on a line of their own, at the head of a line, and after the takeaways."""

import pytest
from tests.parse.world import is_sound, parse, passage, words

HEAD = "May 3, 2031\n\nKey Takeaways\nRed forces took the mill.\nBlue forces held the bridge.\n"
MORE = "Activity seen today that indicates a landing is more likely:"
UNCLEAR = "Activity in the west that is ambiguous:"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("part", [" ", "\n", "\n● "])
def test_a_title_and_what_stands_under_it(gap, part):
    text = f"{HEAD}{gap}{MORE}{part}Nothing to report.{gap}{UNCLEAR}{part}Red boats moved on May 3.\n"
    report = parse(text)
    assert is_sound(report)
    assert words(report, "takeaway") == ["Red forces took the mill.", "Blue forces held the bridge."]
    assert words(report, "rubric") == [MORE, UNCLEAR]
    assert passage(report, "Nothing to report.").rubric == "more"
    assert passage(report, "Red boats moved").rubric == "unclear"
    assert passage(report, "Red boats moved").section == (UNCLEAR,)


@pytest.mark.parametrize(
    "line",
    [
        "Officers fear that a landing is more likely.",
        "Officers spoke on May 3. They fear that a landing is more likely: boats moved.",
    ],
)
def test_a_sentence_is_no_title(line):
    assert (
        words(parse(f"{HEAD}\n\nRed forces shelled the mill on May 3, and the bridge stood.\n\n{line}\n"), "rubric")
        == []
    )
