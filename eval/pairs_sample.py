"""Draw candidate pairs of claims for the evaluation of linking, and print them for readers who did not write the rules.

usage: .venv/bin/python eval/pairs_sample.py draw [--shared ../shared] [--of SET] [--count 200] [--seed 1]
       .venv/bin/python eval/pairs_sample.py print [--shared ../shared] [--of SET] [--first 1] [--last 200]
       .venv/bin/python eval/pairs_sample.py score [--shared ../shared] [--of SET] [--errors]
       .venv/bin/python eval/pairs_sample.py fit [--shared ../shared]

A set is two files, the pairs and their .verdicts.jsonl: `outside` (pairs.jsonl, drawn and read when the rules were
young), `second` (drawn from the rules of 22 November 2026, 16:00, and read by somebody else), `third` (drawn an hour
later, read by others again, to learn from), `fourth` to `eighth` (the same again), and `own` (read by the writer of the
rules: training material too). Claims of invented texts are read in whole groups: eval/groups.py.
`draw` writes the pairs of a set: half of them are linked by the rules into one proposition, half are near-misses, pairs
that score well and that the rules keep apart (one of the three best of a claim, at random). It keeps file names and
offsets into the document's text, never text, and says nothing of what the rules did: a reader is not told. The default
seed is of a draw that the rules' author has not looked at; the seed 1 was looked at.
`print` shows each pair in its sentences with the day of the report. A reader answers, for each: do both claims say the
same thing of the same event (the same kind of event, place, days and doer, told by whomever, affirmed or denied)? yes,
no, or unsure. Answers go into the set's .verdicts.jsonl, a line {"pair": N, "same": true|false|null, "why": "...",
"reader": "...", "day": "..."}; what they taught stands in eval/PAIRS.md.
`score` links the claims anew and prints precision, recall and F1 of the rules over the pairs, and over-merging apart,
over all, the odd and the even ones; `--errors` also lists the pairs that are linked wrongly or missed, by the reader's
reason.
`fit` tries other weights than those of `likeness`: see eval/pair_fit.py.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from control_corpus import claims_of
from pair_fit import fit_lines
from pair_scores import Verdict, error_classes, scores

from situate.config import data_folder, read_folder
from situate.ingest import read
from situate.model import Claim, Original, Proposition
from situate.parse import Parser
from situate.resolve.facets import Facet, days_apart, facets
from situate.resolve.likeness import LINK_FROM, RULES, compare
from situate.resolve.offices import Offices
from situate.resolve.propositions import propositions
from situate.resolve.wording import Doers
from situate.store.gazetteers import StoredGazetteer
from situate.theatre import Theatre, read_theatre
from situate.vocab import SPEAKING

HERE = Path(__file__).parent
STEMS = {n: f"pairs.{n}" for n in ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "own")} | {
    "outside": "pairs",
}
# Pairs below this score are told apart at a glance and would only flatter the rules.
NEAR_FROM = 0.5
FORWARD = 60
VETOES = tuple(rule for rule, weight in RULES if weight <= -1)
# A claim whose words are cut otherwise than when the pairs were drawn is the one that shares so many of them.
SAME_WORDS = 0.75


class End(msgspec.Struct, frozen=True, order=True):
    """One claim of a pair: where its content stands, and the place it is about there ("" for none)."""

    file: str
    start: int
    end: int
    place: str


class Pair(msgspec.Struct, frozen=True):
    """Two claims, the earlier first."""

    pair: int
    one: End
    other: End


class Corpus(msgspec.Struct):
    """The claims of reports or wires with the names of their documents, and their facets as they were published."""

    theatre: Theatre
    claims: list[Claim]
    file_of: dict[str, str]
    text_of: dict[str, str]

    def facets(self) -> list[Facet]:
        """What linking looks at, of claims in the body of reports."""
        doers, offices = Doers(self.theatre), Offices(self.theatre)
        said = [c for c in self.claims if c.passage_kind in SPEAKING and c.passage_kind == "body"]
        said.sort(key=lambda c: (str(c.published), c.document, c.content.start))
        return [f for c in said for f in facets(c, doers, offices)]

    def end(self, facet: Facet) -> End:
        """Where a facet's claim stands."""
        quote = facet.claim.content
        return End(self.file_of[facet.claim.document], quote.start, quote.end, facet.place_key)


def corpus(shared: Path, of: str, only: Iterable[str] = ()) -> Corpus:
    """Read the `reports`, or an invented part ("wires.east", "dailies.north"), or `only` these files of `shared`.

    Wires are named by id, the others by their files.
    """
    theatre = read_theatre(read_folder(data_folder("theatres", "ukraine")))
    kind, _, part = of.partition(".")
    folder, names = {
        "reports": (shared / "corpus" / "roca-2022", "*.html"),
        "wires": (HERE / "wires", f"{part}.jsonl"),
        "dailies": (HERE / "dailies" / part, "*.md"),
    }[kind]
    files = sorted(p for name in only for p in shared.rglob(name)) or sorted(folder.glob(names))
    parser = Parser(theatre, read_folder(data_folder("lexicon")))
    found = [
        (d.key if kind == "wires" else o.name, d)
        for o in read(files)
        if isinstance(o, Original)
        for i in o.items
        for d in parser.parse(i)
    ]
    with tempfile.TemporaryDirectory() as scratch:
        gazetteer = StoredGazetteer(Path(scratch), theatre.countries)
        gazetteer.add(shared / "data" / "UA.txt")
        claims = list(claims_of(files, theatre, gazetteer))
        gazetteer.close()
    return Corpus(theatre, claims, {d.id: name for name, d in found}, {name: d.text for name, d in found})


