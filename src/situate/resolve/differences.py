"""What tells two claims apart, each a rule: two sides of a town, other doers, other means, a denial of other things."""

import re
from typing import Final

import msgspec

from situate.geo import COMPASS
from situate.model import Claim, Quantity
from situate.resolve.facets import MUTUAL, Facet, days_apart
from situate.resolve.spots import AROUND, BORDER, LINE, Spot, meet, vague


class Reason(msgspec.Struct, frozen=True):
    """One rule's word: how much it holds (0 to 1), in words an analyst can print."""

    score: float
    detail: str


def many_at_once(a: Facet, b: Facet) -> Reason:
    """It is of a kind of which there are many at once: by kind, place, for want of a doer, or as not yet a fact."""
    unsaid = a.side is None and a.claim.event not in MUTUAL and not two_publishers(a, b).score
    if a.denies and b.denies and a.place is not None and not a.kind.loose and a.modality == "fact":
        return Reason(float(unsaid), "that nothing happened there happened once")
    unsure = a.modality != "fact"
    loose = a.kind.loose and not two_publishers(a, b).score
    return Reason(float(loose or not a.pinned or unsaid or unsure), a.claim.event)


def goes_on(a: Facet, b: Facet) -> Reason:
    """One publisher tells of daily business, of which there is more a day, and of no topic with its detail.

    Its summary tells the same again; who leaves a front leaves it under many eyes, but not twice by one voice.
    """
    deeds = a.modality == "fact" and not a.denies and not b.denies and a.kind.name in _DAILY and a.act == "deed"
    ours, theirs = a.claim, b.claim
    if a.kind.name == "positions" and (a.parts & b.parts or a.claim.event == b.claim.event == "capture"):
        return Reason(0.0, f"the same part of it: {tokens(a.parts & b.parts)}")
    one_publisher = (ours.publisher_id, ours.publisher) == (theirs.publisher_id, theirs.publisher)
    if not deeds or not one_publisher or _is_detailed(a, b):
        return Reason(0.0, "no daily business, another publisher, or a topic sentence")
    summary = ours.document == theirs.document and ours.passage_kind != theirs.passage_kind
    one_voice = bool(days_apart(a.span, b.span)) or voice(ours) == voice(theirs)
    return Reason(float(not summary and (a.kind.name != "withdrawal" or one_voice)), ours.publisher)


_DAILY: Final = frozenset(
    {
        "assault", "clash", "raid", "repelled", "fires", "interdiction", "partisan", "advance", "positions", "ring",
        "withdrawal", "air_defence",
    }
)  # fmt: skip


def _is_detailed(a: Facet, b: Facet) -> bool:
    """Do they stand in one passage that the one opens, the other in a later sentence?"""
    return in_one_passage(a, b) and a.claim.start != b.claim.start and a.claim.passage in (a.claim.start, b.claim.start)


def in_one_passage(a: Facet, b: Facet) -> bool:
    """Do they stand in one passage of one text?"""
    ours, theirs = a.claim, b.claim
    return ours.document == theirs.document and ours.passage is not None and ours.passage == theirs.passage


def sums_up(a: Facet, b: Facet) -> Reason:
    """A topic sentence sums up what was done at several places, or on several sides; the later tells of one of them."""
    if a.denies or a.kind.name not in _SUMMED or a.claim.document != b.claim.document or _bordered(a.spot | b.spot):
        return Reason(0.0, "no sum of several places")
    follows = in_one_passage(a, b) and a.claim.passage == a.claim.start < b.claim.start
    sides_of, side_of = a.spot & COMPASS.keys(), b.spot & COMPASS.keys()
    one_side = len(sides_of) > 1 and side_of < sides_of and (bool(side_of) or follows) and AROUND not in b.spot
    return Reason(
        float(b.among == 1 and ((follows and a.among > 1) or one_side)), f"{a.among} places, {tokens(a.spot)}"
    )


