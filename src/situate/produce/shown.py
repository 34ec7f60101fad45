"""What of a document may be shown, and how: addresses, days, text for HTML and for Markdown."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from situate.produce.words import MONTHS

_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]#|~!])")
# What opens a list or underlines a heading; Markdown knows no backslash before a digit.
_LINE_START: Final = re.compile(r"^(\d*)([-+=.)])")
_WRITTEN: Final = re.compile(r"\\([^a-zA-Z0-9\s])")
# Control and bidirectional override characters, and what neither XML nor UTF-8 can hold.
_CONTROL: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


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


def one_line(text: str) -> str:
    """Plain text on one line, its white space single."""
    return " ".join(plain(text).split())


def md(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    entities = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LINE_START.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", entities))


def from_md(text: str) -> str:
    """What `md` wrote, as it was."""
    return _WRITTEN.sub(r"\1", text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def md_url(url: str | None) -> str:
    """A safe address as it may stand between angle brackets or in a Markdown link; "" for one that is not safe."""
    return safe_url(url).replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")


def md_notes(numbers: Iterable[int]) -> str:
    """Footnote marks of Markdown."""
    return "".join(f"[^{n}]" for n in numbers)
