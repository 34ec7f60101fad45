"""Words of probability: which of them qualify a proposition, and what numbers a scale gives them."""

from collections.abc import Mapping
from typing import Final

from situate.extract.clauses import Sentence
from situate.extract.groups import Group
from situate.extract.tokens import COMMA, MODAL, NAME, table
from situate.model import Likelihood

_SENTENCE: Final = frozenset({"perhaps", "maybe", "possibly", "probably", "presumably"})  # they qualify what follows
_REACH: Final = 4  # tokens before a verb group in which its probability word can stand
_HEAD: Final = 3  # tokens at the head of a clause without a verb of its own
_LEVEL_NOUN: Final = 8  # tokens in which the noun stands that a level qualifies: "the risk ... as very low"
_BEFORE_LEVEL: Final = frozenset({"as", "is", "remains", "remain", "to", "be"})


class Probability:
    """Finds the probability words of a clause and reads them on a scale."""

    def __init__(self, lexicon: Mapping[str, bytes]) -> None:
        data = table(lexicon, "probability.toml")
        words = data["words"]
        self._core = frozenset(words["core"].split())
        self._modifiers = frozenset(words["modifiers"].split())
        self._copulas = frozenset(words["copulas"].split())
        self._after_modal = frozenset(words["after_modal"].split())
        self._phrases: dict[str, list[list[str]]] = {}
        for phrase in sorted((text.split() for text in words["phrases"]), key=len, reverse=True):
            self._phrases.setdefault(phrase[0], []).append(phrase)
        self._levels: list[list[str]] = sorted((level.split() for level in words["levels"]), key=len, reverse=True)
        self._level_nouns = frozenset(words["level_nouns"].split())
        self._hints = self._core.union(self._phrases)
        self._scales = {
            name: {text: (float(low), float(high)) for text, (low, high) in scale.items()}
            for name, scale in data.get("scale", {}).items()
        }

    def of_clause(self, s: Sentence, start: int, group: Group | None, end: int) -> tuple[int, int] | None:
        """The tokens of the probability words on the clause's own verb; None where it has none."""
        leading = self._leading(s, start, end)
        if leading is not None:
            return leading
        first, last = self._range(s, start, group, end)
        for k in range(first, last):
            if s.low[k] not in self._hints:
                continue
            phrase = next((p for p in self._phrases.get(s.low[k], ()) if s.low[k : k + len(p)] == p), None)
            if phrase is not None:
                return k, min(end, k + len(phrase))
            if s.low[k] in self._core and s.words[k] != "May" and not self._of_noun(s, k, group, end):
                return self._widen(s, k, start, end)
        return None

    def _leading(self, s: Sentence, start: int, end: int) -> tuple[int, int] | None:
        """ "Most likely, P", "Perhaps P": words of probability that lead a clause."""
        k = start
        while k + 2 < end and s.low[k] in self._modifiers:
            k += 1
        if k + 1 >= end or s.low[k] not in self._core:
            return None
        if s.low[k] in _SENTENCE or (s.tags[k + 1] & COMMA and not s.tags[k] & MODAL):
            return start, k + 1
        return None

    def _range(self, s: Sentence, start: int, group: Group | None, end: int) -> tuple[int, int]:
        """Where the words can stand: on the verb group and just before it, and after a copula and its modifiers."""
        if group is None:
            return start, min(end, start + _HEAD)
        first = max(start, group.start - _REACH) if group.start - start <= _REACH else group.start
        last = group.end
        if s.low[group.head] not in self._copulas:
            return first, min(end, last)
        while last < end and (s.low[last] in self._modifiers or s.low[last] in {"a", "an", "the"}):
            last += 1
        return first, min(end, last + 1)

    @staticmethod
    def _of_noun(s: Sentence, k: int, group: Group | None, end: int) -> bool:
        """Does the word qualify a noun of the subject ("possible attacks continued") rather than the verb?"""
        if group is None or k >= group.start or k + 1 >= end:
            return False
        return s.low[k + 1] not in {"that", ","} and k + 1 != group.start

    def level(self, s: Sentence, start: int, end: int) -> tuple[int, int] | None:
        """A level after a noun of risk: "assesses the risk ... as very low"."""
        if self._level_nouns.isdisjoint(s.low[start : min(end, start + _LEVEL_NOUN)]):
            return None
        for k in range(max(start + 1, end - 3), end):
            for level in self._levels:
                if s.low[k : k + len(level)] == level and s.low[k - 1] in _BEFORE_LEVEL:
                    return k, k + len(level)
        return None

    def _widen(self, s: Sentence, k: int, start: int, end: int) -> tuple[int, int]:
        """The phrase around a probability word: its modifiers before it, a second word after a modal."""
        first, last = k, k + 1
        while first > start and s.low[first - 1] in self._modifiers and not s.tags[first - 1] & NAME:
            first -= 1
        if s.low[k] in {"may", "might"}:
            while last < end and s.low[last] in self._after_modal:
                last += 1
        return first, last

    def read(self, text: str, scale: str) -> Likelihood:
        """The words on a scale: its bounds in per cent, or no scale at all for words that lie off it."""
        bounds = self._scales.get(scale, {}).get(text.lower())
        if bounds is None:
            return Likelihood(text=text)
        return Likelihood(text=text, scale=scale, low=bounds[0], high=bounds[1])
