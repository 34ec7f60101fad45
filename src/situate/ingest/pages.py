"""Single texts: HTML pages, Markdown, plain text. One file, one item."""

import re
from typing import Final

from situate.ingest.decode import decode
from situate.ingest.limits import Limits
from situate.ingest.refused import Refused
from situate.model import Item

_FRONT_MATTER: Final = re.compile(
    r"\A---[ \t]*\r?\n(?:[A-Za-z_][\w-]*:[^\r\n]*\r?\n(?:(?:[ \t]|- )[^\r\n]*\r?\n)*)+---[ \t]*(?:\r?\n|\Z)"
)
_OPENED: Final = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_CLOSED: Final = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_IN_A_TAG: Final = re.compile(r"<[a-zA-Z/!][^<>]{0,5000}\Z")


def page(name: str, sha256: str, body: bytes, *, html: bool, limits: Limits) -> tuple[Item, tuple[str, ...]]:
    """The item that a file holds, and notes on how it was read. Raises Refused."""
    decoded = decode(body, html=html)
    if not decoded.text.strip():
        raise Refused("empty", "holds no text", remedy="get a whole copy of the file")
    if len(decoded.text) > limits.max_characters:
        raise Refused(
            "too_long",
            f"has {len(decoded.text):,} characters; the limit is {limits.max_characters:,}",
            remedy="split it, or raise the limit",
        )
    if html:
        _refuse_cut_off(decoded.text)
    media = "html" if html else "text"
    if not html and (name.lower().endswith(".md") or _FRONT_MATTER.match(decoded.text)):
        media = "markdown"
    item = Item(original=sha256, name=name, media=media, body=decoded.text)
    return item, (decoded.note,) if decoded.note else ()


def _refuse_cut_off(text: str) -> None:
    """A page that opens <html> or <body> and closes neither, or that ends inside a tag, is half a page."""
    inside = _IN_A_TAG.search(text, max(0, len(text) - 5000))
    opened = _OPENED.search(text)
    if inside or (opened and not _CLOSED.search(text, opened.end())):
        raise Refused(
            "cut_off",
            "the page is cut off: it ends " + ("inside a tag" if inside else "before </body>"),
            place=f"character {len(text)}",
            remedy="save the page again, whole",
        )
