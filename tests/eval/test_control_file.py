"""How the readers' file of control is read, and what counts as the same change."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from eval.control_file import ADVANCE, CLAIMED, HELD, RETAKEN, Change, File, days_off, ledger_changes, readings

from situate.geo import Point
from situate.model import Control

HEAD = "date,katottg,name_en,name_uk,oblast_uk,lat,lon,layer,event"
OAKHAM, ELMTON = ("UA1", "Oakham", 49.0, 37.0), ("UA2", "Elmton", 49.5, 37.5)


def row(day: str, settlement: tuple[str, str, float, float], layer: str, event: str) -> str:
    key, name, lat, lon = settlement
    return f"{day},{key},{name},x,x,{lat},{lon},{layer},{event}"


def file(folder: Path, *rows: str) -> File:
    path = folder / "control.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return File(path)


@pytest.fixture
def war(tmp_path: Path) -> File:
    return file(
        tmp_path,
        row("2022-02-24", ELMTON, HELD, "in_layer_at_start"),
        row("2022-04-01", OAKHAM, CLAIMED, "entered_layer"),
        row("2022-04-05", OAKHAM, CLAIMED, "left_layer"),
        row("2022-04-05", OAKHAM, ADVANCE, "entered_layer"),
        row("2022-04-20", OAKHAM, ADVANCE, "left_layer"),
        row("2022-04-20", OAKHAM, HELD, "entered_layer"),
        row("2022-06-01", ELMTON, HELD, "left_layer"),
        row("2022-06-01", ELMTON, RETAKEN, "entered_layer"),
        row("2022-07-01", ELMTON, RETAKEN, "left_layer"),
    )


def test_changes_of_the_file(war: File):
    found = [(c.day.isoformat(), c.name, c.tier, c.side, c.how) for c in war.changes]
    assert found == [
        ("2022-04-01", "Oakham", "claimed", "russia", "gained"),
        ("2022-04-20", "Oakham", "assessed", "russia", "gained"),
        ("2022-06-01", "Elmton", "assessed", "russia", "lost"),
        ("2022-06-01", "Elmton", "claimed", "ukraine", "gained"),
        ("2022-07-01", "Elmton", "claimed", "ukraine", "redrawn"),
    ]


def test_a_place_is_found_by_name_or_nearby(war: File):
    assert war.at("Oakham", Point(lat=49.05, lon=37.0)) is war.settlements["UA1"]
    assert war.at("Ocham", Point(lat=49.01, lon=37.0)) is war.settlements["UA1"]
    assert war.at("Ocham", Point(lat=49.05, lon=37.0)) is None
    assert war.at("Oakham", Point(lat=50.0, lon=37.0)) is None


def test_when_it_was_first_drawn(war: File):
    assert [(c.name, c.day.isoformat()) for c in war.drawn(("assessed",), "assessed")] == [("Oakham", "2022-04-05")]
    assert [(c.name, c.day.isoformat()) for c in war.drawn(("assessed", "claimed"), "any")] == [
        ("Oakham", "2022-04-01")
    ]


def change(day: str, place: str, side: str, *, gained: bool = True, tier: str = "assessed") -> Change:
    return Change(date.fromisoformat(day), place, place, Point(lat=49.0, lon=37.0), tier, side, gained)


@pytest.mark.parametrize(
    ("told", "denied"),
    [
        (change("2022-04-18", "UA1", "russia"), False),
        (change("2022-04-02", "UA1", "russia"), True),
        (change("2022-04-02", "UA1", "russia", tier="claimed"), False),
        (change("2022-03-01", "UA1", "russia", tier="claimed"), True),
        (change("2022-06-05", "UA2", "russia", gained=False), False),
        (change("2022-05-01", "UA2", "russia", gained=False), True),
        (change("2022-06-03", "UA2", "ukraine", tier="claimed"), False),
        (change("2022-05-01", "UA2", "ukraine", tier="claimed"), True),
        (change("2022-05-01", "geonames:9", "russia"), True),
        (change("2022-05-01", "geonames:9", "ukraine"), False),
    ],
)
def test_what_the_file_denies(war: File, told: Change, denied: bool):
    assert war.denies(told) is denied


def test_the_nearest_change_within_a_week_counts():
    wanted = [change("2022-04-10", "UA1", "russia")]
    assert days_off(wanted, [change("2022-04-14", "UA1", "russia"), change("2022-04-09", "UA1", "russia")]) == [1]
    assert days_off(wanted, [change("2022-04-18", "UA1", "russia")]) == [None]
    assert days_off(wanted, [change("2022-04-10", "UA2", "russia")]) == [None]
    assert days_off(wanted, [change("2022-04-10", "UA1", "russia", tier="claimed")]) == [None]
    assert days_off(wanted, [change("2022-04-10", "UA1", "ukraine", gained=False)]) == [0]


def control(day: int, state: str, side: str | None, between: tuple[str, ...] = (), tier: str = "claimed") -> Control:
    when = date(2022, 4, 1) + timedelta(days=day)
    return Control(
        place="geonames:1", place_name="Oakham", lat=49.0, lon=37.0, radius_km=1.0, side=side, state=state, tier=tier,
        evidence="", valid_from=when, known_from=when, propositions=(), reason="", between=between,
    )  # fmt: skip


def told(rows: list[Control], war: File) -> Iterator[tuple[int, str, bool]]:
    return ((c.day.day, c.side, c.gained) for c in ledger_changes(rows, war))


def test_changes_of_the_ledger(war: File):
    rows = [
        control(0, "held", "russia"),
        control(4, "contested", None, ("russia", "ukraine")),
        control(9, "held", "ukraine"),
    ]
    assert list(told(rows, war)) == [
        (1, "russia", True),
        (5, "russia", False),
        (5, "ukraine", True),
        (10, "russia", False),
        (10, "ukraine", True),
    ]
    assert list(told([control(3, "unknown", None, ("russia",))], war)) == [(4, "russia", False)]
    assert list(told([control(3, "contested", None, ("russia",), "assessed")], war)) == []


def test_the_readers_verdicts_are_of_known_kinds():
    found = readings()
    assert len(found) > 150
    assert set(found.values()) == {"says so", "part of it, or near it", "hedged or denied", "silent"}
