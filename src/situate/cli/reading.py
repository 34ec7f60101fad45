"""Commands that read documents: ingest, extract, rebuild."""

import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from msgspec.structs import replace
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from situate.cli.explaining import Explaining
from situate.cli.options import LEDGER, THEATRE, LedgerOption, PathsArgument, TheatreOption
from situate.cli.output import Format, emit_lines, safe, warn
from situate.cli.workshop import workshop
from situate.errors import UsageError
from situate.ingest import Limits, Note, files, read
from situate.model import Claim, Item, Original
from situate.store import Ledger
from situate.store.cuts import Cut, unsettled_cuts
from situate.tally import Named, Step, Summary
from situate.theatre import zone_of

_MEGABYTE = 1024 * 1024
MaxOption = Annotated[int, typer.Option("--max-mb", min=1, help="Refuse files larger than this, in MB.")]

CapturedOption = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        metavar="YYYY-MM-DD[THH:MM]",
        help="When the files were captured, where they do not say so: it tells which text came later.",
    ),
]


def add(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(ingest)
    app.command()(extract)
    app.command()(rebuild)


def ingest(
    paths: PathsArgument,
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    max_mb: MaxOption = 32,
    captured: CapturedOption = None,
    *,
    partial: Annotated[
        bool, typer.Option("--partial", help="The exports were cut by hand: a post that they lack is not deleted.")
    ] = False,
) -> None:
    """Read files into the ledger: .html .txt .md .jsonl, and Telegram Desktop's exports (JSON, HTML).

    What is there already is left alone; what cannot be read is refused with its reason, and the rest goes on. Another
    text under the id or the address of one that is there is kept beside it, as a version.

    Example: situate ingest reports/ telegram/result.json --ledger january.db
    """
    bench = workshop(theatre)
    limits = Limits(max_bytes=max_mb * _MEGABYTE, partial=partial)
    with Ledger.open(ledger) as book:
        total = sum(isinstance(found, Path) for found in files(paths))
        with _progress("reading", total) as told:
            summary = bench.pipeline.ingest(book, paths, limits=limits, captured=captured, progress=told)
        bench.pipeline.derive(book)
        where = book.where
        unordered = bench.pipeline.course(book).unordered if summary.new else ()
        cut = unsettled_cuts(book, zone_of(bench.pipeline.theatre.timezone)) if summary.read else []
    _tell(summary, where)
    for one in cut:
        warn(f"note: {_cut(one)}")
    if unordered:
        named = _names(Named().with_names(unordered))
        warn(f"note: posts with several texts of which nobody knows which came later: {named}; all of them count, "
             "until --captured says when each file was captured")  # fmt: skip
    if summary.refused:
        raise typer.Exit(1)


def extract(
    paths: PathsArgument,
    theatre: TheatreOption = THEATRE,
    max_mb: MaxOption = 32,
    *,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print, sentence by sentence, which rules fired and which nearly did.")
    ] = False,
    form: Annotated[
        Format | None, typer.Option("--format", "-f", help="table or jsonl; table only with --explain.")
    ] = None,
) -> None:
    """Print the claims of files, one JSON object a line; nothing is kept.

    Example: situate extract report.html | head -3; situate extract --explain report.html
    """
    if form not in {None, Format.jsonl} and not explain:
        raise UsageError("claims are printed as JSON lines", where="--format", remedy="leave it out")
    tell = Explaining(theatre, form or Format.table).print if explain else _claims(theatre)
    refused = False
    for found in read(paths, limits=Limits(max_bytes=max_mb * _MEGABYTE)):
        if isinstance(found, Original):
            tell(found.items)
        elif isinstance(found, Note):
            warn(f"note: {found}")
        else:
            warn(f"refused {found}")
            refused = True
    if refused:
        raise typer.Exit(1)


def _claims(theatre: str) -> Callable[[Iterable[Item]], None]:
    pipeline = workshop(theatre).pipeline
    return lambda items: emit_lines(map(as_printed, pipeline.extract_items(items)))


def as_printed(claim: Claim) -> Claim | dict[str, Any]:
    """The claim; where the sentence before names a place that "the village" means, such stand in `meant`.

    `places` holds what the claim's own sentence names, as the guide to the gold has it.
    """
    meant = [place for place in claim.places if place.pointer is not None]
    if not meant:
        return claim
    told = replace(claim, places=tuple(place for place in claim.places if place.pointer is None))
    return {**msgspec.to_builtins(told), "meant": msgspec.to_builtins(meant)}


def rebuild(ledger: LedgerOption = LEDGER, theatre: TheatreOption = THEATRE) -> None:
    """Read every original in the ledger again, after an upgrade or with another theatre or gazetteer.

    Example: situate gazetteer add UA.txt && situate rebuild
    """
    bench = workshop(theatre)
    with Ledger.open(ledger, create=False) as book:
        with _progress("reading again", book.stats().originals) as told:
            summary = bench.pipeline.rebuild(book, progress=told)
        _tell(summary, book.where)


@contextmanager
def _progress(verb: str, total: int) -> Iterator[Callable[[Step], None]]:
    """A bar on standard error, where that is a terminal; it goes away when the work is done."""
    columns = (
        TextColumn(verb),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(verb, total=total, name="")
        yield lambda step: bar.update(task, completed=step.read, name=safe(step.name))


def _tell(summary: Summary, where: str) -> None:
    typer.echo(
        f"{safe(where)}: read {summary.read}, new {summary.new}, already there {summary.known}, "
        f"refused {len(summary.refused)}; {summary.documents} documents, {summary.claims} claims"
    )
    if not summary.read and not summary.refused:
        warn("nothing to read")
    for refusal in summary.refused:
        warn(f"refused {refusal}")
    for note in (*summary.notes, *_of_documents(summary)):
        warn(f"note: {note}")


def _of_documents(summary: Summary) -> Iterator[str]:
    """What a reader should know about documents that came in and say less than they could."""
    if summary.undated.count:
        yield f"documents without a day of publication: {_names(summary.undated)}"
    if summary.foreign.count:
        yield f"documents in another script than English, of which no claim was read: {_names(summary.foreign)}"
    if summary.outdated:
        told = f"{summary.outdated} originals were read with other knowledge than the present"
        yield f"{told}; `situate rebuild` reads them again"


def _cut(one: Cut) -> str:
    """That an export looks cut, and what to do about it."""
    span = f"{one.channel}/{one.first} and {one.channel}/{one.last}"
    partial = f"`situate ingest {shlex.quote(one.file)} --partial`"
    deleted = f"`situate decide deleted {one.unsettled[0]} --on DAY --reason WHY`"
    return (
        f"{one.file} lacks {len(one.lacks)} of the {one.of} posts that other exports, {one.against} above all, have "
        f"between {span}. Channels seldom delete so many: none of them is taken as deleted. Was the file cut by hand? "
        f"Say so with {partial}. Are posts gone? Say so of each with {deleted} ({len(one.unsettled)} to settle)"
    )


def _names(named: Named) -> str:
    more = ", ..." if named.count > len(named.first) else ""
    return f"{named.count} ({', '.join(named.first)}{more})"
