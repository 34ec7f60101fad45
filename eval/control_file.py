"""The readers' file of who was drawn as holding which settlement on which day, and how the ledger's places are its own.

The file is a map made digital: rows say on which day a settlement's point came into an area of the map, or out of it.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from zlib import crc32

import msgspec

from situate.gazetteer import normal
from situate.geo import Point, distance_km
from situate.model import Control

WINDOW = timedelta(days=7)
NEAR_KM = 10.0
SAME_KM = 3.0
FIRST, LAST = date(2022, 2, 24), date(2022, 8, 31)
# The file's layers. The third is of areas in which one side operates without holding them.
HELD, CLAIMED, ADVANCE, RETAKEN = (
    "RussianAssessedCoTinUkraine",
    "RussianClaimedCoTinUkraine",
    "RussianAssessedAdvanceinUkraine",
    "UkrainianClaimedCounterOffensives",
)
# Which tier a layer is of, and which side it gives the settlement to. The other side's layer is of claims and of
# assessments alike.
LAYERS = {HELD: ("assessed", "russia"), CLAIMED: ("claimed", "russia"), RETAKEN: ("claimed", "ukraine")}

_DRAWN = {"assessed": (HELD, ADVANCE), "claimed": (CLAIMED,)}

READING = Path(__file__).parent / "control_reading.csv"

Spans = dict[str, list[tuple[date, date]]]


class Change(msgspec.Struct, frozen=True):
    """On a day a side gains or loses a settlement, in one tier. `place` is the file's id, else the ledger's key.

    `how` is what the file's map shows in its stead: "gained", "lost", "lowered" (to an advance or a claim) or
    "redrawn" (an area of claims is taken off the map, and nobody else's comes).
    """

    day: date
    name: str
    place: str
    point: Point
    tier: str
    side: str
    gained: bool
    how: str = "gained"

    @property
    def odd(self) -> bool:
        """Is it of the half of the settlements that rules may be written on?"""
        return bool(crc32(self.place.encode()) % 2)


class Settlement(msgspec.Struct):
    """One settlement of the file: where it lies, and per layer the days on which it came in and went out."""

    id: str
    name: str
    point: Point
    spans: Spans


class File:
    """The file's settlements, found again by name and place, and its changes after its first day."""

    def __init__(self, path: Path) -> None:
        self.settlements: dict[str, Settlement] = {}
        rows: list[tuple[str, str, date, bool]] = []
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                known = self._settlement(row)
                day, spans, gained = (
                    date.fromisoformat(row["date"]),
                    known.spans[row["layer"]],
                    row["event"] != "left_layer",
                )
                if gained:
                    spans.append((day, LAST))
                elif spans:
                    spans[-1] = (spans[-1][0], day - timedelta(days=1))
                if row["event"] != "in_layer_at_start":
                    rows.append((known.id, row["layer"], day, gained))
        self._by_name: dict[str, list[Settlement]] = defaultdict(list)
        self._by_cell: dict[tuple[int, int], list[Settlement]] = defaultdict(list)
        for settlement in self.settlements.values():
            self._by_name[normal(settlement.name)].append(settlement)
            self._by_cell[_cell(settlement.point)].append(settlement)
        self._found: dict[tuple[str, float, float], Settlement | None] = {}
        self.changes = [c for row in rows if row[1] in LAYERS and (c := self._change(*row)) is not None]

    def _settlement(self, row: dict[str, str]) -> Settlement:
        point = Point(lat=float(row["lat"]), lon=float(row["lon"]))
        made = Settlement(id=row["katottg"], name=row["name_en"], point=point, spans=defaultdict(list))
        return self.settlements.setdefault(row["katottg"], made)

    def _change(self, place: str, layer: str, day: date, gained: bool) -> Change | None:
        """The change that a row tells of; None where a claim left its layer because it came to be assessed."""
        found, (tier, side) = self.settlements[place], LAYERS[layer]
        how = "gained" if gained else self._loss(found.spans, layer, day)
        if how == "confirmed":
            return None
        return Change(day, found.name, found.id, found.point, tier, side, gained, how)

    def _loss(self, spans: Spans, layer: str, day: date) -> str:
        """What became of a settlement that left a layer on a day."""
        now = {other for other, times in spans.items() if covers(times, day, day)}
        if layer == CLAIMED and now & {HELD, ADVANCE}:
            return "confirmed"
        if layer == RETAKEN:
            return "lost" if now & {HELD, ADVANCE, CLAIMED} else "redrawn"
        return "lowered" if now & {ADVANCE, CLAIMED} else "lost"

    def at(self, name: str, point: Point) -> Settlement | None:
        """The file's settlement that is meant: by name within 10 km, else the nearest within 3 km."""
        key = (normal(name), point.lat, point.lon)
        if key not in self._found:
            self._found[key] = self._search(key[0], point)
        return self._found[key]

    def _search(self, name: str, point: Point) -> Settlement | None:
        named = [(distance_km(s.point, point), s.id, s) for s in self._by_name.get(name, [])]
        if named and min(named)[0] <= NEAR_KM:
            return min(named)[2]
        row, column = _cell(point)
        cells = [(row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        close = [(distance_km(s.point, point), s.id, s) for cell in cells for s in self._by_cell.get(cell, [])]
        return min(close)[2] if close and min(close)[0] <= SAME_KM else None

    def denies(self, change: Change) -> bool:
        """Does the file deny a change of the ledger, `place` being the file's id? What it has not it denies."""
        found = self.settlements.get(change.place)
        if found is None:
            return change.side == "russia" and change.gained
        taken = list(found.spans.get(HELD, []))
        if change.tier == "claimed":
            taken += found.spans.get(CLAIMED, []) + found.spans.get(ADVANCE, [])
        first, last = change.day - WINDOW, change.day + WINDOW
        if change.side == "ukraine" and change.tier == "claimed":
            return not touches(found.spans.get(RETAKEN, []), first, last) and covers(taken, first, last)
        to_russia = change.gained == (change.side == "russia")
        return not touches(taken, first, last) if to_russia else covers(taken, first, last)

    def drawn(self, tiers: Iterable[str], tier: str) -> list[Change]:
        """When settlements were first drawn as the first side's in any of its layers of these tiers, as gains."""
        return [
            Change(first, s.name, s.id, s.point, tier, "russia", True)
            for s in self.settlements.values()
            for first, _ in self._drawn_spans(s, tiers)
            if first > FIRST
        ]

    def was_drawn(self, change: Change, tiers: Iterable[str]) -> bool:
        """Was the settlement in one of those layers on some day of the window about a change?"""
        found = self.settlements.get(change.place)
        return found is not None and touches(self._drawn_spans(found, tiers), change.day - WINDOW, change.day + WINDOW)

    def _drawn_spans(self, settlement: Settlement, tiers: Iterable[str]) -> list[tuple[date, date]]:
        """The days in any of the layers, joined where one followed the other."""
        layers = [layer for tier in tiers for layer in _DRAWN[tier]]
        joined: list[tuple[date, date]] = []
        for first, last in sorted(span for layer in layers for span in settlement.spans.get(layer, [])):
            if joined and first <= joined[-1][1] + timedelta(days=1):
                joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
            else:
                joined.append((first, last))
        return joined


def ledger_changes(controls: Sequence[Control], file: File) -> list[Change]:
    """Gains and losses of settlements between one row of the ledger and the next of its place and tier.

    Who claims a settlement that another claims or denies still claims it, as the file has it, so that a contest is a
    gain of who is new in it. A withdrawal is a loss also where nobody had said that the side was there.
    """
    rows: dict[tuple[str, str], list[Control]] = defaultdict(list)
    for row in controls:
        rows[row.place, row.tier].append(row)
    changes: list[Change] = []
    for history in rows.values():
        held = claimed = frozenset[str]()
        for row in sorted(history, key=lambda r: (r.valid_from, r.known_from)):
            holds, claims = holder(row), holder(row) | claimants(row)
            left = frozenset(row.between) if row.state == "unknown" else frozenset()
            lost = (held - holds) | (claimed - claims) | left
            changes += [_change(row, side, False, file) for side in sorted(lost)]
            changes += [_change(row, side, True, file) for side in sorted((holds - held) | (claims - claimed))]
            held, claimed = holds, claims
    return [c for c in changes if FIRST <= c.day <= LAST]


def holder(row: Control) -> frozenset[str]:
    """Who holds the settlement by the row, if anybody."""
    return frozenset({row.side}) if row.state == "held" and row.side is not None else frozenset()


def claimants(row: Control) -> frozenset[str]:
    """Who claims it though it is contested."""
    return frozenset(row.between) if row.state == "contested" and row.tier == "claimed" else frozenset()


def _change(row: Control, side: str, gained: bool, file: File) -> Change:
    point = Point(lat=row.lat, lon=row.lon)
    meant = file.at(row.place_name, point)
    return Change(row.valid_from, row.place_name, meant.id if meant else row.place, point, row.tier, side, gained)


def same(a: Change, b: Change) -> bool:
    """Same settlement, tier and outcome within the window. What one side gains, the other has lost.

    The file has no layer of assessed gains of the other side: it counts them as claims, and so does this.
    """
    outcome = a.gained == b.gained if a.side == b.side else a.gained != b.gained
    tier = a.tier == b.tier or "any" in (a.tier, b.tier) or "ukraine" in (a.side, b.side)
    return outcome and tier and abs(a.day - b.day) <= WINDOW


def days_off(file: Sequence[Change], ledger: Sequence[Change]) -> list[int | None]:
    """For each change of the file the days by which the ledger's nearest is off; None where it has none."""
    by_place: dict[str, list[Change]] = defaultdict(list)
    for change in ledger:
        by_place[change.place].append(change)
    return [
        min((abs((c.day - change.day).days) for c in by_place[change.place] if same(change, c)), default=None)
        for change in file
    ]


def readings(path: Path = READING) -> dict[tuple[str, str, str], str]:
    """What a reader found the text to say of a change that the ledger lacks, by day, settlement and side."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as rows:
        return {(row["day"], row["place"], row["side"]): row["verdict"] for row in csv.DictReader(rows)}


def touches(spans: Iterable[tuple[date, date]], first: date, last: date) -> bool:
    """Was it in the layer on some day from `first` to `last`?"""
    return any(start <= last and first <= end for start, end in spans)


def covers(spans: Iterable[tuple[date, date]], first: date, last: date) -> bool:
    """Was it in the layer on every day from `first` to `last`? (One span; the file's gaps are longer than a week.)"""
    return any(start <= first and last <= end for start, end in spans)


def _cell(point: Point) -> tuple[int, int]:
    """Cells of at least 3 km up to 60 degrees of latitude."""
    return int(point.lat // 0.03), int(point.lon // 0.06)
