"""Footnotes in a Word document: the part that python-docx does not write, and the marks that lead to it."""

from collections.abc import Iterable
from typing import Any, Final

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from docx.text.paragraph import Paragraph

# The ids that Word itself gives to the styles of notes.
NOTE_TEXT: Final = "FootnoteText"
NOTE_MARK: Final = "FootnoteReference"
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# Word wants the lines between text and notes first, under these two ids; notes count from 1.
_SEPARATORS: Final = (("-1", "separator"), ("0", "continuationSeparator"))


class Footnotes:
    """The notes of one document. A note is given once; later marks of it are Word's cross-references."""

    def __init__(self, document: Document) -> None:
        self._part = XmlPart(PackURI("/word/footnotes.xml"), _CONTENT_TYPE, _empty(), document.part.package)
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        _announce(document)
        self._given: set[int] = set()

    def mark(self, paragraph: Paragraph, number: int, pieces: Iterable[tuple[str, str]]) -> None:
        """Put the mark of a note at a paragraph's end; `pieces` are its texts, each with an address or ""."""
        if number in self._given:
            _cross_reference(paragraph, number)
            return
        self._given.add(number)
        own = len(self._given)
        paragraph._p.append(_tagged("w:bookmarkStart", {"w:id": str(own), "w:name": f"_Note{number}"}))
        run = _run(NOTE_MARK)
        run.append(_tagged("w:footnoteReference", {"w:id": str(own)}))
        paragraph._p.append(run)
        paragraph._p.append(_tagged("w:bookmarkEnd", {"w:id": str(own)}))
        self._part.element.append(self._note(own, pieces))

    def _note(self, own: int, pieces: Iterable[tuple[str, str]]) -> Any:
        note, paragraph = _tagged("w:footnote", {"w:id": str(own)}), OxmlElement("w:p")
        style = OxmlElement("w:pPr")
        style.append(_tagged("w:pStyle", {"w:val": NOTE_TEXT}))
        mark = _run(NOTE_MARK)
        mark.append(OxmlElement("w:footnoteRef"))
        paragraph.extend([style, mark, _words(" ")])
        for text, address in pieces:
            if address:
                key = self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                link = _tagged("w:hyperlink", {"r:id": key})
                link.append(_words(text, "Hyperlink"))
                paragraph.append(link)
            else:
                paragraph.append(_words(text))
        note.append(paragraph)
        return note


def _empty() -> Any:
    root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
    for number, kind in _SEPARATORS:
        note, paragraph, run = _tagged("w:footnote", {"w:type": kind, "w:id": number}), OxmlElement("w:p"), _run()
        run.append(OxmlElement(f"w:{kind}"))
        paragraph.append(run)
        note.append(paragraph)
        root.append(note)
    return root


def _announce(document: Document) -> None:
    """The settings name the separators, before `w:compat` as the schema orders them."""
    found = OxmlElement("w:footnotePr")
    for number, _ in _SEPARATORS:
        found.append(_tagged("w:footnote", {"w:id": number}))
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        settings.append(found)
    else:
        compat.addprevious(found)


def _cross_reference(paragraph: Paragraph, number: int) -> None:
    """A field that shows the number of a note given before, and leads to it."""
    for kind in ("begin", "instruction", "separate", "number", "end"):
        run = _run(NOTE_MARK)
        if kind == "instruction":
            words = OxmlElement("w:instrText")
            words.text = f" NOTEREF _Note{number} \\f \\h "
            run.append(words)
        elif kind == "number":
            shown = OxmlElement("w:t")
            shown.text = str(number)
            run.append(shown)
        else:
            run.append(_tagged("w:fldChar", {"w:fldCharType": kind}))
        paragraph._p.append(run)


def _words(text: str, style: str = "") -> Any:
    run, words = _run(style), OxmlElement("w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    return run


def _run(style: str = "") -> Any:
    run = OxmlElement("w:r")
    if style:
        look = OxmlElement("w:rPr")
        look.append(_tagged("w:rStyle", {"w:val": style}))
        run.append(look)
    return run


def _tagged(tag: str, attributes: dict[str, str]) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(name), value)
    return element
