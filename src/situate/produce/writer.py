"""From the desk to the assessment: plan, sentences, gate, notes, map."""

from collections.abc import Iterable
from typing import Final

from situate.model import Claim
from situate.produce.accounts import POSTS
from situate.produce.assessment import Assessment, Board, Change, Frame, LeftOut, Paragraph, Rung, Section, Sentence
from situate.produce.changes import changes
from situate.produce.clause import capitals
from situate.produce.desk import Desk
from situate.produce.gate import refusal
from situate.produce.marks import area_names, frame_of, marks
from situate.produce.notes import Notes
from situate.produce.plan import Item, Plan, by_topic, plan
from situate.produce.sentences import Draft, Pen, continued, joined, same_voice
from situate.produce.sift import sift
from situate.produce.words import MONTHS
from situate.theatre import Rubric

# Toplines lead the page, takeaways sum it up: the numbers of the assessments of 2022 are 1 to 5 and 5 to 11.
_TOPLINES: Final = 4
_TAKEAWAYS: Final = 9
# Sentences of a paragraph before it is parted.
_PARAGRAPH: Final = 8

REASONS: Final[dict[str, str]] = {
    "uncorroborated": "Uncorroborated: one origin, no evidence, and little that hangs on it.",
    "unplaced": "Unplaced: fighting or fire at a place that no gazetteer, locator or section puts on the map.",
    "improbable": "Improbable: one origin, graded 5, and nobody answers it.",
    "copy": "Copies: the same words as in a document that is cited; they count as one voice.",
    "relay": "Relays: another's claim passed on; its origin is cited.",
    "again": "Said again: by a voice, or with a content, that the printed sentences already hold.",
    "renewed": "Renewed: the same source says the same of the same places on the day itself.",
    "version": "Earlier versions: the last version of the same post is cited.",
    "withdrawn": "Taken back: words that the last version of the same post no longer holds.",
    "earlier": "Earlier days: said before the day before, and by nobody since.",
    "later": "Later: published after the day.",
    "slight": "Slight: too little hangs on it for this page.",
    "context": "Context only: it names no doer and no place.",
    "fragment": "Fragments: words that mean nothing without the sentence before them, or name nobody.",
    "summary": "Summaries: toplines and takeaways of published assessments, whose bodies are read instead.",
    "refused": "Refused by the gate: the sentence would have said what its claims do not.",
}


def write(desk: Desk) -> Assessment:
    """Write the assessment of the desk's day. Every sentence has passed the gate."""
    pen = Pen(desk, capitals(desk.claims.values(), desk.theatre))
    planned = plan(pen, sift(desk))
    notes = Notes(desk)
    tops = _toplines(planned, desk)
    toplines = tuple(
        Paragraph(sentences=_sentences(flowing([d for i in g for d in i.drafts], desk), notes)) for g in tops
    )
    takeaways = tuple(
        _sentence(i.brief, notes) for i in _spread([i for i in planned.items if not i.rubric], _TAKEAWAYS)
    )
    changed = tuple(
        Change(kind=c.kind, sentence=_sentence(c.draft, notes), subject=c.subject, before=c.before, after=c.after)
        for c in changes(desk, planned, pen)
    )
    led = {i.scene.proposition.id for group in tops for i in group}
    rest = [i for i in planned.items if i.scene.proposition.id not in led]
    sections = tuple(_sections([i for i in rest if not i.rubric], desk, notes))
    boards = tuple(_boards([i for i in planned.items if i.rubric], desk, notes))
    shown = marks(_cited(planned), desk, notes)
    return Assessment(
        title=f"{desk.theatre.name}: assessment of {MONTHS[desk.day.month - 1]} {desk.day.day}, {desk.day.year}",
        theatre=desk.theatre.id,
        day=desk.day,
        frame=frame_of(shown, desk.theatre),
        theatre_frame=Frame(
            south=desk.theatre.south, west=desk.theatre.west, north=desk.theatre.north, east=desk.theatre.east
        ),
        toplines=toplines,
        takeaways=takeaways,
        sections=sections,
        boards=boards,
        changes=changed,
        left_out=_left_out(planned),
        notes=notes.notes(),
        marks=shown,
        areas=area_names(desk.theatre),
        counts=_counts(desk, planned),
    )


def _toplines(planned: Plan, desk: Desk) -> tuple[tuple[Item, ...], ...]:
    """The heaviest items that are not filed on the warning board, at most two of one effort.

    Accounts of who holds one office come together: they are read against one another.
    """

    def around(item: Item) -> tuple[Item, ...]:
        """An item with all that are told with it."""
        return (item, *(o for o in planned.items if item.office and o is not item and _told_with(o, item, desk)))

    chosen: list[Item] = []
    for item in planned.items:
        told = any(_told_with(item, i, desk) for group in map(around, chosen) for i in group)
        if not item.rubric and not told and sum(i.effort == item.effort for i in chosen) < 2:
            chosen.append(item)
        if len(chosen) == _TOPLINES:
            break
    return tuple(around(item) for item in chosen)


