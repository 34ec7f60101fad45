"""The commands that write decisions into the journal and show it; derived tables follow."""

import getpass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Final

import typer

from situate.cli.knowledge import check_word, theatre_of
from situate.cli.options import LEDGER, THEATRE, FormatOption, LedgerOption, TheatreOption, day_option
from situate.cli.output import Format, emit, warn
from situate.cli.versions import key_of
from situate.cli.workshop import workshop
from situate.courses import DIRECTIONS
from situate.errors import UsageError
from situate.model import Decision
from situate.store import Ledger
from situate.theatre import Theatre

_COLUMNS: Final = ("at", "by", "action", "subject", "detail", "reason", "applies")
ReasonOption = Annotated[str, typer.Option("--reason", "-r", help="Why; it is printed in the receipts.")]
ByOption = Annotated[
    str | None, typer.Option("--by", envvar="SITUATE_ANALYST", metavar="NAME", help="Who decides; the user by default.")
]


# What an analyst can decide. (A member called `split` would hide the method of `str`.)
Action = StrEnum("Action", ["CONFIRM", "REJECT", "MERGE", "SPLIT", "REGRADE", "FILE", "DELETED", "RESTORED"])
_POST: Final = (Action.DELETED, Action.RESTORED)
# Which options each action needs, and the words that the journal keeps their values under.
_NEEDS: Final = {"merge": {"with"}, "split": {"claims"}, "regrade": {"credibility"}, "file": {"course", "as"},
                "deleted": {"on"}, "restored": {"on"}}  # fmt: skip


