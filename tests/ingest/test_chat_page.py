"""Telegram Desktop's HTML export: the same posts as in its JSON export, as far as both tell the same."""

import json
import time
from datetime import datetime, timedelta, timezone
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from situate.ingest import Limits, original_of, read
from situate.ingest.chat_page import is_exported
from situate.model import Hints, Item, Original, Refusal

ZONE = timezone(timedelta(hours=3))
AT = datetime(2023, 1, 24, 18, 30, tzinfo=ZONE)


def stamp(at: datetime) -> str:
    return at.strftime("%d.%m.%Y %H:%M:%S") + (" UTC+03:00" if at.tzinfo else "")


def row(number: int, words: str, kind: str = "service") -> str:
    return f'<div class="message {kind}" id="message{number}">\n<div class="body details">\n{words}\n</div>\n</div>\n'


def shown(
    number: int,
    text: str | None,
    *,
    sender: str | None = "River Watch ",
    title: str = stamp(AT),
    within: str = "",
    forwarded: str | None = None,
) -> str:
    """A message as the page has it; without a sender it is joined to the one before it."""
    joined = "" if sender else " joined"
    named = f'<div class="from_name">\n{sender}\n</div>\n' if sender else ""
    words = "" if text is None else f'\n<div class="text">\n{text}\n    </div>\n'
    if forwarded is not None:
        inner = f'<div class="from_name">\n{forwarded} <span class="date details" title="{title}"> 1</span>\n</div>'
        words = f'<div class="forwarded body">\n{inner if forwarded else ""}{within}{words}</div>'
        within = ""
    return (
        f'<div class="message default clearfix{joined}" id="message{number}">\n'
        '<div class="pull_left userpic_wrap">\n<div class="userpic userpic2" style="width: 42px">\n'
        '<div class="initials" style="line-height: 42px">\nR\n</div>\n</div>\n</div>\n<div class="body">\n'
        f'<div class="pull_right date details" title="{title}">\n18:30\n</div>\n'
        f"{named}{within}{words}\n</div>\n</div>\n"
    )


HEAD = (
    '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8"/>\n<title>Exported Data</title>\n'
    '<script src="js/script.js"></script>\n</head>\n<body onload="CheckLocation();">\n<div class="page_wrap">\n'
    '<div class="page_header">\n<div class="content">\n<div class="text bold">\n{name} \n</div>\n</div>\n</div>\n'
    '<div class="page_body chat_page">\n<div class="history">\n'
)
TAIL = (
    '<a class="pagination block_link" href="messages2.html">Next messages</a>\n'
    "</div>\n</div>\n</div>\n</body>\n</html>\n"
)


def page(*messages: str, name: str = "River Watch") -> str:
    return HEAD.replace("{name}", name) + "".join(messages) + TAIL


def found(text: str, limits: Limits | None = None) -> tuple[Original | None, tuple[Refusal, ...]]:
    return original_of("saved.html", text.encode(), limits=limits or Limits())


def whole(text: str) -> Original:
    original, refusals = found(text)
    assert original is not None and refusals == ()
    return original


