"""Commands that list what the ledger holds: claims, sources, stats."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Annotated, Any

import msgspec
import typer

from situate.cli.knowledge import check_word, gazetteer, names_of, theatre_of
from situate.cli.options import LEDGER, THEATRE, FormatOption, LedgerOption, TheatreOption, day_of, day_option
from situate.cli.output import Format, emit, emit_lines, warn
from situate.model import Claim
from situate.store import ClaimQuery, Ledger
from situate.theatre import Source
from situate.vocab import EVENTS, STANCES

CLAIM_COLUMNS = ("id", "published", "speaker", "stance", "event", "places", "content")
NOT_DERIVED = "note: propositions are not derived yet: run situate ingest again or situate rebuild"
_SOURCE_COLUMNS = ("source", "name", "kind", "side", "family", "claims", "first", "last")


def add(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (claims, sources, stats):
        app.command()(command)


def claims(  # noqa: PLR0913, PLR0917 - each argument is an option of the command line
    text: Annotated[str | None, typer.Argument(help="Words that must occur; a quoted phrase occurs whole.")] = None,
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    place: Annotated[str | None, typer.Option(help="A place's name, in any spelling.")] = None,
    source: Annotated[str | None, typer.Option(help="A source's id or name.")] = None,
    event: Annotated[str | None, typer.Option(help="An event type, such as capture.")] = None,
    stance: Annotated[str | None, typer.Option(help="A stance, such as denies.")] = None,
    effort: Annotated[str | None, typer.Option(help="An effort's id.")] = None,
    document: Annotated[str | None, typer.Option(help="A document's id.")] = None,
    since: Annotated[datetime | None, day_option("Published on this day or later.")] = None,
    until: Annotated[datetime | None, day_option("Published on this day or before.")] = None,
    as_of: Annotated[datetime | None, day_option("Speaks of this day.")] = None,
    as_known: Annotated[datetime | None, day_option("Was out by the end of this day.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most this many.")] = None,
    form: FormatOption = Format.table,
) -> None:
    """Find claims. A table shows the first 1,000; the other formats print all.

    Examples: situate claims "captured" --place Soledar; situate claims --source rybar --format csv
    """
    check_word(event, "--event", EVENTS)
    check_word(stance, "--stance", STANCES)
    query = ClaimQuery(
        text=text,
        places=() if place is None else places_meant(place, theatre),
        source=source,
        event=event,
        stance=stance,
        effort=effort,
        document=document,
        since=day_of(since),
        until=day_of(until),
        as_of=day_of(as_of),
        as_known=day_of(as_known),
        limit=limit,
    )
    with Ledger.open(ledger, create=False) as book:
        print_claims(book.claims(query), form)


def places_meant(place: str, theatre: str) -> tuple[str, ...]:
    """The names and ids under which the ledger may hold a place, by the theatre's spellings and the gazetteer."""
    known = theatre_of(theatre)
    return names_of(place, known, gazetteer(known))


def print_claims(found: Iterator[Claim], form: Format) -> None:
    """Print claims as they come; where there are none, say so."""
    first = next(found, None)
    if first is None:
        warn("no claims")
    claims = chain(() if first is None else (first,), found)
    if form is Format.jsonl:
        emit_lines(claims)
    else:
        emit(map(claim_row, claims), CLAIM_COLUMNS, form)


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim as a row of a table."""
    return {
        "id": claim.id,
        "published": claim.published,
        "speaker": " → ".join(s.text for s in claim.speakers) or claim.publisher,
        "stance": claim.stance,
        "event": ("not: " if claim.negated else "") + claim.event,
        "places": [p.name or p.text for p in claim.places],
        "content": claim.content.text,
    }


def sources(ledger: LedgerOption = LEDGER, theatre: TheatreOption = THEATRE, form: FormatOption = Format.table) -> None:
    """List who spoke, how often and when, with kind, side and family where the theatre knows them.

    Example: situate sources --format csv > sources.csv
    """
    known = {source.id: source for source in theatre_of(theatre).sources}
    with Ledger.open(ledger, create=False) as book:
        counted = book.sources()
    rows = (msgspec.structs.asdict(count) | _source_cells(known.get(count.source_id or "")) for count in counted)
    emit(rows, _SOURCE_COLUMNS, form)


def _source_cells(source: Source | None) -> dict[str, Any]:
    """What the theatre adds to a row; nothing where it does not know the source, which keeps its name as written."""
    if source is None:
        return {"source": "unknown"}
    return {"source": source.id, **{name: getattr(source, name) for name in ("name", "kind", "side", "family")}}


def stats(
    ledger: LedgerOption = LEDGER,
    *,
    everything: Annotated[bool, typer.Option("--all", help="The events and stances too, as jsonl always has.")] = False,
    form: FormatOption = Format.table,
) -> None:
    """Count what the ledger holds.

    Example: situate stats --ledger january.db --all
    """
    with Ledger.open(ledger, create=False) as book:
        held = book.stats()
        if held.claims and not book.is_derived():
            warn(NOT_DERIVED)
    if form is Format.jsonl:
        emit_lines([held])
        return
    counts = msgspec.structs.asdict(held)
    tallies = {kind: counts.pop(kind) for kind in ("events", "stances")}
    rows = [{"what": name, "count": value} for name, value in counts.items()]
    for kind, tally in tallies.items() if everything else ():
        ranked = sorted(tally.items(), key=lambda entry: (-entry[1], entry[0]))
        rows += [{"what": f"{kind}: {name}", "count": count} for name, count in ranked]
    emit(rows, ("what", "count"), form)
