"""What leads the page: the toplines, and the key takeaways."""

from typing import Final

from situate.produce.accounts import POSTS
from situate.produce.desk import Desk
from situate.produce.plan import Item, Plan
from situate.produce.sentences import same_voice

# The numbers of the assessments of 2022: 1 to 5 toplines, 5 to 11 takeaways.
_TOPLINES: Final = 4
_TAKEAWAYS: Final = 9
# Less than a fresh claim of an advance by one side, unseen: no takeaway, even if its effort has no other.
_LEAST_TAKEAWAY: Final = 7.0
# Sentences that stand beside the one that leads: a paragraph, not a section.
_BESIDE: Final = 5
# No effort leads more often than this, or one hard-fought town would fill the page.
_OF_ONE_EFFORT: Final = 2


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


def takeaways(planned: Plan) -> tuple[Item, ...]:
    """The heaviest item of every effort before the second of any, printed by weight; the warning board has its own."""
    rounds: dict[str, int] = {}
    ranked: list[tuple[int, int, Item]] = []
    themes: set[str] = set()
    for place, item in enumerate(i for i in planned.items if not i.rubric):
        if item.theme in themes or item.weight < _LEAST_TAKEAWAY:
            continue
        themes.update({item.theme} - {""})
        rounds[item.effort] = rounds.get(item.effort, 0) + 1
        ranked.append((rounds[item.effort], place, item))
    chosen = sorted(ranked, key=lambda r: r[:2])[:_TAKEAWAYS]
    return tuple(item for _, _, item in sorted(chosen, key=lambda r: r[1]))
