"""What the author makes of others' claims: read from the clause, the sentences around it, and a topic sentence before it.

Each rule finds a signal: a view, the token it stands at, and which claims it reaches. A claim takes the view of its
own clause first; else that of the nearest signal that reaches it.
"""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from situate.extract.clauses import Sentence
from situate.extract.drafts import Draft
from situate.extract.groups import FINITE, Group
from situate.extract.phrases import owner_before
from situate.extract.sayings import Sayings
from situate.extract.tokens import COMMA, NAME, Words
from situate.vocab import AuthorView

_HEARD: Final = frozenset({"claims", "relays", "states", "shows", "denies", "assesses"})
_ANAPHORS: Final = frozenset(
    {"the", "this", "these", "that", "those", "such", "both", "his", "her", "their", "its", "all"}
)
_AIMS: Final = frozenset({"mean", "intend", "design", "aim", "attempt", "seek", "effort", "try"})
_HEDGES: Final = frozenset({"likely", "may", "might", "possibly", "probably", "could"})
_LABELS: Final[tuple[AuthorView, ...]] = ("unverified", "refutes", "doubts")
_BACK: Final = 2  # sentences that a view looks back over
_NEAR: Final = 14  # tokens between the verb and the noun of confirmation


class Signal(NamedTuple):
    """A view that the author takes: the sentence and token where it stands, and whom it reaches.

    `reach` is "clause" (claims before it in its sentence, else in the sentence before), "around" (claims about the same
    thing before and after), "onward" (claims after it) or "owner" (claims of `owner` in the passage).
    """

    view: AuthorView
    number: int
    token: int
    reach: str
    owner: str = ""


class Passage(NamedTuple):
    """What the rules look at."""

    sentences: list[Sentence]
    drafts: list[Draft]
    self_names: frozenset[str]


Rule = Callable[["Views", Passage, int], Iterable[Signal]]


class Views:
    """Sets the author's view on the drafts of a passage and drops sentences that only hold such a view."""

    def __init__(self, words: Words, sayings: Sayings) -> None:
        self.words, self.sayings = words, sayings
        self._nouns = frozenset(sayings.nouns)
        self.told = frozenset(
            noun for noun, stance in sayings.nouns.items() if stance in {"states", "claims", "assesses"}
        )

    def judge(self, sentences: list[Sentence], drafts: list[Draft], self_names: frozenset[str]) -> list[Draft]:
        """The drafts that remain, with their views."""
        if not drafts:
            return drafts
        passage = Passage(sentences, drafts, self_names)
        signals: list[Signal] = []
        for number in range(len(sentences)):
            for rule in RULES:
                signals.extend(rule(self, passage, number))
        if not signals:
            return drafts
        for draft in drafts:
            if draft.view == "none":
                self._settle(draft, signals, drafts)
        return [draft for draft in drafts if not self._only_view(draft, signals)]

    def label(self, words: list[str], drafts: list[Draft]) -> None:
        """A label such as "Unconfirmed claims:" gives its view to what follows it."""
        for view in _LABELS:
            if any(word.lower() in self.sayings.views[view] for word in words):
                for draft in drafts:
                    if draft.view == "none":
                        draft.view = view
                        draft.rules.append("label")

    def _settle(self, draft: Draft, signals: list[Signal], drafts: list[Draft]) -> None:
        best: tuple[int, AuthorView] | None = None
        for signal in signals:
            apart = _distance(draft, signal, drafts)
            if apart is not None and (best is None or apart < best[0]):
                best = (apart, signal.view)
        if best is not None:
            draft.view = best[1]
            draft.rules.append(f"view: {best[1]}")

    @staticmethod
    def _only_view(draft: Draft, signals: list[Signal]) -> bool:
        """Does the clause only say how well a claim is confirmed?"""
        told = draft.view == "own" or "np" in draft.rules
        return told and any(
            (s.view in {"unverified", "supports"} or s.reach == "clause") and s.reach != "onward" and s.reach != "owner"
            and s.number == draft.number and draft.end > s.token
            and (draft.start <= s.token or draft.cue is not None or draft.stance == "states")
            for s in signals
        )  # fmt: skip

    # -- helpers of the rules

    def lemma(self, s: Sentence, group: Group) -> str:
        """The base form of the group's head."""
        return self.words.base_of(s.words[group.head])

    def noun_after(self, s: Sentence, start: int, nouns: frozenset[str]) -> int | None:
        """The first of the nouns within reach after a token."""
        for k in range(start, min(start + _NEAR, len(s.words))):
            if s.words[k].lower() in nouns:
                return k
        return None

    def whose(self, s: Sentence, group: Group) -> tuple[str, str]:
        """Which claims a lack of confirmation is about: those of an owner, the last one ("this claim"), or those before."""
        noun = self.noun_after(s, group.end, self.told)
        if noun is None:
            return "clause", ""
        owner = owner_before(s, noun, group.end)
        if owner is not None and any(s.tags[k] & NAME for k in range(*owner)):
            return "owner", s.words[owner[1] - 1].removesuffix("’s").removesuffix("'s")
        return ("last", "") if s.words[noun - 1].lower() in {"this", "the", "that"} else ("clause", "")

    def anaphor(self, s: Sentence, group: Group) -> str:
        """The noun of saying that points back, as the subject: "the claim", "these reports", a bare "this", or "which"."""
        start = max(0, group.start - 6)
        words = [w.lower() for w in s.words[start : group.start]]
        if not words:
            return ""
        last = words[-1]
        if last in {"this", "these", "which"}:
            return last
        if any(other.head == group.start - 1 for other in s.groups):
            return ""  # "what the minister claims is false"
        if last == "reporting" or (last in self._nouns and any(w in _ANAPHORS for w in words)):
            return last
        return ""


