"""A passage in blocks, so that describing it takes time in proportion to its length, however long it is."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from situate.extract.frame import Frame
from situate.model import Passage

# Propositions described together: each is held against everything in its block. Three times what the longest paragraph
# of a daily assessment holds, so that only a text without paragraphs is cut.
_MOST: Final = 120


def blocks(passage: Passage, frames: Sequence[Frame]) -> Iterator[tuple[Passage, Sequence[Frame]]]:
    """The passage with its frames; a long one in parts that end with a sentence, each with the note marks behind it."""
    first, mark = 0, 0
    while first < len(frames):
        last = first + _MOST
        while last < len(frames) and frames[last].sentence == frames[last - 1].sentence:
            last += 1
        if first == 0 and last >= len(frames):
            yield passage, frames
            return
        start = frames[first].sentence[0] if first else passage.start
        end = frames[last].sentence[0] if last < len(frames) else passage.end
        till = mark
        while till < len(passage.marks) and passage.marks[till].start < end:
            till += 1
        yield replace(passage, start=start, end=end, marks=passage.marks[mark:till]), frames[first:last]
        first, mark = last, till
