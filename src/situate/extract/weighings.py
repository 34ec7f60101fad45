"""Verbs whose next word turns what they lead to: "judge it unlikely that P", "rule out a retreat"."""

from typing import Final

from situate.extract.reports import NEAR_THAT, Case, Report
from situate.extract.tokens import ADJECTIVE, DETERMINER, ING, LIKELY, NAME, NOUN, NUMBER, PLURAL, PREPOSITION, THAT

_OPENS: Final = DETERMINER | ING | NOUN | PLURAL | NAME | ADJECTIVE | NUMBER


def judged_it(c: Case) -> Report | None:
    """ "We judge it improbable that P": P is assessed, and how probable it is stands before it."""
    if c.s.low[c.after] != "it" or c.verb.stance != "assesses":
        return None
    for k in range(c.after + 1, min(c.limit - 1, c.after + NEAR_THAT)):
        if c.s.tags[k] & LIKELY and c.s.tags[k + 1] & THAT:
            report = c.report("zero", k + 2)
            report.likely = (c.after + 1, k + 1)
            return report
    return None


def ruled_out(c: Case) -> Report | None:
    """ "Ruled out sending troops": who does so denies that it will happen."""
    if c.lemma != "rule" or c.s.low[c.after] != "out" or c.group.negated or c.after + 1 >= c.limit:
        return None
    if not c.s.tags[c.after + 1] & _OPENS or c.s.tags[c.after + 1] & (PREPOSITION | THAT):
        return None
    report = Report(c.group, "denies", "np", c.after + 1)
    report.cue = (c.group.head, c.after + 1)
    return report


def laid_bare(c: Case) -> Report | None:
    """ "Imagery lays bare two craters": what is seen stands behind "bare"."""
    if c.lemma != "lay" or c.s.low[c.after] != "bare" or c.after + 1 >= c.limit:
        return None
    report = c.report("np", c.after + 1)
    report.cue = (c.group.head, c.after + 1)
    return report
