"""Edited and deleted posts as an analyst meets them: exports, lines and pages that come in twice, and what is told."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from situate.cli.workshop import Workshop, workshop
from situate.model import Claim, Judgment
from situate.store import ClaimQuery, Ledger
from situate.tally import Summary

TOOK = "Russian forces captured Vodyane on January 24."
NEAR = "Russian forces attacked near Vodyane on January 24."
MORE = "Russian forces shelled Avdiivka."
Post = tuple[int, str]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "situate.db"


@pytest.fixture(scope="module")
def bench(home) -> Iterator[Workshop]:
    """What `situate ingest` works with, built once: most cases need the program no further."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITUATE_HOME", str(home))
        yield workshop("ukraine")


@pytest.fixture
def ingest(bench, ledger) -> Callable[..., Summary]:
    """Read files into the ledger and derive, as `situate ingest` does."""

    def run(*files: Path, captured: datetime | None = None) -> Summary:
        with Ledger.open(ledger) as book:
            summary: Summary = bench.pipeline.ingest(book, files, captured=captured)
            bench.pipeline.derive(book)
        return summary

    return run


@pytest.fixture
def put(tmp_path) -> Callable[..., Path]:
    """Write a file that was there by a day of January 2023."""

    def put_file(name: str, body: str, day: int) -> Path:
        path: Path = tmp_path / name
        path.write_text(body)
        then = datetime(2023, 1, day, 12, tzinfo=UTC).timestamp()
        os.utime(path, (then, then))
        return path

    return put_file


def export(*posts: Post | tuple[int, str, int], kind: str = "public_channel", user: str = "rybar") -> str:
    """An export of a channel: number and text of each post, and the day of its edit."""
    messages = []
    for number, text, *edit in posts:
        moment = int(datetime(2023, 1, 24, 8, number, tzinfo=UTC).timestamp())
        message = {"id": number, "type": "message", "date": "x", "date_unixtime": str(moment), "text": text}
        if edit:
            message |= {"edited_unixtime": str(int(datetime(2023, 1, edit[0], 9, tzinfo=UTC).timestamp()))}
        messages.append(message)
    chat = {"name": "Rybar", "type": kind, "id": 11, "username": user, "messages": messages}
    return json.dumps(chat)


def line(text: str = "", **fields: str) -> str:
    return json.dumps({"id": "wire/7", "published": "2023-01-24", "publisher": "rybar", "text": text, **fields}) + "\n"


def page(text: str, published: str = "2023-01-24T18:00:00+00:00") -> str:
    head = (
        '<link rel="canonical" href="https://example.org/r/1">'
        f'<meta property="article:published_time" content="{published}">'
    )
    weather = "The weather stayed cold along the whole of the front, and the roads were under snow in many places."
    return (
        f"<html><head><title>Evening report</title>{head}</head><body><article><h1>Evening report</h1>"
        f"<p>{weather}</p><p>{text} {MORE}</p></article></body></html>"
    )


@pytest.fixture
def told(situate, ledger) -> Callable[..., list[dict[str, Any]]]:
    """What a command prints as JSON lines."""

    def run(*arguments: str) -> list[dict[str, Any]]:
        printed = situate(*arguments, "-l", ledger, "-f", "jsonl").stdout
        return [json.loads(found) for found in printed.splitlines()]

    return run


@pytest.fixture
def judged(ledger) -> Callable[[], Judgment]:
    """The judgment on the capture of Vodyane."""

    def run() -> Judgment:
        with Ledger.open(ledger, create=False) as book:
            (found,) = (p.id for p in book.propositions() if p.event == "capture")
            return next(j for j in book.judgments() if j.proposition == found)

    return run


def claims(ledger: Path, event: str, known: date | None = None) -> list[Claim]:
    with Ledger.open(ledger, create=False) as book:
        return [c for c in book.claims(ClaimQuery(as_known=known)) if c.event == event]


def lapses(ledger: Path) -> list[tuple[str, str, str, str | None]]:
    """What the ledger derived: document, how, since and until."""
    with Ledger.open(ledger, create=False) as book:
        return [(o.document, o.how, str(o.since), str(o.until) if o.until else None) for o in book.lapses()]


def rules(judgment: Judgment) -> set[str]:
    """The rules that speak against it."""
    return {found.rule for found in judgment.receipt.against}


A = export((1, "Good morning."), (2, TOOK), (3, MORE))
LACKING = export((1, "Good morning."), (3, MORE))


