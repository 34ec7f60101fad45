"""Which of its candidates a place name means: each rule gives a number, `weights` says what it counts."""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from situate.geo import Point
from situate.model import Locator
from situate.resolve import weights
from situate.resolve.candidates import LEARNED_SLACK_KM, Candidates, Option, learned_option
from situate.resolve.choosing import choose
from situate.resolve.edges import Edge, Edges
from situate.resolve.evidence import Prior, Scored, Setting, Verdict
from situate.resolve.fronts import Front, Fronts, closeness
from situate.resolve.geometry import KM_A_DEGREE, Fit, Town, fit, meet, near_km, spot
from situate.resolve.lines import Line, Lines
from situate.resolve.weights import SLIP
from situate.theatre import Theatre

# Full marks within the first distance of a neighbour, the worst from the second on.
_LIST_KM: Final = (5.0, 250.0)
# An area this small can stand for a point that distances are told from.
_POINTLIKE_KM: Final = 30.0
# How many meanings of an anchor's name, and of a name without locator, are weighed.
_ANCHORS: Final = 3
_WEIGHED: Final = 12
# How many names' meanings are kept, the latest.
_KEPT: Final = 1 << 15
# Who slips names another town of the same front.
_SLIP_KM: Final = 100.0
# Letters that a locator lets us correct without more ado; what they cost is the rule `spelling`.
_CORRECTION_FITS: Final = 0.2


class Anchor(NamedTuple):
    """One meaning of the name that a distance is told from, and by how much it falls behind the likeliest.

    Where `line` is given, distances run from its nearest point, and the town only stands for it.
    """

    option: Option
    town: Town
    edge: Edge
    deficit: float
    line: Line | None = None

    def facing(self, point: Point) -> Town:
        """What a point is measured from: the town, or the point of the line that is nearest to it."""
        return self.town if self.line is None else self.line.town(point)


class Measure(NamedTuple):
    """How a candidate fits one locator: the value, from which anchor it was measured, and what excuses a misfit."""

    value: float
    fit: Fit
    anchor: Anchor
    excuse: str


