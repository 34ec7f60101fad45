"""Elements of HTML by their classes; nothing is fetched, nesting is bounded by the parser."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from situate.ingest.refused import Refused

Element = Any  # lxml has no type stubs


def root_of(text: str, *, place: str, remedy: str) -> Element:
    """The outermost element of a text in HTML. Raises Refused (too_deep, empty) naming `place`."""
    parser = etree.HTMLParser(encoding="utf-8", recover=True, no_network=True, huge_tree=False, remove_comments=True)
    root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    if any("depth" in entry.message for entry in parser.error_log):
        raise Refused("too_deep", "elements nest too deep", place=place, remedy=remedy)
    if root is None:
        raise Refused("empty", "holds no elements", place=place, remedy=remedy)
    return root


def classes(element: Element) -> frozenset[str]:
    """The classes of an element."""
    return frozenset((element.get("class") or "").split())


def with_classes(element: Element, *names: str) -> Iterator[Element]:
    """The elements below and at `element` that have all the classes, in the order of the text."""
    wanted = frozenset(names)
    return (e for e in element.iter("*") if wanted <= classes(e))
