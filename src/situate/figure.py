"""A figure: how many people, homes, things or how much money, of what, when and where, by whom. Records only."""

from datetime import date
from typing import Literal

import msgspec

Quantifier = Literal["exact", "approximately", "more than", "less than"]
Measure = Literal["stock", "flow"]
PlaceRole = Literal["origin", "destination", "at"]
FigureRole = Literal["recommended", "triangulation"]


class FigurePlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place of a figure: as written, as resolved (None where unplaced), and what it is to those counted."""

    text: str
    role: PlaceRole
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    gazetteer_id: str | None = None


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One count as one source gives it; `docs/figures.md` tells the vocabulary (standards.md 5).

    `low` and `high` bound the number (None: unbounded); `unit` is person, household, dwelling, item, % or a currency
    (ISO 4217); `counted` the words of what is counted. A stock is true on the days `first` to `last` (one day, where
    its date is one), a flow is the sum over them; both included, None where the text gives no day. `cause` and `scope`
    are "" where unsaid. `planned`: it is a plan, an order or an expectation. `source` is who gives the number, "" for
    the author of the document; `source_id` where the theatre knows it. `known` is the day it was published.
    `grown`: a flow that is the growth of a stock, net of those who left. `household_size` is persons to a household
    where the text gives both numbers.
    """

    id: str
    topic: str
    term: str
    low: float | None
    high: float | None
    quantifier: Quantifier
    unit: str
    counted: str
    measure: Measure
    cause: str = ""
    scope: str = ""
    first: date | None = None
    last: date | None = None
    places: tuple[FigurePlace, ...] = ()
    source: str = ""
    source_id: str | None = None
    planned: bool = False
    grown: bool = False
    household_size: float | None = None
    role: FigureRole = "triangulation"
    flags: tuple[str, ...] = ()
    quote: str = ""
    claims: tuple[str, ...] = ()
    document: str = ""
    publisher: str = ""
    known: date | None = None

    @property
    def value(self) -> float:
        """The number to plot and to add up: the middle of a range, else the bound that is given."""
        bounds = [bound for bound in (self.low, self.high) if bound is not None]
        return sum(bounds) / len(bounds) if bounds else 0.0

    @property
    def is_range(self) -> bool:
        """Are two different bounds given?"""
        return self.low is not None and self.high is not None and self.low < self.high
