"""The command that tells all about one place."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from situate.cli.knowledge import gazetteer, names_of, theatre_of
from situate.cli.options import LEDGER, THEATRE, FormatOption, LedgerOption, TheatreOption, day_of, day_option
from situate.cli.output import Format, emit, emit_lines, warn
from situate.cli.searching import CLAIM_COLUMNS, NOT_DERIVED, claim_row
from situate.gazetteer import Toponym, normal
from situate.model import Control
from situate.state import as_of
from situate.store import ClaimQuery, Ledger

_CANDIDATE_COLUMNS = ("gazetteer_id", "name", "lat", "lon", "country", "admin1", "population")
_STATE_COLUMNS = ("place", "state", "side", "tier", "evidence", "since", "known", "reason")


def add(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(place)


def place(
    name: Annotated[str, typer.Argument(help="A place's name, in any spelling.")],
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    day: Annotated[
        datetime | None,
        day_option("As it was known on this day.", "--as-of"),
    ] = None,
    form: FormatOption = Format.table,
) -> None:
    """Tell what places a name can mean, who is said to hold them, and what was claimed of them.

    Example: situate place Klishchiivka --as-of 2023-01-24
    """
    known = day_of(day)
    knowledge = theatre_of(theatre)
    places = gazetteer(knowledge)
    candidates, names = places.named(name), names_of(name, knowledge, places)
    with Ledger.open(ledger, create=False) as book:
        found = tuple(book.claims(ClaimQuery(places=names, as_known=known)))
        if found and not book.is_derived():
            warn(NOT_DERIVED)
        states = as_of(book.controls(), known or date.max, known=known)
    keys = {normal(one) for one in names}
    meant = {
        m.gazetteer_id for c in found for m in c.places if not keys.isdisjoint({normal(m.text), normal(m.name or "")})
    }
    if not found:
        warn("no claims")
    held = [state for state in states if state.place in meant]
    if form is Format.jsonl:
        emit_lines([{"name": name, "candidates": candidates, "control": held, "claims": found}])
        return
    if form is Format.table:
        emit(map(_candidate_row, candidates), _CANDIDATE_COLUMNS, form)
        typer.echo()
        emit(map(_state_row, held), _STATE_COLUMNS, form)
        typer.echo()
    emit(map(claim_row, found), CLAIM_COLUMNS, form)


def _candidate_row(candidate: Toponym) -> dict[str, Any]:
    return {name: getattr(candidate, name) for name in _CANDIDATE_COLUMNS[1:]} | {"gazetteer_id": candidate.id}


def _state_row(state: Control) -> dict[str, Any]:
    return {
        "place": state.place_name,
        "state": state.state,
        "side": state.side,
        "tier": state.tier,
        "evidence": state.evidence,
        "since": state.valid_from,
        "known": state.known_from,
        "reason": state.reason,
    }
