"""The command that writes the digest of what publishers put out in a few days."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Final

import typer

from situate.cli.knowledge import theatre_of
from situate.cli.options import LEDGER, THEATRE, LedgerOption, TheatreOption, day_of, day_option
from situate.cli.output import warn
from situate.cli.saving import save
from situate.cli.searching import NOT_DERIVED
from situate.cli.versions import change_between
from situate.config import data_folder, read_folder
from situate.errors import UsageError
from situate.judge.difference import Difference
from situate.model import Lapse
from situate.produce.digest import Digest, Sources, digest
from situate.produce.digest_editions import Change
from situate.produce.digest_figures import figure_lines
from situate.produce.digest_page import digest_html, digest_json, digest_mail, digest_markdown, digest_text
from situate.state.figure_words import FigureWords
from situate.state.figures import figures
from situate.store import ClaimQuery, Ledger
from situate.theatre import Theatre

# A month: more is no digest.
_LONGEST: Final = 31
_FORMS: Final[dict[str, Callable[[Digest], bytes]]] = {
    ".html": lambda found: digest_html(found).encode(),
    ".md": lambda found: digest_markdown(found).encode(),
    ".txt": lambda found: digest_text(found).encode(),
    ".json": digest_json,
}
# Without a word on the form: what is sent and what is posted.
_USUAL: Final = (".eml", ".html", ".md")


def add(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("digest")(digesting)


def digesting(  # noqa: PLR0913 - options of one command, each its own
    since: Annotated[datetime | None, day_option("Published on this day or later; the last day if not given.")] = None,
    until: Annotated[
        datetime | None, day_option("Published on this day or before; the ledger's last if not given.")
    ] = None,
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    out: Annotated[
        list[Path] | None,
        typer.Option("--out", "-o", metavar="FILE|FOLDER", help="FILE.eml, .html, .md, .txt, .json; or a folder."),
    ] = None,
    as_known: Annotated[
        datetime | None, day_option("As it was known by the end of this day; --until if not given.", "--as-known")
    ] = None,
    *,
    sender: Annotated[str, typer.Option("--from", metavar="ADDRESS", help="Who the e-mail is from.")] = "",
    to: Annotated[str, typer.Option("--to", metavar="ADDRESS", help="Whom the e-mail is to.")] = "",
) -> None:
    """Write a digest of several publishers: headline, lead, takeaways, link; and what was counted, with as-of dates.

    A story that two of them carry is told once. What was edited or deleted by the day of --as-known bears a note.
    An .eml file opens in a mail program, ready to be sent.

    Examples: situate digest --since 2023-01-23 --until 2023-01-24 -o digest.eml; situate digest -o letters
    """
    with Ledger.open(ledger, create=False) as book:
        last = day_of(until) or _last(book)
        if last is None:
            raise UsageError("the ledger holds no dated document", where=ledger, remedy="ingest some first")
        first = day_of(since) or last
        known = day_of(as_known) or last
        _check(first, last, known)
        if not book.is_derived():
            warn(NOT_DERIVED)
        lapses = book.lapses()
        found = _digest(book, theatre_of(theatre), (first, last, known), lapses)
    if not found.entries:
        raise UsageError(f"nothing but posts was published from {first} to {last}", where=ledger,
                         remedy="`situate stats` tells which days the ledger holds")  # fmt: skip
    forms = _FORMS | {".eml": lambda one: digest_mail(one, sender=sender, to=to)}
    for path, form in _targets(out, forms, f"digest-{last}").items():
        save(path, forms[form](found))
        typer.echo(f"wrote {path}")
    if (sender or to) and not any(p.suffix == ".eml" for p in _targets(out, forms, "digest")):
        warn("note: --from and --to are for an .eml file alone")
    if later := _changed_later(found, lapses):
        were = "was" if later == 1 else "were"
        warn(f"note: {later} of them {were} edited or deleted after {found.known}; --as-known takes a later day")
    typer.echo(
        f"{len(found.entries)} documents, {len(found.told_elsewhere)} told by others, {found.posts} posts not retold"
    )


def _last(book: Ledger) -> date | None:
    """The last day that the ledger has anything of."""
    held = book.stats().last
    return date.fromisoformat(held) if held else None


def _check(first: date, last: date, known: date) -> None:
    if first > last:
        raise UsageError(f"{first} comes after {last}", where="--since", remedy="exchange the two")
    if known < first:
        raise UsageError(f"nothing of {first} was known on {known}", where="--as-known", remedy="give a later day")
    if last - first > timedelta(days=_LONGEST - 1):
        raise UsageError(f"that is more than {_LONGEST} days", where="--since", remedy="a digest is of a few days")


def _digest(book: Ledger, theatre: Theatre, days: tuple[date, date, date], lapses: Sequence[Lapse]) -> Digest:
    """The digest of days: the first, the last, and the one by which it is known."""
    since, until, known = days
    claims = tuple(book.claims(ClaimQuery(since=since, until=until, as_known=known)))
    documents = book.documents_of_days(since, until, known=known)
    counted = figures(claims, theatre, FigureWords(read_folder(data_folder("lexicon"))), known=known)
    sources = Sources(
        documents=documents,
        claims=claims,
        propositions=book.propositions(),
        figures=figure_lines(counted, documents, theatre),
        lapses=lapses,
        compare=lambda before, after: _change(change_between(book, before, after)),
    )
    return digest(sources, theatre, since, until, known)


def _change(found: Difference) -> Change:
    withdrawn, gained = (tuple(c.id for c in claims) for claims in (found.withdrawn, found.gained))
    return Change(removed=found.removed, added=found.added, withdrawn=withdrawn, gained=gained)


def _changed_later(found: Digest, lapses: Sequence[Lapse]) -> int:
    """How many of the documents told were edited or deleted after the day by which the digest is known."""
    later = {one.document for one in lapses if one.since > found.known}
    return sum(entry.document in later for entry in found.entries)


def _targets(given: list[Path] | None, forms: dict[str, Callable[[Digest], bytes]], stem: str) -> dict[Path, str]:
    """The files to write, each with its form. Raises UsageError for an ending that is none."""
    found: dict[Path, str] = {}
    for path in given or [Path()]:
        ending = path.suffix.lower()
        if ending in forms:
            found[path] = ending
        elif ending and not path.is_dir():
            remedy = f"end it in {', '.join(forms)}, or give a folder"
            raise UsageError(f"no digest ends in {path.suffix!r}", where=str(path), remedy=remedy)
        else:
            found |= {path / f"{stem}{form}": form for form in _USUAL}
    return found
