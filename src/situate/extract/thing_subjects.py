"""Subjects that are no people and no bodies, and yet act: "nets delay the column", "one of them hit a depot"."""

from collections.abc import Mapping
from typing import Any, Final

from situate.extract.noun_phrases import NounPhrases, stretched
from situate.extract.predicates import BE, DETERMINERS, Predicate, PredicateLexicon
from situate.extract.scan import Scan

SELVES: Final = frozenset({"i", "we", "you"})
_UNDERGONE: Final = frozenset({"remain", "burn", "run", "collapse", "lie", "stand", "be", "lose"})
_OBJECTS: Final = frozenset({
    "them", "him", "her", "us", "it", "many", "some", "several", "both", "more", "most", "all", "up", "this",
    "these", "those", "that", "its", "their", "another", "no", "only", "at", "residential", "civilian",
})  # fmt: skip
_SAID: Final = frozenset(
    {"said", "reported", "believed", "thought", "known", "understood", "alleged", "rumored", "rumoured"}
)
_ROUGHLY: Final = frozenset({"nearly", "almost", "about", "roughly", "around", "only", "another"})
_ABSTRACT: Final = ("tion", "tions", "ment", "ments", "ness", "ity", "ism", "ance", "ence", "ences", "ing", "ings")
_STEM: Final = 6  # letters of a word whose ending tells


class ThingSubjects:
    """Knows what acts though it is no person, from `actors.toml`."""

    def __init__(self, data: Mapping[str, Any], predicates: PredicateLexicon, phrases: NounPhrases) -> None:
        self._predicates, self._phrases = predicates, phrases
        self.indefinite, self.idle = frozenset[str](data["indefinite"]), frozenset[str](data["idle"])
        self.ergative, self.concrete = frozenset[str](data["ergative"]), frozenset[str](data["concrete"])
        self.no_things = frozenset[str](data["no_things"])
        self._blows, self._pronouns = frozenset[str](data["blows"]), frozenset[str](data["pronouns"])

    def find(self, words: Scan, first: int, end: int, predicate: Predicate) -> list[tuple[int, int]]:
        """ "Nets delay the column", "one of them hit a depot": what is no person acts where its verb says so."""
        low, main, verb = words.low, predicate.main, predicate.verb
        while first < end and low[first] in DETERMINERS:
            first += 1
        if main is None or verb is None or first >= end or low[first] in SELVES:
            return []
        few = first + (low[first] in _ROUGHLY)
        if (low[few] in self.indefinite and few + 1 == end) or (
            few + 1 < end and low[few + 1] == "of" and (low[few] in self.indefinite or low[few].isdecimal())
        ):
            return [(first, end)] if low[main] not in BE and predicate.lemma not in _UNDERGONE else []
        head = self._phrases.head(words, first, end)
        if head is None or not low[head].isalpha() or self.is_abstract(low[head]):
            return []
        if low[head] in self._pronouns or low[head] in self.indefinite or low[head] in self._blows:
            return []
        return [(first, stretched(words, end, end, verb))] if self._does(words, predicate) else []

    def _does(self, words: Scan, predicate: Predicate) -> bool:
        """Is the verb surely a finite one, and one that says what its subject does, not how it is or goes?"""
        low, main = words.low, predicate.main
        if (
            main is None
            or predicate.verb is None
            or low[main] in self._predicates.auxiliaries
            or low[main] in self._predicates.breaks
        ):
            return False
        known = self._predicates.forms.get(low[main])
        if known is None:
            return False
        if known[1] in self.idle:
            return known[1] in self.ergative and self._has_object(words, main + 1)  # "mines slowed the column"
        if predicate.verb < main or known[0] == "s":
            return True
        return self._has_object(words, main + 1)

    def _has_object(self, words: Scan, index: int) -> bool:
        """Does a word that begins an object stand here: an article, a number, a name?"""
        if index >= len(words.low):
            return False
        after = words.low[index]
        return after in DETERMINERS or after in _OBJECTS or after[0].isdecimal() or words.words[index][0].isupper()

    def is_abstract(self, word: str) -> bool:
        """Does the noun name a deed, a time, a measure or a state, which does nothing?"""
        if word in self.no_things or word in self._predicates.deeds:
            return True
        return len(word) > _STEM and word.endswith(_ABSTRACT) and word not in self.concrete

    def behind_participle(self, words: Scan, predicate: Predicate, last: int) -> int | None:
        """ "Rebels led by NAME cut the road": the finite verb, where the first one is but a participle; else None."""
        verb = predicate.verb
        if verb is None or verb != predicate.main or predicate.passive or words.low[verb + 1 : verb + 2] != ["by"]:
            return None
        known = self._predicates.forms.get(words.low[verb])
        if known is None or known[0] not in {"past", "participle"}:
            return None
        after = self._predicates.verb(words, verb + 2, last)
        return after if after is not None and after > verb + 2 else None


def is_said(words: Scan, predicate: Predicate) -> bool:
    """ "Recruiters are said to be looking for men": is the passive but the report of what the subject does?"""
    main = predicate.main
    return main is not None and words.low[main] in _SAID and words.low[main + 1 : main + 2] == ["to"]
