"""Commands on gazetteers."""

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn
from typer.core import TyperGroup
from typer.main import get_group

from situate.cli.knowledge import gazetteer, gazetteer_folder, theatre_of
from situate.cli.options import THEATRE, FormatOption, TheatreOption
from situate.cli.output import Format, emit, warn
from situate.store import downloads
from situate.store.fetching import GEONAMES, fetch
from situate.store.shelf import Added, Shelf

# What learns from claims waits for a stage; it is loaded when it is called for, as `app.Commands` does.
_LEARNING = ("learn-edges", "learn-places")


class Gazetteers(TyperGroup):
    """The commands on gazetteers, those that learn loaded on first use."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the help."""
        return [*(name for name in super().list_commands(ctx) if name not in _LEARNING), *_LEARNING]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, None for an unknown name."""
        if cmd_name in _LEARNING and cmd_name not in self.commands:
            module = typer.Typer()
            import_module("situate.cli.learning").add(module)
            self.commands.update(get_group(module).commands)
        return super().get_command(ctx, cmd_name)


app = typer.Typer(
    cls=Gazetteers, no_args_is_help=True, help="The gazetteers at hand: the embedded one, and dumps that you add."
)
_FILES = (
    "A GeoNames country dump, .txt or .zip; beside it, files of alternate names (alternatenames/UA.zip) "
    "and of administrative codes (admin1CodesASCII.txt)."
)
# A dump with thousands of bad lines is told by its first ones; the count is whole.
_TOLD = 10


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE...", help=_FILES)],
    name: Annotated[str | None, typer.Option(help="What to call it; the dump's name where none is given.")] = None,
) -> None:
    """Add a GeoNames country dump; it wins over the embedded gazetteer, place by place.

    Which file is which is seen from its columns. Ledgers read before keep their places until `situate rebuild`.

    Examples: situate gazetteer add UA.txt; situate gazetteer add UA.zip alternatenames/UA.zip admin1CodesASCII.txt
    """
    _tell(Shelf(gazetteer_folder()).add(paths, name))


@app.command("fetch")
def fetching(
    country: Annotated[str, typer.Argument(metavar="COUNTRY", help="Its two letters of ISO 3166, such as UA.")],
    base: Annotated[str, typer.Option("--from", metavar="URL", help="Where the dumps lie.")] = GEONAMES,
    expected: Annotated[str, typer.Option("--sha256", metavar="HEX", help="What the dump's SHA-256 must be.")] = "",
    *,
    names: Annotated[bool, typer.Option("--names", help="Bring its file of alternate names too.")] = False,
) -> None:
    """Download a country's dump from GeoNames and add it. This is the only command that uses the network.

    A download that was cut off goes on where it stopped; what is at hand stays until the new one is complete.

    Examples: situate gazetteer fetch UA; situate gazetteer fetch UA --names
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:

        def progress(part: str) -> downloads.Progress:
            task = bar.add_task(part, total=None)
            return lambda have, size: bar.update(task, completed=have, total=size)

        added, brought = fetch(
            gazetteer_folder(), country, base=base, names=names, expected=expected, progress=progress
        )
    for one in brought:
        resumed = f", the first {one.resumed:,} of them from an earlier try" if one.resumed else ""
        typer.echo(f"{one.url}: {one.size:,} bytes{resumed}, SHA-256 {one.sha256}")
    _tell(added)


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
def remove(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="As `gazetteer list` shows it.")],
) -> None:
    """Forget added gazetteers. The ledgers that were read with them stay as they are until `situate rebuild`.

    Example: situate gazetteer remove UA
    """
    shelf = Shelf(gazetteer_folder())
    for name in names:
        shelf.remove(name)
        typer.echo(f"{name}: removed")


def _tell(added: Added) -> None:
    """What was added, and what was refused of it, which makes the exit code 1."""
    typer.echo(f"{added.holding.name}: {added.holding.places} places from {added.holding.origin}")
    for refusal in added.refused[:_TOLD]:
        warn(f"refused {refusal.file}: line {refusal.line}: {refusal.why}")
    if added.refused:
        typer.echo(f"{len(added.refused)} lines refused", err=True)
        raise typer.Exit(1)
