"""Cuts a sentence into clauses: a rule for each kind of word that can open one."""

from collections.abc import Callable
from typing import Final

from situate.extract.clauses import (
    ACCORDING,
    AS_SAID,
    LEAD,
    MAIN,
    NEW,
    RELATIVE_CLAUSE,
    SAID,
    SAME,
    SEMICOLON,
    START,
    TAIL,
    THAT_AGAIN,
    THAT_CLAUSE,
    TIME,
    TURN,
    TURN_SAME,
    Clause,
    Sentence,
)  # fmt: skip
from situate.extract.groups import FINITE, ING_FORM, Group
from situate.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    ADVERSATIVE,
    BASE,
    BE,
    COMMA,
    COORDINATOR,
    DETERMINER,
    ING,
    LIKELY,
    NAME,
    NOUN,
    NUMBER,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    TELLS,
    THAT,
    THIRD,
    VERB,
)  # fmt: skip

# Subordinators whose clause is a proposition of its own; that of the others (cause, condition) stays with its clause.
_TEMPORAL: Final = frozenset({"after", "before"})
_INDEFINITE: Final = frozenset(
    {"a", "an", "some", "any", "you", "which", "who", "that", "those", "both", "one", "all", "each"}
)
_SHORT: Final = 4  # tokens: the longest subject after a bare comma, and what may follow "officials say"
_NEAR: Final = 6  # tokens: the subject in "as the minister has said"
_FAR: Final = 24  # tokens: the longest subject; titles with their appositions stay below it
_SOURCE: Final = 14  # tokens between a noun of saying and its "that", where its source stands between
_AFTER_SAID: Final = PREPOSITION | COMMA | STOP | QUOTE  # what may follow "X wrote" after what X wrote
_WATCHED: Final = COORDINATOR | SUBORDINATOR | RELATIVE | THAT | COMMA | STOP


