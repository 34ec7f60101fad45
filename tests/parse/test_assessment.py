"""An assessment laid out: in HTML with bold and lists, in Markdown, and in bare text."""

import pytest
from tests.parse.world import PARSER, PROSE, is_sound, item, parse, passage, words

from situate.model import Document, Hints

LEAD = PROSE.format(day="May 20", n=1)
BODY = PROSE.format(day="May 19", n="2][3")
NOTES = (
    "[1] https://t dot me/gull_isle/11; https://mill.example/a",
    "[2] https://mill.example/b.",
    "[3] www.mill.example/c",
)

PAGE = f"""<html><head><title>The isle, May 20 | Institute of Conflicts</title>
<meta property="og:site_name" content="Institute of Conflicts">
<meta property="article:published_time" content="2031-05-20T18:40:00-04:00">
<link rel="canonical" href="https://conflicts.example/isle-may-20"></head><body>
<nav><ul><li>Home</li><li>Research</li></ul></nav><h1>The isle, May 20</h1>
<div class="share-buttons">Share on everything</div>
<div class="field-name-body"><p><b>Ada Marsh, T. J. Brook, and Lin Ford</b></p><p><b>May 20, 6:30 pm ET</b></p>
<p><b>Click here to see the map of the isle.</b></p><p><b>A lead in bold.</b> {LEAD}</p>
<p><strong>Key Takeaways</strong></p><ul><li><b>Red forces took no ground.</b></li><li>Both bridges stand.</li></ul>
<p>We do not report in detail on the weather because others do.</p>
<ul><li>Red Main Effort—Eastern Isle (comprised of one supporting effort);</li>
<li>Supporting Effort 1—Northern Axis</li></ul>
<p><strong>Red Main Effort—Eastern Isle</strong></p>
<p><strong>Subordinate Main Effort—Orlen District (Red objective: Take the district; hold the mill)</strong></p>
<p>{BODY}</p>
<p><strong>Supporting Effort #1—Northern Axis:</strong> {BODY}</p>
<p><strong>Activity in Red-occupied Areas (Red objective: Rule)</strong></p><p>{BODY}</p>
<p>IOC will continue to report daily what it sees in the west.</p>
<p>The risk of a landing remains low, in the view of this page and of everybody who was asked about it.</p>
<p>Observed activity in the past day that shows that a landing is more likely:</p><p>Nothing significant to report.</p>
<p>Observed activity in the west that is ambiguous:</p><p>{BODY}</p>
<hr><p>{NOTES[0]}</p><p>{NOTES[1]}</p><p>{NOTES[2]}</p></div><footer>All rights reserved</footer></body></html>"""

LINES = f"""May 20, 6:30 pm ET
{LEAD}
Key Takeaways
Red forces took no ground.
Both bridges stand.

We do not report in detail on the weather because others do.
Red Main Effort—Eastern Isle (comprised of one supporting effort);
Red Subordinate Main Effort—Orlen District
Supporting Effort 1—Northern Axis
Activities in Red-occupied Areas

Red Main Effort—Eastern Isle
Subordinate Main Effort—Orlen District (Red objective: Take the district; hold the mill)
{BODY}
Supporting Effort #1—Northern Axis: {BODY}
Activity in Red-occupied Areas (Red objective: Rule)
{BODY}
IOC will continue to report daily what it sees in the west.
The risk of a landing remains low, in the view of this page and of everybody who was asked about it.
Observed activity in the past day that shows that a landing is more likely:
Nothing significant to report.

Observed activity in the west that is ambiguous:
{BODY}
Notes
{NOTES[0]}
{NOTES[1]}
{NOTES[2]}
"""

MARKDOWN = f"""---
title: "The isle, May 20"
source: https://conflicts.example/isle-may-20
date: 2031-05-20
---
Ada Marsh and Lin Ford
**A lead in bold.** {LEAD.replace("[1]", "[[i]](https://conflicts.example/<#_edn1>)")}
Another paragraph of the lead, long enough to be read as prose by whoever looks at it, and not as a heading at all.
* **A lead in bold.**
* **Another paragraph of the lead, long enough to be read as prose**
* **Red forces took no ground.**
**_Red Subordinate Main Effort #1 – Orlen District_****(Red objective: Take the district; hold the mill)**
{BODY.replace("[2][3]", "[[ii]](https://conflicts.example/<#_edn2>)")}
Order of Battle: Elements of the 5th Brigade stand near the mill and its two bridges.
[[i]](https://conflicts.example/<#_ednref1>) <https://t.me/gull_isle/11>; https://mill dot example/a
[[ii]](https://conflicts.example/<#_ednref2>) https://mill.example/b
* [](https://conflicts.example/<javascript>)
Reading now: the isle
"""


