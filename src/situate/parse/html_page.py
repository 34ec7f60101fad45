"""HTML in, a page out: the article as plain text, one line a block, with links and what is bold.

The rendition is deterministic: blocks end in a newline, list items begin with "• ", runs of blanks
are one blank, note marks stay. No network, no external entities, no deep trees (libxml2's own limits).
"""

import re
from typing import Final

from lxml import etree

from situate.errors import LimitError
from situate.parse.article import Element, find_article, is_furniture, read_head, tag_of
from situate.parse.page import Block, Head, Link, Page

_BLOCKS: Final = frozenset(
    {"p", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "table", "ul", "ol", "section",
     "article", "header", "hr", "figure", "figcaption", "pre", "dd", "dt", "dl", "main", "center", "address",
     "details", "summary", "tbody", "thead", "body", "html", "caption", "footer"}
)  # fmt: skip
_STRONG: Final = frozenset({"strong", "b", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BLANKS: Final = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
# Characters that show nothing: zero-width blanks, joiners, soft hyphens, byte-order marks.
_UNSEEN: Final = re.compile("[\u200b-\u200f\u00ad\ufeff\u2060]")
BULLET: Final = "• "


class _Writer:
    """Collects text into blocks as an element tree is walked."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.at = 0
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.strong_depth = self.item_depth = self.level = 0
        self._start: int | None = None
        self._blank = self._break = False
        self._seen = self._bold = 0
        self._link: tuple[int | None, str] | None = None
        self._last = ""

    def text(self, raw: str | None) -> None:
        if not raw:
            return
        text = _BLANKS.sub(" ", _UNSEEN.sub("", raw))
        bare = text.strip()
        if not bare:
            self._blank = self._blank or bool(text)
            return
        if self._break:
            self._end_line(bare)
        if self._start is None:
            self._open()
        elif self._blank or text[0] == " ":
            self._put(" ")
        if self._link is not None and self._link[0] is None:
            self._link = (self.at, self._link[1])
        self._put(bare)
        self._blank = text[-1] == " "
        letters = len(bare) - bare.count(" ")
        self._seen += letters
        self._bold += letters if self.strong_depth else 0

    def line_break(self) -> None:
        self._break = True

    def _end_line(self, following: str) -> None:
        """A <br> ends a paragraph, unless the sentence plainly goes on after it."""
        if following[:1].islower() and self._last not in ".:;!?":
            self._break, self._blank = False, True
        else:
            self.close()

    def _open(self) -> None:
        if self.item_depth:
            self._put(BULLET)
        self._start, self._seen, self._bold = self.at, 0, 0

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.at += len(text)
        self._last = text[-1]

    def link_start(self, href: str) -> None:
        """A link begins: its offset is that of the first word that follows."""
        self._link = (None, href)

    def link_end(self) -> None:
        if self._link is not None and self._link[0] is not None:
            self.links.append(Link(self._link[0], self.at, self._link[1]))
        self._link = None

    def close(self) -> None:
        """End the block that is open, if any."""
        self._break = self._blank = False
        if self._start is None:
            return
        words = self.slice(self._start)
        if not any(c.isalnum() for c in words):
            self._put("\n")  # a lone bullet or dash is no paragraph
            self._start = None
            return
        tag = "li" if self.item_depth else "heading" if self.level else "p"
        strong = self._bold >= 0.95 * self._seen  # a comma outside the bold run does not count against it
        self.blocks.append(Block(start=self._start, end=self.at, words=words, tag=tag, level=self.level, strong=strong))
        self._put("\n")
        self._start = None

    def rule(self) -> None:
        self.close()
        self.blocks.append(Block(start=self.at, end=self.at, words="", tag="rule"))

    def slice(self, start: int) -> str:
        """The text from `start` on; only the last parts are looked at."""
        taken: list[str] = []
        left = self.at - start
        for part in reversed(self.parts):
            if left <= 0:
                break
            taken.append(part[-left:])
            left -= len(part)
        return "".join(reversed(taken))


def _walk(article: Element, writer: _Writer) -> None:
    walker = etree.iterwalk(article, events=("start", "end"))
    skipped: Element | None = None
    for event, element in walker:
        if event == "start":
            if element is not article and is_furniture(element):
                skipped = element
                walker.skip_subtree()
            else:
                _enter(element, writer)
            continue
        if skipped is not None and element is skipped:
            skipped = None
        elif tag_of(element):
            _leave(element, writer)
        if element is not article:
            writer.text(element.tail)
    writer.close()


def _enter(element: Element, writer: _Writer) -> None:
    tag = tag_of(element)
    if tag in _BLOCKS:
        writer.close()
    if tag == "br":
        writer.line_break()
    elif tag == "hr":
        writer.rule()
    elif tag == "li":
        writer.item_depth += 1
    elif tag == "a":
        writer.link_start((element.get("href") or "").strip())
    writer.level = _HEADINGS.get(tag, writer.level)
    writer.strong_depth += _is_strong(element, tag)
    if tag:
        writer.text(element.text)


def _leave(element: Element, writer: _Writer) -> None:
    tag = tag_of(element)
    if tag == "a":
        writer.link_end()
    if tag in _BLOCKS:
        writer.close()
    if tag == "li":
        writer.item_depth -= 1
    if tag in _HEADINGS:
        writer.level = 0
    writer.strong_depth -= _is_strong(element, tag)


def _is_strong(element: Element, tag: str) -> bool:
    if tag in _STRONG:
        return True
    style = element.get("style")
    return bool(style) and ("font-weight:bold" in (bare := style.replace(" ", "")) or "font-weight:700" in bare)


def _root(body: str) -> Element | None:
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    data = body.replace("\x00", "�").encode("utf-8", errors="replace")
    root = etree.fromstring(data, parser) if data.strip() else None
    if any("depth" in entry.message for entry in parser.error_log):
        raise LimitError("elements nest too deep", remedy="it is no page that a person wrote; save its text instead")
    return root


def _title(root: Element, article: Element, head: Head) -> str:
    """The page's headline: an <h1> inside the article, else the page's only <h1>, else <title> without the site."""
    tops = [e for e in root.iter() if tag_of(e) == "h1"]
    inside = [e for e in tops if article in e.iterancestors()]
    for element in inside or tops:
        text = " ".join(_UNSEEN.sub("", "".join(element.itertext())).split())
        if text and text.casefold() != head.site.casefold():
            return text
    return head.title.split(" | ")[0].strip()


def read_html(body: str) -> Page:
    """A page out of HTML, however broken; an empty page where there is no text in it."""
    try:
        root = _root(body)
    except etree.XMLSyntaxError:  # nothing in it that could be an element
        root = None
    if root is None:
        return Page(text="")
    article = find_article(root)
    head = read_head(root)
    title = _title(root, article, head)
    writer = _Writer()
    _walk(article, writer)
    if title and not any(b.words == title for b in writer.blocks[:8]):
        return _below_title(title, writer, head)
    named = next((b for b in writer.blocks[:8] if b.words == title), None)
    return Page(
        text="".join(writer.parts), blocks=tuple(writer.blocks), links=tuple(writer.links), head=head, title=named
    )


def _below_title(title: str, writer: _Writer, head: Head) -> Page:
    """The article with its headline, which stands outside of it on the page, as first line."""
    by = len(title) + 1
    first = Block(start=0, end=len(title), words=title, tag="heading", level=1, strong=True)
    moved = [
        Block(start=b.start + by, end=b.end + by, words=b.words, tag=b.tag, level=b.level, strong=b.strong)
        for b in writer.blocks
    ]
    links = tuple(Link(link.start + by, link.end + by, link.href) for link in writer.links)
    text = f"{title}\n" + "".join(writer.parts)
    return Page(text=text, blocks=(first, *moved), links=links, head=head, title=first)
