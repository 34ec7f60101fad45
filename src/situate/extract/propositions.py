"""From clauses to propositions: a sentence is read clause by clause, each by the rule for what opens it."""

from collections.abc import Callable
from typing import Final

from situate.extract.according import according
from situate.extract.asides import (
    SAID_AFTER,
    as_said,
    held_to_be,
    inserted,
    judged_tail,
    judging,
    said,
    tail,
    which_indicates,
)
from situate.extract.attribution import Attribution
from situate.extract.clauses import (
    ACCORDING,
    APPOSED,
    AS_SAID,
    JUDGED,
    LEAD,
    MAIN,
    NEW,
    RELATIVE_CLAUSE,
    REMARK,
    SAID,
    SAME,
    START,
    TAIL,
    TALLY,
    THAT_AGAIN,
    THAT_CLAUSE,
    TURN,
    TURN_SAME,
    Clause,
    Sentence,
)  # fmt: skip
from situate.extract.comments import commented, contrary, inferred, opinion, remark, set_against, unproven
from situate.extract.denials import SAYING_DENIED, saying_denied, stays_denied, waved_off, weighed_against
from situate.extract.drafts import Draft, Speech, Tokens
from situate.extract.edges import antecedent, trim_end
from situate.extract.fold import Fold
from situate.extract.hung import told_apposed, told_tally
from situate.extract.in_words import WORDED, in_words
from situate.extract.nominal import about, copular, existing, nominal, noun_of, rumored
from situate.extract.phrases import noun_phrase, offsets, subject_of
from situate.extract.plain import TOP, plain
from situate.extract.reports import Report
from situate.extract.speaking import as_saying, carried, find_report, hedged, speech_of, told
from situate.extract.tokens import ASKED, COMMA, QUOTE

# Words that a rule for the whole sentence looks for.
WHOLE: Final = frozenset({"what", "contrary", "without"}) | frozenset(WORDED)
_NONE: Final[frozenset[str]] = frozenset()
_EXPRESSES: Final = frozenset({"express", "voice", "elaborate"})
_GIVES: Final = frozenset({"provide", "give", "offer", "specify", "disclose", "clarify"})  # where it is not given
_POINTING: Final = 2  # tokens: "such strikes"
_GOES_ON: Final = frozenset({SAME, TURN_SAME, TAIL})
# Words whose clause, though it leads the sentence, is a proposition; that of "if" and "whether" is none.
_LEADS: Final = frozenset({"while", "whilst", "although", "though", "whereas", "after", "before", "since"})


def propositions(attribution: Attribution, self_names: frozenset[str], s: Sentence, number: int) -> list[Draft]:
    """The propositions of a sentence, the `number`th of its passage; none twice."""
    if s.words and s.words[-1] == "?" and not any(tag & QUOTE for tag in s.tags):
        return []  # a question puts nothing forward
    f = Fold(attribution, self_names, s, number)
    clauses, relatives = attribution.cut(s)
    for k, clause in enumerate(clauses):
        _read(f, clause, clauses[k + 1] if k + 1 < len(clauses) else None)
    for pronoun, group in relatives:
        inserted(f, pronoun, group)
    asked = WHOLE.intersection(s.low) if s.mask & ASKED else _NONE
    if "what" in asked:
        held_to_be(f)
    set_against(f, clauses)
    if "contrary" in asked:
        contrary(f)
    if "without" in asked:
        unproven(f)
    for word in sorted(asked):
        if word in WORDED:
            in_words(f, word)
    once = {(draft.start, draft.end): draft for draft in reversed(f.out) if draft.end > draft.start}
    return [d for d in f.out if once.get((d.start, d.end)) is d and not _points(s, d)]


def _points(s: Sentence, draft: Draft) -> bool:
    """ "Rarely comments on such strikes": two words that point to what was told before put nothing forward."""
    return draft.end - draft.start == _POINTING and s.low[draft.start] == "such"


