"""Verb groups of a sentence: auxiliaries, adverbs and the head, and whether the group is finite."""

from typing import Final

from situate.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    BASE,
    BE,
    BRACKET,
    COMMA,
    COORDINATOR,
    DETERMINER,
    DO,
    DOUBTFUL,
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
    SUBORDINATOR,
    TELLS,
    THAT,
    THIRD,
    TO,
    VERB,
)  # fmt: skip

FINITE_GROUP: Final = 1
INFINITIVE: Final = 2
PARTICIPIAL: Final = 3  # "-ing"
PASSIVE_PARTICIPLE: Final = 4  # "captured by"

_FILL: Final = ADVERB | NOT | LIKELY
_AFTER_ADVERB: Final = ADVERB | NOT


class Group:
    """One verb group: tokens `start` to `end` (excluded), its head, its kind."""

    __slots__ = ("auxiliary", "end", "head", "kind", "negated", "passive", "start")

    def __init__(self, start: int, end: int, head: int, kind: int, auxiliary: int) -> None:
        self.start, self.end, self.head, self.kind = start, end, head, kind
        self.auxiliary = auxiliary
        self.negated = False
        self.passive = False


def groups(words: list[str], tags: list[int]) -> list[Group]:
    """All verb groups, in order."""
    out: list[Group] = []
    n = len(tags)
    i = 0
    taken = False  # this clause already has its finite verb
    owed = False  # a relative clause came before the verb of its clause: that verb is still to come
    while i < n:
        tag = tags[i]
        if tag & (OPENERS | RELATIVE):
            if tag & (COMMA | COORDINATOR | SUBORDINATOR | RELATIVE | THAT) or not tag & VERB:
                owed = bool(tag & (RELATIVE | THAT)) and not taken and i > 1
                taken = False
        if not tag & (VERB | TO):
            i += 1
            continue
        group = _group(words, tags, i, taken, out)
        if group is None:
            i += 1
            continue
        first = group.start
        while first and tags[first - 1] & _FILL and not tags[first - 1] & (MODAL | NAME | DETERMINER):
            first -= 1
        if out and first < out[-1].end:
            first = out[-1].end
        group.start = min(first, group.start)
        if group.kind == FINITE_GROUP:
            # "said the town fell": a clause without "that" may follow with a verb of its own.
            taken, owed = not owed and not tags[group.head] & TELLS, False
        out.append(group)
        i = group.end
    _supply(words, tags, out)
    for group in out:
        group.negated = any(tags[k] & NOT for k in range(group.start, group.end))
    return out


def _supply(words: list[str], tags: list[int], found: list[Group]) -> None:
    """A clause must have a finite verb: where the first pass found none, take the likeliest doubtful word."""
    heads = {group.head: group for group in found}
    start = 0
    for i in range(len(tags) + 1):
        if i < len(tags) and not (tags[i] & (THAT | STOP) and words[i] not in {"–", "-"}):
            continue
        if i - start > 3 and not any(start <= g.start < i and g.kind == FINITE_GROUP for g in found):
            said = (
                start > 1
                and bool(tags[start - 1] & THAT)
                and any(g.end <= start - 1 and g.kind == FINITE_GROUP for g in found)
            )
            closed = (i == len(tags) and words[-1] in {".", "!", "?"}) or (tags[-1] & MARK and i == len(tags))
            best = _likeliest(tags, start, i, 2 if said or closed else 3)
            if best is None and said:
                best = next(
                    (
                        g.head
                        for g in found
                        if start < g.start < i and g.kind == PASSIVE_PARTICIPLE and tags[g.head] & PAST
                    ),
                    None,
                )
            if best is not None and best in heads:
                heads[best].kind = FINITE_GROUP
            elif best is not None:
                first = best
                while first > start and tags[first - 1] & _FILL and not tags[first - 1] & (NAME | DETERMINER):
                    first -= 1
                found.append(Group(first, best + 1, best, FINITE_GROUP, best))
                found.sort(key=_start)
        start = i + 1


def _start(group: Group) -> int:
    return group.start


def _likeliest(tags: list[int], start: int, end: int, least: int) -> int | None:
    """The token that is most likely the finite verb of a range that has none; None where no word fits."""
    best, most = None, 0
    for k in range(start + 1, end):
        tag = tags[k]
        if not tag & (THIRD | BASE | PAST) or tag & NAME:
            continue
        left, right = tags[k - 1], tags[k + 1] if k + 1 < end else 0
        weight = 0
        if left & _FILL and not left & (PREPOSITION | DETERMINER) and k - 2 >= start:
            left = tags[k - 2]
            weight = 2
        if left & (DETERMINER | PREPOSITION | POSSESSIVE | COMMA) and not left & (PRONOUN | NAME):
            continue
        if right & (DETERMINER | NUMBER | TO | THAT | PRONOUN):
            weight += 2
        elif right & (NAME | ADJECTIVE | PREPOSITION):
            weight += 1
        if (tag & BASE and left & (PLURAL | PRONOUN)) or (
            tag & THIRD and left & (NAME | NOUN | PRONOUN | BRACKET) and not left & (PLURAL | ADJECTIVE)
        ):
            weight += 2
        elif (tag & PAST and not tag & (BASE | THIRD)) or weight >= 3:
            weight += 1
        else:
            continue
        if weight > most:
            best, most = k, weight
    return best if most >= least else None


