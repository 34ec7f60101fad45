"""The options that several commands share."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from situate.cli.output import Format

LedgerOption = Annotated[
    str,
    typer.Option(
        "--ledger",
        "-l",
        envvar="SITUATE_LEDGER",
        metavar="FILE",
        help="The ledger: one SQLite file.",
        show_default=True,
    ),
]
TheatreOption = Annotated[
    str,
    typer.Option("--theatre", "-t", envvar="SITUATE_THEATRE", metavar="ID|FOLDER", help="The theatre to read with."),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print the result.")]
DayArgument = Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")]
PathsArgument = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files and folders.")]

LEDGER = "situate.db"
THEATRE = "ukraine"


def day_option(text: str, *names: str) -> Any:
    """An option that takes a day; `text` is its help, `names` what it is called where not after its argument."""
    return typer.Option(*names, formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help=text)


def day_of(moment: datetime | None) -> date | None:
    """The day that an option gave, None where it was not given."""
    return None if moment is None else moment.date()
