"""Clauses that put their own words forward: as the author's, or in the speech they stand in."""

from typing import Final

from situate.extract.clauses import (
    LEAD,
    MAIN,
    NEW,
    RELATIVE_CLAUSE,
    SAME,
    SEMICOLON,
    START,
    THAT_AGAIN,
    THAT_CLAUSE,
    TIME,
    TURN,
    TURN_SAME,
    Clause,
)  # fmt: skip
from situate.extract.complements import clause_after
from situate.extract.drafts import Draft, Speech, Tokens
from situate.extract.edges import antecedent, before_purpose, finite_in, trim_end
from situate.extract.fold import Fold
from situate.extract.groups import FINITE, Group
from situate.extract.phrases import noun_phrase, offsets
from situate.extract.tokens import BASE, COMMA, ING, LIKELY, RELATIVE, STOP, THAT

TOP: Final = frozenset({START, SEMICOLON, MAIN, LEAD, TURN})
_NAMES: Final = {
    SAME: "same subject", TURN_SAME: "same subject", NEW: "new subject", TURN: "turn", TIME: "time clause",
    RELATIVE_CLAUSE: "relative", THAT_CLAUSE: "that", THAT_AGAIN: "and that", MAIN: "main", LEAD: "lead",
    SEMICOLON: "semicolon",
}  # fmt: skip
_PRO_FORMS: Final = frozenset({"otherwise", "so", "this", "that", "it"})
_ENDS: Final = frozenset({".", "!", ",", "too", "and"})
_ASKS: Final = frozenset({"ask", "wonder", "inquire"})
_QUESTIONS: Final = frozenset({"whether", "if", "when", "why", "how", "what", "who", "where"})
_KNOWS: Final = frozenset({"determine", "establish", "verify", "confirm", "say", "know", "tell"})
_WHICH: Final = _QUESTIONS | {"which"}
_IT: Final = frozenset({"it", "this"})
_WHEN: Final = frozenset({"this", "on", "in", "last"})
_SEEMS: Final = frozenset({"appear", "seem"})
_COUNTS: Final = frozenset({"data", "information", "list", "figures", "number", "numbers", "details"})
# What an author will do with words: "we will keep watching", "the Desk will report on it".
_LATER: Final = frozenset(
    [
        "watch", "monitor", "report", "update", "keep", "continue", "publish", "follow", "cover", "return", "discuss",
        "revise", "refine", "track", "examine", "explore", "describe", "address", "write", "tell", "add", "assess",
        "provide", "share", "post", "explain", "look", "come", "analyze", "consider", "detail", "inform", "see", "be",
    ]
)  # fmt: skip
_LOOKS: Final = frozenset({"review", "see", "examine", "view", "analyze", "obtain", "study", "discuss", "track"})
_CONFLICTING: Final = frozenset({"conflicting", "contradictory", "differing", "competing", "diverging"})
_VERSIONS: Final = frozenset({"accounts", "versions", "explanations", "figures", "narratives"})
_REVISED: Final = frozenset({"update", "clarify", "verify", "check", "specify", "establish", "refine"})
_EMERGES: Final = frozenset({"emerge", "transpire"})
_PLAIN: Final = (["known"], ["clear"], ["evident"], ["apparent"])
_IT_IS: Final = 4  # tokens between "it is likely" and its "that"


def plain(f: Fold, c: Clause, subject: Tokens | None, end: int | None = None) -> None:
    """Note down a clause up to token `end`, or join it to the one before it."""
    stop = c.end if end is None else end
    if c.group is None and (f.speech is None or c.opener in TOP):
        return
    if c.opener in {SAME, TURN_SAME} and _joins(f, c, stop):
        return
    if (
        subject is not None
        and c.group is not None
        and (
            _points(f, subject, c.group, relative=c.opener == RELATIVE_CLAUSE)
            or _which_said(f, c, stop)
            or _of_the_hearer(f, c)
        )
    ):
        return
    start = antecedent(f.s, c) if c.opener == RELATIVE_CLAUSE else c.start
    group = c.group or finite_in(f.s, start, stop)
    if c.opener == THAT_CLAUSE and f.told is not None and group is not None:
        stop = before_purpose(f.s, group, stop)
    if start < stop and f.s.low[start] == "it" and group is not None:
        start, group = _after_it(f, start, stop, group)
    draft = f.note(start, stop, group, f.speech)
    draft.subject = subject
    _share(f, c, draft, group, stop)
    draft.rules.append(_NAMES.get(c.opener, "plain"))
    _told_inside(f, draft)