def _group(words: list[str], tags: list[int], i: int, taken: bool, before: list[Group]) -> Group | None:
    tag = tags[i]
    if tag & MODAL and not (tag & NAME and i):
        return _after_modal(tags, words, i)
    if words[i] == "am" and i and tags[i - 1] & NUMBER:
        return None  # an hour of the morning
    if tag & BE and words[i] not in {"been", "being", "be"}:
        return _after_be(tags, words, i, i, FINITE_GROUP)
    if tag & HAVE and words[i] != "having":
        return _after_have(tags, words, i, i, FINITE_GROUP)
    if tag & DO:
        k = _skip(tags, i + 1)
        return (
            Group(i, k + 1, k, FINITE_GROUP, i)
            if k < len(tags) and tags[k] & BASE
            else Group(i, i + 1, i, FINITE_GROUP, i)
        )
    if tag & TO:
        return _infinitive(tags, words, i)
    if tag & ING or words[i] in {"being", "having"}:
        return _ing(tags, words, i)
    return _lone(words, tags, i, taken, before)


def _skip(tags: list[int], k: int) -> int:
    n = len(tags)
    while k < n and tags[k] & _FILL and not tags[k] & (PREPOSITION | MODAL):
        k += 1
    return k


def _after_modal(tags: list[int], words: list[str], i: int) -> Group:
    k = _skip(tags, i + 1)
    if k >= len(tags):
        return Group(i, i + 1, i, FINITE_GROUP, i)
    if words[k] == "be":
        return _after_be(tags, words, k, i, FINITE_GROUP)
    if words[k] == "have":
        return _after_have(tags, words, k, i, FINITE_GROUP)
    if tags[k] & BASE:
        return Group(i, k + 1, k, FINITE_GROUP, i)
    return Group(i, i + 1, i, FINITE_GROUP, i)


def _after_be(tags: list[int], words: list[str], k: int, i: int, kind: int) -> Group:
    n = len(tags)
    j = _skip(tags, k + 1)
    if j < n and words[j] in {"being", "been"}:
        j = _skip(tags, j + 1)
    if j < n and tags[j] & ING:
        return Group(i, j + 1, j, kind, k)
    if j < n and tags[j] & PARTICIPLE:
        group = Group(i, j + 1, j, kind, k)
        group.passive = True
        return group
    return Group(i, max(j, k + 1), k, kind, k)


def _after_have(tags: list[int], words: list[str], k: int, i: int, kind: int) -> Group:
    j = _skip(tags, k + 1)
    if j < len(tags):
        if words[j] == "been":
            return _after_be(tags, words, j, i, kind)
        if tags[j] & PARTICIPLE:
            return Group(i, j + 1, j, kind, k)
    return Group(i, k + 1, k, kind, k)


def _infinitive(tags: list[int], words: list[str], i: int) -> Group | None:
    k = _skip(tags, i + 1)
    if k >= len(tags) or not tags[k] & (BASE | BE | HAVE | DO):
        return None
    if words[k] == "be":
        return _after_be(tags, words, k, i, INFINITIVE)
    if words[k] == "have":
        return _after_have(tags, words, k, i, INFINITIVE)
    if tags[k] & BASE or words[k] == "do":
        return Group(i, k + 1, k, INFINITIVE, i)
    return None


def _ing(tags: list[int], words: list[str], i: int) -> Group | None:
    if i and (
        tags[i] & NAME or (tags[i - 1] & (DETERMINER | ADJECTIVE | POSSESSIVE | ING) and not tags[i - 1] & ADVERB)
    ):
        return None
    if words[i] in {"being", "having"}:
        k = _skip(tags, i + 1)
        if k < len(tags) and tags[k] & PARTICIPLE:
            return Group(i, k + 1, k, PARTICIPIAL, i)
    return Group(i, i + 1, i, PARTICIPIAL, i)


