"""The command that tells all about one place."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any

import msgspec
import typer
from rapidfuzz import process

from situate.cli.knowledge import gazetteer, names_of, theatre_of
from situate.cli.options import LEDGER, THEATRE, FormatOption, LedgerOption, TheatreOption, day_of, day_option
from situate.cli.output import Format, emit, emit_lines, warn
from situate.cli.searching import CLAIM_COLUMNS, NOT_DERIVED, claim_row
from situate.gazetteer import normal
from situate.judge.rulings import Rulings
from situate.model import Claim, Control, LocatedPlace, PlaceMention
from situate.resolve.learned import locate
from situate.state import as_of
from situate.store import ClaimQuery, Ledger
from situate.store.gazetteers import StoredGazetteer
from situate.theatre import Theatre

_MEANING_COLUMNS = ("gazetteer_id", "name", "lat", "lon", "radius_km", "where", "population", "claims", "how", "why")
_STATE_COLUMNS = ("gazetteer_id", "place", "state", "side", "tier", "evidence", "since", "known", "reason")
_LOCATED_COLUMNS = ("place", "lat", "lon", "radius_km", "locators", "gazetteer_id", "taught_by")
_CLAIM_COLUMNS = ("published", "of", *(column for column in CLAIM_COLUMNS if column != "published"))
# A name has ten homonyms on average, and a hundred at most: a table shows those that no claim means by the largest.
_OTHERS_SHOWN = 8
# Claims that taught a place: a table names the oldest; --format jsonl lists them all.
_TAUGHT_SHOWN = 3
# Of 100: "Klishchivka" for "Klishchiivka" scores 96, two villages that share a beginning about 75.
_NEAR = 80


class Meaning(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the name can mean. `claims` counts those that mean it, `how` by which methods they were placed.

    `why` is the receipt of the newest of them; `gazetteer_id` is the place's key, "" for claims that stay unplaced.
    """

    gazetteer_id: str
    name: str
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    country: str = ""
    where: str = ""
    population: int = 0
    claims: int = 0
    how: dict[str, int] = {}
    why: str = ""


