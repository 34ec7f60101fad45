"""The entry point: the commands, each imported when it is called for, and what becomes of errors."""

import os
import sys
import traceback
from importlib import import_module
from typing import Annotated, Any, Final, Never

import typer
from typer.core import TyperGroup
from typer.main import get_group

from situate import __version__
from situate.cli.output import warn
from situate.config import environment
from situate.errors import SituateError, UsageError

# Exit codes: 0 done; 1 done in part (something was refused); 2 the call was at fault; 3 the data or the world was;
# 70 (BSD's EX_SOFTWARE) a fault in situate itself; 130 interrupted (128 and the signal's number).
_USAGE, _DATA, _FAULT, _INTERRUPTED = 2, 3, 70, 130

# The module of each command, so that a light one does not wait for the stages: docs/decisions tells why.
_COMMANDS: Final = {
    "ingest": "reading", "extract": "reading", "rebuild": "reading", "claims": "searching", "sources": "searching",
    "stats": "searching", "show": "showing", "versions": "versions", "place": "places", "map": "mapping",
    "digest": "digesting",
    "lint": "linting",
    "posts": "posts", "figures": "figures", "watch": "watch", "diff": "diff", "control": "control",
    "judge": "judging", "decide": "deciding", "history": "deciding", "retract": "retracting",
    "record": "recording", "calibration": "recording",
}  # fmt: skip
_GROUPS: Final = {"assess": "assess", "gazetteer": "gazetteers", "theatre": "theatres"}


class ReaderGone(Exception):
    """Standard output was closed; click would make it exit code 1."""


class Interrupted(Exception):
    """Ctrl-C; click would say "Aborted!"."""


class Commands(TyperGroup):
    """The commands by name, each with its module imported on first use."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the help."""
        return [*_COMMANDS, *_GROUPS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, None for an unknown name."""
        known = cmd_name in self.list_commands(ctx)
        # For an unknown name all are loaded: typer looks among them for the one that was meant.
        for name in (cmd_name,) if known else self.list_commands(ctx):
            if name not in self.commands:
                self._load(name)
        return self.commands.get(cmd_name)

    def _load(self, name: str) -> None:
        if name in _GROUPS:
            group = get_group(import_module(f"situate.cli.{_GROUPS[name]}").app)
            group.name = name
            self.commands[name] = group
        elif name in _COMMANDS:
            module = typer.Typer()
            import_module(f"situate.cli.{_COMMANDS[name]}").add(module)
            self.commands.update(get_group(module).commands)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; what click would swallow is raised as our own."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise ReaderGone from error
        except KeyboardInterrupt as error:
            raise Interrupted from error
        return result


app = typer.Typer(
    name="situate",
    cls=Commands,
    help="Open-source reporting in; a ledger of judged claims and a footnoted daily assessment out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    epilog="Start with: situate ingest FOLDER, then situate assess DATE --out FOLDER.",
)


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
    except (ReaderGone, BrokenPipeError):
        # The reader went away (`| head`); Python would complain once more while it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except (Interrupted, KeyboardInterrupt):
        warn("situate: interrupted; what was read is kept")
        sys.exit(_INTERRUPTED)
    except SituateError as error:
        warn(f"situate: {error}")
        sys.exit(_USAGE if isinstance(error, UsageError) else _DATA)
    except Exception as error:  # noqa: BLE001 - the last resort: a fault of ours is told as one
        _tell_fault(error)


def _tell_fault(error: Exception) -> Never:
    if environment().get("SITUATE_DEBUG"):
        traceback.print_exc()
    told = f"a fault in situate: {type(error).__name__}: {error}"
    warn(f"situate: {told} (please report it; SITUATE_DEBUG=1 prints where)")
    sys.exit(_FAULT)
