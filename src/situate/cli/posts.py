"""The command that tells who holds an office, by every account, and draws it."""

import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
import typer

from situate.cli.knowledge import theatre_of
from situate.cli.options import LEDGER, THEATRE, LedgerOption, TheatreOption, day_of, day_option
from situate.cli.output import Format, emit, safe, warn
from situate.cli.saving import save
from situate.cli.searching import NOT_DERIVED
from situate.errors import UsageError
from situate.holding import Holding, Post, Tenure
from situate.judge.rulings import Rulings
from situate.produce.gantt import lane, posts_page
from situate.state.posts import account_names, on_day, posts, rivalries, summary
from situate.store import Ledger
from situate.theatre import Theatre

_COLUMNS: Final = (
    "office", "account", "holder", "begin_first", "begin_last", "end_first", "end_last", "starts", "ends",
    "contradicted", "last_said", "claims",
)  # fmt: skip
_SAID: Final = (
    "office", "account", "name", "says", "on", "first", "last", "starts", "ends", "there_last", "known", "claim",
)  # fmt: skip


class PostsFormat(StrEnum):
    """The ways in which offices can be printed."""

    table = "table"
    csv = "csv"
    json = "json"


def add(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(name="posts")(show_posts)


def show_posts(  # noqa: PLR0913, PLR0917 - each argument is an option of the command line
    office: Annotated[
        str | None, typer.Argument(help="An office's id, or a name of it; all where none is given.")
    ] = None,
    as_of: Annotated[datetime | None, day_option("Who holds it on this day, rather than the whole history.")] = None,
    as_known: Annotated[datetime | None, day_option("From what was out by the end of this day.")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Draw it: an .html file.")] = None,
    said: Annotated[bool, typer.Option("--said", help="Print what each claim says, rather than what follows.")] = False,
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    form: Annotated[PostsFormat, typer.Option("--format", "-f", help="How to print the result.")] = PostsFormat.table,
) -> None:
    """Tell who holds a command or post, by each account, with the bounds of beginning and end, and who disputes it.

    Nothing is decided between accounts. A tenure lasts until its own account ends it; its last word is printed.

    Examples: situate posts ru-wmd; situate posts "WMD commander" --as-of 2023-01-10; situate posts ru-wmd -o wmd.html
    """
    knowledge, day = theatre_of(theatre), day_of(as_of)
    names = account_names(knowledge)
    found = _chosen(_read(ledger, knowledge, day_of(as_known)), office, knowledge)
    if out is not None:
        _draw(out, found, names, day, as_known)
        return
    shown = found if day is None else [p for p in found if on_day(p, day)]
    if form is PostsFormat.json:
        _print_json(shown, names, day)
        return
    if said:
        emit((_said_row(h, names) for p in shown for h in p.said), _SAID, Format(form.value))
        return
    rows = [_row(p, t, names) for p in shown for t in (p.tenures if day is None else on_day(p, day))]
    emit(rows, _COLUMNS, Format(form.value))
    if form is PostsFormat.table:
        for line in _words(shown, names, day):
            typer.echo(safe(line))


def _read(ledger: str, theatre: Theatre, known: date | None) -> tuple[Post, ...]:
    with Ledger.open(ledger, create=False) as book:
        rulings = Rulings(book.decisions())
        claims = [c for c in book.claims() if not rulings.rejected_claim(c)]
        if not book.is_derived():
            warn(NOT_DERIVED)
        return posts(book.propositions(), claims, theatre, known=known)


def _chosen(found: tuple[Post, ...], office: str | None, theatre: Theatre) -> list[Post]:
    """The offices that are meant. Raises UsageError for a name that the theatre does not know."""
    if office is None:
        return list(found)
    meant = {o.id for o in theatre.offices if office.casefold() in {n.casefold() for n in (o.id, o.name, *o.aliases)}}
    if not meant:
        known = ", ".join(o.id for o in theatre.offices) or "none"
        raise UsageError(f"no office {office!r}", where=f"theatre {theatre.id}", remedy=f"give one of: {known}")
    chosen = [p for p in found if p.office in meant]
    if not chosen:
        warn("nothing is said about who holds it")
    return chosen


def _row(post: Post, t: Tenure, names: Mapping[str, str]) -> dict[str, Any]:
    fields = msgspec.structs.asdict(t)
    flags = {name: "yes" if fields[name] else "no" for name in ("starts", "ends", "contradicted")}
    return fields | flags | {"account": names.get(t.account, t.account), "holder": t.name, "claims": len(t.claims)}


def _said_row(h: Holding, names: Mapping[str, str]) -> dict[str, Any]:
    fields = msgspec.structs.asdict(h)
    flags = {name: "yes" if fields[name] else "no" for name in ("starts", "ends", "there_last")}
    return fields | flags | {"account": names.get(h.account, h.account)}


def _words(found: list[Post], names: Mapping[str, str], day: date | None) -> Iterator[str]:
    for post in found:
        yield ""
        yield f"{post.name}{f' on {day}' if day else ''}: {summary(post, names, day)}"
        yield from (f"  rivals: {line}" for line in rivalries(post, names, day))


def _print_json(found: list[Post], names: Mapping[str, str], day: date | None) -> None:
    told = [
        {
            "office": p.office, "name": p.name, "side": p.side, "summary": summary(p, names, day),
            "tenures": p.tenures if day is None else on_day(p, day),
            "rivals": list(rivalries(p, names, day)),
            "said": p.said,
        }
        for p in found
    ]  # fmt: skip
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")
    sys.stdout.buffer.flush()


def _draw(out: Path, found: list[Post], names: Mapping[str, str], day: date | None, known: datetime | None) -> None:
    """Write the picture. Raises UsageError for another kind of file, and where there is nothing to draw."""
    if out.suffix.lower() not in (".html", ".htm"):
        raise UsageError("not a kind of picture", where=str(out), remedy="end the file's name in .html")
    if not found:
        raise UsageError("there is nothing to draw", where=str(out), remedy="`situate posts` lists the offices told of")
    title = found[0].name if len(found) == 1 else "Who holds which office"
    until = f", as known on {known.date()}" if known else ""
    lanes = (lane(p, names, (summary(p, names), list(rivalries(p, names))), day) for p in found)
    save(out, posts_page(title + until, lanes).encode())
    typer.echo(f"wrote {safe(out)}: {len(found)} offices, {sum(len(p.tenures) for p in found)} tenures")
