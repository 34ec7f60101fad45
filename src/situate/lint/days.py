"""Rules about time: dates after the issue's, days and spans that cannot be, weekdays at odds with their date."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from situate.lint.dates import Dated
from situate.lint.finding import Edit, Found
from situate.lint.knowledge import Knowledge
from situate.lint.reading import Reading
from situate.lint.sentence import Sentence

# A day without a year is the nearest of that name to the issue's day; one so far ahead is more likely of another year.
_AHEAD: Final = 120
# So many characters before a date tell what it is the date of.
_BEFORE: Final = 200


def _dated(reading: Reading, knowledge: Knowledge) -> Iterator[tuple[Sentence, Dated]]:
    for sentence in reading.sentences:
        for found in knowledge.language.dates.of(sentence.text):
            yield sentence, found


_AS_OF: Final = re.compile(
    r"\bas\sof\s(?:late\s|early\s|the\s(?:morning|evening|night|end)\sof\s|\d\S*\s\w+\s?\w*\son\s)?$"
)
_LEAD: Final = re.compile(r"\b(?P<words>(?:[\w’']+\s){1,3})(?:late\s|early\s)?on\s(?:the\s\w+\sof\s)?$")


# "As of" a day ahead stands only with a verb of the future: what was planned by then is past as well.
_WILL: Final = re.compile(r"\b(?:will|would|shall|effective|effect|expect\w*|force)\b", re.IGNORECASE)


def after_issue(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A day after the issue's own is told of as if it were past: "as of" it, or with a verb in the past.

    Days that are announced, planned or expected may lie ahead. Suggested is the issue's day.
    """
    published = reading.document.published.day
    if published is None:
        return
    past, ahead = knowledge.language.words("verbs", "past"), knowledge.language.ahead
    for sentence, found in _dated(reading, knowledge):
        day = found.on(published)
        if day is None or not published < day <= published + timedelta(days=_AHEAD):
            continue
        before = sentence.text[max(0, found.start - _BEFORE) : found.start]
        lead = _LEAD.search(before)
        as_of = _AS_OF.search(before) is not None
        told = as_of or (lead is not None and not past.isdisjoint(lead["words"].split()))
        if not told or (_WILL if as_of else ahead).search(_clause(before)):
            continue
        right = f"{published:%B} {published.day}"
        words = f"{day:%B} {day.day} is after the issue of {published:%B} {published.day}, {published.year}"
        yield Found(start=sentence.start + found.start, end=sentence.start + found.end, message=words, suggestion=right)


def _clause(before: str) -> str:
    """What stands before a date in its clause: words of the future beyond it are about something else."""
    return re.split(r"[;:]|,\s(?:and|but|while|although|which)\s|\sthat\s", before)[-1][-90:]


def impossible_day(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A day that no month has: "June 31"."""
    for sentence, found in _dated(reading, knowledge):
        longest = monthrange(found.year or 2024, found.month)[1]
        if 1 <= found.day <= longest:
            continue
        start, end = sentence.start + found.start, sentence.start + found.end
        name = f"{date(2024, found.month, 1):%B}"
        yield Found(start=start, end=end, message=f"{name} has {longest} days", suggestion=f"{name} {longest}")


_SPAN: Final = re.compile(r"\s(?:to|through|until|-|–|and)\s?$")
_FROM: Final = re.compile(r"\b(?:from|between)\s(?:the\s\w+\sof\s)?$")


def backward_span(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A span that ends before it begins: "January 24-21", "from May 9 to May 3"."""
    published = reading.document.published.day or date(2024, 1, 1)
    for sentence in reading.sentences:
        dates = knowledge.language.dates.of(sentence.text)
        for found in dates:
            if found.last_day is not None and 0 < found.last_day < found.day and not _and(sentence.text, found):
                yield _turned(sentence, found.start, found.end)
        for first, last in pairwise(dates):
            between = sentence.text[first.end : last.start]
            if (
                _SPAN.fullmatch(between)
                and _FROM.search(sentence.text, 0, first.start)
                and _turns(first, last, published)
            ):
                yield _turned(sentence, first.start, last.end)


def _and(text: str, found: Dated) -> bool:
    """ "January 24 and 21" are two days, not a span."""
    return " and " in text[found.start : found.end]


def _turns(first: Dated, last: Dated, published: date) -> bool:
    a, b = first.on(published), last.on(published)
    return a is not None and b is not None and a > b and (first.year is not None or first.month == last.month)


def _turned(sentence: Sentence, start: int, end: int) -> Found:
    words = sentence.text[start:end]
    return Found(start=sentence.start + start, end=sentence.start + end, message=f"“{words}” ends before it begins")


def weekday_at_odds(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A weekday that its date did not fall on. Suggested is the weekday that it did."""
    published = reading.document.published.day
    for sentence, found in _dated(reading, knowledge):
        if not found.weekday or (found.year is None and published is None):
            continue
        day = found.on(published or date(found.year or 2024, 1, 1))
        if day is None or day.weekday() == knowledge.language.dates.weekday(found.weekday):
            continue
        start = sentence.start + found.start
        end = start + len(found.weekday)
        right = f"{day:%A}"
        words = f"{day:%B} {day.day}, {day.year} was a {right}"
        yield Found(start=start, end=end, message=words, suggestion=right, edit=Edit(start, end, right))
