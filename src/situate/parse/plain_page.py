"""Plain text and Markdown in, a page out. The text is kept verbatim: blocks point into it."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from situate.parse.page import Block, Head, Page

_BULLETS: Final = ("• ", "•\t", "- ", "* ", "– ", "· ", "▪ ", "◦ ", "‣ ", "● ", "o\t", "•", "▪", "‣", "●")
_SENTENCE_END: Final = (".", "!", "?", ":", ";", "…", "”", '"', ")", "]", "»")
# A line of typed text is rarely longer than this where an editor or mailer has wrapped it.
_WRAP: Final = 100
_MARK_LINK: Final = re.compile(r"\[{1,2}([0-9ivxlcdm]{1,9})\]{1,2}\([^()\s]{0,500}\)")
_LINK: Final = re.compile(r"\[([^\[\]]{1,500})\]\([^()\s]{0,500}\)")
_HASHES: Final = re.compile(r"#{1,6}\s")
_EMPHASIS: Final = re.compile(r"\*{2,}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)")
# One emphasis ends where the next begins: the words on both sides stand apart.
_SEAM: Final = re.compile(r"_?\*{4}_?")
# The keys of the lines at the top of a text that say what it is, as front matter names them.
_HEAD_KEYS: Final = frozenset({"publisher", "site", "title", "date", "published", "url"})
_STRONG_RUN: Final = re.compile(r"\*\*[^*]{1,4000}\*\*")


class _Line:
    """One line: offsets of its trimmed text, whether a blank line stands before it, whether it is an item."""

    def __init__(self, start: int, end: int, *, gap: bool, item: bool) -> None:
        self.start, self.end, self.gap, self.item = start, end, gap, item


def _lines(text: str) -> Iterator[_Line]:
    at, gap = 0, False
    for raw in text.splitlines(keepends=True):
        bare = raw.strip()
        start = at + len(raw) - len(raw.lstrip())
        at += len(raw)
        if not bare or not any(c.isalnum() for c in bare):
            gap = True
            continue
        end = start + len(bare)
        bullet = next((b for b in _BULLETS if bare.startswith(b) and len(bare) > len(b)), "")
        if bullet:
            start += len(bullet) + len(bare[len(bullet) :]) - len(bare[len(bullet) :].lstrip())
        yield _Line(start, end, gap=gap, item=bool(bullet))
        gap = False


def _is_wrapped(lines: list[_Line]) -> bool:
    """Has a mailer broken the lines? Most lines that another follows at once are then nearly, and none too, long."""
    if any(line.end - line.start > _WRAP + 20 for line in lines):
        return False
    followed = [line.end - line.start for line, after in pairwise(lines) if not after.gap]
    return len(followed) >= 4 and sum(length >= _WRAP * 0.55 for length in followed) >= 0.6 * len(followed)


def _goes_on(text: str, before: _Line, line: _Line, *, wrapped: bool) -> bool:
    """Is the line the rest of the paragraph that the line before it began?"""
    if line.gap or line.item:
        return False
    if wrapped:
        return not text.startswith("[", line.start)
    broken_off = not text[before.start : before.end].endswith(_SENTENCE_END)
    return broken_off and text[line.start].islower() and not text.startswith(("http", "www."), line.start)


def read_text(text: str) -> Page:
    """A page out of plain text: a paragraph is a line, or what a broken line or a mailer's wrapping has parted.

    Lines such as "Publisher: …" and "Date: …" at its top are a head, as front matter is.
    """
    lines = list(_lines(text))
    fronts = _head_lines(text, lines)
    heads, lines = lines[: len(fronts)], lines[len(fronts) :]
    wrapped = _is_wrapped(lines)
    spans: list[_Line] = []
    for line in lines:
        if spans and _goes_on(text, spans[-1], line, wrapped=wrapped):
            spans[-1] = _Line(spans[-1].start, line.end, gap=spans[-1].gap, item=spans[-1].item)
        else:
            spans.append(line)
    title = fronts.get("title")
    blocks = [Block(start=line.start, end=line.end, words="", tag="head") for line in heads]
    blocks += [
        Block(
            start=s.start, end=s.end, words=" ".join(text[s.start : s.end].split()),
            tag="li" if s.item else "p", gap=s.gap,
        )
        for s in spans
    ]  # fmt: skip
    return Page(text=text, blocks=_with_title(blocks, title), head=_head(text, fronts, title), title=title)


def _head_lines(text: str, lines: list[_Line]) -> dict[str, Block]:
    """The values of the unbroken run of "Key: value" lines that a text begins with, by key."""
    values: dict[str, Block] = {}
    for line in lines:
        key, _, _ = text[line.start : line.end].partition(":")
        value = _key_value(text, line)
        name = key.strip().lower()
        if name not in _HEAD_KEYS or name in values or value is None or (values and line.gap):
            break
        values[name] = value
    return values


def read_markdown(text: str) -> Page:
    """A page out of Markdown: front matter, headings, items, bold; marks such as [[i]](#_edn1) leave the words."""
    values, fronts, body_at = _front_matter(text)
    title = fronts.get("title")
    blocks = [Block(start=line.start, end=line.end, words="", tag="head") for line in values]
    blocks += [b for b in (_markdown_block(text, line) for line in _lines(text)) if b.start >= body_at]
    return Page(text=text, blocks=_with_title(blocks, title), head=_head(text, fronts, title), title=title)


def _with_title(blocks: list[Block], title: Block | None) -> tuple[Block, ...]:
    """The blocks, with the title in the place of the line of the head that gives it."""
    if title is None:
        return tuple(blocks)
    return tuple(title if b.tag == "head" and b.start <= title.start < b.end else b for b in blocks)


def _head(text: str, fronts: dict[str, Block], title: Block | None) -> Head:
    """What the front matter, or the lines like it, says of the page."""
    return Head(
        title=title.words if title else "", url=_value(text, fronts.get("source") or fronts.get("url")),
        site=_value(text, fronts.get("site") or fronts.get("publisher")),
        dates=tuple(
            (f"the front matter's {key}", _value(text, fronts[key])) for key in ("date", "published") if key in fronts
        ),
    )  # fmt: skip


def _value(text: str, block: Block | None) -> str:
    return text[block.start : block.end] if block else ""


def _front_matter(text: str) -> tuple[list[_Line], dict[str, Block], int]:
    """The lines of the front matter, its values by key, and where the text begins."""
    if not text.startswith("---\n"):
        return [], {}, 0
    end = text.find("\n---", 3)
    if end < 0 or end > 20_000:  # no front matter is that long
        return [], {}, 0
    lines = list(_lines(text[:end]))
    values: dict[str, Block] = {}
    for line in lines:
        key, _, _ = text[line.start : line.end].partition(":")
        value = _key_value(text, line)
        if value is not None:
            values[key.strip().lower()] = value
    return lines, values, end + 4


def _key_value(text: str, line: _Line) -> Block | None:
    """The value of a "key: value" line without its quotes; None where the line is not one."""
    key, colon, value = text[line.start : line.end].partition(":")
    bare = value.strip().strip("\"'").strip()
    if not colon or not bare:
        return None
    start = text.index(bare, line.start + len(key) + 1)
    return Block(start=start, end=start + len(bare), words=bare, tag="heading", level=1, strong=True)


def _markdown_block(text: str, line: _Line) -> Block:
    start, end = line.start, line.end
    hashes = _HASHES.match(text, start, end)
    level = hashes.end() - hashes.start() - 1 if hashes else 0
    if hashes:
        start = hashes.end()
    start, end = trim_markup(text, start, end)
    raw = text[line.start : line.end]
    words = plain_words(raw[hashes.end() - hashes.start() :] if hashes else raw)
    strong = bool(words) and not any(c.isalnum() for c in _LINK.sub("", _STRONG_RUN.sub("", _MARK_LINK.sub("", raw))))
    tag = "heading" if hashes else "li" if line.item else "p"
    return Block(start=start, end=end, words=words, tag=tag, level=level, strong=strong, gap=line.gap)


def plain_words(raw: str) -> str:
    """The words of a line of Markdown without marks, links' targets and emphasis."""
    bare = _SEAM.sub(" ", _LINK.sub(r"\1", _MARK_LINK.sub("", raw)))
    return " ".join(_EMPHASIS.sub("", bare).split())


def trim_markup(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and emphasis signs at its edges."""
    while start < end and (text[start] in "*_" or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in "*_" or text[end - 1].isspace()):
        end -= 1
    return start, end