def test_an_export_that_comes_in_twice_with_an_edited_post(situate, ledger, put, told, judged):
    situate("ingest", put("a.json", A, 24), "-l", ledger)
    assert judged().credibility == 3
    situate("ingest", put("b.json", export((1, "Good morning."), (2, NEAR, 25), (3, MORE)), 26), "-l", ledger)
    (post,) = told("versions")
    assert (post["post"], post["became"], post["since"]) == ("rybar/2", "edited", "2023-01-25")
    first, second = post["versions"]
    assert [one["how"] for one in first["lapses"]] == ["edited"] and second["lapses"] == []
    change = second["change"]
    assert (change["removed"], change["added"]) == ([TOOK], [NEAR])
    assert [c["event"] for c in change["withdrawn"]] == ["capture"]
    assert [c["event"] for c in change["gained"]] == ["assault"]
    assert (judged().credibility, rules(judged())) == (6, {"edited_away"})
    text = situate("versions", "rybar/2", "-l", ledger).stdout
    assert f"  - {TOOK}" in text and f"  + {NEAR}" in text and "claim withdrawn: " in text


def test_an_edit_that_merely_adds_withdraws_nothing(ingest, put, told, judged):
    ingest(put("a.json", A, 24), put("b.json", export((1, "x"), (2, f"{TOOK} {NEAR}", 25), (3, MORE)), 26))
    assert (judged().credibility, rules(judged())) == (3, set())
    (post,) = told("versions", "rybar/2")
    change = post["versions"][1]["change"]
    assert (change["removed"], change["added"], change["withdrawn"]) == ([], [NEAR], [])


def test_an_export_that_covers_a_post_and_lacks_it(situate, ledger, put, told, judged):
    situate("ingest", put("a.json", A, 24), put("b.json", LACKING, 30), "-l", ledger)
    (post,) = told("versions", "rybar/2")
    assert (post["became"], post["since"]) == ("deleted", "2023-01-30")
    found = judged()
    assert (found.credibility, rules(found)) == (6, {"deleted_by_its_source"})
    (gone,) = (one.text for one in found.receipt.collapsed if one.rule == "withdrawn")
    assert "2023-01-30: in b.json, which was there by 2023-01-30, it is lacking between posts 1 and 3" in gone
    (claim,) = claims(ledger, "capture")  # nothing of it is lost
    assert claim.ended is not None and claim.ended.how == "deleted"
    assert claims(ledger, "capture", date(2023, 1, 29)) == [msgspec.structs.replace(claim, ended=None)]
    assert "deleted, known since 2023-01-30" in situate("show", claim.id, "-l", ledger).stdout
    situate("rebuild", "-l", ledger)
    assert (judged(), told("versions")) == (found, [post])


def test_it_does_not_matter_which_export_comes_in_first(ingest, ledger, put, judged):
    ingest(put("b.json", LACKING, 30))
    ingest(put("a.json", A, 24))
    assert lapses(ledger) == [("rybar/2", "deleted", "2023-01-30", None)]
    assert rules(judged()) == {"deleted_by_its_source"}


def test_absence_from_a_partial_capture_is_no_deletion(ingest, ledger, put, judged):
    partial = {
        "begins-after-it.json": export((3, MORE), (4, MORE)),
        "ends-before-it.json": export((0, MORE), (1, "Good morning.")),
        "of-a-group.json": export((1, "Good morning."), (3, MORE), kind="public_supergroup"),
        "of-another-channel.json": export((1, "Good morning."), (3, MORE), user="other"),
        "lines.jsonl": line(MORE, id="rybar/1") + line(MORE, id="rybar/3"),
    }
    ingest(put("a.json", A, 24), *(put(*file, 30) for file in partial.items()))
    assert lapses(ledger) == []
    assert (judged().credibility, rules(judged())) == (3, set())


def test_an_export_that_was_cut_by_hand(situate, ingest, ledger, put, judged):
    files = put("a.json", A, 24), put("b.json", LACKING, 30)
    ingest(*files)
    assert rules(judged()) == {"deleted_by_its_source"}
    situate("ingest", files[1], "-l", ledger, "--partial")
    assert (lapses(ledger), rules(judged())) == ([], set())
    situate("rebuild", "-l", ledger)
    assert (lapses(ledger), rules(judged())) == ([], set())


