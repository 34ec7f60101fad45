"""The large seed: what its careful reader sees is what the judge prints."""

from pathlib import Path

import pytest

from situate.config import data_folder, read_folder
from situate.extract import Extractor
from situate.ingest import read
from situate.judge import judge
from situate.judge.rivals import rivals
from situate.model import Claim, Judgment, Original, Proposition
from situate.parse import Parser
from situate.resolve import Resolver, propositions
from situate.store.gazetteers import StoredGazetteer
from situate.theatre import read_theatre

SHARED = Path(__file__).parents[2] / ".." / "shared"
SEEDS = sorted(SHARED.glob("seeds/002_*.txt"))

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not SEEDS, reason="no ../shared: the seed is not there"),
]


class Judged:
    """The seed's claims, propositions and judgments."""

    def __init__(self, folder: Path) -> None:
        theatre = read_theatre(read_folder(data_folder("theatres", "ukraine")))
        lexicon = read_folder(data_folder("lexicon"))
        gazetteer = StoredGazetteer(folder, theatre.countries)
        gazetteer.add(SHARED / "data" / "UA.txt")
        extractor, resolver = Extractor(lexicon, theatre, gazetteer.names()), Resolver(theatre, gazetteer)
        (original,) = [o for o in read(SEEDS) if isinstance(o, Original)]
        documents = [d for item in original.items for d in Parser(theatre, lexicon).parse(item)]
        found = [c for d in documents for c in resolver.resolve(d, extractor.extract(d))]
        gazetteer.close()
        self.claims: dict[str, Claim] = {c.id: c for c in found}
        self.propositions = propositions(found, theatre)
        judgments = judge(self.propositions, self.claims, theatre)
        self.pairs = list(zip(self.propositions, judgments, strict=True))

    def on(self, place: str, event: str, **fields: object) -> list[tuple[Proposition, Judgment]]:
        """The judged propositions of that event at a place."""
        found = [(p, j) for p, j in self.pairs if p.place_name == place and p.event == event]
        return [(p, j) for p, j in found if all(getattr(p, name) == value for name, value in fields.items())]


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    return Judged(tmp_path_factory.mktemp("gazetteer"))


@pytest.mark.parametrize(
    "place", ["Mala Tokmachka", "Novodanylivka", "Novoandriivka", "Bilohirya", "Mali Shcherbaky", "Shcherbaky"]
)
def test_the_six_settlements_are_refuted_by_conduct_with_the_sentences_that_do_it(seed, place):
    claimed = [
        (p, j)
        for event in ("capture", "hold")
        for p, j in seed.on(place, event, side="russia", part=False)
        if any(seed.claims[c].origin_id == "rogov" for c in p.supports)
    ]
    ((_, judgment),) = claimed
    assert judgment.credibility == 5
    line = next(line for line in judgment.receipt.against if line.rule == "belied_by_conduct")
    told = [seed.claims[c] for c in line.claims]
    assert told
    assert all(c.event == "shelling" and c.origin_id != "rogov" and c.content.text for c in told)


def test_the_captured_village_is_unverified(seed):
    ((proposition, judgment),) = seed.on("Vodyane", "capture", part=False)
    assert proposition.side == "russia"
    assert judgment.credibility in (3, 4)
    assert {line.rule for line in judgment.receipt.against} == {"unverified"}
    assert judgment.origins == ()


def test_the_village_that_footage_shows_is_probably_held(seed):
    ((proposition, judgment),) = seed.on("Klishchiivka", "hold")
    assert (proposition.side, judgment.credibility, judgment.evidence) == ("russia", 2, "geolocated")


def test_the_rival_claims_on_the_military_district_stand_side_by_side_with_their_days(seed):
    said = {
        (seed.claims[p.supports[0]].origin_id, p.holder, str(p.span.first)[:7])
        for p, _ in seed.pairs
        if p.office == "ru-wmd" and p.span
    }
    assert {
        ("uk-mod", "kuzovlev", "2022-10"),
        ("ru-rbk", "berdnikov", "2022-10"),
        ("ru-rbk", "kuzovlev", "2022-12"),
        ("gur", "nikiforov", "2022-12"),
        ("ru-rbk", "nikiforov", "2023-01"),
    } == said
    by_id = {p.id: p for p in seed.propositions}
    found = [r for r in rivals(seed.propositions, seed.claims) if (r.kind, r.about) == ("office", "ru-wmd")]
    clashes = {(by_id[r.one].holder, by_id[r.other].holder, str(r.clash)) for r in found}
    assert ("kuzovlev", "berdnikov", "2022-10-21/2022-10-31") in clashes  # UK MoD against RBK
    assert ("kuzovlev", "nikiforov", "2022-12-26") in clashes  # RBK against GUR
    # RBK's own account of who handed over to whom is no clash.
    assert not any(clash == "2023-01-23" for _, _, clash in clashes)
