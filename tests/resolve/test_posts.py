"""Where the places of a short text lie, which has no sections: by its directions, its neighbours, a town's size."""

import pytest
from tests.resolve.small_world import (
    DORSK,
    FAR,
    KARSK,
    PLACES,
    THEATRE,
    SmallGazetteer,
    claim_about,
    document,
    place,
    placed,
)

from situate.geo import Point, offset
from situate.model import Claim, PlaceMention
from situate.resolve import Resolver
from situate.resolve.candidates import Option
from situate.resolve.directions import Direction, directions_told

# A great city far behind Dorsk, a village of its name beside Karsk, and villages that only their front tells apart.
MAKIV_CITY = offset(DORSK, 135, 20)
PLACES_OF_POSTS = (
    *PLACES,
    place(200, "Makiv", MAKIV_CITY, 340_000),
    place(201, "Makiv", offset(KARSK, 0, 20)),
    place(202, "Nevsk", offset(KARSK, 10, 14)),
    place(210, "Andriv", offset(KARSK, 180, 9)),
    place(211, "Andriv", offset(DORSK, 110, 40)),
    place(212, "Andriv", FAR, 9_000, admin1="22"),
    place(213, "Klishiv", offset(KARSK, 185, 7)),
)


def posted(text: str, *sentences: list[str], gazetteer: SmallGazetteer | None = None) -> list[PlaceMention]:
    """The places of a text's sentences, each given by its names, in a document without sections."""
    claims, start = [], 0
    for names in sentences:
        claims.append(claim_about(text, start, names, [], None))
        start = claims[-1].end
    resolver = Resolver(THEATRE, gazetteer or SmallGazetteer(PLACES_OF_POSTS))
    return [place for claim in resolver.resolve(document(text), claims) for place in claim.places]


@pytest.mark.parametrize(("people", "other", "found"), [(35_000, 500, True), (67_000, 11_500, True), (2_000, 0, False)])
def test_a_name_alone_means_the_town_that_is_many_times_the_size_of_its_namesakes(people, other, found):
    """Who means the hamlet says where it lies; of two villages neither is what a bare name means."""
    twins = (place(300, "Avdiv", offset(KARSK, 90, 8), people), place(301, "Avdiv", offset(DORSK, 90, 8), other))
    (only,) = placed(["Avdiv"], effort=None, gazetteer=SmallGazetteer(twins))
    assert only.gazetteer_id == ("geonames:300" if found else None)


@pytest.mark.parametrize(
    ("text", "sentences", "expected"),
    [
        ("In the Karsk direction they attacked near Andriv.", [["Karsk", "Andriv"]], "geonames:210"),
        ("In the Ilov direction they attacked near Andriv.", [["Ilov", "Andriv"]], "geonames:211"),
        ("They attacked near Andriv in the Karsk sector.", [["Andriv", "Karsk"]], "geonames:210"),
        ("Karsk direction: quiet at night. Later Andriv was shelled.", [["Karsk"], ["Andriv"]], "geonames:210"),
        ("Karsk axis quiet. Ilov axis: Andriv was shelled.", [["Karsk"], ["Ilov", "Andriv"]], "geonames:211"),
        ("They went in the direction of Andriv.", [["Andriv"]], None),
        ("In the Karsk direction they attacked near Makiv and Nevsk.", [["Karsk", "Makiv", "Nevsk"]], "geonames:201"),
        ("They shelled Makiv.", [["Makiv"]], "geonames:200"),
    ],
)
def test_the_direction_tells_which_is_meant(text, sentences, expected):
    found = {place.text: place.gazetteer_id for place in posted(text, *sentences)}
    assert found["Andriv" if "Andriv" in found else "Makiv"] == expected


def test_the_city_far_behind_is_not_the_village_that_a_gazetteer_lacks():
    """A gazetteer with gaps has the city and another namesake, and not the village in the direction."""
    gaps = SmallGazetteer([*PLACES, place(200, "Makiv", offset(DORSK, 200, 60), 30_000), place(203, "Makiv", FAR)])
    text = "In the Karsk direction they attacked near Makiv."
    assert posted(text, ["Karsk", "Makiv"], gazetteer=gaps)[1].method == "unplaced"
    assert posted("They shelled Makiv.", ["Makiv"], gazetteer=gaps)[0].gazetteer_id == "geonames:200"


