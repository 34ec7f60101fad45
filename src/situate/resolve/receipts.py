"""Why a place name was taken for what it is: each rule's words about a candidate, written only for those kept."""

from collections.abc import Iterator
from typing import Final

from situate.model import Candidate, Locator
from situate.resolve.evidence import Prior, Scored, Setting, Verdict
from situate.resolve.scoring import Anchor, Measure, Scorer, nearest_km
from situate.resolve.weights import KEPT


def candidates(verdict: Verdict, scorer: Scorer) -> tuple[Candidate, ...]:
    """The best candidates with their scores and what spoke for and against each; the first says what decided."""
    return tuple(
        Candidate(
            gazetteer_id=s.option.id, name=s.option.name, lat=round(s.option.point.lat, 5),
            lon=round(s.option.point.lon, 5), score=round(s.score, 2),
            reason=reason(s, verdict.setting, scorer, "" if number else decision(verdict)),
        )
        for number, s in enumerate(verdict.ranked[:KEPT])
    )  # fmt: skip


# What each rule of the choice is called in a receipt.
_DECIDED: Final = {
    "locator": "its locator", "sense": "its sense elsewhere in the document", "effort": "the front it is told of",
    "list": "its neighbours", "admin": "the area named with it", "known": "other reports' locators",
    "population": "its size", "learned": "the words alone", "unique": "its being the only one",
}  # fmt: skip


def decision(verdict: Verdict) -> str:
    """What decided, or what was lacking for a choice; "" where there was nothing to decide."""
    if not verdict.ranked or not verdict.rule:
        return ""
    ahead = "" if verdict.lead is None else f", {verdict.lead:.2f} ahead of the next elsewhere"
    if verdict.chosen is not None:
        return f"decided by {_DECIDED[verdict.rule]}{ahead}"
    if verdict.ranked[0].score < verdict.floor:
        return f"not chosen: under {verdict.floor:.2f}"
    return f"not chosen{ahead}: under {verdict.margin:.2f}"


def reason(scored: Scored, setting: Setting, scorer: Scorer, decided: str = "") -> str:
    """Every rule that spoke about a candidate, in words parted by semicolons."""
    rules = (*_before(scored.prior), *_located(scored, setting, scorer), *_beside(scored, setting))
    return "; ".join((*rules, decided) if decided else rules)


def _before(prior: Prior) -> Iterator[str]:
    option = prior.option
    if option.kind == "area":
        return
    if option.population:
        yield f"{option.population} people"
    if prior.home:
        yield f"outside the theatre ({option.country})"
    if option.edits:
        yield f"corrected to {option.name}"
    elif option.alias:
        yield "by another of its names"
    if prior.front:
        yield f"{'near' if prior.effort > 0 else 'far from'} {prior.front}"
    if prior.described:
        yield "in no gazetteer there"
    elif option.kind == "learned":
        yield f"in no gazetteer, learned from {option.locators} locators of reports"
    elif prior.known is not None:
        yield f"known from {prior.known} locators of reports" if prior.known else "reports' locators put it elsewhere"


def _located(scored: Scored, setting: Setting, scorer: Scorer) -> Iterator[str]:
    if scored.prior.described:
        yield "placed by its locator"
        return
    for locator in setting.locators:
        anchors = scorer.anchors_of(locator, setting.front)
        if anchors:
            yield _measured(locator, scorer.measure(locator, anchors, scored.option.point, setting))


def _measured(locator: Locator, found: Measure) -> str:
    fits = "fits" if found.fit.score - found.anchor.deficit > 0 else "does not fit"
    origin = locator.anchor if found.anchor.line is None else found.anchor.line.name
    words = f"{fits} “{locator.text}”: {found.fit.km:.0f} km at {found.fit.degrees:.0f}° from {origin}"
    if fits == "fits" and _short(locator, found.anchor, found.fit.km):
        words = f"{words}, {found.anchor.edge.how}"
    return f"{words}, {found.excuse}" if found.excuse else words


def _short(locator: Locator, anchor: Anchor, km: float) -> bool:
    """Does it fit only because distances may be told from the town's edge?"""
    said = locator.distance_km
    return said is not None and anchor.line is None and anchor.town.reach_km > 0 and km > said + max(2.0, 0.15 * said)


def _beside(scored: Scored, setting: Setting) -> Iterator[str]:
    if setting.near:
        yield f"{nearest_km(scored.prior, setting.near):.0f} km from the nearest place named with it"
    if setting.around:
        yield f"{nearest_km(scored.prior, setting.around):.0f} km from the nearest in the sentences around"
    if scored.admin:
        yield f"{'in' if scored.admin > 0 else 'not in'} the area named with it"
    if scored.sense > 0:
        yield "as elsewhere in the document"
