"""An edited draft as data: headings, paragraphs and sentences, each with its line and the claims it is marked with."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Literal

import msgspec

from situate.errors import DataError
from situate.produce.draft import CLAIMS, RECORD, thumb
from situate.produce.shown import from_md, one_line

_MARK: Final = re.compile(r"\[\^([^\]\s]{1,40})\]")
# A paragraph's pieces: what stands on one line, or on several up to the line that ends in marks.
_MARKED_LINE: Final = re.compile(r"\]\s*\n")
_DEFINITION: Final = re.compile(r"\[\^([^\]\s]{1,40})\]:\s*([0-9a-f]{16})?")
_OPENS, _CLOSES = "<!--", "-->"
_LABEL: Final = re.compile(r"\*\*((?:\\.|[^*\\])+)\*\*\s*")
_OBJECTIVE: Final = re.compile(r"\*Objective:\s*((?:\\.|[^*\\])+)\*\s*")
_EMPHASIS: Final = re.compile(r"(?<!\\)\*{1,3}|(?<![\\\w])_(?=\S)|(?<=[^\s\\])_(?!\w)")
_ID: Final = re.compile(r"[0-9a-f]{16}")
# A written sentence that the splitter parts is put together again, of at most so many pieces.
_PIECES: Final = 8
_REMEDY: Final = "start from `situate assess draft DATE`"

# Start and end of each sentence of a text.
Split = Callable[[str], Iterable[tuple[int, int]]]
Kind = Literal["title", "heading", "question", "label", "objective", "paragraph", "item"]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of the edited text: its words without Markdown, the line it begins in (from 1), its marks in order."""

    text: str
    line: int
    marks: tuple[str, ...] = ()


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One heading, paragraph or item of a list. `text` is a heading's words; `label` stands before the sentences."""

    kind: Kind
    line: int
    text: str = ""
    label: str = ""
    lines: tuple[Line, ...] = ()


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What was written: each sentence's thumb with its marks, in order; the thumbs of headings and labels."""

    sentences: tuple[tuple[str, tuple[str, ...]], ...] = ()
    headings: frozenset[str] = frozenset()


class Edited(msgspec.Struct, frozen=True, kw_only=True):
    """An edited draft. `claims` gives the claim id of each mark; `record` is None where its comment is gone."""

    day: date
    theatre: str
    lookback_days: int
    blocks: tuple[Block, ...]
    claims: Mapping[str, str]
    record: Record | None

    def lines(self) -> tuple[Line, ...]:
        """Every sentence, in order."""
        return tuple(line for block in self.blocks for line in block.lines)


def read_draft(text: str, where: str, split: Split) -> Edited:
    """Read an edited draft. `split` parts sentences. Raises DataError where the text is no draft."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    front, at = _front(text, where)
    try:
        day, lookback = date.fromisoformat(front.get("day", "")), int(front.get("lookback", ""))
    except ValueError as error:
        raise DataError(f"the draft's head is damaged: {error}", where=where, remedy=_REMEDY) from error
    record = _recorded(text)
    body = _without_comments(text[at:])
    known = frozenset(t for t, _ in record.sentences) if record else frozenset()
    first = text.count("\n", 0, at) + 1
    return Edited(
        day=day,
        theatre=front.get("theatre", ""),
        lookback_days=lookback,
        blocks=tuple(_blocks(body, first, split, known)),
        claims={m[1]: m[2] for m in map(_DEFINITION.match, body.split("\n")) if m and m[2]},
        record=record,
    )


def claim_of(mark: str, edited: Edited) -> str:
    """The claim id that a mark means: by its definition, or by itself; "" for none."""
    return edited.claims.get(mark, "") or (mark if _ID.fullmatch(mark) else "")


def _front(text: str, where: str) -> tuple[dict[str, str], int]:
    """The head's keys and values, and where the text goes on behind it."""
    found = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    pairs = [line.partition(":") for line in found[1].split("\n")] if found else []
    front = {key.strip(): value.strip() for key, _, value in pairs}
    if found is None or front.get("situate") != "draft":
        raise DataError("this is no draft of situate's", where=where, remedy=_REMEDY)
    return front, found.end()


def _without_comments(text: str) -> str:
    """The text with each comment's line ends alone left of it."""
    kept, at = list[str](), 0
    while (start := text.find(_OPENS, at)) >= 0 and (end := text.find(_CLOSES, start)) >= 0:
        kept += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + len(_CLOSES)
    return "".join([*kept, text[at:]])


