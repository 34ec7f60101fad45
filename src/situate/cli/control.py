"""The command that tells who holds a settlement, or all of them, on a day, and draws it."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
import typer

from situate.cli.knowing import followed, stands
from situate.cli.knowledge import gazetteer, names_of, theatre_folder
from situate.cli.options import LEDGER, THEATRE, LedgerOption, TheatreOption, day_of, day_option
from situate.cli.output import Format, emit, safe, warn
from situate.cli.saving import save
from situate.config import read_folder
from situate.errors import UsageError
from situate.gazetteer import normal
from situate.ground import Difference, Reading
from situate.model import Claim, Control
from situate.produce.control_look import Palette
from situate.produce.control_map import map_page
from situate.produce.control_story import story_page
from situate.state import as_of, control
from situate.state.observations import Observation, observations
from situate.state.readings import differences, readings, story
from situate.store import ClaimQuery, Ledger
from situate.theatre import Theatre, read_theatre

_COLUMNS: Final = (
    "place", "tier", "state", "side", "between", "evidence", "since", "known", "last_word", "silent_days", "stale",
    "reason", "gazetteer_id", "lat", "lon", "radius_km", "propositions",
)  # fmt: skip
# What a table shows: the rest is for programs.
_TABLE: Final = _COLUMNS[:12]
_CHANGES: Final = ("place", "tier", "before", "now", "evidence", "since", "known", "reason", "gazetteer_id")
_PICTURES: Final = (".html", ".htm")


class ControlFormat(StrEnum):
    """The ways in which control can be printed."""

    table = "table"
    csv = "csv"
    geojson = "geojson"


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """What a ledger tells of control: its rows, what they were made of, and the last day of its claims."""

    theatre: Theatre
    controls: tuple[Control, ...]
    seen: tuple[Observation, ...]
    claims: Mapping[str, Claim]
    last: date


def add(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(name="control")(show_control)


def show_control(  # noqa: PLR0913, PLR0917 - each argument is an option of the command line
    place: Annotated[str | None, typer.Argument(help="A settlement's name, in any spelling.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every settlement that anything is known of.")] = False,
    day: Annotated[
        datetime | None, day_option("The state on this day; the last one told of if not given.", "--as-of")
    ] = None,
    known: Annotated[datetime | None, day_option("From what was out by the end of this day.", "--as-known")] = None,
    since: Annotated[datetime | None, day_option("What differs from this earlier day.", "--changes-from")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Draw it: an .html file, a timeline or a map.")
    ] = None,
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    form: Annotated[ControlFormat, typer.Option("--format", "-f", help="How to print it.")] = ControlFormat.table,
) -> None:
    """Tell who holds a settlement, assessed and claimed apart, on what evidence, since when, and when it was last said.

    A state stands until something speaks against it; what nobody spoke for within two weeks is called stale.

    Examples: situate control Kreminna --as-of 2023-01-24; situate control --all --as-of 2023-01-24 -f geojson;
    situate control --all --as-of 2023-01-24 --changes-from 2023-01-17; situate control Kreminna -o kreminna.html
    """
    _check(place, everything, day_of(day), day_of(since), out)
    files = read_folder(theatre_folder(theatre))
    ground = _ground(ledger, read_theatre(files), day_of(known))
    on = day_of(day) or min(day_of(known) or date.max, ground.last)
    places = None if place is None else _places(place, ground)
    if out is not None and places is not None:
        _draw_story(out, places, ground, on, day_of(known))
        return
    held = [r for r in readings(ground.controls, ground.seen, on, known=day_of(known)) if _wanted(r.row, places)]
    changed = _changed(ground, places, day_of(since), on, day_of(known))
    if out is not None:
        title = f"Who holds what on {on}{f', as known on {known.date()}' if known else ''}"
        told = (since.date(), changed) if since else None
        save(out, map_page(held, ground.theatre, files.get("outlines.json"), title, told).encode())
        typer.echo(f"wrote {safe(out)}: {len({r.row.place for r in held})} settlements on {on}")
    elif since is not None:
        _print_changes(changed, ground.theatre, form, on)
    else:
        _print(held, ground.theatre, form, on)


def _check(place: str | None, everything: bool, day: date | None, since: date | None, out: Path | None) -> None:
    if (place is None) == (not everything):
        raise UsageError("give a place, or --all", where="situate control", remedy="situate control --all --as-of DAY")
    if since is not None and day is not None and since >= day:
        raise UsageError(f"{since} is not before {day}", where="--changes-from", remedy="give an earlier day")
    if out is not None and out.suffix.lower() not in _PICTURES:
        raise UsageError("not a kind of picture", where=str(out), remedy="end the file's name in .html")


def _ground(ledger: str, theatre: Theatre, known: date | None) -> Ground:
    """The ledger's control. Raises UsageError where it holds nothing published by the day."""
    with Ledger.open(ledger, create=False) as book:
        claims = {c.id: c for c in book.claims(ClaimQuery(as_known=known))}
        days = [c.published for c in claims.values() if c.published is not None]
        if not days:
            remedy = "`situate stats` tells which days the ledger holds"
            raise UsageError(
                f"nothing was published{f' up to {known}' if known else ''}", where=book.where, remedy=remedy
            )
        if stands(book, known):
            found, judgments = book.propositions(), book.judgments()
        else:
            # Derived anew: a later version of a document must not take back what stood on that day.
            found, judgments = followed(claims, theatre, book.decisions())
    seen = tuple(observations(found, judgments, claims, theatre))
    rows = control(found, judgments, claims, theatre)
    return Ground(theatre=theatre, controls=rows, seen=seen, claims=claims, last=max(days))


