"""The verbs and nouns of saying, showing and directing, as `attribution.toml` lists them."""

from collections.abc import Mapping
from typing import Final, cast

from situate.extract.tokens import table
from situate.vocab import STANCES, Evidence, Stance

_EVIDENCE_ORDER: Final[tuple[Evidence, ...]] = ("geolocated", "satellite", "footage", "document", "data", "testimony")


class Verb:
    """One verb of saying: its stance, the complements it takes, the prepositions that lead to what is said.

    A preposition has a stance of its own: who "argues that" claims, who "argues for" directs.
    """

    __slots__ = ("complements", "prepositions", "stance")

    def __init__(self, stance: Stance) -> None:
        self.stance = stance
        self.complements: set[str] = set()
        self.prepositions: dict[str, Stance] = {}


class Idiom:
    """Words that say something together with the verb before them ("cast | doubt on"), and how they lead to it."""

    __slots__ = ("frame", "stance", "words")

    def __init__(self, frame: str, stance: Stance, words: list[str]) -> None:
        self.frame, self.stance, self.words = frame, stance, words


class Sayings:
    """Lookups by base form of the verb or by the noun as written in small letters."""

    def __init__(self, lexicon: Mapping[str, bytes]) -> None:
        data = table(lexicon, "attribution.toml")
        self.verbs: dict[str, Verb] = {}
        self.shows: dict[str, Verb] = {}
        self.sees: dict[str, Verb] = {}
        for stance, entries in data["verbs"].items():
            if stance in STANCES:
                into = self.shows if stance == "shows" else self.verbs
                _read_verbs(into, cast(Stance, stance), entries)
        _read_verbs(self.sees, "shows", data["verbs"]["sees"])
        self.idioms = _idioms(data["idioms"])
        self.feelings: dict[str, Stance] = {
            word: cast(Stance, stance) for stance, words in data["feelings"].items() for word in words.split()
        }
        self.disagree = frozenset(data["verbs"]["disagree"]["words"].split())
        self.inference = frozenset(data["inference"]["verbs"].split())
        self.control = frozenset(data["control"]["verbs"].split())
        self.amplify = frozenset(data["amplify"]["verbs"].split())
        self.publish = frozenset(data["light"]["publish"].split())
        self.light = frozenset(data["light"]["verbs"].split())
        self.takes = frozenset(data["light"]["takes"].split())
        nouns = data["nouns"]
        self.nouns: dict[str, Stance] = {
            word: cast(Stance, stance) for stance, words in nouns.items() if stance in STANCES for word in words.split()
        }
        self.told = frozenset(n for n, stance in self.nouns.items() if stance in {"states", "claims", "assesses"})
        self.chances = frozenset(nouns["chance"].split())
        self.own_nouns = frozenset(nouns["own"].split()) | self.chances
        self.lines = frozenset(nouns["line"].split())
        self.reporting = frozenset(data["speakers"]["reporting"].split())
        self.abstract = frozenset(data["speakers"]["abstract"].split())
        self.agents = frozenset(data["speakers"]["agents"].split())
        self.counters = self.agents | {"archive"}
        self.titles = frozenset(data["speakers"]["titles"].split())
        self.doers = frozenset(data["speakers"]["doers"].split())
        self.evidence: dict[str, Evidence] = {}
        for kind in reversed(_EVIDENCE_ORDER):
            self.evidence |= dict.fromkeys(data["evidence"][kind].split(), kind)
        self._evident: Final = frozenset(self.evidence)
        self.shown: Final = self._evident | self.reporting  # words without one of which nothing shows
        views = data["views"]
        self.views: dict[str, frozenset[str]] = {
            key: frozenset(value.split()) for key, value in views.items() if isinstance(value, str)
        }
        self.phrases: dict[str, tuple[str, ...]] = {
            key: tuple(value) for key, value in views.items() if isinstance(value, list)
        }

    def evidence_of(self, words: list[str]) -> Evidence:
        """The strongest evidence that a speaker's words, in small letters, name; "none" where they name none."""
        if self._evident.isdisjoint(words):
            return "none"
        found = {self.evidence[word] for word in words if word in self.evidence}
        return next((kind for kind in _EVIDENCE_ORDER if kind in found), "none")


def _read_verbs(into: dict[str, Verb], stance: Stance, entries: Mapping[str, str]) -> None:
    for complement, words in entries.items():
        for word in words.split():
            base, _, preposition = word.replace("_", " ").partition(":")
            base, _, particle = base.partition(" ")
            verb = into.get(base)
            if verb is None:
                verb = into[base] = Verb(stance)
            if complement == "of":
                verb.prepositions[preposition] = stance
            elif particle and complement == "person":
                verb.prepositions[particle] = stance
            else:
                verb.complements.add(complement)


def _idioms(frames: Mapping[str, Mapping[str, str]]) -> dict[str, list[Idiom]]:
    """By the verb, the longest first."""
    found: dict[str, list[Idiom]] = {}
    for frame, entries in frames.items():
        for stance, texts in entries.items():
            for text in texts.split():
                verb, _, rest = text.partition("_")
                found.setdefault(verb, []).append(Idiom(frame, cast(Stance, stance), rest.split("_")))
    for idioms in found.values():
        idioms.sort(key=lambda idiom: -len(idiom.words))
    return found