def _share(f: Fold, c: Clause, draft: Draft, group: Group | None, stop: int) -> None:
    """What a clause takes over: the probability of "it is likely" or of the verb before it, the author's pointer."""
    if draft.likelihood is None and c.group is not None and group is not c.group:
        draft.likelihood = f.likelihood(c.start, c.group, stop)
    bare = group is not None and group.start == group.head and f.s.tags[group.head] & (BASE | ING)
    if draft.likelihood is None and bare and c.opener in {SAME, TURN_SAME} and len(f.out) > 1:
        draft.likelihood = f.out[-2].likelihood  # "may attack X and seize Y"
    if draft.likelihood is not None and draft.stance == "asserts":
        draft.stance = "assesses"
    if f.as_said is not None and f.speech is None:
        f.own_cue(draft, f.as_said)
        f.as_said = None


def _joins(f: Fold, c: Clause, stop: int) -> bool:
    """A second verb of the same subject joins the claim before it where both tell of one kind of event."""
    s = f.s
    if not f.out or c.group is None or f.closed or f.resumed or stop <= c.start:
        return False
    last = f.out[-1]
    if last.speech is not f.speech or last.negated != c.group.negated or last.end <= last.start:
        return False
    if f.likelihood(c.start, c.group, stop) is not None:
        return False
    first = s.text[s.starts[last.start] : s.offset_end(last.end - 1)]
    # "killed and injured three people": two bare verbs with one object.
    bare = c.group.start == c.group.head
    one_object = bare and any(group.head == c.start - 2 and not group.passive for group in s.groups)
    pronoun = s.low[c.group.end : c.group.end + 1]
    one_object = one_object or (f.base(c.group.head) == "replace" and pronoun in (["it"], ["them"]))  # one act
    if not one_object and f.a.differs(first, s.text[s.starts[c.start] : s.offset_end(stop - 1)]):
        return False
    last.end = trim_end(s, last.start, stop)
    return True


def _points(f: Fold, subject: Tokens, group: Group, *, relative: bool) -> bool:
    """ "The report comes a day after ...", "we will keep watching": pointers to other words."""
    later = group.negated or f.base(group.head) in _LATER
    if later and f.is_self(subject) and "will" in f.s.low[group.start : group.end]:
        return True
    if relative and f.is_self(subject) and (f.base(group.head) in f.a.sayings.verbs or f.base(group.head) in _LOOKS):
        return True  # "which we have reported"
    if f.is_self(subject) and group.negated and _asks_which(f, group):
        return True
    if _pro_form(f, group) or _asks(f, group) or _updates(f, subject, group) or _differs(f, group):
        return True
    return f.s.low[subject[1] - 1] in f.a.sayings.nouns and f.base(group.head) in {"come", "follow"}


def _which_said(f: Fold, c: Clause, stop: int) -> bool:
    """ ", which Kordia denied": the clause points to what was said, and says nothing itself."""
    group = c.group
    if c.opener != RELATIVE_CLAUSE or c.word != "which" or group is None or group.start == c.start + 1:
        return False
    last = stop - 1 if f.s.words[stop - 1] in _ENDS else stop
    return f.base(group.head) in f.a.sayings.verbs and group.end >= last


def _of_the_hearer(f: Fold, c: Clause) -> bool:
    """ "P, he told the paper, which has seen the letter": the clause only tells who heard it."""
    speech, before = f.matrix, c.start - 1
    if c.opener != RELATIVE_CLAUSE or c.word not in {"who", "which"} or speech is None or speech.attribution is None:
        return False
    told = f.base(speech.cue[0]) == "tell" if speech.cue is not None else False
    return told and speech.attribution[0] < before <= speech.attribution[1] and f.s.low[before] != "of"


def _pro_form(f: Fold, group: Group) -> bool:
    """ "The ministry claims otherwise", "denied this": words that only point to a claim told elsewhere."""
    s, k = f.s, group.end
    if f.base(group.head) not in f.a.sayings.verbs or group.passive or k >= len(s.low):
        return False
    if group.negated and s.low[k] in _QUESTIONS and (k + 1 == len(s.low) or s.low[k + 1] in _ENDS):
        return True  # "did not say where"
    if s.low[k] == "the" and s.low[k + 1 : k + 2] in (["opposite"], ["same"], ["contrary"]):
        return True
    if s.low[k] not in _PRO_FORMS:
        return False
    if s.low[k] in _IT and k + 1 < len(s.low) and s.low[k + 1] in _WHEN:
        k = min(k + 3, len(s.low) - 1)  # "denied it this morning"
    return k + 1 == len(s.low) or bool(s.tags[k + 1] & STOP) or s.low[k + 1] in _ENDS


def _asks_which(f: Fold, group: Group) -> bool:
    """ "We cannot determine which side holds it": nothing is put forward."""
    return f.base(group.head) in _KNOWS and not _WHICH.isdisjoint(f.s.low[group.end : group.end + 1])


def _asks(f: Fold, group: Group) -> bool:
    """ "I was asked whether it is over": a question is told, and nothing put forward."""
    return f.base(group.head) in _ASKS and any(word in _QUESTIONS for word in f.s.low[group.end : group.end + 3])


