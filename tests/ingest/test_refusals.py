"""Everything that is refused, with what is told about it: the file, the place, the reason, the remedy."""

import json
import os
import time
from pathlib import Path

import pytest

from situate.ingest import Limits, original_of, read
from situate.model import Original, Refusal

LINE = {"id": "a1", "published": "2023-01-24", "publisher": "Town Council", "text": "The bridge holds."}
CYRILLIC = "Мост ещё стоит, и люди идут по мосту."


def line(**fields: object) -> bytes:
    return json.dumps({**LINE, **fields}).encode()


def chat(*messages: object) -> bytes:
    return json.dumps({"name": "River", "id": 7, "type": "public_channel", "messages": messages}).encode()


DEEP = b"[" * 100_000 + b"]" * 100_000
NESTED = b"[" * 40 + b"]" * 40

CASES = [
    # name, body, kind, place, what the reason says
    ("empty.html", b"", "empty", "", "holds no text"),
    ("blank.txt", b" \r\n\t ", "empty", "", "holds no text"),
    ("bom.txt", b"\xef\xbb\xbf \n", "empty", "", "holds no text"),
    ("empty.jsonl", b"\n\n", "empty", "", "holds no text"),
    ("no-posts.json", chat(), "empty", "", "holds no text"),
    ("report.txt", b"%PDF-1.7 ...", "binary", "", "is a PDF, not text"),
    ("report.html", b"PK\x03\x04...", "binary", "", "is a ZIP archive"),
    ("nul.txt", b"rain\x00rain", "binary", "byte 4", "bytes that no text has"),
    ("noise.md", bytes(range(1, 32)) * 9, "binary", "", "bytes that no text has"),
    ("cut.txt", CYRILLIC.encode()[:-2] + b"\xd0", "encoding", "byte 62", "not valid utf-8"),
    ("flipped.html", CYRILLIC.encode().replace(b"\xd0\xb8", b"\xd0\x41", 1), "encoding", "byte 22", "not valid utf-8"),
    ("half.txt", b"\xff\xfeR\x00a", "encoding", "byte 2", "utf-16-le, by its byte order mark"),
    ("declared.html", b"<meta charset=koi9-x><p>\xcd", "encoding", "", "charset that is not known: koi9-x"),
    ("codec.html", b"<meta charset=hex><p>\xcd", "encoding", "", "charset that is not known: hex"),
    ("unmapped.txt", b"caf\xe9 \x81 bar", "encoding", "byte 5", "nor cp1252"),
    ("cut.html", b"<html><body><p>Rain", "cut_off", "character 19", "in the middle of a sentence"),
    ("raw.html", b"<html><body><p>Rain.</p><script>a = 1;", "cut_off", "character 38", "ends inside <script>"),
    ("comment.html", b"<html><body><p>Rain.</p><!-- <p>More.</p>", "cut_off", "character 41", "ends inside <!-->"),
    ("tag.html", b"<p>Rain</p><a href=", "cut_off", "character 19", "ends inside a tag"),
    ("a.jsonl", b"{rain}", "json", "line 1", "is not JSON"),
    ("a.jsonl", b"\n" + line()[:-1], "json", "line 2", "is not JSON"),
    ("a.jsonl", b'{"text": "\xff"}', "encoding", "line 1", "not valid UTF-8"),
    ("a.jsonl", b"[]", "schema", "line 1", "Expected `object`"),
    ("a.jsonl", b'{"id": "x", "text": "y", "publisher": "z"}', "schema", "line 1", "required field `published`"),
    ("a.jsonl", line(text=5), "schema", "line 1", "Expected `str`, got `int` - at `$.text`"),
    ("a.jsonl", line(published="Tuesday"), "schema", "line 1", "published is not an ISO 8601 time: 'Tuesday'"),
    ("a.jsonl", line(edited="2023-13-01"), "schema", "line 1", "edited is not an ISO 8601 time"),
    ("a.jsonl", line(id=" "), "schema", "line 1", "id is empty"),
    ("a.jsonl", line(text=" \n"), "empty", "line 1", "holds no text"),
    ("a.jsonl", line(text="x" * 2001), "too_long", "line 1", "2,001 characters; the limit is 2,000"),
    ("a.jsonl", DEEP, "too_deep", "line 1", "nested more than 32 deep"),
    ("a.jsonl", line()[:-1] + b', "x": ' + NESTED + b"}", "too_deep", "line 1", "nested more than 32 deep"),
    ("a.jsonl", (line() + b"\n") * 101, "too_many", "", "more than 100 items"),
    ("long.txt", b"x" * 2001, "too_long", "", "2,001 characters"),
    ("result.json", b"{", "json", "", "is not JSON"),
    ("result.json", b'{"name": "x"}', "schema", "", "neither messages nor a list of chats"),
    ("result.json", b'{"messages": 5}', "schema", "", "Expected `array | null`"),
    ("result.json", DEEP, "schema", "", "Expected `object`"),
    ("result.json", b'{"messages": [%s]}' % DEEP, "too_deep", "", "nested more than 32 deep"),
    ("result.json", b'{"messages": [%s]}' % NESTED, "too_deep", "message number 1", "nested more than 32 deep"),
    ("result.json", chat({"type": "message"}), "schema", "message number 1", "missing required field `id`"),
    ("result.json", chat({"id": 9, "text": "x", "date": "noon"}), "schema", "message 9", "date is not an ISO 8601"),
    ("result.json", chat({"id": 9, "text": "x", "date_unixtime": "1e99"}), "schema", "message 9", "no number of sec"),
    ("result.json", chat({"id": 9, "text": "x" * 2001}), "too_long", "message 9", "2,001 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "body", "kind", "place", "reason"), CASES)
def test_the_reason_names_file_place_and_remedy(name, body, kind, place, reason):
    original, refusals = original_of(name, body, limits=Limits(max_items=100, max_characters=2000))
    assert original is None
    (refusal,) = refusals
    assert (refusal.name, refusal.kind, refusal.place) == (name, kind, place)
    assert reason in refusal.reason and refusal.remedy
    assert str(refusal).startswith(f"{name}: ") and str(refusal).endswith(f"({refusal.remedy})")


def test_brackets_in_strings_are_no_nesting():
    original, refusals = original_of("a.jsonl", line(text='[{"' * 500), limits=Limits())
    assert original is not None and refusals == ()


def refused(path: Path, limits: Limits | None = None) -> Refusal:
    (found,) = read([path], limits=limits)
    assert isinstance(found, Refusal) and found.name == str(path)
    return found


def test_a_file_of_200_mb_is_refused_unread(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    started = time.perf_counter()
    refusal = refused(path)
    assert time.perf_counter() - started < 0.5
    assert refusal.kind == "too_large" and "200.0 MB; the limit is 33.6 MB" in refusal.reason


def test_what_cannot_be_opened(tmp_path):
    assert refused(tmp_path / "gone.txt").kind == "missing"
    assert refused(tmp_path / "gone").kind == "missing"
    assert refused(tmp_path / "gone.pdf").kind == "missing"
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    assert refused(tmp_path / "dangling.txt").kind == "missing"
    os.mkfifo(tmp_path / "pipe.txt")  # opening it would wait for ever
    assert "no regular file" in refused(tmp_path / "pipe.txt").reason
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7")
    assert refused(tmp_path / "report.pdf").kind == "other_kind"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text("Rain")
    path.chmod(0)
    assert "Permission denied" in refused(path).reason


def test_one_bad_file_does_not_stop_the_rest(tmp_path):
    for name, body, *_ in CASES[:15]:
        (tmp_path / name).write_bytes(body)
    (tmp_path / "zz-good.txt").write_text("Rain")
    found = list(read([tmp_path]))
    assert [f.name for f in found if isinstance(f, Original)] == ["zz-good.txt"]
    assert len(found) == 16


@pytest.mark.parametrize(
    "body",
    [
        b"---\r\n" + b"key: value\r\n" * 20_000,  # front matter that never ends
        b"<meta " * 100_000,
        b"<" * 500_000,
        b"<a " * 200_000 + b">",
        b"\xc3" * 500_000,
    ],
)
def test_hostile_text_takes_no_time(body):
    started = time.perf_counter()
    original_of("a.html", body, limits=Limits())
    original_of("a.txt", body, limits=Limits())
    assert time.perf_counter() - started < 2


def test_hostile_json_takes_no_time():
    started = time.perf_counter()
    original_of("a.jsonl", b"[" * 40 + b'"' + b'\\"' * 500_000, limits=Limits())
    original_of("result.json", b'{"messages": ["' + b'\\"[' * 500_000 + b'"]}', limits=Limits())
    assert time.perf_counter() - started < 3
