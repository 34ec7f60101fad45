"""Which claims of one text say the same thing at another length: a topic sentence and its detail, a clause in a clause.

Reports open a passage with what happened and go on with who said where. Where one sentence alone tells more of it, it
tells the same; so does what follows at once, where none is told as something more ("also"); else each of several tells
a part, and none is the whole. "The footage shows that X" says X.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from situate.geo import COMPASS, angle_between, bearing, distance_km
from situate.model import PlaceMention
from situate.point import Point
from situate.resolve.differences import alike, further, other_means, other_units, sums_up
from situate.resolve.facets import Facet, days_apart
from situate.resolve.spots import AROUND, BORDER, LINE, meet
from situate.resolve.wording import FAILED
from situate.vocab import Event

# What one word of a topic sentence stands for in its details.
_FAMILIES: Final[Mapping[Event, str]] = {
    "assault": "ground",
    "clash": "ground",
    "raid": "ground",
    "repelled": "ground",
    "strike": "fires",
    "shelling": "fires",
    "advance": "gains",
}
# Events that one sentence may sum up: what is told of control, of losses or of plans is told for itself.
_SUMMED: Final[frozenset[Event]] = frozenset({*_FAMILIES, "interdiction", "deployment", "partisan"})
# A topic sentence names the town that a front is called after. Villages of one front lie within an hour's drive of it,
# and on the side that is named: eight points of the compass, and half a point of latitude on either side.
_AROUND_KM: Final = 60.0
_IN_KM: Final = 15.0
_LINE_KM: Final = 200.0
_AREA_KM: Final = 20.0
_ASIDE_DEGREES: Final = 60.0


def carried(facets: Sequence[Facet]) -> dict[str, tuple[Facet, ...]]:
    """The one sentence of a passage that carries out its topic sentence stands for that too.

    A topic sentence may be a passage of its own, which the passages behind it carry out. Given by the id of each such
    claim: the facets of the topic sentence. `facets` are of one document, in the order of its text; claims that know no
    passage are left out. Time is linear.
    """
    passages: dict[int, list[Facet]] = {}
    for facet in facets:
        if facet.claim.passage is not None and facet.claim.passage_kind == "body":
            passages.setdefault(facet.claim.passage, []).append(facet)
    found: dict[str, tuple[Facet, ...]] = {}
    for told in (*passages.values(), *_led(list(passages.values()))):
        found.update((claim, (*found.get(claim, ()), *topics)) for claim, topics in _carried(told))
    return found


def _led(passages: Sequence[list[Facet]]) -> list[list[Facet]]:
    """Each passage of one sentence without a source, with those behind it in its section, up to the next such passage.

    Nothing of a text without notes: there no sentence tells that it sums up by having none.
    """
    if not any(f.claim.notes for told in passages for f in told):
        return []
    found: list[list[Facet]] = []
    goes_on = False
    for told in passages:
        if _is_lead(told):
            found.append(list(told))
            goes_on = True
        elif goes_on and _is_under(told[0], found[-1][0]):
            found[-1].extend(told)
        else:
            goes_on = False
    return found


def _is_under(facet: Facet, lead: Facet) -> bool:
    """Does it stand in the section of the lead, or in one below it? A text without sections tells nothing."""
    above = lead.claim.section
    return bool(above) and facet.claim.section[: len(above)] == above


def _is_lead(told: Sequence[Facet]) -> bool:
    """Is a passage one sentence in the author's own voice, without a note?"""
    return not any(f.claim.start != f.claim.passage or f.claim.speakers or f.claim.notes for f in told)


def contained(facets: Sequence[Facet]) -> dict[str, str]:
    """A claim that only frames another of its sentence ("signs that X") goes where that of X went, and nowhere else.

    Given by the id of each such claim: the id of the claim of X. `facets` are of one document, in the order of its
    text.
    """
    return {outer.claim.id: inner.claim.id for outer, inner in _nested(facets) if _frames(outer, inner)}


def spoken_of(facets: Sequence[Facet]) -> dict[str, str]:
    """A claim of something else that tells of X on the way ("the raid was a sign that X") takes no side on X.

    Given by the id of each such claim: the id of the claim of X. `facets` as for `contained`.
    """
    found: dict[str, str] = {}
    for outer, inner in _nested(facets):
        before = outer.claim.content.text[: inner.claim.content.start - outer.claim.content.start]
        if _THAT.search(before) and len(inner.words) >= _CLAUSE_WORDS and not _frames(outer, inner):
            found[outer.claim.id] = inner.claim.id
    return found


def told_before(facets: Sequence[Facet]) -> dict[str, PlaceMention]:
    """Where the claims of a short text happened that name no place: at the one settlement that the claim before names.

    Given by the id of each such claim. Nothing of a text of more than 1,500 characters: it goes from place to place.
    """
    found: dict[str, PlaceMention] = {}
    if not facets or facets[-1].claim.content.end > _SHORT:
        return found
    here: Facet | None = None
    for told in _sentences(facets):
        named = {f.place_key: f for f in told if f.place is not None}
        if named:
            one = next(iter(named.values()))
            here = one if len(named) == 1 and one.pinned else None
        if here is not None and here.place is not None:
            found.update((facet.claim.id, here.place) for facet in told if _is_there(facet, here))
    return found


