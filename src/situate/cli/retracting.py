"""The command that takes a source, a document or a claim back, and tells what leaned on it."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from situate.cli.deciding import ByOption, ReasonOption, decision, enter
from situate.cli.judging import GRADES
from situate.cli.knowledge import theatre_of
from situate.cli.options import LEDGER, THEATRE, FormatOption, LedgerOption, TheatreOption
from situate.cli.output import Format, emit, warn
from situate.errors import DataError, UsageError
from situate.judge.recall import Recalled, recall, recalled_claims
from situate.produce.assessment import Assessment, Sentence
from situate.store import Ledger

_COLUMNS = ("what", "id", "before", "after", "about")


class Fallen(msgspec.Struct, frozen=True, kw_only=True):
    """A published sentence that stands on what is taken back: where, its words, and what is left under it."""

    file: str
    sentence: Sentence
    lost: tuple[str, ...]
    left: tuple[str, ...]


def add(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(retract)


def retract(  # noqa: PLR0913, PLR0917 - one parameter an option
    subject: Annotated[str, typer.Argument(metavar="SOURCE|DOCUMENT|CLAIM", help="What no longer counts.")],
    reason: ReasonOption,
    by: ByOption = None,
    published: Annotated[
        list[Path] | None,
        typer.Option("--published", "-p", metavar="JSON|FOLDER", help="Assessments that were published, as JSON."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would change, and decide nothing.")] = False,
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    form: FormatOption = Format.table,
) -> None:
    """List every judgment and published sentence that leans on it, what each becomes without it, and reject it.

    Example: situate retract rybar --reason "the channel was taken over" --published assessments --dry-run
    """
    entry = decision("reject", subject, reason, by, {})
    with Ledger.open(ledger, create=False) as book:
        claims = {c.id: c for c in book.claims()}
        gone = recalled_claims(claims.values(), entry)
        if not gone:
            remedy = "give the id of a source, a document or a claim; `situate claims` lists them"
            raise UsageError(f"no claim leans on {subject!r}", where=book.where, remedy=remedy)
        told = recall(book.propositions(), claims, theatre_of(theatre), book.decisions(), entry)
        fallen = list(_sentences(published or [], gone))
        if not dry_run:
            enter(book, entry, theatre)
    records: list[object] = [*told, *fallen]
    emit([*map(_judgment_row, told), *map(_sentence_row, fallen)], _COLUMNS, form, records=records)
    done = "nothing was decided" if dry_run else "the rejection is in the journal"
    warn(f"{len(gone)} claims, {len(told)} judgments, {len(fallen)} published sentences; {done}")


def _sentences(published: Sequence[Path], gone: frozenset[str]) -> Iterator[Fallen]:
    """The sentences of published assessments that cite what is gone. Raises DataError for a file that is none."""
    for path in published:
        for file in sorted(path.rglob("*.json")) if path.is_dir() else [path]:
            for sentence in _read(file):
                lost = tuple(c for c in sentence.claims if c in gone)
                if lost:
                    left = tuple(c for c in sentence.claims if c not in gone)
                    yield Fallen(file=str(file), sentence=sentence, lost=lost, left=left)


def _read(file: Path) -> Iterator[Sentence]:
    try:
        tree = msgspec.json.decode(file.read_bytes(), type=Assessment)
    except (OSError, msgspec.DecodeError) as error:
        remedy = "give what `situate assess DATE --format json` wrote"
        raise DataError(f"is no assessment: {error}", where=str(file), remedy=remedy) from error
    found: dict[tuple[str, tuple[str, ...]], Sentence] = {}
    for sentence in _within(msgspec.to_builtins(tree)):
        found.setdefault((sentence.text, sentence.claims), sentence)
    yield from found.values()


def _within(tree: object) -> Iterator[Sentence]:
    """Every sentence of an assessment, wherever it stands in it."""
    if isinstance(tree, Mapping):
        if {"text", "claims", "notes"} <= tree.keys():
            yield msgspec.convert(tree, Sentence)
        for value in tree.values():
            yield from _within(value)
    elif isinstance(tree, list | tuple):
        for value in tree:
            yield from _within(value)


def _judgment_row(one: Recalled) -> dict[str, object]:
    p = one.proposition
    about = " ".join(str(part) for part in (p.event, p.place_name, p.side, p.span) if part)
    return {
        "what": "judgment",
        "id": p.id,
        "before": f"{one.before.credibility} {GRADES[one.before.credibility]}",
        "after": f"{one.after.credibility} {GRADES[one.after.credibility]}",
        "about": about,
    }


def _sentence_row(one: Fallen) -> dict[str, object]:
    stands = f"stands on {len(one.left)} of its claims" if one.left else "falls: no claim is left under it"
    return {
        "what": "sentence",
        "id": one.file,
        "before": f"stood on {len(one.lost) + len(one.left)}",
        "after": stands,
        "about": one.sentence.text,
    }
