"""The choice among scored candidates, and which rule decided it."""

from situate.resolve import weights
from situate.resolve.directions import Direction
from situate.resolve.evidence import Scored, Setting, Verdict
from situate.resolve.geometry import near_km
from situate.resolve.weights import SLIP


def choose(ranked: tuple[Scored, ...], setting: Setting, *, alone: bool) -> Verdict:
    """The best where it reaches its floor and leads what lies elsewhere; `alone` where nothing else bears the name."""
    if not ranked:
        return Verdict(ranked, None, "unplaced", setting)
    best, floor = ranked[0], _floor(ranked[0], setting, alone=alone)
    at = best.option.point
    rival = next((s for s in ranked[1:] if near_km(s.prior.option.point, at) > weights.ELSEWHERE_KM), None)
    lead = None if rival is None else best.score - rival.score
    rule = _rule(best, rival, alone=alone)
    margin = 0.0 if rival is None else _margin(best, rival, setting)
    if best.score < floor or (lead is not None and lead < margin):
        return Verdict(ranked, None, "unplaced", setting, alone, rule, floor, lead, margin)
    method = setting.sense_from if rule == "sense" else rule
    return Verdict(ranked, best.option, method, setting, alone, rule, floor, lead, margin)


def _margin(best: Scored, rival: Scored, setting: Setting) -> float:
    """By how much the best must lead: a town that is many times the size of the next is what its name means."""
    if not isinstance(setting.front, str) and _company(best) < 0 < _company(rival):
        return weights.MARGIN_AGAINST
    option = best.option
    if option.is_town:
        larger = option.population >= weights.LARGER * max(rival.option.population, 1)
        return weights.MARGIN_OF_TOWN if larger else weights.MARGIN
    bare = setting.front is None and not (best.locator or best.sense or best.admin > 0 or _company(best) > 0)
    return weights.MARGIN_BARE if bare else weights.MARGIN


def _company(scored: Scored) -> float:
    """What those named with it say of it, and those in the sentences around."""
    return max(scored.near, scored.around) if scored.near and scored.around else scored.near or scored.around


def _floor(scored: Scored, setting: Setting, *, alone: bool) -> float:
    """What a candidate must reach: the author's own word on where it lies is enough."""
    prior = scored.prior
    if prior.described or (scored.locator and scored.locator >= SLIP * weights.LOCATOR):
        return weights.LEARNED_FLOOR
    town = scored.option.population >= weights.TOWN
    if town and not alone and prior.effort < 0 and isinstance(setting.front, Direction):
        # Even of towns: a sentence on one direction names the namesake there, which a gazetteer with gaps lacks.
        return weights.FLOOR_AMONG
    if alone and not town and setting.front is None and _company(scored) < 0:
        # It lies near some front, but its neighbours say that another is meant.
        return weights.FLOOR + max(0.0, prior.effort)
    return weights.FLOOR if alone or town else weights.FLOOR_AMONG


def _rule(best: Scored, rival: Scored | None, *, alone: bool) -> str:
    """What decided: the locator where there is one, else the rule by which the best leads its rival most."""
    if best.option.kind == "learned":
        return "learned"
    if best.locator > 0:
        return "locator"
    if alone or rival is None:
        return "unique"
    own, other = best.prior, rival.prior
    leads = (
        (best.locator - rival.locator, "locator"), (best.sense - rival.sense, "sense"),
        (own.effort - other.effort, "effort"), (max(best.near - rival.near, best.around - rival.around), "list"),
        (best.admin - rival.admin, "admin"), (own.known_score - other.known_score, "known"),
        (own.population - other.population, "population"),
    )  # fmt: skip
    return max(leads, key=lambda lead: lead[0])[1]
