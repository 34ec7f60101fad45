"""The assessor is judged too: what later held of what it said with a word of probability."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

import msgspec

from situate.judge.outcomes import HORIZON_DAYS, outcome, signs
from situate.judge.record import beta_quantiles
from situate.judge.verdict import Bench
from situate.model import Likelihood, Proposition


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """One word of probability of one publisher, and what came of what was said with it.

    `low`, `high` are the scale's bounds in per cent (None off the scale); `true_low`, `true_high` the 5th and 95th
    percentile of the share that came true. `open` is what nothing decided within the horizon.
    """

    publisher: str
    word: str
    low: float | None
    high: float | None
    true: int
    false: int
    open: int
    true_low: float
    true_high: float


def calibration(propositions: Iterable[Proposition], bench: Bench, known: date) -> tuple[Word, ...]:
    """A row for each publisher and word, by publisher and the scale's order, as known on a day.

    A judgment on the past counts by what others' words within 30 days made of it. A judgment on the future comes true
    where its event is reported as a fact at its place and by its side within 30 days; where the horizon has passed
    without, it counts as false if the place is a settlement or area that the reports went on to speak of, else as open.
    """
    given = tuple(propositions)
    facts: dict[tuple[str, str, str], list[Proposition]] = {}
    spoken: dict[str, list[date]] = {}
    for p in given:
        if p.modality == "fact" and p.supports and p.place is not None and p.span is not None:
            facts.setdefault((p.event, p.place, p.side or ""), []).append(p)
            spoken.setdefault(p.place, []).append(p.span.first)
    tally: dict[tuple[str, str], list[bool | None]] = {}
    bounds: dict[tuple[str, str], Likelihood] = {}
    for p in given:
        for publisher, likelihood, said in _judgments(p, bench):
            if said > known:
                continue
            key = publisher, likelihood.text.casefold()
            bounds.setdefault(key, likelihood)
            came = (
                _of_fact(p, bench, said, known) if p.modality == "fact" else _of_future(p, facts, spoken, said, known)
            )
            tally.setdefault(key, []).append(came)
    rows = (_row(key, bounds[key], tally[key]) for key in tally)
    return tuple(sorted(rows, key=lambda w: (w.publisher, w.low is None, w.low or 0.0, w.word)))


def _judgments(p: Proposition, bench: Bench) -> Iterator[tuple[str, Likelihood, date]]:
    """Each publisher's first judgment in its own voice on the proposition, with its word and day."""
    first: dict[str, tuple[Likelihood, date]] = {}
    for v in bench.later(p).support.voices:
        c = v.claim
        if v.assessor and c.likelihood is not None and c.published is not None and c.publisher_id is not None:
            day = first.get(c.publisher_id, (c.likelihood, date.max))[1]
            if c.published < day:
                first[c.publisher_id] = c.likelihood, c.published
    yield from ((publisher, likelihood, said) for publisher, (likelihood, said) in first.items())


def _of_fact(p: Proposition, bench: Bench, said: date, known: date) -> bool | None:
    came = outcome(signs(bench.later(p)), said, None, after=1)
    return came.right if came.day is not None and came.day <= known else None


def _of_future(
    p: Proposition,
    facts: Mapping[tuple[str, str, str], list[Proposition]],
    spoken: Mapping[str, list[date]],
    said: date,
    known: date,
) -> bool | None:
    last = min(said + timedelta(days=HORIZON_DAYS), known)
    if p.place is None:
        return None
    for fact in facts.get((p.event, p.place, p.side or ""), ()):
        if fact.span is not None and said < fact.span.first <= last:
            return True
    passed = said + timedelta(days=HORIZON_DAYS) <= known
    return False if passed and any(said < day <= last for day in spoken.get(p.place, ())) else None


def _row(key: tuple[str, str], likelihood: Likelihood, came: list[bool | None]) -> Word:
    true, false = came.count(True), came.count(False)
    low, high = beta_quantiles(true + 1.0, false + 1.0, (0.05, 0.95))
    return Word(
        publisher=key[0],
        word=key[1],
        low=likelihood.low,
        high=likelihood.high,
        true=true,
        false=false,
        open=came.count(None),
        true_low=low,
        true_high=high,
    )
