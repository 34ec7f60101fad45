"""Forms in -s without an auxiliary: "claims", "attacks"."""

from typing import Final

from situate.extract.cuts import COUNTED
from situate.extract.groups import FINITE, PARTICIPLE_FORM
from situate.extract.sites import (
    AUXILIARY,
    MEASURES,
    NO_VERB,
    OBJECT,
    SUBJECT,
    Rule,
    Site,
    finite_ahead,
    verb_ahead,
    verb_next,
)
from situate.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    BASE,
    BRACKET,
    COMMA,
    COORDINATOR,
    DETERMINER,
    DOUBTFUL,
    ING,
    NAME,
    NOUN,
    NUMBER,
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
    VERB,
)  # fmt: skip

_SHORT: Final = 4  # tokens: the longest subject of a clause without "that"
_SCENES: Final = frozenset({"amid", "amidst", "despite", "following", "after", "among", "between"})
_HOW: Final = frozenset({"how", "why", "what", "whether"})
_OBJECTS: Final = frozenset({"them", "him", "it", "us", "me"})  # no subject that could follow a noun


def _not_third(s: Site) -> int | None:
    """After an article, an owner or a preposition it is a noun; and a clause has one finite verb."""
    if s.tag & TELLS and s.right & THAT and not s.taken and _stranded(s):
        return FINITE
    if s.left & (DETERMINER | PREPOSITION | POSSESSIVE) and not s.left & (PRONOUN | THAT | RELATIVE):
        return NO_VERB
    if not s.p and s.left & ING and s.before and s.before[-1].end == s.i:
        return NO_VERB  # "Hearing reports that"
    if _trails(s) or (s.tag & TELLS and s.right & COMMA and not s.taken and after_as(s)):
        return FINITE
    if s.taken and not s.left & COORDINATOR:
        return NO_VERB
    if s.tag & DOUBTFUL and _named_alone(s):
        return FINITE
    if s.tag & DOUBTFUL:
        return (
            NO_VERB if (s.left & DETERMINER and not s.left & (THAT | RELATIVE)) or verb_next(s.tags, s.i + 1) else None
        )
    return FINITE if s.i else NO_VERB


def _named_alone(s: Site) -> bool:
    """ "That Kordia produces in a month": a name alone between "that" and the form, which the clause needs as verb."""
    k = s.i - 1
    while k > 0 and s.i - k < _SHORT and s.tags[k] & NAME and not s.tags[k] & (ADJECTIVE | POSSESSIVE | PLURAL):
        k -= 1
    if k == s.i - 1 or not s.tags[k] & THAT or s.tags[k] & NAME:
        return False
    ahead = finite_ahead(s.tags, s.i + 1) or verb_ahead(s.tags, s.i + 1)  # "that Kordian strikes on Tarn killed"
    return bool(s.right & (PREPOSITION | ADVERB)) and not ahead


def _stranded(s: Site) -> bool:
    """ "A deserter I spoke to claims that": a preposition that the relative clause before it has left behind."""
    last = s.before[-1] if s.before else None
    if s.words[s.p] in _SCENES:
        return False  # "fighting continued amid claims that"
    return last is not None and last.kind == PARTICIPLE_FORM and last.end == s.p and s.p == s.i - 1


def _trails(s: Site) -> bool:
    """Is it the "X notes" of "P, X notes", at the end of its clause, after a comma and a short noun phrase?"""
    last = s.i + 1 == len(s.tags) or s.right & (COMMA | STOP) or s.words[s.i + 1] == "."
    if not s.tag & TELLS or not last or s.i != s.p + 1 or not s.left & (NAME | NOUN):
        return False
    for k in range(s.i - 1, max(0, s.i - SUBJECT), -1):
        if s.tags[k] & COMMA:
            return any(group.kind == FINITE and group.end <= k for group in s.before)
        if s.tags[k] & (COORDINATOR | THAT | STOP):
            return False
    return False


