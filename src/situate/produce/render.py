"""The assessment on paper and screen: HTML, Markdown and JSON. Nothing is fetched, nothing is decided here.

The templates are package data, read once as this module loads; after that rendering is pure.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final
from urllib.parse import urlsplit

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from situate.produce.assessment import Assessment, Sentence
from situate.produce.changes import grade_words
from situate.produce.chart import charts, read_outlines
from situate.produce.marks import TIERS
from situate.produce.words import MONTHS

_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]#|~!])")
_LINE_START: Final = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def safe_url(url: str | None) -> str:
    """The address where it is one of the web; "" for anything else, which is then printed as text or not at all."""
    if not url or _CONTROL.search(url) or any(c.isspace() for c in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else ""


def day_text(day: date | None) -> str:
    """A day in full: "January 24, 2023"; "undated" for none."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}" if day else "undated"


def plain(text: str) -> str:
    """Without control and bidirectional override characters, which can reorder what a reader sees."""
    return _CONTROL.sub("", text)


def _md(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    line = " ".join(plain(text).split())
    entities = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LINE_START.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", entities))


def _md_url(url: str | None) -> str:
    return safe_url(url).replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")


def _md_notes(numbers: Iterable[int]) -> str:
    return "".join(f"[^{n}]" for n in numbers)


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
_TEXT.filters.update(md=_md, md_url=_md_url, day=day_text, grade=grade_words, marks=_md_notes)
_PAGE: Final = _HTML.get_template("assessment.html")
_SHEET: Final = _TEXT.get_template("assessment.md")


def html(assessment: Assessment, outlines: bytes | None = None) -> str:
    """One page with its styles and its map inside. `outlines` is the theatre's `outlines.json`."""
    base = read_outlines(outlines)
    return _PAGE.render(a=assessment, charts=charts(assessment, base), credit=base.credit, tiers=TIERS)


def markdown(assessment: Assessment) -> str:
    """The same words in Markdown, with notes as footnotes and the map as a table."""
    return _SHEET.render(a=assessment, tiers=dict(TIERS))


def to_json(assessment: Assessment) -> bytes:
    """The assessment as JSON, indented, with a line end."""
    return msgspec.json.format(msgspec.json.encode(assessment), indent=2) + b"\n"
