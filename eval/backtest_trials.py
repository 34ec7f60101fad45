"""Which claims a probability is fitted on, which it is tested on, and what it is compared with.

designs    second half as shipped: the weights that Situate ships, baselines fitted on what was known when the second
           half began. A half by the other, a kind of days (even, odd) by the other: fitted on all the other's outcomes,
           which for the first half is hindsight. Pooled: both, each claim told by what does not contain it. Forward:
           on every day all is fitted anew, on what was known by its end and nothing else.
judges     judgment: weights fitted on what reports decided. By the map: weights fitted on what the map showed. Held:
           the forecast of `judge.horizon`, from the judgment and the captures claimed too soon.
baselines  the share that came true; logistic regression on the number of outlets; the share that came true by side,
           which nobody asks for and a reader should see. All are fitted on outcomes of the kind they are tested on.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

import msgspec
from backtest_cases import MONTH, SOON, Forecast
from backtest_fit import AT_REST, HELD_BY, brier, fitted, logistic

from situate.judge.horizon import TooSoon, held_within

# Outcomes of the tested kind that must be known before the forward test begins: a share of 30 has a standard error of
# 0.09. The judgment needs none, for its weights rest where they would be without data.
BURN_IN = 30
BASELINES = ("base rate", "outlets", "by side")


class Question(msgspec.Struct, frozen=True):
    """What is asked of a capture, and from which day on the answer is known; None where there is none."""

    name: str
    truth: Callable[[Forecast], bool | None]
    known: Callable[[Forecast], date | None]


def on_map(days: int) -> Question:
    """Does the map show it within so many days? Known when they are over: else truths were known before untruths."""
    return Question(f"map, {days} days", lambda f: f.on_map[days], lambda f: f.day + timedelta(days=days))


REPORTS = Question("reports", lambda f: f.by_reports, lambda f: f.decided)
WEEK, MONTHS = on_map(SOON), on_map(MONTH)


class Past(msgspec.Struct, frozen=True):
    """The claims that something is fitted on; with `by`, only their outcomes known by that day's end."""

    rows: Sequence[Forecast]
    by: date | None = None

    def of(self, question: Question) -> list[tuple[Forecast, bool]]:
        """The claims that have an answer, with it."""
        answers = ((f, question.truth(f), question.known(f)) for f in self.rows)
        return [(f, y) for f, y, day in answers if y is not None and self._is_known(day)]

    def _is_known(self, day: date | None) -> bool:
        return self.by is None or (day is not None and day <= self.by)


Teller = Callable[[Forecast], float]
Judge = Callable[[Past, Question], Teller]


def shipped(past: Past, question: Question) -> Teller:
    """The probability that the judgment gave, with the weights of `judge.probability`."""
    return lambda f: f.probability


def judgment(past: Past, question: Question) -> Teller:
    """The judgment with weights fitted on what reports decided, whatever is asked."""
    return _weighed([(f.factors, y) for f, y in past.of(REPORTS)])


def by_the_map(past: Past, question: Question) -> Teller:
    """The judgment with weights fitted on answers to what is asked."""
    return _weighed([(f.factors, y) for f, y in past.of(question)])


def held(past: Past, question: Question) -> Teller:
    """The forecast for a month, from the judgment and from the past captures that were claimed too soon."""
    late = [y for f, y in past.of(MONTHS) if f.on_map[SOON] is False]
    counts, tell = TooSoon(count=len(late), came=sum(late)), judgment(past, question)
    return lambda f: held_within(tell(f), counts).value


def _weighed(rows: Sequence[tuple[Sequence[float], bool]]) -> Teller:
    weights = fitted(rows, AT_REST, HELD_BY)
    return lambda f: logistic(weights, f.factors)


def base_rate(past: Past, question: Question) -> Teller:
    """The share that came true."""
    share = _share([y for _, y in past.of(question)])
    return lambda f: share


def outlets(past: Past, question: Question) -> Teller:
    """Logistic regression on the number of outlets that say so."""
    weights = fitted([((1.0, float(f.outlets)), y) for f, y in past.of(question)], (0.0, 0.0))
    return lambda f: logistic(weights, (1.0, float(f.outlets)))


