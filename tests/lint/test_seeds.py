"""What a reader finds wrong in the seeds (standards.md, section 8) is found; what is right is left alone."""

from pathlib import Path

import pytest
from tests.lint.world import files, lexicon

from situate.ingest import read
from situate.lint import Finding, Knowledge, Linter, selected
from situate.model import Original
from situate.parse import Parser
from situate.store.gazetteers import StoredGazetteer
from situate.theatre import read_theatre

SHARED = Path(__file__).parents[2] / ".." / "shared"
SEEDS = SHARED / "seeds"
DUMP = SHARED / "data" / "UA.txt"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not (SEEDS.is_dir() and DUMP.is_file()), reason="../shared is not beside the project"),
]

# Rows of the table: the seed's number, the rule, the words found, the suggestion (None: not looked at).
ROWS = [
    ("002", "M201", "$144,446", "$144.4 million"),
    ("002", "N401", "Sergey Shoigu", "Sergei Shoigu"),
    ("002", "N402", "RFERL", "RFE/RL"),
    ("002", "N404", "Wager", "Wagner"),
    ("002", "P304", "Kherson River", "Dnipro River"),
    ("002", "T501", "January 25", "January 24"),
    ("002", "W802", "that it that", None),
    ("002", "W806", "Medvedev’s claimed", "Medvedev claimed"),
    ("002", "W807", "This is activity is", "This activity is"),
    ("002", "W802", "control of and annexed areas", None),
    ("002", "W802", "beyond what already possessed", None),
    ("002", "W803", ".The", ". The"),
    ("000", "S701", "[1]", None),
    ("000", "S701", "[2]", None),
    ("000", "M206", "110 million", None),
    ("000", "M207", "growing by 10 million each year", None),
    ("000", "W804", "ofinternational", "of international"),
    ("000", "W805", "s\n", "join the lines"),
]
# They need the villages of a country dump: (place, what its locator should be told from).
SLIPS = ["Pavlivka", "Mykilske"]
# Distances from an edge, a village in no gazetteer, what sources disagree on: no errors.
SILENT = [
    "Ilovaisk", "Vuhledar", "Velyka Novosilka", "Dvorichchia", "Kuzovlev", "Nikiforov", "Berdnikov",
    "Mala Tokmachka", "Novodanylivka", "Novoandriivka", "Bilohirya", "Shcherbaky",
]  # fmt: skip


def checked(gazetteer: StoredGazetteer, *, villages: bool) -> dict[str, list[Finding]]:
    theatre = read_theatre(files())
    parser = Parser(theatre, lexicon())
    knowledge = Knowledge(theatre, lexicon(), gazetteer, files(), villages=villages)
    linter = Linter(knowledge, lexicon(), selected())
    return {
        original.name[:3]: [f for item in original.items for d in parser.parse(item) for f in linter.lint(d)]
        for original in read([SEEDS])
        if isinstance(original, Original)
    }


@pytest.fixture(scope="module")
def default(home):
    """With the gazetteer that comes inside the package."""
    return checked(StoredGazetteer(home, ("UA",)), villages=False)


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """With the villages of the country."""
    gazetteer = StoredGazetteer(tmp_path_factory.mktemp("full"), ("UA",))
    gazetteer.add(DUMP)
    return checked(gazetteer, villages=True)


@pytest.mark.parametrize(("seed", "code", "words", "suggestion"), ROWS, ids=[f"{r[1]}-{r[2][:20]}" for r in ROWS])
@pytest.mark.parametrize("world", ["default", "full"])
def test_a_row_is_found(request, world, seed, code, words, suggestion):
    found = [f for f in request.getfixturevalue(world)[seed] if f.code == code and f.words == words]
    assert found, f"{code} does not find “{words}”"
    assert suggestion is None or found[0].suggestion == suggestion


@pytest.mark.parametrize("place", SLIPS)
def test_an_anchor_that_was_written_for_another_is_found(full, place):
    found = [f for f in full["002"] if f.code == "P302" and f.message.startswith(f"{place} ")]
    assert [(f.words, f.suggestion) for f in found] == [("Avdiivka", "Donetsk City")]


@pytest.mark.parametrize("name", SILENT)
@pytest.mark.parametrize("world", ["default", "full"])
def test_what_is_no_error_is_left_alone(request, world, name):
    found = [f for f in request.getfixturevalue(world)["002"] if name in f.words or f.message.startswith(f"{name} ")]
    assert not found


@pytest.mark.parametrize("world", ["default", "full"])
def test_no_error_is_reported_beyond_the_table(request, world):
    """Rows found, two slips of anchors with villages, and nothing else at error level."""
    errors = {
        (s, f.code, f.words) for s, fs in request.getfixturevalue(world).items() for f in fs if f.severity == "error"
    }
    known = {(seed, code, words) for seed, code, words, _ in ROWS}
    assert errors - known <= {("002", "P302", "Avdiivka")}
