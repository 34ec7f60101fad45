"""Clauses of a sentence: where each begins, what opens it, and which verb group is its own."""

from collections.abc import Callable
from typing import Final

from situate.extract.groups import FINITE, ING_FORM, Group
from situate.extract.tokens import (
    ADJECTIVE,
    ADVERSATIVE,
    COMMA,
    COORDINATOR,
    DETERMINER,
    ING,
    NAME,
    NOUN,
    PLURAL,
    PREPOSITION,
    QUOTE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    TELLS,
    THAT,
    VERB,
)  # fmt: skip

# Subordinators whose clause is a proposition of its own; that of the others (cause, condition) stays with its clause.
_TEMPORAL: Final = frozenset({"after", "before"})
_NEAR: Final = 6  # tokens: the subject in "as the minister has said"
_FAR: Final = 24  # tokens: the longest subject taken for one; measured titles with their appositions stay below it

# What opens a clause. "same" continues the verb before it with the same subject.
(
    START,
    SEMICOLON,
    THAT_CLAUSE,
    THAT_AGAIN,
    SAME,
    NEW,
    TURN_SAME,
    TURN,
    TIME,
    RELATIVE_CLAUSE,
    TAIL,
    LEAD,
    MAIN,
    ACCORDING,
    SAID,
    AS_SAID,
) = range(16)


class Sentence:
    """One sentence as tokens, masks and verb groups; `starts` are offsets into the document's text."""

    __slots__ = ("end", "groups", "low", "starts", "tags", "text", "words")

    def __init__(
        self, text: str, words: list[str], starts: list[int], tags: list[int], verb_groups: list[Group]
    ) -> None:
        self.text, self.words, self.starts, self.tags, self.groups = text, words, starts, tags, verb_groups
        self.low = [word.lower() for word in words]
        self.end = starts[-1] + len(words[-1]) if words else 0

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


