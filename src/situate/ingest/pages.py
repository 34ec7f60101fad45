"""Single texts: HTML pages, Markdown, plain text. One file, one item."""

import re
from html import unescape
from typing import Final

from situate.ingest.decode import Decoded
from situate.ingest.limits import Limits
from situate.ingest.refused import Refused
from situate.model import Item

_FRONT_MATTER: Final = re.compile(
    r"\A---[ \t]*\r?\n(?:[A-Za-z_][\w-]*:[^\r\n]*\r?\n(?:(?:[ \t]|- )[^\r\n]*\r?\n)*)+---[ \t]*(?:\r?\n|\Z)"
)
_OPENED: Final = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_CLOSED: Final = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
# What may close a sentence, and so a page that leaves its end tags out.
_SENTENCE_ENDS: Final = frozenset(".!?…:;\"'”’»)]}|©")
# What is not text: nothing may be left open in it at the end of a page.
_RAW: Final = (("<script", "</script"), ("<style", "</style"), ("<!--", "-->"))
_IN_A_TAG: Final = re.compile(r"<[a-zA-Z/!][^<>]{0,5000}\Z")


def page(name: str, sha256: str, decoded: Decoded, *, html: bool, limits: Limits) -> tuple[Item, tuple[str, ...]]:
    """The item that a file holds, and notes on how it was read. Raises Refused."""
    if not decoded.text.strip():
        raise Refused("empty", "holds no text", remedy="get a whole copy of the file")
    if len(decoded.text) > limits.max_characters:
        raise Refused(
            "too_long",
            f"has {len(decoded.text):,} characters; the limit is {limits.max_characters:,}",
            remedy="split it, or raise the limit",
        )
    notes = [decoded.note] if decoded.note else []
    if html:
        notes += _refuse_cut_off(decoded.text)
    media = "html" if html else "text"
    if not html and (name.lower().endswith(".md") or _FRONT_MATTER.match(decoded.text)):
        media = "markdown"
    item = Item(original=sha256, name=name, media=media, body=decoded.text)
    return item, tuple(notes)


def _refuse_cut_off(text: str) -> tuple[str, ...]:
    """A note where the page closes neither <body> nor <html>, which HTML allows; Refused where it is half a page.

    Half a page ends inside a tag, a script, a style or a comment; or, unclosed, in the middle of a sentence.
    """
    where = ""
    opened = _OPENED.search(text)
    unclosed = opened is not None and not _CLOSED.search(text, opened.end())
    if _IN_A_TAG.search(text, max(0, len(text) - 5000)):
        where = "inside a tag"
    elif unclosed and (raw := _open_raw(text)):
        where = f"inside {raw}"
    elif unclosed and _breaks_off(text):
        where = "in the middle of a sentence, before </body>"
    if where:
        raise Refused(
            "cut_off",
            f"the page is cut off: it ends {where}",
            place=f"character {len(text)}",
            remedy="save the page again, whole",
        )
    return ("closes neither <body> nor <html>; read to its end",) if unclosed else ()


def _open_raw(text: str) -> str:
    lower = text.lower()
    return next((f"{start}>" for start, end in _RAW if lower.rfind(start) > lower.rfind(end)), "")


def _breaks_off(text: str) -> bool:
    """Does the page end in words that no sentence's end follows?"""
    tail = unescape(text[text.rfind(">") + 1 :]).rstrip()
    return bool(tail) and tail[-1] not in _SENTENCE_ENDS
