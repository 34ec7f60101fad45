"""From the desk to the assessment: plan, sentences, gate, notes, map."""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from situate.courses import Rubric
from situate.produce.assessment import Assessment, Board, Change, Paragraph, Rung, Section, Sentence
from situate.produce.changes import Changed, changes
from situate.produce.clause import capitals
from situate.produce.desk import Desk
from situate.produce.gate import strict_refusal
from situate.produce.joining import continued, joined
from situate.produce.lead import takeaways, toplines
from situate.produce.leftovers import left_out
from situate.produce.located import located_once
from situate.produce.marks import area_names, frame_of, marks
from situate.produce.notes import Notes
from situate.produce.opening import differing, opening
from situate.produce.plan import Item, by_topic, plan
from situate.produce.sentences import Draft, Pen
from situate.produce.sift import sift
from situate.produce.who import only_publisher
from situate.produce.words import MONTHS

# Sentences of a paragraph before it is parted.
_PARAGRAPH: Final = 8


def write(desk: Desk) -> Assessment:
    """Write the assessment of the desk's day. Every sentence has passed the gate."""
    pen = Pen(desk, capitals(desk.claims.values(), desk.theatre))
    planned = plan(pen, sift(desk))
    notes = Notes(desk)
    # In the order of printing, which numbers the notes.
    leads = tuple(_paragraph(group, pen, notes) for group in toplines(planned, desk))
    briefs = tuple(_sentence(draft, notes) for draft in takeaways(planned, pen))
    changed = tuple(_change(c, notes) for c in changes(desk, planned, pen))
    # The sections are the whole record; what leads the page stands in them too.
    sections = tuple(_sections([i for i in planned.items if not i.rubric], pen, notes))
    boards = tuple(_boards([i for i in planned.items if i.rubric], desk, notes))
    shown = marks(notes.cited(), desk, notes)
    return Assessment(
        title=f"{desk.theatre.name}: assessment of {MONTHS[desk.day.month - 1]} {desk.day.day}, {desk.day.year}",
        theatre=desk.theatre.id,
        day=desk.day,
        frame=frame_of(shown, desk.theatre),
        theatre_frame=frame_of((), desk.theatre),
        toplines=leads,
        takeaways=briefs,
        sections=sections,
        boards=boards,
        changes=changed,
        left_out=left_out(planned.left, frozenset(c.id for c in notes.cited())),
        notes=notes.notes(),
        marks=shown,
        areas=area_names(desk.theatre),
        counts=_counts(desk, notes),
        heard_through=only_publisher(desk),
    )


def _paragraph(items: Sequence[Item], pen: Pen, notes: Notes) -> Paragraph:
    first = differing(items, pen)
    drafts = [*([first] if first else []), *flowing([d for i in items for d in i.drafts], pen.desk)]
    return Paragraph(sentences=_sentences(_located_once(drafts, set()), notes))


def _located_once(drafts: Iterable[Draft], seen: set[tuple[str, str]]) -> list[Draft]:
    """The drafts with the locator of a place behind its first mention alone."""
    return [msgspec.structs.replace(d, text=located_once(d.text, seen)) for d in drafts]


def _change(changed: Changed, notes: Notes) -> Change:
    return Change(
        kind=changed.kind,
        sentence=_sentence(changed.draft, notes),
        subject=changed.subject,
        before=changed.before,
        after=changed.after,
    )


def _sentence(draft: Draft, notes: Notes) -> Sentence:
    return Sentence(
        text=draft.finished,
        claims=tuple(c.id for c in draft.claims),
        notes=notes.cite(draft.claims),
        propositions=notes.propositions(draft.claims),
        grade=notes.grade(draft.claims),
        sums=draft.sums,
    )


def _sentences(drafts: Iterable[Draft], notes: Notes) -> tuple[Sentence, ...]:
    return tuple(_sentence(d, notes) for d in drafts)


def _sections(items: list[Item], pen: Pen, notes: Notes) -> Iterable[Section]:
    """One section an effort, in their order; what belongs to none comes last."""
    for effort in sorted(pen.desk.theatre.efforts, key=lambda e: (e.order, e.id)):
        own = [i for i in items if i.effort == effort.id]
        if own:
            yield Section(
                effort=effort.id,
                title=effort.title,
                objective=effort.objective,
                paragraphs=tuple(_paragraphs(own, pen, notes)),
            )
    known = {e.id for e in pen.desk.theatre.efforts}
    others = [i for i in items if i.effort not in known]
    if others:
        yield Section(effort="", title="Other reporting", paragraphs=tuple(_paragraphs(others, pen, notes)))


def _paragraphs(items: list[Item], pen: Pen, notes: Notes) -> Iterable[Paragraph]:
    topics = by_topic(items)
    seen: set[tuple[str, str]] = set()
    for topic, group in topics.items():
        first = opening(group, topic, pen) or differing(group, pen)
        flow = flowing([d for item in group for d in item.drafts], pen.desk)
        drafts = _located_once([*([first] if first else []), *flow], seen)
        for start in range(0, len(drafts), _PARAGRAPH):
            yield Paragraph(
                label=topic if start == 0 and len(topics) > 1 else "",
                sentences=_sentences(drafts[start : start + _PARAGRAPH], notes),
            )


def flowing(drafts: list[Draft], desk: Desk) -> list[Draft]:
    """Neighbouring sentences of one voice joined or tied; each through the gate again, else left as it was."""
    result: list[Draft] = []
    for draft in drafts:
        before = result[-1] if result else None
        pair = joined(before, draft) if before else None
        tied = continued(before, draft) if before else draft
        if pair is not None and not strict_refusal(pair.finished, pair.claims, desk):
            result[-1] = pair
        else:
            result.append(draft if strict_refusal(tied.finished, tied.claims, desk) else tied)
    return result


def _boards(items: list[Item], desk: Desk, notes: Notes) -> Iterable[Board]:
    for course in desk.theatre.courses:
        rungs = tuple(_rung(rubric, items, notes) for rubric in course.rubrics)
        if any(rung.sentences for rung in rungs):
            stand = next((b for b in desk.boards if b.course == course.id), None)
            words = f"Level: {stand.level}; trend: {stand.trend}." if stand else ""
            yield Board(course=course.id, question=course.question, rungs=rungs, standing=words)


def _rung(rubric: Rubric, items: list[Item], notes: Notes) -> Rung:
    drafts = [d for i in items if i.rubric == rubric.id for d in i.drafts]
    heading = {
        "more": "Makes it more likely", "less": "Makes it less likely", "ambiguous": "Can be read either way",
    }  # fmt: skip
    return Rung(
        rubric=rubric.id,
        heading=heading.get(rubric.direction, rubric.direction),
        sentences=_sentences(drafts, notes),
    )


def _counts(desk: Desk, notes: Notes) -> tuple[tuple[str, int], ...]:
    cited = notes.cited()
    return (
        ("claims read", len(desk.claims)),
        ("claims cited", len(cited)),
        ("documents cited", len({c.document for c in cited})),
        ("propositions", len(desk.propositions)),
    )
