"""What a name can mean, what claims mean by it, and what claims teach about places: edges, unlisted villages."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from situate.errors import DataError
from situate.store.gazetteers import StoredGazetteer

# A village that no gazetteer has, a town that all have at a distance told once a day, and a bare name nobody knows.
POSTS = [
    ("2023-01-18", "The General Staff reported that forces shelled Testivske (12km north of Bakhmut)."),
    ("2023-01-19", "The General Staff reported that forces shelled Testivske (11km north of Bakhmut)."),
    ("2023-01-20", "Russian forces captured Nowherehamlet, a militia source claimed."),
] + [
    (f"2023-01-{day}", f"The General Staff said that forces repelled raid {day} at Soledar (9km northeast of Bakhmut).")
    for day in range(11, 17)
]  # fmt: skip


@pytest.fixture(scope="module")
def ledger(situate, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("places")
    lines = [
        json.dumps({"id": f"post-{n}", "published": day, "publisher": "A Daily", "text": text})
        for n, (day, text) in enumerate(POSTS)
    ]
    (folder / "posts.jsonl").write_text("\n".join(lines) + "\n")
    made: Path = folder / "a.db"
    situate("ingest", folder / "posts.jsonl", "-l", made)
    return made


def told(situate, ledger: Path, name: str, *more: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(situate("place", name, "-l", ledger, "-f", "jsonl", *more).stdout)
    return found


def test_candidates_say_what_claims_mean_and_why(situate, ledger):
    first, *others = told(situate, ledger, "Soledar")["candidates"]
    assert (first["name"], first["claims"], first["country"]) == ("Soledar", 6, "UA")
    assert first["where"] == "Donetsk Oblast"
    assert sum(first["how"].values()) == 6
    assert first["why"]
    assert not any(other["claims"] for other in others)


def test_a_village_of_no_gazetteer_is_where_its_locators_put_it(situate, ledger):
    found = told(situate, ledger, "Testivske")["candidates"]
    assert sum(one["claims"] for one in found) == 2
    assert all(one["gazetteer_id"].startswith("learned:") for one in found)
    assert all("learned" in one["how"] and 48.6 < one["lat"] < 48.8 for one in found)


def test_the_ledger_keeps_what_locators_taught_and_by_which_claims(situate, ledger):
    found = told(situate, ledger, "Testivske")
    (row,) = found["located"]
    assert (row["name"], row["n"], row["gazetteer_id"]) == ("Testivske", 2, None)
    assert 48.6 < row["lat"] < 48.8
    assert row["radius_km"] > 0
    assert row["claims"] == [claim["id"] for claim in found["claims"]]
    table = situate("place", "Testivske", "-l", ledger).stdout
    assert "learned: no gazetteer has it" in table
    assert row["claims"][0] in table
    lines = situate("gazetteer", "learn-places", "-l", ledger, "-f", "jsonl").stdout.splitlines()
    assert row in map(json.loads, lines)
    only = situate("gazetteer", "learn-places", "--unlisted", "-l", ledger, "-f", "csv").stdout
    assert "Testivske" in only and "Soledar" not in only


def test_on_an_earlier_day_less_had_been_learned(situate, ledger):
    (then,) = told(situate, ledger, "Testivske", "--as-of", "2023-01-18")["located"]
    (now,) = told(situate, ledger, "Testivske", "--as-of", "2023-01-19")["located"]
    assert (then["n"], now["n"]) == (1, 2)
    assert then["claims"] == now["claims"][:1]
    assert told(situate, ledger, "Testivske", "--as-of", "2023-01-17")["located"] == []


def test_what_stays_unplaced_says_so(situate, ledger):
    (only,) = told(situate, ledger, "Nowherehamlet")["candidates"]
    assert (only["name"], only["claims"], only["lat"], only["why"]) == ("unplaced", 1, None, "in no gazetteer")


@pytest.mark.parametrize(
    ("name", "told_of"), [("Solledar", "did you mean Soledar"), ("Xqzt", "no place goes by that name\n")]
)
def test_a_name_that_nobody_has_is_answered_with_near_ones(situate, ledger, name, told_of):
    assert told_of in situate("place", name, "-l", ledger).stderr


def test_claims_come_by_day_up_to_the_day_asked_for(situate, ledger):
    found = told(situate, ledger, "Soledar", "--as-of", "2023-01-13")
    assert list(found["days"]) == ["2023-01-11", "2023-01-12", "2023-01-13"]
    assert list(found["days"].values()) == [[claim["id"]] for claim in found["claims"]]
    table = situate("place", "Soledar", "-l", ledger, "--as-of", "2023-01-13").stdout
    assert table.count("2023-01-13") >= 1
    assert "2023-01-14" not in table


def test_a_name_of_many_is_not_listed_to_the_end(situate, ledger):
    table = situate("place", "Oleksandrivka", "-l", ledger).stdout
    assert "smaller ones that no claim means; --format jsonl lists them all" in table
    assert len(told(situate, ledger, "Oleksandrivka")["candidates"]) > 8


def test_csv_holds_the_claims(situate, ledger):
    rows = list(csv.DictReader(io.StringIO(situate("place", "Soledar", "-l", ledger, "-f", "csv").stdout)))
    assert [row["published"] for row in rows] == [f"2023-01-{day}" for day in range(11, 17)]


def test_edges_are_learned_from_distances_and_written_as_a_theatre_has_them(situate, ledger):
    rows = list(csv.DictReader(io.StringIO(situate("gazetteer", "learn-edges", "-l", ledger, "-f", "csv").stdout)))
    (bakhmut,) = rows
    assert (bakhmut["name"], bakhmut["n"]) == ("Bakhmut", "6")
    assert list(bakhmut) == ["name", "lat", "lon", "edge_km", "spread_km", "n"]
    assert 0 <= float(bakhmut["edge_km"]) < 10
    assert float(bakhmut["spread_km"]) == 0  # one distance, told six times


def test_too_few_distances_teach_nothing_and_say_so(situate, tmp_path):
    (tmp_path / "one.txt").write_text("January 24, 2023\n\n" + POSTS[-1][1])
    situate("ingest", tmp_path / "one.txt", "-l", tmp_path / "a.db")
    assert "five distances" in situate("gazetteer", "learn-edges", "-l", tmp_path / "a.db").stderr


def test_learned_places_go_out_as_geonames_and_come_back_as_a_gazetteer(situate, ledger, tmp_path):
    done = situate("gazetteer", "learn-places", "-l", ledger, "--out", tmp_path / "learned.txt")
    assert done.stdout.startswith("wrote ")
    stored = StoredGazetteer(tmp_path, ["UA"], embedded=False)
    assert stored.add(tmp_path / "learned.txt").refused == ()
    (found,) = stored.named("Testivske")
    assert 48.6 < found.lat < 48.8
    rows = csv.DictReader(io.StringIO(situate("gazetteer", "learn-places", "-l", ledger, "-f", "csv").stdout))
    (row,) = [row for row in rows if row["name"] == "Testivske"]
    assert (round(float(row["lat"]), 3), row["n"]) == (found.lat, "2")
    several = situate("gazetteer", "learn-places", "-l", ledger, "--least", "3", "-f", "csv")
    assert "Testivske" not in several.stdout


@pytest.mark.parametrize("command", ["learn-edges", "learn-places"])
def test_learning_needs_a_ledger(situate, tmp_path, command):
    assert "there is no ledger" in situate("gazetteer", command, "-l", tmp_path / "none.db", code=2).stderr


def test_a_gazetteer_of_another_version_can_be_removed_by_the_command(situate, home):
    file = home / "gazetteers" / "added-old.sqlite"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"of another age")
    try:
        with pytest.raises(DataError):
            StoredGazetteer(home, ["UA"], embedded=False)
    finally:
        assert situate("gazetteer", "remove", "old").stdout == "old: removed\n"
    assert not file.exists()
