"""Which share of what an assessor called likely came true."""

from datetime import timedelta

import pytest
from tests.judge.small_war import START, WAR, claim, place

from situate.judge.calibration import Word, calibration
from situate.judge.rulings import Rulings
from situate.judge.verdict import Bench
from situate.model import Claim, Likelihood
from situate.resolve.propositions import propositions

LIKELY = Likelihood(text="likely", scale="icd203", low=55, high=80)


def words(*claims: Claim, known: int = 90) -> dict[str, Word]:
    found = propositions(claims, WAR)
    bench = Bench(found, {c.id: c for c in claims}, WAR, Rulings(()))
    return {w.word: w for w in calibration(found, bench, START + timedelta(days=known))}


FORECAST = claim("Red forces will likely attack Oakham", event="assault", likelihood=LIKELY)
ATTACK = claim("Red forces attacked Oakham", event="assault", by="agency", day=9)
QUIET = claim("Aid reached Oakham", event="aid", by="agency", day=9, side=None)
LATE = claim("Red forces attacked Oakham", event="assault", by="agency", day=45)
PAST = claim("Red forces have likely captured Oakham", likelihood=LIKELY, stance="assesses")


@pytest.mark.parametrize(
    ("claims", "known", "came"),
    [
        ((FORECAST, ATTACK), 90, (1, 0, 0)),
        ((FORECAST, ATTACK), 5, (0, 0, 1)),  # not yet known
        ((FORECAST, QUIET), 90, (0, 1, 0)),
        ((FORECAST, QUIET), 20, (0, 0, 1)),  # the horizon has not passed
        ((FORECAST,), 90, (0, 0, 1)),  # nobody spoke of the place any more
        ((FORECAST, QUIET, LATE), 90, (0, 1, 0)),
        ((FORECAST, claim("An attack on Elmley", event="assault", places=[place("Elmley")], day=9)), 90, (0, 0, 1)),
        ((PAST, claim(by="blue_staff", day=3)), 90, (1, 0, 0)),  # admitted
        ((PAST, claim("Red guns shelled Oakham", by="agency", event="shelling", day=4)), 90, (0, 1, 0)),
        ((PAST,), 90, (0, 0, 1)),
    ],
)
def test_what_came_of_a_likely(claims, known, came):
    found = words(*claims, known=known)["likely"]
    assert (found.true, found.false, found.open) == came
    assert (found.low, found.high, found.publisher) == (55, 80, "institute")
    assert 0 <= found.true_low < found.true_high <= 1


def test_only_the_assessors_own_words_are_counted():
    reported = claim("Red forces will likely attack Oakham", by="agency", event="assault", likelihood=LIKELY)
    assert words(reported, ATTACK) == {}
