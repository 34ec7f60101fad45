"""Verb forms without an auxiliary: finite, a participle, or no verb at all, by what stands around them.

For each form there is a table of rules, asked from top to bottom; the first that knows answers.
"""

from collections.abc import Callable
from typing import Final

from situate.extract.groups import FINITE, INFINITIVE, ING_FORM, PARTICIPLE_FORM, Group
from situate.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    ALONE,
    BASE,
    BE,
    BRACKET,
    COMMA,
    COORDINATOR,
    DETERMINER,
    DO,
    DOUBTFUL,
    FILL,
    HAVE,
    MODAL,
    NAME,
    NOUN,
    NUMBER,
    OPENERS,
    OWNER,
    PARTICIPLE,
    PAST,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    TELLS,
    THAT,
    THIRD,
    TO,
    VERB,
)  # fmt: skip

NO_VERB: Final = 0
_AUXILIARY: Final = MODAL | BE | HAVE | DO
_OBJECT: Final = THAT | DETERMINER | TO | ADVERB | PREPOSITION | NAME | PRONOUN
_DEGREE: Final = frozenset({"more", "most", "less", "least", "too", "very"})
_HEARERS: Final = frozenset({"me", "us", "him", "them", "reporters", "journalists"})
_PARTICLES: Final = frozenset({"down", "out", "up", "off", "over", "back"})
_TIMES: Final = frozenset(
    {"days", "hours", "minutes", "weeks", "months", "years", "day", "hour", "week", "month", "year"}
)
_MEASURES: Final = _TIMES | {"km", "kilometers", "kilometres", "miles", "meters", "metres", "percent", "times", "per"}
_AHEAD: Final = 16  # tokens: how far a second verb is looked for
_SUBJECT: Final = 8  # tokens: how far before a verb the head of its subject is looked for
_LIST: Final = 25  # tokens: how far the end of a list of verbs is looked for


class Site:
    """A form and its neighbours. `left` is the word before it, adverbs apart; `taken`: its clause has its verb."""

    __slots__ = ("before", "i", "left", "p", "right", "tag", "tags", "taken", "words")

    def __init__(self, words: list[str], tags: list[int], i: int, taken: bool, before: list[Group]) -> None:
        self.words, self.tags, self.i, self.taken, self.before = words, tags, i, taken, before
        p = i - 1
        # An adverb that opens the sentence has a capital, too.
        while p >= 0 and tags[p] & FILL and (not tags[p] & (NAME | DETERMINER | PREPOSITION) or not p):
            p -= 1
        self.p = p = before_aside(tags, p)
        self.tag = tags[i]
        self.left = tags[p] if p >= 0 else 0
        self.right = tags[i + 1] if i + 1 < len(tags) else 0


Rule = Callable[[Site], int | None]


def kind_of(words: list[str], tags: list[int], i: int, taken: bool, before: list[Group]) -> int:
    """FINITE, INFINITIVE, PARTICIPLE_FORM or NO_VERB for the form at token i."""
    site = Site(words, tags, i, taken, before)
    if site.tag & DOUBTFUL and site.tag & (BASE | THIRD) and words[i + 1 : i + 2] == ["of"]:
        return NO_VERB  # "the resupply of"
    if i > 1 and words[i - 1] == "own" and tags[i - 2] & (POSSESSIVE | DETERMINER):
        return NO_VERB  # "the city's own finance department"
    rules = PAST_RULES if site.tag & (PAST | PARTICIPLE) else THIRD_RULES if site.tag & THIRD else BASE_RULES
    for rule in rules:
        answer = rule(site)
        if answer is not None:
            return answer
    return NO_VERB


# -- "captured", "withdrew"


