"""The assessment as a draft to edit: Markdown, a sentence a line, each with the marks of the claims it stands on.

The marks are Markdown's footnotes, and each footnote begins with the id of a claim. A comment at the end records what
was written, so that a check can tell what an edit took away.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from situate.produce.assessment import Assessment, Note, Paragraph, Sentence
from situate.produce.paper import source_line
from situate.produce.shown import md, md_notes, md_url, one_line

TAKEAWAYS: Final = "Key takeaways"
CHANGES: Final = "Changes since the day before"
BOARD: Final = "Warning board"
CLAIMS: Final = "Claims"
OBJECTIVE: Final = "Objective: "
RECORD: Final = "written by situate; a check reads these lines"
_HINT: Final = (
    "Edit the words freely. Each sentence ends in the marks of the claims it stands on; their words are at the end. "
    "A new sentence needs marks too: those of claims below, or an id from `situate claims`, as [^0123456789abcdef]. "
    "`situate assess check` tells which sentences no longer follow, `situate assess print` makes the pages."
)


def thumb(text: str) -> str:
    """Eight hex digits that tell whether a sentence or a heading still has its words."""
    return sha256(one_line(text).encode()).hexdigest()[:8]


def draft(assessment: Assessment, *, lookback_days: int) -> str:
    """The draft of an assessment; `lookback_days` is what it was written with, and will be printed with."""
    head = f"---\nsituate: draft\nday: {assessment.day}\ntheatre: {assessment.theatre}\nlookback: {lookback_days}\n---"
    hand = _Hand(assessment)
    parts = [head, f"<!-- {_HINT} -->", f"# {md(assessment.title)}", *hand.body(assessment), f"## {CLAIMS}"]
    parts += [_definition(note) for note in assessment.notes]
    return "\n\n".join([*parts, hand.record(assessment)]) + "\n"


def change_label(subject: str, before: str, after: str) -> str:
    """What changed, in front of the sentence that tells it: "Soledar: contested → held." """
    states = f"{before} → {after}" if before else after
    return f"{subject}: {states}." if subject else f"{states}."


class _Hand:
    """Writes sentences with the numbers of their claims' notes, in the order in which the sentence has its claims."""

    def __init__(self, assessment: Assessment) -> None:
        self._numbers = {note.claim: note.number for note in assessment.notes}

    def marks(self, sentence: Sentence) -> tuple[int, ...]:
        """The numbers of a sentence's claims."""
        return tuple(self._numbers[claim] for claim in sentence.claims if claim in self._numbers)

    def body(self, a: Assessment) -> Iterator[str]:
        """The parts of the draft between its title and its list of claims."""
        yield from map(self._paragraph, a.toplines)
        yield f"## {TAKEAWAYS}"
        yield self._items(("", s) for s in a.takeaways)
        if a.changes:
            yield f"## {CHANGES}"
            labels = (f"**{md(change_label(c.subject, c.before, c.after))}** " for c in a.changes)
            yield self._items(zip(labels, (c.sentence for c in a.changes), strict=True))
        for section in a.sections:
            yield f"## {md(section.title)}"
            if section.objective:
                yield f"*{OBJECTIVE}{md(section.objective)}*"
            yield from map(self._paragraph, section.paragraphs)
        if a.boards:
            yield f"## {BOARD}"
        for board in a.boards:
            yield f"### {md(board.question)}"
            for rung in board.rungs:
                yield f"**{md(rung.heading)}**"
                if rung.sentences:
                    yield self._items(("", s) for s in rung.sentences)

    def _items(self, pairs: Iterable[tuple[str, Sentence]]) -> str:
        return "\n".join(f"- {label}{self._sentence(sentence)}" for label, sentence in pairs)

    def _paragraph(self, paragraph: Paragraph) -> str:
        label = f"**{md(paragraph.label)}.** " if paragraph.label else ""
        return label + "\n".join(map(self._sentence, paragraph.sentences))

    def _sentence(self, sentence: Sentence) -> str:
        return f"{md(sentence.text)}{md_notes(self.marks(sentence))}"

    def record(self, a: Assessment) -> str:
        """A line a sentence, its thumb and its marks; a line a heading, label or objective, its thumb alone."""
        headings = [a.title, *(s.title for s in a.sections), *(s.objective for s in a.sections if s.objective)]
        headings += [p.label for s in a.sections for p in s.paragraphs if p.label]
        headings += [b.question for b in a.boards] + [r.heading for b in a.boards for r in b.rungs]
        headings += [change_label(c.subject, c.before, c.after) for c in a.changes]
        lines = [f"{thumb(s.text)} {' '.join(map(str, self.marks(s)))}" for s in a.sentences()]
        return "\n".join([f"<!-- {RECORD}", *lines, *dict.fromkeys(map(thumb, headings)), "-->"])


def _definition(note: Note) -> str:
    address = f" <{md_url(note.url)}>" if md_url(note.url) else ""
    return f"[^{note.number}]: {note.claim} “{md(note.quote)}” {md(source_line(note))}{address}"
