"""Sentences in which an author only weighs what was just told: "Nonsense.", "That's a lie.", "Footage bears it out"."""

from typing import Final

from situate.extract.groups import Group
from situate.extract.signals import Scene, Signal
from situate.extract.tokens import BE, THAT
from situate.vocab import AuthorView

# What a sentence of a few words without a verb says of the claim before it.
_BARE: Final[dict[str, AuthorView]] = {
    "nonsense": "refutes", "fake": "refutes", "lie": "refutes", "lies": "refutes", "untrue": "refutes",
    "false": "refutes", "rubbish": "refutes", "fiction": "refutes", "unconfirmed": "unverified",
    "unverified": "unverified", "doubtful": "doubts", "dubious": "doubts", "plausible": "supports",
}  # fmt: skip
_POINTS: Final = frozenset({"this", "it", "that", "these", "they", "which"})
_CONTRACTED: Final = frozenset({"it's", "it’s", "that's", "that’s"})
_FALSE: Final = frozenset({"lie", "lies", "false", "fake", "nonsense", "untrue", "rubbish", "fiction", "invention"})
_SO: Final = frozenset({"so", "true", "case", "correct"})
_REALITY: Final = frozenset({"reality", "facts", "truth", "fact"})
_FITS: Final = frozenset({"match", "fit", "tally", "square", "agree", "chime", "align", "correspond"})
BACKS: Final = frozenset({"confirm", "corroborate", "support", "verify", "prove"})
_FIGURES: Final = frozenset({"figure", "figures", "number", "numbers", "toll", "tally", "account", "estimate"})
_MUCH: Final = frozenset({"inflated", "exaggerated", "overstated", "implausible", "doubtful", "dubious", "inaccurate"})
_DOUBTS: Final = frozenset({"doubts", "doubt", "caution", "scepticism", "skepticism"})
_WHICH: Final = frozenset({"this", "that", "these", "those", "the", "such"})
_HEDGES: Final = frozenset({"likely", "probably", "may", "might"})
_NEEDS: Final = frozenset({"require", "need", "await"})
_CHECKS: Final = frozenset({"verification", "confirmation", "clarification"})
_CLAIMED: Final = frozenset({"claims", "denies"})
_OPEN: Final = frozenset({"unproven", "unverified", "unconfirmed", "uncorroborated"})
_ACCOUNTS: Final = frozenset({"account", "accounts", "version", "versions", "narrative", "narratives", "stories"})
_STORIES: Final = frozenset({"story", "otherwise"})
_TELLS: Final = frozenset({"tell", "say", "show", "suggest", "indicate", "prove"})
_WORDS: Final = frozenset({"information", "claim", "report", "news"})
_SUBJECT: Final = 2  # tokens: the longest subject that points back
_SHORT: Final = 5  # tokens: the longest verdict without a verb, its full stop among them
_NEAR: Final = 6  # tokens after a verb


def bare_verdict(p: Scene) -> list[Signal]:
    """ "Nonsense.", "Unconfirmed.", "No confirmation yet.": a few words without a verb."""
    low = p.s.low
    if len(low) > _SHORT or p.finite_groups or not p.number:
        return []
    view = next((_BARE[word] for word in low if word in _BARE), None)
    if view is not None and "not" in low:
        return []
    if low[:1] == ["no"] and not p.views["confirmation"].isdisjoint(low):
        view = "unverified"
    if low[:2] == ["not", "true"]:
        view = "refutes"
    return [Signal(view, p.number, 0, "clause")] if view is not None else []


def pointed_verdict(p: Scene) -> list[Signal]:
    """ "That's a lie", "it's not so", "this does not correspond to reality", "this matches what we hear"."""
    if not p.finite_groups or (not p.number and not p.drafts):
        return []
    group = p.finite_groups[0]
    low, first = p.s.low, p.s.low[group.start]
    before = low[group.start - 1] if 0 < group.start <= _SUBJECT else ""
    points = first in _CONTRACTED or before in _POINTS or (before in _WORDS and low[0] in {"this", "the", "that"})
    if not points or (group.end < len(low) and p.s.tags[group.end] & THAT):
        return []
    view = _pointed(p, group)
    return [Signal(view, p.number, group.start, "clause")] if view is not None else []


def _pointed(p: Scene, group: Group) -> AuthorView | None:
    """What the predicate of "this" or "it" makes of the claim before."""
    lemma, after = p.lemma(group), p.s.low[group.end : group.end + _NEAR]
    if p.s.tags[group.start] & BE or p.s.low[group.start] in _CONTRACTED:
        said = p.s.low[group.start + 1 : group.end + 2]
        if len(after) < _NEAR and not (_SO if group.negated else _FALSE).isdisjoint(said):
            return "refutes"
        backed = group.passive and lemma in BACKS and not group.negated and after[:1] == ["by"]
        shown = p.sayings.evidence_of(after) if backed else "none"
        seen = not p.views["confirmation"].isdisjoint(after) or shown not in {"none", "testimony"}
        return "supports" if backed and seen else None
    if lemma == "correspond" and not _REALITY.isdisjoint(after):
        return "refutes" if group.negated else "supports"
    if lemma in _FITS and (lemma in {"match", "fit"} or after[:1] == ["with"]):
        return "doubts" if group.negated else "supports"
    return "unverified" if lemma in _NEEDS and not _CHECKS.isdisjoint(after) else None


