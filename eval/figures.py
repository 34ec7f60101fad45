"""Score the figures read from passages of humanitarian prose against what a reader expects; print field accuracy.

usage: figures.py [--rows FIRST:STOP:STEP] [--show]

The passages (figures.jsonl) are our own, written with their expected figures before the rules were; the odd rows
(counted from 0) are those that rules are written on, the even rows only score. Each passage is a document of its own,
read by `situate extract` with the theatre of `humanitarian/`. A figure is found by its number and its place in the
text; of one that is not found every field counts as wrong. A figure that nobody expects is printed and counted.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from situate.config import data_folder, read_folder
from situate.figure import Figure
from situate.lint.knowledge import Rate
from situate.model import Claim
from situate.state.figure_words import FigureWords
from situate.state.figures import figures
from situate.tables import csv_rows, records
from situate.theatre import read_theatre

HERE = Path(__file__).parent
PASSAGES, THEATRE = HERE / "figures.jsonl", HERE / "humanitarian"
SITUATE = Path(sys.executable).parent / "situate"
FIELDS = (
    "topic", "low", "high", "quantifier", "unit", "term", "measure", "cause", "scope", "first", "last", "places",
    "source", "planned", "flags",
)  # fmt: skip


def rates() -> dict[tuple[str, str], float]:
    """The rates of the theatre."""
    faults: list[str] = []
    rows = records(csv_rows(read_folder(THEATRE), "rates.csv", Rate, faults), Rate, faults)
    return {(r.currency, r.month): r.per_usd for r in rows}


def read(rows: list[dict[str, Any]]) -> list[tuple[Figure, ...]]:
    """The figures of each passage, read as a user's documents are."""
    words = FigureWords(read_folder(data_folder("lexicon")))
    theatre, per_usd = read_theatre(read_folder(THEATRE)), rates()
    by_key: dict[str, list[Claim]] = {row["id"]: [] for row in rows}
    for line in _extracted(rows).splitlines():
        claim = msgspec.json.decode(line, type=Claim)
        by_key[claim.document_key].append(claim)
    return [figures(by_key[row["id"]], theatre, words, rates=per_usd) for row in rows]


def _extracted(rows: list[dict[str, Any]]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder) / "passages.jsonl"
        wanted = ("id", "published", "publisher", "text")
        documents.write_text("".join(json.dumps({k: r[k] for k in wanted}) + "\n" for r in rows), encoding="utf-8")
        home = os.environ | {"SITUATE_HOME": os.environ.get("SITUATE_HOME", folder)}
        command = [str(SITUATE), "extract", "-t", str(THEATRE), str(documents)]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, env=home).stdout


def told(f: Figure) -> dict[str, Any]:
    """A figure's fields as the expected ones are written."""
    return {
        "topic": f.topic, "low": f.low, "high": f.high, "quantifier": f.quantifier, "unit": f.unit, "term": f.term,
        "measure": f.measure, "planned": f.planned,
        "cause": f.cause or None, "scope": f.scope or None,
        "first": f.first.isoformat() if f.first else None, "last": f.last.isoformat() if f.last else None,
        "places": sorted((p.text, p.role) for p in f.places), "source": f.source or None, "flags": sorted(f.flags),
    }  # fmt: skip


def right(field: str, expected: Any, found: Any) -> bool:
    """Is a field as expected? A source may be written with more words or fewer."""
    if field == "source" and expected and found:
        one, other = expected.casefold(), found.casefold()
        return one in other or other in one
    return bool(expected == found)


def score(row: dict[str, Any], found: tuple[Figure, ...]) -> tuple[dict[str, int], int, int, list[str]]:
    """Right fields by name, figures expected, figures that nobody expects, and what was wrong, in words."""
    left, hits = list(found), dict.fromkeys(FIELDS, 0)
    wrong: list[str] = []
    for expected in row["figures"]:
        wanted = expected | {
            "places": sorted((p["name"], p["role"]) for p in expected["places"]), "flags": sorted(expected["flags"])
        }  # fmt: skip
        numbers = {n for n in (expected["low"], expected["high"]) if n is not None}
        same = [f for f in left if numbers & {f.low, f.high}]
        if not same:
            wrong.append(f"{row['id']}: {expected['quote']}: not found")
            continue
        one = max(same, key=lambda f: (f.term == expected["term"], f.unit == expected["unit"]))
        left.remove(one)
        fields = told(one)
        for name in FIELDS:
            if right(name, wanted[name], fields[name]):
                hits[name] += 1
            else:
                wrong.append(f"{row['id']}: {expected['quote']}: {name}: {fields[name]!r}, expected {wanted[name]!r}")
    wrong += [f"{row['id']}: nobody expects {f.quantifier} {f.value:g} {f.unit} {f.term}" for f in left]
    return hits, len(row["figures"]), len(left), wrong


def measured(rows: list[dict[str, Any]], read_as: list[tuple[Figure, ...]]) -> tuple[dict[str, float], list[str]]:
    """Accuracy by field, over all fields (`fields`), the shares of figures found and expected, and what is wrong."""
    hits, expected, extra = dict.fromkeys(FIELDS, 0), 0, 0
    wrong: list[str] = []
    for row, found in zip(rows, read_as, strict=True):
        mine, n, more, words = score(row, found)
        hits = {name: hits[name] + mine[name] for name in FIELDS}
        expected, extra, wrong = expected + n, extra + more, wrong + words
    shares = {name: hits[name] / expected for name in FIELDS}
    found_n = sum(1 for w in wrong if w.endswith("not found"))
    total = expected - found_n
    return {"fields": sum(hits.values()) / (expected * len(FIELDS)), "figures": expected, "found": total / expected,
            "expected_of_found": total / (total + extra), **shares}, wrong  # fmt: skip


def passages(rows: slice = slice(None)) -> list[dict[str, Any]]:
    """The passages, or some of them."""
    return [json.loads(line) for line in PASSAGES.read_text(encoding="utf-8").splitlines()][rows]


def main() -> None:
    """Print the figures of the rows asked for, of the even rows, and of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", help="FIRST:STOP:STEP, as Python slices a list: 1::2 are the odd rows")
    parser.add_argument("--show", action="store_true", help="print what is wrong (of the odd rows alone, by rule)")
    options = parser.parse_args()
    parts = {"odd": slice(1, None, 2), "even": slice(0, None, 2), "all": slice(None)}
    if options.rows:
        parts = {options.rows: slice(*(int(p) if p else None for p in options.rows.split(":")))}
    every = read(passages())
    for name, rows in parts.items():
        shares, wrong = measured(passages(rows), every[rows])
        print(f"{name}: " + ", ".join(f"{key} {value:.3f}".rstrip("0").rstrip(".") for key, value in shares.items()))
        if options.show and name in ("odd", options.rows):
            print("\n".join(f"  {line}" for line in wrong))


if __name__ == "__main__":
    main()
