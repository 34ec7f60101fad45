"""What is known while a sentence is read clause by clause, and how a proposition is noted down."""

from typing import Final

from situate.extract.attribution import Attribution
from situate.extract.clauses import Sentence
from situate.extract.drafts import Draft, Speech, Tokens
from situate.extract.edges import trim_end, trim_start
from situate.extract.fold_words import HEARSAY
from situate.extract.groups import Group
from situate.extract.phrases import subject_of
from situate.extract.subjects import speaks
from situate.extract.tokens import COMMA, NAME, OWNER, PRONOUN, QUOTE, RELATIVE
from situate.vocab import Evidence, Stance

# What an author knows, where it is called its own.
_KNOWN: Final = frozenset(
    {"information", "data", "estimate", "estimates", "assessment", "count", "calculations", "analysis"}
)
# Those who write for a publisher.
_TEAMS: Final = frozenset({"team", "teams", "analysts", "desk", "researchers", "experts", "analyst", "partners"})
_WARNS: Final = frozenset({"warn", "caution", "alert"})
# What documents do.
_WRITES: Final = frozenset(
    [
        "mention", "contain", "list", "bar", "require", "allow", "specify", "stipulate", "include", "name", "set",
        "let", "provide", "prohibit", "permit", "grant", "oblige", "forbid", "extend", "establish", "make", "give",
        "read", "ban", "exempt", "entitle", "restrict", "authorize", "create", "define", "introduce", "cover", "be",
    ]
)  # fmt: skip
_ITS: Final = frozenset({"its", "their", "our"})
_MINE: Final = frozenset({"our", "my"})
_THERE: Final = frozenset({"those", "people", "everyone"})
# Subjects that negate.
_COPULAS: Final = frozenset({"is", "was", "remains", "are"})
_NOBODY: Final = frozenset({"no", "nobody", "none", "neither", "nothing"})
_NOTHING: Final = frozenset({"no", "nothing", "nobody", "none", "neither"})
_HAS: Final = frozenset({"has", "have", "had"})


