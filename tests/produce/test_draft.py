"""The draft: what is written can be read back and printed the same; what an edit breaks is told with its line."""

import re
import time
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.produce.test_printed import TYPST
from tests.produce.test_render import HOSTILE, hostile_page
from tests.produce.world import DAY, Told, claim, desk, example

from situate.errors import DataError
from situate.produce import html, markdown, paper, write
from situate.produce.draft import draft
from situate.produce.edited import read_draft
from situate.produce.rechecked import cited_ids, recheck
from situate.produce.revised import revised
from situate.produce.shown import one_line

DESK = example()
PAGE = write(DESK)
DRAFT = draft(PAGE, lookback_days=7)
TAKEAWAY = next(s.text for s in PAGE.takeaways if "30,000" in s.text)


def split(text):
    """A coarse splitter: it parts at every stop before a blank and a capital, abbreviations and all."""
    spans, at = [], 0
    for end in (*(m.end() for m in re.finditer(r"[.!?…]”?(?=\s+[A-Z“])", text)), len(text)):
        inner = text[at:end]
        if inner.strip():
            spans.append((at + len(inner) - len(inner.lstrip()), at + len(inner.rstrip())))
        at = end
    return spans


def read(text):
    return read_draft(text, "draft.md", split)


def remarks(text, on=DESK):
    return [(r.severity, r.what) for r in recheck(read(text), on).remarks]


def test_a_draft_read_back_is_the_assessment_again():
    edited = read(DRAFT)
    assert (edited.day, edited.theatre, edited.lookback_days) == (DAY, "vesland", 7)
    again = revised(PAGE, edited, DESK)
    assert again == PAGE
    assert html(again) == html(PAGE)
    assert draft(again, lookback_days=7) == DRAFT


def test_an_unedited_draft_has_no_remark():
    found = recheck(read(DRAFT), DESK)
    assert not found.remarks and found.errors == 0
    assert found.sentences == found.unchanged == len(PAGE.sentences())
    assert found.changed == found.new == found.gone == 0
    assert set(cited_ids(read(DRAFT))) == {n.claim for n in PAGE.notes}


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_another_systems_line_ends_change_nothing(ending):
    assert not remarks(DRAFT.replace("\n", ending))


def test_sentences_run_together_on_one_line_stay_apart():
    flowed = re.sub(r"(?<=\])\n\n?(?=[A-Z])", " ", DRAFT, count=2)
    assert flowed != DRAFT
    assert not remarks(flowed)


def where(text, words):
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("30,000", "35,000", ("error", "does not follow")),
        ("will call up", "will not shell", ("error", "does not follow")),
        ("likely", "surely", ("error", "does not follow")),
        ("Meridian Wire", "Port Herald", ("error", "does not follow")),
        (TAKEAWAY, f"Nobody doubts it. {TAKEAWAY}", ("error", "new sentence")),
        ("**Orlen.**", "**Sedma falls.**", ("note", "heading")),
        (": new.**", ": confirmed.**", ("error", "change")),
    ],
)
def test_an_edit_is_told_with_its_line(old, new, told):
    at = DRAFT.index(old, DRAFT.index("Key takeaways"))
    edited = DRAFT[:at] + new + DRAFT[at + len(old) :]
    found = [r for r in recheck(read(edited), DESK).remarks if (r.severity, r.what) == told]
    assert found
    assert found[0].line == DRAFT[:at].count("\n") + 1


def test_who_did_what_to_whom_is_the_editors_to_see_to_unless_the_check_is_strict():
    held = next(c for c in DESK.claims.values() if c.content.text.startswith("Veslandian forces repelled 12"))
    words = (
        "The Veslandian General Staff reported on May 20 that {} forces repelled 12 {} assaults near Orlen and Tarvik."
    )
    for sides, strict, told in (
        (("Veslandian", "Corian"), True, []),
        (("Corian", "Veslandian"), False, [("note", "own order")]),
        (("Corian", "Veslandian"), True, [("error", "own order")]),
    ):
        text = DRAFT.replace("\n## Key", f"\n{words.format(*sides)}[^{held.id}]\n\n## Key", 1)
        assert [(r.severity, r.what) for r in recheck(read(text), DESK, strict=strict).remarks] == told
    assert not recheck(read(DRAFT), DESK, strict=True).remarks


def takeaway_with(marks):
    return re.sub(
        rf"{re.escape(TAKEAWAY)}(\[\^\d+\])+", lambda m: TAKEAWAY + marks(m[0][len(TAKEAWAY) :]), DRAFT, count=1
    )


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        (lambda old: "", ("error", "no mark")),
        (lambda old: "[^77]", ("error", "unknown mark")),
        (lambda old: "[^0123456789abcdef]", ("error", "unknown mark")),
        (lambda old: old + "[^1]", None),
    ],
)
def test_marks_taken_away_exchanged_or_added(marks, told):
    text = takeaway_with(marks)
    found = recheck(read(text), DESK).remarks
    if told is None:
        assert all(r.what == "does not follow" for r in found)  # the added claim's source is not named in it
    else:
        assert (found[0].severity, found[0].what, found[0].line) == (*told, where(text, TAKEAWAY))


