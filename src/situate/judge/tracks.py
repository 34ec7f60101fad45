"""The track record of each camp: what its reported captures had come to by a given day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

import msgspec

from situate.judge.outcomes import HORIZON_DAYS, Later, outcome, signs

# What nothing decides within a month is as likely true as false, and tells less than what was decided: one such counts
# as half a claim, half of it right and half wrong. Without it a record is too sure, for what is false is refuted sooner
# than what is true is borne out: of the captures that the 188 reports left open, the map bore out 89 of 163 within a
# week. A quarter or a half gives the same Brier score over all splits of `eval/backtest.py`; none or a whole, a worse.
UNDECIDED: Final = 0.5


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """How many captures by a camp had been found true and false by a day, and how many stayed undecided for a month.

    `mean` is of the Beta posterior.
    """

    right: int
    wrong: int
    known: date
    undecided: int = 0

    @property
    def mean(self) -> float:
        """The share that is expected to be true, from a flat prior."""
        open_ = UNDECIDED * self.undecided
        return (self.right + 1 + open_ / 2) / (self.right + self.wrong + 2 + open_)


class Tracks:
    """The outcomes of everything that gives a settlement to a camp, by camp and the day that decided."""

    def __init__(self, laters: Iterable[Later]) -> None:
        self._decided: dict[str, tuple[date, bool, str]] = {}
        of_camp: dict[str, list[tuple[date, bool]]] = {}
        self._undecided: dict[str, tuple[date, str]] = {}
        self._past: dict[str, list[date]] = {}
        for later in laters:
            backing = later.support
            voices = (*backing.voices, *backing.taken_back)
            said = [v.claim.published for v in voices if v.claim.published is not None]
            if later.doer is None or not said:
                continue
            came = outcome(signs(later), min(said), None, after=1)
            if came.right is not None and came.day is not None:
                self._decided[later.proposition.id] = (came.day, came.right, later.doer)
                of_camp.setdefault(later.doer, []).append((came.day, came.right))
            else:
                past = min(said) + timedelta(days=HORIZON_DAYS)
                self._undecided[later.proposition.id] = (past, later.doer)
                self._past.setdefault(later.doer, []).append(past)
        self._days: dict[str, list[date]] = {}
        self._right: dict[str, list[int]] = {}
        for camp, found in of_camp.items():
            found.sort()
            self._days[camp] = [day for day, _ in found]
            sums = [0]
            for _, right in found:
                sums.append(sums[-1] + right)
            self._right[camp] = sums
        for days in self._past.values():
            days.sort()

    def of(self, camp: str, known: date, *, besides: str) -> Track:
        """The camp's record at the end of a day; the proposition `besides` is left out of it."""
        count = bisect_right(self._days.get(camp, []), known)
        right = self._right.get(camp, [0])[count]
        own = self._decided.get(besides)
        if own is not None and own[2] == camp and own[0] <= known:
            count, right = count - 1, right - own[1]
        undecided = bisect_left(self._past.get(camp, []), known)
        left = self._undecided.get(besides)
        if left is not None and left[1] == camp and left[0] < known:
            undecided -= 1
        return Track(right=right, wrong=count - right, known=known, undecided=undecided)
