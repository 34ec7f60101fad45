"""The records of the warning board: what was filed, who looked, what authors said, and where a course stands on a day.

All days are inclusive. `known` is the day by whose end something was out; `replaced` the day on which a later version
of its document was out: from then on that version speaks instead.
"""

from datetime import date
from typing import Final, Literal

import msgspec

from situate.courses import Diagnosticity, Direction

Level = Literal["unknown", "very low", "low", "moderate", "high", "very high", "under way"]
Trend = Literal["unknown", "falling", "steady", "rising"]
# In their order; "unknown" has no place in it.
LEVELS: Final[tuple[Level, ...]] = ("very low", "low", "moderate", "high", "very high", "under way")


class Filing(msgspec.Struct, frozen=True, kw_only=True):
    """One claim on a board: which course and direction, under which rubric or indicator, filed by whom and why.

    `by` is rubric (the author's own), rule (an indicator's pattern) or analyst. `seen` is false where it was denied or
    looked for in vain; `weak` where it is only possible, or its author could not confirm it. `day` is of what it tells,
    no later than its publication; `who` said so.
    """

    course: str
    direction: Direction
    by: Literal["rubric", "rule", "analyst"]
    indicator: str
    claim: str
    document: str
    day: date
    known: date
    who: str
    why: str
    seen: bool = True
    weak: bool = False
    replaced: date | None = None


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody looked for what a rubric asks, on a day; `nothing` where the words say that there was nothing.

    `start` and `end` are of the passage that says so, of the rubric's title where something was found.
    """

    course: str
    rubric: str
    document: str
    start: int
    end: int
    day: date
    known: date
    who: str
    nothing: bool
    replaced: date | None = None


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """What an author says of the course itself: a level or a trend ("" where it says none), in native words."""

    course: str
    claim: str
    document: str
    start: int
    day: date
    known: date
    who: str
    own: bool
    words: str
    level: Level | Literal[""]
    trend: Trend | Literal[""]
    replaced: date | None = None


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """All that boards are made of, sorted by day; `open` are claims that a course is about and nobody filed.

    `open` holds (course, claim).
    """

    filings: tuple[Filing, ...] = ()
    looks: tuple[Look, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    open: tuple[tuple[str, str], ...] = ()


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What one rubric or indicator says on a day: its net direction, by which factor it changes the odds, and why.

    `claims` are those in force, `last` the latest day they tell of, `expires` the first day without them; an indicator
    that nobody spoke of has none and the direction "".
    """

    indicator: str
    question: str
    shows: str
    direction: Direction | Literal[""]
    diagnosticity: Diagnosticity
    factor: float
    why: str
    claims: tuple[str, ...] = ()
    last: date | None = None
    expires: date | None = None
    by: Literal["rubric", "indicator"] = "indicator"


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """Where a course of action stands on `day`, as it was known at the end of `known`.

    `level` and `chance` (per cent) follow from the standings, `trend` from what came and went within the course's
    `trend_days`; `said_level` and `said_trend` are the latest that an author said of the course itself, `others` the
    latest of each whom authors quote on it.
    """

    course: str
    question: str
    day: date
    known: date
    level: Level
    chance: float | None
    trend: Trend
    why: str
    why_trend: str
    standings: tuple[Standing, ...]
    looks: tuple[Look, ...] = ()
    said_level: Forecast | None = None
    said_trend: Forecast | None = None
    others: tuple[Forecast, ...] = ()


class BoardDay(msgspec.Struct, frozen=True, kw_only=True):
    """One day of a board's history; `came` and `went` are the ids of rubrics and indicators that changed, in words."""

    day: date
    level: Level
    chance: float | None
    trend: Trend
    said: Level | Literal[""]
    filed: int
    changes: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
