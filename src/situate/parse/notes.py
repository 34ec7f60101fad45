"""Note marks in the text, and the notes they point to."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

import msgspec

from situate.model import Mark, Note
from situate.parse.page import Block, Link, Page
from situate.parse.urls import find_urls, plain_href

_NUMBERS: Final = r"\d{1,4}(?:\s{0,2}[,;–-]\s{0,2}\d{1,4}){0,12}"
_MARK: Final = re.compile(
    rf"\[\[({_NUMBERS}|[ivxlcdm]{{1,9}})\]\](?:\([^()\s]{{0,500}}\))?|\[({_NUMBERS}|[ivxlcdm]{{1,9}})\](?:\(#[^()\s]{{0,500}}\))?"
)
_OPENING: Final = re.compile(
    r"\[\[(\d{1,4}|[ivxlcdm]{1,9})\]\](?:\([^()\s]{0,500}\))?|\[(\d{1,4}|[ivxlcdm]{1,9})\](?:\(#[^()\s]{0,500}\))?"
)
_NUMBERED: Final = re.compile(r"(\d{1,3})[.)]?\s{1,3}(?=https?:)")
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


class NoteBlock(msgspec.Struct, frozen=True):
    """A run of text in the notes: the note's name ("" for furniture after them) and its offsets."""

    mark: str
    start: int
    end: int


def number_of(mark: str) -> int | None:
    """The number of a note's name, arabic or roman; None for what is neither."""
    if mark.isdigit():
        return int(mark)
    if not mark or any(c not in _ROMAN for c in mark):
        return None
    values = [_ROMAN[c] for c in mark]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def marks_in(text: str, start: int, end: int, *, romans: bool) -> Iterator[Mark]:
    """The marks between two offsets; "[12, 13]" and "[12-14]" give one mark a note, all with the bracket's span.

    `romans`: whether "[iv]" is a mark here; it is where the notes are numbered so.
    """
    for match in _MARK.finditer(text, start, end):
        inside = match[1] or match[2]
        if not inside[0].isdigit():
            if romans and number_of(inside) is not None:
                yield Mark(inside, match.start(), match.end())
            continue
        for name in _names(inside):
            yield Mark(name, match.start(), match.end())


def _names(inside: str) -> Iterator[str]:
    for part in re.split(r"[,;]", inside):
        ends = [int(number) for number in re.split(r"[–-]", part)]
        if len(ends) == 2 and 0 < ends[1] - ends[0] <= 20:
            yield from (str(n) for n in range(ends[0], ends[1] + 1))
        else:
            yield from (str(n) for n in ends)


def first_note(blocks: Sequence[Block], text: str) -> int:
    """Index of the block at which the notes begin; len(blocks) where there are none.

    Notes are the tail in which most blocks open with a mark, from the first that is numbered lowest.
    """
    opened = [(at, name) for at, b in enumerate(blocks) if (name := _opening(text, b)) is not None]
    furnished = list(accumulate((b.end > b.start for b in reversed(blocks)), initial=0))
    dense = [
        (at, name, len(opened) - nth)
        for nth, (at, name) in enumerate(opened)
        if (len(opened) - nth) * 2 >= furnished[len(blocks) - at]
    ]
    first = next((at for at, name, _ in dense if number_of(name) in (0, 1)), None)
    if first is None:  # a page cut at its head, or one whose first note is missing
        first = next((at for at, _, tail in dense if tail >= 3), None)
    return len(blocks) if first is None else first


def _opening(text: str, block: Block) -> str | None:
    match = _OPENING.match(text, block.start, block.end) or _NUMBERED.match(text, block.start, block.end)
    if match is None:
        return None
    return next(group for group in match.groups() if group is not None)


def note_blocks(page: Page, blocks: Sequence[Block]) -> list[NoteBlock]:
    """The notes' text cut into notes: a block may hold several, and a note may go on in the next block."""
    found: list[NoteBlock] = []
    name = ""
    for block in blocks:
        if block.end <= block.start:
            continue
        opening = _opening(page.text, block)
        if opening is None:
            goes_on = bool(name) and _is_citation(block.words)
            name = name if goes_on else ""
            found.append(NoteBlock(name, block.start, block.end))
            continue
        cuts = _inner_openings(page.text, block, opening)
        ends = [at for _, at in cuts[1:]] + [block.end]
        for (name, start), end in zip(cuts, ends, strict=True):
            found.append(NoteBlock(name, start, start + len(page.text[start:end].rstrip())))
    return found


def _inner_openings(text: str, block: Block, opening: str) -> list[tuple[str, int]]:
    """The notes inside one block: the first, and any that carries the next number after a blank."""
    cuts = [(opening, block.start)]
    for match in _OPENING.finditer(text, block.start + 1, block.end):
        name = match[1] or match[2]
        before, number = number_of(cuts[-1][0]), number_of(name)
        if before is not None and number == before + 1 and text[match.start() - 1].isspace():
            cuts.append((name, match.start()))
    return cuts


def _is_citation(words: str) -> bool:
    """Is it the rest of a note: a URL, plain or with its dots spelled out?"""
    lower = words.lower()
    return "://" in lower or " dot " in lower or lower.startswith("www.")


def read_notes(page: Page, found: Sequence[NoteBlock]) -> tuple[Note, ...]:
    """The notes with their URLs; where a name stands twice, the first is the one that marks point to."""
    notes: dict[str, Note] = {}
    for part in found:
        if not part.mark:
            continue
        urls = find_urls(_with_targets(page, part))
        known = notes.get(part.mark)
        if known is None:
            notes[part.mark] = Note(mark=part.mark, start=part.start, end=part.end, urls=urls)
        elif page.text[known.end : part.start].strip("\n •") == "":
            both = tuple(dict.fromkeys((*known.urls, *urls)))
            notes[part.mark] = Note(mark=part.mark, start=known.start, end=part.end, urls=both)
    return tuple(notes.values())


def _with_targets(page: Page, part: NoteBlock) -> str:
    """The note's text with its links' targets for their words, which pages cut short; without its own mark."""
    opening = _OPENING.match(page.text, part.start, part.end)
    at = opening.end() if opening else part.start
    pieces: list[str] = []
    for link in page.links[_first_link(page.links, at) :]:
        if link.start >= part.end:
            break
        pieces.append(page.text[at : link.start])
        pieces.append(_target(page.text, link))
        at = link.end
    pieces.append(page.text[at : part.end])
    return "".join(pieces)


def _target(text: str, link: Link) -> str:
    """What to read for a link: its target, but its words where it is only a piece of a longer address."""
    words = text[link.start : link.end]
    around = (text[link.start - 1 : link.start], text[link.end : link.end + 1])
    piece = (
        any(c.isalnum() or c in "/%=.-_" for c in around if c)
        or words.endswith(" dot")
        or text.startswith(" dot ", link.end)
    )
    if (piece and not words.endswith("...")) or not link.href.lower().startswith(("http://", "https://")):
        return words
    if words.lower().startswith(("http", "www.")) or "/" in words or "..." in words:
        return f" {plain_href(link.href)} "
    return f"{words} {plain_href(link.href)} "


def _first_link(links: Sequence[Link], at: int) -> int:
    """Index of the first link that starts at or after the offset."""
    low, high = 0, len(links)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if links[middle].start < at else (low, middle)
    return low