def add(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(place)


def place(
    name: Annotated[str, typer.Argument(help="A place's name, in any spelling.")],
    ledger: LedgerOption = LEDGER,
    theatre: TheatreOption = THEATRE,
    day: Annotated[datetime | None, day_option("As it was known at the end of this day.", "--as-of")] = None,
    form: FormatOption = Format.table,
) -> None:
    """Tell what a name can mean, what claims mean by it and why, who is said to hold it, and the claims by day.

    Where locators put the name ("12 km north of") the ledger keeps what all of them together say, and which claims.

    Example: situate place Klishchiivka --as-of 2023-01-24
    """
    known = day_of(day)
    knowledge = theatre_of(theatre)
    places = gazetteer(knowledge)
    names = names_of(name, knowledge, places)
    with Ledger.open(ledger, create=False) as book:
        found = tuple(book.claims(ClaimQuery(places=names, as_known=known)))
        if found and not book.is_derived():
            warn(NOT_DERIVED)
        states = as_of(book.controls(), known or date.max, known=known)
        located = _located(book, names, found, knowledge, places)
    told = _told(found, {normal(one) for one in names})
    meanings = _meanings(told, _candidates(names, told, knowledge, places), knowledge)
    held = [state for state in states if state.place in told]
    if not found:
        warn("no claims")
    if not meanings:
        warn(f"no place goes by that name{_near(name, places)}")
    if form is Format.jsonl:
        days = {str(of): [c.id for c in claims] for of, claims in _by_day(found)}
        emit_lines([{"name": name, "candidates": meanings, "located": located, "control": held, "days": days,
                     "claims": found}])  # fmt: skip
    elif form is Format.csv:
        emit(map(_claim_row, found), _CLAIM_COLUMNS, form)
    else:
        _print(meanings, located, held, found)


def _located(
    book: Ledger, names: Collection[str], found: Sequence[Claim], theatre: Theatre, places: StoredGazetteer
) -> tuple[LocatedPlace, ...]:
    """Where locators put the name, by the claims found: as the ledger keeps it, or learned anew where more is known."""
    kept, out = book.located(names), {claim.id for claim in found}
    if all(out.issuperset(row.claims) for row in kept):
        return kept
    rulings, keys = Rulings(book.decisions()), {normal(name) for name in names}
    rows = locate((claim for claim in found if not rulings.rejected_claim(claim)), theatre, places)
    return tuple(row for row in rows if normal(row.name) in keys)


def _near(name: str, places: StoredGazetteer) -> str:
    found = process.extract(name, places.names(), processor=str.casefold, limit=3, score_cutoff=_NEAR)
    return f"; did you mean {' or '.join(near for near, _, _ in found)}?" if found else ""


def _print(
    meanings: Sequence[Meaning], located: Sequence[LocatedPlace], held: Iterable[Control], found: Iterable[Claim]
) -> None:
    others = [meaning for meaning in meanings if not meaning.claims]
    shown = [meaning for meaning in meanings if meaning.claims] + others[:_OTHERS_SHOWN]
    emit(map(_meaning_row, shown), _MEANING_COLUMNS, Format.table)
    if len(others) > _OTHERS_SHOWN:
        typer.echo(f"and {len(others) - _OTHERS_SHOWN} smaller ones that no claim means; --format jsonl lists them all")
    if located:
        typer.echo()
        emit(map(_located_row, located), _LOCATED_COLUMNS, Format.table)
    typer.echo()
    emit(map(_state_row, held), _STATE_COLUMNS, Format.table)
    typer.echo()
    emit(_day_rows(found), _CLAIM_COLUMNS, Format.table)


def _told(found: Iterable[Claim], keys: set[str]) -> dict[str, list[PlaceMention]]:
    """The mentions of the name by the key of what they mean, "" for the unplaced, the newest last; one a claim."""
    told: dict[str, list[PlaceMention]] = defaultdict(list)
    for claim in found:
        meant = [m for m in claim.places if m.key in keys or {normal(m.text), normal(m.name or "")} & keys]
        for key, mention in {m.key or "": m for m in meant}.items():
            told[key].append(mention)
    return told


def _candidates(
    names: Iterable[str], told: Iterable[str], theatre: Theatre, places: StoredGazetteer
) -> Iterator[Meaning]:
    """Every place of the gazetteer under any of the names, and those that claims mean under others."""
    regions = {(area.country, area.admin1): area.name for area in theatre.areas if area.kind == "admin1"}
    listed = {p.id: p for one in names for p in places.named(one)}
    listed |= {key: p for key in told if (p := places.place(key))}
    for found in listed.values():
        yield Meaning(
            gazetteer_id=found.id, name=found.name, lat=found.lat, lon=found.lon, country=found.country,
            where=places.region(found, regions), population=found.population,
        )  # fmt: skip


def _meanings(
    told: Mapping[str, Sequence[PlaceMention]], candidates: Iterable[Meaning], theatre: Theatre
) -> list[Meaning]:
    """What the claims mean, the most told of first; then what they could have meant, at home first, by population."""
    listed = {meaning.gazetteer_id: meaning for meaning in candidates}
    for key, mentions in told.items():
        last = mentions[-1]
        meaning = listed.get(key) or Meaning(
            gazetteer_id=key, name=(last.name or last.text) if key else "unplaced", lat=last.lat, lon=last.lon
        )
        listed[key] = msgspec.structs.replace(
            meaning, claims=len(mentions), how=dict(Counter(m.method for m in mentions).most_common()), why=_why(last),
            radius_km=last.radius_km,
        )  # fmt: skip
    abroad = {m.gazetteer_id: m.country not in theatre.countries for m in listed.values()}
    return sorted(listed.values(), key=lambda m: (-m.claims, abroad[m.gazetteer_id], -m.population, m.gazetteer_id))


def _why(mention: PlaceMention) -> str:
    """The receipt of what was chosen; of what was not, the best candidate's, or that there was none."""
    chosen = (c for c in mention.candidates if c.gazetteer_id == mention.key)
    best = next(chosen, mention.candidates[0] if mention.candidates else None)
    if best is None:
        return "in no gazetteer" if mention.key is None else ""
    return (
        best.reason
        if mention.key is not None
        else f"best was {best.name} ({best.lat:.2f}, {best.lon:.2f}): {best.reason}"
    )


def _by_day(found: Iterable[Claim]) -> list[tuple[date | None, list[Claim]]]:
    """The claims by the day on which they were published, undated ones first, as the ledger has them."""
    days: dict[date | None, list[Claim]] = defaultdict(list)
    for claim in found:
        days[claim.published].append(claim)
    return sorted(days.items(), key=lambda entry: entry[0] or date.min)


def _day_rows(found: Iterable[Claim]) -> Iterator[dict[str, Any]]:
    """The claims' rows, each day told once."""
    for _, claims in _by_day(found):
        yield from (_claim_row(claim) | ({"published": ""} if n else {}) for n, claim in enumerate(claims))


def _claim_row(claim: Claim) -> dict[str, Any]:
    valid = claim.valid()
    same = valid is None or valid.first == valid.last == claim.published
    return claim_row(claim) | {"of": "" if same else valid}


def _meaning_row(meaning: Meaning) -> dict[str, Any]:
    how = ", ".join(f"{method} {count}" for method, count in meaning.how.items())
    where = ", ".join(part for part in (meaning.where, meaning.country) if part)
    return {column: getattr(meaning, column) for column in _MEANING_COLUMNS} | {"how": how, "where": where}


def _located_row(place: LocatedPlace) -> dict[str, Any]:
    taught = f"{len(place.claims)} claims: {', '.join(place.claims[:_TAUGHT_SHOWN])}"
    return {
        "place": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "locators": place.n,
        "gazetteer_id": place.gazetteer_id or "learned: no gazetteer has it",
        "taught_by": f"{taught} ..." if len(place.claims) > _TAUGHT_SHOWN else taught,
    }


def _state_row(state: Control) -> dict[str, Any]:
    return {
        "gazetteer_id": state.place,
        "place": state.place_name,
        "state": state.state,
        "side": state.side,
        "tier": state.tier,
        "evidence": state.evidence,
        "since": state.valid_from,
        "known": state.known_from,
        "reason": state.reason,
    }
