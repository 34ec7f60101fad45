"""How alike two claims are: each rule gives a score and says why; the weights stand in one table."""

from collections.abc import Callable
from typing import Final

from situate.resolve.days import another_day, enlarged, other_day, other_start, other_term
from situate.resolve.denials import denial_of_other, denied_before, no_great_one, own_denial, part_of_whole
from situate.resolve.differences import (
    NEARLY,
    Reason,
    across,
    alike,
    at_one_place,
    befell,
    besides,
    doer_unsaid,
    figures_differ,
    goes_on,
    in_or_around,
    many_at_once,
    means_unsaid,
    other_act,
    other_actors,
    other_doer,
    other_figures,
    other_incident,
    other_means,
    other_part,
    other_share,
    other_spot,
    other_units,
    rivals,
    sides,
    sums_up,
    two_publishers,
    voice,
)
from situate.resolve.facets import Facet, days_apart


def same_place(a: Facet, b: Facet) -> Reason:
    """Both are about one place; half where neither names one, or where it is as large as a province."""
    if not a.place_key and not b.place_key:
        return Reason(0.5, "neither names a place")
    if (a.lent or b.lent) and not across(a, b):
        return Reason(0.0, "one publisher goes on without a place")
    if a.place_key == b.place_key and not a.pinned:
        return Reason(0.5, f"{a.place_key} is an area")
    return Reason(float(at_one_place(a, b)), f"{a.place_key or 'nowhere'} / {b.place_key or 'nowhere'}")


def same_doer(a: Facet, b: Facet) -> Reason:
    """The same side does it, or neither claim says which; or the later one tells it again and does not say.

    Half where only one of two publishers says.
    """
    same = a.side == b.side or (b.side is None and alike(a, b) >= NEARLY)
    half = across(a, b) and None in (a.attacker, b.attacker)
    same = same or (across(a, b) and a.attacker == b.attacker)
    return Reason(1.0 if same else 0.5 if half else 0.0, sides(a, b))


def same_days(a: Facet, b: Facet) -> Reason:
    """The days meet; less with every day between them."""
    apart = days_apart(a.span, b.span)
    if apart is None:
        return Reason(float(a.span == b.span), "a day is missing")
    return Reason(1 - apart / (a.again_days + 1), f"{a.span} and {b.span} lie {apart} days apart")


def same_event(a: Facet, b: Facet) -> Reason:
    """The same event; less for two that can be one event told in two ways."""
    return Reason(1.0 if a.claim.event == b.claim.event else 0.7, f"{a.claim.event} / {b.claim.event}")


def same_words(a: Facet, b: Facet) -> Reason:
    """They share words (Dice coefficient of the words of four letters and more)."""
    return Reason(alike(a, b), f"{len(a.words & b.words)} words shared of {len(a.words)} and {len(b.words)}")


# How many words of four letters and more a claim that repeats another must repeat.
_ENOUGH: Final = 6
_EXPECTED: Final = 0.65
# And from which it expects the same of a town.
_SOME: Final = 0.25


_OTHER_WORDS: Final = Reason(0.0, "other words")


def told_again(a: Facet, b: Facet) -> Reason:
    """One voice says it again in a later text in nearly the same words, and it is no act of one day."""
    if not a.goes_on and not a.kind.lasting:
        return _OTHER_WORDS
    shared = len(a.words & b.words)
    least = NEARLY if a.modality == "fact" else _EXPECTED
    nearly = a.words == b.words or (shared >= _ENOUGH and alike(a, b) >= least)
    if not nearly:
        return _OTHER_WORDS
    later = a.claim.document != b.claim.document and voice(a.claim) == voice(b.claim)
    return Reason(float(later), f"{shared} words shared")


def expected_still(a: Facet, b: Facet) -> Reason:
    """One voice expects it of one settlement still, in a later text: that changes less than what happens.

    Some words must be the same.
    """
    unsure = a.modality == "future" and not a.kind.loose and a.pinned and alike(a, b) >= _SOME
    later = a.claim.document != b.claim.document and voice(a.claim) == voice(b.claim)
    return Reason(float(unsure and later), a.modality)


def other_kind(a: Facet, b: Facet) -> Reason:
    """They are of two kinds of event, and not told again in the same words, nor as two publishers tell one thing."""
    shared = across(a, b) and a.families & b.families
    told = shared and (a.means & b.means or befell(a, b) or alike(a, b) >= _ANY)
    apart = a.kind.name != b.kind.name and not told and not told_again(a, b).score
    return Reason(float(apart), f"{a.kind.name} / {b.kind.name}")


# Dice coefficient from which another publisher may tell it as another kind of event.
_ANY: Final = 0.3
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
    (goes_on, -0.25),
    (told_again, 0.25),
    (expected_still, 0.1),
    (two_publishers, 0.15),
    (sums_up, -1.0),
    (besides, -1.0),
    (own_denial, -1.0),
    (part_of_whole, -1.0),
    (other_share, -1.0),
    (denial_of_other, -1.0),
    (no_great_one, -1.0),
    (other_kind, -1.0),
    (other_incident, -1.0),
    (rivals, -1.0),
    (other_doer, -1.0),
    (doer_unsaid, -0.1),
    (other_actors, -0.15),
    (other_units, -1.0),
    (figures_differ, -0.3),
    (other_figures, -1.0),
    (other_spot, -1.0),
    (other_act, -1.0),
    (other_means, -1.0),
    (means_unsaid, -0.25),
    (in_or_around, -0.25),
    (other_day, -1.0),
    (another_day, -1.0),
    (other_term, -1.0),
    (other_start, -1.0),
    (enlarged, -1.0),
    (other_part, -1.0),
    (denied_before, -1.0),
)
# What keeps a claim from any proposition that has a member it is at odds with, whatever that one's founder says.
APART: Final[tuple[Rule, ...]] = (
    other_spot, other_act, other_means, other_day, other_term, other_start, other_part, other_share, besides,
    own_denial, rivals, other_units, other_incident, part_of_whole, no_great_one,
)  # fmt: skip
LINK_FROM: Final = 0.7


def compare(a: Facet, b: Facet) -> tuple[float, dict[str, Reason]]:
    """Weighed score of all rules that the later facet `b` belongs to what `a` founded, with each rule's reason."""
    reasons = {rule.__name__: rule(a, b) for rule, _ in RULES}
    return sum(weight * reasons[rule.__name__].score for rule, weight in RULES), reasons


_NEVER: Final = tuple(rule for rule, weight in RULES if weight <= -1)
_WEIGHED: Final = tuple((rule, weight) for rule, weight in RULES if weight > -1)


def fit(a: Facet, b: Facet) -> float:
    """The score of `compare` where it may reach the bar, without reasons; 0 where one rule alone keeps it below."""
    if any(rule(a, b).score for rule in _NEVER):
        return 0.0
    return sum(weight * rule(a, b).score for rule, weight in _WEIGHED)


def at_odds(a: Facet, b: Facet) -> bool:
    """Do the rules that tell two things apart part these, whatever else they share?"""
    return any(rule(a, b).score for rule in APART)
