"""The interval algebra of offices: from what one account says to tenures with bounds, and from tenures to clashes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations, groupby, pairwise
from typing import Final

import msgspec
from rapidfuzz.distance import OSA

from situate.holding import Clash, Holding, Tenure
from situate.timespan import Span

# One name in two transliterations: measured on the holders of 188 reports, where pairs of one person reach 0.75 and
# more (Balitsky, Balytskyi), and no two persons of one office 0.7.
_ONE_NAME: Final = 0.75


def tenures(said: Iterable[Holding]) -> tuple[Tenure, ...]:
    """The tenures of one office by account, then by day. The order of the input does not matter.

    Within an account one person holds an office at a time: a tenure ends at the latest when the next one has begun,
    and begins at the earliest on the last sure day of the one before. Where what it says cannot be so ordered, both
    tenures are marked `contradicted` and keep the bounds that they were given.
    """
    one = _one_name(sorted(said, key=_day))
    found: list[Tenure] = []
    for _, mine in groupby(sorted(one, key=lambda h: (h.account, _day(h))), key=lambda h: h.account):
        terms = sorted((t for t in _terms(tuple(mine))), key=_tenure_order)
        found.extend(_bounded(terms))
    return tuple(found)


def clashes(found: Sequence[Tenure]) -> tuple[Clash, ...]:
    """Every pair of tenures of one office that gives it to two persons on the same days, by two accounts.

    A tenure lasts until something ends it, so an open one clashes with what is said of later days too. No clash is a
    hand-over (a shared day on which one ends and the other begins), nor an account that fell silent before the other's
    holder came: that one was followed, not disputed.
    """
    pairs = combinations(sorted(found, key=_tenure_order), 2)
    told = (_clash(a, b) for a, b in pairs if a.account != b.account and a.holder != b.holder)
    return tuple(c for c in told if c is not None)


def _day(h: Holding) -> tuple[date, date, str, str, str]:
    return h.last, h.first or date.min, h.holder, h.says, h.claim


def _one_name(said: Sequence[Holding]) -> list[Holding]:
    """One key and one name for each person: the spelling most often used, and the fullest name of it."""
    counts = Counter(h.holder for h in said)
    kept: dict[str, str] = {}
    for key in sorted(counts, key=lambda k: (-counts[k], k)):
        kept[key] = next((other for other in dict.fromkeys(kept.values()) if _alike(key, other)), key)
    names: dict[str, Counter[str]] = {}
    for h in said:
        names.setdefault(kept[h.holder], Counter())[h.name] += 1
    best = {key: max(all_names, key=lambda n: (" " in n, all_names[n], n)) for key, all_names in names.items()}
    return [msgspec.structs.replace(h, holder=kept[h.holder], name=best[kept[h.holder]]) for h in said]


def _alike(a: str, b: str) -> bool:
    return a[:1] == b[:1] and OSA.normalized_similarity(a, b) >= _ONE_NAME


def _terms(said: tuple[Holding, ...]) -> Iterable[Tenure]:
    """The tenures of one account, each from what is said of one person up to an end that is spoken of."""
    for _, mine in groupby(sorted(said, key=lambda h: (h.holder, _day(h))), key=lambda h: h.holder):
        term: list[Holding] = []
        for h in mine:
            ended = max((t.last for t in term if t.ends), default=None)
            if ended is not None and not h.ends and (h.first or h.last) > ended:
                yield _term(term)
                term = []
            term.append(h)
        yield _term(term)


def _term(said: Sequence[Holding]) -> Tenure:
    """The bounds that follow from everything said of one tenure."""
    sure = [day for h in said for day in _sure_days(h)]
    starts = [h for h in said if h.starts]
    ends = [h for h in said if h.ends]
    end_last = min((h.last for h in ends), default=None)
    begin_first = max((h.first for h in starts if h.first is not None), default=None)
    begin_last = min(*sure, *(h.last for h in said), date.max)  # by the last day of each word it had begun
    end_first = max(sure, default=None)
    if begin_first is not None and begin_first > begin_last:
        begin_first = None  # it is said to have begun later than a day on which it was held
    one = said[0]
    return Tenure(
        office=one.office, holder=one.holder, name=one.name, account=one.account, begin_first=begin_first,
        begin_last=begin_last, end_first=end_first, end_last=end_last, starts=bool(starts), ends=bool(ends),
        claims=tuple(dict.fromkeys(h.claim for h in said)),
        last_said=max((h.known for h in said if h.known), default=None),
        contradicted=end_last is not None and end_first is not None and end_first > end_last,
    )  # fmt: skip


def _sure_days(h: Holding) -> tuple[date, ...]:
    """Days on which it was surely held: all of a range; of a change on some day, the last one after a beginning."""
    if h.says == "left":
        return (h.first,) if h.first is not None else ()
    last = (h.last,) if h.there_last else ()
    return (h.first, *last) if h.on == "all" and h.first is not None else last


def _tenure_order(t: Tenure) -> tuple[date, date, str, str]:
    return t.begin_last, t.end_last or date.max, t.account, t.holder


def _bounded(terms: list[Tenure]) -> list[Tenure]:
    """Tenures of one account in their order, each bounded by its neighbours where they agree."""
    out = list(terms)
    for n, (before, after) in enumerate(pairwise(terms)):
        one, other = out[n], out[n + 1]
        if before.holder == after.holder:
            continue
        if one.end_first is not None and one.end_first > other.begin_last:
            out[n] = msgspec.structs.replace(one, contradicted=True)
            out[n + 1] = msgspec.structs.replace(other, contradicted=True)
            continue
        end_last = other.begin_last if one.end_last is None else min(one.end_last, other.begin_last)
        lows = [day for day in (other.begin_first, one.end_first) if day is not None]
        out[n] = msgspec.structs.replace(one, end_last=end_last)
        out[n + 1] = msgspec.structs.replace(other, begin_first=max(lows, default=None))
    return out


def _clash(a: Tenure, b: Tenure) -> Clash | None:
    first = max(a.begin_last, b.begin_last)
    if any(t.last_said is not None and t.last_said < first for t in (a, b)):
        return None
    ends = [day for day in (a.end_last, b.end_last) if day is not None]
    last = min(ends, default=None)
    if last is not None and (last < first or (last == first and _hand_over(a, b))):
        return None
    return Clash(office=a.office, one=a, other=b, first=first, last=last, sure=_both(a.sure, b.sure))


def _hand_over(a: Tenure, b: Tenure) -> bool:
    return a.end_last == b.begin_last or b.end_last == a.begin_last


def _both(a: Span | None, b: Span | None) -> Span | None:
    return Span(max(a.first, b.first), min(a.last, b.last)) if a and b and a.meets(b) else None
