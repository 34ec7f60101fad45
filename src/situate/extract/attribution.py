"""Who says each clause of a sentence: verbs of saying and showing, chains, coordination, tails, the author's own voice."""

from collections.abc import Callable, Iterable
from typing import Final

from situate.extract.clauses import (
    Clause,
    Cutter,
    Sentence,
)  # fmt: skip
from situate.extract.drafts import Tokens
from situate.extract.groups import FINITE, INFINITIVE, ING_FORM, Group
from situate.extract.likelihood import Probability
from situate.extract.sayings import Sayings
from situate.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    BASE,
    BRACKET,
    COMMA,
    COORDINATOR,
    DETERMINER,
    DOUBTFUL,
    ING,
    MARK,
    NAME,
    NOUN,
    NUMBER,
    PARTICIPLE,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    STOP,
    SUBORDINATOR,
    THAT,
    THIRD,
    TO,
    Words,
)  # fmt: skip
from situate.vocab import Stance

_AGENT_ENDINGS: Final = ("er", "or", "ist", "ian", "ers", "ors", "ists", "ians", "ee", "ees", "ant", "ants")
_NO_AGENT: Final = (
    "number",
    "numbers",
    "order",
    "orders",
    "factor",
    "factors",
    "weather",
    "matter",
    "matters",
    "power",
    "transfer",
    "letter",
    "letters",
)
_HEARD: Final = frozenset(
    {"report", "say", "claim", "allege", "rumor", "tell"}
)  # "are said to have left": by nobody named
_OPENS_NOUN: Final = (
    DETERMINER
    | NAME
    | NOUN
    | PLURAL
    | NUMBER
    | DOUBTFUL
    | ING
    | ADJECTIVE
    | PARTICIPLE
    | BASE
    | THIRD
    | QUOTE
    | PRONOUN
)
_NO_OBJECT: Final = PREPOSITION | ADVERB | COMMA | QUOTE | NUMBER | BRACKET


class Report:
    """A verb of saying with its complement: how it leads to what is said, and where that starts."""

    __slots__ = ("complement", "content", "cue", "group", "head", "shows", "stance")

    def __init__(self, group: Group, head: int, stance: Stance, complement: str, content: int) -> None:
        self.group, self.head, self.stance, self.complement, self.content = group, head, stance, complement, content
        self.cue: Tokens = (head, head + 1)
        self.shows = False


