"""Verbs of saying: from the verb, its subject and what follows it to a speech and what it says."""

from typing import Final

from situate.extract.clauses import SAME, THAT_AGAIN, THAT_CLAUSE, TURN_SAME, Clause, Sentence
from situate.extract.complements import CONFIRMED, RECORDS
from situate.extract.doubts import undoubted
from situate.extract.drafts import Speech, Tokens
from situate.extract.edges import finite_in
from situate.extract.fold import Fold
from situate.extract.groups import FINITE, INFINITIVE, ING_FORM, Group
from situate.extract.phrases import agent_after, noun_phrase, offsets, subject_of, undated
from situate.extract.plain import plain
from situate.extract.reports import Report
from situate.extract.subjects import is_abstract, shows, speaks
from situate.extract.tokens import BRACKET, COMMA, COORDINATOR, ING, PREPOSITION, STOP, THAT

_PICTURES: Final = frozenset({"geolocated", "satellite", "footage", "data"})  # these never say, they show
_PERSONS: Final = frozenset({"he", "she", "it", "they", "we", "i"})
_NO_ONE: Final = frozenset({"neither", "no", "none", "nobody"})
_KEEPS_SILENT: Final = frozenset({"decline", "refuse"})
_CITING: Final = frozenset({"citing", "quoting"})
_WANTS: Final = frozenset({"want", "wish", "convince", "persuade", "lead", "cause", "get", "need"})
_AGREES: Final = frozenset({"agree", "concur", "hold", "doubt"})
_PROOF: Final = frozenset({"evidence", "proof"})
_DEEDS: Final = frozenset({"hearer", "uttered"})  # what somebody does with words, where another tells of it
_ASIDE: Final = 4  # tokens after a verb of saying: ", contrary to the imagery,"
_NEAR_AGE: Final = 6  # tokens behind a name in which its age stands: ", a 56-year-old teacher"
_DIGITS: Final = 2  # of an age
_NEAR_SPEAKER: Final = 14  # tokens: the longest speaker after "with"


def told(f: Fold, c: Clause, report: Report | None, subject: Tokens | None) -> None:
    """A clause with its verb of saying, or without one."""
    if report is not None:
        reported(f, c, report, subject)
    else:
        plain(f, c, subject)


def hedged(f: Fold, c: Clause, subject: Tokens | None, *, opens_that: bool) -> bool:
    """ "Is likely amplifying the claim that P", "neither confirmed nor denied that P": told of, and not said.

    The author judges, or tells, what somebody does with words; nobody in the sentence puts them forward.
    """
    if f.speech is not None or c.group is None or subject is None or f.is_self(subject):
        return False
    if f.s.low[c.start] in _NO_ONE and c.start < c.group.start and not c.group.passive:
        return True  # "neither side reported losses"
    base = f.base(c.group.head)
    if opens_that and c.group.negated and base == "mean":
        return True  # "the loss does not mean that the town will fall": one claim
    silent = base in _KEEPS_SILENT or "neither" in f.s.low[c.group.start : c.group.end]
    if not silent and (f.likelihood(c.start, c.group, c.group.end) is None or base == "rule"):
        return False
    report = f.a.report(f.s, c, c.end, subject, that_follows=opens_that)
    if report is None or report.stance == "shows" or _infers(f, report, subject):
        return False
    return report.group is not c.group or base not in _KEEPS_SILENT


