"""Signals of the author's view on others' claims: each rule looks at one sentence of a passage."""

from collections.abc import Callable
from typing import Final, NamedTuple

from situate.extract.clauses import Sentence
from situate.extract.drafts import Draft
from situate.extract.groups import FINITE, INFINITIVE, Group
from situate.extract.phrases import owner_before
from situate.extract.sayings import Sayings
from situate.extract.tokens import COMMA, HINT, NAME, OWNER, THAT
from situate.extract.words import Words
from situate.vocab import AuthorView

_POINTING: Final = frozenset(
    ["the", "this", "these", "that", "those", "such", "both", "his", "her", "their", "its", "all"]
)
_AIMS: Final = frozenset(["mean", "intend", "design", "aim", "attempt", "seek", "effort", "try"])
_HEDGES: Final = frozenset(["likely", "may", "might", "possibly", "probably", "could"])
_NEGATIVE: Final = frozenset(
    [
        "not", "no", "neither", "cannot", "unable", "never", "nor", "without",
        "can't", "hasn't", "haven't", "didn't", "couldn't", "wasn't", "isn't",
        "can’t", "hasn’t", "haven’t", "didn’t", "couldn’t", "wasn’t", "isn’t",
    ]
)  # fmt: skip
_GIVES: Final = frozenset(["provide", "offer", "present", "produce", "publish"])
_THERE: Final = frozenset({"there's", "there’s"})
_BARE: Final = frozenset({"this", "that", "these", "it"})
_UNLIKELY: Final = frozenset({"unlikely", "improbable"})
_NONE: Final[frozenset[str]] = frozenset()
_NEAR: Final = 14  # tokens between a verb and the noun of confirmation or of saying
_NAME: Final = 8  # tokens: the longest name of a publisher
_TOLD: Final = 60  # tokens of what is not confirmed that tell what it is
_SUBJECT: Final = 6  # tokens before a verb in which a noun points back


class Signal(NamedTuple):
    """A view that the author takes: the sentence and token where it stands, and whom it reaches.

    `reach` is "clause" (claims before it in its sentence, else those just before it), "last" (the last claim),
    "around" (claims before and after), "onward" (claims after it), "purpose" (the claim that it ends), "about" (as
    "clause", but only claims that tell of what the words `owner` tell of), "claimed" (as "last", of claims and
    denials), or "owner" (claims of `owner` anywhere).
    """

    view: AuthorView
    number: int
    token: int
    reach: str
    owner: str = ""


class Scene:
    """What the rules look at: a sentence, its number in the passage, its drafts, and the lexicon."""

    __slots__ = (
        "drafts",
        "finite_groups",
        "hinting",
        "hints",
        "lemmas",
        "number",
        "pointing",
        "s",
        "sayings",
        "self_names",
        "told",
        "views",
        "words",
    )

    def __init__(self, words: Words, sayings: Sayings, self_names: frozenset[str], hinting: frozenset[str]) -> None:
        self.words, self.sayings, self.self_names = words, sayings, self_names
        self.hinting: Final = hinting
        self.views, self.told = sayings.views, sayings.told
        self.s: Sentence
        self.number = 0
        self.drafts: list[Draft] = []
        self.hints: frozenset[str] = frozenset()  # its words without which some rule has nothing to look for
        self.lemmas: frozenset[str] = frozenset()  # the base forms of its verbs
        self.finite_groups: list[Group] = []
        self.pointing: list[tuple[Group, str]] = []  # its finite verbs whose subject points back to a claim, and how

    def enter(self, s: Sentence, number: int, drafts: list[Draft]) -> None:
        """Look at a sentence; what several rules ask of it is found once."""
        self.s, self.number, self.drafts = s, number, drafts
        self.hints = self.hinting.intersection(s.low) if s.mask & HINT else _NONE
        self.lemmas = frozenset([self.lemma(group) for group in s.groups])
        self.finite_groups = [group for group in s.groups if group.kind == FINITE]
        self.pointing = [(group, noun) for group in self.finite_groups if (noun := self.anaphor(group))]

    def lemma(self, group: Group) -> str:
        """The base form of the group's head."""
        return self.words.base_of(self.s.words[group.head])

    def finite(self) -> list[Group]:
        """The finite verb groups of the sentence."""
        return self.finite_groups

    def noun_after(self, start: int, nouns: frozenset[str]) -> int | None:
        """The first of the nouns within reach after a token."""
        low = self.s.low
        return next((k for k in range(start, min(start + _NEAR, len(low))) if low[k] in nouns), None)

    def bases(self, start: int, end: int) -> set[str]:
        """The base forms of a range of words."""
        return {self.words.base_of(word) for word in self.s.words[start:end]}

    def whose(self, group: Group) -> tuple[str, str]:
        """Which claims a lack of confirmation is about: an owner's, the last one ("this claim"), or those before."""
        reach = range(group.end, min(group.end + _NEAR, len(self.s.low)))
        that = next((k for k in reach if self.s.low[k] == "that"), -1)
        noun = self.noun_after(group.end, self.told)
        if that > 0 and self.s.tags[that] & THAT and (noun is None or noun > that):
            return "about", " ".join(self.s.words[that + 1 : that + 1 + _TOLD])  # "cannot confirm that P"
        if noun is None:
            return "clause", ""
        owner = owner_before(self.s, noun, group.end)
        if owner is not None and any(self.s.tags[k] & NAME for k in range(*owner)):
            return "owner", _bare(self.s.words[owner[1] - 1])
        return ("last", "") if self.s.low[noun - 1] in {"this", "the", "that"} else ("clause", "")

    def anaphor(self, group: Group) -> str:
        """The subject, where it points back to a claim: "the claim", "these reports", a bare "this", or "which"."""
        words = self.s.low[max(0, group.start - _SUBJECT) : group.start]
        if not words:
            return ""
        last = words[-1]
        if last in {"this", "these", "which"} or words == ["that"]:
            return last
        if last == "it" and not self.told.isdisjoint(self.s.low[: group.start]):
            return last  # "we cannot verify the claim, but it is consistent with"
        if last not in self.sayings.nouns and last != "reporting":
            return ""
        if any(other.head == group.start - 1 for other in self.s.groups):
            return ""  # "what the minister claims is false"
        return last if last == "reporting" or not _POINTING.isdisjoint(words) else ""


