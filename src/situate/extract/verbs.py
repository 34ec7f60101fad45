"""Verb groups of a sentence: auxiliaries, adverbs and the head, and whether the group is finite."""

from typing import Final

from situate.extract.groups import FINITE, INFINITIVE, ING_FORM, PARTICIPLE_FORM, Group
from situate.extract.lone import kind_of
from situate.extract.sites import NO_VERB, before_aside
from situate.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    BASE,
    BE,
    BRACKET,
    COMMA,
    DAY,
    DETERMINER,
    DO,
    DOUBTFUL,
    FILL,
    HAVE,
    ING,
    LIKELY,
    MARK,
    MODAL,
    NAME,
    NOT,
    NOUN,
    NUMBER,
    OPENERS,
    PARTICIPLE,
    PAST,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    STOP,
    TELLS,
    THAT,
    THIRD,
    TO,
    VERB,
)  # fmt: skip

_AS_BASE: Final = frozenset({"close"})  # oftener an adjective, but after "to" and "will" a verb
_WE: Final = frozenset({"I", "we", "you", "he", "she", "they"})
_LOOK: Final = OPENERS | VERB | TO
_AFTER_PLAIN: Final = PREPOSITION | DETERMINER | NAME | ADJECTIVE
_SUBJECT: Final = 7  # tokens: the longest subject of a plain form
_SHORT: Final = 3  # tokens: a range no longer than this need not have a verb
# What a doubtful word must weigh to be taken for the verb of a range that has none.
_ENOUGH: Final = 3
_ENOUGH_WHERE_DUE: Final = 2  # in a whole sentence, or after "said that"


def groups(words: list[str], tags: list[int]) -> list[Group]:
    """All verb groups of a sentence, in order."""
    out: list[Group] = []
    taken = False  # this clause already has its finite verb
    owed = False  # a relative clause came before the verb of its clause: that verb is still to come
    for i in [k for k, tag in enumerate(tags) if tag & _LOOK]:
        tag = tags[i]
        if out and i < out[-1].end:
            continue
        if tag & OPENERS:
            owed = bool(tag & (RELATIVE | THAT)) and not taken and i > 0
            taken = False
        group = _group(words, tags, i, taken, out) if tag & (VERB | TO) else None
        if group is None:
            continue
        group.start = max(_with_adverbs(tags, group.start), out[-1].end if out else 0)
        if group.kind == FINITE and not taken and group.start > 1 and _contact(words, tags, group):
            group.kind = PARTICIPLE_FORM  # "a man I know says": the clause's own verb is still to come
        elif group.kind == FINITE:
            # "said the town fell": a clause without "that" may follow with a verb of its own.
            taken, owed = not owed and not tags[group.head] & TELLS, False
        out.append(group)
    _supply(words, tags, out)
    nots = [k for k, tag in enumerate(tags) if tag & NOT]
    for group in out if nots else ():  # most sentences deny nothing
        group.negated = any(group.start <= k < group.end for k in nots)
    return out


def _contact(words: list[str], tags: list[int], group: Group) -> bool:
    """ "A man I know in the town says": a relative clause without its pronoun, before a verb of saying."""
    p = group.start - 1
    if words[p] not in _WE or tags[p - 1] & (DAY | OPENERS | TELLS | FILL | PREPOSITION):
        return False
    first = p - 1
    while first and not tags[first - 1] & (OPENERS | PREPOSITION | VERB):
        first -= 1
    if not tags[first] & (DETERMINER | PLURAL | NUMBER) or tags[group.head] & TELLS:
        return False
    for k in range(group.end, min(len(tags), group.end + _SUBJECT)):
        if tags[k] & (COMMA | STOP | MODAL | BE | HAVE):
            return False
        if tags[k] & TELLS and tags[k] & (THIRD | PAST | BASE):
            return k > group.end or not tags[k] & (PLURAL | DOUBTFUL)
    return False


def _with_adverbs(tags: list[int], first: int) -> int:
    """The first of the adverbs before a verb."""
    while first and tags[first - 1] & FILL and not tags[first - 1] & (MODAL | NAME | DETERMINER):
        first -= 1
    return first


