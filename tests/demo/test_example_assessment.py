"""The demo's assessment: every sentence cites claims that hold its names, numbers and places.

The check here is written apart from the gate that the writer uses: it looks into the cited sentences of the original
documents, not into the fields that were extracted from them.
"""

import json
import re
from datetime import date, timedelta
from math import atan2, cos, degrees, hypot, radians

import pytest

from situate.config import data_folder, read_folder
from situate.store import Ledger
from situate.theatre import read_theatre

DAY = date(2023, 1, 24)
WORDS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# What an editor's bracket says of whose enemy is meant; a test of its own looks at it.
ENEMY = re.compile(r"(?<=enemy) \[(\w+)(?: forces)?\]")
# A locator that the writer measured; a test of its own measures it again.
MEASURED = re.compile(r"(\w+) \((\d+)km (\w+) of ([^()]+)\)")
NAME = re.compile(r"(?<![\w’'ʼ])[A-ZА-ЯЄІЇҐ][\w’'ʼ]*")  # "31K" is no name
# Words that a sentence may add of itself: the scaffolding of attribution, not facts about the world.
SCAFFOLD = frozenset(
    re.findall(
        r"\w+",
        """the a an on in it at by for from no one two several some another other local geolocated footage this that
        they he she its their his her meanwhile however both neither january february march april may june july august
        september october november december according fighting""",
    )
)