def _read(f: Fold, c: Clause, following: Clause | None) -> None:
    """Read one clause; `following` is the next one."""
    if f.muted and c.opener != ACCORDING and not _unmute(f, c):
        return
    if f.behind is not None:
        f.speech = f.behind if c.opener in _GOES_ON else f.speech  # "P, according to X, and did Q"
        f.behind = None
    rule = RULES.get(c.opener)
    if rule is not None:
        rule(f, c, following)
    elif c.opener == LEAD and c.word not in _LEADS:
        _lead(f, c)
    elif c.opener != RELATIVE_CLAUSE or not (
        which_indicates(f, c, following) or weighed_against(f, c, following) or commented(f, c)
    ):
        _clause(f, c, following)


def _unmute(f: Fold, c: Clause) -> bool:
    """Does a clause open anew at the top of the sentence, after one that only belonged to the words before it?"""
    if f.told is not None and SAYING_DENIED in f.told.rules:
        return not stays_denied(f, c, f.told)
    if f.told is not None and c.opener in {SAME, THAT_CLAUSE, TAIL}:
        f.told.end = trim_end(f.s, f.told.start, c.end)
    if c.opener not in TOP:
        return False
    f.muted = False
    return True


def _lead(f: Fold, c: Clause) -> None:
    """ "Whether A or B, P", "If A, P": P alone is put forward. "As we reported, P" gives P its cue."""
    f.muted = True
    if c.word != "as" or c.group is None:
        return
    subject = subject_of(f.s, c.start, c.group)
    verb = f.a.sayings.verbs.get(f.base(c.group.head))
    if c.group.start == c.start or f.is_self(subject):
        f.as_said = c.group
    elif subject is not None and verb is not None and not c.group.passive:
        f.lead = speech_of(f, Report(c.group, verb.stance, "that", c.end), subject, None)
        f.lead.attribution = (c.start, c.end)


def _clause(f: Fold, c: Clause, following: Clause | None) -> None:
    """A clause with a verb of its own, or one that a noun or verb of saying opens."""
    _enter(f, c)
    held = f.subject
    if c.opener == START and (judging(f, c) or existing(f, c) or about(f, c) or rumored(f, c)):
        return
    opinion(f, c)
    subject = _subject(f, c)
    if inferred(f, c, following, subject):
        return
    _turn_to(f, c, subject)
    opened = following if following is not None and following.opener == THAT_CLAUSE else None
    noun = noun_of(f, c, opened) if opened is not None else -1
    if (opened is not None and waved_off(f, c, opened, noun, subject)) or saying_denied(f, c, opened, noun, subject):
        return
    if noun >= 0 and opened is not None:
        nominal(f, c, opened, noun, subject)
    elif opened is not None and (as_saying(f, c, opened, subject) or copular(f, c, opened)):
        return
    elif hedged(f, c, subject, opens_that=opened is not None):
        plain(f, c, subject, end=opened.end if opened is not None else c.end)
        f.told, f.muted = f.out[-1] if f.out else None, opened is not None
    else:
        report = find_report(f, c, subject, opens_that=opened is not None)
        if report is None and opened is not None:
            report = carried(f, c, opened, subject)
        if f.through:
            f.through = False
            return
        told(f, c, report, subject)
    f.aside, f.resumed = f.subject if c.opener == RELATIVE_CLAUSE else None, False
    if subject is not None:
        if f.subject is None or f.subject == held:  # compiled, a pair is not the same object twice
            f.subject = subject  # else: "reported the enemy held A but did not attack B": the enemy did not
        if f.speech is None and c.opener not in {THAT_CLAUSE, THAT_AGAIN}:
            f.top = subject


def _turn_to(f: Fold, c: Clause, subject: Tokens | None) -> None:
    """What a subject changes of the speech: that of the main clause says what leads to it, the author its own."""
    if c.opener == MAIN and subject is not None:
        _lend(f, subject)
    elif c.opener == NEW and f.speech is not None and not f.speech.own and f.is_self(subject):
        f.speech, f.closed = None, False  # "X expects that P, and we concur"


def _lend(f: Fold, subject: Tokens) -> None:
    """ "While admitting that P, the ministry denied Q": the subject of the main clause says P as well."""
    lent: list[Speech] = []
    for draft in f.out:
        speech = draft.speech
        if speech is None or speech.speakers or "no subject" not in speech.rules or speech in lent:
            continue
        lent.append(speech)
        if not f.is_self(subject):
            speech.speakers.append(offsets(f.s, subject))
        else:
            draft.view, speech.own = "own", True


