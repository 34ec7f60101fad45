"""The head of an article: title, bylines, dateline, and what else stands before its first paragraph."""

from collections.abc import Sequence
from typing import Final

from situate.parse.dates import Calendar
from situate.parse.furniture import Furniture
from situate.parse.headings import normal
from situate.parse.page import Block
from situate.vocab import PassageKind

_JOINS: Final = frozenset({"and", "with", "&", "by", "the", "of", "for"})
_PARTICLES: Final = frozenset({"de", "van", "von", "der", "den", "al", "el", "bin", "la", "le", "di", "da"})
# From this many characters on a block without heading's looks is the first paragraph.
_PROSE: Final = 120


class Front:
    """Tells the lines before the first paragraph apart."""

    def __init__(self, calendar: Calendar, furniture: Furniture, names: frozenset[str]) -> None:
        """`names`: normal forms of what the theatre's publishers are called."""
        self._calendar = calendar
        self._furniture = furniture
        self._names = names

    def kinds(self, blocks: Sequence[Block], title: Block | None, first: int) -> dict[int, PassageKind]:
        """The kind of each block before `first`, the index at which the article begins.

        Where no title is known, the first line that is neither date nor name is it.
        """
        kinds: dict[int, PassageKind] = {}
        titled = title is not None
        for at, block in enumerate(blocks[:first]):
            if block.tag == "rule":
                continue
            if title is not None and block.start == title.start:
                kinds[at] = "title"
            elif block.tag == "head":
                kinds[at] = "boilerplate"
            elif self._calendar.dateline(block.words) is not None:
                kinds[at] = "dateline"
            elif normal(block.words) in self._names or is_byline(block.words):
                kinds[at] = "byline"
            elif not titled and self._is_headline(block) and not self._furniture.is_standing(block.words):
                kinds[at], titled = "title", True
            else:
                kinds[at] = "boilerplate"
        return kinds

    def _is_headline(self, block: Block) -> bool:
        return not block.words.endswith((".", ":", ";")) and 3 <= len(block.words.split()) <= 30

    def begins(self, block: Block) -> bool:
        """Is the block the first of the article proper: an item, or a paragraph?"""
        if block.tag in ("head", "rule"):
            return False
        if block.tag == "li":
            return True
        ends = block.words.endswith((".", "!", "?", "”", '"', "]"))
        return (len(block.words) >= _PROSE or (ends and len(block.words.split()) >= 8)) and not is_byline(block.words)

    def is_sentence(self, block: Block) -> bool:
        """Is the block a finished sentence, however short, and no line of the head?"""
        if block.tag in ("head", "rule") or self._calendar.dateline(block.words) is not None:
            return False
        standing = self._furniture.is_standing(block.words) or is_byline(block.words)
        return block.words.endswith((".", "!", "?")) and len(block.words.split()) >= 3 and not standing


def is_byline(line: str) -> bool:
    """Does the line hold nothing but people's names ("A. B. Name, Name Name, and Name Name"), or begin with "By"?"""
    if len(line) > 300 or line.endswith((".", ":", "?", "!")) or "://" in line:
        return False
    parts = line.replace(" and ", ", ").replace(" & ", ", ").replace(" with ", ", ").split(",")
    people = [part.split() for part in parts if part.strip()]
    if not people:
        return False
    if people[0][0].lower() in ("by", "with", "author:", "authors:"):
        people[0] = people[0][1:] or people[0]
        return all(_is_name(person) or _is_body(person) for person in people)
    return all(_is_name(person) for person in people)


def _is_name(tokens: list[str]) -> bool:
    tokens = [t for t in tokens if t.lower() not in ("and", "by")]
    return 2 <= len(tokens) <= 5 and all(
        t.lower() in _PARTICLES or (t[0].isupper() and not t.isupper()) or (len(t) <= 2 and t[0].isupper())
        for t in tokens
    )


def _is_body(tokens: list[str]) -> bool:
    return len(tokens) <= 8 and all(t[0].isupper() or t.lower() in _JOINS for t in tokens)
