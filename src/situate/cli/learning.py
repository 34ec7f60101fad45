"""Commands that learn about places from the claims of a ledger: towns' edges, and places that no gazetteer has."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from situate.cli.knowledge import gazetteer, theatre_of
from situate.cli.options import LEDGER, THEATRE, FormatOption, LedgerOption, TheatreOption
from situate.cli.output import Format, emit, safe, warn
from situate.cli.saving import save
from situate.cli.searching import NOT_DERIVED
from situate.resolve.edges import learn_edges
from situate.resolve.learned import as_geonames, as_learned
from situate.store import Ledger
from situate.theatre import LearnedPlace, TownEdge


def add(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("learn-edges")(edges)
    app.command("learn-places")(places)


def edges(ledger: LedgerOption = LEDGER, theatre: TheatreOption = THEATRE, form: FormatOption = Format.table) -> None:
    """Measure from where distances to each town are told: how far they stop short of its centre, in km.

    A robust fit over the ledger's claims whose places are known otherwise. The CSV is a theatre's `edges.csv`.

    Example: situate gazetteer learn-edges --ledger year.db --format csv > edges.csv
    """
    knowledge = theatre_of(theatre)
    with Ledger.open(ledger, create=False) as book:
        found = learn_edges(book.claims(), knowledge, gazetteer(knowledge))
    if not found:
        warn("no town from which the ledger tells five distances to places that are known otherwise")
    emit(map(msgspec.structs.asdict, found), TownEdge.__struct_fields__, form)


def places(
    ledger: LedgerOption = LEDGER,
    least: Annotated[int, typer.Option(min=1, help="Only places that so many different locators agree on.")] = 1,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write a file of GeoNames' shape instead.")
    ] = None,
    *,
    unlisted: Annotated[bool, typer.Option("--unlisted", help="Only places that no gazetteer has.")] = False,
    form: FormatOption = Format.table,
) -> None:
    """List where the ledger's locators ("12 km north of") put places, also those that no gazetteer has.

    The ledger keeps them with the claims that taught them, which --format jsonl lists. The CSV is a theatre's
    `learned.csv`. A file of GeoNames' shape is for other tools, or for `situate gazetteer add`; it has no radius.

    Examples: situate gazetteer learn-places --format csv > learned.csv; situate gazetteer learn-places --out new.txt
    """
    with Ledger.open(ledger, create=False) as book:
        if not book.is_derived():
            warn(NOT_DERIVED)
        kept = book.located()
    found = [place for place in kept if place.n >= least and not (unlisted and place.gazetteer_id)]
    if not found:
        warn("no place that a locator puts anywhere")
    if out is None:
        rows = (msgspec.structs.asdict(as_learned(place)) for place in found)
        emit(rows, LearnedPlace.__struct_fields__, form, records=found)
    else:
        save(out, as_geonames(found).encode())
        typer.echo(f"wrote {safe(out)}: {len(found)} places")
