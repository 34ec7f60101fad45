"""Compare the control ledger of the 2022 reports with the readers' file of changes.

usage: .venv/bin/python eval/control_corpus.py [--shared ../shared] [--every N] [--show N] [--ledger FILE]

The reports go through the stages in memory; a gazetteer is compiled from `shared/data/UA.txt` for the time. `--ledger`
takes the claims from a ledger that was ingested already, as far as they are of 2022.

recall     of the file's changes whose settlement the reports name within 7 days, how many has the ledger: same side,
           tier and direction within 7 days; median days off. A place of the ledger or of a report is the file's
           settlement of that name within 10 km, else the nearest within 3 km. What one side gains, the other has lost.
spoken     of those changes, how many have within 7 days a claim of a capture, hold, withdrawal or advance at the
           settlement (by the extraction, whatever its side): where there is none, the file alone knows.
precision  of the ledger's changes, how many the file does not deny: within 7 days of a gain the settlement was in the
           layer on some day (for claims: in any Russian layer), and of a loss out of it. What the file does not have
           never changed hands there.
drawn      the file takes most settlements first into its layer of assessed advances, on the day on which the text says
           that they were taken, and into that of control weeks later, when the text is silent. So gains of that side
           are also counted against its first being drawn: in either assessed layer, and in any layer, in any tier.

Rules were written on the odd half of the settlements (a hash of the file's id) and are scored on the even one.
`eval/control_reading.csv` holds what a reader, who had written the rules, found in the text of the changes that the
ledger lacks: whether somebody says within 7 days that the side took, holds or was left the settlement, says it of a
part of it or of ground near it only, hedges or denies it, or the text is silent.
"""

import argparse
import statistics
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import msgspec
from control_file import FIRST, LAST, WINDOW, Change, File, claimants, days_off, holder, ledger_changes, readings, same

from situate.config import data_folder, read_folder
from situate.extract.extractor import Extractor
from situate.geo import Point
from situate.ingest import Note, read
from situate.judge import judge
from situate.model import Claim, Control, PlaceMention, Refusal
from situate.parse import Parser
from situate.resolve import Resolver, propositions
from situate.state import control
from situate.store import Ledger
from situate.store.gazetteers import StoredGazetteer
from situate.theatre import Theatre, read_theatre

_SPEAKS = ("capture", "hold", "withdrawal", "advance")

Mentions = Mapping[str, Sequence[tuple[Claim, PlaceMention]]]


def claims_of(files: Sequence[Path], theatre: Theatre, gazetteer: StoredGazetteer) -> Iterator[Claim]:
    """The resolved claims of the reports, in their order; refusals are printed."""
    lexicon = read_folder(data_folder("lexicon"))
    parser = Parser(theatre, lexicon)
    extractor = Extractor(lexicon, theatre, gazetteer.names())
    resolver = Resolver(theatre, gazetteer)
    for original in read(files):
        if isinstance(original, Note):
            continue
        if isinstance(original, Refusal):
            print(f"refused: {original.name}: {original.reason}", file=sys.stderr)
            continue
        for item in original.items:
            for document in parser.parse(item):
                yield from resolver.resolve(document, extractor.extract(document))


def mentions(claims: Iterable[Claim], file: File) -> Mentions:
    """The file's settlements by id, and the claims that name them."""
    found: dict[str, list[tuple[Claim, PlaceMention]]] = defaultdict(list)
    for claim in claims:
        for place in claim.places:
            if claim.published and place.lat is not None and place.lon is not None:
                meant = file.at(place.name or place.text, Point(lat=place.lat, lon=place.lon))
                if meant is not None:
                    found[meant.id].append((claim, place))
    return found


def near(day: date, named: Mentions, place: str) -> list[tuple[Claim, PlaceMention]]:
    """The claims that name the settlement within the window."""
    return [(c, p) for c, p in named.get(place, ()) if c.published and abs(c.published - day) <= WINDOW]


def is_spoken(change: Change, named: Mentions) -> bool:
    """Does any of them tell of a capture, a hold, a withdrawal or an advance there?"""
    return any(c.event in _SPEAKS and p.role != "context" for c, p in near(change.day, named, change.place))


class Compared(msgspec.Struct, frozen=True):
    """What is compared in one line: the file's changes of a kind, and the ledger's that answer to them."""

    title: str
    file: Sequence[Change]
    ledger: Sequence[Change]
    denied: Callable[[Change], bool]


