"""What the words of a claim make of its place: the settlement itself, a part of it, its surroundings, or no settlement.

English; the words stand in the content, just before the place's name.
"""

import re
from typing import Final

from situate.model import Claim, PlaceMention

# Roads have numbers; what else is captured and is no settlement says so in its name.
_NO_SETTLEMENT: Final = re.compile(
    r"\d|\b(?:river|reservoir|highway|motorway|road|bridge|lake|sea|forest|wood|canal|dam|island|airport|airfield|airbase|"
    r"plant|factory|mine|border|line|hill|heights?|oblast|raion|district|region|province|county|canyon|valley)s?\b",
    re.IGNORECASE,
)
# "an unnamed village east of X", "positions near X": X is only what the place is told by.
_BESIDE: Final = re.compile(
    r"\b(?:(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?(?:\s+(?:and|or)\s+\w+)?\s+of|near|around|outside|"
    r"surrounding|close to|adjacent to|toward|towards|short of|bypass(?:ed|es|ing)?|"
    r"(?:north|south|east|west)\w*ern)\s+(?:the\s+)?(?:(?:city|town|village|settlement)\s+of\s+)?$",
    re.IGNORECASE,
)
# Names of settlements take no article: "the X" is a river, "the X airport" an airport.
_ARTICLE: Final = re.compile(r"\bthe\s+$", re.IGNORECASE)
# A name joined to another is an end of a line or a border.
_JOINED: Final = re.compile(r"[-–][A-ZÀ-ÞА-Я]")
# "all of it except X".
_EXCEPT: Final = re.compile(
    r"\b(?:except(?:ing|ion)?|excluding|apart from|other than|short of|but for)\b", re.IGNORECASE
)
# Who keeps a town surrounded does not hold it; who defends it may be about to lose it.
_RING: Final = re.compile(
    r"\b(?:surround(?:ed|s)?|encircl\w+|besieg\w+|siege|blockad\w+|envelop\w+|defen[cs]es? of|defending|"
    r"(?:can|could|able to) hold)\b",
    re.IGNORECASE,
)
# Words without which a hold is of something else: digging in near a place, mining or defending it.
_HOLDS: Final = re.compile(
    r"\b(?:control|hold|held|occup|retain|possess|hand|seiz|captur|secur|regain|liberat|garrison|remain)\w*",
    re.IGNORECASE,
)
# So much of a place is not all of it.
_SHARE: Final = re.compile(
    r"(?:\d\s?%|\d\sper\s?cent|\b(?:part or all|half|third|thirds|quarters?|majority|most|much))\s+of\s+(?:the\s+)?"
    r"(?:city|town|village|settlement|$)",
    re.IGNORECASE,
)
# The verb of taking just before a name, or a list that holds it: taken, whatever else the sentence tells.
_TAKES: Final = re.compile(
    r"\b(?:(?:re)?captur(?:ed|ing)|seiz(?:ed|ing)|liberat(?:ed|ing)|retook|"
    r"(?:took|taking|taken) (?:full )?control of)\s+"
    r"(?:the\s+(?:cit(?:y|ies)|towns?|villages?|settlements?)\s+(?:of\s+)?)?"
    r"(?:[A-ZÀ-ÞА-Я][\w’'-]+(?:\s[A-ZÀ-ÞА-Я][\w’'-]+)?(?:,\s+and\s+|,\s+|\s+and\s+)){0,6}$"
)
# An attack that succeeded in taking it.
_SUCCEEDS: Final = re.compile(
    r"\bsuccessful(?:ly)?\s+(?:\w+\s+){0,4}?to\s+(?:regain|retake|recapture|liberate|seize|capture|take)\b"
)
# "the Elmton suburb of X" is X.
_SUBURB: Final = re.compile(r"[A-ZÀ-ÞА-Я][\w’'-]+\s+(?:suburb|outskirt|district|neighbou?rhood)\s+of\s+$")
# Who tells that others claim a place says nothing of who has it.
_OF_CLAIMS: Final = re.compile(
    r"\b(?:claims?|rumou?rs?|allegations?)\s+(?:of|that|about|to have|on)\b|\b(?:repeat|reiterat|circulat)\w*\b"
)
# Those who leave are not all: some, or a named kind of unit, or those who are no troops.
_SOME: Final = re.compile(
    r"\b(?:some|most|several|many|elements?|units?|part|parts|partial\w*|portion|certain|damaged|equipment|btgs?|battalions?|"
    r"brigades?|regiments?|divisions?|detachments?|compan(?:y|ies)|fleet|corps|authorities|officials?|commanders?|"
    r"headquarters|volunteers|civilians|residents)\b",
    re.IGNORECASE,
)
# What is left off is an attempt, told by the place where it was made.
_FAILED: Final = re.compile(
    r"\b(?:unsuccessful|fail|attack|assault|offensive|storm|attempt|reconnaissance|encircl|siege|seiz|captur|effort|"
    r"operation|given up)\w*\b",
    re.IGNORECASE,
)
# A front is no settlement.
_FRONT: Final = re.compile(r"(?:['’]s)?\s+(?:axis|axes|front|direction|sector|area|region)\b", re.IGNORECASE)
# Taking hold of what was taken: whoever does it is in the place.
_CONSOLIDATES: Final = re.compile(
    r"\b(?:consolidat|fortif|entrench|dig(?:ging)? in|dug in|foothold|enter)\w*\b", re.IGNORECASE
)
# "counterattacked, recapturing X": a participle without a doer of its own.
_TRAILS: Final = re.compile(
    r"(?:also |then |thus |reportedly |likely )?(?:re)?(?:captur|tak|seiz|secur|liberat|clear|gain|occupy)ing\b"
)


