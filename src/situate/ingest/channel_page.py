"""A channel's page as t.me shows it to everybody (`https://t.me/s/CHANNEL`, or one post embedded), saved as HTML.

Each post becomes an item under the id that the application's own export gives it, so that both are versions of one
post. What such a page lacks says nothing: it shows some twenty posts, and of an album one number alone.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from situate.ingest.elements import Element, classes, root_of, with_classes
from situate.ingest.jsonlines import check_text
from situate.ingest.limits import Limits
from situate.ingest.refused import Refused
from situate.ingest.times import iso_time
from situate.model import Hints, Item

_SHOWS_POSTS: Final = re.compile(r'class="[^"]{0,200}\btgme_widget_message\b[^>]{0,400}\bdata-post="')
_POST: Final = re.compile(r"[A-Za-z]\w{2,40}/[0-9]{1,12}")
_BLANKS, _GAPS = re.compile(r"\s+"), re.compile(r"\n{3,}")
_BREAKS: Final = frozenset({"br", "p", "div", "blockquote", "pre", "li"})


def shows_posts(text: str) -> bool:
    """Is it a page of a channel's posts?"""
    return _SHOWS_POSTS.search(text) is not None


def posts(name: str, sha256: str, text: str, *, limits: Limits) -> Iterator[Item | Refused | str]:
    """The posts of a page in their order; what is wrong with one comes in its place, a note for the user at the end.

    Raises Refused where its elements nest too deep.
    """
    silent = 0
    page = root_of(text, place="", remedy="it is no page of a channel; save its text instead")
    for element in with_classes(page, "tgme_widget_message"):
        named = element.get("data-post") or ""
        if not _POST.fullmatch(named):
            continue
        try:
            item = _item(name, sha256, named, element, limits)
        except Refused as refused:
            yield refused
            continue
        silent += item is None
        if item is not None:
            yield item
    if silent:
        yield f"{silent} posts without text (pictures, service messages) were passed over"


def _item(name: str, sha256: str, named: str, element: Element, limits: Limits) -> Item | None:
    place = f"message {named.rpartition('/')[2]}"
    text = "\n\n".join(words for e in _texts(element) if (words := _words(e)))
    if not text:
        return None
    check_text(text, place, limits)
    dates = with_classes(element, "tgme_widget_message_date")
    moments = [t.get("datetime") for a in dates for t in a.iter("time") if t.get("datetime")]
    return Item(
        original=sha256,
        name=name,
        media="post",
        body=text,
        part=place,
        hints=Hints(
            external_id=named,
            url=f"https://t.me/{named}",
            publisher=_first(element, "tgme_widget_message_owner_name"),
            published=iso_time(moments[-1], field="datetime", place=place) if moments else None,
            forwarded_from=_first(element, "tgme_widget_message_forwarded_from_name"),
        ),
    )


def _texts(element: Element) -> Iterator[Element]:
    """The elements that hold a post's own words: not those of the post that it answers."""
    for found in with_classes(element, "tgme_widget_message_text"):
        above = {token for e in found.iterancestors() for token in classes(e)}
        if "tgme_widget_message_reply" not in above and "tgme_widget_message_text" not in above:
            yield found


def _first(element: Element, token: str) -> str | None:
    """The words of the first element of that class."""
    found = next(with_classes(element, token), None)
    return (_words(found) or None) if found is not None else None


def _words(element: Element) -> str:
    """The text below an element, its lines kept; a line's end in the source is a blank."""
    parts: list[str] = []
    for event, e in etree.iterwalk(element, events=("start", "end")):
        if e.tag in _BREAKS and e is not element and (event == "start" or e.tag != "br"):
            parts.append("\n")
        text = e.text if event == "start" else e.tail
        if text and (event == "start" or e is not element):
            parts.append(_BLANKS.sub(" ", text))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()