_SUMMED: Final = frozenset({"assault", "clash", "fires", "repelled"})
_BESIDES: Final = re.compile(
    r"\b(?:also|additional(?:ly)?|separately|furthermore|meanwhile|elsewhere|as well$"
    r"|[Ff](?:a|u)rther (?:north|east|south|west)\w*)"
)


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


def voice(claim: Claim) -> tuple[str, ...]:
    """Who says it, the publisher first, by the words of the text."""
    return (claim.publisher, *(s.text for s in claim.speakers))


# Dice coefficient from which a claim repeats another.
NEARLY: Final = 0.75


def alike(a: Facet, b: Facet) -> float:
    """Dice coefficient of the words of four letters and more."""
    total = len(a.words) + len(b.words)
    return 2 * len(a.words & b.words) / total if total else 0.0


def sides(a: Facet, b: Facet) -> str:
    """Both sides, as a receipt prints them."""
    return f"{a.side or 'nobody'} / {b.side or 'nobody'}"


def other_doer(a: Facet, b: Facet) -> Reason:
    """Two different sides are said to do it: those are rivals, not the same; or only the later claim says who.

    Of an attack, the side that attacks; of what many tell, one publisher may leave unsaid who did what the other tells.
    """
    ours, theirs = (a.attacker, b.attacker) if across(a, b) else (a.side, b.side)
    if ours is None and told_by_many(a, b):
        return Reason(0.0, "the earlier publisher does not say")
    return Reason(float(theirs is not None and ours != theirs), f"{ours or 'nobody'} / {theirs or 'nobody'}")


def rivals(a: Facet, b: Facet) -> Reason:
    """Two publishers say that two different sides did it, or that it was at two places of one name."""
    whose = across(a, b) and None not in (a.attacker, b.attacker) and a.attacker != b.attacker
    where = bool(a.place_key and b.place_key) and a.place_key != b.place_key and not at_one_place(a, b)
    return Reason(float(whose or where), f"{sides(a, b)}; {a.place_key or 'nowhere'} / {b.place_key or 'nowhere'}")


def told_by_many(a: Facet, b: Facet) -> bool:
    """Do two publishers affirm, or deny, what happens under many eyes? Who has a place, each side tells for itself."""
    return across(a, b) and {a.kind.name, b.kind.name} <= _UNDER_EYES and a.denies == b.denies


_UNDER_EYES: Final = frozenset(
    {"assault", "clash", "raid", "repelled", "fires", "harm", "losses", "air_defence", "interdiction", "partisan"}
)


def across(a: Facet, b: Facet) -> bool:
    """Are they told by two publishers?"""
    return a.publisher != b.publisher


def at_one_place(a: Facet, b: Facet) -> bool:
    """Are both about one place, or does one publisher's text leave open which bearer of the other's name it means?"""
    if a.place_key == b.place_key:
        return bool(a.place_key)
    unplaced = any(f.place is not None and not f.place.key for f in (a, b))
    return unplaced and told_by_many(a, b) and a.place_name == b.place_name != ""


def two_publishers(a: Facet, b: Facet) -> Reason:
    """Two publishers tell of it, at one settlement in days that meet: what happens there is told by more than one.

    Of a loose kind only what befell the people of one town on one day; of fires and their victims a word more must be
    shared than the town's name, for a town may be struck twice.
    """
    if not across(a, b) or not a.modality == b.modality == "fact":
        return Reason(0.0, "one publisher, or no fact")
    here = at_one_place(a, b) and a.pinned and b.pinned and days_apart(a.span, b.span) == 0
    if not here or (a.kind.loose and not befell(a, b)):
        return Reason(0.0, "not at one settlement in days that meet, or of a loose kind")
    if (a.families | b.families) & _INCIDENTS and not _share_more(a, b):
        return Reason(0.0, "no word in common but the town's name")
    return Reason(1.0, f"{a.claim.publisher} / {b.claim.publisher}")


def _share_more(a: Facet, b: Facet) -> bool:
    """Do they share a word beside the names of their place?"""
    names = {
        w for f in (a, b) if f.place is not None for w in (f.place.text + " " + (f.place.name or "")).casefold().split()
    }
    return bool((a.words & b.words) - names)


