"""What is said, under which effort, and what is left out: propositions in the order of their weight."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from situate.geo import Point
from situate.model import Claim, Proposition
from situate.produce.desk import Desk
from situate.produce.efforts import anchor_of, effort_of, where
from situate.produce.gate import holds, refusal
from situate.produce.rank import Scene, weight
from situate.produce.sentences import Draft, Pen, against, belied, family, told, unseen
from situate.produce.sift import Sifted
from situate.produce.who import voice

# Below this a proposition is not worth a line: less than a fresh uncorroborated clash without a place.
_LEAST_WEIGHT: Final = 4.0
# How many voices a proposition is given before the rest only counts.
_VOICES: Final = 3
# Accounts by the two sides that exclude one another at one place.
_RIVALS: Final = {
    "capture": frozenset({"hold", "repelled", "withdrawal"}),
    "advance": frozenset({"repelled", "hold"}),
    "hold": frozenset({"hold", "capture"}),
    "raid": frozenset({"repelled"}),
}
# The judge's rule for a claim that conduct refutes, as its receipts name it.
_BELIED: Final = "belied_by_conduct"
_POSTS: Final = frozenset({"appointment", "dismissal"})
_PLACED: Final = frozenset(
    {"assault", "repelled", "advance", "capture", "hold", "withdrawal", "clash", "raid", "strike", "shelling"}
)


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """What is printed on one proposition, or on two that exclude one another.

    `topic` names its paragraph; `office` the post it is about, "" for none.
    """

    scene: Scene
    weight: float
    effort: str
    rubric: str
    topic: str
    office: str
    drafts: tuple[Draft, ...]
    brief: Draft


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The items by weight, heaviest first, and the claims left out with the reason of each."""

    items: tuple[Item, ...]
    left: tuple[tuple[str, Claim, str], ...]


def plan(desk: Desk, pen: Pen, sifted: Sifted) -> Plan:
    """Take the propositions by weight, write each once, and say what was not written."""
    scenes = sorted(_scenes(desk, sifted), key=lambda s: (-weight(s), s.proposition.id))
    left = list(sifted.left)
    items: list[Item] = []
    used: set[str] = {claim.id for _, claim, _ in left}
    for scene in scenes:
        fresh = tuple(c for c in scene.claims if c.id not in used)
        if not fresh:
            continue
        used.update(c.id for c in fresh)
        reason = _unfit(scene, fresh, desk)
        if reason:
            left.extend((reason, claim, "") for claim in fresh)
            continue
        rival = _rival(scene, scenes, used, desk)
        item, refused = _item(scene, fresh, rival, pen)
        used.update(c.id for d in item.drafts for c in d.claims)
        left.extend(refused)
        if item.drafts:
            items.append(item)
    return Plan(items=tuple(items), left=tuple(left))


def _scenes(desk: Desk, sifted: Sifted) -> Iterator[Scene]:
    for proposition in desk.propositions:
        claims = tuple(desk.claims[i] for i in proposition.supports if i in sifted.kept)
        denials = tuple(desk.claims[i] for i in proposition.denies if i in sifted.kept)
        if claims or denials:
            yield Scene(
                proposition=proposition,
                judgment=desk.judgments.get(proposition.id),
                claims=claims or denials,
                denials=denials if claims else (),
                day=desk.day,
            )


def _unfit(scene: Scene, fresh: tuple[Claim, ...], desk: Desk) -> str:
    """Why a proposition is not printed; "" where it is."""
    if not any(c.published is None or (desk.day - c.published).days <= 1 for c in (*fresh, *scene.denials)):
        return "earlier"
    lead = fresh[0]
    if not effort_of(lead, desk.theatre) and lead.event in _PLACED:
        return "unplaced"
    if lead.event == "other" and not lead.places and not lead.actors:
        return "context"
    alone = scene.judgment is None or len(scene.judgment.origins) <= 1
    graded = scene.judgment.credibility if scene.judgment else 6
    if alone and graded == 5 and not scene.denials:
        return "improbable"
    if weight(scene) < _LEAST_WEIGHT:
        return "uncorroborated" if alone and all(c.evidence == "none" for c in fresh) else "slight"
    return ""


def _rival(scene: Scene, scenes: list[Scene], used: set[str], desk: Desk) -> Scene | None:
    """The heaviest account of the other side that excludes this one at the same place, not yet told."""
    ours = scene.proposition
    camps = desk.theatre.camps()
    for other in scenes:
        theirs = other.proposition
        if (
            ours.place is not None
            and theirs.place == ours.place
            and theirs.event in _RIVALS.get(ours.event, frozenset())
            and camps.get(theirs.side or "") != camps.get(ours.side or "")
            and theirs.id != ours.id
            and len(other.claims[0].places) <= 2
            and other.claims[0].id not in used
        ):
            return other
    return None


