"""Will it be held within a month? A forecast beside the judgment, which says whether it is so now.

Who claims a settlement too soon often stands before it: the claim is false on the day, and the place is taken weeks
later. That is another question than the judgment's, so it gets a number of its own, with its own receipt.
"""

from typing import Final

import msgspec

from situate.judge.outcomes import HORIZON_DAYS


class TooSoon(msgspec.Struct, frozen=True, kw_only=True):
    """Past captures that were not so a week after they were claimed, and how many `came` to be within 30 days."""

    count: int
    came: int

    @property
    def share(self) -> float:
        """The share that is expected to come to be: the mean of the Beta posterior, from a flat prior."""
        return (self.came + 1) / (self.count + 2)


# By the file of daily control of 2022, over the captures that the 188 reports of 2022 claim and that it shows or denies
# for 30 days: `eval/backtest.py` counts them, and tests the forecast with counts of other claims, or of earlier ones.
TOO_SOON: Final = TooSoon(count=103, came=26)


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """The probability that a capture is so at some time within 30 days of its last being claimed, and the receipt."""

    value: float
    line: str


def held_within(probability: float, past: TooSoon = TOO_SOON) -> Held:
    """A capture is held within 30 days where it is so already, or is claimed too soon and comes to be.

    `probability` (0 to 1) is the judgment's; the forecast is never lower. It is probability + (1 - probability) x the
    share of `past`, one number for all: a recalibration with two parameters, and one number for each side, did no
    better on claims they were not fitted on (`eval/BACKTEST.md`).
    """
    comes = (1 - probability) * past.share
    line = (
        f"forecast, held within {HORIZON_DAYS} days: {probability + comes:.2f}, for it is so already "
        f"({probability:.2f}), or is claimed too soon and comes to be ({comes:.2f}: {past.came} of {past.count} did)"
    )
    return Held(value=probability + comes, line=line)