class Cutter:
    """Cuts one sentence into clauses, from left to right, in one pass."""

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
        self.s, self._says, self._tail, self._noun, self._line = sentence, says, tail, noun, line
        self.clauses = [Clause(0, START)]
        self._next = 0  # index of the first group that starts at or after the token looked at
        self._lead = False  # a clause that leads the sentence waits for its main clause
        self._reported = False  # a "that" clause has been opened
        self._inserted = False  # inside a relative clause that stands between a subject and its verb
        self._embedded: set[int] = set()  # indices of groups
        self.relatives: list[tuple[int, Group]] = []  # between a subject and its verb: first token and verb

    def cut(self) -> list[Clause]:
        """The clauses, in order."""
        s = self.s
        for i, tag in enumerate(s.tags):
            if tag & _WATCHED or s.low[i] == "according":
                self._pass_groups(i)
                self._look(i, tag)
        self._pass_groups(len(s.tags))
        self.clauses[-1].end = len(s.tags)
        return self.clauses

    def _pass_groups(self, i: int) -> None:
        """Step over the groups before token i; the first finite one that no inner clause owns is the clause's own."""
        groups, last = self.s.groups, self.clauses[-1]
        while self._next < len(groups) and groups[self._next].start < i:
            group = groups[self._next]
            own = group.kind == FINITE and group.start >= last.start and self._next not in self._embedded
            if own and last.group is None:
                last.group = group
            self._next += 1

    def _look(self, i: int, tag: int) -> None:
        """Does a clause open at token i?"""
        if tag & STOP:
            self._stop(i)
        elif tag & THAT and self._inserted:
            self._own_that(i)
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

    def _stop(self, i: int) -> None:
        """A semicolon, and a colon with a whole clause on either side, unless it opens what somebody says."""
        following, last = self._following(i), self.clauses[-1].group
        if following is None or last is None:
            return
        colon = self.s.words[i] == ":" and self._subject_between(i + 1, following) and not self._says(last, None)
        if self.s.words[i] == ";" or colon:
            self._open(i, i + 1, SEMICOLON)

    def _open(self, end: int, start: int, opener: int, word: str = "") -> None:
        """End the clause before at token `end` and open one at `start`."""
        tags = self.s.tags
        while end > self.clauses[-1].start and tags[end - 1] & (COMMA | COORDINATOR):
            end -= 1
        self.clauses[-1].end = end
        while start < len(tags) and tags[start] & (COORDINATOR | COMMA) and opener == SEMICOLON:
            start += 1
        self.clauses.append(Clause(start, opener, word))

    def _embed(self, group: Group) -> None:
        """The group belongs to a clause inside another one."""
        self._embedded.add(self.s.groups.index(group, self._next))

    def _following(self, i: int) -> Group | None:
        """The first finite group after token i that no relative clause owns."""
        for k in range(self._next, min(self._next + 4, len(self.s.groups))):
            group = self.s.groups[k]
            if group.start > i and group.kind == FINITE and k not in self._embedded:
                return group
        return None

    def _subject_between(self, start: int, group: Group, commas: int = 0) -> bool:
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
        coming = s.groups[self._next : self._next + 3]
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

    def _that(self, i: int) -> None:
        """ "Said that P", "the claim that P", "and that Q"; else a relative clause, or a pointing word."""
        s = self.s
        following = self._following(i)
        before = s.tags[i - 1] if i else 0
        again = before & (COORDINATOR | STOP)
        reported = again and (
            self._reported or any(c.group is not None and self._says(c.group, None) for c in self.clauses)
        )
        if reported and before & STOP and s.words[i - 1] == ";":
            before |= COORDINATOR  # "that A; that B; and that C"
        if following is None and before & COORDINATOR and reported:
            self._open(i - 1, i + 1, THAT_AGAIN)
        elif following is None:
            # No verb was recognised in it, yet a verb of saying calls for what follows.
            if i and self.clauses[-1].group is not None and (self._said_before(i) or self._noun(s.words[i - 1])):
                self._open_that(i)
        elif before & COORDINATOR and reported:
            self._open(i - 1, i + 1, THAT_AGAIN)
        elif (following.start == i + 1 and not self._said_at(i)) or (i and self._of_subject(i, following)):
            self._embed(following)
        elif i and (self._noun(s.words[i - 1]) or self._noun_before(i) or self._said_before(i)):
            self._open_that(i)
        elif i and following.start > i + 1 and not before & (PREPOSITION | COMMA | VERB):
            self._embed(following)
        elif before & BE and self._line_before(i):
            self._open_that(i)

    def _open_that(self, i: int) -> None:
        self._reported = True
        self._open(i, i + 1, THAT_CLAUSE)

    def _line_before(self, that: int) -> bool:
        """Is it "the ministry's line is that P"?"""
        last = self.clauses[-1]
        if last.group is None or last.group.end != that:
            return False
        return any(self._line(word) for word in self.s.low[last.start : last.group.start])

    def _own_that(self, i: int) -> None:
        """ "The ministry, which claimed that P, now says": P belongs to the inserted clause."""
        following = self._following(i)
        if following is not None:
            self._embed(following)

    def _of_subject(self, i: int, following: Group) -> bool:
        """Is it "the fact that P shows that": P belongs to the subject of a verb with a clause of its own?"""
        s = self.s
        owned = any(tag & POSSESSIVE for tag in s.tags[max(0, i - _NEAR) : i - 1])
        if owned or self.clauses[-1].group is not None or not self._noun(s.words[i - 1]) or s.tags[i - 1] & NAME:
            return False
        for group in s.groups[self._next + 1 : self._next + 3]:
            if group.kind == FINITE and group.start > following.start:
                between = s.tags[following.end : group.start]
                return not any(tag & (COMMA | COORDINATOR | THAT | RELATIVE) for tag in between) and bool(
                    group.end < len(s.tags) and s.tags[group.end] & THAT and self._says(group, group.end)
                )
        return False

    def _said_at(self, i: int) -> bool:
        """Does a verb of saying stand just before token i?"""
        return any(g.end == i and self._says(g, i) for g in self.s.groups[max(0, self._next - 2) : self._next])

    def _said_before(self, i: int) -> bool:
        """Is the last verb before token i one of saying, with no clause of its own yet?"""
        s_without = "without" in self.s.low[max(0, i - _SHORT) : i]  # "claimed without evidence that"
        for k in range(self._next - 1, max(-1, self._next - 4), -1):
            group = self.s.groups[k]
            if group.start < self.clauses[-1].start or i - group.end > _FAR:
                return False
            if self._says(group, i) or (s_without and self._says(group, None)):
                return True
            if group.kind == FINITE:
                return False
        return False

    def _noun_before(self, that: int) -> bool:
        """Is it "a report from the mayor that", where the source of the noun stands between?"""
        words = self.s.words
        for k in range(that - 2, max(self.clauses[-1].start, that - _SOURCE), -1):
            if words[k] in {"from", "by"} and self._noun(words[k - 1]):
                near = self.s.groups[max(0, self._next - 3) : self._next]
                return not any(k < g.start < that and g.kind == FINITE for g in near)
        return False

    def _relative(self, i: int) -> None:
        """After a comma a relative clause is a clause of its own; without one it belongs to its noun."""
        following = self._following(i)
        if following is None:
            return
        tags = self.s.tags
        opened = i - 2 if i and tags[i - 1] & PREPOSITION else i - 1
        while opened > 0 and tags[opened] & QUOTE:
            opened -= 1
        if opened < 0 or not tags[opened] & COMMA or following.start - i > _FAR:
            self._embed(following)
        elif self.clauses[-1].group is None:
            self._embed(following)
            self._inserted = True
            self.relatives.append((i, following))
        else:
            self._open(opened, i, RELATIVE_CLAUSE, self.s.low[i])

    def _coordinator(self, i: int) -> None:
        """ "And", "but": a second verb of the same subject, or a clause with its own; not a second noun."""
        s = self.s
        last = self.clauses[-1].group
        if (last is None and self.clauses[-1].opener != ACCORDING) or self._inserted:
            return
        if last is not None and s.tags[last.head] & ING and self._second_ing(i):
            return
        following = self._following(i)
        if following is None or s.tags[i + 1] & THAT:
            return
        turn = bool(s.tags[i] & ADVERSATIVE)
        if s.tags[i + 1] & COMMA and s.tags[following.start - 1] & COMMA and following.start - i < _FAR:
            self._open(i, i + 1, SAME, s.words[i])  # "and, supported by guns, is trying"
            return
        if s.words[i] == "or" and "whether" in s.low[self.clauses[-1].start : i]:
            return  # "disagreed on whether A or B": one question
        if s.words[i] == "or" and following.start == following.head:
            return  # "or their wounded comrades", "or stated policy"
        if following.start == i + 1:
            self._open(i, i + 1, TURN_SAME if turn else SAME, s.words[i])
        elif self._subject_between(i + 1, following, commas=2 if turn else 0) and not self._nearer(i, following):
            self._open(i, i + 1, TURN if turn else NEW, s.words[i])

    def _second_ing(self, i: int) -> bool:
        """ "Is preparing A and moving B": one auxiliary, two verbs."""
        coming = self._coming()
        if coming is None or coming.kind != ING_FORM or coming.start != i + 1 or not self._certain(coming):
            return False
        self._open(i, i + 1, SAME, self.s.words[i])
        self.clauses[-1].group = coming
        return True

    def _coming(self) -> Group | None:
        """The next verb group of any kind."""
        return self.s.groups[self._next] if self._next < len(self.s.groups) else None

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
        """ "While", "after", "as", "if": at the head of a sentence it leads to the main clause."""
        s = self.s
        word = s.low[i]
        following = self._following(i)
        if word == "as" and self._said_by(i):
            self._open(i, i, ACCORDING)  # "As reported by the mayor, P"
            return
        if following is None or s.low[i + 1] == "of":
            return  # "as of May 3"
        adversative = bool(s.tags[i] & ADVERSATIVE)
        loose = adversative or (word in _TEMPORAL and self._says(following, None))
        bare = word == "as" and not i and following.start == 1 and following.passive  # "As was confirmed today, P"
        if not bare and not self._subject_between(i + 1, following, commas=2 if loose else 0):
            return
        if word in _TEMPORAL and loose and i > self.clauses[-1].start and self._trails(i, following):
            return  # "fell before dawn on Monday, the mayor said"
        last = self.clauses[-1]
        if i in (0, last.start):
            last.opener = LEAD if last.opener == START else last.opener
            last.word, last.start, self._lead = word, i + 1, True
        elif last.group is None:
            self._embed(following)
        elif adversative:
            self._open(i, i + 1, TURN, word)
        elif word == "as" and self._says(following, None) and following.start - i < _NEAR:
            self._open(i, i + 1, AS_SAID)
        elif word == "before" and s.tags[following.start] & (BASE | THIRD):
            self._embed(following)  # "before talks resume": not yet so
        elif word in _TEMPORAL:
            self._open(i, i + 1, TIME, word)
        else:
            self._embed(following)

    def _said_by(self, i: int) -> bool:
        """Do a past participle of saying and "by" follow?"""
        s = self.s
        if s.low[i + 2 : i + 3] != ["by"]:
            return False
        return any(group.head == i + 1 and self._says(group, None) for group in s.groups[self._next : self._next + 1])

    def _trails(self, i: int, following: Group) -> bool:
        """Does one comma stand between, and "X said" after it?"""
        commas = [k for k in range(i, following.start) if self.s.tags[k] & COMMA]
        return len(commas) == 1 and not any(tag & THAT for tag in self.s.tags[following.end : following.end + 1])

    def _comma(self, i: int) -> None:
        """A comma can open a participle, a second verb, the main clause after a leading one, or "X said"."""
        s = self.s
        if self._inserted:
            self._inserted = False
            return
        k = i + 1
        while k < min(len(s.tags), i + _NEAR) and s.tags[k] & (QUOTE | COMMA):
            k += 1
        if self._participle(i, k) or self._with_judged(i, k):
            return
        last = self.clauses[-1].group
        following = self._following(i)
        if following is not None and last is None and self._said_between(i, k, following):
            return
        if following is not None and last is None and self._headline(i, k, following):
            self._open(i, k, SAID)
            return
        if following is None or last is None:
            return
        if following.start <= k and self._inverted(i, k, following):
            self._open(i, k, SAID)
        elif following.start <= k:
            # Not "said the mayor, Ann Lee, had left".
            closes = s.tags[last.head] & TELLS and self._apposition(last.end, i)
            if not closes and not s.tags[i - 1] & QUOTE:
                self._open(i, k, SAME, ",")
        elif self._lead and self._subject_between(k, following, commas=2):
            self._lead = False
            self._open(i, k, MAIN)
        elif self._speaker_said(k, following):
            self._open(i, k, SAID)
        elif self._in_series(k, following) or self._spliced(i, k, following):
            self._open(i, k, NEW, ",")

    def _said_between(self, i: int, k: int, following: Group) -> bool:
        """Does "the mayor said," stand between a subject and its verb ("Corva, the mayor said, has fallen")?"""
        s, tags = self.s, self.s.tags
        first = self.clauses[-1].start
        while first < i and tags[first] & QUOTE:
            first += 1
        if first == i or tags[first] & (PREPOSITION | SUBORDINATOR | ADVERB | COORDINATOR):
            return False
        closed = next((j for j in range(following.end, min(len(tags), following.end + _NEAR)) if tags[j] & COMMA), -1)
        if closed < 0 or not self._speaker_said(k, following) or tags[following.end] & THAT:
            return False
        ahead = next((g for g in s.groups if g.start > closed and g.kind == FINITE), None)
        if ahead is None or any(tags[j] & (COMMA | THAT | RELATIVE) for j in range(closed + 1, ahead.start)):
            return False
        self._embed(following)
        self._inserted = True
        self.relatives.append((k, following))
        return True

    def _in_series(self, k: int, following: Group) -> bool:
        """Is it the B of "A did this, B did that, and C did more": clauses of a list, each with a subject?"""
        tags = self.s.tags
        if tags[k] & (PREPOSITION | COORDINATOR | SUBORDINATOR | THAT | ADVERB) or not self._subject_between(
            k, following
        ):
            return False
        for j in range(following.end, min(len(tags) - 1, following.end + _FAR)):
            if tags[j] & (THAT | STOP | SUBORDINATOR | RELATIVE):
                return False
            if tags[j] & COMMA and tags[j + 1] & COORDINATOR:
                last = next((g for g in self.s.groups if g.start > j and g.kind == FINITE), None)
                return last is not None and self._subject_between(j + 2, last)
        return False

    def _spliced(self, i: int, k: int, following: Group) -> bool:
        """Is it the B of "A did this, B did that": no more than a comma between two clauses, as posts have it?"""
        tags, last = self.s.tags, self.clauses[-1].group
        if last is None or len(self.clauses) > 1 or not following.start - k <= _SHORT or self._says(last, None):
            return False
        first = self.clauses[-1].start
        parted = any(tag & COMMA for tag in tags[first : last.start])  # "In the north, A did this, B did that"
        if tags[first] & (SUBORDINATOR | ING | COORDINATOR) or (tags[first] & PREPOSITION and not parted):
            return False
        if self._says(following, None):
            return False
        opens = tags[k] & (DETERMINER | PRONOUN) and self.s.low[k] not in _INDEFINITE
        inner = any(tags[j] & (DETERMINER | PREPOSITION | COMMA | POSSESSIVE) for j in range(k + 1, following.start))
        return bool(opens) and not inner and self._subject_between(k, following)

    def _headline(self, i: int, k: int, following: Group) -> bool:
        """Is it "Three dead after a raid, officials say": words without a verb, and who says so at the end?"""
        tags = self.s.tags
        if len(self.clauses) > 1 or not any(tag & (NUMBER | PLURAL) for tag in tags[:i]):
            return False
        leads = tags[0] & (PREPOSITION | SUBORDINATOR | ADVERB) and not tags[0] & NUMBER and self.s.low[1] != "least"
        ends = len(tags) - following.end <= _SHORT and not any(tag & THAT for tag in tags[following.end :])
        return not leads and ends and self._speaker_said(k, following)

    def _inverted(self, i: int, k: int, following: Group) -> bool:
        """Does "said X" follow, after a quotation's end or before a name?"""
        tags = self.s.tags
        after = tags[following.end] if following.end < len(tags) else 0
        if not self._says(following, None) or following.end > following.head + 1:
            return False
        quoted = any(tag & QUOTE for tag in tags[i - 1 : k]) or self.s.low[following.head] in {"said", "says"}
        return bool(after & (NAME | DETERMINER | ADJECTIVE | NOUN | PLURAL)) and quoted

    def _speaker_said(self, k: int, following: Group) -> bool:
        """Does "X said" follow, X at token k?"""
        tags = self.s.tags
        if tags[k] & (COORDINATOR | SUBORDINATOR | THAT) or not self._says(following, None):
            return False
        if following.passive:
            return False
        if not tags[following.head] & TELLS and following.end < len(tags) and not tags[following.end] & _AFTER_SAID:
            return False
        return self._subject_between(k, following)

    def _participle(self, i: int, k: int) -> bool:
        """ ", indicating that": a participle after the comma that holds something of its own."""
        coming, last = self._coming(), self.clauses[-1]
        if coming is None or coming.kind != ING_FORM or not coming.start <= k <= coming.head or not self._tail(coming):
            return False
        if (last.group is None and last.opener != ACCORDING) or self._said_around(coming):
            self._inserted = True  # "the agency, citing the police, said"
        else:
            self._open(i, k, TAIL)
        return True

    def _with_judged(self, i: int, k: int) -> bool:
        """ ", with the army likely holding the bank": a judgment of its own, hung on with "with"."""
        s, coming = self.s, self._coming()
        if k >= len(s.low) or s.low[k] != "with" or coming is None or coming.kind != ING_FORM:
            return False
        if coming.start - k > _NEAR + 2 or not any(tag & LIKELY for tag in s.tags[coming.start : coming.head]):
            return False
        self._open(i, k + 1, NEW, ",")
        self.clauses[-1].group = coming
        return True

    def _said_around(self, ing: Group) -> bool:
        """Does "that" follow the participle's own comma: "said, citing the police, that"?"""
        tags, last = self.s.tags, self.clauses[-1].group
        if last is None or not self._says(last, None):
            return False
        comma = next((k for k in range(ing.end, min(len(tags), ing.end + _FAR)) if tags[k] & (COMMA | THAT)), -1)
        return comma >= 0 and bool(tags[comma] & COMMA and tags[comma + 1] & THAT)

    def _apposition(self, start: int, comma: int) -> bool:
        """Does one comma stand between, which this one closes?"""
        tags = self.s.tags[start:comma]
        if not tags or tags[0] & PREPOSITION or sum(1 for tag in tags if tag & COMMA) != 1:
            return False
        return not any(tag & (COORDINATOR | THAT) for tag in tags)
