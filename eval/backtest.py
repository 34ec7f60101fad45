"""Backtest of the judge over the 2022 reports, as known at the time: what it said of captures, and what came of them.

usage: .venv/bin/python eval/backtest.py [--shared ../shared] [--fit] [--records N] [--out FOLDER]

The reports are linked and judged day by day. On every day on which reports claim a capture, the probability is the one
that the judgment gave at the end of that day. Two things tell what came of it, and are kept apart:

reports  the first decisive day of the next 30 days of reports (`judge.outcomes`): later days only, any speaker. What
         nothing decided is left out, and counted.
map      `gold/control-2022-02-to-08.csv`: within 7 days, or within 30, was the settlement in the layer of assessed
         control (for the side that the file maps), or out of it or in the layer of counter-offensives (for the other)?

`backtest_trials` tells how each row of the table is tested, and beside which baselines. A gain is what the Brier score
falls by; its interval (95 %) is drawn over whole weeks and over whole places, and the outer bounds are kept. "Better":
the interval over either baseline lies above zero. --out writes the table, every claim with what it was given and what
came of it, and the calibration plots. Needs the dependency group `measure` (numpy).
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from backtest_cases import MONTH, SOON, Forecast, History, forecasts, judged_day_by_day, timing
from backtest_fit import AT_REST, HELD_BY, RIDGE, crossed, fitted
from backtest_plot import lines
from backtest_table import Result, cells, result, spelt, write
from backtest_trials import REPORTS, Past, middle, trials
from control_corpus import claims_of
from control_file import File

from situate.config import data_folder, read_folder
from situate.judge.calibration import calibration as words
from situate.judge.horizon import TOO_SOON
from situate.judge.probability import WEIGHTS
from situate.judge.record import Records, entries
from situate.store.gazetteers import StoredGazetteer
from situate.theatre import Theatre, read_theatre

# The judgment says whether it is so: by the reports and by the map within a week it must be better than both baselines;
# for certain over all claims, and forward at least by the score, for that has half the claims of the reports.
MUST_BE_BETTER = {
    f"{question}; {design}; judgment": verdicts
    for question in ("reports", f"map, {SOON} days")
    for design, verdicts in (("halves pooled", ("better",)), ("forward", ("better", "better, not for certain")))
}


def print_records(history: History, theatre: Theatre, least: int) -> None:
    """Print the record of every source with so many judged claims at the end."""
    kept = Records(entries(history.propositions, history.bench), {s.id: s for s in theatre.sources})
    last = max(c.published for c in history.claims.values() if c.published)
    found = [kept.of(source, last) for source in kept.sources()]
    print(f"records of sources with {least} judged claims or more, as known on {last}; prior 1 right, 1 wrong:")
    for r in sorted(found, key=lambda r: -r.judged):
        if r.judged >= least:
            print(
                f"  {r.letter}  {r.source:28} right {r.right:4}  wrong {r.wrong:3}  undecided {r.undecided:5}"
                f"  mean {r.mean:.2f} ({r.low:.2f} to {r.high:.2f})"
            )


def print_words(history: History) -> None:
    """Print what came of what assessors said with a word of probability, for words used five times or more."""
    last = max(c.published for c in history.claims.values() if c.published)
    print("words of probability: what the scale says, and the share that came true (90 % interval):")
    for w in words(history.propositions, history.bench, last):
        judged = w.true + w.false
        if judged >= 5:
            scale = "off the scale" if w.low is None else f"{w.low:g} to {w.high:g} %"
            print(
                f"  {w.publisher} {w.word:24} {scale:14} true {w.true:3} of {judged:3}: {w.true / judged:.2f}"
                f" ({w.true_low:.2f} to {w.true_high:.2f})  open {w.open}"
            )


def print_fit(rows: Sequence[Forecast]) -> None:
    """Print the weights for `probability.py`: fitted on what was known before the second half of the days began."""
    half = middle(rows)
    known = Past([f for f in rows if f.day < half], half - timedelta(days=1))
    seen = [(f.factors, y) for f, y in known.of(REPORTS)]
    loose, stiff = crossed(seen, (RIDGE,) * len(AT_REST)), crossed(seen, HELD_BY)
    print(f"cross-validated on {len(seen)}: {stiff:.3f}; {loose:.3f} with the record held as loosely as the rest")
    print(f"fitted on {len(seen)}:")
    for (factor, _), weight in zip(WEIGHTS, fitted(seen, AT_REST, HELD_BY), strict=True):
        print(f"    ({factor.__name__}, {weight:.2f}),")


def print_cases(rows: Sequence[Forecast], file: File) -> None:
    """Print how many claims there are, what came of them, and how late the map shows those of the second half."""
    half, decided = middle(rows), Counter(f.by_reports for f in rows)
    print(
        f"{len(rows)} captures of {len({f.proposition.place for f in rows})} places claimed on "
        f"{len({f.day for f in rows})} days; within 30 days the reports bear out {decided[True]}, "
        f"refute {decided[False]}, leave {decided[None]} open; second half from {half}"
    )
    print("captures of the second half, after how many days the map shows them:")
    print(*timing([f for f in rows if f.day >= half], file), sep="\n")
    late = [f.on_map[MONTH] for f in rows if f.on_map[MONTH] is not None and f.on_map[SOON] is False]
    print(
        f"claimed too soon: {sum(map(bool, late))} of {len(late)} that the map did not show within a week it showed "
        f"within a month; `judge.horizon` says {TOO_SOON.came} of {TOO_SOON.count}"
    )


def print_table(results: Sequence[Result]) -> None:
    """Print the table, and what the forecast for a month gains over the judgment where that is asked for a month."""
    print("gains: what the Brier score falls by, with its 95 % interval over weeks and places")
    for r in results:
        name, n, true, given, *scores, base, outlets, side, verdict = cells(r)
        briers = "  ".join(
            f"{w} {s}" for w, s in zip(("Brier", "base rate", "outlets", "by side"), scores, strict=True)
        )
        print(
            f"{name:60} n {n:>3}  true {true}  given {given}  {briers}  over base rate {base}  over outlets {outlets}"
            f"  over by side {side}  {verdict}"
        )
    for r in results:
        if r.trial.judge == "held within":
            print(f"{r.trial.title:60} over the judgment {spelt(r.gains['judgment'])}")
    for r in results:
        if r.trial.design in ("forward", "halves pooled"):
            print(*lines(r.trial), sep="\n")


def read_history(shared: Path, theatre: Theatre) -> History:
    """The reports of 2022, read and judged day by day, with a gazetteer compiled for the time."""
    files = sorted((shared / "corpus" / "roca-2022").glob("*.html"))
    with tempfile.TemporaryDirectory() as folder:
        gazetteer = StoredGazetteer(Path(folder), theatre.countries)
        gazetteer.add(shared / "data" / "UA.txt")
        claims = list(claims_of(files, theatre, gazetteer))
        gazetteer.close()
    return judged_day_by_day(claims, theatre)


def main() -> int:
    """Print the backtest. Exit 1 where the judgment must be better than both baselines and is not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--fit", action="store_true", help="print weights fitted on the first half, for probability.py")
    parser.add_argument("--records", type=int, default=8, help="print records of sources with so many judged claims")
    parser.add_argument("--out", type=Path, help="write table.md, claims.csv, scores.json, calibration.svg to a folder")
    args = parser.parse_args()
    if not args.shared.is_dir():
        print(f"SKIPPED: no folder {args.shared}; nothing was measured")
        return 0
    theatre = read_theatre(read_folder(data_folder("theatres", "ukraine")))
    history, file = read_history(args.shared, theatre), File(args.shared / "gold" / "control-2022-02-to-08.csv")
    rows = forecasts(history, theatre, file)
    print_cases(rows, file)
    if args.fit:
        print_fit(rows)
    results = [result(trial) for trial in trials(rows)]
    print_table(results)
    print_records(history, theatre, args.records)
    print_words(history)
    if args.out:
        write(args.out, results, rows)
    judged = {r.trial.title: r.verdict for r in results}
    failed = [
        f"{title}: {judged[title]}" for title, verdicts in MUST_BE_BETTER.items() if judged[title] not in verdicts
    ]
    print(*[f"FAILED: {f}" for f in failed] or ["better than both baselines where it must be"], sep="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
