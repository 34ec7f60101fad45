"""The entry point: the commands, and what becomes of errors."""

import os
import sys
import traceback
from typing import Annotated

import typer

from situate import __version__
from situate.cli import assess, gazetteers, places, reading, searching, showing, theatres
from situate.config import environment
from situate.errors import SituateError, UsageError

# Exit codes: 0 done; 1 done in part (something was refused); 2 the call was at fault; 3 the data or the world was;
# 70 (BSD's EX_SOFTWARE) a fault in situate itself.
_USAGE, _DATA, _FAULT = 2, 3, 70

app = typer.Typer(
    name="situate",
    help="Open-source reporting in; a ledger of judged claims and a footnoted daily assessment out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    epilog="Start with: situate ingest FOLDER, then situate assess DATE --out FOLDER.",
)
for module in (reading, searching, showing, places, assess):
    module.add(app)
app.add_typer(gazetteers.app, name="gazetteer")
app.add_typer(theatres.app, name="theatre")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"situate {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Open-source reporting in; a ledger of judged claims and a footnoted daily assessment out."""


def main() -> None:
    """Run the command line; errors are told in a sentence, without a traceback, and set the exit code."""
    try:
        app()
    except BrokenPipeError:
        # The reader went away (`| head`); Python would complain once more while it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except SituateError as error:
        typer.echo(f"situate: {error}", err=True)
        sys.exit(_USAGE if isinstance(error, UsageError) else _DATA)
    except Exception as error:  # noqa: BLE001 - the last resort: a fault of ours is told as one
        if environment().get("SITUATE_DEBUG"):
            traceback.print_exc()
        told = f"a fault in situate: {type(error).__name__}: {error}"
        typer.echo(f"situate: {told} (please report it; SITUATE_DEBUG=1 prints where)", err=True)
        sys.exit(_FAULT)