def _distance(draft: Draft, signal: Signal, drafts: list[Draft]) -> int | None:
    """How many sentences apart, where the signal reaches the draft; None where it does not."""
    apart = signal.number - draft.number
    if signal.reach == "owner":
        heard = draft.speech is not None and len(draft.speech.speakers) > 0
        if not heard or draft.speech is None:
            return None
        first, last = draft.speech.speakers[-1]
        name = draft.sentence.text[first:last]
        return abs(apart) if signal.owner and (signal.owner in name or name in signal.owner) else None
    if draft.stance not in _HEARD:
        return None
    if signal.reach == "onward":
        return (
            -apart
            if apart <= 0 and draft.stance in {"claims", "relays"} and (apart < 0 or draft.start > signal.token)
            else None
        )
    if signal.reach == "purpose":
        return 0 if apart == 0 and draft.start < signal.token and draft.stance in {"claims", "relays"} else None
    if apart == 0:
        told = draft.speech is not None and not draft.speech.own and bool(draft.speech.speakers)
        return 0 if draft.start < signal.token or (told and signal.view == "unverified") else None
    if signal.reach == "around":
        if apart < 0:
            return -apart if apart >= -_BACK else None
        return apart
    before = [d for d in drafts if d.number == signal.number and d.start < signal.token and d.view != "own"]
    if apart > 0 and not before:
        if apart == 1:
            return 1
        # Two sentences back only bare claims, which the document keeps at a distance, and not for "this claim".
        return apart if apart <= _BACK and draft.stance == "claims" and signal.reach != "last" else None
    return None


# -- the rules


def not_confirmed(views: Views, p: Passage, number: int) -> Iterable[Signal]:
    """The author has not seen, or cannot give, confirmation: the claim before it stays unverified."""
    s = p.sentences[number]
    sets = views.sayings.views
    for group in s.groups:
        if group.kind != FINITE:
            continue
        lemma = views.lemma(s, group)
        subject = " ".join(s.words[max(0, group.start - 3) : group.start]).lower()
        own = any(subject.endswith(name) for name in p.self_names) or subject.endswith("there") or group.passive
        none = "no" in [w.lower() for w in s.words[group.end : group.end + 3]] or " no " in f" {subject} "
        if not (group.negated or none):
            if "unable" in s.words[group.start : group.end + 2] and own:
                verify = next(
                    (k for k in range(group.end, min(group.end + 5, len(s.words))) if s.words[k] in sets["verify"]),
                    None,
                )
                if verify is not None:
                    yield Signal("unverified", number, group.start, *views.whose(s, group))
            continue
        noun = views.noun_after(s, group.end, sets["confirmation"])
        reach, owner = views.whose(s, group)
        if (
            (lemma in sets["verify"] and own and (not group.passive or noun is None))
            or (lemma in sets["observe"] and own and noun is not None)
            or (lemma == "be" and subject.endswith("there") and noun is not None)
            or (lemma in {"provide", "offer", "present", "produce", "publish"} and noun is not None)
        ):
            yield Signal("unverified", number, group.start, reach, owner)


