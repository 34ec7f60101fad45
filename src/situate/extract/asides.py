"""Attributions beside a clause: participles, "according to", "X said", "which indicates", "as we reported"."""

from typing import Final

from situate.extract.clauses import RELATIVE_CLAUSE, THAT_CLAUSE, Clause, Sentence
from situate.extract.complements import complement
from situate.extract.drafts import Speech, Tokens
from situate.extract.edges import antecedent, finite_in, trim_end
from situate.extract.fold import Fold, give
from situate.extract.fold_words import HEARSAY
from situate.extract.groups import FINITE, Group
from situate.extract.idioms import idiom_report
from situate.extract.nominal import nominal, noun_of
from situate.extract.phrases import agent_after, before_date, noun_phrase, offsets, subject_of
from situate.extract.reports import Case, Report
from situate.extract.speaking import speech_of
from situate.extract.subjects import shows, speaks
from situate.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    BRACKET,
    COMMA,
    DETERMINER,
    LIKELY,
    NAME,
    NOUN,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    THAT,
)

SAID_AFTER: Final = "said after"  # the rule of a speech that follows its words
_BESIDE: Final = frozenset({"as", "while", "whilst"})
_CLOSE: Final = 3  # tokens after "the tracking matrix shows"
_AFTERTHOUGHT: Final = 12  # tokens that may follow the verb of "P, X said on Monday."


def tail(f: Fold, c: Clause, following: Clause | None) -> None:
    """A participle after a comma: an inference of the author, further words of the speaker, a view, or mere detail."""
    opens_that = following is not None and following.opener == THAT_CLAUSE
    if following is not None and opens_that and (noun := noun_of(f, c, following)) >= 0:
        nominal(f, c, following, noun, f.top)
        return
    group = next((g for g in f.s.groups if g.start >= c.start), None)
    if group is None:
        return
    lemma = f.base(group.head)
    views = f.a.sayings.views
    if lemma == "cite" or (lemma == "quote" and not opens_that):
        _citing(f, c, group)
        return
    if not opens_that and (_judged(f, c, group, lemma) or _heard(f, c, group)):
        return
    if not opens_that and lemma in f.a.sayings.amplify and f.speech is not None and not f.speech.own:
        return  # "repeating a longstanding narrative": the author's comment
    report = None if opens_that else _tail_report(f, c, group, lemma)
    speech = _tail_speech(f, group, lemma, report, opens_that=opens_that)
    if speech is not None:
        _open(f, c, report.content if report is not None else group.end, speech, opens_that=opens_that)
    elif lemma in views["back"] or lemma in views["contradict"]:
        if f.speech is None and f.out and "tail" not in f.out[-1].rules:
            f.note(c.start, c.end, group, None).rules.append("tail")
    elif f.out and not opens_that and _told_apart(f, c):
        draft = f.note(c.start, c.end, None, f.speech)
        draft.rules.append("tail of another kind")
    elif f.out and not opens_that:
        f.out[-1].end = trim_end(f.s, f.out[-1].start, c.end)


def _judged(f: Fold, c: Clause, group: Group, lemma: str) -> bool:
    """ ", likely disrupting the attack": the author puts forward something new, and says how sure it is."""
    views = f.a.sayings.views
    bases = {f.a.words.base_of(word) for word in f.s.words[group.start : c.end]}
    if f.likelihood(group.start, group, group.end) is None or lemma in f.a.sayings.inference:
        return False
    if bases & views["distract"] or bases & views["exaggerate"]:
        return False  # what a claim is for
    f.note(c.start, c.end, group, None).rules.append("likely tail")
    f.closed, f.around = f.speech is not None, f.speech
    return True


def _heard(f: Fold, c: Clause, group: Group) -> bool:
    """ ", reportedly blinding the cameras": what is told from hearsay, whoever tells of the clause before."""
    if HEARSAY.keys().isdisjoint(f.s.low[group.start : group.head]):
        return False
    f.note(c.start, c.end, group, None).rules.append("tail of another kind")
    return True


def judged_tail(f: Fold, c: Clause, following: Clause | None) -> None:
    """ ", likely to avoid losses": a purpose or a circumstance that the author judges apart."""
    s, views = f.s, f.a.sayings.views
    bases = {f.a.words.base_of(word) for word in s.words[c.start : c.end]}
    if f.out and (bases & views["distract"] or bases & views["exaggerate"]):
        f.out[-1].end = trim_end(s, f.out[-1].start, c.end)  # what a claim is for
        return
    first = c.start
    while s.tags[first - 1] & (ADVERB | LIKELY) and not s.tags[first - 1] & COMMA:
        first -= 1
    draft = f.note(c.start, c.end, None, None)
    draft.likelihood, draft.stance = (first, c.start), "assesses"
    draft.rules.append("judged tail")


