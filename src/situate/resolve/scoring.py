"""Which of its candidates a place name means: each rule gives a number and its words; `weights` says what counts."""

import math
from collections.abc import Iterator
from typing import Final

import msgspec
from msgspec.structs import replace

from situate.gazetteer import normal
from situate.geo import Point
from situate.model import Locator
from situate.resolve import geometry
from situate.resolve.candidates import Candidates, Option
from situate.resolve.fronts import Fronts, closeness
from situate.resolve.geometry import near_km
from situate.resolve.weights import (
    ANCHOR_FLOOR,
    ANCHOR_POPULATION,
    ELSEWHERE_KM,
    FLOOR,
    FLOOR_AMONG,
    LEARNED,
    LEARNED_FLOOR,
    MARGIN,
    SLIP,
    TOWN,
    WEIGHTS,
)
from situate.theatre import Theatre

# Full marks within the first distance of a neighbour, the worst from the second on.
_LIST_KM: Final = (15.0, 250.0)
# An area this small can stand for a point that distances are told from.
_POINTLIKE_KM: Final = 30.0
# How many meanings of an anchor's name, and of a name without locator, are weighed.
_ANCHORS: Final = 3
_WEIGHED: Final = 12
# Who slips names another town of the same front.
_SLIP_KM: Final = 100.0
# Letters that a locator lets us correct without more ado; what they cost is the rule `spelling`.
_CORRECTION_FITS: Final = 0.2


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What the document says around a mention that bears on where it lies.

    `admins` holds (country, admin1) of the areas named beside it, `near` the points of its neighbours in the claim,
    `around` of those in the claims around, `sense` what the name was found to mean elsewhere in the document and
    `sense_from` by which method, `anchors` what the document's locators are told from.
    """

    text: str
    effort: str | None = None
    locators: tuple[Locator, ...] = ()
    admins: frozenset[tuple[str, str]] = frozenset()
    sense_from: str = ""
    near: tuple[Point, ...] = ()
    around: tuple[Point, ...] = ()
    sense: Option | None = None
    anchors: tuple[str, ...] = ()


class Scored(msgspec.Struct, frozen=True, kw_only=True):
    """An option with what each rule gave it, weighed, and the rules' words."""

    option: Option
    score: float
    parts: dict[str, float]
    words: tuple[str, ...]


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The scored options, best first, and the choice among them: None where none is good enough."""

    ranked: tuple[Scored, ...]
    chosen: Option | None = None
    method: str = "unplaced"


class Scorer:
    """Judges settings against one theatre and one gazetteer, and keeps what does not depend on the document."""

    def __init__(self, theatre: Theatre, candidates: Candidates) -> None:
        self._theatre, self._candidates = theatre, candidates
        self._fronts = Fronts(theatre)
        self._priors: dict[tuple[str, str | None], tuple[Scored, ...]] = {}
        self._anchors: dict[tuple[str, str | None], tuple[tuple[Option, float], ...]] = {}

    def judge(self, setting: Setting) -> Verdict:
        """Score everything the name may mean there, and choose."""
        usable = tuple(told for told in setting.locators if self.anchors(told.anchor or "", setting.effort))
        setting = replace(setting, locators=usable) if usable != setting.locators else setting
        priors = self._prior(setting.text, setting.effort)
        if len(priors) == 1 and priors[0].option.kind == "area":
            return Verdict(ranked=priors, chosen=priors[0].option, method="area")
        if setting.locators:
            priors = self._in_reach(priors, setting)
        else:
            priors = (priors or self._correct(setting.text, setting.effort))[:_WEIGHED]
        scored = [self._in_setting(prior, setting) for prior in self._with_sense(priors, setting)]
        if setting.locators:
            scored.extend(self._beyond_the_gazetteer(scored, setting))
        ranked = tuple(sorted(scored, key=lambda s: (-s.score, s.option.id)))
        return self._choose(ranked, setting, alone=len(priors) == 1)

    def _in_reach(self, priors: tuple[Scored, ...], setting: Setting) -> tuple[Scored, ...]:
        """The likeliest, and whatever else lies within reach of a locator: a name may have a hundred bearers."""
        if len(priors) <= _WEIGHED:
            return priors
        centres = [
            (anchor.point, 3 * (told.distance_km or 0.0) + _SLIP_KM)
            for told in setting.locators
            for anchor, _ in self.anchors(told.anchor or "", setting.effort)
        ]
        rest = (p for p in priors[_WEIGHED:] if any(near_km(at, p.option.point) <= km for at, km in centres))
        return (*priors[:_WEIGHED], *rest)

    def _choose(self, ranked: tuple[Scored, ...], setting: Setting, *, alone: bool) -> Verdict:
        if not ranked:
            return Verdict(ranked=ranked)
        best = ranked[0]
        if best.score < _floor(best, alone=alone):
            return Verdict(ranked=ranked)
        rival = next((s for s in ranked[1:] if near_km(s.option.point, best.option.point) > ELSEWHERE_KM), None)
        if rival is not None and best.score - rival.score < MARGIN:
            return Verdict(ranked=ranked)
        method = _method(best, rival, alone=alone)
        return Verdict(ranked=ranked, chosen=best.option, method=setting.sense_from if method == "sense" else method)

    # What a name may mean, before the document is asked.

    def _prior(self, text: str, effort: str | None) -> tuple[Scored, ...]:
        key = (text, effort)
        if key not in self._priors:
            scored = [self._from_the_start(option, effort) for option in self._candidates.of(text)]
            self._priors[key] = tuple(sorted(scored, key=lambda s: (-s.score, s.option.id)))
        return self._priors[key]

    def _from_the_start(self, option: Option, effort: str | None) -> Scored:
        rules = [self._population(option), self._home(option), _spelling(option)]
        if (front := self._fronts.near(option, effort)) is not None:
            rules.append(("effort", front[0], f"{'near' if front[0] > 0 else 'far from'} {front[1]}"))
        return _sum(option, rules)

    def _population(self, option: Option) -> tuple[str, float, str]:
        # A great city stands out from the villages that share its name; among these it says little.
        value = max(0.6 * _renown(option), 1.25 * _renown(option) ** 4)
        return "population", value, f"{option.population} people" if option.population else ""

    def _home(self, option: Option) -> tuple[str, float, str]:
        if option.country in self._theatre.countries or option.kind == "learned":
            return "theatre", 0.0, ""
        # The more people it has the less it matters that it lies abroad, and next door less than far away.
        value = _renown(option) - 1 if self._theatre.holds(option.point) else 0.7 * _renown(option) - 1
        return "theatre", value, f"outside the theatre ({option.country})"

    # What the document adds.

    def _with_sense(self, priors: tuple[Scored, ...], setting: Setting) -> tuple[Scored, ...]:
        sense = setting.sense
        if sense is None or any(prior.option.id == sense.id for prior in priors):
            return priors
        return (*priors, self._from_the_start(sense, setting.effort))

    def _in_setting(self, prior: Scored, setting: Setting) -> Scored:
        rules = [*self._located(prior.option, setting), *_neighbours(prior.option, setting)]
        if setting.admins and prior.option.admin1:
            inside = (prior.option.country, prior.option.admin1) in setting.admins
            rules.append(("admin", 1.0 if inside else -0.5, f"{'in' if inside else 'not in'} the area named with it"))
        if setting.sense is not None:
            same = prior.option.id == setting.sense.id
            rules.append(("sense", 1.0 if same else -0.3, "as elsewhere in the document" if same else ""))
        return _sum(prior.option, rules, prior)

    def _located(self, option: Option, setting: Setting) -> Iterator[tuple[str, float, str]]:
        """How well it fits what the text says about where it lies; the meaning of the anchor is chosen with it."""
        for locator in setting.locators:
            fits = [
                (found.score - deficit, found.detail, found.misjudged)
                for anchor, deficit in self.anchors(locator.anchor or "", setting.effort)
                if (found := geometry.fit(locator, anchor.point, anchor.population, option.point))
            ]
            if not fits:
                continue
            value, detail, misjudged = max(fits)
            words = f"{'fits' if value > 0 else 'does not fit'} “{locator.text}”: {detail}"
            if value < SLIP and (meant := self._slip(locator, option, setting)):
                value, words = SLIP, f"{words}, but would from {meant}"
            elif value < SLIP and misjudged:
                value, words = SLIP, f"{words}, the right way but not as far as is said"
            yield "locator", max(value, -1.5) / len(setting.locators), words

    def _slip(self, locator: Locator, option: Option, setting: Setting) -> str | None:
        """Another anchor of the document from which the option fits the locator well, near the one that is named."""
        named = self.anchors(locator.anchor or "", setting.effort)
        if not any(near_km(anchor.point, option.point) <= _SLIP_KM for anchor, _ in named):
            return None
        for text in setting.anchors:
            for anchor, _ in self.anchors(text, setting.effort)[:1]:
                if geometry.fit(locator, anchor.point, anchor.population, option.point).score > 0.6:
                    return text
        return None

    def anchors(self, text: str, effort: str | None) -> tuple[tuple[Option, float], ...]:
        """What the name of an anchor may mean, best first, each with how far it falls behind the best."""
        key = (text, effort)
        if key not in self._anchors:
            options = [
                (prior.option, prior.score + ANCHOR_POPULATION * prior.parts.get("population", 0.0))
                for prior in self._prior(text, effort) or self._correct(text, effort)
                if prior.score >= ANCHOR_FLOOR
                and (prior.option.kind == "place" or prior.option.radius_km <= _POINTLIKE_KM)
            ]
            options.sort(key=lambda pair: -pair[1])
            self._anchors[key] = tuple((option, options[0][1] - score) for option, score in options[:_ANCHORS])
        return self._anchors[key]

    def _correct(self, text: str, effort: str | None) -> tuple[Scored, ...]:
        """Near misspellings of a name, as `_prior` gives the name's own meanings."""
        options = self._candidates.corrected(text)
        return tuple(self._from_the_start(option, effort) for option in options)

    def _beyond_the_gazetteer(self, scored: list[Scored], setting: Setting) -> Iterator[Scored]:
        """Near misspellings that fit the locator, and the point that the locator describes by itself."""
        if not any(s.parts.get("locator", -1.0) > 0 for s in scored):
            for prior in self._correct(setting.text, setting.effort):
                found = self._in_setting(prior, setting)
                if found.parts.get("locator", 0.0) >= _CORRECTION_FITS * WEIGHTS["locator"]:
                    yield found
        described = self._described(setting)
        if described is not None:
            prior = self._from_the_start(described, setting.effort)
            rules = [("learned", LEARNED, "in no gazetteer there"), ("locator", 1.0, "placed by its locator")]
            yield _sum(described, [*rules, *_neighbours(described, setting)], prior)

    def _described(self, setting: Setting) -> Option | None:
        for locator in setting.locators:
            for anchor, _ in self.anchors(locator.anchor or "", setting.effort)[:1]:
                placed = geometry.learned(locator, anchor.point, anchor.population)
                if placed is not None:
                    point, radius_km = placed
                    place_id = f"learned:{normal(setting.text)}@{point.lat:.2f},{point.lon:.2f}"
                    return Option(
                        id=place_id, name=setting.text, point=point, radius_km=round(radius_km, 1), kind="learned"
                    )
        return None


