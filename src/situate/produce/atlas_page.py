"""The atlas as one page that needs no network: its drawing, its claims and its script are inside.

The template and the script are package data, read once as this module loads; after that rendering is pure.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import sha256
from typing import Final

import msgspec
from markupsafe import Markup

from situate.model import Claim
from situate.produce.assessment import Frame
from situate.produce.atlas import Atlas, Spot, Told
from situate.produce.changes import grade_words
from situate.produce.chart import read_outlines
from situate.produce.desk import Cited, Desk
from situate.produce.marks import TIERS, area_names
from situate.produce.pages import PAGES, style
from situate.produce.projection import Projection, path, squeeze
from situate.produce.shown import day_text, plain, safe_url
from situate.theatre import Theatre

# Units of the drawing to a degree of latitude: at a tenth of a unit outlines keep the detail that they have.
_UNITS: Final = 200.0
_METHODS: Final = {
    "unique": "the only place of that name here",
    "locator": "chosen among its namesakes by where the text says it lies",
    "effort": "chosen among its namesakes by the front that is written of",
    "list": "chosen among its namesakes by the places named beside it",
    "known": "chosen among its namesakes by where other reports put it",
    "population": "the largest of its namesakes",
    "admin": "chosen among its namesakes by the region named beside it",
    "area": "an area, by its name",
    "learned": "in no gazetteer: put where the text says it lies",
}


class _Entry(msgspec.Struct, frozen=True, array_like=True):
    """A claim as the script reads it; `document`, `day`, `supports` and the voice's numbers point into lists."""

    document: int
    day: int
    quote: str
    speaker: str
    camp: int
    family: int
    seen: bool
    what: str
    notes: str
    credibility: str
    cites: tuple[str, ...]
    supports: tuple[int, ...]
    id: str


class _Shown(msgspec.Struct, frozen=True, array_like=True):
    """A spot as the script reads it: points in units of the drawing, claims by their place in the list.

    `path` is what SVG draws of a line or an outline, "" where it is a point or a circle; `look` is the style of a line:
    river, road (the whole of it), border, or "" for what runs between places.
    """

    name: str
    kind: str
    points: tuple[tuple[float, float], ...]
    radius: float
    where: str
    how: str
    claims: tuple[int, ...]
    path: str
    look: str


class _Numbers:
    """Gives each new value the next number; -1 stands for none."""

    def __init__(self) -> None:
        self.given: dict[str, int] = {}

    def of(self, value: str) -> int:
        return self.given.setdefault(value, len(self.given)) if value else -1


def page(atlas: Atlas, desk: Desk, outlines: bytes | None = None) -> str:
    """The page. `desk` is the one that the atlas was made of, `outlines` the theatre's `outlines.json`."""
    theatre, base = atlas.theatre, read_outlines(outlines)
    onto = _projection(theatre)
    dated = {i: told for i, told in atlas.told.items() if told.claim.published is not None}
    shown = [spot for spot in atlas.spots if not spot.whole and any(theatre.holds(point) for point in spot.points)]
    shown = [spot for spot in shown if not dated.keys().isdisjoint(spot.claims)]
    look, script = style("map.css"), style("map.js")
    return _PAGE.render(
        atlas=atlas, onto=onto, credit=base.credit, tiers=TIERS, data=_data(atlas, desk, shown, dated, onto),
        land=path(base.land, base.scale, onto, closed=True), home=path(base.home, base.scale, onto, closed=True),
        borders=path(base.borders, base.scale, onto, closed=False),
        regions=path(base.regions, base.scale, onto, closed=False), captions=area_names(theatre),
        style=look, script=script, style_hash=_hash(look), script_hash=_hash(script),
        left_out=len(desk.claims) - len({i for spot in shown for i in spot.claims if i in dated}),
    )  # fmt: skip


def _projection(theatre: Theatre) -> Projection:
    frame = Frame(south=theatre.south, west=theatre.west, north=theatre.north, east=theatre.east)
    width = (frame.east - frame.west) * squeeze(frame) * _UNITS
    return Projection(frame=frame, width=width, height=(frame.north - frame.south) * _UNITS)


