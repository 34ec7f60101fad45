"""Score extraction against seven golds and guard the floors in eval/floors.json.

usage: run.py [--raise | --lower] [--show N] [--only NAME] [--rows FIRST:STOP:STEP]

`dev.jsonl` holds readers' marks on published reports and lies beside the checkout, in ../shared, as the scorer does;
`own.jsonl` (OWN.md) holds passages of our own in other registers, `later.jsonl` (LATER.md) more in the manner of
later years, `daily.jsonl` (DAILY.md) daily assessments of all years, `posts.jsonl` (POSTS.md) posts, communiqués and
digests of many hands; `report_2026.offsets.jsonl` (LATER.md) is a whole report of that year, whose text lies in
../shared; `blind.jsonl` (BLIND.md) is scored and never learned from, and `--show` stays silent on it. Where ../shared
is absent this says so and checks nothing. Every figure is printed. A figure under its floor, or a gold file that is
not the one its floors were set on, is a failure. A gold without floors is only scored. --raise lifts the floors to
what was reached; --lower sets them to it in either direction, and shows in review. `--rows 1::2` scores the odd rows
alone (counted from 0, on which rules are written), `--rows 0::2` the even ones, `--rows 43::2` the odd ones from row
43 on; floors belong to whole files and are not checked then.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
GOLDS = {
    "dev": SHARED / "gold" / "dev.jsonl",
    "own": HERE / "own.jsonl",
    "later": HERE / "later.jsonl",
    "daily": HERE / "daily.jsonl",
    "posts": HERE / "posts.jsonl",
    "2026": HERE / "report_2026.offsets.jsonl",
    "blind": HERE / "blind.jsonl",
}
SCORER = SHARED / "eval" / "score_claims.py"
FLOORS = HERE / "floors.json"
SITUATE = Path(sys.executable).parent / "situate"


def rows_of(text: str) -> slice:
    """The rows that "FIRST:STOP:STEP" names, as Python slices a list; ValueError where it is none."""
    parts = text.split(":")
    if not 2 <= len(parts) <= 3:
        raise ValueError(text)
    return slice(*(int(part) if part else None for part in parts))


def part(gold: Path, rows: slice, folder: Path) -> Path:
    """A copy of the gold in the folder that holds those rows alone, offsets read as the texts that they stand for."""
    folded = gold.name.endswith(".offsets.jsonl")
    told = _output(sys.executable, HERE / "offsets.py", "read", gold) if folded else gold.read_bytes()
    copy = folder / gold.name
    copy.write_text("".join(told.decode().splitlines(keepends=True)[rows]), encoding="utf-8")
    return copy


def score(gold: Path, folder: Path, show: int) -> dict[str, float]:
    """Run `situate extract` on the gold's passages, as a user would, and the scorer on what it prints."""
    documents, predicted = folder / "documents.jsonl", folder / "predicted.jsonl"
    # The embedded gazetteer alone: what a user happens to have added must not move the figures.
    home = os.environ | {"SITUATE_HOME": str(folder)}
    documents.write_bytes(_output(sys.executable, SCORER, "inputs", gold))
    predicted.write_bytes(_output(SITUATE, "extract", documents, env=home))
    scored = _output(sys.executable, SCORER, gold, predicted, "--json", "--show", str(show))
    figures: dict[str, float] = json.loads(scored)
    return figures


def _output(*command: str | Path, env: dict[str, str] | None = None) -> bytes:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, env=env).stdout


def fallen(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """The figures that lie under their floors, in words; a floor without a figure has fallen too."""
    return [
        f"{name}: {figures.get(name, 'missing')} is under its floor {floor}"
        for name, floor in floors.items()
        if name not in figures or figures[name] < floor
    ]


def show_figures(found: dict[str, dict[str, float]], pinned: dict[str, Any]) -> None:
    """Print every figure of every gold, with its floor."""
    print(f"{'':16}" + "".join(f"{name:>10}{'floor':>9}" for name in found))
    for figure in dict.fromkeys(key for figures in found.values() for key in figures):
        cells = ""
        for name, figures in found.items():
            floor = pinned.get(name, {}).get("floors", {}).get(figure)
            cells += f"{figures[figure]:10}{'' if floor is None else floor:>9}"
        print(f"{figure:16}{cells}")


def raised(figures: dict[str, float], kept: dict[str, float]) -> dict[str, float]:
    """Floors at the figures, or at what is kept where that is higher; counts are no quality."""
    return {n: max(v, kept.get(n, v)) for n, v in figures.items() if n not in ("gold", "found")}


def main() -> int:
    """Exit 0 where every floor holds or there is no gold, 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--lower", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--only", choices=GOLDS)
    parser.add_argument("--rows", type=rows_of)
    args = parser.parse_args()
    if args.rows and (args.lift or args.lower):
        parser.error("floors are set on whole files: leave --rows out")
    if not SCORER.exists():
        print(f"SKIPPED: no scorer at {SCORER}; nothing was measured and no floor was checked")
        return 0
    golds = {name: path for name, path in GOLDS.items() if args.only in (None, name)}
    pinned = json.loads(FLOORS.read_text())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scored = {n: part(path, args.rows or slice(None), folder) for n, path in golds.items()}
        found = {n: score(path, folder, args.show if n != "blind" else 0) for n, path in scored.items()}
    show_figures(found, {} if args.rows else pinned)
    if args.rows:
        return 0
    digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in golds.items()}
    if args.lift or args.lower:
        for name, figures in found.items():
            kept = {} if args.lower else pinned.get(name, {}).get("floors", {})
            pinned[name] = {"sha256": digests[name], "floors": raised(figures, kept)}
        FLOORS.write_text(json.dumps(pinned, indent=2) + "\n")
        print(f"floors written to {FLOORS}")
        return 0
    floors = {name: pinned.get(name, {}).get("floors", {}) for name in found}
    faults = [f"{name}: {fault}" for name, figures in found.items() for fault in fallen(figures, floors[name])]
    faults += [
        f"{golds[name].name} is not the file that its floors were set on; look at the change, then use --lower"
        for name, digest in digests.items()
        if name in pinned and pinned[name]["sha256"] != digest
    ]
    for fault in faults:
        print(f"FAILED: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