def _told_apart(f: Fold, c: Clause) -> bool:
    """ "Withdrew, leaving three tanks behind": does the tail tell of another kind of event than the clause?"""
    s, last = f.s, f.out[-1]
    if last.end <= last.start or c.end <= c.start or f.closed:
        return False
    return f.a.differs(
        s.text[s.starts[last.start] : s.offset_end(last.end - 1)], s.text[s.starts[c.start] : s.offset_end(c.end - 1)]
    )


def _tail_report(f: Fold, c: Clause, group: Group, lemma: str) -> Report | None:
    """What a participle of saying leads to without "that": ", accusing X of P", ", calling for P"."""
    joined = idiom_report(f.a.sayings, f.s, group, lemma, c.end, that_follows=False)
    if joined is not None:
        return joined
    verb = f.a.sayings.verbs.get(lemma)
    if verb is None or group.end >= c.end or lemma in f.a.sayings.inference:
        return None
    return complement(Case(f.s, group, lemma, verb, (group.end, c.end)))


def _tail_speech(f: Fold, group: Group, lemma: str, report: Report | None, *, opens_that: bool) -> Speech | None:
    """The speech that a participle opens; None where it opens none."""
    sayings = f.a.sayings
    speech = Speech("assesses", report.cue if report is not None else (group.head, group.head + 1))
    speech.attribution = (group.start, group.end)
    back = lemma in sayings.views["back"]
    if lemma in sayings.inference or (back and opens_that):
        speech.own = True
        speech.rules.append("inference")
        return speech
    verb = sayings.verbs.get(lemma)
    if back or lemma in sayings.views["contradict"] or (verb is None and report is None):
        return None
    withheld = lemma == "deny" and not opens_that and _two_objects(f, group.end)
    if verb is not None and report is None:
        if not opens_that and not verb.complements & {"np", "zero"}:
            return None
        speech.stance = verb.stance
    if withheld:
        return None
    speech.stance = report.stance if report is not None else speech.stance
    if f.speech is not None:
        posted = "posted" in f.speech.rules  # "posted a video of P, claiming that Q"
        speech.speakers.extend(f.speech.speakers[:-1] if posted else f.speech.speakers)
        speech.own = f.speech.own
    elif f.top is not None:
        speech.speakers.append(offsets(f.s, f.top))
    main = [g for g in f.s.groups if g.start < group.start and g.kind == FINITE]
    if main and f.base(main[-1].head) in sayings.views["exaggerate"]:
        speech.view = "doubts"  # "exaggerated the gains, claiming that"
    speech.rules.append("participle")
    return speech


def _two_objects(f: Fold, start: int) -> bool:
    """ "Denying the enemy the road", "denying brigades safe supply": something is withheld, and nothing said."""
    s, nouns = f.s, f.a.sayings.nouns
    for k in range(start, min(start + _CLOSE + 1, len(s.low) - 1)):
        if s.tags[k] & (PREPOSITION | COMMA | THAT):
            return False
        after = s.tags[k + 1]
        two = after & (DETERMINER | ADJECTIVE) or (s.tags[k] & PLURAL and after & NOUN)
        if s.tags[k] & (PLURAL | NOUN) and two and not after & (PREPOSITION | THAT):
            return s.low[k] not in nouns
    return False


def _open(f: Fold, c: Clause, start: int, speech: Speech, *, opens_that: bool) -> None:
    if opens_that:
        f.pending = f.matrix = speech
        return
    f.note(start, c.end, finite_in(f.s, start, c.end), speech).rules.append("tail")
    f.closed = True


def _citing(f: Fold, c: Clause, group: Group) -> None:
    """ "X said P, citing Y": Y is the origin."""
    agent = agent_after(f.s, group.end, c.end)
    target = f.speech or f.matrix
    cites = agent is not None and (speaks(f.a.sayings, f.s, agent) or shows(f.a.sayings, f.s, agent))
    if agent is not None and cites and target is not None and not target.own:
        target.speakers.append(offsets(f.s, agent))
        _relay(f, target, group.head)
        if target.evidence == "none":
            target.evidence = f.evidence(agent, "shows")


def _relay(f: Fold, speech: Speech, cite: int) -> None:
    """What X says, citing Y, X relays; what has been noted of it already is told so as well."""
    speech.relay(cite)
    for draft in f.out:
        if draft.speech is speech:
            draft.cue, draft.stance = speech.cue, speech.stance