def _told_with(item: Item, other: Item, desk: Desk) -> bool:
    """Are both about one post, or is the item more of what one voice says of who holds it?"""
    if not other.office or item.scene.proposition.event not in POSTS:
        return False
    theirs = [c for d in other.drafts for c in d.claims]
    ours = item.drafts[0].claims[0]
    same = any(c.document == ours.document and same_voice(c, ours, desk) for c in theirs)
    return item.office == other.office or same


def _spread(items: list[Item], most: int) -> tuple[Item, ...]:
    """The heaviest item of every effort before the second of any; printed by weight."""
    rounds: dict[str, int] = {}
    ranked: list[tuple[int, int, Item]] = []
    for place, item in enumerate(items):
        rounds[item.effort] = rounds.get(item.effort, 0) + 1
        ranked.append((rounds[item.effort], place, item))
    chosen = sorted(ranked, key=lambda r: r[:2])[:most]
    return tuple(item for _, _, item in sorted(chosen, key=lambda r: r[1]))


def _sentence(draft: Draft, notes: Notes) -> Sentence:
    return Sentence(
        text=draft.finished,
        claims=tuple(c.id for c in draft.claims),
        notes=notes.cite(draft.claims),
        propositions=notes.propositions(draft.claims),
        grade=notes.grade(draft.claims),
    )


def _sentences(drafts: Iterable[Draft], notes: Notes) -> tuple[Sentence, ...]:
    return tuple(_sentence(d, notes) for d in drafts)


def _sections(items: list[Item], desk: Desk, notes: Notes) -> Iterable[Section]:
    """One section an effort, in their order; what belongs to none comes last."""
    for effort in sorted(desk.theatre.efforts, key=lambda e: (e.order, e.id)):
        own = [i for i in items if i.effort == effort.id]
        if own:
            yield Section(
                effort=effort.id,
                title=effort.title,
                objective=effort.objective,
                paragraphs=tuple(_paragraphs(own, desk, notes)),
            )
    known = {e.id for e in desk.theatre.efforts}
    others = [i for i in items if i.effort not in known]
    if others:
        yield Section(effort="", title="Other reporting", paragraphs=tuple(_paragraphs(others, desk, notes)))


def _paragraphs(items: list[Item], desk: Desk, notes: Notes) -> Iterable[Paragraph]:
    topics = by_topic(items)
    for topic, group in topics.items():
        drafts = flowing([d for item in group for d in item.drafts], desk)
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
        if pair is not None and not refusal(pair.finished, pair.claims, desk):
            result[-1] = pair
        else:
            result.append(draft if refusal(tied.finished, tied.claims, desk) else tied)
    return result


def _boards(items: list[Item], desk: Desk, notes: Notes) -> Iterable[Board]:
    for course in desk.theatre.courses:
        rungs = tuple(_rung(rubric, items, notes) for rubric in course.rubrics)
        if any(rung.sentences for rung in rungs):
            yield Board(course=course.id, question=course.question, rungs=rungs)


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


def _cited(planned: Plan) -> list[Claim]:
    return [c for item in planned.items for d in (*item.drafts, item.brief) for c in d.claims]


def _left_out(planned: Plan) -> tuple[LeftOut, ...]:
    """The claims not printed, by reason, with the first examples of each."""
    printed = {c.id for c in _cited(planned)}
    groups: dict[str, dict[str, tuple[Claim, str]]] = {reason: {} for reason in REASONS}
    for reason, claim, remark in planned.left:
        if claim.id not in printed:
            groups[reason].setdefault(claim.id, (claim, remark))
    return tuple(
        LeftOut(
            reason=reason,
            explanation=REASONS[reason],
            count=len(group),
            examples=tuple(_example(c, remark) for c, remark in list(group.values())[:3]),
            claims=tuple(group),
        )
        for reason, group in groups.items()
        if group
    )


def _example(claim: Claim, remark: str) -> str:
    words = claim.content.text.split()
    quote = " ".join(words[:30]) + (" …" if len(words) > 30 else "")
    by = claim.speakers[-1].text if claim.speakers else claim.publisher
    return f"“{quote}” ({by}{', ' if by and remark else ''}{remark})" if by or remark else f"“{quote}”"


def _counts(desk: Desk, planned: Plan) -> tuple[tuple[str, int], ...]:
    printed = {c.id for c in _cited(planned)}
    documents = {desk.claims[i].document for i in printed}
    return (
        ("claims read", len(desk.claims)),
        ("claims cited", len(printed)),
        ("documents cited", len(documents)),
        ("propositions", len(desk.propositions)),
    )
