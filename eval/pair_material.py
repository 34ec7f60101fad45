"""Draw further pairs of claims for the writer of the rules to read: training material, where links are likely missed.

usage: .venv/bin/python eval/pair_material.py [--shared ../shared] [--each 25] [--seed 11] [--of KIND ...]

Pairs of the kinds of `KINDS` are drawn, so many of each, and mixed; what they are and whether the rules link them is
not kept. Links apart, only pairs that the rules keep apart are drawn. No claim of a pair that was read before is drawn
again. They are appended to eval/pairs.own.jsonl, as file names and offsets, and
printed by `pairs_sample.py print --of own --first N`; verdicts go into eval/pairs.own.verdicts.jsonl before a score is
printed.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
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
GROUND_DAYS = 21
# Forecasts: the share of their words in common (Dice).
AGAIN_FROM = 0.25
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


def taken_twice(facets: Sequence[Facet]) -> Iterator[Twin]:
    """What changed hands, was entered or left, told of one place by two sentences within three weeks."""
    yield from _within(facets, {"capture", "hold", "withdrawal", "advance"}, GROUND_DAYS, lambda a, b: a.side == b.side)


def entries(facets: Sequence[Facet]) -> Iterator[Twin]:
    """Two kinds of deed of one side at one place, told of days that meet or follow one another."""
    deeds = {"assault", "clash", "raid", "advance", "capture", "hold", "repelled", "withdrawal"}
    yield from _within(facets, deeds, 1, lambda a, b: a.kind.name != b.kind.name and a.side == b.side)


def fires(facets: Sequence[Facet]) -> Iterator[Twin]:
    """Fire on one place on days that meet."""
    yield from _within(facets, {"strike", "shelling", "partisan", "air_defence", "interdiction"}, 0, lambda a, b: True)


def _within(
    facets: Sequence[Facet], events: Container[str], days: int, fits: Callable[[Facet, Facet], bool]
) -> Iterator[Twin]:
    places: dict[str, list[Facet]] = {}
    for facet in facets:
        if facet.place_key and facet.claim.event in events:
            before = places.setdefault(facet.place_key, [])
            near = (f for f in before[-12:] if (days_apart(f.span, facet.span) or 0) <= days and fits(f, facet))
            yield from ((f, facet) for f in near)
            before.append(facet)


def forecasts(facets: Sequence[Facet]) -> Iterator[Twin]:
    """What two reports of one week expect, aim at or prepare, in some words in common."""
    latest: list[Facet] = []
    for facet in facets:
        if facet.modality == "fact" and facet.act == "deed":
            continue
        latest = [f for f in latest if (days_apart(f.claim.valid(), facet.claim.valid()) or 0) <= ALIKE_DAYS][-400:]
        for other in latest:
            shared = 2 * len(facet.words & other.words) >= AGAIN_FROM * (len(facet.words) + len(other.words))
            if shared and other.claim.document != facet.claim.document:
                yield other, facet
        latest.append(facet)


def opened(facets: Sequence[Facet]) -> Iterator[Twin]:
    """What opens a passage, with each claim of the passage that may be told of the same fighting, fire or ground."""
    for told in passages(facets).values():
        first = [f for f in told if f.claim.start == f.claim.passage and f.claim.event in ACTS and f.modality == "fact"]
        later = [f for f in told if f.claim.start != f.claim.passage and f.claim.event in ACTS and f.modality == "fact"]
        yield from ((a, b) for a in first for b in later if a.side == b.side and days_apart(a.span, b.span) == 0)


KINDS: Mapping[str, Callable[[Sequence[Facet], random.Random], Iterator[Twin]]] = {
    "near": near_misses,
    "topics": lambda facets, _: topics(facets),
    "nested": lambda facets, _: nested(facets),
    "alike": lambda facets, _: alike(facets, weights_of_words(facets)),
    "there": lambda facets, _: there_and_then(facets),
    "taken": lambda facets, _: taken_twice(facets),
    "entries": lambda facets, _: entries(facets),
    "fires": lambda facets, _: fires(facets),
    "forecasts": lambda facets, _: forecasts(facets),
    "opened": lambda facets, _: opened(facets),
}
LINKS = "links"


def drawn(kept: Corpus, kinds: Sequence[str], each: int, seed: int) -> list[Twin]:
    """So many pairs of each kind, mixed."""
    draw = random.Random(seed)
    facets = kept.facets()
    found = propositions(kept.claims, kept.theatre)
    together = {(a, b) for p in found for a in (*p.supports, *p.denies) for b in (*p.supports, *p.denies)}
    is_new = unread(kept)
    chosen: list[Twin] = []
    used: set[str] = set()
    for kind in kinds:
        pool = linked(facets, found) if kind == LINKS else KINDS[kind](facets, draw)
        twins = [(a, b) for a, b in pool if kind == LINKS or (a.claim.id, b.claim.id) not in together]
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
    parser.add_argument("--of", nargs="+", choices=(LINKS, *KINDS), default=[LINKS, *KINDS], help="kinds of pairs")
    args = parser.parse_args()
    if not args.shared.is_dir():
        print(f"SKIPPED: no folder {args.shared}; nothing was drawn")
        return 0
    kept = corpus(args.shared, "reports")
    path, first = HERE / f"{STEMS['own']}.jsonl", len(pairs_of("own")) + 1
    twins = drawn(kept, args.of, args.each, args.seed)
    pairs = [Pair(n, kept.end(a), kept.end(b)) for n, (a, b) in enumerate(twins, start=first)]
    with path.open("ab") as file:
        file.write(b"".join(msgspec.json.encode(p) + b"\n" for p in pairs))
    print(f"pairs {first} to {first + len(pairs) - 1} appended to {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
