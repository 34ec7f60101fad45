"""How far links agree with what readers of pairs of claims said: counts, shares and classes of error."""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec


class Verdict(msgspec.Struct, frozen=True):
    """What one reader said of one pair: `same` True, False, or None where it cannot be told; `why` in own words."""

    pair: int
    same: bool | None
    reader: str
    why: str = ""
    day: str = ""


class Scores(msgspec.Struct, frozen=True):
    """Counts of the pairs that could be told, and beside them how many could not."""

    right: int
    over: int
    under: int
    apart: int
    untold: int

    @property
    def precision(self) -> float:
        """Of the pairs linked, the share that readers would link too; 1 less this is the share of wrong links."""
        return self.right / max(self.right + self.over, 1)

    @property
    def recall(self) -> float:
        """Of the pairs that readers would link, the share linked."""
        return self.right / max(self.right + self.under, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(2 * self.right + self.over + self.under, 1)

    @property
    def over_merging(self) -> float:
        """Of the pairs that readers would keep apart, the share linked."""
        return self.over / max(self.over + self.apart, 1)

    def lines(self) -> list[str]:
        """What is printed."""
        told = self.right + self.over + self.under + self.apart
        return [
            f"pairs {told}, {self.untold} more that cannot be told",
            f"precision {self.precision:.3f}  recall {self.recall:.3f}  f1 {self.f1:.3f}",
            f"over-merged {self.over} of {self.over + self.apart} that are apart ({self.over_merging:.3f})",
            f"missed {self.under} of {self.right + self.under} that are the same",
        ]


def scores(linked: Mapping[int, bool], verdicts: Sequence[Verdict]) -> Scores:
    """Count the verdicts against the links, each reader's verdict on a pair for itself."""
    told = Counter((v.same, linked[v.pair]) for v in verdicts)
    return Scores(
        right=told[True, True],
        over=told[False, True],
        under=told[True, False],
        apart=told[False, False],
        untold=told[None, True] + told[None, False],
    )


def error_classes(linked: Mapping[int, bool], verdicts: Sequence[Verdict]) -> list[str]:
    """Wrong links and missed links by the reader's reason, the most frequent first, with the numbers of their pairs."""
    found: dict[tuple[str, str], list[int]] = {}
    for v in verdicts:
        if v.same is not None and v.same != linked[v.pair]:
            found.setdefault(("wrong link" if linked[v.pair] else "missed link", v.why), []).append(v.pair)
    rows = sorted(found.items(), key=lambda row: (row[0][0], -len(row[1]), row[1]))
    return [f"{kind} {len(pairs):3} {why}: {', '.join(map(str, pairs))}" for (kind, why), pairs in reversed(rows)]
