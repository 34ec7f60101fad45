"""What the author makes of others' claims.

A claim takes the view of its own clause; else that of its label; else that of the nearest signal that reaches it.
"""

from typing import Final

from situate.extract.clauses import Sentence
from situate.extract.drafts import Draft, Wording
from situate.extract.groups import FINITE
from situate.extract.rebuttals import HINTS as REBUTTING
from situate.extract.rebuttals import RULES as REBUTTALS
from situate.extract.rebuttals import SEES
from situate.extract.sayings import Sayings
from situate.extract.signals import HINTS as SIGNALLING
from situate.extract.signals import RULES, Rule, Scene, Signal, topic
from situate.extract.tokens import NOT
from situate.extract.verdicts import BACKS, pointed_verdict
from situate.extract.verdicts import HINTS as WEIGHING
from situate.extract.verdicts import RULES as VERDICTS
from situate.extract.words import Words
from situate.vocab import AuthorView

_RULES: Final[tuple[Rule, ...]] = (*RULES, *REBUTTALS, *VERDICTS)
# All others look for a hint, a subject that points back, or a verb of weighing; in most sentences is none of these.
UNHINTED: Final[tuple[Rule, ...]] = (topic, pointed_verdict)
HINTS: Final = SIGNALLING | REBUTTING | WEIGHING
_LABELS: Final[tuple[AuthorView, ...]] = ("unverified", "refutes", "doubts")
_HEARD: Final = frozenset({"claims", "relays", "states", "shows", "denies", "assesses"})
_CLAIMED: Final = frozenset({"claims", "relays"})
_CONTESTED: Final = frozenset({"claims", "denies"})
_SIDE: Final = 3  # words at the head of a claim in which the name of a side stands
_ALIKE: Final = 3  # words that two tellings of one thing share at least, where they share no name
_BACK: Final = 2  # sentences that a view looks back over
_FAR: Final = 20  # sentences: the farthest a topic or an owner's name reaches; longer than any paragraph of a report


class Views:
    """Sets the author's view on the drafts of a passage and drops sentences that only hold such a view."""

    def __init__(self, words: Words, sayings: Sayings) -> None:
        self._words, self._sayings = words, sayings
        views = sayings.views
        self._telling: Final = views["contradict"] | views["back"] | views["verify"] | SEES | BACKS

    def label(self, words: list[str], drafts: list[Draft]) -> None:
        """A label such as "Unconfirmed claims:" gives its view to what follows it."""
        for view in _LABELS if words else ():
            if any(word.lower() in self._sayings.views[view] for word in words):
                for draft in drafts:
                    bare = view == "unverified" and draft.view == "own" and draft.speech is None
                    if draft.view == "none" or bare:
                        draft.view = view
                        draft.stance = "states" if bare else draft.stance
                        draft.rules.append("label")

    def judge(self, sentences: list[Sentence], drafts: list[Draft], self_names: frozenset[str]) -> list[Draft]:
        """The drafts that remain, with their views."""
        by_sentence: list[list[Draft]] = [[] for _ in sentences]
        for draft in drafts:
            by_sentence[draft.number].append(draft)
        signals = self._signals(sentences, by_sentence, self_names)
        if not any(signals):
            return drafts
        for draft in drafts:
            if draft.view == "none":
                _settle(draft, signals, by_sentence)
        return [draft for draft in drafts if not _only_view(draft, signals[draft.number])]

    def _signals(
        self, sentences: list[Sentence], by_sentence: list[list[Draft]], self_names: frozenset[str]
    ) -> list[list[Signal]]:
        """The signals of each sentence."""
        scene = Scene(self._words, self._sayings, self_names, HINTS)
        signals: list[list[Signal]] = []
        for number, sentence in enumerate(sentences):
            scene.enter(sentence, number, by_sentence[number])
            found: list[Signal] = []
            for rule in _RULES if self.hinted(scene) else UNHINTED:
                found += rule(scene)
            signals.append(found)
        return signals

    def hinted(self, scene: Scene) -> bool:
        """Can a rule beside the `UNHINTED` find anything in the sentence?"""
        if scene.hints or scene.pointing or scene.s.mask & NOT:
            return True
        return not self._telling.isdisjoint(scene.lemmas)


