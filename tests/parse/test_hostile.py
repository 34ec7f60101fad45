"""Whatever comes in: broken, deep, long or mad pages give documents or a clear refusal, and soon."""

from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.parse.test_assessment import LINES, MARKDOWN, PAGE
from tests.parse.world import PARSER, is_sound, item, parse

from situate.errors import DataError, LimitError
from situate.parse.words import read_words

SNIPPETS = st.sampled_from(
    [
        "<p>", "</p>", "<li>", "<ul>", "<b>", "</b>", "<br>", "<h1>", "<div hidden>", "<a href='", "<!--", "-->",
        "<script>x", "<![CDATA[", "&lt;", "&#0;", "&bogus;", "[1]", "[[i]](", "**", "* ", "\n", "\n\n", "---\n",
        "Key Takeaways", "May 20, 6 pm ET", "https://t dot me/", "Supporting Effort #1—", "Share this:",
        "Main Effort: Red forces hold the mill town and both of its bridges.", "(objective: ", ")", "“", "é",
        "Observed activity in the west that is ambiguous:", "\x00", "\ufeff", "\ud800",
    ]
)  # fmt: skip
SOUP = st.lists(SNIPPETS | st.text(max_size=20), max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@example("---\ntitle: x\n---")
@example("[1] https://a.example/b\n[1] https://a.example/c")
@given(SOUP)
def test_any_soup_is_laid_out_in_every_medium(soup):
    for media in ("html", "text", "markdown", "post"):
        for document in PARSER.parse(item(soup, media)):
            assert is_sound(document)
            if media != "html":
                assert document.text == soup


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([(PAGE, "html"), (MARKDOWN, "markdown"), (LINES, "text")]), st.floats(0, 1))
def test_a_page_cut_anywhere_is_still_laid_out(page, share):
    body, media = page
    assert all(is_sound(d) for d in PARSER.parse(item(body[: int(len(body) * share)], media)))


def test_a_cut_page_keeps_what_it_has():
    assert "Red forces took no ground." in parse(PAGE[: PAGE.index("<hr>")], "html").text


@pytest.mark.parametrize("body", ["", " ", "<", "<html>", "<!-- only a comment -->"])
def test_nothing_in_it(body):
    (document,) = PARSER.parse(item(body, "html"))
    assert document.passages == () and document.published.day is None


def test_a_page_nested_too_deep_is_refused_by_name():
    with pytest.raises(LimitError, match=r"deep\.html: elements nest too deep"):
        PARSER.parse(item("<div>" * 5000 + "words", "html", name="deep.html"))


def test_no_entity_is_fetched_or_blown_up():
    entities = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">'
    bomb = f"<!DOCTYPE x [{entities}]><p>x &b; &f;</p>"
    text = parse(bomb, "html").text
    assert "root:" not in text and "haha" not in text


def test_scripts_comments_and_hidden_parts_are_left_out():
    parts = "<script>evil()</script><!-- note --><p hidden>secret</p>"
    page = f"<article><p>It rained all day in the mill town, people said.</p>{parts}</article>"
    text = parse(page, "html").text
    assert "rained" in text and "evil" not in text and "note" not in text and "secret" not in text


@pytest.mark.parametrize(
    "body",
    [
        "[" * 60_000, "[1" * 30_000, "** " * 30_000, "_a" * 30_000, "dot " * 30_000, "(" * 60_000, "a.b." * 20_000,
        "https://a.b/" * 10_000, "May 1, " * 10_000, "Key Takeaways\n" * 5_000, "[1] x\n" * 8_000, "- x\n" * 15_000,
        "1) Axis: " * 8_000, "Main Effort: " * 8_000, "Main Effort—x\n" * 8_000, "A B, " * 15_000, "9:3" * 20_000,
        "[1](" * 15_000, "[1] x\np q\np q\n" * 5_000, "Harbour House\n" * 8_000, "[1] a" + " dot a" * 20_000,
        "Supporting Effort—x (objective: y)\n" * 5_000, "Share this:\nGulls and Mills\n" * 5_000,
    ],
    ids=lambda body: repr(body[:14]),
)  # fmt: skip
def test_no_text_takes_more_than_a_moment(body):
    began = process_time()
    for media in ("text", "markdown", "html"):
        PARSER.parse(item(body, media))
    assert process_time() - began < 8  # some 0.1 s each here; a quadratic step would take minutes


def test_a_lexicon_without_layout_is_refused():
    with pytest.raises(DataError, match=r"lexicon/layout\.toml: missing"):
        read_words({})
    with pytest.raises(DataError, match=r"lexicon/layout\.toml"):
        read_words({"layout.toml": b"[dates]\nmonths = 3"})
