"""The cases of the backtest: every capture on every day that claims it, judged then, and what came of it."""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec
from control_file import HELD, LAST, RETAKEN, File, touches

from situate.geo import Point
from situate.judge.outcomes import outcome, signs
from situate.judge.probability import WEIGHTS, Setting, probability
from situate.judge.rulings import Rulings
from situate.judge.tracks import Tracks
from situate.judge.verdict import Bench, judge_again
from situate.judge.weighing import NOTHING
from situate.model import Claim, Judgment, Proposition
from situate.resolve.propositions import Linker
from situate.theatre import Theatre

MAPPED = "russia"
# Days within which the map must show it: so soon that it was so when it was claimed, and within the reports' horizon.
SOON, MONTH = 7, 30


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """What the judgment on one capture was on a day on which it was claimed, and what came of it.

    `by_reports` is what the next 30 days of reports decided, on the day `decided`; `on_map` what the map showed within
    so many days. None where nothing tells. `said` are the claims of that day: document, first and last offset.
    """

    day: date
    proposition: Proposition
    probability: float
    factors: tuple[float, ...]
    outlets: int
    by_reports: bool | None
    decided: date | None
    on_map: dict[int, bool | None]
    said: tuple[str, ...] = ()


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


def forecasts(history: History, theatre: Theatre, file: File) -> list[Forecast]:
    """Every capture on every day that claims it, by day, with its judgment then and its outcomes."""
    latest, camps = {p.id: p for p in history.propositions}, theatre.camps()
    captures = [p for p in history.propositions if p.event in ("capture", "hold")]
    tracks = Tracks(history.bench.later(p) for p in captures if history.bench.is_held(p))
    made = []
    for day, p, judgment in history.given:
        came = outcome(signs(history.bench.later(latest[p.id])), day, None, after=1)
        setting = _setting(p, day, judgment, tracks, camps)
        made.append(
            Forecast(
                day=day,
                proposition=p,
                probability=judgment.probability or 0.5,
                factors=tuple(factor(setting) for factor, _ in WEIGHTS),
                outlets=_outlets(p, history.claims),
                by_reports=came.right,
                decided=came.day,
                on_map={days: shown(p, day, file, days) for days in (SOON, MONTH)},
                said=_said(p, day, history.claims),
            )
        )
    return made


def _setting(p: Proposition, day: date, judgment: Judgment, tracks: Tracks, camps: dict[str, str]) -> Setting:
    """What the factors saw on the day; says so where the probability that follows is not the one given then."""
    receipt, camp = judgment.receipt, camps.get(p.side or "", p.side or "")
    setting = Setting(
        found_for={line.rule: (1.0, NOTHING) for line in receipt.spoke_for},
        against={line.rule: (1.0, NOTHING) for line in receipt.against},
        track=tracks.of(camp, day, besides=p.id),
    )
    again = probability(setting).value
    if judgment.probability is None or abs(again - judgment.probability) > 0.01:
        print(f"as known {judgment.probability}, in hindsight {again:.3f}: {p.place_name} {day}", file=sys.stderr)
    return setting


def _outlets(p: Proposition, claims: dict[str, Claim]) -> int:
    """What a dashboard counts: the different names that stand at a claim."""
    return len({"; ".join(s.text.casefold() for s in claims[c].speakers) or claims[c].publisher for c in p.supports})


def _said(p: Proposition, day: date, claims: dict[str, Claim]) -> tuple[str, ...]:
    told = (claims[c] for c in p.supports if claims[c].published == day)
    return tuple(f"{c.document}:{c.start}-{c.end}" for c in told)


def shown(p: Proposition, day: date, file: File, window: int) -> bool | None:
    """What the map shows within the window; None where it ends before, or maps no such settlement for the side."""
    last = day + timedelta(days=window)
    if last > LAST or p.lat is None or p.lon is None:
        return None
    found = file.at(p.place_name, Point(lat=p.lat, lon=p.lon))
    if found is None:
        return False if p.side == MAPPED else None
    held = found.spans.get(HELD, [])
    if p.side == MAPPED:
        return touches(held, day, last)
    return touches(found.spans.get(RETAKEN, []), day, last) or not touches(held, last, last)


def timing(rows: Sequence[Forecast], file: File) -> list[str]:
    """By side: how many captures the map shows on the day that claims them, within a week, a month, never."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for f in rows:
        if f.on_map[MONTH] is not None:
            seen = (w for w in (0, SOON, MONTH) if shown(f.proposition, f.day, file, w))
            counts[f.proposition.side or "nobody"][str(next(seen, "never"))] += 1
    return [
        f"  {side}: " + ", ".join(f"{k} days {n}" for k, n in sorted(c.items())) for side, c in sorted(counts.items())
    ]
