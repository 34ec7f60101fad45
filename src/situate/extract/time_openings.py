"""Times that open a clause without a comma: "by midnight", "hours earlier", "in the first half of May"."""

from collections.abc import Sequence
from typing import Final

TIMED: Final = frozenset({
    "in", "on", "at", "from", "during", "within", "after", "over", "by", "since", "until", "before", "for",
    "throughout", "around", "about",
})  # fmt: skip
_HOURS: Final = frozenset(
    {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
)
_TIMES: Final = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend", "midnight",
    "noon", "midday", "dawn", "dusk", "daybreak", "sunrise", "sunset", "nightfall", "night", "morning", "evening",
    "afternoon", "day", "days", "week", "weeks", "month", "months", "year", "years", "summer", "winter", "spring",
    "autumn", "reality", "fact", "earlier", "later", "ago", "instead", "meanwhile", "yesterday", "today", "tonight",
    "overnight", "hours", "minutes", "moments", "time",
})  # fmt: skip
_INSTEAD: Final = frozenset({"instead", "meanwhile", "yesterday", "today", "tonight", "overnight", "later", "earlier"})
_NEXT: Final = frozenset({"next", "following", "previous", "same"})
_UNITS: Final = frozenset({"hours", "minutes", "days", "weeks", "months", "years", "moments"})
BEGUN: Final = TIMED | _UNITS | _INSTEAD | {"the", "this"}
_OF_TIMES: Final = frozenset({
    "the", "a", "an", "this", "that", "same", "early", "late", "mid", "last", "past", "next", "first", "second", "half",
    "few", "several", "two", "three", "four", "five", "-", "–", "following", "previous",
})  # fmt: skip
_TIME_PHRASE: Final = 7  # words of "on the night of ..."
_ROUGHLY: Final = frozenset({"around", "about"})
_YEAR: Final = 4  # digits


def behind_time(low: Sequence[str], first: int, last: int) -> int:
    """The word behind the time that opens words `first` to `last` (excluded); `first` where none does."""
    if low[first] == "the" and (first + 1 >= last or low[first + 1] not in _NEXT):
        return first
    if low[first] == "this" and (first + 1 >= last or low[first + 1] != "time"):
        return first
    at, told = first, False
    while at < min(last, first + _TIME_PHRASE):
        word = low[at]
        if word in _TIMES or (word.isdecimal() and at > first):
            told = told or word in _TIMES or len(word) == _YEAR
        elif not (word in TIMED or word in _OF_TIMES or (word in _HOURS and (at == first or low[at - 1] in _ROUGHLY))):
            break
        at += 1
    while at > first and low[at - 1] in _OF_TIMES:
        at -= 1  # "at dawn two columns ..."
    return at if told and at < last else first
