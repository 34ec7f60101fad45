"""The example: enough items, enough speakers, every special case, and not a line taken from anybody."""

import html
import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "examples" / "january-2023"
SHARED = Path(__file__).parents[2] / ".." / "shared"
FILES = sorted(p for p in FOLDER.rglob("*") if p.is_file())


def plain(path: Path) -> str:
    text = path.read_text(errors="replace")
    if path.suffix == ".html":
        text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    return text


def words_of(message: dict[str, Any]) -> str:
    text = message["text"]
    return text if isinstance(text, str) else "".join(p if isinstance(p, str) else p["text"] for p in text)


def chat(name: str) -> dict[str, Any]:
    return dict(json.loads((FOLDER / "telegram" / name / "result.json").read_text()))


def post(name: str, number: int) -> dict[str, Any]:
    return next(m for m in chat(name)["messages"] if m["id"] == number)


def feed(name: str) -> dict[str, dict[str, str]]:
    rows = [json.loads(line) for line in (FOLDER / "feeds" / name).read_text().splitlines()]
    return {row["id"]: row for row in rows}


def read(path: str) -> str:
    return plain(FOLDER / path)


def items() -> Iterator[tuple[str, str, str, str]]:
    """Every item: (format, publisher, day, text)."""
    for path in FILES:
        if path.name == "result.json":
            export = json.loads(path.read_text())
            yield from (("telegram", export["name"], m["date"][:10], words_of(m)) for m in export["messages"])
        elif path.suffix == ".jsonl":
            rows = feed(path.name).values()
            yield from (("jsonl", row["publisher"], row["published"][:10], row["text"]) for row in rows)
        elif path.suffix == ".html":
            source = path.read_text()
            site, day = (
                re.search(rf'property="{key}" content="([^"]+)"', source)
                for key in ("og:site_name", "article:published_time")
            )
            assert site and day, path
            yield "html", site[1], day[1][:10], plain(path)
        else:
            text = path.read_text()
            named = re.search(r"^publisher: (.+)$", text, re.IGNORECASE | re.MULTILINE)
            yield path.suffix, named[1] if named else text.splitlines()[0], path.stem[-10:], text


def test_there_is_enough_of_it():
    every = list(items())
    assert len(every) >= 60
    assert len({publisher for _, publisher, _, _ in every}) >= 12
    assert {form for form, _, _, _ in every} == {"telegram", "jsonl", "html", ".txt", ".md"}
    assert {day for _, _, day, _ in every if day} == {"2023-01-22", "2023-01-23", "2023-01-24"}


def test_an_item_is_as_short_as_a_report():
    for _, publisher, _, text in items():
        assert 8 <= len(text.split()) <= 160, (publisher, text)


def test_both_clocks_of_a_telegram_message_agree():
    for path in FOLDER.glob("telegram/*/result.json"):
        for message in json.loads(path.read_text())["messages"]:
            hours, minutes = map(int, message["date"][11:16].split(":"))
            local = (hours * 60 + minutes) * 60
            assert (int(message["date_unixtime"]) + 2 * 3600) % 86400 == local, (path, message["id"])


def test_a_relay_names_its_origin():
    relay, origin = post("boris-rozhin", 20310), post("dnr-territorial-defense", 7719)
    assert relay["forwarded_from"] == chat("dnr-territorial-defense")["name"]
    assert "Dvorichchia" in words_of(relay) and "Dvorichchia" in words_of(origin)
    assert origin["date"] < relay["date"]


def test_a_wire_story_stands_twice_nearly_word_for_word():
    one, two = (re.sub(r"\s+", " ", read(f"articles/{name}-kupyansk.html")) for name in ("tass", "izvestia"))
    assert one != two
    assert SequenceMatcher(None, one.lower(), two.lower(), autojunk=False).ratio() > 0.7


SIX = ("Mala Tokmachka", "Novodanylivka", "Novoandriivka", "Bilohirya", "Mali Shcherbaky", "Shcherbaky")


