"""The command that shows the warning boards: level and trend of each course of action, why, and since when."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from situate.cli.knowing import known_by
from situate.cli.knowledge import near_words, theatre_of
from situate.cli.options import LEDGER, THEATRE, LedgerOption, TheatreOption, day_of, day_option
from situate.cli.output import Format, emit, emit_lines, safe, warn
from situate.cli.saving import save
from situate.config import data_folder, read_folder
from situate.errors import UsageError
from situate.judge.rulings import Rulings
from situate.model import Claim
from situate.parse.words import read_words as layout_words
from situate.produce.board_page import Shown, board_page
from situate.state.board import Watch, board, changed_boards, history
from situate.state.filing import watched
from situate.state.forecasts import read_words
from situate.store import Ledger
from situate.theatre import Theatre
from situate.warning import Board, Filing, Standing

_COLUMNS = ("course", "level", "chance", "trend", "said", "since_yesterday", "question")
_STANDING_COLUMNS = ("indicator", "says", "odds", "last", "expires", "claims", "why")
_FILING_COLUMNS = ("published", "of", "id", "indicator", "says", "by", "grade", "who", "content")
_OPEN_COLUMNS = ("published", "id", "event", "speaker", "content")


class WatchFormat(StrEnum):
    """The ways in which boards can be printed: json is one document, jsonl one object a course."""

    table = "table"
    csv = "csv"
    json = "json"
    jsonl = "jsonl"


class Boards(msgspec.Struct, frozen=True, kw_only=True):
    """Everything on the theatre's courses of action that a ledger holds."""

    watches: tuple[Watch, ...]
    claims: dict[str, Claim]
    open: tuple[tuple[str, str], ...]
    last: date | None


