"""How far from its anchor the bearer of a name is still the place that is meant."""

import pytest
from tests.lint.world import SmallGazetteer, document, files, lexicon, lint

from situate.gazetteer import Toponym
from situate.lint import Finding, Knowledge, Linter, selected
from situate.theatre import read_theatre

# Villages of one name, each some 100 km and more from the next; the first lies 80 km from Vuhledar.
_SPREAD = ((47.1, 37.0), (48.5, 36.0), (49.5, 35.0), (50.5, 33.0))


class Namesakes(SmallGazetteer):
    """The small world with so many villages of one name besides."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._places += [
            Toponym(id=f"geonames:9{n}", name="Yabluneve", lat=lat, lon=lon, country="UA", population=0)
            for n, (lat, lon) in enumerate(_SPREAD[:count])
        ]


def told(text: str, count: int) -> tuple[Finding, ...]:
    knowledge = Knowledge(read_theatre(files()), lexicon(), Namesakes(count), files(), villages=True)
    return Linter(knowledge, lexicon(), selected(("P301", "P305"))).lint(document(text))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Smoke rose over Vuhledar (12km north of Bakhmut).", "P301"),  # a town, 107 km away
        ("Smoke rose over Velyka Novosilka (15km west of Ilovaisk).", "P305"),  # one village of that name, 102 km away
        ("Smoke rose over Vuhledar (12km north of Kherson).", ""),  # 370 km: another place of that name, or none
        ("Smoke rose over Velyka Novosilka (15km west of Kherson).", ""),
    ],
)
def test_a_name_without_doubt_is_measured_from_afar(text, code):
    assert [finding.code for finding in lint(text, "P301", "P305")] == ([code] if code else [])


@pytest.mark.parametrize(("count", "found"), [(1, True), (3, True), (4, False)])
def test_of_many_namesakes_none_is_meant_from_afar(count, found):
    """One that no gazetteer holds may lie where the words say."""
    assert bool(told("Smoke rose over Yabluneve (12km south of Vuhledar).", count)) is found


def test_of_many_namesakes_the_near_one_is_measured():
    assert told("Smoke rose over Yabluneve (70km north of Vuhledar).", 4)
