"""Are places put where their locators say? Every report and the January seed, read whole.

    .venv/bin/python eval/places_corpus.py ../shared

With the default gazetteer alone, and with a country dump added, it prints
- of the places that a locator is about: how many are placed, and how many lie where the locator says;
- how many of them both gazetteers put within 5 km of one another (and within the default's own radius);
- "held out": the locators are hidden, and what is then found is compared with what they had said.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from situate.config import data_folder, read_folder
from situate.extract import Extractor
from situate.gazetteer import Gazetteer
from situate.geo import COMPASS, Point, angle_between, bearing, distance_km
from situate.ingest import read
from situate.model import Claim, Document, Locator, Original, PlaceMention
from situate.parse import Parser
from situate.resolve import Resolver
from situate.store.gazetteers import StoredGazetteer
from situate.theatre import Theatre, read_theatre

Read = list[tuple[Document, tuple[Claim, ...]]]
# The bounds of "fits", apart from the resolver's own: distances may run from a city's edge, bearings are good to 45°
# and half as much again close by.
EDGE_KM = 20.0
ANGLE = 60.0


def read_corpus(shared: Path, theatre: Theatre, names: Sequence[str]) -> tuple[Read, float]:
    """Every report and the January seed as documents with their claims, and the seconds that extraction took."""
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
    began = time.perf_counter()
    claims = [(document, extractor.extract(document)) for document in documents]
    return claims, time.perf_counter() - began


def resolve(corpus: Read, theatre: Theatre, gazetteer: Gazetteer) -> tuple[list[tuple[Claim, ...]], float]:
    """The claims of each document resolved, and the seconds it took."""
    resolver = Resolver(theatre, gazetteer)
    began = time.perf_counter()
    return [resolver.resolve(document, claims) for document, claims in corpus], time.perf_counter() - began


def located(claims: Sequence[Claim]) -> Iterator[tuple[int, int, PlaceMention, Locator]]:
    """Every place that a locator with a distance and a bearing is about: claim, number, place, locator."""
    for index, claim in enumerate(claims):
        for number, place in enumerate(claim.places):
            for told in claim.locators:
                if told.of == place.text and told.distance_km is not None and told.bearing and told.anchor:
                    yield index, number, place, told


def point(place: PlaceMention) -> Point | None:
    """Where it was put."""
    return None if place.lat is None or place.lon is None else Point(lat=place.lat, lon=place.lon)


def fits(place: PlaceMention, told: Locator, gazetteer: Gazetteer, theatre: Theatre) -> bool | None:
    """Does the point lie where the locator says, from any place of the anchor's name? None where none is known."""
    anchors = gazetteer.named(told.anchor or "") or gazetteer.named((told.anchor or "").removesuffix(" City"))
    at = point(place)
    if not anchors or at is None or told.distance_km is None:
        return None
    slack = max(3.0, 0.2 * told.distance_km)
    for anchor in (a for a in anchors if a.country in theatre.countries):
        km = distance_km(anchor.point, at)
        edge = EDGE_KM if anchor.population >= 500_000 else 5.0
        near_enough = km <= told.distance_km + edge + slack and (told.within or km >= told.distance_km - slack)
        if near_enough and angle_between(COMPASS[told.bearing or "north"], bearing(anchor.point, at)) <= ANGLE:
            return True
    return False


def report(name: str, resolved: list[tuple[Claim, ...]], gazetteer: Gazetteer, theatre: Theatre) -> None:
    """Print how many places with a locator are placed, how, and how many fit."""
    methods: Counter[str] = Counter()
    verdicts: Counter[bool | None] = Counter()
    everywhere = Counter(place.method for claims in resolved for claim in claims for place in claim.places)
    for claims in resolved:
        for _, _, place, told in located(claims):
            methods[place.method] += 1
            verdicts[fits(place, told, gazetteer, theatre)] += 1
    total, placed = methods.total(), methods.total() - methods["unplaced"]
    print(f"\n{name}: {total} places with a locator, {placed} placed ({placed / total:.1%})")
    print(f"  fit their locator: {verdicts[True]} of {verdicts[True] + verdicts[False]} placed from a known anchor")
    print(f"  by method: {dict(methods.most_common())}")
    print(f"  all mentions: {everywhere.total()}: {dict(everywhere.most_common())}")


def agreement(one: list[tuple[Claim, ...]], other: list[tuple[Claim, ...]]) -> None:
    """Print how many places with a locator two gazetteers put near one another."""
    apart: list[tuple[float, float]] = []
    for claims, others in zip(one, other, strict=True):
        for index, number, place, _ in located(claims):
            twin = others[index].places[number]
            if (a := point(place)) and (b := point(twin)):
                apart.append((distance_km(a, b), max(5.0, place.radius_km or 0.0)))
    near = {km: sum(1 for d, _ in apart if d <= km) for km in (5, 10, 15)}
    within = sum(1 for d, radius in apart if d <= radius)
    print(f"\nboth gazetteers: of {len(apart)} places with a locator, apart at most")
    print(f"  {', '.join(f'{km} km: {n} ({n / len(apart):.1%})' for km, n in near.items())}")
    print(f"  within the default's own radius, or 5 km: {within} ({within / len(apart):.1%})")


def held_out(corpus: Read, truth: list[tuple[Claim, ...]], theatre: Theatre, gazetteer: Gazetteer) -> str:
    """Hide every locator, resolve again, and compare with what the locators had said."""
    hidden: Read = [(document, tuple(replace(c, locators=()) for c in claims)) for document, claims in corpus]
    blind, _ = resolve(hidden, theatre, gazetteer)
    counts: Counter[str] = Counter()
    for told, guessed in zip(truth, blind, strict=True):
        for index, number, place, _ in located(told):
            if place.method != "locator" or (right := point(place)) is None:
                continue
            guess = point(guessed[index].places[number])
            counts["unplaced" if guess is None else "right" if distance_km(right, guess) <= 5 else "wrong"] += 1
    return ", ".join(f"{n} {word}" for word, n in counts.most_common())


def main() -> None:
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
        print(f"{len(corpus)} documents, {words} words, {claims} claims extracted in {seconds:.1f} s")
        with_default, slow = resolve(corpus, theatre, default)
        with_full, slower = resolve(corpus, theatre, full)
        print(f"resolved in {slow:.1f} s (default) and {slower:.1f} s (with the dump)")
        report("default gazetteer", with_default, full, theatre)
        report("with the dump", with_full, full, theatre)
        agreement(with_default, with_full)
        print("\nheld out, against the dump's answer by locator")
        print(f"  with the dump: {held_out(corpus, with_full, theatre, full)}")
        print(f"  default: {held_out(corpus, with_full, theatre, default)}")


if __name__ == "__main__":
    main()