class Cutter:
    """Cuts one sentence into clauses, from left to right, in one pass."""

    def __init__(
        self,
        sentence: Sentence,
        says: Callable[[Group, int | None], bool],
        tail: Callable[[Group], bool],
        noun: Callable[[str], bool],
    ) -> None:
        """`says` knows verbs of saying, `tail` participles with a proposition of their own, `noun` nouns of saying."""
        self.s, self._says, self._tail, self._noun = sentence, says, tail, noun
        self.clauses = [Clause(0, START)]
        self._next = 0  # index of the first group that starts at or after the token looked at
        self._lead = False  # a clause that leads the sentence waits for its main clause
        self._reported = False  # a "that" clause has been opened
        self._inserted = False  # inside a relative clause that stands between a subject and its verb
        self.embedded: set[int] = set()
        self.relatives: list[tuple[int, int, Group]] = []  # between a subject and its verb: comma, pronoun, verb

    def cut(self) -> list[Clause]:
        """The clauses, in order."""
        s = self.s
        tags, all_groups = s.tags, s.groups
        count = len(all_groups)
        watched = COORDINATOR | SUBORDINATOR | RELATIVE | THAT | COMMA | STOP
        for i, tag in enumerate(tags):
            if not tag & watched and s.words[i] not in {"according", "According"}:
                continue
            while self._next < count and all_groups[self._next].start < i:
                self._advance(all_groups[self._next])
            self._look(i, tag)
        while self._next < count:
            self._advance(all_groups[self._next])
        self.clauses[-1].end = len(tags)
        return self.clauses

    def _advance(self, group: Group) -> None:
        last = self.clauses[-1]
        if (
            group.kind == FINITE
            and last.group is None
            and self._next not in self.embedded
            and group.start >= last.start
        ):
            last.group = group
        self._next += 1

    def _look(self, i: int, tag: int) -> None:
        """Does a clause open at token i?"""
        if tag & STOP:
            if self.s.words[i] == ";" and self._following(i) is not None and self.clauses[-1].group is not None:
                self._open(i, i + 1, SEMICOLON)
        elif tag & THAT:
            self._that(i)
        elif tag & RELATIVE:
            self._relative(i)
        elif tag & COORDINATOR:
            self._coordinator(i)
        elif tag & SUBORDINATOR:
            self._subordinator(i)
        elif tag & COMMA:
            self._comma(i)
        elif i + 1 < len(self.s.words) and self.s.words[i + 1] == "to":
            self._open(i, i, ACCORDING)

    def _open(self, end: int, start: int, opener: int, word: str = "") -> None:
        """End the clause before at token `end` and open one at `start`."""
        tags = self.s.tags
        while end > self.clauses[-1].start and tags[end - 1] & (COMMA | COORDINATOR):
            end -= 1
        self.clauses[-1].end = end
        while start < len(tags) and tags[start] & (COORDINATOR | COMMA) and opener == SEMICOLON:
            start += 1
        self.clauses.append(Clause(start, opener, word))

    def _following(self, i: int) -> Group | None:
        """The first finite group after token i that no relative clause owns."""
        for k in range(self._next, min(self._next + 4, len(self.s.groups))):
            group = self.s.groups[k]
            if group.start > i and group.kind == FINITE and k not in self.embedded:
                return group
        return None

    def _subject_between(self, start: int, group: Group, commas: int = 0) -> bool:
        """Do the tokens from `start` to the group make one noun phrase, its subject?"""
        s = self.s
        if not 0 < group.start - start <= _FAR or (
            s.tags[group.start - 1] & (COORDINATOR | PREPOSITION) and not s.tags[group.start - 1] & NAME
        ):
            return False
        for k in range(start, group.start):
            tag = s.tags[k]
            if tag & COMMA:
                commas -= 1
                if commas < 0:
                    return False
            elif tag & (RELATIVE | STOP) or (tag & THAT and k > start) or tag & SUBORDINATOR:
                return False
        return not any(
            g.kind not in {FINITE} and start <= g.start < group.start and g.kind == ING_FORM and g.start == start
            for g in s.groups[self._next : self._next + 3]
        )

    def _that(self, i: int) -> None:
        s = self.s
        following = self._following(i)
        if following is None:
            # No verb was recognised in it, yet a verb of saying calls for what follows.
            if i and self._said_before(i) and self.clauses[-1].group is not None:
                self._reported = True
                self._open(i, i + 1, THAT_CLAUSE)
            return
        before = s.tags[i - 1] if i else 0
        if before & COORDINATOR and self._reported:
            self._open(i - 1, i + 1, THAT_AGAIN)
        elif following.start == i + 1 and not any(
            g.end == i for g in s.groups[max(0, self._next - 2) : self._next] if self._says(g, i)
        ):
            self.embedded.add(s.groups.index(following, self._next))
        elif i and (self._noun(s.words[i - 1]) or self.noun_before(i) >= 0 or self._said_before(i)):
            self._reported = True
            self._open(i, i + 1, THAT_CLAUSE)
        elif i and following.start > i + 1 and not before & (PREPOSITION | COMMA | VERB):
            self.embedded.add(s.groups.index(following, self._next))

    def _said_before(self, i: int) -> bool:
        """Is the last verb before token i one of saying, with no clause of its own yet?"""
        for k in range(self._next - 1, max(-1, self._next - 4), -1):
            group = self.s.groups[k]
            if group.start < self.clauses[-1].start or i - group.end > _FAR:
                return False
            if self._says(group, i):
                return True
            if group.kind == FINITE:
                return False
        return False

    def noun_before(self, that: int) -> int:
        """The noun of saying in "a report from the mayor that", where its source stands between; -1 for none."""
        words = self.s.words
        for k in range(that - 2, max(self.clauses[-1].start, that - 14), -1):
            if words[k] in {"from", "by"} and self._noun(words[k - 1]):
                verbs = any(
                    k < g.start < that and g.kind == FINITE for g in self.s.groups[max(0, self._next - 3) : self._next]
                )
                return -1 if verbs else k - 1
        return -1

    def _relative(self, i: int) -> None:
        following = self._following(i)
        if following is None:
            return
        tags = self.s.tags
        opened = i - 1
        if opened >= 0 and tags[opened] & PREPOSITION:
            opened -= 1
        if opened < 0 or not tags[opened] & COMMA or following.start - i > _FAR:
            self.embedded.add(self.s.groups.index(following, self._next))
        elif self.clauses[-1].group is None:
            self.embedded.add(self.s.groups.index(following, self._next))
            self._inserted = True
            self.relatives.append((opened, i, following))
        else:
            self._open(opened, i, RELATIVE_CLAUSE, self.s.words[i].lower())

    def _coordinator(self, i: int) -> None:
        s = self.s
        following = self._following(i)
        last = self.clauses[-1].group
        if (last is None and self.clauses[-1].opener != ACCORDING) or self._inserted:
            return
        coming = s.groups[self._next] if self._next < len(s.groups) else None
        if (
            coming is not None
            and coming.kind == ING_FORM
            and coming.start == i + 1
            and last is not None
            and s.tags[last.head] & ING
            and self._certain(coming)
        ):
            # "is preparing A and moving B": one auxiliary, two verbs.
            self._open(i, i + 1, SAME, s.words[i])
            self.clauses[-1].group = coming
            return
        if following is None:
            return
        turn = bool(s.tags[i] & ADVERSATIVE)
        if i + 1 < len(s.tags) and s.tags[i + 1] & THAT:
            return
        if s.words[i] == "or" and following.start == following.head:
            return  # "or their wounded comrades", "or stated policy"
        if following.start == i + 1:
            self._open(i, i + 1, TURN_SAME if turn else SAME, s.words[i])
        elif self._subject_between(i + 1, following, commas=2 if turn else 0) and not self._nearer(i, following):
            self._open(i, i + 1, TURN if turn else NEW, s.words[i])

    def _certain(self, group: Group) -> bool:
        """Is the -ing form a verb here, not the attribute of a noun ("drones and loitering munitions")?"""
        after = self.s.tags[group.end] if group.end < len(self.s.tags) else 0
        return not after & (PLURAL | NOUN) or bool(after & (DETERMINER | PREPOSITION | ADJECTIVE | NAME))

    def _nearer(self, i: int, following: Group) -> bool:
        """Does another coordinator stand between, so that this one only joins two places?"""
        tags = self.s.tags
        if i and tags[i - 1] & COMMA:
            return False
        for k in range(i + 2, following.start):
            if tags[k] & COORDINATOR:
                return k > i + 2
        return False

    def _subordinator(self, i: int) -> None:
        s = self.s
        word = s.words[i].lower()
        following = self._following(i)
        if following is None:
            return
        first = i == 0 or (i == self.clauses[-1].start)
        adversative = bool(s.tags[i] & ADVERSATIVE)
        commas = 2 if adversative or (word in _TEMPORAL and self._says(following, None)) else 0
        if not self._subject_between(i + 1, following, commas=commas):
            return
        if any(s.tags[k] & SUBORDINATOR for k in range(i + 1, following.start)):
            return  # the nearer one opens the clause: "as commander after he held"
        if first:
            self.clauses[-1].opener = LEAD if self.clauses[-1].opener == START else self.clauses[-1].opener
            self.clauses[-1].word = word
            self.clauses[-1].start = i + 1
            self._lead = True
        elif self.clauses[-1].group is None:
            self.embedded.add(s.groups.index(following, self._next))
        elif adversative:
            self._open(i, i + 1, TURN, word)
        elif word == "as" and self._says(following, None) and following.start - i < _NEAR:
            self._open(i, i + 1, AS_SAID)
        elif word in _TEMPORAL:
            self._open(i, i + 1, TIME, word)
        else:
            self.embedded.add(s.groups.index(following, self._next))

    def _comma(self, i: int) -> None:
        s = self.s
        if self._inserted:
            self._inserted = False
            return
        last = self.clauses[-1]
        k = i + 1
        while k < len(s.tags) and s.tags[k] & (QUOTE | COMMA):
            k += 1
        coming = s.groups[self._next] if self._next < len(s.groups) else None
        if coming is not None and coming.kind == ING_FORM and coming.start <= k <= coming.head and self._tail(coming):
            if last.group is None and last.opener != ACCORDING:
                self._inserted = True  # "the agency, citing the police, said"
            else:
                self._open(i, k, TAIL)
            return
        following = self._following(i)
        if following is None:
            return
        if following.start <= k:
            if last.group is not None and s.tags[last.group.head] & TELLS and self._apposition(last.group.end, i):
                return  # "said the mayor, Ann Lee, had left"
            if last.group is not None and k > i and not s.tags[i - 1] & QUOTE:
                self._open(i, k, SAME, ",")
            return
        if self._lead and last.group is not None and self._subject_between(k, following, commas=2):
            self._lead = False
            self._open(i, k, MAIN)
        elif (
            last.group is not None
            and self._says(following, None)
            and self._subject_between(k, following)
            and not s.tags[k] & (COORDINATOR | SUBORDINATOR | THAT)
        ):
            self._open(i, k, SAID)

    def _apposition(self, start: int, comma: int) -> bool:
        """Does one comma stand between, which this one closes?"""
        tags = self.s.tags
        inner = [k for k in range(start, comma) if tags[k] & COMMA]
        return (
            len(inner) == 1
            and not tags[start] & PREPOSITION
            and not any(tags[k] & (COORDINATOR | THAT) for k in range(start, comma))
        )