def _settle(draft: Draft, signals: list[list[Signal]], by_sentence: list[list[Draft]]) -> None:
    """Give a draft the view of the nearest signal that reaches it."""
    best: tuple[int, AuthorView] | None = None
    for number in range(max(0, draft.number - _FAR), min(len(signals), draft.number + _FAR)):
        for signal in signals[number]:
            apart = _distance(draft, signal, by_sentence)
            if apart is not None and (best is None or apart < best[0]):
                best = (apart, signal.view)
    if best is not None:
        draft.view = best[1]
        draft.rules.append(f"view: {best[1]}")


def _distance(draft: Draft, signal: Signal, by_sentence: list[list[Draft]]) -> int | None:
    """How many sentences apart, where the signal reaches the draft; None where it does not."""
    apart = signal.number - draft.number
    if signal.reach == "owner":
        return abs(apart) if _owned(draft, signal.owner) else None
    if draft.stance not in _HEARD or (apart and signal.reach == "about" and not _tells_of(draft, signal.owner)):
        return None
    if signal.reach == "claimed" and draft.stance not in _CONTESTED:
        return None
    before = draft.start < signal.token
    if signal.reach == "onward":
        follows = apart < 0 or (apart == 0 and draft.start > signal.token)
        return -apart if follows and draft.stance in _CLAIMED else None
    if signal.reach == "purpose":
        said = before or (draft.cue is not None and draft.cue[0] < signal.token)  # "claimed, likely to mislead, that"
        return 0 if apart == 0 and said and draft.stance in _CLAIMED else None
    if apart == 0:
        named = draft.speech is not None and not draft.speech.own and bool(draft.speech.speakers)
        # "Although we have seen no sign of it, X claimed": but what shows something after that is itself a sign.
        return 0 if before or (named and signal.view == "unverified" and draft.stance != "shows") else None
    if signal.reach == "around":
        return abs(apart) if apart >= -_BACK else None
    return _behind(draft, signal, apart, by_sentence)


def _behind(draft: Draft, signal: Signal, apart: int, by_sentence: list[list[Draft]]) -> int | None:
    """A signal that looks back, unless its own sentence holds the claim that it is about."""
    if apart < 0 or any(d.view != "own" and d.start < signal.token for d in by_sentence[signal.number]):
        return None
    if apart == 1:
        return 1
    # Two sentences back only bare claims, which the document keeps at a distance, and not for "this claim".
    return apart if apart <= _BACK and draft.stance == "claims" and signal.reach not in {"last", "claimed"} else None


def _tells_of(draft: Draft, words: str) -> bool:
    """Do a claim and the words of a doubt share a name, or much of their wording, and not name rival sides first?"""
    told, about = draft.said(), Wording(words)
    first = [next((word for word in part[:_SIDE] if word[:1].isupper()), "") for part in (told.words, about.words)]
    if all(first) and first[0] != first[1] and told.words[1:2] == about.words[1:2]:
        return False  # "Northern forces left" and "Southern forces hold on"
    shared = told.bare & about.bare
    named = {word for word in shared if word[:1].isupper() and word not in first}
    return bool(named) or len(shared) >= _ALIKE


def _owned(draft: Draft, owner: str) -> bool:
    """Is the draft's innermost speaker the owner?"""
    if draft.speech is None or not draft.speech.speakers or not owner:
        return False
    first, last = draft.speech.speakers[-1]
    name = draft.sentence.text[first:last]
    return owner in name or name in owner


def _finite_after(draft: Draft, token: int) -> bool:
    """Is the draft's cue a finite verb behind the verb at this token?"""
    cue = draft.cue[0] if draft.cue is not None else -1
    return any(g.head == cue and g.kind == FINITE and g.start > token for g in draft.sentence.groups)


def _only_view(draft: Draft, signals: list[Signal]) -> bool:
    """Does the clause only say how well a claim is confirmed?"""
    if draft.view != "own" and not {"np", "relative"} & set(draft.rules):
        return False
    speech = draft.speech
    for signal in signals:
        if draft.view != "own" and speech is not None and speech.attribution and speech.attribution[0] > signal.token:
            continue  # "we have not seen A, and footage shows B"
        if "inference" in draft.rules and draft.cue is not None and _finite_after(draft, signal.token):
            continue  # "while we cannot verify this, such raids suggest that P"
        judges = signal.view in {"unverified", "supports"} or signal.reach == "clause"
        told = signal.reach == "onward" or (signal.reach == "owner" and signal.view != "unverified")
        stands = signal.view == "supports" and "nominal" in draft.rules  # "supports our assessment that P": P is told
        if not judges or told or stands or draft.end <= signal.token:
            continue
        if draft.start <= signal.token or draft.cue is not None or "nominal" in draft.rules:
            return True
    return False
