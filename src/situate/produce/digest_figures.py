"""The digest's box of figures: how many, of what, as of when, by whom; what a figure lacks is said beside it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from situate.figure import Figure
from situate.model import Document
from situate.produce.digest import FigureLine, address
from situate.produce.shown import day_text, one_line
from situate.theatre import Theatre

# People before things; budgets and targets are no news of how people fare.
_TOPICS: Final = ("displacement", "casualties", "aid")
# A box is read at a glance.
_MOST: Final = 10
_UNITS: Final = {"person": "people", "household": "households", "dwelling": "homes", "item": "items"}
_SCALES: Final = ((1_000_000_000.0, " billion"), (1_000_000.0, " million"))
_LACKS: Final = {"no_source": "no source named", "stock_and_flow": "number and growth told in one"}


def figure_lines(figures: Iterable[Figure], documents: Iterable[Document], theatre: Theatre) -> tuple[FigureLine, ...]:
    """The lines of the box: what came about, not plans; each number of a thing once, dated and sourced ones first."""
    by_id = {d.id: d for d in documents}
    chosen = [f for f in figures if f.topic in _TOPICS and not f.planned]
    chosen.sort(key=lambda f: (_TOPICS.index(f.topic), f.role != "recommended", -f.value, f.id))
    once = {(f.topic, f.term, f.low, f.high, f.measure): f for f in reversed(chosen)}
    kept = [f for f in chosen if once[f.topic, f.term, f.low, f.high, f.measure] is f]
    return tuple(_line(f, by_id, theatre) for f in kept[:_MOST])


def _line(figure: Figure, by_id: Mapping[str, Document], theatre: Theatre) -> FigureLine:
    document = by_id.get(figure.document)
    lacks = [_LACKS[flag] for flag in figure.flags if flag in _LACKS]
    return FigureLine(
        number=number(figure),
        what=one_line(", ".join(_what(figure))),
        as_of="; ".join([_days(figure), *lacks]),
        source=one_line(_source(figure)),
        url=address(document, theatre) if document else None,
    )


def number(figure: Figure) -> str:
    """The number with its quantifier: "about 5.4 million", "more than 4.8 million", "12 to 15", "1,200"."""
    low, high = figure.low, figure.high
    if low is not None and high is not None and low != high:
        return f"{_amount(low)} to {_amount(high)}"
    value = _amount(figure.value)
    words = {"approximately": "about ", "more than": "more than ", "less than": "fewer than "}
    return f"{words.get(figure.quantifier, '')}{value}"


def _amount(value: float) -> str:
    for scale, word in _SCALES:
        if value >= scale:
            return f"{value / scale:,.3f}".rstrip("0").rstrip(".") + word
    return f"{value:,.2f}".removesuffix(".00")


def _what(figure: Figure) -> Iterator[str]:
    """What is counted and what is said of it, over which borders, where."""
    counted = figure.counted or _UNITS.get(figure.unit, figure.unit)
    yield counted if figure.term in counted else f"{counted}: {figure.term}"
    yield from (part for part in (figure.scope,) if part)
    places = dict.fromkeys(place.name or place.text for place in figure.places)
    yield from places


def _days(figure: Figure) -> str:
    """The days that the number is of; where the text gives none, when it was published."""
    first, last = figure.first, figure.last
    if first is None or last is None:
        return f"no date given, published {day_text(figure.known)}"
    if figure.measure == "stock" and first == last:
        return f"as of {day_text(first)}"
    return day_text(first) if first == last else _span(first, last)


def _span(first: date, last: date) -> str:
    return f"{day_text(first)} to {day_text(last)}"


def _source(figure: Figure) -> str:
    if figure.source and figure.publisher and figure.source != figure.publisher:
        return f"{figure.source}, in {figure.publisher}"
    return figure.source or figure.publisher or "unnamed"
