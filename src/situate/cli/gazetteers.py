"""Commands on gazetteers."""

from pathlib import Path
from typing import Annotated

import typer

from situate.cli.knowledge import gazetteer, theatre_of
from situate.cli.options import THEATRE, FormatOption, TheatreOption
from situate.cli.output import Format, emit, warn

app = typer.Typer(no_args_is_help=True, help="The gazetteers at hand: the embedded one, and dumps that you add.")
# A dump with thousands of bad lines is told by its first ones; the count is whole.
_TOLD = 10


@app.command()
def add(
    path: Annotated[Path, typer.Argument(metavar="DUMP", help="A GeoNames country dump, .txt or .zip.")],
    name: Annotated[str | None, typer.Option(help="What to call it; the file's name where none is given.")] = None,
    theatre: TheatreOption = THEATRE,
) -> None:
    """Add a GeoNames country dump; it wins over the embedded gazetteer, place by place.

    Ledgers read before keep their places until `situate rebuild`. Example: situate gazetteer add UA.txt
    """
    added = gazetteer(theatre_of(theatre)).add(path, name)
    typer.echo(f"{added.holding.name}: {added.holding.places} places from {added.holding.origin}")
    for refusal in added.refused[:_TOLD]:
        warn(f"refused {path}: line {refusal.line}: {refusal.why}")
    if added.refused:
        typer.echo(f"{len(added.refused)} lines refused", err=True)
        raise typer.Exit(1)


@app.command("list")
def listing(theatre: TheatreOption = THEATRE, form: FormatOption = Format.table) -> None:
    """List the gazetteers at hand, the added ones first.

    Example: situate gazetteer list --format jsonl
    """
    rows = [
        {
            "name": h.name,
            "places": h.places,
            "origin": h.origin,
            "embedded": "yes" if h.embedded else "no",
            "sha256": h.sha256,
        }
        for h in gazetteer(theatre_of(theatre)).listing()
    ]
    emit(rows, ("name", "places", "origin", "embedded", "sha256"), form)


@app.command()
def remove(name: str, theatre: TheatreOption = THEATRE) -> None:
    """Forget an added gazetteer.

    Example: situate gazetteer remove UA
    """
    gazetteer(theatre_of(theatre)).remove(name)
    typer.echo(f"{name}: removed")