class Scorer:
    """Judges settings against one theatre and one gazetteer, and keeps what does not depend on the document."""

    def __init__(self, theatre: Theatre, candidates: Candidates) -> None:
        self._theatre, self._candidates = theatre, candidates
        self._fronts, self._edges, self._lines = Fronts(theatre), Edges(theatre), Lines(theatre, candidates)
        self._prior = lru_cache(_KEPT)(self._priors_of)
        self._corrected = lru_cache(_KEPT)(self._corrections_of)
        self._kept_anchors = lru_cache(_KEPT)(self._anchors_of)
        self._kept_plain = lru_cache(_KEPT)(self._judge_plain)

    def plain(self, text: str, front: Front) -> Verdict:
        """What the name means where nothing but the section's front speaks."""
        return self._kept_plain(text, front)

    def _judge_plain(self, text: str, front: Front) -> Verdict:
        return self.judge(Setting(text=text, front=front))

    def judge(self, setting: Setting) -> Verdict:
        """Score everything the name may mean there, and choose."""
        told = tuple(
            (locator, anchors) for locator in setting.locators if (anchors := self.anchors_of(locator, setting.front))
        )
        priors = self._prior(setting.text, setting.front)
        if len(priors) == 1 and priors[0].option.kind == "area":
            alone = Scored(priors[0].score, priors[0], 0.0, 0.0, 0.0, 0.0, 0.0)
            return Verdict((alone,), priors[0].option, "area", setting)
        if told:
            priors = _in_reach(priors, told)
        else:
            priors = (priors or self._corrected(setting.text, setting.front))[:_WEIGHED]
        scored = [_beside(prior, self._located(prior, setting, told), setting) for prior in priors]
        if told:
            scored.extend(self._beyond_the_gazetteer(scored, setting, told))
        scored.sort(key=lambda s: (-s.score, s.prior.option.id))
        return choose(tuple(scored), setting, alone=len(priors) == 1)

    def again(self, verdict: Verdict, setting: Setting) -> Verdict:
        """The verdict in a setting that says more about what lies around; what the locators said stands."""
        if verdict.method == "area":
            return verdict
        scored = [_beside(one.prior, one.locator, setting) for one in verdict.ranked]
        sense = setting.sense
        if sense is not None and all(one.prior.option.id != sense.id for one in verdict.ranked):
            scored.append(_beside(self._from_the_start(sense, setting.text, setting.front), 0.0, setting))
        scored.sort(key=lambda s: (-s.score, s.prior.option.id))
        return choose(tuple(scored), setting, alone=verdict.alone)

    # What a name may mean, before the document is asked.

    def _priors_of(self, text: str, front: Front) -> tuple[Prior, ...]:
        options = self._candidates.of(text)
        own = any(option.kind == "place" and not option.alias for option in options)
        priors = [self._from_the_start(option, text, front, own=own) for option in options]
        priors.sort(key=lambda p: (-p.score, p.option.id))
        return tuple(priors)

    def _corrections_of(self, text: str, front: Front) -> tuple[Prior, ...]:
        """Near misspellings of a name, as `_prior` gives the name's own meanings."""
        options = self._candidates.corrected(text)
        return tuple(self._from_the_start(option, option.name, front) for option in options)

    def _from_the_start(
        self, option: Option, text: str, front: Front, *, own: bool = False, described: bool = False
    ) -> Prior:
        """Weigh a candidate; `own` is true where others bear the name as their first."""
        renown = min(1.0, math.log10(option.population + 1) / 6)
        # A great city stands out from the villages that share its name; among these it says little.
        population = weights.POPULATION * max(0.6 * renown, 1.25 * renown**4)
        home = weights.HOME * self._home(option, renown)
        spelling = -0.4 * option.edits - ((0.7 if own else 0.1) if option.alias else 0.0)
        nearest = self._fronts.near(option, front)
        reached = 0.0 if nearest is None else weights.EFFORT * _damped(nearest[0], renown)
        known = None if described else self._known(option, text)
        known_score = weights.DESCRIBED if described else weights.LEARNED if option.kind == "learned" else 0.0
        if known is not None:
            known_score += weights.KNOWN * (1 - 0.5 / known if known else -0.3 * (1 - renown))
        score = population + home + weights.SPELLING * spelling + reached + known_score
        narrowing = math.cos(math.radians(option.point.lat))
        return Prior(
            option, renown, narrowing, score, population, home, spelling, reached,
            nearest[1] if nearest else "", known_score, known, described,
        )  # fmt: skip

    def _home(self, option: Option, renown: float) -> float:
        if option.country in self._theatre.countries or option.kind == "learned":
            return 0.0
        # The more people it has the less it matters that it lies abroad, and next door less than far away.
        return renown - 1 if self._theatre.holds(option.point) else 0.7 * renown - 1

    def _known(self, option: Option, text: str) -> int | None:
        """By how many locators of reports it is known under the name; 0 where all mean another, None without any.

        None also where it lies a little beyond the circle of one: that speaks neither for it nor against.
        """
        rows = self._candidates.learned(text)
        if not rows or option.kind == "area":
            return None
        fitting, beyond = 0, False
        for row in rows:
            km = near_km(Point(lat=row.lat, lon=row.lon), option.point)
            if km <= row.radius_km + LEARNED_SLACK_KM:
                fitting = max(fitting, row.n)
            beyond = beyond or km <= 2 * (row.radius_km + LEARNED_SLACK_KM)
        return None if beyond and not fitting else fitting

    # What the document adds.

    def _located(self, prior: Prior, setting: Setting, told: Sequence[tuple[Locator, tuple[Anchor, ...]]]) -> float:
        """What the locators say of a candidate, weighed: their mean."""
        if not told:
            return 0.0
        values = [self.measure(one, anchors, prior.option.point, setting).value for one, anchors in told]
        return weights.LOCATOR * sum(values) / len(values)

    def measure(self, locator: Locator, anchors: Sequence[Anchor], point: Point, setting: Setting) -> Measure:
        """How well a point fits what the text says about it; the meaning of the anchor is chosen with it."""
        best = anchors[0]
        found = fit(locator, best.facing(point), point)
        value = found.score - best.deficit
        for anchor in anchors[1:]:
            other = fit(locator, anchor.facing(point), point)
            if other.score - anchor.deficit > value:
                best, found, value = anchor, other, other.score - anchor.deficit
        excuse = ""
        if value < SLIP and (meant := self._slip(locator, anchors, point, setting)):
            value, excuse = SLIP, f"but would from {meant}"
        elif value < SLIP and found.misjudged:
            value, excuse = SLIP, "the right way but not as far as is said"
        return Measure(max(value, -1.5), found, best, excuse)

    def _slip(self, locator: Locator, named: Sequence[Anchor], point: Point, setting: Setting) -> str | None:
        """Another anchor of the document from which the point fits the locator well, near the one that is named."""
        if not any(near_km(anchor.facing(point).point, point) <= _SLIP_KM for anchor in named):
            return None
        for text in setting.anchors:
            for anchor in self.anchors(text, setting.front)[:1]:
                if _may_fit(locator, anchor.town, point) and fit(locator, anchor.town, point).score > 0.6:
                    return text
        return None

    def anchors_of(self, locator: Locator, front: Front) -> tuple[Anchor, ...]:
        """What a locator is told from: a line whose course is known, else what the name of its anchor may mean."""
        line = self._lines.of(locator)
        if line is None:
            return self.anchors(locator.anchor or "", front)
        return (_of_line(line),)

    def anchors(self, text: str, front: Front) -> tuple[Anchor, ...]:
        """What the name of an anchor may mean, best first, each with how far it falls behind the best."""
        return self._kept_anchors(text, front)

    def _anchors_of(self, text: str, front: Front) -> tuple[Anchor, ...]:
        return tuple(self._find_anchors(text, front))

    def _find_anchors(self, text: str, front: Front) -> Iterator[Anchor]:
        options = [
            (prior.option, prior.score + weights.ANCHOR_POPULATION * prior.population)
            for prior in self._prior(text, front) or self._corrected(text, front)
            if prior.score >= weights.ANCHOR_FLOOR
            and (prior.option.kind == "place" or prior.option.radius_km <= _POINTLIKE_KM)
        ]
        options.sort(key=lambda pair: -pair[1])
        for option, score in options[:_ANCHORS]:
            edge = self._edges.of(option)
            town = Town(option.point, option.population, edge.typical_km, edge.spread_km, edge.reach_km)
            yield Anchor(option, town, edge, options[0][1] - score)

    def _beyond_the_gazetteer(
        self, scored: list[Scored], setting: Setting, told: Sequence[tuple[Locator, tuple[Anchor, ...]]]
    ) -> Iterator[Scored]:
        """Near misspellings that fit the locator, and the point that the locators describe by themselves."""
        # Along a line lie so many places that one with a similar name is sure to: it must be all that bears it.
        pinned = not scored or any(anchors[0].line is None for _, anchors in told)
        if pinned and not any(s.locator >= SLIP * weights.LOCATOR for s in scored):
            for prior in self._corrected(setting.text, setting.front):
                fits = self._located(prior, setting, told)
                if fits >= _CORRECTION_FITS * weights.LOCATOR:
                    yield _beside(prior, fits, setting)
        # A bound is too vague to tell that a town that readers know has a namesake there: perhaps the author slipped.
        known = any(s.option.is_town and not s.prior.home for s in scored)
        bounds = all(locator.within for locator, _ in told)
        described = None if known and bounds else _described(setting.text, told)
        if described is not None:
            prior = self._from_the_start(described, setting.text, setting.front, described=True)
            yield _beside(prior, weights.LOCATOR, setting)


