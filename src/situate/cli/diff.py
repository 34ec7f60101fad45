"""The command that tells what changed between two days, over all the ledgers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Annotated, Any, Final

import typer

from situate.change import LEDGERS, LedgerChange
from situate.cli.knowing import Known, known_by
from situate.cli.knowledge import check_word, theatre_of
from situate.cli.options import (
    LEDGER,
    THEATRE,
    DayArgument,
    FormatOption,
    LedgerOption,
    TheatreOption,
    day_of,
    day_option,
)
from situate.cli.output import Format, emit, warn
from situate.cli.watch import boards_of
from situate.config import data_folder, read_folder
from situate.errors import UsageError
from situate.model import Claim, Control
from situate.state import as_of
from situate.state.board import board
from situate.state.changes import board_changes, control_changes, office_changes
from situate.state.figure_changes import figure_changes, figures_on
from situate.state.figure_words import FigureWords
from situate.state.figures import figures
from situate.state.posts import account_names, posts
from situate.store import Ledger
from situate.theatre import Theatre

_COLUMNS: Final = ("ledger", "change", "claims")
# Claims that a table names behind a line; the other formats name them all.
_SHOWN: Final = 3


def add(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(diff)


def diff(  # noqa: PLR0913, PLR0917 - one parameter an option
    first: DayArgument,
    second: DayArgument,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="LEDGER", help=f"One of {', '.join(LEDGERS)}; may be repeated."),
    ] = None,
    as_known: Annotated[
        datetime | None,
        day_option(
            "Both days as they were known at the end of this day; each at its own end if not given.", "--as-known"
        ),
    ] = None,
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    form: FormatOption = Format.table,
) -> None:
    """Tell what changed between two days: who holds what and which office, the warning boards, the figures.

    Each day is taken as it was known at its own end: the difference is of the world and of what was known of it. With
    --as-known both are taken with the same knowledge, and the difference is of the world alone.

    Examples: situate diff 2023-01-23 2023-01-24; situate diff 2022-03-28 2022-04-07 --only board --only offices
    """
    one, two, known = first.date(), second.date(), day_of(as_known)
    if one >= two:
        raise UsageError(f"{one} is not before {two}", where="diff", remedy="give the earlier day first")
    wanted = list(dict.fromkeys(only or LEDGERS))
    for name in wanted:
        check_word(name, "--only", LEDGERS)
    found = list(_changes(ledger, theatre_of(theatre), (one, two), known, wanted))
    if not found:
        warn("nothing has changed")
    emit(map(_row, found), _COLUMNS, form, records=found)


def _row(change: LedgerChange) -> dict[str, Any]:
    more = len(change.claims) - _SHOWN
    named = [*change.claims[:_SHOWN], *([f"and {more} more"] if more > 0 else [])]
    return {"ledger": change.ledger, "change": change.words, "claims": named}


def _changes(
    ledger: str, theatre: Theatre, days: tuple[date, date], known: date | None, wanted: Sequence[str]
) -> Iterator[LedgerChange]:
    """Every change, in the order of the ledgers."""
    with Ledger.open(ledger, create=False) as book:
        deep = {"linked": not {"control", "offices"}.isdisjoint(wanted), "judged": "control" in wanted}
        kept = [known_by(book, theatre, known or day, **deep) for day in days] if set(wanted) - {"board"} else []
        boards = boards_of(book, theatre) if "board" in wanted else None
    ledgers: dict[str, Callable[[], Iterable[LedgerChange]]] = {
        "control": lambda: _control(kept, theatre, days, known),
        "offices": lambda: _offices(kept, theatre, days),
        "figures": lambda: _figures(kept, theatre, days),
        "board": lambda: chain.from_iterable(
            board_changes(*(board(watch, day, known=known or day) for day in days))
            for watch in (boards.watches if boards else ())
        ),
    }
    for name in LEDGERS:
        if name in wanted:
            yield from ledgers[name]()


def _control(
    kept: list[Known], theatre: Theatre, days: tuple[date, date], known: date | None
) -> Iterator[LedgerChange]:
    before, after = (as_of(k.controls, day, known=known or day) for k, day in zip(kept, days, strict=True))
    return control_changes(before, after, theatre, _backing(kept[1]))


def _backing(known: Known) -> Callable[[Control], tuple[str, ...]]:
    """The claims that a row of control stands on, the newest first."""

    def claims_of(row: Control) -> tuple[str, ...]:
        on = (known.propositions[p] for p in row.propositions if p in known.propositions)
        ids = dict.fromkeys(claim for p in on for claim in (*p.supports, *p.denies) if claim in known.claims)
        return tuple(sorted(ids, key=lambda i: (-_day(known.claims[i]).toordinal(), i)))

    return claims_of


def _day(claim: Claim) -> date:
    return claim.published or date.min


def _offices(kept: list[Known], theatre: Theatre, days: tuple[date, date]) -> Iterator[LedgerChange]:
    before, after = (posts(k.propositions.values(), k.claims.values(), theatre) for k in kept)
    return office_changes(before, after, days, account_names(theatre))


def _figures(kept: list[Known], theatre: Theatre, days: tuple[date, date]) -> Iterator[LedgerChange]:
    words = FigureWords(read_folder(data_folder("lexicon")))
    before, after = (
        figures_on(figures(k.claims.values(), theatre, words), day) for k, day in zip(kept, days, strict=True)
    )
    return figure_changes(before, after)