def _modifies(s: Site) -> int | None:
    """After an article, an owner or a preposition it is an adjective: "the captured town", "of claimed gains"."""
    told = s.right & THAT and not s.taken
    if s.p < 0 or (s.left & PREPOSITION and not s.left & SUBORDINATOR):
        return NO_VERB
    if s.left & (DETERMINER | POSSESSIVE) and not s.left & (PRONOUN | THAT) and not told:
        return NO_VERB
    if s.tag & ADJECTIVE and s.p == 0 and s.right & (NOUN | PLURAL):
        return NO_VERB  # known by its ending alone: "Additional geolocated footage"
    if s.left & NUMBER and s.tag & ADJECTIVE and s.right & (PLURAL | NOUN) and not (s.p and s.tags[s.p - 1] & NAME):
        return NO_VERB  # "11 armored vehicles"
    quoted = s.right & QUOTE and s.i and s.tags[s.i - 1] & QUOTE  # their “claimed” territory
    return NO_VERB if quoted or (s.i and s.words[s.i - 1] in _DEGREE and s.tag & PARTICIPLE) else None


def _follows_verb(s: Site) -> int | None:
    """After a verb of another kind it belongs to that: "indicating continued resistance", "to take and set"."""
    last = s.before[-1] if s.before else None
    if last is None:
        return None
    if last.end == s.i and last.kind == ING_FORM and s.right & PREPOSITION and not s.taken:
        return None  # "street fighting continued in the town"
    if last.end == s.i and last.kind != FINITE:
        return PARTICIPLE_FORM
    if s.tag & BASE and s.left & COORDINATOR and last.kind == INFINITIVE:
        return INFINITIVE
    return None


def _opens_speech(s: Site) -> int | None:
    """Before "that", where the clause has no verb yet: "said that"."""
    return FINITE if s.tag & PAST and s.right & THAT and not s.taken else None


def _noun_alike(s: Site) -> int | None:
    """ "Forecast", "cut", "hit" as nouns, where an adjective precedes or a sure verb follows."""
    if s.tag & DOUBTFUL and s.tag & BASE and (s.left & ADJECTIVE or _finite_ahead(s.tags, s.i + 1)):
        return NO_VERB
    return None


def _one_form(s: Site) -> int | None:
    """ "Withdrawn" is never finite, "withdrew" always."""
    if not s.tag & PAST:
        return PARTICIPLE_FORM
    if not s.tag & PARTICIPLE:
        return NO_VERB if s.taken and s.left & ADJECTIVE and s.right & (NOUN | PLURAL) else FINITE
    return None


def _by(s: Site) -> int | None:
    """Before "by": "captured by"."""
    after = s.i + 1
    while after < len(s.words) and s.tags[after] & ADVERB and not s.tags[after] & PREPOSITION:
        after += 1
    return PARTICIPLE_FORM if after < len(s.words) and s.words[after] == "by" else None


def _joined(s: Site) -> int | None:
    """After a comma or "and": a second verb, unless it modifies ("and towed artillery", ", posted on Monday,")."""
    if not s.left & (COMMA | COORDINATOR):
        return None
    if s.tag & ADJECTIVE or (s.words[s.i] == "occupied" and s.right & NAME):
        return PARTICIPLE_FORM  # known by its ending alone
    finite = any(group.kind == FINITE for group in s.before)
    if s.left & COMMA and s.tag & TELLS and not s.taken and not finite and any(tag & COMMA for tag in s.tags[: s.p]):
        return FINITE  # "the mayor, Ann Lee, said the town fell"
    if s.left & COMMA and s.tag & TELLS and _after_inserted(s):
        return FINITE  # "Orlin, who often tells of raids, warned on Monday"
    if s.left & COMMA and not finite:
        if s.p > 1 and s.tags[s.p - 2] & DETERMINER and s.right & COMMA:
            return PARTICIPLE_FORM  # "the slow, limited, and costly offensive"
        # "the cruiser, flagship of the fleet, sank": the verb may follow an apposition.
        return PARTICIPLE_FORM if _verb_ahead(s.tags, s.i + 1) else FINITE
    if s.left & COMMA and s.right & (PREPOSITION | TO) and not _list_of_verbs(s.tags, s.i):
        return PARTICIPLE_FORM
    if s.left & COORDINATOR and s.before and s.before[-1].end == s.p and s.before[-1].kind != FINITE:
        return PARTICIPLE_FORM
    return FINITE if finite else PARTICIPLE_FORM


