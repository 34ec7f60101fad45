"""What tells two claims apart, each a rule: two sides of a town, another day, other means, a denial of other things."""

import re
from typing import Final

import msgspec

from situate.model import Claim, Quantity
from situate.resolve.facets import MUTUAL, Facet, days_apart
from situate.resolve.spots import AROUND, BORDER, LINE, Spot, meet, sided, vague


class Reason(msgspec.Struct, frozen=True):
    """One rule's word: how much it holds (0 to 1), in words an analyst can print."""

    score: float
    detail: str


def many_at_once(a: Facet, _: Facet) -> Reason:
    """It is of a kind of which there are many at once: by kind, place, for want of a doer, or as not yet a fact.

    What is expected of a town's fall is one thing, however often it is said.
    """
    unsaid = a.side is None and a.claim.event not in MUTUAL
    unsure = a.modality != "fact" and (not a.kind.lasting or a.kind.name == "ring")
    return Reason(float(a.kind.loose or not a.pinned or unsaid or unsure), a.claim.event)


def goes_on(a: Facet, b: Facet) -> Reason:
    """One speaker tells of both in the body of one text, of daily business: who goes on tells of something else."""
    ours, theirs = a.claim, b.claim
    one_text = ours.document == theirs.document and ours.passage_kind == theirs.passage_kind == "body"
    one_voice = [s.text for s in ours.speakers] == [s.text for s in theirs.speakers]
    # A topic sentence and its detail, on one side of one town.
    detailed = a.claim.event in ("assault", "clash", "repelled") and a.spot == b.spot and sided(a.spot)
    daily = (a.kind.window_days == 0 or a.kind.name == "ring") and not detailed
    apart = ours.content.end <= theirs.content.start or theirs.content.end <= ours.content.start
    return Reason(float(daily and one_text and one_voice and apart), ours.document)


_BESIDES: Final = re.compile(r"\b(?:also|additional(?:ly)?|separately|furthermore|meanwhile)\b")


def besides(a: Facet, b: Facet) -> Reason:
    """The later sentence of one passage says "also" or the like: it tells of something else than the one before."""
    ours, theirs = a.claim, b.claim
    one_passage = (ours.document, ours.passage, ours.passage_kind) == (
        theirs.document,
        theirs.passage,
        theirs.passage_kind,
    )
    return Reason(float(one_passage and ours.start != theirs.start and further(theirs)), theirs.content.text)


def further(claim: Claim) -> bool:
    """Does it say "also" or the like, and so tell of something beside what was told before?"""
    return bool(_BESIDES.search(claim.content.text))


def own_denial(a: Facet, b: Facet) -> Reason:
    """One voice affirms and denies in one text: nobody contradicts himself there, so they are two things."""
    one_voice = a.claim.document == b.claim.document and voice(a.claim) == voice(b.claim)
    return Reason(float(one_voice and a.denies != b.denies), a.claim.document)


def voice(claim: Claim) -> tuple[str, ...]:
    """Who says it, the publisher first, by the words of the text."""
    return (claim.publisher, *(s.text for s in claim.speakers))


def sides(a: Facet, b: Facet) -> str:
    """Both sides, as a receipt prints them."""
    return f"{a.side or 'nobody'} / {b.side or 'nobody'}"


def other_doer(a: Facet, b: Facet) -> Reason:
    """Two different sides are said to do it: those are rivals, not the same; or only the later claim says who."""
    return Reason(float(b.side is not None and a.side != b.side), sides(a, b))


def doer_unsaid(a: Facet, b: Facet) -> Reason:
    """Only the earlier claim says who does it, so that the words must tell that it is the same; a town falls once."""
    captured = a.claim.event == b.claim.event == "capture"
    return Reason(float(a.side is not None and b.side is None and not captured), sides(a, b))


