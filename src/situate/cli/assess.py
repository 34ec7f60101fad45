"""The commands of the assessment: write it, let an analyst edit it, check what was edited, print it."""

from typing import Any, Final

import typer
from typer.core import TyperGroup

from situate.cli import drafting
from situate.cli.options import LEDGER, THEATRE, DayArgument, LedgerOption, TheatreOption
from situate.cli.printing import FormsOption, LookbackOption, OutOption, desk_of, printed, targets
from situate.cli.workshop import workshop
from situate.pipeline import LOOKBACK_DAYS
from situate.produce import write
from situate.store import Ledger

# What `situate assess 2023-01-24` means.
_USUAL: Final = "write"


class Assess(TyperGroup):
    """A group whose first command need not be named: `situate assess DATE` writes the assessment of that day."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the usual command's name where no command is named."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [_USUAL, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=Assess,
    no_args_is_help=True,
    help="Write the footnoted assessment of a day; let an analyst edit it, check what was edited, print it.\n\n"
    "Examples: situate assess 2023-01-24 -o day.pdf; situate assess draft 2023-01-24 --edit",
)


@app.command(_USUAL)
def assess(
    day: DayArgument,
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    out: OutOption = None,
    form: FormsOption = None,
    lookback: LookbackOption = LOOKBACK_DAYS,
) -> None:
    """Write the footnoted assessment of a day. `write` may be left out.

    A path's ending says the form: one HTML page, Markdown, JSON, a Word document, a PDF. The same ledger gives the
    same bytes.

    Examples: situate assess 2023-01-24 -o assessments; situate assess 2023-01-24 -o day.pdf -o day.docx
    """
    files = targets(out, form, f"assessment-{day.date()}")
    bench = workshop(theatre)
    with Ledger.open(ledger, create=False) as book:
        assessment = write(desk_of(bench, book, day.date(), lookback))
    printed(assessment, files, bench.outlines)
    typer.echo(", ".join(f"{count} {name}" for name, count in assessment.counts))


app.command("draft")(drafting.draft)
app.command("check")(drafting.check)
app.command("print")(drafting.print_)
