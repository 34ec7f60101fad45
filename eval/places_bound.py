"""The most that words can give: where the best reader of locators would put what the default gazetteer lacks.

    .venv/bin/python eval/places_bound.py ../shared

For each such village that a village gazetteer knows: every locator of every report that is about it, whatever it is
called there, gives each point of a grid a likelihood (compass words hold half their octant, blurred by 8 degrees;
distances run from the centre or the edge, an eleventh off; one phrase in twenty is a slip; what is told along one line
from one town counts once). It prints how many mentions the point with the most likelihood within 5 km around it puts
within 5 km, and what share of the likelihood lies there: what a reader who knows these errors and nothing else may
expect. Then the same where the true place of every village that lists name beside it is known too, which no reader has.
"""

import math
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import locator_truth as truth
import numpy as np
from locator_truth import Case, Read
from msgspec.structs import replace
from numpy.fft import irfft2, rfft2
from places_agreement import NEAR_KM, resolved
from places_corpus import read_corpus

from situate.config import data_folder, read_folder
from situate.geo import COMPASS, Point, distance_km
from situate.model import Claim
from situate.resolve import Resolver
from situate.resolve.candidates import Candidates
from situate.resolve.edges import Edges, main_bearer
from situate.resolve.geometry import KM_A_DEGREE
from situate.store.gazetteers import StoredGazetteer
from situate.theatre import Theatre, read_theatre

_HALF_OCTANT, _BLUR = 22.5, 8.0
_OFF, _LEAST_KM = 0.09, 1.5
_SLIP = 0.05
_REACH_KM = 80
_FARTHEST_ANCHOR_KM = 400
_JOINT = re.compile(r"(?:\s*\([^()]*\))?(?:,\s+and\s+|,\s+|\s+and\s+|\s*[-–]\s*)")

Grid = Any  # an array of numpy
_AXIS = np.arange(-_REACH_KM, _REACH_KM + 1.0)
EAST, NORTH = np.meshgrid(_AXIS, _AXIS)
_ERF = np.vectorize(math.erf)


class Told(NamedTuple):
    """One locator of a village: the town it is told from, and how far its distances fall short."""

    case: Case
    anchor: Point
    line: tuple[str, str]
    typical_km: float
    spread_km: float


def _offset(origin: Point, target: Point) -> tuple[float, float]:
    narrowing = math.cos(math.radians((origin.lat + target.lat) / 2))
    return (target.lon - origin.lon) * narrowing * KM_A_DEGREE, (target.lat - origin.lat) * KM_A_DEGREE


def _density(off: Grid, deviation: float) -> Grid:
    return np.exp(-0.5 * (off / deviation) ** 2) / deviation


def likelihood(told: Told, middle: Point) -> Grid:
    """The logarithm of what a locator says of each point of the grid."""
    east, north = _offset(middle, told.anchor)
    km = np.hypot(EAST - east, NORTH - north) + 1e-6
    degrees = np.degrees(np.arctan2(EAST - east, NORTH - north))
    apart = np.abs((degrees - COMPASS[told.case.told.bearing or "north"] + 180) % 360 - 180)
    scale = _BLUR * math.sqrt(2)
    way = (_ERF((apart + _HALF_OCTANT) / scale) - _ERF((apart - _HALF_OCTANT) / scale)) / (4 * _HALF_OCTANT)
    said = told.case.told.distance_km or 0.0
    if told.case.told.within:
        far = _density(km - 0.85 * said - told.typical_km, 0.3 * said + 1)
    else:
        spread = max(_LEAST_KM, _OFF * said)
        edge = _density(km - said - max(told.typical_km, 1 + 0.05 * said), math.hypot(spread, told.spread_km))
        far = 0.6 * _density(km - said, spread) + 0.4 * edge
    return np.log((1 - _SLIP) * way * far / 2.5 / km + _SLIP * 1e-5)


def best(logarithms: Grid) -> tuple[float, float]:
    """How far the best point lies from the true one, the grid's middle, and the share of likelihood 5 km around it."""
    chance = np.exp(logarithms - logarithms.max())
    chance /= chance.sum()
    reach = int(NEAR_KM)
    rows, columns = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    disc = (rows**2 + columns**2 <= reach**2).astype(float)
    shape = [len(_AXIS) + 2 * reach] * 2
    around = irfft2(rfft2(chance, shape) * rfft2(disc, shape), shape)[reach:-reach, reach:-reach]
    at = np.unravel_index(around.argmax(), around.shape)
    return float(np.hypot(EAST[at], NORTH[at])), float(around.max())