def _of_line(line: Line) -> Anchor:
    """A line as an anchor; the option only carries its name."""
    first = Point(lat=line.runs[0][0][0], lon=line.runs[0][0][1])
    option = Option(id=f"line:{line.name}", name=line.name, point=first, radius_km=0.0, kind="area")
    return Anchor(option, line.town(first), Edge(typical_km=0.0, spread_km=0.0, reach_km=0.0, how=""), 0.0, line)


def _described(text: str, told: Sequence[tuple[Locator, tuple[Anchor, ...]]]) -> Option | None:
    spots = [
        found
        for locator, anchors in told
        if anchors[0].line is None and (found := spot(locator, anchors[0].town)) is not None
    ]
    if not spots:
        return None
    point, radius_km = meet(spots)
    return learned_option(text, point, radius_km, len(spots))


def _in_reach(priors: tuple[Prior, ...], told: Sequence[tuple[Locator, tuple[Anchor, ...]]]) -> tuple[Prior, ...]:
    """The likeliest, and whatever else lies within reach of a locator: a name may have a hundred bearers."""
    if len(priors) <= _WEIGHED:
        return priors
    circles = [(anchor, 3 * (locator.distance_km or 0.0) + _SLIP_KM) for locator, anchors in told for anchor in anchors]
    rest = [prior for prior in priors[_WEIGHED:] if _is_in_one(prior.option.point, circles)]
    return (*priors[:_WEIGHED], *rest)


