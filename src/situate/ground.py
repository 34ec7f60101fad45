"""Who is where, as it is shown: what stood on a day and how long ago that was said, what changed, how it came. Records.

The states themselves are `model.Control`; these are made of them on request by `state.readings`.
"""

from datetime import date, timedelta
from itertools import pairwise

import msgspec

from situate.model import Control
from situate.timespan import Span

# Nobody having spoken of a state for so many days, it is said to be stale; it stands all the same. The same two weeks
# after which a side's word no longer stands against the other's (`state.transitions`).
STALE_DAYS = 14


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The state of one settlement and tier on a day, and the last day that anybody spoke for it."""

    row: Control
    day: date
    spoken: date

    @property
    def silent_days(self) -> int:
        """How many days before `day` it was last spoken for."""
        return (self.day - self.spoken).days

    @property
    def is_stale(self) -> bool:
        """Has nobody spoken for it for more than two weeks?"""
        return self.silent_days > STALE_DAYS


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One settlement and tier whose state is another on a later day; None where nothing was known."""

    before: Control | None
    after: Control | None

    @property
    def row(self) -> Control:
        """The later of the two, for what both share."""
        found = self.after or self.before
        assert found is not None  # there is no difference between nothing and nothing
        return found

    @property
    def is_of_evidence(self) -> bool:
        """Does the same state stand, on other evidence?"""
        return self.before is not None and self.after is not None and outcome(self.before) == outcome(self.after)


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Days, both included, on which one state stood; `silent` are those of them on which it was stale."""

    row: Control
    days: Span
    silent: tuple[Span, ...] = ()


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """What one claim says about the settlement: the day it is of, the day it was published, whose it is."""

    tier: str
    valid: date
    known: date
    says: str
    side: str | None
    speaker: str
    claim: str
    why: str = ""


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One settlement over time: per tier the stretches without a gap, and every word that moved or backed them."""

    place: str
    name: str
    lat: float
    lon: float
    until: date
    assessed: tuple[Stretch, ...]
    claimed: tuple[Stretch, ...]
    words: tuple[Word, ...]


def outcome(row: Control) -> tuple[str, str | None, tuple[str, ...]]:
    """What a state comes to, whatever it rests on."""
    return row.state, row.side, row.between


def quiet(spoken: list[date], days: Span) -> tuple[Span, ...]:
    """The stretches of days that lie more than two weeks after the last word; `spoken` holds the first day at least."""
    found: list[Span] = []
    told = sorted({d for d in spoken if d <= days.last})
    for one, following in pairwise([*told, days.last + timedelta(days=1)]):
        first = max(one + timedelta(days=STALE_DAYS + 1), days.first)
        if first < following:
            found.append(Span(first, following - timedelta(days=1)))
    return tuple(found)
