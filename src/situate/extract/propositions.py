"""From clauses to propositions: each clause gets its speaker, or the author, and clauses that say one thing are joined."""

from typing import Final

from situate.extract.attribution import Attribution, Report
from situate.extract.clauses import (
    ACCORDING,
    AS_SAID, LEAD, MAIN, NEW, RELATIVE_CLAUSE, SAID, SAME, SEMICOLON, START, TAIL, THAT_AGAIN, THAT_CLAUSE, TIME, TURN, TURN_SAME,
    Clause, Sentence,
)  # fmt: skip
from situate.extract.drafts import Draft, Speech, Tokens
from situate.extract.phrases import agent_after, noun_phrase, offsets, owner_before, subject_of
from situate.extract.tokens import (
    ADJECTIVE, ADVERB, BASE, BRACKET, COMMA, COORDINATOR, ING, MARK, NOUN, PREPOSITION, QUOTE, RELATIVE, STOP, SUBORDINATOR, THAT,
)  # fmt: skip
from situate.extract.verbs import FINITE_GROUP, INFINITIVE, PARTICIPIAL, Group
from situate.vocab import Stance

_TOP: Final = frozenset({START, SEMICOLON, MAIN, LEAD, TURN})
_HEARSAY: Final[dict[str, Stance]] = {
    "reportedly": "states", "allegedly": "claims", "purportedly": "claims", "supposedly": "claims", "rumoredly": "claims",
}  # fmt: skip
# Words whose clause, though it leads the sentence, is a proposition.
_LEADS: Final = frozenset({"while", "although", "though", "whereas", "after", "before", "since"})
_AFTERTHOUGHT: Final = 8  # tokens that may follow the verb of "P, X said on Monday."
_NEAR_SPEAKER: Final = 14  # tokens: the longest speaker after "with"
_PURPOSE: Final = 4  # tokens after the verb from which an infinitive is taken for a purpose
_EDGE: Final = COMMA | STOP | MARK