def test_neighbours_beside_a_namesake_leave_a_city_open():
    text = "They attacked Nevsk. The enemy shelled Makiv."
    assert posted(text, ["Nevsk"], ["Makiv"])[1].gazetteer_id != "geonames:200"


def test_what_alone_bears_a_name_is_not_meant_beside_neighbours_far_from_it():
    """It is the one that a gazetteer with gaps happens to have; by itself it is taken."""
    gaps = SmallGazetteer([*PLACES, place(310, "Pobiv", offset(DORSK, 90, 8), 500)])
    assert placed(["Pobiv"], effort=None, gazetteer=gaps)[0].gazetteer_id == "geonames:310"
    assert placed(["Pobiv", "Karsk"], effort=None, gazetteer=gaps)[0].method == "unplaced"


def test_a_neighbour_that_may_be_a_namesake_speaks_against_nothing():
    """Makiv may be the city far behind: that keeps nothing from Nevsk, which alone bears its name beside the front."""
    text = "They attacked near Makiv. Nevsk was shelled."
    assert posted(text, ["Makiv"], ["Nevsk"])[1].gazetteer_id == "geonames:202"


def test_sentences_on_other_directions_tell_nothing_of_this_one():
    """Andriv lies beside Klishiv, but what is said of Ilov is not about what lies there."""
    text = "In the Karsk direction Klishiv was shelled. In the Ilov direction Andriv was shelled."
    found = posted(text, ["Karsk", "Klishiv"], ["Ilov", "Andriv"])
    assert [place.gazetteer_id for place in found] == ["geonames:1", "geonames:213", "geonames:30", "geonames:211"]


def _told(text: str) -> list[Direction | None]:
    def town(name: str) -> Option | None:
        people = {"Karsk": 80_000, "Dorsk": 900_000}.get(name)
        return Option(id=name, name=name, point=KARSK, radius_km=4, population=people) if people else None

    claims: list[Claim] = []
    for sentence in text.split("|"):
        start = claims[-1].end + 1 if claims else 0
        claims.append(claim_about(text, start, [], [], None))
        claims[-1] = Claim(
            id=str(start), document="d1", passage_kind="body", start=start, end=start + len(sentence),
            content=claims[-1].content,
        )  # fmt: skip
    return directions_told(text, claims, town)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the Karsk direction", [("Karsk",)]),
        ("On the Karsk axis|it was quiet", [("Karsk",), ("Karsk",)]),
        ("In the South Dorsk direction", [("Dorsk",)]),
        ("On the Dorsk-Karsk axis", [("Dorsk", "Karsk")]),
        ("In the Dorsk and Karsk directions", [("Dorsk", "Karsk")]),
        ("In the Karsk direction|in the southern direction|it was quiet", [("Karsk",), None, None]),
        ("in the direction of Karsk", [None]),
        ("west of Karsk, sector 4", [None]),
        ("along the Karsk front line", [None]),
        ("on the Karsk front", [("Karsk",)]),
        ("the Nowhere direction", [None]),
        (f"In the Karsk direction|{'x' * 700}|it was quiet", [("Karsk",), ("Karsk",), None]),
        ("In the Karsk direction\n|it was quiet", [("Karsk",), None]),
        ("direction|sector| axis| front", [None, None, None, None]),
        ("", [None]),
    ],
)
def test_directions(text, expected):
    found = _told(text)
    assert [one and tuple(name for name, _, _ in one.towns) for one in found] == expected


def test_what_a_direction_says_of_its_town():
    first, second = _told("In the Dorsk direction|it was quiet")
    assert first == Direction((("Dorsk", Point(lat=KARSK.lat, lon=KARSK.lon), True),))
    assert second is not None
    assert second.carried
