"""Where exactly an event is, beside the town that it is measured from: in it, around it, on which side, on which line.

Two events "north of X" and "southwest of X" share the town and nothing else. The words stand just before and just after
the town's name.
"""

import re
from typing import Final

from situate.geo import POINT_PATTERN
from situate.model import Claim, PlaceMention

Spot = frozenset[str]
IN: Final = "in"
AROUND: Final = "around"
LINE: Final = "line"
BORDER: Final = "border"
DISTRICT: Final = "district"
_WIDE: Final = frozenset({AROUND})
_NOWHERE: Final[Spot] = frozenset()

_TOWN: Final = r"(?:the\s+)?(?:(?:city|town|village|settlement)\s+of\s+|central\s+)?"
_FRINGE: Final = r"(?:outskirts|suburbs?|approaches|environs|edges?|entrances?|periphery|vicinity)"
_SIDE: Final = rf"(?:{_FRINGE}|parts?|portions?|sectors?|sides?|quarters?|half|districts?|neighbou?rhoods?|areas?|bank)"
# "north of", "the north and the west of", "northeastern outskirts of", "eastern".
_BEARING_BEFORE: Final = re.compile(
    rf"\b({POINT_PATTERN}(?:ern)?(?:(?:,?\s+and|,?\s+or|,)\s+(?:(?:to\s+)?the\s+)?{POINT_PATTERN}(?:ern)?)*)\s+"
    rf"(?:(?:of\s+|from\s+)(?:(?:the\s+)?{_FRINGE}\s+(?:of|to)\s+)?|{_SIDE}\s+(?:of|to|in|around)\s+)?{_TOWN}$",
    re.IGNORECASE,
)
# "X's eastern suburbs"; "X from the east" tells whence they came, not where they are.
_BEARING_AFTER: Final = re.compile(
    rf"(?:['’]s?)?\s+({POINT_PATTERN}(?:ern)?(?:\s+and\s+(?:the\s+)?{POINT_PATTERN}(?:ern)?)*)\b(?!\s+of\b)",
    re.IGNORECASE,
)
_NAMED_POINT: Final = re.compile(POINT_PATTERN, re.IGNORECASE)
_AROUND_BEFORE: Final = re.compile(
    rf"\b(?:around|near|outside|surrounding|about|beyond|close to|adjacent to|"
    rf"(?:{_FRINGE}|areas?|region)\s+(?:of|to|around))\s+{_TOWN}$",
    re.IGNORECASE,
)
_AROUND_AFTER: Final = re.compile(
    rf"(?:['’]s?)?\s+(?:(?:city|town)\s+)?(?:area|region|vicinity|{_FRINGE}|and\s+(?:its\s+|the\s+)?"
    r"(?:surround\w*|nearby|adjacent|neighbou?ring|environs))\b",
    re.IGNORECASE,
)
_BOTH: Final = re.compile(r"\b(?:in and (?:around|near)|on and around)\s+", re.IGNORECASE)
# Whatever lies on an axis may lie anywhere on it.
_AXIS_AFTER: Final = re.compile(
    r"\s+(?:(?:tactical|operational)\s+(?:area|direction|axis)|axis|axes|direction|front|sector|theat(?:re|er))\b",
    re.IGNORECASE,
)
_DISTRICT_BEFORE: Final = re.compile(
    rf"\b(?:districts?|neighbou?rhoods?|raions?)\s+(?:of|in)\s+{_TOWN}$", re.IGNORECASE
)
# "portions of X": somewhere in it, on a side that is not told.
_SOMEWHERE_BEFORE: Final = re.compile(
    rf"\b(?:(?:un\w+|some|several|certain)\s+)?(?:parts?|portions?|sections?|segments?)\s+of\s+{_TOWN}$", re.IGNORECASE
)
# "X-Y": a hyphen without spaces and two capital letters ("X-based" and "X - then" join nothing).
_JOINED_BEFORE: Final = re.compile(r"([A-ZÀ-ÞА-Я][\w’']+)(?:\s[Cc]ity)?[-–]$")
_JOINED_AFTER: Final = re.compile(r"(?:\s[Cc]ity)?[-–]([A-ZÀ-ÞА-Я][\w’']+)")
_BORDER: Final = re.compile(r"[^,;.]{0,40}\bborders?\b", re.IGNORECASE)
_AREA_NEAR: Final = re.compile(r"[^,;.]{0,30}\b(?:area|region)\b", re.IGNORECASE)
# "around X, Y and Z": what stands before the first name holds of all.
_LISTED: Final = re.compile(r"(?:[A-ZÀ-ÞА-Я][\w’'-]+(?:\s[A-ZÀ-ÞА-Я][\w’'-]+){0,2}(?:,\s+and\s+|,\s+|\s+and\s+)){1,5}$")
_REACH: Final = 90
# Parts of a town of which who has one need not have another; how much of it is a part too.
_PARTS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "share",
        re.compile(r"\b(?:most|much|half|majority|percent|per cent|thirds?|quarters?|nearly all|almost all)\b|\d\s?%"),
    ),
    ("fringe", re.compile(rf"\b{_FRINGE}\b")),
    ("centre", re.compile(r"\b(?:cent(?:er|re)|downtown)\b")),
    ("works", re.compile(r"\b(?:factory|factories|plants?|works|mine|station)\b")),
    ("port", re.compile(r"\b(?:port|harbou?r|dock|docks)\b")),
    ("airport", re.compile(r"\b(?:airport|airfield|airbase|aerodrome)\b")),
    ("bridge", re.compile(r"\bbridges?\b")),
    ("tower", re.compile(r"\b(?:tower|broadcaster)\b")),
)


