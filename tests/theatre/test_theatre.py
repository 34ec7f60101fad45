"""A theatre is data: a second one loads, and each fault is named by file, row and key."""

import csv
import re
import textwrap
import tomllib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from situate.courses import Course
from situate.errors import DataError
from situate.geo import Point
from situate.shapes import Way
from situate.theatre import (
    Area,
    Effort,
    KnownActor,
    LearnedPlace,
    Office,
    Publisher,
    Side,
    Source,
    Spelling,
    Theatre,
    TownEdge,
    read_theatre,
)

SUDAN = {path.name: path.read_bytes() for path in sorted((Path(__file__).parent / "sudan-2023").iterdir())}


def broken(file: str, old: str, new: str) -> dict[str, bytes]:
    """The Sudanese theatre with one text in one file replaced."""
    text = SUDAN[file].decode()
    assert old in text, f"the table of faults is out of date: {old!r} is not in {file}"
    return {**SUDAN, file: text.replace(old, new, 1).encode()}


def faults_of(files: dict[str, bytes]) -> list[str]:
    with pytest.raises(DataError) as caught:
        read_theatre(files)
    assert caught.value.remedy
    return caught.value.message.split("\n")


def test_a_second_theatre_loads():
    theatre = read_theatre(SUDAN)
    assert theatre.id == "sudan-2023" and theatre.scale == "phia" and theatre.currencies == ("SDG", "USD")
    assert [side.id for side in theatre.sides] == ["saf", "rsf"]
    assert {actor.id: actor.parent for actor in theatre.actors}["saf-6th"] == "saf-forces"
    dabanga = next(source for source in theatre.sources if source.id == "dabanga")
    assert dabanga.side is None and dabanga.addresses == ("dabangasudan.org",)
    assert [area.admin1 for area in theatre.areas] == ["", "29", "55", ""]
    assert theatre.efforts[0].anchors == (("Omdurman", 15.64, 32.48),)
    assert [rubric.direction for rubric in theatre.courses[0].rubrics] == ["more", "less"]
    assert theatre.publishers[0].toc == ("in this bulletin",)
    assert theatre.spellings[0].house == "El Fasher"
    assert theatre.offices[0].side is None


