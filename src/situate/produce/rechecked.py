"""Which sentences of an edited draft still follow from the claims they are marked with."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final, Literal

import msgspec

from situate.model import Claim
from situate.produce.desk import Desk
from situate.produce.draft import BOARD, CHANGES, TAKEAWAYS, thumb
from situate.produce.edited import Edited, Line, claim_of
from situate.produce.gate import refusal, strict_refusal
from situate.produce.softened import lost_word

# The headings that every draft has.
_OWN: Final = frozenset({TAKEAWAYS, CHANGES, BOARD})


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """What a check has to say of one line. An error keeps the draft from being printed; a note is for the reader."""

    line: int
    severity: Literal["error", "note"]
    what: str
    message: str
    text: str = ""


class Recheck(msgspec.Struct, frozen=True, kw_only=True):
    """The remarks in the order of the text, and how many sentences there are, as written, changed, new and gone."""

    remarks: tuple[Remark, ...]
    sentences: int
    unchanged: int
    changed: int
    new: int
    gone: int

    @property
    def errors(self) -> int:
        """How many remarks are errors."""
        return sum(remark.severity == "error" for remark in self.remarks)


def recheck(edited: Edited, desk: Desk, *, strict: bool = False) -> Recheck:
    """Put every sentence through the gate, with the claims of `desk` that its marks mean.

    An edited sentence must keep the doubt and the denial of its claims. It may put their words in another order; a note
    then asks to read it against them, and `strict`, which holds it to what the writer is held to, makes it an error.
    """
    lines = edited.lines()
    before = _before(edited, lines)
    known = {t for t, _ in edited.record.sentences} if edited.record else set()
    remarks = [remark for n, line in enumerate(lines) for remark in _of_line(line, before.get(n), edited, desk)]
    fresh = (line for line in lines if thumb(line.text) not in known)
    remarks += [remark for line in fresh for remark in _of_edit(line, edited, desk, strict)]
    remarks += _of_headings(edited)
    if edited.record is None:
        remarks.append(Remark(line=1, severity="note", what="no record", message=(
            "the comment that records what was written is gone; what an edit took away cannot be told")))  # fmt: skip
    same = sum(thumb(line.text) in known for line in lines)
    paired = len(before)
    written = len(edited.record.sentences) if edited.record else len(lines)
    return Recheck(
        remarks=tuple(sorted(remarks, key=lambda r: (r.line, r.severity, r.what))),
        sentences=len(lines),
        unchanged=same,
        changed=max(0, paired - same),
        new=len(lines) - max(paired, same),
        gone=max(0, written - paired),
    )


def cited_ids(edited: Edited) -> tuple[str, ...]:
    """The ids of all claims that marks of the draft mean, each once."""
    found = (claim_of(mark, edited) for line in edited.lines() for mark in line.marks)
    return tuple(dict.fromkeys(one for one in found if one))


def claims_of(line: Line, edited: Edited, claims: Mapping[str, Claim]) -> tuple[Claim, ...]:
    """The claims that a sentence is marked with, those that are known."""
    ids = dict.fromkeys(claim_of(mark, edited) for mark in line.marks)
    return tuple(claims[one] for one in ids if one in claims)


def _of_line(line: Line, before: tuple[str, ...] | None, edited: Edited, desk: Desk) -> Iterator[Remark]:
    def error(what: str, message: str) -> Remark:
        return Remark(line=line.line, severity="error", what=what, message=message, text=line.text)

    unknown = [mark for mark in line.marks if claim_of(mark, edited) not in desk.claims]
    yield from (error("unknown mark", _unknown(mark, edited)) for mark in unknown)
    if not line.text:
        yield error("marks without a sentence", f"{_marks(line.marks)} have no sentence to stand at")
        return
    removed = tuple(mark for mark in before or () if mark not in line.marks)
    took = f"; {_marks(removed)} stood here" if removed else ""
    claims = claims_of(line, edited, desk.claims)
    if not line.marks:
        yield error("no mark" if removed else "new sentence", f"it is marked with no claim{took}")
    elif claims:
        reason = refusal(line.text, claims, desk)
        if reason:
            yield error("does not follow", f"{reason}{took}")
        elif removed:
            yield Remark(line=line.line, severity="note", what="mark removed", text=line.text,
                         message=f"{_marks(removed)} stood here; the sentence follows without")  # fmt: skip


def _of_edit(line: Line, edited: Edited, desk: Desk, strict: bool) -> Iterator[Remark]:
    """What is asked of words that the writer did not write, beyond the gate."""
    claims = claims_of(line, edited, desk.claims)
    if not claims or refusal(line.text, claims, desk):
        return
    lost = lost_word(line.text, claims)
    if lost:
        yield Remark(line=line.line, severity="error", what="does not follow", text=line.text,
                     message=f"its claims say {lost!r}")  # fmt: skip
        return
    loose = strict_refusal(line.text, claims, desk)
    if loose:
        message = f"{loose}: every word is theirs, but who did what to whom is for you to see to"
        severity: Literal["error", "note"] = "error" if strict else "note"
        yield Remark(line=line.line, severity=severity, what="own order", text=line.text, message=message)


def _unknown(mark: str, edited: Edited) -> str:
    claim = claim_of(mark, edited)
    if claim:
        return f"[^{mark}] means claim {claim}, which the ledger does not hold"
    return f"[^{mark}] is neither defined at the end nor the id of a claim"


def _marks(marks: Sequence[str]) -> str:
    return " ".join(f"[^{mark}]" for mark in marks)


def _of_headings(edited: Edited) -> Iterator[Remark]:
    """Headings and labels that the ledger did not write: they stand on nothing. What changed is no label to choose."""
    if edited.record is None:
        return
    part = ""
    for block in edited.blocks:
        part = block.text if block.kind == "heading" else part
        for words in (block.text, block.label):
            if not words or words in _OWN or not edited.record.headings.isdisjoint({thumb(words), thumb(words[:-1])}):
                continue
            if part == CHANGES and words == block.label:
                message = "what has changed is the ledger's to say; put its words back, or take the line out"
                yield Remark(line=block.line, severity="error", what="change", message=message, text=words)
            else:
                message = "the words of a heading or label are the editor's own; nothing checks them"
                yield Remark(line=block.line, severity="note", what="heading", message=message, text=words)


def _before(edited: Edited, lines: tuple[Line, ...]) -> dict[int, tuple[str, ...]]:
    """The marks that each sentence was written with, by its number; those of a changed one by what stood there."""
    if edited.record is None:
        return {}
    written = edited.record.sentences
    matcher = SequenceMatcher(None, [t for t, _ in written], [thumb(line.text) for line in lines], autojunk=False)
    found: dict[int, tuple[str, ...]] = {}
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            found |= {start + n: written[first + n][1] for n in range(last - first)}
        elif kind == "replace":
            found |= _paired(written[first:last], lines, range(start, end))
    return found


def _paired(
    written: Sequence[tuple[str, tuple[str, ...]]], lines: Sequence[Line], changed: range
) -> dict[int, tuple[str, ...]]:
    """Changed sentences with what stood in their place: by the marks they share, else one for one."""
    found: dict[int, tuple[str, ...]] = {}
    free = [marks for _, marks in written]
    for number in changed:
        own = set(lines[number].marks)
        best = max(free, key=lambda marks: len(own.intersection(marks)), default=None)
        if best is not None and (own.intersection(best) or len(written) == len(changed)):
            found[number] = best
            free.remove(best)
    return found
