"""Quantities: numbers as written, the bounds they give, their unit, and what they count."""

import tomllib
from collections.abc import Collection, Mapping
from typing import Any, Final, NamedTuple

from situate.errors import DataError
from situate.extract.scan import NUMBER, Scan
from situate.vocab import AGE

FILE: Final = "quantities.toml"
_DASHES: Final = frozenset("-–—")
_COUNTED: Final = 4  # words of what is counted
_OLDEST: Final = 120  # years
_JOINERS: Final = frozenset({",", "and", "or"})
_COUNTING: Final = frozenset({"strong", "odd", "plus", "some"})  # "a 20-strong group": these leave a count
_PLURALS: Final = frozenset({"men", "women", "children", "people", "personnel", "police", "aircraft", "infantry"})


class Amount(NamedTuple):
    """A quantity found: offsets, bounds (None: unbounded), a unit or currency, and the words of what it counts.

    How old somebody is has the unit "age", whatever it is told in.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str
    of: str


class _Read(NamedTuple):
    value: float
    after: int
    unit: str


def _is_aged(low: list[str], index: int) -> bool:
    """ "Aged 59", "aged between 20 and 45"."""
    return index > 0 and (
        low[index - 1] == "aged" or (low[index - 1] == "between" and low[index - 2 : index - 1] == ["aged"])
    )


class QuantityLexicon:
    """The compiled words of `quantities.toml`. Raises DataError where the file is missing."""

    def __init__(self, lexicon: Mapping[str, bytes]) -> None:
        if FILE not in lexicon:
            raise DataError("missing", where=FILE, remedy="reinstall situate, or add the file to the lexicon folder")
        data: dict[str, Any] = tomllib.loads(lexicon[FILE].decode())
        self.numbers: dict[str, float] = data["numbers"]
        self.scales: dict[str, float] = data["scales"]
        self.currencies: dict[str, str] = data["currencies"]
        self.units: dict[str, str] = data["units"]
        self.bounds = {tuple(p.split()): kind for kind, phrases in data["bounds"].items() for p in phrases}
        self.after, self.before = frozenset(data["skip"]["after"]), frozenset(data["skip"]["before"])
        self.givers = frozenset(data["skip"]["givers"])
        self.stops = frozenset(data["skip"]["stops"])
        self.terms, self.persons = frozenset(data["ages"]["terms"]), frozenset(data["ages"]["persons"])

    def find(self, words: Scan, taken: Collection[int]) -> list[Amount]:
        """Every quantity of a text; words in `taken` (dates, roads, locators, note marks) are none."""
        found: list[Amount] = []
        free, aged = 0, False
        for index in [i for i, mark in enumerate(words.marks) if mark & NUMBER]:
            if index >= free and index not in taken:
                # "Aged 59, 61 and 74": all are ages.
                aged = (aged and index == free + 1 and words.low[free] in _JOINERS) or _is_aged(words.low, index)
                read = self._amount(words, index, aged=aged)
                aged = aged and read is not None and read[0].unit == AGE
                if read is not None:
                    amount, free = read
                    found.append(amount)
        return found

    def _amount(self, words: Scan, index: int, *, aged: bool) -> tuple[Amount, int] | None:
        low = words.low
        first = self._number(words, index)
        if first is None or self._is_name(words, index, first.after):
            return None
        bottom = top = first.value
        after, unit = first.after, first.unit
        if after + 1 < len(low) and low[after] in {*_DASHES, "to"}:
            second = self._number(words, after + 1)
            if second is not None and second.value >= bottom:
                bottom, top, after, unit = (
                    _scaled(bottom, second, low[second.after - 1] in self.scales, self.scales, low),
                    second.value,
                    second.after,
                    second.unit,
                )
        start = index
        if index and low[index - 1] in self.currencies and not low[index - 1].isalpha():
            unit, start = self.currencies[low[index - 1]], index - 1
        old = self._age(words, index, after, top, aged=aged)
        if old is None and self._qualifies(words, after):
            return None
        after, unit = (old, AGE) if old is not None else self._unit(words, after, unit)
        start, kind = self._bound(low, start)
        of = self._counted(words, after)
        low_bound, high_bound = (None if kind == "upper" else bottom), (None if kind == "lower" else top)
        return Amount(words.starts[start], words.ends[after - 1], low_bound, high_bound, unit, of), after

    def _number(self, words: Scan, index: int) -> _Read | None:
        """A number at a word: digits with thousands and decimals, words, then a scale."""
        if index >= len(words.low):
            return None
        low = words.low
        word = low[index]
        if word in self.numbers:
            value, after = float(self.numbers[word]), index + 1
            if after + 1 < len(low) and low[after] == "-" and low[after + 1] in self.numbers:
                value, after = value + self.numbers[low[after + 1]], after + 2
        else:
            digits = word.rstrip("km") if word.endswith("km") else word
            if not (digits.isascii() and digits.isdigit()) or len(digits) > 15:
                return None
            value, after = self._digits(words, index, digits)
        unit = "km" if word.endswith("km") else ""
        at = after + (low[after : after + 1] == ["-"])  # "a $50-million loan"
        if at < len(low) and low[at] in self.scales:
            value, after = value * self.scales[low[at]], at + 1
        return _Read(value, after, unit)

    def _digits(self, words: Scan, index: int, digits: str) -> tuple[float, int]:
        low, after = words.low, index + 1
        text = digits
        while (
            after + 1 < len(low)
            and low[after] == ","
            and len(low[after + 1]) == 3
            and low[after + 1].isdigit()
            and words.ends[after] == words.starts[after + 1]
        ):
            text, after = text + low[after + 1], after + 2
        if (
            after + 1 < len(low)
            and low[after] == "."
            and low[after + 1].isascii()
            and low[after + 1].isdigit()
            and words.ends[after] == words.starts[after + 1]
        ):
            text, after = f"{text}.{low[after + 1]}", after + 2
        return float(text), after

    def _age(self, words: Scan, index: int, after: int, years: float, *, aged: bool) -> int | None:
        """The word behind an age: "68-year-old", "aged 59", "a boy of 12", "the mayor, 45, ..."; None for no age."""
        low = words.low
        at = after + (after < len(low) and low[after] in _DASHES)
        if at < len(low) and low[at] in self.terms:
            at += 1
            at += at < len(low) and low[at] in _DASHES
            if at < len(low) and low[at] in {"old", "olds"}:
                return at + 1
        behind = low[after] if after < len(low) else ""
        if years > _OLDEST or not low[index].isdigit() or self._is_counted(behind):
            return None
        if aged:
            return after
        if index <= 1:
            return None
        whom, before = low[index - 2], low[index - 1]
        of_person = before == "of" and whom in self.persons and behind not in self.units
        named = whom.isalpha() and (words.words[index - 2][:1].isupper() or whom in self.persons)
        beside = before == behind == "," and named
        return after if of_person or beside else None

    def _is_counted(self, behind: str) -> bool:
        """Does the word behind a number look like what it counts: a plural that is no verb?"""
        plural = (behind.endswith("s") and behind not in self.stops) or behind in _PLURALS
        return plural or behind in self.scales or behind in self.numbers

    def _qualifies(self, words: Scan, after: int) -> bool:
        """ "A two-storey house", "six-sided talks": is the number half of an adjective that counts nothing?"""
        low = words.low
        if after + 1 >= len(low) or low[after] != "-" or words.starts[after] != words.ends[after - 1]:
            return False
        behind = low[after + 1]
        measured = behind in self.units or behind in self.currencies or behind in _COUNTING or behind == "square"
        return behind.isalpha() and not measured and words.starts[after + 1] == words.ends[after]

    def _unit(self, words: Scan, after: int, unit: str) -> tuple[int, str]:
        low = words.low
        if low[after : after + 1] == ["-"]:  # "a 10-km advance"
            square = low[after + 1 : after + 2] == ["square"] and low[after + 2 : after + 3] == ["-"]
            at = after + (3 if square else 1)
            if at < len(low) and low[at] in self.units:
                return at + 1, self.units[low[at]] + ("2" if square else "")
            known = self.currencies.get(low[at]) if at < len(low) else None
            return (after, unit) if known is None else (at + 1, known)
        if after < len(low) and low[after] in self.units:
            return after + 1, self.units[low[after]]
        if after < len(low) and low[after] in self.currencies:
            return after + 1, self.currencies[low[after]]
        if after + 1 < len(low) and low[after] == "per" and low[after + 1] == "cent":
            return after + 2, "%"
        if after + 1 < len(low) and low[after] == "square" and low[after + 1] in self.units:
            return after + 2, self.units[low[after + 1]] + "2"
        if after + 1 < len(low) and low[after + 1] in self.currencies and words.words[after][0].isupper():
            return after + 2, self.currencies[low[after + 1]]
        return after, unit

    def _bound(self, low: list[str], start: int) -> tuple[int, str]:
        for size in (3, 2, 1):
            kind = self.bounds.get(tuple(low[max(0, start - size) : start])) if start >= size else None
            if kind is not None:
                return start - size, kind
        return start, "exact"

    def _counted(self, words: Scan, after: int) -> str:
        """The noun phrase after a number: at most four words, up to a preposition or a sign."""
        low = words.low
        if after < len(low) and low[after] == "of":
            after += 1
            while after < len(low) and low[after] in {"the", "its", "their", "all"}:
                after += 1
        last = after
        while last < len(low) and last - after < _COUNTED and low[last][0].isalpha() and low[last] not in self.stops:
            last += 1
        return words.between(after, last)

    def _is_name(self, words: Scan, index: int, after: int) -> bool:
        """Is the number part of a date, a time, a unit's or a thing's name ("Leopard 2", "58th", "S-300", "[12]")?"""
        low = words.low
        before = low[index - 1] if index else ""
        if before in self.before or (after < len(low) and low[after] in self.after):
            return True
        touches = index > 0 and words.ends[index - 1] == words.starts[index]
        if before in {"[", "#", "_", "."} or (
            before in _DASHES and index > 1 and words.ends[index - 2] == words.starts[index - 1]
        ):
            return True
        # "10:30" is a time, and "returns: 8,240" none; the rest of a number that was no amount is none either.
        if touches and (before == ":" or (before == "," and index > 1 and low[index - 2].isdigit())):
            return True
        if after < len(low) and low[after] == ":" and after + 1 < len(low) and low[after + 1].isdigit():
            return True
        if (
            index
            and words.words[index - 1][:1].isupper()
            and words.words[index - 1].isalpha()
            and low[index] not in self.numbers
            and not _sentence_start(words, index - 1)
            and not self._is_given(words, index)
        ):
            return True
        return low[index] == "one" and not (after < len(low) and low[after].isalpha() and low[after] not in self.stops)

    def _is_given(self, words: Scan, index: int) -> bool:
        """Does the number follow the one to whom so many are given, and a name follow it ("sends Kenya 14 Model 3")?"""
        after = index + 1
        named = after < len(words.words) and words.words[after][:1].isupper() and words.words[after].isalpha()
        return named and index > 1 and words.low[index - 2] in self.givers


def _sentence_start(words: Scan, index: int) -> bool:
    return index == 0 or words.words[index - 1] in ".!?"


def _scaled(bottom: float, second: _Read, scaled: bool, scales: Mapping[str, float], low: list[str]) -> float:
    """In "10 to 15 million" the scale is meant for both ends."""
    factor = scales[low[second.after - 1]] if scaled else 1.0
    return bottom * factor if scaled and bottom < second.value / factor else bottom
