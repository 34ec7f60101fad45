"""A channel's public page: one item a post, under the id that an export gives it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situate.ingest import Limits, original_of
from situate.ingest.channel_page import shows_posts
from situate.model import Hints, Original

REPLY = (
    '<a class="tgme_widget_message_reply" href="https://t.me/river/4"><div class="tgme_widget_message_text">'
    "Yesterday's words</div></a>"
)
FORWARD = (
    'Forwarded from <a class="tgme_widget_message_forwarded_from_name" href="https://t.me/hill/9"><span>Hill</span></a>'
)


def shown(number: int | str, text: str | None, before: str = "", moment: str = "2023-01-24T18:30:00+00:00") -> str:
    words = "" if text is None else f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>'
    return (
        '<div class="tgme_widget_message_wrap">'
        f'<div class="tgme_widget_message js-widget_message" data-post="river/{number}">'
        '<a class="tgme_widget_message_owner_name" href="https://t.me/river"><span>River  Watch</span></a>'
        f'{before}{words}<div class="tgme_widget_message_footer"><span class="tgme_widget_message_meta">edited '
        f'<a class="tgme_widget_message_date" href="x"><time datetime="{moment}">18:30</time></a></span></div>'
        "</div></div>"
    )


def page(*posts: str) -> bytes:
    return f'<html><body><section class="tgme_channel_history">{"".join(posts)}</section></body></html>'.encode()


def read(*posts: str) -> Original:
    original, refusals = original_of("river.html", page(*posts), limits=Limits(max_characters=20_000))
    assert original is not None and refusals == ()
    return original


def test_each_post_is_an_item():
    text = "<b>Shelling</b> near\n the mill.<br/><br/>Two <a href='x'>houses</a> burn &amp; smoke."
    original = read(shown(5, text), shown(6, "No ice yet.", FORWARD), shown(7, None), shown(8, "So it is.", REPLY))
    first, second, third = original.items
    assert (first.body, first.part, first.media) == (
        "Shelling near the mill.\n\nTwo houses burn & smoke.", "message 5", "post",
    )  # fmt: skip
    assert first.hints == Hints(
        external_id="river/5",
        url="https://t.me/river/5",
        publisher="River Watch",
        published=datetime(2023, 1, 24, 18, 30, tzinfo=UTC),
    )
    assert (second.hints.forwarded_from, second.body) == ("Hill", "No ice yet.")
    assert third.body == "So it is."  # the words that it answers are another post's
    assert original.notes == ("1 posts without text (pictures, service messages) were passed over",)
    assert (original.media, original.listings) == ("html", ())  # what it lacks says nothing


def test_a_post_that_cannot_be_taken_is_refused_by_itself():
    body = page(shown(5, "Rain."), shown(6, "Sun.", moment="noon"), shown("x", "Whose is it?"))
    original, refusals = original_of("river.html", body, limits=Limits())
    assert original is not None and [item.part for item in original.items] == ["message 5"]
    assert [(r.place, r.kind) for r in refusals] == [("message 6", "schema")]


def test_a_page_that_nests_too_deep_is_refused():
    original, (refusal,) = original_of("river.html", page(shown(5, "<b>" * 3000 + "Rain.")), limits=Limits())
    assert original is None and refusal.kind == "too_deep"


@pytest.mark.parametrize(
    "body",
    [
        '<p>A report.</p><div data-telegram-post="river/5"></div>',
        '<p class="tgme_widget_message_text">No post has a number.</p>',
        '<p>About class="x" data-post="river/5"</p>',
    ],
)
def test_other_pages_are_no_channel(body):
    assert not shows_posts(body)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=60))
def test_any_words_come_through(words):
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    original, _ = original_of("river.html", page(shown(4, "Rain."), shown(5, escaped)), limits=Limits())
    assert original is not None
    assert [" ".join(item.body.split()) for item in original.items[1:]] == (
        [" ".join(words.split())] if words.strip() else []
    )
