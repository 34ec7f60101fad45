"""The map as a user asks for it: the kinds of file, the days, and what goes wrong."""

import json
import re
from pathlib import Path

import pytest
from tests.produce.test_geojson import checked


def data_of(text: str) -> dict[str, list[object]]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    data: dict[str, list[object]] = json.loads(found[1])
    return data


@pytest.fixture(scope="module")
def drawn(situate, example_ledger, tmp_path_factory) -> Path:
    """A folder with both kinds of map of the example's last day, and what the command printed of each."""
    folder: Path = tmp_path_factory.mktemp("map") / "new"
    for name in ("map.html", "map.GeoJSON"):
        done = situate("map", "2023-01-24", "-l", example_ledger, "-o", folder / name)
        assert re.search(r"wrote .*map\.\w+: \d+ settlements, \d+ areas and \d+ lines from \d+ of \d+", done.stdout)
    return folder


def test_a_page_of_the_example(drawn):
    data = data_of((drawn / "map.html").read_text(encoding="utf-8"))
    assert len(data["days"]) >= 3
    assert len(data["spots"]) >= 20
    assert sorted(p.name for p in drawn.iterdir()) == ["map.GeoJSON", "map.html"]


def test_without_a_name_it_is_a_page_named_after_the_day(situate, example_ledger, tmp_path):
    situate("map", "2023-01-23", "-l", example_ledger, cwd=tmp_path)
    data = data_of((tmp_path / "map-2023-01-23.html").read_text(encoding="utf-8"))
    assert data["days"][-1] == ["2023-01-23", "January 23, 2023"]


def test_geojson_of_the_example_keeps_the_rules_and_names_claims(situate, example_ledger, drawn):
    found = checked((drawn / "map.GeoJSON").read_bytes())
    kinds = {feature["properties"]["kind"] for feature in found["features"]}
    assert {"settlement", "area"} <= kinds
    printed = situate("claims", "-l", example_ledger, "-f", "jsonl").stdout
    known = {json.loads(line)["id"] for line in printed.splitlines()}
    named = {claim for feature in found["features"] for claim in feature["properties"]["claims"]}
    assert named <= known
    assert len(named) > 50


def test_since_leaves_older_claims_out(situate, example_ledger, drawn, tmp_path):
    situate("map", "2023-01-24", "-l", example_ledger, "-o", tmp_path / "late.geojson", "--since", "2023-01-24")
    whole, late = (json.loads(p.read_text())["features"] for p in (drawn / "map.GeoJSON", tmp_path / "late.geojson"))
    assert {f["properties"]["first_day"] for f in late} == {"2023-01-24"}
    assert len(late) < len(whole)


def test_what_the_journal_rejects_is_not_drawn(situate, example_ledger, tmp_path):
    ledger = tmp_path / "own.db"
    ledger.write_bytes(example_ledger.read_bytes())
    situate("map", "2023-01-24", "-l", ledger, "-o", tmp_path / "before.geojson")
    before = json.loads((tmp_path / "before.geojson").read_text(encoding="utf-8"))
    claim = before["features"][0]["properties"]["claims"][0]
    situate("decide", "reject", claim, "-l", ledger, "--reason", "a slip", "--by", "A. Analyst")
    done = situate("map", "2023-01-24", "-l", ledger, "-o", tmp_path / "after.geojson")
    assert "1 claims that the journal rejects are not drawn" in done.stderr
    assert claim not in (tmp_path / "after.geojson").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["map.html", "map.GeoJSON"])
def test_the_same_map_twice_is_the_same_to_the_byte(situate, example_ledger, drawn, tmp_path, name):
    situate("map", "2023-01-24", "-l", example_ledger, "-o", tmp_path / name)
    assert (tmp_path / name).read_bytes() == (drawn / name).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("2023-01-24", "-o", "map.pdf"), 2, ".html or .geojson"),
        (("2023-01-24", "-o", "map"), 2, ".html or .geojson"),
        (("2019-01-01",), 2, "situate stats"),
        (("2023-01-24", "--since", "2023-01-25"), 2, "lies after"),
        (("24.1.2023",), 2, "does not match"),
        (("2023-01-24", "-l", "missing.db"), 2, "there is no ledger"),
        (("2023-01-24", "-o", "/proc/none/map.html"), 3, "cannot be written"),
    ],
)
def test_what_goes_wrong_is_told(situate, example_ledger, tmp_path, arguments, code, told):
    ledger = () if "-l" in arguments else ("-l", example_ledger)
    assert told in situate("map", *arguments, *ledger, code=code, cwd=tmp_path).stderr
    assert not list(tmp_path.iterdir())


def test_a_second_theatre_without_outlines_has_its_map_too(situate, tmp_path, pytestconfig):
    folder = pytestconfig.rootpath / "tests" / "theatre" / "sudan-2023"
    (tmp_path / "report.txt").write_text(
        "April 20, 2023\n\nThe army shelled Omdurman (12km northwest of Khartoum). "
        "Fighting went on between Omdurman and Khartoum.\n"
    )
    more = ("-l", tmp_path / "a.db", "-t", folder)
    situate("ingest", tmp_path / "report.txt", *more)
    situate("map", "2023-04-20", "-o", tmp_path / "map.html", *more)
    spots = data_of((tmp_path / "map.html").read_text(encoding="utf-8"))["spots"]
    assert {spot[0] for spot in spots if isinstance(spot, list)} == {"Khartoum", "Omdurman", "Omdurman–Khartoum"}