def as_saying(f: Fold, c: Clause, following: Clause, subject: Tokens | None) -> bool:
    """ "Quoted the mayor as saying that P": the mayor says it. False where the clause is no such."""
    s, that = f.s, following.start - 1
    group = next((g for g in s.groups if g.end == that and g.kind == ING_FORM), None)
    if c.group is None or subject is None or group is None:
        return False
    by: Tokens | None = None
    person: Tokens | None = subject
    if s.low[group.start - 1] == "as" and c.group.passive:  # "the mayor was quoted by an agency as saying"
        by = noun_phrase(s, c.group.end + 1, group.start - 1) if s.low[c.group.end] == "by" else None
    elif s.low[group.start - 1] == "as":
        person = noun_phrase(s, c.group.end, group.start - 1)
    elif f.base(c.group.head) in f.a.sayings.publish and "of" in s.low[c.group.end : group.start]:
        person = noun_phrase(s, s.low.index("of", c.group.end) + 1, group.start)  # "posted a video of X saying that"
    else:
        return False
    verb = f.a.sayings.verbs.get(f.base(group.head))
    if person is None or verb is None:
        return False
    speech = Speech(verb.stance, (group.head, group.head + 1))
    speech.attribution = (c.start, that)
    if f.speech is not None and not f.speech.own:
        speech.speakers.extend(f.speech.speakers)
    outer = by if c.group.passive else subject
    if outer is not None and not f.is_self(outer):
        speech.speakers.append(offsets(s, outer))
    speech.speakers.append(offsets(s, person))
    speech.rules.append("as saying")
    f.pending = f.matrix = speech
    return True


def find_report(f: Fold, c: Clause, subject: Tokens | None, *, opens_that: bool) -> Report | None:
    """The clause's own verb of saying."""
    if c.group is None:
        return None
    if c.opener in {SAME, TURN_SAME} and f.speech is not None:
        subject = f.top or subject
    report = f.a.report(f.s, c, c.end, subject, that_follows=opens_that)
    inside = c.opener in {THAT_CLAUSE, THAT_AGAIN} and f.speech is not None and f.speech.own
    seems = report is not None and report.stance == "shows" and report.complement == "to"
    if seems and subject is not None and f.evidence(subject, "shows") == "none":
        return None  # "it appears to be": nothing shows it
    if report is not None and report.complement == "to" and f.base(report.head) == "offer" and _inside(f, c):
        return None  # "said that Tarn had offered to leave": a deed
    if report is not None and report.stance == "directs" and _inside(f, c) and _denied(f):
        return None  # "denied that the council had ordered the bridge blown up": the order is what is denied
    if report is not None and report.complement in _DEEDS and (_inside(f, c) or report.group is not c.group):
        return None  # "said that the council informed residents of the raid", "failed to notify relatives of it"
    # What the author infers or assesses is one claim, even where it tells of an order or a denial.
    return None if inside and report is not None and report.complement != "that" else report


def _inside(f: Fold, c: Clause) -> bool:
    """Does the clause stand in what somebody says?"""
    return f.speech is not None and c.opener in {THAT_CLAUSE, THAT_AGAIN}


def _denied(f: Fold) -> bool:
    return f.speech is not None and f.speech.stance == "denies"


def carried(f: Fold, c: Clause, following: Clause, subject: Tokens | None) -> Report | None:
    """A second verb of the clause does the saying; the first, where coordinated, is a claim of its own."""
    report = f.a.last_saying(f.s, c, following.start - 1)
    if report is None:
        return None
    group = report.group
    if group.kind == INFINITIVE and c.group is not None and c.opener not in {THAT_CLAUSE, THAT_AGAIN}:
        person = noun_phrase(f.s, c.group.end, group.start)
        if person is not None and f.base(c.group.head) in _WANTS:
            plain(f, c, subject, end=following.end)  # "wants the mayor to believe that P": nobody has said P
            f.muted = f.through = True
            return None
        led = person is not None and bool(f.s.tags[person[0]] & PREPOSITION)  # "took to the stage to claim that"
        if person is not None and not led and c.group.end <= person[0] and speaks(f.a.sayings, f.s, person):
            f.speech, f.carrier = None, person  # "allowed the minister to claim that"
            return report
    if group.kind == FINITE and group is not c.group and subject is not None and f.s.low[c.start] == "it":
        that = next((k for k in range(group.start - 1, c.start, -1) if f.s.tags[k] & THAT), -1)
        cleft = that >= 0 and c.group is not None and f.base(c.group.head) == "be"
        if cleft and not any(tag & (COMMA | COORDINATOR) for tag in f.s.tags[c.start : group.start]):
            f.carrier = (that + 1, group.start)  # "it was on Monday that X said that P"
        return report
    if f.speech is not None and report.stance in {"shows", "assesses"} and f.s.tags[report.head] & ING:
        f.pending, f.through = f.speech, True  # "has information showing that": its speaker still speaks
        return None
    if f.speech is not None and group.kind == INFINITIVE and group is not c.group:
        plain(f, c, subject, end=following.end)  # "makes things up to claim that": the purpose belongs to the claim
        f.muted = f.through = True
        return None
    apart = _by_saying(f, c, group) if group.kind == ING_FORM else -1
    if apart >= 0:
        plain(f, c, subject, end=apart)  # "sets the scene, including by claiming that"
        return report
    at = _with(f, c, group.start) if group.kind == ING_FORM else -1
    if at >= 0:
        plain(f, c, subject, end=at)  # "A happened, with the mayor stating that"
        f.speech, f.carrier = None, (at + 1, group.start)
    elif c.group is not None and f.s.tags[group.start - 1] & COORDINATOR:
        plain(f, c, subject, end=group.start - 1)
    return report


