"""What one rubric or indicator says on a day: its net direction, how much that tells, and why."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from situate.courses import Diagnosticity, Direction, Indicator, Rubric
from situate.warning import Filing, Look, Standing

FACTOR: Final[Mapping[Diagnosticity, float]] = {"low": 1.5, "medium": 2.0, "high": 4.0, "decisive": 8.0}
# Where an analyst files a claim under no indicator.
ANALYST: Final = Rubric(id="analyst", direction="more", headings=(), diagnosticity="medium", expires_days=14)
WAY: Final[Mapping[str, str]] = {
    "more": "more likely",
    "ambiguous": "ambiguous",
    "less": "less likely",
    "": "nothing",
}


def of_rubric(rubric: Rubric, filed: Sequence[Filing], looked: Sequence[Look], day: date, last_more: date) -> Standing:
    """What an author's rubric says on a day; that somebody looked under it and found nothing is told as such."""
    inside = _in_force(filed, rubric.expires_days, day, last_more)
    bare = Standing(
        indicator=rubric.id, question=f"What authors file as {WAY[rubric.direction]}", shows="the author's own rubric",
        direction="", diagnosticity=rubric.diagnosticity, factor=1.0, why="nobody looked", by="rubric",
    )  # fmt: skip
    if inside:
        return _standing(bare, inside, rubric.expires_days)
    empty = [k for k in looked if k.nothing and (day - k.day).days < rubric.expires_days]
    if not empty:
        return bare
    last = empty[-1]
    way: Direction = "less" if rubric.direction == "more" else "ambiguous"
    return msgspec.structs.replace(
        bare, direction=way, diagnosticity="low", factor=_factor(way, "low"), last=last.day,
        expires=last.day + timedelta(days=rubric.expires_days),
        why=f"{last.who} looked on {last.day} and reports nothing significant ({last.document})",
    )  # fmt: skip


def of_indicator(one: Indicator, filed: Sequence[Filing], day: date, last_more: date) -> Standing:
    """What an indicator says on a day; what is no more than usual is ambiguous.

    `last_more` is the last day on which anything was filed on the course as making it more likely.
    """
    inside = _in_force(filed, one.expires_days, day, last_more)
    bare = Standing(
        indicator=one.id, question=one.question, shows=one.shows, direction="", diagnosticity=one.diagnosticity,
        factor=1.0, why="nobody spoke of it",
    )  # fmt: skip
    if not inside:
        return bare
    reports = len({f.document for f in inside if f.seen})
    found = _standing(bare, inside, one.expires_days)
    usual = ""
    if found.direction == one.direction != "ambiguous":
        if reports <= one.baseline:
            usual = f"{_count(reports)} in {one.expires_days} days is as usual"
        elif found.last is not None and one.in_season(found.last):
            usual = "it is usual at this time of the year"
    if not usual:
        return found
    return msgspec.structs.replace(found, direction="ambiguous", factor=1.0, why=f"{found.why}; {usual}")


def _in_force(filed: Sequence[Filing], expires_days: int, day: date, last_more: date) -> list[Filing]:
    """What has not expired. Silence makes nothing likelier: what spoke against the course stands on, twice as long at
    most, until something speaks for it."""
    own = max((f.day for f in filed if f.direction == "more"), default=date.min)
    found: list[Filing] = []
    for f in filed:
        age, end = (day - f.day).days, f.day.toordinal() + expires_days
        stays = f.direction == "less" and own <= f.day and last_more.toordinal() < end and age < 2 * expires_days
        if age < expires_days or stays:
            found.append(f)
    return found


def _standing(bare: Standing, inside: Sequence[Filing], expires_days: int) -> Standing:
    """What the reports in force say together: those of the latest day decide, and those that disagree cancel out."""
    last = max(f.day for f in inside)
    newest = [f for f in inside if f.day == last]
    ways = {f.direction for f in newest}
    way: Direction = "more" if "more" in ways else "less" if "less" in ways else "ambiguous"
    if {"more", "less"} <= ways:
        way = "ambiguous"
    telling = [f for f in newest if f.direction == way] or newest
    weak = all(f.weak for f in telling)
    # Denying what would be decisive decides nothing: the course is only not under way.
    worth: Diagnosticity = "low" if weak else "medium" if not any(f.seen for f in telling) else bare.diagnosticity
    worth = min((worth, bare.diagnosticity), key=lambda d: FACTOR[d])
    notes = list(dict.fromkeys(f.why for f in telling if f.why))
    who = list(dict.fromkeys(f.who for f in telling))
    mixed = "reports of the last day disagree; " if {"more", "less"} <= ways else ""
    reports = len({f.document for f in inside})
    told = f"{mixed}{_count(reports)}, last of {last} by {_several(who)}{'; ' if notes else ''}{'; '.join(notes[:2])}"
    return msgspec.structs.replace(
        bare, direction=way, diagnosticity=worth, factor=_factor(way, worth), why=told, last=last,
        expires=last + timedelta(days=expires_days), claims=tuple(dict.fromkeys(f.claim for f in reversed(inside))),
    )  # fmt: skip


def _count(reports: int) -> str:
    return f"{reports} report{'' if reports == 1 else 's'}"


def _several(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _factor(way: Direction, worth: Diagnosticity) -> float:
    return FACTOR[worth] if way == "more" else 1 / FACTOR[worth] if way == "less" else 1.0
