"""Draw claims and passages for somebody to read against their text, and tally what was found.

usage: reading_sample.py [SHARED] [--of GLOB] [--seed N] [--claims N] [--passages N]
       reading_sample.py [SHARED] --check VERDICTS

The first form extracts the reports below SHARED/corpus (default ../shared) that GLOB names, by default the 188 of 2022,
and prints a random sample of their claims, each with its passage and every field, and a random sample of speaking
passages with the claims found in them; the same seed over the same claims draws the same sample. Where the reports are
absent it says so and stops.

VERDICTS is JSON lines, written by the reader (READING.md), never with a word of the report:
    {"file", "start", "end", "commit", "verdicts": {field: "right" | "wrong" | "arguable"}, "classes": [...], "comment"}
    {"file", "start", "end", "commit", "found": N, "missed": [{"start", "end", "class", "comment"}]}
The first is a claim, by the offsets of its content in the document's text; the second a passage and what it lacks.
--check looks every offset up in today's extraction, says which claims it still has, and prints the tallies; it exits
1 where an offset lies outside its document or a word is unknown.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from situate.cli.workshop import workshop
from situate.ingest import read
from situate.model import Claim, Document, Original
from situate.vocab import SPEAKING

HERE = Path(__file__).parent
FIELDS = (
    "speaker", "cue", "stance", "span", "event", "negated", "places", "dates", "author_view", "likelihood", "evidence",
)  # fmt: skip
VERDICTS = ("right", "arguable", "wrong")


class Report(NamedTuple):
    """A report as read today: its file's name, its document and the claims of it."""

    name: str
    document: Document
    claims: tuple[Claim, ...]


def reports(paths: list[Path]) -> Iterator[Report]:
    """Read, parse and extract reports."""
    bench = workshop("ukraine")
    for original in read(paths):
        if not isinstance(original, Original):
            continue
        for item in original.items:
            for document in bench.stages.parse(item):
                yield Report(Path(item.name).name, document, tuple(bench.stages.extract(document)))


def texts(values: Any) -> str:
    """The texts of a claim's speakers, actors or dates, in a row."""
    return "; ".join(value.text for value in values)


def fields(claim: Claim) -> str:
    """Every field that a reader judges, on a few lines."""
    places = "; ".join(f"{place.text}:{place.role}" for place in claim.places)
    dates = "; ".join(f"{day.text} {day.first}..{day.last} {day.of}" for day in claim.dates)
    cue, likelihood = claim.cue and claim.cue.text, claim.likelihood and claim.likelihood.text
    return (
        f"    [{claim.content.text}]\n    speakers [{texts(claim.speakers)}] cue {cue!r} {claim.stance} {claim.event}"
        f"{' NEGATED' if claim.negated else ''} view {claim.author_view} likelihood {likelihood!r}"
        f" evidence {claim.evidence}\n    actors [{texts(claim.actors)}] places [{places}] dates [{dates}]"
        f" locators [{'; '.join(f'{x.text} of {x.of}' for x in claim.locators)}]"
    )


def around(document: Document, start: int, end: int) -> str:
    """The passage that an offset stands in, with the span marked."""
    for passage in document.passages:
        if passage.start <= start < passage.end:
            text = document.text
            return f"{text[passage.start : start]}⟦{text[start:end]}⟧{text[end : passage.end]}"
    return document.text[start:end]


def draw(found: list[Report], seed: int, claims: int, passages: int) -> None:
    """Print the two samples."""
    choose = random.Random(seed)
    every = [(report, claim) for report in found for claim in report.claims]
    for number, (report, claim) in enumerate(choose.sample(every, min(claims, len(every))), start=1):
        at = claim.content
        print(f"\n#{number} {report.name} {at.start} {at.end}  under {' / '.join(claim.section)}")
        print(f"{around(report.document, at.start, at.end)}\n{fields(claim)}")
    spoken = [(report, p) for report in found for p in report.document.passages if p.kind in SPEAKING]
    for number, (report, passage) in enumerate(choose.sample(spoken, min(passages, len(spoken))), start=1):
        print(f"\n## passage {number} {report.name} {passage.start} {passage.end}")
        print(report.document.text[passage.start : passage.end])
        for claim in report.claims:
            if passage.start <= claim.content.start < passage.end:
                print(f"  {claim.content.start} {claim.content.end} [{claim.content.text}]")
    print(f"\n{len(every)} claims and {len(spoken)} passages to draw from", file=sys.stderr)


