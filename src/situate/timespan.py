"""When something happened, no more exactly than the source says."""

from datetime import date, datetime, tzinfo
from typing import Self

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """The days from `first` to `last`, both included. Raises ValueError where it ends before it starts."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"span ends ({self.last}) before it starts ({self.first})")

    @classmethod
    def on(cls, day: date) -> Self:
        """The span of one day."""
        return cls(day, day)

    @property
    def days(self) -> int:
        """How many days it covers; 1 for a single day."""
        return (self.last - self.first).days + 1

    def meets(self, other: Self) -> bool:
        """Could both have happened on one day?"""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


def on_clock(moment: datetime, zone: tzinfo) -> datetime:
    """The moment on that clock; one without an offset is meant so, one at the edge of the calendar stays as it is."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment
