"""Selection, suppressions, fixes, baselines and the forms of output."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.lint.world import document, lint

from situate.errors import DataError, UsageError
from situate.lint import RULES, selected
from situate.lint.baseline import baseline_of, new, read_baseline
from situate.lint.finding import Edit
from situate.lint.fixing import edits_of, fixed
from situate.lint.report import as_github, as_json, as_sarif, as_text

BAD = "The convoy left the the town, the mayor said.\nTwo boats sank near the pier.The crew swam ashore.\n"
DOUBLED = "The convoy left the the town, the mayor said."


def codes(found):
    return [f.code for f in found]


@pytest.mark.parametrize(
    ("select", "ignore", "wanted"),
    [
        ((), (), {rule.code for rule in RULES if rule.on}),
        (("ALL",), (), {rule.code for rule in RULES}),
        (("W80",), (), {rule.code for rule in RULES if rule.code.startswith("W80")}),
        (("W",), ("W801",), {rule.code for rule in RULES if rule.code[0] == "W"} - {"W801"}),
        (("W801",), ("W",), {"W801"}),
        (("doubled-word",), (), {"W801"}),
        (("P306",), (), {"P306"}),
        ((), ("A", "M", "P", "N", "T", "L", "S", "W8", "X"), set()),
    ],
)
def test_rules_are_selected_by_code_beginning_and_name(select, ignore, wanted):
    assert {rule.code for rule in selected(select, ignore)} == wanted


@pytest.mark.parametrize("code", ["Z", "W9", "doubled", ""])
def test_an_unknown_code_is_refused(code):
    if code == "":
        assert selected((code,))  # the beginning of every code
        return
    with pytest.raises(UsageError, match="no rule"):
        selected((code,))


def test_findings_come_in_the_order_of_the_text_with_line_and_column():
    found = lint(BAD, "W")
    assert [(f.code, f.line, f.column, f.words) for f in found] == [("W801", 1, 17, "the the"), ("W803", 2, 29, ".The")]
    assert (found[0].end_line, found[0].end_column) == (1, 24)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{DOUBLED} <!-- lint: ignore W801 -->", []),
        (f"{DOUBLED} <!-- lint: ignore W -->", []),
        (f"{DOUBLED} <!-- lint: ignore -->", []),
        (f"{DOUBLED} <!-- lint: ignore M201, W801 -->", []),
        (f"{DOUBLED} <!-- lint: ignore M201 -->", ["W801"]),
        (f"<!-- lint: ignore-next W801 -->\n{DOUBLED}", []),
        (f"<!-- lint: ignore-next W801 -->\n\n{DOUBLED}", ["W801"]),
        (f"{DOUBLED}\n\nMore of it.\n\n<!-- lint: ignore-file W8 -->", []),
    ],
)
def test_a_comment_leaves_a_line_to_its_author(text, left):
    assert codes(lint(text, "W801")) == left


def test_sic_leaves_a_slip_to_whom_it_quotes():
    assert lint("He wrote of the “the the (sic) town” in his letter, the mayor said.", "W801") == ()


def test_fixes_are_made_and_leave_nothing_to_fix():
    found = lint(BAD, "W")
    text = fixed(BAD, edits_of(found, RULES))
    assert text == "The convoy left the town, the mayor said.\nTwo boats sank near the pier. The crew swam ashore.\n"
    assert lint(text, "W") == ()


def test_only_safe_fixes_are_made():
    anchors = lint(
        "Guns stand near Pavlivka (34km southwest of Avdiivka). Vuhledar (28km southwest of Donetsk City).", "P"
    )
    assert [f.edit for f in anchors if f.code == "P302"] != []
    assert edits_of(anchors, RULES) == ()


@given(
    st.text(alphabet="ab \n", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), st.text("xy", max_size=3)), max_size=6),
)
def test_edits_that_do_not_overlap_keep_the_rest(text, raw):
    edits, at = [], 0
    for start, length, words in sorted(raw):
        if start >= at and start + length <= len(text):
            edits.append(Edit(start, start + length, words))
            at = start + length
    result = fixed(text, edits)
    assert len(result) == len(text) + sum(len(e.text) - (e.end - e.start) for e in edits)


def test_a_baseline_hides_what_was_known_and_shows_what_is_new():
    known = read_baseline(baseline_of(lint(BAD, "W")), "b.json")
    assert new(lint(f"An opening line, the mayor said.\n{BAD}", "W"), known) == ()
    more = lint(f"{BAD}The boats left in in the night, the mayor said.\n", "W")
    assert [f.words for f in new(more, known)] == ["in in"]


def test_two_slips_alike_in_one_line_are_two():
    found = lint("The the the convoy left the the town and met the the guards, he said.", "W801")
    assert len({f.fingerprint for f in found}) == len(found) >= 2


@pytest.mark.parametrize("body", [b"", b"[]", b'{"findings": [1]}', b"\xff"])
def test_what_is_no_baseline_is_refused(body):
    with pytest.raises(DataError, match=r"b\.json: no baseline"):
        read_baseline(body, "b.json")


def test_text_names_place_rule_and_suggestion():
    first = next(iter(as_text(lint(BAD, "W"))))
    assert first == "draft.txt:1:17: error W801 “the” stands twice → the [doubled-word]"


def test_json_has_every_field():
    row = json.loads(as_json(lint(BAD, "W")))[0]
    assert row["code"] == "W801"
    assert row["edit"] == {"start": 16, "end": 23, "text": "the"}
    assert {"severity", "file", "line", "column", "message", "suggestion", "fingerprint", "words"} <= row.keys()


def test_sarif_points_into_its_rules_and_counts_from_one():
    rules = selected(("W",))
    log = json.loads(as_sarif(lint(BAD, "W"), rules, "1.0"))
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert (region["endLine"], region["endColumn"]) > (region["startLine"], region["startColumn"])
    fix = run["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert (fix["deletedRegion"]["charOffset"], fix["insertedContent"]["text"]) == (16, "the")


def test_github_commands_escape_what_would_end_them():
    found = lint("100%,\nTwo boats sank near the pier.The crew swam ashore, 5% of it.", "W803")
    line = next(iter(as_github(found)))
    assert line.startswith("::error file=draft.txt,line=2,col=29,endLine=2,endColumn=33,title=W803 missing-space::")
    assert "\n" not in line


@given(st.text(alphabet="aA .,;()\n[1]“’0-9%$km", max_size=200))
def test_no_text_makes_a_rule_stumble(text):
    for f in lint(text or "x"):
        assert 0 <= f.start <= f.end <= len(document(text or "x").text)
        assert f.line >= 1
        assert f.column >= 1


HOSTILE = {
    "one word": "a" * 60_000,
    "one sentence of capitals": "Abcdef Ghijkl " * 4_000,
    "distinct names": " ".join(f"Ab{n:x}cd".translate(str.maketrans("0123456789", "ghijklmnop")) for n in range(6_000)),
    "locators": "Avdiivka (12km north of Bakhmut), " * 1_500,
    "half a locator": "within about roughly 12 km " * 2_500,
    "brackets": "(" * 20_000,
    "dates": "as of January 25 and on January 26 " * 1_500,
    "money": "10 billion rubles (about $1) " * 1_500,
    "growth": "grows by 1 and " * 4_000,
    "blank": "a" + " " * 60_000 + "b",
    "dots": "." * 20_000,
    "marks": "It is so.[1] " * 2_000,
    "parts": "14 dead, 1 a, " * 3_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_takes_more_than_its_share_of_time(text):
    """Some 60,000 characters, ten reports' worth, in a few seconds on any machine; a quadratic rule takes minutes."""
    began = time.process_time()
    lint(f"The mayor spoke. {text}")
    assert time.process_time() - began < 8