def _lone(words: list[str], tags: list[int], i: int, taken: bool, before: list[Group]) -> Group | None:
    """A form without an auxiliary: finite, a participle, or no verb at all, by what stands around it."""
    tag = tags[i]
    p = i - 1
    while p >= 0 and tags[p] & _FILL and not tags[p] & (NAME | DETERMINER | PREPOSITION):
        p -= 1
    left = tags[p] if p >= 0 else 0
    if tag & (BASE | THIRD) and i + 1 < len(words) and words[i + 1] == "of":
        return None  # "the resupply of"
    if tag & (PAST | PARTICIPLE):
        return _past(words, tags, i, p, taken, before)
    if tag & THIRD:
        return _third(tags, i, left, taken)
    if tag & BASE:
        return _plain(tags, i, left, taken, before)
    return None


def _past(words: list[str], tags: list[int], i: int, p: int, taken: bool, before: list[Group]) -> Group | None:
    tag = tags[i]
    left = tags[p] if p >= 0 else 0
    right = tags[i + 1] if i + 1 < len(tags) else 0
    if (
        p < 0
        or ((left & (DETERMINER | POSSESSIVE) and not (right & THAT and not taken)) and not left & (PRONOUN | THAT))
        or (left & PREPOSITION and not left & SUBORDINATOR)
    ):
        return None
    if i and words[i - 1] in {"more", "most", "less", "least", "too", "very"}:
        return None  # "more measured"
    participle = Group(i, i + 1, i, PASSIVE_PARTICIPLE, i)
    if before and before[-1].end == i and before[-1].kind != FINITE_GROUP:
        return participle  # "indicating continued resistance"
    if tag & BASE and left & COORDINATOR and before and before[-1].kind == INFINITIVE:
        return Group(i, i + 1, i, INFINITIVE, i)
    if tag & PAST and right & THAT and not taken:
        return Group(i, i + 1, i, FINITE_GROUP, i)
    if tag & DOUBTFUL and tag & BASE and (left & ADJECTIVE or _finite_ahead(tags, i + 1)):
        return None  # "forecast", "cut", "hit" as a noun
    if not tag & PAST:
        return participle
    if not tag & PARTICIPLE:
        return (
            Group(i, i + 1, i, FINITE_GROUP, i)
            if not (left & ADJECTIVE and right & (NOUN | PLURAL) and taken)
            else None
        )
    after = i + 1
    while after < len(words) and tags[after] & ADVERB and not tags[after] & PREPOSITION:
        after += 1
    if after < len(words) and words[after] == "by":
        return participle
    if left & (COMMA | COORDINATOR):
        if tag & ADJECTIVE or (words[i] == "occupied" and right & NAME):
            return participle  # known by its ending alone: "and towed artillery"
        finite = any(group.kind == FINITE_GROUP for group in before)
        if left & COMMA and not finite:
            # "the cruiser, flagship of the fleet, sank": the verb may follow an apposition.
            return participle if _verb_ahead(tags, i + 1) else Group(i, i + 1, i, FINITE_GROUP, i)
        if left & COMMA and right & (PREPOSITION | TO) and not _list_of_verbs(tags, i):
            return participle
        if left & COORDINATOR and before and before[-1].end == p and before[-1].kind != FINITE_GROUP:
            return participle
        return Group(i, i + 1, i, FINITE_GROUP, i) if finite else participle
    if left & (SUBORDINATOR | THAT) and not left & (PRONOUN | RELATIVE):
        return participle if left & SUBORDINATOR else Group(i, i + 1, i, FINITE_GROUP, i)
    if taken or (left & ADJECTIVE and not left & NAME and right & (NOUN | PLURAL | DOUBTFUL)):
        return participle
    told = tag & TELLS and not (right & PREPOSITION and i + 1 < len(words) and words[i + 1] not in {"on", "at"})
    if right & (PREPOSITION | NUMBER) and not (told or right & TO) and _verb_ahead(tags, i + 1):
        return participle
    return Group(i, i + 1, i, FINITE_GROUP, i)


def _list_of_verbs(tags: list[int], i: int) -> bool:
    """Does ", <past>" continue a list of verbs that "and <past>" closes within reach?"""
    for k in range(i + 1, min(i + 25, len(tags) - 1)):
        if tags[k] & COORDINATOR and tags[k + 1] & PAST:
            return True
    return False


def _verb_ahead(tags: list[int], i: int) -> bool:
    """Does another finite verb follow before the clause can end? Then the form before it was a participle."""
    for k in range(i, min(i + 16, len(tags))):
        tag = tags[k]
        if tag & SUBORDINATOR:
            return False
        if (tag & (OPENERS & ~COORDINATOR) and not tag & (VERB | PREPOSITION)) or (
            tag & TO and k + 1 < len(tags) and tags[k + 1] & BASE
        ):
            return False
        left = tags[k - 1]
        if tag & (MODAL | BE | HAVE | DO) and not left & (COORDINATOR | RELATIVE):
            return True
        if tag & COORDINATOR and k + 1 < len(tags) and tags[k + 1] & PAST:
            return False
        if (
            tag & THIRD
            and (left & NUMBER or (k + 1 < len(tags) and tags[k + 1] & THAT))
            and not left & (DETERMINER | ADJECTIVE)
        ):
            return True
        if (
            tag & (PAST | THIRD)
            and not tag & DOUBTFUL
            and not left & (PREPOSITION | DETERMINER | COORDINATOR | ADJECTIVE)
        ):
            return True
    return False


