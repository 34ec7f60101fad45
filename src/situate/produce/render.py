"""The assessment on screen: HTML, Markdown and JSON. Nothing is fetched, nothing is decided here.

The templates are package data, read once as this module loads; after that rendering is pure.
"""

from typing import Final

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from situate.produce.assessment import Assessment, Sentence
from situate.produce.changes import grade_words
from situate.produce.chart import Chart, charts, read_outlines
from situate.produce.marks import TIERS
from situate.produce.shown import day_text, md, md_notes, md_url, plain, safe_url


def _marks(sentence: Sentence, place: str) -> Markup:
    """The note marks of a sentence as links."""
    links = (Markup('<a href="#n{0}" aria-label="note {0}">{0}</a>').format(n) for n in sentence.notes)
    return Markup('<sup class="marks" data-at="{}">{}</sup>').format(place, Markup("&#8239;").join(links))


_HTML: Final = Environment(
    loader=PackageLoader("situate.produce"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_HTML.filters.update(plain=plain, url=safe_url, day=day_text, grade=grade_words, marks=_marks)
_TEXT: Final = Environment(
    loader=PackageLoader("situate.produce"),
    autoescape=False,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)  # Markdown has its own escapes: every value passes the filter `md`, `md_url` or `marks`.
_TEXT.filters.update(md=md, md_url=md_url, day=day_text, grade=grade_words, marks=md_notes)
_PAGE: Final = _HTML.get_template("assessment.html")
_DRAWING: Final = _HTML.get_template("sheet.svg")
_SHEET: Final = _TEXT.get_template("assessment.md")


def html(assessment: Assessment, outlines: bytes | None = None) -> str:
    """One page with its styles and its map inside. `outlines` is the theatre's `outlines.json`."""
    base = read_outlines(outlines)
    return _PAGE.render(a=assessment, charts=charts(assessment, base), credit=base.credit, tiers=TIERS)


def svg(drawn: Chart) -> bytes:
    """One of the assessment's maps as a file of its own, its styles inside."""
    return _DRAWING.render(c=drawn).strip().encode()


def markdown(assessment: Assessment) -> str:
    """The same words in Markdown, with notes as footnotes and the map as a table."""
    return _SHEET.render(a=assessment, tiers=dict(TIERS))


def to_json(assessment: Assessment) -> bytes:
    """The assessment as JSON, indented, with a line end."""
    return msgspec.json.format(msgspec.json.encode(assessment), indent=2) + b"\n"