def _is_there(facet: Facet, here: Facet) -> bool:
    """Does it name no place at all, and tell in the same passage of the same days of what happens at a place?"""
    one_passage = facet.claim.passage == here.claim.passage
    days = days_apart(facet.span, here.span) == 0 and not (
        facet.span and here.span and facet.span.days > here.span.days + 1
    )
    bare = not facet.claim.places and facet.kind.name in _THERE and not _WIDER.search(facet.claim.content.text)
    return one_passage and days and bare and not further(facet.claim)


_WIDER: Final = re.compile(
    r"\b(?:across|throughout|countrywide|nationwide|all over|whole (?:country|region|province))\b"
)
# What a short text tells of without a place happened where the sentence before has it. Ground changes hands by name.
_THERE: Final = frozenset(
    {"fires", "harm", "losses", "assault", "clash", "repelled", "raid", "advance", "air_defence", "interdiction"}
)
# A post, a line of an agency: so many characters.
_SHORT: Final = 1_500


def _sentences(facets: Sequence[Facet]) -> Iterable[list[Facet]]:
    """The facets of each sentence."""
    found: dict[int, list[Facet]] = {}
    for facet in facets:
        found.setdefault(facet.claim.start, []).append(facet)
    return found.values()


def _nested(facets: Sequence[Facet]) -> Iterator[tuple[Facet, Facet]]:
    """Each two claims of one sentence of which the first one's words hold all of the second one's, and more."""
    for told in _sentences(facets):
        for outer in told if len(told) > 1 else ():
            whole = outer.claim.content
            for inner in told:
                part = inner.claim.content
                if whole.start <= part.start and part.end <= whole.end and len(part.text) < len(whole.text):
                    yield outer, inner


def _frames(outer: Facet, inner: Facet) -> bool:
    """Is the one the object clause of the other, or its beginning, of one kind of event and one polarity?"""
    whole, part = outer.claim.content, inner.claim.content
    one_thing = (outer.kind.name, outer.modality, outer.denies) == (inner.kind.name, inner.modality, inner.denies)
    framed = part.start == whole.start or bool(_THAT.search(whole.text[: part.start - whole.start]))
    return one_thing and (framed or alike(outer, inner) >= _ALL_BUT)


# What is told in fewer words of four letters and more is a name and no clause.
_CLAUSE_WORDS: Final = 4
# Which share of words (Dice) makes a clause all of the sentence but its opening.
_ALL_BUT: Final = 0.8
_THAT: Final = re.compile(r"\b(?:that|whether)\s+$")


def _sums(facet: Facet) -> bool:
    told = facet.modality == "fact" and facet.act == "deed" and not facet.denies and facet.kind.name != "ring"
    return told and facet.claim.event in _SUMMED


def _carried(told: Sequence[Facet]) -> Iterator[tuple[str, tuple[Facet, ...]]]:
    """Of a topic sentence's passage, or of those it leads: each detail that is the only one of its topics, with these.

    `told` are the facets of the topic sentence, then those of what follows.
    """
    opening = told[0].claim.start
    if opening != told[0].claim.passage:
        return
    first = [f for f in told if f.claim.start == opening and not f.claim.speakers]
    topics = [f for f in first if _sums(f)]
    if not topics:
        return
    details: dict[str, list[Facet]] = {}
    for facet in told:
        if facet.claim.start != opening and _sums(facet):
            details.setdefault(facet.claim.id, []).append(facet)
    # Details follow in the order of what the topic sentence tells, a sentence for each; in passages of their own, none.
    led = told[-1].claim.passage != opening
    near = sorted({f.claim.start for f in told})[1 : None if led else 2 + len({_family(f.claim.event) for f in first})]
    found: dict[str, tuple[Facet, ...]] = {}
    for topic in topics:
        parts = [d for d in details.values() if _is_part(topic, d) and not _by_others(topic, d[0])]
        if led:
            parts = _outermost(parts)
        elif len(parts) > 1 and topic.place is not None and not any(further(d[0].claim) for d in parts):
            # Where none is told as something more, what follows at once is the detail, and the rest its own details.
            parts = [d for d in parts if d[0].claim.start == near[0]] or parts
        if len(parts) == 1 and _is_next(topic, parts[0][0], near) and _is_whole(topic, parts[0][0]):
            only = parts[0][0].claim.id
            found[only] = (*found.get(only, ()), topic)
    yield from found.items()


def _outermost(parts: Sequence[list[Facet]]) -> list[list[Facet]]:
    """The details that tell of more places than one before them, two at most: more than one carries nothing out."""
    found: list[list[Facet]] = []
    for detail in parts:
        here = {f.place_key for f in detail if f.place_key}
        within = found and here and here <= {f.place_key for f in found[0] if f.place_key}
        if not within or further(detail[0].claim):
            found.append(detail)
        if len(found) > 1:
            break
    return found