def borne_out(p: Scene) -> list[Signal]:
    """ "Footage confirms this", "our sources confirm it": evidence, or the author's own people, bear a claim out."""
    if p.lemmas.isdisjoint(BACKS) or not p.number or not p.finite_groups:
        return []
    group = p.finite_groups[0]
    after = p.s.low[group.end : group.end + 2]
    subject = p.s.low[max(0, group.start - _NEAR) : group.start]
    ends = len(after) == 1 or (len(after) > 1 and not after[1].isalpha())
    if p.lemma(group) not in BACKS or not after or after[0] not in _POINTS or not ends or group.negated:
        return []
    own = subject[:1] in (["we"], ["our"], ["my"], ["i"]) or p.sayings.evidence_of(subject) not in {"none", "testimony"}
    return [Signal("supports", p.number, group.start, "clause")] if own else []


def another_story(p: Scene) -> list[Signal]:
    """ "Footage tells a different story", "the pictures say otherwise": evidence speaks against what was just told."""
    if _STORIES.isdisjoint(p.hints):
        return []
    for group in p.finite_groups:
        after = p.s.low[group.end : group.end + _SUBJECT + 1]
        tale = {"different", "another", "other"}.isdisjoint(after) or "story" not in after
        subject = p.s.low[max(0, group.start - _NEAR) : group.start]
        told = p.lemma(group) in _TELLS and (not tale or after[:1] == ["otherwise"])
        if told and p.sayings.evidence_of(subject) not in {"none", "testimony"}:
            return [Signal("refutes", p.number, group.start, "clause")]
    return []


def left_open(p: Scene) -> list[Signal]:
    """ "Both accounts remain unproven", "these claims are so far unconfirmed": what was told just before is open."""
    if _OPEN.isdisjoint(p.hints):
        return []
    for group in p.finite_groups:
        after = p.s.low[group.end : group.end + _SUBJECT + 1]
        told = not p.told.isdisjoint(p.s.low[: group.start]) or not _ACCOUNTS.isdisjoint(p.s.low[: group.start])
        if told and p.lemma(group) in {"remain", "be"} and not _OPEN.isdisjoint(after) and group.start <= _NEAR:
            return [Signal("unverified", p.number, group.start, "clause")]
    return []


def figure_weighed(p: Scene) -> list[Signal]:
    """ "That figure is inflated", "such claims should be treated with caution", "I have my doubts"."""
    low = p.s.low
    if p.hints.isdisjoint(_MUCH) and p.hints.isdisjoint(_DOUBTS):
        return []
    for group in p.finite_groups[:1]:
        subject, after = low[max(0, group.start - 3) : group.start], low[group.start : group.end + _NEAR]
        pointing = not _WHICH.isdisjoint(subject[:1])
        mine = subject[-1:] in (["i"], ["we"]) and p.lemma(group) == "have" and not _DOUBTS.isdisjoint(after)
        figure = pointing and not _FIGURES.isdisjoint(subject[-1:]) and not _MUCH.isdisjoint(after)
        told = pointing and not p.told.isdisjoint(subject[-1:]) and {"with", "caution"} <= set(after)
        if (mine or figure or told) and not group.negated:
            hedged = not _HEDGES.isdisjoint(after)  # "these figures are likely inflated" is a judgment of its own
            return [Signal("doubts", p.number, group.start, "last" if hedged else "clause")]
    return []


def in_reality(p: Scene) -> list[Signal]:
    """ "X boasts of P; in fact Q", "In reality, Q": what was claimed before is not so."""
    low = p.s.low
    if p.hints.isdisjoint({"reality", "fact"}):
        return []
    for k in range(len(low) - 1):
        if low[k] != "in" or low[k + 1] not in {"reality", "fact"} or low[k + 2 : k + 3] == ["that"]:
            continue
        if k and low[k - 1] not in {";", ".", "—", "–", "but", ","}:
            continue
        before = [draft for draft in p.drafts if draft.start < k]
        claimed = not k or (bool(before) and before[-1].stance in _CLAIMED)
        reach = "last" if low[k + 1] == "reality" else "claimed"
        return [Signal("refutes", p.number, k, reach)] if claimed else []
    return []


HINTS: Final = frozenset(_BARE) | _STORIES | _OPEN | _MUCH | _DOUBTS | frozenset({"reality", "fact"})
RULES: Final = (bare_verdict, pointed_verdict, borne_out, another_story, left_open, figure_weighed, in_reality)
"""Asked for every sentence of a passage, beside those of `signals` and `rebuttals`."""
