"""How often the event of a sentence is the one that its writer had in mind: eval/events.tsv, by type.

usage: event_cases.py [--half odd|even|all] [--wrong]

Each line of events.tsv is an event type and one sentence with one claim, written for it without a look at the rules.
Lines 1 to 323 are of the first writing; 324 to 524 of a second, which avoids the words that name an event; 525 to 1054
of a third, on what is reported from 2023 to 2026; 1055 to 1200 of a fourth, which tells the same by turns of phrase;
1201 to 1409 of a fifth, plain sentences of the same years (0.58 right with the rules of before the third, 0.62 unseen);
the rest of a sixth, in turns of phrase of many registers (0.54 unseen), looked at whole after that: it guards, and
scores nothing, so that the halves leave it out.
Rules are written on the odd lines (1, 3, ...); the even ones are for the score, which is printed by writing too.
`--wrong` prints the odd lines missed.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from situate.cli.workshop import workshop
from situate.model import Item

HERE = Path(__file__).parent
WRITINGS = {
    "first": slice(0, 323),
    "second": slice(323, 524),
    "third": slice(524, 1054),
    "fourth": slice(1054, 1200),
    "fifth": slice(1200, 1409),
    "sixth": slice(1409, None),
}


def told(lines: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """The type meant, the type found in the first claim (or "no claim"), and the sentence."""
    stages = workshop("ukraine").stages
    found: list[tuple[str, str, str]] = []
    for meant, sentence in lines:
        item = Item(original="0" * 64, name="post-2023-01-24.txt", media="text", body=sentence)
        claims = [claim for document in stages.parse(item) for claim in stages.extract(document)]
        found.append((meant, claims[0].event if claims else "no claim", sentence))
    return found


def main() -> int:
    """Print the share right by half and, by type, what is taken for what."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("odd", "even", "all"), default="all")
    parser.add_argument("--wrong", action="store_true")
    asked = parser.parse_args()
    rows = (HERE / "events.tsv").read_text(encoding="utf-8").splitlines()
    lines = [(meant, sentence) for meant, _, sentence in (row.partition("\t") for row in rows)]
    found = told(lines)
    unseen = found[: WRITINGS["sixth"].start]
    halves = {"odd": unseen[::2], "even": unseen[1::2], "all": found}
    for name, half in halves.items():
        right = sum(meant == got for meant, got, _ in half)
        print(f"events of single sentences, {name:4} {right}/{len(half)} {right / len(half):.3f}")
    for name, part in WRITINGS.items():
        even = found[part][(part.start + 1) % 2 :: 2]
        right = sum(meant == got for meant, got, _ in even)
        print(f"  even lines of the {name:6} writing {right}/{len(even)} {right / len(even):.3f}")
    confused = Counter((meant, got) for meant, got, _ in halves[asked.half] if meant != got)
    print(*(f"  {meant} taken for {got}: {count}" for (meant, got), count in confused.most_common(15)), sep="\n")
    if asked.wrong:
        print(*(f"{meant}\t{got}\t{text}" for meant, got, text in halves["odd"] if meant != got), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
