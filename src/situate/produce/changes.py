"""What differs from the day before: states of settlements, grades, denials, and what is new."""

from collections.abc import Iterator
from typing import Final

import msgspec

from situate.model import Claim, Control, Proposition
from situate.produce.desk import Desk
from situate.produce.gate import strict_refusal
from situate.produce.plan import Item, Plan
from situate.produce.rank import SUBJECTS
from situate.produce.sentences import Draft, Pen, says_nothing, told
from situate.produce.spelling import house_name
from situate.produce.words import listed

_GRADES: Final = {
    1: "1 confirmed",
    2: "2 probably true",
    3: "3 possibly true",
    4: "4 doubtful",
    5: "5 improbable",
    6: "6 cannot be judged",
}
# In the order in which they matter to a reader; fighting where nothing was known before is for the sections.
_STATES: Final = ("held", "contested", "entered", "advanced", "fighting", "unknown")
# A reader takes in about this many of a kind; the sections hold the rest.
_MOST: Final = 10


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """A change before its notes are numbered."""

    kind: str
    draft: Draft
    subject: str
    before: str
    after: str


def changes(desk: Desk, planned: Plan, pen: Pen) -> tuple[Changed, ...]:
    """Everything that changed, states first; at most ten of a kind, and nothing whose claims told of another kind."""
    kinds = (_states(desk, pen), _denied(desk, pen), _new(desk, planned), _grades(desk, pen))
    told: set[str] = set()
    chosen: list[Changed] = []
    for kind in kinds:
        fresh = [c for c in _joined(kind) if not told.issuperset(x.id for x in c.draft.claims)][:_MOST]
        told.update(x.id for c in fresh for x in c.draft.claims)
        chosen.extend(fresh)
    return tuple(chosen)


def _joined(found: Iterator[Changed]) -> Iterator[Changed]:
    """Changes that one sentence tells become one, with all their subjects and the first one's states."""
    same: dict[str, list[Changed]] = {}
    for change in found:
        same.setdefault(change.draft.finished, []).append(change)
    for group in same.values():
        subjects = tuple(dict.fromkeys(c.subject for c in group if c.subject))
        yield msgspec.structs.replace(group[0], subject=listed(subjects))


def grade_words(digit: int) -> str:
    """An Admiralty digit with its words, as of FM 2-22.3."""
    return _GRADES[digit]


def _states(desk: Desk, pen: Pen) -> Iterator[Changed]:
    """Settlements whose state or tier is another than the day before."""
    before = {(c.place, c.tier): c for c in desk.controls_before}
    by_id = {p.id: p for p in desk.propositions}
    for control in sorted(desk.controls, key=_by_state):
        was = before.get((control.place, control.tier))
        if control.state in ("fighting", "unknown") and was is None:
            continue
        if was is not None and (was.state, was.side, was.evidence) == (control.state, control.side, control.evidence):
            continue
        draft = next(_drafts((by_id[p] for p in control.propositions if p in by_id), desk, pen), None)
        if draft is not None:
            subject = house_name(control.place_name or control.place, desk.theatre)
            yield Changed(
                kind="state",
                draft=draft,
                subject=subject,
                before=state_words(was, desk),
                after=state_words(control, desk),
            )


def _by_state(control: Control) -> tuple[int, str, str, str]:
    place = _STATES.index(control.state) if control.state in _STATES else len(_STATES)
    return place, control.place_name, control.place, control.tier


def state_words(control: Control | None, desk: Desk) -> str:
    """A state in a few words: "held by Russia, claimed"."""
    if control is None:
        return "nothing known"
    side = next((s.name for s in desk.theatre.sides if s.id == control.side), "")
    return f"{control.state}{f' by {side}' if side else ''}, {control.tier}"


def _grades(desk: Desk, pen: Pen) -> Iterator[Changed]:
    """Propositions of the day before whose grade is another today."""
    for proposition in desk.propositions:
        now, was = desk.judgments.get(proposition.id), desk.judgments_before.get(proposition.id)
        if now is None or was is None or now.credibility == was.credibility:
            continue
        draft = next(_drafts((proposition,), desk, pen), None)
        if draft is not None:
            yield Changed(
                kind="regraded",
                draft=draft,
                subject=proposition.place_name or SUBJECTS[proposition.event],
                before=grade_words(was.credibility),
                after=grade_words(now.credibility),
            )


def _denied(desk: Desk, pen: Pen) -> Iterator[Changed]:
    """Propositions that somebody denies today and nobody denied the day before."""
    before = {p.id: set(p.denies) for p in desk.propositions_before}
    for proposition in desk.propositions:
        if proposition.id not in before or before[proposition.id]:
            continue
        draft = next((d for c in proposition.denies if (d := _draft(desk.claims.get(c), desk, pen))), None)
        if draft is not None:
            subject = proposition.place_name or SUBJECTS[proposition.event]
            yield Changed(kind="denied", draft=draft, subject=subject, before="not denied", after="denied")


def _new(desk: Desk, planned: Plan) -> Iterator[Changed]:
    """The heaviest of what nobody had said by the day before."""
    before = {p.id for p in desk.propositions_before}
    for item in planned.items:
        if item.scene.proposition.id not in before and _first_today(item, desk):
            yield Changed(
                kind="new",
                draft=item.brief,
                subject=_subject(item, desk),
                before="",
                after="new",
            )


def _subject(item: Item, desk: Desk) -> str:
    """The heading of its paragraph where that is a town or a post, else its area, its effort or its matter."""
    if item.topic not in SUBJECTS.values():
        return item.topic
    effort = next((e.title for e in desk.theatre.efforts if e.id == item.effort), "")
    return house_name(item.scene.proposition.place_name, desk.theatre) or effort or item.topic


def _first_today(item: Item, desk: Desk) -> bool:
    return all(c.published is None or c.published == desk.day for c in item.scene.claims)


def _drafts(propositions: Iterator[Proposition] | tuple[Proposition, ...], desk: Desk, pen: Pen) -> Iterator[Draft]:
    for proposition in propositions:
        for claim in proposition.supports:
            draft = _draft(desk.claims.get(claim), desk, pen)
            if draft is not None:
                yield draft


def _draft(claim: Claim | None, desk: Desk, pen: Pen) -> Draft | None:
    if claim is None or (claim.published is not None and claim.published > desk.day):
        return None
    if says_nothing(claim, pen):
        return None
    draft = told((claim,), pen)
    return None if strict_refusal(draft.finished, draft.claims, desk) else draft
