"""Are places put where their locators say? Every report and the January seed, read whole.

    .venv/bin/python eval/places_corpus.py ../shared

Each locator with a distance and a bearing is a truth about its place (`locator_truth.py` says when a point fits).
Edges of towns are learned on reports of odd days for those of even days, and the other way round. It prints
- how many names have a candidate that fits, and why the others have none: what no ranking could find;
- of names that have one, how often each way of choosing finds it: the locator hidden in turn (the document alone, and
  with what the other half of the reports taught the ledger), shown, and plain rules beside it;
- with the default gazetteer alone, how near its answers lie to those of the village gazetteer, by class, and what words
  allow (`places_agreement.py`; `places_bound.py` measures the most that words could give);
- what resolution costs beside extraction. It fails where a figure is under its floor.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import locator_truth as truth
from locator_truth import Case, Read
from msgspec.structs import replace
from places_agreement import agreement, resolved

from situate.config import data_folder, read_folder
from situate.extract import Extractor
from situate.gazetteer import Gazetteer
from situate.ingest import read
from situate.model import Claim, Document, Original, PlaceMention
from situate.parse import Parser
from situate.resolve import Resolver
from situate.resolve.candidates import Candidates
from situate.resolve.edges import learn_edges
from situate.resolve.learned import learn_places
from situate.store.gazetteers import StoredGazetteer
from situate.theatre import LearnedPlace, Theatre, read_theatre

# What must not be lost: the shares of names with a fitting candidate, a locator hidden in turn, and all shown.
FLOORS = {"hidden in turn": 0.92, "shown": 0.97}


def read_corpus(shared: Path, theatre: Theatre, names: Sequence[str]) -> tuple[Read, float]:
    """Every report and the January seed as documents with their claims, and what extraction took, in seconds."""
    lexicon = read_folder(data_folder("lexicon"))
    parser, extractor = Parser(theatre, lexicon), Extractor(lexicon, theatre, names)
    paths = [*sorted((shared / "corpus" / "roca-2022").glob("*.html")), *sorted((shared / "seeds").glob("002*.txt"))]
    documents = [
        document
        for original in read(paths)
        if isinstance(original, Original)
        for item in original.items
        for document in parser.parse(item)
    ]
    began = time.process_time()
    claims = [(document, extractor.extract(document)) for document in documents]
    return claims, time.process_time() - began


class Halves:
    """A resolver for even days and one for odd days, each with what the other half of the reports taught."""

    def __init__(
        self, corpus: Read, theatres: Sequence[Theatre], gazetteer: Gazetteer, *, ledger: bool = False
    ) -> None:
        """`ledger` is true where places learned from the other half are at hand too."""
        self._resolvers = [Resolver(theatre, gazetteer) for theatre in theatres]
        if ledger:
            learned = [self._learned(corpus, theatres[which], gazetteer, which) for which in (0, 1)]
            self._resolvers = [
                Resolver(theatre, gazetteer, learned[1 - which]) for which, theatre in enumerate(theatres)
            ]

    def _learned(self, corpus: Read, theatre: Theatre, gazetteer: Gazetteer, which: int) -> tuple[LearnedPlace, ...]:
        claims = (c for d, found in corpus if truth.half(d) == which for c in self.resolve(d, found))
        return learn_places(claims, theatre, gazetteer)

    def resolve(self, document: Document, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """The claims of a document, resolved with what the other half knows."""
        return self._resolvers[truth.half(document)].resolve(document, claims)


def crossed(corpus: Read, theatre: Theatre, gazetteer: Gazetteer) -> list[Theatre]:
    """The theatre for even days and for odd days, with the edges that the other days teach and no learned places."""
    bare = replace(theatre, edges=(), learned=())
    resolver = Resolver(bare, gazetteer)
    resolved = [(document, resolver.resolve(document, claims)) for document, claims in corpus]
    edges = [
        learn_edges((c for d, claims in resolved if truth.half(d) == other for c in claims), bare, gazetteer)
        for other in (1, 0)
    ]
    return [replace(bare, edges=rows) for rows in edges]


def share(label: str, verdicts: Iterable[tuple[Case, str]]) -> float:
    """Print how many names were put right, of all and of those whose locator stands in brackets; gives the share."""
    rows = list(verdicts)
    counts = Counter(verdict for _, verdict in rows)
    bracketed = [verdict for case, verdict in rows if case.bracketed]
    right = counts["right"] / len(rows)
    inside = bracketed.count("right") / max(1, len(bracketed))
    print(
        f"  {label:44}{right:6.1%}  ({counts['right']} right, {counts['wrong']} wrong, {counts['unplaced']} unplaced;"
        f" of {len(bracketed)} in brackets {inside:.1%})"
    )
    return right


def rankings(corpus: Read, theatres: Sequence[Theatre], full: Gazetteer) -> dict[str, float]:
    """Print candidate recall, then each way of choosing; gives the shares that have floors."""
    found = truth.cases(corpus, Candidates(theatres[0], full), theatres)
    fitting = [case for case in found if case.fitting]
    print(f"\nvillage gazetteer: {len(found)} places with a locator (once a sentence)")
    print(
        f"  candidate recall: {len(fitting)} ({len(fitting) / len(found):.1%}) have a candidate that fits; the others:"
    )
    for why, n in truth.why_none_fits(found).most_common():
        print(f"    {n:4} {why}")
    alone = Halves(corpus, theatres, full)
    taught = Halves(corpus, theatres, full, ledger=True)
    centres = truth.centres_of(theatres[0])
    efforts = [corpus[case.document][1][case.claim].effort for case in fitting]

    def judged(pairs: Iterable[tuple[Case, PlaceMention]]) -> list[tuple[Case, str]]:
        return [(case, truth.verdict(case, truth.point_of(place))) for case, place in pairs]

    print(f"of the {len(fitting)} names with a candidate that fits, chosen right")
    share("most populous", ((c, truth.verdict(c, truth.most_populous(c))) for c in fitting))
    nearest = (truth.nearest_to_effort(c, e, centres) for c, e in zip(fitting, efforts, strict=True))
    share("nearest to the effort's centre", ((c, truth.verdict(c, at)) for c, at in zip(fitting, nearest, strict=True)))
    share("every locator of the document hidden", judged(truth.all_hidden(corpus, found, alone.resolve)))
    hidden = share("hidden in turn, the document alone", judged(truth.hidden_in_turn(corpus, found, alone.resolve)))
    share("hidden in turn, other days in the ledger", judged(truth.hidden_in_turn(corpus, found, taught.resolve)))
    shown = share("the locator shown", judged(truth.all_shown(corpus, found, alone.resolve)))
    return {"hidden in turn": hidden, "shown": shown}


def costs(corpus: Read, theatre: Theatre, gazetteer: Gazetteer, seconds: float) -> None:
    """Print what a first and a second pass over the corpus cost beside extraction."""
    resolver = Resolver(theatre, gazetteer)
    times = []
    for _ in range(2):
        began = time.process_time()
        resolved(corpus, resolver)
        times.append(time.process_time() - began)
    ratios = ", ".join(f"{t:.2f} s ({t / seconds:.2f} of extraction)" for t in times)
    print(f"\nresolution costs {ratios}: first and second pass, village gazetteer; extraction {seconds:.2f} s")


def main() -> int:
    """Run over the shared folder that the command line names."""
    shared = Path(sys.argv[1])
    theatre = read_theatre(read_folder(data_folder("theatres", "ukraine")))
    with tempfile.TemporaryDirectory() as folder:
        default = StoredGazetteer(Path(folder) / "default", theatre.countries)
        full = StoredGazetteer(Path(folder) / "full", theatre.countries)
        full.add(shared / "data" / "UA.txt")
        corpus, seconds = read_corpus(shared, theatre, tuple(full.names()))
        words = sum(len(document.text.split()) for document, _ in corpus)
        claims = sum(len(found) for _, found in corpus)
        print(f"{len(corpus)} documents, {words} words, {claims} claims")
        reached = rankings(corpus, crossed(corpus, theatre, full), full)
        agreement(corpus, theatre, default, full)
        costs(corpus, theatre, full, seconds)
    missed = [name for name, floor in FLOORS.items() if reached[name] < floor]
    for name in missed:
        print(f"FAILED: {name}: {reached[name]:.1%} is under its floor {FLOORS[name]:.1%}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