_PEOPLE: Final = re.compile(r"\b(?:kill|wound|injur|dead\b|death|die[ds]?\b|casualt|hurt\b|hospital)\w*", re.IGNORECASE)


def befell(a: Facet, b: Facet) -> bool:
    """Do both tell what befell people?"""
    return all("harm" in f.families and _PEOPLE.search(f.claim.content.text) for f in (a, b))


def other_incident(a: Facet, b: Facet) -> Reason:
    """Of what two publishers tell of one town and day: other targets, another part of the day, soldiers and civilians.

    What only one of them names tells nothing.
    """
    if not across(a, b) or not (a.families | b.families) & _INCIDENTS:
        return Reason(0.0, "one publisher, or no incident")
    ours, theirs = (f.claim.content.text.casefold() for f in (a, b))
    for what, words in _APART_BY:
        one, other = ({w.rstrip("s") for w in words.findall(text)} for text in (ours, theirs))
        if one and other and not one & other:
            return Reason(1.0, f"{what}: {tokens(frozenset(one))} / {tokens(frozenset(other))}")
    return Reason(0.0, "no two targets, hours or kinds of people")


_INCIDENTS: Final = frozenset({"fires", "harm", "air_defence"})
_APART_BY: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "target",
        re.compile(
            r"\b(hospital|school|lyceum|kindergarten|station|depot|market|bridge|plant|factory|airfield|airport|port|"
            r"dormitory|shop|warehouse|headquarters|barracks|bus|train|church|theat(?:er|re)|hotel|refinery|dam)s?\b"
        ),
    ),
    ("part of the day", re.compile(r"\b(dawn|morning|noon|afternoon|evening|midnight)\b")),
    ("people", re.compile(r"\b(soldiers?|servicemen|troops|civilians?|residents?|women|children)\b")),
)


def doer_unsaid(a: Facet, b: Facet) -> Reason:
    """Only the earlier claim says who does it, so that the words must tell that it is the same; a town falls once."""
    captured = a.claim.event == b.claim.event == "capture"
    told = captured or alike(a, b) >= NEARLY
    return Reason(float(a.side is not None and b.side is None and not told), sides(a, b))


def other_actors(a: Facet, b: Facet) -> Reason:
    """Different bodies or persons are named, in a kind of event where that makes it another event."""
    apart = bool(a.kind.loose and a.doers and b.doers and not a.doers & b.doers)
    return Reason(float(apart), f"{', '.join(sorted(a.doers))} / {', '.join(sorted(b.doers))}")


def other_units(a: Facet, b: Facet) -> Reason:
    """Two units are named, and neither is said to be of the other; who takes a town or leaves it may be many."""
    apart = bool(a.units and b.units) and not a.kind.lasting and not a.units & b.over and not b.units & a.over
    return Reason(float(apart), f"{tokens(a.units)} / {tokens(b.units)}")


def figures_differ(a: Facet, b: Facet) -> Reason:
    """Both count the same thing, and the counts exclude one another; how old somebody is, is none."""
    for ours in a.claim.counts:
        for theirs in b.claim.counts:
            if ours.unit and ours.unit == theirs.unit and ours.excludes(theirs):
                return Reason(1.0, f"{ours.text} against {theirs.text}")
    return Reason(0.0, "no counts that exclude one another")


def other_figures(a: Facet, b: Facet) -> Reason:
    """Both give counts and none agree, where nothing else pins the claims to one event; how old somebody is, is none.

    Two publishers may count the same things otherwise.
    """
    ours, theirs = a.claim.counts, b.claim.counts
    apart = bool(ours and theirs and many_at_once(a, b).score and not any(_agree(x, y) for x in ours for y in theirs))
    recount = apart and two_publishers(a, b).score and any(_count_one(x, y) for x in ours for y in theirs)
    return Reason(
        float(apart and not recount), f"{'; '.join(q.text for q in ours)} / {'; '.join(q.text for q in theirs)}"
    )


