"""Sums of money as prose writes them: "$144.4 million", "10 billion rubles", "40,000-50,000 rubles", "USD 163"."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from situate.lint.words import any_of

SCALES: Final = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
DIGITS: Final = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"


class Amount(msgspec.Struct, frozen=True):
    """A sum of money as written: where it stands in the sentence, its currency (ISO 4217), its value (of a range, the
    upper), and whether it is written with its magnitude as a word.
    """

    start: int
    end: int
    currency: str
    value: float
    number: str
    scale: str


def _scale(group: str) -> str:
    return rf"(?:[\s-]?(?P<{group}>{'|'.join(SCALES)}))?"


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(names)
    signs = any_of(name for name in ordered if not name[0].isalpha())
    words = any_of(name for name in ordered if name[0].isalpha())

    def ranged(group: str) -> str:
        return rf"(?:\s?(?:-|–|to)\s?{signs}?\s?(?P<{group}>{DIGITS}))?"

    first = rf"(?P<sign>{signs})\s?(?P<n1>{DIGITS}){ranged('u1')}{_scale('s1')}"
    last = rf"\b(?P<n2>{DIGITS}){ranged('u2')}{_scale('s2')}[\s-](?P<word>{words})\b"
    coded = rf"(?P<code>\b[A-Z]{{3}})\s(?P<n3>{DIGITS}){_scale('s3')}"
    return re.compile(rf"{first}|{last}|{coded}")


class Amounts:
    """Reads sums of money; compiled once for a run."""

    def __init__(self, currencies: Mapping[str, str]) -> None:
        """`currencies`: signs, words and codes of currencies, each with its ISO 4217 code."""
        self._names = {name.casefold(): code for name, code in currencies.items()}
        self._pattern = _pattern(currencies)

    def of(self, text: str) -> list[Amount]:
        """Every sum in a text, in order."""
        return [found for match in self._pattern.finditer(text) if (found := self._read(match)) is not None]

    def _read(self, match: re.Match[str]) -> Amount | None:
        n = next(i for i in "123" if match[f"n{i}"])
        name = match["sign"] or match["word"] or match["code"]
        currency = self._names.get(name.casefold())
        if currency is None:
            return None
        upper = None if n == "3" else match[f"u{n}"]
        number, scale = upper or match[f"n{n}"], (match[f"s{n}"] or "").casefold()
        value = float(number.replace(",", "")) * SCALES.get(scale, 1.0)
        return Amount(match.start(), match.end(), currency, value, number, scale)
