"""What the backtest leaves behind for a reader: the table, every claim with what it was given, and the scores."""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from backtest_cases import MONTH, SOON, Forecast
from backtest_interval import Gain, gain
from backtest_plot import sheet
from backtest_trials import BASELINES, Scored, Trial

from situate.cli.output import disarm
from situate.judge.probability import WEIGHTS

_HEAD = (
    "| asked; tested; whose | n | true | given | Brier | base rate | outlets | by side |"
    " gain over the base rate | gain over outlets | gain over by side | better than both |\n" + "|---" * 12 + "|"
)


class Result(msgspec.Struct, frozen=True):
    """One row of the table: the trial, and the gain over each baseline and over the judgment."""

    trial: Trial
    gains: dict[str, Gain]

    @property
    def verdict(self) -> str:
        """The worse of the verdicts over the two baselines that are asked for."""
        order = ("not better", "better, not for certain", "better")
        return min((self.gains[name].verdict for name in BASELINES[:2]), key=order.index)


def result(trial: Trial) -> Result:
    """The trial with its gains."""
    return Result(trial, {name: gain(trial, name) for name in (*BASELINES, "judgment")})


def cells(r: Result) -> list[str]:
    """The row in words: names, number, share true, mean given, Brier scores, gains with intervals, verdict."""
    pairs = r.trial.pairs()
    true, given = sum(y for _, y in pairs) / len(pairs), sum(p for p, _ in pairs) / len(pairs)
    return [
        r.trial.title,
        str(len(pairs)),
        f"{true:.2f}",
        f"{given:.2f}",
        *(f"{r.trial.brier(name):.3f}" for name in ("", *BASELINES)),
        *(spelt(r.gains[name]) for name in BASELINES),
        r.verdict,
    ]


def spelt(g: Gain) -> str:
    """A gain with its interval."""
    return f"{g.mean:+.3f} ({g.low:+.3f} to {g.high:+.3f})"


def write(folder: Path, results: Sequence[Result], rows: Sequence[Forecast]) -> None:
    """Write table.md, claims.csv, scores.json and calibration.svg into the folder, made where it is lacking."""
    folder.mkdir(parents=True, exist_ok=True)
    table = "\n".join([_HEAD, *(f"| {' | '.join(cells(r))} |" for r in results)])
    (folder / "table.md").write_text(table + "\n", encoding="utf-8")
    (folder / "scores.json").write_text(json.dumps(_scores(results), indent=1) + "\n", encoding="utf-8")
    (folder / "calibration.svg").write_text(sheet([r.trial for r in results]), encoding="utf-8")
    with (folder / "claims.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([disarm(c) for c in line] for line in claims(results, rows))


def _scores(results: Iterable[Result]) -> dict[str, dict[str, object]]:
    return {
        r.trial.title: {
            "n": len(r.trial.rows),
            "brier": r.trial.brier(),
            "verdict": r.verdict,
            **{name: r.trial.brier(name) for name in BASELINES},
            **{f"gain over {name}": [g.mean, g.low, g.high] for name, g in r.gains.items()},
        }
        for r in results
    }


def claims(results: Iterable[Result], rows: Iterable[Forecast]) -> Iterable[list[str]]:
    """A line a claim: what it is, where it stands, what came of it, what was given it (empty: not tested).

    The designs that test one half, or one kind of days, are left out: the pooled ones hold the same numbers.
    """
    wanted = [r.trial for r in results if " by the " not in r.trial.design]
    told = [(t.title, {key(s.forecast): s for s in t.rows}) for t in wanted]
    factors = [factor.__name__ for factor, _ in WEIGHTS]
    given = [f"{title}: {name or 'given'}" for title, _ in told for name in ("", *BASELINES)]
    yield [*_COLUMNS, *factors, *given]
    for f in rows:
        p = f.proposition
        known = [_word(f.by_reports), f.decided.isoformat() if f.decided else "", *map(_word, f.on_map.values())]
        scored = [_given(found.get(key(f)), name) for _, found in told for name in ("", *BASELINES)]
        what = [f.day.isoformat(), p.id, p.place or "", p.place_name, p.side or "", " ".join(f.said), str(f.outlets)]
        yield [*what, f"{f.probability:.3f}", *known, *(f"{x:.3f}" for x in f.factors), *scored]


_COLUMNS = (
    *("day", "proposition", "place", "place_name", "side", "claims", "outlets", "probability"),
    *("by_reports", "decided", f"on_map_{SOON}", f"on_map_{MONTH}"),
)


def key(f: Forecast) -> tuple[str, str]:
    """What a case is known by: the day and the proposition."""
    return f.day.isoformat(), f.proposition.id


def _word(came: bool | None) -> str:
    return {True: "true", False: "false", None: ""}[came]


def _given(scored: Scored | None, name: str) -> str:
    return f"{scored.told[name]:.3f}" if scored else ""