def judging(f: Fold, c: Clause) -> bool:
    """ "Judging by the footage, P": the author concludes from it. False where the clause opens otherwise."""
    s = f.s
    if (
        len(s.low) <= c.start + 2
        or s.low[c.start] not in {"judging", "judged"}
        or s.low[c.start + 1] not in {"by", "from"}
    ):
        return False
    comma = next((k for k in range(c.start + 2, c.end) if s.tags[k] & COMMA), -1)
    group = finite_in(s, comma, c.end) if comma >= 0 else None
    if group is None:
        return False
    speech = Speech("assesses", (c.start, c.start + 2))
    speech.own, speech.evidence = True, f.evidence((c.start + 2, comma), "shows")
    speech.rules.append("judging by")
    f.note(comma + 1, c.end, group, speech).subject = subject_of(s, comma + 1, group)
    return True


def said(f: Fold, c: Clause, following: Clause | None) -> None:
    """ "P, X said.": the words before it were X's."""
    if c.group is None:
        return
    end = next((k for k in range(c.group.end, c.end) if f.s.tags[k] & (COMMA | STOP)), c.end)
    if end - c.group.end > _AFTERTHOUGHT:
        return
    subject = subject_of(f.s, c.start, c.group) or _inverted(f, c, c.group)
    if subject is None or (f.s.tags[subject[0]] & PREPOSITION and not f.s.tags[subject[0]] & NAME):
        return
    lemma, sayings = f.base(c.group.head), f.a.sayings
    verb = (sayings.shows.get(lemma) if shows(sayings, f.s, subject) else None) or sayings.verbs.get(lemma)
    if end - c.group.end < _CLOSE:
        verb = verb or sayings.shows.get(lemma)  # "P, the tracking matrix shows"
    if verb is None:
        return
    speech = speech_of(f, Report(c.group, verb.stance, "that", c.end), subject, None)
    if c.group.passive:
        _told_by(f, speech, c.group.end, end)
    speech.attribution = (c.start, c.end)
    speech.rules.append(SAID_AFTER)
    f.top, f.matrix, f.speech, f.closed = subject, speech, speech, False
    if not f.out:
        end = next(k for k in range(c.start - 1, -1, -1) if f.s.tags[k] & COMMA)
        f.note(0, end, None, None)  # "Three dead, officials say"
    inner: list[Speech] = []
    named = speech.speakers and not f.s.tags[subject[0]] & PRONOUN
    for draft in f.out:
        if draft.speech is None:
            give(draft, speech)
        elif named and draft.speech.speakers and draft.speech not in inner:
            inner.append(draft.speech)
            draft.speech.speakers[:0] = speech.speakers  # "Images show P, analysts said"
    _meanwhile(f, c, end)


def _told_by(f: Fold, speech: Speech, start: int, end: int) -> None:
    """ "P, the agency was told": nobody is named, but for the aide of "was told on Monday by an aide"."""
    speech.speakers.clear()
    by = next((k for k in range(start, end) if f.s.low[k] == "by"), -1)
    agent = agent_after(f.s, by + 1, end) if by >= 0 else None
    if agent is None:
        return
    agent = agent[0], before_date(f.s, agent[1])
    if f.is_self(agent):
        speech.own = True
    else:
        speech.speakers.append(offsets(f.s, agent))
        speech.evidence = f.evidence(agent, speech.stance)


def _meanwhile(f: Fold, c: Clause, comma: int) -> None:
    """ "P, X said, as the army struggled to hold the road": the author tells what went on beside it."""
    first = comma + 1
    group = finite_in(f.s, first + 1, c.end) if first + 1 < c.end and f.s.low[first] in _BESIDE else None
    if group is not None and group.start > first + 1:
        f.note(first + 1, c.end, group, None).subject = subject_of(f.s, first + 1, group)
        f.out[-1].rules.append("beside a speech")


def _inverted(f: Fold, c: Clause, group: Group) -> Tokens | None:
    """The speaker of "P, said X": up to a comma, its age or title left out."""
    end = next((k for k in range(group.end, c.end) if f.s.tags[k] & (COMMA | STOP | SUBORDINATOR)), c.end)
    if f.s.words[end - 1] in {".", "!"}:
        end -= 1
    return noun_phrase(f.s, group.end, end)


def as_said(f: Fold, c: Clause, following: Clause | None) -> None:
    """ "P, as we have reported": the author points to its own words; "P, as the mayor told us": the mayor's words."""
    if c.group is None or not f.out:
        return
    last = f.out[-1]
    subject = subject_of(f.s, c.start, c.group)
    if f.is_self(subject):
        if last.speech is None:
            f.own_cue(last, c.group)
    elif last.speech is None and subject is not None and speaks(f.a.sayings, f.s, subject) and _trails(f.s, c):
        said(f, c, following)
    else:
        last.end = trim_end(f.s, last.start, c.end)