# What one invented channel published, and how each export writes it.
REPLY = '<div class="reply_to details">\nIn reply to <a href="{}#go_to_message5">this message</a>\n</div>'
PHOTO = (
    '<div class="media_wrap clearfix">\n<a class="photo_wrap clearfix pull_left" href="photos/1.jpg">\n'
    '<img class="photo" src="photos/1_thumb.jpg"/>\n</a>\n</div>'
)
VIDEO = (
    '<div class="media_wrap clearfix">\n<div class="media clearfix pull_left media_video">\n<div class="body">\n'
    '<div class="title bold">\nVideo file\n</div>\n<div class="description">\nNot included\n</div>\n'
    "</div>\n</div>\n</div>"
)
POSTS: tuple[tuple[str, dict[str, object], str], ...] = (
    ("plain", {"text": "Ice on the mill race."}, shown(5, "Ice on the mill race.")),
    ("joined", {"text": "It holds."}, shown(5, "It holds.", sender=None)),
    (
        "formatted",
        {"text": ["Two ", {"type": "bold", "text": "barges"}, " & a ", {"type": "link", "text": "tug"}, ".\n\n «So»"]},
        shown(5, 'Two <strong>barges</strong> &amp; a <a href="">tug</a>.<br><br> &laquo;So&raquo;<br>'),
    ),
    (
        "signs",
        {"text": "Льёт “<b>” 'так'  &amp; 🌧"},
        shown(5, "Льёт “&lt;b&gt;” &apos;так&apos;  &amp;amp; 🌧"),
    ),
    (
        "quotation",
        {"text": ["He wrote:\n", {"type": "blockquote", "text": "No ice.\nNone."}, "\nSo he says."]},
        shown(5, "He wrote:<br><blockquote>No ice.<br>None.</blockquote><br>So he says."),
    ),
    ("picture", {"text": "The lock.", "photo": "photos/1.jpg"}, shown(5, "The lock.", within=PHOTO)),
    ("forward", {"text": "No ice.", "forwarded_from": "Hill"}, shown(5, "No ice.", forwarded="Hill")),
    (
        "forwarded picture",
        {"text": "No ice.", "forwarded_from": "Hill Watch"},
        shown(5, "No ice.", forwarded="Hill  Watch via @postbot", within=VIDEO),
    ),
    ("reply", {"text": "It broke.", "reply_to_message_id": 5}, shown(5, "It broke.", within=REPLY.format(""))),
    ("reply, far", {"text": "So.", "reply_to_message_id": 5}, shown(5, "So.", within=REPLY.format("messages.html"))),
    (
        "reply, elsewhere",
        {"text": "It broke.", "reply_to_message_id": 5, "reply_to_peer_id": "channel99"},
        shown(5, "It broke.", within='<div class="reply_to details">\nIn reply to a message in another chat\n</div>'),
    ),
    ("bot", {"text": "Level 2.1 m", "via_bot": "gauge"}, shown(5, "Level 2.1 m", sender="River Watch  via @gauge")),
    ("no words", {"text": "", "photo": "photos/1.jpg"}, shown(5, None, within=PHOTO)),
    ("service", {"type": "service", "action": "pin_message", "text": ""}, row(5, "River Watch pinned a message")),
)  # fmt: skip


def in_json(fields: dict[str, object]) -> tuple[Item, ...]:
    """The same post in the JSON export, under the chat's name: the page does not tell the number."""
    message = {"id": 5, "type": "message", "from": "River Watch", "date_unixtime": str(int(AT.timestamp())), **fields}
    body = {"name": "River Watch", "type": "public_channel", "messages": [message]}
    original, refusals = original_of("result.json", json.dumps(body).encode(), limits=Limits())
    assert not refusals or refusals[0].kind == "empty"
    return original.items if original is not None else ()


@pytest.mark.parametrize(("fields", "markup"), [case[1:] for case in POSTS], ids=[case[0] for case in POSTS])
def test_a_post_is_that_of_the_json_export(fields, markup):
    original, refusals = found(page(row(-1, "24 January 2023"), markup))
    assert [refusal.kind for refusal in refusals] in ([], ["empty"])
    assert [(i.part, i.media, i.body, i.hints) for i in (original.items if original else ())] == [
        (i.part, i.media, i.body.strip(), i.hints) for i in in_json(fields)
    ]


def test_what_a_page_tells_beside_its_posts():
    original = whole(
        page(
            row(-1, "24 January 2023"), shown(4, "Ice.", within=PHOTO), row(5, "Channel photo changed"), shown(6, None)
        )
    )
    (item,) = original.items
    assert item.hints == Hints(external_id="River Watch/4", publisher="River Watch", published=AT)
    assert item.hints.published is not None and item.hints.published.utcoffset() == timedelta(hours=3)
    assert original.media == "telegram"
    assert original.notes == (
        "2 messages without text (pictures, service messages) were passed over",
        "media of its messages were not opened: 1 photo",
    )
    assert original.listings == ()  # it does not tell that the chat is a channel: what it lacks says nothing


def test_a_joined_message_goes_on_with_the_names_before_it():
    original = whole(
        page(
            shown(1, "Ice.", sender="Ada"),
            shown(2, "No ice.", sender=None),
            shown(3, "Level 3 m.", sender="Bo", forwarded="Hill"),
            shown(4, "Level 4 m.", sender=None, forwarded=""),
            shown(5, "I see.", sender=None),
            row(6, "Ada joined"),
            shown(7, "Rain.", sender="River Watch"),
        )
    )
    assert [(i.hints.publisher, i.hints.forwarded_from) for i in original.items] == [
        ("Ada in River Watch", None),
        ("Ada in River Watch", None),
        ("Bo in River Watch", "Hill"),
        ("Bo in River Watch", "Hill"),
        ("Bo in River Watch", None),
        ("River Watch", None),
    ]


