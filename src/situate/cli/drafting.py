"""The commands that an analyst edits with: a draft with claim marks, the check of what was edited, its pages."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import click
import msgspec
import typer

from situate.cli.knowledge import theatre_of
from situate.cli.options import LEDGER, THEATRE, DayArgument, LedgerOption, TheatreOption
from situate.cli.output import emit_lines, safe, warn
from situate.cli.printing import FormsOption, LookbackOption, OutOption, desk_of, printed, targets
from situate.cli.saving import save
from situate.cli.workshop import workshop
from situate.config import data_folder, read_folder
from situate.errors import SituateError, SourceError, UsageError
from situate.extract.sentences import Sentences
from situate.pipeline import LOOKBACK_DAYS
from situate.produce import Desk, cited, write
from situate.produce import draft as drafted
from situate.produce.edited import Edited, read_draft
from situate.produce.rechecked import Recheck, cited_ids, recheck
from situate.produce.revised import revised
from situate.store import Ledger
from situate.theatre import Theatre

# Exit codes, as the linter has them: all follows, something does not, a call or a file at fault.
_FOUND, _AT_FAULT = 1, 2

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The draft.")]


class Shape(StrEnum):
    """How remarks are printed."""

    text = "text"
    jsonl = "jsonl"


def draft(  # noqa: PLR0913 - options of one command, each its own
    day: DayArgument,
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="draft-DATE.md if not given.")] = None,
    lookback: LookbackOption = LOOKBACK_DAYS,
    *,
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Open it in $VISUAL or $EDITOR, then check it.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a draft that is there, edits and all.")] = False,
) -> None:
    """Write the assessment of a day as a draft to edit: Markdown, a sentence a line, with claim marks.

    A draft that is there already is kept; with --edit it is opened again.

    Example: situate assess draft 2023-01-24 -o monday.md --edit
    """
    path = out or Path(f"draft-{day.date()}.md")
    if force or not path.exists():
        bench = workshop(theatre)
        with Ledger.open(ledger, create=False) as book:
            page = write(desk_of(bench, book, day.date(), lookback))
        save(path, drafted.draft(page, lookback_days=lookback).encode())
        typer.echo(f"wrote {path}: {len(page.sentences())} sentences on {len(page.notes)} claims")
    elif not edit:
        raise UsageError("a draft is there already", where=str(path), remedy="--edit opens it, --force writes it anew")
    if edit:
        click.edit(filename=str(path))
        check(path, ledger, theatre)


def check(
    file: FileArgument,
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    form: Annotated[Shape, typer.Option("--format", "-f", help="How to print remarks.")] = Shape.text,
    *,
    strict: Annotated[
        bool, typer.Option("--strict", help="An edit that reorders its claims' words fails too.")
    ] = False,
) -> None:
    """Tell which sentences of an edited draft no longer follow from the claims they are marked with.

    Told too: marks that mean no claim, marks taken away, new sentences without marks; as notes, words of claims in
    another order, which no rule can tell from another meaning.
    Exit code 0: every sentence follows; 1: one does not; 2: the file or the call is at fault.

    Example: situate assess check draft-2023-01-24.md
    """
    try:
        edited = _read(file)
        with Ledger.open(ledger, create=False) as book:
            desk = _with_cited(_bare_desk(edited, _own(theatre_of(theatre), edited, file)), edited, book)
    except SituateError as error:
        warn(f"situate: {error}")
        raise typer.Exit(_AT_FAULT) from error
    found = recheck(edited, desk, strict=strict)
    _tell(found, file, form)
    raise typer.Exit(_FOUND if found.errors else 0)


def print_(
    file: FileArgument,
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    out: OutOption = None,
    form: FormsOption = None,
) -> None:
    """Print an edited draft as an assessment; it is checked first, and nothing is written where a sentence fails.

    Example: situate assess print draft-2023-01-24.md -o day.pdf -o day.docx
    """
    edited = _read(file)
    files = targets(out, form, f"assessment-{edited.day}")
    bench = workshop(theatre)
    _own(bench.theatre, edited, file)
    with Ledger.open(ledger, create=False) as book:
        desk = desk_of(bench, book, edited.day, edited.lookback_days)
        page = write(desk)
        desk = _with_cited(desk, edited, book)
    found = recheck(edited, desk)
    if found.errors:
        _tell(found, file, Shape.text)
        raise typer.Exit(_FOUND)
    printed(revised(page, edited, desk), files, bench.outlines)


def _read(file: Path) -> Edited:
    cutter = Sentences(read_folder(data_folder("lexicon")))
    try:
        text = file.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(
            f"cannot be read: {error}", where=str(file), remedy="check the path; a draft is UTF-8"
        ) from error
    return read_draft(text, str(file), lambda words: cutter.spans(words, 0, len(words)))


def _own(theatre: Theatre, edited: Edited, file: Path) -> Theatre:
    """The theatre, where it is the draft's. Raises UsageError where it is another."""
    if theatre.id != edited.theatre:
        raise UsageError(f"the draft is of the theatre {edited.theatre!r}", where=str(file),
                         remedy="give its folder or its id with --theatre")  # fmt: skip
    return theatre


def _bare_desk(edited: Edited, theatre: Theatre) -> Desk:
    """A desk that holds no claims yet: the gate asks for nothing else, and no judgment need be derived."""
    return Desk(day=edited.day, theatre=theatre, claims={}, documents={}, propositions=(), judgments={})


def _with_cited(desk: Desk, edited: Edited, book: Ledger) -> Desk:
    """The desk with every claim of the ledger that the draft's marks mean, and its document."""
    wanted = [one for one in cited_ids(edited) if one not in desk.claims]
    fresh = {found.id: found for found in map(book.claim, wanted) if found is not None}
    documents = {d.id: cited(d) for d in book.documents({c.document for c in fresh.values()})} if fresh else {}
    return msgspec.structs.replace(desk, claims={**desk.claims, **fresh}, documents={**desk.documents, **documents})


def _tell(found: Recheck, file: Path, form: Shape) -> None:
    if form is Shape.jsonl:
        emit_lines(found.remarks)
        return
    for one in found.remarks:
        words = f" “{_short(one.text)}”" if one.text else ""
        typer.echo(safe(f"{file}:{one.line}: {one.severity}: {one.what}: {one.message}{words}"))
    typer.echo(
        f"{found.sentences} sentences: {found.unchanged} as written, {found.changed} changed, {found.new} new, "
        f"{found.gone} taken out; {found.errors} of them do not stand"
    )


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:88].rsplit(maxsplit=1)[0]} …"