def _is_in_one(point: Point, circles: Sequence[tuple[Anchor, float]]) -> bool:
    return any(near_km(anchor.facing(point).point, point) <= km for anchor, km in circles)


def _beside(prior: Prior, locator: float, setting: Setting) -> Scored:
    """A candidate with what lies around it; `locator` is what its locators gave it, weighed."""
    option, renown = prior.option, prior.renown
    sense = near = around = admin = 0.0
    if setting.near:
        near = weights.LIST * _damped(closeness(nearest_km(prior, setting.near), _LIST_KM), renown)
    if setting.around:
        around = weights.AROUND * _damped(closeness(nearest_km(prior, setting.around), _LIST_KM), renown)
    # Near a front is within some 40 km of it, by far the most of what a post gives for that.
    if setting.doubted and prior.effort >= 0.4 * weights.EFFORT:
        near, around = max(near, 0.0), max(around, 0.0)
    if setting.admins and option.admin1:
        inside = (option.country, option.admin1) in setting.admins
        admin = weights.ADMIN * (1.0 if inside else -0.5 * (1 - renown))
    if setting.sense is not None:
        sense = weights.SENSE * (1.0 if option.id == setting.sense.id else -0.3)
    score = prior.score + locator + sense + near + around + admin
    return Scored(score, prior, locator, sense, near, around, admin)


def _may_fit(locator: Locator, anchor: Town, point: Point) -> bool:
    """Is the distance near enough to what is said that the bearing is worth measuring?"""
    said = locator.distance_km
    if said is None:
        return True
    # A misfit of this much costs more than a slip may.
    slack = max(5.0, 0.3 * said)
    km = near_km(anchor.point, point)
    return km <= said + anchor.reach_km + slack and (locator.within or km >= said - slack)


def nearest_km(prior: Prior, points: Sequence[Point]) -> float:
    """Distance to the nearest of the points on a flat map, in km."""
    lat, lon, narrowing = prior.option.point.lat, prior.option.point.lon, prior.narrowing
    least = math.inf
    for point in points:
        north, east = point.lat - lat, (point.lon - lon) * narrowing
        square = north * north + east * east
        least = min(least, square)
    return KM_A_DEGREE * math.sqrt(least)


def _damped(value: float, renown: float) -> float:
    """What is near says little against a city: a report on one front names it from afar."""
    return value * (1 - renown) if value < 0 else value
