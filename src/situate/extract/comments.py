"""What an author remarks on a claim in the same sentence: "which the pictures contradict", "although footage shows"."""

from typing import Final

from situate.extract.clauses import TURN, Clause
from situate.extract.drafts import Draft, Speech
from situate.extract.fold import Fold
from situate.extract.groups import Group
from situate.extract.tokens import COMMA, STOP
from situate.vocab import AuthorView

_SEEMS: Final = frozenset({"be", "appear", "seem", "look", "sound"})
_FITS: Final = frozenset({"fit", "square", "tally", "chime", "agree", "match", "align", "coincide", "accord", "jibe"})
_UNDERMINES: Final = frozenset({"contradict", "refute", "disprove", "belie", "debunk", "rebut"})
_PREMATURE: Final = frozenset({"premature", "exaggerated", "overstated", "unlikely", "implausible", "doubtful", "odd"})
_RIGHT: Final = frozenset({"right", "plausible", "credible", "accurate", "correct", "likely", "true", "consistent"})
_FALSE: Final = frozenset({"false", "untrue", "wrong", "nonsense", "baseless", "lie", "absurd"})
_SEEN: Final = frozenset({"geolocated", "satellite", "footage"})
_TOLD: Final = frozenset({"claims", "denies", "states"})
_CONTRAST: Final = frozenset({"although", "though", "but", "however", "yet"})
_NEAR: Final = 4  # tokens after the verb in which its judgment stands


def commented(f: Fold, c: Clause) -> bool:
    """ ", which the pictures contradict", ", which appears premature", ", which fits with the layoffs".

    The author, or what it points to, judges the claim just told. False where the clause says something of its own.
    """
    last = f.out[-1] if f.out else None
    if c.word != "which" or c.group is None or last is None or last.view == "own":
        return False
    view = _judged(f, c, c.group)
    if view is None:
        return False
    if last.view == "none":
        last.view = view
        last.rules.append("comment")
    return True


def _judged(f: Fold, c: Clause, group: Group) -> AuthorView | None:
    """What a relative clause makes of the claim before it; None where it tells something else."""
    base, low = f.base(group.head), f.s.low
    after = low[group.end : min(c.end, group.end + _NEAR)]
    if base in f.a.sayings.views["contradict"] | _UNDERMINES and (not _goes_on(f, c, group) or _points(f, group, c)):
        return None if group.negated else "refutes"
    if base in _FITS and "with" in after:
        return "doubts" if group.negated else "supports"
    if base not in _SEEMS or group.start != c.start + 1:
        return None
    judged = {*low[group.start : group.end], *after}
    if judged & _FALSE:
        return "refutes"
    if judged & _PREMATURE:
        return "doubts"
    return ("doubts" if group.negated else "supports") if judged & _RIGHT and base != "be" else None


def _goes_on(f: Fold, c: Clause, group: Group) -> bool:
    """Do more words than a full stop follow the verb in its clause?"""
    return group.end < c.end and not f.s.tags[group.end] & (COMMA | STOP) and f.s.words[group.end] not in {".", "!"}


def _points(f: Fold, group: Group, c: Clause) -> bool:
    """ "Which contradicts the claim", "this version": is the verb's object a word for what was said?"""
    return any(word in f.a.sayings.told for word in f.s.low[group.end : min(c.end, group.end + _NEAR)])


def set_against(f: Fold, clauses: list[Clause]) -> None:
    """ "X claimed that P, although footage shows Q": what is seen speaks against the last thing X said."""
    turns = [c.start for c in clauses if c.opener == TURN and c.word in _CONTRAST]
    if not turns:
        return
    before: Draft | None = None
    for draft in f.out:
        speech = draft.speech
        shown = speech is not None and draft.stance == "shows" and draft.evidence in _SEEN
        if shown and before is not None and _opens_turn(speech, turns):
            before.view = "refutes"
            before.rules.append("comment")
        before = draft if draft.view == "none" and draft.stance in _TOLD and speech is not None else None


def _opens_turn(speech: Speech | None, turns: list[int]) -> bool:
    """Does a clause of contrast begin with this speech?"""
    return speech is not None and speech.attribution is not None and speech.attribution[0] in turns
