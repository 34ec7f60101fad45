"""Short sentences and tails in which an author, or another, sets a claim right: "It has not.", "He is lying."."""

from typing import Final

from situate.extract.groups import Group
from situate.extract.signals import Scene, Signal
from situate.extract.tokens import BE, COMMA, DO, HAVE, MODAL, NOT, STOP, THAT
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
        "agrees",
        "concur",
        "concurs",
        "trust",
        "buy",
    }
)
_BELIEVES: Final = frozenset({"believe", "trust"})
_DO: Final = frozenset({"do", "don't", "don’t", "never"})
_FAILS: Final = frozenset({"not", "unable", "cannot", "no"})
_PLAUSIBLE: Final = frozenset({"plausible", "credible", "likely"})
_IMPLAUSIBLE: Final = frozenset({"implausible", "unlikely", "exaggerated", "doubtful", "improbable"})
_FALSE: Final = frozenset(
    {"forged", "fake", "fakes", "false", "untrue", "lie", "lies", "fabricated", "invented", "nonsense", "true"}
)
SEES: Final = frozenset({"see", "observe", "notice"})
_PICTURES: Final = frozenset(
    {"footage", "video", "clip", "photo", "picture", "image", "images", "photos", "videos", "clips"}
)
_TAKEN: Final = frozenset({"film", "record", "shoot", "take", "make"})
_YET: Final = frozenset({"but", "though", "although", "however", "actually"})
_WHICH: Final = frozenset({"the", "either", "both", "any", "such", "those", "these", "neither"})
_ACCOUNTS: Final = frozenset({"account", "accounts", "version", "versions", "figure", "figures", "toll", "number"})
_SHORT: Final = 6  # tokens: the longest denial that is no claim of its own
_NEAR: Final = 5  # tokens after the verb


def flat_denial(p: Scene) -> list[Signal]:
    """ "It has not.", "They did not.": a pronoun, an auxiliary and "not" alone."""
    found: list[Signal] = []
    s = p.s
    if not s.low or s.low[0] not in _PERSONS | _POINTS:
        return found
    stops = (k for k in range(2, min(len(s.low), _SHORT)) if s.tags[k] & (COMMA | STOP))
    end = next(stops, len(s.low))  # "It has not, though the road is cut."
    if end > _SHORT:
        return found
    bare = [k for k in range(1, end) if s.low[k][:1].isalpha() and s.low[k] not in {"not", "yet"}]
    if len(bare) == 1 and s.tags[bare[0]] & (HAVE | DO | BE | MODAL) and any(tag & NOT for tag in s.tags[:end]):
        found.append(Signal("refutes", p.number, 0, "clause"))
    return found


def person_judged(p: Scene) -> list[Signal]:
    """ "He is lying", "they are partly right": the author judges who said it."""
    found: list[Signal] = []
    if _JUDGED.isdisjoint(p.hints):
        return found
    for group in p.finite():
        before = p.s.low[group.start - 1] if group.start else ""
        words = set(p.s.low[group.start : group.end + 2])
        if before in _PERSONS and words & (_WRONG | _RIGHT) and p.s.tags[group.start] & BE:
            right = bool(words & _RIGHT) != group.negated
            found.append(Signal("supports" if right else "refutes", p.number, group.start, "clause"))
    return found


def called_false(p: Scene) -> list[Signal]:
    """ "They are forged", "this is a lie", "it is not true": a pronoun, and nothing but that it is false."""
    found: list[Signal] = []
    if _FALSE.isdisjoint(p.hints):
        return found
    for group in p.finite():
        before = p.s.low[group.start - 1] if group.start else ""
        if before not in _POINTS | _PERSONS or not p.s.tags[group.start] & BE:
            continue
        rest = p.s.low[group.start + 1 : group.end + _NEAR]
        stop = next((k for k, word in enumerate(rest) if not word.isalpha()), len(rest))
        false = [word for word in rest[:stop] if word in _FALSE]
        if false and stop <= _NEAR and (false[0] != "true" or group.negated) and rest[stop - 1] == false[-1]:
            found.append(Signal("refutes", p.number, group.start, "clause"))
    return found


def unseen(p: Scene) -> list[Signal]:
    """ "I do not see it", "we have seen nothing of this": the author has not seen what was said just before."""
    found: list[Signal] = []
    if p.lemmas.isdisjoint(SEES):
        return found
    for group in p.finite():
        own = group.start and p.s.low[group.start - 1] in {"we", "i", *p.self_names}
        after = p.s.low[group.end : group.end + 3]
        none = group.negated or after[:1] == ["nothing"] or after[:1] == ["none"]
        if own and none and p.lemma(group) in SEES and not _POINTS.isdisjoint(after) and not _clause_follows(p, group):
            found.append(Signal("unverified", p.number, group.start, "clause"))
    return found


