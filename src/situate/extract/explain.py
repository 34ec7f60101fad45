"""Why a sentence gave the claims it gave, and which of its words nearly gave another.

A pass of its own, beside extraction: it asks the grammar for the frames of a passage, and then looks for the words of
the lexicon in each sentence that no frame has used.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from situate.extract.clauses import Sentence
from situate.extract.frame import Frame
from situate.extract.grammar import Grammar
from situate.extract.nearly import Nearly, Triggers
from situate.extract.rulebook import RULES, SIGNALS, Rule
from situate.extract.sayings import Sayings
from situate.extract.sentences import Sentences
from situate.extract.signals import Scene, Signal
from situate.extract.views import HINTS
from situate.extract.words import Words
from situate.model import Document, Passage, Quote
from situate.theatre import Theatre
from situate.vocab import SPEAKING


class Fired(msgspec.Struct, frozen=True):
    """A rule that fired: its name, and what it reads."""

    rule: str
    means: str


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A claim's frame with the rules that made it."""

    frame: Frame
    rules: tuple[Fired, ...]


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence: its claims, the signals of the author's view in it, and the words that nearly made a claim."""

    sentence: Quote
    claims: tuple[Told, ...] = ()
    signals: tuple[Fired, ...] = ()
    nearly: tuple[Nearly, ...] = ()


class Explainer:
    """Explains the sentences of documents. Built once; pure."""

    def __init__(self, lexicon: Mapping[str, bytes], theatre: Theatre) -> None:
        """Raises DataError where a lexicon file is missing or broken."""
        self._grammar = Grammar(lexicon, theatre)
        self._words = Words(lexicon, (a for side in theatre.sides for a in side.adjectives), {})
        self._sentences = Sentences(lexicon)
        self._sayings = Sayings(lexicon)
        self._triggers = Triggers(self._words, self._sayings)
        self._selves = {p.source: frozenset(_plain(name) for name in p.self_names) for p in theatre.publishers}

    def explain(self, document: Document) -> Iterator[Explained]:
        """Every sentence of the speaking passages, in the order of the text."""
        for passage in document.passages:
            if passage.kind in SPEAKING:
                yield from self._passage(document, passage)

    def _passage(self, document: Document, passage: Passage) -> Iterator[Explained]:
        """The sentences of a passage; a claim takes its view from any of them."""
        frames = self._grammar.frames(document, passage)
        scene = Scene(self._words, self._sayings, self._names(document), HINTS)
        views = frozenset(frame.author_view for frame in frames)
        at = 0
        for start, end in self._sentences.spans(document.text, passage.start, passage.end):
            first = at
            while at < len(frames) and frames[at].sentence[0] < end:
                at += 1
            signals: dict[str, Fired] = {}
            nearly: list[Nearly] = []
            for s in self._grammar.read(document.text, start, end):
                found = [(rule, signal) for rule in SIGNALS for signal in _signals(rule, scene, s)]
                signals |= {fired.rule: fired for fired in (_signalled(*pair, views) for pair in found)}
                seen = frozenset(signal.token for _, signal in found)
                nearly.extend(self._triggers.unused(s, frames[first:at], seen))
            yield Explained(
                sentence=Quote(document.text[start:end], start, end),
                claims=tuple(Told(frame=frame, rules=_fired(frame.rules)) for frame in frames[first:at]),
                signals=tuple(signals.values()),
                nearly=tuple(nearly),
            )

    def _names(self, document: Document) -> frozenset[str]:
        """The author's names for itself."""
        named = {_plain(document.publisher)} if document.publisher else set()
        return self._selves.get(document.publisher_id or "", frozenset()) | {"we", "i"} | named


def _plain(name: str) -> str:
    return name.lower().removeprefix("the ")


def _signals(rule: Rule, scene: Scene, s: Sentence) -> Iterable[Signal]:
    scene.enter(s, 0, [])
    found: Iterable[Signal] = rule.function(scene)
    return found


def _signalled(rule: Rule, signal: Signal, views: frozenset[str]) -> Fired:
    """A signal, and whether any claim of the passage has come to bear its view."""
    reached = "" if signal.view in views else " It reaches no claim of its paragraph."
    return Fired(f"{rule.name}: {signal.view}", rule.explanation + reached)


def _fired(names: Iterable[str]) -> tuple[Fired, ...]:
    return tuple(Fired(name, RULES[name].explanation if name in RULES else "") for name in names)
