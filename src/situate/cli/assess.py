"""The command that writes the assessment."""

from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from situate.cli.options import LEDGER, THEATRE, DayArgument, LedgerOption, TheatreOption
from situate.cli.workshop import workshop
from situate.errors import SourceError, UsageError
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
        _save(path, pages[page]())
        typer.echo(f"wrote {path}")
    typer.echo(", ".join(f"{count} {name}" for name, count in assessment.counts))


def _save(path: Path, body: bytes) -> None:
    """Write a page whole or not at all. Raises SourceError where the folder cannot be written."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(body)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):  # the fault that is told is the first one
            part.unlink(missing_ok=True)
        raise SourceError(
            f"cannot be written: {error.strerror}", where=str(path), remedy="give another --out"
        ) from error