@pytest.mark.parametrize(
    ("lat", "lon", "inside"),
    [(15.6, 32.5, True), (22.3, 38.7, True), (22.31, 30.0, False), (15.6, 21.7, False), (50.4, 30.5, False)],
)
def test_the_box_holds_its_edges(lat, lon, inside):
    assert read_theatre(SUDAN).holds(Point(lat=lat, lon=lon)) is inside


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        # keys
        ("theatre.toml", 'name = "War', 'nmae = "War', r": unknown key 'nmae'"),
        ("theatre.toml", 'id = "sudan-2023"\n', "", r": .*missing required field `id`"),
        ("theatre.toml", "south = 8.6", 'south = "far"', r": .*float.*south"),
        ("sides.toml", 'name = "Rapid', 'colour = "red"\nname = "Rapid', r": side 2 \(rsf\): unknown key 'colour'"),
        ("sides.toml", "[[side]]", "[[party]]", r": unknown key 'party'; its tables are \[\[side\]\]"),
        ("efforts.toml", "order = 20", 'order = "second"', r": effort 2 \(darfur\): .*int.*order"),
        ("efforts.toml", 'id = "darfur"\n', "", r": effort 2: .*missing required field `id`"),
        ("areas.csv", "id,name,kind", "id,name,sort", r": unknown column 'sort'"),
        ("areas.csv", "15.8,32.9", "north,32.9", r":3 \(khartoum-state\): .*float.*lat"),
        ("sources.csv", "suna,SUNA,agency", "suna,SUNA,newswire", r":4 \(suna\): .*newswire.*kind"),
        ("sources.csv", "suna,SUNA", ",SUNA", r":4: .*missing required field `id`"),
        ("sources.csv", "agency,saf,saf", "agency,saf,", r":4 \(suna\): .*missing required field `family`"),
        # form
        ("offices.toml", "[[office]]", "[[office]", r": not TOML: .*line 1"),
        ("spellings.csv", "Umdurman,Omdurman,place", "Umdurman,Omdurman", r":3: wrong number of cells: 2 under 3"),
        ("spellings.csv", "Umdurman,Omdurman,place", "Umdurman,Omdurman,place,x", r":3: wrong number of cells: 4"),
        # ids and names that stand twice
        ("actors.csv", "hemedti,", "burhan,", r": id 'burhan' stands 2 times"),
        ("efforts.toml", 'id = "darfur"', 'id = "khartoum"', r": id 'khartoum' stands 2 times"),
        ("sources.csv", "|Nabil Abdallah", "|dabanga", r": 'Dabanga' names both saf-spokesperson and dabanga"),
        ("actors.csv", "Hemedti|Dagalo", "Hemedti|burhan", r": 'burhan' names both burhan and hemedti"),
        ("areas.csv", "North Darfur State", "Khartoum State", r": 'Khartoum State' names both"),
        ("spellings.csv", "Umdurman,", "al fashir,", r": 'al fashir' names both El Fasher \(place\) and Omdurman"),
        ("efforts.toml", '"darfur"]', '"The Capital"]', r": 'The Capital' names both khartoum and darfur"),
        # references
        ("actors.csv", "person,rsf-forces", "person,militia", r": hemedti: parent 'militia' is not in actors\.csv"),
        ("actors.csv", "Burhan,saf", "Burhan,army", r": burhan: side 'army' is not in sides\.toml"),
        ("sources.csv", "agency,saf", "agency,gov", r": suna: side 'gov' is not in sides\.toml"),
        ("efforts.toml", '["north-darfur"]', '["darfur"]', r": darfur: areas 'darfur' is not in areas\.csv"),
        ("publishers.toml", '"dabanga"', '"dabnga"', r": dabnga: source 'dabnga' is not in sources\.csv"),
        ("courses.toml", '"less"', '"fewer"', r": port-sudan/further: direction 'fewer' is none of more"),
        # the map
        ("areas.csv", "12.5,34.3", "12.5,343", r": blue-nile: 12\.5, 343\.0 is not on the globe"),
        ("efforts.toml", "13.63, 25.35", "136.3, 25.35", r": darfur: anchor El Fasher: .*not on the globe"),
        ("ways.csv", "blue-nile,", "white-nile,", r": white-nile: is not in areas\.csv"),
        ("ways.csv", "11.80 34.40", "11.80", r": blue-nile: .*degrees north and east"),
        ("shapes.json", '{"khartoum-state"', '{"khartum-state"', r": khartum-state: is not in areas\.csv"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_file_and_key(file, old, new, said):
    faults = faults_of(broken(file, old, new))
    assert any(re.match(re.escape(file) + said, fault) for fault in faults), faults


def test_all_faults_are_told_at_once():
    files = broken("sides.toml", 'name = "Rapid', 'colour = "red"\nname = "Rapid')
    files["areas.csv"] = SUDAN["areas.csv"].replace(b"15.8,", b"north,")
    assert [fault.split(":")[0] for fault in faults_of(files)] == ["sides.toml", "areas.csv"]


def test_a_theatre_without_its_head_is_refused():
    assert faults_of({}) == ["theatre.toml: missing"]


@pytest.mark.parametrize("file", ["theatre.toml", "areas.csv"])
def test_bytes_that_are_no_text_are_refused(file):
    assert any(fault.startswith(f"{file}: not") for fault in faults_of({**SUDAN, file: b"id = \xff\xfe"}))


def test_a_byte_order_mark_is_not_part_of_the_first_column():
    files = {**SUDAN, "areas.csv": b"\xef\xbb\xbf" + SUDAN["areas.csv"]}
    assert read_theatre(files) == read_theatre(SUDAN)


def test_only_the_head_is_needed():
    assert read_theatre({"theatre.toml": SUDAN["theatre.toml"]}).sources == ()


GUIDE = (Path(__file__).parents[2] / "docs" / "theatre.md").read_text()


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("theatre.toml", Theatre), ("sides.toml", Side), ("actors.csv", KnownActor), ("sources.csv", Source),
        ("publishers.toml", Publisher), ("areas.csv", Area), ("efforts.toml", Effort), ("offices.toml", Office),
        ("spellings.csv", Spelling), ("courses.toml", Course), ("edges.csv", TownEdge), ("learned.csv", LearnedPlace),
        ("ways.csv", Way),
    ],
)  # fmt: skip
def test_the_guide_describes_every_key(file, kind):
    section = GUIDE.split(f"## `{file}`")[1].split("\n## ")[0]
    tables = {path.split(".")[0] for path in SUDAN}
    keys = [field.name for field in msgspec.structs.fields(kind) if not (kind is Theatre and field.name in tables)]
    assert [key for key in keys if f"`{key}`" not in section] == []


@pytest.mark.parametrize("block", re.findall(r"(?:^    .+\n|^\n(?=    ))+", GUIDE.split("## `theatre.toml`")[1], re.M))
def test_the_examples_of_the_guide_are_well_formed(block):
    text = textwrap.dedent(block).strip()
    if "=" in text:
        assert tomllib.loads(text)
    else:
        rows = list(csv.reader(text.splitlines()))
        assert len(rows) > 1 and len({len(row) for row in rows}) == 1


@given(st.sampled_from(sorted(SUDAN)), st.binary(max_size=200))
def test_any_bytes_load_or_are_refused_with_the_file_named(file, body):
    try:
        read_theatre({**SUDAN, file: body})
    except DataError as error:
        assert any(kind in error.message for kind in (".toml", ".csv", ".json"))
