"""A sentence while it is cut into clauses: what has been opened, and what is asked of the words ahead."""

from collections.abc import Callable
from typing import Final

from situate.extract.clauses import (
    SEMICOLON,
    START,
    Clause,
    Sentence,
)  # fmt: skip
from situate.extract.groups import FINITE, ING_FORM, Group
from situate.extract.tokens import (
    ADJECTIVE,
    COMMA,
    COORDINATOR,
    DETERMINER,
    NAME,
    NUMBER,
    PARTICIPLE,
    PREPOSITION,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    THAT,
)  # fmt: skip

COUNTED: Final = frozenset(
    [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
        "sixty", "seventy", "eighty", "ninety", "hundreds", "thousands", "dozens", "most",
    ]
)  # fmt: skip
# Forms in -ing that are as often a noun, and so a subject.
_DOINGS: Final = frozenset({"fighting", "shelling", "bombing", "training", "funding", "looting", "flooding", "mining"})
_FAR: Final = 24  # tokens: the longest subject; titles with their appositions stay below it


class Cuts:
    """The clauses of one sentence so far, and its verb groups still ahead."""

    def __init__(
        self,
        sentence: Sentence,
        says: Callable[[Group, int | None], bool],
        tail: Callable[[Group], bool],
        noun: Callable[[str], bool],
        line: Callable[[str], bool],
    ) -> None:
        """`says` knows verbs of saying, `tail` participles with a proposition of their own, `noun` nouns of saying.

        `line` knows nouns that hold a proposition beside "is that".
        """
        self.s, self.says, self.tail, self.noun, self.line = sentence, says, tail, noun, line
        self.clauses = [Clause(0, START)]
        self.next = 0  # index of the first group that starts at or after the token looked at
        self.lead = False  # a clause that leads the sentence waits for its main clause
        self.reported = False  # a "that" clause has been opened
        self.inserted = False  # inside a relative clause that stands between a subject and its verb
        self.embedded: set[int] = set()  # indices of groups
        self.relatives: list[tuple[int, Group]] = []  # between a subject and its verb: first token and verb

    def pass_groups(self, i: int) -> None:
        """Step over the groups before token i; the first finite one that no inner clause owns is the clause's own."""
        groups, last = self.s.groups, self.clauses[-1]
        while self.next < len(groups) and groups[self.next].start < i:
            group = groups[self.next]
            own = group.kind == FINITE and group.start >= last.start and self.next not in self.embedded
            if own and last.group is None:
                last.group = group
            self.next += 1

    def open(self, end: int, start: int, opener: int, word: str = "") -> None:
        """End the clause before at token `end` and open one at `start`."""
        tags = self.s.tags
        while end > self.clauses[-1].start and tags[end - 1] & (COMMA | COORDINATOR):
            end -= 1
        self.clauses[-1].end = end
        while start < len(tags) and tags[start] & (COORDINATOR | COMMA) and opener == SEMICOLON:
            start += 1
        self.clauses.append(Clause(start, opener, word))

    def embed(self, group: Group) -> None:
        """The group belongs to a clause inside another one."""
        self.embedded.add(self.s.groups.index(group, self.next))

    def known(self, i: int) -> bool:
        """Is the verb right behind token i known to belong to an inner clause: "officers who studied it said"?"""
        inner = self.next < len(self.s.groups) and self.next in self.embedded
        return inner and self.s.groups[self.next].start == i + 1

    def following(self, i: int) -> Group | None:
        """The first finite group after token i that no relative clause owns."""
        for k in range(self.next, min(self.next + 4, len(self.s.groups))):
            group = self.s.groups[k]
            if group.start > i and group.kind == FINITE and k not in self.embedded:
                return group
        return None

    def subject_between(self, start: int, group: Group, commas: int = 0) -> bool:
        """Do the tokens from `start` to the group make one noun phrase, its subject, with at most `commas` commas?"""
        s = self.s
        last = s.tags[group.start - 1]
        if not 0 < group.start - start <= _FAR or (last & (COORDINATOR | PREPOSITION) and not last & NAME):
            return False
        for k in range(start, group.start):
            tag = s.tags[k]
            if tag & COMMA and not self._listed(k, group.start):
                commas -= 1
            if s.words[k] == ")" and "(" not in s.words[start:k]:
                return False
            if commas < 0 or tag & (RELATIVE | STOP | SUBORDINATOR) or (tag & THAT and k > start):
                return False
        if s.low[start] in _DOINGS and start and s.tags[start - 1] & (COORDINATOR | SUBORDINATOR):
            return True  # "and fighting along the line continued"
        coming = s.groups[self.next : self.next + 3]
        return not any(g.kind == ING_FORM and g.start == start for g in coming)

    def _listed(self, comma: int, end: int) -> bool:
        """Does the comma part two names of a list that "and" closes before token `end`?"""
        tags = self.s.tags
        if not (tags[comma - 1] & NAME and tags[comma + 1] & NAME):
            return False
        for k in range(comma + 2, end):
            if tags[k] & COORDINATOR:
                return True
            if not tags[k] & (NAME | COMMA | PREPOSITION):
                return False
        return False

    def counted(self, group: Group) -> bool:
        """ "Nine wounded", "two armoured vehicles": a past form behind a number, and no verb."""
        tags = self.s.tags
        if group.start != group.head or not tags[group.head] & PARTICIPLE or not group.start:
            return False
        if not (tags[group.start - 1] & NUMBER or self.s.low[group.start - 1] in COUNTED):
            return False
        after = tags[group.end] if group.end < len(tags) else 0
        return bool(tags[group.head] & ADJECTIVE) or not after & (DETERMINER | NAME | NUMBER)

    def coming(self) -> Group | None:
        """The next verb group of any kind."""
        return self.s.groups[self.next] if self.next < len(self.s.groups) else None
