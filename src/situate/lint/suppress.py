"""Suppressions that stand in the text: a comment on a line, on the line before, or for the whole file.

    ... 10km north of Brod. <!-- lint: ignore P301 -->
    <!-- lint: ignore-next P301, M2 -->
    <!-- lint: ignore-file W -->

A suppression without codes holds for every rule; a beginning of a code for all that begin so.
"""

import re
from typing import Final

_COMMENT: Final = re.compile(r"<!--\s{0,9}lint:\s{0,9}ignore(?P<where>-next|-file)?(?P<codes>[\sA-Z0-9,]{0,200})-->")


class Suppressions:
    """What a text suppresses, by line."""

    def __init__(self, text: str) -> None:
        self._file: set[str] = set()
        self._lines: dict[int, set[str]] = {}
        if "lint:" not in text:
            return
        for number, line in enumerate(text.splitlines(), start=1):
            for match in _COMMENT.finditer(line):
                codes = set(match["codes"].replace(",", " ").split()) or {""}
                if match["where"] == "-file":
                    self._file |= codes
                else:
                    at = number + 1 if match["where"] == "-next" else number
                    self._lines.setdefault(at, set()).update(codes)

    def holds(self, code: str, line: int) -> bool:
        """Is a finding of that code in that line suppressed?"""
        return any(code.startswith(given) for given in (*self._file, *self._lines.get(line, ())))