def _group(words: list[str], tags: list[int], i: int, taken: bool, before: list[Group]) -> Group | None:
    """The group that starts at token i; None where there is none."""
    tag, word = tags[i], words[i]
    if tag & MODAL and not (tag & NAME and i):
        return _after_modal(tags, words, i)
    if word == "am" and i and tags[i - 1] & NUMBER:
        return None  # an hour of the morning
    if tag & BE and word not in {"been", "being", "be"}:
        return _after_be(tags, words, i, i, FINITE)
    if tag & HAVE and word != "having":
        return _after_have(tags, words, i, i, FINITE)
    if tag & DO:
        k = _skip(tags, i + 1)
        head = k if k < len(tags) and tags[k] & (BASE | HAVE) else i  # "did not hold", "do not have"
        return Group(i, head + 1, head, FINITE)
    if tag & TO:
        return _infinitive(tags, words, i)
    if tag & ING or word in {"being", "having"}:
        return _ing(tags, words, i)
    kind = kind_of(words, tags, i, taken, before)
    return Group(i, i + 1, i, kind) if kind != NO_VERB else None


# -- auxiliaries


def _skip(tags: list[int], k: int) -> int:
    """The first token from k on that is no adverb or negation, nor "most" before "likely"."""
    while k < len(tags) and tags[k] & (FILL | DETERMINER) and not tags[k] & (PREPOSITION | MODAL):
        if not tags[k] & FILL and not (k + 1 < len(tags) and tags[k + 1] & LIKELY and tags[k + 1] & FILL):
            break
        k += 1
    return k


def _after_modal(tags: list[int], words: list[str], i: int) -> Group:
    k = _skip(tags, i + 1)
    if k < len(tags):
        if words[k] == "be":
            return _after_be(tags, words, k, i, FINITE)
        if words[k] == "have":
            return _after_have(tags, words, k, i, FINITE)
        if tags[k] & BASE or words[k] in _AS_BASE:
            return Group(i, k + 1, k, FINITE)
    return Group(i, i + 1, i, FINITE)


def _after_be(tags: list[int], words: list[str], k: int, i: int, kind: int) -> Group:
    j = _skip(tags, k + 1)
    if j < len(tags) and words[j] in {"being", "been"}:
        j = _skip(tags, j + 1)
    if words[j - 1] == "no":
        return Group(i, j, k, kind)  # "there were no confirmed changes"
    if j < len(tags) and tags[j] & ING:
        return Group(i, j + 1, j, kind)
    if j < len(tags) and tags[j] & PARTICIPLE:
        group = Group(i, j + 1, j, kind)
        group.passive = True
        return group
    return Group(i, max(j, k + 1), k, kind)


def _after_have(tags: list[int], words: list[str], k: int, i: int, kind: int) -> Group:
    j = _skip(tags, k + 1)
    if j < len(tags):
        if words[j] == "had":
            return Group(i, j + 1, j, kind)  # "has had no rest"
        if words[j] == "been":
            return _after_be(tags, words, j, i, kind)
        if tags[j] & PARTICIPLE:
            return Group(i, j + 1, j, kind)
    return Group(i, k + 1, k, kind)


def _infinitive(tags: list[int], words: list[str], i: int) -> Group | None:
    k = _skip(tags, i + 1)
    if k >= len(tags) or not (tags[k] & (BASE | BE | HAVE | DO) or words[k] in _AS_BASE):
        return None
    if words[k] == "be":
        return _after_be(tags, words, k, i, INFINITIVE)
    if words[k] == "have":
        return _after_have(tags, words, k, i, INFINITIVE)
    return Group(i, k + 1, k, INFINITIVE) if tags[k] & BASE or words[k] in _AS_BASE or words[k] == "do" else None


def _ing(tags: list[int], words: list[str], i: int) -> Group | None:
    before = tags[i - 1] if i else 0
    if i and tags[i] & NAME:
        return None
    if before & (DETERMINER | ADJECTIVE | POSSESSIVE | ING) and not before & ADVERB:
        return None  # "the shelling", "ongoing fighting"
    if words[i] in {"being", "having"}:
        k = _skip(tags, i + 1)
        if k < len(tags) and tags[k] & PARTICIPLE:
            return Group(i, k + 1, k, ING_FORM)
    return Group(i, i + 1, i, ING_FORM)


