"""The command that checks texts the way a linter checks code."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from situate import __version__
from situate.cli.knowledge import gazetteer, theatre_folder
from situate.cli.options import THEATRE, TheatreOption
from situate.cli.output import safe, warn
from situate.config import data_folder, read_folder
from situate.errors import SituateError, UsageError
from situate.ingest import Note, read
from situate.lint import FAMILIES, RULES, Finding, Knowledge, Linter, selected
from situate.lint.baseline import baseline_of, new, read_baseline
from situate.lint.finding import SEVERITIES
from situate.lint.fixing import edits_of, fixed
from situate.lint.report import as_github, as_json, as_sarif, as_text
from situate.lint.rule import Rule
from situate.model import Document, Original
from situate.parse import Parser
from situate.theatre import Theatre, read_theatre

# Exit codes, as linters have them: nothing found, something found, a call or a file at fault.
_FOUND, _AT_FAULT = 1, 2
# Files whose documents' text is the file's own, character by character, so that edits can be written back.
_VERBATIM = frozenset({"text", "markdown"})


class Shape(StrEnum):
    """How findings are printed."""

    text = "text"
    json = "json"
    sarif = "sarif"
    github = "github"


class Level(StrEnum):
    """The least severity that is reported."""

    error = "error"
    warning = "warning"
    note = "note"


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """One document of a file, by the file's path as it was given; `verbatim` where edits can be written back."""

    path: str
    document: Document
    verbatim: bool


class Kit(msgspec.Struct, frozen=True, kw_only=True):
    """What a run reads first: the theatre, its files and the lexicon's by name."""

    theatre: Theatre
    files: dict[str, bytes]
    lexicon: dict[str, bytes]


PathsArgument = Annotated[list[Path] | None, typer.Argument(metavar="FILE...", help="Files and folders.")]
CodesOption = Annotated[list[str] | None, typer.Option(metavar="CODE", help="A code, its beginning, or ALL.")]


def add(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(lint)


def lint(  # noqa: PLR0913 - options of one command, each its own
    paths: PathsArgument = None,
    theatre: TheatreOption = THEATRE,
    *,
    select: CodesOption = None,
    ignore: CodesOption = None,
    level: Annotated[Level, typer.Option(help="The least severity to report.")] = Level.warning,
    form: Annotated[Shape, typer.Option("--format", "-f", help="How to print findings.")] = Shape.text,
    fix: Annotated[bool, typer.Option("--fix", help="Make the safe edits in text and Markdown files.")] = False,
    baseline: Annotated[Path | None, typer.Option(help="Leave out the findings of this file.")] = None,
    write_baseline: Annotated[Path | None, typer.Option(help="Write all findings to this file.")] = None,
    explain: Annotated[str | None, typer.Option(metavar="CODE", help="Tell what a rule looks for, and stop.")] = None,
) -> None:
    """Check assessments: attribution, money, places, names, dates, probability words, notes, wording.

    Exit code 0: nothing found; 1: something found; 2: a file or the call at fault. Rules: docs/rules/.
    A comment <!-- lint: ignore P301 --> in a line leaves that line to its author.

    Example: situate lint draft.md --select P,M --format sarif > findings.sarif
    """
    if explain is not None:
        _tell(explain)
        return
    try:
        rules = selected(_codes(select), _codes(ignore))
        known = read_baseline(_bytes(baseline), str(baseline)) if baseline else None
        kit = kit_of(theatre)
        documents, refused = documents_of(_given(paths), kit)
        findings = _findings(documents, rules, kit, level)
    except SituateError as error:
        warn(f"situate: {error}")
        raise typer.Exit(_AT_FAULT) from error
    if fix:
        findings = _fix(documents, findings, rules)
    if write_baseline is not None:
        write_baseline.write_bytes(baseline_of(findings))
        known = read_baseline(baseline_of(findings), str(write_baseline))
    shown = findings if known is None else new(findings, known)
    for line in _lines(shown, rules, form):
        typer.echo(safe(line) if form in {Shape.text, Shape.github} else line)
    raise typer.Exit(_AT_FAULT if refused else _FOUND if shown else 0)


def _codes(given: list[str] | None) -> tuple[str, ...]:
    """Codes parted by commas, or by repeating the option."""
    return tuple(code.strip() for one in given or () for code in one.split(",") if code.strip())


def _given(paths: list[Path] | None) -> list[Path]:
    if not paths:
        raise UsageError("nothing to check", where="FILE...", remedy="give files or folders")
    return paths


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"cannot be read: {error.strerror or error}", where=str(path), remedy="check the path"
        ) from error


