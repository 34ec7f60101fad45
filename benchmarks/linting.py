"""What linting costs: to start, and a report after the start.

usage: linting.py [--reports FOLDER] [--rounds N]

Start is the program run with nothing to check (`situate lint --explain P301`) and with a text of one line:
processor and wall time of the best round. Then every report of the folder (../shared/corpus unless another is given;
the bundled example where there is none) is linted in one process, twice: the first pays for what is looked up once.
Promised: a start under 0.5 s, and half of the reports, each as if it came alone, under 100 ms.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from situate.cli import linting
from situate.lint import Linter, selected

HERE = Path(__file__).parent
REPORTS = HERE.parents[1] / "shared" / "corpus"
EXAMPLE = HERE.parent / "examples"
PROGRAM = Path(sys.executable).parent / "situate"
PROMISED_START_S, PROMISED_REPORT_MS = 0.5, 100


def started(rounds: int, *arguments: str) -> tuple[float, float]:
    """Seconds of processor and of the wall clock, each of its best round."""
    spent, waited = [], []
    for _ in range(rounds):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([PROGRAM, "lint", *arguments], stdout=subprocess.DEVNULL, check=False, env=os.environ)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        waited.append(time.perf_counter() - start)
        spent.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return min(spent), min(waited)


def linters() -> tuple[Linter, linting.Kit]:
    """A linter as the command builds it."""
    kit = linting.kit_of("ukraine")
    return Linter(linting.knowledge_of(kit), kit.lexicon, selected()), kit


def main() -> int:
    """Print the figures; 1 where one is over what is promised."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, default=REPORTS if REPORTS.is_dir() else EXAMPLE)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        line = Path(folder) / "line.txt"
        line.write_text("January 24, 2023\n\nNothing was reported.\n")
        starts = {"start": ("--explain", "P301"), "start and one line": (str(line),)}
        taken = {what: started(given.rounds, *arguments) for what, arguments in starts.items()}
    for what, (cpu, wall) in taken.items():
        print(f"{what:24}{cpu:6.2f} s processor {wall:6.2f} s wall")
    linter, kit = linters()
    documents, _ = linting.documents_of([given.reports], kit)
    for turn in ("first time", "again"):
        times = []
        for one in documents:
            begun = time.process_time()
            linter.lint(one.document)
            times.append((time.process_time() - begun) * 1000)
        words = sum(len(one.document.text.split()) for one in documents)
        shares = statistics.quantiles(times, n=20)
        print(
            f"{len(times)} reports, {turn:12} first {times[0]:5.0f} ms, median {statistics.median(times):5.1f}, "
            f"95% under {shares[18]:5.1f}, longest {max(times):5.1f}; {words / sum(times) * 1000:,.0f} words/s"
        )
    late = taken["start"][0] > PROMISED_START_S or statistics.median(times) > PROMISED_REPORT_MS
    return int(late)


if __name__ == "__main__":
    sys.exit(main())
