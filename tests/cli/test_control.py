"""Control as a user asks for it: a place and all, the formats, two days, the pictures, and what goes wrong."""

import csv
import io
import json
from pathlib import Path

import pytest

DAY = "2030-05-20"
REPORTS = {
    "2030-05-02": "Russian forces captured Kreminna on May 2. Ukrainian forces captured Svatove on May 2.",
    "2030-05-10": "Ukrainian forces recaptured Kreminna. The Russian MoD claimed "
    "that Russian forces captured Bilohorivka on May 9.",
    "2030-05-19": "Fighting went on in Kreminna on May 19.",
}


@pytest.fixture(scope="module")
def war(situate, tmp_path_factory) -> Path:
    """A ledger of three reports written for it."""
    folder: Path = tmp_path_factory.mktemp("war")
    lines = (
        {"id": day, "published": day, "publisher": "Institute for the Study of War", "text": text}
        for day, text in REPORTS.items()
    )
    (folder / "war.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    ledger = folder / "war.db"
    situate("ingest", folder / "war.jsonl", "-l", ledger)
    return ledger


def rows(printed: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(printed)))


def test_a_place_on_a_day(situate, war):
    (row,) = rows(situate("control", "Kreminna", "--as-of", "2030-05-05", "-l", war, "-f", "csv").stdout)
    told = [row[k] for k in ("place", "tier", "state", "side", "since", "known", "stale")]
    assert told == ["Kreminna", "assessed", "held", "russia", "2030-05-02", "2030-05-02", "no"]


def test_all_of_them_on_the_last_day_told_of(situate, war):
    found = rows(situate("control", "--all", "-l", war, "-f", "csv").stdout)
    assert {(r["place"], r["tier"], r["side"], r["stale"]) for r in found} == {
        ("Kreminna", "assessed", "ukraine", "no"),
        ("Svatove", "assessed", "ukraine", "yes"),
        ("Bilohorivka", "claimed", "russia", "no"),
    }


def test_what_was_known_then(situate, war):
    (row,) = rows(
        situate("control", "Kreminna", "--as-of", DAY, "--as-known", "2030-05-05", "-l", war, "-f", "csv").stdout
    )
    assert (row["side"], row["silent_days"]) == ("russia", "18")


def test_the_table_tells_the_same(situate, war):
    printed = situate("control", "Kreminna", "-l", war).stdout
    assert "held" in printed and "ukraine" in printed and "confirmed by the assessor" in printed


def test_geojson(situate, war):
    found = json.loads(situate("control", "--all", "-l", war, "-f", "geojson").stdout)
    assert found["type"] == "FeatureCollection" and found["as_of"] == "2030-05-19"
    assert len(found["features"]) == 3
    for feature in found["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        assert 36 < lon < 41 and 47 < lat < 51
        assert feature["properties"]["propositions"]
    assert len({feature["id"] for feature in found["features"]}) == 3


def test_what_changed_between_two_days(situate, war):
    options = ("--as-of", "2030-05-15", "--changes-from", "2030-05-05", "-l", war, "-f", "csv")
    found = rows(situate("control", "--all", *options).stdout)
    assert {(r["place"], r["before"], r["now"]) for r in found} == {
        ("Kreminna", "held by Russia", "held by Ukraine"),
        ("Bilohorivka", "nothing known", "held by Russia"),
    }
    one = rows(situate("control", "Kreminna", *options).stdout)
    assert [r["place"] for r in one] == ["Kreminna"]


def test_a_timeline_and_a_map(situate, war, tmp_path):
    done = situate("control", "Kreminna", "-l", war, "-o", tmp_path / "k.html")
    assert "Kreminna" in done.stdout
    assert "held by Ukraine" in (tmp_path / "k.html").read_text(encoding="utf-8")
    situate("control", "--all", "-l", war, "-o", tmp_path / "m.html", "--changes-from", "2030-05-05")
    page = (tmp_path / "m.html").read_text(encoding="utf-8")
    assert "What changed since May 5, 2030" in page and "Svatove" in page
    situate("control", "--all", "-l", war, "-o", tmp_path / "again.html", "--changes-from", "2030-05-05")
    assert (tmp_path / "again.html").read_bytes() == (tmp_path / "m.html").read_bytes()


def test_a_place_that_nobody_speaks_of(situate, war):
    done = situate("control", "Zhmerynka", "-l", war, "-f", "csv")
    assert rows(done.stdout) == [] and "nobody says who holds Zhmerynka" in done.stderr


def test_what_an_analyst_rejects_counts_no_more(situate, war, tmp_path):
    ledger = tmp_path / "own.db"
    ledger.write_bytes(war.read_bytes())
    found = [json.loads(line) for line in situate("claims", "-l", ledger, "-f", "jsonl").stdout.splitlines()]
    (claim,) = (c["id"] for c in found if "recaptured" in c["content"]["text"])
    situate("decide", "reject", claim, "-l", ledger, "--reason", "a slip", "--by", "A. Analyst")
    (row,) = rows(situate("control", "Kreminna", "-l", ledger, "-f", "csv").stdout)
    assert row["side"] == "russia"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((), 2, "--all"),
        (("Kreminna", "--all"), 2, "give a place, or --all"),
        (("--all", "--as-of", "2030-05-05", "--changes-from", "2030-05-05"), 2, "not before"),
        (("--all", "-o", "map.pdf"), 2, ".html"),
        (("--all", "--as-known", "2019-01-01"), 2, "situate stats"),
        (("Zhmerynka", "-o", "z.html"), 2, "nothing is known"),
        (("Kreminna", "--as-of", "2030-05-01", "-o", "k.html"), 2, "nothing is known"),
        (("--all", "-l", "missing.db"), 2, "there is no ledger"),
    ],
)
def test_what_goes_wrong_is_told(situate, war, tmp_path, arguments, code, told):
    ledger = () if "-l" in arguments else ("-l", war)
    assert told in situate("control", *arguments, *ledger, code=code, cwd=tmp_path).stderr
    assert not list(tmp_path.iterdir())
