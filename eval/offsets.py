"""Gold on published texts that must not be copied: offsets into a file of ../shared, and the gold made of them.

usage: .venv/bin/python eval/offsets.py fold GOLD FILE > report.offsets.jsonl    (FILE: a path inside ../shared)
       .venv/bin/python eval/offsets.py read report.offsets.jsonl > GOLD

A row is a passage, {"file", "start", "end", "length", "claims"}: offsets into the document's text; in its claims every
verbatim text is {"at": [start, end]}, of the passage without the links of its notes, as the readers saw it.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from situate.cli.workshop import workshop
from situate.ingest import read
from situate.model import Original

SHARED = Path(__file__).parents[2] / "shared"
_NOTE = re.compile(r"\[\[\w+\]\]\([^)]*\)")
# What a row of gold holds that is no text of the passage.
_PLAIN = frozenset({"stance", "evidence", "author_view", "event", "negated", "role", "first", "last"})


def texts(path: Path, shared: Path) -> Iterator[dict[str, Any]]:
    """The rows of gold that a file of offsets stands for; ValueError where a passage is not where it was."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        passage = _passage(shared / row["file"], row["start"], row["end"])
        if len(passage) != row["length"]:
            raise ValueError(f"{row['file']}, {row['start']}: the passage was cut otherwise when it was marked")
        name = Path(row["file"]).stem
        yield {"document": name, "passage": passage, "claims": [_unfolded(c, passage) for c in row["claims"]]}


def folded(gold: Path, shared: Path, file: str) -> Iterator[dict[str, Any]]:
    """A row of offsets for each passage of a gold; ValueError where a text is not found in the file."""
    path = shared / file
    known = {_passage(path, *span): span for span in reversed(_document(path)[1])}
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        passage = row["passage"]
        if passage not in known:
            raise ValueError(f"{file} has no such passage: {passage[:60]}")
        start, end = known[passage]
        claims = [_folded(c, passage) for c in row["claims"]]
        yield {"file": file, "start": start, "end": end, "length": len(passage), "claims": claims}


def _passage(path: Path, start: int, end: int) -> str:
    return _NOTE.sub("", _document(path)[0][start:end]).strip()


@cache
def _document(path: Path) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of a file's only document, and where its passages stand."""
    parse = workshop("ukraine").stages.parse
    items = [item for original in read([path]) if isinstance(original, Original) for item in original.items]
    (document,) = (d for item in items for d in parse(item))
    return document.text, tuple((p.start, p.end) for p in document.passages)


def _folded(value: Any, passage: str) -> Any:
    if isinstance(value, Mapping):
        return {
            key: inner if key in _PLAIN or _is_of(key, inner) else _folded(inner, passage)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_folded(inner, passage) for inner in value]
    if isinstance(value, str):
        start = passage.index(value)
        return {"at": [start, start + len(value)]}
    return value


def _is_of(key: str, value: Any) -> bool:
    """Is it what a date is of, an event or speech? What a locator is of is a name."""
    return key == "of" and value in ("event", "speech")


def _unfolded(value: Any, passage: str) -> Any:
    if isinstance(value, Mapping):
        if "at" in value:
            return passage[value["at"][0] : value["at"][1]]
        return {key: _unfolded(inner, passage) for key, inner in value.items()}
    return [_unfolded(inner, passage) for inner in value] if isinstance(value, list) else value


def main() -> int:
    """Print the rows. Exit 2 for other arguments."""
    if sys.argv[1:2] == ["fold"] and len(sys.argv) == 4:
        rows = folded(Path(sys.argv[2]), SHARED, sys.argv[3])
    elif sys.argv[1:2] == ["read"] and len(sys.argv) == 3:
        rows = texts(Path(sys.argv[2]), SHARED)
    else:
        print(__doc__, file=sys.stderr)
        return 2
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
