"""The assessment as a Word document: headings, lists and tables in Word's own styles, notes as Word's footnotes.

python-docx's template is read as it starts a document; all else is pure, and the same assessment gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from situate.produce.assessment import Assessment, Change, Note, Paragraph, Sentence
from situate.produce.changes import grade_words
from situate.produce.chart import Chart
from situate.produce.docx_notes import NOTE_MARK, NOTE_TEXT, Footnotes
from situate.produce.marks import TIERS
from situate.produce.paper import counts_line, edited_line, links, source_line
from situate.produce.shown import one_line, safe_url

_INK: Final = RGBColor(0x1B, 0x1F, 0x24)
_SOFT: Final = RGBColor(0x59, 0x61, 0x6B)
_ACCENT: Final = RGBColor(0x1F, 0x4E, 0x79)
# Of the table of changes; together the width of the text.
_COLUMNS: Final = (Mm(45), Mm(115))
# The earliest moment that a zip file can hold.
_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
# Word numbers pictures by itself; the alternative text stands here.
_ALT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def docx_page(assessment: Assessment, maps: Sequence[tuple[Chart, bytes]] = ()) -> bytes:
    """The document's bytes. `maps` are drawings with their pictures as PNG files."""
    return _Writer(assessment).written(maps)


class _Writer:
    """One document while it is written, in the order of printing."""

    def __init__(self, assessment: Assessment) -> None:
        self._a = assessment
        self._document = docx.Document()
        _look(self._document)
        self._footnotes = Footnotes(self._document)
        self._notes = {note.number: note for note in assessment.notes}

    def written(self, maps: Sequence[tuple[Chart, bytes]]) -> bytes:
        """The whole document."""
        a, document = self._a, self._document
        document.add_paragraph(one_line(a.title), style="Title")
        document.add_paragraph(f"{counts_line(a)} {edited_line(a)}".strip(), style="Remark")
        for paragraph in a.toplines:
            self._paragraph(paragraph)
        document.add_heading("Key takeaways", 1)
        for sentence in a.takeaways:
            self._sentence(document.add_paragraph(style="List Bullet"), sentence)
        self._maps(maps)
        if a.changes:
            document.add_heading("Changes since the day before", 1)
            self._changes(a.changes)
        self._sections()
        self._boards()
        self._left_out()
        _properties(document, one_line(a.title), a.day)
        return _packed(document)

    def _sentence(self, line: Line, sentence: Sentence) -> None:
        line.add_run(one_line(sentence.text))
        for index, number in enumerate(sentence.notes):
            if index:
                line.add_run(" ").font.superscript = True
            self._footnotes.mark(line, number, _pieces(self._notes[number]))

    def _sentences(self, line: Line, sentences: Iterable[Sentence]) -> None:
        for index, sentence in enumerate(sentences):
            if index:
                line.add_run(" ")
            self._sentence(line, sentence)

    def _paragraph(self, paragraph: Paragraph) -> None:
        line = self._document.add_paragraph()
        if paragraph.label:
            line.add_run(f"{one_line(paragraph.label)}. ").bold = True
        self._sentences(line, paragraph.sentences)

    def _maps(self, maps: Sequence[tuple[Chart, bytes]]) -> None:
        for index, (drawn, picture) in enumerate(maps):
            if index == 0:
                self._document.add_heading("Map", 1)
            self._document.add_picture(BytesIO(picture), width=Mm(100 if index else 160))
            words = one_line(f"{drawn.title}. {drawn.description}{' The box is the map above.' if drawn.box else ''}")
            for shape in self._document.paragraphs[-1]._p.iter(_ALT):
                shape.set("descr", words)
            self._document.add_paragraph(words, style="Remark")
        if maps:
            shapes = ("diamond", "square", "full circle", "open circle")
            legend = "; ".join(f"{s}: {w[0].lower()}{w[1:]}" for s, (_, w) in zip(shapes, TIERS, strict=True))
            self._document.add_paragraph(f"{legend[0].upper()}{legend[1:]}.", style="Remark")

    def _changes(self, changes: Iterable[Change]) -> None:
        table = self._document.add_table(rows=1, cols=2, style="Table Grid")
        for cell, words in zip(table.rows[0].cells, ("What", "As reported"), strict=True):
            cell.paragraphs[0].add_run(words).bold = True
        for change in changes:
            what, told = table.add_row().cells
            line = what.paragraphs[0]
            if change.subject:
                line.add_run(one_line(change.subject)).add_break()
            line.add_run(f"{one_line(change.before)} → " if change.before else "")
            line.add_run(one_line(change.after)).bold = True
            self._sentence(told.paragraphs[0], change.sentence)
        table.autofit = False
        for column, width in zip(table.columns, _COLUMNS, strict=True):
            column.width = width
            for cell in column.cells:
                cell.width = width
                for line in cell.paragraphs:
                    line.style = "Cell"

    def _sections(self) -> None:
        for section in self._a.sections:
            self._document.add_heading(one_line(section.title), 1)
            if section.objective:
                self._document.add_paragraph(f"Objective: {one_line(section.objective)}", style="Remark")
            for paragraph in section.paragraphs:
                self._paragraph(paragraph)

    def _boards(self) -> None:
        if self._a.boards:
            self._document.add_heading("Warning board", 1)
        for board in self._a.boards:
            self._document.add_heading(one_line(board.question), 2)
            if board.standing:
                self._document.add_paragraph(one_line(board.standing), style="Remark")
            for rung in board.rungs:
                self._document.add_paragraph().add_run(one_line(rung.heading)).bold = True
                for sentence in rung.sentences:
                    self._sentence(self._document.add_paragraph(style="List Bullet"), sentence)
                if not rung.sentences:
                    self._document.add_paragraph("Nothing to report.", style="Remark")

    def _left_out(self) -> None:
        self._document.add_heading("Left out, and why", 1)
        for left in self._a.left_out:
            self._document.add_paragraph().add_run(f"{left.count} · {one_line(left.explanation)}")
            for example in left.examples:
                self._document.add_paragraph(one_line(example), style="List Bullet 2")
        if not self._a.left_out:
            self._document.add_paragraph("Nothing was left out.", style="Remark")


