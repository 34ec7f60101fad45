"""When two publishers tell one story: by the propositions that their claims support, their words and their numbers."""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from situate.model import Claim
from situate.produce.words import AUXILIARIES, NUMBER, PREPOSITIONS, PRONOUNS, WORD
from situate.vocab import Event, Evidence

_GRAMMAR: Final = (
    AUXILIARIES | PREPOSITIONS | PRONOUNS | frozenset({"the", "a", "an", "and", "or", "that", "not", "as"})
)
# Share of the shorter text's content words that the longer has: with a proposition in common, and with none.
_ALIKE, _ALMOST_EQUAL = 0.5, 0.85
# Fewer words are alike by chance.
_LEAST_WORDS: Final = 5
_ENDINGS: Final = re.compile(r"(?:ing|ed|es|s)$")


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A story as one document has it. `events` are kind, evidence and negation of its claims."""

    text: str
    document: str
    claims: tuple[str, ...]
    propositions: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[str]
    events: tuple[tuple[Event, Evidence, bool], ...]


def told(text: str, document: str, claims: Iterable[Claim], propositions: Iterable[str]) -> Told:
    """The story of a passage, from its words and the claims read from it, and the propositions that these support."""
    inside = tuple(claims)
    return Told(
        text=text,
        document=document,
        claims=tuple(c.id for c in inside),
        propositions=frozenset(propositions),
        words=frozenset(_content(text)),
        numbers=frozenset(NUMBER.findall(text)),
        events=tuple((c.event, c.evidence, c.negated) for c in inside),
    )


def is_same(one: Told, other: Told) -> bool:
    """Is it one story? Numbers of the one that the other lacks, and the reverse, make two of it."""
    if min(len(one.words), len(other.words)) < _LEAST_WORDS:
        return False
    if one.numbers - other.numbers and other.numbers - one.numbers:
        return False
    shared = len(one.words & other.words) / min(len(one.words), len(other.words))
    if one.propositions & other.propositions:
        return shared >= _ALIKE
    return shared >= _ALMOST_EQUAL and one.numbers == other.numbers


class Shelf:
    """Stories by their words, a bit a word: of thousands it tells at once which could be the same as a new one."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._held: list[tuple[int, int]] = []

    def add(self, one: Told) -> None:
        """Put a story behind those that are there."""
        self._held.append((self._mask(one), len(one.words)))

    def near(self, one: Told) -> list[int]:
        """The numbers of the stories with enough words of this one, in the order in which they came."""
        mask, size = self._mask(one), len(one.words)
        return [n for n, (m, k) in enumerate(self._held) if (m & mask).bit_count() >= _ALIKE * min(k, size)]

    def _mask(self, one: Told) -> int:
        return sum(1 << self._bits.setdefault(word, len(self._bits)) for word in one.words)


def _content(text: str) -> Iterable[str]:
    for found in WORD.finditer(text):
        word = found.group().casefold().replace("’", "'").removesuffix("'s")
        if word not in _GRAMMAR and not word.isdigit():
            yield _ENDINGS.sub("", word) if len(word) > 5 else word
