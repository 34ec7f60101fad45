"""How far a choice of takeaways from the body alone can reach; read in TAKEAWAYS.md.

usage: takeaways_limits.py [SHARED]

All on the odd days of the month, and out of fold: words and weights are set anew without the reports that they choose
from. Printed are

learning  the share of takeaways covered when words and weights are learnt from so many of the other reports
lost      where the takeaways are lost that a sentence covers: how many of them are covered by the first k sentences by
          score, by half as many more, and so on; how many would be if the right sentence of each chosen paragraph were
          known, and if the right paragraphs were
reader    the sentences that a reader chose who had seen neither takeaways nor toplines (takeaways_reading.jsonl: where
          each begins in its document), beside ours
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from takeaways import FOLDS, HERE, Report, covers, fitted, reports, told_by, unseen, worded

from situate.cli.workshop import Workshop, workshop
from situate.produce.gist import Rule, gist, score
from situate.produce.gist_lines import Line

SIZES = (10, 20, 40, 80)
MORE = (1.0, 1.5, 2.0, 3.0)
Weights = Mapping[Rule, float]


class Reading(msgspec.Struct, frozen=True):
    """What a reader chose of one report: where each sentence begins."""

    document: str
    chosen: tuple[int, ...]


class Choice(msgspec.Struct, frozen=True):
    """A report as told by words of others, the lines by score, those chosen, and which takeaways each line covers."""

    report: Report
    order: tuple[int, ...]
    chosen: tuple[int, ...]
    hits: list[list[bool]]

    def covered(self, lines: Sequence[int]) -> set[int]:
        """The takeaways that these lines cover."""
        return {n for line in lines for n, hit in enumerate(self.hits[line]) if hit}


def out_of_fold(found: Sequence[Report], bench: Workshop, size: int) -> list[Choice]:
    """What is chosen of each report with words and weights learnt from `size` reports of the other folds."""
    result: list[Choice] = []
    for n in range(FOLDS):
        others = [r for m, r in enumerate(found) if m % FOLDS != n]
        known = [others[i * len(others) // size] for i in range(size)] if size < len(others) else others
        words, weights = worded(known), fitted(unseen(known), bench)
        result += [choice(told_by(words, r), weights, bench) for r in found[n::FOLDS]]
    return result


def choice(report: Report, weights: Weights, bench: Workshop) -> Choice:
    """What is chosen with these weights."""
    lines = report.lines
    scores = [score(line, bench.theatre, weights) for line in lines]
    number = {(line.start, line.end): n for n, line in enumerate(lines)}
    chosen = gist(lines, len(report.takeaways), bench.theatre, weights)
    order = sorted(range(len(lines)), key=lambda n: -scores[n])
    return Choice(report, tuple(order), tuple(number[c.start, c.end] for c in chosen), covers(report))


def paragraphs(lines: Sequence[Line]) -> list[list[int]]:
    """The numbers of the lines, by paragraph."""
    starts = [n for n, line in enumerate(lines) if line.opens or n == 0 or lines[n - 1].section != line.section]
    ends = [*starts[1:], len(lines)]
    return [list(range(start, end)) for start, end in zip(starts, ends, strict=True)]


def print_lost(choices: Sequence[Choice]) -> None:
    """Where takeaways that a sentence covers are lost."""
    every = [c.covered(range(len(c.hits))) for c in choices]
    print(f"lost      of {sum(map(len, every))} that one sentence covers")
    print(f"  chosen                                {sum(len(c.covered(c.chosen)) for c in choices)}")
    for more in MORE:
        first = sum(len(c.covered(c.order[: int(more * len(c.report.takeaways))])) for c in choices)
        print(f"  among the first {more:3} k by score         {first}")
    known = right = 0
    for c in choices:
        parts, rank = paragraphs(c.report.lines), {n: i for i, n in enumerate(c.order)}
        known += sum(min(len(c.covered(p)), len(set(p) & set(c.chosen))) for p in parts)
        right += len(c.covered([min(p, key=lambda n: rank[n]) for p in parts if c.covered(p)]))
    print(f"  our paragraphs, their right sentences {known}")
    print(f"  the right paragraphs, our sentences   {right}")


def print_reader(choices: Sequence[Choice]) -> None:
    """The reader's sentences beside ours."""
    decode = msgspec.json.Decoder(Reading)
    rows = map(decode.decode, (HERE / "takeaways_reading.jsonl").read_bytes().splitlines())
    readings = {row.document: set(row.chosen) for row in rows}
    read = [c for c in choices if Path(c.report.document.name).name in readings]
    theirs = [
        [n for n, x in enumerate(c.report.lines) if x.start in readings[Path(c.report.document.name).name]]
        for c in read
    ]
    asked, most = sum(len(c.report.takeaways) for c in read), sum(len(c.covered(range(len(c.hits)))) for c in read)
    mine, reader = (
        sum(len(c.covered(lines)) for c, lines in zip(read, chosen, strict=True))
        for chosen in ([c.chosen for c in read], theirs)
    )
    print(f"reader    {len(read)} reports, {asked} takeaways: reader {reader}, ours {mine}, best {most}")


def main() -> int:
    """Print the three; exit 0."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1] / "shared"
    if not any(shared.glob("corpus/roca-2022/*.html")):
        print(f"SKIPPED: no reports below {shared}")
        return 0
    bench = workshop("ukraine")
    odd = [r for r in reports(shared, bench) if r.document.published.day and r.document.published.day.day % 2]
    asked = sum(len(r.takeaways) for r in odd)
    print(f"{len(odd)} reports, {asked} takeaways")
    for size in SIZES:
        choices = out_of_fold(odd, bench, size)
        hits = sum(len(c.covered(c.chosen)) for c in choices)
        print(f"learning  from {min(size, len(odd) - len(odd) // FOLDS):2} reports: {hits / asked:.3f}")
    print_lost(choices)
    print_reader(choices)
    return 0


if __name__ == "__main__":
    sys.exit(main())