def _by_saying(f: Fold, c: Clause, group: Group) -> int:
    """The comma of "A did B, including by claiming that P": B is told beside P; -1 where there is none."""
    by = group.start - 1
    if c.group is None or f.s.low[by] != "by":
        return -1
    at = by - 1 if f.s.low[by - 1] in {"including", "partly", "also"} else by
    return at - 1 if f.s.tags[at - 1] & COMMA and at - 1 > c.group.end else -1


def _with(f: Fold, c: Clause, ing: int) -> int:
    """The token of "with" before a speaker and its participle; -1 for none."""
    if f.s.tags[ing - 1] & PREPOSITION:
        return -1  # "despite claiming that"
    for k in range(ing - 1, max(c.start, ing - _NEAR_SPEAKER), -1):
        if f.s.low[k] in {"with", "despite"}:
            return k
        if f.s.tags[k] & (STOP | COMMA):
            return -1
    return -1


def reported(f: Fold, c: Clause, report: Report, subject: Tokens | None) -> None:
    """Open the speech of a verb of saying, and note down what follows the verb in its own clause."""
    against = f.carrier is not None and f.s.low[f.carrier[0] - 1] == "despite" and bool(f.out)
    if f.carrier is not None:
        subject, f.carrier = noun_phrase(f.s, *f.carrier), None
    outer = f.speech if c.opener in {THAT_CLAUSE, THAT_AGAIN} or report.group is not c.group else None
    if c.opener in {SAME, TURN_SAME} and f.speech is not None:
        subject = f.top or subject
    speech = speech_of(f, report, subject, outer)
    if against and speech.view is None and not speech.own and f.out[-1].view == "own":
        speech.view = "refutes" if f.out[-1].stance == "asserts" else "doubts"
    speech.attribution = (c.start, report.content if report.complement != "that" else c.end)
    first = c.group or report.group
    if speech.own and "will" in f.s.low[first.start : first.end]:
        return  # a pointer to the author's later work
    if outer is None:
        f.matrix, f.top = speech, subject
    if report.complement == "that":
        speech.rules.append("that")
        f.pending = f.speech = speech
    elif report.complement == "whether":
        _whether(f, report.content, c.end, speech)
    elif report.complement == "heard":
        last = report.group.end >= c.end or f.s.words[report.group.end] in {".", "!"}
        if f.base(report.head) in CONFIRMED and not speech.speakers:
            speech.own = True
        f.note(c.start, report.group.start if last else c.end, c.group, speech).subject = subject
    else:
        f.around = outer
        _says(f, report, c.end, speech)


def _says(f: Fold, report: Report, end: int, speech: Speech) -> None:
    """What is said stands in the clause itself: a clause without "that", a quotation, or a noun phrase."""
    clause = report.complement in {"zero", "quote"}
    group = finite_in(f.s, report.content, end) if clause else None
    f.speech, f.closed = speech, not clause
    if "only" in f.s.low[report.content : end]:
        end = _before_only(f.s, report.content, end)
    draft = f.note(report.content, end, group, speech)
    draft.likelihood = report.likely or draft.likelihood
    draft.rules.append(report.complement)
    if clause:
        f.subject = draft.subject = subject_of(f.s, report.content, group) if group is not None else None


def _before_only(s: Sentence, start: int, end: int) -> int:
    """Where ", only to take it back" begins, which the speaker does not say; `end` where none does."""
    for k in range(start, end - 2):
        if s.tags[k] & COMMA and s.low[k + 1] == "only" and s.low[k + 2] == "to":
            return k
    return end