def by_side(past: Past, question: Question) -> Teller:
    """The share that came true of the side's own claims, with one true and one false added."""
    told: dict[str | None, list[bool]] = {}
    for f, y in past.of(question):
        told.setdefault(f.proposition.side, []).append(y)
    shares = {side: _share([*came, True, False]) for side, came in told.items()}
    return lambda f: shares.get(f.proposition.side, 0.5)


_TELLERS: tuple[Judge, ...] = (base_rate, outlets, by_side)


def _share(came: Sequence[bool]) -> float:
    return sum(came) / len(came)


class Scored(msgspec.Struct, frozen=True):
    """One claim, whether it came true, and what the judge (""), the baselines and the judgment gave it."""

    forecast: Forecast
    came: bool
    told: dict[str, float]


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table: what was asked, how it was tested, whose probability, and every claim scored."""

    question: str
    design: str
    judge: str
    rows: Sequence[Scored]

    @property
    def title(self) -> str:
        """The row's name."""
        return f"{self.question}; {self.design}; {self.judge}"

    @property
    def kind(self) -> tuple[str, str]:
        """What was asked, and of whom."""
        return self.question, self.judge

    def pairs(self, who: str = "") -> list[tuple[float, bool]]:
        """What the judge or a baseline gave, and what came."""
        return [(s.told[who], s.came) for s in self.rows]

    def brier(self, who: str = "") -> float:
        """The Brier score of the judge or of a baseline."""
        return brier(self.pairs(who))


Folds = Sequence[tuple[Past, Sequence[Forecast]]]


def scored(judge: Judge, question: Question, folds: Folds) -> list[Scored]:
    """Every claim of the folds that has an answer, told by what was fitted on its fold's past."""
    found = []
    for past, rows in folds:
        tellers = {
            name: teller(past, question)
            for name, teller in zip(("", *BASELINES, "judgment"), (judge, *_TELLERS, judgment), strict=True)
        }
        answered = ((f, question.truth(f)) for f in rows)
        found += [Scored(f, y, {n: tell(f) for n, tell in tellers.items()}) for f, y in answered if y is not None]
    return found


def forward(rows: Sequence[Forecast], question: Question) -> Folds:
    """Every day's claims beside what was known by its end, from the day on that enough was."""
    days = sorted({f.day for f in rows})
    folds = [(Past([f for f in rows if f.day < day], day), [f for f in rows if f.day == day]) for day in days]
    return [(past, today) for past, today in folds if len(past.of(question)) >= BURN_IN]


def middle(rows: Sequence[Forecast]) -> date:
    """The first day of the second half of the days."""
    days = sorted({f.day for f in rows})
    return days[len(days) // 2]


def trials(rows: Sequence[Forecast]) -> Iterator[Trial]:
    """Every row of the table, in its order."""
    half = middle(rows)
    early, late = [f for f in rows if f.day < half], [f for f in rows if f.day >= half]
    odd, even = ([f for f in rows if f.day.toordinal() % 2 == n] for n in (1, 0))
    halves: dict[str, Folds] = {
        "second half by the first": [(Past(early), late)],
        "first half by the second": [(Past(late), early)],
        "halves pooled": [(Past(early), late), (Past(late), early)],
    }
    days: dict[str, Folds] = {
        "even days by the odd": [(Past(odd), even)],
        "odd days by the even": [(Past(even), odd)],
        "days pooled": [(Past(odd), even), (Past(even), odd)],
    }
    for question in (REPORTS, WEEK, MONTHS):
        known: Folds = [(Past(early, half - timedelta(days=1)), late)]
        onward: dict[str, Folds] = {"forward": forward(rows, question)}
        told: list[tuple[str, Judge, dict[str, Folds]]] = [
            ("judgment", shipped, {"second half as shipped": known}),
            ("judgment", judgment, halves | (days if question is REPORTS else {}) | onward),
        ]
        if question is not REPORTS:
            told.append(("weights by the map", by_the_map, halves | onward))
        if question is MONTHS:
            told.append(("held within", held, halves | onward))
        for name, judge, designs in told:
            for design, folds in designs.items():
                yield Trial(question=question.name, design=design, judge=name, rows=scored(judge, question, folds))