def _pieces(note: Note) -> list[tuple[str, str]]:
    """A footnote's texts, each with its address or ""."""
    pieces = [(f"“{one_line(note.quote)}” {source_line(note)} ", "")]
    for link in links(note):
        pieces += [(link["url"], link["url"]), (" ", "")]
    if not safe_url(note.url):
        pieces.append((f"File: {one_line(note.name)}. ", ""))
    return [*pieces, (f"Credibility {grade_words(note.credibility)}.", "")]


def _look(document: Document) -> None:
    """Paper, fonts and the styles that Word's own set lacks."""
    section: Any = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(22)
    styles: Any = document.styles
    _font(styles["Normal"], 11, _INK)
    styles["Normal"].paragraph_format.space_after = Pt(7)
    for name, size in (("Title", 22), ("Heading 1", 14), ("Heading 2", 12)):
        _font(styles[name], size, _INK)
        styles[name].font.bold = True
    remark = styles.add_style("Remark", WD_STYLE_TYPE.PARAGRAPH)
    remark.base_style = styles["Normal"]
    _font(remark, 9, _SOFT)
    cell = styles.add_style("Cell", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = styles["Normal"]
    _font(cell, 10, _INK)
    cell.paragraph_format.space_after = Pt(2)
    text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.element.styleId = NOTE_TEXT
    text.base_style = styles["Normal"]
    _font(text, 8, _INK)
    text.paragraph_format.space_after = Pt(2)
    mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.element.styleId, mark.font.superscript = NOTE_MARK, True
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = _ACCENT, True


def _font(style: Any, size: int, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.color.rgb = "Cambria", Pt(size), colour
    # Headings of Word's template name a theme's font, which would win.
    fonts = style.element.rPr.rFonts
    for attribute in [a for a in fonts.attrib if "Theme" in a]:
        del fonts.attrib[attribute]


def _properties(document: Document, title: str, day: date) -> None:
    """Who and when; the day of the assessment stands for every moment, so that the bytes are the same each time."""
    properties, moment = document.core_properties, datetime(day.year, day.month, day.day, tzinfo=UTC)
    properties.title, properties.author, properties.last_modified_by = title, "Situate", "Situate"
    properties.created = properties.modified = moment
    properties.revision, properties.comments = 1, ""
    # The picture of an empty page that python-docx's template brings along.
    related = document.part.package.rels
    for key in [key for key, one in related.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        related.pop(key)


def _packed(document: Document) -> bytes:
    """The document's files, each with the same date in the archive."""
    written, packed = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, _ZIP_DATE)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()
