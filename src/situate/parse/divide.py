"""One page, several documents: a line that is a publisher's name opens one, a share line closes one."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final

import msgspec

from situate.parse.furniture import Furniture
from situate.parse.headings import normal
from situate.parse.page import Block
from situate.theatre import Theatre

# A part with less prose than this (in characters) is no document of its own: links, a sign-up form, a headline.
_LEAST: Final = 300
# From this many characters on a block is a paragraph and no headline.
_PARAGRAPH: Final = 120


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A run of blocks [first, last) that is one document; `publisher` is the name it opens with, or ""."""

    first: int
    last: int
    publisher: str = ""
    publisher_id: str | None = None


def publisher_names(theatre: Theatre) -> dict[str, str]:
    """What the theatre's publishers are called, in normal form, with their source ids; single common words left out."""
    sources = {source.id: source for source in theatre.sources}
    names: dict[str, str] = {}
    for publisher in theatre.publishers:
        source = sources.get(publisher.source)
        own = [source.name, *source.aliases] if source is not None else []
        selves = [n for n in publisher.self_names if sum(word[:1].isupper() for word in n.split()) >= 2]
        for name in (*own, *selves):
            names.setdefault(normal(name), publisher.source)
    names.pop("  ", None)
    return names


def divide(blocks: Sequence[Block], names: Mapping[str, str], furniture: Furniture) -> list[Part]:
    """The page's documents, in order; always at least one, and together they hold every block."""
    prose = list(accumulate((len(b.words) if len(b.words) >= _PARAGRAPH else 0 for b in blocks), initial=0))
    opens: list[tuple[int, str, str | None]] = []
    for at, block in enumerate(blocks):
        publisher = names.get(normal(block.words)) if len(block.words) <= 80 else None
        if publisher is not None and block.tag not in ("head", "li"):
            opens.append((at, block.words, publisher))
        elif at and furniture.is_share(blocks[at - 1].words) and _is_name_line(block, prose[-1] - prose[at + 1]):
            opens.append((at, block.words, None))
    parts: list[Part] = []
    for at, name, publisher in opens:
        if not parts or prose[at] - prose[parts[-1].first] >= _LEAST:
            parts.append(Part(first=at, last=len(blocks), publisher=name, publisher_id=publisher))
    parts = [p for p in parts if prose[-1] - prose[p.first] >= _LEAST]
    if not parts:
        return [Part(first=0, last=len(blocks))]
    if prose[parts[0].first] >= _LEAST:
        parts.insert(0, Part(first=0, last=len(blocks)))
    ends = [part.first for part in parts[1:]] + [len(blocks)]
    parts = [msgspec.structs.replace(part, last=end) for part, end in zip(parts, ends, strict=True)]
    return [msgspec.structs.replace(parts[0], first=0), *parts[1:]]


def _is_name_line(block: Block, prose_after: int) -> bool:
    """Could the line after a share line be the name of the next publisher: short, no sentence, prose after it?"""
    line = block.words
    return len(line.split()) <= 8 and not line.endswith((".", ":", "!", "?")) and prose_after >= _LEAST
