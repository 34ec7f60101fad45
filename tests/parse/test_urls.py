"""URLs of notes, whole again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.parse.world import PROSE, parse

from situate.parse.urls import find_urls


@pytest.mark.parametrize(
    ("note", "urls"),
    [
        ("https://t.me/gull/1; https://t.me/gull/2.", ["https://t.me/gull/1", "https://t.me/gull/2"]),
        ("mill dot media/x/1", ["https://mill.media/x/1"]),
        ("https://t dot me/gull/1", ["https://t.me/gull/1"]),
        ("https://www.mill dot gov dot ua/x", ["https://www.mill.gov.ua/x"]),
        ("https://mill. Dot ua/x-1.html", ["https://mill.ua/x-1.html"]),
        ("https://mill dot .net/x", ["https://mill.net/x"]),
        ("https://mill[.]ua/x and hxxps://mill[dot]com/y", ["https://mill.ua/x", "https://mill.com/y"]),
        ("https://milldot tv/x; http://a.mill dotsu/y", ["https://mill.tv/x", "http://a.mill.su/y"]),
        ("ttps://mill dot ua/x", ["https://mill.ua/x"]),
        ("https:// t.me/gull/3", ["https://t.me/gull/3"]),
        ("https://t dot me /gull/4", ["https://t.me/gull/4"]),
        ("https://mill.example/a-long-\ntitle-of-a-page.html; https://t.me/x/1",
         ["https://mill.example/a-long-title-of-a-page.html", "https://t.me/x/1"]),
        ("https://mill.example/ahttps://mill.example/b", ["https://mill.example/a", "https://mill.example/b"]),
        ("https://web.archive.org/web/2031/https://mill.example/b", ["https://web.archive.org/web/2031/https://mill.example/b"]),
        ("https://mill.example/a?to=https://b.example/c", ["https://mill.example/a?to=https://b.example/c"]),
        ("<https://t.me/gull/1>;%C2%A0https://t.me/gull/2", ["https://t.me/gull/1", "https://t.me/gull/2"]),
        ("<https://www>.mill dot com/x", ["https://www.mill.com/x"]),
        ("https://www dot https://www dot mill.ua/x", ["https://www.mill.ua/x"]),
        ("(https://en.example/Isle_(war)).", ["https://en.example/Isle_(war)"]),
        ("facebook.com/Staff/posts/1, twice facebook.com/Staff/posts/1", ["https://facebook.com/Staff/posts/1"]),
        ("The word for it is a dot on the map. See JP 5-0, p. IV-39.", []),
        ("Gull (mill.media) said so; the link is gone: https://", []),
    ],
)  # fmt: skip
def test_urls(note, urls):
    assert list(find_urls(note)) == urls


PATHS = st.text("abcdefghij0123456789-_/", min_size=1, max_size=30).map(lambda s: s.strip("-_/") or "x")
HOSTS = st.lists(st.text("abcdefgh", min_size=2, max_size=8).filter(lambda s: s != "dot"), min_size=2, max_size=4).map(
    tuple
)


@given(st.lists(st.tuples(HOSTS, PATHS), min_size=1, max_size=5, unique=True))
def test_obfuscation_is_undone(parts):
    plain = [f"https://{'.'.join(host)}/{path}" for host, path in parts]
    hidden = "; ".join(f"https://{' dot '.join(host)}/{path}" for host, path in parts)
    assert list(find_urls(hidden)) == list(find_urls("; ".join(plain))) == list(dict.fromkeys(plain))


@given(st.text("htps:/.w ;dot\n[]()<>%ab1-", max_size=200))
def test_any_text_gives_urls_that_stand_alone(text):
    for url in find_urls(text):
        assert url.startswith(("http://", "https://")) and not any(c.isspace() for c in url)


def test_a_link_that_the_page_cut_short_is_whole_in_the_note():
    page = (
        f"<div class='entry-content'><p>{PROSE.format(day='May 3', n=1)}</p><p>{PROSE.format(day='May 3', n=2)}</p>"
        "<p><a href='#r1'>[1]</a> "
        "<a href='https://mill.example/a-very-long-title-of-a-page'>https://mill.example/a-very-lo...</a>;"
        " <a href='https://t/'>https://t</a> dot me/gull/9</p>"
        "<p>[2] <a href='https://mill.example/c'>The mill at night</a> https://mill.example/d [3] https://mill.example/e</p>"
        "<p>https://mill.example/f</p></div>"
    )
    notes = {n.mark: n.urls for n in parse(page, "html").notes}
    assert notes == {
        "1": ("https://mill.example/a-very-long-title-of-a-page", "https://t.me/gull/9"),
        "2": ("https://mill.example/c", "https://mill.example/d"),
        "3": ("https://mill.example/e", "https://mill.example/f"),
    }


@pytest.mark.parametrize(
    ("mark", "names"),
    [("[12]", ["12"]), ("[12][13]", ["12", "13"]), ("[12, 13]", ["12", "13"]), ("[12–14]", ["12", "13", "14"])],
)
def test_marks(mark, names):
    document = parse(
        f"The garrison of the mill town holds both of its bridges, officials of all sides said.{mark} It rained."
    )
    assert [m.mark for m in document.passages[0].marks] == names


def test_words_in_brackets_are_no_marks():
    document = parse(
        "They said that “he defend[ed] the mill [sic] [and [its] two bridges]” on the fifth [i] of May, at night."
    )
    assert document.passages[0].marks == ()