def other_actors(a: Facet, b: Facet) -> Reason:
    """Different bodies or persons are named, in a kind of event where that makes it another event."""
    apart = bool(a.kind.loose and a.doers and b.doers and not a.doers & b.doers)
    return Reason(float(apart), f"{', '.join(sorted(a.doers))} / {', '.join(sorted(b.doers))}")


def figures_differ(a: Facet, b: Facet) -> Reason:
    """Both count the same thing, and the counts exclude one another."""
    for ours in a.claim.quantities:
        for theirs in b.claim.quantities:
            if ours.unit and ours.unit == theirs.unit and _exclude(ours, theirs):
                return Reason(1.0, f"{ours.text} against {theirs.text}")
    return Reason(0.0, "no counts that exclude one another")


def other_figures(a: Facet, b: Facet) -> Reason:
    """Both give counts and none agree, where nothing else pins the claims to one event."""
    ours, theirs = a.claim.quantities, b.claim.quantities
    apart = bool(ours and theirs and many_at_once(a, b).score and not any(_agree(x, y) for x in ours for y in theirs))
    return Reason(float(apart), f"{'; '.join(q.text for q in ours)} / {'; '.join(q.text for q in theirs)}")


def other_spot(a: Facet, b: Facet) -> Reason:
    """They are on two sides of one town, or on two lines from it; a denial, in it and around it."""
    if a.held is not None or b.held is not None:
        return Reason(0.0, "an office has no surroundings")
    denial = a.denies != b.denies and not a.kind.lasting
    if denial and AROUND in (a.spot if a.denies else b.spot) and not _bordered(a.spot | b.spot):
        return Reason(0.0, "who denies it of all around the town denies it of each side, and of the town")
    summary = a.claim.document == b.claim.document and a.claim.passage_kind != b.claim.passage_kind
    apart = not meet(a.spot, b.spot, strict=denial, rounded=summary)
    return Reason(float(apart), f"{_tokens(a.spot)} / {_tokens(b.spot)}")


def _bordered(found: Spot) -> bool:
    return any(t.startswith((LINE, BORDER)) for t in found)


def in_or_around(a: Facet, b: Facet) -> Reason:
    """The one struck the town, the other its surroundings or a district: the words must tell that it is one."""
    fires = a.claim.event in ("strike", "shelling") and b.claim.event in ("strike", "shelling")
    return Reason(float(fires and vague(a.spot, b.spot)), f"{_tokens(a.spot)} / {_tokens(b.spot)}")


def other_act(a: Facet, b: Facet) -> Reason:
    """One tells the deed, the other an aim or the forces that are brought up for it."""
    return Reason(float(a.act != b.act), f"{a.act} / {b.act}")


def other_means(a: Facet, b: Facet) -> Reason:
    """Struck from the air and shelled with mortars are two things."""
    apart = bool(a.means and b.means) and not a.means & b.means
    return Reason(float(apart), f"{_tokens(a.means)} / {_tokens(b.means)}")


def means_unsaid(a: Facet, b: Facet) -> Reason:
    """A strike by means unsaid is the shelling only if the words tell so."""
    return Reason(float(a.claim.event != b.claim.event and bool(a.means) != bool(b.means)), _tokens(a.means | b.means))


def other_day(a: Facet, b: Facet) -> Reason:
    """An act of another day: both name days that do not meet, or one of them denies it for its own days only."""
    told, fact = a.names_day and b.names_day, a.modality == "fact" and "deed" in (a.act, b.act)
    if fact and not a.kind.window_days and (_rolls(a, b) or _sums(a, b) or _all_along(a) != _all_along(b)):
        return Reason(1.0, f"{a.span} / {b.span}")
    if fact and told and a.denies and b.denies and not a.kind.lasting and _rolls(a, b):
        return Reason(1.0, f"{a.span} / {b.span}")
    # What has not happened up to now has not happened for days; that nobody attacked is told of a day.
    daily = fact and not a.kind.loose and a.kind.window_days <= 1
    denied = a.denies != b.denies or (a.denies and daily)
    apart = bool(days_apart(a.span, b.span)) and not a.kind.lasting
    return Reason(
        float(apart and (denied or (told and (fact or a.denies or not a.kind.loose)))), f"{a.span} / {b.span}"
    )