def line(
    what: Compared, named: Mentions, every: Sequence[Change], settlements: Container[str], half: bool | None
) -> None:
    """Print the figures of one kind, for one half of the settlements or all; `settlements` are those of the file."""
    file = [c for c in what.file if half is None or c.odd == half]
    ledger = [c for c in what.ledger if half is None or c.odd == half]
    off = [d for d in days_off(file, every) if d is not None]
    spoken = sum(is_spoken(c, named) for c in file)
    wrong = sum(map(what.denied, ledger))
    unknown = sum(what.denied(c) and c.place not in settlements for c in ledger)
    median = f"{statistics.median(off):.0f}" if off else "-"
    print(
        f"  {what.title:32} file {len(file):4}  spoken {spoken:4}  in ledger {len(off):4}"
        f"  recall {_share(len(off), len(file))}  median days off {median}"
        f"   ledger {len(ledger):4}  denied {wrong:3} ({unknown} not in the file)"
        f"  precision {_share(len(ledger) - wrong, len(ledger))}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else " -  "


def kinds(file: File, within: Sequence[Change], ledger: Sequence[Change], named: Mentions) -> list[Compared]:
    """The lines of the comparison: per tier, side and direction; then by when a settlement is first drawn."""
    found = [
        Compared(
            f"{tier}, {side} {'gains' if gained else 'loses'}",
            [c for c in within if (c.tier, c.side, c.gained) == (tier, side, gained)],
            [c for c in ledger if (c.tier, c.side, c.gained) == (tier, side, gained)],
            file.denies,
        )
        for tier, side in (("assessed", "russia"), ("claimed", "russia"), ("claimed", "ukraine"))
        for gained in (True, False)
    ]
    for title, tiers, tier in (
        ("drawn as assessed", ("assessed",), "assessed"),
        ("drawn at all", ("assessed", "claimed"), "any"),
    ):
        drawn = [c for c in file.drawn(tiers, tier) if near(c.day, named, c.place)]
        ours = [c for c in ledger if c.tier in tiers and (c.side, c.gained) == ("russia", True)]
        found.append(Compared(f"{title}, russia gains", drawn, ours, partial(_undrawn, file, tiers)))
    return found


def _undrawn(file: File, tiers: Sequence[str], change: Change) -> bool:
    return not file.was_drawn(change, tiers)


def why_lacking(change: Change, named: Mentions, ledger: Sequence[Change], standing: Iterable[Control]) -> str:
    """The nearest the ledger and the claims come to a change that the ledger lacks."""
    there = [c for c in ledger if c.place == change.place]
    if any(same(change, msgspec.structs.replace(c, tier=change.tier)) for c in there):
        return "the ledger has it in the other tier"
    if _stands(change, standing):
        return "it stood so already in the ledger: the file took it back in between"
    said = {f"{c.event} {p.role}" for c, p in near(change.day, named, change.place)}
    if not is_spoken(change, named):
        kinds_of = {s.split()[0] for s in said} & {"assault", "clash", "repelled", "raid"}
        return f"no claim of who has it within 7 days: {'fighting only' if kinds_of else 'other events only'}"
    if any(
        same(change, msgspec.structs.replace(c, day=change.day)) and abs(c.day - change.day) <= 4 * WINDOW
        for c in there
    ):
        return "the ledger has it 8 to 28 days off"
    if said & {"capture object", "hold object", "withdrawal from", "capture from"}:
        return "a claim of capture, hold or withdrawal made no such change"
    return "claims of advances, or of ground near it, only"


def _stands(change: Change, controls: Iterable[Control]) -> bool:
    """Did the ledger say so in that tier on the day before the window, and still on the day?"""
    rows = [r for r in controls if r.valid_from <= change.day and (r.tier == change.tier or change.side == "ukraine")]
    latest = {r.tier: r for r in sorted(rows, key=lambda r: (r.valid_from, r.known_from))}
    held = any(change.side in holder(r) | claimants(r) for r in latest.values())
    return held if change.gained else not held and bool(latest)


def print_reading(file: File, ledger: Sequence[Change], named: Mentions) -> None:
    """Recall among what the text says at all, by a reader: changes drawn or claimed, in any tier."""
    verdicts = readings()
    drawn = [c for c in file.drawn(("assessed", "claimed"), "any") if near(c.day, named, c.place)]
    drawn += [msgspec.structs.replace(c, tier="any") for c in file.changes if (c.side, c.gained) == ("ukraine", True)]
    drawn = [c for c in drawn if near(c.day, named, c.place)]
    for half in (True, False):
        chosen = [c for c in drawn if c.odd == half]
        off = days_off(chosen, ledger)
        lacking = [c for c, d in zip(chosen, off, strict=True) if d is None]
        found = Counter(verdicts.get((c.day.isoformat(), c.place, c.side), "not read") for c in lacking)
        has = len(chosen) - len(lacking)
        print(
            f"  {'odd' if half else 'even'}: {len(chosen)} changes, {has} in the ledger; the others' text, as read: "
            f"{', '.join(f'{n} {v}' for v, n in found.most_common())}; "
            f"recall of what the text says {_share(has, has + found['says so'])}"
        )


def main() -> int:
    """Print the comparison. Exit 0, also where the shared folder is absent (it says so)."""
    args = _arguments()
    if not args.shared.is_dir():
        print(f"SKIPPED: no folder {args.shared}; nothing was measured")
        return 0
    theatre = read_theatre(read_folder(data_folder("theatres", "ukraine")))
    claims = _claims(args, theatre)
    by_id = {c.id: c for c in claims}
    linked = propositions(claims, theatre)
    controls = control(linked, judge(linked, by_id, theatre), by_id, theatre)
    file = File(args.shared / "gold" / "control-2022-02-to-08.csv")
    ledger, named = ledger_changes(controls, file), mentions(claims, file)
    within = [c for c in file.changes if near(c.day, named, c.place)]
    print(f"{len(claims)} claims, {len(linked)} propositions, {len(controls)} rows of control, {len(ledger)} changes")
    print(f"{len(file.changes)} changes in the file, {len(within)} of settlements named within {WINDOW.days} days")
    for half, title in ((True, "odd settlements (rules written on)"), (False, "even (scored)"), (None, "all")):
        print(title)
        for what in kinds(file, within, ledger, named):
            line(what, named, ledger, file.settlements, half)
    lacking = [c for c, off in zip(within, days_off(within, ledger), strict=True) if off is None]
    _print_causes(lacking, named, ledger, controls, file)
    print("by a reader, changes in any tier:")
    print_reading(file, ledger, named)
    for change in [c for c in ledger if file.denies(c)][: args.show]:
        print("denied:", change.day, change.name, change.tier, change.side, "gains" if change.gained else "loses")
    for change in lacking[: args.show]:
        print("lacking:", change.day, change.name, change.tier, change.side, "gains" if change.gained else "loses")
    return 0


def _print_causes(
    lacking: Sequence[Change], named: Mentions, ledger: Sequence[Change], controls: Sequence[Control], file: File
) -> None:
    rows: dict[str, list[Control]] = defaultdict(list)
    for row in controls:
        meant = file.at(row.place_name, Point(lat=row.lat, lon=row.lon))
        rows[meant.id if meant else row.place].append(row)
    causes = Counter(why_lacking(c, named, ledger, rows[c.place]) for c in lacking)
    print(f"why {len(lacking)} are lacking:", *(f"  {n:4} {why}" for why, n in causes.most_common()), sep="\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--every", type=int, default=1, help="take every Nth report only")
    parser.add_argument("--show", type=int, default=0, help="print so many lacking and denied changes")
    parser.add_argument("--ledger", type=Path, help="take the claims of a ledger instead of reading the reports")
    return parser.parse_args()


def _claims(args: argparse.Namespace, theatre: Theatre) -> list[Claim]:
    if args.ledger is not None:
        with Ledger.open(args.ledger, create=False) as book:
            return [c for c in book.claims() if c.published and FIRST <= c.published <= LAST]
    files = sorted((args.shared / "corpus" / "roca-2022").glob("*.html"))[:: args.every]
    with tempfile.TemporaryDirectory() as folder:
        gazetteer = StoredGazetteer(Path(folder), theatre.countries)
        gazetteer.add(args.shared / "data" / "UA.txt")
        claims = list(claims_of(files, theatre, gazetteer))
        gazetteer.close()
    return claims


if __name__ == "__main__":
    sys.exit(main())