class Propositions:
    """The drafts of one sentence."""

    def __init__(self, attribution: Attribution, self_names: frozenset[str], s: Sentence, number: int) -> None:
        """`self_names` are the author's names for itself, in small letters without articles."""
        self.a, self.self_names, self.s, self.number = attribution, self_names, s, number
        self.out: list[Draft] = []
        self.speech: Speech | None = None  # what the current clause is said in
        self.pending: Speech | None = None  # opened by a verb or noun before "that"
        self.matrix: Speech | None = None  # the last speech at the top of the sentence
        self.top: Tokens | None = None  # the subject at the top of the sentence
        self.subject: Tokens | None = None
        self.lead: Speech | None = None
        self.as_said: Group | None = None  # "As we reported, P" waits for P
        self.matrix_draft: Draft | None = None  # the claim that tells of another's claim and holds its words
        self.carrier: Tokens | None = None  # the speaker in "with X stating that"
        self.closed = False  # the last speech has said all it says
        self.through = False  # the clause only leads on to its "that" clause
        self.muted = False  # inside a clause that belongs to the words before it

    def drafts(self) -> list[Draft]:
        """Fold the clauses from left to right."""
        clauses, relatives = self.a.cut(self.s)
        for k, clause in enumerate(clauses):
            following = clauses[k + 1] if k + 1 < len(clauses) else None
            self._clause(clause, following)
        for comma, pronoun, group in relatives:
            self._inserted(comma, pronoun, group)
        spans: set[Tokens] = set()
        kept: list[Draft] = []
        for draft in self.out:
            if draft.end > draft.start and (draft.start, draft.end) not in spans:
                spans.add((draft.start, draft.end))
                kept.append(draft)
        return kept

    def _inserted(self, comma: int, pronoun: int, group: Group) -> None:
        """"The town, which the army took in May, was shelled": the relative clause is a claim of the author's own."""
        s = self.s
        end = next((k for k in range(group.end, len(s.words)) if s.tags[k] & COMMA), -1)
        if end < 0 or s.words[pronoun] != "which":
            return
        clause = Clause(pronoun, RELATIVE_CLAUSE, s.words[pronoun])
        draft = self._draft(self._antecedent(clause), end, group, None)
        draft.rules.append("inserted relative")

    # -- one clause

    def _clause(self, c: Clause, following: Clause | None) -> None:
        opens_that = following is not None and following.opener == THAT_CLAUSE
        if c.opener == ACCORDING:
            self._according(c)
            return
        if self.muted:
            if self.matrix_draft is not None and c.opener in {SAME, THAT_CLAUSE}:
                self.matrix_draft.end = self._trim_end(self.matrix_draft.start, c.end)
            if c.opener not in _TOP:
                return
            self.muted = False
        if c.opener == LEAD and c.word not in _LEADS:
            self.muted = True  # "Whether A or B, P": P alone is put forward
            if c.word == "as" and c.group is not None:
                subject = subject_of(self.s, c.start, c.group)
                if subject is not None and self.is_self(self.s.words[subject[0] : subject[1]]):
                    self.as_said = c.group
            return
        if c.opener == AS_SAID:
            self._as_said(c)
            return
        if c.opener == SAID:
            self._said(c)
            return
        if c.opener == TAIL:
            noun = self._noun_of(c, following) if opens_that and following is not None else -1
            if noun >= 0 and following is not None:
                self._nominal(c, noun, self.top, following.end)
            else:
                self._tail(c, opens_that)
            return
        if c.opener == RELATIVE_CLAUSE and self._relative_inference(c, opens_that):
            return
        self._enter(c)
        own_subject = None
        if c.group is not None and c.opener not in {SAME, TURN_SAME}:
            own_subject = subject_of(self.s, c.start, c.group)
            if own_subject is None and c.opener == RELATIVE_CLAUSE and c.word in {"who", "which"}:
                own_subject = noun_phrase(self.s, self._antecedent(c), c.start)
        elif c.opener in {SAME, TURN_SAME}:
            own_subject = self.subject
        noun = self._noun_of(c, following) if opens_that and following is not None else -1
        if noun >= 0 and following is not None:
            self._nominal(c, noun, own_subject, following.end)
            self._predicate(c, following)
        else:
            report = self._report(c, own_subject, opens_that)
            if report is None and opens_that and following is not None:
                report = self._carried(c, following.start - 1, own_subject, following.end)
            if self.through:
                self.through = False
                return
            self._told(c, report, own_subject)
        if own_subject is not None:
            self.subject = own_subject
            if self.speech is None and c.opener not in {THAT_CLAUSE, THAT_AGAIN}:
                self.top = own_subject

    def _told(self, c: Clause, report: Report | None, subject: Tokens | None) -> None:
        if report is not None:
            self._reported(c, report, subject)
        else:
            self._plain(c, subject)

    def _matrix(self, c: Clause, subject: Tokens | None, end: int) -> None:
        """The clause around a noun of saying, up to token `end`, as a claim of its own."""
        kept, c.end = c.end, end
        self._told(c, self._report(c, subject, False) if c.opener != TAIL else None, subject)
        c.end = kept

    def _enter(self, c: Clause) -> None:
        """Which speech a clause stands in, by what opens it."""
        if (
            c.opener == TURN
            and self.speech is not None
            and c.word in {"while", "whereas"}
            and not self._comma_before(c)
        ):
            return
        if c.opener in _TOP or (c.opener == RELATIVE_CLAUSE and self.speech is not None and self.speech.own):
            self.speech, self.closed = None, False
        elif c.opener == THAT_CLAUSE:
            self.speech, self.pending = self.pending, None
            self.lead = self.speech if c.word else None  # "that while A, B": B is said as well
            self.closed = False
        elif c.opener == THAT_AGAIN:
            self.speech = self.matrix
        elif c.opener == NEW and self.speech is not None and self.speech.stance in {"shows", "directs"} and self._comma_before(c):
            self.speech, self.closed = None, False
        elif c.opener in {SAME, TURN_SAME, NEW} and self.closed:
            self.speech, self.closed = None, False
            self.subject = self.top or self.subject

    def _comma_before(self, c: Clause) -> bool:
        return c.start >= 2 and bool(self.s.tags[c.start - 2] & COMMA)

    def _report(self, c: Clause, subject: Tokens | None, opens_that: bool) -> Report | None:
        if c.group is None:
            return None
        if c.opener in {SAME, TURN_SAME} and self.speech is not None:
            subject = self.top or subject
        report = self.a.report(self.s, c, c.end, subject, that_follows=opens_that)
        inside = c.opener in {THAT_CLAUSE, THAT_AGAIN} and self.speech is not None and self.speech.own
        # What the author infers or assesses is one claim, even where it tells of an order or a denial.
        return None if inside and report is not None and report.complement != "that" else report

    def _carried(self, c: Clause, that: int, subject: Tokens | None, end: int) -> Report | None:
        """A second verb of the clause does the saying; the first, where coordinated, is a claim of its own."""
        report = self.a.last_saying(self.s, c, that)
        if report is not None and self.speech is not None and report.stance in {"shows", "assesses"}:
            if self.s.tags[report.head] & ING:  # "has information showing that": its speaker still speaks
                self.pending = self.speech
                self.through = True
                return None
        if report is not None and self.speech is not None and report.group.kind == INFINITIVE and report.group is not c.group:
            # "is making things up to claim that": the purpose belongs to the claim.
            self._plain(c, subject, end=end)
            self.muted = self.through = True
            return None
        if report is not None and report.group.kind == PARTICIPIAL and (carrier := self._with(c, report.group.start)) is not None:
            self._plain(c, subject, end=carrier[0])
            self.speech, self.carrier = None, (carrier[0] + 1, carrier[1])
            return report
        if report is not None and c.group is not None and self.s.tags[report.group.start - 1] & COORDINATOR:
            self._plain(c, subject, end=report.group.start - 1)
        return report

    def _relative_inference(self, c: Clause, opens_that: bool) -> bool:
        """", which indicates that P": the author infers."""
        group, sayings = c.group, self.a.sayings
        if group is None or c.word != "which" or self.a.words.base_of(self.s.words[group.head]) not in sayings.inference:
            return False
        if any(self.s.tags[k] & NOUN for k in range(c.start + 1, group.start)):
            return False  # the relative pronoun is not the subject
        speech = Speech("assesses", (group.head, group.head + 1))
        speech.own = True
        speech.negated = group.negated
        speech.likelihood = self.a.probability.of_clause(self.s, group.start, group, group.end)
        speech.attribution = (c.start, group.end)
        speech.rules.append("inference")
        if opens_that:
            self.pending = self.matrix = speech
        else:
            self._draft(group.end, c.end, self._group_from(group.end, c.end), speech).rules.append("relative")
            self.closed = True
        return True

    def _as_said(self, c: Clause) -> None:
        """"P, as we have reported": the author points to its own words; said of another, it stays with P."""
        if c.group is None or not self.out:
            return
        subject = subject_of(self.s, c.start, c.group)
        last = self.out[-1]
        if subject is None or not self.is_self(self.s.words[subject[0] : subject[1]]):
            last.end = self._trim_end(last.start, c.end)
        elif last.speech is None:
            self._own_cue(last, c.group)

    def _own_cue(self, draft: Draft, group: Group) -> None:
        verb = self.a.sayings.verbs.get(self.a.words.base_of(self.s.words[group.head]))
        if verb is not None and draft.view == "own":
            draft.cue, draft.stance = (group.head, group.head + 1), verb.stance
            draft.rules.append("self")

    def _with(self, c: Clause, ing: int) -> Tokens | None:
        """"With", and the end of the speaker, in "A happened, with the mayor stating that P"."""
        for k in range(ing - 1, max(c.start, ing - _NEAR_SPEAKER), -1):
            if self.s.words[k] == "with":
                return k, ing
            if self.s.tags[k] & STOP:
                return None
        return None

    # -- speech

    def _reported(self, c: Clause, report: Report, subject: Tokens | None) -> None:
        if self.carrier is not None:
            subject = noun_phrase(self.s, *self.carrier)
            self.carrier = None
        outer = self.speech if c.opener in {THAT_CLAUSE, THAT_AGAIN} or report.group is not c.group else None
        if c.opener in {SAME, TURN_SAME} and self.speech is not None:
            subject = self.top or subject
        speech = self._speech(report, subject, outer)
        speech.attribution = (c.start, report.content if report.complement != "that" else c.end)
        first = c.group or report.group
        if speech.own and any(self.s.words[k] == "will" for k in range(first.start, first.end)):
            return  # a pointer to the author's later work
        self.matrix = speech if outer is None else self.matrix
        if outer is None:
            self.top = subject
        if report.complement == "that":
            speech.rules.append("that")
            self.pending = speech
            self.speech = speech
            return
        start = report.content
        if report.complement == "whether":
            self._whether(start, c.end, speech)
            return
        if report.complement == "heard":
            self._draft(c.start, c.end, c.group, speech).subject = subject
            return
        self.speech = speech
        self.closed = report.complement not in {"zero", "quote"}
        draft = self._draft(
            start, c.end, self._group_from(start, c.end) if report.complement in {"zero", "quote"} else None, speech
        )
        draft.rules.append(report.complement)
        if report.complement in {"zero", "quote"}:
            group = self._group_from(start, c.end)
            self.subject = subject_of(self.s, start, group) if group is not None else None
            draft.subject = self.subject

    def _whether(self, start: int, end: int, speech: Speech) -> None:
        """"Disagreed on whether A or B": two claims."""
        self.closed = True
        words = self.s.words
        split = next((k for k in range(start, end) if words[k] == "or" and self._group_from(k, end) is not None), end)
        for first, last in ((start, split), (split + 1, end)):
            if first < last:
                self._draft(first, last, self._group_from(first, last), speech).rules.append("whether")

    def _speech(self, report: Report, subject: Tokens | None, outer: Speech | None) -> Speech:
        s = self.s
        speech = Speech(report.stance, report.cue)
        speech.negated = report.group.negated
        speech.subject = subject
        self._adverb_view(speech, report.group)
        passive = report.group.passive and report.complement not in {"of"}
        if outer is not None and not outer.own:
            speech.speakers.extend(outer.speakers)
        if subject is None or passive:
            speech.rules.append("passive" if passive else "no subject")
            speech.stance = "states" if passive and speech.stance == "assesses" and outer is None else speech.stance
            return speech
        words = s.words[subject[0] : subject[1]]
        if self.is_self(words):
            speech.own = True
            speech.rules.append("self")
            return speech
        if self._infers(report, subject, words):
            if outer is not None and not outer.own:
                return outer  # "said that the data indicate that P": its speaker still speaks
            speech.own, speech.stance = True, "assesses"
            speech.likelihood = self.a.probability.of_clause(s, report.group.start, report.group, report.group.end)
            speech.rules.append("inference")
            return speech
        speech.speakers.append(offsets(s, subject))
        for k in range(subject[1], report.group.start):
            if s.words[k] == "citing" and (agent := agent_after(s, k + 1, report.group.start)) is not None:
                speech.speakers.append(offsets(s, agent))
        speech.evidence = self._evidence(words, report.stance)
        speech.rules.append(report.stance)
        return speech

    def _infers(self, report: Report, subject: Tokens, words: list[str]) -> bool:
        """Does the author infer from what its subject is or does, so that the subject is no speaker?"""
        low = {word.lower() for word in words}
        if low & self.a.sayings.reporting and words[-1].lower() not in self.a.sayings.abstract | {"activity"}:
            return False
        if report.stance != "shows" and self.a.words.base_of(self.s.words[report.head]) not in self.a.sayings.inference:
            return False
        if self.a.is_abstract(self.s, subject):
            return True
        return self.a.sayings.evidence_of(words) == "none" and not self.a.speaks(self.s, subject)

    def _evidence(self, words: list[str], stance: Stance) -> str:
        seen = [w.lower() if k == 0 else w for k, w in enumerate(words)]
        found = self.a.sayings.evidence_of(seen if stance == "shows" else [w for w in seen if w.islower()])
        if found == "none" or stance == "shows" or found in {"testimony", "document"}:
            return found
        return "none"

    def _adverb_view(self, speech: Speech, group: Group) -> None:
        s = self.s
        views = self.a.sayings.views
        for k in range(group.start, min(group.end + 1, len(s.words))):
            word = s.words[k].lower()
            if word in views["refutes"]:
                speech.view = "refutes"
            elif word in views["doubts"]:
                speech.view = "doubts"
            elif word in views["supports"]:
                speech.view = "supports"

    def is_self(self, words: list[str]) -> bool:
        """Do the words name the author of the document?"""
        return " ".join(words).lower().removesuffix("’s").removesuffix("'s") in self.self_names

    # -- nominal claims

    def _noun_of(self, c: Clause, following: Clause) -> int:
        """The noun of saying that the "that" clause fills; -1 where a verb opens it."""
        words, that = self.s.words, following.start - 1
        heads = {group.head for group in self.s.groups}
        noun = that - 1
        if noun >= c.start and self.a.is_noun(words[noun]) and noun not in heads:
            return noun
        for k in range(that - 2, max(c.start, that - 14), -1):
            if words[k] in {"from", "by"} and self.a.is_noun(words[k - 1]) and k - 1 not in heads:
                return k - 1
        return -1

    def _predicate(self, c: Clause, following: Clause) -> None:
        """"X's claim that P is false": the verb after P belongs to the claim, and tells what the author makes of it."""
        if c.group is not None or self.pending is None:
            return
        s, views = self.s, self.a.sayings.views
        finite = [g for g in s.groups if following.start <= g.start < following.end and g.kind == FINITE_GROUP]
        if len(finite) < 2 or any(s.tags[k] & (COMMA | COORDINATOR) for k in range(finite[0].end, finite[1].start)):
            return
        words = {s.words[k].lower() for k in range(finite[1].start, following.end)}
        bases = {self.a.words.base_of(word) for word in words}
        if words & views["refutes"] or bases & views["contradict"]:
            self.pending.view = "refutes"
        elif words & views["doubts"] or bases & views["exaggerate"] or bases & views["distract"]:
            self.pending.view = "doubts"
        elif words & views["supports"] or "consistent" in words:
            self.pending.view = "supports"
        following.end = finite[1].start

    def _nominal(self, c: Clause, noun: int, subject: Tokens | None, end: int) -> None:
        """A noun of saying with its clause: the owner speaks; who amplifies it stands before the owner."""
        s, sayings = self.s, self.a.sayings
        word = s.words[noun].lower()
        owner = self._owner(c, noun)
        head = self._last_head(c, noun)
        if owner is None and word in sayings.nouns and c.group is not None and not self._handles(head):
            self._matrix(c, subject, end)
            self.muted = True
            return
        likelihood = self.a.probability.of_clause(s, c.start, c.group, c.end) if c.group is not None else None
        if word in sayings.own_nouns or (likelihood is not None and head in sayings.amplify):
            self._plain(c, subject, end=end)
            self.matrix_draft = self.out[-1] if self.out else None
        elif owner is not None and c.group is not None and not self._about_words(head):
            self._matrix(c, subject, noun + 1)
        speech = Speech(sayings.nouns.get(word, "asserts"), (noun, noun + 1))
        speech.attribution = (c.start, noun + 1)
        if word in sayings.own_nouns and word not in sayings.nouns:
            speech.own, speech.cue, speech.stance = True, None, "asserts"
        elif owner is not None and self.is_self(s.words[owner[0] : owner[1]]):
            speech.own = True
        else:
            self._nominal_speakers(speech, c, subject, owner, head)
        self._noun_view(speech, noun, c.start)
        speech.rules.append("nominal")
        self.matrix = self.pending = speech

    def _owner(self, c: Clause, noun: int) -> Tokens | None:
        """Whose claim it is: "X's claim", "a claim by X", "a report from X"."""
        owner = owner_before(self.s, noun, c.start)
        if owner is None and noun + 1 < c.end and self.s.words[noun + 1] in {"from", "by"}:
            owner = noun_phrase(self.s, noun + 2, c.end)
        return owner

    def _handles(self, head: str) -> bool:
        """Can a claim without an owner be the clause's own speech ("issued a statement that", "there are reports that")?"""
        return head in self.a.sayings.amplify or head in self.a.sayings.light or head == "be"

    def _about_words(self, head: str) -> bool:
        """Does the verb before a noun of saying only deal with the words ("support the minister's claim that")?"""
        sayings = self.a.sayings
        views = sayings.views
        return (
            head in sayings.amplify or head in sayings.light or head in sayings.verbs or head in sayings.shows or head == "be"
            or head in views["back"] or head in views["contradict"] or head in views["verify"] or head in views["observe"]
        )  # fmt: skip

    def _nominal_speakers(
        self, speech: Speech, c: Clause, subject: Tokens | None, owner: Tokens | None, head: str
    ) -> None:
        s = self.s
        amplified = head in self.a.sayings.amplify
        own_subject = subject is not None and self.is_self(s.words[subject[0] : subject[1]])
        if (
            subject is not None
            and not own_subject
            and (amplified or owner is None)
            and not self.a.is_abstract(s, subject)
        ):
            speech.speakers.append(offsets(s, subject))
        if owner is not None:
            speech.speakers.append(offsets(s, owner))
        if amplified:
            speech.stance = "relays"
            if owner is None and c.group is not None and speech.cue is not None:
                speech.cue = (self._last_group(c, speech.cue[0]).head, speech.cue[1])
        elif head in {"deny", "reject", "refute", "dismiss", "dispute"} and owner is None:
            speech.stance = "denies"
            if speech.cue is not None:
                group = self._last_group(c, speech.cue[0])
                speech.cue = (group.head, group.head + 1)

    def _last_group(self, c: Clause, before: int) -> Group:
        found = [g for g in self.s.groups if c.start <= g.start < before]
        return found[-1]

    def _last_head(self, c: Clause, before: int) -> str:
        heads = [self.a.words.base_of(self.s.words[g.head]) for g in self.s.groups if c.start <= g.start < before]
        return heads[-1] if heads else ""

    def _noun_view(self, speech: Speech, noun: int, floor: int) -> None:
        views = self.a.sayings.views
        for k in range(max(floor, noun - 3), noun):
            word = self.s.words[k].lower()
            if word in views["refutes"]:
                speech.view = "refutes"
            elif word in views["unverified"]:
                speech.view = "unverified"
            elif word in views["doubts"]:
                speech.view = "doubts"

    # -- plain clauses

    def _plain(self, c: Clause, subject: Tokens | None, end: int | None = None) -> None:
        s = self.s
        if c.group is None and (self.speech is None or c.opener in _TOP):
            return
        stop = c.end if end is None else end
        start = c.start
        if c.opener == RELATIVE_CLAUSE:
            start = self._antecedent(c)
        if c.opener in {SAME, TURN_SAME} and self._joins(c, stop):
            return
        if subject is not None and c.group is not None and self._points(subject, c.group):
            return
        group = c.group or self._group_from(start, stop)
        if c.opener == THAT_CLAUSE and self.matrix_draft is not None and group is not None:
            stop = self._before_purpose(group, stop)
        if s.words[start].lower() == "it" and group is not None:
            start, group = self._after_it(start, stop, group)
        draft = self._draft(start, stop, group, self.speech)
        if group is not c.group and c.group is not None and draft.likelihood is None:
            draft.likelihood = self.a.probability.of_clause(s, c.start, c.group, stop)
            draft.stance = "assesses" if draft.likelihood is not None and draft.view == "own" else draft.stance
        draft.subject = subject
        if self.as_said is not None and self.speech is None:
            self._own_cue(draft, self.as_said)
            self.as_said = None
        if (
            c.opener in {SAME, TURN_SAME}
            and draft.likelihood is None
            and group is not None
            and s.tags[group.head] & BASE
            and group.start == group.head
            and len(self.out) > 1
        ):
            draft.likelihood = self.out[-2].likelihood
            if draft.likelihood is not None and draft.stance == "asserts":
                draft.stance = "assesses"
        draft.rules.append(_OPENER_RULES.get(c.opener, "plain"))
        self._inner(draft)

    def _after_it(self, start: int, stop: int, group: Group) -> tuple[int, Group]:
        """"It is likely that P" puts P forward."""
        s = self.s
        for k in range(group.end, min(group.end + 4, stop)):
            if s.words[k] == "that" and self.a.probability.of_clause(s, start, group, k) is not None:
                inner = self._group_from(k + 1, stop)
                return (k + 1, inner) if inner is not None else (start, group)
        return start, group

    def _points(self, subject: Tokens, group: Group) -> bool:
        """"The report comes a day after ...", "we will keep watching": pointers to other words."""
        if self.is_self(self.s.words[subject[0] : subject[1]]) and "will" in self.s.words[group.start : group.end]:
            return True
        noun = self.s.words[subject[1] - 1].lower()
        return noun in self.a.sayings.nouns and self.a.words.base_of(self.s.words[group.head]) in {"come", "follow"}

    def _inner(self, outer: Draft) -> None:
        """A claim inside a relative clause: "towns that the mayor claimed the army had taken"."""
        s = self.s
        floor = outer.start
        for k, group in enumerate(s.groups):
            if not outer.start <= group.start < outer.end or group.kind != FINITE_GROUP:
                continue
            verb = self.a.sayings.verbs.get(self.a.words.base_of(s.words[group.head]))
            opened = next((t for t in range(group.start - 1, floor - 1, -1) if s.tags[t] & (THAT | RELATIVE)), None)
            if verb is None or "zero" not in verb.complements or verb.stance != "claims" or opened is None:
                continue
            following = s.groups[k + 1] if k + 1 < len(s.groups) else None
            as_at = next((t for t in range(group.end, min(group.end + 1, outer.end)) if s.words[t] == "as"), None)
            if as_at is None and (following is None or following.kind != FINITE_GROUP or following.start >= outer.end):
                continue
            subject = noun_phrase(s, opened + 1, group.start)
            if subject is None:
                continue
            speech = Speech(verb.stance, (group.head, group.head + 1))
            speech.speakers.append(offsets(s, subject))
            speech.rules.append("relative claim")
            self._draft(group.end if as_at is None else as_at + 1, outer.end, following if as_at is None else None, speech)
            return

    def _before_purpose(self, group: Group, stop: int) -> int:
        """Where "to present it as ..." begins, which tells why the claim is spread and is no part of it."""
        for other in self.s.groups:
            if other.kind == INFINITIVE and group.end + _PURPOSE <= other.start < stop:
                return other.start
        return stop

    def _antecedent(self, c: Clause) -> int:
        """A clause with "which" or "who" begins with the name it speaks of; one with "where" or "when" after that word."""
        s = self.s
        if c.word in {"where", "when"}:
            return c.start + 1
        k = c.start - 1
        while k > 0 and s.tags[k - 1] & COMMA:
            k -= 1
        if k > 0 and s.tags[k] & COMMA:
            first = k - 1
            while (
                first > 0
                and k - first < 5
                and not s.tags[first - 1] & (PREPOSITION | COMMA | COORDINATOR)
                and first - 1 not in {g.head for g in s.groups}
            ):
                first -= 1
            return first
        return c.start

    def _joins(self, c: Clause, stop: int) -> bool:
        """A second verb of the same subject joins the claim before it where both tell of one kind of event."""
        s = self.s
        if not self.out or c.group is None:
            return False
        last = self.out[-1]
        if last.speech is not self.speech or last.negated != c.group.negated or self.closed:
            return False
        if self.a.probability.of_clause(s, c.start, c.group, stop) is not None:
            return False
        first_text = s.text[s.starts[last.start] : s.offset_end(last.end - 1)]
        second_text = s.text[s.starts[c.start] : s.offset_end(stop - 1)]
        if self.a.differs(first_text, second_text):
            return False
        last.end = self._trim_end(last.start, stop)
        return True

    def _draft(self, start: int, end: int, group: Group | None, speech: Speech | None) -> Draft:
        s = self.s
        start, end = self._trim_start(start, end), self._trim_end(start, end)
        draft = Draft(s, self.number, start, end)
        draft.likelihood = self.a.probability.of_clause(s, start, group, end)
        if draft.likelihood is None:
            draft.likelihood = self.a.probability.level(s, start, end)
        draft.negated = group.negated if group is not None else False
        first = group.end if group is not None else start
        if first < end and s.words[first].lower() == "no":
            draft.negated = True  # "made no gains"
        if draft.likelihood is not None and "not" in s.words[draft.likelihood[0] : draft.likelihood[1]]:
            draft.negated = False  # "would not rule out" negates the doubt, not the claim
        if speech is not None:
            self._from_speech(draft, speech)
        else:
            self._from_author(draft, group)
        self.out.append(draft)
        return draft

    def _from_speech(self, draft: Draft, speech: Speech) -> None:
        draft.speech, draft.cue, draft.stance, draft.evidence = speech, speech.cue, speech.stance, speech.evidence
        draft.view = "own" if speech.own else (speech.view or "none")
        draft.rules.extend(speech.rules)
        if speech.negated and (speech.own or speech.stance in {"shows", "states"}):
            draft.negated = True
        if draft.likelihood is None:
            draft.likelihood = speech.likelihood
        if speech.own and speech.stance == "asserts" and draft.likelihood is not None:
            draft.stance = "assesses"

    def _from_author(self, draft: Draft, group: Group | None) -> None:
        s = self.s
        for k in range(draft.start, min(draft.end, (group.end + 1) if group is not None else draft.end)):
            word = s.words[k].lower()
            if word in _HEARSAY:
                draft.cue, draft.stance, draft.view = (k, k + 1), _HEARSAY[word], "none"
                draft.rules.append("hearsay")
                return
        draft.stance = "assesses" if draft.likelihood is not None else "asserts"
        last = self.out[-1] if self.out else None
        if group is not None and group.start == group.head and last is not None and last.number == draft.number:
            if "hearsay" in last.rules and "same subject" not in last.rules and draft.start == group.start:
                draft.cue, draft.stance, draft.view = last.cue, last.stance, last.view
                draft.rules.append("hearsay")
                return
        if group is not None and draft.start < group.start:
            words = s.words[draft.start : group.start]
            if self._is_paper(words[-1]):
                draft.evidence = "document"

    def _is_paper(self, word: str) -> bool:
        return self.a.sayings.evidence.get(word.lower()) == "document"

    def _trim_start(self, start: int, end: int) -> int:
        tags, words = self.s.tags, self.s.words
        while start < end and (
            tags[start] & (_EDGE | COORDINATOR)
            or words[start].lower() in {"however", "meanwhile", "additionally", "moreover", "furthermore"}
        ):
            start += 1
        return start

    def _trim_end(self, start: int, end: int) -> int:
        """Leave out the signs at the end, a last bracket that locates, and a bare "however"."""
        tags, words = self.s.tags, self.s.words
        moved = True
        while moved and end > start:
            moved = False
            last = words[end - 1]
            if (
                tags[end - 1] & (_EDGE | COORDINATOR)
                or last in {".", "!", "?", "…"}
                or last.lower() in {"however", "though", "even", "just", "shortly", "also"}
            ):
                end -= 1
                moved = True
            elif last == ")":
                opening = end - 1
                while opening > start and words[opening] != "(":
                    opening -= 1
                if opening > start and any(
                    w.endswith("km") or w in {"km", "kilometers", "miles"} for w in words[opening:end]
                ):
                    end = opening
                    moved = True
            elif tags[end - 1] & QUOTE and last != "”" and not any(t & QUOTE for t in tags[start : end - 1]):
                end -= 1
                moved = True
        return end

    def _group_from(self, start: int, end: int) -> Group | None:
        for group in self.s.groups:
            if start <= group.start < end and group.kind == FINITE_GROUP:
                return group
        return None

    # -- attributions that stand beside the clause

    def _tail(self, c: Clause, opens_that: bool) -> None:
        """A participle after a comma: an inference of the author, further words of the speaker, or a view."""
        s, sayings = self.s, self.a.sayings
        group = next((g for g in s.groups if g.start >= c.start), None)
        if group is None:
            return
        lemma = self.a.words.base_of(s.words[group.head])
        if lemma == "cite":
            self._citing(c, group)
            return
        speech = Speech("assesses", (group.head, group.head + 1))
        if lemma in sayings.inference or (lemma in sayings.views["back"] and opens_that):
            speech.own = True
            speech.rules.append("inference")
        elif lemma in sayings.views["back"] or lemma in sayings.views["contradict"]:
            if self.speech is None and self.out and "tail" not in self.out[-1].rules:
                self._draft(c.start, c.end, group, None).rules.append("tail")
            return
        elif lemma in sayings.verbs and (opens_that or sayings.verbs[lemma].complements & {"np", "zero"}):
            speech.stance = sayings.verbs[lemma].stance
            before = self.speech if self.speech is not None else None
            if before is not None:
                speech.speakers.extend(before.speakers)
                speech.own = before.own
            elif self.top is not None:
                speech.speakers.append(offsets(s, self.top))
            speech.rules.append("participle")
        else:
            if self.out and not opens_that:
                self.out[-1].end = self._trim_end(self.out[-1].start, c.end)
            return
        speech.attribution = (group.start, group.end)
        if opens_that:
            self.pending = self.matrix = speech
            return
        draft = self._draft(group.end, c.end, self._group_from(group.end, c.end), speech)
        draft.rules.append("tail")
        self.closed = True

    def _citing(self, c: Clause, group: Group) -> None:
        agent = agent_after(self.s, group.end, c.end)
        if agent is None:
            return
        target = self.speech or self.matrix
        if target is not None and not target.own:
            target.speakers.append(offsets(self.s, agent))

    def _according(self, c: Clause) -> None:
        """ "According to X, P" and "P, according to X"."""
        s = self.s
        agent = agent_after(s, c.start + 2, c.end)
        if agent is None:
            return
        speech = Speech("states", (c.start, c.start + 2))
        speech.attribution = (c.start, agent[1])
        words = s.words[agent[0] : agent[1]]
        if self.is_self(words):
            speech.own = True
        else:
            speech.speakers.append(offsets(s, agent))
            speech.evidence = self._evidence(words, "shows")
        speech.rules.append("according to")
        rest = Clause(agent[1], START)
        rest.end = c.end
        rest.group = next((g for g in s.groups if agent[1] <= g.start < c.end and g.kind == FINITE_GROUP), None)
        if rest.group is not None and not self.out:
            self.speech = self.matrix = speech
            self._plain_in(rest, speech)
            return
        for draft in self.out:
            if draft.speech is None:
                draft.likelihood = draft.likelihood
                self._from_speech(draft, speech)
                draft.speech = speech

    def _plain_in(self, c: Clause, speech: Speech) -> None:
        draft = self._draft(c.start, c.end, c.group, speech)
        draft.subject = subject_of(self.s, c.start, c.group) if c.group is not None else None

    def _said(self, c: Clause) -> None:
        """ "P, X said.": the words before it were X's."""
        s = self.s
        if c.group is None:
            return
        if c.end - c.group.end > _AFTERTHOUGHT:
            return
        subject = subject_of(s, c.start, c.group)
        lemma = self.a.words.base_of(s.words[c.group.head])
        verb = self.a.sayings.verbs.get(lemma)
        if subject is None or verb is None:
            return
        report = Report(c.group, c.group.head, verb.stance, "that", c.end)
        speech = self._speech(report, subject, None)
        speech.attribution = (c.start, c.end)
        for draft in self.out:
            if draft.speech is None:
                self._from_speech(draft, speech)


_OPENER_RULES: Final = {
    SAME: "same subject", TURN_SAME: "same subject", NEW: "new subject", TURN: "turn", TIME: "time clause", RELATIVE_CLAUSE: "relative",
    THAT_CLAUSE: "that", THAT_AGAIN: "and that", MAIN: "main", LEAD: "lead", SEMICOLON: "semicolon",
}  # fmt: skip
