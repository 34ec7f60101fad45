"""How alike two claims are: each rule gives a score and says why; the weights stand in one table."""

from collections.abc import Callable
from typing import Final

import msgspec

from situate.model import Quantity
from situate.resolve.facets import MUTUAL, Facet, days_apart
from situate.resolve.spots import meet, sided, vague


class Reason(msgspec.Struct, frozen=True):
    """One rule's word: how much it holds (0 to 1), in words an analyst can print."""

    score: float
    detail: str


def same_place(a: Facet, b: Facet) -> Reason:
    """Both are about one place; half where neither names one, or where it is as large as a province."""
    if not a.place_key and not b.place_key:
        return Reason(0.5, "neither names a place")
    if a.place_key == b.place_key and not a.pinned:
        return Reason(0.5, f"{a.place_key} is an area")
    return Reason(float(a.place_key == b.place_key), f"{a.place_key or 'nowhere'} / {b.place_key or 'nowhere'}")


def same_doer(a: Facet, b: Facet) -> Reason:
    """The same side does it, or neither claim says which."""
    return Reason(float(a.side == b.side), _sides(a, b))


def same_days(a: Facet, b: Facet) -> Reason:
    """The days meet; less with every day between them."""
    apart = days_apart(a.span, b.span)
    if apart is None:
        return Reason(float(a.span == b.span), "a day is missing")
    return Reason(1 - apart / (a.kind.window_days + 1), f"{a.span} and {b.span} lie {apart} days apart")


def same_event(a: Facet, b: Facet) -> Reason:
    """The same event; less for two that can be one event told in two ways."""
    return Reason(1.0 if a.claim.event == b.claim.event else 0.7, f"{a.claim.event} / {b.claim.event}")


def same_words(a: Facet, b: Facet) -> Reason:
    """They share words (Dice coefficient of the words of four letters and more)."""
    total = len(a.words) + len(b.words)
    shared = len(a.words & b.words)
    return Reason(2 * shared / total if total else 0.0, f"{shared} words shared of {len(a.words)} and {len(b.words)}")


def many_at_once(a: Facet, _: Facet) -> Reason:
    """It is of a kind of which there are many at once: by kind, place, for want of a doer, or as not yet a fact."""
    unsaid = a.side is None and a.claim.event not in MUTUAL
    return Reason(float(a.kind.loose or not a.pinned or unsaid or a.modality != "fact"), a.claim.event)


def goes_on(a: Facet, b: Facet) -> Reason:
    """One speaker tells of both in the body of one text, of daily business: who goes on tells of something else."""
    ours, theirs = a.claim, b.claim
    one_text = ours.document == theirs.document and ours.passage_kind == theirs.passage_kind == "body"
    one_voice = [s.text for s in ours.speakers] == [s.text for s in theirs.speakers]
    # A topic sentence and its detail, on one side of one town.
    detailed = a.claim.event in ("assault", "clash", "repelled") and a.spot == b.spot and sided(a.spot)
    daily = a.kind.window_days == 0 and not detailed
    return Reason(float(daily and one_text and one_voice and ours.start != theirs.start), ours.document)


def other_doer(a: Facet, b: Facet) -> Reason:
    """Two different sides are said to do it: those are rivals, not the same; or only the later claim says who."""
    return Reason(float(b.side is not None and a.side != b.side), _sides(a, b))


def doer_unsaid(a: Facet, b: Facet) -> Reason:
    """Only the earlier claim says who does it, so that the words must tell that it is the same; a town falls once."""
    captured = a.claim.event == b.claim.event == "capture"
    return Reason(float(a.side is not None and b.side is None and not captured), _sides(a, b))


