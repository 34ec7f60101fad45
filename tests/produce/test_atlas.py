"""The atlas: what is one place, what is a line, what a report rests on."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.produce.world import DAY, Told, claim, desk, example

from situate.model import Claim, PlaceMention
from situate.produce.atlas import Atlas, Spot, atlas, tier
from situate.produce.lines import stretches
from situate.theatre import Spelling

LINE = "fire at the Orlen-Tarvik line"


def spots(found: Atlas) -> dict[str, Spot]:
    return {spot.name: spot for spot in found.spots}


def between(words: str, *names: str, **changes: object) -> Claim:
    """A claim whose places are ends of a line; `changes` are of the last of them."""
    made = claim(Told(content=words, places=names))
    places = [msgspec.structs.replace(p, role="between") for p in made.places]
    places[-1] = msgspec.structs.replace(places[-1], **changes)
    return msgspec.structs.replace(made, places=tuple(places))


def with_claims(*claims: Claim) -> Atlas:
    made = desk(tuple(Told(content=f"word {n}") for n in range(len(claims))))
    document = next(iter(made.documents.values()))
    return atlas(
        msgspec.structs.replace(
            made, claims={c.id: c for c in claims}, propositions=(),
            documents={c.document: msgspec.structs.replace(document, id=c.document) for c in claims},
        )
    )  # fmt: skip


def test_every_placed_place_is_there_with_its_claims():
    made = example()
    found = spots(atlas(made))
    assert set(found) == {"Orlen", "Tarvik", "Sedma", "Port Ashby"}  # and no unplaced one
    assert [made.claims[i].content.text for i in found["Sedma"].claims] == [
        "Corian forces captured Sedma", "Veslandian forces hold Sedma",
    ]  # fmt: skip
    assert found["Sedma"].methods == (("learned", 1), ("unique", 1))
    assert (found["Orlen"].kind, found["Orlen"].radius_km, found["Orlen"].key) == ("settlement", 3.0, "test:Orlen")


def test_each_claim_knows_its_voice_and_grade():
    found = atlas(example())
    told = {t.claim.content.text: t for t in found.told.values()}
    captured = told["Corian forces captured Sedma"]
    assert (captured.voice.name, captured.voice.camp, captured.voice.family) == ("Frontwatch", "cor", "cor-channels")
    assert (captured.supports, captured.credibility) == (("p1",), 4)
    held = told["Veslandian forces hold Sedma"]
    assert (held.supports, held.credibility) == ((), 4)  # a denial is judged, and supports nothing
    assert told["Corian forces attacked near Orlen but did not advance"].voice.name == "Corian milblogger"


WIRE, PAPER = {"publisher": "wire"}, {"publisher": "paper"}


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([[{}]], "single"),
        ([[{}, {"publisher": "ves-staff", "day": DAY - timedelta(1)}]], "single"),
        ([[{"publisher": "cor-channel"}, {"publisher": "cor-echo"}]], "single"),  # one family
        ([[WIRE, PAPER]], "several"),
        ([[WIRE], [PAPER]], "single"),  # of different things
        ([[{"publisher": "ves-staff"}, {"publisher": "cor-mod"}]], "both"),
        ([[WIRE, PAPER], [{"evidence": "satellite"}]], "seen"),
        ([[{"evidence": "footage"}]], "single"),  # not said to be geolocated
        ([[{"publisher": "nobody knows"}, {"publisher": "nor him"}]], "several"),
    ],
)
def test_tiers_are_of_one_proposition(groups, expected):
    told = [
        tuple(Told(content=f"fighting in Orlen {g} {n}", places=("Orlen",), **more) for n, more in enumerate(group))
        for g, group in enumerate(groups)
    ]
    found = atlas(desk(*told))
    assert tier(spots(found)["Orlen"], found.told) == expected


@pytest.mark.parametrize(
    ("words", "names", "expected"),
    [
        (LINE, ("Orlen", "Tarvik"), [("Orlen", "Tarvik")]),
        ("the road between Orlen, Tarvik, and Sedma", ("Orlen", "Tarvik", "Sedma"), [("Orlen", "Tarvik", "Sedma")]),
        ("between Orlen (3km west of Sedma) and Tarvik", ("Orlen", "Tarvik"), [("Orlen", "Tarvik")]),
        ("from Orlen to Tarvik", ("Orlen", "Tarvik"), [("Orlen", "Tarvik")]),
        ("between Orlen and Tarvik and between Sedma and Port Ashby", ("Orlen", "Tarvik", "Sedma", "Port Ashby"),
         [("Orlen", "Tarvik"), ("Sedma", "Port Ashby")]),
        ("along the Orlen-Tarvik border", ("Orlen", "Tarvik"), []),
        ("along the Orlen-Tarvik oblast border", ("Orlen", "Tarvik"), []),
        ("between Orlen and Nowhere", ("Orlen", "Nowhere"), []),
        ("between Orlen and positions", ("Orlen",), []),
        ("between Orlen and Orlen", ("Orlen", "Orlen"), []),
    ],
)  # fmt: skip
def test_lines_are_those_that_the_words_join(words, names, expected):
    assert [tuple(p.text for p in line) for line in stretches(between(words, *names))] == expected


def test_an_area_is_no_end_of_a_line_but_may_stand_behind_it():
    assert list(stretches(between(LINE, "Orlen", "Tarvik", method="area", radius_km=90.0))) == []
    (line,) = stretches(between("between Orlen and Tarvik, Sedma", "Orlen", "Tarvik", "Sedma", radius_km=90.0))
    assert [p.text for p in line] == ["Orlen", "Tarvik"]


def test_a_line_is_one_whichever_end_it_is_told_from():
    found = with_claims(between(LINE, "Orlen", "Tarvik"), between("from Tarvik to Orlen", "Tarvik", "Orlen"))
    (line,) = [spot for spot in found.spots if spot.kind == "line"]
    assert (line.name, len(line.claims), line.radius_km) == ("Orlen–Tarvik", 2, 3.0)
    assert line.key == "line:test:Orlen/test:Tarvik"
    assert [(p.lat, p.lon) for p in line.points] == [(10.0, 20.0), (10.3, 20.2)]


def place(name: str, lat: float, *, key: str | None = None, radius_km: float = 3.0, **more: object) -> PlaceMention:
    fields = {"method": "unique" if key else "learned", "role": "at", **more}
    return PlaceMention(
        text=name, start=100, end=100 + len(name), name=name, lat=lat, lon=20.0, radius_km=radius_km,
        gazetteer_id=key, **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def told_at(*places: PlaceMention) -> Atlas:
    made = [claim(Told(content=f"{p.text} was hit {n}")) for n, p in enumerate(places)]
    return with_claims(*(msgspec.structs.replace(c, places=(p,)) for c, p in zip(made, places, strict=True)))


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([place("Vesna", 10.0, key="geonames:1"), place("Vesna", 10.05)], ["geonames:1"]),
        ([place("Vesna", 10.05), place("Vesna", 10.0)], ["learned:Vesna@10.0,20.0"]),
        ([place("Vesna", 10.0), place("Vesna", 11.0)], ["learned:Vesna@10.0,20.0", "learned:Vesna@11.0,20.0"]),
        ([place("Vesna", 10.0), place("Lipa", 10.0)], ["learned:Lipa@10.0,20.0", "learned:Vesna@10.0,20.0"]),
        ([place("Vesna", 10.0, key="geonames:1"), place("Vesna", 10.0, key="area:v", method="area")],
         ["area:v", "geonames:1"]),
        ([place("Vesna", 10.0, key="geonames:1", role="context")], []),
    ],
)  # fmt: skip
def test_one_village_under_several_points_is_one_place(places, expected):
    assert [spot.key for spot in told_at(*places).spots] == expected


def test_a_gazetteers_point_wins_over_a_learned_one_of_the_same_place():
    learned = place("Vesna", 10.05, key="learned:vesna@10.05,20.00", method="learned", radius_km=1.0)
    (spot,) = told_at(learned, place("Vesna", 10.0, key="geonames:1"), learned).spots
    assert (spot.key, spot.points[0].lat, spot.radius_km) == ("geonames:1", 10.0, 3.0)
    assert spot.methods == (("learned", 2), ("unique", 1))


@pytest.mark.parametrize(
    ("radius_km", "method", "kind"), [(3.0, "unique", "settlement"), (31.0, "unique", "area"), (3.0, "area", "area")]
)
def test_what_is_wider_than_a_town_is_an_area(radius_km, method, kind):
    (spot,) = told_at(place("Vesna", 10.0, key="geonames:1", radius_km=radius_km, method=method)).spots
    assert (spot.kind, spot.whole) == (kind, False)


def test_a_place_goes_by_the_houses_name():
    found = told_at(place("Orlensk", 10.0, key="geonames:1"))
    theatre = msgspec.structs.replace(found.theatre, spellings=(Spelling(variant="Orlensk", house="Orlen"),))
    made = example()
    again = atlas(
        msgspec.structs.replace(
            made, theatre=theatre, claims={i: t.claim for i, t in found.told.items()}, propositions=()
        )
    )
    assert [spot.name for spot in again.spots] == ["Orlen"]


@given(st.permutations(range(len(example().claims))))
def test_the_order_of_the_claims_changes_no_place(order):
    made = example()
    ids = list(made.claims)
    turned = atlas(msgspec.structs.replace(made, claims={ids[n]: made.claims[ids[n]] for n in order}))
    plain = atlas(made)
    assert [(s.key, s.points, sorted(s.claims), sorted(s.methods)) for s in turned.spots] == [
        (s.key, s.points, sorted(s.claims), sorted(s.methods)) for s in plain.spots
    ]
    assert [tier(s, turned.told) for s in turned.spots] == [tier(s, plain.told) for s in plain.spots]
