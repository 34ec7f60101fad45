"""The choice among scored candidates, and which rule decided it."""

from situate.resolve import weights
from situate.resolve.evidence import Scored, Setting, Verdict
from situate.resolve.geometry import near_km
from situate.resolve.weights import SLIP


def choose(ranked: tuple[Scored, ...], setting: Setting, *, alone: bool) -> Verdict:
    """The best where it reaches its floor and leads what lies elsewhere; `alone` where nothing else bears the name."""
    if not ranked:
        return Verdict(ranked, None, "unplaced", setting)
    best, floor = ranked[0], _floor(ranked[0], alone=alone)
    at = best.option.point
    rival = next((s for s in ranked[1:] if near_km(s.prior.option.point, at) > weights.ELSEWHERE_KM), None)
    lead = None if rival is None else best.score - rival.score
    rule = _rule(best, rival, alone=alone)
    if best.score < floor or (lead is not None and lead < _margin(best, rival)):
        return Verdict(ranked, None, "unplaced", setting, alone, rule, floor, lead)
    method = setting.sense_from if rule == "sense" else rule
    return Verdict(ranked, best.option, method, setting, alone, rule, floor, lead)


def _margin(best: Scored, rival: Scored | None) -> float:
    """By how much the best must lead: a town that is many times the size of the next is what its name means."""
    known = rival is not None and best.option.is_town
    larger = known and best.option.population >= weights.LARGER * max(rival.option.population if rival else 0, 1)
    return weights.MARGIN_OF_TOWN if larger else weights.MARGIN


def _floor(scored: Scored, *, alone: bool) -> float:
    """What a candidate must reach: the author's own word on where it lies is enough."""
    told = scored.prior.described or (scored.locator and scored.locator >= SLIP * weights.LOCATOR)
    if told:
        return weights.LEARNED_FLOOR
    return weights.FLOOR if alone or scored.option.population >= weights.TOWN else weights.FLOOR_AMONG


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