def _data(atlas: Atlas, desk: Desk, shown: Iterable[Spot], dated: dict[str, Told], onto: Projection) -> Markup:
    """What the script reads, as JSON in which no character can end the element that it stands in."""
    spots = list(shown)
    wanted = dict.fromkeys(i for spot in spots for i in spot.claims if i in dated)
    order = {i: n for n, i in enumerate(wanted)}
    days = sorted({day for i in wanted if (day := dated[i].claim.published) is not None})
    numbers = {day: n for n, day in enumerate(days)}
    documents = {d: n for n, d in enumerate(dict.fromkeys(dated[i].claim.document for i in wanted))}
    entry = _entries(documents, numbers)
    kinds = {f"area:{area.id}": area.kind for area in atlas.theatre.areas}
    data = {
        "days": [[day.isoformat(), day_text(day)] for day in days],
        "documents": [_document(desk.documents[d]) for d in documents],
        "claims": [entry(dated[i]) for i in wanted],
        "spots": [_spot(spot, order, onto, kinds) for spot in spots],
        "tiers": [name for name, _ in TIERS],
        "unitsPerKm": onto.px_per_km,
    }
    text = msgspec.json.encode(data).decode()
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)


def _document(cited: Cited) -> tuple[str, str, str, str]:
    """Publisher, title, address (none but of the web) and the file's name."""
    return plain(cited.publisher), plain(cited.title), safe_url(cited.url), plain(cited.name)


def _entries(documents: dict[str, int], days: dict[date, int]) -> Callable[[Told], _Entry]:
    camps, families, propositions = _Numbers(), _Numbers(), _Numbers()

    def entry(told: Told) -> _Entry:
        claim = told.claim
        assert claim.published is not None  # undated claims were left out
        return _Entry(
            document=documents[claim.document],
            day=days[claim.published],
            quote=plain(claim.content.text),
            speaker=plain(told.voice.name),
            camp=camps.of(told.voice.camp),
            family=families.of(told.voice.family),
            seen=told.seen,
            what=("not: " if claim.negated else "") + claim.event.replace("_", " "),
            notes=_notes(claim),
            credibility=grade_words(told.credibility),
            cites=tuple(url for note in claim.notes for one in note.urls if (url := safe_url(one))),
            supports=tuple(propositions.of(one) for one in told.supports),
            id=claim.id,
        )

    return entry


def _notes(claim: Claim) -> str:
    """What else bears on how it is to be read: stance, evidence, likelihood, and the days that it speaks of."""
    parts: list[str] = [claim.stance]
    if claim.evidence != "none":
        parts.append(f"evidence: {claim.evidence}")
    if claim.likelihood is not None:
        parts.append(plain(claim.likelihood.text))
    if claim.author_view not in ("none", "own"):
        parts.append(f"the author {claim.author_view} it" if claim.author_view != "unverified" else "unverified")
    valid = claim.valid()
    if valid is not None and (valid.first, valid.last) != (claim.published, claim.published):
        parts.append(f"of {valid}")
    return "; ".join(parts)


def _spot(spot: Spot, order: dict[str, int], onto: Projection, kinds: dict[str, str]) -> _Shown:
    first = spot.points[0]
    radius = f" ± {spot.radius_km:g} km" if spot.radius_km and not spot.shape else ""
    where = "" if spot.kind == "line" else f"{first.lat:.3f}, {first.lon:.3f}{radius}"
    how = "; ".join(f"{_METHODS.get(method, method)} ({count})" for method, count in spot.methods)
    return _Shown(
        name=plain(spot.name),
        kind=spot.kind,
        points=tuple((round(onto.x(p.lon), 2), round(onto.y(p.lat), 2)) for p in spot.points),
        radius=round(spot.radius_km * onto.px_per_km, 2),
        where=where,
        how=f"How it was placed: {how}",
        claims=tuple(order[i] for i in spot.claims if i in order),
        path=_path(spot, onto),
        look="" if spot.kind != "line" else "border" if spot.key.startswith("border:") else kinds.get(spot.key, ""),
    )


def _path(spot: Spot, onto: Projection) -> str:
    """Its runs or rings, to a tenth of a unit: 50 m."""
    lines = spot.shape
    if spot.kind == "line" and not lines:
        lines = (tuple((p.lat, p.lon) for p in spot.points),)
    close = "Z" if spot.kind == "area" else ""
    drawn = ("L".join(f"{onto.x(lon):.1f} {onto.y(lat):.1f}" for lat, lon in line) for line in lines)
    return "".join(f"M{line}{close}" for line in drawn)


def _hash(text: str) -> str:
    """What a content security policy names an inline style or script by."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


_PAGE: Final = PAGES.get_template("map.html")