def spot(claim: Claim, place: PlaceMention) -> Spot:
    """Tokens of where the event is at the place: in, around, a compass word, a line, a border, a district.

    Empty where the words do not tell: the name stands outside the content, names an axis or a direction, or the words
    are "portions of" it.
    """
    text, start = claim.content.text, place.start - claim.content.start
    if start < 0 or text[start : start + len(place.text)] != place.text:
        start = text.find(place.text)
    if start < 0:
        return frozenset()
    before = text[max(0, start - _REACH) : start]
    after = text[start + len(place.text) : start + len(place.text) + _REACH]
    return _line(claim, place, before, after) or _beside(place, _LISTED.sub("", before), after)


def names_front(claim: Claim, place: PlaceMention) -> bool:
    """Does the name stand for a front ("in the X direction", "on the X axis") wherever the content has it?"""
    text = claim.content.text
    found = [text[m.end() :] for m in re.finditer(re.escape(place.text), text)]
    return bool(found) and all(_AXIS_AFTER.match(after) for after in found)


def parts_named(claim: Claim) -> frozenset[str]:
    """The kinds of parts of a town that the content names; empty for "positions near X"."""
    text = claim.content.text.casefold()
    return frozenset(name for name, words in _PARTS if words.search(text))


_FROM_A_SIDE: Final = re.compile(rf"\bfrom (?:the )?{POINT_PATTERN}\b", re.IGNORECASE)


def share_ringed(claim: Claim) -> frozenset[str]:
    """ "share" where the content tells of a ring around a share of a town, or from one side of it."""
    text = claim.content.text
    return parts_named(claim) & {"share"} or frozenset({"share"} if _FROM_A_SIDE.search(text) else ())


def _line(claim: Claim, place: PlaceMention, before: str, after: str) -> Spot:
    """A line or border that the place is one end of, named by its other ends; else nothing."""
    joined = _JOINED_BEFORE.search(before) or _JOINED_AFTER.match(after)
    if place.role != "between" and not joined:
        return frozenset()
    if joined and place.role != "between" and _AREA_NEAR.match(after):
        return _WIDE
    ends = {_first_word(p.text) for p in claim.places if p.role == "between" or p is place}
    if joined:
        ends.add(joined[1].casefold())
    kind = BORDER if _BORDER.match(after) else LINE
    return frozenset({" ".join((kind, *sorted(ends)))})


def _first_word(name: str) -> str:
    return name.casefold().split(" ", 1)[0]


def _beside(place: PlaceMention, before: str, after: str) -> Spot:
    """In the place, around it, on one side of it, or in a district of it."""
    if _AXIS_AFTER.match(after):
        return frozenset()
    found: set[str] = set()
    bearing = _BEARING_BEFORE.search(before) or _BEARING_AFTER.match(after)
    if bearing:
        found.update(re.sub(r"[- ]", "", p.lower()) for p in _NAMED_POINT.findall(bearing[1]))
    elif _DISTRICT_BEFORE.search(before):
        found.add(DISTRICT)
    elif _SOMEWHERE_BEFORE.search(before):
        return frozenset()
    elif _BOTH.search(before[-20:]):
        found.update((IN, AROUND))
    elif _AROUND_BEFORE.search(before):
        found.add(AROUND)
    elif _AROUND_AFTER.match(after):
        inside = " and " in after[:6].lower() + " "
        found.update((IN, AROUND) if inside else _WIDE)
    elif place.role not in ("toward", "from"):
        found.add(IN)
    return frozenset(found)


def sided(a: Spot) -> bool:
    """Does it name a side of the town or a line from it, which pins it more than the town's name does?"""
    return bool(a) and not a & {IN, AROUND, DISTRICT}


_ROUND: Final = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_NEXT: Final = {p: frozenset((_ROUND[n - 1], _ROUND[(n + 1) % 8])) for n, p in enumerate(_ROUND)}


def meet(a: Spot, b: Spot, *, strict: bool = False, rounded: bool = False) -> bool:
    """Can both be one spot? What is unsaid, or all around, takes in any side of the town; a line only itself.

    `strict`: what is unsaid takes in only what is no less vague, and the town is apart from what lies around it.
    `rounded`: a summary may give the next point of the compass.
    """
    if a == b or a & b:
        return True
    if not a or not b:
        return not strict or (a | b) <= {IN, AROUND}
    if any(t.startswith((LINE, BORDER)) for t in a | b):
        return any(_one_line(x, y) for x in a for y in b)
    if vague(a, b):
        return not strict
    if rounded and any(_NEXT.get(p, _NOWHERE) & b for p in a):
        return True
    return AROUND in (a | b) and not (a | b) & {IN, DISTRICT}


def vague(a: Spot, b: Spot) -> bool:
    """Is one the town and the other what lies around it, or a district of it? The words must tell that it is one."""
    return bool(a and b) and not a & b and (a | b) <= {IN, AROUND, DISTRICT}


def _one_line(a: str, b: str) -> bool:
    """Both lines, of which one names no end that the other does not; at least two ends in common."""
    ours, theirs = frozenset(a.split()[1:]), frozenset(b.split()[1:])
    return len(ours & theirs) > 1 and (ours <= theirs or theirs <= ours)