def _by_others(topic: Facet, detail: Facet) -> bool:
    """Is it done with other weapons, or by other units?"""
    return bool(other_means(topic, detail).score or other_units(topic, detail).score)


def _is_part(topic: Facet, details: Sequence[Facet]) -> bool:
    """Does a claim tell of what the topic sentence sums up: the same things in the same days, within its reach?

    Where either names no place, the words must tell, and so they must of what is not fighting or fire. What points back
    ("this attack") is no part of its own.
    """
    detail = details[0]
    # What names no day may be told of the day before, which its detail names.
    late = 0 if topic.names_day else 1
    if _family(topic.claim.event) != _family(detail.claim.event) or (days_apart(topic.span, detail.span) or 0) > late:
        return False
    if topic.span and detail.span and detail.span.days > topic.span.days + _MORE_DAYS:
        return False
    if _POINTS_BACK.match(detail.claim.content.text):
        return False
    if _OWN_FRONT.match(topic.claim.content.text) and _OWN_FRONT.match(detail.claim.content.text):
        return False
    if not further(detail.claim) and not _is_of_side(topic, detail):
        return False
    placed = [f for f in details if f.place is not None]
    if topic.place is not None and placed and topic.claim.event in _FAMILIES:
        return _in_reach(topic, placed)
    if topic.place is None and placed and topic.claim.event in _FAMILIES:
        return True
    at_one_place = topic.place_key and topic.pinned and any(f.place_key == topic.place_key for f in placed)
    return bool(at_one_place) or alike(topic, detail) >= _SHARED


def _is_whole(topic: Facet, detail: Facet) -> bool:
    """Is the only part all of it: the same deed of the same side, or the other side's word that it beat that off?

    Not where it is told as something more.
    """
    if _SEVERAL.search(topic.claim.content.text) and detail.among < 2 and not _PLURAL.search(detail.claim.content.text):
        return False
    return _is_of_side(topic, detail) and not sums_up(topic, detail).score and not further(detail.claim)


def _is_of_side(topic: Facet, detail: Facet) -> bool:
    """Does the same side do it, or does the other side say that it beat that off?"""
    if (topic.claim.event == "repelled") != (detail.claim.event == "repelled"):
        beaten = topic if topic.claim.event == "repelled" else detail
        other = detail if beaten is topic else topic
        return (beaten.side == other.side) == bool(FAILED.search(beaten.claim.content.text))
    return topic.side == detail.side or topic.side is None or detail.side is None


def _is_next(topic: Facet, detail: Facet, near: Sequence[int]) -> bool:
    """Does it follow where details follow, or further down in the same words?"""
    return detail.claim.start in near or alike(topic, detail) >= _NEARLY


_MORE_DAYS: Final = 2
_SEVERAL: Final = re.compile(r"\b(?:several|multiple|various|numerous|a (?:series|number) of)\b")
_PLURAL: Final = re.compile(r"\b(?:attacks|assaults|operations|efforts|attempts|strikes|several|multiple)\b")
_SHARED: Final = 0.3
_NEARLY: Final = 0.5
# A staff goes from front to front: "In the X direction … In the Y direction …".
_OWN_FRONT: Final = re.compile(r"\W*In the [\w’' -]{2,40}? (?:direction|sector)\b")
_POINTS_BACK: Final = re.compile(r"\W*(?:[Tt]hese|[Tt]his|[Tt]hose|[Ss]uch)\b")


def _family(event: Event) -> str:
    return _FAMILIES.get(event, event)


def _in_reach(topic: Facet, details: Sequence[Facet]) -> bool:
    """Do most of the places lie where the topic sentence says? Those nobody knows, or that it lies in, tell nothing."""
    known = [fits for f in details if (fits := _reaches(topic, f)) is not None]
    return 2 * sum(known) > len(known) or not known


def _reaches(topic: Facet, detail: Facet) -> bool | None:
    """Does the place lie within reach, on the side that is named? None where that cannot be told."""
    there, place = topic.place, detail.place
    if there is None or there.lat is None or there.lon is None:
        return None
    if place is None or place.lat is None or place.lon is None:
        return None
    lined = _lined(topic)
    if there.key == place.key:
        return meet(topic.spot, detail.spot) or (None if lined or _lined(detail) else False)
    centre, point = Point(lat=there.lat, lon=there.lon), Point(lat=place.lat, lon=place.lon)
    km, radius = distance_km(centre, point), there.radius_km or 0.0
    if (place.radius_km or 0.0) > max(km, radius):
        return None
    points = [COMPASS[t] for t in topic.spot if t in COMPASS]
    # The north of a province begins anywhere; of a town, at its edge.
    if points and radius <= _AREA_KM:
        way = bearing(centre, point)
        return km <= _AROUND_KM + radius and any(angle_between(way, p) <= _ASIDE_DEGREES for p in points)
    if lined:  # it may lie anywhere on the line, of which one end is known
        return None if km <= _LINE_KM else False
    return km <= (_AROUND_KM if not topic.spot or AROUND in topic.spot else _IN_KM) + radius


def _lined(facet: Facet) -> bool:
    return any(t.startswith((LINE, BORDER)) for t in facet.spot)
