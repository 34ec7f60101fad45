"""The commands that show what came of what was said: the record of each source, and of words of probability."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Final

import msgspec
import typer

from situate.cli.knowledge import theatre_of
from situate.cli.options import LEDGER, THEATRE, FormatOption, LedgerOption, TheatreOption, day_of, day_option
from situate.cli.output import Format, emit, warn
from situate.cli.searching import NOT_DERIVED
from situate.errors import UsageError
from situate.judge.calibration import calibration as words
from situate.judge.record import WORDS, Record, Records, entries
from situate.judge.rulings import Rulings
from situate.judge.verdict import Bench
from situate.model import Claim, Proposition
from situate.store import Ledger
from situate.theatre import Theatre

AsKnownOption = Annotated[datetime | None, day_option("As it was known by the end of this day.", "--as-known")]
_RECORDS: Final = (
    "source", "letter", "means", "right", "wrong", "open", "undecided", "prior_right", "prior_wrong", "mean", "low",
    "high", "known",
)  # fmt: skip
_ENTRIES: Final = ("said", "claim", "proposition", "affirms", "right", "decided", "why")
_SHARES: Final = ("publisher", "word", "low", "high", "true", "false", "open", "share", "true_low", "true_high")


class Judged(msgspec.Struct, frozen=True):
    """What a ledger holds, ready to be asked what came of it, as known on a day."""

    propositions: tuple[Proposition, ...]
    bench: Bench
    theatre: Theatre
    known: date


def add(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(record)
    app.command()(calibration)


def record(
    source: Annotated[
        str | None, typer.Argument(metavar="SOURCE", help="A source's id: then each of its judged claims.")
    ] = None,
    as_known: AsKnownOption = None,
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    form: FormatOption = Format.table,
) -> None:
    """Show how reliable each source was, A to F: what came of its claims within 30 days, as known on a day.

    Example: situate record --as-known 2022-06-30
    """
    held = _held(ledger, theatre, day_of(as_known))
    kept = Records(entries(held.propositions, held.bench), {s.id: s for s in held.theatre.sources})
    if source is None:
        found = (kept.of(name, held.known) for name in kept.sources())
        ranked = sorted((r for r in found if r.judged + r.open + r.undecided), key=lambda r: (-r.judged, r.source))
        emit(map(_row, ranked), _RECORDS, form)
        return
    told = [e for e in kept.entries(source) if e.said <= held.known]
    if not told:
        raise UsageError(
            f"no claim of source {source!r} is counted", where=ledger, remedy="`situate record` lists them"
        )
    known = (e for e in told if e.decided is not None and e.decided <= held.known)
    rows = (
        msgspec.structs.asdict(e) | {"why": "; ".join(e.why)} for e in sorted(known, key=lambda e: (e.said, e.claim))
    )
    emit(rows, _ENTRIES, form)


def calibration(
    as_known: AsKnownOption = None,
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    form: FormatOption = Format.table,
) -> None:
    """Show what came true of what assessors said with each word of probability, beside what their scale says.

    Example: situate calibration --format csv > words.csv
    """
    held = _held(ledger, theatre, day_of(as_known))
    rows = (
        msgspec.structs.asdict(w)
        | {
            "share": round(w.true / (w.true + w.false), 2) if w.true + w.false else None,
            "true_low": round(w.true_low, 2),
            "true_high": round(w.true_high, 2),
        }
        for w in words(held.propositions, held.bench, held.known)
    )
    emit(rows, _SHARES, form)


def _held(ledger: str, theatre: str, known: date | None) -> Judged:
    """The ledger's propositions with all claims; the day is the last of publication where none is given."""
    pack = theatre_of(theatre)
    with Ledger.open(ledger, create=False) as book:
        if not book.is_derived():
            warn(NOT_DERIVED)
        found, claims = book.propositions(), {c.id: _known(c, known) for c in book.claims()}
        bench = Bench(found, claims, pack, Rulings(book.decisions()))
    return Judged(tuple(found), bench, pack, known or _last(claims.values()))


def _known(claim: Claim, day: date | None) -> Claim:
    """The claim as it was known by the end of a day: what became of its text later is left out."""
    if day is None or claim.ended is None or claim.ended.since <= day:
        return claim
    return msgspec.structs.replace(claim, ended=None)


def _last(claims: Iterable[Claim]) -> date:
    return max((c.published for c in claims if c.published is not None), default=date.max)


def _row(r: Record) -> dict[str, object]:
    rounded = {name: round(getattr(r, name), 2) for name in ("mean", "low", "high")}
    return msgspec.structs.asdict(r) | rounded | {"means": WORDS[r.letter]}
