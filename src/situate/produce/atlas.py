"""The atlas: every place, line and area that claims speak of, with the claims, for a map of the whole ledger.

Where an assessment's map shows the places of one day's sentences, the atlas holds all days; a page or a program that
reads it chooses among them. It shows where something was reported, never who holds the ground.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal

import msgspec

from situate.geo import Point, distance_km
from situate.model import Claim, PlaceMention
from situate.produce.desk import Desk
from situate.produce.marks import TIERS
from situate.produce.spelling import house_name
from situate.theatre import Source, Theatre

Kind = Literal["settlement", "area", "line"]

# Larger than this it is an area: no town is, and a point would mislead.
LARGEST_SETTLEMENT_KM: Final = 30.0
# What the points of one village from several locators differ by beyond their radii: compass words are coarse.
_SAME_KM: Final = 10.0
# Where something happens; the other roles name places that it does not happen at.
_HAPPENS: Final = frozenset({"at", "object", "between", "toward"})
_SEEN: Final = frozenset({"geolocated", "satellite"})
# What makes of two regions' names, behind them, their common edge: "the A-B border", "the A-B Oblast border".
_BORDER: Final = re.compile(r"(?:[\s-]+\w+){0,2}[\s-]+(?:border|boundary)", re.IGNORECASE)
# What may stand between two names of one line: "A-B", "A, B, and C", "A (3km north of D) and B".
_JOINT: Final = re.compile(r"(?:\s*\([^()]*\))?(?:\s*[-–—/]\s*|,?\s+(?:and\s+|to\s+)|,\s*)")


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """Who put a claim forward: `camp` is the side it stands with, `family` counts repeaters of one origin as one."""

    name: str
    camp: str
    family: str


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as the atlas needs it: `supports` are the propositions that it speaks for, `credibility` its grade."""

    claim: Claim
    voice: Voice
    supports: tuple[str, ...] = ()
    credibility: int = 6

    @property
    def seen(self) -> bool:
        """Does it rest on geolocated footage or on satellite imagery?"""
        return self.claim.evidence in _SEEN


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """One settlement, area or line. `points` is one point, or those of the line in their order.

    `claims` are in the order of the ledger. `methods` counts how its mentions were placed, the commonest first;
    `radius_km` is the best that was given for it.
    `whole` is true for a country: its centre tells nothing.
    """

    key: str
    name: str
    kind: Kind
    points: tuple[Point, ...]
    radius_km: float
    methods: tuple[tuple[str, int], ...]
    claims: tuple[str, ...]
    whole: bool = False


class Atlas(msgspec.Struct, frozen=True, kw_only=True):
    """All spots that were known of by the end of `day`, and the claims they were read from, by id."""

    day: date
    theatre: Theatre
    spots: tuple[Spot, ...]
    told: Mapping[str, Told]


def atlas(desk: Desk) -> Atlas:
    """Lay out the claims of a desk: one spot a settlement or area, one a line, in the order of their keys."""
    met: dict[str, list[tuple[PlaceMention, Claim]]] = defaultdict(list)
    lines: dict[tuple[str, ...], list[tuple[Sequence[PlaceMention], Claim]]] = defaultdict(list)
    for claim in desk.claims.values():
        for place in claim.places:
            if place.role in _HAPPENS and place.key is not None:
                met[place.key].append((place, claim))
        for line in stretches(claim):
            lines[_ends(line)].append((line, claim))
    countries = {f"area:{area.id}" for area in desk.theatre.areas if area.kind == "country"}
    spots = [_spot(key, pairs, desk.theatre, countries) for key, pairs in _merged(met, desk.theatre)]
    spots += [_line(pairs, desk.theatre) for pairs in lines.values()]
    wanted = {claim for spot in spots for claim in spot.claims}
    told = _told(desk, wanted)
    return Atlas(day=desk.day, theatre=desk.theatre, spots=tuple(sorted(spots, key=lambda s: s.key)), told=told)


def tier(spot: Spot, told: Mapping[str, Told]) -> str:
    """The strongest tier that any one proposition at the spot has: what different things rest on is not added up."""
    groups: dict[str, list[Told]] = defaultdict(list)
    for claim in spot.claims:
        for group in (claim, *told[claim].supports):
            groups[group].append(told[claim])
    reached = {_tier_of(group) for group in groups.values()}
    return next(name for name, _ in TIERS if name in reached)


def _tier_of(group: Sequence[Told]) -> str:
    if any(t.seen for t in group):
        return "seen"
    if len({t.voice.camp for t in group} - {""}) > 1:
        return "both"
    return "several" if len({t.voice.family for t in group}) > 1 else "single"


def stretches(claim: Claim) -> Iterator[tuple[PlaceMention, ...]]:
    """The lines that a claim names by two or more placed settlements: "the A-B line", "between A, B, and C".

    A line one of whose ends is an area or unplaced is left out: nobody knows where it runs. So is a border.
    """
    run: list[PlaceMention] = []
    for place in sorted((p for p in claim.places if p.role == "between"), key=lambda p: p.start):
        if run and not _joined(run[-1], place, claim):
            yield from _whole_line(run, claim)
            run = []
        run.append(place)
    yield from _whole_line(run, claim)


