"""The forecast for a month: what is not so yet may come to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.judge.small_war import claim, judged, verdict

from situate.judge.horizon import TOO_SOON, TooSoon, held_within

SHARES = st.floats(0.01, 0.99)
PAST = st.builds(lambda count, came: TooSoon(count=count + came, came=came), st.integers(0, 99), st.integers(0, 99))


@pytest.mark.parametrize(
    ("past", "share"),
    [
        (TooSoon(count=0, came=0), 0.5),
        (TooSoon(count=8, came=0), 0.1),
        (TooSoon(count=8, came=8), 0.9),
        (TooSoon(count=98, came=24), 0.25),
    ],
)
def test_the_share_that_comes_to_be(past, share):
    assert past.share == pytest.approx(share)


@given(SHARES, SHARES, PAST)
def test_the_forecast_is_no_lower_than_the_judgment_and_keeps_its_order(low, high, past):
    low, high = sorted((low, high))
    first, second = held_within(low, past).value, held_within(high, past).value
    assert low <= first <= second <= 1
    assert 1 - first == pytest.approx((1 - low) * (1 - past.share))  # false only where neither is


def test_the_line_names_its_parts_and_what_they_rest_on():
    line = held_within(0.2, TooSoon(count=98, came=24)).line
    assert line == (
        "forecast, held within 30 days: 0.40, for it is so already (0.20), "
        "or is claimed too soon and comes to be (0.20: 24 of 98 did)"
    )


def test_the_receipt_of_a_capture_has_the_forecast_beside_the_probability():
    steps = verdict(claim(by="red_staff")).receipt.derivation
    told = [n for n, step in enumerate(steps) if step.startswith("probability ")]
    assert steps[told[0] + 1].startswith("forecast, held within 30 days: ")
    assert f"{TOO_SOON.came} of {TOO_SOON.count} did" in steps[told[0] + 1]
    assert steps[-1].startswith("credibility ")


@pytest.mark.parametrize("event", ["hold", "shelling", "advance"])
def test_what_has_no_probability_has_no_forecast(event):
    found = judged(claim(by="red_staff", event=event)).values()
    assert found and not [step for _, j in found for step in j.receipt.derivation if "forecast" in step]
