"""Figures from claims: displacement, casualties, materiel and money, each with its days, its source and its flags."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

import msgspec

from situate.figure import Figure
from situate.model import Claim
from situate.state.figure_checks import Rates, checked
from situate.state.figure_reading import read_document
from situate.state.figure_roles import with_roles
from situate.state.figure_words import FigureWords
from situate.state.standing import standing
from situate.theatre import Theatre


def figures(
    claims: Iterable[Claim],
    theatre: Theatre,
    words: FigureWords,
    *,
    known: date | None = None,
    rates: Rates | None = None,
) -> tuple[Figure, ...]:
    """Every figure of the claims that stood at the end of `known` (None: all), by topic, term, days and source.

    A pure function of those claims: their order does not matter, later ones change nothing, and one that is taken away
    leaves no trace. `rates` are units of a currency to a US dollar by (currency, "2023-01"): conversions of others are
    not checked. The same number of the same source, days and places is one figure with several claims.
    """
    ordered = sorted(standing(claims, known), key=lambda c: (c.document, c.content.start, c.content.end, c.id))
    documents = [tuple(mine) for _, mine in groupby(ordered, key=lambda c: c.document)]
    documents = [mine for mine in documents if any(c.quantities for c in mine)]
    by_id = {c.id: c for c in ordered}
    found = [f for mine in documents for f in checked(read_document(mine, words), by_id, theatre, rates or {})]
    return with_roles(tuple(_merged(found)), {s.id: s.kind for s in theatre.sources})


def _merged(found: Iterable[Figure]) -> Iterator[Figure]:
    """One figure for the same number of the same source, days and places; without days, only within one document."""
    kept: dict[tuple[object, ...], Figure] = {}
    for f in sorted(found, key=order):
        key = _key(f)
        one = kept.get(key)
        kept[key] = f if one is None else _with(one, f)
    return iter(kept.values())


def _key(f: Figure) -> tuple[object, ...]:
    places = tuple((p.text, p.role) for p in f.places)
    where = f.document if f.first is None else ""
    days = (f.first, f.last, f.planned, where)
    return f.topic, f.term, f.low, f.high, f.unit, f.measure, f.scope, f.source_id or f.source, places, days


def _with(one: Figure, other: Figure) -> Figure:
    claims = tuple(sorted({*one.claims, *other.claims}))
    return msgspec.structs.replace(one, claims=claims, flags=tuple(dict.fromkeys((*one.flags, *other.flags))))


def order(f: Figure) -> tuple[str, str, date, date, date, str, float, str]:
    """The order in which figures are told: topic, term, days, the day they were known, source, number."""
    early = date.min
    return f.topic, f.term, f.last or early, f.first or early, f.known or early, f.source, f.value, f.id