Rule = Callable[[Scene], list[Signal]]


def _bare(word: str) -> str:
    return word[:-2] if word.endswith(OWNER) else word


def not_confirmed(p: Scene) -> list[Signal]:
    """The author has not seen, or cannot give, confirmation: the claim before it stays unverified."""
    found: list[Signal] = []
    if "yet" in p.hints:
        found.extend(_yet_to_see(p))
    if _NEGATIVE.isdisjoint(p.hints):
        return found
    for group in p.finite():
        subject = " ".join(p.s.low[max(0, group.start - _NAME) : group.start])
        there = subject.endswith("there") or p.s.low[group.start] in _THERE
        own = there or group.passive or any(subject.endswith(name) for name in p.self_names)
        if _lacks(p, group, subject, own=own, there=there):
            found.append(Signal("unverified", p.number, group.start, *p.whose(group)))
    return found


def _yet_to_see(p: Scene) -> list[Signal]:
    """ "The Desk has yet to observe evidence of this claim": no confirmation so far."""
    found: list[Signal] = []
    for k, group in enumerate(p.s.groups):
        if not k or group.kind != INFINITIVE or "yet" not in p.s.low[group.start - 1 : group.end]:
            continue
        has = p.s.groups[k - 1]
        subject = " ".join(p.s.low[max(0, has.start - _NAME) : has.start])
        own = any(subject.endswith(name) for name in p.self_names)
        sees = p.lemma(group) in p.views["observe"] and p.noun_after(group.end, p.views["confirmation"]) is not None
        if own and (sees or p.lemma(group) in p.views["verify"]):
            found.append(Signal("unverified", p.number, has.start, *p.whose(group)))
    return found


def _lacks(p: Scene, group: Group, subject: str, *, own: bool, there: bool) -> bool:
    """Does the verb, negated, speak of confirmation, and is it the author's to give?"""
    low, lemma = p.s.low, p.lemma(group)
    before = low[max(0, group.start - 3) : group.start]
    if not (group.negated or "no" in low[group.end : group.end + 3] or "no" in before or "neither" in before):
        unable = own and "unable" in low[group.start : group.end + 2]
        return unable and any(word in p.views["verify"] for word in low[group.end : group.end + 5])
    noun = p.noun_after(group.end, p.views["confirmation"])
    if lemma in p.views["verify"]:
        return own and (not group.passive or noun is None)
    if noun is None:
        return False
    return (lemma in p.views["observe"] and own) or (lemma == "be" and there) or lemma in _GIVES


