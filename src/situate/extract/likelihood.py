"""Words of probability: which of them qualify a proposition, and what numbers a scale gives them."""

from collections.abc import Mapping
from typing import Final

from situate.extract.clauses import Sentence
from situate.extract.groups import Group
from situate.extract.tokens import table
from situate.model import Likelihood

_REACH: Final = 4  # tokens before a verb group in which its probability word can stand


class Probability:
    """Finds the probability words of a clause and reads them on a scale."""

    def __init__(self, lexicon: Mapping[str, bytes]) -> None:
        data = table(lexicon, "probability.toml")
        words = data["words"]
        self._core = frozenset(words["core"].split())
        self._modifiers = frozenset(words["modifiers"].split())
        self._after_modal = frozenset(words["after_modal"].split())
        self._phrases = tuple(tuple(phrase.split()) for phrase in words["phrases"])
        self._starts = {phrase[0] for phrase in self._phrases}
        self._levels = tuple(sorted((tuple(level.split()) for level in words["levels"]), key=len, reverse=True))
        self._level_nouns = frozenset(words["level_nouns"].split())
        self._scales: dict[str, dict[str, list[float]]] = data.get("scale", {})

    def of_clause(self, s: Sentence, start: int, group: Group | None, end: int) -> tuple[int, int] | None:
        """The tokens of the probability words on the clause's own verb; None where it has none."""
        # Without a verb of its own, only the words at its head can qualify it.
        first, last = start, min(end, start + 3)
        if group is not None:
            first = max(start, group.start - _REACH) if group.start - start <= _REACH else group.start
            last = group.end
            while last < end and s.words[last].lower() in self._modifiers:
                last += 1
            last = min(end, last + 1)
        for k in range(first, last):
            found = self._phrase_at(s.words, k, end)
            if found:
                return k, found
            if s.words[k].lower() in self._core and s.words[k] != "May":
                if k < group.start if group is not None else False:
                    if k + 1 < end and s.words[k + 1] not in {"that", ","} and k + 1 != group.start:
                        continue
                return self._widen(s.words, k, start, end)
        return None

    def level(self, s: Sentence, start: int, end: int) -> tuple[int, int] | None:
        """A level after a noun of risk: "assesses the risk ... as very low"."""
        if not any(s.words[k] in self._level_nouns for k in range(start, min(end, start + 8))):
            return None
        for k in range(max(start, end - 3), end):
            for level in self._levels:
                if tuple(s.words[k : k + len(level)]) == level and s.words[k - 1] in {
                    "as",
                    "is",
                    "remains",
                    "remain",
                    "to",
                    "be",
                }:
                    return k, k + len(level)
        return None

    def _phrase_at(self, words: list[str], k: int, end: int) -> int:
        if words[k] not in self._starts:
            return 0
        for phrase in self._phrases:
            if k + len(phrase) <= end and tuple(words[k : k + len(phrase)]) == phrase:
                return k + len(phrase)
        return 0

    def _widen(self, words: list[str], k: int, start: int, end: int) -> tuple[int, int]:
        """The phrase around a probability word: its modifiers before it, a second word after a modal."""
        first, last = k, k + 1
        while first > start and words[first - 1].lower() in self._modifiers:
            first -= 1
        if words[k] in {"may", "might"}:
            while last < end and words[last] in self._after_modal and words[last] not in {"also", "still"}:
                last += 1
        elif words[k] in {"likely", "unlikely"} and last < end and words[last] == "impossible":
            last += 1
        return first, last

    def read(self, text: str, scale: str) -> Likelihood:
        """The words on a scale: its bounds in per cent, or no scale at all for words that lie off it."""
        bounds = self._scales.get(scale, {}).get(text.lower())
        if bounds is None:
            return Likelihood(text=text)
        return Likelihood(text=text, scale=scale, low=bounds[0], high=bounds[1])
