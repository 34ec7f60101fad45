"""What comes in, and how it is read."""

import json
import os
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from situate.ingest import Limits, Note, files, original_of, read
from situate.ingest.read import _moment
from situate.model import Hints, Listing, Original, Refusal

LINE = {"id": "a1", "published": "2023-01-24T18:30:00+02:00", "publisher": "Town Council", "text": "The bridge holds."}
CHAT = {"name": "River Watch", "type": "public_channel", "id": 777}
KYIV = timezone(timedelta(hours=2))


def one(name: str, body: bytes, limits: Limits | None = None) -> Original:
    original, refusals = original_of(name, body, limits=limits or Limits())
    assert original is not None and refusals == ()
    return original


def put(folder: Path, name: str, body: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return path


def jsonl(*lines: object) -> bytes:
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


@pytest.mark.parametrize(
    ("name", "body", "media"),
    [
        ("page.html", "<html><body><p>Rain.</p></body></html>", "html"),
        ("PAGE.HTM", "<p>A fragment needs no end.", "html"),
        ("notes.txt", "Rain.\r\n\r\nMore rain.", "text"),
        ("notes.md", "# Rain", "markdown"),
        ("notes.txt", "---\ntitle: Rain\ntags:\n- wet\n- cold\n---\n\nRain.", "markdown"),
        ("notes.txt", "---\n\nRain fell on all of it.\n\n---\n", "text"),  # rules, not front matter
    ],
)
def test_a_text_is_one_item_kept_verbatim(name, body, media):
    original = one(name, body.encode())
    (item,) = original.items
    assert (item.media, item.body, item.name, item.part) == (media, body, name, "")
    assert original.sha256 == item.original == sha256(body.encode()).hexdigest()
    assert original.body == body.encode() and original.size == len(body.encode())


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><html><body><p>Rain fell.<p>Then it stopped.",
        "<html><body><ul><li>Rain<li>Sun</ul>",
        "<html><body><script>a = 1</script><p>He said: &quot;It rained.&quot;",
    ],
)
def test_html_may_leave_its_end_tags_out(page):
    original = one("page.html", page.encode())
    assert original.items[0].body == page
    assert "closes neither" in "".join(original.notes)


WORDS = "Где мост? Мост ещё стоит, говорят в городе."
FRENCH = "Le préfet déclare que le pont a été rouvert à midi."


@pytest.mark.parametrize(
    ("body", "text", "note"),
    [
        (b"\xef\xbb\xbf" + WORDS.encode(), WORDS, ""),
        (b"\xff\xfe" + WORDS.encode("utf-16-le"), WORDS, ""),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), WORDS, ""),
        (WORDS.encode("utf-32"), WORDS, ""),
        (WORDS.encode(), WORDS, ""),
        (WORDS.encode("cp1251"), WORDS, "cp1251, guessed"),
        (FRENCH.encode("cp1252"), FRENCH, "cp1252, guessed"),
    ],
)
def test_encodings_of_text(body, text, note):
    original = one("a.txt", body)
    assert original.items[0].body == text
    assert note in "".join(original.notes) and bool(original.notes) == bool(note)


@pytest.mark.parametrize(
    ("declared", "encoding", "note"),
    [
        ("windows-1251", "cp1251", ""),
        ("koi8-r", "koi8-r", ""),
        ("utf-8", "utf-8", ""),
        ("windows-1251", "utf-8", "declares cp1251, is UTF-8"),  # saved again by a browser
    ],
)
def test_a_page_declares_its_charset(declared, encoding, note):
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><body>{WORDS}'
    original = one("a.html", (page + "</body></html>").encode(encoding))
    assert WORDS in original.items[0].body
    assert "".join(original.notes) == note


def test_json_lines_carry_what_their_container_knows():
    full = {
        **LINE, "id": 17, "url": "https://example.org/17", "title": "Bridge", "edited": "2023-01-25T09:00:00Z",
        "forwarded_from": "A Neighbour", "reply_to": 16, "unknown": [1],
    }  # fmt: skip
    original = one("wire.jsonl", b"\xef\xbb\xbf" + jsonl(LINE) + b"\n \n" + jsonl(full))
    assert [item.part for item in original.items] == ["line 1", "line 4"]
    assert {item.media for item in original.items} == {"post"}
    assert original.items[0].hints == Hints(
        external_id="a1", publisher="Town Council", published=datetime(2023, 1, 24, 18, 30, tzinfo=KYIV)
    )
    assert original.items[1].hints == Hints(
        external_id="17",
        url="https://example.org/17",
        title="Bridge",
        publisher="Town Council",
        published=datetime(2023, 1, 24, 18, 30, tzinfo=KYIV),
        edited=datetime(2023, 1, 25, 9, tzinfo=UTC),
        forwarded_from="A Neighbour",
        reply_to="16",
    )


