"""Who held which office, as bars over days: one picture an office, all of them on one page that needs no network."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from situate.holding import Clash, Post, Tenure
from situate.produce.pages import COLOURS, LEDGERS, PAGES
from situate.produce.time_axis import Tick, TimeAxis, axis_over

_WIDTH: Final = 960.0
_LEFT: Final = 260.0
_RIGHT: Final = 930.0
_TOP: Final = 34.0
_ROW: Final = 26.0


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One tenure as drawn: pixels of the days that may belong to it and of those that surely do.

    `cap` is where a beginning that is spoken of is marked: the earliest day that it may be, or the latest one known.
    """

    account: str
    holder: str
    y: float
    colour: str
    left: float
    right: float
    cap: float
    sure_left: float
    sure_right: float
    opened: bool
    open_end: bool
    starts: bool
    ends: bool
    contradicted: bool
    words: str


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """The picture of one office; `bands` are the days on which two accounts surely clash, as (left, width)."""

    name: str
    height: float
    axis: TimeAxis
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    bands: tuple[tuple[float, float], ...]
    today: float | None
    summary: str
    rivals: tuple[str, ...]


def lane(post: Post, names: Mapping[str, str], words: tuple[str, Sequence[str]], day: date | None = None) -> Lane:
    """Draw one office. `names` are accounts' names by id, `words` its summary and rivalries, `day` a day to mark."""
    axis = axis_over(_days(post, day), _LEFT, _RIGHT)
    rows = sorted(post.tenures, key=lambda t: (names.get(t.account, t.account).casefold(), t.begin_last, t.holder))
    colours = {h: COLOURS[n % len(COLOURS)] for n, h in enumerate(dict.fromkeys(t.holder for t in rows))}
    bars = [_bar(t, names, axis, _TOP + n * _ROW, colours[t.holder]) for n, t in enumerate(rows)]
    return Lane(
        name=post.name,
        height=_TOP + len(rows) * _ROW + 14,
        axis=axis,
        ticks=axis.ticks(),
        bars=tuple(_first_named(bars)),
        bands=tuple(_band(c, axis) for c in post.clashes if c.sure is not None),
        today=axis.x(day) if day else None,
        summary=words[0],
        rivals=tuple(words[1]),
    )


def posts_page(title: str, lanes: Iterable[Lane]) -> str:
    """The page with a picture an office, its legend and the same in words."""
    return _PAGE.render(title=title, lanes=tuple(lanes), width=_WIDTH, row=_ROW, top=_TOP, style=LEDGERS)


def _days(post: Post, day: date | None) -> list[date]:
    told = [d for t in post.tenures for d in (t.begin_first, t.begin_last, t.end_first, t.end_last, t.last_said) if d]
    return [*told, day] if day else told


def _bar(t: Tenure, names: Mapping[str, str], axis: TimeAxis, y: float, colour: str) -> Bar:
    sure = t.sure
    left = axis.left if t.begin_first is None else axis.x(t.begin_first)
    right = axis.right if t.end_last is None else axis.end(t.end_last)
    return Bar(
        account=names.get(t.account, t.account), holder=t.name, y=y, colour=colour, left=left, right=right,
        cap=axis.x(t.begin_first or t.begin_last),
        sure_left=axis.x(sure.first) if sure else left, sure_right=axis.end(sure.last) if sure else left,
        opened=t.begin_first is None, open_end=t.end_last is None, starts=t.starts, ends=t.ends,
        contradicted=t.contradicted, words=_words(t),
    )  # fmt: skip


def _words(t: Tenure) -> str:
    begin = f"began {t.begin_first or 'some time'} to {t.begin_last}"
    end = f"ended {t.end_first or 'some time'} to {t.end_last}" if t.end_last else "nothing ends it"
    sure = f"for sure {t.sure}" if t.sure else "no day is sure"
    return f"{t.name}: {begin}; {sure}; {end}; {len(t.claims)} claims, last on {t.last_said or 'no known day'}"


def _first_named(bars: Iterable[Bar]) -> Iterable[Bar]:
    """An account is named at the first of its bars."""
    before = None
    for bar in bars:
        yield msgspec.structs.replace(bar, account="") if bar.account == before else bar
        before = bar.account


def _band(clash: Clash, axis: TimeAxis) -> tuple[float, float]:
    if clash.sure is None:
        return axis.left, 0.0
    left = axis.x(clash.sure.first)
    return left, max(2.0, axis.end(clash.sure.last) - left)


_PAGE: Final = PAGES.get_template("posts.html")
