"""What is known of each distinct word, worked out once: words repeat, and a look-up is all that most of them cost."""

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

T = TypeVar("T")

_MOST: Final = 100_000  # distinct words remembered; enough for a year of reports, and a bound for hostile text
_LONGEST: Final = 64  # characters of a word remembered, so that the bound on words is one on memory


class Memory(dict[str, T]):
    """Answers of a pure function of a word. Only `learn` decides what they are; forgetting changes nothing.

    Read it by `map(memory.__getitem__, words)`: no step of Python is taken for a word already known. Two threads
    that learn one word at a time write the same answer twice.
    """

    def __init__(self, learn: Callable[[str], T], known: Mapping[str, T] | None = None) -> None:
        """`known` are answers that `learn` is not asked for."""
        super().__init__(known or {})
        self._learn = learn

    def __missing__(self, word: str) -> T:
        answer = self._learn(word)
        if len(self) < _MOST and len(word) <= _LONGEST:
            self[word] = answer
        return answer
