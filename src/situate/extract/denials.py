"""Another's words denied or contradicted: "denied X's report that P", "which contradicts X's claim that P"."""

from typing import Final

from situate.extract.clauses import THAT_CLAUSE, Clause
from situate.extract.drafts import Tokens
from situate.extract.fold import Fold
from situate.extract.groups import INFINITIVE
from situate.extract.nominal import nominal_speech, noun_of, owner_of
from situate.extract.reports import Report
from situate.extract.speaking import speech_of
from situate.extract.subjects import speaks
from situate.extract.tokens import COMMA, STOP

_DENIES: Final = frozenset({"deny", "reject", "refute", "dismiss", "dispute", "rebut", "contest", "disavow"})
_WAVES: Final = frozenset({"brush", "wave", "shrug", "laugh", "play"})
_ASIDE: Final = frozenset({"aside", "off", "away", "down"})
_HELD: Final = frozenset({"states", "claims", "assesses"})
_FAR: Final = 6  # tokens between a verb that contradicts and the noun of saying


def waved_off(f: Fold, c: Clause, following: Clause, noun: int, subject: Tokens | None) -> bool:
    """ "Denied X's report that P", "dismissed as propaganda the claim that P": who denies it says so of P."""
    group = c.group
    if group is None or subject is None or noun < 0 or group.passive:
        return False
    waves = f.base(group.head) in _WAVES and f.s.low[group.end] in _ASIDE
    if f.base(group.head) not in _DENIES and not waves:
        return False
    if f.a.sayings.nouns.get(f.s.low[noun]) not in _HELD or f.is_self(subject) or not speaks(f.a.sayings, f.s, subject):
        return False
    if not waves and f.s.low[group.end] != "as" and owner_of(f, c, noun) is None:
        return False
    outer = f.speech if c.opener == THAT_CLAUSE else None
    speech = speech_of(f, Report(group, "denies", "that", c.end), subject, outer)
    speech.attribution = (c.start, following.start - 1)
    speech.rules.append("waved off")
    if waves:
        speech.cue = (group.head, group.end + 1)
    f.pending = f.matrix = speech
    f.top = subject if outer is None else f.top
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
