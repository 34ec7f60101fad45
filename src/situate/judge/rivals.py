"""Rival claims on one settlement, one office or one number, side by side, with the days on which they clash."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations
from typing import Final, Literal

import msgspec

from situate.judge.neighbours import CONTROL, OFFICE_DAYS, RIVAL_DAYS, hands_over, is_settlement
from situate.model import Claim, Proposition, Quantity
from situate.timespan import Span

# Pairs are compared within one settlement, office or count; of a larger group the latest so many are.
_MOST: Final = 24

Kind = Literal["place", "office", "number"]


class Rival(msgspec.Struct, frozen=True, kw_only=True):
    """Two propositions that cannot both be so: ids, on what, and the days of the clash, both included."""

    kind: Kind
    about: str
    one: str
    other: str
    clash: Span
    text: str


def rivals(propositions: Iterable[Proposition], claims: Mapping[str, Claim]) -> tuple[Rival, ...]:
    """Every pair of rivals, in the order of the propositions. Nothing is decided between them.

    Linear in the propositions: within one settlement, office or count the latest 24 are compared.
    """
    groups: dict[tuple[Kind, str], list[Proposition]] = {}
    for p in propositions:
        if p.modality == "fact" and p.supports and p.span is not None:
            for key in _keys(p, claims):
                groups.setdefault(key, []).append(p)
    found = (_pairs(kind, about, group[-_MOST:], claims) for (kind, about), group in groups.items())
    return tuple(rival for pairs in found for rival in pairs)


def _keys(p: Proposition, claims: Mapping[str, Claim]) -> Iterator[tuple[Kind, str]]:
    """What it makes a claim on that another could dispute."""
    if p.office is not None:
        yield "office", p.office
    controls = p.event in CONTROL and p.side is not None and not p.part and is_settlement(p)
    if controls and p.place is not None and _is_object(p, claims):
        yield "place", p.place
    for unit in sorted({f"{q.unit} {q.of}".strip().casefold() for c in p.supports for q in claims[c].counts}):
        if unit:
            yield "number", "|".join((p.event, p.place or "", p.side or "", unit))


def _is_object(p: Proposition, claims: Mapping[str, Claim]) -> bool:
    return any(m.key == p.place and m.role == "object" for c in p.supports for m in claims[c].places)


def _pairs(kind: Kind, about: str, group: Sequence[Proposition], claims: Mapping[str, Claim]) -> Iterator[Rival]:
    for one, other in combinations(group, 2):
        clash = _CLASH[kind](one, other)
        if clash is None:
            continue
        if kind == "number":
            told = _numbers(one, other, about.rpartition("|")[2], claims)
        elif kind == "office":
            told = f"{_tenure(one)}; {_tenure(other)}"
        else:
            told = f"{one.event} by {one.side}, {one.span}; {other.event} by {other.side}, {other.span}"
        if told:
            yield Rival(kind=kind, about=about, one=one.id, other=other.id, clash=clash, text=told)


def _tenure(p: Proposition) -> str:
    return f"{p.holder.capitalize()} came into it {p.span}"


def _over_place(one: Proposition, other: Proposition) -> Span | None:
    """Two sides are said to have the same settlement on the same days, or on the days next to them."""
    return _clash(one, other, RIVAL_DAYS) if one.side != other.side else None


def _over_office(one: Proposition, other: Proposition) -> Span | None:
    """Two persons came into it in the same week; or one did on two days, so that who held it between is disputed."""
    if one.span is None or other.span is None:
        return None
    if one.holder != other.holder:
        if hands_over(one, other) or hands_over(other, one):
            return None
        return _clash(one, other, OFFICE_DAYS)
    return Span(min(one.span.first, other.span.first), max(one.span.last, other.span.last))


def _over_number(one: Proposition, other: Proposition) -> Span | None:
    return _clash(one, other, 0)


_CLASH: Final = {"place": _over_place, "office": _over_office, "number": _over_number}


def _clash(one: Proposition, other: Proposition, days: int) -> Span | None:
    """The days that both speak of; those between them where they lie up to `days` apart; None beyond."""
    if one.span is None or other.span is None:
        return None
    first, last = max(one.span.first, other.span.first), min(one.span.last, other.span.last)
    if first <= last:
        return Span(first, last)
    return Span(last, first) if first - last <= timedelta(days=days) else None


def _numbers(one: Proposition, other: Proposition, unit: str, claims: Mapping[str, Claim]) -> str:
    """The two counts where no count of one can be a count of the other; "" where some can."""
    ours, theirs = (_counts(p, unit, claims) for p in (one, other))
    if any(not a.excludes(b) for a in ours for b in theirs):
        return ""
    return f"{'; '.join(q.text for q in ours)} against {'; '.join(q.text for q in theirs)} ({unit})"


def _counts(p: Proposition, unit: str, claims: Mapping[str, Claim]) -> list[Quantity]:
    found = (q for c in p.supports for q in claims[c].counts)
    return [q for q in found if f"{q.unit} {q.of}".strip().casefold() == unit]
