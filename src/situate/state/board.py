"""The warning board: where a course of action stands on a day, why, and how that differs from the day before.

Odds start from the course's prior and are multiplied by one factor for each rubric or indicator that says something,
however many reports do: the level is the step of the chance, the trend what came and went within some days. The factors
are a convention (each step of diagnosticity weighs about twice the last); `eval/board_corpus.py` compares the levels
with those that authors state.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import exp, log
from typing import Final, TypeVar

import msgspec

from situate.courses import Course
from situate.state.forecasts import level_of
from situate.state.standings import ANALYST, FACTOR, WAY, of_indicator, of_rubric
from situate.warning import Board, BoardDay, Filing, Forecast, Level, Look, Standing, Trend, Watched

# A change of the odds by less than one indicator of low diagnosticity is no trend (and no error of rounding is one).
_TREND: Final = log(FACTOR["low"]) - 1e-9
Entry = TypeVar("Entry", Filing, Look, Forecast)


class Watch:
    """What is known of one course, sorted by day, so that a day's board looks at what can be in force alone."""

    def __init__(self, course: Course, found: Watched) -> None:
        self.course = course
        self.filings = sorted((f for f in found.filings if f.course == course.id), key=_filing_order)
        self.looks = sorted((k for k in found.looks if k.course == course.id), key=_look_order)
        self.forecasts = sorted((f for f in found.forecasts if f.course == course.id), key=_forecast_order)
        self._filing_days = [f.day for f in self.filings]
        self._look_days = [k.day for k in self.looks]
        self._forecast_days = [f.day for f in self.forecasts]
        expiries = [*(r.expires_days for r in course.rubrics), *(i.expires_days for i in course.indicators)]
        # What speaks against a course stands for twice its days at most.
        self._reach = timedelta(days=2 * max([*expiries, ANALYST.expires_days, course.stale_days]))

    def filed(self, day: date, known: date) -> list[Filing]:
        """What tells of the days up to `day` and stood at the end of `known`; the oldest may have expired."""
        first, last = self._window(self._filing_days, day)
        return [_as_then(f) for f in self.filings[first:last] if _stands(f, known)]

    def filed_by(self, known: date) -> list[Filing]:
        """All that was ever filed and stood at the end of `known`, oldest first."""
        return [_as_then(f) for f in self.filings if _stands(f, known)]

    def looked(self, day: date, known: date) -> list[Look]:
        """Who looked up to `day`, as it stood at the end of `known`."""
        first, last = self._window(self._look_days, day)
        return [_as_then(k) for k in self.looks[first:last] if _stands(k, known)]

    def forecast(self, day: date, known: date) -> list[Forecast]:
        """What was said of the course up to `day`, as it stood at the end of `known`."""
        first, last = self._window(self._forecast_days, day)
        return [_as_then(f) for f in self.forecasts[first:last] if _stands(f, known)]

    def _window(self, days: Sequence[date], day: date) -> tuple[int, int]:
        first = date.fromordinal(max(1, day.toordinal() - self._reach.days))
        return bisect_left(days, first), bisect_right(days, day)


def board(watch: Watch, day: date, *, known: date | None = None) -> Board:
    """Where the course stands on `day`, from what stood at the end of `known` (None: of the day itself)."""
    course, until = watch.course, known or day
    now = _standings(watch, day, until)
    looks, said = watch.looked(day, until), watch.forecast(day, until)
    fresh = _fresh(course, day, watch.filed(day, until), looks, said)
    then_day = date.fromordinal(max(1, day.toordinal() - course.trend_days))
    then = _standings(watch, then_day, until)
    level, chance = _level(course, now, fresh=fresh)
    trend, why_trend = _trend(then, now, course.trend_days) if fresh else ("unknown", "")
    lately = [f for f in said if (day - f.day).days < course.stale_days]
    own = [f for f in lately if f.own]
    quoted = {f.who: f for f in sorted(lately, key=_recency) if not f.own}
    return Board(
        course=course.id, question=course.question, day=day, known=until, level=level, chance=chance, trend=trend,
        why=_why(course, level, now), why_trend=why_trend, standings=tuple(now),
        looks=tuple(k for k in looks if k.day == max((x.day for x in looks), default=None)),
        said_level=max((f for f in own if f.level), key=_recency, default=None),
        said_trend=max((f for f in own if f.trend), key=_recency, default=None),
        others=tuple(quoted[who] for who in sorted(quoted)),
    )  # fmt: skip


def history(watch: Watch, first: date, last: date, *, known: date | None = None) -> tuple[BoardDay, ...]:
    """Every day from `first` to `last` as it was known at its own end, or of `known` if that is earlier."""
    rows: list[BoardDay] = []
    before = _before(watch, first, known)
    for n in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(n)
        until = min(day, known) if known else day
        now = board(watch, day, known=until)
        changed = list(changed_standings(before, now))
        rows.append(
            BoardDay(
                day=day,
                level=now.level,
                chance=now.chance,
                trend=now.trend,
                said=now.said_level.level if now.said_level else "",
                filed=sum(f.known == day for f in watch.filed(day, until)),
                changes=tuple(words for words, _ in changed),
                claims=tuple(dict.fromkeys(claim for _, claims in changed for claim in claims)),
            )
        )
        before = now
    return tuple(rows)


def _before(watch: Watch, first: date, known: date | None) -> Board:
    day = date.fromordinal(max(1, first.toordinal() - 1))
    return board(watch, day, known=min(day, known) if known else day)


