"""Which channel or page a URL belongs to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situate.model import NoteRef
from situate.resolve.pages import page_of, pages_of


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://t.me/harbour_watch/1742", "t.me/harbour_watch"),
        ("https://t.me/s/harbour_watch/1742", "t.me/harbour_watch"),
        ("https://www.facebook.com/NorthGuard/posts/pfbid02", "facebook.com/northguard"),
        ("https://m.facebook.com/photo.php?fbid=12", "facebook.com"),
        ("https://twitter.com/Gull/status/15", "twitter.com/gull"),
        ("http://www.example.org/a/b.html", "example.org"),
        ("example.org/news", "example.org"),
        ("nothing", ""),
        ("https://[::1", ""),
    ],
)
def test_page_of(url, page):
    assert page_of(url) == page


def test_each_page_stands_once():
    notes = (NoteRef("1", ("https://t.me/a/1", "https://t.me/a/2")), NoteRef("2", ("https://b.org/x",)))
    assert pages_of(notes) == ("t.me/a", "b.org")


@given(st.text())
def test_any_text_is_taken(url):
    assert isinstance(page_of(url), str)
