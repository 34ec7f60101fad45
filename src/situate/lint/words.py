"""Lists of words out of a TOML table, and patterns built from them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from situate.errors import DataError

# A capitalised word, and a name of one or two.
WORD: Final = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'ʼ-]+"
NAME: Final = rf"{WORD}(?:\s{WORD})?"
# What forces do to a place so that it is theirs.
HOLDING: Final = (
    r"(?:have\s|has\s)?(?:captured|seized|took|taken|recaptured|liberated|control|controlled|hold|held|occupied|occupy|"
    r"retain|retained|retook)(?:\scontrol\s(?:of|over))?"
)


def words_of(table: Mapping[str, Any], path: tuple[str, ...]) -> frozenset[str]:
    """The list that stands under the keys: phrases, or words parted by blanks. Raises DataError for neither."""
    value: Any = table
    for key in path:
        value = value.get(key, {}) if isinstance(value, Mapping) else {}
    if isinstance(value, str):
        return frozenset(value.split())
    if isinstance(value, list) and value:
        return frozenset(str(word) for word in value)
    raise DataError("no such list of words", where=f"lint.toml: {'.'.join(path)}", remedy="reinstall situate")


def any_of(words: Iterable[str]) -> str:
    """A pattern of alternatives, the longest first, each taken literally; a blank stands for any run of blanks."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered) + ")"
