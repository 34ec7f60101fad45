"""Learns edges.csv and learned.csv of theatres/ukraine from the reports of the shared folder, and writes them anew.

    .venv/bin/python scripts/learn_theatre.py ../shared

Edges are measured against the villages of a country dump. Places are learned with the package's own gazetteer alone,
and only from words: no row of any gazetteer gets into the theatre.
"""

import csv
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from situate.config import data_folder, read_folder
from situate.extract import Extractor
from situate.ingest import read
from situate.model import Claim, Document, Original
from situate.parse import Parser
from situate.resolve import Resolver
from situate.resolve.edges import learn_edges
from situate.resolve.learned import learn_places
from situate.store.gazetteers import StoredGazetteer
from situate.theatre import LearnedPlace, Theatre, TownEdge, read_theatre

# A place that one phrase alone describes may be a misreading, and a wide circle tells nothing about namesakes.
LEAST_LOCATORS = 2
WIDEST_KM = 12.0


def claims_of(shared: Path, theatre: Theatre, names: Sequence[str]) -> list[tuple[Document, tuple[Claim, ...]]]:
    """Every report of 2022, with its claims."""
    lexicon = read_folder(data_folder("lexicon"))
    parser, extractor = Parser(theatre, lexicon), Extractor(lexicon, theatre, names)
    reports = read(sorted((shared / "corpus" / "roca-2022").glob("*.html")))
    items = (item for original in reports if isinstance(original, Original) for item in original.items)
    documents = (document for item in items for document in parser.parse(item))
    return [(document, extractor.extract(document)) for document in documents]


def write(path: Path, kind: type[msgspec.Struct], rows: Iterable[TownEdge | LearnedPlace]) -> None:
    """Write the records as the theatre's CSV."""
    fields = [field.name for field in msgspec.structs.fields(kind)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(fields)
        writer.writerows([getattr(row, field) for field in fields] for row in rows)


def main() -> None:
    """Learn from the shared folder that the command line names."""
    shared = Path(sys.argv[1])
    folder = data_folder("theatres", "ukraine")
    theatre = replace(read_theatre(read_folder(folder)), edges=(), learned=())
    with tempfile.TemporaryDirectory() as home:
        full = StoredGazetteer(Path(home) / "full", theatre.countries)
        full.add(shared / "data" / "UA.txt")
        default = StoredGazetteer(Path(home) / "default", theatre.countries)
        corpus = claims_of(shared, theatre, tuple(full.names()))
        resolver = Resolver(theatre, full)
        edges = learn_edges((c for d, found in corpus for c in resolver.resolve(d, found)), theatre, full)
        theatre = replace(theatre, edges=edges)
        resolver = Resolver(theatre, default)
        claims = (c for d, found in corpus for c in resolver.resolve(d, found))
        learned = learn_places(claims, theatre, default, least=LEAST_LOCATORS, listed=False)
        learned = tuple(row for row in learned if row.radius_km <= WIDEST_KM)
    write(folder / "edges.csv", TownEdge, edges)
    write(folder / "learned.csv", LearnedPlace, learned)
    print(f"{len(edges)} edges, {len(learned)} places learned from {len(corpus)} reports")


if __name__ == "__main__":
    main()
