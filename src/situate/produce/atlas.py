"""The atlas: every place, line and area that claims speak of, with the claims, for a map of the whole ledger.

Where an assessment's map shows the places of one day's sentences, the atlas holds all days; a page or a program that
reads it chooses among them. It shows where something was reported, never who holds the ground.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal

import msgspec

from situate.geo import Point, distance_km
from situate.model import Claim, PlaceMention
from situate.produce.desk import Desk
from situate.produce.lines import Drawn, drawn_lines, is_area
from situate.produce.marks import TIERS
from situate.produce.parts import extent_km, full_name, middle_of, part_named
from situate.produce.terrain import Terrain
from situate.shapes import OFF_COURSE_KM, Course
from situate.theatre import Source, Theatre

Kind = Literal["settlement", "area", "line"]

# What the points of one village from several locators differ by beyond their radii: compass words are coarse.
_SAME_KM: Final = 10.0
# Where something happens; the other roles name places that it does not happen at.
_HAPPENS: Final = frozenset({"at", "object", "between", "toward"})
_SEEN: Final = frozenset({"geolocated", "satellite"})
_Met = list[tuple[PlaceMention, Claim]]


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

    `shape` holds what else is known of it: the rings of an area, the runs of a line that has several; else it is empty.
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
    shape: tuple[Course, ...] = ()


class Atlas(msgspec.Struct, frozen=True, kw_only=True):
    """All spots that were known of by the end of `day`, and the claims they were read from, by id."""

    day: date
    theatre: Theatre
    spots: tuple[Spot, ...]
    told: Mapping[str, Told]


def atlas(desk: Desk) -> Atlas:
    """Lay out the claims of a desk: one spot a settlement or area, one a line, in the order of their keys."""
    terrain = Terrain(desk.theatre)
    met: dict[str, _Met] = defaultdict(list)
    parts: dict[tuple[str, str], _Met] = defaultdict(list)
    lines: dict[str, list[tuple[Drawn, Claim]]] = defaultdict(list)
    for claim in desk.claims.values():
        drawn = list(drawn_lines(claim, terrain))
        for line in drawn:
            lines[line.key].append((line, claim))
        # What happens on a border or a stretch of a road happens all over neither.
        spoken_for = {place.start for line in drawn for place in line.places if place.method == "area"}
        for place in claim.places:
            if place.role in _HAPPENS and place.key is not None and place.start not in spoken_for:
                part = part_named(place, claim) if terrain.outline(place.key) else ""
                group = parts[place.key, part] if part and terrain.part(place.key, part) else met[place.key]
                group.append((place, claim))
    countries = {f"area:{area.id}" for area in desk.theatre.areas if area.kind == "country"}
    spots = [_spot(key, pairs, terrain, countries) for key, pairs in _merged(met, terrain)]
    spots += [_part_spot(key, part, pairs, terrain) for (key, part), pairs in parts.items()]
    spots += [_line(pairs) for pairs in lines.values()]
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


def _merged(met: Mapping[str, _Met], terrain: Terrain) -> Iterator[tuple[str, _Met]]:
    """Mentions by place; points of one name that lie as near together as locators of one village do are one place."""
    by_name: dict[str, list[str]] = defaultdict(list)
    # A place of the gazetteer, or the one that most claims name, gives the others its key.
    for key in sorted(met, key=lambda k: (k.startswith("learned:"), -len(met[k]), k)):
        by_name[_name(met[key], terrain)].append(key)
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


def _name(pairs: _Met, terrain: Terrain) -> str:
    names = Counter(terrain.name(place) for place, _ in pairs)
    return min(names, key=lambda n: (-names[n], n))


def _spot(key: str, pairs: _Met, terrain: Terrain, countries: set[str]) -> Spot:
    best = min((p for p, _ in pairs), key=lambda p: (p.key != key, p.radius_km or 0.0, p.start))
    course, rings = terrain.course(key), terrain.outline(key)
    return Spot(
        key=key,
        name=_name(pairs, terrain),
        kind="line" if course else "area" if is_area(best) else "settlement",
        points=_points(course) if course else (middle_of(rings),) if rings else (_point(best),),
        radius_km=OFF_COURSE_KM if course else best.radius_km or 0.0,
        methods=_methods(pairs),
        claims=tuple(dict.fromkeys(c.id for _, c in pairs)),
        whole=key in countries,
        shape=rings,
    )


def _part_spot(key: str, part: str, pairs: _Met, terrain: Terrain) -> Spot:
    rings = terrain.part(key, part)
    middle = middle_of(rings)
    return Spot(
        key=f"{key}/{part.replace(' ', '-')}",
        name=full_name(part, _name(pairs, terrain)),
        kind="area",
        points=(middle,),
        radius_km=round(extent_km(rings, middle)),
        methods=_methods(pairs),
        claims=tuple(dict.fromkeys(c.id for _, c in pairs)),
        shape=rings,
    )


def _line(pairs: Sequence[tuple[Drawn, Claim]]) -> Spot:
    line = pairs[0][0]
    # A border or a road is where it is; a line that only joins towns is as sure as they are.
    radii = [p.radius_km or 0.0 for p in line.places if p.method != "area"]
    return Spot(
        key=line.key,
        name=line.name,
        kind="line",
        points=_points(max(line.runs, key=len)),
        radius_km=max(radii, default=OFF_COURSE_KM),
        methods=_methods([(p, claim) for drawn, claim in pairs for p in drawn.places]),
        claims=tuple(dict.fromkeys(c.id for _, c in pairs)),
        shape=line.runs if len(line.runs) > 1 else (),
    )


def _methods(pairs: _Met) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(p.method for p, _ in pairs).most_common())


def _points(course: Course) -> tuple[Point, ...]:
    return tuple(Point(lat=lat, lon=lon) for lat, lon in course)


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
