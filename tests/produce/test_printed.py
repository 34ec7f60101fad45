"""The assessment as PDF and as a Word document: whole, hostile words stay words, the same bytes each time."""

import json
import re
import time
from io import BytesIO
from zipfile import ZipFile

import docx
import msgspec
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.produce.test_render import HOSTILE, OUTLINES
from tests.produce.world import desk, example

from situate.cli.typesetting import pdf, png
from situate.errors import DataError
from situate.produce import to_json, write
from situate.produce.assessment import Assessment, Paragraph, Section
from situate.produce.chart import charts, read_outlines
from situate.produce.docx_page import docx_page
from situate.produce.paper import pdf_files, picture_files
from situate.produce.shown import from_md, md, one_line

TYPST = [
    '#image("/etc/passwd") #read("data.json") #import "@preview/cetz:0.3.4"',
    "= heading\n- item #footnote[forged] $x^2$ *bold* _it_ @label <n1> `raw` \\",
    '"] #panic("out") [',
]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@pytest.fixture(scope="module")
def page():
    return write(example())


def tame_and_hostile(words):
    """The same assessment twice, with and without the words wherever a document may bring words in."""
    tame = write(example())

    def turned(value):
        if isinstance(value, dict):
            return {key: turned(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [turned(inner) for inner in value]
        return value.replace("Corian", words).replace("summary", words) if isinstance(value, str) else value

    built = json.loads(to_json(tame))
    assert all(
        "Corian" in json.dumps(built[part]) for part in ("toplines", "takeaways", "changes", "sections", "notes")
    )
    return tame, msgspec.convert(turned(built), Assessment)


def asked(files, selector):
    return json.loads(typst.query(dict(files), selector, ignore_system_fonts=True))  # type: ignore[type-var]


def words_of(content) -> str:
    """All text of an element that typst tells of."""
    if isinstance(content, dict):
        if content.get("func") == "space":
            return " "
        parts = [content.get("text"), content.get("body"), content.get("child"), *(content.get("children") or ())]
        return "".join(words_of(part) for part in parts)
    return content if isinstance(content, str) else ""


def parts(body):
    with ZipFile(BytesIO(body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_pdf_has_every_note_once_and_every_heading(page):
    files = pdf_files(page, OUTLINES.read_bytes())
    assert pdf(files, page.day).startswith(b"%PDF-")
    notes = [n for n in asked(files, "footnote") if isinstance(n["body"], dict)]  # the others point back to these
    assert len(notes) == len(page.notes)
    told = " ".join(words_of(n["body"]) for n in notes)
    assert all(one_line(n.quote) in told for n in page.notes)
    headings = [words_of(h["body"]) for h in asked(files, "heading")]
    assert [s.title for s in page.sections] == [h for h in headings if h in {s.title for s in page.sections}]
    links = {link["dest"] for link in asked(files, "link") if isinstance(link["dest"], str)}
    assert links == {n.url for n in page.notes}


def test_a_table_that_goes_over_pages_keeps_its_rows_and_their_notes(page):
    change, note = page.changes[0], page.notes[0]
    said = [
        msgspec.structs.replace(change.sentence, notes=(n,), text=f"Row {n}: {change.sentence.text}")
        for n in range(1, 61)
    ]
    long = msgspec.structs.replace(
        page, toplines=(), takeaways=(), sections=(), boards=(),
        changes=tuple(msgspec.structs.replace(change, sentence=s) for s in said),
        notes=tuple(msgspec.structs.replace(note, number=n, quote=f"quote {n} " * 9) for n in range(1, 61)),
    )  # fmt: skip
    again = msgspec.structs.replace(
        long, sections=(Section(effort="", title="All", paragraphs=(Paragraph(sentences=tuple(said)),)),)
    )
    for one in (long, again):
        files = pdf_files(one, OUTLINES.read_bytes())
        assert pdf(files, one.day)
        assert len([n for n in asked(files, "footnote") if isinstance(n["body"], dict)]) == 60


@pytest.mark.parametrize("words", [*HOSTILE, *TYPST])
def test_hostile_words_stay_words_in_a_pdf(words):
    tame, hostile = tame_and_hostile(words)
    files, others = pdf_files(hostile), pdf_files(tame)
    assert files["main.typ"] == others["main.typ"]
    assert pdf(files, hostile.day).startswith(b"%PDF-")
    for selector in ("heading", "footnote", "link", "image", "raw", "math.equation", "ref", "list"):
        assert len(asked(files, selector)) == len(asked(others, selector)), selector


@pytest.mark.parametrize("words", [*HOSTILE, *TYPST, "\uffff \x0b"])
def test_hostile_words_stay_words_in_a_word_document(words):
    tame, hostile = (parts(docx_page(one)) for one in tame_and_hostile(words))
    assert hostile.keys() == tame.keys()
    for name in ("word/document.xml", "word/footnotes.xml"):
        tags = [[e.tag for e in etree.fromstring(one[name]).iter()] for one in (hostile, tame)]
        assert tags[0] == tags[1]
    assert not re.search(rb'Target="(?!https?:|[a-zA-Z/.]+\.xml)[^"]*:', hostile["word/_rels/document.xml.rels"])


def test_a_word_document_has_real_notes_with_their_addresses(page):
    body = docx_page(page)
    files = parts(body)
    root, notes = (etree.fromstring(files[f"word/{name}.xml"]) for name in ("document", "footnotes"))
    given_ids = [e.get(f"{W}id") for e in root.iter(f"{W}footnoteReference")]
    assert given_ids == [str(n.number) for n in page.notes]  # Word numbers them in their order, as the assessment does
    relations = {e.get("Id"): e.get("Target") for e in etree.fromstring(files["word/_rels/footnotes.xml.rels"])}
    by_id = {e.get(f"{W}id"): e for e in notes}
    for note in page.notes:
        told = by_id[str(note.number)]
        assert one_line(note.quote) in "".join(told.itertext())
        assert [relations[e.get(f"{R}id")] for e in told.iter(f"{W}hyperlink")] == [note.url]
    again = [e.text.split()[1] for e in root.iter(f"{W}instrText")]
    marks = {e.get(f"{W}name") for e in root.iter(f"{W}bookmarkStart")}
    assert again and set(again) <= marks
    cited = sum(len(s.notes) for s in page.sentences())
    assert len(given_ids) + len(again) == cited
    read = docx.Document(BytesIO(body))
    text = "\n".join(p.text for p in read.paragraphs)
    assert all(s.text in text for section in page.sections for s in section.sentences)
    assert read.core_properties.title == page.title


def test_the_same_assessment_gives_the_same_bytes(page):
    base = OUTLINES.read_bytes()
    drawn = charts(page, read_outlines(base))
    maps = [(one, png(picture_files(one))) for one in drawn]
    first = docx_page(page, maps), pdf(pdf_files(page, base), page.day)
    time.sleep(2.1)  # a zip file's clock ticks every two seconds
    assert first == (docx_page(page, maps), pdf(pdf_files(page, base), page.day))
    assert all(picture.startswith(b"\x89PNG") for _, picture in maps)


def test_a_day_without_anything_prints():
    empty = write(desk())
    assert pdf(pdf_files(empty), empty.day).startswith(b"%PDF-")
    assert "word/footnotes.xml" in parts(docx_page(empty))


def test_what_typst_refuses_is_told():
    with pytest.raises(DataError, match="report it"):
        pdf({"main.typ": b"#panic()"}, write(example()).day)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_markdown_is_read_as_it_was_written(text):
    assert from_md(md(text)) == one_line(text)


def test_the_level_of_the_board_is_printed(page):
    standing = 'Level: low & "steady"; trend: <none>.'
    told = msgspec.structs.replace(page, boards=(msgspec.structs.replace(page.boards[0], standing=standing),))
    bare = msgspec.structs.replace(page, boards=(msgspec.structs.replace(page.boards[0], standing=""),))
    words = "".join(etree.fromstring(parts(docx_page(told))["word/document.xml"]).itertext())
    assert one_line(standing) in words
    files = pdf_files(told)
    assert json.loads(files["data.json"])["boards"][0]["standing"] == one_line(standing)
    assert pdf(files, told.day) != pdf(pdf_files(bare), bare.day)
