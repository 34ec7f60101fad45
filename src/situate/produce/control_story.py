"""One settlement's control over time as one page: a bar a tier, a dot a claim, and the same as tables."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from situate.ground import STALE_DAYS, Story, Stretch, Word
from situate.model import Claim, Control
from situate.produce.control_look import Look, Palette
from situate.produce.pages import LEDGERS, PAGES
from situate.produce.shown import day_text, one_line
from situate.produce.time_axis import TimeAxis
from situate.theatre import Theatre
from situate.timespan import Span

_WIDTH: Final = 960.0
_LEFT: Final = 90.0
_RIGHT: Final = 945.0
_TOP: Final = 30.0
# A bar of 28 px with three rows of dots under it.
_LANE: Final = 66.0
_LETTER_PX: Final = 6.4
# So many dots of one tier and day stand under one another; the tables hold all.
_DOT_ROWS: Final = 3


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One state as drawn: pixels, what to write in it where there is room, and its stale stretches (left, width)."""

    left: float
    width: float
    look: Look
    words: str
    label: str
    light: bool
    stale: tuple[tuple[float, float], ...]


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as drawn, in one of the rows under its bar."""

    x: float
    row: int
    colour: str
    words: str


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """One tier as drawn."""

    name: str
    y: float
    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...]


def story_page(story: Story, claims: Mapping[str, Claim], theatre: Theatre, known: date | None = None) -> str:
    """The page. `claims` holds the claims of its words, `known` the day as of which it is known, None for today."""
    palette = Palette(theatre)
    stretches = sorted((*story.assessed, *story.claimed), key=lambda s: (s.days, s.row.tier))
    axis = _axis(story, stretches)
    lanes = (
        _lane("Assessed", 0, story.assessed, story, axis, palette),
        _lane("Claimed", 1, story.claimed, story, axis, palette),
    )
    looks = {palette.look(s.row): palette.words(s.row) for s in stretches}
    return _PAGE.render(
        title=f"Who holds {story.name}", where=f"{story.lat:.3f}, {story.lon:.3f}", until=story.until,
        known=f", as known on {day_text(known)}" if known else "", stale=STALE_DAYS, palette=palette,
        legend=sorted(looks.items()), looks=sorted(looks), lanes=lanes, ticks=axis.ticks(), stretches=stretches,
        words=[(w, _quote(w, claims)) for w in story.words], width=_WIDTH, height=_TOP + 2 * _LANE + 6, style=LEDGERS,
    )  # fmt: skip


def _axis(story: Story, stretches: Sequence[Stretch]) -> TimeAxis:
    """From a little before the first day told of; a week at least."""
    first = min([s.days.first for s in stretches] + [w.valid for w in story.words])
    room = timedelta(days=max(3, (story.until - first).days // 40))
    return TimeAxis(first - room, story.until, _LEFT, _RIGHT)


def _lane(name: str, number: int, stretches: Sequence[Stretch], story: Story, axis: TimeAxis, palette: Palette) -> Lane:
    words = [w for w in story.words if w.tier == name.lower()]
    bars = tuple(_bar(s, axis, palette) for s in stretches)
    return Lane(name=name, y=_TOP + number * _LANE, bars=bars, dots=tuple(_dots(words, axis, palette)))


def _bar(stretch: Stretch, axis: TimeAxis, palette: Palette) -> Bar:
    left, right = axis.x(stretch.days.first), axis.end(stretch.days.last)
    look, words = palette.look(stretch.row), palette.words(stretch.row)
    wide = right - left > len(words) * _LETTER_PX + 8
    return Bar(
        left=left, width=max(1.0, round(right - left, 1)), look=look, words=_told(stretch.row, stretch, words),
        label=words if wide and look.state not in ("contested", "entered", "fighting") else "",
        light=look.state == "held" and not _is_faded(stretch),
        stale=tuple(_pixels(span, axis) for span in stretch.silent),
    )  # fmt: skip


def _is_faded(stretch: Stretch) -> bool:
    """Is it stale where its label begins?"""
    return bool(stretch.silent) and stretch.silent[0].first == stretch.days.first


def _pixels(span: Span, axis: TimeAxis) -> tuple[float, float]:
    left = axis.x(span.first)
    return left, round(axis.end(span.last) - left, 1)


def _told(row: Control, stretch: Stretch, words: str) -> str:
    stale = f"; stale from {stretch.silent[0].first}" if stretch.silent else ""
    return f"{row.tier}: {words}, {stretch.days}; {row.evidence}; known on {row.known_from}{stale}. {row.reason}"


def _dots(words: Sequence[Word], axis: TimeAxis, palette: Palette) -> Iterator[Dot]:
    filled: dict[date, int] = {}
    for word in words:
        row = filled.setdefault(word.valid, 0)
        filled[word.valid] += 1
        if row < _DOT_ROWS:
            middle = (axis.x(word.valid) + axis.end(word.valid)) / 2
            yield Dot(x=round(middle, 1), row=row, colour=palette.colour(word.side), words=_said(word, palette))


def _said(word: Word, palette: Palette) -> str:
    about = f", {palette.name(word.side)}" if word.side else ""
    why = f" ({word.why})" if word.why else ""
    return f"{word.valid}, published {word.known}: {word.says}{about}; {word.speaker}{why}"


def _quote(word: Word, claims: Mapping[str, Claim]) -> str:
    claim = claims.get(word.claim)
    return one_line(claim.content.text) if claim is not None else ""


_PAGE: Final = PAGES.get_template("control_story.html")
