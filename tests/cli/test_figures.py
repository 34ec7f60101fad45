"""situate figures as a user runs it, on a ledger of two short documents of its own."""

import csv
import json
import shutil

import pytest

DOCUMENTS = (
    {"id": "a", "published": "2023-05-20", "publisher": "UNHCR",
     "text": "As of 12 May 2023, 41,000 people were internally displaced by fighting in Kharkiv Oblast. "
             "Between 1 and 9 May 2023, 900 people were evacuated from Kupiansk."},
    {"id": "b", "published": "2023-06-20", "publisher": "Daily",
     "text": "Sweden pledged 50 tanks to Ukraine on 19 June 2023. Some 7 million people are displaced."},
)  # fmt: skip


@pytest.fixture(scope="module")
def ledger(situate, tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures")
    (folder / "in.jsonl").write_text("".join(json.dumps(d) + "\n" for d in DOCUMENTS), encoding="utf-8")
    situate("ingest", folder / "in.jsonl", "-l", folder / "situate.db")
    return folder / "situate.db"


def read(situate, ledger, *arguments):
    return json.loads(situate("figures", *arguments, "-l", ledger, "-f", "json").stdout)


def test_it_helps_with_an_example(situate):
    assert "situate figures" in " ".join(situate("figures", "--help").stdout.split())


def test_every_figure_and_each_topic_alone(situate, ledger):
    found = read(situate, ledger)
    assert {(f["topic"], f["low"]) for f in found} == {
        ("displacement", 41000), ("displacement", 900), ("displacement", 7e6), ("aid", 50),
    }  # fmt: skip
    assert [f["topic"] for f in read(situate, ledger, "aid")] == ["aid"]


def test_of_a_day_and_as_known_on_a_day(situate, ledger):
    assert [f["low"] for f in read(situate, ledger, "--as-of", "2023-05-12")] == [41000]
    known = read(situate, ledger, "--as-known", "2023-05-31")
    assert {f["low"] for f in known} == {41000, 900}


def test_the_table_explains_its_flags(situate, ledger):
    printed = situate("figures", "-l", ledger).stdout
    assert "no_source: nobody is named who counted" in printed
    assert "conversion" not in printed


def test_csv_idu_and_hxl(situate, ledger):
    plain = list(csv.DictReader(situate("figures", "-l", ledger, "-f", "csv").stdout.splitlines()))
    assert len(plain) == 4
    done = situate("figures", "-l", ledger, "-f", "idu")
    (update,) = csv.DictReader(done.stdout.splitlines())
    assert (update["figure"], update["iso3"], update["displacement_end_date"]) == ("900", "UKR", "2023-05-09")
    assert "3 figures are no new internal displacements" in done.stderr
    header, tags, *rows = csv.reader(situate("figures", "-l", ledger, "-f", "hxl").stdout.splitlines())
    assert tags[0] == "#date+start"
    assert len(rows) == 3
    assert all(len(cells) == len(header) == len(tags) for cells in rows)


def test_what_is_retracted_equals_never_having_had_it(situate, ledger, tmp_path):
    less, never = tmp_path / "less.db", tmp_path / "never.db"
    shutil.copy(ledger, less)
    (gone,) = {f["document"] for f in read(situate, ledger, "aid")}
    situate("retract", gone, "--reason", "it was a hoax", "--by", "A. Analyst", "-l", less)
    (tmp_path / "a.jsonl").write_text(json.dumps(DOCUMENTS[0]) + "\n", encoding="utf-8")
    situate("ingest", tmp_path / "a.jsonl", "-l", never)
    kept, had = read(situate, less), read(situate, never)
    unnamed = ("id", "document", "claims")  # a document's name holds its place in the file that it came in
    assert [{k: v for k, v in f.items() if k not in unnamed} for f in kept] == [
        {k: v for k, v in f.items() if k not in unnamed} for f in had
    ]
    assert len(kept) == 2


def test_the_picture_is_written(situate, ledger, tmp_path):
    out = tmp_path / "figures.html"
    assert "4 figures" in situate("figures", "-l", ledger, "-o", out).stdout
    assert "41,000" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["weather"], "no such topic"),
        (["-o", "figures.png"], "not a kind of picture"),
        (["budget", "-o", "figures.html"], "nothing to draw"),
    ],
)
def test_what_cannot_be_done_is_told(situate, ledger, arguments, told, tmp_path):
    assert told in situate("figures", "-l", ledger, *arguments, code=2, cwd=tmp_path).stderr
