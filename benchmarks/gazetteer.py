"""What a gazetteer costs: to compile once, to load at every start, to match and to look up.

usage: gazetteer.py [--dump FILE] [--rounds N]

Compiles the embedded gazetteer and a country dump (../shared/data/UA.txt unless another is given; without one the
embedded gazetteer alone) in a folder of its own, then loads them as every command does: opens the files, reads the
names, builds the automaton that finds them. The best of the rounds counts. Promised: loading under 100 ms.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

from situate.cli.knowledge import theatre_of
from situate.store.gazetteers import StoredGazetteer

HERE = Path(__file__).parent
DUMP = HERE.parents[1] / "shared" / "data" / "UA.txt"
PROMISED_MS = 100


def best(rounds: int, run: Callable[[], object]) -> float:
    """Milliseconds of the best of the rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def main() -> int:
    """Print the figures; 1 where loading takes longer than promised."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dump", type=Path, default=DUMP)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    countries = theatre_of("ukraine").countries
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"compile the embedded gazetteer, once {best(1, lambda: StoredGazetteer(folder, countries)):9.0f} ms")
        places = StoredGazetteer(folder, countries)
        if given.dump.is_file():
            print(f"compile {given.dump.name}, once {best(1, lambda: places.add(given.dump)):23.0f} ms")
        names = tuple(places.names())
        text = " and ".join(names)
        matcher = AhoCorasick(names, matchkind=MATCHKIND_LEFTMOST_LONGEST)
        steps: dict[str, Callable[[], object]] = {
            "open": lambda: StoredGazetteer(folder, countries),
            "read the names": lambda: tuple(StoredGazetteer(folder, countries).names()),
            "build the automaton": lambda: AhoCorasick(names, matchkind=MATCHKIND_LEFTMOST_LONGEST),
        }
        times = {step: best(given.rounds, run) for step, run in steps.items()}
        match = best(given.rounds, lambda: matcher.find_matches_as_indexes(text))
        look_up = best(1, lambda: [places.named(name) for name in names]) / len(names)
    for holding in places.listing():
        print(f"{holding.name}: {holding.places} places from {holding.origin}")
    for step, taken in times.items():
        print(f"{step:20}{taken:9.1f} ms")
    loading = times["read the names"] + times["build the automaton"]
    print(f"loading in all      {loading:9.1f} ms for {len(names)} names (promised: {PROMISED_MS})")
    print(f"match               {len(text.split()) / match / 1000:9.1f} million words/s, of names alone")
    print(f"look a name up      {look_up:9.3f} ms, the first time")
    return int(loading > PROMISED_MS)


if __name__ == "__main__":
    sys.exit(main())