def test_a_mark_without_its_sentence_and_a_mark_that_is_not_needed():
    pair = next(s for s in PAGE.sentences() if len(s.notes) > 1)
    first = f"[^{pair.notes[0]}]"
    at = DRAFT.index("".join(f"[^{n}]" for n in pair.notes))
    less = DRAFT[:at] + DRAFT[at + len(first) :]
    assert any(f"{first} stood here" in r.message for r in recheck(read(less), DESK).remarks)
    assert ("error", "marks without a sentence") in remarks(DRAFT.replace(f"- {TAKEAWAY}", "- ", 1))


def test_sentences_taken_out_are_counted_and_printed_as_left_out():
    at = DRAFT.index("- ", DRAFT.index("## Key takeaways"))
    shorter = DRAFT[:at] + DRAFT[DRAFT.index("\n", at) + 1 :]
    found = recheck(read(shorter), DESK)
    assert (found.gone, found.errors) == (1, 0)
    alone = re.sub(r"\n## .*?(?=\n## Claims)", "", DRAFT, flags=re.DOTALL)
    page = revised(PAGE, read(alone), DESK)
    assert not page.takeaways and not page.sections and not page.changes
    out = {c for left in page.left_out if left.reason == "edited" for c in left.claims}
    assert out | {n.claim for n in page.notes} == {n.claim for n in PAGE.notes}


def test_a_claim_of_the_ledger_may_be_cited_by_its_id():
    fresh = claim(Told(content="Corian forces shelled Tarvik", event="shelling", stance="asserts", places=("Tarvik",)))
    documents = {**DESK.documents, fresh.document: next(iter(DESK.documents.values()))}
    held = msgspec.structs.replace(DESK, claims={**DESK.claims, fresh.id: fresh}, documents=documents)
    line = f"\nThe Veslandian General Staff reported on May 20 that Corian forces shelled Tarvik.[^{fresh.id}]\n"
    text = DRAFT.replace("\n## Key takeaways", f"{line}\n## Key takeaways", 1)
    assert not remarks(text, held)
    assert recheck(read(text), held).new == 1
    page = revised(PAGE, read(text), held)
    assert any(n.claim == fresh.id for n in page.notes)
    assert page.edited == 1
    for made in (html(page), markdown(page), paper.counts_line(page) + paper.edited_line(page)):
        assert "1 sentence was written or changed by an editor" in made
    assert "by an editor" not in html(PAGE) + markdown(PAGE) + paper.edited_line(PAGE)
    assert ("error", "unknown mark") in remarks(text)


def test_without_its_record_a_draft_is_still_checked():
    bare = DRAFT[: DRAFT.rindex("<!--")]
    assert remarks(bare) == [("note", "no record")]
    assert ("error", "does not follow") in remarks(bare.replace("30,000", "35,000"))


def test_comments_and_emphasis_are_the_editors_business():
    text = DRAFT.replace("30,000", "**30,000**").replace("\n\n## Key", "<!-- why\nso? -->\n\n## Key")
    assert not [r for r in remarks(text) if r[0] == "error"]


@pytest.mark.parametrize(
    "text", ["", "# A title\n", "---\nsituate: draft\nday: someday\nlookback: 7\n---\n", "---\n---\n"]
)
def test_what_is_no_draft_is_refused(text):
    with pytest.raises(DataError, match="assess draft"):
        read(text)


@pytest.mark.parametrize("words", [*HOSTILE, *TYPST, "-->", "[^1]: 0123456789abcdef", "## Claims", "**x** _y_ \\* \\"])
def test_hostile_words_come_through_a_draft_as_they_are(words):
    page = hostile_page(words)
    edited = read(draft(page, lookback_days=7))
    assert [line.text for line in edited.lines()] == [one_line(s.text) for s in page.sentences()]
    assert len(edited.claims) == len(page.notes)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text):
    head = f"---\nsituate: draft\nday: {date(2031, 5, 20)}\nlookback: 7\n---\n"
    edited = read(head + text)
    for line in edited.lines():
        assert 6 <= line.line <= head.count("\n") + len(text.splitlines()) + text.count("\r") + 1
    recheck(edited, desk())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_word_that_no_claim_holds_is_always_refused(data):
    lines = DRAFT.split("\n")
    marked = [n for n, line in enumerate(lines) if re.search(r"\[\^\d+\]$", line)]
    number = data.draw(st.sampled_from(marked))
    words = lines[number].split(" ")
    at = data.draw(st.integers(1, len(words) - 1))
    words.insert(at, data.draw(st.sampled_from(["Zarnovia", "77", "surely"])))
    lines[number] = " ".join(words)
    found = recheck(read("\n".join(lines)), DESK).remarks
    assert [r.line for r in found if r.severity == "error"] == [number + 1] or "**" in lines[number]


@pytest.mark.parametrize(
    "piece", ["<!-- ", "**a", "*Objective: ", "[^1]", "[^", "_a ", "\\", "- ", "# ", ". A", "**a** ", "A b.[^1] "]
)
def test_a_long_row_of_anything_is_read_in_no_time(piece):
    head = DRAFT[: DRAFT.index("# War")]
    start = time.process_time()
    read(head + piece * 20_000)
    assert time.process_time() - start < 5
