"""Who holds what on a day as one page: a map of the settlements told of, what changed since a day, and all states.

The drawing is that of the assessments' maps (`chart`): same projection, outlines and placing of names.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import msgspec

from situate.geo import Point
from situate.ground import STALE_DAYS, Difference, Reading, outcome
from situate.model import Control
from situate.produce.assessment import Frame, Mark
from situate.produce.chart import Dot, chart, read_outlines
from situate.produce.control_look import NOBODY, Look, Palette
from situate.produce.marks import area_names
from situate.produce.pages import LEDGERS, PAGES
from situate.theatre import Theatre

# Drawn in this order, so that the weightier lies on top.
_WEIGHT: Final = ("unknown", "fighting", "advanced", "entered", "contested", "held")


class ControlDot(msgspec.Struct, frozen=True, kw_only=True):
    """One settlement as drawn: where on the sheet, and its look a tier; `claimed` where that says another thing."""

    at: Dot | None
    assessed: Look | None = None
    claimed: Look | None = None
    stale: bool = False
    claimed_stale: bool = False
    changed: bool = False

    @property
    def looks(self) -> list[Look]:
        """Its fills."""
        return [look for look in (self.assessed, self.claimed) if look is not None]


class _Settlement(msgspec.Struct):
    """What stands at one settlement, by tier."""

    readings: dict[str, Reading]

    @property
    def row(self) -> Control:
        return next(iter(self.readings.values())).row

    @property
    def weight(self) -> tuple[int, str]:
        """Where it lies among the others: the weightiest last."""
        return max(_WEIGHT.index(r.row.state) for r in self.readings.values()), self.row.place


def map_page(
    readings: Sequence[Reading],
    theatre: Theatre,
    outlines: bytes | None,
    title: str,
    since: tuple[date, Sequence[Difference]] | None = None,
) -> str:
    """The page of a day. `since` is an earlier day with what differs from it; changed settlements are ringed."""
    palette, base = Palette(theatre), read_outlines(outlines)
    settlements = sorted(_settlements(readings), key=lambda s: s.weight)
    shown = [s for s in settlements if theatre.holds(Point(lat=s.row.lat, lon=s.row.lon))]
    marks = [_mark(s, palette) for s in shown]
    narrow = tuple(a for a in area_names(theatre) if a.kind != "country")
    drawn = chart(marks, _frame(marks, theatre), base, areas=narrow, labels=True)
    changed = {d.row.place for d in since[1] if not d.is_of_evidence} if since else set()
    by_place = {s.row.place: s for s in shown}
    dots = [_dot(by_place[d.mark.place], palette, d, d.mark.place in changed) for d in drawn.dots]
    return _PAGE.render(
        title=title, counts=_counts(readings, len(shown) - len(dots)), c=drawn, dots=dots, credit=base.credit,
        looks=sorted({look for d in dots for look in d.looks}), legend=_legend(shown, palette, bool(changed)),
        since=since[0] if since else None, differences=since[1] if since else (), palette=palette,
        readings=sorted(readings, key=lambda r: (r.row.place_name, r.row.place, r.row.tier)), stale=STALE_DAYS,
        style=LEDGERS,
    )  # fmt: skip


def _settlements(readings: Iterable[Reading]) -> Iterable[_Settlement]:
    found: dict[str, _Settlement] = {}
    for reading in readings:
        found.setdefault(reading.row.place, _Settlement(readings={})).readings[reading.row.tier] = reading
    return found.values()


def _mark(settlement: _Settlement, palette: Palette) -> Mark:
    row = settlement.row
    told = "; ".join(f"{tier}: {palette.words(r.row)}{_age(r)}" for tier, r in sorted(settlement.readings.items()))
    return Mark(
        place=row.place, name=row.place_name, lat=row.lat, lon=row.lon, radius_km=row.radius_km, tier="single",
        label=f"{row.place_name}: {told}",
    )  # fmt: skip


def _frame(marks: Sequence[Mark], theatre: Theatre) -> Frame:
    """The box round the settlements with a margin, inside the theatre's; one in fifty on each edge may lie outside."""
    if len(marks) < 3:
        return Frame(south=theatre.south, west=theatre.west, north=theatre.north, east=theatre.east)
    lats, lons, cut = sorted(m.lat for m in marks), sorted(m.lon for m in marks), len(marks) // 50
    return Frame(
        south=max(theatre.south, lats[cut] - 0.35), north=min(theatre.north, lats[-1 - cut] + 0.35),
        west=max(theatre.west, lons[cut] - 0.5), east=min(theatre.east, lons[-1 - cut] + 0.5),
    )  # fmt: skip


def _age(reading: Reading) -> str:
    since = f" since {reading.row.valid_from}"
    return f"{since}, last spoken for {reading.silent_days} days ago" if reading.is_stale else since


def _dot(settlement: _Settlement, palette: Palette, at: Dot | None, changed: bool) -> ControlDot:
    assessed, claimed = settlement.readings.get("assessed"), settlement.readings.get("claimed")
    alike = assessed and claimed and outcome(assessed.row) == outcome(claimed.row)
    ringed = claimed is not None and not alike and claimed.row.state in ("held", "entered", "contested")
    # Where nothing is assessed, what is claimed of less than an entry is drawn as a small pale dot.
    filled = assessed or (claimed if not ringed else None)
    return ControlDot(
        at=at,
        assessed=palette.look(filled.row) if filled else None,
        claimed=palette.look(claimed.row) if claimed and ringed else None,
        stale=filled is not None and filled.is_stale,
        claimed_stale=claimed is not None and claimed.is_stale,
        changed=changed,
    )


def _legend(shown: Iterable[_Settlement], palette: Palette, any_changed: bool) -> list[tuple[ControlDot, str]]:
    """One entry a look that is drawn, the commonest first; then what a ring, pallor and a border mean."""
    dots = [(_dot(s, palette, None, False), s) for s in shown]
    fills = Counter(
        (d.assessed, palette.words((s.readings.get("assessed") or s.readings["claimed"]).row))
        for d, s in dots
        if d.assessed is not None
    )
    rings = Counter((d.claimed, palette.words(s.readings["claimed"].row)) for d, s in dots if d.claimed is not None)
    found = [(ControlDot(at=None, assessed=look), words) for (look, words), _ in fills.most_common() if look]
    sides = {look.first: words for (look, words), _ in rings.items() if look and look.state == "held"}
    found += [
        (ControlDot(at=None, claimed=Look(state="held", first=colour, second=colour)), f"claimed: {words}")
        for colour, words in sorted(sides.items())
    ]
    grey = Look(state="held", first=NOBODY, second=NOBODY)
    found.append((ControlDot(at=None, assessed=grey, stale=True), f"last spoken for over {STALE_DAYS} days ago"))
    if any_changed:
        found.append((ControlDot(at=None, assessed=grey, changed=True), "changed"))
    return found


def _counts(readings: Sequence[Reading], outside: int) -> str:
    held = Counter(r.row.tier for r in readings if r.row.state == "held")
    places, stale = len({r.row.place for r in readings}), sum(r.is_stale for r in readings)
    beyond = f"; {outside} lie outside the map" if outside else ""
    return (
        f"{places} settlements: {held['assessed']} assessed as held, {held['claimed']} claimed as held; "
        f"{stale} of {len(readings)} states are stale{beyond}"
    )


_PAGE: Final = PAGES.get_template("control_map.html")