class Fold:
    """The reading of one sentence so far. The rules of clauses read it and change it, from left to right."""

    def __init__(self, attribution: Attribution, self_names: frozenset[str], s: Sentence, number: int) -> None:
        """`self_names` are the author's names for itself, in small letters without articles."""
        self.a, self.self_names, self.s, self.number = attribution, self_names, s, number
        self.out: list[Draft] = []
        self.speech: Speech | None = None  # what the current clause is said in
        self.pending: Speech | None = None  # opened by a verb or noun before "that"
        self.matrix: Speech | None = None  # the last speech at the top of the sentence
        self.lead: Speech | None = None  # the speech around "that while A, B"
        self.top: Tokens | None = None  # the subject at the top of the sentence
        self.subject: Tokens | None = None  # the subject that a verb without one continues
        self.aside: Tokens | None = None  # the subject before a relative clause that has just been read
        self.resumed = False  # the clause goes on behind such a relative clause
        self.carrier: Tokens | None = None  # the speaker in "with X stating that"
        self.as_said: Group | None = None  # "As we reported, P" waits for P
        self.told: Draft | None = None  # the claim that tells of another's claim and holds its words
        self.around: Speech | None = None  # what a speech that has said all it says stands in
        self.behind: Speech | None = None  # "according to X" behind a clause, until the next one is read
        self.closed = False  # the last speech has said all it says
        self.through = False  # the clause only leads on to its "that" clause
        self.muted = False  # inside a clause that belongs to the words before it

    # -- small questions

    def base(self, token: int) -> str:
        """The base form of a verb."""
        return self.a.words.base_of(self.s.words[token])

    def is_self(self, tokens: Tokens | None) -> bool:
        """Do the words name the author of the document?"""
        if tokens is None:
            return False
        low, first = self.s.low, self.s.low[tokens[0]]
        if first in _MINE and (low[tokens[1] - 1] in _KNOWN or not _KNOWN.isdisjoint(low[tokens[0] : tokens[0] + 3])):
            return True  # "according to our information"
        name = first if tokens[1] - tokens[0] == 1 else " ".join(low[tokens[0] : tokens[1]])
        if name in {"let me", "let us"}:
            return True
        if name in {"we", "i"} and self.quoted(tokens[0]):
            return False
        name = name[:-2] if name.endswith(OWNER) else name
        return name in self.self_names or self._team(tokens)

    def _team(self, tokens: Tokens) -> bool:
        """ "The Desk’s map team", "Desk analysts": people of the author."""
        low = self.s.low
        if low[tokens[1] - 1] not in _TEAMS:
            return False
        if "and" in low[tokens[0] : tokens[1]]:  # "the Desk and its partners"
            joined = low.index("and", tokens[0])
            return low[joined + 1] in _ITS and self.is_self((tokens[0], joined))
        for end in range(tokens[0] + 1, tokens[1]):
            name = " ".join(self.s.low[tokens[0] : end])
            if (name[:-2] if name.endswith(OWNER) else name) in self.self_names:
                return True
        return False

    def quoted(self, token: int) -> bool:
        """Does the token stand in a quotation that this sentence opens?"""
        marks = [word for word, tag in zip(self.s.words[:token], self.s.tags, strict=False) if tag & QUOTE]
        return len(marks) % 2 == 1

    def likelihood(self, start: int, group: Group | None, end: int) -> Tokens | None:
        """The words of probability on a verb."""
        return self.a.probability.of_clause(self.s, start, group, end)

    def evidence(self, tokens: Tokens, stance: Stance) -> Evidence:
        """What a speaker stands on: of one who says, only testimony and papers count; of what shows, everything."""
        words = self.s.words[tokens[0] : tokens[1]]
        if stance != "shows" and ("’" in words or "'" in words):
            words = [w for w, after in zip(words, [*words[1:], ""], strict=True) if after not in {"’", "'"}]
        words[:1] = [word.lower() for word in words[:1]]
        named = self.s.low[tokens[0] : tokens[1]] if stance == "shows" else [w for w in words if w.islower()]
        found = self.a.sayings.evidence_of(named)
        if found == "testimony" and not any(w.islower() and self.a.sayings.evidence.get(w) == found for w in words):
            return "none"  # "rights group Nile Witness"
        if stance != "shows" and words[0] in _THERE and self.s.tags[tokens[0] + 1] & RELATIVE and len(words) > 1:
            return "testimony"  # "those who got out"
        return found if stance == "shows" or found in {"testimony", "document"} else "none"

    # -- notes

    def note(self, start: int, end: int, group: Group | None, speech: Speech | None) -> Draft:
        """Note a proposition down: its words without their edges, its probability, its negation, its speaker."""
        s = self.s
        start, end = trim_start(s, start, end), trim_end(s, start, end)
        draft = Draft(s, self.number, start, end)
        draft.likelihood = self.likelihood(start, group, end) or self.a.probability.level(s, start, end)
        draft.negated = group.negated if group is not None else False
        first = group.end if group is not None else start
        if start < end and (_nobody(s, start, group) or (first < end and _none(s, group, first))):
            draft.negated = True  # "no town fell", "made no gains"
        elif (
            draft.negated
            and group is not None
            and s.low[group.head] in _COPULAS
            and s.low[first : first + 1] == ["clear"]
        ):
            draft.negated = False  # "it was not clear which town had fallen"
        if draft.likelihood is not None and "not" in s.low[draft.likelihood[0] : draft.likelihood[1]]:
            draft.negated = False  # "would not rule out" negates the doubt, not the claim
        warned = speech is not None and speech.cue is not None and self.base(speech.cue[0]) in _WARNS
        if speech is not None and not speech.own and not warned and draft.likelihood is not None:
            draft.likelihood = None if self._able(draft.likelihood) else draft.likelihood
        if speech is not None:
            give(draft, speech)
            self._warned(draft, speech)
        else:
            self._own(draft, group)
        self.out.append(draft)
        return draft

    def _warned(self, draft: Draft, speech: Speech) -> None:
        """ "Warned that the dam could break": who says what may come judges it."""
        if draft.likelihood is None or speech.cue is None or speech.stance != "states":
            return
        if self.base(speech.cue[0]) in _WARNS and self.s.low[draft.likelihood[0]] != "not":
            draft.stance = "assesses"

    def _able(self, likelihood: Tokens) -> bool:
        """ "Could" told of another is what it was able to do; in the author's own voice it is a probability."""
        return self.s.low[likelihood[0] : likelihood[1]] == ["could"]

    def own_cue(self, draft: Draft, group: Group) -> None:
        """ "As we reported": the author's own words about its own words are the cue."""
        verb = self.a.sayings.verbs.get(self.base(group.head))
        if verb is not None and draft.view == "own":
            draft.cue, draft.stance = (group.head, group.head + 1), verb.stance
            draft.rules.append("self")

    def _own(self, draft: Draft, group: Group | None) -> None:
        """The author's own voice, unless "reportedly" hides a speaker."""
        s = self.s
        for k in range(draft.start, min(draft.end, group.end + 1) if group is not None else draft.end):
            if s.low[k] in HEARSAY:
                draft.cue, draft.stance, draft.view = (k, k + 1), HEARSAY[s.low[k]], "none"
                draft.rules.append("hearsay")
                return
        if draft.likelihood is None and group is not None and self._expects(draft, group):
            draft.likelihood = (group.start, group.start + 1)
        draft.stance = "assesses" if draft.likelihood is not None else "asserts"
        if group is None:
            return
        if self._shares_hearsay(draft, group):
            last = self.out[-1]
            draft.cue, draft.stance, draft.view = last.cue, last.stance, last.view
            draft.rules.append("hearsay")
        elif draft.start < group.start and self._in_writing(group):
            draft.evidence = "document"

    def _expects(self, draft: Draft, group: Group) -> bool:
        """ "The new corps should ease command": what is to be expected of a thing, not what somebody ought to do."""
        s = self.s
        if s.low[group.start] != "should" or group.passive or s.low[group.head] in {"should", "be"}:
            return False
        subject = subject_of(s, draft.start, group)
        if subject is None or s.tags[subject[1] - 1] & (PRONOUN | NAME):
            return False
        return not speaks(self.a.sayings, s, subject)

    def _in_writing(self, group: Group) -> bool:
        """ "The decree bars", "the letter does not mention": a document, and a verb for what stands in one."""
        written = self.a.sayings.evidence.get(self.s.low[group.start - 1]) == "document"
        base = self.base(group.head)
        return written and not group.passive and (base in _WRITES or base in self.a.sayings.verbs)

    def _shares_hearsay(self, draft: Draft, group: Group) -> bool:
        """ "Have reportedly done A and done B": the second verb shares the adverb of the first."""
        last = self.out[-1] if self.out else None
        shares = group.start == group.head and draft.start == group.start
        return shares and last is not None and "hearsay" in last.rules and "same subject" not in last.rules


