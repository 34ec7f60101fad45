"""Rules about numbers: shares above the whole, sums, units, figures that stand on nothing."""

import re
from collections.abc import Iterator
from typing import Final

from situate.lint.amounts import DIGITS
from situate.lint.finding import Edit, Found
from situate.lint.knowledge import Knowledge
from situate.lint.reading import Reading

_PERCENT: Final = re.compile(rf"(?<![\d.,%/])(?P<number>{DIGITS})(?:\s?%|\spercent\b|\sper\scent\b)")
_SHARE: Final = re.compile(r"\s(?:of|share of)\s(?:the|its|their|all|his|her|our|total|[A-Z])")
# "150 percent of the planned output" is a plan overfulfilled, and "by 150%" a growth.
_MAY_EXCEED: Final = re.compile(
    r"\b(?:plan\w*|quota|norm|target|level|rate|pre-?war|previous|last year|gdp|capacity|staffing|budget)\b",
    re.IGNORECASE,
)


def share_above_whole(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A share of a whole is larger than the whole: more than 100 per cent of something that cannot be exceeded."""
    for sentence in reading.sentences:
        for match in _PERCENT.finditer(sentence.text):
            value = float(match["number"].replace(",", ""))
            if value <= 100 or not _SHARE.match(sentence.text, match.end()):
                continue
            if _MAY_EXCEED.search(sentence.text, match.end(), match.end() + 60):
                continue
            start = sentence.start + match.start()
            words = f"{match.group()} of a whole is more than the whole"
            yield Found(start=start, end=start + len(match.group()), message=words)


_UNIT: Final = re.compile(
    rf"\b(?P<first>{DIGITS})[\s-]?(?P<unit>km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|feet|hectares?|acres?|tons?|tonnes?)"
    rf"\s?\(\s?(?:about|approximately|roughly|around|some|or|~)?\s?(?P<second>{DIGITS})[\s-]?"
    r"(?P<other>km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|feet|hectares?|acres?|tons?|tonnes?|pounds)\s?\)"
)
# In metres, square metres and kilograms; a ton is near enough a tonne.
_SIZES: Final = (
    ("km", "length", 1000.0), ("kilomet", "length", 1000.0), ("mile", "length", 1609.344), ("met", "length", 1.0),
    ("feet", "length", 0.3048), ("hectare", "area", 10_000.0), ("acre", "area", 4046.86), ("ton", "mass", 1000.0),
    ("pounds", "mass", 0.4536),
)  # fmt: skip
_UNIT_SLACK: Final = 1.15


def _size(unit: str) -> tuple[str, float]:
    return next((kind, size) for start, kind, size in _SIZES if unit.startswith(start))


def unit_conversion(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A length, area or weight and the same in another unit do not agree: off by more than 15 per cent."""
    for sentence in reading.sentences:
        for match in _UNIT.finditer(sentence.text) if "(" in sentence.text else ():
            (kind, one), (other_kind, other) = _size(match["unit"]), _size(match["other"])
            if kind != other_kind or one == other:
                continue
            right = float(match["first"].replace(",", "")) * one / other
            ratio = float(match["second"].replace(",", "")) / right if right else 1.0
            if 1 / _UNIT_SLACK < ratio < _UNIT_SLACK:
                continue
            start, end = sentence.start + match.start("second"), sentence.start + match.end("second")
            told = f"{right:,.0f}" if right >= 10 else f"{right:.1f}"
            words = f"{match['first']} {match['unit']} are not {match['second']} {match['other']}"
            yield Found(start=start, end=end, message=words, suggestion=told, edit=Edit(start, end, told))


_PARTS: Final = re.compile(
    r"(?P<total>\d[\d,]*)\s(?P<noun>[a-z]+(?:\s[a-z]+)?)(?:,\s(?:including|of whom|of which)|\s\(|:|\s?—\s?|,)\s?"
    r"(?P<parts>\d[\d,]*\s[a-z]+(?:\s[a-z]+)?(?:(?:,\s(?:and\s)?|\sand\s)\d[\d,]*\s[a-z]+(?:\s[a-z]+)?){1,8})(?P<close>\)|[.;])"
)
_TOTAL: Final = re.compile(r"\b(?:total|altogether|in all|sum|combined|comprising|consisting|namely)\b", re.IGNORECASE)
_COUNT: Final = re.compile(r"\d[\d,]*")


def sum_mismatch(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """The parts in brackets after a total do not add up to it, or parts that are said to be included exceed it."""
    for sentence in reading.sentences:
        for match in _PARTS.finditer(sentence.text):
            total = _whole(match["total"])
            parts = [_whole(n) for n in _COUNT.findall(match["parts"])]
            opened = sentence.text[match.end("noun") : match.start("parts")]
            partial = "includ" in opened
            exact = not partial and (match["close"] == ")" or _TOTAL.search(sentence.text, 0, match.start("parts")))
            if sum(parts) == total or (not exact and not (partial and sum(parts) > total)):
                continue
            start, end = sentence.start + match.start("total"), sentence.start + match.end("total")
            added = " + ".join(f"{part:,}" for part in parts)
            words = f"{added} is {sum(parts):,}, not {total:,}"
            yield Found(start=start, end=end, message=words, suggestion=f"{sum(parts):,}")


def _whole(number: str) -> int:
    return int(number.replace(",", "").rstrip(",") or 0)


_PEOPLE: Final = re.compile(
    rf"\b(?P<number>{DIGITS})\s(?P<scale>thousand|million|billion)\b(?P<noun>(?:\s[a-z-]+){{1,4}})"
)
_GROWTH: Final = re.compile(
    rf"\b(?:grow|grew|ris|rose|increas|climb|fall|fell|shrink|declin)\w*\s+(?:\w+\s+)?by\s+(?:some\s+|about\s+)?{DIGITS}[^.]{{0,80}}?"
    r"\b(?:each|every|per|a)\s(?:day|week|month|year)",
    re.IGNORECASE,
)


def figure_without_basis(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A figure of people in the thousands or millions stands with no source, no note and no day it was true on.

    A number of displaced, killed or affected people is a count that somebody made of some day; without both it can
    neither be checked nor compared.
    """
    nouns, sources = knowledge.language.words("figures", "people"), knowledge.language.sourced
    for at, sentence in enumerate(reading.body):
        if sentence.passage.kind in {"title", "heading"} or reading.noted(sentence):
            continue
        match = _PEOPLE.search(sentence.text)
        if match is None or nouns.isdisjoint(match["noun"].split()):
            continue
        if sources.search(sentence.text) or knowledge.language.dated.search(sentence.text):
            continue
        before = reading.body[max(0, at - 1)]
        if before.passage is sentence.passage and sources.search(before.text):
            continue  # who counted stands in the sentence before
        start = sentence.start + match.start()
        words = f"“{match['number']} {match['scale']}{match['noun']}”: no source and no as-of date"
        yield Found(start=start, end=sentence.start + match.end("scale"), message=words)


def stock_and_flow(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A stock and a flow stand in one figure: how many there are, and by how many they grow, from one count or two?

    A growth is the difference of two stocks of the same source, net of those who return; said of one another's
    figures it seldom holds.
    """
    nouns = knowledge.language.words("figures", "people")
    for sentence in reading.body:
        grown = _GROWTH.search(sentence.text)
        if grown is None or reading.noted(sentence) or knowledge.language.sourced.search(sentence.text):
            continue
        stock = _PEOPLE.search(sentence.text, 0, grown.start())
        if stock is not None and not nouns.isdisjoint(stock["noun"].split()):
            start = sentence.start + grown.start()
            yield Found(
                start=start, end=sentence.start + grown.end(),
                message="a stock and a flow in one figure: give each its source, and its day or its span",
            )  # fmt: skip
