"""Rules about money: a sum and its conversion against the rate of the day."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import msgspec

from situate.lint.amounts import SCALES, Amount
from situate.lint.finding import Found
from situate.lint.knowledge import Knowledge
from situate.lint.reading import Reading
from situate.lint.sentence import Sentence

# Off by so much a conversion is of another order; by so much it was made at another day's rate. Rounding and a month's
# movement stay below the second: of 74 conversions in the reports of 2022, 70 lie within 15%.
_ANOTHER_ORDER: Final = 5.0
_ANOTHER_RATE: Final = 1.3
# A slip of magnitude is one of a thousand, and of ten or a hundred where a zero was lost.
_SLIPS: Final = (1e3, 1e-3, 1e6, 1e-6, 10.0, 0.1, 100.0, 0.01)


# "X rubles (about $Y)", "X rubles per month (approximately $Y)": what stands between the two sums.
_CONVERTED: Final = re.compile(
    r"(?:[\s-](?:per|a)[\s-]\w+|\s?payment|\s?compensation)?\s?\(\s?"
    r"(?:about|approximately|roughly|around|some|or|equal to|=|≈|~)?\s?"
)


class Conversion(msgspec.Struct, frozen=True):
    """A sum and the same sum in another currency, as the text has it; `ratio` is written over right."""

    sentence: Sentence
    of: Amount
    into: Amount
    right: float

    @property
    def ratio(self) -> float:
        """How many times too large the conversion is."""
        return self.into.value / self.right


def conversions(reading: Reading, knowledge: Knowledge) -> Iterator[Conversion]:
    """Every conversion in brackets whose rate of the day is known."""
    day = reading.document.published.day
    if day is None:
        return
    for sentence in reading.sentences:
        if "(" not in sentence.text:
            continue
        sums = knowledge.amounts.of(sentence.text)
        for of, into in pairwise(sums):
            if of.currency == into.currency or not _CONVERTED.fullmatch(sentence.text, of.end, into.start):
                continue
            one, other = knowledge.per_usd(of.currency, day), knowledge.per_usd(into.currency, day)
            if one and other and of.value > 0 and into.value > 0:
                yield Conversion(sentence, of, into, of.value / one * other)


def conversion_magnitude(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A sum converted into another currency comes out at another order of magnitude than the rate of the day gives.

    Suggested is the written figure moved by the thousands, hundreds or tens that it is off by, where that makes it
    right; else what the rate gives. Rates are monthly averages.
    """
    for found in conversions(reading, knowledge):
        if 1 / _ANOTHER_ORDER < found.ratio < _ANOTHER_ORDER:
            continue
        meant = next(
            (v for slip in _SLIPS if 1 / _ANOTHER_RATE < (v := found.into.value * slip) / found.right < _ANOTHER_RATE),
            found.right,
        )
        yield _conversion(found, meant, f"off by a factor of {_factor(found.ratio)}")


def conversion_rate(reading: Reading, knowledge: Knowledge) -> Iterator[Found]:
    """A sum converted into another currency is off by more than a third from what the rate of the day gives."""
    for found in conversions(reading, knowledge):
        if 1 / _ANOTHER_ORDER < found.ratio < _ANOTHER_ORDER and not 1 / _ANOTHER_RATE < found.ratio < _ANOTHER_RATE:
            yield _conversion(
                found, found.right, f"{abs(found.ratio - 1):.0%} too {'much' if found.ratio > 1 else 'little'}"
            )


def _conversion(found: Conversion, meant: float, off: str) -> Found:
    base, into = found.sentence.start, found.into
    written = found.sentence.text[into.start : into.end]
    suggestion, sum_of = money(meant, into.currency), found.sentence.text[found.of.start : found.of.end]
    return Found(
        start=base + into.start, end=base + into.end, suggestion=suggestion,
        message=f"“{sum_of}” is not {written}: {off} at the rate of the month",
    )  # fmt: skip


_SIGNS: Final = {"USD": "$", "EUR": "€", "GBP": "£"}


def money(value: float, currency: str) -> str:
    """A sum as it is written in prose: "$144.4 million", "$3,250", "98.5 million RUB"."""
    for word, scale in reversed(SCALES.items()):
        if scale >= 1e6 and value >= scale:
            number = f"{value / scale:.1f}".removesuffix(".0") + f" {word}"
            break
    else:
        number = f"{value:,.0f}" if value >= 10 else f"{value:.2f}"
    return f"{_SIGNS[currency]}{number}" if currency in _SIGNS else f"{number} {currency}"


def _factor(ratio: float) -> str:
    off = max(ratio, 1 / ratio)
    return f"{float(f'{off:.2g}'):,.0f}"
