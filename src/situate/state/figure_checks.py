"""What is wrong with a figure, or missing: flags, each explained by the rule that sets it."""

from collections.abc import Mapping, Sequence
from itertools import combinations, groupby, pairwise
from typing import Final

import msgspec

from situate.figure import Figure
from situate.model import Claim
from situate.theatre import Theatre
from situate.vocab import SourceKind

# Units of a currency to a US dollar, by currency and month ("2023-01"): monthly averages.
Rates = Mapping[tuple[str, str], float]

# Bodies that count: what they publish in their own voice has a source.
_COUNTS: Final[frozenset[SourceKind]] = frozenset(
    {"official", "military", "intergovernmental", "ngo", "proxy", "occupation"}
)
# A sum may miss its total by the rounding of its parts: a hundredth of it. A growth is rounded from two rounded stocks.
_SUM_SLACK: Final = 0.01
_GROWTH_SLACK: Final = 0.05
# As the linter has it: within a third are rounding and a month's movement of the rate.
_RATE_SLACK: Final = 1.34

FLAGS: Final[Mapping[str, str]] = {
    "undated_stock": "how many there are, without a day on which it was so",
    "undated_flow": "how many came, without the days over which they did",
    "no_source": "nobody is named who counted, and the author is no body that counts",
    "stock_and_flow": "a stock and its growth stand in one sentence, with no source or day of either",
    "sum_mismatch": "the parts do not add up to the whole",
    "growth_mismatch": "what came, or the growth that is told, does not fit the two stocks",
    "unit_change": "the same source counts the same in persons here and in households there",
    "conversion": "the sum in another currency is another sum at the rate of the month",
}


def checked(found: Sequence[Figure], claims: Mapping[str, Claim], theatre: Theatre, rates: Rates) -> tuple[Figure, ...]:
    """The figures of one document with the flags that can be seen in it, in the order of `FLAGS`."""
    kinds = {s.id: s.kind for s in theatre.sources}
    flags: dict[str, set[str]] = {f.id: set(_alone(f, claims[f.claims[0]], kinds)) for f in found}
    for _, mine in groupby(found, key=lambda f: _sentence(claims[f.claims[0]])):
        together = tuple(mine)
        for name, wrong in (
            ("stock_and_flow", _mixed(together, flags)),
            ("sum_mismatch", _not_the_sum(together, claims)),
            ("growth_mismatch", _not_the_growth(together)),
            ("conversion", _not_the_rate(together, claims, rates)),
        ):
            for figure_id in wrong:
                flags[figure_id].add(name)
    return tuple(msgspec.structs.replace(f, flags=tuple(n for n in FLAGS if n in flags[f.id])) for f in found)


def _sentence(claim: Claim) -> tuple[int, int]:
    return claim.start, claim.end


def _alone(f: Figure, claim: Claim, kinds: Mapping[str, SourceKind]) -> list[str]:
    """Without a day; without anybody who counted (a note at the claim names somebody)."""
    found = [f"undated_{f.measure}"] if f.first is None else []
    if not f.source and not claim.notes and kinds.get(claim.publisher_id or "") not in _COUNTS:
        found.append("no_source")
    return found


def _mixed(together: Sequence[Figure], flags: Mapping[str, set[str]]) -> list[str]:
    """A stock and its growth in one sentence, both without a source: two counts are told as one."""
    loose = [f for f in together if "no_source" in flags[f.id]]
    stocks, flows = ([f for f in loose if f.measure == measure] for measure in ("stock", "flow"))
    same = [(s, w) for s in stocks for w in flows if (s.topic, s.unit) == (w.topic, w.unit) and w.grown]
    return [f.id for pair in same for f in pair]


def _not_the_sum(together: Sequence[Figure], claims: Mapping[str, Claim]) -> list[str]:
    """Parts behind a colon that miss the whole before it, or parts that are said to be included and exceed it."""
    if len(together) < 2:
        return []
    whole, parts = together[0], [f for f in together[1:] if f.unit == together[0].unit]
    text, base = claims[whole.claims[0]].content.text, whole.value
    exact, partly = ":" in text or " comprising" in text, "includ" in text or "of whom" in text
    added = sum(f.value for f in parts)
    if not parts or not base:
        return []
    wrong = (exact and len(parts) > 1 and abs(added - base) > _SUM_SLACK * base) or (
        partly and added > base * (1 + _SUM_SLACK)
    )
    return [f.id for f in (whole, *parts)] if wrong else []


def _not_the_growth(together: Sequence[Figure]) -> list[str]:
    """A growth between two stocks of different days that is not their difference."""
    dated = [f for f in together if f.measure == "stock" and f.last is not None]
    wrong: list[str] = []
    for flow in (f for f in together if f.grown):
        pairs = [(a, b) for a, b in combinations(dated, 2) if a.unit == b.unit == flow.unit and a.last != b.last]
        for a, b in pairs:
            grown = abs(b.value - a.value)
            if abs(grown - flow.value) > _GROWTH_SLACK * max(grown, flow.value):
                wrong.append(flow.id)
    return wrong


def _not_the_rate(together: Sequence[Figure], claims: Mapping[str, Claim], rates: Rates) -> list[str]:
    """A sum and the same in brackets in another currency that differ by more than a third at the month's rate."""
    wrong: list[str] = []
    for one, other in pairwise(together):
        claim = claims[one.claims[0]]
        opened = claim.content.text.replace("\n", " ")
        if one.unit == other.unit or one.claims != other.claims or "(" not in opened or claim.published is None:
            continue
        month = f"{claim.published:%Y-%m}"
        per_one, per_other = (1.0 if f.unit == "USD" else rates.get((f.unit, month), 0.0) for f in (one, other))
        if not (per_one and per_other and one.value and other.value):
            continue
        ratio = other.value / (one.value / per_one * per_other)
        if not 1 / _RATE_SLACK < ratio < _RATE_SLACK:
            wrong += [one.id, other.id]
    return wrong
