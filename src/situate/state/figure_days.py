"""Of which day a stock is, and over which days a flow runs, by the dates of a claim."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from situate.figure import Measure
from situate.model import Claim, DateMention
from situate.state.counting import Counted

_AS_OF: Final = re.compile(r"\b(?:as\s+of|as\s+at|by|until|up\s+to|stood\s+at|at|on)\s+(?:the\s+)?$", re.IGNORECASE)
_TIGHT_AS_OF: Final = re.compile(r"\b(?:as\s+of|as\s+at)\s+(?:the\s+)?$", re.IGNORECASE)
_BY: Final = re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE)
# "The 2023 response plan": the year of a plan or a budget stands before its name.
_PLAN_YEAR: Final = re.compile(r"\b((?:19|20)\d\d)\s+(?:[a-z]+\s+){0,3}(?:plan|appeal|budget|programme|program|overview)\b")
_CLAUSE: Final = re.compile(r",\s+(?:and|but|while)\s|;\s|\bwhile\b")
_AGAIN: Final = re.compile(r"\b(?:the|that)\s+same\s+(?:day|days|week|month|year|period|time|span)\b", re.IGNORECASE)

Days = tuple[date, date] | None


class Dates(NamedTuple):
    """A claim's dates as a figure reads them."""

    events: tuple[DateMention, ...]
    said: date | None


def dates_of(one: Counted, claim: Claim, alone: bool) -> Dates:
    """The dates that belong to a number: where several numbers stand in the claim, those that stand next to it."""
    events = tuple(d for d in claim.dates if d.of == "event")
    speech = [d.last for d in claim.dates if d.of == "speech"]
    said = max(speech, default=None)
    if alone:
        return Dates(events, said)
    events = tuple(d for d in events if not _apart(one, d, claim))
    if len(events) < 2:
        return Dates(events, said)
    begin, end = one.start - len(one.before), one.start + len(one.quantity.text) + len(one.after)
    mine = [d for d in events if begin <= d.start - claim.content.start < end]
    behind = [d for d in mine if d.start - claim.content.start >= one.start]
    return Dates((behind[0],) if behind else tuple(mine) or events, said)


def _apart(one: Counted, d: DateMention, claim: Claim) -> bool:
    """Does the date stand behind a clause that begins after the number?"""
    between = claim.content.text[one.start : max(one.start, d.start - claim.content.start)]
    return _CLAUSE.search(between) is not None


def is_as_of(claim: Claim, dates: Dates) -> bool:
    """Is one of its dates a day as of which something is so?"""
    return any(_TIGHT_AS_OF.search(_before(d, claim)) for d in dates.events)


def is_by(claim: Claim, dates: Dates) -> bool:
    """Is one of its dates a day by which something had come about?"""
    return any(_BY.search(_before(d, claim)) for d in dates.events)


def says_again(claim: Claim) -> bool:
    """Does it speak of the same days as what was said before?"""
    return _AGAIN.search(claim.content.text) is not None


def days_of(measure: Measure, dates: Dates, claim: Claim) -> Days:
    """The day of a stock (first and last are one, unless its date is a longer one), or the days of a flow; None."""
    if not dates.events:
        plan = _PLAN_YEAR.search(claim.content.text)
        if plan:
            year = int(plan.group(1))
            return date(year, 1, 1), date(year, 12, 31)
        return (dates.said, dates.said) if measure == "stock" and dates.said is not None else None
    return _stock(dates, claim) if measure == "stock" else _flow(dates, claim)


def _stock(dates: Dates, claim: Claim) -> Days:
    fixed = [d for d in dates.events if not _is_since(d)]
    named = [d for d in fixed if _AS_OF.search(_before(d, claim))] or fixed
    if not named:
        return (dates.said, dates.said) if dates.said else _flow(dates, claim)
    return _bounds(named[-1], claim)


def _flow(dates: Dates, claim: Claim) -> Days:
    since = [d for d in dates.events if _is_since(d)]
    fixed = [d for d in dates.events if not _is_since(d)]
    if not since:
        return together([_bounds(d, claim) for d in fixed])
    first = min(d.first for d in since)
    until = [d.last for d in fixed if d.last >= first and _AS_OF.search(_before(d, claim))]
    last = max(until, default=dates.said or max(d.last for d in since))
    return first, max(first, last)


def _bounds(d: DateMention, claim: Claim) -> tuple[date, date]:
    """The days of a date; "the end of 2022" is its last day."""
    if re.search(r"\bend\b", f"{_before(d, claim)[-12:]}{d.text}", re.IGNORECASE):
        return d.last, d.last
    return d.first, d.last


def _is_since(d: DateMention) -> bool:
    return d.how.endswith(", since")


def _before(d: DateMention, claim: Claim) -> str:
    """The few words of the claim before a date; "" where the date stands outside it."""
    at = d.start - claim.content.start
    return claim.content.text[max(0, at - 24) : at] if 0 <= at <= len(claim.content.text) else ""


def together(days: Sequence[Days]) -> Days:
    """The days from the first to the last of them; None where none is known."""
    known = [d for d in days if d is not None]
    return (min(d[0] for d in known), max(d[1] for d in known)) if known else None