def _after_inserted(s: Site) -> bool:
    """Does the comma before it close a relative clause between a subject and its verb?"""
    opened = next((k for k in range(s.p - 1, 0, -1) if s.tags[k] & COMMA), -1)
    if opened < 0 or not s.tags[opened + 1] & RELATIVE:
        return False
    return not any(group.kind == FINITE and group.start < opened for group in s.before)


def _after_opener(s: Site) -> int | None:
    """ "As reported", but "the army that took"."""
    if s.left & (SUBORDINATOR | THAT) and not s.left & (PRONOUN | RELATIVE):
        return PARTICIPLE_FORM if s.left & SUBORDINATOR else FINITE
    return None


def _second(s: Site) -> int | None:
    """A clause has one finite verb; the other past form modifies: "repelled attacks conducted near"."""
    if s.taken or (s.left & ADJECTIVE and not s.left & (NAME | PLURAL) and s.right & (NOUN | PLURAL | DOUBTFUL)):
        return PARTICIPLE_FORM
    follower = s.words[s.i + 1] if s.right & PREPOSITION else "on"
    told = s.tag & TELLS and follower in {"on", "at"}  # "reported on Monday troops left"
    if _particle(s) or s.tag & ALONE or _counted(s):
        return FINITE
    # "Claimed to hold", but not "posted to a channel".
    sure = told or (s.right & TO and s.i + 2 < len(s.tags) and s.tags[s.i + 2] & (BASE | HAVE | BE | ADVERB))
    if s.right & (PREPOSITION | NUMBER | ADVERB) and not sure and _verb_ahead(s.tags, s.i + 1):
        return PARTICIPLE_FORM
    return FINITE


def _counted(s: Site) -> bool:
    """ "The enemy lost 900 soldiers": a number and what is counted are an object; "12 days ago" is none."""
    counted = s.i + 2 < len(s.tags) and s.tags[s.i + 2] & (PLURAL | ADJECTIVE | NAME | NOUN)
    return bool(s.right & NUMBER and counted) and s.words[s.i + 2] not in _MEASURES and not s.left & (NUMBER | COMMA)


def _particle(s: Site) -> bool:
    """ "Shot down 12 drones", "carried out a raid": a particle and an object; not "raids carried out by"."""
    after = s.tags[s.i + 2] if s.i + 2 < len(s.tags) else 0
    if s.words[s.i + 1 : s.i + 2] == [] or s.words[s.i + 1] not in _PARTICLES:
        return False
    return bool(after & (DETERMINER | NUMBER | ADJECTIVE | NOUN | PLURAL)) and not after & (PREPOSITION | ADVERB | THAT)


PAST_RULES: Final[tuple[Rule, ...]] = (
    _modifies, _follows_verb, _opens_speech, _noun_alike, _one_form, _by, _joined, _after_opener, _second,
)  # fmt: skip


# -- "claims", "attacks"


def _not_third(s: Site) -> int | None:
    """After an article, an owner or a preposition it is a noun; and a clause has one finite verb."""
    if s.left & (DETERMINER | PREPOSITION | POSSESSIVE) and not s.left & (PRONOUN | THAT | RELATIVE):
        return NO_VERB
    if _trails(s) or (s.tag & TELLS and s.right & COMMA and not s.taken and _after_as(s)):
        return FINITE
    if s.taken and not s.left & COORDINATOR:
        return NO_VERB
    if s.tag & DOUBTFUL:
        return (
            NO_VERB if (s.left & DETERMINER and not s.left & (THAT | RELATIVE)) or _verb_next(s.tags, s.i + 1) else None
        )
    return FINITE if s.i else NO_VERB


