"""The track record of each camp: what its reported captures had come to by a given day."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

import msgspec

from situate.judge.outcomes import Later, outcome, signs


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """How many captures by a camp had been found true and false by a day; `mean` is of the Beta posterior."""

    right: int
    wrong: int
    known: date

    @property
    def mean(self) -> float:
        """The share that is expected to be true, from a flat prior."""
        return (self.right + 1) / (self.right + self.wrong + 2)


class Tracks:
    """The outcomes of everything that gives a settlement to a camp, by camp and the day that decided."""

    def __init__(self, laters: Iterable[Later]) -> None:
        self._decided: dict[str, tuple[date, bool, str]] = {}
        of_camp: dict[str, list[tuple[date, bool]]] = {}
        for later in laters:
            said = [v.claim.published for v in later.support.voices if v.claim.published is not None]
            if later.doer is None or not said:
                continue
            came = outcome(signs(later), min(said), None, after=1)
            if came.right is not None and came.day is not None:
                self._decided[later.proposition.id] = (came.day, came.right, later.doer)
                of_camp.setdefault(later.doer, []).append((came.day, came.right))
        self._days: dict[str, list[date]] = {}
        self._right: dict[str, list[int]] = {}
        for camp, found in of_camp.items():
            found.sort()
            self._days[camp] = [day for day, _ in found]
            sums = [0]
            for _, right in found:
                sums.append(sums[-1] + right)
            self._right[camp] = sums

    def of(self, camp: str, known: date, *, besides: str) -> Track:
        """The camp's record at the end of a day; the proposition `besides` is left out of it."""
        count = bisect_right(self._days.get(camp, []), known)
        right = self._right.get(camp, [0])[count]
        own = self._decided.get(besides)
        if own is not None and own[2] == camp and own[0] <= known:
            count, right = count - 1, right - own[1]
        return Track(right=right, wrong=count - right, known=known)
