"""Sentences as tokens, and the clauses they are cut into."""

from situate.extract.groups import Group
from situate.extract.tokens import Tokens

# What opens a clause. SAME continues the verb before it with the same subject, NEW has its own; TURN_SAME and TURN do
# so after "but" and its like; TIME is "after" and "before"; LEAD leads the sentence and MAIN is what it leads to.
# APPOSED is what the clause amounts to ("a step that"); TALLY counts its losses without a verb ("two dead").
# JUDGED is a tail without a verb that a word of probability opens; REMARK says only what others make of the clause.
(
    START, SEMICOLON, THAT_CLAUSE, THAT_AGAIN, SAME, NEW, TURN_SAME, TURN, TIME, RELATIVE_CLAUSE, TAIL, LEAD, MAIN,
    ACCORDING, SAID, AS_SAID, JUDGED, REMARK, APPOSED, TALLY,
) = range(20)  # fmt: skip


class Sentence:
    """One sentence as tokens, masks and verb groups; `starts` are offsets into the document's text."""

    __slots__ = ("end", "groups", "low", "mask", "starts", "tags", "text", "words")

    def __init__(self, text: str, tokens: Tokens, verb_groups: list[Group]) -> None:
        self.text, self.groups, self.mask = text, verb_groups, tokens.mask
        self.words, self.low, self.tags, self.starts = tokens.words, tokens.low, tokens.tags, tokens.starts
        self.end = self.starts[-1] + len(self.words[-1]) if self.words else 0

    def offset_end(self, token: int) -> int:
        """The offset after the token."""
        return self.starts[token] + len(self.words[token])


class Clause:
    """Tokens `start` to `end` (excluded), what opened it, and its own finite verb group (None where it has none)."""

    __slots__ = ("end", "group", "opener", "start", "word")

    def __init__(self, start: int, opener: int, word: str = "") -> None:
        self.start, self.opener, self.word = start, opener, word
        self.end = start
        self.group: Group | None = None
