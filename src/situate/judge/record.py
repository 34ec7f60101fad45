"""The record of a source: what its claims came to, and the reliability, A to F, that follows."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from math import exp, lgamma, log
from typing import Final

import msgspec

from situate.judge.outcomes import HORIZON_DAYS, Outcome, outcome, signs
from situate.judge.verdict import Bench
from situate.model import Proposition
from situate.theatre import Source

# Fewer judged claims than these tell nothing yet: with 8 the 90 % interval of a source that was right half the time
# is still half as wide as the scale.
LEAST_JUDGED: Final = 8
# By the mean of the posterior: "completely", "usually", "fairly", "not usually", "unreliable" in FM 2-22.3.
LETTERS: Final = ((0.95, "A"), (0.8, "B"), (0.6, "C"), (0.4, "D"), (0.0, "E"))
WORDS: Final = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
_GRID: Final = 400


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One claim in a source's record: on which proposition, said when, and what it came to.

    `affirms` is false for a denial; `right` is about the source: who denied what was false was right.
    """

    source: str
    proposition: str
    claim: str
    said: date
    affirms: bool
    right: bool | None
    decided: date | None
    why: tuple[str, ...] = ()


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A source's record as known on a day: claims found right and wrong, still open, and past the horizon undecided.

    `prior_right`, `prior_wrong` are the theatre's and are shown apart; `mean`, `low`, `high` (5th and 95th percentile)
    are of the Beta posterior.
    """

    source: str
    known: date
    right: int
    wrong: int
    open: int
    undecided: int
    prior_right: float
    prior_wrong: float
    mean: float
    low: float
    high: float
    letter: str

    @property
    def judged(self) -> int:
        """How many of its claims were found right or wrong."""
        return self.right + self.wrong


def entries(propositions: Iterable[Proposition], bench: Bench) -> Iterator[Entry]:
    """Every entry of every source that can be counted: its first claim on each proposition of fact.

    What a source took back stands in its record too: it was said, and who deletes what failed is no better for it.
    """
    for p in propositions:
        if p.modality == "fact":
            later = bench.later(p)
            found = signs(later)
            for backing, affirms in ((later.support, True), (later.denial, False)):
                voices = (*backing.voices, *backing.taken_back)
                first: dict[str, Entry] = {}
                for v in sorted(voices, key=lambda v: (v.claim.published or date.max, v.claim.id)):
                    if v.family is not None and v.claim.published is not None and v.source not in first:
                        came = outcome(found, v.claim.published, v.family)
                        first[v.source] = _entry(p, v.source, v.claim.id, v.claim.published, affirms, came)
                yield from first.values()


def _entry(p: Proposition, source: str, claim: str, said: date, affirms: bool, came: Outcome) -> Entry:
    return Entry(
        source=source,
        proposition=p.id,
        claim=claim,
        said=said,
        affirms=affirms,
        right=None if came.right is None else came.right == affirms,
        decided=came.day,
        why=tuple(dict.fromkeys(s.rule for s in came.signs)),
    )


class Records:
    """The records of all sources, for any day: what was not published by then is not looked at."""

    def __init__(self, found: Iterable[Entry], sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._entries: dict[str, list[Entry]] = {}
        for entry in found:
            self._entries.setdefault(entry.source, []).append(entry)

    def sources(self) -> tuple[str, ...]:
        """The sources that have said something, by id."""
        return tuple(sorted(self._entries))

    def entries(self, source: str) -> Sequence[Entry]:
        """What stands in a source's record."""
        return self._entries.get(source, ())

    def of(self, source: str, known: date) -> Record:
        """The record as it was known at the end of a day."""
        said = [e for e in self._entries.get(source, ()) if e.said <= known]
        decided = [e for e in said if e.decided is not None and e.decided <= known]
        right = sum(e.right is True for e in decided)
        wrong = len(decided) - right
        past = known - timedelta(days=HORIZON_DAYS)
        undecided = sum(e.said < past for e in said) - sum(e.said < past for e in decided)
        row = self._sources.get(source)
        prior = (row.prior_right, row.prior_wrong) if row else (1.0, 1.0)
        a, b = right + prior[0], wrong + prior[1]
        low, high = beta_quantiles(a, b, (0.05, 0.95))
        mean = a / (a + b)
        return Record(
            source=source,
            known=known,
            right=right,
            wrong=wrong,
            open=len(said) - len(decided) - undecided,
            undecided=undecided,
            prior_right=prior[0],
            prior_wrong=prior[1],
            mean=mean,
            low=low,
            high=high,
            letter=letter(mean, right + wrong),
        )


def letter(mean: float, judged: int) -> str:
    """The reliability that a posterior mean stands for; F where too few claims were judged."""
    if judged < LEAST_JUDGED:
        return "F"
    return next(word for least, word in LETTERS if mean >= least)


def beta_quantiles(a: float, b: float, shares: Sequence[float]) -> tuple[float, ...]:
    """Quantiles of the Beta distribution, to about 0.002: sums of its density over 400 cells."""
    whole = lgamma(a + b) - lgamma(a) - lgamma(b)
    points = [(n + 0.5) / _GRID for n in range(_GRID)]
    density = [exp(whole + (a - 1) * log(x) + (b - 1) * log(1 - x)) for x in points]
    total, sums = 0.0, list[float]()
    for value in density:
        total += value
        sums.append(total)
    return tuple(points[min(bisect_right(sums, share * total), _GRID - 1)] for share in shares)