def other_spot(a: Facet, b: Facet) -> Reason:
    """They are on two sides of one town, or on two lines from it; a denial, in it and around it."""
    if a.held is not None or b.held is not None:
        return Reason(0.0, "an office has no surroundings")
    denial = a.denies != b.denies and not a.kind.lasting
    if denial and AROUND in (a.spot if a.denies else b.spot) and not _bordered(a.spot | b.spot):
        return Reason(0.0, "who denies it of all around the town denies it of each side, and of the town")
    summary = a.claim.document == b.claim.document and a.claim.passage_kind != b.claim.passage_kind
    apart = not meet(a.spot, b.spot, strict=denial, rounded=summary)
    return Reason(float(apart), f"{tokens(a.spot)} / {tokens(b.spot)}")


def _bordered(found: Spot) -> bool:
    return any(t.startswith((LINE, BORDER)) for t in found)


def in_or_around(a: Facet, b: Facet) -> Reason:
    """The one struck the town, the other its surroundings or a district: the words must tell that it is one."""
    fires = a.claim.event in ("strike", "shelling") and b.claim.event in ("strike", "shelling")
    return Reason(float(fires and vague(a.spot, b.spot)), f"{tokens(a.spot)} / {tokens(b.spot)}")


def other_act(a: Facet, b: Facet) -> Reason:
    """One tells the deed, the other an aim or the forces that are brought up for it."""
    return Reason(float(a.act != b.act), f"{a.act} / {b.act}")


def other_means(a: Facet, b: Facet) -> Reason:
    """Struck from the air and shelled with mortars are two things."""
    apart = bool(a.means and b.means) and not a.means & b.means
    return Reason(float(apart), f"{tokens(a.means)} / {tokens(b.means)}")


def means_unsaid(a: Facet, b: Facet) -> Reason:
    """A strike by means unsaid is the shelling only if the words tell so."""
    return Reason(float(a.claim.event != b.claim.event and bool(a.means) != bool(b.means)), tokens(a.means | b.means))


def other_part(a: Facet, b: Facet) -> Reason:
    """Two parts of one town are named, its outskirts and its port; or a ring around a share of it and around all."""
    whole = a.kind.name == "ring" and bool(a.parts) != bool(b.parts)
    apart = whole or (bool(a.parts and b.parts) and not a.parts & b.parts)
    return Reason(float(apart), f"{tokens(a.parts)} / {tokens(b.parts)}")


def other_share(a: Facet, b: Facet) -> Reason:
    """Two shares of one town are told: a fifth of it is not half of it."""
    if "share" not in a.parts & b.parts:
        return Reason(0.0, "no two shares")
    ours, theirs = (_share(f.claim.content.text) for f in (a, b))
    return Reason(float(bool(ours and theirs) and ours != theirs), f"{ours or 'unsaid'} / {theirs or 'unsaid'}")


_SHARE: Final = re.compile(
    r"\b(?:(\d+(?:\.\d+)?)\s?(?:%|per ?cent\b)|"
    r"(half|two[- ]thirds|(?:a|one)[- ]third|three[- ]quarters|(?:a|one)[- ]quarter)\b)"
)
_PERCENT: Final = {
    "half": "50",
    "two-thirds": "67",
    "a-third": "33",
    "one-third": "33",
    "three-quarters": "75",
    "a-quarter": "25",
    "one-quarter": "25",
}


def _share(text: str) -> str:
    found = _SHARE.search(text)
    return "" if found is None else found[1] or _PERCENT[found[2].replace(" ", "-")]


def tokens(found: frozenset[str]) -> str:
    """Tokens as a receipt prints them."""
    return ", ".join(sorted(found)) or "unsaid"


def _count_one(a: Quantity, b: Quantity) -> bool:
    """Do both count the same thing?"""
    return (a.unit, a.of.casefold()) == (b.unit, b.of.casefold())


def _agree(a: Quantity, b: Quantity) -> bool:
    """Do both count the same thing, by one word at least, to counts that can be one?"""
    one = _count_one(a, b) or (a.unit == b.unit and bool(set(a.of.casefold().split()) & set(b.of.casefold().split())))
    return one and not a.excludes(b)