def _third(s: Site) -> int | None:
    """A word as often a noun is a verb after a singular or a date, before what can be its object."""
    if s.right & POSSESSIVE and s.right & NAME and s.left & (NAME | NOUN):
        return FINITE  # "supports the mayor's"
    if s.left & COORDINATOR and _parallel(s):
        return FINITE  # "accuses the army of raids and claims that"
    if s.left & (PLURAL | ADJECTIVE | COORDINATOR | COMMA) and not s.left & (PRONOUN | RELATIVE):
        return NO_VERB
    if s.p > 0 and s.tags[s.p - 1] & NUMBER and s.left & (NOUN | DOUBTFUL) and not s.left & NAME:
        return NO_VERB  # "3 radio stations that"
    if s.left & NUMBER and s.p and s.tags[s.p - 1] & NAME and s.right & (NOUN | ADJECTIVE | PLURAL | OBJECT):
        return FINITE  # "footage of January 5 shows"
    if s.tag & TELLS and s.right & PLURAL and not s.taken and not finite_ahead(s.tags, s.i + 1):
        return FINITE  # "the enemy claims successes near Tarn"
    if s.tag & TELLS and s.left & NAME and s.right & (NAME | NUMBER) and not s.taken and _name_acts(s):
        return FINITE  # "Moscow claims Kyiv refused"
    if s.left & QUOTE and s.tag & TELLS and not s.taken and s.right & (NUMBER | DETERMINER | THAT):
        return FINITE  # "the unit “Storm” reports 41 kills"
    if s.left & (NOUN | NAME) and not s.taken and (_counts(s) or _acts_on(s)):
        return FINITE  # "the enemy holds two villages", "footage captures Kordian soldiers"
    noun = s.left & (NAME | NOUN | PRONOUN | RELATIVE | THAT | BRACKET) or (s.left & BASE and s.left & DOUBTFUL)
    if noun and _completes(s):
        return FINITE  # "a memo says the army lacks 40,000 men"
    if noun and not s.taken and s.words[s.i + 1 : s.i + 2] and s.words[s.i + 1] in _HOW:
        return FINITE  # "the report details how"
    if not noun or not s.right & (OBJECT | NUMBER) or _halves(s):
        return NO_VERB
    subject = s.left & (PRONOUN | RELATIVE) and s.words[s.p] not in {"where", "whose", "whom"}
    sure = subject or s.right & (THAT | DETERMINER | TO | ADVERB) or (s.tag & TELLS and s.right & PRONOUN)
    sure = sure or s.words[s.i + 1] in _OBJECTS
    return FINITE if sure else NO_VERB


def _halves(s: Site) -> bool:
    """ "Made air and artillery strikes to the north": the second half of what the verb before has for its object."""
    if not s.before or s.p - 2 != s.before[-1].end or not s.tags[s.p - 1] & COORDINATOR:
        return False
    return bool(s.left & NOUN and s.right & TO) and s.i + 2 < len(s.tags) and bool(s.tags[s.i + 2] & DETERMINER)


def _counts(s: Site) -> bool:
    """Do a number and a plural follow, and then no other verb? Not where the word before is half of a noun."""
    if s.i + 2 >= len(s.words) or not (s.right & NUMBER or s.words[s.i + 1] in COUNTED):
        return False
    if not s.tags[s.i + 2] & PLURAL or s.words[s.i + 2] in MEASURES or (s.p and s.tags[s.p - 1] & NOUN):
        return False
    return not finite_ahead(s.tags, s.i + 1) and not verb_ahead(s.tags, s.i + 1)


def _acts_on(s: Site) -> bool:
    """Does an adjective of a side with a plural follow, and no verb ahead?"""
    named = s.left & NOUN and s.right & NAME and s.right & ADJECTIVE
    plural = named and s.i + 2 < len(s.tags) and s.tags[s.i + 2] & PLURAL
    return bool(plural) and not finite_ahead(s.tags, s.i + 1) and not verb_ahead(s.tags, s.i + 1)


def _completes(s: Site) -> bool:
    """Is it the one verb of a clause without "that", before a number or at the end?"""
    last = s.before[-1] if s.before else None
    ends = s.i + 2 >= len(s.words) or s.right & NUMBER
    if last is None or last.kind != FINITE or not s.tags[last.head] & TELLS or not ends or s.i - last.end > _SHORT:
        return False
    return bool(s.tags[last.end] & DETERMINER) and not s.left & PLURAL


def _parallel(s: Site) -> bool:
    """Is the last finite verb before it one of the same form, and what follows its complement?"""
    last = next((group for group in reversed(s.before) if group.kind == FINITE), None)
    if last is None or not s.tags[last.head] & THIRD or s.tags[last.head] & PAST:
        return False
    if s.right & THAT:
        return True
    listed = s.tags[s.p - 1] & PLURAL  # "expects strikes and attacks on the town"
    return not listed and bool(s.right & (TO | DETERMINER | PREPOSITION)) and not finite_ahead(s.tags, s.i + 1)


def _name_acts(s: Site) -> bool:
    """Does a verb follow the name after it?"""
    k = s.i + 1
    while k < len(s.tags) and s.tags[k] & (NAME | NUMBER | NOUN | PLURAL) and not s.tags[k] & (VERB | COMMA):
        k += 1
    return k < len(s.tags) and bool(s.tags[k] & (PAST | THIRD | AUXILIARY)) and not s.tags[k] & DOUBTFUL


THIRD_RULES: Final[tuple[Rule, ...]] = (_not_third, _third)


def after_as(s: Site) -> bool:
    """Does "as" open the short clause that ends with it?"""
    return any(s.words[k] in {"as", "As"} for k in range(max(0, s.i - SUBJECT), s.i))
