"""How near the answers of the default gazetteer lie to those of a village gazetteer, and where they do not.

Used by `places_corpus.py`. A case is a place with a locator, once a sentence; a name counts once however often it is
told. Where the village gazetteer lacks the name too, its answer is the words' own, and says nothing about them.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

import locator_truth as truth
from locator_truth import Case, Read
from msgspec.structs import replace

from situate.gazetteer import Gazetteer, normal
from situate.geo import COMPASS, angle_between, bearing, distance_km
from situate.model import Claim, PlaceMention
from situate.resolve import Resolver
from situate.resolve.candidates import Candidates
from situate.resolve.edges import Edges, main_bearer
from situate.resolve.learned import learn_places
from situate.theatre import Theatre

NEAR_KM = 5.0
Claims = Sequence[tuple[Claim, ...]]


class Answer(NamedTuple):
    """One case as two gazetteers answer it; `lines` are the different anchors and compass words told of the name."""

    case: Case
    place: PlaceMention
    truth: PlaceMention
    km: float
    lines: int
    anchor: str

    @property
    def near(self) -> bool:
        """Within 5 km?"""
        return self.km <= NEAR_KM


def resolved(corpus: Read, resolver: Resolver) -> list[tuple[Claim, ...]]:
    """The claims of every document, resolved."""
    return [resolver.resolve(document, claims) for document, claims in corpus]


def agreement(corpus: Read, theatre: Theatre, default: Gazetteer, full: Gazetteer) -> None:
    """Print how near the default gazetteer's answers lie to the village gazetteer's, by what they rest on."""
    bare = replace(theatre, learned=())
    found = truth.cases(corpus, Candidates(bare, full), [bare, bare])
    right = resolved(corpus, Resolver(bare, full))
    first = resolved(corpus, Resolver(bare, default))
    learned = learn_places((c for claims in first for c in claims), bare, default)
    second = resolved(corpus, Resolver(bare, default, learned))
    kinds = Kinds(Candidates(bare, default), Edges(bare))
    print(f"\ndefault gazetteer alone, of {len(found)} places with a locator (once a sentence)")
    _print("each document by itself", answers(found, first, right, kinds))
    after = answers(found, second, right, kinds)
    _print("reports in the ledger, resolved again", after)
    by_class([one for one in after if one.place.method == "learned" and one.truth.method != "learned"])
    _names(after)
    _words_allow(found, right)


class Kinds:
    """What is known of the towns that distances are told from, with the default gazetteer."""

    def __init__(self, candidates: Candidates, edges: Edges) -> None:
        self._candidates, self._edges = candidates, edges

    def of(self, anchor: str) -> str:
        """How well its edge is known."""
        town = main_bearer(self._candidates, anchor)
        if town is None:
            return "no town of the default gazetteer"
        edge = self._edges.of(town)
        if "locators" not in edge.how:
            return "edge by its population"
        return "edge learned, spread 3 km or more" if edge.spread_km >= 3 else "edge learned, spread under 3 km"


def answers(found: Sequence[Case], one: Claims, other: Claims, kinds: Kinds) -> list[Answer]:
    """Every case that both place, with how far apart they place it."""
    lines: dict[str, set[tuple[str, str]]] = {}
    for case in found:
        told = case.told
        lines.setdefault(normal(told.of), set()).add((normal(told.anchor or ""), told.bearing or ""))
    made = []
    for case in found:
        place = one[case.document][case.claim].places[case.place]
        right = other[case.document][case.claim].places[case.place]
        a, b = truth.point_of(place), truth.point_of(right)
        if a is not None and b is not None:
            n = len(lines[normal(case.told.of)])
            made.append(Answer(case, place, right, distance_km(a, b), n, kinds.of(case.told.anchor or "")))
    return made


def _print(label: str, rows: Sequence[Answer]) -> None:
    print(f"  {label}: {_within(rows)}")
    for kind, told in _grouped(rows, _rests_on).items():
        print(f"    {kind:48}{_within(told)}")


def _rests_on(one: Answer) -> str:
    if one.place.method != "learned":
        return "the default gazetteer has it" if one.near else "the default gazetteer has another of the name"
    if one.truth.method == "learned":
        return "by words, in no gazetteer"
    return (
        f"by words, told along {'one line' if one.lines == 1 else 'two lines' if one.lines == 2 else 'three or more'}"
    )


def _within(rows: Sequence[Answer]) -> str:
    near = sum(one.near for one in rows)
    inside = sum(one.km <= max(NEAR_KM, one.place.radius_km or 0.0) for one in rows)
    share, held = near / max(1, len(rows)), inside / max(1, len(rows))
    return f"{near} of {len(rows)} within 5 km ({share:.1%}), {held:.1%} within their radius"


_CLASSES: Mapping[str, Callable[[Answer], str]] = {
    "distance told": lambda one: _distance(one.case.told.distance_km or 0.0),
    "compass word": lambda one: "north, south, east, west" if len(one.case.told.bearing or "") < 6 else "between these",
    "bound or exact": lambda one: "only bounds" if one.case.told.within else "exact",
    "told from": lambda one: one.anchor,
    "words": lambda one: "fit the place" if one.case.fitting else "do not fit it: a slip, or another town is meant",
}


def _distance(km: float) -> str:
    return next((f"up to {most:3} km" for most in (5, 10, 20, 40) if km <= most), "up to any")


def by_class(rows: Sequence[Answer]) -> None:
    """Print the shares of places that words alone put there, by what each locator says and is told from."""
    print(f"  by words, where the village gazetteer has the place, by class: {_within(rows)}")
    for name, sort in _CLASSES.items():
        for kind, told in sorted(_grouped(rows, sort).items()):
            near = sum(one.near for one in told)
            print(f"    {name + ': ' + kind:64}{near:4} of {len(told):3} ({near / len(told):.0%})")


def _grouped(rows: Sequence[Answer], sort: Callable[[Answer], str]) -> dict[str, list[Answer]]:
    groups: dict[str, list[Answer]] = {}
    for one in rows:
        groups.setdefault(sort(one), []).append(one)
    return dict(sorted(groups.items()))


def _names(rows: Sequence[Answer]) -> None:
    """Print the same by names: one village told of twenty times is one."""
    by_name: dict[str, list[float]] = {}
    for one in rows:
        if one.place.method == "learned" and one.truth.method != "learned":
            by_name.setdefault(normal(one.place.text), []).append(one.km)
    middle = [median(kms) for kms in by_name.values()]
    near = sum(km <= NEAR_KM for km in middle)
    print(f"  names put there by words: {near} of {len(middle)} within 5 km, the median {median(middle):.1f} km off")


def _words_allow(found: Sequence[Case], right: Claims) -> None:
    """Print how many a single locator could put within 5 km if its distance were read without any error."""
    near = total = 0
    for case in found:
        place = right[case.document][case.claim].places[case.place]
        at = truth.point_of(place)
        if at is None or case.anchor is None or place.method != "locator":
            continue
        km = distance_km(case.anchor.point, at)
        apart = angle_between(COMPASS[case.told.bearing or "north"], bearing(case.anchor.point, at))
        chord = 2 * km * math.sin(math.radians(apart) / 2)
        total, near = total + 1, near + (chord <= NEAR_KM)
    print(f"  what one compass word allows, its distance being exact: {near} of {total} ({near / total:.1%})")
