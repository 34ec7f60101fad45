"""What an author remarks on a claim in the same sentence: "which the pictures contradict", "although footage shows"."""

from typing import Final

from situate.extract.clauses import THAT_CLAUSE, TURN, Clause
from situate.extract.drafts import Draft, Speech, Tokens
from situate.extract.edges import trim_end
from situate.extract.fold import Fold
from situate.extract.groups import FINITE, Group
from situate.extract.phrases import noun_phrase, offsets
from situate.extract.plain import TOP, plain
from situate.extract.tokens import COMMA, RELATIVE, STOP, THAT
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
_SHOWING: Final = frozenset({"providing", "offering", "presenting", "giving", "showing", "citing"})
_PROOF: Final = frozenset({"evidence", "proof"})
_OPINIONS: Final = frozenset({"opinion", "view", "judgment", "judgement", "assessment", "estimation", "estimate"})
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
    if "believe" in after and judged & {"hard", "difficult"}:
        return "doubts"  # "which is hard to believe"
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


def remark(f: Fold, c: Clause, following: Clause | None) -> None:
    """ ", a claim that the footage contradicts": the clause says nothing, and evidence in it sets the view before."""
    last = f.out[-1] if f.out else None
    if last is None or last.view != "none":
        return
    group = next((g for g in f.s.groups if g.start > c.start and f.base(g.head) in _UNDERMINES), None)
    if group is not None and group.start < c.end and not group.negated and not group.passive:
        last.view = "refutes"
        last.rules.append("comment")


def inferred(f: Fold, c: Clause, following: Clause | None, subject: Tokens | None) -> bool:
    """ "X's remark that P suggests that Q": P is what X said, Q what the author infers. False where it is no such."""
    s, speech = f.s, f.speech
    if c.opener != THAT_CLAUSE or following is None or following.opener != THAT_CLAUSE or speech is None:
        return False
    group = next((g for g in s.groups if g.end == following.start - 1 and g.kind == FINITE), None)
    if speech.own or "nominal" not in speech.rules or group is None or group is c.group:
        return False
    if f.base(group.head) not in f.a.sayings.inference:
        return False
    plain(f, c, subject, end=group.start)
    inference = Speech("assesses", (group.head, group.head + 1))
    inference.own, inference.attribution = True, (c.start, group.end)
    inference.likelihood = f.likelihood(group.start, group, group.end)
    inference.rules.append("inference")
    f.pending = f.matrix = inference
    return True


def contrary(f: Fold) -> None:
    """ "X claimed that P, contrary to footage that shows Q": P is refuted, and the footage shows Q."""
    s = f.s
    at = s.low.index("contrary")
    told = next((d for d in f.out if d.start < at < d.end and d.view != "own"), None)
    if told is None or s.low[at + 1 : at + 2] != ["to"]:
        return
    end = next((k for k in range(at + 2, told.end) if s.tags[k] & (COMMA | RELATIVE | THAT | STOP)), told.end)
    medium = noun_phrase(s, at + 2, end)
    if medium is None or f.evidence(medium, "shows") not in _SEEN:
        return
    stop, told.end, told.view = told.end, trim_end(s, told.start, at), "refutes"
    told.rules.append("comment")
    shows = next((g for g in s.groups if end < g.start < stop and f.base(g.head) in f.a.sayings.shows), None)
    if shows is None or shows.start > end + 1 or not s.tags[end] & (RELATIVE | THAT):
        return
    speech = Speech("shows", (shows.head, shows.head + 1))
    speech.speakers.append(offsets(s, medium))
    speech.evidence, speech.attribution = f.evidence(medium, "shows"), (at, shows.end)
    speech.rules.append("shows")
    f.note(shows.end + bool(s.tags[shows.end] & THAT), stop, None, speech)


def unproven(f: Fold) -> None:
    """ "Said that P, without providing evidence": the author has not been shown it."""
    s, at = f.s, f.s.low.index("without")
    after = s.low[at + 1 : at + 2 + _NEAR]
    if not after or after[0] not in _SHOWING or _PROOF.isdisjoint(after):
        return
    for draft in f.out:
        if draft.start < at < draft.end and draft.view == "none":
            draft.end, draft.view = trim_end(s, draft.start, at), "unverified"
            draft.rules.append("comment")


def opinion(f: Fold, c: Clause) -> None:
    """ "In my opinion P", "in our view P": the author judges, and says so."""
    s = f.s
    if c.opener not in TOP or s.low[c.start : c.start + 1] != ["in"] or c.start + 3 >= c.end:
        return
    if s.low[c.start + 1] not in {"my", "our"} or s.low[c.start + 2] not in _OPINIONS or f.quoted(c.start):
        return
    speech = Speech("assesses", (c.start, c.start + 3))
    speech.own, speech.attribution = True, (c.start, c.start + 3)
    speech.rules.append("self")
    f.speech = f.matrix = speech
    c.start += 3


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