def _trails(s: Site) -> bool:
    """Is it the "X notes" of "P, X notes", at the end of its clause, after a comma and a short noun phrase?"""
    last = s.i + 1 == len(s.tags) or s.right & (COMMA | STOP) or s.words[s.i + 1] == "."
    if not s.tag & TELLS or not last or s.i != s.p + 1 or not s.left & (NAME | NOUN):
        return False
    for k in range(s.i - 1, max(0, s.i - _SUBJECT), -1):
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
    if s.left & NUMBER and s.p and s.tags[s.p - 1] & NAME and s.right & (NOUN | ADJECTIVE | PLURAL | _OBJECT):
        return FINITE  # "footage of January 5 shows"
    if s.tag & TELLS and s.right & PLURAL and not s.taken and not _finite_ahead(s.tags, s.i + 1):
        return FINITE  # "the enemy claims successes near Tarn"
    if s.tag & TELLS and s.left & NAME and s.right & (NAME | NUMBER) and not s.taken and _name_acts(s):
        return FINITE  # "Moscow claims Kyiv refused"
    noun = s.left & (NAME | NOUN | PRONOUN | RELATIVE | THAT | BRACKET) or (s.left & BASE and s.left & DOUBTFUL)
    if not noun or not s.right & (_OBJECT | NUMBER):
        return NO_VERB
    subject = s.left & (PRONOUN | RELATIVE) and s.words[s.p] not in {"where", "whose", "whom"}
    sure = subject or s.right & (THAT | DETERMINER | TO | ADVERB) or (s.tag & TELLS and s.right & PRONOUN)
    return FINITE if sure else NO_VERB


def _parallel(s: Site) -> bool:
    """Is the last finite verb before it one of the same form, and what follows its complement?"""
    last = next((group for group in reversed(s.before) if group.kind == FINITE), None)
    if last is None or not s.tags[last.head] & THIRD or s.tags[last.head] & PAST:
        return False
    if s.right & THAT:
        return True
    listed = s.tags[s.p - 1] & PLURAL  # "expects strikes and attacks on the town"
    return not listed and bool(s.right & (TO | DETERMINER | PREPOSITION)) and not _finite_ahead(s.tags, s.i + 1)


def _name_acts(s: Site) -> bool:
    """Does a verb follow the name after it?"""
    k = s.i + 1
    while k < len(s.tags) and s.tags[k] & (NAME | NUMBER | NOUN | PLURAL) and not s.tags[k] & (VERB | COMMA):
        k += 1
    return k < len(s.tags) and bool(s.tags[k] & (PAST | THIRD | _AUXILIARY)) and not s.tags[k] & DOUBTFUL


THIRD_RULES: Final[tuple[Rule, ...]] = (_not_third, _third)


# -- "claim", "attack"


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
    if not s.right & THAT or s.tag & DOUBTFUL or s.tags[s.i - 1] & (TO | MODAL | DO):
        return None
    last = s.before[-1] if s.before else None
    if s.taken and last is not None and last.kind == FINITE and last.start == last.head:
        last.kind = PARTICIPLE_FORM
    return FINITE


def _base_after_name(s: Site) -> int | None:
    """A word that is hardly ever a noun, after a phrase that ends in a name: "forces in Kolor continue"."""
    if s.tag & DOUBTFUL or s.taken or s.left & (DETERMINER | PREPOSITION | ADJECTIVE):
        return None
    return FINITE if s.left & (NAME | NOUN | NUMBER | BRACKET | DOUBTFUL) else None


def _plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is", *OWNER))


def _base_after_plural(s: Site) -> int | None:
    """After a plural; a word as often a noun needs what can be its object as well."""
    plural = s.left & (PLURAL | PRONOUN | RELATIVE) or (s.left & THIRD and s.left & DOUBTFUL)
    if s.p > 0 and s.words[s.p - 1] in {"a", "an"} and s.tag & DOUBTFUL:
        return NO_VERB  # "a logistics point"
    if s.left & NAME and s.right & DETERMINER and s.words[s.p].isupper() and len(s.words[s.p]) > 1:
        plural = plural or NAME  # "the AFU hold the town"
    if s.left & POSSESSIVE:
        return NO_VERB  # "several channels’ claim that"
    tells = s.tag & TELLS and not s.taken
    if tells and s.right & (DETERMINER | PRONOUN | NAME | THAT) and _after_relative(s):
        return FINITE
    if tells and s.i + 1 < len(s.words) and s.words[s.i + 1] in _HEARERS:
        return FINITE  # "those who left tell us that"
    if tells and s.right & THAT and any(_plural(word) for word in s.words[max(0, s.i - _SUBJECT) : s.i]):
        return FINITE  # "friends in the unit report that"
    if tells and plural and s.right & COMMA and _after_as(s):
        return FINITE  # "as our readers report, the bridge fell"
    alone = s.i > 1 and s.tags[s.i - 2] & COMMA  # "three dead, officials say"
    if tells and plural and (s.i + 2 >= len(s.tags) or s.right & STOP) and (s.before or alone):
        return FINITE  # "the town fell, sources report."
    leads = s.right & (DETERMINER | TO | NUMBER) or (s.tag & TELLS and s.right & (PLURAL | ADJECTIVE))
    plural = plural or (leads and _plural_head(s))
    if not plural or s.taken or (s.left & (DETERMINER | PREPOSITION) and not s.left & PRONOUN):
        return NO_VERB
    if s.tag & DOUBTFUL and not s.right & (_OBJECT | ADJECTIVE | PLURAL | NUMBER):
        return NO_VERB
    return FINITE