def _places(name: str, ground: Ground) -> set[str]:
    """The keys of the settlements that the name means and anything is known of; a warning where there is none."""
    names = set(names_of(name, ground.theatre, gazetteer(ground.theatre)))
    folded = {normal(one) for one in names}
    found = {r.place for r in ground.controls if r.place in names or normal(r.place_name) in folded}
    if not found:
        warn(f"nobody says who holds {safe(name)}; `situate place` tells what is known of the name")
    return found


def _wanted(row: Control, places: set[str] | None) -> bool:
    return places is None or row.place in places


def _changed(
    ground: Ground, places: set[str] | None, since: date | None, on: date, known: date | None
) -> Sequence[Difference]:
    """What differs between the two days, both as it is known by `known`."""
    if since is None:
        return ()
    found = differences(as_of(ground.controls, since, known=known), as_of(ground.controls, on, known=known))
    return [d for d in found if _wanted(d.row, places)]


def _draw_story(out: Path, places: set[str], ground: Ground, on: date, known: date | None) -> None:
    """Write the timeline of a place; of several of the name, the one that most is told of."""
    told = sorted(places, key=lambda p: (-sum(o.place == p for o in ground.seen), p))
    for chosen in told[:1]:
        found = story(chosen, ground.controls, ground.seen, on, known=known)
        if found is not None:
            save(out, story_page(found, ground.claims, ground.theatre, known).encode())
            typer.echo(f"wrote {safe(out)}: {safe(found.name)}, {len(found.words)} words of claims up to {on}")
            for other in told[1:]:
                warn(f"another place of that name: {other}; give its id to draw it")
            return
    raise UsageError(f"nothing is known by {on}", where=str(out), remedy="`situate place NAME` tells what claims mean")


def _row(reading: Reading) -> dict[str, Any]:
    row = reading.row
    return {
        "place": row.place_name, "tier": row.tier, "state": row.state, "side": row.side, "between": row.between,
        "evidence": row.evidence, "since": row.valid_from, "known": row.known_from, "last_word": reading.spoken,
        "silent_days": reading.silent_days, "stale": "yes" if reading.is_stale else "no", "reason": row.reason,
        "gazetteer_id": row.place, "lat": row.lat, "lon": row.lon, "radius_km": row.radius_km,
        "propositions": row.propositions,
    }  # fmt: skip


def _print(held: Sequence[Reading], theatre: Theatre, form: ControlFormat, on: date) -> None:
    ordered = sorted(held, key=lambda r: (r.row.place_name, r.row.place, r.row.tier))
    if form is ControlFormat.geojson:
        _emit_geojson((_feature(r.row, _row(r)) for r in ordered), theatre, on)
    elif form is ControlFormat.csv:
        emit(map(_row, ordered), _COLUMNS, Format.csv)
    else:
        emit(map(_row, ordered), _TABLE, Format.table)


def _print_changes(changed: Sequence[Difference], theatre: Theatre, form: ControlFormat, on: date) -> None:
    palette = Palette(theatre)
    if form is ControlFormat.geojson:
        _emit_geojson((_feature(d.row, _change(d, palette)) for d in changed), theatre, on)
    else:
        emit((_change(d, palette) for d in changed), _CHANGES, Format(form.value))


def _change(d: Difference, palette: Palette) -> dict[str, Any]:
    return {
        "place": d.row.place_name, "tier": d.row.tier,
        "before": palette.words(d.before) if d.before else "nothing known",
        "now": palette.words(d.after) if d.after else "nothing known",
        "evidence": d.row.evidence, "since": d.row.valid_from, "known": d.row.known_from, "reason": d.row.reason,
        "gazetteer_id": d.row.place,
    }  # fmt: skip


def _feature(row: Control, properties: dict[str, Any]) -> dict[str, Any]:
    # Six decimals, as RFC 7946 11.2 advises; longitude first.
    geometry = {"type": "Point", "coordinates": [round(row.lon, 6), round(row.lat, 6)]}
    return {"type": "Feature", "id": f"{row.place}/{row.tier}", "geometry": geometry, "properties": properties}


def _emit_geojson(features: Iterable[dict[str, Any]], theatre: Theatre, on: date) -> None:
    """One FeatureCollection (RFC 7946), a line a feature."""
    lines = b",\n".join(map(msgspec.json.encode, features))
    head = msgspec.json.encode({"theatre": theatre.id, "as_of": on})
    sys.stdout.buffer.write(b'{"type":"FeatureCollection",' + head[1:-1] + b',"features":[\n' + lines + b"\n]}\n")
    sys.stdout.buffer.flush()