@pytest.fixture(scope="module")
def written(situate, example_ledger, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    situate("assess", DAY.isoformat(), "--ledger", example_ledger, "--out", out)
    return out


@pytest.fixture(scope="module")
def assessment(written):
    return json.loads((written / f"assessment-{DAY}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def said(example_ledger):
    """Of each claim, everything that its document says around it, and the names its source goes by."""
    theatre = read_theatre(read_folder(data_folder("theatres", "ukraine")))
    names = {s.id: " ".join((s.name, *s.aliases)) for s in theatre.sources}
    house = {s.variant.casefold(): s.house for s in theatre.spellings}
    with Ledger.open(example_ledger) as book:
        texts = {d.id: d for d in book.documents()}
        return {c.id: _grounds(c, texts[c.document], names, house) for c in book.claims()}


def _grounds(claim, document, names, house) -> str:
    sentence = document.text[claim.start : claim.end]
    ids = [document.publisher_id, *(s.source_id for s in claim.speakers)]
    days = [d for m in claim.dates for d in (m.first, m.last)] + [claim.published]
    return " ".join(
        [
            sentence,
            document.publisher,
            *(names.get(i or "", "") for i in ids),
            *(s.text for s in claim.speakers),
            *(a.text for a in claim.actors),
            *(p.name or p.text for p in claim.places),
            *(loc.text for loc in claim.locators),
            *(house.get(word.casefold(), "") for word in NAME.findall(sentence)),
            *(f"{d:%B} {d.day} {d.year}" for d in days if d),
        ]
    )


def sentences(node):
    """Every printed sentence of the assessment, wherever it stands in it."""
    if isinstance(node, dict):
        if {"text", "claims", "notes"} <= set(node):
            yield node
        for value in node.values():
            yield from sentences(value)
    elif isinstance(node, list):
        for value in node:
            yield from sentences(value)


def unfounded(sentence, said) -> list[str]:
    """The names and numbers of a sentence that stand nowhere in what it cites."""
    grounds = " ".join(said[claim] for claim in sentence["claims"]).casefold()
    words = set(re.findall(r"[\w’'ʼ]+", grounds))
    stems = {w.removesuffix("’s").removesuffix("'s") for w in words}
    text = MEASURED.sub(lambda m: m[0] if m[2] in grounds else m[1], ENEMY.sub("", sentence["text"]))
    names = [n for n in NAME.findall(text) if n.casefold() not in SCAFFOLD]
    missing = [n for n in names if n.casefold() not in words and n.casefold().removesuffix("’s") not in stems]
    return missing + [n for n in NUMBER.findall(text) if n not in grounds]


def test_every_sentence_cites_claims_that_hold_its_names_numbers_and_places(assessment, said):
    printed = list(sentences(assessment))
    assert len(printed) > 60
    assert all(s["claims"] and s["notes"] for s in printed)
    bad = {s["text"]: missing for s in printed if (missing := unfounded(s, said))}
    assert not bad


def test_the_enemy_is_the_other_side_of_whoever_speaks(assessment, example_ledger):
    theatre = read_theatre(read_folder(data_folder("theatres", "ukraine")))
    sides = {s.id: s.side for s in theatre.sources}
    with Ledger.open(example_ledger) as book:
        speaking = {c.id: sides.get(c.origin_id or "") for c in book.claims()}
    found = [(s, m[1]) for s in sentences(assessment) for m in ENEMY.finditer(s["text"])]
    assert found
    for sentence, adjective in found:
        own = {"Russian": "russia", "Ukrainian": "ukraine"}[adjective]
        assert {speaking[c] for c in sentence["claims"]} - {own, None}, sentence["text"]


def apart(one, other) -> tuple[float, float]:
    """Kilometres and degrees from one point to another on a sphere, which is close enough here."""
    north = (other[0] - one[0]) * 111.2
    east = (other[1] - one[1]) * 111.2 * cos(radians((one[0] + other[0]) / 2))
    return hypot(north, east), degrees(atan2(east, north)) % 360


def test_a_measured_locator_is_right(assessment, example_ledger):
    theatre = read_theatre(read_folder(data_folder("theatres", "ukraine")))
    towns = {name: (lat, lon) for e in theatre.efforts for name, lat, lon in e.anchors}
    with Ledger.open(example_ledger) as book:
        claims = {c.id: c for c in book.claims()}
    measured = 0
    for sentence in sentences(assessment):
        cited = [claims[i] for i in sentence["claims"]]
        for name, km, compass, town in MEASURED.findall(sentence["text"]):
            points = [(p.lat, p.lon) for c in cited for p in c.places if p.lat and p.text.endswith(name)]
            written = [loc.text for c in cited for loc in c.locators]
            if points and town in towns and f"{km}km {compass} of {town}" not in written:
                away, course = apart(towns[town], points[0])
                off = abs(course - WORDS.index(compass) * 45) % 360
                assert abs(away - int(km)) <= 6, (sentence["text"], away)
                assert min(off, 360 - off) <= 23, (sentence["text"], course)
                measured += 1
    assert measured >= 3


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("Bakhmut", "Kharkiv"), ("Krasnopolivka", "Vesele"), ("January 23", "January 21")],
)
def test_the_check_sees_what_is_wrong(assessment, said, was, becomes):
    one = next(s for s in sentences(assessment) if was in s["text"])
    assert unfounded(one | {"text": one["text"].replace(was, becomes)}, said)


def test_every_note_mark_leads_to_quoted_words_a_source_and_a_link_or_file(assessment):
    notes = {n["number"]: n for n in assessment["notes"]}
    for sentence in sentences(assessment):
        for number in sentence["notes"]:
            note = notes[number]
            assert note["quote"]
            assert note["source"] or note["publisher"]
            assert note["url"] or note["name"]


def test_it_holds_what_an_assessment_holds(assessment):
    assert assessment["toplines"]
    assert len(assessment["takeaways"]) >= 5
    assert all(section["objective"] for section in assessment["sections"] if section["effort"])
    assert assessment["changes"]
    assert {left["reason"] for left in assessment["left_out"]}


def test_the_page_is_one_file_that_asks_for_nothing(written):
    page = (written / f"assessment-{DAY}.html").read_text(encoding="utf-8")
    assert "<svg" in page
    loaded = re.findall(r"<(?:link|script|img|iframe)\b[^>]*(?:src|href)=|@import|url\((?!#)", page)
    assert not loaded


def test_the_village_that_no_gazetteer_has_is_placed_by_its_locator(situate, example_ledger):
    found = json.loads(situate("place", "Dvorichchia", "-l", example_ledger, "-f", "jsonl").stdout)
    mentions = [p for c in found["claims"] for p in c["places"] if p["text"] == "Dvorichchia"]
    assert mentions
    assert {p["method"] for p in mentions} == {"learned"}
    assert all(48.6 < p["lat"] < 48.8 and 37.8 < p["lon"] < 38.2 for p in mentions)


def test_rivals_for_one_command_stand_side_by_side(assessment):
    text = " ".join(s["text"] for s in sentences(assessment["sections"]))
    for holder in ("Kuzovlev", "Nikiforov", "Berdnikov"):
        assert holder in text


def test_what_is_said_to_continue_is_cited_from_two_days(assessment, example_ledger):
    with Ledger.open(example_ledger) as book:
        days = {c.id: c.published for c in book.claims()}
    sums = [s for s in sentences(assessment) if s["sums"] and s["text"].startswith("Fighting near")]
    assert sums
    for sentence in sums:
        cited = {days[c] for c in sentence["claims"]}
        assert cited == ({DAY, DAY - timedelta(days=1)} if "continued" in sentence["text"] else {DAY})


def test_the_board_holds_what_no_rubric_filed(assessment):
    (board,) = assessment["boards"]
    held = {rung["heading"]: [s["text"] for s in rung["sentences"]] for rung in board["rungs"]}
    assert board["standing"].startswith("Level: very low")
    assert any("reservists" in text for text in held["Can be read either way"])
    assert any("strike group" in text for text in held["Makes it less likely"])
    sections = " ".join(s["text"] for s in sentences(assessment["sections"]))
    assert "reservists" not in sections


def test_the_day_before_is_told_apart(assessment):
    assert date.fromisoformat(assessment["day"]) - timedelta(days=1) == date(2023, 1, 23)
    assert any(change["kind"] == "new" for change in assessment["changes"])