def _renown(option: Option) -> float:
    """0 for a village that the gazetteer does not count, 1 from a million people on."""
    return min(1.0, math.log10(option.population + 1) / 6)


def _spelling(option: Option) -> tuple[str, float, str]:
    if option.edits:
        return "spelling", -0.4 * option.edits, f"corrected to {option.name}"
    if option.alias:
        return "spelling", -0.3, "by another of its names"
    return "spelling", 0.0, ""


def _neighbours(option: Option, setting: Setting) -> Iterator[tuple[str, float, str]]:
    """Distance to the nearest place named with it."""
    if setting.near:
        km = min(near_km(point, option.point) for point in setting.near)
        yield "list", closeness(km, _LIST_KM), f"{km:.0f} km from the nearest place named with it"
    if setting.around:
        km = min(near_km(point, option.point) for point in setting.around)
        yield "around", closeness(km, _LIST_KM), f"{km:.0f} km from the nearest in the sentences around"


# Rules about what is near say little against a city: a report on one front names it from afar.
_NEARNESS: Final = frozenset({"effort", "list", "around", "admin"})


def _sum(option: Option, rules: list[tuple[str, float, str]], prior: Scored | None = None) -> Scored:
    parts = dict(prior.parts) if prior else {}
    for name, value, _ in rules:
        told = value * (1 - _renown(option)) if value < 0 and name in _NEARNESS else value
        parts[name] = parts.get(name, 0.0) + WEIGHTS.get(name, 1.0) * told
    words = (*(prior.words if prior else ()), *(word for _, _, word in rules if word))
    return Scored(option=option, score=sum(parts.values()), parts=parts, words=words)


def _floor(scored: Scored, *, alone: bool) -> float:
    """What a candidate must reach: the author's own word on where it lies is enough."""
    told = scored.option.kind == "learned" or scored.parts.get("locator", -9.0) >= SLIP * WEIGHTS["locator"]
    if told:
        return LEARNED_FLOOR
    return FLOOR if alone or scored.option.population >= TOWN else FLOOR_AMONG


# The method that a rule stands for.
_METHODS: Final = {
    "locator": "locator",
    "sense": "sense",
    "effort": "effort",
    "list": "list",
    "around": "list",
    "admin": "admin",
}


def _method(best: Scored, rival: Scored | None, *, alone: bool) -> str:
    """What decided: the locator where there is one, else the rule by which the best leads its rival most."""
    if best.option.kind == "learned":
        return "learned"
    if best.parts.get("locator", 0.0) > 0:
        return "locator"
    if alone or rival is None:
        return "unique"
    lead = {name: part - rival.parts.get(name, 0.0) for name, part in best.parts.items()}
    return _METHODS.get(max(sorted(lead), key=lambda name: lead[name]), "population")
