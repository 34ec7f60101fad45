"""Score extraction against the readers' gold and guard the floors in eval/floors.json.

usage: run.py [--raise | --lower] [--show N]

The gold lies beside the checkout, in ../shared; where it is absent this says so and checks nothing.
Every figure is printed. A figure under its floor, or a gold file that is not the one the floors were
set on, is a failure. --raise lifts the floors to what was reached; --lower sets them to it in either
direction, and shows in review.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
GOLD = SHARED / "gold" / "dev.jsonl"
SCORER = SHARED / "eval" / "score_claims.py"
FLOORS = HERE / "floors.json"
SITUATE = Path(sys.executable).parent / "situate"


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


def main() -> int:
    """Exit 0 where every floor holds or there is no gold, 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--lower", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    if not GOLD.exists():
        print(f"SKIPPED: no gold at {GOLD}; nothing was measured and no floor was checked")
        return 0
    pinned = json.loads(FLOORS.read_text())
    digest = hashlib.sha256(GOLD.read_bytes()).hexdigest()
    with tempfile.TemporaryDirectory() as folder:
        figures = score(GOLD, Path(folder), args.show)
    for name, value in figures.items():
        floor = pinned["floors"].get(name)
        print(f"{name:16} {value:8}" + (f"   floor {floor}" if floor is not None else ""))
    if args.lift or args.lower:
        kept = {} if args.lower else pinned["floors"]
        floors = {n: max(v, kept.get(n, v)) for n, v in figures.items() if n not in ("gold", "found")}
        FLOORS.write_text(json.dumps({"gold": GOLD.name, "sha256": digest, "floors": floors}, indent=2) + "\n")
        print(f"floors written to {FLOORS}")
        return 0
    faults = fallen(figures, pinned["floors"])
    if digest != pinned["sha256"]:
        faults.append(f"{GOLD.name} is not the file that the floors were set on; look at the change, then use --lower")
    for fault in faults:
        print(f"FAILED: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