def _nobody(s: Sentence, start: int, group: Group | None) -> bool:
    """Does the subject negate: at the head of the words, or after an adverbial and its comma?"""
    if s.low[start] in _NOBODY or s.low[start : start + 2] == ["not", "a"]:
        return True
    last = group.start if group is not None else start
    return any(s.low[k] in _NOBODY and s.tags[k - 1] & COMMA for k in range(start + 1, last))


def _none(s: Sentence, group: Group | None, first: int) -> bool:
    """ "Made no gains", "had nothing to do with it", "have yet to arrive": a verb denied by the word behind it."""
    if s.low[first] in _NOTHING:
        return True
    return group is not None and s.low[group.head] in _HAS and s.low[first : first + 2] == ["yet", "to"]


def give(draft: Draft, speech: Speech) -> None:
    """Give a proposition its speech."""
    draft.speech, draft.cue, draft.stance, draft.evidence = speech, speech.cue, speech.stance, speech.evidence
    draft.view = "own" if speech.own else (speech.view or "none")
    draft.rules.extend(speech.rules)
    if speech.negated and (speech.own or speech.stance in {"shows", "states"}):
        draft.negated = True
    if draft.likelihood is None:
        draft.likelihood = speech.likelihood
    if speech.own and speech.stance == "asserts" and draft.likelihood is not None:
        draft.stance = "assesses"
