"""Past forms without an auxiliary: "captured", "withdrew", "taken"."""

from typing import Final

from situate.extract.groups import FINITE, INFINITIVE, ING_FORM, PARTICIPLE_FORM
from situate.extract.sites import MEASURES, NO_VERB, Rule, Site, finite_ahead, verb_ahead
from situate.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    ALONE,
    BASE,
    BE,
    BROUGHT,
    COMMA,
    COORDINATOR,
    DAY,
    DETERMINER,
    DOUBTFUL,
    HAVE,
    NAME,
    NOUN,
    NUMBER,
    PARTICIPLE,
    PAST,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    SUBORDINATOR,
    TELLS,
    THAT,
    THIRD,
    TO,
)  # fmt: skip

_DEGREE: Final = frozenset({"more", "most", "less", "least", "too", "very"})
_PARTICLES: Final = frozenset({"down", "out", "up", "off", "over", "back"})
_MEANS: Final = frozenset({"phone", "telephone", "email", "e-mail", "text", "radio", "video", "letter"})
_TOWARD: Final = frozenset(
    f"{first}{second}" for first in ("", "north", "south") for second in ("north", "south", "east", "west")
)
_TIES: Final = frozenset({"affiliated", "associated", "linked", "aligned", "based", "stationed", "connected", "tied"})
_CHARGED: Final = frozenset({"suspected", "accused", "convicted"})
_QUANTITIES: Final = frozenset({"most", "some", "many", "several", "both", "others", "few", "all", "none"})
_ASIDE: Final = 12  # tokens: the longest aside with a participle
_LEAD: Final = 4  # tokens: the longest "in a new video" before its participle
_LIST: Final = 25  # tokens: how far the end of a list of verbs is looked for


def _modifies(s: Site) -> int | None:
    """After an article, an owner or a preposition it is an adjective: "the captured town", "of claimed gains"."""
    told = s.right & THAT and not s.taken
    if s.p < 0 or (s.left & PREPOSITION and not s.left & SUBORDINATOR):
        return NO_VERB
    if s.left & (DETERMINER | POSSESSIVE) and not s.left & (PRONOUN | THAT) and not told:
        return FINITE if _quantity(s) else NO_VERB
    if s.tag & ADJECTIVE and s.p == 0 and s.right & (NOUN | PLURAL):
        return NO_VERB  # known by its ending alone: "Additional geolocated footage"
    if s.left & NUMBER and s.tag & ADJECTIVE and s.right & (PLURAL | NOUN) and not (s.p and s.tags[s.p - 1] & NAME):
        return NO_VERB  # "11 armored vehicles"
    quoted = s.right & QUOTE and s.i and s.tags[s.i - 1] & QUOTE  # their “claimed” territory
    return NO_VERB if quoted or (s.i and s.words[s.i - 1] in _DEGREE and s.tag & PARTICIPLE) else None


def _quantity(s: Site) -> bool:
    """ "Most went to Tarn", "some died": a word of quantity is the subject of a form that no noun can follow."""
    word = s.words[s.p].lower()
    if s.p != s.i - 1 or not s.tag & PAST:
        return False
    if word == "another":
        return bool(s.right & (PLURAL | DETERMINER | NAME)) and not s.tag & ADJECTIVE  # "another credited units of"
    return word in _QUANTITIES and (not s.tag & PARTICIPLE or bool(s.tag & ALONE))


def _follows_verb(s: Site) -> int | None:
    """After a verb of another kind it belongs to that: "indicating continued resistance", "to take and set"."""
    last = s.before[-1] if s.before else None
    if last is None:
        return None
    led = s.words[s.i + 1 : s.i + 2] and s.words[s.i + 1] in _TOWARD
    sure = s.right & PREPOSITION or not s.tag & PARTICIPLE or s.tag & ALONE or led
    if last.end == s.i and last.kind == ING_FORM and sure and not s.taken:
        return None  # "street fighting continued in the town", "fighting grew fierce"
    if last.end == s.i and last.kind != FINITE:
        return PARTICIPLE_FORM
    if last.kind == INFINITIVE and last.end == s.p and s.left & COORDINATOR and _goes_on(s):
        return FINITE  # "are ready to fire and vowed to respond"
    if s.tag & BASE and s.left & COORDINATOR and last.kind == INFINITIVE:
        return INFINITIVE
    return None


