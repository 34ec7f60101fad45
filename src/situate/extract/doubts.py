"""Doubt: who doubts P speaks against it, unless the doubt itself is denied ("no reason to doubt", "little doubt")."""

from collections.abc import Sequence
from typing import Final

DOUBTS: Final = frozenset({"doubt", "doubts", "skepticism", "scepticism", "misgivings"})
_NONE: Final = frozenset(
    {
        "no", "not", "n't", "never", "few", "little", "hardly", "scarcely", "scant", "barely", "nobody", "none",
        "cannot", "nor", "without", "stopped", "stop", "beyond", "isn't", "doesn't", "don't", "didn't", "isn’t",
        "doesn’t", "don’t", "didn’t",
    }
)  # fmt: skip
_BEFORE: Final = 6  # words before a word of doubt among which it is denied


def undoubted(low: Sequence[str], at: int) -> bool:
    """Do the words before a word of doubt deny it, within its clause? `low` are words in small letters."""
    for index in range(at - 1, max(-1, at - 1 - _BEFORE), -1):
        if low[index] in {",", ";", "that", "but"}:
            return False
        if low[index] in _NONE:
            return True
    return False