def test_an_export_that_lacks_more_than_a_channel_deletes(situate, ledger, put, judged):
    """It shows no deletion until somebody says so, of the file or of a post; what another export shows stands."""
    posts = {n: TOOK if n == 7 else MORE for n in range(1, 41)}
    whole = put("whole.json", export(*posts.items()), 25)
    few = put("few.json", export(*((n, posts[n]) for n in (1, 2, 40))), 27)
    near = put("near.json", export(*((n, text) for n, text in posts.items() if n not in {9, 10, 11})), 26)
    said = situate("ingest", few, whole, near, "-l", ledger).stderr
    assert (
        f"note: {few} lacks 37 of the 40 posts that other exports, {whole} above all, have between rybar/1 and" in said
    )
    assert f"`situate ingest {few} --partial`" in said and f"note: {near}" not in said
    assert "`situate decide deleted rybar/3 --on DAY --reason WHY` (34 to settle)" in said
    gone = [(f"rybar/{n}", "deleted", "2023-01-26", None) for n in (10, 11, 9)]
    assert (lapses(ledger), rules(judged())) == (gone, set())
    situate("decide", "deleted", "rybar/7", "--on", "2023-01-27", "--reason", "looked for it", "-l", ledger)
    assert lapses(ledger) == [*gone[:2], ("rybar/7", "deleted", "2023-01-27", None), gone[2]]
    assert rules(judged()) == {"deleted_by_its_source"}
    assert "(33 to settle)" in situate("ingest", near, "-l", ledger).stderr
    assert "lacks" not in situate("ingest", few, "-l", ledger, "--partial").stderr
    situate("rebuild", "-l", ledger)
    assert len(lapses(ledger)) == 4


def test_lines_that_mark_a_post_as_deleted(ingest, ledger, put, judged):
    summary = ingest(put("a.jsonl", line(TOOK), 24), put("b.jsonl", line(deleted="2023-01-26T10:00:00Z"), 30))
    assert (summary.new, summary.refused) == (2, ())
    assert lapses(ledger) == [("wire/7", "deleted", "2023-01-26", None)]
    assert any("b.jsonl, line 1, marks it as deleted" in one.text for one in judged().receipt.collapsed)
    assert rules(judged()) == {"deleted_by_its_source"}


def test_a_line_that_brings_the_words_of_what_was_deleted(ingest, put, judged):
    ingest(put("a.jsonl", line(TOOK, deleted="2023-01-26T10:00:00Z", captured="2023-02-01"), 24))
    assert (judged().credibility, rules(judged())) == (6, {"deleted_by_its_source"})


def test_words_in_a_file_captured_after_it_marks_them_as_deleted_were_not_seen_since(ingest, ledger, put):
    body = line(TOOK, deleted="2023-01-26T10:00:00Z")
    ingest(put("a.jsonl", body, 24), captured=datetime(2023, 1, 30))  # noqa: DTZ001 - as the option gives it
    assert lapses(ledger) == [("wire/7", "deleted", "2023-01-26", None)]


def test_lines_without_a_stamp_are_ordered_by_when_they_were_captured(ingest, ledger, put, judged):
    ingest(
        put("a.jsonl", line(TOOK, captured="2023-01-24T20:00:00Z"), 24),
        put("b.jsonl", line(NEAR, captured="2023-01-25T06:00:00Z"), 24),
    )
    assert rules(judged()) == {"edited_away"}
    ingest(put("c.jsonl", line(TOOK, captured="2023-01-28"), 24))  # the first words again
    assert (judged().credibility, rules(judged())) == (3, set())
    first, second = lapses(ledger)
    assert first == ("wire/7", "edited", "2023-01-25", "2023-01-28")
    assert second[1:] == ("edited", "2023-01-28", None)


def test_a_page_whose_later_capture_says_otherwise(situate, ledger, put, told, judged):
    one, two = put("one.html", page(TOOK), 24), put("two.html", page(NEAR), 24)
    unordered = situate("ingest", one, two, "-l", ledger)
    assert "nobody knows which came later: 1 (https://example.org/r/1)" in unordered.stderr
    assert rules(judged()) == set() and told("versions")[0]["became"] == "unordered"
    situate("ingest", one, "-l", ledger, "--captured", "2023-01-24")
    situate("ingest", two, "-l", ledger, "--captured", "2023-01-27T08:00")
    assert rules(judged()) == {"edited_away"}
    (post,) = told("versions", "https://example.org/r/1")
    assert (post["became"], post["since"]) == ("edited", "2023-01-27")
    assert claims(ledger, "capture", date(2023, 1, 26)) and not claims(ledger, "assault", date(2023, 1, 26))
    assert claims(ledger, "capture") and claims(ledger, "assault", date(2023, 1, 27))
    situate("rebuild", "-l", ledger)
    assert told("versions", "https://example.org/r/1") == [post]
    assert not claims(ledger, "assault", date(2023, 1, 26))