def test_json_lines_tell_when_a_text_was_seen_and_that_a_post_is_gone():
    seen = {**LINE, "captured": "2023-01-25T09:00:00Z"}
    gone = {**LINE, "id": "a2", "text": "", "deleted": "2023-01-26T08:00:00+02:00"}
    both = {**LINE, "id": "a3", "deleted": "2023-01-26", "captured": "2023-02-01"}
    original = one("wire.jsonl", jsonl(seen, gone, both))
    assert [(i.hints.external_id, i.hints.captured) for i in original.items] == [
        ("a1", datetime(2023, 1, 25, 9, tzinfo=UTC)),
        ("a3", None),  # the line was written when its words were gone
    ]
    assert [(loss.key, loss.at, loss.how, loss.why) for loss in original.losses] == [
        ("a2", datetime(2023, 1, 26, 8, tzinfo=KYIV), "marked", "wire.jsonl, line 2, marks it as deleted"),
        ("a3", datetime(2023, 1, 26, 23, 59, 59), "marked", "wire.jsonl, line 3, marks it as deleted"),  # noqa: DTZ001
    ]
    assert one("gone.jsonl", jsonl(gone)).items == ()


def test_a_date_without_a_time_stays_without_a_zone():
    original = one("wire.ndjson", jsonl({**LINE, "published": "2023-01-24"}))
    assert original.items[0].hints.published == datetime(2023, 1, 24)  # noqa: DTZ001 - the file gives no zone


def test_a_bad_line_is_refused_by_itself():
    body = jsonl(LINE) + b"{not json}\n" + jsonl({**LINE, "id": "a3"}) + b'{"id": "a4"}\n'
    original, refusals = original_of("wire.jsonl", body, limits=Limits())
    assert original is not None
    assert [item.hints.external_id for item in original.items] == ["a1", "a3"]
    assert [(r.place, r.kind) for r in refusals] == [("line 2", "json"), ("line 4", "schema")]


def message(number: int, **fields: object) -> dict[str, object]:
    return {"id": number, "type": "message", "date": "2023-01-24T09:15:00", "text": f"Post {number}.", **fields}


def test_a_chat_exported_by_telegram_desktop():
    edited = {"edited": "2023-01-25T09:00:00", "edited_unixtime": "1674630000"}
    entities = [{"type": "plain", "text": "x"}]
    pieces = ["Shelling near ", {"type": "bold", "text": "the mill"}, {"type": "text_link", "href": "x", "text": "."}]
    chat = {
        **CHAT,
        "messages": [
            message(1, date_unixtime="1674544500", text=pieces, **edited),
            message(2, forwarded_from="Hill Watch", reply_to_message_id=1, text_entities=entities),
            message(3, text=""),
            {"id": 4, "type": "service", "action": "pin_message", "text": ""},
        ],
    }
    original = one("result.json", json.dumps(chat).encode())
    first, second = original.items
    assert (first.body, first.part, first.media) == ("Shelling near the mill.", "message 1", "post")
    assert first.hints == Hints(
        external_id="777/1",
        url="https://t.me/c/777/1",
        publisher="River Watch",
        published=datetime(2023, 1, 24, 7, 15, tzinfo=UTC),
        edited=datetime(2023, 1, 25, 7, tzinfo=UTC),
    )
    assert (second.hints.forwarded_from, second.hints.reply_to) == ("Hill Watch", "777/1")
    assert second.hints.published == datetime(2023, 1, 24, 9, 15)  # noqa: DTZ001 - local time, no zone is given
    assert original.notes == ("2 messages without text (pictures, service messages) were passed over",)


def listed(*messages: dict[str, object], **chat: object) -> tuple[Listing, ...]:
    found, _ = original_of("result.json", json.dumps({**CHAT, **chat, "messages": messages}).encode(), limits=Limits())
    assert found is not None
    return found.listings


def test_an_export_lists_all_that_its_channel_has():
    stamped = message(7, date_unixtime="1674544500", edited_unixtime="1674630000")
    service = {"id": 5, "type": "service", "text": ""}
    assert listed(stamped, message(3, text="", date_unixtime="1674544500"), service) == (
        Listing(channel="777", posts=(3, 5, 7), silent=(3,), at=datetime.fromtimestamp(1674630000, tz=UTC)),
    )


@pytest.mark.parametrize(
    ("chat", "bad"),
    [
        ({"type": "private_group"}, {}),  # its export may hold the user's own messages alone
        ({"type": "public_supergroup"}, {}),
        ({}, {"type": "message"}),  # a message without a number may be any
    ],
)
def test_what_may_be_partial_is_no_listing(chat, bad):
    assert listed(message(1), *([bad] if bad else []), message(3), **chat) == ()


def test_an_export_that_was_cut_by_hand_is_no_listing():
    body = json.dumps({**CHAT, "messages": [message(1), message(3)]}).encode()
    assert one("result.json", body, Limits(partial=True)).listings == ()


def test_a_file_brings_its_date(tmp_path):
    path = put(tmp_path, "a.txt", "Rain.")
    os.utime(path, (1674544500, 1674544500))
    (original,) = read([path])
    assert isinstance(original, Original) and original.modified == datetime.fromtimestamp(1674544500, tz=UTC)
    assert _moment(1e18) is None


