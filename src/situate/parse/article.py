"""Which part of an HTML page is the article, and what the page's head says about it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from lxml import etree

from situate.parse.page import Head

Element = Any  # lxml has no type stubs

# Class tokens by which content systems name the body of an article, most telling first.
_BODIES: Final = (
    "field-name-body", "entry-content", "article-body", "article__body", "post-content", "article-content",
    "post__content", "story-body", "node__content", "body-content", "td-post-content",
)  # fmt: skip
_PLAIN: Final = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "td"})
SKIPPED: Final = frozenset(
    {"script", "style", "noscript", "template", "iframe", "svg", "form", "button", "nav", "footer", "aside",
     "select", "textarea", "object", "embed", "head", "video", "audio", "canvas", "math", "input", "dialog"}
)  # fmt: skip
# Words in a class or id that mark menus and sharing; compared with whole tokens, split at "-" and "_".
_FURNITURE: Final = frozenset(
    {"share", "sharing", "social", "menu", "breadcrumb", "breadcrumbs", "sidebar", "cookie", "cookies", "comments",
     "related", "pagination", "pager", "toolbar", "navbar", "addtoany", "sharethis", "signup"}
)  # fmt: skip
_DATE_KEYS: Final = frozenset(
    {"article:published_time", "datepublished", "pubdate", "publishdate", "publish-date", "publish_date", "date",
     "dc.date", "dc.date.issued", "dc:date", "dc:created", "dcterms.created", "dcterms.date", "parsely-pub-date",
     "sailthru.date", "article.published", "og:published_time"}
)  # fmt: skip


def tag_of(element: Element) -> str:
    """The name of the element, lower case; "" for what is no element."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def is_furniture(element: Element) -> bool:
    """Is it a menu, a share bar or hidden, to be left out of the article?"""
    if tag_of(element) in SKIPPED or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = (element.get("style") or "").replace(" ", "").lower()
    if "display:none" in style or "visibility:hidden" in style:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}".lower()
    if not names.strip():
        return False
    if "element-hidden" in names or "element-invisible" in names or "navigation" in names.split():
        return True
    return not _FURNITURE.isdisjoint(names.replace("-", " ").replace("_", " ").split())


def find_article(root: Element) -> Element:
    """The element that holds the article: by the names of content systems, else by where the prose is densest."""
    named = list(_named_bodies(root))
    if named:
        best = min(rank for rank, _ in named)
        return max((element for rank, element in named if rank == best), key=_prose)
    for wanted in ("article", "main"):
        found = [e for e in root.iter() if tag_of(e) == wanted or (wanted == "main" and e.get("role") == "main")]
        found = [e for e in found if _prose(e) > 200]  # an empty shell is no article
        if found:
            return max(found, key=_prose)
    return _densest(root)


def _named_bodies(root: Element) -> Iterator[tuple[int, Element]]:
    for element in root.iter():
        if tag_of(element) == "":
            continue
        if (element.get("itemprop") or "").lower() == "articlebody":
            yield 0, element
        for token in (element.get("class") or "").split():
            if token in _BODIES:
                yield 1 + _BODIES.index(token), element


def _prose(element: Element) -> int:
    """How many characters of text it holds outside menus."""
    return sum(len(t.strip()) for child in _kept(element) for t in (child.text, child.tail) if t)


def _kept(element: Element) -> Iterator[Element]:
    walker = etree.iterwalk(element, events=("start",))
    for _, child in walker:
        if child is not element and is_furniture(child):
            walker.skip_subtree()
        elif tag_of(child):
            yield child


def _densest(root: Element) -> Element:
    """The element under which most prose stands directly; a paragraph counts half for its grandparent."""
    scores: dict[Element, float] = {}
    for element in _kept(root):
        if tag_of(element) not in _PLAIN:
            continue
        length = sum(len(text.strip()) for text in element.itertext())
        parent = element.getparent()
        if parent is None or length < 25:  # shorter ones are labels of menus
            continue
        scores[parent] = scores.get(parent, 0) + length
        above = parent.getparent()
        if above is not None:
            scores[above] = scores.get(above, 0) + length / 2
    body = next((e for e in root.iter() if tag_of(e) == "body"), root)
    return max(scores, key=lambda e: scores[e], default=body)


def read_head(root: Element) -> Head:
    """Title, site, canonical URL and dates of publication, as the page's own metadata give them."""
    metas: dict[str, str] = {}
    title = url = ""
    dates: list[tuple[str, str]] = []
    for element in root.iter():
        tag = tag_of(element)
        if tag == "meta":
            for key in _keys(element):
                metas.setdefault(key, (element.get("content") or "").strip())
        elif tag == "link" and "canonical" in (element.get("rel") or "").lower().split():
            url = url or (element.get("href") or "").strip()
        elif tag == "title" and not title:
            title = " ".join("".join(element.itertext()).split())
        elif tag == "script" and (element.get("type") or "").lower() == "application/ld+json":
            dates.extend(_linked_data(element.text or ""))
        if tag:
            dates.extend(_dates(element))
    return Head(
        title=title or metas.get("og:title", ""), site=metas.get("og:site_name", ""),
        url=url or metas.get("og:url", ""), dates=tuple(dict.fromkeys(dates)),
    )  # fmt: skip


def _keys(element: Element) -> Iterator[str]:
    for name in ("property", "name", "itemprop"):
        yield from (element.get(name) or "").lower().split()


def _dates(element: Element) -> Iterator[tuple[str, str]]:
    keys = [key for key in _keys(element) if key in _DATE_KEYS]
    value = element.get("content") or (element.get("datetime") if tag_of(element) == "time" else None)
    if value and (keys or (tag_of(element) == "time" and element.get("pubdate") is not None)):
        yield f"the page's {keys[0] if keys else 'time'}", value.strip()[:64]


def _linked_data(text: str) -> Iterable[tuple[str, str]]:
    """`datePublished` of JSON-LD; what is not JSON is passed over, since it is only one of several witnesses."""
    if len(text) > 200_000:
        return
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError):
        return
    items = data if isinstance(data, list) else [data]
    for item in items:
        graph = item.get("@graph", [item]) if isinstance(item, dict) else []
        for node in graph if isinstance(graph, list) else []:
            if isinstance(node, dict) and isinstance(node.get("datePublished"), str):
                yield "the page's linked data", node["datePublished"][:64]