def old_pictures(p: Scene) -> list[Signal]:
    """ "But the clip was filmed in May", "the footage is from last year": it does not show what it is said to."""
    found: list[Signal] = []
    if not p.drafts and not p.number:
        return found
    if _PICTURES.isdisjoint(p.hints) or _YET.isdisjoint(p.hints):
        return found
    for group in p.finite():
        before = p.s.low[group.start - 1] if group.start else ""
        taken = group.passive and p.lemma(group) in _TAKEN
        old = p.s.tags[group.start] & BE and p.s.low[group.end : group.end + 1] in (["from"], ["old"])
        if (before == "it" or before in _PICTURES) and (taken or old):
            found.append(Signal("refutes", p.number, group.start, "last"))
    return found


def thought(p: Scene) -> list[Signal]:
    """ "We consider this plausible", "I doubt it": the author weighs what was said just before."""
    found: list[Signal] = []
    if _WEIGHS.isdisjoint(p.hints):
        return found
    for group in p.finite():
        if not group.start or p.s.low[group.start - 1] not in {"we", "i", *p.self_names}:
            continue
        after = p.s.low[group.end : group.end + _NEAR]
        view = _weighed(p, group, after)
        if view is not None:
            found.append(Signal(view, p.number, group.start, "clause"))
        return found  # a second verb of the sentence weighs what the first has put forward
    return found


def _weighed(p: Scene, group: Group, after: list[str]) -> AuthorView | None:
    if p.lemma(group) in {"agree", "concur"} and after[:1] == ["with"] and after[1:2] and after[1] in _WHOM:
        return "doubts" if group.negated else "supports"
    if p.lemma(group) == "concur" and (not after or not after[0].isalpha()):
        return "doubts" if group.negated else "supports"  # "and we concur"
    if not after or after[0] not in _POINTS or (p.s.tags[group.end] & THAT and _clause_follows(p, group)):
        return None
    if after[:1] == ["it"] and "that" in after:
        return None  # "we consider it unlikely that": a judgment of its own
    if p.lemma(group) in {"believe", "buy", "trust"}:
        return "doubts" if group.negated else None
    if p.lemma(group) == "doubt":
        return "doubts"
    if p.lemma(group) in {"consider", "judge", "find", "deem", "think"}:
        told = after[1] if len(after) > 1 else ""
        return "supports" if told in _PLAUSIBLE else "doubts" if told in _IMPLAUSIBLE else None
    return None


def _closes(p: Scene, group: Group) -> bool:
    """ "Footage, which we cannot verify, shows P": does a comma close the clause, and a verb follow?"""
    comma = group.end
    if comma >= len(p.s.tags) or not p.s.tags[comma] & COMMA:
        return False
    return any(other.start == comma + 1 for other in p.finite())


def not_to_believe(p: Scene) -> list[Signal]:
    """ "Don't believe it", "as for the boast that P, do not believe it": the author tells readers not to."""
    found: list[Signal] = []
    if _BELIEVES.isdisjoint(p.hints):
        return found
    for group in p.finite():
        told = group.negated and p.s.low[group.start] in _DO and p.lemma(group) in _BELIEVES
        alone = not group.start or bool(p.s.tags[group.start - 1] & (COMMA | STOP))
        if told and alone and not _POINTS.isdisjoint(p.s.low[group.end : group.end + 2]):
            found.append(Signal("refutes", p.number, group.start, "clause"))
    return found


def _clause_follows(p: Scene, group: Group) -> bool:
    """ "I doubt that it will stop": "that" opens a clause, and points to nothing."""
    return any(other.start > group.end for other in p.finite())


def not_verified(p: Scene) -> list[Signal]:
    """ "Which the agency could not verify", "the press could not verify the report": whoever failed to, it is open."""
    found: list[Signal] = []
    if _FAILS.isdisjoint(p.hints) or p.lemmas.isdisjoint(p.views["verify"]):
        return found
    for group in p.s.groups:
        if p.lemma(group) not in p.views["verify"]:
            continue
        failed = _FAILS & set(p.s.low[max(0, group.start - 4) : group.end])
        if not failed:
            continue
        after = p.s.low[group.end : group.end + 3]
        clause = after[:1] == ["that"] and _clause_follows(p, group)
        object_points = bool(after) and (
            (after[0] in _POINTS and not clause)
            or (after[0] in _WHICH and any(word in p.told or word in _ACCOUNTS for word in after[1:]))
        )
        before = p.s.low[max(0, group.start - 10) : group.start]
        relative = "which" in before or ("that" in before and (not after or not after[0].isalpha()))
        if object_points or relative:
            inserted = relative and not object_points and _closes(p, group)
            found.append(Signal("unverified", p.number, len(p.s.low) if inserted else group.start, "clause"))
    return found


HINTS: Final = _BELIEVES | _JUDGED | _FALSE | _PICTURES | _YET | _WEIGHS | _FAILS
RULES: Final = (
    flat_denial, person_judged, called_false, unseen, old_pictures, thought, not_verified, not_to_believe,
)  # fmt: skip
"""Asked for every sentence of a passage, beside those of `signals`."""
