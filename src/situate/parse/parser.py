"""The parse stage: one item in, its documents out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import unquote

from situate.errors import DataError, LimitError
from situate.model import Document, Item, Passage, Published
from situate.parse.dates import Calendar
from situate.parse.divide import Part, divide, publisher_names
from situate.parse.front import Front
from situate.parse.furniture import Furniture
from situate.parse.headings import Headings
from situate.parse.html_page import read_html
from situate.parse.layout import Layout
from situate.parse.notes import first_note, marks_in, note_blocks, read_notes
from situate.parse.page import Block, Page
from situate.parse.plain_page import read_markdown, read_text
from situate.parse.published import Clues, in_zone, infer
from situate.parse.publisher import Publishers, Signs
from situate.parse.words import read_words
from situate.theatre import Theatre, zone_of
from situate.vocab import PassageKind

# A page of the corpus has 142,000 characters with its markup; two hundred times that is no page.
MOST_CHARACTERS: Final = 30_000_000
_READERS: Final = {"html": read_html, "text": read_text, "markdown": read_markdown, "post": read_text}


class Parser:
    """Understands the layout of items. Pure: the same item gives the same documents."""

    def __init__(self, theatre: Theatre, lexicon: Mapping[str, bytes]) -> None:
        """`lexicon`: the lexicon's files by name. Raises DataError where layout.toml is missing or wrong."""
        words = read_words(lexicon)
        self._names = publisher_names(theatre)
        self._zone = zone_of(theatre.timezone)
        self._calendar = Calendar(words)
        self._headings = Headings(theatre, words.headings)
        self._furniture = Furniture(words.boilerplate, theatre.publishers)
        front = Front(self._calendar, self._furniture, frozenset(self._names))
        self._layout = Layout(self._headings, self._furniture, front)
        self._publishers = Publishers(theatre)
        self._post_hosts = words.post.hosts
        self._kinds = {source.id: source.kind for source in theatre.sources}

    def parse(self, item: Item) -> tuple[Document, ...]:
        """The documents of an item, at least one. Raises DataError for unknown media, LimitError for sizes."""
        reader = _READERS.get(item.media)
        if reader is None:
            raise DataError(f"unknown media {item.media!r}", where=_where(item), remedy=f"one of {', '.join(_READERS)}")
        if len(item.body) > MOST_CHARACTERS:
            raise LimitError(f"{len(item.body)} characters", where=_where(item), remedy=f"at most {MOST_CHARACTERS}")
        try:
            page = reader(item.body)
        except LimitError as error:
            raise LimitError(error.message, where=_where(item), remedy=error.remedy) from error
        if item.media == "post" and not self._layout.is_laid_out(page.blocks):
            return (self._post(item, page),)
        parts = divide(page.blocks, self._names, self._furniture)
        whole = self._published(item, page, page.blocks, ())
        tails = [f"#{n}" for n in range(1, len(parts) + 1)] if len(parts) > 1 else [""]
        return tuple(self._document(item, page, part, tail, whole) for part, tail in zip(parts, tails, strict=True))

    def _post(self, item: Item, page: Page) -> Document:
        """A post or a plain text of a container: its paragraphs, and nothing else."""
        hints = item.hints
        publisher, source = self._publishers.identify(
            Signs(names=(hints.publisher or "",), urls=(hints.url,) if hints.url else ())
        )
        kind: PassageKind = "post" if self._is_social(item, source) else "body"
        passages = tuple(
            Passage(
                kind="boilerplate" if self._furniture.is_link_only(b.words) else kind, start=b.start, end=b.end,
                marks=tuple(marks_in(page.text, b.start, b.end, romans=False)),
            )
            for b in page.blocks
        )  # fmt: skip
        # A container knows to the second when a post went up; a day at its head is what the post is about.
        published = self._published(item, page, () if hints.published else page.blocks[:2], ())
        return Document(
            id=make_id(item, ""), key=_key(item, hints.url, ""), original=item.original, part=item.part, name=item.name,
            text=page.text, published=published, title=hints.title or "", url=hints.url, publisher=publisher,
            publisher_id=source, edited=self._edited(item), forwarded_from=hints.forwarded_from, passages=passages,
        )  # fmt: skip

    def _is_social(self, item: Item, source: str | None) -> bool:
        """Did it come from where people post: a chat's export, a channel, or a network's address?"""
        if not item.part.startswith("line"):
            return True
        bare = (item.hints.url or "").split("://")[-1].removeprefix("www.").casefold()
        return self._kinds.get(source or "") == "channel" or bare.startswith(self._post_hosts)

    def _document(self, item: Item, page: Page, part: Part, tail: str, whole: Published) -> Document:
        blocks = page.blocks[part.first : part.last]
        first = first_note(blocks, page.text)
        found = note_blocks(page, blocks[first:])
        article = _without_notes_heading(blocks[:first], self._headings)
        heading = blocks[len(article) : first]
        passages = self._layout.passages(page, article, found)
        passages = tuple(sorted((*passages, *_as_headings(heading)), key=lambda p: p.start))
        notes = read_notes(page, found)
        cited = tuple(url for note in notes for url in note.urls)
        published = self._published(item, page, article, cited)
        if published.day is None and whole.day is not None:
            published = Published(day=whole.day, at=whole.at, how=f"{whole.how} (of the page it stands in)")
        url = self._url(item, page)
        publisher, source = self._publisher(item, page, part, url)
        title = next((page.text[p.start : p.end] for p in passages if p.kind == "title"), item.hints.title or "")
        return Document(
            id=make_id(item, tail), key=_key(item, url, tail), original=item.original, part=item.part, name=item.name,
            text=page.text, published=published, title=title, url=url, publisher=publisher, publisher_id=source,
            edited=self._edited(item), forwarded_from=item.hints.forwarded_from, passages=passages,
            notes=notes,
        )  # fmt: skip

    def _publisher(self, item: Item, page: Page, part: Part, url: str | None) -> tuple[str, str | None]:
        blocks = page.blocks[part.first : part.last]
        names = (part.publisher, item.hints.publisher or "", page.head.site, *_title_tail(page))
        text = page.text[blocks[0].start : blocks[-1].end] if blocks else ""
        return self._publishers.identify(Signs(names=names, urls=(url,) if url else (), text=text))

    def _published(self, item: Item, page: Page, blocks: Sequence[Block], cited: tuple[str, ...]) -> Published:
        """The day of a document whose blocks these are: its dateline stands among the first of them."""
        early = [b.words for b in blocks[:12] if b.tag != "head"]
        dateline = next((line for line in early if self._calendar.dateline(line) is not None), "")
        span = (blocks[0].start, blocks[-1].end) if blocks else (0, 0)
        clues = Clues(
            dateline=dateline, published=item.hints.published, dates=page.head.dates,
            title=item.hints.title or (page.title.words if page.title else page.head.title),
            url=item.hints.url or page.head.url, name=item.name, prose=page.text[span[0] : span[1]],
            zone=self._zone,
            cited="\n".join((*cited, *(unquote(link.href) for link in page.links if span[0] <= link.start < span[1]))),
        )  # fmt: skip
        return infer(clues, self._calendar)

    def _edited(self, item: Item) -> datetime | None:
        """When it was edited, on the theatre's clock."""
        return None if item.hints.edited is None else in_zone(item.hints.edited, self._zone)

    def _url(self, item: Item, page: Page) -> str | None:
        """The document's own address: as it came, or as the page gives it, whole."""
        if item.hints.url:
            return item.hints.url
        return page.head.url if page.head.url.startswith(("http://", "https://")) else None