def _goes_on(s: Site) -> bool:
    """Is it a past form alone, before "to" with a verb or before "that"?"""
    after = s.tags[s.i + 2] if s.i + 2 < len(s.tags) else 0
    return bool(s.tag & PAST and not s.tag & BASE and (s.right & THAT or (s.right & TO and after & BASE)))


def _opens_speech(s: Site) -> int | None:
    """Before "that", where the clause has no verb yet: "said that"."""
    return FINITE if s.tag & PAST and s.right & THAT and not s.taken else None


def _noun_alike(s: Site) -> int | None:
    """ "Forecast", "cut", "hit" as nouns, where an adjective precedes or a sure verb follows."""
    if s.tag & DOUBTFUL and s.tag & BASE and (s.left & ADJECTIVE or finite_ahead(s.tags, s.i + 1)):
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
    if s.words[s.i] == "compared" and s.words[s.i + 1 : s.i + 2] in (["with"], ["to"]):
        return PARTICIPLE_FORM
    if s.words[s.i] in _CHARGED and s.words[s.i + 1 : s.i + 2] == ["of"]:
        return PARTICIPLE_FORM if s.taken or s.before else None  # "detained two men suspected of"
    after = s.i + 1
    while after < len(s.words) and s.tags[after] & ADVERB and not s.tags[after] & PREPOSITION:
        after += 1
    if s.words[after : after + 1] != ["by"]:
        return None
    spoken = s.tag & TELLS and not s.taken and s.words[after + 1 : after + 2] and s.words[after + 1] in _MEANS
    return None if spoken else PARTICIPLE_FORM


def _joined(s: Site) -> int | None:
    """After a comma or "and": a second verb, unless it modifies ("and towed artillery", ", posted on Monday,")."""
    if not s.left & (COMMA | COORDINATOR):
        return None
    if s.tag & ADJECTIVE or (s.words[s.i] == "occupied" and s.right & NAME):
        return PARTICIPLE_FORM  # known by its ending alone
    finite = any(group.kind == FINITE for group in s.before)
    if s.left & COMMA and s.tag & ALONE and not s.tag & ADJECTIVE and not s.right & ADVERB:
        return FINITE  # "the driver, born in 1980, died in hospital"
    if s.left & COMMA and s.tag & TELLS and not s.taken and not finite and any(tag & COMMA for tag in s.tags[: s.p]):
        return FINITE  # "the mayor, Ann Lee, said the town fell"
    if s.left & COMMA and s.tag & TELLS and any(tag & QUOTE for tag in s.tags[: s.p]) and not s.taken:
        return FINITE  # "“P,” Ann, 43, said by phone"
    if s.left & COMMA and s.tag & TELLS and _after_inserted(s):
        return FINITE  # "Orlin, who often tells of raids, warned on Monday"
    if s.left & COMMA and not finite:
        if s.p > 1 and s.tags[s.p - 2] & DETERMINER and s.right & COMMA:
            return PARTICIPLE_FORM  # "the slow, limited, and costly offensive"
        # "the cruiser, flagship of the fleet, sank": the verb may follow an apposition.
        return PARTICIPLE_FORM if verb_ahead(s.tags, s.i + 1) or _aside(s) else FINITE
    if s.left & COMMA and s.right & (PREPOSITION | TO) and not _list_of_verbs(s.tags, s.i):
        return PARTICIPLE_FORM
    if s.left & COORDINATOR and s.before and s.before[-1].end == s.p and s.before[-1].kind != FINITE:
        return PARTICIPLE_FORM
    return FINITE if finite else PARTICIPLE_FORM


