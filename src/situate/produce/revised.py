"""An edited draft as an assessment again: its own words, with claims, grades, notes and the marks on the map."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from situate.produce.assessment import (
    Assessment,
    Board,
    Change,
    LeftOut,
    Paragraph,
    Rung,
    Section,
    Sentence,
)
from situate.produce.desk import Desk
from situate.produce.draft import BOARD, CHANGES, TAKEAWAYS, change_label, thumb
from situate.produce.edited import Block, Edited, Line
from situate.produce.gate import strict_refusal
from situate.produce.marks import frame_of, marks
from situate.produce.notes import Notes
from situate.produce.rechecked import claims_of

_TAKEN_OUT: Final = "Taken out by whoever edited this page."


def revised(written: Assessment, edited: Edited, desk: Desk) -> Assessment:
    """The assessment with the words of the edited draft. `written` is what the desk gives unedited.

    It tells how many of its sentences are not as they were written, by the draft's own record where it has one.

    Headings, boards and changes keep their order and their state words from the draft; sentences whose marks mean no
    claim of the desk have no note, so check the draft first.
    """
    hand = _Hand(edited, desk)
    parts = _parts(edited.blocks)
    toplines = hand.paragraphs(parts[0][1])
    takeaways = hand.sentences(_under(parts, TAKEAWAYS))
    changes = hand.changes(_under(parts, CHANGES), written.changes)
    own = {TAKEAWAYS, CHANGES, BOARD}
    sections = tuple(hand.section(title, blocks, written.sections) for title, blocks in parts[1:] if title not in own)
    boards = tuple(hand.boards(_under(parts, BOARD), written.boards))
    cited = hand.notes.cited()
    shown = marks(cited, desk, hand.notes)
    counts = {**dict(written.counts), "claims cited": len(cited), "documents cited": len({c.document for c in cited})}
    return msgspec.structs.replace(
        written,
        title=next((b.text for b in edited.blocks if b.kind == "title"), written.title),
        toplines=toplines, takeaways=takeaways, changes=changes, sections=sections, boards=boards,
        left_out=(*written.left_out, *_taken_out(written, {c.id for c in cited}, desk)),
        notes=hand.notes.notes(), marks=shown, frame=frame_of(shown, desk.theatre),
        counts=tuple((what, counts[what]) for what, _ in written.counts),
        edited=_others(edited, written),
    )  # fmt: skip


class _Hand:
    """What turns the draft's blocks into sentences with notes, numbered in the order of printing."""

    def __init__(self, edited: Edited, desk: Desk) -> None:
        self._edited, self._desk = edited, desk
        self.notes = Notes(desk)

    def sentence(self, line: Line) -> Sentence:
        claims = claims_of(line, self._edited, self._desk.claims)
        return Sentence(
            text=line.text,
            claims=tuple(c.id for c in claims),
            notes=self.notes.cite(claims),
            propositions=self.notes.propositions(claims),
            grade=self.notes.grade(claims),
            sums=bool(strict_refusal(line.text, claims, self._desk)),
        )

    def sentences(self, blocks: Iterable[Block]) -> tuple[Sentence, ...]:
        return tuple(self.sentence(line) for block in blocks for line in block.lines)

    def paragraphs(self, blocks: Iterable[Block]) -> tuple[Paragraph, ...]:
        return tuple(
            Paragraph(label=b.label.removesuffix("."), sentences=self.sentences([b])) for b in blocks if b.lines
        )

    def section(self, title: str, blocks: tuple[Block, ...], written: Iterable[Section]) -> Section:
        return Section(
            effort=next((s.effort for s in written if s.title == title), ""),
            title=title,
            objective=next((b.text for b in blocks if b.kind == "objective"), ""),
            paragraphs=self.paragraphs(blocks),
        )

    def changes(self, blocks: Iterable[Block], written: Iterable[Change]) -> tuple[Change, ...]:
        """A change an item; one whose label is as written keeps its kind and its states apart."""
        by_label = {change_label(c.subject, c.before, c.after): c for c in written}
        found = []
        for block in blocks:
            before = by_label.get(block.label)
            for line in block.lines:
                said = self.sentence(line)
                new = Change(kind="new", sentence=said, after=block.label.removesuffix("."))
                found.append(msgspec.structs.replace(before, sentence=said) if before else new)
        return tuple(found)

    def boards(self, blocks: Iterable[Block], written: tuple[Board, ...]) -> Iterator[Board]:
        for question, under in _grouped(blocks, "question"):
            known = next((b for b in written if b.question == question), None)
            rungs = tuple(
                Rung(
                    rubric=next((r.rubric for r in known.rungs if r.heading == heading), "") if known else "",
                    heading=heading,
                    sentences=self.sentences(inner),
                )
                for heading, inner in _grouped(under, "label")
            )
            standing = known.standing if known else ""
            yield Board(course=known.course if known else "", question=question, rungs=rungs, standing=standing)


def _parts(blocks: Iterable[Block]) -> list[tuple[str, tuple[Block, ...]]]:
    """The blocks under each heading; first those before any, under ""."""
    parts: list[tuple[str, list[Block]]] = [("", [])]
    for block in blocks:
        if block.kind == "heading":
            parts.append((block.text, []))
        elif block.kind != "title":
            parts[-1][1].append(block)
    return [(title, tuple(held)) for title, held in parts]


def _under(parts: list[tuple[str, tuple[Block, ...]]], title: str) -> tuple[Block, ...]:
    return tuple(block for own, held in parts[1:] if own == title for block in held)


def _grouped(blocks: Iterable[Block], kind: str) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """The blocks behind each block of a kind, with its words."""
    name, held = None, list[Block]()
    for block in blocks:
        if block.kind == kind:
            if name is not None:
                yield name, tuple(held)
            name, held = block.text, []
        else:
            held.append(block)
    if name is not None:
        yield name, tuple(held)


def _others(edited: Edited, written: Assessment) -> int:
    """How many sentences are not the writer's."""
    record = edited.record
    own = {t for t, _ in record.sentences} if record else {thumb(sentence.text) for sentence in written.sentences()}
    return sum(thumb(line.text) not in own for line in edited.lines())


def _taken_out(written: Assessment, kept: set[str], desk: Desk) -> Iterator[LeftOut]:
    """The claims that the page would have cited, and that whoever edited it left out."""
    gone = [n.claim for n in written.notes if n.claim not in kept]
    if gone:
        words = (" ".join(desk.claims[c].content.text.split()[:30]) for c in gone[:3])
        yield LeftOut(
            reason="edited", explanation=_TAKEN_OUT, count=len(gone), examples=tuple(f"“{w}”" for w in words),
            claims=tuple(gone),
        )  # fmt: skip