def _where(item: Item) -> str:
    return f"{item.name} {item.part}".strip()


def _title_tail(page: Page) -> tuple[str, ...]:
    """What stands after the last bar or dash of a page's title: often the site's name."""
    return tuple(
        page.head.title.rsplit(sign, 1)[1].strip() for sign in (" | ", " — ", " - ") if sign in page.head.title
    )


def _without_notes_heading(blocks: Sequence[Block], headings: Headings) -> Sequence[Block]:
    """The article's blocks without the line "Notes" and rules at their end."""
    end = len(blocks)
    while end and blocks[end - 1].tag == "rule":
        end -= 1
    if end and headings.is_notes(blocks[end - 1].words):
        return blocks[: end - 1]
    return blocks


def _as_headings(blocks: Sequence[Block]) -> list[Passage]:
    return [Passage(kind="heading", start=b.start, end=b.end) for b in blocks if b.end > b.start]


def make_id(item: Item, tail: str) -> str:
    """The id of a document: its container's own, with the moment of its edition; else file, content and part."""
    hints = item.hints
    if hints.external_id:
        return f"{hints.external_id}{f'@{hints.edited.isoformat()}' if hints.edited else ''}{tail}"
    stem = item.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    part = f"/{item.part.replace(' ', '-')}" if item.part else ""
    return f"{stem}-{item.original[:8]}{part}{tail}"


def _key(item: Item, url: str | None, tail: str) -> str:
    """What the versions of a document share: its container's id, else its address, else its own id."""
    named = item.hints.external_id or url
    return f"{named}{tail}" if named else make_id(item, tail)
