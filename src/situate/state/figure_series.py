"""What only several documents together show: a unit that changes, and newcomers too few for the growth of a stock."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from situate.figure import Figure

# Stocks and flows are rounded, and counted on days that differ by a few.
_SLACK: Final = 1.05
_NEAR: Final = timedelta(days=7)
_COMING: Final = frozenset({"displaced", "forced to flee", "evacuated"})


def series_key(f: Figure) -> tuple[object, ...]:
    """What names one series: what is counted of whom, where."""
    places = tuple(sorted({(p.role, p.gazetteer_id or p.name or p.text) for p in f.places}))
    return f.topic, f.term, f.measure, f.scope, f.counted if f.topic == "aid" else "", places


def unit_changes(found: Iterable[Figure]) -> set[str]:
    """Figures of a source that counts persons where its series counted households before, or the other way round."""
    last: dict[tuple[object, ...], Figure] = {}
    changed: set[str] = set()
    for f in sorted(found, key=lambda f: (f.known or date.min, f.first or date.min, f.id)):
        if f.unit not in ("person", "household") or f.household_size is not None:
            continue
        key = (*series_key(f), f.source_id or f.source)
        before = last.get(key)
        if before is not None and before.unit != f.unit and before.document != f.document:
            changed.add(f.id)
        last[key] = f
    return changed


def too_few_came(found: Iterable[Figure]) -> set[str]:
    """Flows that are smaller than the growth of their source's own stock over the same days.

    A stock grows by those who came less those who left: no more than by those who came. Compared are figures of
    displaced persons of one source, scope and place, whose flow begins and ends within a week of the two stocks.
    """
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for f in found:
        if f.topic == "displacement" and f.term in _COMING and f.first is not None and not f.planned:
            places = tuple(sorted({p.gazetteer_id or p.name or p.text for p in f.places}))
            groups.setdefault((f.source_id or f.source, f.unit, f.scope, places), []).append(f)
    return {flow for group in groups.values() for flow in _short(group)}


def _short(group: Sequence[Figure]) -> Iterable[str]:
    stocks = sorted((f for f in group if f.measure == "stock"), key=lambda f: (f.last or date.min, f.id))
    flows = [f for f in group if f.measure == "flow" and not f.grown and f.high is not None]
    for before, after in pairwise(stocks):
        for flow in flows:
            if _spans(flow, before, after) and after.value - before.value > flow.value * _SLACK:
                yield flow.id


def _spans(flow: Figure, before: Figure, after: Figure) -> bool:
    """Does the flow run from the one stock's day to the other's, to within a week?"""
    if flow.first is None or flow.last is None or before.last is None or after.last is None:
        return False
    return abs(flow.first - before.last) <= _NEAR and abs(flow.last - after.last) <= _NEAR