def _whether(f: Fold, start: int, end: int, speech: Speech) -> None:
    """ "Disagreed on whether A or B": two claims."""
    f.closed = True
    split = next((k for k in range(start, end) if f.s.low[k] == "or" and finite_in(f.s, k, end) is not None), end)
    for first, last in ((start, split), (split + 1, end)):
        if first < last:
            f.note(first, last, finite_in(f.s, first, last), speech).rules.append("whether")


def speech_of(f: Fold, report: Report, subject: Tokens | None, outer: Speech | None) -> Speech:
    """The speech that a verb of saying makes with its subject, inside another speech where it stands in one."""
    group = report.group
    speech = Speech(report.stance, report.cue)
    speech.negated = group.negated
    speech.subject = subject
    if f.base(report.head) == "doubt" and undoubted(f.s.low, report.head):  # "has no reason to doubt that P"
        speech.stance, speech.negated = "assesses", False
        speech.cue = (min(group.start, report.head), report.head + 1)
    _adverbs(f, speech, group)
    if outer is not None and not outer.own:
        speech.speakers.extend(outer.speakers)
    if subject is None or (group.passive and report.complement != "of" and not report.felt):
        speech.rules.append("passive" if group.passive else "no subject")
        if group.passive and speech.stance == "assesses" and outer is None:
            speech.stance = "states"
    elif f.is_self(subject) or f.s.low[subject[0] : subject[1]] == ["there"]:
        speech.own = True
        speech.stance = "assesses" if f.base(report.head) in _AGREES else speech.stance
        speech.rules.append("self")
        if report.evidence == "data" or (report.complement == "np" and f.base(report.head) in RECORDS):
            speech.evidence = "data"  # "we count nine craters"
        elif report.stance == "shows":
            speech.evidence = f.evidence(subject, "shows")  # "our analysis of satellite images shows that P"
    elif _infers(f, report, subject):
        if outer is not None and not outer.own:
            return outer  # "said that the data indicate that P": its speaker still speaks
        speech.own, speech.stance = True, "assesses"
        speech.negated = speech.negated or f.s.low[subject[0]] == "nothing"
        speech.likelihood = f.likelihood(group.start, group, group.end)
        speech.rules.append("inference")
    else:
        _name(f, speech, report, subject)
    return speech


def _name(f: Fold, speech: Speech, report: Report, subject: Tokens) -> None:
    """Name the speaker, and whom it cites between itself and the verb."""
    s = f.s
    subject, aged = _with_age(f, subject)
    pronoun = subject[1] - subject[0] == 1 and s.low[subject[0]] in _PERSONS
    named = _named_before(f, subject) if pronoun and not speech.speakers else None
    if named is not None:
        speech.speakers.append(named)
    elif not (pronoun and speech.speakers):  # "the ministry said that it expects": the ministry speaks
        speech.speakers.append(offsets(s, undated(s, subject) if shows(f.a.sayings, s, subject) else subject))
    if not f.a.sayings.views["unverified"].isdisjoint(s.low[subject[0] : subject[1]]):
        speech.view = "unverified"  # "unconfirmed reports speak of"
    if s.low[0] == "citing":
        _cites(f, speech, 0, subject[0])  # "Citing the police, the agency said"
    _cites(f, speech, subject[1], report.group.start)
    if report.complement == "that":
        _cites(f, speech, report.group.end, report.content)  # "said, citing the police, that"
    if report.medium is not None:
        speech.speakers.append(offsets(s, report.medium))
        speech.evidence = f.evidence(report.medium, "shows")
        speech.rules.append("posted")
        return
    # "New footage of the raid, geolocated to Corva, shows": all that stands before the verb tells of the evidence.
    whole = (subject[0], max(subject[1], report.group.start)) if report.stance == "shows" else subject
    speech.evidence = f.evidence(whole, report.stance)
    if report.evidence != "none":
        speech.evidence = report.evidence
    elif aged and speech.evidence == "none":
        speech.evidence = "testimony"
    if speech.stance in {"states", "assesses"} and f.evidence(subject, "shows") in _PICTURES:
        speech.stance, speech.evidence = "shows", f.evidence(subject, "shows")
    speech.rules.append(speech.stance)
    if f.base(report.head) == "rule" and speech.negated:
        # "did not rule out that P": a word of probability on P, not a denial.
        speech.negated, speech.likelihood = False, (report.group.start, report.group.end + 1)