def faults(row: dict[str, Any], length: int) -> Iterator[str]:
    """What is wrong with one verdict, in words; `length` is that of its document."""
    where = f"{row['file']} {row['start']}"
    spans = [(row["start"], row["end"]), *((m["start"], m["end"]) for m in row.get("missed", []))]
    yield from (f"{where}: {a} to {b} is not in the document" for a, b in spans if not 0 <= a < b <= length)
    for field, verdict in row.get("verdicts", {}).items():
        if field not in FIELDS or verdict not in VERDICTS:
            yield f"{where}: unknown {field} {verdict}"
    if "verdicts" in row and set(row["verdicts"]) != set(FIELDS):
        yield f"{where}: without {sorted(set(FIELDS) - set(row['verdicts']))}"


def tally(rows: list[dict[str, Any]]) -> None:
    """Print the verdicts by field, the classes of error, and what the passages lack."""
    claims = [row for row in rows if "verdicts" in row]
    print(f"{len(claims)} claims read\n{'':14}" + "".join(f"{verdict:>10}" for verdict in VERDICTS))
    for field in FIELDS:
        count = Counter(row["verdicts"][field] for row in claims)
        print(f"{field:14}" + "".join(f"{count[verdict]:10}" for verdict in VERDICTS))
    clean = sum(set(row["verdicts"].values()) == {"right"} for row in claims)
    held = sum("wrong" not in row["verdicts"].values() for row in claims)
    print(f"all fields right {clean}; none wrong {held}\nclasses of error")
    for name, number in Counter(name for row in claims for name in row["classes"]).most_common():
        print(f"  {number:4} {name}")
    passages = [row for row in rows if "missed" in row]
    missed = [miss for row in passages for miss in row["missed"]]
    print(f"{len(passages)} passages read, {sum(row['found'] for row in passages)} claims found, {len(missed)} missed")
    for name, number in Counter(miss["class"] for miss in missed).most_common():
        print(f"  {number:4} {name}")


def check(verdicts: Path, shared: Path) -> int:
    """Look the verdicts up in today's extraction and tally them; 1 where one of them is at fault."""
    rows = [json.loads(line) for line in verdicts.read_text(encoding="utf-8").splitlines()]
    names = {row["file"] for row in rows}
    found = {report.name: report for report in reports([p for p in shared.rglob("corpus/*/*") if p.name in names])}
    wrong = [f"{row['file']}: no such report" for row in rows if row["file"] not in found]
    wrong += [
        fault for row in rows if row["file"] in found for fault in faults(row, len(found[row["file"]].document.text))
    ]
    for fault in wrong:
        print(f"FAILED: {fault}", file=sys.stderr)
    if wrong:
        return 1
    spans = {name: {(c.content.start, c.content.end) for c in report.claims} for name, report in found.items()}
    still = [(row["start"], row["end"]) in spans[row["file"]] for row in rows if "verdicts" in row]
    print(f"{sum(still)} of {len(still)} claims still stand at the very offsets that were read")
    tally(rows)
    return 0


def main() -> int:
    """Print a sample, or check and tally verdicts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--of", default="roca-2022/*.html", metavar="GLOB")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--claims", type=int, default=100)
    parser.add_argument("--passages", type=int, default=50)
    parser.add_argument("--check", type=Path)
    args = parser.parse_args()
    paths = sorted(args.shared.glob(f"corpus/{args.of}"))
    if not paths:
        print(f"SKIPPED: no reports {args.of} below {args.shared}")
        return 0
    if args.check:
        return check(args.check, args.shared)
    draw(list(reports(paths)), args.seed, args.claims, args.passages)
    return 0


if __name__ == "__main__":
    sys.exit(main())
