"""What tells two claims apart by their time, each a rule: another day, another term of a forecast, a denial before."""

import re
from typing import Final

from situate.resolve.differences import Reason, alike
from situate.resolve.facets import Facet, days_apart, words_of


def other_day(a: Facet, b: Facet) -> Reason:
    """An act of another day: both name days that do not meet, or one of them denies it for its own days only."""
    told, fact = a.names_day and b.names_day, a.modality == "fact" and "deed" in (a.act, b.act)
    if fact and not a.kind.window_days and (_rolls(a, b) or _sums(a, b) or _all_along(a) != _all_along(b)):
        return Reason(1.0, f"{a.span} / {b.span}")
    if fact and told and a.denies and b.denies and _rolls(a, b):
        return Reason(1.0, f"{a.span} / {b.span}")
    if a.kind.name == "control" and told and a.claim.event == "hold" and b.claim.event == "capture" and not b.denies:
        return Reason(float(bool(days_apart(a.span, b.span))), f"held {a.span}, taken {b.span}")
    # What has not happened up to now has not happened for days; that nobody attacked is told of a day.
    daily = fact and not a.kind.loose and a.kind.window_days <= 1
    denied = a.denies != b.denies or (a.denies and daily)
    apart = bool(days_apart(a.span, b.span)) and not a.kind.lasting
    return Reason(
        float(apart and (denied or (told and (fact or a.denies or not a.kind.loose)))), f"{a.span} / {b.span}"
    )


def another_day(a: Facet, b: Facet) -> Reason:
    """What goes on is another act on another day, unless a later report tells it in the same words.

    So is holding a place, and that something has not happened yet.
    """
    apart = days_apart(a.span, b.span) or 0
    if not apart or a.claim.document == b.claim.document or a.act != b.act:
        return Reason(0.0, "not deeds of two days")
    if a.act != "deed":  # "focused on holding its lines on 4 May", and on 9 May
        dated = (a.names_day or b.names_day) and a.goes_on_that_day and b.goes_on_that_day
        reworded = a.kind.name == "ring" and a.modality == "fact" and alike(a, b) < _SAME_WORDS
        return Reason(float(a.act == "aim" and (dated or reworded)), f"{a.span} / {b.span}")
    return Reason(float(_is_anew(a, b)), f"{a.span} / {b.span}")


def _is_anew(a: Facet, b: Facet) -> bool:
    kind, shared = a.kind, alike(a, b)
    fact = a.modality == b.modality == "fact"
    if a.denies != b.denies:
        return fact and kind.name == "ring"
    if a.claim.event == b.claim.event == "hold":
        anew = a.names_day or b.names_day or shared < _VERY_WORDS
        return anew and (fact or a.goes_on_that_day or b.goes_on_that_day)
    if not fact or kind.name in _ONCE:
        return fact and a.denies and kind.name == "control"
    if a.denies:
        return kind.lasting
    if kind.loose:
        return a.goes_on_that_day or b.goes_on_that_day or b.names_day or shared < _SAME_LOOSE
    anew = kind.name == "ring" or a.goes_on_that_day or b.goes_on_that_day or (_has_hour(a) and _has_hour(b))
    return anew and shared < _SAME_WORDS


# A town is taken once, an office once, and who leaves a front leaves it for days.
_ONCE: Final = frozenset({"control", "office", "withdrawal"})
# From which share of words in common (Dice) the same is told again: a deed; what is filed under a loose kind.
_SAME_WORDS: Final = 0.6
_SAME_LOOSE: Final = 0.65
_VERY_WORDS: Final = 0.9
_CLOCK: Final = re.compile(r"\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b")


def _has_hour(facet: Facet) -> bool:
    return bool(_CLOCK.search(facet.claim.content.text))


def other_term(a: Facet, b: Facet) -> Reason:
    """Both expect it, the one within days and the other within weeks: the forecast has changed."""
    expected = a.modality == b.modality == "future"
    ours, theirs = (_term(f.claim.content.text) for f in (a, b)) if expected else ("", "")
    return Reason(float(bool(ours and theirs) and ours != theirs), f"{ours or 'unsaid'} / {theirs or 'unsaid'}")


def other_start(a: Facet, b: Facet) -> Reason:
    """The one expects something to begin, the other that what goes on will continue."""
    expected = a.modality == b.modality == "future"
    ours, theirs = (_start(f.claim.content.text) for f in (a, b)) if expected else ("", "")
    return Reason(float({ours, theirs} == {"begins", "continues"}), f"{ours or 'unsaid'} / {theirs or 'unsaid'}")


_BEGINS: Final = re.compile(r"\b(?:new|launch\w*|begin\w*|start\w*|open\w*|initiat\w*)\b")
_CONTINUES: Final = re.compile(r"\b(?:continu\w+|keep|remain\w*)\b")


def _start(text: str) -> str:
    """What only one of both is said of."""
    begins, continues = _BEGINS.search(text), _CONTINUES.search(text)
    return "" if bool(begins) == bool(continues) else "begins" if begins else "continues"


def enlarged(a: Facet, b: Facet) -> Reason:
    """The later forecast expects another act besides: it has changed."""
    expected = a.modality == b.modality == "future" and a.claim.document != b.claim.document
    found = _AND_DO.search(b.claim.content.text) if expected else None
    new = words_of(found[0]) - a.words if found else frozenset()
    return Reason(float(len(new) >= _OTHER_ACT), found[0] if found else "no second act")


# "and mount air attacks": what stands behind it in three other words is another act.
_AND_DO: Final = re.compile(
    r",? and (?:\w+ly )?(?:continue|maintain|begin|resume|attempt|launch|conduct|mount|seek)\b.*$", re.DOTALL
)
_OTHER_ACT: Final = 3
_TERM: Final = re.compile(r"\b(?:(?:hour|day|week|month)s?|near(?:er)? (?:future|term))\b")
# Within hours and within days are one forecast.
_TERMS: Final = {"hours": "days", "hour": "days", "day": "days", "months": "weeks"}


def _term(text: str) -> str:
    found = _TERM.search(text)
    return _TERMS.get(found[0], found[0]) if found else ""


def _rolls(a: Facet, b: Facet) -> bool:
    """Do both tell of the day or night that ends with their report, and are these of two days?"""
    ours, theirs = a.claim.published, b.claim.published
    if a.span is None or b.span is None or ours is None or theirs is None or ours == theirs:
        return False
    return a.span.last == ours and b.span.last == theirs


def _sums(a: Facet, b: Facet) -> bool:
    """Does one tell of one day or two, and the other of many?"""
    if a.span is None or b.span is None:
        return False
    short, long = sorted((a.span.days, b.span.days))
    return short <= _FEW_DAYS < long


_FEW_DAYS: Final = 3


def _all_along(facet: Facet) -> bool:
    """Does it tell of what went on for a long time, and not of a day?"""
    return bool(_ALL_ALONG.search(facet.claim.content.text))


_ALL_ALONG: Final = re.compile(
    r"\b(?:consistently|persistently|routinely|regularly|since the (?:start|beginning|outbreak)"
    r"|(?:for|in|over) (?:the (?:past|last) )?(?:several |many |a few )?(?:days|weeks|months))\b"
)
