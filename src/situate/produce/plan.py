"""What is said, under which effort, and what is left out: propositions in the order of their weight."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, get_args

import msgspec

from situate.model import Claim, Proposition
from situate.produce.accounts import Accounts, also, conduct, office, voices
from situate.produce.desk import Desk
from situate.produce.efforts import place_of, where
from situate.produce.gate import strict_refusal
from situate.produce.joining import against, belied, unseen
from situate.produce.rank import SUBJECTS, Scene, consequence_of, weight
from situate.produce.sentences import Draft, Pen, says_nothing, told
from situate.produce.sift import Left, Sifted
from situate.produce.spelling import house_name
from situate.produce.who import family
from situate.produce.words import GROUND
from situate.vocab import Event

# Below this a proposition is not worth a line: less than a fresh uncorroborated clash without a place.
_LEAST_WEIGHT: Final = 4.0
# Outside of every effort a reader asks for more.
_LEAST_ELSEWHERE: Final = 6.0
# A point less certain than this is no settlement, and belongs to no town's paragraph.
TOWN_KM: Final = 30.0


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """What is printed on one proposition, or on two that exclude one another.

    `topic` names its paragraph; `office` the post and `theme` the thing it is about, "" for none; `brief` is its
    takeaway.
    """

    scene: Scene
    weight: float
    effort: str
    rubric: str
    topic: str
    office: str
    theme: str
    drafts: tuple[Draft, ...]
    brief: Draft


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The items by weight, heaviest first, and the claims left out with the reason of each."""

    items: tuple[Item, ...]
    left: tuple[Left, ...]


def plan(pen: Pen, sifted: Sifted) -> Plan:
    """Take the propositions by weight, write each once, and say what was not written."""
    scenes = sorted(_scenes(pen, sifted), key=lambda s: (-weight(s), s.proposition.id))
    accounts = Accounts(scenes, pen.desk)
    left = list(sifted.left)
    items: list[Item] = []
    used: set[str] = {claim.id for _, claim, _ in left}
    for scene in scenes:
        unused = tuple(c for c in scene.claims if c.id not in used)
        used.update(c.id for c in unused)
        left.extend(("fragment", c, "") for c in unused if says_nothing(c, pen))
        fresh = tuple(c for c in unused if not says_nothing(c, pen))
        reason = _unfit(scene, fresh, pen) if fresh else ""
        left.extend((reason, claim, "") for claim in fresh if reason)
        if fresh and not reason:
            item, refused = _item(scene, fresh, accounts.rival(scene, used), pen)
            used.update(c.id for d in item.drafts for c in d.claims)
            left.extend(refused)
            items.extend([item] if item.drafts else [])
    return Plan(items=tuple(items), left=tuple(left))


def _scenes(pen: Pen, sifted: Sifted) -> Iterator[Scene]:
    desk = pen.desk
    echoes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in (desk.claims[i] for i in sifted.kept):
        echoes[claim.event, pen.efforts[claim.id]].add(family(claim, desk))
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
                consequence=_consequence(proposition, (claims or denials)[0], pen),
                post=bool(office((claims or denials)[0], desk)),
                quoted=all(_awkward(c, pen) for c in claims or denials),
                echo=max(
                    len(echoes[proposition.event, pen.efforts[(claims or denials)[0].id]]),
                    pen.themes.families.get(pen.themes.of((claims or denials)[0]), 0),
                ),
            )


def _consequence(proposition: Proposition, lead: Claim, pen: Pen) -> float:
    """What hangs on its event; an order weighs as a decree, whatever is ordered.

    A theme weighs as the events that its effort is about, whatever verb it is told with.
    """
    theatre = pen.desk.theatre
    own = consequence_of(proposition.event, theatre)
    if lead.stance == "directs" and lead.origin_id:
        own = max(own, consequence_of("decree", theatre))
    if not pen.themes.of(lead):
        return own
    effort = next((e for e in theatre.efforts if e.id == pen.efforts[lead.id] and not e.anchors), None)
    events = [event for event in get_args(Event) if effort and event in effort.events]
    return max((own, *(consequence_of(event, theatre) for event in events)))


def _awkward(claim: Claim, pen: Pen) -> bool:
    """Is there no clause in its words? What footage shows needs none."""
    return claim.stance != "shows" and pen.clause(claim).form in ("quote", "nominal")


