"""The event type of claims drawn from the 188 reports: a sample to label without seeing the event given, and its score.

usage: corpus_events.py [SHARED] --draw SEED --count N [--of GLOB]

--draw extracts the reports below SHARED/corpus (default ../shared) and prints N claims, as many from each report as its
share of all claims, give or take one: number, file, offsets, content, and the sentences it stands in after the one
before them, but nothing else that the extractor found. The same seed over the same claims draws the same sample.
"""

import argparse
import random
import re
import sys
from pathlib import Path

from reading_sample import Report, reports
from situate.model import Claim, Document

HERE = Path(__file__).parent
# The end of a sentence: good enough to show a reader where a claim stands.
STOP = re.compile(r"(?<=[.!?])[\"”’)]*(?:\[\d+\])*\s+(?=[\"“(]?[A-Z])")


def sentences(document: Document, start: int, end: int) -> str:
    """The sentences that hold a span, and the one before them, of its passage."""
    for passage in document.passages:
        if passage.start <= start < passage.end:
            text = document.text[passage.start : passage.end]
            starts = [0, *(stop.end() for stop in STOP.finditer(text)), len(text)]
            bounds = [(a + passage.start, b + passage.start) for a, b in zip(starts, starts[1:], strict=False)]
            held = [n for n, (a, b) in enumerate(bounds) if a < end and start < b]
            return document.text[bounds[max(0, held[0] - 1)][0] : bounds[held[-1]][1]].strip()
    return document.text[start:end]


def draw(found: list[Report], seed: int, count: int) -> None:
    """Print claims spread evenly over the reports: every n-th of all, each report's in an order of its own."""
    choose = random.Random(seed)
    every = [(r, c) for r in found for c in choose.sample(r.claims, len(r.claims))]
    step = len(every) / count
    first = choose.random()
    for number in range(count):
        report, claim = every[int((number + first) * step)]
        at = claim.content
        print(f"\n#{number + 1} {report.name} {at.start} {at.end}  under {' / '.join(claim.section)}")
        print(f"  {sentences(report.document, at.start, at.end)}\n  [{at.text}]")
    print(f"\n{len(every)} claims to draw from", file=sys.stderr)


def main() -> int:
    """Print a sample, or the score of the labels."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--of", default="roca-2022/*.html", metavar="GLOB")
    parser.add_argument("--draw", type=int, metavar="SEED")
    parser.add_argument("--count", type=int, default=300)
    asked = parser.parse_args()
    paths = sorted(asked.shared.glob(f"corpus/{asked.of}"))
    if not paths:
        print(f"SKIPPED: no reports {asked.of} below {asked.shared}")
        return 0
    draw(list(reports(paths)), asked.draw, asked.count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