class Attribution:
    """Turns the clauses of one sentence into drafts."""

    def __init__(
        self, words: Words, sayings: Sayings, probability: Probability, differs: Callable[[str, str], bool]
    ) -> None:
        """`differs` tells whether two texts with one subject speak of different kinds of event."""
        self.words, self.sayings, self.probability, self.differs = words, sayings, probability, differs

    # -- what the cutter asks

    def says(self, group: Group, s: Sentence, that: int | None) -> bool:
        """Can the group's verb open the clause of speech at token `that`? None: anywhere after it."""
        lemma = self.words.base_of(s.words[group.head])
        verb = self.sayings.verbs.get(lemma)
        shows = lemma in self.sayings.shows or lemma in self.sayings.inference
        if not shows and (verb is None or "that" not in verb.complements):
            return False
        if that is None or that <= group.end or (verb is not None and "person" in verb.complements):
            return True
        # "claimed on Monday that", not "hold positions that": no object stands between.
        after = (
            s.tags[group.end] & ~TO
            if s.words[group.end] != "to" or not self._infinitive_after(s, group.end, group.end + 3)
            else 0
        )
        return bool(after & _NO_OBJECT) or s.words[group.end] in self.words.days

    def is_tail(self, group: Group, s: Sentence) -> bool:
        """Does a participle after a comma hold a proposition of its own?"""
        lemma = self.words.base_of(s.words[group.head])
        return (
            lemma in self.sayings.inference
            or lemma in self.sayings.verbs
            or lemma in self.sayings.views["back"]
            or lemma in self.sayings.views["contradict"]
        )

    def is_noun(self, word: str) -> bool:
        """A noun that a "that" clause can fill."""
        low = word.lower()
        return low in self.sayings.nouns or low in self.sayings.own_nouns

    def cut(self, s: Sentence) -> tuple[list[Clause], list[tuple[int, int, Group]]]:
        """The clauses of the sentence, and the relative clauses that stand inside them."""
        cutter = Cutter(s, lambda g, that: self.says(g, s, that), lambda g: self.is_tail(g, s), self.is_noun)
        return cutter.cut(), cutter.relatives

    # -- verbs of saying

    def chain(self, s: Sentence, group: Group) -> Iterable[Group]:
        """The group, and the verb it only carries: "continue" → "to falsely claim"."""
        yield group
        if self.words.base_of(s.words[group.head]) in self.sayings.control:
            for other in s.groups:
                if other.start == group.end and other.kind in {INFINITIVE, ING_FORM}:
                    yield other
                elif other.start > group.end:
                    break

    def report(
        self, s: Sentence, clause: Clause, limit: int, subject: Tokens | None, *, that_follows: bool
    ) -> Report | None:
        """The clause's verb of saying with its complement; None where its verb says nothing."""
        if clause.group is None:
            return None
        showing = subject is not None and self.shows(s, subject)
        for group in self.chain(s, clause.group):
            found = self._complement(s, group, limit, showing=showing, that_follows=that_follows)
            if found is not None:
                return found
        return self._light(s, clause.group, limit)

    def _light(self, s: Sentence, group: Group, limit: int) -> Report | None:
        """A light verb whose noun does the directing: "submitted an appeal to X to do P"."""
        if self.words.base_of(s.words[group.head]) not in self.sayings.light:
            return None
        for k in range(group.end, min(limit, group.end + 5)):
            if self.sayings.nouns.get(s.words[k].lower()) == "directs":
                for other in s.groups:
                    if k < other.start < limit and other.kind == INFINITIVE:
                        report = Report(group, group.head, "directs", "to", other.start + 1)
                        return self._with_cue(report, k + 1)
        return None

    def last_saying(self, s: Sentence, clause: Clause, that: int) -> Report | None:
        """The verb of saying just before a "that" which is not the clause's own: "went there to say that"."""
        for group in reversed(s.groups):
            if group.start < clause.start:
                return None
            if group.start < that and group is not clause.group and self.says(group, s, that):
                lemma = self.words.base_of(s.words[group.head])
                verb = (
                    self.sayings.verbs.get(lemma) or self.sayings.shows[lemma]
                    if lemma in self.sayings.verbs or lemma in self.sayings.shows
                    else None
                )
                return Report(group, group.head, verb.stance if verb else "assesses", "that", that)
        return None

    def shows(self, s: Sentence, subject: Tokens) -> bool:
        """Is the subject something that shows rather than somebody who says?"""
        words = s.words[subject[0] : subject[1]]
        return (
            self.sayings.evidence_of(words) not in {"none", "testimony"}
            or any(w.lower() in self.sayings.reporting for w in words)
            or self.is_abstract(s, subject)
        )

    def is_abstract(self, s: Sentence, subject: Tokens) -> bool:
        """Is the subject an action or a state of affairs, so that the author infers from it?"""
        first = s.words[subject[0]].lower()
        if (
            first in {"this", "these", "that", "those"}
            and self.sayings.evidence_of(s.words[subject[0] : subject[1]]) == "none"
        ):
            return self._head(s, subject) not in self.sayings.reporting
        if first in {"this", "that", "it", "these", "such", "which"} and (
            subject[1] - subject[0] == 1 or first == "such"
        ):
            return True
        head = self._head(s, subject)
        return head in self.sayings.abstract

    def speaks(self, s: Sentence, subject: Tokens) -> bool:
        """Is the subject a person or a body, by its head noun?"""
        head = self._head(s, subject)
        if head in self.sayings.agents or s.words[subject[1] - 1][0].isupper():
            return True
        return head.endswith(_AGENT_ENDINGS) and not head.endswith(_NO_AGENT)

    @staticmethod
    def _head(s: Sentence, subject: Tokens) -> str:
        """The head noun of a phrase: the last word before its first preposition."""
        for k in range(subject[0] + 1, subject[1]):
            if s.tags[k] & (PREPOSITION | COMMA | BRACKET):
                return s.words[k - 1].lower()
        return s.words[subject[1] - 1].lower()

    def _complement(self, s: Sentence, group: Group, limit: int, *, showing: bool, that_follows: bool) -> Report | None:
        lemma = self.words.base_of(s.words[group.head])
        verb = self.sayings.shows.get(lemma) if showing else None
        verb = verb or self.sayings.verbs.get(lemma)
        after = group.end
        if lemma in self.sayings.disagree and "whether" in s.words[after : after + 4]:
            return Report(group, group.head, "claims", "whether", s.words.index("whether", after) + 1)
        if verb is None:
            if lemma in self.sayings.inference and that_follows:
                return Report(group, group.head, "assesses", "that", limit)
            return None
        stance: Stance = verb.stance
        if that_follows and verb.complements & {"that", "person"}:
            return Report(group, group.head, stance, "that", limit)
        tags, words = s.tags, s.words
        after = self._after_date(s, after, limit)
        if after >= limit:
            return None
        if words[after] in verb.prepositions and after + 1 < limit:
            content = after + 1
            if (
                lemma in {"call", "appeal"}
                and words[after] in {"on", "upon", "to"}
                and not self._infinitive_after(s, content, limit)
            ):
                return None
            report = Report(group, group.head, stance, "of", content)
            return self._with_cue(report, after + 1) if after == group.end else report
        quote = after + 1 if tags[after] & (COMMA | STOP) else after
        if quote < limit and tags[quote] & QUOTE and "that" in verb.complements:
            return Report(group, group.head, stance, "quote", quote)
        if group.passive:
            if lemma in _HEARD and tags[after] & TO and self._infinitive_after(s, after, limit):
                return Report(group, group.head, "states", "heard", limit)
            return None
        if (
            "as" in verb.complements
            and not tags[after] & SUBORDINATOR
            and "as" in words[after + 1 : min(limit, after + 16)]
        ):
            return Report(group, group.head, stance, "as", after)
        if "zero" in verb.complements and self._clause_after(s, after, limit):
            return Report(group, group.head, stance, "zero", after)
        if "person" in verb.complements and self._infinitive_after(s, after, limit):
            return Report(group, group.head, stance, "person", after)
        if lemma in {"accuse", "blame"}:
            for k in range(after, min(limit, after + 16)):
                if words[k] in {"of", "for"}:
                    return Report(group, group.head, stance, "accused", after)
        if "to" in verb.complements and tags[after] & TO and self._infinitive_after(s, after, limit):
            return Report(group, group.head, stance, "to", after)
        opens = _OPENS_NOUN | ADVERB if stance == "shows" else _OPENS_NOUN
        if "np" in verb.complements and tags[after] & opens and not tags[after] & (PREPOSITION | MARK | THAT):
            return Report(group, group.head, stance, "np", after)
        return None

    @staticmethod
    def _with_cue(report: Report, end: int) -> Report:
        report.cue = (report.head, end)
        return report

    def _after_date(self, s: Sentence, k: int, limit: int) -> int:
        """The token after "on Monday", "on March 3," where a date stands at token k; k itself where none does."""
        if k + 1 >= limit or s.words[k] not in {"on", "in"} or s.words[k + 1] not in self.words.days:
            return k
        k += 2
        while k < limit and (s.tags[k] & (NUMBER | COMMA) or s.words[k] in self.words.days):
            k += 1
        return k

    @staticmethod
    def _clause_after(s: Sentence, start: int, limit: int) -> bool:
        """Does a noun phrase with a finite verb follow at once? An apposition between commas may stand between."""
        if s.tags[start] & (PREPOSITION | COMMA | STOP | TO) and not s.tags[start] & PRONOUN:
            return False
        for group in s.groups:
            if group.start > start and group.start < limit and group.kind == FINITE:
                commas = sum(1 for k in range(start, group.start) if s.tags[k] & COMMA)
                if commas % 2 or (commas and not s.tags[group.start - 1] & COMMA):
                    return False
                stops = STOP | THAT | (0 if commas else COORDINATOR)
                return not any(s.tags[k] & stops and not s.tags[k] & DETERMINER for k in range(start, group.start))
        return False

    @staticmethod
    def _infinitive_after(s: Sentence, start: int, limit: int) -> bool:
        for group in s.groups:
            if start <= group.start < min(limit, start + 14) and group.kind == INFINITIVE:
                return not any(s.tags[k] & (COMMA | STOP) for k in range(start, group.start))
        return False
