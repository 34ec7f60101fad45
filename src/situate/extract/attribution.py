"""Verbs of saying in a clause: which verb it is, what it carries, and how it leads to what is said."""

from collections.abc import Callable, Iterable
from typing import Final

from situate.extract.clauses import Clause, Sentence
from situate.extract.complements import RECORDS, clause_after, complement, infinitive_after
from situate.extract.cuts import COUNTED, Cuts
from situate.extract.cutter import cut
from situate.extract.drafts import Tokens
from situate.extract.fold_words import HEARSAY
from situate.extract.groups import FINITE, INFINITIVE, ING_FORM, Group
from situate.extract.idioms import BESIDE, felt, idiom_report, joined_that, occasion, pictured, uttered
from situate.extract.likelihood import Probability
from situate.extract.phrases import noun_phrase
from situate.extract.reports import Case, Report
from situate.extract.sayings import Sayings
from situate.extract.subjects import shows, speaks
from situate.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    BRACKET,
    COMMA,
    DAY,
    DETERMINER,
    DOUBTFUL,
    LIKELY,
    NAME,
    NUMBER,
    PAST,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    STOP,
    THAT,
    THIRD,
)
from situate.extract.words import Words
from situate.vocab import Stance

_NO_OBJECT: Final = PREPOSITION | ADVERB | STOP | COMMA | QUOTE | NUMBER | BRACKET
_GIVEN: Final = frozenset({"considering", "assuming", "supposing", "seeing"})
_BEARS_OUT: Final = frozenset({"confirm", "prove", "corroborate"})  # an event does so, where nobody speaks
_SHARES: Final = frozenset({"post", "publish", "release", "share", "air", "broadcast", "present", "upload"})
_PICTURES: Final = frozenset({"geolocated", "satellite", "footage"})
_COUNTERS: Final = (
    "monitor", "monitors", "observers", "watch", "tracker", "guard", "guards", "archive", "analysts", "force",
)  # fmt: skip
# Verbs with "that" that put nothing forward: what is brought about, known, or come to be so.
_NO_SAYING: Final = frozenset(
    [
        "ensure", "know", "see", "mean", "arrange", "realize", "forget", "notice", "care", "demonstrate", "watch",
        "wait", "happen", "make", "do", "be", "have", "get", "take", "give", "hit", "destroy", "use", "seize", "leave",
        "build", "want", "wish", "prefer", "like", "hate",
        "enjoy", "pray", "ignore", "accept", "forgive", "risk", "manage",
    ]
)  # fmt: skip
_SPEAKERS: Final = ("er", "ers", "or", "ors", "ist", "ists", "man", "woman", "men", "ian", "ians", "official")
_WONDERS: Final = frozenset({"wonder", "question", "ponder", "doubt"})  # one alone weighs an open question
_SEEN: Final = frozenset({"geolocated", "satellite", "footage", "data"})
_SEEN_NEAR: Final = 14  # tokens: how far behind the verb that posts it stands who says what it shows
_PURPORTS: Final = frozenset({"purport", "claim", "allege", "appear", "seem"})
_THEIRS: Final = frozenset({"he", "she", "it", "they"})
_LIGHT: Final = 5  # tokens: how far behind a light verb its noun stands
# What stands before a number: "killing at least 61 civilians", "wounding more than a dozen".
_ABOUT: Final = frozenset({"at", "about", "around", "nearly", "almost", "over", "up", "more", "some", "roughly"})