def _sides(a: Facet, b: Facet) -> str:
    return f"{a.side or 'nobody'} / {b.side or 'nobody'}"


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
    summary = a.claim.document == b.claim.document and a.claim.passage_kind != b.claim.passage_kind
    apart = not meet(a.spot, b.spot, strict=denial, rounded=summary)
    return Reason(float(apart), f"{_tokens(a.spot)} / {_tokens(b.spot)}")


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
    told = a.names_day and b.names_day
    denied = a.denies != b.denies or (a.denies and not a.kind.loose)
    apart = bool(days_apart(a.span, b.span)) and not a.kind.lasting
    return Reason(float(apart and (denied or (told and (a.denies or not a.kind.loose)))), f"{a.span} / {b.span}")


def denied_before(a: Facet, b: Facet) -> Reason:
    """The one says that it has not happened by a day, the other that it did later: both may hold."""
    if a.denies == b.denies or a.span is None or b.span is None:
        return Reason(0.0, "no denial of an earlier day")
    denial, deed = (a.span, b.span) if a.denies else (b.span, a.span)
    return Reason(float(denial.last < deed.first), f"denied up to {denial.last}, told from {deed.first}")


def other_part(a: Facet, b: Facet) -> Reason:
    """Two parts of one town are named, its outskirts and its port."""
    return Reason(
        float(bool(a.parts and b.parts) and not a.parts & b.parts), f"{_tokens(a.parts)} / {_tokens(b.parts)}"
    )


def _tokens(found: frozenset[str]) -> str:
    return ", ".join(sorted(found)) or "unsaid"


Rule = Callable[[Facet, Facet], Reason]

# Read top to bottom: what speaks for one proposition, then what speaks against. `a` is the founder's facet, `b` the
# later one. A tight kind at one settlement, day and side links without any word in common (0.8). A loose kind, or one
# that nobody is said to have done, needs 3 words in 8 in common; 3 in 4 where no place is named or only a province.
# What one speaker tells of next in one text needs a quarter of its words in common; half of them to
# take a strike by means unsaid for a shelling.
# A later claim that leaves the doer unsaid needs half of its words in common with one that names a side, and a quarter
# where both tell of one capture.
RULES: Final[tuple[tuple[Rule, float], ...]] = (
    (same_place, 0.3),
    (same_doer, 0.2),
    (same_days, 0.2),
    (same_event, 0.1),
    (same_words, 0.4),
    (many_at_once, -0.25),
    (goes_on, -0.2),
    (other_doer, -1.0),
    (doer_unsaid, -0.1),
    (other_actors, -0.15),
    (figures_differ, -0.3),
    (other_figures, -1.0),
    (other_spot, -1.0),
    (other_act, -1.0),
    (other_means, -1.0),
    (means_unsaid, -0.25),
    (in_or_around, -0.25),
    (other_day, -1.0),
    (other_part, -1.0),
    (denied_before, -1.0),
)
# What keeps a claim from any proposition that has a member it is at odds with, whatever that one's founder says.
APART: Final[tuple[Rule, ...]] = (other_spot, other_act, other_means, other_day, other_part)
LINK_FROM: Final = 0.7


def compare(a: Facet, b: Facet) -> tuple[float, dict[str, Reason]]:
    """Weighed score of all rules that the later facet `b` belongs to what `a` founded, with each rule's reason."""
    reasons = {rule.__name__: rule(a, b) for rule, _ in RULES}
    return sum(weight * reasons[rule.__name__].score for rule, weight in RULES), reasons


def at_odds(a: Facet, b: Facet) -> bool:
    """Do the rules that tell two things apart part these, whatever else they share?"""
    return any(rule(a, b).score for rule in APART)


def _agree(a: Quantity, b: Quantity) -> bool:
    """Do both count the same thing, to counts that can be one?"""
    return (a.unit, a.of.casefold()) == (b.unit, b.of.casefold()) and not _exclude(a, b)


def _exclude(a: Quantity, b: Quantity) -> bool:
    below = a.high is not None and b.low is not None and a.high < b.low
    above = b.high is not None and a.low is not None and b.high < a.low
    return below or above
