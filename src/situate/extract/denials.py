"""Another's words denied or contradicted: "denied X's report that P", "which contradicts X's claim that P".

Where it is denied that somebody said P, the saying is what is denied, and P is put forward by nobody.
"""

from typing import Final

from situate.extract.clauses import NEW, SAME, THAT_AGAIN, THAT_CLAUSE, TIME, Clause
from situate.extract.doubts import DOUBTS, undoubted
from situate.extract.drafts import Draft, Tokens
from situate.extract.edges import trim_end
from situate.extract.fold import Fold
from situate.extract.groups import FINITE, INFINITIVE, ING_FORM, Group
from situate.extract.nominal import nominal_speech, noun_of, owner_of
from situate.extract.reports import Report
from situate.extract.speaking import find_report, speech_of
from situate.extract.subjects import speaks
from situate.extract.tokens import COMMA, COORDINATOR, RELATIVE, STOP

SAYING_DENIED: Final = "saying denied"
_DENIES: Final = frozenset(
    {"deny", "reject", "refute", "dismiss", "dispute", "rebut", "contest", "disavow", "doubt", "question", "challenge"}
)
_VOICES: Final = frozenset({"express", "voice", "raise", "cast", "throw", "have", "harbor", "harbour", "air", "share"})
_IS: Final = frozenset({"be", "remain", "sound", "seem", "grow", "become", "stay"})
_WAVES: Final = frozenset({"brush", "wave", "shrug", "laugh", "play"})
_ASIDE: Final = frozenset({"aside", "off", "away", "down"})
_HELD: Final = frozenset({"states", "claims", "assesses"})
_GOES_ON: Final = frozenset({THAT_CLAUSE, THAT_AGAIN, TIME})  # what stays inside a saying that is denied
_ABOUT: Final = frozenset({"about", "of", "on", "over", "upon", "toward", "towards", "regarding", "concerning"})
_BESIDE: Final = 3  # tokens behind a verb among which its word of doubt stands: "expressed grave doubts about"
_FAR: Final = 6  # tokens between a verb that contradicts and the noun of saying


def waved_off(f: Fold, c: Clause, following: Clause, noun: int, subject: Tokens | None) -> bool:
    """ "Denied X's report that P", "dismissed as propaganda the claim that P": who denies or doubts it says so of P."""
    group = c.group
    if group is None or subject is None or noun < 0 or group.passive or group.negated:
        return False
    base, said = f.base(group.head), _said_of_it(f, group)
    waves = said > group.end
    if not waves and (base not in _DENIES or (base == "doubt" and undoubted(f.s.low, group.head))):
        return False  # "few doubt the ministry's claim"
    if f.a.sayings.nouns.get(f.s.low[noun]) not in _HELD or f.is_self(subject) or not speaks(f.a.sayings, f.s, subject):
        return False
    if not waves and f.s.low[group.end] != "as" and owner_of(f, c, noun) is None:
        return False
    outer = f.speech if c.opener == THAT_CLAUSE else None
    speech = speech_of(f, Report(group, "denies", "that", c.end), subject, outer)
    speech.attribution = (c.start, following.start - 1)
    speech.rules.append("waved off")
    if waves:
        speech.cue = (group.head, said)
    f.pending = f.matrix = speech
    f.top = subject if outer is None else f.top
    return True


def _said_of_it(f: Fold, group: Group) -> int:
    """Where the words end that deny together with their verb ("brushed aside", "is skeptical of"); else its end."""
    low, end, base = f.s.low, group.end, f.base(group.head)
    if base in _WAVES and low[end] in _ASIDE:
        return end + 1
    voices = base in _VOICES
    if not voices and base not in _IS:
        return end
    for at in range(end, min(end + _BESIDE, len(low) - 1)):
        doubts = low[at] in DOUBTS if voices else f.a.sayings.feelings.get(low[at]) == "denies"
        if doubts and low[at + 1] in _ABOUT and not undoubted(low, at):
            return at + (2 if low[at + 1] in {"on", "upon"} else 1)
    return end


def saying_denied(f: Fold, c: Clause, opened: Clause | None, noun: int, subject: Tokens | None) -> bool:
    """ "Denied that Y had said that P", "denied having said that P": that it was said is denied; nobody says P."""
    speech, within = f.speech, c.opener in {THAT_CLAUSE, THAT_AGAIN}
    if not within or speech is None or speech.stance != "denies" or speech.negated or speech.own:
        return opened is not None and noun < 0 and _denies_saying(f, c, opened, subject)
    report = find_report(f, c, subject, opens_that=opened is not None) if noun < 0 else None
    if report is None and noun < 0 and opened is not None:
        report = f.a.last_saying(f.s, c, opened.start - 1)  # "had ever said that", "had tried to claim that"
    if noun < 0 and not _says_that(f, c, report):
        return False
    draft = f.note(c.start, c.end if opened is None else opened.end, c.group, speech)
    draft.subject = subject
    _close(f, draft, opened)
    return True


