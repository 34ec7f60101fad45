"""Plain forms without an auxiliary: "claim", "attack"."""

from typing import Final

from situate.extract.groups import FINITE, INFINITIVE, PARTICIPLE_FORM
from situate.extract.sites import NO_VERB, OBJECT, SUBJECT, Rule, Site, finite_ahead
from situate.extract.third_forms import after_as
from situate.extract.tokens import (
    ADJECTIVE,
    BRACKET,
    COMMA,
    COORDINATOR,
    DETERMINER,
    DO,
    DOUBTFUL,
    ING,
    MODAL,
    NAME,
    NOUN,
    NUMBER,
    OWNER,
    PAST,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    STOP,
    TELLS,
    THAT,
    THIRD,
    TO,
)  # fmt: skip

_SHORT: Final = 3  # letters of "as", "has": no plural is as short
_HEARERS: Final = frozenset({"me", "us", "him", "them", "reporters", "journalists"})


def _joined_base(s: Site) -> int | None:
    """ "To seize and hold", "will attack and hold": of the kind of the verb before it."""
    if not s.left & COORDINATOR or not s.before:
        return None
    last = next((g for g in reversed(s.before) if g.kind in {INFINITIVE, FINITE}), s.before[-1])
    if last.kind == INFINITIVE and not s.tag & DOUBTFUL:
        return INFINITIVE
    if s.tag & DOUBTFUL and not s.right & (DETERMINER | TO | THAT):
        return NO_VERB
    return last.kind if last.kind in {INFINITIVE, FINITE} else FINITE


def _base_that(s: Site) -> int | None:
    """ "The gains combined with the losses suggest that": the past form before it was a participle."""
    if not s.right & THAT or s.tag & DOUBTFUL or s.tags[s.i - 1] & (TO | MODAL | DO | POSSESSIVE):
        return None
    last = s.before[-1] if s.before else None
    if s.taken and last is not None and last.kind == FINITE and last.start == last.head:
        last.kind = PARTICIPLE_FORM
    return FINITE


def _base_after_name(s: Site) -> int | None:
    """A word that is hardly ever a noun, after a phrase that ends in a name: "forces in Kolor continue"."""
    if s.tag & TELLS and s.left & ADJECTIVE and s.right & (DETERMINER | PRONOUN) and not s.taken:
        return FINITE if any(_plural(word) for word in s.words[max(0, s.i - SUBJECT) : s.p]) else None
    if s.tag & DOUBTFUL or s.taken or s.left & (DETERMINER | PREPOSITION | ADJECTIVE | POSSESSIVE):
        return None
    return FINITE if s.left & (NAME | NOUN | NUMBER | BRACKET | DOUBTFUL) else None


def _plural(word: str) -> bool:
    return len(word) > _SHORT and word.endswith("s") and not word.endswith(("ss", "us", "is", *OWNER))


