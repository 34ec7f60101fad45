"""The pack of the war in Ukraine: it loads, and holds what the stages need of it."""

import csv
import re
from pathlib import Path

import pytest

from situate.config import data_folder, read_folder
from situate.geo import Point
from situate.theatre import Theatre, read_theatre
from situate.vocab import EVENTS

FOLDER = data_folder("theatres", "ukraine")
CORPUS = Path(__file__).parents[2] / ".." / "shared" / "corpus" / "roca-2022"


@pytest.fixture(scope="module")
def ukraine() -> Theatre:
    return read_theatre(read_folder(FOLDER))


def test_the_pack_is_as_wide_as_the_work_needs(ukraine):
    assert len(ukraine.sources) >= 60
    assert {s.side for s in ukraine.sources} >= {"russia", "ukraine", "belarus", "west", None}
    kinds = {s.kind for s in ukraine.sources}
    assert kinds >= {"official", "military", "proxy", "occupation", "agency", "media", "channel", "ngo", "think_tank",
                     "intergovernmental", "imagery", "class"}  # fmt: skip
    codes = {area.admin1 for area in ukraine.areas if area.country == "UA" and area.kind == "admin1"}
    assert codes == {f"{n:02}" for n in range(1, 28)}


def test_ids_are_made_of_plain_letters(ukraine):
    rows = [*ukraine.sides, *ukraine.actors, *ukraine.sources, *ukraine.areas, *ukraine.efforts, *ukraine.offices]
    assert [row.id for row in rows if not re.fullmatch(r"[a-z0-9-]+", row.id)] == []


def test_addresses_are_prefixes_without_scheme_and_lead_to_one_source(ukraine):
    addresses = [(address, s.id) for s in ukraine.sources for address in s.addresses]
    assert [a for a, _ in addresses if "://" in a or a != a.lower() or a.startswith("www.")] == []
    assert len({a for a, _ in addresses}) == len(addresses)


def test_a_class_is_nobodys_family(ukraine):
    families: dict[str, set[str]] = {}
    for source in ukraine.sources:
        families.setdefault(source.family, set()).add("class" if source.kind == "class" else "speaker")
    mixed = {name for name, kinds in families.items() if len(kinds) > 1}
    assert mixed <= {"us-government"}, "officials of one government, named and unnamed, are one voice"


def test_speakers_that_repeat_each_other_share_a_family(ukraine):
    family = {s.id: s.family for s in ukraine.sources}
    for one, other in [
        ("ru-tass", "ru-ria"),
        ("ua-general-staff", "zaluzhny"),
        ("prigozhin", "grey-zone"),
        ("ru-mod", "ru-general-staff"),
        ("rogov", "zaporizhia-occupation"),
        ("gur", "budanov"),
    ]:
        assert family[one] == family[other], (one, other)
    for one, other in [("gur", "ua-general-staff"), ("ru-mod", "rybar"), ("ru-rbk", "ru-tass"), ("uk-mod", "us-dod")]:
        assert family[one] != family[other], (one, other)


def test_efforts_name_known_events_and_are_written_as_phrases(ukraine):
    for effort in ukraine.efforts:
        assert set(effort.events) <= EVENTS
        assert all(h == h.lower() and len(h.split()) <= 8 for h in effort.headings), effort.id
    anchors = [Point(lat=lat, lon=lon) for effort in ukraine.efforts for _, lat, lon in effort.anchors]
    assert len(anchors) > 50 and all(ukraine.holds(point) for point in anchors)
    assert len({effort.order for effort in ukraine.efforts}) == len(ukraine.efforts)


@pytest.mark.parametrize(
    ("heading", "effort"),
    [
        ("Main Effort—Eastern Ukraine", "donetsk"),
        ("Subordinate Main Effort—Southern Kharkiv, Donetsk, Luhansk Oblasts", "donetsk"),
        ("Subordinate Main Effort – Mariupol", "mariupol"),
        ("Supporting Effort #1—Kharkiv City", "kharkiv"),
        ("Supporting Effort #2—Southern Axis", "southern-axis"),
        ("Supporting Effort #3—Sumy and Northeastern Ukraine:", "kyiv"),
        ("Eastern Ukraine: (Eastern Kharkiv Oblast-Western Luhansk Oblast)", "luhansk-axis"),
        ("Russian Subordinate Main Effort #2 – Oskil River", "luhansk-axis"),
        ("Russian Subordinate Main Effort #3 – Donetsk Oblast", "donetsk"),
        ("Russian Subordinate Main Effort #1 – Kharkiv Oblast", "kharkiv"),
        ("Russian Supporting Effort – Northern Axis", "kyiv"),
        ("Russian Air, Missile, and Drone Campaign", "air-campaign"),
        ("Mobilization and Force Generation Efforts", "force-generation"),
        ("Activities in Russian-Occupied Areas", "occupied-areas"),
        ("Significant activity in Belarus", "belarus"),
    ],
)
def test_a_heading_leads_to_its_effort_by_the_longest_words_it_holds(ukraine, heading, effort):
    held = [(len(h), e.id) for e in ukraine.efforts for h in e.headings if h in heading.lower()]
    assert max(held)[1] == effort


def test_house_spellings_are_not_themselves_variants(ukraine):
    variants = {s.variant for s in ukraine.spellings}
    assert [s for s in ukraine.spellings if s.house in variants] == []


def test_the_csv_files_have_no_stray_blanks():
    for path in sorted(FOLDER.glob("*.csv")):
        rows = csv.reader(path.read_text().splitlines())
        assert [row for row in rows for cell in row if cell != cell.strip()] == [], path.name


@pytest.mark.corpus
def test_most_channel_links_of_the_reports_lead_to_a_known_source(ukraine):
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus at {CORPUS}")
    known = {address for s in ukraine.sources for address in s.addresses}
    pages = sorted(CORPUS.glob("*.html"))[::12]
    links = [
        re.sub(r"/s/", "/", link.lower())
        for page in pages
        for link in re.findall(r"https?://((?:t\.me|twitter\.com)/(?:s/)?\w+)", page.read_text(errors="replace"))
    ]
    found = sum(link in known for link in links)
    # 84% over the whole corpus of 2022 when the pack was written.
    assert len(links) > 200 and found / len(links) > 0.75, f"{found} of {len(links)}"
