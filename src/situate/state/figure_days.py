"""Of which day a stock is, and over which days a flow runs, by the dates of a claim."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from situate.figure import Measure
from situate.model import Claim, DateMention
from situate.state.counting import Counted

_AS_OF: Final = re.compile(r"\b(?:as\s+of|as\s+at|by|until|up\s+to|stood\s+at|at|on)\s+(?:the\s+)?$", re.IGNORECASE)
_TIGHT_AS_OF: Final = re.compile(
    r"\b(?:as\s+of|as\s+at)\s+(?:(?:noon|midnight|midday|[\d:.]+\s*(?:[ap]\.?m\.?)?)\s+on\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_BY: Final = re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE)
# "The 2023 response plan": the year of a plan or a budget stands before its name.
_PLAN_YEAR: Final = re.compile(
    r"\b((?:19|20)\d\d)\s+(?:[a-z]+\s+){0,3}(?:plan|appeal|budget|programme|program|overview)\b"
)
_END: Final = re.compile(r"\bend(?:\s+of)?\s+(?:[A-Z]\w+\s+)?(?:\d{4}\W*)?$|^end\b|\bthe\s+end\s+of\b", re.IGNORECASE)
_AT_END: Final = re.compile(r"\bat\s+the\s+end\b", re.IGNORECASE)
# "Since the invasion began on May 4": the date is when it began.
_SINCE: Final = re.compile(
    r"\bsince\b[^.;,\d]{0,50}\b(?:began|started|start|beginning|outbreak)\b[^.;,\d]{0,12}\d*", re.IGNORECASE
)
_CLAUSE: Final = re.compile(r",\s+(?:and|but|while)\s|;\s|\bwhile\b")
_AGAIN: Final = re.compile(r"\b(?:the|that)\s+same\s+(?:day|days|week|month|year|period|time|span)\b", re.IGNORECASE)

Days = tuple[date, date] | None


class Dates(NamedTuple):
    """A claim's dates as a figure reads them."""

    events: tuple[DateMention, ...]
    said: tuple[date, date] | None


def dates_of(one: Counted, claim: Claim, alone: bool, shared: Sequence[DateMention] = ()) -> Dates:
    """The dates that belong to a number: where several numbers stand in the claim, those that stand next to it.

    `shared` are the dates of the claim's sentence; they count where the claim has none of its own.
    """
    events = tuple(d for d in claim.dates if d.of == "event") or tuple(d for d in shared if d.of == "event")
    said = max(((d.first, d.last) for d in claim.dates if d.of == "speech"), key=lambda d: d[1], default=None)
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
    return any(_TIGHT_AS_OF.search(_before(d, claim)) or _AT_END.search(_told(d, claim)) for d in dates.events)


def is_by(claim: Claim, dates: Dates) -> bool:
    """Is one of its dates a day by which something had come about?"""
    return any(_BY.search(_before(d, claim)) for d in dates.events)


def says_again(claim: Claim) -> bool:
    """Does it speak of the same days as what was said before?"""
    return _AGAIN.search(claim.content.text) is not None


def days_of(measure: Measure, dates: Dates, claim: Claim, *, by_saying: bool = False) -> Days:
    """The day of a stock (first and last are one, unless its date is a longer one), or the days of a flow; None.

    `by_saying`: it is done by being said, as a pledge is.
    """
    if not dates.events:
        plan = _PLAN_YEAR.search(claim.content.text)
        if plan:
            year = int(plan.group(1))
            return date(year, 1, 1), date(year, 12, 31)
        return dates.said if measure == "stock" or by_saying else None
    return _stock(dates, claim) if measure == "stock" else _flow(dates, claim)


def _stock(dates: Dates, claim: Claim) -> Days:
    fixed = [d for d in dates.events if not _is_since(d, claim)]
    named = [d for d in fixed if _AS_OF.search(_before(d, claim))] or fixed
    if not named:
        return dates.said or _flow(dates, claim)
    return _bounds(named[-1], claim)


def _flow(dates: Dates, claim: Claim) -> Days:
    since = [d for d in dates.events if _is_since(d, claim)]
    fixed = [d for d in dates.events if not _is_since(d, claim)]
    if not since:
        return together([_bounds(d, claim) for d in fixed])
    first = min(d.first for d in since)
    until = [d.last for d in fixed if d.last >= first and _AS_OF.search(_before(d, claim))]
    until_now = dates.said[1] if dates.said else claim.published or max(d.last for d in since)
    last = max(until, default=until_now)
    return first, max(first, last)


def _bounds(d: DateMention, claim: Claim) -> tuple[date, date]:
    """The days of a date; "the end of 2022" is its last day."""
    if _at_end(d, claim):
        return d.last, d.last
    return d.first, d.last


def _at_end(d: DateMention, claim: Claim) -> bool:
    """ "At the end of 2022", wherever the date itself begins."""
    return _END.search(_told(d, claim)) is not None


def _told(d: DateMention, claim: Claim, letters: int = 24) -> str:
    return f"{_before(d, claim, letters)}{d.text}"


def _is_since(d: DateMention, claim: Claim) -> bool:
    return d.how.endswith(", since") or _SINCE.search(_told(d, claim, 60)) is not None


def _before(d: DateMention, claim: Claim, letters: int = 24) -> str:
    """The few words of the claim before a date; "" where the date stands outside it."""
    at = d.start - claim.content.start
    return claim.content.text[max(0, at - letters) : at] if 0 <= at <= len(claim.content.text) else ""


def together(days: Sequence[Days]) -> Days:
    """The days from the first to the last of them; None where none is known."""
    known = [d for d in days if d is not None]
    return (min(d[0] for d in known), max(d[1] for d in known)) if known else None
