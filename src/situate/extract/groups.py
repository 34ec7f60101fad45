"""A verb group: its tokens, its head and its kind."""

from typing import Final

FINITE: Final = 1
INFINITIVE: Final = 2
ING_FORM: Final = 3
PARTICIPLE_FORM: Final = 4  # "captured" in "the town captured by"


class Group:
    """One verb group: tokens `start` to `end` (excluded), adverbs before it included; `head` is its main verb."""

    __slots__ = ("end", "head", "kind", "negated", "passive", "start")

    def __init__(self, start: int, end: int, head: int, kind: int) -> None:
        self.start, self.end, self.head, self.kind = start, end, head, kind
        self.negated = False
        self.passive = False
