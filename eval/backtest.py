"""Backtest of the judge over the 2022 reports, as known at the time: what it said of captures, and what came of them.

usage: .venv/bin/python eval/backtest.py [--shared ../shared] [--fit] [--records N] [--json FILE]

The reports are linked and judged day by day. On every day on which reports claim a capture, the probability is the one
that the judgment gave at the end of that day. Two things tell what came of it, and are kept apart:

reports  the first decisive day of the next 30 days of reports (`judge.outcomes`): later days only, any speaker. What
         nothing decided is left out, and counted.
file     `gold/control-2022-02-to-08.csv`: within 7 days, was the settlement in the layer of assessed control (for the
         side that the file maps), or out of it or in the layer of counter-offensives (for the other)? With --window
         30, within 30 days.

The weights were fitted on reports' outcomes of the first half of the days (known before the second half began); the
second half tests them, and the file tests both halves, for no weight was fitted on it. Beside the judgment stand the
base rate (share true in the other half), the base rate in hindsight (share true in the tested half itself, which nobody
could know) and outlet counting (logistic regression on the number of outlets that say so, fitted on the other half).
Both are fitted on what they are tested on; the rows "weights by the file" fit the judgment's weights likewise, on the
other half. Within 30 days the file also shows places taken after they were claimed too soon, which is another question:
see eval/BACKTEST.md.
"""

import argparse
import json
import math
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import msgspec
from control_corpus import claims_of
from control_file import HELD, RETAKEN, File, touches

from situate.config import data_folder, read_folder
from situate.geo import Point
from situate.judge.calibration import calibration as words
from situate.judge.outcomes import outcome, signs
from situate.judge.probability import WEIGHTS, Setting, probability
from situate.judge.record import Records, beta_quantiles, entries
from situate.judge.rulings import Rulings
from situate.judge.tracks import Tracks
from situate.judge.verdict import Bench, judge_again
from situate.judge.weighing import NOTHING
from situate.model import Claim, Judgment, Proposition
from situate.resolve.propositions import Linker
from situate.store.gazetteers import StoredGazetteer
from situate.theatre import Theatre, read_theatre

# Ridge keeps the weights of rare factors near where they would be without any data: 1 for a record (log-odds that speak
# for themselves), 0 for all else. As if two cases had been seen; the same for outlet counting. A record is a
# probability already, with a prior of its own: that its weight is not 1, or that a constant goes with it, takes as many
# cases as sixteen to say (their priors' standard deviation is a quarter). Chosen by cross-validation within the first
# half, which `--fit` prints.
RIDGE = 2.0
RESTING = {"camp_record": 1.0}
STIFF = {"camp_record": 16.0, "constant": 16.0}
AT_REST = tuple(RESTING.get(factor.__name__, 0.0) for factor, _ in WEIGHTS)
HELD_BY = tuple(STIFF.get(factor.__name__, RIDGE) for factor, _ in WEIGHTS)
# Log-odds beyond which nothing is gained, and the longest step of Newton's method, which may overshoot far out.
_SURE, _STEP = 30.0, 2.0
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
DRAWS = 2000
LAST_OF_FILE = date(2022, 8, 31)
MAPPED = "russia"


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """What the judgment on one capture was on a day on which it was claimed, and what came of it."""

    day: date
    proposition: Proposition
    probability: float
    factors: tuple[float, ...]
    outlets: int
    by_reports: bool | None
    decided: date | None
    by_file: bool | None


class History(msgspec.Struct):
    """The reports judged day by day: each capture's judgment on the days that claim it, and the last day's bench."""

    given: list[tuple[date, Proposition, Judgment]]
    claims: dict[str, Claim]
    propositions: tuple[Proposition, ...]
    bench: Bench