def linked(facets_: Sequence[Facet], found: Sequence[Proposition]) -> Iterator[tuple[Facet, Facet]]:
    """Pairs of facets that the rules put into one proposition, whatever their places in it."""
    of_claim: dict[tuple[str, str], Facet] = {(f.claim.id, f.place.key if f.place else ""): f for f in facets_}
    for p in found:
        here = [of_claim.get((c, p.place or "")) for c in (*p.supports, *p.denies)]
        there = [f for f in here if f is not None]
        yield from ((a, b) for n, a in enumerate(there) for b in there[n + 1 :])


def near_misses(facets_: Sequence[Facet], draw: random.Random) -> Iterator[tuple[Facet, Facet]]:
    """For each facet one of its three best pairs with an earlier facet of neighbouring days that the rules do not link.

    What one rule alone keeps apart scores as if that rule were silent (the sets that stand here were drawn before).
    """
    by_kind: dict[tuple[str, str], list[Facet]] = {}
    for facet in facets_:
        earlier = by_kind.setdefault((facet.kind.name, facet.modality), [])
        scored = []
        for other in earlier[-FORWARD:]:
            apart = days_apart(other.span, facet.span)
            score, reasons = compare(other, facet)
            vetoes = sum(reasons[rule.__name__].score for rule in VETOES)
            near = apart is None or apart <= facet.kind.window_days + 2
            if near and score + vetoes >= NEAR_FROM and (vetoes or score < LINK_FROM):
                scored.append((score + vetoes, other.claim.id, other))
        if scored:
            best = sorted(scored, key=lambda row: (-row[0], row[1]))[:3]
            yield draw.choice(best)[2], facet
        earlier.append(facet)


def drawn(kept: Corpus, count: int, seed: int) -> list[Pair]:
    """So many pairs, half linked and half not, mixed; no claim in two pairs, no pair that was read before."""
    draw = random.Random(seed)
    facets_ = kept.facets()
    found = propositions(kept.claims, kept.theatre)
    together = {(a, b) for p in found for a in (*p.supports, *p.denies) for b in (*p.supports, *p.denies)}
    apart = [(a, b) for a, b in near_misses(facets_, draw) if (a.claim.id, b.claim.id) not in together]
    halves = [list(linked(facets_, found)), apart]
    chosen: list[tuple[End, End]] = []
    read_before = {(p.one, p.other) for name in STEMS for p in pairs_of(name)}
    used = set[str]()
    for half in halves:
        draw.shuffle(half)
        taken = 0
        for a, b in half:
            same_words = a.claim.content.text == b.claim.content.text
            if taken == count // 2 or same_words or a.claim.id in used or b.claim.id in used:
                continue
            if (kept.end(a), kept.end(b)) in read_before:
                continue
            used.update((a.claim.id, b.claim.id))
            chosen.append((kept.end(a), kept.end(b)))
            taken += 1
    draw.shuffle(chosen)
    return [Pair(n, one, other) for n, (one, other) in enumerate(chosen, start=1)]


def shown(kept: Corpus, pairs: Sequence[Pair]) -> Iterator[str]:
    """The pairs as a reader sees them: each claim marked in its surroundings."""
    for pair in pairs:
        yield f"--- pair {pair.pair}"
        for letter, end in (("A", pair.one), ("B", pair.other)):
            text = kept.text_of[end.file]
            first = max(text.rfind("\n", 0, end.start) + 1, end.start - 300)
            last = text.find("\n", end.end)
            last = min(len(text) if last < 0 else last, end.end + 150)
            words = f"{text[first : end.start]}[[{text[end.start : end.end]}]]{text[end.end : last]}"
            about = f" (about {end.place})" if end.place else ""
            yield f"{letter} {end.file}{about}: {' '.join(words.split())}"


