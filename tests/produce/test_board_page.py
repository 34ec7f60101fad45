"""The board's picture: hostile words stay words, every mark lies on the sheet, and each day has its level."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.judge.small_war import START
from tests.state.watched_war import COURSE, NOTHING, day, found, likely, report, told

from situate.model import Claim
from situate.produce.board_chart import board_chart
from situate.produce.board_page import Shown, board_page
from situate.state.board import Watch, board, history

HOSTILE = 'Red <script>alert("1")</script> boats & "quotes" \u202e at the ford'


def shown(*claims: Claim, last: int = 20) -> Shown:
    paper = report(last, ("nearer", NOTHING))
    watch = Watch(COURSE, found(*claims, documents=(paper,)))
    return Shown(
        board=board(watch, day(last)), changed=("boats: more likely <b>",), days=history(watch, day(0), day(last)),
        filings=tuple(watch.filings), looks=tuple(watch.looks), forecasts=tuple(watch.forecasts),
    )  # fmt: skip


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)
        if tag not in ("meta", "rect", "line", "path", "circle", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        # `path` and `circle` hold a title, and are closed where they do.
        if tag not in ("rect", "path", "circle"):
            assert self.open.pop() == tag


def test_hostile_words_stay_words():
    one = told(HOSTILE, day=18)
    page = board_page([shown(one)], {one.id: one})
    assert "<script" not in page
    assert "<b>" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;" in page
    tags = _Tags()
    tags.feed(page)
    assert tags.open == []
    assert {"svg", "table", "details", "blockquote"} <= tags.seen


def test_what_is_known_and_what_is_not_is_drawn():
    one, said = told(day=2), told("A crossing at the ford is feared", likelihood=likely("very low"), day=3)
    chart = board_chart(shown(one, said, last=30).days, (), (), found(said).forecasts)
    assert len(chart.lines) == 2  # before and after two weeks of silence
    assert len(chart.gaps) == 2
    assert [p.title for p in chart.said] == ["2030-05-04, Institute: very low (very low)"]
    assert "nobody" not in chart.description
    assert re.search(r"unknown \d+", chart.description)


def test_bars_of_a_day_are_capped_and_counted():
    claims = [told(day=1) for _ in range(12)] + [told("Red horses drink at the ford", by="red_staff", day=1)]
    chart = board_chart(shown(*claims, last=5).days, found(*claims).filings, (), ())
    titles = {bar.direction: bar.title for bar in chart.bars}
    assert titles == {"more": "2030-05-02: 12 filed as more likely", "ambiguous": "2030-05-02: 1 filed as ambiguous"}
    assert min(bar.y for bar in chart.bars) > chart.floor


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.booleans()), max_size=20), st.integers(0, 420))
def test_every_mark_lies_on_the_sheet(reports, last):
    claims = [told(negated=denied, day=number) for number, denied in reports]
    watch = Watch(COURSE, found(*claims, documents=(report(last, ("nearer", NOTHING)),)))
    chart = board_chart(history(watch, START, START + timedelta(days=last)), watch.filings, watch.looks, ())
    for bar in chart.bars:
        assert chart.left - 0.1 <= bar.x and bar.x + bar.width <= chart.right + 1
        assert chart.floor < bar.y and bar.y + bar.height <= chart.height
    for line in chart.lines:
        numbers = [float(n) for n in re.findall(r"-?\d+\.\d", line)]
        assert all(chart.left <= x <= chart.right + 0.1 for x in numbers[::2])
        assert all(chart.top <= y <= chart.floor + 0.1 for y in numbers[1::2])
    assert all(chart.left <= x and x + width <= chart.right + 0.1 for x, width in chart.gaps)
    assert all(a.x + 59 <= b.x for a, b in zip(chart.ticks, chart.ticks[1:], strict=False))


@pytest.mark.parametrize(("last", "first_tick"), [(10, "May 1, 2030"), (200, "May 2030")])
def test_ticks_are_days_or_months(last, first_tick):
    assert board_chart(shown(last=last).days, (), (), ()).ticks[0].text == first_tick
