"""Other weights for the rules of linking, fitted on read pairs: would they link better than those set by hand?

Ridge logistic regression on what each rule of `likeness` finds for a pair, drawn to the weights that stand there.
Pairs that one text tells at another length (`resolve.outlines`) are left out: no score decides on them.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Protocol

from backtest_fit import fitted, logistic
from pair_scores import Scores, Verdict

from situate.resolve.facets import Facet
from situate.resolve.likeness import LINK_FROM, RULES, compare

# A score of 0.1 above the bar is log-odds of one.
SCALE = 10.0
RIDGES = (0.1, 0.3, 1.0)
AT_HAND = tuple(SCALE * w for w in (-LINK_FROM, *(weight for _, weight in RULES)))
FOLDS = 10
Row = tuple[tuple[float, ...], bool]


class End(Protocol):
    """Where a claim stands."""

    @property
    def file(self) -> str:
        """The report's file."""

    @property
    def start(self) -> int:
        """Where its content begins."""

    @property
    def end(self) -> int:
        """Where its content ends."""


def rows_of(facets: Sequence[Facet], file_of: Mapping[str, str], told: Sequence[tuple[End, End, Verdict]]) -> list[Row]:
    """What the rules find for each pair that could be told, for the facets that fit one another best."""
    at: dict[tuple[str, int, int], list[Facet]] = {}
    for facet in facets:
        quote = facet.claim.content
        at.setdefault((file_of[facet.claim.document], quote.start, quote.end), []).append(facet)
    rows = []
    for one, other, verdict in told:
        ours, theirs = (at.get((e.file, e.start, e.end), []) for e in (one, other))
        fits = [compare(a, b) for a in ours for b in theirs if a.kind.name == b.kind.name and a.modality == b.modality]
        outlined = "topic sentence" in verdict.why or "nested" in verdict.why
        if fits and verdict.same is not None and not outlined:
            _, reasons = max(fits, key=lambda fit: fit[0])
            rows.append(((1.0, *(reasons[rule.__name__].score for rule, _ in RULES)), verdict.same))
    return rows


def fit_lines(
    facets: Sequence[Facet], file_of: Mapping[str, str], told: Sequence[tuple[End, End, Verdict]]
) -> list[str]:
    """What is printed: scores of the weights at hand, and of fitted ones in ten folds."""
    rows = rows_of(facets, file_of, told)
    random.Random(1).shuffle(rows)
    lines = [f"{len(rows)} pairs, {sum(y for _, y in rows)} of them the same", _line("by hand", rows, [AT_HAND])]
    for ridge in RIDGES:
        held = (ridge,) * len(AT_HAND)
        folds = [fitted([r for n, r in enumerate(rows) if n % FOLDS != f], AT_HAND, held) for f in range(FOLDS)]
        lines.append(_line(f"fitted, ridge {ridge:g}, ten folds", rows, folds))
    return lines


def _line(title: str, rows: Sequence[Row], weights: Sequence[Sequence[float]]) -> str:
    """Precision, recall and F1, row n being linked by the nth weights in turn."""
    linked = [(logistic(weights[n % len(weights)], x) >= 0.5, y) for n, (x, y) in enumerate(rows)]
    of = {key: linked.count(key) for key in ((True, True), (True, False), (False, True), (False, False))}
    found = Scores(of[True, True], of[True, False], of[False, True], of[False, False], 0)
    return f"{title:28} precision {found.precision:.3f}  recall {found.recall:.3f}  f1 {found.f1:.3f}"
