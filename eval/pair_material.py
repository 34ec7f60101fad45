"""Draw further pairs of claims for the writer of the rules to read: training material, where links are likely missed.

usage: .venv/bin/python eval/pair_material.py [--shared ../shared] [--each 25] [--seed 11]

Pairs of six kinds are drawn, so many of each, and mixed; what they are and whether the rules link them is not kept:
links; near-misses (`pairs_sample.near_misses`); what follows a topic sentence; spans in one sentence of which one
holds the other; alike in rare words within a week; the same family of acts at one place on days that meet. No claim of
a pair that was read before is drawn again. They are appended to eval/pairs.own.jsonl, as file names and offsets, and
printed by `pairs_sample.py print --of own --first N`; verdicts go into eval/pairs.own.verdicts.jsonl before a score is
printed.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from math import log
from pathlib import Path

import msgspec
from pairs_sample import HERE, STEMS, Corpus, Pair, corpus, linked, near_misses, pairs_of

from situate.resolve.facets import Facet, days_apart
from situate.resolve.propositions import propositions

Twin = tuple[Facet, Facet]
# Rare words: how much of the weight of both claims' words is shared.
ALIKE_FROM = 0.35
ALIKE_DAYS = 7
ACTS = frozenset(
    {"assault", "clash", "raid", "repelled", "advance", "capture", "hold", "withdrawal", "strike", "shelling"}
)


def passages(facets: Sequence[Facet]) -> dict[tuple[str, int], list[Facet]]:
    """The facets of each passage of text."""
    found: dict[tuple[str, int], list[Facet]] = {}
    for facet in facets:
        if facet.claim.passage is not None:
            found.setdefault((facet.claim.document, facet.claim.passage), []).append(facet)
    return found


def topics(facets: Sequence[Facet]) -> Iterator[Twin]:
    """What opens a passage, with each claim of the two sentences that follow."""
    for told in passages(facets).values():
        starts = sorted({f.claim.start for f in told})
        for a in told:
            if a.claim.start == starts[0]:
                yield from ((a, b) for b in told if b.claim.start in starts[1:3])


def nested(facets: Sequence[Facet]) -> Iterator[Twin]:
    """Two claims of one sentence of which the one's words hold the other's."""
    sentences: dict[tuple[str, int], list[Facet]] = {}
    for facet in facets:
        sentences.setdefault((facet.claim.document, facet.claim.start), []).append(facet)
    for told in sentences.values():
        for a, b in combinations(told, 2):
            ours, theirs = a.claim.content, b.claim.content
            held = (ours.start <= theirs.start) == (theirs.end <= ours.end)
            if a.claim.id != b.claim.id and held:
                yield a, b


def weights_of_words(facets: Sequence[Facet]) -> dict[str, float]:
    """How rare each word is: the logarithm of claims for each claim that has it."""
    claims = {f.claim.id: f.words for f in facets}
    count = Counter(w for words in claims.values() for w in words)
    return {w: log(len(claims) / n) for w, n in count.items()}


def alike(facets: Sequence[Facet], rare: Mapping[str, float]) -> Iterator[Twin]:
    """Claims of other reports of the week before that share rare words."""
    latest: list[Facet] = []
    for facet in facets:
        latest = [f for f in latest if (days_apart(f.claim.valid(), facet.claim.valid()) or 0) <= ALIKE_DAYS][-400:]
        whole = sum(rare[w] for w in facet.words)
        for other in latest:
            shared = facet.words & other.words
            if other.claim.document != facet.claim.document and len(shared) > 1:
                of_both = whole + sum(rare[w] for w in other.words)
                if 2 * sum(rare[w] for w in shared) >= ALIKE_FROM * of_both:
                    yield other, facet
        latest.append(facet)


def there_and_then(facets: Sequence[Facet]) -> Iterator[Twin]:
    """Acts at one place on days that meet."""
    places: dict[str, list[Facet]] = {}
    for facet in facets:
        if facet.pinned and facet.claim.event in ACTS:
            before = places.setdefault(facet.place_key, [])
            yield from ((f, facet) for f in before[-8:] if days_apart(f.span, facet.span) == 0)
            before.append(facet)


def drawn(kept: Corpus, each: int, seed: int) -> list[Twin]:
    """So many pairs of each kind, mixed."""
    draw = random.Random(seed)
    facets = kept.facets()
    found = propositions(kept.claims, kept.theatre)
    together = {(a, b) for p in found for a in (*p.supports, *p.denies) for b in (*p.supports, *p.denies)}
    is_new = unread(kept)
    rare = weights_of_words(facets)
    kinds = [near_misses(facets, draw), topics(facets), nested(facets), alike(facets, rare), there_and_then(facets)]
    chosen: list[Twin] = []
    used: set[str] = set()
    for n, pool in enumerate([linked(facets, found), *kinds]):
        twins = [(a, b) for a, b in pool if n == 0 or (a.claim.id, b.claim.id) not in together]
        draw.shuffle(twins)
        taken = 0
        for a, b in twins:
            same = a.claim.content.text == b.claim.content.text or {a.claim.id, b.claim.id} & used
            if taken < each and not same and is_new(a) and is_new(b):
                used.update((a.claim.id, b.claim.id))
                chosen.append((a, b))
                taken += 1
    draw.shuffle(chosen)
    return chosen


def unread(kept: Corpus) -> Callable[[Facet], bool]:
    """Tells whether a facet's claim shares no word with a claim of a pair that was read before."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for name in STEMS:
        for pair in pairs_of(name):
            for end in (pair.one, pair.other):
                spans.setdefault(end.file, []).append((end.start, end.end))

    def is_new(facet: Facet) -> bool:
        quote = facet.claim.content
        return all(
            quote.end <= start or end <= quote.start for start, end in spans.get(kept.file_of[facet.claim.document], ())
        )

    return is_new


def main() -> int:
    """Append the pairs. Exit 0, also where the shared folder is absent (it says so)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--each", type=int, default=25)
    parser.add_argument("--seed", type=int, default=11)
    args = parser.parse_args()
    if not args.shared.is_dir():
        print(f"SKIPPED: no folder {args.shared}; nothing was drawn")
        return 0
    kept = corpus(args.shared)
    path, first = HERE / f"{STEMS['own']}.jsonl", len(pairs_of("own")) + 1
    twins = drawn(kept, args.each, args.seed)
    pairs = [Pair(n, kept.end(a), kept.end(b)) for n, (a, b) in enumerate(twins, start=first)]
    with path.open("ab") as file:
        file.write(b"".join(msgspec.json.encode(p) + b"\n" for p in pairs))
    print(f"pairs {first} to {first + len(pairs) - 1} appended to {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
