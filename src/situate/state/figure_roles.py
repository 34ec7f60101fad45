"""Which of several figures on the same thing is recommended, and which only corroborate it (IDMC's two roles)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from situate.figure import Figure
from situate.state.figure_series import series_key, too_few_came, unit_changes
from situate.vocab import SourceKind

# Who counts at first hand comes first.
_RANK: Final[tuple[SourceKind, ...]] = (
    "intergovernmental", "ngo", "official", "military", "agency", "think_tank", "media", "proxy", "occupation",
    "channel",
)  # fmt: skip
# Stocks of days so close together tell of the same situation.
_TOGETHER: Final = timedelta(days=31)


def with_roles(found: Sequence[Figure], kinds: Mapping[str, SourceKind]) -> tuple[Figure, ...]:
    """The same figures with their roles, and with the flags that only several documents together show.

    Of the figures on one thing (topic, term, measure, scope, unit and place) whose days meet, or are within a month for
    stocks, one is recommended: with a source and a day, the best placed to count, then the latest. What has no source
    or no day is never recommended, nor what is planned.
    """
    recommended: set[str] = set()
    for group in _groups(found):
        fit = [f for f in group if f.first is not None and "no_source" not in f.flags and not f.planned]
        if fit:
            recommended.add(max(fit, key=lambda f: _fitness(f, kinds)).id)
    wrong = {"unit_change": unit_changes(found), "growth_mismatch": too_few_came(found)}
    return tuple(_settled(f, f.id in recommended, [name for name, ids in wrong.items() if f.id in ids]) for f in found)


def _settled(f: Figure, recommended: bool, wrong: Sequence[str]) -> Figure:
    flags = tuple(dict.fromkeys((*f.flags, *wrong)))
    return msgspec.structs.replace(f, role="recommended" if recommended else "triangulation", flags=flags)


def _fitness(f: Figure, kinds: Mapping[str, SourceKind]) -> tuple[int, int, date, date, str]:
    kind = kinds.get(f.source_id or "")
    rank = -_RANK.index(kind) if kind in _RANK else -len(_RANK)
    return -len(f.flags), rank, f.last or date.min, f.known or date.min, f.id


def _groups(found: Iterable[Figure]) -> Iterable[list[Figure]]:
    """Figures on one thing whose days meet; each chain of meeting days is one group."""
    series: dict[tuple[object, ...], list[Figure]] = {}
    for f in found:
        series.setdefault((*series_key(f), f.unit), []).append(f)
    for mine in series.values():
        group: list[Figure] = []
        reach = date.min
        for f in sorted(mine, key=lambda f: (f.first or date.min, f.last or date.min, f.id)):
            first, last = f.first or date.min, f.last or date.min
            if group and first > reach:
                yield group
                group = []
            group.append(f)
            reach = max(reach, last + _TOGETHER if f.measure == "stock" and last > date.min else last)
        yield group