def _trails(s: Sentence, c: Clause) -> bool:
    """Does the clause stand behind ", as" at the end of its sentence?"""
    at = c.start if s.low[c.start] == "as" else c.start - 1
    if at < 1 or s.low[at] != "as" or not s.tags[at - 1] & COMMA or c.end < len(s.low):
        return False
    return not any(tag & COMMA for tag in s.tags[at:])  # not "as the staff assesses, to drive on Corva"


def which_indicates(f: Fold, c: Clause, following: Clause | None) -> bool:
    """ ", which indicates that P": the author infers. False where the clause is none of these."""
    group = c.group
    opens_that = following is not None and following.opener == THAT_CLAUSE
    if group is None or c.word != "which":
        return False
    lemma = f.base(group.head)
    bears_out = opens_that and lemma in f.a.sayings.views["back"] and bool(f.s.tags[group.end] & THAT)
    if lemma not in f.a.sayings.inference and not bears_out:
        return False
    if any(f.s.tags[k] & NOUN for k in range(c.start + 1, group.start)):
        return False  # the relative pronoun is not the subject
    speech = Speech("assesses", (group.head, group.head + 1))
    speech.own, speech.negated = True, group.negated
    speech.likelihood = f.likelihood(group.start, group, group.end)
    speech.attribution = (c.start, group.end)
    speech.rules.append("inference")
    _open(f, c, group.end, speech, opens_that=opens_that)
    return True


def inserted(f: Fold, first: int, group: Group) -> None:
    """What stands between a subject and its verb: "which the army took in May", or "the mayor said"."""
    s = f.s
    end = next((k for k in range(group.end, len(s.words)) if s.tags[k] & COMMA), -1)
    if end < 0:
        return
    if group.start > first + 1 and f.is_self(noun_phrase(s, first + 1, group.start)):
        return  # "imagery, which we have reviewed, confirms"
    clause = Clause(first, RELATIVE_CLAUSE, s.low[first])
    clause.group, clause.end = group, end
    if not s.tags[first] & RELATIVE:
        said(f, clause, None)
    elif s.words[first] in {"which", "who"} and (report := _denied(f, clause, group)) is not None:
        speech = speech_of(f, report, noun_phrase(s, antecedent(s, clause), first), None)
        f.note(report.content + (s.low[report.content] == "that"), end, None, speech).rules.append("inserted relative")
    elif s.words[first] == "which" and not any(draft.start == group.end for draft in f.out) and not _told(f, first):
        # "Which Kordia says was a raid" has been told.
        f.note(antecedent(s, clause), end, group, None).rules.append("inserted relative")


def _told(f: Fold, token: int) -> bool:
    """Does the token stand in what somebody else than the author says?"""
    return any(d.start < token < d.end and d.speech is not None and not d.speech.own for d in f.out)


def held_to_be(f: Fold) -> None:
    """ "After what the mayor says was a raid on Corva": what somebody holds it to be is a claim of its own."""
    s = f.s
    for k in range(1, len(s.low) - 3):
        if s.low[k] != "what" or not s.tags[k - 1] & (PREPOSITION | COMMA | BRACKET | NAME):
            continue
        number = next((n for n, g in enumerate(s.groups) if g.start > k), -1)
        if number < 0 or number + 1 >= len(s.groups):
            return
        group, after = s.groups[number], s.groups[number + 1]
        subject, verb = noun_phrase(s, k + 1, group.start), f.a.sayings.verbs.get(f.base(group.head))
        if subject is None or verb is None or after.start != group.end or f.base(after.head) != "be":
            continue
        outer = next((draft for draft in f.out if draft.start < k < draft.end), None)
        end = outer.end if outer is not None else len(s.words)
        speech = speech_of(f, Report(group, verb.stance, "that", after.end), subject, None)
        speech.attribution = (k, after.end)
        f.note(after.end, end, None, speech).rules.append("held to be")
        if outer is not None:
            outer.end = trim_end(s, outer.start, k - 1 if s.tags[k - 1] & PREPOSITION else k)


def _denied(f: Fold, clause: Clause, group: Group) -> Report | None:
    """The verb of saying of an inserted relative clause, where the clause speaks of its own subject."""
    if group.start != clause.start + 1 or f.base(group.head) not in f.a.sayings.verbs:
        return None
    report = f.a.report(f.s, clause, clause.end, None, that_follows=False)
    return report if report is not None and report.stance in {"claims", "denies"} else None
