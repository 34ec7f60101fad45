"""The commands of the assessment: write it, let an analyst edit it, check what was edited, print it."""

from pathlib import Path
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from situate.cli.options import LEDGER, THEATRE, DayArgument, LedgerOption, TheatreOption
from situate.cli.printing import Page, printed, targets
from situate.cli.workshop import workshop
from situate.errors import UsageError
from situate.pipeline import LOOKBACK_DAYS
from situate.produce import write
from situate.store import Ledger

# What `situate assess 2023-01-24` means.
_USUAL: Final = "write"

LookbackOption = Annotated[int, typer.Option(min=0, help="How many days before it are looked back upon.")]
OutOption = Annotated[
    list[Path] | None,
    typer.Option("--out", "-o", metavar="FILE|FOLDER", help="Where to write: FILE.html, .md, .json, .docx, .pdf."),
]
FormsOption = Annotated[
    list[Page] | None, typer.Option("--format", "-f", help="What to write into a folder; html, md, json if not given.")
]


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
    help="Write the footnoted assessment of a day: `situate assess DATE`. Then edit it, check it and print it.",
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
        desk = bench.pipeline.desk(book, day.date(), lookback_days=lookback)
    if not desk.claims:
        raise UsageError(f"nothing was published in the {lookback} days up to {day.date()}", where=ledger,
                         remedy="`situate stats` tells which days the ledger holds")  # fmt: skip
    assessment = write(desk)
    printed(assessment, files, bench.outlines)
    typer.echo(", ".join(f"{count} {name}" for name, count in assessment.counts))
