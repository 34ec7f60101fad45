"""Spans of days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situate.timespan import Span

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 1, 1))
spans = st.tuples(days, days).map(sorted).map(lambda pair: Span(*pair))


@given(spans, spans)
def test_meeting_is_mutual(a, b):
    assert a.meets(b) == b.meets(a)


@given(spans, spans)
def test_spans_meet_exactly_where_they_share_a_day(a, b):
    shared = min(a.last, b.last) >= max(a.first, b.first)
    assert a.meets(b) == shared


@given(spans)
def test_a_span_counts_both_its_ends(span):
    assert span.days == len([span.first + timedelta(n) for n in range((span.last - span.first).days + 1)])
    assert span.meets(Span.on(span.first))
    assert span.meets(Span.on(span.last))
    assert not span.meets(Span.on(span.last + timedelta(1)))


@given(days)
def test_one_day(day):
    assert Span.on(day) == Span(day, day)
    assert Span.on(day).days == 1
    assert str(Span.on(day)) == day.isoformat()


def test_two_days_are_written_with_a_slash():
    assert str(Span(date(2023, 1, 6), date(2023, 1, 7))) == "2023-01-06/2023-01-07"


def test_a_span_does_not_end_before_it_starts():
    with pytest.raises(ValueError, match="before it starts"):
        Span(date(2023, 1, 2), date(2023, 1, 1))
