"""What changed between two days of the bundled example, over all the ledgers."""

import json
from collections import Counter
from typing import Any

import pytest


def changes_of(situate, ledger, *arguments) -> list[dict[str, Any]]:
    done = situate("diff", *arguments, "-l", ledger, "-f", "jsonl")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_all_ledgers_in_their_order_with_the_claims_behind_each_line(situate, example_ledger):
    found = changes_of(situate, example_ledger, "2023-01-22", "2023-01-24")
    counted = Counter(change["ledger"] for change in found)
    assert [change["ledger"] for change in found] == sorted(
        (change["ledger"] for change in found), key=["control", "offices", "board", "figures"].index
    )
    assert counted["control"] > 10 and counted["offices"] >= 4 and counted["board"] >= 6 and counted["figures"] >= 1
    listed = situate("claims", "-l", example_ledger, "-f", "jsonl").stdout.splitlines()
    known = {json.loads(line)["id"] for line in listed}
    assert all(change["claims"] and set(change["claims"]) <= known for change in found)


def test_one_ledger_alone_and_a_day_on_which_nothing_changed(situate, example_ledger):
    table = situate("diff", "2023-01-22", "2023-01-24", "--only", "offices", "-l", example_ledger).stdout
    assert "Western Military District" in table and "control" not in table
    quiet = situate("diff", "2024-02-01", "2024-02-02", "--only", "board", "--only", "offices", "-l", example_ledger)
    assert "nothing has changed" in quiet.stderr


def test_with_the_same_knowledge_only_the_world_differs(situate, example_ledger):
    known = ("--as-known", "2023-01-24", "--only", "board")
    found = changes_of(situate, example_ledger, "2023-01-10", "2023-01-20", *known)
    own = changes_of(situate, example_ledger, "2023-01-10", "2023-01-20", "--only", "board")
    assert found == own == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("2023-01-24", "2023-01-22"), "give the earlier day first"),
        (("2023-01-22", "2023-01-24", "--only", "officers"), "did you mean offices"),
    ],
)
def test_what_goes_wrong_is_told(situate, example_ledger, arguments, told):
    assert told in situate("diff", *arguments, "-l", example_ledger, code=2).stderr
