"""What a rule finds, and what becomes of it: a finding with its code, its file and its place."""

from typing import Final, Literal

import msgspec

Severity = Literal["error", "warning", "note"]
# From the worst to the least: an error is wrong in itself, a warning asks for a look, a note is told only on request.
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "note")


class Edit(msgspec.Struct, frozen=True, order=True):
    """Characters of the document to be replaced; `end` excluded. Only edits that cannot change the meaning are made."""

    start: int
    end: int
    text: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What one rule found: offsets into the document's text, what is wrong, and what would be right ("" if unknown)."""

    start: int
    end: int
    message: str
    suggestion: str = ""
    edit: Edit | None = None


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as it is reported: `line` and `column` count from 1; `words` are the characters it is about."""

    code: str
    rule: str
    severity: Severity
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    words: str
    message: str
    suggestion: str = ""
    edit: Edit | None = None
    fingerprint: str = ""