@pytest.mark.parametrize(
    ("title", "iso"),
    [
        ("24.01.2023 18:30:00 UTC+03:00", "2023-01-24T18:30:00+03:00"),
        ("24.01.2023 18:30:00 UTC-09:30", "2023-01-24T18:30:00-09:30"),
        ("24.01.2023 18:30:00 UTC", "2023-01-24T18:30:00+00:00"),
        ("24.01.2023 18:30:00", "2023-01-24T18:30:00"),  # older versions write no zone
        ("31.02.2023 18:30:00", None),
        ("01/24/2023 18:30", None),
        ("24.01.2023 18:30:00 UTC+99:00", None),
        ("٢٤.01.2023 18:30:00", None),
        ("", None),
    ],
)
def test_times(title, iso):
    original, refusals = found(page(shown(4, "Ice."), shown(5, "Rain.", title=title)))
    assert original is not None
    assert [i.hints.published for i in original.items[1:]] == ([datetime.fromisoformat(iso)] if iso else [])
    assert [(r.place, r.kind) for r in refusals] == ([] if iso else [("message 5", "schema")])


MIDDLE, BROKEN = shown(5, "Rain."), shown(6, "The ford is closed.")
DAMAGE = [
    # the page, which posts come through, what is refused and where
    (page(shown(4, "Ice."), MIDDLE)[:-40], ["4", "5"], []),
    ((HEAD + shown(4, "Ice.") + MIDDLE).replace("{name}", "R"), ["4", "5"], []),
    ((HEAD + shown(4, "Ice.") + BROKEN[:-15]).replace("{name}", "R"), ["4"], [("message 6", "cut_off")]),
    ((HEAD + shown(4, "Ice.") + BROKEN[:-40]).replace("{name}", "R"), ["4"], [("message 6", "cut_off")]),
    ((HEAD + shown(4, "Ice.") + BROKEN[:90]).replace("{name}", "R"), ["4"], [("message 6", "cut_off")]),
    ((HEAD + MIDDLE + BROKEN[:30]).replace("{name}", "R"), ["5"], []),
    (page(shown(4, "Ice."), BROKEN[:-20], MIDDLE), ["4", "5"], [("message 6", "cut_off")]),
    (page(shown(4, "Ice."), BROKEN.replace('id="message6"', 'id="mes"'), MIDDLE), ["5"], [("message 4", "schema")]),
    (page(shown(4, "Ice."), BROKEN.replace("pull_right date", "x"), MIDDLE), ["4", "5"], [("message 6", "schema")]),
    (page(MIDDLE, shown(6, "<b>" * 3000 + "Rain."), shown(7, "Sun.")), ["5", "7"], [("message 6", "too_deep")]),
    (page(MIDDLE, shown(6, "x" * 2001), shown(7, "Sun.")), ["5", "7"], [("message 6", "too_long")]),
    (page(MIDDLE).replace("page_header", "x"), [], [("page header", "schema")]),
    (page(MIDDLE, name=" "), [], [("page header", "schema")]),
    (page(*(shown(k, "Rain.") for k in range(101))), [], [("", "too_many")]),
    (page(row(-1, "No exported messages")), [], [("", "empty")]),
    (HEAD + '<a class="section block_link chats" href="lists/chats.html">Chats</a>' + TAIL, [], [("", "other_kind")]),
]


@pytest.mark.parametrize(("text", "posts", "refused"), DAMAGE)
def test_damage_to_one_message_leaves_the_others(text, posts, refused):
    original, refusals = found(text, Limits(max_items=100, max_characters=2000))
    assert [item.part.removeprefix("message ") for item in (original.items if original else ())] == posts
    assert [(r.place, r.kind) for r in refusals] == refused
    assert all(r.name == "saved.html" and r.reason and r.remedy for r in refusals)


def test_a_page_that_lost_its_end_says_so():
    original = whole((HEAD + MIDDLE).replace("{name}", "R"))
    assert "may have lost messages at its end" in "".join(original.notes)
    assert not any("lost" in note for note in whole(page(MIDDLE)).notes)