def villages(
    corpus: Read, theatre: Theatre, right: Sequence[tuple[Claim, ...]], default: StoredGazetteer, found: Sequence[Case]
) -> dict[str, list[Told]]:
    """The locators of each village that the default gazetteer lacks, by its id in the village gazetteer."""
    candidates, edges = Candidates(theatre, default), Edges(theatre)
    first = resolved(corpus, Resolver(theatre, default))
    groups: dict[str, list[Told]] = {}
    for case in found:
        place = right[case.document][case.claim].places[case.place]
        bare = first[case.document][case.claim].places[case.place]
        anchor = main_bearer(candidates, case.told.anchor or "")
        at = truth.point_of(place)
        lacks = bare.method in {"learned", "unplaced"} and place.method not in {"learned", "unplaced"}
        if lacks and at and anchor and place.gazetteer_id and distance_km(anchor.point, at) < _FARTHEST_ANCHOR_KM:
            edge = edges.of(anchor)
            line = (anchor.id, case.told.bearing or "")
            told = Told(case, anchor.point, line, edge.typical_km, edge.spread_km)
            groups.setdefault(place.gazetteer_id, []).append(told)
    return groups


def lists(corpus: Read, right: Sequence[tuple[Claim, ...]]) -> tuple[dict[str, Point], dict[str, set[str]]]:
    """Where the villages lie, and which stand side by side in lists."""
    points: dict[str, Point] = {}
    beside: dict[str, set[str]] = {}
    for (document, _), claims in zip(corpus, right, strict=True):
        for claim in claims:
            known = [p for p in claim.places if p.gazetteer_id and p.lat is not None and (p.radius_km or 0) <= 2.5]
            sure = [p for p in known if p.method not in {"learned", "area"}]
            points |= {p.gazetteer_id or "": Point(lat=p.lat or 0, lon=p.lon or 0) for p in sure}
            for a, b in pairwise(sorted(sure, key=lambda p: p.start)):
                if a.gazetteer_id != b.gazetteer_id and _JOINT.fullmatch(document.text[a.end : b.start]):
                    beside.setdefault(a.gazetteer_id or "", set()).add(b.gazetteer_id or "")
                    beside.setdefault(b.gazetteer_id or "", set()).add(a.gazetteer_id or "")
    return points, beside


def neighbours(key: str, points: Mapping[str, Point], beside: Mapping[str, set[str]]) -> Grid:
    """The logarithm of what the true places of a village's neighbours in lists say of each point of the grid."""
    apart = [math.log(max(1.0, distance_km(points[a], points[b]))) for a, others in beside.items() for b in others]
    middle, spread = float(np.mean(apart)), float(np.std(apart))
    total = np.zeros_like(EAST)
    for other in sorted(beside.get(key, ())):
        east, north = _offset(points[key], points[other])
        km = np.maximum(np.hypot(EAST - east, NORTH - north), 1.0)
        total += np.log((1 - _SLIP) * _density(np.log(km) - middle, spread) / (2.5 * 2 * math.pi * km**2) + 1e-6)
    return total


def main() -> None:
    """Run over the shared folder that the command line names."""
    shared = Path(sys.argv[1])
    theatre = replace(read_theatre(read_folder(data_folder("theatres", "ukraine"))), learned=())
    with tempfile.TemporaryDirectory() as folder:
        default = StoredGazetteer(Path(folder) / "default", theatre.countries)
        full = StoredGazetteer(Path(folder) / "full", theatre.countries)
        full.add(shared / "data" / "UA.txt")
        corpus, _ = read_corpus(shared, theatre, tuple(full.names()))
        found = truth.cases(corpus, Candidates(theatre, full), [theatre, theatre])
        right = resolved(corpus, Resolver(theatre, full))
        groups = villages(corpus, theatre, right, default, found)
    points, beside = lists(corpus, right)
    mentions = sum(map(len, groups.values()))
    print(f"{mentions} mentions of {len(groups)} villages that the default gazetteer lacks")
    for label, company in (("all locators of all reports", False), ("and its neighbours' true places", True)):
        near, share, names, by_name = 0, 0.0, 0, 0.0
        for key, told in groups.items():
            lines = {one.line: one for one in sorted(told, key=lambda t: -(t.case.told.distance_km or 0))}
            middle = points[key] if key in points else _middle(told, right)
            total = np.sum([likelihood(one, middle) for one in lines.values()], axis=0)
            if company and key in points:
                total = total + neighbours(key, points, beside)
            km, around = best(total)
            near, share = near + len(told) * (km <= NEAR_KM), share + len(told) * around
            names, by_name = names + (km <= NEAR_KM), by_name + around
        print(f"  {label:36}{near} ({near / mentions:.0%}) within 5 km, the likelihood there {share / mentions:.0%}")
        of = len(groups)
        print(f"  {'':36}of villages {names} ({names / of:.0%}), the likelihood there {by_name / of:.0%}")


def _middle(told: Sequence[Told], right: Sequence[tuple[Claim, ...]]) -> Point:
    case = told[0].case
    at = truth.point_of(right[case.document][case.claim].places[case.place])
    assert at is not None  # `villages` took no other
    return at


if __name__ == "__main__":
    main()
