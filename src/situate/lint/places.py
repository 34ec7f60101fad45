"""Rules about places: locators against the gazetteer, unknown names with a near one, features that are not there."""

import re
from collections.abc import Iterator
from typing import Final

from situate.gazetteer import normal
from situate.geo import compass_word
from situate.lint.finding import Edit, Found
from situate.lint.knowledge import Knowledge
from situate.lint.locating import Located
from situate.lint.measure import Measured, measure
from situate.lint.reading import Reading
from situate.resolve.candidates import Option
from situate.resolve.geometry import edge_km, near_km

# Bearers of the name farther than this from the anchor, or than twice what is said, are other places.
_REACH_KM: Final = 60.0
# What a name means beyond doubt is meant where it lies within so many km of the anchor.
_ALONE_KM: Final = 120.0
# Bearers so near one another are one place, and so few of them are all there are.
_SAME_KM: Final = 20.0
_FEW: Final = 3
# A town of so many people is what its name means to a reader; of smaller anchors every bearer is tried.
_TOWN: Final = 10_000
# Villages share names with one another and with rivers: a city with none that a reader would think of.
_CITY: Final = 50_000
# Who writes one anchor for another takes a town of the same front.
_SLIP_KM: Final = 100.0


def _anchors(name: str, knowledge: Knowledge) -> list[Option]:
    found = knowledge.settlements(name)
    return [option for option in found if option.population >= _TOWN][:2] or found


def _meant(places: list[Option]) -> list[Option]:
    """The bearers that a name means at whatever distance: its towns, else where other reports placed it, else a few.

    Of a name that a dozen villages bear one that no gazetteer holds may lie anywhere.
    """
    towns = [place for place in places if place.population >= _TOWN]
    if towns:
        return towns
    learned = [place for place in places if place.kind == "learned"]
    beside = [p for p in places if any(near_km(p.point, other.point) <= _SAME_KM for other in learned)]
    return beside or (places if len(places) <= _FEW else [])


def measured(told: Located, knowledge: Knowledge, anchor: str = "") -> Measured | None:
    """The bearer of the name within reach of the anchor (the locator's own, or the one given) that fits it best.

    Without the villages of the country a name with several bearers tells nothing about another anchor.
    """
    if anchor and not knowledge.villages and len(knowledge.settlements(told.locator.of)) > 1:
        return None
    near = max(_REACH_KM, 2 * (told.locator.distance_km or 0.0))
    places, anchors = knowledge.settlements(told.locator.of), _anchors(anchor or told.locator.anchor or "", knowledge)
    far = max(near, _ALONE_KM) if knowledge.villages else near
    meant = _meant(places) if knowledge.villages else []
    found = [
        measure(told.locator, at, place)
        for at in anchors
        for place in places
        if near_km(at.point, place.point) <= (far if place in meant else near) and place.id != at.id
    ]
    return min(found, key=lambda m: (m.badness, m.km), default=None)


def misfit(told: Located, knowledge: Knowledge) -> Measured | None:
    """The best of what the name can mean, where even that does not lie where the locator says."""
    best = measured(told, knowledge)
    return best if best is not None and best.is_off else None


def meant_anchor(told: Located, reading: Reading, knowledge: Knowledge) -> tuple[str, Measured] | None:
    """Another anchor of the document from which the place lies just where its locator says."""
    own = _anchors(told.locator.anchor or "", knowledge)
    found = [(name, m) for name in reading.anchors if (m := measured(told, knowledge, name)) is not None]
    fitting = [
        (name, m) for name, m in found if m.is_clear and any(near_km(at.point, m.place.point) <= _SLIP_KM for at in own)
    ]
    return min(fitting, key=lambda pair: pair[1].apart, default=None)