def _aside(s: Site) -> bool:
    """ "A deserter, questioned in Corva, recalled": does a comma close what it opens, with a sure verb behind that?"""
    if not s.right & (PREPOSITION | ADVERB | DAY) or s.tag & TELLS or s.tag & ALONE:
        return False
    for k in range(s.i + 1, min(len(s.tags) - 1, s.i + _ASIDE)):
        if s.tags[k] & (COORDINATOR | THAT | RELATIVE):
            return False
        if s.tags[k] & COMMA:
            after = s.tags[k + 1]
            sure = not after & DOUBTFUL or (k + 2 < len(s.tags) and s.tags[k + 2] & (DETERMINER | THAT | TO | NAME))
            return bool(after & (PAST | THIRD)) and bool(sure) and not after & (NAME | DETERMINER | ADJECTIVE)
    return False


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
    if s.taken or _attribute(s):
        return PARTICIPLE_FORM
    if s.p >= 0 and s.words[s.p] == "who":
        return FINITE  # "a blogger (who served in the army) claimed"
    if s.right & PREPOSITION and ((s.tag & BROUGHT and _led_in(s)) or _ties(s)):
        return PARTICIPLE_FORM
    follower = s.words[s.i + 1] if s.right & PREPOSITION else "on"
    told = s.tag & TELLS and follower in {"on", "at"}  # "reported on Monday troops left"
    if _particle(s) or s.tag & ALONE or _counted(s):
        return FINITE
    # "Claimed to hold", but not "posted to a channel".
    sure = told or (s.right & TO and s.i + 2 < len(s.tags) and s.tags[s.i + 2] & (BASE | HAVE | BE | ADVERB))
    if s.right & (PREPOSITION | NUMBER | ADVERB) and not sure and verb_ahead(s.tags, s.i + 1):
        return PARTICIPLE_FORM
    return FINITE


def _ties(s: Site) -> bool:
    """ "An officer affiliated with the brigade cast doubt on it": a tie of the subject, with any verb ahead."""
    if s.words[s.i] not in _TIES:
        return False
    for k in range(s.i + 2, min(len(s.tags), s.i + _ASIDE)):
        if s.tags[k] & (COMMA | COORDINATOR | THAT):
            return False
        if s.tags[k] & (PAST | THIRD | HAVE | BE) and not s.tags[k - 1] & (DETERMINER | PREPOSITION):
            return True
    return False


def _led_in(s: Site) -> bool:
    """ "In a video circulated on May 5, the mayor", "Orlin, in a letter published on May 5, said": up to a comma."""
    led = next((k for k in range(s.p, max(-1, s.p - _LEAD - 1), -1) if s.tags[k] & PREPOSITION), -1)
    if led < 0 or (led and not s.tags[led - 1] & COMMA) or s.left & (NAME | PLURAL | PRONOUN) or s.before:
        return False
    if led:
        return any(tag & COMMA for tag in s.tags[s.i : s.i + _ASIDE])
    comma = next((k for k in range(s.i, min(s.i + _LIST, len(s.tags))) if s.tags[k] & COMMA), -1)
    return comma > 0 and comma + 1 < len(s.tags) and bool(s.tags[comma + 1] & (DETERMINER | NAME | PRONOUN | PLURAL))


def _attribute(s: Site) -> bool:
    """ "Continued heavy shelling", "recent increased strikes": between an adjective and its noun."""
    if s.words[s.i + 1 : s.i + 2] and s.words[s.i + 1] in _PARTICLES:
        return False  # "the second turned back"
    if not s.p and s.left & ADJECTIVE and s.right & (ADJECTIVE | NOUN | PLURAL):
        return True  # the capital of the sentence's first word names nothing
    return bool(s.left & ADJECTIVE and not s.left & (NAME | PLURAL) and s.right & (NOUN | PLURAL | DOUBTFUL))


def _counted(s: Site) -> bool:
    """ "The enemy lost 900 soldiers": a number and what is counted are an object; "12 days ago" is none."""
    counted = s.i + 2 < len(s.tags) and s.tags[s.i + 2] & (PLURAL | ADJECTIVE | NAME | NOUN)
    return bool(s.right & NUMBER and counted) and s.words[s.i + 2] not in MEASURES and not s.left & (NUMBER | COMMA)


def _particle(s: Site) -> bool:
    """ "Shot down 12 drones", "carried out a raid": a particle and an object; not "raids carried out by"."""
    after = s.tags[s.i + 2] if s.i + 2 < len(s.tags) else 0
    if s.words[s.i + 1 : s.i + 2] == [] or s.words[s.i + 1] not in _PARTICLES:
        return False
    return bool(after & (DETERMINER | NUMBER | ADJECTIVE | NOUN | PLURAL)) and not after & (PREPOSITION | ADVERB | THAT)


PAST_RULES: Final[tuple[Rule, ...]] = (
    _modifies, _follows_verb, _opens_speech, _noun_alike, _one_form, _by, _joined, _after_opener, _second,
)  # fmt: skip


def _list_of_verbs(tags: list[int], i: int) -> bool:
    """Does ", <past>" continue a list of verbs that "and <past>" closes within reach?"""
    return any(tags[k] & COORDINATOR and tags[k + 1] & PAST for k in range(i + 1, min(i + _LIST, len(tags) - 1)))