def _named_before(f: Fold, subject: Tokens) -> tuple[int, int] | None:
    """ "The mayor denied P, although he admitted that Q": who said the last thing in the sentence says this as well."""
    told = (d.speech for d in reversed(f.out) if d.start < subject[0] and d.speech is not None and not d.speech.own)
    last = next(told, None)
    if last is None or len(last.speakers) != 1 or f.s.low[subject[0]] in {"we", "i"}:
        return None
    start, end = last.speakers[0]
    words = f.s.text[start:end].split()
    many = "and" in words or any(word.endswith("s") and word.islower() for word in words)
    return (start, end) if many == (f.s.low[subject[0]] == "they") else None


def _with_age(f: Fold, subject: Tokens) -> tuple[Tokens, bool]:
    """ "Olena, 43", "Maria Orlin, a 56-year-old teacher": a private person, who tells what she has seen."""
    s, start = f.s, subject[0]
    end = next((k for k in range(start, subject[1]) if s.tags[k] & COMMA), subject[1])
    old = any(word.endswith("year-old") for word in s.low[start : end + _NEAR_AGE])
    age = s.low[end + 1 : end + 2] if s.tags[end : end + 1] and s.tags[end] & COMMA else []
    aged = bool(age) and age[0].isdigit() and len(age[0]) == _DIGITS
    if not (old or aged):
        return subject, False
    sayings = f.a.sayings
    official = any(word in sayings.titles or word in sayings.agents for word in s.low[start:end])
    return ((start, end) if end > start else subject), not official


def _cites(f: Fold, speech: Speech, start: int, end: int) -> None:
    """Whom the speaker cites within a range of tokens."""
    for k in range(start, end):
        agent = agent_after(f.s, k + 1, end) if f.s.low[k] in _CITING else None
        if agent is not None:
            speech.speakers.append(offsets(f.s, agent))
            speech.relay(k)


def _infers(f: Fold, report: Report, subject: Tokens) -> bool:
    """Does the author infer from what its subject is or does, so that the subject is no speaker?"""
    sayings = f.a.sayings
    low = f.s.low[subject[0] : subject[1]]
    if report.medium is not None:
        return False  # "state television broadcast images of the visit"
    if not sayings.reporting.isdisjoint(low) and low[-1] not in sayings.abstract and low[-1] != "activity":
        return False
    base = f.base(report.head)
    if report.stance != "shows" and base not in sayings.inference:
        return False
    if base in sayings.inference and base not in sayings.verbs and base not in sayings.shows:
        return True  # nobody "means that"
    if is_abstract(f.a.sayings, f.s, subject):
        return True
    return sayings.evidence_of(low) == "none" and not speaks(f.a.sayings, f.s, subject)


def _adverbs(f: Fold, speech: Speech, group: Group) -> None:
    """ "Falsely claimed", "credibly reported": the author's view on the verb."""
    views = f.a.sayings.views
    beside = f.s.low[group.end : group.end + _ASIDE + 1]
    if "without" in beside[:2] and not _PROOF.isdisjoint(beside):
        speech.view = "unverified"
    end = group.end + 1
    if f.s.tags[end - 1 : end] and f.s.tags[end - 1] & (COMMA | STOP | BRACKET):
        end = next((k for k in range(end, min(end + _ASIDE, len(f.s.tags))) if f.s.tags[k] & THAT), end)
    for word in f.s.low[group.start : end]:
        if word in views["refutes"]:
            speech.view = "refutes"
        elif word in views["doubts"]:
            speech.view = "doubts"
        elif word in views["supports"]:
            speech.view = "supports"
    after = " ".join(f.s.low[group.end : group.end + _ASIDE])
    if after.startswith((", contrary to", "contrary to", ", without basis", ", against all evidence")):
        speech.view = "refutes"
