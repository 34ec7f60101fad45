"""Locators as truth about places: what each one says, whether a point fits it, and what remains where it is hidden.

Used by `places_corpus.py`. The test of "fits" is apart from the resolver's own scores: the distance from the centre of
the anchor lies within max(3 km, 15%) of what is said, or by up to its edge beyond; the bearing within 45 degrees.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from situate.geo import COMPASS, Point, angle_between, bearing, distance_km
from situate.model import Claim, Document, Locator, PlaceMention
from situate.resolve.candidates import Candidates, Option
from situate.resolve.edges import Edges, main_bearer
from situate.theatre import Theatre

Read = Sequence[tuple[Document, tuple[Claim, ...]]]
Resolve = Callable[[Document, Sequence[Claim]], Sequence[Claim]]


class Case(NamedTuple):
    """One place with one locator: where it stands, the anchor that is meant, the name's bearers and those that fit."""

    document: int
    claim: int
    place: int
    told: Locator
    bracketed: bool
    anchor: Option | None = None
    reach_km: float = 0.0
    bearers: tuple[Option, ...] = ()
    fitting: tuple[Option, ...] = ()


def point_of(place: PlaceMention) -> Point | None:
    """Where it was put."""
    return None if place.lat is None or place.lon is None else Point(lat=place.lat, lon=place.lon)


def half(document: Document) -> int:
    """Reports of even days and of odd days: what is learned on one half is tried on the other."""
    day = document.published.day if document.published else None
    return day.day % 2 if day else 0


def fits(told: Locator, anchor: Option, reach_km: float, at: Point) -> bool:
    """Does the point lie where the locator says?"""
    km, said = distance_km(anchor.point, at), told.distance_km or 0.0
    slack = max(3.0, 0.15 * said)
    nearest = 0.0 if told.within else said - slack
    apart = angle_between(COMPASS[told.bearing or "north"], bearing(anchor.point, at))
    return nearest <= km <= said + reach_km + slack and apart <= 45


def cases(corpus: Read, candidates: Candidates, theatres: Sequence[Theatre]) -> list[Case]:
    """Every place with a locator that has a distance and a bearing, once a sentence.

    `theatres` are two, each with the edges that the other half of the reports taught: one for even days, one for odd.
    """
    edges = [Edges(theatre) for theatre in theatres]
    return [
        _case(Case(number, *found), candidates, edges[half(document)])
        for number, (document, claims) in enumerate(corpus)
        for found in _located(document, claims)
    ]


def _located(document: Document, claims: Sequence[Claim]) -> Iterator[tuple[int, int, Locator, bool]]:
    seen: set[tuple[int, str]] = set()
    for index, claim in enumerate(claims):
        for number, place in enumerate(claim.places):
            for told in claim.locators:
                whole = told.distance_km is not None and told.bearing in COMPASS and told.anchor
                if told.of == place.text and whole and (told.start, told.of) not in seen:
                    seen.add((told.start, told.of))
                    yield index, number, told, document.text[told.start - 1 : told.start] == "("


def _case(case: Case, candidates: Candidates, edges: Edges) -> Case:
    """The case with its anchor and the bearers of the name."""
    told = case.told
    anchor = main_bearer(candidates, told.anchor or "")
    reach = edges.of(anchor).reach_km if anchor else 0.0
    named = [option for option in candidates.of(told.of) if option.kind == "place"]
    bearers = tuple(named or candidates.corrected(told.of))
    fitting = tuple(o for o in bearers if anchor is not None and fits(told, anchor, reach, o.point))
    return case._replace(anchor=anchor, reach_km=reach, bearers=bearers, fitting=fitting)


def verdict(case: Case, at: Point | None) -> str:
    """Is it "right", "wrong" or "unplaced"?"""
    if at is None or case.anchor is None:
        return "unplaced"
    return "right" if fits(case.told, case.anchor, case.reach_km, at) else "wrong"


def hidden_in_turn(corpus: Read, found: Sequence[Case], resolve: Resolve) -> Iterator[tuple[Case, PlaceMention]]:
    """Each locator hidden while its document is resolved, the others shown; only names with a fitting candidate."""
    for case in found:
        if case.fitting:
            document, claims = corpus[case.document]
            masked = [_without(claim, case.told) for claim in claims]
            yield case, resolve(document, masked)[case.claim].places[case.place]


def all_hidden(corpus: Read, found: Sequence[Case], resolve: Resolve) -> Iterator[tuple[Case, PlaceMention]]:
    """The same with every locator of every document hidden."""
    masked = [(document, [replace(c, locators=()) if c.locators else c for c in claims]) for document, claims in corpus]
    yield from all_shown(masked, found, resolve)


def all_shown(
    corpus: Sequence[tuple[Document, Sequence[Claim]]], found: Sequence[Case], resolve: Resolve
) -> Iterator[tuple[Case, PlaceMention]]:
    """The same with everything shown."""
    resolved = [resolve(document, claims) for document, claims in corpus]
    yield from ((case, resolved[case.document][case.claim].places[case.place]) for case in found if case.fitting)


def _without(claim: Claim, told: Locator) -> Claim:
    """The claim without that locator, which other claims of its sentence may share."""
    kept = tuple(one for one in claim.locators if (one.start, one.of) != (told.start, told.of))
    return replace(claim, locators=kept) if len(kept) < len(claim.locators) else claim


def most_populous(case: Case) -> Point:
    """The answer of a plain look-up."""
    return max(case.bearers, key=lambda o: (o.population, o.id)).point


def nearest_to_effort(case: Case, effort: str | None, centres: Mapping[str | None, Point]) -> Point:
    """The bearer nearest to the middle of the effort's towns; of all efforts' where the effort has none."""
    centre = centres.get(effort, centres[None])
    return min(case.bearers, key=lambda o: (distance_km(centre, o.point), o.id)).point


def centres_of(theatre: Theatre) -> dict[str | None, Point]:
    """The mean of each effort's anchors, and under None of all."""
    rows = {effort.id: effort.anchors for effort in theatre.efforts if effort.anchors}
    every = tuple(anchor for anchors in rows.values() for anchor in anchors)
    named: list[tuple[str | None, tuple[tuple[str, float, float], ...]]] = [*rows.items(), (None, every)]
    return {
        key: Point(lat=sum(a[1] for a in anchors) / len(anchors), lon=sum(a[2] for a in anchors) / len(anchors))
        for key, anchors in named
    }


def why_none_fits(found: Sequence[Case]) -> Counter[str]:
    """Why names have no fitting candidate, by the nearest miss among their bearers."""
    return Counter(_why(case) for case in found if not case.fitting)


def _why(case: Case) -> str:
    if case.anchor is None:
        return "the anchor is no town of the gazetteer"
    if not case.bearers:
        return "the name is in no gazetteer"
    anchor, said = case.anchor, case.told.distance_km or 1.0
    way = COMPASS[case.told.bearing or "north"]
    measured = [(distance_km(anchor.point, o.point), bearing(anchor.point, o.point)) for o in case.bearers]
    if any(angle_between(way, b) <= 45 and said / 2 <= km <= 2 * said + 5 for km, b in measured):
        return "the right way, between half and twice as far as is said"
    if any(abs(km - said) <= max(3.0, 0.15 * said) + case.reach_km for km, _ in measured):
        return "as far as is said, another way"
    return "no bearer of the name near there"