def _differs(f: Fold, group: Group) -> bool:
    """ "Published conflicting accounts of the raid": what they say follows."""
    after = f.s.low[group.end : group.end + 2]
    return len(after) > 1 and after[0] in _CONFLICTING and (after[1] in _VERSIONS or after[1] in f.a.sayings.told)


def _updates(f: Fold, subject: Tokens, group: Group) -> bool:
    """ "The data are being updated": a pointer to later words."""
    return (
        not _COUNTS.isdisjoint((f.s.low[subject[0]], f.s.low[subject[1] - 1]))
        and f.base(group.head) in _REVISED
        and "being" in f.s.low[group.start : group.end]
    )


def _after_it(f: Fold, start: int, stop: int, group: Group) -> tuple[int, Group]:
    """ "It is likely that P" puts P forward."""
    if f.base(group.head) in _SEEMS and group.end + 1 < stop and f.s.tags[group.end] & THAT:
        seeming = finite_in(f.s, group.end + 1, stop)
        return (group.end + 1, seeming) if seeming is not None else (start, group)  # "it seems that P"
    known = _comes_out(f, group, stop)
    if known >= 0:
        coming = finite_in(f.s, known, stop)
        return (known, coming) if coming is not None else (start, group)
    judged = f.s.tags[group.end : stop] and f.s.tags[group.end] & LIKELY  # "it seems unlikely that P"
    if f.base(group.head) in _SEEMS and group.end < stop and not judged and clause_after(f.s, group.end, stop):
        seeming = finite_in(f.s, group.end, stop)
        return (group.end, seeming) if seeming is not None else (start, group)  # "it seems the town has fallen"
    for k in range(group.end, min(group.end + _IT_IS, stop)):
        if f.s.low[k] == "that" and f.likelihood(start, group, k) is not None:
            inner = finite_in(f.s, k + 1, stop)
            return (k + 1, inner) if inner is not None else (start, group)
    likely = f.likelihood(start, group, stop)
    if likely is not None and group.end <= likely[1] < stop and clause_after(f.s, likely[1], stop):
        inner = finite_in(f.s, likely[1], stop)  # "it is likely the town has fallen"
        return (likely[1], inner) if inner is not None else (start, group)
    return start, group


def _comes_out(f: Fold, group: Group, stop: int) -> int:
    """Where P starts in "it emerged that P", "it turned out that P", "it became known that P"; -1 for none."""
    base, low, that = f.base(group.head), f.s.low, group.end
    if group.negated:
        return -1
    if (base == "turn" and low[that : that + 1] == ["out"]) or (
        base in {"be", "become"} and low[that : that + 1] in _PLAIN
    ):
        that += 1
    elif base not in _EMERGES and not (base == "know" and group.passive):
        return -1
    return that + 1 if that + 1 < stop and f.s.tags[that] & THAT else -1


def _told_inside(f: Fold, outer: Draft) -> None:
    """A claim inside a relative clause: "towns that the mayor claimed the army had taken"."""
    s = f.s
    opened = -1
    for k in range(outer.start, outer.end):
        if s.tags[k] & (THAT | RELATIVE):
            opened = k
            break
    if opened < 0:
        return
    for number, group in enumerate(s.groups):
        if group.start < opened or group.kind != FINITE or group.start >= outer.end:
            continue
        verb = f.a.sayings.verbs.get(f.base(group.head))
        following = s.groups[number + 1] if number + 1 < len(s.groups) else None
        # "A step which officers say has failed": two finite verbs side by side.
        joined = following is not None and following.kind == FINITE and following.start == group.end
        if verb is not None and "zero" in verb.complements and (joined or verb.stance == "claims"):
            _relative_claim(f, outer, opened, group, following)
            return


def _relative_claim(f: Fold, outer: Draft, opened: int, group: Group, following: Group | None) -> None:
    s = f.s
    opened = next(k for k in range(group.start - 1, opened - 1, -1) if s.tags[k] & (THAT | RELATIVE))
    as_noun = group.end < outer.end and s.low[group.end] == "as"
    if not as_noun and (following is None or following.kind != FINITE or following.start >= outer.end):
        return
    first = next((k + 1 for k in range(group.start - 1, opened, -1) if s.low[k] == "as"), opened + 1)
    subject = noun_phrase(s, first, group.start)
    if subject is None:
        return
    verb = f.a.sayings.verbs[f.base(group.head)]
    speech = Speech(verb.stance, (group.head, group.head + 1))
    if f.is_self(subject):
        speech.own = True
    else:
        speech.speakers.append(offsets(s, subject))
    speech.rules.append("relative claim")
    last = following.end if following is not None else group.end
    commas = (k for k in range(last, outer.end) if s.tags[k] & COMMA)
    end = next(commas, outer.end) if s.tags[opened - 1] & COMMA and not as_noun else outer.end
    f.note(group.end + as_noun, end, None if as_noun else following, speech)
