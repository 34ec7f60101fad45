"""Compare the control ledger of the 2022 reports with the readers' file of changes.

usage: .venv/bin/python eval/control_corpus.py [--shared ../shared] [--every N] [--show N]

The reports go through the stages in memory; a gazetteer is compiled from `shared/data/UA.txt` for the time.

recall     of the file's changes whose settlement the reports name within 7 days (a mention of that name that was placed
           within 10 km of it), how many has the ledger: same side, tier and direction within 7 days; median days off
precision  of the ledger's changes, how many the file does not deny: within 7 days of a gain the settlement was in the
           layer on some day (for claims: in any Russian layer), and of a loss out of it. A settlement of the ledger is
           the file's of that name within 10 km, else the nearest within 3 km; one that the file does not have never
           changed hands there.
"""

import argparse
import csv
import statistics
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec

from situate.config import data_folder, read_folder
from situate.extract.extractor import Extractor
from situate.gazetteer import normal
from situate.geo import Point, distance_km
from situate.ingest import read
from situate.judge import judge
from situate.model import Claim, Control, Refusal
from situate.parse import Parser
from situate.resolve import Resolver, propositions
from situate.state import control
from situate.store.gazetteers import StoredGazetteer
from situate.theatre import Theatre, read_theatre

WINDOW = timedelta(days=7)
NEAR_KM = 10.0
SAME_KM = 3.0
# The file's layers: which tier they are of, and which side they give the settlement to. Its layer of assessed advances
# is no control of a settlement, its layer of partisan warfare none either.
ASSESSED, ADVANCE = "RussianAssessedCoTinUkraine", "RussianAssessedAdvanceinUkraine"
LAYERS = {
    ASSESSED: ("assessed", "russia"),
    "RussianClaimedCoTinUkraine": ("claimed", "russia"),
    "UkrainianClaimedCounterOffensives": ("claimed", "ukraine"),
}
FIRST, LAST = date(2022, 2, 24), date(2022, 8, 31)


class Change(msgspec.Struct, frozen=True):
    """On a day a side gains or loses a settlement, in one tier."""

    day: date
    name: str
    place: str
    point: Point
    tier: str
    side: str
    gained: bool


class Settlement(msgspec.Struct):
    """One settlement of the file: where it lies, and per layer the days on which it came in and went out."""

    id: str
    name: str
    point: Point
    spans: dict[str, list[tuple[date, date]]]


def the_file(path: Path) -> tuple[list[Change], dict[str, list[Settlement]]]:
    """The file's changes after its first day, and its settlements by folded name."""
    settlements: dict[str, Settlement] = {}
    changes = []
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            point = Point(lat=float(row["lat"]), lon=float(row["lon"]))
            known = settlements.setdefault(
                row["katottg"], Settlement(id=row["katottg"], name=row["name_en"], point=point, spans=defaultdict(list))
            )
            day, spans = date.fromisoformat(row["date"]), known.spans[row["layer"]]
            gained = row["event"] != "left_layer"
            if gained:
                spans.append((day, LAST))
            elif spans:
                spans[-1] = (spans[-1][0], day - timedelta(days=1))
            if row["layer"] in LAYERS and row["event"] != "in_layer_at_start":
                tier, side = LAYERS[row["layer"]]
                changes.append(Change(day, row["name_en"], known.id, point, tier, side, gained))
    by_name: dict[str, list[Settlement]] = defaultdict(list)
    for settlement in settlements.values():
        by_name[normal(settlement.name)].append(settlement)
    taken = {(s.id, first) for rows in by_name.values() for s in rows for first, _ in s.spans.get(ASSESSED, [])}
    taken |= {(s.id, first) for rows in by_name.values() for s in rows for first, _ in s.spans.get(ADVANCE, [])}
    return [c for c in changes if not _confirmed(c, taken)], by_name


def _confirmed(change: Change, taken: set[tuple[str, date]]) -> bool:
    """Did a claimed settlement leave its layer because on that day the file began to assess it so?"""
    left = change.tier == "claimed" and change.side == "russia" and not change.gained
    return left and (change.place, change.day) in taken


def claims_of(files: Sequence[Path], theatre: Theatre, gazetteer: StoredGazetteer) -> Iterator[Claim]:
    """The resolved claims of the reports, in their order; refusals are printed."""
    lexicon = read_folder(data_folder("lexicon"))
    parser = Parser(theatre, lexicon)
    extractor = Extractor(lexicon, theatre, gazetteer.names())
    resolver = Resolver(theatre, gazetteer)
    for original in read(files):
        if isinstance(original, Refusal):
            print(f"refused: {original.name}: {original.reason}", file=sys.stderr)
            continue
        for item in original.items:
            for document in parser.parse(item):
                yield from resolver.resolve(document, extractor.extract(document))