def wrong_anchor(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """The place does not lie where its locator says, but it would from another town that the text measures from.

    The usual slip: the author looked the distance up from one town and wrote the name of another.
    """
    for told in reading.located:
        best = measured(told, knowledge)
        if best is not None and not best.is_off:
            continue
        meant = meant_anchor(told, reading, knowledge)
        if meant is not None:
            name, at = meant
            words = f"{told.locator.of} does not lie {told.locator.text}; it does from {name} ({_truth(at)})"
            yield Found(
                start=told.anchor_start, end=told.anchor_end, message=words, suggestion=name,
                edit=Edit(told.anchor_start, told.anchor_end, name),
            )  # fmt: skip


def town_misfit(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A town does not lie where its locator says: the distance or the direction is wrong.

    Distances may run from the anchor's edge; a compass word is good to 45 degrees, and to more close by.
    """
    yield from _misfits(reading, knowledge, towns=True)


def village_misfit(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """No village of the name that the gazetteer holds lies where the locator says: check it.

    The distance or the direction is wrong, or another village of that name is meant, one that no gazetteer here holds.
    It speaks only where a gazetteer with villages has been added: a name has ten bearers on the average. From farther
    than twice what is said, and 60 km, it looks at towns, at what other reports have placed, and at rare names alone.
    """
    if not knowledge.villages:
        return
    yield from _misfits(reading, knowledge, towns=False)


def _misfits(reading: Reading, knowledge: Knowledge, *, towns: bool) -> Iterator[Found]:
    for told in reading.located:
        best = misfit(told, knowledge)
        if best is None or towns != _town(best, knowledge) or meant_anchor(told, reading, knowledge) is not None:
            continue
        if best.only_direction:
            words = f"{told.locator.of} fits “{told.locator.text}” in distance but not in direction: {_truth(best)}"
        else:
            words = f"{told.locator.of} does not lie {told.locator.text}: {_truth(best)}"
        yield Found(start=told.locator.start, end=told.locator.end, message=words, suggestion=_right(best))


def _town(best: Measured, knowledge: Knowledge) -> bool:
    """Is the bearer a city, or a town that alone bears the name: what the name means to a reader?"""
    alone = len(knowledge.settlements(best.place.name)) == 1
    return best.place.population >= (_TOWN if alone else _CITY)


def _truth(at: Measured) -> str:
    return f"{at.km:.0f} km {compass_word(at.degrees)} of {at.anchor.name}, centre to centre"


def _right(at: Measured) -> str:
    """The locator as it would be, measured from the town's edge where it has one worth speaking of."""
    edge = edge_km(at.anchor.population)
    km = at.km - edge / 2 if edge > 5 else at.km
    return f"{max(km, 1):.0f}km {compass_word(at.degrees)} of {at.anchor.name}"


def unknown_name(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """No place of that name lies near where the locator says, but one with nearly the same name lies just there."""
    for told in reading.located:
        if measured(told, knowledge) is not None or knowledge.candidates.area(told.locator.of):
            continue
        near = corrected(told, knowledge)
        if near is not None:
            yield Found(
                start=told.name_start, end=told.name_end, suggestion=near.name,
                message=f"no {told.locator.of} is known near there; {near.name} lies {told.locator.text}",
                edit=Edit(told.name_start, told.name_end, near.name),
            )  # fmt: skip


def corrected(told: Located, knowledge: Knowledge) -> Option | None:
    """The nearest spelling of the name that lies where the locator says; None where none does."""
    fitting = [
        (slips, m.apart, option.id, option)
        for slips, option in knowledge.near_places(told.locator.of, 2 if knowledge.villages else 1)
        for at in _anchors(told.locator.anchor or "", knowledge)
        if (m := measure(told.locator, at, option)).badness == 0 and m.km > 0
    ]
    return min(fitting, key=lambda row: row[:3])[3] if fitting else None


def placed_by_locator(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """No gazetteer at hand holds the place near where its locator puts it; only the locator tells where it lies."""
    for told in reading.located:
        if measured(told, knowledge) is not None or knowledge.candidates.area(told.locator.of):
            continue
        if corrected(told, knowledge) is None and _anchors(told.locator.anchor or "", knowledge):
            words = f"{told.locator.of} is in no gazetteer here; placed by “{told.locator.text}” alone"
            yield Found(start=told.name_start, end=told.name_end, message=words)


def wrong_feature(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """There is no river, sea or reservoir of that name: the name is a town's or a region's.

    Suggested is the water of the same kind that the text names nearest before.
    """
    waters = {normal(name) for a in knowledge.theatre.areas if a.kind in _WATERS for name in (a.name, *a.aliases)}
    land = {normal(name) for a in knowledge.theatre.areas if a.kind not in _WATERS for name in (a.name, *a.aliases)}
    seen: dict[str, str] = {}
    for sentence in reading.sentences:
        for match in _WATER.finditer(sentence.text):
            name, kind = match["name"], match["kind"]
            if waters & {normal(name), normal(match.group())}:
                seen[kind] = match.group()
            elif _is_land(name, land, knowledge):
                start, right = sentence.start + match.start(), seen.get(kind, "")
                words = f"there is no “{match.group()}”: {name} is the name of a place on land"
                yield Found(start=start, end=start + len(match.group()), message=words, suggestion=right)


_WATERS: Final = frozenset({"river", "sea", "water"})
_WATER: Final = re.compile(
    r"\b(?P<name>[A-ZÀ-ÖØ-Þ][\w’'-]+(?:\s[A-ZÀ-ÖØ-Þ][\w’'-]+)?)\s(?P<kind>River|Sea|Reservoir|Estuary)\b(?!\s+[A-Z])"
)


def _is_land(name: str, land: set[str], knowledge: Knowledge) -> bool:
    """Is it a city or region, which no river at hand is named after?"""
    if normal(name) in land:
        return True
    options = knowledge.candidates.of(name)
    return any(option.kind == "place" and option.population >= _CITY for option in options[:1])
