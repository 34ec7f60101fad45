"""Who holds an office: what one source says of it, the days that follow, and where two sources clash. Records only."""

from datetime import date
from typing import Literal

import msgspec

from situate.timespan import Span

# came: came into the office; left: left it; held: held it over days; is: is called by its title on a day.
Says = Literal["came", "left", "held", "is"]


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """What one claim says about one holder of one office.

    It is true `on` all days from `first` to `last`, or on at least one of them (some); both days are included, and
    `first` is None where only the latest day is known. `starts`: the tenure began on the first of them (all) or on one
    of them (some); `ends` likewise. `there_last`: it was surely held on `last`; false where the holder left, and where
    somebody else says without a day that he came. `holder` is a last name in small letters, `name` the name as
    written, `account` the source that it rests on. `known` is the day on which it was published, None where the
    document is undated.
    """

    office: str
    holder: str
    name: str
    account: str
    says: Says
    on: Literal["all", "some"]
    first: date | None
    last: date
    starts: bool
    ends: bool
    there_last: bool
    claim: str
    known: date | None


class Tenure(msgspec.Struct, frozen=True, kw_only=True):
    """One person's time in one office by one account: it began and ended within the bounds given, all included.

    `begin_first` is None where nothing bounds the beginning from below; `end_first` is the last day on which the holder
    is surely said to hold it, None where no day is sure; `end_last` is None where nothing ends it. `starts` and `ends`
    tell whether the account itself speaks of a beginning and an end; bounds that only follow from who came before or
    after leave them false. `contradicted` where the same account gives the office to somebody else at the same time.
    """

    office: str
    holder: str
    name: str
    account: str
    begin_first: date | None
    begin_last: date
    end_first: date | None
    end_last: date | None
    starts: bool
    ends: bool
    claims: tuple[str, ...]
    last_said: date | None = None
    contradicted: bool = False

    @property
    def sure(self) -> Span | None:
        """The days on all of which the holder held it by this account; None where no day is sure."""
        if self.end_first is None or self.end_first < self.begin_last:
            return None
        return Span(self.begin_last, self.end_first)

    def stands(self, day: date) -> bool:
        """Does the account stand for this day: begun by then, and not said to have ended before?"""
        return self.begin_last <= day and (self.end_last is None or day <= self.end_last)


class Clash(msgspec.Struct, frozen=True, kw_only=True):
    """Two tenures of one office that exclude one another from `first` to `last` (None: to this day), both included.

    `sure` are the days on which both accounts surely place their own holder there; None where one account only stands
    because nothing has ended it.
    """

    office: str
    one: Tenure
    other: Tenure
    first: date
    last: date | None
    sure: Span | None


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """An office with the tenures that every account gives, in order, and the clashes between them.

    `said` is what they were made of: one record a claim and person, by account, day and holder.
    """

    office: str
    name: str
    side: str | None
    tenures: tuple[Tenure, ...]
    clashes: tuple[Clash, ...]
    said: tuple[Holding, ...] = ()