def _joined(one: PlaceMention, other: PlaceMention, claim: Claim) -> bool:
    start = claim.content.start
    inside = one.end >= start  # what stands before the content is not there to be read
    return inside and _JOINT.fullmatch(claim.content.text[one.end - start : other.start - start]) is not None


def _whole_line(run: list[PlaceMention], claim: Claim) -> Iterator[tuple[PlaceMention, ...]]:
    if not run or _BORDER.match(claim.content.text, run[-1].end - claim.content.start):
        return
    if len(run) > 2 and is_area(run[-1]):
        run = run[:-1]  # "between A and B, C Oblast": the area that both lie in
    settlements = all(p.key is not None and not is_area(p) for p in run)
    if settlements and len({p.key for p in run}) > 1:
        yield tuple(run)


def is_area(place: PlaceMention) -> bool:
    """Is it more than a settlement: an area of the theatre, or anything wider than a city?"""
    return place.method == "area" or (place.radius_km or 0.0) > LARGEST_SETTLEMENT_KM


def _ends(line: Sequence[PlaceMention]) -> tuple[str, ...]:
    """What names a line, whichever end it is told from."""
    keys = tuple(p.key or "" for p in line)
    return min(keys, keys[::-1])


_Met = list[tuple[PlaceMention, Claim]]


def _merged(met: Mapping[str, _Met], theatre: Theatre) -> Iterator[tuple[str, _Met]]:
    """Mentions by place; points of one name that lie as near together as locators of one village do are one place."""
    by_name: dict[str, list[str]] = defaultdict(list)
    # A place of the gazetteer, or the one that most claims name, gives the others its key.
    for key in sorted(met, key=lambda k: (k.startswith("learned:"), -len(met[k]), k)):
        by_name[_name(met[key], theatre)].append(key)
    for keys in by_name.values():
        homes: dict[str, _Met] = {}
        for key in keys:
            home = next((h for h in homes if _near(met[h][0][0], met[key][0][0])), key)
            homes.setdefault(home, []).extend(met[key])
        yield from homes.items()


def _near(one: PlaceMention, other: PlaceMention) -> bool:
    within = _SAME_KM + (one.radius_km or 0.0) + (other.radius_km or 0.0)
    return is_area(one) == is_area(other) and distance_km(_point(one), _point(other)) <= within


def _point(place: PlaceMention) -> Point:
    assert place.lat is not None and place.lon is not None  # it has a key
    return Point(lat=place.lat, lon=place.lon)


def _name(pairs: _Met, theatre: Theatre) -> str:
    names = Counter(place.name or place.text for place, _ in pairs)
    return house_name(min(names, key=lambda n: (-names[n], n)), theatre)


def _spot(key: str, pairs: _Met, theatre: Theatre, countries: set[str]) -> Spot:
    best = min((p for p, _ in pairs), key=lambda p: (p.key != key, p.radius_km or 0.0, p.start))
    return Spot(
        key=key,
        name=_name(pairs, theatre),
        kind="area" if is_area(best) else "settlement",
        points=(_point(best),),
        radius_km=best.radius_km or 0.0,
        methods=tuple(Counter(p.method for p, _ in pairs).most_common()),
        claims=tuple(dict.fromkeys(c.id for _, c in pairs)),
        whole=key in countries,
    )


def _line(pairs: Sequence[tuple[Sequence[PlaceMention], Claim]], theatre: Theatre) -> Spot:
    line = pairs[0][0]
    return Spot(
        key="line:" + "/".join(_ends(line)),
        name="–".join(house_name(p.name or p.text, theatre) for p in line),
        kind="line",
        points=tuple(_point(p) for p in line),
        radius_km=max(p.radius_km or 0.0 for p in line),
        methods=tuple(Counter(p.method for places, _ in pairs for p in places).most_common()),
        claims=tuple(dict.fromkeys(c.id for _, c in pairs)),
    )


def _told(desk: Desk, wanted: Iterable[str]) -> dict[str, Told]:
    supports: dict[str, list[str]] = defaultdict(list)
    grades: dict[str, list[int]] = defaultdict(list)
    for proposition in desk.propositions:
        judgment = desk.judgments.get(proposition.id)
        for claim in proposition.supports:
            supports[claim].append(proposition.id)
        for claim in (*proposition.supports, *proposition.denies):
            if judgment is not None:
                grades[claim].append(judgment.credibility)
    sources, camps = {s.id: s for s in desk.theatre.sources}, desk.theatre.camps()
    return {
        claim.id: Told(
            claim=claim,
            voice=_voice(claim, sources, camps),
            supports=tuple(supports[claim.id]),
            # As the assessment's notes do: the most cautious digit, 6 where none could be judged.
            credibility=max((g for g in grades[claim.id] if g != 6), default=6),
        )
        for claim in (desk.claims[i] for i in sorted(wanted))
    }


def _voice(claim: Claim, sources: Mapping[str, Source], camps: Mapping[str, str]) -> Voice:
    name = " → ".join(s.text for s in claim.speakers) or claim.publisher or "an unnamed author"
    last = claim.speakers[-1] if claim.speakers else None
    source = sources.get((last.source_id if last else claim.publisher_id) or "")
    unknown = f"{claim.publisher_id or claim.publisher}/{last.text.casefold() if last else ''}"
    return Voice(
        name=name,
        camp=camps.get(source.side or "", "") if source else "",
        family=source.family or source.id if source else unknown,
    )
