"""What leads the page: the toplines, and the key takeaways."""

from collections import Counter
from typing import Final

from situate.produce.accounts import POSTS
from situate.produce.desk import Desk
from situate.produce.opening import opening
from situate.produce.plan import Item, Plan, by_topic
from situate.produce.sentences import Draft, Pen, same_voice
from situate.vocab import Event

# The numbers of the assessments of 2022: 1 to 5 toplines, 5 to 11 takeaways.
_TOPLINES: Final = 4
_TAKEAWAYS: Final = 11
# Less than a fresh claim of an advance by one side, unseen: no takeaway, even if its effort has no other.
_LEAST_TAKEAWAY: Final = 7.0
# Sentences that stand beside the one that leads: a paragraph, not a section.
_BESIDE: Final = 5
# No effort leads more often than this, or one hard-fought town would fill the page.
_OF_ONE_EFFORT: Final = 2
# Fighting of which a day has many: one of them alone is no takeaway where the sum of them can be told.
_ROUTINE: Final[frozenset[Event]] = frozenset({"assault", "repelled", "clash", "shelling"})


def toplines(planned: Plan, desk: Desk) -> tuple[tuple[Item, ...], ...]:
    """The heaviest items that are not filed on the warning board, each with the accounts that are read against it."""
    chosen: list[tuple[Item, ...]] = []
    for item in planned.items:
        told = any(_told_with(item, i, desk) for group in chosen for i in group)
        often = sum(group[0].effort == item.effort for group in chosen) >= _OF_ONE_EFFORT
        if not (item.rubric or told or often):
            beside = [o for o in planned.items if o is not item and _told_with(o, item, desk)]
            chosen.append((item, *beside[:_BESIDE]))
        if len(chosen) == _TOPLINES:
            break
    return tuple(chosen)


def _told_with(item: Item, other: Item, desk: Desk) -> bool:
    """Are both about one theme or post, more of what one voice says of who holds it, or one matter without a place?"""
    if item.theme or other.theme:
        return item.theme == other.theme
    thematic = all(not e.anchors for e in desk.theatre.efforts if e.id == item.effort)
    if item.effort and item.effort == other.effort and thematic:
        return item.scene.proposition.event == other.scene.proposition.event
    if not other.office or item.scene.proposition.event not in POSTS:
        return False
    theirs = [c for d in other.drafts for c in d.claims]
    ours = item.drafts[0].claims[0]
    same = any(c.document == ours.document and same_voice(c, ours, desk) for c in theirs)
    return item.office == other.office or same


def takeaways(planned: Plan, pen: Pen) -> tuple[Draft, ...]:
    """The heaviest item of every effort before the second of any, printed by weight; the warning board has its own.

    What one front's fighting comes to stands for a single assault or clash on it, else beside what weighs more. A
    theme, an office and a town have one each.
    """
    rounds: Counter[str] = Counter()
    ranked: list[tuple[int, float, Draft]] = []
    told: set[str] = set()
    items = [i for i in planned.items if not i.rubric]
    fronts = _fronts(items, pen)
    for place, item in enumerate(items):
        about = {item.theme, item.office, f"{item.effort}: {item.topic}"} - {""}
        if not told.isdisjoint(about) or item.weight < _LEAST_TAKEAWAY:
            continue
        told.update(about)
        front = fronts.pop(item.effort, None)
        rounds[item.effort] += 1
        if front is None or item.scene.proposition.event not in _ROUTINE:
            ranked.append((rounds[item.effort], place, item.brief))
            rounds[item.effort] += front is not None
        if front is not None:
            ranked.append((rounds[item.effort], place + 0.5, front))
    chosen = sorted(ranked, key=lambda r: r[:2])[:_TAKEAWAYS]
    return tuple(draft for _, _, draft in sorted(chosen, key=lambda r: r[1]))


def _fronts(items: list[Item], pen: Pen) -> dict[str, Draft]:
    """By effort that has a front: the sentence on the fighting near the town of which most sources tell, if any."""
    found: dict[str, Draft] = {}
    for effort in (e.id for e in pen.desk.theatre.efforts if e.anchors):
        groups = by_topic(i for i in items if i.effort == effort)
        drafts = [d for topic, group in groups.items() if (d := opening(group, topic, pen)) is not None]
        if drafts:
            found[effort] = max(drafts, key=lambda d: len(d.claims))
    return found
