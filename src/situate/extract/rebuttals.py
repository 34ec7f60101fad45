"""Short sentences and tails in which an author, or another, sets a claim right: "It has not.", "He is lying."."""

from collections.abc import Iterable
from typing import Final

from situate.extract.groups import Group
from situate.extract.signals import Scene, Signal
from situate.extract.tokens import BE, DO, HAVE, MODAL, NOT, THAT
from situate.vocab import AuthorView

_PERSONS: Final = frozenset({"he", "she", "they", "it", "we"})
_POINTS: Final = frozenset({"this", "these", "that", "it", "them", "which"})
_WHOM: Final = frozenset({"him", "her", "them", "this", "that", "it"})
_WRONG: Final = frozenset({"lying", "wrong", "mistaken"})
_RIGHT: Final = frozenset({"right", "correct"})
_JUDGED: Final = _WRONG | _RIGHT
_WEIGHS: Final = frozenset(
    {
        "consider",
        "considers",
        "judge",
        "judges",
        "find",
        "finds",
        "deem",
        "deems",
        "think",
        "doubt",
        "believe",
        "agree",
        "concur",
        "trust",
        "buy",
    }
)
_FAILS: Final = frozenset({"not", "unable", "cannot", "no"})
_PLAUSIBLE: Final = frozenset({"plausible", "credible", "likely"})
_IMPLAUSIBLE: Final = frozenset({"implausible", "unlikely", "exaggerated", "doubtful", "improbable"})
_SHORT: Final = 6  # tokens: the longest denial that is no claim of its own
_NEAR: Final = 5  # tokens after the verb


def flat_denial(p: Scene) -> Iterable[Signal]:
    """ "It has not.", "They did not.": a pronoun, an auxiliary and "not" alone."""
    s = p.s
    if len(s.low) > _SHORT or not s.low or s.low[0] not in _PERSONS | _POINTS:
        return
    bare = [k for k in range(1, len(s.low)) if s.low[k].isalpha() and s.low[k] not in {"not", "yet"}]
    if len(bare) == 1 and s.tags[bare[0]] & (HAVE | DO | BE | MODAL) and any(tag & NOT for tag in s.tags):
        yield Signal("refutes", p.number, 0, "clause")


def person_judged(p: Scene) -> Iterable[Signal]:
    """ "He is lying", "they are partly right": the author judges who said it."""
    if _JUDGED.isdisjoint(p.s.low):
        return
    for group in p.finite():
        before = p.s.low[group.start - 1] if group.start else ""
        words = set(p.s.low[group.start : group.end + 2])
        if before in _PERSONS and words & (_WRONG | _RIGHT) and p.s.tags[group.start] & BE:
            right = bool(words & _RIGHT) != group.negated
            yield Signal("supports" if right else "refutes", p.number, group.start, "clause")


def thought(p: Scene) -> Iterable[Signal]:
    """ "We consider this plausible", "I doubt it": the author weighs what was said just before."""
    if _WEIGHS.isdisjoint(p.s.low):
        return
    for group in p.finite():
        if not group.start or p.s.low[group.start - 1] not in {"we", "i", *p.self_names}:
            continue
        after = p.s.low[group.end : group.end + _NEAR]
        view = _weighed(p, group, after)
        if view is not None:
            yield Signal(view, p.number, group.start, "clause")
        return  # a second verb of the sentence weighs what the first has put forward


def _weighed(p: Scene, group: Group, after: list[str]) -> AuthorView | None:
    if p.lemma(group) in {"agree", "concur"} and after[:1] == ["with"] and after[1:2] and after[1] in _WHOM:
        return "doubts" if group.negated else "supports"
    if not after or after[0] not in _POINTS or (p.s.tags[group.end] & THAT and _clause_follows(p, group)):
        return None
    if p.lemma(group) in {"believe", "buy", "trust"}:
        return "doubts" if group.negated else None
    if p.lemma(group) == "doubt":
        return "doubts"
    if p.lemma(group) in {"consider", "judge", "find", "deem", "think"}:
        told = after[1] if len(after) > 1 else ""
        return "supports" if told in _PLAUSIBLE else "doubts" if told in _IMPLAUSIBLE else None
    return None


def _clause_follows(p: Scene, group: Group) -> bool:
    """ "I doubt that it will stop": "that" opens a clause, and points to nothing."""
    return any(other.start > group.end for other in p.finite())


def not_verified(p: Scene) -> Iterable[Signal]:
    """ "Which the agency could not verify", "the press could not verify the report": whoever failed to, it is open."""
    if _FAILS.isdisjoint(p.s.low):
        return
    if p.lemmas.isdisjoint(p.views["verify"]):
        return
    for group in p.s.groups:
        if p.lemma(group) not in p.views["verify"]:
            continue
        failed = _FAILS & set(p.s.low[max(0, group.start - 4) : group.end])
        if not failed:
            continue
        after = p.s.low[group.end : group.end + 3]
        clause = after[:1] == ["that"] and _clause_follows(p, group)
        object_points = bool(after) and (
            (after[0] in _POINTS and not clause) or (after[0] == "the" and len(after) > 1 and after[1] in p.told)
        )
        relative = "which" in p.s.low[max(0, group.start - 10) : group.start]
        if object_points or relative:
            yield Signal("unverified", p.number, group.start, "clause")


RULES: Final = (flat_denial, person_judged, thought, not_verified)
"""Asked for every sentence of a passage, beside those of `signals`."""