def test_the_export_of_an_account_keeps_its_chats_apart():
    chats = [
        {**CHAT, "messages": [message(5)]},
        {"name": None, "type": "personal_chat", "id": 888, "messages": [message(5)]},
        {"name": "Mill", "type": "public_channel", "id": 999, "username": "mill_news", "messages": [message(5)]},
    ]
    original = one("result.json", json.dumps({"about": "", "chats": {"about": "", "list": chats}}).encode())
    assert [item.hints.external_id for item in original.items] == ["777/5", "888/5", "mill_news/5"]
    assert len({item.part for item in original.items}) == 3
    assert [item.hints.url for item in original.items] == ["https://t.me/c/777/5", None, "https://t.me/mill_news/5"]


@pytest.mark.parametrize(
    ("kind", "sender", "publisher"),
    [
        ("public_channel", "River Watch", "River Watch"),
        ("private_channel", "Editor", "River Watch"),
        ("public_supergroup", "Olha", "Olha in River Watch"),
        ("private_group", "Olha", "Olha in River Watch"),
        ("private_group", None, "River Watch"),
        ("public_supergroup", "River Watch", "River Watch"),  # posted in the group's own name
    ],
)
def test_in_a_group_the_member_speaks(kind, sender, publisher):
    export = {**CHAT, "type": kind, "messages": [message(1, **{"from": sender})]}
    (item,) = one("result.json", json.dumps(export).encode()).items
    assert item.hints.publisher == publisher


def test_a_talk_goes_by_its_members():
    export = {"name": None, "type": "personal_chat", "id": 5, "messages": [message(1, **{"from": "Olha"})]}
    (item,) = one("result.json", json.dumps(export).encode()).items
    assert item.hints.publisher == "Olha"


def test_folders_are_read_in_order_and_hidden_files_left(tmp_path):
    for name in ("b.txt", "a/z.md", "a/.hidden.txt", ".git/x.txt", "c.html", "a/picture.jpg", "a/PICTURE2.JPG"):
        put(tmp_path, name, "<p>Rain</p>")
    found = list(files([tmp_path]))
    assert [f.relative_to(tmp_path).as_posix() for f in found if isinstance(f, Path)] == ["a/z.md", "b.txt", "c.html"]
    (others,) = (f for f in found if isinstance(f, Note))
    assert others.name == str(tmp_path / "a") and "2 .jpg" in others.text
    assert not any(isinstance(f, Refusal) for f in found)


def test_a_link_back_up_is_told_and_does_not_trap(tmp_path):
    put(tmp_path, "in/a.txt", "Rain")
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    (tmp_path / "in" / "self").symlink_to(tmp_path / "in" / "self")
    (tmp_path / "in" / "other.txt").symlink_to(tmp_path / "in" / "a.txt")
    found = list(read([tmp_path]))
    assert [f.name for f in found if isinstance(f, Original)] == ["a.txt", "other.txt"]
    assert {f.kind for f in found if isinstance(f, Refusal)} == {"loop"}
    assert [f.name for f in found if isinstance(f, Note)] == [str(tmp_path / "in")]


def test_reading_keeps_one_original_at_a_time(tmp_path):
    paths = [put(tmp_path, f"{n}.txt", f"Rain {n}") for n in range(3)]
    stream = read(paths)
    assert next(stream).name == "0.txt"
    paths[1].unlink()  # it has not been opened yet
    assert isinstance(next(stream), Refusal)


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200)


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=8))
def test_every_line_comes_in_or_is_refused(texts):
    lines = [{**LINE, "id": n, "text": text} for n, text in enumerate(texts)]
    original, refusals = original_of("a.jsonl", jsonl(*lines), limits=Limits())
    taken = [item.body for item in original.items] if original else []
    assert taken == [text for text in texts if text.strip()]
    assert len(taken) + len(refusals) == max(len(texts), 1)  # an empty file is one refusal


@settings(deadline=None)
@given(st.sampled_from(["a.html", "a.txt", "a.md", "a.jsonl", "result.json"]), st.binary(max_size=400))
def test_bytes_of_any_kind_raise_nothing(name, body):
    original, refusals = original_of(name, body, limits=Limits())
    assert (original is None) <= bool(refusals)
    assert all(r.reason and r.remedy for r in refusals)
    assert original_of(name, body, limits=Limits()) == (original, refusals)


@pytest.mark.corpus
def test_the_corpus_comes_in_whole():
    corpus = Path(__file__).parents[3] / "shared"
    if not corpus.is_dir():
        pytest.skip("../shared is not here")
    found = list(read([corpus / "corpus", corpus / "seeds"]))
    assert [f for f in found if not isinstance(f, Original)] == []
    medias = [f.media for f in found if isinstance(f, Original)]
    assert (medias.count("html"), medias.count("markdown"), medias.count("text")) == (188, 1, 2)