# -- clauses in which no verb was found


def _supply(words: list[str], tags: list[int], found: list[Group]) -> None:
    """A clause must have a finite verb: where the first pass found none, take the likeliest doubtful word."""
    finite = [group.start for group in found if group.kind == FINITE]
    start = at = 0
    for i in range(len(tags) + 1):
        if i < len(tags) and not (tags[i] & (THAT | STOP) and words[i] not in {"–", "-"}):
            continue
        while at < len(finite) and finite[at] < start:
            at += 1
        if i - start > _SHORT and not (at < len(finite) and finite[at] < i):
            _supply_range(words, tags, found, start, i)
        start = i + 1


def _supply_range(words: list[str], tags: list[int], found: list[Group], start: int, end: int) -> None:
    said = start > 1 and bool(tags[start - 1] & THAT) and any(g.kind == FINITE and g.end < start for g in found)
    listed = start > 0 and words[start - 1] == ";"  # "near A; and east of B near occupied C"
    whole = end == len(tags) and (words[-1] in {".", "!", "?"} or bool(tags[-1] & MARK)) and not listed
    best = _likeliest(tags, start, end, _ENOUGH_WHERE_DUE if said or whole else _ENOUGH)
    if best is None and said:
        best = _subjunctive(tags, start, end)
    group = next((g for g in found if g.head == best), None)
    if best is None and said:
        late = (g for g in found if start < g.start < end and g.kind == PARTICIPLE_FORM and tags[g.head] & PAST)
        group = next(late, None)
    if group is not None:
        group.kind = FINITE
    elif best is not None:
        found.append(Group(max(start, _with_adverbs(tags, best)), best + 1, best, FINITE))
        found.sort(key=lambda g: g.start)


def _subjunctive(tags: list[int], start: int, end: int) -> int | None:
    """ "That the army withdraw from": a plain form after a name or noun; None for none."""
    for k in range(start + 1, min(end - 1, start + _SUBJECT)):
        if tags[k] & (COMMA | STOP | PREPOSITION):
            return None
        if tags[k] & BASE and tags[k - 1] & (NAME | NOUN) and tags[k + 1] & _AFTER_PLAIN:
            return k
    return None


def _likeliest(tags: list[int], start: int, end: int, least: int) -> int | None:
    """The token that is most likely the finite verb of a range that has none; None where no word fits."""
    best, most = None, 0
    for k in range(start + 1, end):
        if tags[k] & (THIRD | BASE | PAST) and not tags[k] & NAME:
            weight = _weight(tags, k, start, end)
            if weight > most:
                best, most = k, weight
    return best if most >= least else None


def _weight(tags: list[int], k: int, start: int, end: int) -> int:
    """How much speaks for a verb at token k: an adverb before it, an object after it, a subject that agrees."""
    tag, left = tags[k], tags[k - 1]
    right = tags[k + 1] if k + 1 < end else 0
    weight = 0
    if left & COMMA:
        left = tags[max(start, before_aside(tags, k - 1))]
    if left & FILL and not left & (PREPOSITION | DETERMINER) and k - 2 >= start:
        left, weight = tags[k - 2], 2
    if left & (DETERMINER | PREPOSITION | POSSESSIVE | COMMA) and not left & (PRONOUN | NAME):
        return 0
    if right & (DETERMINER | NUMBER | TO | THAT | PRONOUN):
        weight += 2
    elif right & (NAME | ADJECTIVE | PREPOSITION):
        weight += 1
    one = bool(left & (NAME | NOUN | PRONOUN | BRACKET)) and not left & (PLURAL | ADJECTIVE)
    if k - 2 >= start and left & DOUBTFUL and left & BASE and tags[k - 2] & DETERMINER:
        one = True  # "the report lists"
    if (tag & BASE and left & (PLURAL | PRONOUN)) or (tag & THIRD and one):
        return weight + 2
    past = tag & PAST and not tag & (BASE | THIRD)
    return weight + 1 if past or weight >= _ENOUGH else 0