def changed_standings(before: Board, after: Board) -> Iterable[tuple[str, tuple[str, ...]]]:
    """What came, went or turned between two boards, in words with the claims; repeated reports are no change."""
    was = {s.indicator: s for s in before.standings}
    for now in after.standings:
        then = was.get(now.indicator)
        old = then.direction if then is not None else ""
        if old == now.direction:
            continue
        name = _named(now)
        if not now.direction:
            yield f"{name}: expired, {WAY[old]} until then", then.claims if then else ()
        elif not old:
            yield f"{name}: {WAY[now.direction]} ({now.why})", now.claims
        else:
            yield f"{name}: {WAY[now.direction]}, was {WAY[old]} ({now.why})", now.claims


def _named(standing: Standing) -> str:
    return f"rubric {standing.indicator}" if standing.by == "rubric" else standing.indicator


def changed_boards(before: Board, after: Board) -> Iterable[tuple[str, tuple[str, ...]]]:
    """All that differs between two boards: level, trend, what the authors say of it, and the standings."""
    moved = tuple(dict.fromkeys(c for _, claims in changed_standings(before, after) for c in claims))
    if before.level != after.level:
        yield f"level: {after.level}, was {before.level}", moved
    if before.trend != after.trend:
        yield f"trend: {after.trend}, was {before.trend}", moved
    for what, then, now in (
        ("level", before.said_level, after.said_level), ("trend", before.said_trend, after.said_trend),
    ):  # fmt: skip
        if now is not None and (then is None or then.words.casefold() != now.words.casefold()):
            yield f"said of its {what} by {now.who}: {now.words}{f', was {then.words}' if then else ''}", (now.claim,)
        elif now is None and then is not None:
            yield f"nobody has said its {what} lately; it was {then.words}", (then.claim,)
    yield from changed_standings(before, after)


def _stands(one: Filing | Look | Forecast, until: date) -> bool:
    return one.known <= until and (one.replaced is None or one.replaced > until)


def _as_then(one: Entry) -> Entry:
    """The entry as it was while it stood: nobody knew yet that it would be replaced."""
    return one if one.replaced is None else msgspec.structs.replace(one, replaced=None)


def _filing_order(f: Filing) -> tuple[date, date, str, str]:
    return f.day, f.known, f.document, f.claim


def _look_order(k: Look) -> tuple[date, date, str, int]:
    return k.day, k.known, k.document, k.start


def _forecast_order(f: Forecast) -> tuple[date, date, str, int, str]:
    return f.day, f.known, f.document, f.start, f.claim


def _recency(f: Forecast) -> tuple[date, date, str, int, str]:
    return _forecast_order(f)


def _fresh(course: Course, day: date, filed: Iterable[Filing], looks: Iterable[Look], said: Iterable[Forecast]) -> bool:
    """Has anybody reported on the course lately? Silence is no sign that nothing happens."""
    days = [*(f.day for f in filed), *(k.day for k in looks), *(f.day for f in said)]
    return any((day - one).days < course.stale_days for one in days)


def _standings(watch: Watch, day: date, known: date) -> list[Standing]:
    """Every rubric, every indicator and what analysts filed, in the theatre's order."""
    by: dict[str, list[Filing]] = {}
    last_more = date.min
    for filing in watch.filed(day, known):
        by.setdefault(filing.indicator, []).append(filing)
        if filing.direction == "more":
            last_more = max(last_more, filing.day)
    looked = watch.looked(day, known)
    found = [
        of_rubric(r, by.pop(r.id, []), [k for k in looked if k.rubric == r.id], day, last_more)
        for r in watch.course.rubrics
    ]
    found += [of_indicator(one, by.pop(one.id, []), day, last_more) for one in watch.course.indicators]
    for name in sorted(by):
        under = msgspec.structs.replace(ANALYST, id=name, direction=by[name][-1].direction)
        found.append(of_rubric(under, by[name], [], day, last_more))
    return found


def _level(course: Course, standings: Sequence[Standing], *, fresh: bool) -> tuple[Level, float | None]:
    if not fresh:
        return "unknown", None
    chance = _chance(course, standings)
    under_way = any(s.diagnosticity == "decisive" and s.direction == "more" for s in standings)
    return ("under way" if under_way else level_of(chance)), chance


def _chance(course: Course, now: Iterable[Standing]) -> float:
    """The chance in per cent, to one decimal."""
    odds = log(course.prior / (100 - course.prior)) + _weight(now)
    return round(100 / (1 + exp(-odds)), 1)


def _weight(now: Iterable[Standing]) -> float:
    return sum(log(s.factor) for s in now)


def _trend(then: Sequence[Standing], now: Sequence[Standing], days: int) -> tuple[Trend, str]:
    was = {s.indicator: s for s in then}
    moved: list[str] = []
    for s in now:
        old = was.get(s.indicator)
        if (old.factor if old else 1.0) != s.factor:
            moved.append(f"{_named(s)} {WAY[s.direction]}, {WAY[old.direction if old else '']} before")
    change = _weight(now) - _weight(then)
    trend: Trend = "rising" if change >= _TREND else "falling" if change <= -_TREND else "steady"
    return trend, f"within {days} days: {'; '.join(moved)}" if moved else f"nothing changed within {days} days"


def _why(course: Course, level: Level, now: Iterable[Standing]) -> str:
    if level == "unknown":
        return f"nobody has reported on it for {course.stale_days} days"
    told = [f"{_named(s)} {_times(s.factor)}" for s in now if s.factor != 1]
    return f"prior {course.prior:g}%{': ' if told else '; nothing speaks for or against'}{', '.join(told)}"


def _times(factor: float) -> str:
    return f"×{factor:g}" if factor > 1 else f"÷{1 / factor:g}"