@pytest.fixture(scope="module", params=["html", "text"])
def report(request: pytest.FixtureRequest) -> Document:
    if request.param == "html":
        return parse(PAGE, "html")
    return parse(LINES, "text", hints=Hints(url="https://conflicts.example/isle-may-20"))


def test_every_passage_is_sound_and_in_order(report):
    assert is_sound(report)


def test_front_is_told_apart(report):
    assert words(report, "dateline") == ["May 20, 6:30 pm ET"]
    assert LEAD in words(report, "topline")[0]


def test_takeaways(report):
    assert words(report, "takeaway") == ["Red forces took no ground.", "Both bridges stand."]


def test_contents_and_standing_text_are_boilerplate(report):
    furniture = words(report, "boilerplate")
    assert any(line.startswith("We do not report in detail") for line in furniture)
    assert "Red Main Effort—Eastern Isle (comprised of one supporting effort);" in furniture
    assert not any(line.startswith("Red forces") for line in furniture)


def test_sections_keep_objective_and_effort(report):
    bodies = [
        p for p in report.passages if p.kind == "body" and report.text.startswith("Red forces continued", p.start)
    ]
    assert [p.effort for p in bodies] == ["east", "north", "rule", None]
    assert bodies[0].section == (
        "Red Main Effort—Eastern Isle",
        "Subordinate Main Effort—Orlen District (Red objective: Take the district; hold the mill)",
    )
    assert bodies[1].section == ("Supporting Effort #1—Northern Axis",)


def test_run_in_heading_is_parted_from_its_sentence(report):
    assert "Supporting Effort #1—Northern Axis:" in words(report, "heading")


def test_warning_board(report):
    assert len(words(report, "rubric")) == 2
    assert passage(report, "Nothing significant").rubric == "more"
    assert [p.rubric for p in report.passages if p.kind == "body"][-1] == "unclear"
    assert passage(report, "The risk of a landing").effort is None


def test_marks_lead_to_notes_with_whole_urls(report):
    notes = {note.mark: note.urls for note in report.notes}
    assert notes["1"] == ("https://t.me/gull_isle/11", "https://mill.example/a")
    assert notes["2"] == ("https://mill.example/b",)
    assert notes["3"] == ("https://www.mill.example/c",)
    marks = [m.mark for p in report.passages if p.kind != "note" for m in p.marks]
    assert marks and set(marks) <= set(notes)


def test_publisher_and_address(report):
    assert (report.publisher_id, report.url) == ("ioc", "https://conflicts.example/isle-may-20")
    assert report.key == report.url


def test_html_leaves_menus_out_and_keeps_names():
    document = parse(PAGE, "html")
    assert "Home" not in document.text and "Share on" not in document.text and "rights" not in document.text
    assert document.title == "The isle, May 20"
    assert words(document, "byline") == ["Ada Marsh, T. J. Brook, and Lin Ford"]
    assert "• Red forces took no ground." in document.text


def test_text_is_kept_verbatim():
    assert parse(LINES).text == LINES


def test_markdown_is_kept_verbatim_and_read_through_its_markup():
    document = parse(MARKDOWN, "markdown")
    assert document.text == MARKDOWN and is_sound(document)
    assert document.title == "The isle, May 20"
    assert words(document, "byline") == ["Ada Marsh and Lin Ford"]
    assert words(document, "takeaway")[0] == "A lead in bold."
    assert len(words(document, "takeaway")) == 3
    body = passage(document, "Red forces continued ground attacks along the river on May 19")
    assert body.effort == "east"
    assert body.section == (
        "Red Subordinate Main Effort #1 – Orlen District (Red objective: Take the district; hold the mill)",
    )
    assert [m.mark for m in body.marks] == ["ii"]
    assert document.text[body.marks[0].start : body.marks[0].end].endswith("_edn2>)")
    assert [n.urls for n in document.notes] == [
        ("https://t.me/gull_isle/11", "https://mill.example/a"), ("https://mill.example/b",),
    ]  # fmt: skip


def test_label_holds_for_its_own_paragraph():
    order = passage(parse(MARKDOWN, "markdown"), "Elements of the 5th Brigade")
    assert order.section[-1] == "Order of Battle" and order.effort == "east"


def test_same_item_same_documents():
    assert PARSER.parse(item(PAGE, "html")) == PARSER.parse(item(PAGE, "html"))
