"""The board of a course of action as one page that needs no network: its history drawn, its reasons, its claims.

The template is package data, read once as this module loads; after that rendering is pure.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Final

import msgspec

from situate.model import Claim
from situate.produce.board_chart import board_chart
from situate.produce.pages import PAGES, style
from situate.warning import Board, BoardDay, Filing, Forecast, Look, Standing

# A reader takes in about this many quotes of one indicator; the command line lists them all.
_QUOTES: Final = 6


class Quoted(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as the page shows it."""

    claim: Claim
    filing: Filing


class Reasoned(msgspec.Struct, frozen=True, kw_only=True):
    """A standing with the newest of its claims; `more` is how many are not shown."""

    standing: Standing
    quotes: tuple[Quoted, ...]
    more: int = 0


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What a page is made of: the board of a day, what changed since the day before, its history, what was filed."""

    board: Board
    changed: tuple[str, ...]
    days: tuple[BoardDay, ...]
    filings: tuple[Filing, ...]
    looks: tuple[Look, ...]
    forecasts: tuple[Forecast, ...]


_PAGE: Final = PAGES.get_template("board.html")
_STYLE: Final = style("board.css")
_STYLE_HASH: Final = f"sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}"


def board_page(shown: Sequence[Shown], claims: Mapping[str, Claim]) -> str:
    """The page of one board or several; every claim that a board names must be among `claims`."""
    drawn = [
        (one, board_chart(one.days, one.filings, one.looks, one.forecasts), _reasons(one, claims)) for one in shown
    ]
    return _PAGE.render(boards=drawn, style=_STYLE, style_hash=_STYLE_HASH)


def _reasons(shown: Shown, claims: Mapping[str, Claim]) -> list[Reasoned]:
    """What says something first, by how much; then what nobody spoke of."""
    filed = {f.claim: f for f in shown.filings}
    ordered = sorted(shown.board.standings, key=_by_weight)
    return [_reason(s, filed, claims) for s in ordered]


def _by_weight(standing: Standing) -> tuple[int, float]:
    rank = {"more": 0, "less": 1, "ambiguous": 2, "": 3}[standing.direction]
    return rank, -max(standing.factor, 1 / standing.factor)


def _reason(standing: Standing, filed: Mapping[str, Filing], claims: Mapping[str, Claim]) -> Reasoned:
    shown = [Quoted(claim=claims[c], filing=filed[c]) for c in standing.claims[:_QUOTES]]
    return Reasoned(standing=standing, quotes=tuple(shown), more=max(0, len(standing.claims) - _QUOTES))
