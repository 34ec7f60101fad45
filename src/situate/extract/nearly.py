"""Words that could have made a claim and did not: triggers of the lexicon that no frame used, and why."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import msgspec

from situate.extract.clauses import Sentence
from situate.extract.complements import PASSIVE_RULES, RULES
from situate.extract.fold_words import HEARSAY
from situate.extract.frame import Frame
from situate.extract.groups import FINITE, Group
from situate.extract.reports import Case
from situate.extract.sayings import Sayings
from situate.extract.tokens import LIKELY, MODAL, VERB
from situate.extract.words import Words
from situate.model import Quote

_CLAUSE: Final = 14  # tokens after a noun of saying in which its "that" can stand, and that a signal reads
_VIEWS: Final = ("refutes", "doubts", "unverified", "supports")
_TAKES: Final = {
    "that": "a clause with “that”", "zero": "a clause without “that”", "np": "a noun phrase", "as": "“as”",
    "to": "an infinitive", "person": "a person and an infinitive",
}  # fmt: skip


class Nearly(msgspec.Struct, frozen=True):
    """A trigger that made no claim: what it could have been, the condition that failed, and that in words.

    `failed` is one of "no verb", "modal", "no complement", "no evidence", "not finite", "inside a claim", "no speech",
    "no clause", "not in reach".
    """

    word: Quote
    trigger: str
    failed: str
    reason: str


class _Found(NamedTuple):
    trigger: str
    failed: str
    reason: str


class Triggers:
    """Finds the unused triggers of a sentence."""

    def __init__(self, words: Words, sayings: Sayings) -> None:
        self._words, self._sayings = words, sayings

    def unused(self, s: Sentence, frames: Iterable[Frame], seen: frozenset[int] = frozenset()) -> Iterator[Nearly]:
        """The triggers that lie in no cue, probability word or attribution; verb groups that start at `seen` aside."""
        told = tuple(frames)
        used = [span for frame in told for span in _used(frame)]
        heads = {group.head: group for group in s.groups}
        for k, start in enumerate(s.starts):
            group = heads.get(k)
            if any(first <= start < last for first, last in used) or (group is not None and group.start in seen):
                continue
            found = self._verb(s, k, group, told) if group is not None else self._other(s, k, told)
            # "Have not observed confirmation of this claim": its nouns belong to the signal.
            if found is not None and not (found.failed == "no clause" and any(at <= k < at + _CLAUSE for at in seen)):
                yield Nearly(Quote(s.words[k], start, s.offset_end(k)), *found)

    def _other(self, s: Sentence, k: int, frames: tuple[Frame, ...]) -> _Found | None:
        """A trigger that is no verb here: an adverb, a word of probability, a noun of saying, a word of doubt."""
        low = s.low[k]
        if low in HEARSAY:
            return _Found("hidden speaker", "not in reach", "it stands apart from the verb, or inside another's speech")
        if s.tags[k] & LIKELY and not s.tags[k] & VERB and s.words[k] != "May":
            return _Found("probability", "not in reach", "it qualifies no verb of a proposition")
        if low == "according":
            return _Found("according to", "no speech", "no name, or no proposition without a speaker, stands beside it")
        if low in self._sayings.nouns or low in self._sayings.own_nouns:
            return self._noun(s, k)
        view = next((view for view in _VIEWS if low in self._sayings.views[view]), None)
        if view is not None:
            if any(frame.author_view == view for frame in frames):
                return None  # "X's claim that P is false"
            return _Found(f"view: {view}", "not in reach", "it stands beside no word of saying and points to no claim")
        if self._words.base_of(low) in self._sayings.verbs and s.tags[k] & VERB:
            return _Found("verb of saying", "no verb", "it is read as a noun or an adjective")
        return None

    def _noun(self, s: Sentence, k: int) -> _Found:
        kind = self._sayings.nouns.get(s.low[k], "the author’s own")
        if "that" in s.low[k + 1 : k + _CLAUSE]:
            return _Found(
                f"noun of saying: {kind}", "no speech", "the clause with “that” belongs to the words around it"
            )
        return _Found(f"noun of saying: {kind}", "no clause", "no clause with “that” fills it")

    def _verb(self, s: Sentence, k: int, group: Group, frames: tuple[Frame, ...]) -> _Found | None:
        """A verb of saying or showing that is the head of its verb group."""
        lemma = self._words.base_of(s.words[k])
        verb = self._sayings.verbs.get(lemma)
        if verb is None:
            shows = lemma in self._sayings.shows or lemma in self._sayings.inference
            reason = "its subject is no footage, imagery, data or document, and no inference follows"
            return _Found("verb of showing", "no evidence", reason) if shows else None
        trigger = f"verb of saying: {verb.stance}"
        if any(tag & MODAL for tag in s.tags[group.start : group.head]):
            return _Found(trigger, "modal", "what will or may be said has not been said")
        fits = self._fits(s, lemma, group)
        if not fits:
            takes = [_TAKES[name] for name in _TAKES if name in verb.complements]
            takes += [f"“{word}”" for word in sorted(verb.prepositions)]
            return _Found(trigger, "no complement", f"it takes {', '.join(takes)}; none follows")
        if group.kind != FINITE:
            return _Found(trigger, "not finite", f"{fits} follows, but the verb belongs to the one before it")
        if any(f.content.start < s.starts[k] < f.content.end for f in frames):
            return _Found(trigger, "inside a claim", f"{fits} follows, inside what another claim says")
        return _Found(trigger, "no speech", f"{fits} follows, but the clause is not put forward")

    def _fits(self, s: Sentence, lemma: str, group: Group) -> str:
        """Which complement follows the verb; "" for none."""
        verb, limit = self._sayings.verbs[lemma], len(s.words)
        if group.end >= limit:
            return ""
        if "that" in verb.complements and s.low[group.end] == "that":
            return _TAKES["that"]
        case = Case(s, group, lemma, verb, (group.end, limit))
        for rule in PASSIVE_RULES if group.passive else RULES:
            report = rule(case)
            if report is not None:
                return _TAKES.get(report.complement, f"the complement `{report.complement}`")
        return ""


def _used(frame: Frame) -> Iterator[tuple[int, int]]:
    """The spans of a frame that its rules have read."""
    yield from frame.attribution
    for quote in (frame.cue, frame.likelihood):
        if quote is not None:
            yield quote.start, quote.end
