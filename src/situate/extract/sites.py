"""A verb form without an auxiliary, what stands around it, and what lies ahead of it."""

from collections.abc import Callable
from typing import Final

from situate.extract.groups import Group
from situate.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    ADVERSATIVE,
    BASE,
    BE,
    COMMA,
    COORDINATOR,
    DAY,
    DETERMINER,
    DO,
    DOUBTFUL,
    FILL,
    HAVE,
    MODAL,
    NAME,
    NUMBER,
    OPENERS,
    PAST,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    TELLS,
    THAT,
    THIRD,
    TO,
    VERB,
)  # fmt: skip

AUXILIARY: Final = MODAL | BE | HAVE | DO
_STAYS: Final = NAME | DETERMINER | PREPOSITION | ADVERSATIVE  # what is no mere adverb before a verb
_TIMES: Final = frozenset(
    {"days", "hours", "minutes", "weeks", "months", "years", "day", "hour", "week", "month", "year"}
)
# What a number measures and does not count.
MEASURES: Final = _TIMES | {"km", "kilometers", "kilometres", "miles", "meters", "metres", "percent", "times", "per"}
_AHEAD: Final = 16  # tokens: how far a second verb is looked for
NO_VERB: Final = 0
OBJECT: Final = THAT | DETERMINER | TO | ADVERB | PREPOSITION | NAME | PRONOUN
SUBJECT: Final = 8  # tokens: how far before a verb the head of its subject is looked for


class Site:
    """A form and its neighbours. `left` is the word before it, adverbs apart; `taken`: its clause has its verb."""

    __slots__ = ("before", "i", "left", "p", "right", "tag", "tags", "taken", "words")

    def __init__(self, words: list[str], tags: list[int], i: int, taken: bool, before: list[Group]) -> None:
        self.words, self.tags, self.i, self.taken, self.before = words, tags, i, taken, before
        p = i - 1
        # An adverb that opens the sentence has a capital, too.
        while p >= 0 and tags[p] & FILL and (not tags[p] & _STAYS or not p):
            p -= 1
        p = before_aside(tags, p)
        if tags[i] & (THIRD | BASE) and not tags[i] & PAST and p > 2 and tags[p] & COMMA:
            p = _before_relative(tags, p)
        self.p = p
        self.tag = tags[i]
        self.left = tags[p] if p >= 0 else 0
        self.right = tags[i + 1] if i + 1 < len(tags) else 0


Rule = Callable[[Site], int | None]


def before_aside(tags: list[int], p: int) -> int:
    """The token before ", however," where one ends at token p; p itself where none does."""
    aside = p > 2 and tags[p] & COMMA and tags[p - 1] & (FILL | SUBORDINATOR) and tags[p - 2] & COMMA
    return p - 3 if aside else p


def _before_relative(tags: list[int], p: int) -> int:
    """The token before ", which schools must use," where such a clause ends at p; p itself where none does."""
    for k in range(p - 1, max(0, p - _AHEAD), -1):
        if tags[k] & COMMA:
            return k - 1 if tags[k + 1] & RELATIVE and not tags[k + 1] & SUBORDINATOR else p
        if tags[k] & (STOP | THAT):
            return p
    return p


def verb_ahead(tags: list[int], i: int) -> bool:
    """Does another finite verb follow before the clause can end? Then the form before it was a participle."""
    for k in range(i, min(i + _AHEAD, len(tags))):
        tag, left = tags[k], tags[k - 1]
        after = tags[k + 1] if k + 1 < len(tags) else 0
        if tag & COORDINATOR and after & ADVERB and k + 2 < len(tags):
            after = tags[k + 2]  # "advanced in A and marginally advanced in B"
        if tag & SUBORDINATOR or (tag & TO and after & BASE) or (tag & COORDINATOR and after & PAST):
            return False
        if tag & (OPENERS & ~COORDINATOR) and not tag & (VERB | PREPOSITION):
            return False
        if tag & AUXILIARY and not left & (COORDINATOR | RELATIVE):
            return k == i or not left & PREPOSITION or bool(left & (NAME | SUBORDINATOR))  # not "of having left"
        if left & (DETERMINER | ADJECTIVE):
            continue
        counted = left & NUMBER and (not tag & DOUBTFUL or tags[k - 2] & NAME)  # "January 5 shows", not "38 times"
        if (tag & THIRD and (counted or (after & THAT and not left & PREPOSITION))) or (
            tag & TELLS and tag & BASE and left & PLURAL and after & STOP
        ):
            return True
        if tag & (PAST | THIRD) and not tag & DOUBTFUL and not left & (PREPOSITION | COORDINATOR):
            return True
        if tag & BASE and not tag & (DOUBTFUL | NAME) and left & (NAME | NUMBER | DAY):
            return not after & (PREPOSITION | STOP)  # "deserters interviewed in Corva describe"
    return False


def finite_ahead(tags: list[int], i: int) -> bool:
    """Does a sure finite verb follow before the clause can end?"""
    for k in range(i, min(i + _AHEAD, len(tags))):
        tag = tags[k]
        if tag & (THAT | COMMA | STOP | RELATIVE):
            return False
        if tag & (AUXILIARY | THIRD) and not tag & (DOUBTFUL | NAME):
            return True
    return False


def verb_next(tags: list[int], k: int) -> bool:
    """Does a verb follow, adverbs apart? Then the word before it is its subject."""
    while k < len(tags) and tags[k] & FILL and not tags[k] & (PREPOSITION | VERB):
        k += 1
    return k < len(tags) and bool(tags[k] & (PAST | AUXILIARY | THIRD)) and not tags[k] & (NAME | DETERMINER)
