"""Linking of what is told in other words: does one proposition hold all that says one thing, and nothing else?

usage: .venv/bin/python eval/groups.py [--shared ../shared] [--of SET]

`eval/wires/*.jsonl` are items of an invented course of events by many publishers, `eval/dailies/` are reports of eight
days each by two invented publishers; each part by somebody who knew nothing of the rules. `reports` are eight real
ones of 2022, 2023 and 2026, of which only file names and offsets stand here. `*.groups.jsonl` are the claims in them
that say the same thing, in groups, by readers who knew neither the rules nor what they link (a line
{"what", "place", "claims", "denials", "reader"}; a claim is `item:start-end`). Two claims count as linked where a
proposition holds both, also one that is silent on it. Precision, recall and F1 are over all pairs of claims of a part,
and apart over those of two items. Rules are written on `wires.east`, `dailies.north` and `reports.learned`; the others
are only scored. Where a second reader read the same, the agreement of the two is printed.
"""

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import msgspec
from pairs_sample import Corpus, End, corpus, now_at

from situate.resolve.propositions import propositions

HERE = Path(__file__).parent
PARTS = ("wires.east", "wires.south", "dailies.north", "dailies.south", "reports.learned", "reports.scored")
Ends = tuple[str, int, int]
Pairs = frozenset[tuple[Ends, Ends]]


class Group(msgspec.Struct, frozen=True):
    """Claims that say one thing."""

    what: str
    claims: tuple[str, ...]
    place: str = ""
    denials: tuple[str, ...] = ()
    reader: str = ""


def groups(name: str) -> list[Group]:
    """The groups of a file."""
    return [msgspec.json.decode(x, type=Group) for x in (HERE / f"{name}.groups.jsonl").read_bytes().splitlines()]


def ends(claim: str) -> Ends:
    """Where a claim of a group stands."""
    item, _, span = claim.rpartition(":")
    start, _, end = span.partition("-")
    return item, int(start), int(end)


def pairs(members: Iterable[Iterable[Ends]]) -> Pairs:
    """Every two that stand in one group."""
    return frozenset((a, b) for group in members for a, b in combinations(sorted(set(group)), 2))


def now(told: Ends, there: Mapping[str, Sequence[tuple[int, int]]]) -> Ends:
    """The claim as it is cut now."""
    return (told[0], *now_at(End(*told, place=""), there))


def linked(kept: Corpus) -> Pairs:
    """The pairs of claims that one proposition holds."""
    at = {c.id: (kept.file_of[c.document], c.content.start, c.content.end) for c in kept.claims}
    found = propositions(kept.claims, kept.theatre)
    return pairs([at[c] for c in (*p.supports, *p.denies, *p.silent)] for p in found)


def scores(found: Pairs, told: Pairs) -> str:
    """Precision, recall and F1 in words."""
    right = len(found & told)
    precision, recall = right / max(len(found), 1), right / max(len(told), 1)
    f1 = 2 * right / max(len(found) + len(told), 1)
    counts = f"right {right}, linked {len(found)}, told {len(told)}"
    return f"precision {precision:.3f}  recall {recall:.3f}  f1 {f1:.3f}  ({counts})"


def _apart(found: Pairs) -> Pairs:
    return frozenset((a, b) for a, b in found if a[0] != b[0])


def main() -> int:
    """Print the scores of each part. Exit 0, also where the shared folder is absent (it says so)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--of", choices=PARTS)
    parser.add_argument("--errors", action="store_true", help="the pairs linked wrongly and missed")
    args = parser.parse_args()
    if not args.shared.is_dir():
        print(f"SKIPPED: no folder {args.shared}: the gazetteer of villages is missing")
        return 0
    for name in [args.of] if args.of else PARTS:
        of = {ends(c)[0] for g in groups(name) for c in g.claims} if name.startswith("reports") else ()
        _print_scores(name, corpus(args.shared, name, of), errors=args.errors)
    return 0


def _print_scores(name: str, kept: Corpus, *, errors: bool) -> None:
    there: dict[str, list[tuple[int, int]]] = {}
    text: dict[Ends, str] = {}
    for c in kept.claims:
        end = (kept.file_of[c.document], c.content.start, c.content.end)
        there.setdefault(end[0], []).append(end[1:])
        text[end] = f"{c.publisher}: {c.content.text}"
    told = pairs([now(ends(c), there) for c in g.claims] for g in groups(name))
    found = linked(kept)
    print(f"--- {name}, all pairs:    {scores(found, told)}")
    print(f"--- {name}, of two items: {scores(_apart(found), _apart(told))}")
    if (HERE / f"{name}.second.groups.jsonl").exists():
        other = pairs([now(ends(c), there) for c in g.claims] for g in groups(f"{name}.second"))
        read = {end[0] for pair in other for end in pair}
        both = frozenset(pair for pair in told if pair[0][0] in read)
        print(f"--- {name}, the second reader by the first: {scores(other, both)}")
    for title, wrong in (("linked wrongly", found - told), ("missed", told - found)) if errors else ():
        for a, b in sorted(wrong):
            print(f"{title}\n   {a[0]} {text.get(a, a)}\n   {b[0]} {text.get(b, b)}")


if __name__ == "__main__":
    sys.exit(main())