def _subject(f: Fold, c: Clause) -> Tokens | None:
    """The clause's own subject, or the one it continues."""
    if c.opener in {SAME, TURN_SAME}:
        if f.aside is not None and _after_aside(f, c):
            f.subject, f.resumed = f.aside, True
        return f.top if f.speech is not None and f.top is not None and _speaks_on(f, c) else f.subject
    if c.group is None:
        return None
    if c.opener != RELATIVE_CLAUSE:
        return subject_of(f.s, c.start, c.group)
    subject = subject_of(f.s, c.start + 1, c.group) if c.group.start > c.start + 1 else None
    if subject is None and c.word in {"who", "which"}:
        return noun_phrase(f.s, antecedent(f.s, c), c.start)
    return subject


def _speaks_on(f: Fold, c: Clause) -> bool:
    """ "Said the enemy held A but did not give details": who speaks does that, and not those spoken of."""
    if c.group is None:
        return False
    base = f.base(c.group.head)
    return base in _EXPRESSES or (c.group.negated and base in _GIVES)


def _after_aside(f: Fold, c: Clause) -> bool:
    """ "The convoy left, which the army had feared, and crossed the river": commas close the relative clause."""
    return c.opener == SAME and c.start > 1 and bool(f.s.tags[c.start - 2] & COMMA)


def _enter(f: Fold, c: Clause) -> None:
    """Which speech a clause stands in, by what opens it."""
    speech, comma = f.speech, c.start >= 2 and bool(f.s.tags[c.start - 2] & COMMA)
    if (
        c.opener == TURN
        and speech is not None
        and c.word in {"while", "whereas"}
        and (not comma or "that" in speech.rules)
    ):
        return
    if speech is not None and SAID_AFTER in speech.rules and c.opener in {TURN, NEW} and f.quoted(c.start):
        return  # “P,” the mayor said, “but Q”
    if c.opener == MAIN and f.lead is not None:
        f.speech, f.lead = f.lead, None
    elif c.opener in TOP or (c.opener == RELATIVE_CLAUSE and speech is not None and _past_speech(f, c, speech)):
        f.speech, f.closed = None, False
    elif c.opener == THAT_CLAUSE:
        f.speech, f.pending = f.pending, None
        f.lead = f.speech if c.word else None  # "that while A, B": B is said as well
        f.closed = False
    elif c.opener == THAT_AGAIN:
        f.speech = f.matrix
    elif c.opener == NEW and speech is not None and _said_alike(f, c, speech):
        f.speech, f.closed = None, False  # "X said it had downed ten and Y said nine"
    elif (
        c.opener == NEW
        and comma
        and speech is not None
        and (speech.stance in {"shows", "directs"} or SAID_AFTER in speech.rules)
    ):
        f.speech, f.closed = None, False
    elif c.opener in {SAME, TURN_SAME, NEW} and f.closed:
        f.speech, f.closed, f.around = f.around, False, None
        f.subject = f.top or f.subject if f.speech is None else f.subject


def _past_speech(f: Fold, c: Clause, speech: Speech) -> bool:
    """Does a relative clause leave the speech before it? "P, X said, of which Q" goes on with what X says."""
    if SAID_AFTER in speech.rules:
        return f.s.low[c.start - 1] != "of"
    return speech.own or f.closed


def _said_alike(f: Fold, c: Clause, speech: Speech) -> bool:
    """Does a second speaker use the same verb as the first, whose words no "that" opened?"""
    if c.group is None or speech.cue is None or "that" in speech.rules:
        return False
    return f.base(c.group.head) == f.base(speech.cue[0])


# The rule for each clause that is no plain clause, by what opens it.
RULES: Final[dict[int, Callable[[Fold, Clause, Clause | None], None]]] = {
    ACCORDING: according,
    AS_SAID: as_said,
    SAID: said,
    JUDGED: judged_tail,
    REMARK: remark,
    TAIL: tail,
    APPOSED: told_apposed,
    TALLY: told_tally,
}