def _recorded(text: str) -> Record | None:
    start = text.rfind(f"{_OPENS} {RECORD}\n")
    end = text.find(_CLOSES, start)
    if start < 0 or end < 0:
        return None
    rows = [line.split() for line in text[start:end].split("\n")[1:] if line.strip()]
    return Record(
        sentences=tuple((thumb_, tuple(marks)) for thumb_, *marks in rows if marks),
        headings=frozenset(row[0] for row in rows if len(row) == 1),
    )


def _blocks(body: str, first: int, split: Split, known: frozenset[str]) -> Iterator[Block]:
    """The blocks of the text before its list of claims."""
    for line, chunk in _chunks(body, first):
        heading = re.match(r"(#{1,6})\s+(.*)", chunk)
        if heading:
            kinds: dict[int, Kind] = {1: "title", 2: "heading"}
            words = _plain(heading[2])
            if words == CLAIMS and len(heading[1]) == 2:
                return
            yield Block(kind=kinds.get(len(heading[1]), "question"), line=line, text=words)
        elif not _DEFINITION.match(chunk):
            yield _block(chunk, line, split, known)


def _block(chunk: str, line: int, split: Split, known: frozenset[str]) -> Block:
    objective = _OBJECTIVE.fullmatch(chunk)
    if objective:
        return Block(kind="objective", line=line, text=_plain(objective[1]))
    item = re.match(r"\s*[-*+]\s+", chunk)
    start = item.end() if item else 0
    label = _LABEL.match(chunk, start)
    at = label.end() if label else start
    words = _plain(label[1]) if label else ""
    if label and not chunk[at:].strip():
        return Block(kind="label", line=line, text=words)
    lines = tuple(_lines(chunk[at:], line + chunk.count("\n", 0, at), split, known))
    return Block(kind="item" if item else "paragraph", line=line, label=words, lines=lines)


def _chunks(body: str, first: int) -> Iterator[tuple[int, str]]:
    """Headings, items and paragraphs, each with the line it begins in; an item goes on in indented or bare lines."""
    begun, held = first, list[str]()
    for number, line in enumerate(body.split("\n"), start=first):
        opens = re.match(r"#{1,6}\s|\s*[-*+]\s|\[\^[^\]\s]+\]:", line)
        if held and (opens or not line.strip()):
            yield begun, "\n".join(held)
            held = []
        if line.strip():
            begun = begun if held else number
            held.append(line)
            if line.startswith("#"):
                yield begun, "\n".join(held)
                held = []
    if held:
        yield begun, "\n".join(held)


def _lines(text: str, line: int, split: Split, known: frozenset[str]) -> Iterator[Line]:
    """The sentences of a paragraph."""
    at = 0
    for end in (*(found.end() for found in _MARKED_LINE.finditer(text)), len(text)):
        yield from _sentences(text[at:end], line + text.count("\n", 0, at), split, known)
        at = end


def _sentences(piece: str, line: int, split: Split, known: frozenset[str]) -> Iterator[Line]:
    """Sentences with the marks that stand in them or right behind them."""
    bare, marks = _unmarked(piece)
    spans = list(split(bare))
    if marks and not spans:
        yield Line(text="", line=line, marks=tuple(mark for _, mark in marks))
    at = given = counted = 0
    while at < len(spans):
        # What was written as one sentence is one, whatever full stops stand in it.
        longest = min(len(spans), at + _PIECES)
        whole = (n for n in range(longest, at + 1, -1) if _is(bare, spans[at], spans[n - 1], known))
        until = next(whole, at + 1)
        start, end = spans[at][0], spans[until - 1][1]
        after, first = spans[until][0] if until < len(spans) else len(bare) + 1, given
        while given < len(marks) and marks[given][0] <= after:
            given += 1
        line += bare.count("\n", counted, start)  # marks hold no line ends
        yield Line(text=_plain(bare[start:end]), line=line, marks=tuple(mark for _, mark in marks[first:given]))
        at, counted = until, start


def _is(bare: str, first: tuple[int, int], last: tuple[int, int], known: frozenset[str]) -> bool:
    return thumb(_plain(bare[first[0] : last[1]])) in known


def _unmarked(piece: str) -> tuple[str, list[tuple[int, str]]]:
    """The words without marks, and each mark with the place it stood at among them."""
    marks, words, at, length = list[tuple[int, str]](), list[str](), 0, 0
    for found in _MARK.finditer(piece):
        words.append(piece[at : found.start()])
        length += len(words[-1])
        marks.append((length, found[1]))
        at = found.end()
    return "".join([*words, piece[at:]]), marks


def _plain(text: str) -> str:
    """The words without Markdown's emphasis and escapes, on one line."""
    return one_line(from_md(_EMPHASIS.sub("", text)))
