"""Commands on theatres."""

import typer

from situate.cli.knowledge import theatre_folder
from situate.cli.options import THEATRE
from situate.config import read_folder
from situate.theatre import read_theatre

app = typer.Typer(no_args_is_help=True, help="Check the knowledge about a conflict.")


@app.command()
def check(theatre: str = typer.Argument(THEATRE, metavar="ID|FOLDER")) -> None:
    """Read a theatre and say what is wrong with it, by file and key, or what it holds.

    Example: situate theatre check theatres/ukraine
    """
    folder = theatre_folder(theatre)
    known = read_theatre(read_folder(folder))
    tables = ("sides", "actors", "sources", "areas", "efforts", "offices", "spellings", "courses")
    counts = ((len(getattr(known, table)), table) for table in tables)
    held = ", ".join(f"{count} {table if count != 1 else table.removesuffix('s')}" for count, table in counts)
    typer.echo(f"{folder}: {known.name}: {held}")


@app.callback()
def _group() -> None:
    """Check the knowledge about a conflict."""