RUSSIAN = (shown(4, "Лёд на реке."), shown(5, "Дождь над бродом."), shown(6, "Солнце."))


@pytest.mark.parametrize(
    ("body", "posts", "refused"),
    [
        (page(*RUSSIAN).encode().replace("бродом".encode(), b"\xd0\xd0", 1), ["4", "6"], [("message 5", "encoding")]),
        (page(*RUSSIAN).encode().partition("олнце".encode())[0][:-1], ["4", "5"], [("message 6", "cut_off")]),
        (page(*RUSSIAN, name="Река").encode().replace("Река".encode(), b"\xd0 ", 1), [], [("page header", "schema")]),
        (page(*RUSSIAN, shown(7, "So: \ufffd")).encode(), ["4", "5", "6", "7"], []),
    ],
)
def test_bytes_that_are_no_text_cost_their_message_alone(body, posts, refused):
    original, refusals = original_of("saved.html", body, limits=Limits())
    assert [item.part.removeprefix("message ") for item in (original.items if original else ())] == posts
    assert [(r.place, r.kind) for r in refusals] == refused


def test_names_are_not_taken_from_a_damaged_message():
    first = shown(1, "Ice.", sender="Ada")
    text = page(first, shown(2, "Rain.", sender="Bo")[:-20], shown(3, "Sun.", sender=None))
    original, _ = found(text)
    assert original is not None
    assert [i.hints.publisher for i in original.items] == ["Ada in River Watch", "River Watch"]


@pytest.mark.parametrize(
    "text",
    [
        '<p>On <b class="pull_right date details">Monday</b> it rained.</p>',
        '<p>&lt;div class="message default clearfix" id="message5"&gt;</p>',
        '<div class="message default" id="message5">A notice of the site.</div>',
        '<title>Exported Data</title><p>An article on <div class="message x" id="y">exports</div>.</p>',
    ],
)
def test_other_pages_are_no_export(text):
    assert not is_exported(text)
    assert whole(f"<html><body>{text}</body></html>").media == "html"


def test_a_folder_is_read_without_what_lies_beside_its_pages(tmp_path: Path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "1.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "messages.html").write_text(page(shown(4, "Ice.", within=PHOTO)))
    (tmp_path / "messages2.html").write_text(page(shown(5, "Rain.", within=REPLY.format("messages.html"))))
    originals = [thing for thing in read([tmp_path]) if isinstance(thing, Original)]
    assert [i.hints.external_id for o in originals for i in o.items] == ["River Watch/4", "River Watch/5"]
    assert originals[1].items[0].hints.reply_to == "River Watch/5"


HOSTILE = [
    '<div class="message default clearfix" id="message' * 60_000,
    '<div class="message default" id="message1">' * 60_000,
    page('<div class="message default" id="message1"' * 60_000 + ">"),
    page(shown(1, "<br>" * 200_000 + "x")),
    page(shown(1, '<a class="text text_x" href="#go_to_message1">' * 200 + "x" + "</a>" * 200)),
    page(shown(1, "x" + "<blockquote></blockquote>" * 50_000)),
    '<title>Exported Data</title><div class="page_header">' + "<div>" * 100_000,
    "<title>" + " " * 2_000_000 + 'Exported Data class="page_header"',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_pages_are_bounded_in_time(text):
    started = time.process_time()
    found(text)
    assert time.process_time() - started < 5  # seconds; each takes well under one


SIGNS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.lists(SIGNS, min_size=1, max_size=6))
def test_any_words_come_through(lines):
    words = "\n".join(lines)
    original, refusals = found(page(shown(4, "Ice."), shown(5, escape(words).replace("\n", "<br>"))))
    assert original is not None and refusals == ()
    assert [item.body for item in original.items[1:]] == ([words.strip()] if words.strip() else [])


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 3000))
def test_a_page_cut_anywhere_gives_only_posts_that_it_had(at):
    text = page(*(shown(k, f"Gauge {k} reads {k} m.", title=stamp(AT + timedelta(hours=k))) for k in range(4)))
    had = [(item.part, item.body, item.hints.published) for item in whole(text).items]
    original, refusals = found(text[: len(HEAD) + at])
    kept = [(item.part, item.body, item.hints.published) for item in (original.items if original else ())]
    assert kept == had[: len(kept)] and len(kept) + len(refusals) >= min(4, at // 600)