def add(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(watch)


def watch(  # noqa: PLR0913, PLR0917 - one parameter an option
    course: Annotated[str | None, typer.Argument(help="A course of action, by its id; all if not given.")] = None,
    as_of: Annotated[
        datetime | None, day_option("The day it is about; the last that the ledger holds if not given.", "--as-of")
    ] = None,
    as_known: Annotated[
        datetime | None, day_option("As it was known at the end of this day; of --as-of if not given.", "--as-known")
    ] = None,
    unfiled: Annotated[
        bool, typer.Option("--unfiled", help="List the claims that bear on it and that no rule files.")
    ] = False,
    grades: Annotated[
        bool, typer.Option("--grades", help="Show the grade of what each claim says, judged as of --as-known (slower).")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write the picture: a page ending in .html.")
    ] = None,
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    form: Annotated[WatchFormat, typer.Option("--format", "-f", help="How to print it.")] = WatchFormat.table,
) -> None:
    """Show the warning boards: how near each course of action is, by what was observed, and what changed.

    Level and trend follow from what the authors file themselves, from the theatre's indicators and from what analysts
    file (`situate decide file CLAIM --course ... --as more`); what the authors say of the course stands beside them.

    Examples: situate watch; situate watch belarus-offensive --as-of 2023-01-24 -o board.html
    """
    knowledge = theatre_of(theatre)
    with Ledger.open(ledger, create=False) as book:
        boards = boards_of(book, knowledge)
        until = day_of(as_known) or day_of(as_of) or boards.last
        graded = known_by(book, knowledge, until).grades() if grades and until is not None else {}
    chosen = [one for one in boards.watches if course in (None, one.course.id)]
    if not chosen:
        raise _unknown(course or "", knowledge)
    day = day_of(as_of) or boards.last
    if day is None:
        raise UsageError("the ledger is empty", where=ledger, remedy="situate ingest FOLDER")
    known = day_of(as_known) or day
    if out is not None:
        _draw(chosen, boards, day, known, out)
    elif unfiled:
        _print_open(chosen, boards, known, form)
    elif form is WatchFormat.json:
        emit_lines([[_record(one, day, known, graded) for one in chosen]])
    elif form is WatchFormat.jsonl:
        emit_lines(_record(one, day, known, graded) for one in chosen)
    elif course is None:
        emit((_row(one, day, known) for one in chosen), _COLUMNS, Format(form.value))
    else:
        _print(chosen[0], boards.claims, day, known, Format(form.value), graded)


def boards_of(book: Ledger, theatre: Theatre) -> Boards:
    """What a ledger holds on the theatre's courses, without what analysts rejected."""
    decisions = book.decisions()
    rulings = Rulings(decisions)
    claims = {c.id: c for c in book.claims() if not rulings.rejected_claim(c)}
    texts = (d for d in book.documents() if not any(rulings.rejected(s) for s in (d.id, d.publisher_id or "")))
    lexicon = read_folder(data_folder("lexicon"))
    words = read_words(lexicon, layout_words(lexicon).headings.empty)
    found = watched(claims.values(), texts, theatre, words, decisions)
    last = max((c.published for c in claims.values() if c.published), default=None)
    return Boards(
        watches=tuple(Watch(course, found) for course in theatre.courses), claims=claims, open=found.open, last=last
    )


def _unknown(course: str, theatre: Theatre) -> UsageError:
    ids = [one.id for one in theatre.courses]
    if not ids:
        return UsageError("the theatre watches for nothing", where=theatre.id, remedy="write its courses.toml")
    near = near_words(course, ids)
    hint = f"did you mean {' or '.join(near)}? " if near else ""
    return UsageError(f"no such course: {course!r}", where="watch", remedy=f"{hint}one of {', '.join(ids)}")


def _pair(one: Watch, day: date, known: date) -> tuple[Board, Board]:
    """The board of the day before, as it was known then, and of the day."""
    before = date.fromordinal(max(1, day.toordinal() - 1))
    return board(one, before, known=min(before, known)), board(one, day, known=known)


def _row(one: Watch, day: date, known: date) -> dict[str, Any]:
    before, now = _pair(one, day, known)
    said = now.said_level.words if now.said_level else ""
    return {
        "course": now.course, "level": now.level, "chance": "" if now.chance is None else f"{now.chance:g}%",
        "trend": now.trend, "said": said, "question": now.question,
        "since_yesterday": "; ".join(words for words, _ in changed_boards(before, now)) or "nothing",
    }  # fmt: skip


def _record(one: Watch, day: date, known: date, graded: dict[str, str]) -> dict[str, Any]:
    before, now = _pair(one, day, known)
    filed = one.filed(day, known)
    return {
        "board": now,
        "since_yesterday": [{"words": words, "claims": claims} for words, claims in changed_boards(before, now)],
        "filings": filed,
        "grades": {f.claim: graded[f.claim] for f in filed if f.claim in graded},
        "history": _history(one, day, known),
    }


def _history(one: Watch, day: date, known: date) -> Any:
    starts = [f.known for f in one.filings] + [k.known for k in one.looks] + [f.known for f in one.forecasts]
    return history(one, min([day, *(s for s in starts if s <= day)]), day, known=known)


def _print(one: Watch, claims: dict[str, Claim], day: date, known: date, form: Format, graded: dict[str, str]) -> None:
    before, now = _pair(one, day, known)
    standing = {c for s in now.standings for c in s.claims}
    filed = [f for f in one.filed(day, known) if f.claim in standing]
    rows = [_filing_row(f, claims[f.claim]) | {"grade": graded.get(f.claim, "")} for f in sorted(filed, key=_newest)]
    columns = _FILING_COLUMNS if graded else tuple(c for c in _FILING_COLUMNS if c != "grade")
    if form is Format.csv:
        emit(rows, columns, form)
        return
    for line in _head(now):
        typer.echo(safe(line))
    typer.echo("since the day before:")
    changed = [words for words, _ in changed_boards(before, now)]
    for words in changed or ["nothing has changed"]:
        typer.echo(f"  {safe(words)}")
    typer.echo()
    emit((_standing_row(s) for s in now.standings if s.direction), _STANDING_COLUMNS, form)
    quiet = [s.indicator for s in now.standings if not s.direction]
    if quiet:
        typer.echo(f"nobody spoke of: {', '.join(quiet)}")
    typer.echo()
    emit(rows, columns, form)


def _newest(filing: Filing) -> tuple[int, str, str]:
    return -filing.day.toordinal(), filing.document, filing.claim


def _head(now: Board) -> Iterator[str]:
    yield f"{now.question} ({now.course}, {now.day}, as known on {now.known})"
    chance = "" if now.chance is None else f" ({now.chance:g}%)"
    yield f"level: {now.level}{chance}: {now.why}"
    yield f"trend: {now.trend}: {now.why_trend}"
    for said, what in ((now.said_level, "level"), (now.said_trend, "trend")):
        if said is not None:
            told = f"{said.words} ({said.level or said.trend}), {said.who}, {said.day}, claim {said.claim}"
            yield f"said of its {what}: {told}"
    for said in now.others:
        yield f"said by {said.who}: {said.words} ({said.level or said.trend}), {said.day}, claim {said.claim}"
    for look in now.looks:
        if look.nothing:
            yield f"looked: {look.who} on {look.day} under {look.rubric}: nothing significant"


def _standing_row(standing: Standing) -> dict[str, Any]:
    factor = standing.factor
    odds = f"×{factor:g}" if factor > 1 else f"÷{1 / factor:g}" if factor < 1 else ""
    return {
        "indicator": standing.indicator, "says": standing.direction, "odds": odds, "last": standing.last,
        "expires": standing.expires, "claims": str(len(standing.claims)), "why": standing.why,
    }  # fmt: skip


def _filing_row(filing: Filing, claim: Claim) -> dict[str, Any]:
    return {
        "published": claim.published, "of": "" if filing.day == claim.published else filing.day, "id": claim.id,
        "indicator": filing.indicator, "says": filing.direction, "by": filing.by, "who": filing.who,
        "content": claim.content.text,
    }  # fmt: skip


def _print_open(chosen: Iterable[Watch], boards: Boards, known: date, form: WatchFormat) -> None:
    wanted = {one.course.id for one in chosen}
    ids = dict.fromkeys(claim for course, claim in boards.open if course in wanted)
    found = [boards.claims[i] for i in ids]
    shown = sorted((c for c in found if c.published and c.published <= known), key=lambda c: (str(c.published), c.id))
    rows = (
        {"published": c.published, "id": c.id, "event": c.event, "content": c.content.text,
         "speaker": " → ".join(s.text for s in c.speakers) or c.publisher}
        for c in reversed(shown)
    )  # fmt: skip
    if form is WatchFormat.json:
        emit_lines([shown])
    else:
        emit(rows, _OPEN_COLUMNS, Format(form.value), records=shown)


def _draw(chosen: Iterable[Watch], boards: Boards, day: date, known: date, out: Path) -> None:
    if out.suffix.lower() not in (".html", ".htm"):
        raise UsageError("not a kind of picture", where=str(out), remedy="end the file's name in .html")
    shown: list[Shown] = []
    for one in chosen:
        before, now = _pair(one, day, known)
        shown.append(
            Shown(
                board=now,
                changed=tuple(words for words, _ in changed_boards(before, now)),
                days=_history(one, day, known),
                filings=tuple(one.filed_by(known)),
                looks=tuple(k for k in one.looks if k.known <= known),
                forecasts=tuple(f for f in one.forecasts if f.known <= known),
            )
        )
    save(out, board_page(shown, boards.claims).encode())
    typer.echo(f"wrote {safe(out)}: {len(shown)} boards")
    if not any(one.days for one in shown):
        warn("nothing was filed")