def meant_to_mislead(p: Scene) -> list[Signal]:
    """The author says what the claim is for, or that it says too much: doubt."""
    found: list[Signal] = []
    for group, noun in p.pointing:
        if noun == "which":
            after = p.s.low[group.end : group.end + 2]
            if p.lemma(group) == "be" and (
                not p.views["refutes"].isdisjoint(after) or (group.negated and "true" in after)
            ):
                found.append(Signal("refutes", p.number, group.start, "clause"))  # "which is not true"
            continue
        bases = p.bases(group.head, group.head + 20)
        low = set(p.s.low[group.start : group.head + 8])
        if noun in _BARE:
            low -= _UNLIKELY  # "this is unlikely while the road is cut" is a judgment of its own
        aimed = bases & _AIMS and (bases & p.views["distract"] or group.passive)
        said = " ".join(p.s.low[group.start : group.head + 6])
        if any(phrase in said for phrase in p.sayings.phrases["contradict_phrases"]) and not group.negated:
            found.append(Signal("refutes", p.number, group.start, "clause"))
        elif bases & p.views["exaggerate"] or low & p.views["doubts"] or aimed:
            found.append(Signal("doubts", p.number, group.start, "around"))
        elif low & p.views["refutes"]:
            found.append(Signal("doubts" if low & _HEDGES else "refutes", p.number, group.start, "clause"))
        elif low & p.views["unverified"]:
            found.append(Signal("unverified", p.number, group.start, "clause"))
    return found


def purpose_tail(p: Scene) -> list[Signal]:
    """A tail that says the claim was made to distract, or is likely exaggerated: doubt, in the same sentence."""
    found: list[Signal] = []
    if "likely" not in p.hints:
        return found
    for k, word in enumerate(p.s.words):
        if word == "likely" and k and p.s.tags[k - 1] & COMMA:
            bases = p.bases(k, k + 12)
            if bases & p.views["distract"] or bases & p.views["exaggerate"]:
                found.append(Signal("doubts", p.number, k, "purpose"))
    return found


def topic(p: Scene) -> list[Signal]:
    """A topic sentence calls the claims of many speakers false: so are those told after it."""
    found: list[Signal] = []
    for draft in p.drafts:
        speech = draft.speech
        if draft.view not in {"refutes", "doubts"} or speech is None or "participle" in draft.rules:
            continue
        if speech.speakers and draft.stance in {"claims", "relays"}:
            first, last = speech.speakers[0]
            name = p.s.text[first:last]
            # "Northern sources": a class of speakers, in the plural, with nobody named.
            if name.endswith("s") and name.split()[-1].islower():
                found.append(Signal(draft.view, p.number, draft.start, "onward"))
    return found


def backed(p: Scene) -> list[Signal]:
    """The author says that reports agree with, or confirm, what was claimed."""
    found: list[Signal] = []
    for group, noun in p.pointing:
        if group.negated:
            continue
        low = " ".join(p.s.low[group.head : group.head + 4])
        if p.lemma(group) in p.views["back"] or any(phrase in low for phrase in p.sayings.phrases["back_phrases"]):
            told = p.noun_after(group.end, p.told | {"reporting"})
            if told is not None or "consistent" in low:
                many = noun == "these" or (noun.endswith("s") and noun != "this")
                found.append(Signal("supports", p.number, group.start, "around" if many else "clause"))
    return found


def undermined(p: Scene) -> list[Signal]:
    """Facts undermine or confirm somebody's claims, named by their owner: wherever in the passage they stand."""
    found: list[Signal] = []
    if p.lemmas.isdisjoint(p.views["contradict"]) and p.lemmas.isdisjoint(p.views["back"]):
        return found
    for group in p.s.groups:
        lemma = p.lemma(group)
        against = lemma in p.views["contradict"]
        if group.negated or (not against and lemma not in p.views["back"]):
            continue
        noun = p.noun_after(group.end, p.told)
        before = p.s.low[max(0, group.start - 4) : group.start + 1]
        if noun is None or not {"to", "unable", "not", "cannot"}.isdisjoint(before):
            continue
        owner = owner_before(p.s, noun, group.end)
        if owner is None or _bare(" ".join(p.s.low[owner[0] : owner[1]])) in p.self_names:
            continue
        view: AuthorView = "doubts" if against else "supports"
        found.append(Signal(view, p.number, group.start, "owner", _bare(p.s.words[owner[1] - 1])))
    return found


HINTS: Final = _NEGATIVE | {"yet", "likely"}
RULES: Final[tuple[Rule, ...]] = (not_confirmed, meant_to_mislead, purpose_tail, topic, backed, undermined)