def _unfit(scene: Scene, fresh: tuple[Claim, ...], pen: Pen) -> str:
    """Why a proposition is not printed; "" where it is."""
    desk = pen.desk
    belying = conduct(scene, desk)
    spoken = (*fresh, *scene.denials, *((belying,) if belying else ()))
    lead = fresh[0]
    theme = pen.themes.of(lead)
    if not theme and not any(c.published is None or (desk.day - c.published).days <= 1 for c in spoken):
        return "earlier"
    effort = pen.efforts[lead.id]
    named = any(place.text[:1].isupper() for place in lead.places)
    if not theme and lead.effort is None and lead.event in GROUND and where(lead) is None and not named:
        return "unplaced"
    if not lead.places and not lead.actors and (lead.event == "other" or lead.negated):
        return "context"
    alone = scene.judgment is None or len(scene.judgment.origins) <= 1
    graded = scene.judgment.credibility if scene.judgment else 6
    if alone and graded == 5 and not scene.denials and belying is None:
        return "improbable"
    if weight(scene) < (_LEAST_WEIGHT if effort else _LEAST_ELSEWHERE):
        return "uncorroborated" if alone and all(c.evidence == "none" for c in fresh) else "slight"
    return ""


def _item(scene: Scene, fresh: tuple[Claim, ...], rival: Claim | None, pen: Pen) -> tuple[Item, list[Left]]:
    """The sentences of one proposition, each through the gate, and what was refused or not needed."""
    desk, lead = pen.desk, fresh[0]
    groups, spare = voices(fresh, pen)
    left: list[Left] = [("again", claim, "") for claim in spare]
    passed: list[Draft] = []
    for draft in _drafts(scene, groups, rival, pen):
        reason = strict_refusal(draft.finished, draft.claims, desk)
        left.extend(("refused", claim, reason) for claim in draft.claims if reason)
        passed.extend([] if reason else [draft])
    brief = _brief(scene, groups[0], rival, pen)
    if passed and strict_refusal(brief.finished, brief.claims, desk):
        brief = passed[0]
    effort, post, theme = pen.efforts[lead.id], office(lead, desk), pen.themes.of(lead)
    item = Item(
        scene=scene,
        weight=weight(scene),
        effort=effort,
        rubric=_rubric(lead, desk),
        topic=post or _town(lead, scene.proposition, pen) or theme.capitalize() or SUBJECTS[lead.event],
        office=post,
        theme=theme,
        drafts=tuple(passed),
        brief=brief,
    )
    return item, left


def _rubric(lead: Claim, desk: Desk) -> str:
    """The rubric of the warning board that it stands under: its own, else that of the way in which it was filed."""
    if lead.rubric:
        return lead.rubric
    rubrics = {(c.id, r.direction): r.id for c in desk.theatre.courses for r in reversed(c.rubrics)}
    filed = ((b.course, s.direction) for b in desk.boards for s in b.standings if lead.id in s.claims)
    return next((rubrics[way] for way in filed if way in rubrics), "")


def _brief(scene: Scene, group: tuple[Claim, ...], rival: Claim | None, pen: Pen) -> Draft:
    """The takeaway: without the day of speech, with the account that excludes it where both are short."""
    own = told(group, pen, brief=True)
    other = next(iter(scene.denials), rival)
    pair = against(own, told((other,), pen, brief=True)) if other is not None else (own,)
    return pair[0] if len(pair) == 1 and other is not None else unseen(own, scene.claims, pen)


def _drafts(scene: Scene, groups: list[tuple[Claim, ...]], rival: Claim | None, pen: Pen) -> list[Draft]:
    """One sentence a group of voices; the first with what speaks against it."""
    drafts = [told(g, pen, also=also(groups, index)) for index, g in enumerate(groups)]
    belying = conduct(scene, pen.desk)
    drafts[0] = belied(drafts[0], belying, pen) if belying else unseen(drafts[0], scene.claims, pen)
    other = next(iter(scene.denials), rival)
    if other is not None and other not in drafts[0].claims:
        theirs = told((other,), pen)
        pair = against(drafts[0], theirs)
        refused = any(strict_refusal(d.finished, d.claims, pen.desk) for d in pair)
        drafts[:1] = [drafts[0], theirs] if refused else pair
    return drafts


def _town(lead: Claim, proposition: Proposition, pen: Pen) -> str:
    """The town that the paragraph is about: that by which its place is located, else the place; "" for an area."""
    place = place_of(lead, within_km=TOWN_KM)
    if place is not None:
        return pen.towns.name(place, pen.efforts[lead.id])
    small = (proposition.radius_km or 0.0) <= TOWN_KM
    return house_name(proposition.place_name, pen.desk.theatre) if small and proposition.place else ""


def by_topic(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Items in paragraphs: the heaviest topic first, towns before mere subjects, each by weight."""
    topics: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        topics[item.topic].append(item)
    subjects = frozenset(SUBJECTS.values())
    return dict(sorted(topics.items(), key=lambda kv: (kv[0] in subjects, -kv[1][0].weight, kv[0])))