class Attribution:
    """What the lexicon knows about the verbs of a sentence. Compiled once; pure."""

    def __init__(
        self, words: Words, sayings: Sayings, probability: Probability, differs: Callable[[str, str], bool]
    ) -> None:
        """`differs` tells whether two texts with one subject speak of different kinds of event."""
        self.words, self.sayings, self.probability, self.differs = words, sayings, probability, differs

    def base(self, s: Sentence, group: Group) -> str:
        """The base form of the group's head."""
        return self.words.base_of(s.words[group.head])

    # -- what the cutter asks

    def cut(self, s: Sentence) -> tuple[list[Clause], list[tuple[int, Group]]]:
        """The clauses of the sentence, and the relative clauses that stand inside them."""
        cuts = Cuts(s, lambda g, that: self.says(g, s, that), lambda g: self.is_tail(g, s), self.is_noun, self.is_line)
        return cut(cuts), cuts.relatives

    def says(self, group: Group, s: Sentence, that: int | None) -> bool:
        """Can the group's verb open the clause of speech at token `that`? None: anywhere after it."""
        if s.low[group.head] in _GIVEN:
            return False  # "unlikely, considering that"
        lemma = self.base(s, group)
        verb = self.sayings.verbs.get(lemma)
        shown = self.sayings.shows.get(lemma)
        showing = (shown is not None and "that" in shown.complements) or lemma in self.sayings.inference
        if that is not None and that >= group.end and joined_that(self.sayings, s, group, lemma, that):
            return True
        if not showing and (verb is None or "that" not in verb.complements):
            return verb is None and that is not None and that == group.end and self._utters(group, s, lemma)
        if that is None or that <= group.end or (verb is not None and "person" in verb.complements):
            return True
        # "claimed on Monday that", not "hold positions that" or "threaten to seize goods that".
        if s.words[group.end] == "to" and infinitive_after(s, group.end, group.end + 3):
            return False
        return bool(s.tags[group.end] & _NO_OBJECT) or s.words[group.end] in self.words.days

    def _utters(self, group: Group, s: Sentence, lemma: str) -> bool:
        """ "The governor spluttered that P": a verb that no lexicon lists, right between a speaker and "that"."""
        k = group.start - 1
        tag = s.tags[group.head]
        if k < 0 or group.passive or group.kind != FINITE or lemma in _NO_SAYING or tag & DOUBTFUL:
            return False
        if not tag & (PAST | THIRD) or not clause_after(s, group.end + 1, len(s.tags)):
            return False  # "annexes that territory"
        word = s.low[k]
        named = s.tags[k] & NAME and not s.tags[k] & PRONOUN
        return bool(named) or word in self.sayings.agents or word.endswith(_SPEAKERS)

    def is_tail(self, group: Group, s: Sentence) -> bool:
        """Does a participle after a comma hold a proposition or a view of its own?"""
        lemma, sayings = self.base(s, group), self.sayings
        if lemma in sayings.inference or lemma in sayings.verbs:
            return True
        if lemma in sayings.views["back"] or lemma in sayings.views["contradict"]:
            return True
        if lemma in sayings.idioms and idiom_report(sayings, s, group, lemma, len(s.low), that_follows=False):
            return True
        if any(tag & LIKELY for tag in s.tags[group.start : group.head]):
            return True
        if s.low[group.start] in HEARSAY:
            return True  # "reportedly blinding the cameras"
        after = s.tags[group.end] if group.end < len(s.tags) else 0
        if s.low[group.end : group.end + 1] == ["behind"] and group.end + 1 < len(s.tags):
            after = s.tags[group.end + 1]  # "leaving behind a trail of wrecks"
        if group.start == group.head and self._numbered(s, group.end):
            return True
        return (
            bool(after & (DETERMINER | NUMBER | NAME | ADJECTIVE))
            and not after & (PREPOSITION | THAT)
            and group.start == group.head
        )

    @staticmethod
    def _numbered(s: Sentence, k: int) -> bool:
        """ "Three people", "at least 61 civilians", "more than a dozen": does a number stand at token k?"""
        if k < len(s.low) and s.low[k] in _ABOUT:
            k += 2 if s.low[k + 1 : k + 2] in (["least"], ["than"], ["to"]) else 1
        return k < len(s.low) and (s.low[k] in COUNTED or bool(s.tags[k] & NUMBER))

    def is_noun(self, word: str) -> bool:
        """A noun that a "that" clause can fill."""
        low = word.lower()
        return low in self.sayings.nouns or low in self.sayings.own_nouns

    def is_line(self, word: str) -> bool:
        """A noun that says something beside "is that"."""
        return word in self.sayings.nouns or word in self.sayings.lines

    # -- verbs of saying

    def report(
        self, s: Sentence, clause: Clause, limit: int, subject: Tokens | None, *, that_follows: bool
    ) -> Report | None:
        """The clause's verb of saying with its complement; None where its verb says nothing."""
        if clause.group is None:
            return None
        posted = self._posted(s, clause.group, limit, that_follows=that_follows)
        if posted is not None:
            return posted
        showing = subject is not None and shows(self.sayings, s, subject)
        # Things that are no evidence cannot show ("the offensive captured"), but the author can infer from them.
        inferring = subject is not None and not speaks(self.sayings, s, subject)
        for group in self._chain(s, clause.group):
            if not that_follows and not showing and self.base(s, group) in RECORDS and not self._keeps(s, subject):
                continue
            base = self.base(s, group)
            if that_follows and (group.passive or base not in self.sayings.verbs):
                joined = felt(self.sayings, s, group, base, limit)
                if joined is not None:
                    return joined
            voiced = subject is not None and not inferring and not self._fights(s, subject)
            if base in self.sayings.idioms and (that_follows or voiced):
                joined = idiom_report(self.sayings, s, group, base, limit, that_follows=that_follows)
                if joined is not None:
                    return joined
            shown = showing or (inferring and (base in self.sayings.inference or base in _BEARS_OUT))
            speaking = subject is not None and not showing and not inferring
            found = self._complement(s, group, limit, showing=shown, that_follows=that_follows, speaking=speaking)
            if found is None and showing and subject is not None:
                found = self._seen(s, group, limit, subject)
            if found is not None:
                return found
        if not that_follows and subject is not None and not inferring:
            spoken = self._besides(s, clause.group, limit, subject)
            if spoken is not None:
                return spoken
        return self._light(s, clause.group, limit)

    def _besides(self, s: Sentence, group: Group, limit: int, subject: Tokens) -> Report | None:
        """What a subject that speaks utters, sees in pictures, or uses an occasion to say."""
        base = self.base(s, group)
        seen = pictured(self.sayings, s, group, base, limit)
        if seen is not None or base not in BESIDE or self._fights(s, subject):
            return seen
        said = occasion(self.sayings, s, group, base, limit)
        if said is not None:
            return self._complement(s, said, limit, showing=False, that_follows=False, speaking=True)
        return uttered(self.sayings, s, group, base, limit)

    def _fights(self, s: Sentence, subject: Tokens) -> bool:
        """Troops, of bodies that could speak: these "brushed aside" an army, and not its words."""
        return s.low[subject[1] - 1] in self.sayings.doers

    def _keeps(self, s: Sentence, subject: Tokens | None) -> bool:
        """ "The monitor recorded 40 raids", but "the country registered 40 arrivals": who keeps count, by its words."""
        if subject is None:
            return True
        low = s.low[subject[0] : subject[1]]
        return not self.sayings.counters.isdisjoint(low) or any(word.endswith(_COUNTERS) for word in low)

    def last_saying(self, s: Sentence, clause: Clause, that: int) -> Report | None:
        """The verb of saying just before a "that" which is not the clause's own: "went there to say that"."""
        for group in reversed(s.groups):
            if group.start < clause.start:
                return None
            if group.start < that and group is not clause.group and self.says(group, s, that):
                lemma = self.base(s, group)
                verb = self.sayings.verbs.get(lemma) or self.sayings.shows.get(lemma)
                return Report(group, verb.stance if verb is not None else "assesses", "that", that)
        return None

    def _chain(self, s: Sentence, group: Group) -> Iterable[Group]:
        """The group, and the verb it only carries: "continue" → "to falsely claim"."""
        yield group
        if self.base(s, group) in self.sayings.control:
            for other in s.groups:
                if other.start == group.end and other.kind in {INFINITIVE, ING_FORM}:
                    yield other
                elif other.start > group.end:
                    break

    def _complement(
        self, s: Sentence, group: Group, limit: int, *, showing: bool, that_follows: bool, speaking: bool
    ) -> Report | None:
        lemma = self.base(s, group)
        verb = (self.sayings.shows.get(lemma) if showing else None) or self.sayings.verbs.get(lemma)
        if lemma in self.sayings.disagree and "whether" in s.words[group.end : group.end + 4]:
            open_to: Stance = "assesses" if lemma in _WONDERS or (verb and verb.stance == "assesses") else "claims"
            return Report(group, open_to, "whether", s.words.index("whether", group.end) + 1)
        if verb is None:
            if speaking and that_follows and limit == group.end and self._utters(group, s, lemma):
                return Report(group, "states", "that", limit)
            inferred = lemma in self.sayings.inference and that_follows
            return Report(group, "states" if speaking else "assesses", "that", limit) if inferred else None
        if that_follows and "person" not in verb.complements and self._said_later(s, group, limit):
            return None
        if that_follows and verb.complements & {"that", "person"}:
            return Report(group, verb.stance, "that", limit)
        after = self._after_date(s, group.end, limit)
        if after < limit or (group.passive and after < len(s.tags)):
            return complement(Case(s, group, lemma, verb, (after, limit)))
        return None

    def _seen(self, s: Sentence, group: Group, limit: int, subject: Tokens) -> Report | None:
        """ "The footage follows a column", "the tally lists 40 houses": what only pictures and counts show."""
        verb = self.sayings.sees.get(self.base(s, group))
        if verb is None or group.passive or group.end >= limit:
            return None
        if self.sayings.evidence_of(s.low[subject[0] : subject[1]]) not in _SEEN:
            return None
        return complement(Case(s, group, self.base(s, group), verb, (group.end, limit)))

    def _said_later(self, s: Sentence, group: Group, that: int) -> bool:
        """ "Has seen evidence to assess that P": does another verb of saying stand between the verb and its "that"?"""
        for other in s.groups:
            if other.start < group.end or other.end != that:
                continue
            carried = other.kind == ING_FORM and (
                s.low[other.start - 1] == "by" or self.base(s, group) in self.sayings.publish
            )  # "answered by claiming that", "published a map suggesting that"
            return (carried or other.kind == INFINITIVE) and self.says(other, s, None)
        return False

    def _posted(self, s: Sentence, group: Group, limit: int, *, that_follows: bool) -> Report | None:
        """ "Posted footage showing that P": the footage shows, and its publisher stands before it."""
        if self.base(s, group) not in self.sayings.publish:
            return None
        said = self._said_to_show(s, group)
        if said is not None:
            return said
        showing = next((g for g in s.groups if group.end < g.start < limit and g.kind == ING_FORM), None)
        inner = None if showing is None else self._to_show(s, showing)
        if showing is None or (inner is None and self.base(s, showing) not in self.sayings.shows):
            return None if that_follows else self._spread(s, group, limit)
        medium = noun_phrase(s, group.end, min(showing.start, self._medium_end(s, group.end, showing.start)))
        if medium is None or self.sayings.evidence_of(s.low[medium[0] : medium[1]]) == "none":
            return None
        behind = showing if inner is None or that_follows else inner
        report = Report(group, "shows", "that" if that_follows else "np", limit if that_follows else behind.end)
        report.cue, report.medium = (showing.head, showing.head + 1), medium
        return report

    def _to_show(self, s: Sentence, group: Group) -> Group | None:
        """ "Footage purporting to show P": the infinitive behind such a participle; None for any other."""
        after = next((g for g in s.groups if g.start == group.end and g.kind == INFINITIVE), None)
        if after is None or self.base(s, group) not in _PURPORTS or self.base(s, after) not in self.sayings.shows:
            return None
        return after

    def _said_to_show(self, s: Sentence, group: Group) -> Report | None:
        """ "Posted footage that they claimed showed P": who posts it claims what it shows; what "we assess" is ours."""
        for saying, showing in zip(s.groups, s.groups[1:], strict=False):
            at = saying.start
            if at >= group.end + _SEEN_NEAR:
                return None
            if at <= group.end + 2 or saying.end != showing.start or showing.kind != FINITE:
                continue
            verb, shows = self.sayings.verbs.get(self.base(s, saying)), self.base(s, showing)
            theirs = s.low[at - 1] in _THEIRS and s.low[at - 2] in {"that", "which"}
            if verb is None or shows not in self.sayings.shows or shows == "appear" or not theirs or group.negated:
                continue
            medium = noun_phrase(s, group.end, self._medium_end(s, group.end, at - 2))
            if medium is None or "of" in s.low[medium[1] : at - 2]:
                return None  # "footage of a strike that it said showed": what it is of is told
            if self.sayings.evidence_of(s.low[medium[0] : medium[1]]) != "none":
                opened = showing.end < len(s.tags) and bool(s.tags[showing.end] & THAT)
                report = Report(group, verb.stance, "that" if opened else "np", showing.end + opened)
                report.cue, report.medium = (saying.head, saying.head + 1), medium
                return report
        return None

    def _spread(self, s: Sentence, group: Group, limit: int) -> Report | None:
        """ "Circulated a video of burned tanks": the pictures are spread, and what they are of is what is told."""
        if group.passive or group.negated:
            return None
        of = next((k for k in range(group.end, min(limit, group.end + _LIGHT)) if s.low[k] == "of"), limit)
        seen = self.sayings.evidence_of(s.low[group.end : of])
        if s.tags[of - 1] & PREPOSITION:
            return None  # "footage outside of the town"
        if of + 1 >= limit or seen not in _PICTURES or any(tag & COMMA for tag in s.tags[group.end : of]):
            return None
        own = self.base(s, group) in _SHARES
        report = Report(group, "shows" if own else "relays", "np", of + 1)
        report.evidence, report.medium = seen, noun_phrase(s, group.end, of) if own else None
        return report

    @staticmethod
    def _medium_end(s: Sentence, start: int, end: int) -> int:
        """Where the name of the footage ends: at its first preposition or participle."""
        groups = [g.start for g in s.groups if start < g.start < end]
        prepositions = (k for k in range(start + 1, end) if s.tags[k] & PREPOSITION)
        return min(next(prepositions, end), groups[0] if groups else end)

    def _light(self, s: Sentence, group: Group, limit: int) -> Report | None:
        """A light verb whose noun does the directing: "submitted an appeal to X to do P"."""
        if self.base(s, group) not in self.sayings.light:
            return None
        for k in range(group.end, min(limit, group.end + _LIGHT)):
            if self.sayings.nouns.get(s.low[k]) == "directs":
                to = next((g for g in s.groups if k < g.start < limit and g.kind == INFINITIVE), None)
                if to is not None:
                    report = Report(group, "directs", "to", to.start + 1)
                    report.cue = (group.head, k + 1)
                    return report
        return None

    def _after_date(self, s: Sentence, k: int, limit: int) -> int:
        """The token after "on Monday", "on March 3," where a date stands at token k; k itself where none does."""
        if (
            k + 1 < limit
            and s.words[k] in self.words.days
            and s.tags[k] & DAY
            and s.tags[k + 1] & (PRONOUN | DETERMINER)
        ):
            return k + 1  # "said Monday it had"
        if k + 1 >= limit or s.words[k] not in {"on", "in"} or s.words[k + 1] not in self.words.days:
            return k
        k += 2
        while k < limit and (s.tags[k] & (NUMBER | COMMA) or s.words[k] in self.words.days):
            k += 1
        return k