def test_a_channel_page_that_comes_in_twice(ingest, ledger, put, judged):
    for day, text in ((24, TOOK), (26, NEAR)):
        body = (
            '<html><body><div class="tgme_widget_message" data-post="rybar/2">'
            '<a class="tgme_widget_message_owner_name">Rybar</a>'
            f'<div class="tgme_widget_message_text">{text}</div><a class="tgme_widget_message_date">'
            '<time datetime="2023-01-24T08:02:00+00:00">10:02</time></a></div></body></html>'
        )
        ingest(put(f"{day}.html", body, 26), captured=datetime(2023, 1, day, tzinfo=UTC))
    assert rules(judged()) == {"edited_away"}
    assert lapses(ledger) == [("rybar/2", "edited", "2023-01-26", None)]


def test_an_address_with_a_new_text_every_day_takes_nothing_back(situate, ingest, ledger, put, judged):
    ingest(put("one.html", page(TOOK), 24), captured=datetime(2023, 1, 24, tzinfo=UTC))
    two = put("two.html", page(NEAR, "2023-01-25T18:00:00+00:00"), 25)
    ingest(two, captured=datetime(2023, 1, 25, tzinfo=UTC))
    assert rules(judged()) == set()
    assert "no post was edited or deleted" in situate("versions", "-l", ledger).stderr
    assert "2 versions, stands" in situate("versions", "https://example.org/r/1", "-l", ledger).stdout


def test_an_analyst_records_that_a_page_is_gone_and_that_it_is_there_again(situate, ingest, ledger, put, judged):
    ingest(put("one.html", page(TOOK), 24), captured=datetime(2023, 1, 26, 8, tzinfo=UTC))  # there in the morning
    url = "https://example.org/r/1"
    why = ("--reason", "the address answers 410", "--by", "A. Analyst", "-l", ledger)
    early = situate("decide", "deleted", url, "--on", "2023-01-02", *why, code=2)
    assert "lies before its publication" in early.stderr
    assert "no post" in situate("decide", "deleted", "nobody/1", "--on", "2023-01-26", *why, code=2).stderr
    assert "deleted takes --on" in situate("decide", "deleted", url, *why, code=2).stderr
    situate("decide", "deleted", url, "--on", "2023-01-26", *why)
    assert rules(judged()) == {"deleted_by_its_source"}
    assert [o[1:] for o in lapses(ledger)] == [("deleted", "2023-01-26", None)]
    assert any("A. Analyst recorded it" in one.text for one in judged().receipt.collapsed)
    assert "2023-01-26" in situate("history", url, "-l", ledger).stdout
    situate("decide", "restored", url, "--on", "2023-01-28", *why)
    assert rules(judged()) == set()


def test_a_relay_outlives_the_post_it_passes_on_as_its_one_origin(ingest, put, judged):
    relays = "".join(
        line(TOOK, id=f"r/{n}", publisher=name, forwarded_from="Rybar", published="2023-01-25")
        for n, name in enumerate(("WarGonzo", "Colonelcassad"))
    )
    ingest(put("a.json", A, 24), put("relays.jsonl", relays, 25))
    assert (judged().credibility, judged().origins) == (3, ("rybar",))
    ingest(put("b.json", LACKING, 30))
    found = judged()
    assert (found.credibility, found.origins) == (4, ("rybar",))
    assert rules(found) == {"deleted_by_its_source", "only_relays_left"}
    assert "outlived" in {one.rule for one in found.receipt.collapsed}


def test_the_assessment_of_a_day_knows_what_was_known_then(situate, ingest, ledger, put, tmp_path):
    ingest(put("a.json", A, 24), put("b.json", LACKING, 25))
    (claim,) = claims(ledger, "capture")
    for day, change in (("2023-01-24", "new"), ("2023-01-25", "regraded")):
        situate("assess", day, "-l", ledger, "-o", tmp_path / day, "-f", "json")
        (file,) = (tmp_path / day).glob("*.json")
        page = json.loads(file.read_text())
        changes = {one["kind"] for one in page["changes"] if claim.id in one["sentence"]["claims"]}
        assert changes == {"regraded"} or change == "new"
        assert (claim.id in json.dumps(page["sections"])) is (change == "new"), page["sections"]


def test_nothing_to_tell_is_told(situate, ingest, ledger, put):
    ingest(put("a.json", export((1, "Good morning."), (2, TOOK)), 24))
    assert "no post was edited or deleted" in situate("versions", "-l", ledger).stderr
    assert "no post 'x'" in situate("versions", "x", "-l", ledger, code=2).stderr
    assert "`situate versions rybar/2` shows the post" in situate("show", "rybar/2", "-l", ledger, code=2).stderr
    assert "1 version, stands" in situate("versions", "rybar/2", "-l", ledger).stdout
    assert "Example: situate versions" in " ".join(situate("versions", "--help").stdout.split())
