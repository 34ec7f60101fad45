"""One sentence of a document."""

import msgspec

from situate.model import Passage


class Sentence(msgspec.Struct, frozen=True):
    """One sentence of a speaking passage; `start` and `end` are offsets into the document's text, end excluded."""

    text: str
    start: int
    end: int
    passage: Passage
