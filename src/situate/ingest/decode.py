"""Bytes to text: by mark, by declaration, as UTF-8, or as one of two old code pages with a word about it."""

import codecs
import re
from typing import Final

import msgspec

from situate.ingest.refused import Refused


class Decoded(msgspec.Struct, frozen=True):
    """The text without its byte order mark, the encoding it was in, and a note where that was a guess."""

    text: str
    encoding: str
    note: str = ""


# UTF-32's little-endian mark begins with UTF-16's, so it is tried first.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"SQLite format 3", "an SQLite file"),
)
# HTML's own rule is that the declaration stands in the first 1,024 bytes; saved pages put comments above it.
_HEAD: Final = 4096
_DECLARED: Final = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_CONTROLS: Final = bytes(c for c in range(32) if c not in b"\t\n\r\f\x1b")
# One stray control character in a page is dirt; more than one in two hundred bytes is no text.
_MAX_CONTROLS: Final = 1 / 200
_SAVE_AS_UTF8: Final = "save the file as UTF-8 and ingest it again"


def decode(body: bytes, *, html: bool = False) -> Decoded:
    """The text of a file. `html` says that a charset declared in a <meta> counts.

    Raises Refused (kind binary or encoding) where it is no text, or is damaged.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _strict(body[len(mark) :], encoding, said="by its byte order mark")
    _refuse_binary(body)
    declared = _declaration(body) if html else None
    try:
        text = body.decode("utf-8")
        # Whoever saved the page may have left the old declaration in it: old text is almost never valid UTF-8.
        stale = declared not in (None, "utf-8") and not text.isascii()
        return Decoded(text, "utf-8", f"declares {declared}, is UTF-8" if stale else "")
    except UnicodeDecodeError as error:
        if declared not in (None, "utf-8"):
            return _strict(body, declared, said="as it declares")
        if _valid_sequences(body):
            raise _broken("utf-8", error) from error
        return _old_code_page(body)


def _refuse_binary(body: bytes) -> None:
    for magic, what in _MAGIC:
        if body.startswith(magic):
            raise Refused("binary", f"is {what}, not text", remedy="export its text and ingest that")
    controls = len(body) - len(body.translate(None, _CONTROLS))
    if b"\x00" in body or controls > len(body) * _MAX_CONTROLS:
        place = f"byte {body.index(0)}" if b"\x00" in body else ""
        raise Refused("binary", "holds bytes that no text has", place=place, remedy=_SAVE_AS_UTF8)


def _declaration(body: bytes) -> str | None:
    found = _DECLARED.search(body[:_HEAD])
    if found is None:
        return None
    label = found[1].decode("ascii")
    try:
        name = codecs.lookup(label).name
        bytes(4).decode(name, "replace")  # a codec such as "hex" or "zip" is no charset
    except (LookupError, ValueError) as error:
        raise Refused("encoding", f"declares a charset that is not known: {label}", remedy=_SAVE_AS_UTF8) from error
    # Browsers read Latin-1 as its superset cp1252, and an ASCII declaration is kept by any UTF-8 text.
    return {"iso8859-1": "cp1252", "ascii": "utf-8"}.get(name, name)


def _strict(body: bytes, encoding: str, *, said: str) -> Decoded:
    try:
        return Decoded(body.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise _broken(f"{encoding}, {said}", error) from error


def _broken(encoding: str, error: UnicodeDecodeError) -> Refused:
    return Refused(
        "encoding",
        f"is damaged: not valid {encoding} ({error.reason})",
        place=f"byte {error.start}",
        remedy="get a whole copy of the file, or save it as UTF-8",
    )


_SEQUENCE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# Three bytes above ASCII in a row: a Cyrillic word in cp1251; in Western text two accented letters seldom meet.
_RUN: Final = re.compile(rb"[\x80-\xff]{3,}")


def _valid_sequences(body: bytes) -> list[bytes]:
    """UTF-8 sequences that stand whole, if they cover most of the bytes above ASCII: then the file is damaged UTF-8."""
    found = _SEQUENCE.findall(body)
    high = len(body) - len(body.translate(None, bytes(range(128, 256))))
    return found if sum(map(len, found)) > high / 2 else []


def _old_code_page(body: bytes) -> Decoded:
    """Cyrillic words are runs of bytes above ASCII, Western text has them one by one."""
    high = len(body) - len(body.translate(None, bytes(range(128, 256))))
    in_runs = sum(map(len, _RUN.findall(body)))
    encoding = "cp1251" if in_runs > high / 2 else "cp1252"
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(f"UTF-8, nor {encoding}", error) from error
    return Decoded(text, encoding, f"not UTF-8; read as {encoding}, guessed from its letters")
