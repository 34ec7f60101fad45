"""Which paragraphs are furniture: standing text, pointers to maps, lists of contents, captions, share lines."""

from collections.abc import Sequence
from typing import Final

from situate.parse.headings import Headings, all_name_efforts
from situate.parse.page import Block
from situate.parse.words import BoilerplateWords
from situate.theatre import Publisher

# Standing text says what it is at its head; the same words deep in a paragraph are a remark in passing.
_HEAD: Final = 260


# A line as short as this with a copyright sign is a picture's caption.
_CAPTION: Final = 200


class Furniture:
    """Knows standing text by the publishers' phrases and the lexicon's."""

    def __init__(self, words: BoilerplateWords, publishers: Sequence[Publisher]) -> None:
        """`publishers`: those whose phrases count; all of the theatre's, since digests carry one another's."""
        self._words = words
        phrases = (*words.contains, *(phrase for p in publishers for phrase in p.boilerplate))
        self._phrases = tuple(dict.fromkeys(phrase.casefold() for phrase in phrases))
        self._opens = tuple(words.opens)
        self._contents = tuple(p.casefold() for p in (*words.contents, *(t for p in publishers for t in p.toc)))

    def is_standing(self, line: str) -> bool:
        """Is the paragraph standing text?"""
        if "©" in line and len(line) <= _CAPTION:
            return True
        head = line[:_HEAD].casefold().lstrip("_*([ ")
        return head.startswith(self._opens) or any(phrase in head for phrase in self._phrases)

    def is_share(self, line: str) -> bool:
        """Is it a line that offers to pass the page on?"""
        return len(line) <= 60 and line.casefold().startswith(self._words.share)

    def announces_contents(self, line: str) -> bool:
        """Does the paragraph introduce a list of contents?"""
        lower = line.casefold()
        return len(line) <= 300 and lower.endswith(":") and any(phrase in lower for phrase in self._contents)

    def is_link_only(self, line: str) -> bool:
        """Does it hold nothing but addresses?"""
        return bool(line) and all("://" in word or word.startswith("www.") for word in line.split())


def contents_lists(blocks: Sequence[Block], headings: Headings, furniture: Furniture) -> frozenset[int]:
    """Indices of the blocks of tables of contents: lists of efforts, with or without bullets or an introduction."""
    found: set[int] = set()
    at = 0
    while at < len(blocks):
        announced = furniture.announces_contents(blocks[at].words)
        run = _item_run(blocks, at + announced)
        named = run - at >= 2 and all_name_efforts(headings, (b.words for b in blocks[at:run]))
        if named or (announced and _is_short_list(blocks[at + 1 : run])):
            found.update(range(at, run))
        elif not announced and blocks[at].tag == "p":
            run = _heading_run(blocks, at, headings)
            found.update(range(at, run))
        at = max(run, at + 1)
    return frozenset(found)


def _item_run(blocks: Sequence[Block], at: int) -> int:
    while at < len(blocks) and blocks[at].tag == "li":
        at += 1
    return at


def _is_short_list(items: Sequence[Block]) -> bool:
    """Items of contents are names, not sentences: the longest of the corpus has 175 characters."""
    return bool(items) and sum(len(b.words) for b in items) <= 130 * len(items)


def _heading_run(blocks: Sequence[Block], at: int, headings: Headings) -> int:
    """End of a table of contents without bullets: four and more efforts' names in a row, up to a blank line.

    Without a blank line it ends where the main effort is named again, a sentence is glued on, or an objective stands.
    """
    end, mains = at, 0
    while end < len(blocks) and blocks[end].tag == "p" and headings.names_effort(blocks[end].words.rstrip(";. ")):
        mains += headings.is_main(blocks[end].words)
        if end > at and (blocks[end].gap or mains > 1 or headings.label_end(blocks[end])):
            break
        if headings.has_objective(blocks[end].words):
            break
        end += 1
    return end if end - at >= 4 else at
