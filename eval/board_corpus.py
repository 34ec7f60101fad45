"""The warning boards over the corpus, and the seed's board against the one that was made by hand.

    .venv/bin/python eval/board_corpus.py [--ledger FILE] [--out FILE.html]

`--ledger` names a ledger of the corpus and the seeds (`situate ingest -l FILE ../shared/corpus ../shared/seeds`);
without one the texts are read anew, which takes minutes. Printed: which reports feed each course, who files (the
author's rubric or a rule) and as what, the level by day in runs, and how the levels compare with those that authors
state of the course themselves, on the days on which they do, as it was known then. Those do not feed the level.
`--out` draws it. The seed's board is compared claim by claim with `eval/board_seed.jsonl`: offsets of the sentence,
direction, speaker and number of claims, the look that found nothing, and what is said of level and trend.

`eval/board_reading.jsonl` holds every fourth filing by a rule as the writer of the rules read it (2026-11-22), by file
and offsets: `right` where its direction is. What is filed there today is compared with that reading.

Exit 0; 1 where the seed's board is not the one expected. SKIPPED where the shared folder is absent.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from situate.config import data_folder, read_folder
from situate.extract.extractor import Extractor
from situate.ingest import Note, read
from situate.model import Claim, Document, Refusal
from situate.parse import Parser
from situate.parse.words import read_words as layout_words
from situate.produce.board_page import Shown, board_page
from situate.resolve import Resolver
from situate.state.board import Watch, board, changed_boards, history
from situate.state.filing import watched
from situate.state.forecasts import read_words
from situate.store import Ledger
from situate.store.gazetteers import StoredGazetteer
from situate.theatre import Theatre, read_theatre
from situate.warning import LEVELS, BoardDay, Watched

FIRST, LAST = date(2022, 2, 24), date(2022, 8, 31)
SEED = "002_12f31bc91fd694c7"
EXPECTED = Path(__file__).with_name("board_seed.jsonl")
READING = Path(__file__).with_name("board_reading.jsonl")


def read_anew(shared: Path, theatre: Theatre) -> Iterator[tuple[Document, list[Claim]]]:
    """Every document of the corpus and the seeds with its resolved claims."""
    lexicon = read_folder(data_folder("lexicon"))
    with tempfile.TemporaryDirectory() as folder:
        gazetteer = StoredGazetteer(Path(folder), theatre.countries)
        gazetteer.add(shared / "data" / "UA.txt")
        parser, resolver = Parser(theatre, lexicon), Resolver(theatre, gazetteer)
        extractor = Extractor(lexicon, theatre, gazetteer.names())
        for original in read([shared / "corpus", shared / "seeds"]):
            if isinstance(original, (Refusal, Note)):
                print(f"refused: {original}", file=sys.stderr)
                continue
            for item in original.items:
                for document in parser.parse(item):
                    yield document, list(resolver.resolve(document, extractor.extract(document)))
        gazetteer.close()


def read_ledger(path: str) -> tuple[list[Document], dict[str, Claim]]:
    """What a ready ledger holds."""
    with Ledger.open(path, create=False) as book:
        return list(book.documents()), {c.id: c for c in book.claims()}


def compared_with_expected(found: Watched, claims: dict[str, Claim]) -> Iterator[str]:
    """Every line in which the seed's board differs from the one made by hand."""
    rows: Counter[tuple[Any, ...]] = Counter()
    for filing in (f for f in found.filings if f.document.startswith(SEED) and f.course == "belarus-offensive"):
        claim = claims[filing.claim]
        where: dict[str, Any] = {
            "start": claim.start,
            "end": claim.end,
            "direction": filing.direction,
            "who": _who(claim),
        }
        rows[_key({"kind": "filing", **where})] += 1
    for said in (f for f in found.forecasts if f.document.startswith(SEED) and f.course == "belarus-offensive"):
        claim = claims[said.claim]
        what = {"level": said.level, "trend": said.trend, "who": _who(claim)}
        rows[_key({"kind": "said", "start": claim.start, "end": claim.end, **what})] += 1
    for look in (k for k in found.looks if k.document.startswith(SEED) and k.nothing):
        where = {"start": look.start, "end": look.end, "rubric": look.rubric, "who": "isw"}
        rows[_key({"kind": "look", "nothing": True, **where})] += 1
    wanted: Counter[tuple[Any, ...]] = Counter()
    for line in EXPECTED.read_bytes().splitlines():
        row = msgspec.json.decode(line)
        wanted[_key(row)] += row.get("claims", 1)
    yield from (f"lacking {n}×: {dict(key)}" for key, n in (wanted - rows).items())
    yield from (f"too much {n}×: {dict(key)}" for key, n in (rows - wanted).items())


