"""Edits applied to a text."""

from collections.abc import Iterable, Sequence

from situate.lint.finding import Edit, Finding
from situate.lint.rule import Rule


def edits_of(findings: Iterable[Finding], rules: Sequence[Rule]) -> tuple[Edit, ...]:
    """The edits of rules whose fixes are safe, from the first on; of edits that overlap, the first."""
    safe = {rule.code for rule in rules if rule.fixes}
    edits = sorted(f.edit for f in findings if f.edit is not None and f.code in safe)
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return tuple(kept)


def fixed(text: str, edits: Sequence[Edit]) -> str:
    """The text with edits made, which are in order and do not overlap."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*pieces, text[at:]))