def named_days(claims: Iterable[Claim]) -> dict[str, list[tuple[date, Point]]]:
    """Folded name → the days on which the reports name it, and where the mention was placed."""
    found: dict[str, set[tuple[date, Point]]] = defaultdict(set)
    for claim in claims:
        for place in claim.places:
            if claim.published and place.lat is not None and place.lon is not None:
                found[normal(place.name or place.text)].add((claim.published, Point(lat=place.lat, lon=place.lon)))
    return {name: sorted(rows) for name, rows in found.items()}


def is_named(change: Change, named: dict[str, list[tuple[date, Point]]]) -> bool:
    """Do the reports name this settlement within the window?"""
    return any(
        abs(day - change.day) <= WINDOW and distance_km(point, change.point) <= NEAR_KM
        for day, point in named.get(normal(change.name), [])
    )


def ledger_changes(controls: Sequence[Control]) -> list[Change]:
    """Gains and losses of settlements between one row of the ledger and the next of its place and tier."""
    rows: dict[tuple[str, str], list[Control]] = defaultdict(list)
    for row in controls:
        rows[row.place, row.tier].append(row)
    changes = []
    for (place, tier), history in rows.items():
        before: str | None = None
        for row in sorted(history, key=lambda r: (r.valid_from, r.known_from)):
            holder = row.side if row.state == "held" else None
            for side, gained in ((before, False), (holder, True)):
                if side is not None and holder != before:
                    point = Point(lat=row.lat, lon=row.lon)
                    changes.append(Change(row.valid_from, row.place_name, place, point, tier, side, gained))
            before = holder
    return changes


def same(a: Change, b: Change) -> bool:
    """Same settlement, tier and outcome within the window. What one side gains, the other has lost.

    The file has no layer of assessed Ukrainian gains: it counts them as claims, and so does this.
    """
    outcome = a.gained == b.gained if a.side == b.side else a.gained != b.gained
    tier = a.tier == b.tier or "ukraine" in (a.side, b.side)
    return outcome and tier and abs(a.day - b.day) <= WINDOW and distance_km(a.point, b.point) <= NEAR_KM


def recall(file: Sequence[Change], ledger: Sequence[Change]) -> tuple[list[int], list[Change]]:
    """Days off of the file's changes that the ledger has, and the changes that it lacks."""
    by_name: dict[str, list[Change]] = defaultdict(list)
    for change in ledger:
        by_name[normal(change.name)].append(change)
    off, lacking = [], []
    for change in file:
        days = [abs((c.day - change.day).days) for c in by_name[normal(change.name)] if same(change, c)]
        if days:
            off.append(min(days))
        else:
            lacking.append(change)
    return off, lacking


def settlement_at(change: Change, by_name: dict[str, list[Settlement]]) -> Settlement | None:
    """The file's settlement that the ledger means: by name nearby, else the nearest within 3 km in another spelling."""
    named = [(distance_km(s.point, change.point), s.id, s) for s in by_name.get(normal(change.name), [])]
    if named and min(named)[0] <= NEAR_KM:
        return min(named)[2]
    close = [
        (distance_km(s.point, change.point), s.id, s)
        for rows in by_name.values()
        for s in rows
        if abs(s.point.lat - change.point.lat) < 0.03 and abs(s.point.lon - change.point.lon) < 0.05
    ]
    return min(close)[2] if close and min(close)[0] <= SAME_KM else None


def denied(change: Change, by_name: dict[str, list[Settlement]]) -> bool:
    """Does the file deny a change of the ledger?"""
    found = settlement_at(change, by_name)
    if found is None:
        return change.side == "russia" and change.gained
    spans = found.spans
    taken = list(spans.get(ASSESSED, []))
    if change.tier == "claimed":
        taken += spans.get("RussianClaimedCoTinUkraine", []) + spans.get(ADVANCE, [])
    if change.side == "ukraine" and change.tier == "claimed":
        return not _touches(spans.get("UkrainianClaimedCounterOffensives", []), change.day) and _covers(
            taken, change.day
        )
    given_to_russia = change.gained == (change.side == "russia")
    return not _touches(taken, change.day) if given_to_russia else _covers(taken, change.day)


def in_another_layer(change: Change, by_name: dict[str, list[Settlement]]) -> bool:
    """Is a gain that the file denies in some other layer of that side (advanced, claimed), so that it says less?"""
    found = settlement_at(change, by_name)
    if found is None or not change.gained or change.side != "russia":
        return False
    return any(_touches(spans, change.day) for layer, spans in found.spans.items() if layer.startswith("Russian"))