def test_conduct_refutes_a_claim():
    claim = words_of(post("vladimir-rogov", 5120))
    fired_on = read("communiques/general-staff-2023-01-24.md")
    own_side = words_of(post("rybar", 4113))
    assert all(name in claim and name in fired_on for name in SIX) and "shelled" in fired_on
    assert sum(name in own_side for name in SIX) >= 3 and "artillery" in own_side


@pytest.mark.parametrize(
    ("path", "holder", "when"),
    [
        ("articles/rbk-districts.html", "Nikiforov", "13 December 2022"),
        ("communiques/uk-mod-2023-01-24.txt", "Kuzovlev", "late October 2022"),
        ("communiques/gur-commanders-2023-01-24.md", "Nikiforov", "December 26, 2022"),
    ],
)
def test_three_rival_claims_on_one_command(path, holder, when):
    text = read(path)
    assert "Western Military District" in text and holder in text and when in text


def test_a_village_that_no_gazetteer_has_comes_with_its_locator():
    assert "Dvorichchia (12km north of Bakhmut)" in words_of(post("dnr-territorial-defense", 7719))


def test_a_post_is_edited_a_day_later_and_loses_the_unit():
    before, after = post("khodakovsky-export-1", 2591), post("khodakovsky-export-2", 2591)
    assert "edited" not in before and after["edited"][:10] == "2023-01-24" and before["date"][:10] == "2023-01-23"
    assert before["date"] == after["date"] and chat("khodakovsky-export-1")["id"] == chat("khodakovsky-export-2")["id"]
    assert "155th Naval Infantry Brigade" in words_of(before)
    assert "155th" not in words_of(after)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("articles/spiegel-leopard.html", "14 tanks"),
        ("feeds/agencies.jsonl", "14 Challenger 2"),
        ("articles/himars-ilovaisk.html", "HIMARS"),
        ("communiques/gur-raid-2023-01-24.md", "Nova Kakhovka"),
        ("communiques/belarus-mod-2023-01-24.md", "decree"),
        ("telegram/boris-rozhin/result.json", "storage warehouses"),
        ("articles/rferl-migrants.html", "migrants"),
        ("feeds/agencies.jsonl", "car exploded in Berdyansk"),
        ("feeds/footage.jsonl", "west of Klishchiivka"),
        ("feeds/footage.jsonl", "west of Pidhorodne"),
        ("telegram/rybar/result.json", "Paraskovievka (9km north of Bakhmut)"),
        ("telegram/frontline-notebook/result.json", "Vodyane (7km southwest of Avdiivka)"),
        ("telegram/khodakovsky-export-1/result.json", "Vuhledar (28km southwest of Donetsk City)"),
        ("communiques/general-staff-2023-01-24.md", "Chervonopopivka (6km north of Kreminna)"),
        ("communiques/iom-displacement-2023-01-23.md", "5.4 million people"),
    ],
)
def test_each_thread_of_the_day_is_there(path, words):
    assert words in read(path)


def test_the_readme_names_every_folder_and_says_that_nothing_is_quoted():
    readme = (FOLDER.parent / "README.md").read_text()
    assert "not quotations" in readme
    paths = re.findall(r"`((?:telegram|feeds|articles|communiques)/[\w.-]+)`", readme)
    assert len(paths) > 20
    assert [p for p in paths if not (FOLDER / p).exists()] == []


def eights(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}


@pytest.mark.corpus
def test_no_eight_words_in_a_row_are_taken_from_a_report():
    if not SHARED.is_dir():
        pytest.skip(f"no reports at {SHARED}")
    reports = [*sorted(SHARED.glob("seeds/*")), *sorted(SHARED.glob("corpus/other/*"))]
    reports += sorted(SHARED.glob("corpus/roca-2022/*.html"))
    own = set().union(*(eights(text) for _, _, _, text in items()))
    taken = {(path.name, run) for path in reports for run in own & eights(plain(path))}
    assert taken == set()