def meant_to_mislead(views: Views, p: Passage, number: int) -> Iterable[Signal]:
    """The author says what the claim is for, or that it says too much: doubt."""
    s = p.sentences[number]
    sets = views.sayings.views
    for group in s.groups:
        if group.kind != FINITE or not (noun := views.anaphor(s, group)):
            continue
        rest = {views.words.base_of(w) for w in s.words[group.head : group.head + 20]}
        low = {w.lower() for w in s.words[group.start : group.head + 8]}
        aimed = rest & _AIMS and (rest & sets["distract"] or group.passive)
        if noun != "which" and (rest & sets["exaggerate"] or low & sets["doubts"] or aimed):
            yield Signal("doubts", number, group.start, "around")
        elif low & sets["refutes"] and noun != "which":
            yield Signal("doubts" if low & _HEDGES else "refutes", number, group.start, "clause")
        elif low & sets["unverified"]:
            yield Signal("unverified", number, group.start, "clause")


def purpose_tail(views: Views, p: Passage, number: int) -> Iterable[Signal]:
    """A tail that says the claim was made to distract, or is likely exaggerated: doubt, in the same sentence."""
    s = p.sentences[number]
    sets = views.sayings.views
    for k, word in enumerate(s.words):
        if word != "likely" or not k or not s.tags[k - 1] & COMMA:
            continue
        rest = {views.words.base_of(w) for w in s.words[k : k + 12]}
        if rest & sets["distract"] or rest & sets["exaggerate"]:
            yield Signal("doubts", number, k, "purpose")


def topic(views: Views, p: Passage, number: int) -> Iterable[Signal]:
    """A topic sentence calls the claims of many speakers false: so are those told after it."""
    for draft in p.drafts:
        if draft.number != number or draft.view not in {"refutes", "doubts"} or draft.speech is None:
            continue
        if not draft.speech.speakers or draft.stance not in {"claims", "relays"} or "participle" in draft.rules:
            continue
        first, last = draft.speech.speakers[0]
        name = draft.sentence.text[first:last]
        # "Russian sources": a class of speakers, in the plural, with nobody named.
        if name.endswith("s") and name.split()[-1].islower():
            yield Signal(draft.view, number, draft.start, "onward")


def backed(views: Views, p: Passage, number: int) -> Iterable[Signal]:
    """The author says that reports agree with, or confirm, what was claimed."""
    s = p.sentences[number]
    sets = views.sayings.views
    for group in s.groups:
        noun = views.anaphor(s, group) if group.kind == FINITE and not group.negated else ""
        if not noun:
            continue
        low = " ".join(s.words[group.head : group.head + 4]).lower()
        if views.lemma(s, group) in sets["back"] or any(
            phrase in low for phrase in views.sayings.phrases["back_phrases"]
        ):
            told = views.noun_after(s, group.end, views._nouns | frozenset({"reporting"}))
            if told is not None or "consistent" in low:
                many = (noun.endswith("s") and noun not in {"this"}) or noun == "these"
                yield Signal("supports", number, group.start, "around" if many else "clause")


def undermined(views: Views, p: Passage, number: int) -> Iterable[Signal]:
    """Facts undermine or confirm somebody's claims, named by their owner: wherever in the passage they stand."""
    s = p.sentences[number]
    sets = views.sayings.views
    for group in s.groups:
        lemma = views.lemma(s, group)
        against = lemma in sets["contradict"]
        if group.negated or (not against and lemma not in sets["back"]):
            continue
        noun = views.noun_after(s, group.end, views.told)
        if (
            noun is None
            or s.words[group.start - 1] in {"to", "unable"}
            or any(s.words[k] in {"unable", "not", "cannot"} for k in range(max(0, group.start - 4), group.start))
        ):
            continue
        owner = owner_before(s, noun, group.end)
        if owner is None or " ".join(s.words[owner[0] : owner[1]]).lower().removesuffix("’s") in p.self_names:
            continue
        name = s.words[owner[1] - 1].removesuffix("’s").removesuffix("'s")
        yield Signal("doubts" if against else "supports", number, group.start, "owner", name)


RULES: Final[tuple[Rule, ...]] = (not_confirmed, meant_to_mislead, purpose_tail, topic, backed, undermined)