def kit_of(theatre: str) -> Kit:
    """What a run reads first, by `--theatre`."""
    files = read_folder(theatre_folder(theatre))
    return Kit(theatre=read_theatre(files), files=files, lexicon=read_folder(data_folder("lexicon")))


def documents_of(paths: Iterable[Path], kit: Kit) -> tuple[list[Checked], int]:
    """The documents of the files, and how many files were refused; refusals are told."""
    parser = Parser(kit.theatre, kit.lexicon)
    documents: list[Checked] = []
    refused = 0
    for found in read(paths):
        if isinstance(found, Original):
            for item in found.items:
                for document in parser.parse(item):
                    same = item.media in _VERBATIM and not item.part and document.text == item.body
                    documents.append(Checked(path=found.path, document=document, verbatim=same))
        elif isinstance(found, Note):
            warn(f"note: {found}")
        else:
            warn(f"refused {found}")
            refused += 1
    return documents, refused


def knowledge_of(kit: Kit) -> Knowledge:
    """What the rules ask for beside a text, with the user's gazetteers."""
    places = gazetteer(kit.theatre)
    villages = any(not holding.embedded for holding in places.listing())
    return Knowledge(kit.theatre, kit.lexicon, places, kit.files, villages=villages)


def _findings(documents: list[Checked], rules: tuple[Rule, ...], kit: Kit, level: Level) -> tuple[Finding, ...]:
    if not documents:
        return ()
    linter = Linter(knowledge_of(kit), kit.lexicon, rules)
    wanted = SEVERITIES[: SEVERITIES.index(level.value) + 1]
    return tuple(
        msgspec.structs.replace(finding, file=one.path)
        for one, before in _with_issues_before(documents)
        for finding in linter.lint(one.document, before)
        if finding.severity in wanted
    )


def _with_issues_before(documents: list[Checked]) -> Iterator[tuple[Checked, Document | None]]:
    """Each document with the latest of the same publisher that came out before it, among those that are checked."""
    for one in documents:
        day, publisher = one.document.published.day, one.document.publisher_id
        earlier = [
            other.document
            for other in documents
            if day and publisher and other.document.publisher_id == publisher
            and other.document.published.day and other.document.published.day < day
        ]  # fmt: skip
        yield one, max(earlier, key=lambda d: str(d.published.day), default=None)


def _fix(documents: list[Checked], findings: tuple[Finding, ...], rules: tuple[Rule, ...]) -> tuple[Finding, ...]:
    """Write the safe edits back; gives the findings that are left. Only text and Markdown are written to."""
    made: set[tuple[str, int]] = set()
    for path in dict.fromkeys(one.path for one in documents if one.verbatim):
        text = next(one.document.text for one in documents if one.path == path)
        edits = edits_of((f for f in findings if f.file == path), rules)
        if edits:
            with Path(path).open("w", encoding="utf-8", newline="") as file:
                file.write(fixed(text, edits))
            warn(f"{path}: {len(edits)} fixed")
        made |= {(path, edit.start) for edit in edits}
    return tuple(f for f in findings if f.edit is None or (f.file, f.edit.start) not in made)


def _lines(findings: tuple[Finding, ...], rules: tuple[Rule, ...], form: Shape) -> Iterator[str]:
    if form is Shape.json:
        yield as_json(findings)
    elif form is Shape.sarif:
        yield as_sarif(findings, rules, __version__)
    elif form is Shape.github:
        yield from as_github(findings)
    else:
        yield from as_text(findings)


def _tell(code: str) -> None:
    """Print what a rule looks for. Raises UsageError for an unknown one."""
    rule = next((rule for rule in RULES if code in {rule.code, rule.name}), None)
    if rule is None:
        raise UsageError(f"no rule {code!r}", where="--explain", remedy="docs/rules/ lists them")
    state = "on" if rule.on else "off unless selected"
    typer.echo(f"{rule.code} {rule.name} ({FAMILIES[rule.code[0]]}; {rule.severity}; {state})\n\n{rule.explanation}")