def _after_as(s: Site) -> bool:
    """Does "as" open the short clause that ends with it?"""
    return any(s.words[k] in {"as", "As"} for k in range(max(0, s.i - _SUBJECT), s.i))


def _after_relative(s: Site) -> bool:
    """ "The officers who stayed say": does it follow the verb of a relative clause that no comma opens?"""
    last = s.before[-1] if s.before else None
    if last is None or last.kind != FINITE or s.i - last.end > _SUBJECT:
        return False
    for k in range(last.start - 1, max(0, last.start - _SUBJECT), -1):
        if s.tags[k] & RELATIVE:
            return not s.tags[k - 1] & COMMA
    return False


def _plural_head(s: Site) -> bool:
    """ "Troops near Corva hold the bridge": does a name end a phrase that hangs on a plural?"""
    k = s.p
    while k > 1 and s.p - k < _SUBJECT and s.tags[k] & (NAME | NUMBER | COORDINATOR) and not s.tags[k] & POSSESSIVE:
        k -= 1
    return k < s.p and bool(s.tags[k] & PREPOSITION and s.tags[k - 1] & PLURAL)


BASE_RULES: Final[tuple[Rule, ...]] = (_joined_base, _base_that, _base_after_name, _base_after_plural)


# -- what lies ahead and behind


def before_aside(tags: list[int], p: int) -> int:
    """The token before ", however," where one ends at token p; p itself where none does."""
    aside = p > 2 and tags[p] & COMMA and tags[p - 1] & (FILL | SUBORDINATOR) and tags[p - 2] & COMMA
    return p - 3 if aside else p


def _list_of_verbs(tags: list[int], i: int) -> bool:
    """Does ", <past>" continue a list of verbs that "and <past>" closes within reach?"""
    return any(tags[k] & COORDINATOR and tags[k + 1] & PAST for k in range(i + 1, min(i + _LIST, len(tags) - 1)))


def _verb_ahead(tags: list[int], i: int) -> bool:
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
        if tag & _AUXILIARY and not left & (COORDINATOR | RELATIVE):
            return True
        if left & (DETERMINER | ADJECTIVE):
            continue
        counted = left & NUMBER and (not tag & DOUBTFUL or tags[k - 2] & NAME)  # "January 5 shows", not "38 times"
        if (tag & THIRD and (counted or after & THAT)) or (
            tag & TELLS and tag & BASE and left & PLURAL and after & STOP
        ):
            return True
        if tag & (PAST | THIRD) and not tag & DOUBTFUL and not left & (PREPOSITION | COORDINATOR):
            return True
    return False


def _finite_ahead(tags: list[int], i: int) -> bool:
    """Does a sure finite verb follow before the clause can end?"""
    for k in range(i, min(i + _AHEAD, len(tags))):
        tag = tags[k]
        if tag & (THAT | COMMA | STOP | RELATIVE):
            return False
        if tag & (_AUXILIARY | THIRD) and not tag & (DOUBTFUL | NAME):
            return True
    return False


def _verb_next(tags: list[int], k: int) -> bool:
    """Does a verb follow, adverbs apart? Then the word before it is its subject."""
    while k < len(tags) and tags[k] & FILL and not tags[k] & (PREPOSITION | VERB):
        k += 1
    return k < len(tags) and bool(tags[k] & (PAST | _AUXILIARY | THIRD)) and not tags[k] & (NAME | DETERMINER)
