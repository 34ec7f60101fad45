"""The command that writes the assessment."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from situate.cli.options import LEDGER, THEATRE, DayArgument, LedgerOption, TheatreOption
from situate.cli.saving import save
from situate.cli.workshop import workshop
from situate.errors import UsageError
from situate.produce import html, markdown, to_json, write
from situate.store import Ledger


class Page(StrEnum):
    """What an assessment can be printed as."""

    html = "html"
    md = "md"
    json = "json"


def add(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(assess)


def assess(
    day: DayArgument,
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where to write.")] = Path(),
    form: Annotated[
        list[Page] | None, typer.Option("--format", "-f", help="What to write; all three by default.")
    ] = None,
    lookback: Annotated[int, typer.Option(min=0, help="How many days before it are looked back upon.")] = 7,
) -> None:
    """Write the footnoted assessment of a day: HTML in one file, Markdown and JSON.

    Example: situate assess 2023-01-24 --out assessments
    """
    bench = workshop(theatre)
    with Ledger.open(ledger, create=False) as book:
        desk = bench.pipeline.desk(book, day.date(), lookback_days=lookback)
    if not desk.claims:
        raise UsageError(f"nothing was published in the {lookback} days up to {day.date()}", where=ledger,
                         remedy="`situate stats` tells which days the ledger holds")  # fmt: skip
    assessment = write(desk)
    pages = {
        Page.html: lambda: html(assessment, bench.outlines).encode(),
        Page.md: lambda: markdown(assessment).encode(),
        Page.json: lambda: to_json(assessment),
    }
    for page in form or Page:
        path = out / f"assessment-{day.date()}.{page.value}"
        save(path, pages[page]())
        typer.echo(f"wrote {path}")
    typer.echo(", ".join(f"{count} {name}" for name, count in assessment.counts))