def _denies_saying(f: Fold, c: Clause, opened: Clause, subject: Tokens | None) -> bool:
    """ "Denied having said that P", "denied the mayor had said that P": no "that" stands behind the denial."""
    group = c.group
    if group is None or subject is None or group.passive or group.negated:
        return False
    verb = f.a.sayings.verbs.get(f.base(group.head))
    if verb is None or verb.stance != "denies" or not _saying_between(f, group, opened.start - 1):
        return False
    outer = f.speech if c.opener in {THAT_CLAUSE, THAT_AGAIN} else None
    speech = speech_of(f, Report(group, "denies", "np", group.end), subject, outer)
    speech.attribution = (c.start, group.end)
    f.speech = f.matrix = speech
    f.top = subject if outer is None else f.top
    _close(f, f.note(group.end, opened.end, None, speech), opened)
    return True


def _says_that(f: Fold, c: Clause, report: Report | None) -> bool:
    """Does the clause's verb say or show something? What somebody only expects or believes is not said."""
    if report is None or c.group is None or report.stance == "assesses":
        return False
    between = f.s.tags[c.group.end : report.group.start]  # "had ever said", not "was short and said"
    return not any(tag & (COMMA | COORDINATOR) for tag in between)


def _saying_between(f: Fold, denies: Group, that: int) -> bool:
    """Does a verb of saying with its "that" follow a verb that denies it: "denied the mayor said", "denied saying"?"""
    group = next((g for g in f.s.groups if g.start >= denies.end and g.kind in {FINITE, ING_FORM}), None)
    if group is None or group.end > that or not f.a.says(group, f.s, that):
        return False
    if group.kind == ING_FORM:
        return f.s.low[denies.end : group.start] in ([], ["ever"])  # not "denied reports claiming that P"
    between = f.s.tags[denies.end : group.start]
    return bool(between) and not any(tag & (COMMA | COORDINATOR | RELATIVE | STOP) for tag in between)


def _close(f: Fold, draft: Draft, opened: Clause | None) -> None:
    """The saying holds what was said: what "that" opens is no claim of its own."""
    draft.rules.append(SAYING_DENIED)
    if opened is not None:
        f.told, f.muted, f.closed = draft, True, True


def stays_denied(f: Fold, c: Clause, told: Draft) -> bool:
    """Does a clause belong to the saying that is denied? Else who denied it goes on, or the author."""
    comma = c.start >= 2 and bool(f.s.tags[c.start - 2] & COMMA)
    joined = c.opener == NEW or (c.opener == SAME and c.group is not None and not f.a.says(c.group, f.s, None))
    if c.opener not in _GOES_ON and (comma or not joined):
        f.told, f.muted = None, False
        return False
    told.end = trim_end(f.s, told.start, c.end)
    return True


def weighed_against(f: Fold, c: Clause, following: Clause | None) -> bool:
    """ ", which contradicts X's claim that P", ", which belies X's pledge to do P": P is X's, and not so."""
    group, views = c.group, f.a.sayings.views
    if group is None or c.word != "which" or group.negated:
        return False
    against = f.base(group.head) in views["contradict"]
    if not against and f.base(group.head) not in views["back"]:
        return False
    opened = following is not None and following.opener == THAT_CLAUSE
    noun = noun_of(f, c, following) if following is not None and opened else _pledged(f, c, group.end)
    owner = owner_of(f, c, noun) if noun >= 0 else None
    if owner is None or f.is_self(owner) or f.a.sayings.nouns.get(f.s.low[noun]) not in _HELD:
        return False
    speech = nominal_speech(f, c, noun, owner)
    speech.view = "refutes" if against else "supports"
    speech.attribution = (c.start, noun + 1)
    speech.rules.append("weighed against")
    if opened:
        f.pending = f.matrix = speech
        return True
    f.note(noun + 1, c.end, None, speech)
    f.closed = True
    return True


def _pledged(f: Fold, c: Clause, start: int) -> int:
    """The noun of saying with an infinitive behind a verb: "Orlin's pledge to draft volunteers"; -1 for none."""
    for group in f.s.groups:
        if group.start > start + _FAR or group.start >= c.end:
            return -1
        if group.kind == INFINITIVE and group.start > start and f.s.low[group.start - 1] in f.a.sayings.nouns:
            between = f.s.tags[start : group.start]
            return -1 if any(tag & (COMMA | STOP) for tag in between) else group.start - 1
    return -1