def add(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(decide)
    app.command()(history)


def decide(  # noqa: PLR0913, PLR0917 - one parameter an option
    action: Annotated[Action, typer.Argument(help="What is decided.")],
    subject: Annotated[
        str,
        typer.Argument(
            metavar="SUBJECT",
            help="A proposition; for `reject` also a claim, a document or a source; for `file` a claim; for `deleted` "
            "and `restored` a post, a document or a page's URL.",
        ),
    ],
    reason: ReasonOption,
    by: ByOption = None,
    other: Annotated[str | None, typer.Option("--with", metavar="PROPOSITION", help="merge: the other one.")] = None,
    claims: Annotated[str | None, typer.Option(metavar="CLAIM,...", help="split: the claims that leave it.")] = None,
    credibility: Annotated[int | None, typer.Option(min=1, max=6, help="regrade: the grade.")] = None,
    course: Annotated[
        str | None, typer.Option(metavar="COURSE", help="file: the course of action it bears on.")
    ] = None,
    way: Annotated[
        str | None, typer.Option("--as", metavar="more|ambiguous|less|none", help="file: what it makes the course.")
    ] = None,
    indicator: Annotated[
        str | None, typer.Option(metavar="INDICATOR", help="file: the indicator or rubric it stands under, if any.")
    ] = None,
    on: Annotated[
        datetime | None, day_option("deleted, restored: the day by which it was seen to be gone, or to be there.")
    ] = None,
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
) -> None:
    """Decide on a proposition, and derive anew. The journal only grows: a later decision takes an earlier one back.

    That a post or a page is gone is recorded here too, as a deletion that was seen: nothing of it is lost.

    Examples: situate decide confirm 3f2a9c51d07be864 --reason "seen on the footage" --by "A. Analyst";
    situate decide deleted channel/1742 --on 2023-01-26 --reason "the address answers 410"
    """
    given = {"with": other, "claims": claims, "credibility": str(credibility) if credibility else None,
             "course": course, "as": way, "indicator": indicator,
             "on": on.date().isoformat() if on else None}  # fmt: skip
    detail = {name: value for name, value in given.items() if value is not None}
    wanted = _NEEDS.get(action, set())
    if set(detail) - ({"indicator"} if action is Action.FILE else set()) != wanted:
        needed = ", ".join(f"--{name}" for name in sorted(wanted)) or "no further option"
        raise UsageError(f"{action} takes {needed}", where="decide", remedy="`situate decide --help` tells more")
    with Ledger.open(ledger, create=False) as book:
        if action is Action.FILE:
            _check_filing(book, subject, detail, theatre_of(theatre))
        elif action in _POST:
            subject = _check_post(book, subject, detail["on"])
        else:
            _check(book, action, subject, detail)
        enter(book, decision(action.value, subject, reason, by, detail), theatre)
    typer.echo(f"{action} {subject}: entered in the journal; the derived tables follow it")


def decision(action: str, subject: str, reason: str, by: str | None, detail: dict[str, str]) -> Decision:
    """The entry, made now. Raises UsageError where the reason is empty."""
    if not reason.strip():
        raise UsageError(
            "a decision needs a reason", where="--reason", remedy='give one, as in --reason "seen on video"'
        )
    entry = {"at": datetime.now(UTC), "by": by or getpass.getuser(), "action": action, "subject": subject}
    return Decision(**entry, reason=reason.strip(), detail=detail)  # type: ignore[arg-type]


def enter(book: Ledger, entry: Decision, theatre: str) -> None:
    """Append an entry and derive anew."""
    with book.writing() as writer:
        writer.record(entry)
    workshop(theatre).pipeline.derive(book)


def _check(book: Ledger, action: Action, subject: str, detail: dict[str, str]) -> None:
    """Raises UsageError where what is meant is not in the ledger: a decision on nothing would go unnoticed."""
    found = {p.id: p for p in book.propositions()}
    remedy = "`situate show CLAIM` names the propositions that a claim speaks to"
    if action is Action.REJECT and (book.claim(subject) or book.document(subject) or _is_source(book, subject)):
        return
    for name in (subject, *([detail["with"]] if "with" in detail else ())):
        if name not in found:
            raise UsageError(f"no proposition {name!r}", where=book.where, remedy=remedy)
    if "claims" in detail:
        whole = (*found[subject].supports, *found[subject].denies)
        off = [c.strip() for c in detail["claims"].split(",")]
        if not set(off) < set(whole):
            raise UsageError(f"{', '.join(off)}: not some of its claims", where=subject,
                             remedy=f"its claims are {', '.join(whole)}; name some, not all")  # fmt: skip


def _check_filing(book: Ledger, subject: str, detail: dict[str, str], theatre: Theatre) -> None:
    """Raises UsageError where the claim, the course, the direction or the indicator is unknown."""
    if book.claim(subject) is None:
        raise UsageError(f"no claim {subject!r}", where=book.where, remedy="`situate watch --unfiled` lists claims")
    check_word(detail["course"], "--course", {course.id for course in theatre.courses})
    check_word(detail["as"], "--as", {*DIRECTIONS, "none"})
    course = next(one for one in theatre.courses if one.id == detail["course"])
    under = {rubric.id for rubric in course.rubrics} | {indicator.id for indicator in course.indicators}
    check_word(detail.get("indicator"), "--indicator", under)


def _check_post(book: Ledger, subject: str, on: str) -> str:
    """The key of the post. Raises UsageError where it is unknown, or the day lies before its publication."""
    key = key_of(book, subject)
    days = [d.published.day for d in book.versions(key) if d.published.day]
    if days and date.fromisoformat(on) < min(days):
        raise UsageError(f"{on} lies before its publication", where="--on", remedy=f"{min(days)} or later")
    return key


def _is_source(book: Ledger, subject: str) -> bool:
    return any(source.source_id == subject for source in book.sources())


def history(
    subject: Annotated[str | None, typer.Argument(metavar="SUBJECT", help="A proposition, claim or source.")] = None,
    ledger: LedgerOption = LEDGER,
    form: FormatOption = Format.table,
) -> None:
    """Show the journal, oldest first: all of it, or what was decided about one subject.

    Example: situate history 3f2a9c51d07be864
    """
    with Ledger.open(ledger, create=False) as book:
        entries = book.decisions(subject)
        there = {p.id for p in book.propositions()}
        rows = [
            {
                "at": f"{d.at:%Y-%m-%d %H:%M}",
                "by": d.by,
                "action": d.action,
                "subject": d.subject,
                "detail": ", ".join(f"{name} {value}" for name, value in d.detail.items()),
                "reason": d.reason,
                "applies": "yes"
                if d.action in ("reject", "file", *_POST) or d.subject in there
                else "no: no such proposition any more",
            }
            for d in entries
        ]
    if not rows:
        warn("nothing has been decided" + (f" about {subject}" if subject else ""))
    emit(rows, _COLUMNS, form, records=entries)
