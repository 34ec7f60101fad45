"""A page before its layout is understood: text, blocks with offsets, links, and what its head says."""

import msgspec


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One paragraph, list item, heading or line; `start` and `end` exclude surrounding blanks and markup.

    `words` is the block without markup and with single blanks, for recognition only. `tag` is p, li,
    heading, rule or head (a line of front matter); `level` that of a heading, 1 to 6. `strong` is true
    where all of it is bold; `gap` where a blank line stands before it.
    """

    start: int
    end: int
    words: str
    tag: str = "p"
    level: int = 0
    strong: bool = False
    gap: bool = False


class Link(msgspec.Struct, frozen=True):
    """Words that lead somewhere: offsets into the page's text, and where to."""

    start: int
    end: int
    href: str


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says about itself outside its text: raw values; `dates` as (where it stands, value)."""

    title: str = ""
    site: str = ""
    url: str = ""
    dates: tuple[tuple[str, str], ...] = ()


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A text with its blocks in order, not overlapping. `title` is the block of the title, where one is known."""

    text: str
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    head: Head = Head()
    title: Block | None = None