def read_sample(found: Watched, claims: dict[str, Claim], names: dict[str, str]) -> None:
    """Print how many filings of the reading were right, and how many of those and of the wrong ones still stand."""
    rows = [msgspec.json.decode(line) for line in READING.read_bytes().splitlines()]
    now = {
        (names[f.document], claims[f.claim].content.start, f.course): f.direction
        for f in found.filings
        if f.by == "rule"
    }
    right = [row for row in rows if row["right"]]
    kept, left = (
        sum(now.get((r["file"], r["start"], r["course"])) == r["direction"] for r in some)
        for some in (right, [row for row in rows if not row["right"]])
    )
    share = len(right) / len(rows)
    print(f"\nread by the writer: {len(right)} of {len(rows)} filings right ({share:.2f})", end="; ")
    print(f"filed so today: {kept} of the right ones, {left} of the {len(rows) - len(right)} wrong ones")


def _key(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(sorted((name, value) for name, value in row.items() if name != "claims"))


def _who(claim: Claim) -> str:
    if claim.speakers:
        return claim.speakers[-1].source_id or claim.speakers[-1].text
    return (claim.publisher_id or "") if claim.author_view == "own" else ""


def report(watch: Watch, found: Watched, claims: dict[str, Claim]) -> None:
    """Print the figures of one course."""
    course = watch.course.id
    mine = [f for f in found.filings if f.course == course]
    left = [claim for one, claim in found.open if one == course]
    fed = {f.document for f in mine} | {f.document for f in found.forecasts if f.course == course}
    bearing = fed | {claims[c].document for c in left}
    boards = {k.document for k in found.looks if k.course == course}
    print(f"\n{course}: {watch.course.question}")
    print(f"  reports that bear on it {len(bearing)}, that feed it {len(fed)}, with a board or a section {len(boards)}")
    print(
        f"  filed {len(mine)} claims: {dict(Counter(f.by for f in mine))}, {dict(Counter(f.direction for f in mine))}"
    )
    print(f"  by indicator: {dict(Counter(f.indicator for f in mine).most_common())}")
    print(f"  left to the analyst: {len(left)}")
    days = history(watch, FIRST, LAST)
    print(f"  days by level: {dict(Counter(row.level for row in days))}")
    for line in _runs(days):
        print(f"    {line}")
    agreement(watch)


def _runs(days: Iterable[BoardDay]) -> Iterator[str]:
    """Runs of days of one level."""
    for level, group in groupby(days, key=lambda row: row.level):
        rows = list(group)
        yield f"{rows[0].day} to {rows[-1].day}  {level}"


def agreement(watch: Watch) -> None:
    """Our level on each day on which an author states one, at the same state of knowledge: steps above (+) or below."""
    steps: Counter[int] = Counter()
    trends: Counter[tuple[str, str]] = Counter()
    for day, group in groupby(watch.forecasts, key=lambda f: f.known):
        said = [f for f in group if f.own]
        now = board(watch, day)
        if now.level == "unknown":
            continue
        for level in {f.level for f in said if f.level}:
            steps[LEVELS.index(now.level) - LEVELS.index(level)] += 1
        trends.update((f.trend, now.trend) for f in said if f.trend)
    total = sum(steps.values())
    if total:
        near = sum(n for step, n in steps.items() if abs(step) <= 1)
        print(f"  levels that authors state on {total} days: same {steps[0]}, within one step {near}")
        print(f"    by how many steps ours lies above: {dict(sorted(steps.items()))}")
    if trends:
        print(f"  trends (stated, ours): {dict(trends)}")


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--ledger", help="a ready ledger of the corpus and the seeds")
    parser.add_argument("--out", type=Path, help="where to draw the boards (.html)")
    args = parser.parse_args()
    if not args.shared.is_dir():
        print(f"SKIPPED: no folder {args.shared}; nothing was measured")
        return 0
    theatre = read_theatre(read_folder(data_folder("theatres", "ukraine")))
    lexicon = read_folder(data_folder("lexicon"))
    if args.ledger:
        documents, claims = read_ledger(args.ledger)
    else:
        anew = list(read_anew(args.shared, theatre))
        documents, claims = [d for d, _ in anew], {c.id: c for _, found in anew for c in found}
    words = read_words(lexicon, layout_words(lexicon).headings.empty)
    found = watched(claims.values(), documents, theatre, words)
    print(f"{len(documents)} documents, {len(claims)} claims")
    watches = [Watch(course, found) for course in theatre.courses]
    for watch in watches:
        report(watch, found, claims)
    read_sample(found, claims, {d.id: d.name for d in documents})
    wrong = list(compared_with_expected(found, claims))
    print(f"\nthe seed's board: {'as expected' if not wrong else f'{len(wrong)} differences'}", *wrong, sep="\n  ")
    if args.out:
        args.out.write_text(board_page([_shown(watch) for watch in watches], claims), encoding="utf-8")
    return 1 if wrong else 0


def _shown(watch: Watch) -> Shown:
    before, now = board(watch, date(2022, 8, 30)), board(watch, LAST)
    return Shown(
        board=now, changed=tuple(words for words, _ in changed_boards(before, now)), days=history(watch, FIRST, LAST),
        filings=tuple(watch.filings), looks=tuple(watch.looks), forecasts=tuple(watch.forecasts),
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
