"""What changed between two days in the figures: new numbers beside the last of their series, and what is taken back."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from situate.change import LedgerChange
from situate.figure import Figure
from situate.timespan import Span

_Key = tuple[object, ...]
# From here on figures are told in millions: nobody reads seven digits.
_MILLION: Final = 1_000_000.0
_UNITS: Final[Mapping[str, str]] = {
    "person": "people", "household": "households", "dwelling": "homes", "item": "items",
}  # fmt: skip


def figures_on(found: Iterable[Figure], day: date) -> tuple[Figure, ...]:
    """The figures that speak of the days up to `day`; those without a day, once they were published."""
    return tuple(f for f in found if (f.last or f.known or date.max) <= day)


def figure_changes(before: Iterable[Figure], after: Iterable[Figure]) -> Iterator[LedgerChange]:
    """Numbers that are new, each with the one before of its series; numbers that are gone; flags that are new.

    A series is what one source counts in one unit and place as one term; the same number said again is no change.
    """
    old, new = {_key(f): f for f in before}, {_key(f): f for f in after}
    latest: dict[_Key, Figure] = {}
    for f in sorted(old.values(), key=_order):
        latest[_series(f)] = f
    for key in sorted(new.keys() - old.keys(), key=lambda k: _order(new[k])):
        yield _new(new[key], latest.get(_series(new[key])))
    for key in sorted(old.keys() - new.keys(), key=lambda k: _order(old[k])):
        gone = old[key]
        yield _change(gone, _number(gone), "", f"{_told(gone)}: no longer said")
    for key in sorted(old.keys() & new.keys(), key=lambda k: _order(new[k])):
        fresh = [flag for flag in new[key].flags if flag not in old[key].flags]
        if fresh:
            flags = ", ".join(fresh)
            yield _change(new[key], "", flags, f"{_told(new[key])}: now flagged {flags}")


def _new(f: Figure, last: Figure | None) -> LedgerChange:
    flags = f" [{', '.join(f.flags)}]" if f.flags else ""
    # A flow does not become another: the one before counted other days.
    word = "was" if f.measure == "stock" else "before"
    was = f", {word} {_number(last)}{_days(last)}" if last is not None and _number(last) != _number(f) else ""
    return _change(f, _number(last) if last is not None else "", _number(f), f"{_told(f)}{was}{flags}")


def _change(f: Figure, before: str, after: str, words: str) -> LedgerChange:
    return LedgerChange(
        ledger="figures", subject=f"{f.topic}, {f.term}", before=before, after=after, words=words, claims=f.claims
    )


def _told(f: Figure) -> str:
    where = f", {' and '.join(p.name or p.text for p in f.places)}" if f.places else ""
    planned = ", planned" if f.planned else ""
    about = f"{f.measure}{planned}{_days(f)}{where}"
    return f"{f.topic}, {f.term}: {_number(f)} ({about}), {f.source or f.publisher or 'the author'}"


def _number(f: Figure) -> str:
    """The number in words: "about 1,000 people"; money by its code."""
    low, high = f.low, f.high
    how = {"exact": "", "approximately": "about ", "more than": "more than ", "less than": "less than "}[f.quantifier]
    bounds = [_digits(b) for b in dict.fromkeys((low, high)) if b is not None]
    return f"{how}{' to '.join(bounds)} {f.counted or _UNITS.get(f.unit, f.unit)}"


def _digits(value: float) -> str:
    if abs(value) >= _MILLION:
        return f"{value / _MILLION:,.10g} million"
    return f"{value:,.10g}"


def _days(f: Figure) -> str:
    if f.last is None:
        return ""
    return f", {Span(f.first or f.last, f.last)}"


def _places(f: Figure) -> tuple[tuple[str, str], ...]:
    return tuple((p.text, p.role) for p in f.places)


def _series(f: Figure) -> _Key:
    return f.topic, f.term, f.unit, f.measure, f.planned, f.source_id or f.source, _places(f)


def _key(f: Figure) -> _Key:
    return *_series(f), f.low, f.high, f.first, f.last


def _order(f: Figure) -> tuple[str, str, date, date, float, str, str]:
    return f.topic, f.term, f.last or f.known or date.min, f.known or date.min, f.value, f.source, f.id
