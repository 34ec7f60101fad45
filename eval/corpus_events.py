"""The event type of claims drawn from the 188 reports: a sample to label without seeing the event given, and its score.

usage: corpus_events.py [SHARED] --draw SEED [--count N] [--of GLOB]
       corpus_events.py [SHARED] --score [--rows FIRST:STOP:STEP] [--reader LETTER] [--show N]

--draw extracts the reports below SHARED/corpus (default ../shared) and prints N claims, as many from each report as its
share of all claims, give or take one: number, file, offsets, content, and the sentences it stands in after the one
before them, but nothing else that the extractor found. The same seed over the same claims draws the same sample.

The labels (corpus_events/LETTER.jsonl, READING.md) are JSON lines without a word of the reports:
    {"file", "start", "end", "event", "also": [event, ...], "bad": true where the text is no claim or badly cut}
--score extracts the reports that the labels name, gives each label the claim that overlaps it best (the characters in
both over those in either, at least LEAST), and prints the share with exactly `event`, the share with `event` or one of
`also`, how many found no claim, and what is taken for what. A label without a claim counts as wrong. --rows slices each
file of labels as Python slices a list: 1::2 are the odd rows, on which rules are written, 0::2 the even ones. --show
prints N of the wrong ones with their text, to the terminal alone; it refuses rows not all of which are odd. Exits 1
where a label is at fault.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

from reading_sample import Report, reports
from run import rows_of

from situate.model import Document
from situate.vocab import EVENTS

HERE = Path(__file__).parent
LABELS = HERE / "corpus_events"
# Below a third the claim is a neighbour of the label, or the whole sentence around one of its many parts.
LEAST = 0.33
NO_CLAIM = "no claim"
# The end of a sentence, with its quotes and footnotes: good enough to show a reader where a claim stands.
STOP = re.compile(r"(?<=[.!?])[\"”’)]*(?:\[\d+\])*\s+(?=[\"“(]?[A-Z])")


class Label(NamedTuple):
    """What a reader says that the text at these offsets is about; `also` holds types that another may give it."""

    file: str
    start: int
    end: int
    event: str
    also: tuple[str, ...]
    bad: bool


class Scored(NamedTuple):
    """A label, its text with what stands around it, and the event given there, NO_CLAIM where no claim is."""

    label: Label
    around: str
    given: str


def sentences(document: Document, start: int, end: int) -> str:
    """The sentences that hold a span, and the one before them in its passage."""
    for passage in document.passages:
        if passage.start <= start < passage.end:
            text = document.text[passage.start : passage.end]
            stops = [passage.start + stop.end() for stop in STOP.finditer(text)]
            bounds = list(pairwise([passage.start, *stops, passage.end]))
            held = [number for number, (a, b) in enumerate(bounds) if a < end and start < b]
            return document.text[bounds[max(0, held[0] - 1)][0] : bounds[held[-1]][1]].strip()
    return document.text[start:end]


def draw(found: list[Report], seed: int, count: int) -> None:
    """Print claims spread evenly over the reports: every n-th of all, those of a report in an order of chance."""
    choose = Random(seed)
    every = [(report, claim) for report in found for claim in choose.sample(report.claims, len(report.claims))]
    first, step = choose.random(), len(every) / count
    for number in range(count):
        report, claim = every[int((number + first) * step)]
        at = claim.content
        print(f"\n#{number + 1} {report.name} {at.start} {at.end}  under {' / '.join(claim.section)}")
        print(f"  {sentences(report.document, at.start, at.end)}\n  [{at.text}]")
    print(f"\n{len(every)} claims to draw from", file=sys.stderr)


def labels(asked: slice, reader: str) -> Iterator[Label]:
    """The rows asked for of every reader's labels, or of one's."""
    for path in sorted(LABELS.glob(f"{reader}.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines()[asked]:
            row = json.loads(line)
            also, bad = tuple(row.get("also", ())), bool(row.get("bad", False))
            yield Label(row["file"], row["start"], row["end"], row["event"], also, bad)


def fault(label: Label, report: Report | None) -> str | None:
    """What is wrong with a label, in words."""
    where = f"{label.file} {label.start}"
    if report is None:
        return f"{where}: no such report"
    if not 0 <= label.start < label.end <= len(report.document.text):
        return f"{where}: to {label.end} is not in the document"
    unknown = {label.event, *label.also} - EVENTS
    return f"{where}: unknown event {', '.join(sorted(unknown))}" if unknown else None


def given(label: Label, report: Report) -> str:
    """The event of the claim that overlaps the label best."""
    best, event = LEAST, NO_CLAIM
    for claim in report.claims:
        at = claim.content
        shared = min(at.end, label.end) - max(at.start, label.start)
        share = shared / (max(at.end, label.end) - min(at.start, label.start))
        if share > best:
            best, event = share, claim.event
    return event


def tally(scored: list[Scored]) -> None:
    """Print the shares right, and what is taken for what where neither `event` nor `also` has it."""
    for name, part in (("all", scored), ("without bad spans", [s for s in scored if not s.label.bad])):
        exact = sum(s.given == s.label.event for s in part)
        held = sum(s.given in (s.label.event, *s.label.also) for s in part)
        none = sum(s.given == NO_CLAIM for s in part)
        count = max(1, len(part))
        print(
            f"event types of claims of reports, {name}: {len(part)} labels, exactly {exact / count:.3f}, "
            f"with also {held / count:.3f}, no claim {none}"
        )
    wrong = Counter((s.label.event, s.given) for s in scored if s.given not in (s.label.event, *s.label.also))
    print(*(f"  {meant} → {got}: {count}" for (meant, got), count in wrong.most_common()), sep="\n")


def score(asked: argparse.Namespace) -> int:
    """Score the labels asked for; 1 where one of them is at fault."""
    chosen = list(labels(asked.rows, asked.reader))
    names = {label.file for label in chosen}
    paths = sorted(path for path in asked.shared.glob("corpus/*/*") if path.name in names)
    if not paths:
        print(f"SKIPPED: no labels, or none of their reports below {asked.shared}")
        return 0
    found = {report.name: report for report in reports(paths)}
    faults = [text for label in chosen if (text := fault(label, found.get(label.file)))]
    print(*(f"FAILED: {text}" for text in faults), sep="\n", end="\n" if faults else "", file=sys.stderr)
    if faults:
        return 1
    documents = {name: report.document for name, report in found.items()}
    scored = [Scored(x, sentences(documents[x.file], x.start, x.end), given(x, found[x.file])) for x in chosen]
    tally(scored)
    for label, around, got in [s for s in scored if s.given not in (s.label.event, *s.label.also)][: asked.show]:
        text = documents[label.file].text[label.start : label.end]
        print(f"\n{label.event} → {got}  {label.file} {label.start}\n  {around}\n  [{text}]")
    return 0


def main() -> int:
    """Print a sample, or the score of the labels."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--of", default="roca-2022/*.html", metavar="GLOB")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--draw", type=int, metavar="SEED")
    what.add_argument("--score", action="store_true")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--rows", type=rows_of, default=slice(None))
    parser.add_argument("--reader", default="*", metavar="LETTER")
    parser.add_argument("--show", type=int, default=0)
    asked = parser.parse_args()
    if asked.show and ((asked.rows.start or 0) % 2 != 1 or (asked.rows.step or 1) % 2 != 0):
        parser.error("--show prints odd rows alone, on which rules are written: add --rows 1::2")
    if asked.score:
        return score(asked)
    paths = sorted(asked.shared.glob(f"corpus/{asked.of}"))
    if not paths:
        print(f"SKIPPED: no reports {asked.of} below {asked.shared}")
        return 0
    draw(list(reports(paths)), asked.draw, asked.count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