def _item(
    scene: Scene, fresh: tuple[Claim, ...], rival: Scene | None, pen: Pen
) -> tuple[Item, list[tuple[str, Claim, str]]]:
    """The sentences of one proposition, each through the gate, and what was refused or not needed."""
    desk = pen.desk
    left: list[tuple[str, Claim, str]] = []
    groups, spare = _voices(fresh, pen)
    left.extend(("again", claim, "") for claim in spare)
    drafts = [told(g, pen, also=_also(groups, index)) for index, g in enumerate(groups)]
    conduct = _conduct(scene, desk)
    drafts[0] = belied(drafts[0], conduct, pen) if conduct else unseen(drafts[0], scene.claims)
    other = next(iter(scene.denials), rival.claims[0] if rival else None)
    if other is not None and other not in drafts[0].claims:
        drafts[:1] = against(drafts[0], told((other,), pen))
    passed: list[Draft] = []
    for draft in drafts:
        reason = refusal(draft.finished, draft.claims, desk)
        if reason:
            left.extend(("refused", claim, reason) for claim in draft.claims)
        else:
            passed.append(draft)
    lead = fresh[0]
    brief = unseen(told(groups[0], pen, brief=True), scene.claims)
    if not passed or refusal(brief.finished, brief.claims, desk):
        brief = passed[0] if passed else brief
    effort = effort_of(lead, desk.theatre)
    item = Item(
        scene=scene,
        weight=weight(scene),
        effort=effort,
        rubric=lead.rubric or "",
        topic=_office(lead, desk) or _anchor(lead, scene.proposition, effort, desk),
        office=_office(lead, desk),
        drafts=tuple(passed),
        brief=brief,
    )
    return item, left


def _also(groups: list[tuple[Claim, ...]], index: int) -> bool:
    """Does a later voice say what the first one said, of the same event and in the same way?"""
    lead, other = groups[0][0], groups[index][0]
    return index > 0 and len(groups[index]) == 1 and (lead.event, lead.negated) == (other.event, other.negated)


def _conduct(scene: Scene, desk: Desk) -> Claim | None:
    """What the judge found the claimant's side to do at the place that it is said to hold."""
    against = scene.judgment.receipt.against if scene.judgment else ()
    ids = [i for line in against if line.rule == _BELIED for i in line.claims if i in desk.claims]
    done = [desk.claims[i] for i in ids if (desk.claims[i].published or desk.day) <= desk.day]
    return min(done, key=_preference, default=None)


def _voices(fresh: tuple[Claim, ...], pen: Pen) -> tuple[list[tuple[Claim, ...]], list[Claim]]:
    """Claims that can share a sentence, best first, and those that would only repeat it."""
    groups: list[list[Claim]] = []
    spare: list[Claim] = []
    for claim in sorted(fresh, key=_preference):
        home = next((g for g in groups if _shares(g[0], claim, pen)), None)
        families = {family(c, pen.desk) for g in groups for c in g}
        if home is not None:
            home.append(claim)
        elif family(claim, pen.desk) in families or len(groups) >= _VOICES:
            spare.append(claim)
        else:
            groups.append([claim])
    return [tuple(g) for g in groups], spare


def _preference(claim: Claim) -> tuple[object, ...]:
    ranks = ("geolocated", "satellite", "footage", "document", "data", "testimony", "none")
    return (ranks.index(claim.evidence), claim.published is None, claim.published, len(claim.places), claim.id)


def _shares(lead: Claim, claim: Claim, pen: Pen) -> bool:
    """May one sentence in the lead's words stand for both? The same act of speech, and nothing lost or added."""
    one, two = voice(lead, pen.desk), voice(claim, pen.desk)
    return (
        one.verb == two.verb
        and one.key != two.key
        and lead.stance == claim.stance
        and lead.stance in ("states", "claims", "asserts")
        and (lead.event, lead.negated) == (claim.event, claim.negated)
        and len(lead.speakers) <= 1
        and len(claim.speakers) <= 1
        and pen.clause(lead).form == "finite"
        and holds(lead.content.text, claim, pen.desk)
    )


def _office(lead: Claim, desk: Desk) -> str:
    """The post that a claim fills or empties; "" where it is about none that the theatre knows."""
    if lead.event not in _POSTS:
        return ""
    said = lead.content.text.casefold()
    named = (o.name for o in desk.theatre.offices if any(n.casefold() in said for n in (o.name, *o.aliases)))
    return next(named, "")


def _anchor(lead: Claim, proposition: Proposition, effort: str, desk: Desk) -> str:
    """The town that the paragraph is about: the effort's anchor that lies nearest."""
    known = next((e for e in desk.theatre.efforts if e.id == effort), None)
    point = where(lead)
    if point is None and proposition.lat is not None and proposition.lon is not None:
        point = Point(lat=proposition.lat, lon=proposition.lon)
    return anchor_of(point, known) if known and point else ""


def by_topic(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Items in paragraphs: the heaviest topic first, the unnamed last, each by weight."""
    topics: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        topics[item.topic].append(item)
    return dict(sorted(topics.items(), key=lambda kv: (kv[0] == "", -kv[1][0].weight, kv[0])))