def _third(tags: list[int], i: int, left: int, taken: bool) -> Group | None:
    tag = tags[i]
    right = tags[i + 1] if i + 1 < len(tags) else 0
    if left & (DETERMINER | PREPOSITION | POSSESSIVE) and not left & (PRONOUN | THAT | RELATIVE):
        return None
    if taken and not left & COORDINATOR:
        return None
    if tag & DOUBTFUL and left & DETERMINER and not left & (THAT | RELATIVE):
        return None  # "these reports"
    if tag & DOUBTFUL and _verb_next(tags, i + 1):
        return None
    if not tag & DOUBTFUL:
        return Group(i, i + 1, i, FINITE_GROUP, i) if left or i else None
    if left & (PLURAL | ADJECTIVE | COORDINATOR | COMMA) and not left & (PRONOUN | RELATIVE):
        return None
    if right & POSSESSIVE and right & NAME and left & (NAME | NOUN):
        return Group(i, i + 1, i, FINITE_GROUP, i)  # "supports the mayor's"
    if left & NUMBER and right & (NOUN | ADJECTIVE | PLURAL):
        return Group(i, i + 1, i, FINITE_GROUP, i)
    if left & (NAME | NOUN | PRONOUN | RELATIVE | THAT | NUMBER | BRACKET) and right & (
        THAT | DETERMINER | TO | ADVERB | PREPOSITION | NAME | PRONOUN
    ):
        if left & (PRONOUN | RELATIVE) or right & (THAT | DETERMINER | TO | ADVERB | NUMBER) or left & NUMBER:
            return Group(i, i + 1, i, FINITE_GROUP, i)
    return None


def _finite_ahead(tags: list[int], i: int) -> bool:
    """Does a sure finite verb follow before the clause can end?"""
    for k in range(i, min(i + 12, len(tags))):
        tag = tags[k]
        if tag & (THAT | COMMA | STOP | RELATIVE):
            return False
        if tag & (MODAL | BE | HAVE | DO | THIRD) and not tag & (DOUBTFUL | NAME):
            return True
    return False


def _verb_next(tags: list[int], k: int) -> bool:
    """Does a verb follow, adverbs apart? Then the word before it is its subject."""
    n = len(tags)
    while k < n and tags[k] & _FILL and not tags[k] & (PREPOSITION | VERB):
        k += 1
    return k < n and bool(tags[k] & (PAST | MODAL | BE | HAVE | DO | THIRD)) and not tags[k] & (NAME | DETERMINER)


_PLURAL_LEFT: Final = PLURAL | PRONOUN | RELATIVE


def _plain(tags: list[int], i: int, left: int, taken: bool, before: list[Group]) -> Group | None:
    tag = tags[i]
    right = tags[i + 1] if i + 1 < len(tags) else 0
    if left & COORDINATOR and before:
        # "to seize and hold", "will attack and hold": of the kind of the verb before it.
        last = before[-1]
        if last.kind == INFINITIVE and not tag & DOUBTFUL:
            return Group(i, i + 1, i, INFINITIVE, i)
        if tag & DOUBTFUL and not right & (DETERMINER | TO | THAT):
            return None
        return Group(i, i + 1, i, last.kind if last.kind in {INFINITIVE, FINITE_GROUP} else FINITE_GROUP, i)
    if right & THAT and not tag & DOUBTFUL and not tags[i - 1] & (TO | MODAL | DO):
        # "the results combined with the losses suggest that": the past form before it was a participle.
        if taken and before and before[-1].kind == FINITE_GROUP and before[-1].start == before[-1].head:
            before[-1].kind = PASSIVE_PARTICIPLE
        return Group(i, i + 1, i, FINITE_GROUP, i)
    if (
        not (tag & DOUBTFUL or taken)
        and left & (NAME | NOUN | NUMBER | BRACKET | DOUBTFUL)
        and not left & (DETERMINER | PREPOSITION | ADJECTIVE)
    ):
        return Group(i, i + 1, i, FINITE_GROUP, i)
    plural = left & _PLURAL_LEFT or (left & (THIRD) and left & DOUBTFUL)
    if not plural or (left & (DETERMINER | PREPOSITION) and not left & PRONOUN) or taken:
        return None
    if tag & DOUBTFUL and not right & (
        THAT | DETERMINER | TO | ADVERB | PREPOSITION | NAME | ADJECTIVE | PLURAL | NUMBER | PRONOUN
    ):
        return None
    return Group(i, i + 1, i, FINITE_GROUP, i)
