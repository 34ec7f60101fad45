"""Bars over days: where a day lies, what is drawn of a tenure, and that no text is taken for markup."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situate.holding import Clash, Post, Tenure
from situate.produce.gantt import lane, posts_page
from situate.produce.time_axis import axis_over
from situate.timespan import Span

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def tenure(account: str, name: str, first: int | None, last: int | None, **more) -> Tenure:
    """From a day of May 2030 to another; None is open."""
    begin, end = (None if n is None else date(2030, 5, n) for n in (first, last))
    fields = {"begin_first": begin, "begin_last": begin or date(2030, 5, 9), "end_first": end, "end_last": end}
    return Tenure(office="north", holder=name.casefold(), name=name, account=account, starts=False, ends=False,
                  claims=("c",), **{**fields, **more})  # fmt: skip


def post(*tenures: Tenure, clashes: tuple[Clash, ...] = ()) -> Post:
    return Post(office="north", name="Commander <North>", side=None, tenures=tenures, clashes=clashes)


def drawn(*tenures: Tenure, **more) -> ElementTree.Element:
    page = posts_page("Title", [lane(post(*tenures, **more), {"a": "A&B"}, ("told", ["one & two"]))])
    svg = re.search(r"<svg viewBox=\"0 0 960.*?</svg>", page, re.DOTALL)
    assert svg is not None
    return ElementTree.fromstring(svg.group())


@given(st.lists(DAYS, min_size=1, max_size=6))
def test_an_axis_holds_its_days_in_their_order(days):
    axis = axis_over(days, 100, 900)
    assert axis.first < min(days)
    assert axis.last > max(days)
    xs = [axis.x(d) for d in sorted(days)]
    assert xs == sorted(xs)
    assert all(100 <= x <= axis.end(d) <= 900 for d, x in zip(sorted(days), xs, strict=True))
    assert 1 <= len(axis.ticks()) <= 12
    assert [t.x for t in axis.ticks()] == sorted({t.x for t in axis.ticks()})


def test_an_axis_without_a_day_is_refused():
    with pytest.raises(ValueError, match="a day"):
        axis_over([], 0, 1)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_an_axis_ends_where_the_calendar_does(day):
    assert axis_over([day], 0, 10).first <= day <= axis_over([day], 0, 10).last


def test_each_tenure_has_its_bar_and_an_account_is_named_once():
    picture = drawn(tenure("a", "Reed", 1, 9), tenure("a", "Hill", 9, None), tenure("b", "Wood", None, 20))
    texts = [t.text for t in picture.iter("text")]
    assert texts.count("A&B") == 1
    assert {"Reed", "Hill", "Wood", "b"} <= set(texts)
    assert len(list(picture.iter("g"))) == 3
    assert len(list(picture.iter("path"))) == 2  # one open end, one open beginning


def test_the_same_person_has_one_colour_in_every_account():
    picture = drawn(tenure("a", "Reed", 1, 9), tenure("b", "Reed", 2, 9), tenure("b", "Hill", 9, 12))
    colours = [g.findall("rect")[0].get("fill") for g in picture.iter("g")]
    assert colours[0] == colours[1] != colours[2]


def test_days_of_a_sure_clash_are_shaded():
    one, other = tenure("a", "Reed", 1, 9), tenure("b", "Hill", 5, 12)
    span = Span(date(2030, 5, 5), date(2030, 5, 9))
    clash = Clash(office="north", one=one, other=other, first=span.first, last=span.last, sure=span)
    bands = [r for r in drawn(one, other, clashes=(clash,)).iter("rect") if r.get("class") == "band"]
    axis = axis_over([date(2030, 5, 1), date(2030, 5, 12)], 260, 930)
    assert [float(b.get("x", 0)) for b in bands] == [axis.x(span.first)]
    assert float(bands[0].get("width", 0)) == pytest.approx(axis.x(span.last + timedelta(days=1)) - axis.x(span.first))


def test_text_is_never_markup():
    page = posts_page("<script>", [lane(post(tenure("a", "<b>\u202e", 1, 2)), {}, ("<i>", ["<u>"]), date(2030, 5, 3))])
    assert not re.search(r"<(script|b|i|u)>", page)
    assert "\u202e" not in page
    assert "http:" not in page