def another_day(a: Facet, b: Facet) -> Reason:
    """What goes on is another act on another day, unless a later report tells it in the same words."""
    deeds = all(f.modality == "fact" and f.act == "deed" and not f.denies for f in (a, b))
    of_two_days = bool(days_apart(a.span, b.span)) and a.claim.document != b.claim.document
    if not deeds or not of_two_days or a.kind.name in _ONCE:
        return Reason(0.0, "not of two days, or it happens once")
    texts = a.claim.content.text, b.claim.content.text
    anew = a.kind.name == "ring" or any(map(_GOES_ON.search, texts)) or all(map(_CLOCK.search, texts))
    other_words = alike(a, b) < (_SAME_LOOSE if a.kind.loose else _SAME_WORDS)
    return Reason(float(anew and other_words), f"{a.span} / {b.span}")


# A town is taken once, an office once, and who leaves a front leaves it for days.
_ONCE: Final = frozenset({"control", "office", "withdrawal"})
# From which share of words in common (Dice) the same is told again: a deed; what is filed under a loose kind.
_SAME_WORDS: Final = 0.6
_SAME_LOOSE: Final = 0.8
_GOES_ON: Final = re.compile(
    r"\b(?:continu(?:e|es|ed|ing)|focus(?:es|ed|ing)?|resum(?:e|es|ed|ing)|(?:is|are)(?: \w+ly)? \w+ing)\b"
)
_CLOCK: Final = re.compile(r"\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b")


def alike(a: Facet, b: Facet) -> float:
    """Dice coefficient of the words of four letters and more."""
    total = len(a.words) + len(b.words)
    return 2 * len(a.words & b.words) / total if total else 0.0


def other_term(a: Facet, b: Facet) -> Reason:
    """Both expect it, the one within days and the other within weeks: the forecast has changed."""
    expected = a.modality == b.modality == "future"
    ours, theirs = (_term(f.claim.content.text) for f in (a, b)) if expected else ("", "")
    return Reason(float(bool(ours and theirs) and ours != theirs), f"{ours or 'unsaid'} / {theirs or 'unsaid'}")


_TERM: Final = re.compile(r"\b(hour|day|week|month)(s?)\b")
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


def denied_before(a: Facet, b: Facet) -> Reason:
    """The one says that it has not happened by a day, the other that it did later: both may hold."""
    if a.denies == b.denies or a.span is None or b.span is None:
        return Reason(0.0, "no denial of an earlier day")
    denial, deed = (a.span, b.span) if a.denies else (b.span, a.span)
    return Reason(float(denial.last < deed.first), f"denied up to {denial.last}, told from {deed.first}")


def other_part(a: Facet, b: Facet) -> Reason:
    """Two parts of one town are named, its outskirts and its port; or a ring around a share of it and around all."""
    whole = a.kind.name == "ring" and bool(a.parts) != bool(b.parts)
    apart = whole or (bool(a.parts and b.parts) and not a.parts & b.parts)
    return Reason(float(apart), f"{_tokens(a.parts)} / {_tokens(b.parts)}")


def _tokens(found: frozenset[str]) -> str:
    return ", ".join(sorted(found)) or "unsaid"


def _agree(a: Quantity, b: Quantity) -> bool:
    """Do both count the same thing, to counts that can be one?"""
    return (a.unit, a.of.casefold()) == (b.unit, b.of.casefold()) and not _exclude(a, b)


def _exclude(a: Quantity, b: Quantity) -> bool:
    below = a.high is not None and b.low is not None and a.high < b.low
    above = b.high is not None and a.low is not None and b.high < a.low
    return below or above
