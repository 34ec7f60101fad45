"""Why a claim stands in a proposition: the words of the rules that linked it to the claim that founded it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from situate.model import Claim, Line, Proposition
from situate.resolve.facets import Facet, facets
from situate.resolve.likeness import LINK_FROM, RULES, compare, fit
from situate.resolve.offices import Offices
from situate.resolve.restated import is_summary, stemmed, stems
from situate.resolve.wording import Doers
from situate.theatre import Theatre

_SAID: Final = {rule.__name__: (rule.__doc__ or "").strip().split("\n", 1)[0] for rule, _ in RULES}
_AT_LENGTH: Final = (
    "One text says it at another length, a topic sentence or its detail; or the sentence before has its place; "
    "or another publisher's text tells which bearer of the name it means; or an analyst put it there."
)
# Beside how many earlier claims a later one is shown at most: the founder and the latest.
_SHOWN: Final = 48


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """How one claim fits the claim `to` that it was linked to: the weighed score, and a line for each rule that spoke.

    `score` is None for the claim that founded the proposition, and for one that no score put there.
    """

    claim: str
    to: str = ""
    score: float | None = None
    lines: tuple[Line, ...] = ()


def links(p: Proposition, claims: Mapping[str, Claim], theatre: Theatre) -> tuple[Link, ...]:
    """How each claim of a proposition came into it, in the order of publication and of the text.

    A claim is shown beside the one of those published before it that it fits best: what is said anew for days is linked
    to the latest. Time is linear in the claims of the proposition, 49 comparisons each. Raises KeyError for a claim not
    among `claims`.
    """
    doers, offices = Doers(theatre), Offices(theatre)
    named = sorted(dict.fromkeys((*p.supports, *p.denies, *p.silent)), key=lambda c: _order(claims[c]))
    silent = frozenset(p.silent)
    sides = [name for name in named if name not in silent]
    of_text: dict[str, list[Claim]] = {}
    for name in sides:
        if len(of_text.setdefault(claims[name].document, [])) < _SHOWN:
            of_text[claims[name].document].append(claims[name])
    seen: list[Facet] = []
    found: list[Link] = []
    for name in named:
        if name in silent:
            found.append(Link(claim=name, lines=(_silent(claims[name], of_text.get(claims[name].document, ())),)))
            continue
        here = list(_there(p, facets(claims[name], doers, offices)))
        beside = (*seen[:1], *seen[1:][-_SHOWN:])
        pair = max(((a, b) for a in beside for b in here), key=lambda two: fit(*two), default=None)
        best = _fit(*pair) if pair is not None else None
        if name == sides[0]:  # what sums up the founder may stand before it in the text
            found.append(Link(claim=name, lines=(Line(rule="founded", text="It is the first that says so."),)))
        elif best is not None and best.score is not None and best.score >= LINK_FROM:
            found.append(best)
        else:
            found.append(Link(claim=name, lines=(Line(rule="at_length", text=_AT_LENGTH),)))
        seen.extend(here)
    return tuple(found)


def _silent(claim: Claim, of_text: Sequence[Claim]) -> Line:
    """Why a claim takes no side: on the way to something else, or because it sums up others of its text."""
    ours = dict.fromkeys(stemmed(claim.content.text))
    told = (stems(c.content.text) for c in of_text if is_summary(claim, c))
    shared = max(([word for found, word in ours if found in there] for there in told), key=len, default=[])
    if not shared:
        return Line(rule="silent", text="It tells of it and takes no side.")
    text = f"The text's summary says it again, and counts for nothing of its own; both have: {', '.join(shared)}."
    return Line(rule="restated", text=text)


def _order(claim: Claim) -> tuple[str, str, int, str]:
    return str(claim.published or "9999"), claim.document, claim.content.start, claim.id


def _there(p: Proposition, found: Iterable[Facet]) -> Iterator[Facet]:
    """The facets of a claim that are about the proposition's place or office."""
    for facet in found:
        office = facet.held.office.id if facet.held else None
        if office == p.office and (facet.place.key if facet.place else None) == p.place:
            yield facet


def _fit(a: Facet, b: Facet) -> Link:
    score, reasons = compare(a, b)
    told = (
        Line(rule=name, text=f"{_SAID[name]} {reasons[name].detail} [{weight * reasons[name].score:+.2f}]")
        for name, weight in ((rule.__name__, weight) for rule, weight in RULES)
        if reasons[name].score
    )
    return Link(claim=b.claim.id, to=a.claim.id, score=round(score, 2), lines=tuple(told))
