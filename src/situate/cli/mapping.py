"""The command that draws the map of a ledger, as a page or as GeoJSON."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from situate.cli.options import LEDGER, THEATRE, DayArgument, LedgerOption, TheatreOption, day_of, day_option
from situate.cli.output import safe, warn
from situate.cli.saving import save
from situate.cli.workshop import Workshop, workshop
from situate.errors import UsageError
from situate.judge.rulings import Rulings
from situate.produce.atlas import Atlas, atlas
from situate.produce.atlas_page import page
from situate.produce.desk import Desk
from situate.produce.geojson import geojson
from situate.store import Ledger

# A page has about 300 bytes a claim: 30 MB, which browsers still open within a second or two.
_MANY = 100_000
_KINDS: dict[str, Callable[[Atlas, Desk, Workshop], bytes]] = {
    ".html": lambda found, desk, bench: page(found, desk, bench.outlines).encode(),
    ".htm": lambda found, desk, bench: page(found, desk, bench.outlines).encode(),
    ".geojson": lambda found, _, __: geojson(found),
    ".json": lambda found, _, __: geojson(found),
}


def add(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("map")(mapping)


def mapping(
    day: DayArgument,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="Where to write: .html, or .geojson. map-DATE.html if not given."
        ),
    ] = None,
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    since: Annotated[datetime | None, day_option("Only what was published on this day or later.")] = None,
) -> None:
    """Draw where things were reported, as it was known at the end of a day.

    An .html file holds the whole map and needs no network: it pans and zooms, a slider goes through the ledger's days,
    and each place opens the quotes with their sources. A .geojson file (RFC 7946) is for a geographic information
    system: places are points with `radius_km`, lines are lines, areas are polygons; claim ids stand in the properties.

    Examples: situate map 2023-01-24 -o map.html; situate map 2023-01-24 --since 2023-01-01 -o places.geojson
    """
    target = out or Path(f"map-{day.date()}.html")
    form = _KINDS.get(target.suffix.lower())
    if form is None:
        raise UsageError("not a kind of map", where=str(target), remedy="end the file's name in .html or .geojson")
    bench = workshop(theatre)
    desk = _desk(bench, ledger, day.date(), day_of(since) or date.min)
    found = atlas(desk)
    if len(found.told) > _MANY and target.suffix.lower().startswith(".htm"):
        warn(f"a page of {len(found.told):,} claims may be slow; --since leaves the older ones out")
    save(target, form(found, desk, bench))
    typer.echo(f"wrote {safe(target)}: {_count(found)} of {len(desk.claims)} claims")
    if not found.spots:
        warn("no claim names a place that could be placed")


def _desk(bench: Workshop, ledger: str, day: date, since: date) -> Desk:
    """What was known at the end of the day, of what was published since, without what analysts rejected.

    Raises UsageError where there is nothing.
    """
    if since > day:
        told = f"{since} lies after {day}"
        raise UsageError(told, where="--since", remedy="give the map's own day or an earlier one")
    with Ledger.open(ledger, create=False) as book:
        desk = bench.pipeline.desk(book, day, lookback_days=(day - since).days, with_day_before=False)
        rulings = Rulings(book.decisions())
    # A desk also holds older claims of the propositions that newer ones speak to.
    fresh = {i: c for i, c in desk.claims.items() if c.published is not None and c.published >= since}
    chosen = {i: c for i, c in fresh.items() if not rulings.rejected_claim(c)}
    if len(chosen) < len(fresh):
        warn(f"{len(fresh) - len(chosen)} claims that the journal rejects are not drawn")
    if not chosen:
        raise UsageError(f"nothing was published up to {day}", where=ledger,
                         remedy="`situate stats` tells which days the ledger holds")  # fmt: skip
    return msgspec.structs.replace(desk, claims=chosen)


def _count(found: Atlas) -> str:
    kinds = Counter(spot.kind for spot in found.spots)
    places = f"{kinds['settlement']} settlements, {kinds['area']} areas and {kinds['line']} lines"
    return f"{places} from {len(found.told)}"
