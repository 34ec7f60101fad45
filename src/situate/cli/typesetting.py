"""Typst at the edge: files in, a PDF or a picture out; no network, and no font but those that typst brings."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import typst

from situate.errors import DataError

# Of a map 720 units wide on paper 160 mm wide: sharp in print, and a third of a megabyte.
_DOTS_PER_INCH = 170.0


def pdf(files: Mapping[str, bytes], day: date) -> bytes:
    """The PDF of the files, `main.typ` the first; the same files and day give the same bytes."""
    return _compiled(files, format="pdf", timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC))


def png(files: Mapping[str, bytes]) -> bytes:
    """The one page of the files as a picture."""
    return _compiled(files, format="png", ppi=_DOTS_PER_INCH)


def _compiled(files: Mapping[str, bytes], **options: Any) -> bytes:
    # Fonts of the system would make the bytes another machine's; their names go into no file of ours.
    given: Any = dict(files)  # typst's stubs do not know that it takes files by name
    try:
        made = typst.compile(given, ignore_system_fonts=True, **options)
    except typst.TypstError as error:
        raise DataError(
            f"typst refused the page: {error.message}", where="main.typ", remedy="report it with the assessment's JSON"
        ) from error
    if not isinstance(made, bytes):
        raise DataError("typst made no single file", where="main.typ", remedy="report it with the assessment's JSON")
    return made