def _base_after_plural(s: Site) -> int | None:
    """After a plural; a word as often a noun needs what can be its object as well."""
    plural = s.left & (PLURAL | PRONOUN | RELATIVE) or (s.left & THIRD and s.left & DOUBTFUL)
    if s.p > 0 and s.words[s.p - 1] in {"a", "an"} and s.tag & DOUBTFUL:
        return NO_VERB  # "a logistics point"
    if s.left & NAME and s.right & DETERMINER and s.words[s.p].isupper() and len(s.words[s.p]) > 1:
        plural = plural or NAME  # "the AFU hold the town"
    if s.p >= 0 and s.words[s.p] == "who" and s.right & PAST and s.p == s.i - 1:
        return FINITE  # "those who stay told us"
    if s.left & QUOTE and s.p > 0 and s.tags[s.p - 1] & (PLURAL | THIRD) and s.right & DETERMINER and not s.taken:
        return FINITE  # “raids “bury the talks””
    if s.left & POSSESSIVE:
        return NO_VERB  # "several channels’ claim that"
    tells = s.tag & TELLS and not s.taken
    if tells and s.right & (DETERMINER | PRONOUN | NAME | THAT) and _after_relative(s):
        return FINITE
    if tells and s.i + 1 < len(s.words) and s.words[s.i + 1] in _HEARERS:
        return FINITE  # "those who left tell us that"
    before = s.words[max(0, s.i - SUBJECT) : s.i] if tells and s.right & THAT and not s.left & DETERMINER else []
    if any(_plural(word) for word in before):
        return FINITE  # "friends in the unit report that"
    if tells and plural and s.right & COMMA and (after_as(s) or _said_last(s)):
        return FINITE  # "as our readers report, the bridge fell", "the town fell, officials estimate, and a bridge too"
    alone = s.i > 1 and s.tags[s.i - 2] & COMMA  # "three dead, officials say"
    if tells and plural and (s.i + 2 >= len(s.tags) or s.right & STOP) and (s.before or alone):
        return FINITE  # "the town fell, sources report."
    leads = s.right & (DETERMINER | TO | NUMBER) or (s.tag & TELLS and s.right & (PLURAL | ADJECTIVE))
    plural = plural or (leads and _plural_head(s)) or (s.left & NAME and _named_many(s))
    if not plural or s.taken or (s.left & (DETERMINER | PREPOSITION) and not s.left & PRONOUN):
        return NO_VERB
    if s.tag & DOUBTFUL and not s.right & (OBJECT | ADJECTIVE | PLURAL | NUMBER) and not _faces(s):
        return NO_VERB
    return FINITE


def _said_last(s: Site) -> bool:
    """Does a comma stand before the short subject, behind a clause with its verb?"""
    for k in range(s.i - 1, max(0, s.i - SUBJECT), -1):
        if s.tags[k] & COMMA:
            return any(group.kind == FINITE and group.end <= k for group in s.before)
        if s.tags[k] & (COORDINATOR | THAT | STOP | RELATIVE):
            return False
    return False


def _named_many(s: Site) -> bool:
    """ "The Armed Forces conscript men", "Houthis attack ships": a name in the plural before a verb with its object."""
    if s.taken or not _plural(s.words[s.p]) or not s.right & (DETERMINER | PLURAL | TO):
        return False
    return not s.right & PREPOSITION and not finite_ahead(s.tags, s.i + 1)


def _faces(s: Site) -> bool:
    """ "Forces face mounting losses", "units report taking fire": an -ing form that belongs to the object."""
    if not s.right & ING or s.i + 2 >= len(s.tags):
        return False
    object_follows = s.tags[s.i + 2] & (PLURAL | NOUN | ADJECTIVE | DETERMINER | DOUBTFUL)
    return bool(object_follows) and not finite_ahead(s.tags, s.i + 1)


def _after_relative(s: Site) -> bool:
    """ "The officers who stayed say": does it follow the verb of a relative clause that no comma opens?"""
    last = s.before[-1] if s.before else None
    if last is None or last.kind != FINITE or s.i - last.end > SUBJECT:
        return False
    for k in range(last.start - 1, max(0, last.start - SUBJECT), -1):
        if s.tags[k] & RELATIVE:
            return not s.tags[k - 1] & COMMA
    return False


def _plural_head(s: Site) -> bool:
    """ "Troops near Corva hold the bridge": does a name end a phrase that hangs on a plural?"""
    k = s.p
    while k > 1 and s.p - k < SUBJECT and s.tags[k] & (NAME | NUMBER | COORDINATOR) and not s.tags[k] & POSSESSIVE:
        k -= 1
    if k == s.p or not s.tags[k] & PREPOSITION:
        return False
    return bool(s.tags[k - 1] & PLURAL) or (k == 1 and _plural(s.words[0]))


BASE_RULES: Final[tuple[Rule, ...]] = (_joined_base, _base_that, _base_after_name, _base_after_plural)