def _touches(spans: Iterable[tuple[date, date]], day: date) -> bool:
    return any(first <= day + WINDOW and day - WINDOW <= last for first, last in spans)


def _covers(spans: Iterable[tuple[date, date]], day: date) -> bool:
    """Was it in the layer on every day of the window? (One span; the file's spans are longer than a week's gaps.)"""
    return any(first <= day - WINDOW and day + WINDOW <= last for first, last in spans)


def why_lacking(change: Change, claims: Sequence[Claim]) -> str:
    """The nearest the claims come to a change that the ledger lacks."""
    name = normal(change.name)
    seen: set[str] = set()
    for claim in claims:
        if claim.published is None or abs(claim.published - change.day) > WINDOW:
            continue
        for place in claim.places:
            if normal(place.name or place.text) != name or place.lat is None or place.lon is None:
                continue
            if distance_km(Point(lat=place.lat, lon=place.lon), change.point) <= NEAR_KM:
                seen.add(f"{claim.event} {place.role}")
    for wanted in ("capture object", "hold object", "withdrawal from"):
        if wanted in seen:
            return f"a claim of {wanted} made no such change"
    for event in ("capture at", "hold at", "advance object", "advance at", "assault", "clash", "shelling", "strike"):
        if any(s.startswith(event) for s in seen):
            return f"named with {event} only"
    return "named in other events only"


def report(title: str, file: list[Change], ledger: list[Change], by_name: dict[str, list[Settlement]]) -> list[Change]:
    """Print the figures of one tier and side; return what is lacking."""
    off, lacking = recall(file, ledger)
    against = [c for c in ledger if denied(c, by_name)]
    wrong, elsewhere = len(against), sum(in_another_layer(c, by_name) for c in against)
    median = statistics.median(off) if off else float("nan")
    print(
        f"{title:36} file {len(file):4}  in ledger {len(off):4}  recall {len(off) / max(len(file), 1):.2f}"
        f"  median days off {median:.0f}   ledger {len(ledger):4}  denied {wrong:3}"
        f" ({elsewhere} in another layer)  precision {1 - wrong / max(len(ledger), 1):.2f}"
    )
    return lacking


def main() -> int:
    """Print the comparison. Exit 0, also where the shared folder is absent (it says so)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--every", type=int, default=1, help="take every Nth report only")
    parser.add_argument("--show", type=int, default=0, help="print so many lacking and denied changes")
    args = parser.parse_args()
    if not args.shared.is_dir():
        print(f"SKIPPED: no folder {args.shared}; nothing was measured")
        return 0
    theatre = read_theatre(read_folder(data_folder("theatres", "ukraine")))
    files = sorted((args.shared / "corpus" / "roca-2022").glob("*.html"))[:: args.every]
    with tempfile.TemporaryDirectory() as folder:
        gazetteer = StoredGazetteer(Path(folder), theatre.countries)
        gazetteer.add(args.shared / "data" / "UA.txt")
        claims = list(claims_of(files, theatre, gazetteer))
        gazetteer.close()
    by_id = {c.id: c for c in claims}
    found = propositions(claims, theatre)
    controls = control(found, judge(found, by_id, theatre), by_id, theatre)
    ledger = [c for c in ledger_changes(controls) if FIRST <= c.day <= LAST]
    changes, by_name = the_file(args.shared / "gold" / "control-2022-02-to-08.csv")
    named = named_days(claims)
    within = [c for c in changes if is_named(c, named)]
    print(f"{len(files)} reports, {len(claims)} claims, {len(found)} propositions, {len(controls)} rows of control")
    print(f"{len(changes)} changes in the file, {len(within)} of settlements named within {WINDOW.days} days")
    lacking: list[Change] = []
    for tier in ("assessed", "claimed"):
        for side in ("russia", "ukraine"):
            ours = [c for c in ledger if (c.tier, c.side) == (tier, side)]
            for gained in (True, False):
                wanted = [c for c in within if (c.tier, c.side, c.gained) == (tier, side, gained)]
                title = f"{tier}, {side} {'gains' if gained else 'loses'}"
                lacking += report(title, wanted, [c for c in ours if c.gained == gained], by_name)
    print(
        "why lacking:",
        *(f"  {n:4} {why}" for why, n in Counter(why_lacking(c, claims) for c in lacking).most_common()),
        sep="\n",
    )
    for change in [c for c in ledger if denied(c, by_name)][: args.show]:
        print("denied:", change.day, change.name, change.tier, change.side, "gains" if change.gained else "loses")
    for change in lacking[: args.show]:
        print("lacking:", change.day, change.name, change.tier, change.side, "gains" if change.gained else "loses")
    return 0


if __name__ == "__main__":
    sys.exit(main())