def is_settlement(mention: PlaceMention) -> bool:
    """Is it a settlement by its name, rather than a road, a river or a plant?"""
    return not _NO_SETTLEMENT.search(mention.name or mention.text)


def is_beside(claim: Claim, mention: PlaceMention) -> bool:
    """Is the name only what the place of the event is told by ("east of X"), or no settlement's ("the X")?"""
    before, after = _before_and_after(claim, mention)
    if before.endswith(("-", "–")) or _JOINED.match(after):
        return True  # "the X-Y border"
    return bool(_BESIDE.search(before) or _ARTICLE.search(before) or _EXCEPT.search(before))


def _before_and_after(claim: Claim, mention: PlaceMention) -> tuple[str, str]:
    """The content before the place's name and after it; "" where the name does not stand in it."""
    text, start = claim.content.text, mention.start - claim.content.start
    if start < 0 or text[start : start + len(mention.text)] != mention.text:
        start = text.find(mention.text)
    return (text[:start], text[start + len(mention.text) :]) if start >= 0 else ("", "")


def takes(claim: Claim, mention: PlaceMention) -> bool:
    """Do the words say that the place itself is taken, of a claim that tells of an advance or an attack?"""
    before = _before_and_after(claim, mention)[0]
    if claim.event == "assault":
        return mention.role == "object" and bool(_SUCCEEDS.search(before))
    return claim.event == "advance" and bool(_TAKES.search(before))


def is_no_hold(claim: Claim) -> bool:
    """Does it tell of a town that is surrounded, defended, mined or dug in, not of one that is held?"""
    words = claim.content.text
    return claim.event == "hold" and bool(_RING.search(words) or not _HOLDS.search(words))


def is_suburb(claim: Claim, mention: PlaceMention) -> bool:
    """Is the place itself named as a suburb of another, rather than a suburb of it?"""
    return bool(_SUBURB.search(_before_and_after(claim, mention)[0]))


def is_share(claim: Claim, mention: PlaceMention) -> bool:
    """Is it of so much of the place ("70% of X", "half of the city")?"""
    return bool(_SHARE.search(_before_and_after(claim, mention)[0]) or _SHARE.search(claim.content.text))


def tells_of_claims(claim: Claim) -> bool:
    """Does it tell of claims that others make?"""
    return bool(_OF_CLAIMS.search(claim.content.text))


def is_partial(claim: Claim, mention: PlaceMention) -> bool:
    """Do only some leave, or do they leave off an attack, or a front, rather than a place?"""
    before, after = _before_and_after(claim, mention)
    words = before or claim.content.text
    return bool(_SOME.search(words) or _FAILED.search(words) or _FRONT.match(after))


def is_inside(claim: Claim) -> bool:
    """Does who advances there consolidate what it took, so that it is in the place?"""
    return bool(_CONSOLIDATES.search(claim.content.text))


def trails(claim: Claim) -> bool:
    """Does it tell of ground taken by whoever the sentence is about, naming nobody?"""
    return claim.event in ("capture", "advance") and not claim.actors and bool(_TRAILS.match(claim.content.text))