def judged_day_by_day(claims: Iterable[Claim], theatre: Theatre) -> History:
    """Link and judge each day's claims with what was known by its end."""
    by_day: dict[date, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.published is not None:
            by_day[claim.published].append(claim)
    linker, known = Linker(theatre), dict[str, Claim]()
    before: dict[str, tuple[Proposition, Judgment]] = {}
    given: list[tuple[date, Proposition, Judgment]] = []
    found: tuple[Proposition, ...] = ()
    for day in sorted(by_day):
        found = linker.add(by_day[day])
        today = {c.id: c for c in by_day[day]}
        known.update(today)
        judgments = judge_again(found, known, theatre, before)
        before = {p.id: (p, j) for p, j in zip(found, judgments, strict=True)}
        for p, j in before.values():
            if j.probability is not None and any(c in today for c in p.supports):
                given.append((day, p, j))
    return History(given, known, found, Bench(found, known, theatre, Rulings(())))


def forecasts(history: History, theatre: Theatre, file: File, window: int) -> list[Forecast]:
    """Every capture on every day that claims it, with its judgment then and its outcomes."""
    latest, camps = {p.id: p for p in history.propositions}, theatre.camps()
    captures = [p for p in history.propositions if p.event in ("capture", "hold")]
    tracks = Tracks(history.bench.later(p) for p in captures if history.bench.is_held(p))
    made = []
    for day, p, judgment in history.given:
        came = outcome(signs(history.bench.later(latest[p.id])), day, None, after=1)
        receipt, camp = judgment.receipt, camps.get(p.side or "", p.side or "")
        setting = Setting(
            found_for={line.rule: (1.0, NOTHING) for line in receipt.spoke_for},
            against={line.rule: (1.0, NOTHING) for line in receipt.against},
            track=tracks.of(camp, day, besides=p.id),
        )
        again = probability(setting).value
        if judgment.probability is None or abs(again - judgment.probability) > 0.01:
            print(f"as known {judgment.probability}, in hindsight {again:.3f}: {p.place_name} {day}", file=sys.stderr)
        made.append(
            Forecast(
                day=day,
                proposition=p,
                probability=judgment.probability or 0.5,
                factors=tuple(factor(setting) for factor, _ in WEIGHTS),
                outlets=_outlets(p, history.claims),
                by_reports=came.right,
                decided=came.day,
                by_file=_in_file(p, day, file, window),
            )
        )
    return made


def _outlets(p: Proposition, claims: dict[str, Claim]) -> int:
    """What a dashboard counts: the different names that stand at a claim."""
    return len({"; ".join(s.text.casefold() for s in claims[c].speakers) or claims[c].publisher for c in p.supports})


def _in_file(p: Proposition, day: date, file: File, window: int) -> bool | None:
    """What the file shows within the window; None where it ends before, or maps no such settlement for the side."""
    last = day + timedelta(days=window)
    if last > LAST_OF_FILE or p.lat is None or p.lon is None:
        return None
    found = file.at(p.place_name, Point(lat=p.lat, lon=p.lon))
    if found is None:
        return False if p.side == MAPPED else None
    held = found.spans.get(HELD, [])
    if p.side == MAPPED:
        return touches(held, day, last)
    return touches(found.spans.get(RETAKEN, []), day, last) or not touches(held, last, last)


def timing(rows: Sequence[Forecast], file: File, window: int) -> list[str]:
    """By side: how many captures the file shows on the day that claims them, within a week, in the window, never."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for f in rows:
        if _in_file(f.proposition, f.day, file, window) is not None:
            shown = (w for w in (0, 7, window) if _in_file(f.proposition, f.day, file, w))
            counts[f.proposition.side or "nobody"][str(next(shown, "never"))] += 1
    return [
        f"  {side}: " + ", ".join(f"{k} days {n}" for k, n in sorted(c.items())) for side, c in sorted(counts.items())
    ]


def fitted(
    rows: Sequence[tuple[Sequence[float], bool]], resting: Sequence[float], ridge: Sequence[float] = ()
) -> list[float]:
    """Ridge logistic regression by Newton's method, drawn to the weights `resting`, each by its `ridge`."""
    width = len(resting)
    ridge = ridge or (RIDGE,) * width
    weights = [*resting]
    for _ in range(50):
        gradient = [r * (w - rest) for w, rest, r in zip(weights, resting, ridge, strict=True)]
        curve = [[ridge[i] if i == j else 0.0 for j in range(width)] for i in range(width)]
        for x, y in rows:
            q = logistic(weights, x)
            for i in range(width):
                gradient[i] += x[i] * (q - y)
                for j in range(width):
                    curve[i][j] += x[i] * x[j] * q * (1 - q)
        step = [max(-_STEP, min(_STEP, s)) for s in solved(curve, gradient)]
        weights = [w - s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-9:
            break
    return weights


def crossed(rows: Sequence[tuple[Sequence[float], bool]], ridge: Sequence[float]) -> float:
    """The Brier score of five-fold cross-validation, drawn five times."""
    told: list[tuple[float, bool]] = []
    for draw in range(5):
        mixed = random.Random(draw).sample(rows, len(rows))
        for fold in range(5):
            weights = fitted([row for n, row in enumerate(mixed) if n % 5 != fold], AT_REST, ridge)
            told += [(logistic(weights, x), y) for x, y in mixed[fold::5]]
    return brier(told)


def logistic(weights: Sequence[float], x: Sequence[float]) -> float:
    """The probability for factors `x`."""
    odds = sum(w * f for w, f in zip(weights, x, strict=True))
    return 1 / (1 + math.exp(-max(-_SURE, min(_SURE, odds))))


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a small positive definite system, by elimination."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for i, pivot in enumerate(rows):
        for lower in rows[i + 1 :]:
            share = lower[i] / pivot[i]
            for k in range(i, len(pivot)):
                lower[k] -= share * pivot[k]
    found = [0.0] * len(rows)
    for i in reversed(range(len(rows))):
        known = sum(rows[i][k] * found[k] for k in range(i + 1, len(rows)))
        found[i] = (rows[i][-1] - known) / rows[i][i]
    return found


def brier(pairs: Sequence[tuple[float, bool]]) -> float:
    """Mean squared error of probabilities; lower is better."""
    return sum((p - y) ** 2 for p, y in pairs) / len(pairs)


Truth = Callable[[Forecast], bool | None]


def compare(
    title: str, train: Sequence[Forecast], test: Sequence[Forecast], truth: Truth, own: bool
) -> dict[str, float]:
    """Print the Brier scores of one half beside the baselines; `own`: the judgment with weights fitted on `train`."""
    seen = [(f, y) for f in train if (y := truth(f)) is not None]
    told = [(f, y) for f in test if (y := truth(f)) is not None]
    share = sum(y for _, y in seen) / len(seen)
    hindsight = sum(y for _, y in told) / len(told)
    counting = fitted([((1.0, float(f.outlets)), y) for f, y in seen], (0.0, 0.0))
    weights = fitted([(f.factors, y) for f, y in seen], AT_REST, HELD_BY) if own else None
    columns = {
        "judgment": [(logistic(weights, f.factors) if weights else f.probability, y) for f, y in told],
        "base rate": [(share, y) for _, y in told],
        "hindsight": [(hindsight, y) for _, y in told],
        "outlets": [(logistic(counting, (1.0, float(f.outlets))), y) for f, y in told],
    }
    scores = {name: brier(pairs) for name, pairs in columns.items()}
    low, high = gain(columns["judgment"], columns["base rate"])
    cells = "  ".join(f"{name} {score:.3f}" for name, score in scores.items())
    better = scores["judgment"] < min(scores["base rate"], scores["outlets"])
    print(
        f"{title:44} n {len(told):3}  true {hindsight:.2f}  {cells}  gain {low:+.3f} to {high:+.3f}"
        f"  {'better than both' if better else 'NOT better than both'}"
    )
    return scores | {"n": len(told)}


def gain(ours: Sequence[tuple[float, bool]], theirs: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """5th and 95th percentile of what the Brier score falls by, over resampled forecasts."""
    falls = [(q - y) ** 2 - (p - y) ** 2 for (p, y), (q, _) in zip(ours, theirs, strict=True)]
    draw = random.Random(7)
    means = sorted(sum(draw.choices(falls, k=len(falls))) / len(falls) for _ in range(DRAWS))
    return means[DRAWS // 20], means[-DRAWS // 20]


def calibration(title: str, rows: Sequence[Forecast], truth: Truth) -> None:
    """Print a calibration plot: share true against the probability given, with its 90 % interval."""
    told = [(f.probability, y) for f in rows if (y := truth(f)) is not None]
    print(f"calibration, {title}: given (g) and came true (*), interval 90 %")
    for low, high in pairwise(BINS):
        here = [(p, y) for p, y in told if low <= p < high or (high == 1.0 and p == 1.0)]
        if not here:
            continue
        given, true = sum(p for p, _ in here) / len(here), sum(y for _, y in here)
        below, above = beta_quantiles(true + 1, len(here) - true + 1, (0.05, 0.95))
        line = [" "] * 51
        for n in range(round(below * 50), round(above * 50) + 1):
            line[n] = "-"
        line[round(given * 50)], line[round(true / len(here) * 50)] = "g", "*"
        print(
            f"  {low:.1f}-{high:.1f} n {len(here):3}  given {given:.2f}  true {true / len(here):.2f}  |{''.join(line)}|"
        )


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


def main() -> int:
    """Print the backtest. Exit 1 where the judgment is not better than both baselines on the tested half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--fit", action="store_true", help="print weights fitted on the first half, for probability.py")
    parser.add_argument("--window", type=int, default=7, help="days within which the file must show it")
    parser.add_argument("--records", type=int, default=8, help="print records of sources with so many judged claims")
    parser.add_argument("--json", type=Path, help="write the scores to a file")
    args = parser.parse_args()
    if not args.shared.is_dir():
        print(f"SKIPPED: no folder {args.shared}; nothing was measured")
        return 0
    theatre = read_theatre(read_folder(data_folder("theatres", "ukraine")))
    files = sorted((args.shared / "corpus" / "roca-2022").glob("*.html"))
    with tempfile.TemporaryDirectory() as folder:
        gazetteer = StoredGazetteer(Path(folder), theatre.countries)
        gazetteer.add(args.shared / "data" / "UA.txt")
        claims = list(claims_of(files, theatre, gazetteer))
        gazetteer.close()
    history = judged_day_by_day(claims, theatre)
    file = File(args.shared / "gold" / "control-2022-02-to-08.csv")
    rows = forecasts(history, theatre, file, args.window)
    days = sorted({f.day for f in rows})
    print(f"captures of the second half, after how many days the file shows them (of {args.window}):")
    print(*timing([f for f in rows if f.day >= days[len(days) // 2]], file, args.window), sep="\n")
    return told(rows, history, theatre, args)


def told(rows: list[Forecast], history: History, theatre: Theatre, args: argparse.Namespace) -> int:
    """Print everything about the forecasts."""
    days = sorted({f.day for f in rows})
    middle = days[len(days) // 2]
    early, late = [f for f in rows if f.day < middle], [f for f in rows if f.day >= middle]
    decided = Counter(f.by_reports for f in rows)
    print(
        f"{len(rows)} captures claimed on {len(days)} days; within 30 days the reports bear out {decided[True]}, "
        f"refute {decided[False]}, leave {decided[None]} open; second half from {middle}"
    )
    if args.fit:
        seen = [(f.factors, f.by_reports) for f in early if f.by_reports is not None and (f.decided or middle) < middle]
        loose, stiff = crossed(seen, (RIDGE,) * len(AT_REST)), crossed(seen, HELD_BY)
        print(f"cross-validated on {len(seen)}: {stiff:.3f}; {loose:.3f} with the record held as loosely as the rest")
        print(f"fitted on {len(seen)}:")
        for (factor, _), weight in zip(WEIGHTS, fitted(seen, AT_REST, HELD_BY), strict=True):
            print(f"    ({factor.__name__}, {weight:.2f}),")
    reports: Truth = lambda f: f.by_reports  # noqa: E731
    file: Truth = lambda f: f.by_file  # noqa: E731
    scores = {
        "reports": compare("reports, second half, weights of the first", early, late, reports, False),
        "file second": compare(f"file ({args.window} days), second half", early, late, file, False),
        "file first": compare(f"file ({args.window} days), first half", late, early, file, False),
        "reports swapped": compare("reports, first half, weights of the second", late, early, reports, True),
    }
    for half, train, test in (("second", early, late), ("first", late, early)):
        title = f"file ({args.window} days), {half} half, weights by the file"
        scores[f"file {half} fitted"] = compare(title, train, test, file, True)
    odd, even = ([f for f in rows if f.day.toordinal() % 2 == n] for n in (1, 0))
    scores["reports even"] = compare("reports, even days, weights of odd days", odd, even, reports, True)
    scores["reports odd"] = compare("reports, odd days, weights of even days", even, odd, reports, True)
    calibration("reports, second half", late, reports)
    calibration("file, both halves", rows, file)
    print_records(history, theatre, args.records)
    print_words(history)
    if args.json:
        args.json.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    tested = scores["reports"]
    return 0 if tested["judgment"] < min(tested["base rate"], tested["outlets"]) else 1


if __name__ == "__main__":
    sys.exit(main())
