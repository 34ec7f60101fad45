"""What `situate versions` costs for each edited post, as their number grows.

usage: versions.py [--posts 1000 4000] [--rounds N]

Posts with invented words come in as JSON lines, and again with other words and the stamp of their edit, as `situate
ingest` takes them; then `situate versions` (processor time of the best round) lists what became of all of them. Linear
means that the milliseconds a post do not grow with the number of posts; the last column is their ratio to the first
size's.
Promised: a ratio of at most 1.5.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date, timedelta
from io import BytesIO, TextIOWrapper
from pathlib import Path

from situate.cli.output import Format
from situate.cli.versions import versions
from situate.cli.workshop import workshop
from situate.pipeline import Pipeline
from situate.store import Ledger

FIRST = date(2023, 1, 1)
POSTS_A_DAY = 40
PROMISED_RATIO = 1.5


def lines(posts: int, *, edited: bool) -> Iterator[str]:
    """A line each post; towns are numbered, so that no two posts speak of one."""
    for number in range(posts):
        day = FIRST + timedelta(days=number // POSTS_A_DAY)
        deed = f"attacked near Lowfield{number}" if edited else f"captured Lowfield{number}"
        line = {"id": f"wire/{number}", "published": str(day), "publisher": "rybar", "text": f"Russian forces {deed}."}
        yield json.dumps(line | ({"edited": f"{day}T20:00:00Z"} if edited else {}))


def ledger_of(folder: Path, posts: int, pipeline: Pipeline) -> Path:
    """A ledger in which each of so many posts was edited once."""
    where, files = folder / f"{posts}.db", []
    for edited in (False, True):
        files.append(folder / f"{posts}-{edited}.jsonl")
        files[-1].write_text("\n".join(lines(posts, edited=edited)))
    with Ledger.open(where) as book:
        pipeline.ingest(book, files)
        pipeline.derive(book)
    return where


def seconds(where: Path, posts: int, rounds: int) -> float:
    """Processor seconds of the best round. Raises SystemExit where not all posts are listed."""
    spent = []
    for _ in range(rounds):
        with redirect_stdout(TextIOWrapper(BytesIO())) as printed:
            begun = time.process_time()
            versions(None, str(where), Format.jsonl)
            spent.append(time.process_time() - begun)
        printed.seek(0)
        if printed.read().count('"became":"edited"') != posts:
            raise SystemExit(f"{where}: not all {posts} posts were listed as edited")
    return min(spent)


def main() -> int:
    """Print the figures; 1 where a ratio is over what is promised."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, nargs="+", default=[1000, 4000])
    parser.add_argument("--rounds", type=int, default=1)
    given = parser.parse_args()
    pipeline, costs = workshop("ukraine").pipeline, list[float]()
    with tempfile.TemporaryDirectory() as folder:
        for posts in given.posts:
            taken = seconds(ledger_of(Path(folder), posts, pipeline), posts, given.rounds)
            costs.append(taken / posts * 1000)
            print(f"{posts:8,} posts {taken:8.2f} s {costs[-1]:8.3f} ms a post {costs[-1] / costs[0]:6.2f}")
    return int(max(costs) > PROMISED_RATIO * costs[0])


if __name__ == "__main__":
    sys.exit(main())