def linked_now(kept: Corpus, pairs: Sequence[Pair]) -> dict[int, bool]:
    """By number of a pair: do the rules put its claims into one proposition, about the place of either?

    A claim whose place is read otherwise than when the pairs were drawn counts with all its propositions; one whose
    words are cut anew is the claim that shares most of them (`now_at`). A claim that is gone is linked to none.
    """
    of_claim: dict[str, dict[str, str]] = {}
    for p in propositions(kept.claims, kept.theatre):
        for c in (*p.supports, *p.denies, *p.silent):
            of_claim.setdefault(c, {})[p.id] = p.office or p.place or ""
    of_end: dict[tuple[str, int, int], dict[str, str]] = {}
    for c in kept.claims:
        of_end.setdefault((kept.file_of[c.document], c.content.start, c.content.end), {}).update(of_claim.get(c.id, {}))
    spans: dict[str, list[tuple[int, int]]] = {}
    for name, start, end in of_end:
        spans.setdefault(name, []).append((start, end))
    found: dict[int, bool] = {}
    for pair in pairs:
        ours, theirs = (of_end.get((e.file, *now_at(e, spans)), {}) for e in (pair.one, pair.other))
        about = {place_of(pair.one), place_of(pair.other)}
        reread = place_of(pair.one) not in ours.values() or place_of(pair.other) not in theirs.values()
        found[pair.pair] = any(reread or ours[p] in about for p in ours.keys() & theirs.keys())
    return found


def now_at(end: End, spans: Mapping[str, Sequence[tuple[int, int]]]) -> tuple[int, int]:
    """Where the claim of an end stands now: there, else where most words are the same, three in four at least.

    Where what framed a claim is none any more ("they posted footage that they said showed P"), the one within is meant.
    """
    there = spans.get(end.file, ())
    if (end.start, end.end) in there:
        return end.start, end.end
    shares = {span: _share(span, (end.start, end.end)) for span in there}
    best = max(shares, key=shares.__getitem__, default=(end.start, end.end))
    over = [span for span, share in shares.items() if share]
    within = len(over) == 1 and end.start <= best[0] and best[1] == end.end
    return best if within or shares.get(best, 0.0) >= SAME_WORDS else (end.start, end.end)


def _share(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Characters in both spans, of those in either."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / (max(a[1], b[1]) - min(a[0], b[0]))


def place_of(end: End) -> str:
    """The place of an end as propositions give it: a place without a key has none there."""
    about = end.place.removeprefix("office:").partition("=")[0]
    return "" if about.startswith("name:") else about


def main() -> int:
    """Draw, print or score. Exit 0, also where the shared folder is absent (it says so)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("draw", "print", "score", "fit"))
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--last", type=int, default=200)
    parser.add_argument("--of", choices=STEMS, help="the set of pairs; score: all of them where none is named")
    parser.add_argument("--errors", action="store_true", help="with score: wrong and missed links by their reasons")
    args = parser.parse_args()
    if args.of is None and args.what in ("draw", "print"):
        parser.error(f"say --of which set: {', '.join(STEMS)}")
    if not args.shared.is_dir():
        print(f"SKIPPED: no folder {args.shared}; nothing was drawn")
        return 0
    kept = corpus(args.shared, "reports")
    if args.what == "draw":
        pairs = drawn(kept, args.count, args.seed)
        path = HERE / f"{STEMS[args.of]}.jsonl"
        path.write_bytes(b"".join(msgspec.json.encode(p) + b"\n" for p in pairs))
        print(f"{len(pairs)} pairs in {path.name}")
        return 0
    if args.what == "fit":
        odd = [pair for name in ("outside", "second", "fourth") for pair in read_pairs(name, odd=True)]
        told = [*odd, *read_pairs("third"), *read_pairs("own")]
        print(*fit_lines(kept.facets(), kept.file_of, [(p.one, p.other, v) for p, v in told]), sep="\n")
        return 0
    if args.what == "print":
        print(*shown(kept, [p for p in pairs_of(args.of) if args.first <= p.pair <= args.last]), sep="\n")
        return 0
    for name in [args.of] if args.of else STEMS:
        _print_scores(kept, name, errors=args.errors)
    return 0


def _print_scores(kept: Corpus, name: str, *, errors: bool) -> None:
    """The scores of a set, of all and of its halves."""
    found = read_pairs(name)
    pairs, verdicts = [p for p, _ in found], [v for _, v in found]
    linked_pairs = linked_now(kept, pairs)
    print(f"--- {name}", *scores(linked_pairs, verdicts).lines(), sep="\n")
    for half in (1, 0):
        of_half = scores(linked_pairs, [v for v in verdicts if v.pair % 2 == half])
        print("odd: " if half else "even:", *of_half.lines()[1:2])
    if errors:
        print(*error_classes(linked_pairs, verdicts), sep="\n")


def pairs_of(name: str) -> list[Pair]:
    """The pairs of a set, read or not; none of a set that was not drawn."""
    path = HERE / f"{STEMS[name]}.jsonl"
    return [msgspec.json.decode(x, type=Pair) for x in path.read_bytes().splitlines()] if path.exists() else []


def read_pairs(name: str, *, odd: bool = False) -> list[tuple[Pair, Verdict]]:
    """The pairs of a set with their verdicts; `odd` leaves the even ones out."""
    lines = (HERE / f"{STEMS[name]}.verdicts.jsonl").read_bytes().splitlines()
    told = {v.pair: v for v in (msgspec.json.decode(x, type=Verdict) for x in lines)}
    return [(p, told[p.pair]) for p in pairs_of(name) if p.pair in told and (p.pair % 2 or not odd)]


if __name__ == "__main__":
    sys.exit(main())
