"""Noun phrases: the subject of a clause, the owner of a claim, without what does not belong to them."""

from situate.extract.clauses import Sentence
from situate.extract.groups import FINITE, ING_FORM, PARTICIPLE_FORM, Group
from situate.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    ADVERSATIVE,
    BE,
    BRACKET,
    BROUGHT,
    COMMA,
    COORDINATOR,
    DAY,
    DETERMINER,
    HAVE,
    ING,
    LIKELY,
    MARK,
    MODAL,
    NAME,
    NOT,
    NUMBER,
    OWNER,
    PARTICIPLE,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    THAT,
    TO,
)  # fmt: skip

_ARTICLES = frozenset({"a", "an", "the", "A", "An", "The"})
_ANYBODY = frozenset({"those", "everyone", "everybody", "people", "anyone", "all"})
_RESTRICTED = 7  # tokens: the longest "US researchers" before its "who"
_SUBJECTS = frozenset({"they", "he", "she", "we", "i", "it"})
_BEFORE = PREPOSITION | ING | NUMBER | TO | SUBORDINATOR | COMMA | PARTICIPLE
_WHEN = frozenset({"on", "in", "at", "during", "over"})
_MEDIA = (["in", "a"], ["in", "an"], ["in", "his"], ["in", "her"], ["in", "its"], ["during", "a"], ["at", "a"])
_ASIDES = (["however", ","], ["meanwhile", ","], ["though", ","], ["too", ","], ["however"], ["meanwhile"])
_DATED = frozenset({"from", "of", "on", "dated"})
_LEADS = ADVERB | SUBORDINATOR | COORDINATOR | LIKELY | ADVERSATIVE | MARK | NOT
_NO_SPEAKER = COMMA | STOP | QUOTE | COORDINATOR


def subject_of(s: Sentence, start: int, group: Group) -> tuple[int, int] | None:
    """The tokens of the noun phrase before a finite verb group, its articles left out; None where there is none."""
    end = group.start
    if s.tags[end] & PRONOUN and s.tags[end] & (BE | HAVE | MODAL):
        return end, end + 1  # "we’re"
    start = _after_day(s, _after_adverbials(s, start, end), end)
    for other in s.groups:
        if other.start >= end:
            break
        if other.start > start and other.kind in {PARTICIPLE_FORM, ING_FORM} and _reduces(s, other, end):
            end = other.start
            break
    if end - start > 2 and s.low[start] in _ANYBODY and s.tags[start + 1] & RELATIVE:
        return start, end  # "those who fled"
    who = _restricted(s, start, end)
    if who > start:
        head = noun_phrase(s, start, who)
        return (head[0], end) if head is not None else None  # "residents who escaped"
    if end - start > 1 and s.low[end - 1] in _SUBJECTS and s.tags[start] & PREPOSITION:
        start = end - 1  # "from the ground they report"
    return noun_phrase(s, start, end)


def _restricted(s: Sentence, start: int, end: int) -> int:
    """The token of a "who" that opens a clause within the phrase and not beside it; -1 for none."""
    for k in range(start + 1, min(end - 1, start + _RESTRICTED)):
        if s.low[k] == "who" and not s.tags[k - 1] & (COMMA | BRACKET):
            return -1 if any(tag & (COMMA | STOP | COORDINATOR) for tag in s.tags[k:end]) else k
        if s.tags[k] & (COMMA | STOP | RELATIVE):
            return -1
    return -1


def _reduces(s: Sentence, group: Group, end: int) -> bool:
    """Does a participle tell when and where evidence came up ("footage posted on Monday"), or stand apart?"""
    if s.tags[group.start - 1] & COMMA or s.low[group.head] == "citing":
        return True  # "officials, speaking in private, said"
    if not s.tags[group.head] & BROUGHT:
        return False
    after = s.tags[group.end] if group.end < len(s.tags) else 0
    if s.low[group.end : group.end + 1] == ["by"] and group.kind == PARTICIPLE_FORM:
        return False  # "videos filmed by residents"
    if group.kind == PARTICIPLE_FORM and (after & DETERMINER or after & ADJECTIVE):
        return False  # "a widely followed Valerian page"
    return bool(after & (ADVERB | PREPOSITION | NUMBER | DETERMINER | TO | NAME)) or group.end == end


def noun_phrase(s: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """A range of tokens without articles, signs and adverbs at its edges, ended before a relative clause."""
    tags = s.tags
    for k in range(start, end):
        if tags[k] & RELATIVE or (tags[k] & SUBORDINATOR and tags[k - 1] & COMMA and k > start):
            end = k  # "the strike, if confirmed,"
            break
        if tags[k] & COMMA and k > start and s.low[k + 1 : k + 3] in _MEDIA:
            end = k  # "Orlin, in an interview on May 3,"
            break
        if tags[k] & COMMA and s.low[k + 1 : end] in _ASIDES:
            end = k  # "Orlin, however,"
            break
        if tags[k] & COMMA and s.low[k + 1 : k + 2] == ["for"] and s.low[k + 3 : k + 4] == ["part"]:
            end = k  # "Corva, for its part,"
            break
    while start < end and (
        s.words[start] in _ARTICLES
        or (tags[start] & (_NO_SPEAKER | MARK) and not _quotes(s, start, end))
        or (tags[start] & (ADVERB | LIKELY | NOT) and not tags[start] & (NAME & DETERMINER))
    ):
        start += 1
    while (
        end > start
        and (tags[end - 1] & (_NO_SPEAKER | MARK | ADVERB | PREPOSITION) or s.words[end - 1] == "(")
        and not tags[end - 1] & (NAME | NUMBER)
        and not _quotes(s, start, end)
    ):
        end -= 1
    if start >= end:
        return None
    return start, end


def _after_day(s: Sentence, start: int, end: int) -> int:
    """The token after "On Monday", "In May 2031", "in the evening" where no comma parts it from the subject."""
    if start >= end or s.low[start] not in _WHEN:
        return start
    k = start + 1
    while k < end and s.tags[k] & (DAY | NUMBER):
        k += 1
    if any(s.tags[j] & DAY for j in range(start + 1, k)):
        return k
    if s.tags[k] & DETERMINER and k < end:
        counted = (j for j in range(k + 2, end) if s.tags[j] & (DETERMINER | NUMBER))
        second = next(counted, end)
        named = any(s.tags[j] & (NAME | PLURAL) for j in range(k, second))
        return start if named else second
    return start


def undated(s: Sentence, phrase: tuple[int, int]) -> tuple[int, int]:
    """ "Satellite imagery from early February" without its date."""
    for k in range(phrase[0] + 1, phrase[1] - 1):
        if s.low[k] in _DATED and any(tag & DAY for tag in s.tags[k + 1 : min(k + 4, phrase[1])]):
            return phrase[0], k
    return phrase


def before_date(s: Sentence, end: int) -> int:
    """Where "on May 3, 2031," begins that ends before the token `end`; `end` itself where none does."""
    k = end
    while k > 1 and s.tags[k - 1] & (NUMBER | DAY | COMMA):
        k -= 1
    return k - 1 if k < end and s.low[k - 1] in _WHEN else end


def _quotes(s: Sentence, start: int, end: int) -> bool:
    """Does the range open or end with a quotation mark whose fellow stands in it: “Dawn” channel, channel “Dawn”?"""
    if s.tags[end - 1] & QUOTE and s.tags[end - 2] & (COMMA | ADVERB):
        return False
    marks = [k for k in range(start, end) if s.tags[k] & QUOTE]
    return len(marks) > 1 and len(marks) % 2 == 0 and (marks[0] == start or marks[-1] == end - 1)


def _after_adverbials(s: Sentence, start: int, end: int) -> int:
    """Skip what stands before the subject and ends in a comma: "On Monday,", "Citing officials,", "Meanwhile,"."""
    tags = s.tags
    moved = True
    while moved and start < end:
        moved = False
        tag = tags[start]
        if tag & _LEADS and not tag & (PREPOSITION | DETERMINER) and not (tag & MARK and s.words[start] == "#"):
            start += 1
            moved = True
        elif (
            tag & _BEFORE
            or s.low[start] == "asked"
            or (s.low[start].endswith("ed") and start + 1 < end and tags[start + 1] & PREPOSITION)
        ):
            near = 4 if not start or not tags[start - 1] & SUBORDINATOR else 8  # "when asked about the raid,"
            last = min(end, start + near) if tag & PARTICIPLE and s.low[start] != "asked" else end
            comma = next((k for k in range(start, last) if tags[k] & COMMA), -1)
            if comma >= 0:
                start = comma + 1
                moved = True
    return start


def offsets(s: Sentence, tokens: tuple[int, int], *, unpossessed: bool = True) -> tuple[int, int]:
    """Start and end in the text; a possessive ending is left out."""
    start, end = s.starts[tokens[0]], s.offset_end(tokens[1] - 1)
    last = s.words[tokens[1] - 1]
    if s.tags[tokens[1] - 1] & PRONOUN and s.tags[tokens[1] - 1] & (BE | HAVE | MODAL):
        return start, end - len(last) + len(last.replace("’", "'").partition("'")[0])  # "we’re" → we
    if unpossessed and len(last) > 2 and last.endswith(OWNER):
        end -= 2
    return start, end


def owner_before(s: Sentence, noun: int, floor: int) -> tuple[int, int] | None:
    """The owner of the noun of saying at token `noun`: "the mayor's repeated claim" → mayor's."""
    k = noun - 1
    tags = s.tags
    while k >= floor and noun - k <= 6 and not tags[k] & (POSSESSIVE | PREPOSITION | COMMA | STOP | COORDINATOR | THAT):
        k -= 1
    if k < floor or not tags[k] & POSSESSIVE:
        return None
    last = k if s.words[k] not in {"’", "'"} else k - 1
    first = last
    blocked = {g.head for g in s.groups}
    while first > floor:
        tag = tags[first - 1]
        if (
            first - 1 in blocked
            or tag & (COMMA | STOP | COORDINATOR | THAT | SUBORDINATOR | RELATIVE | TO)
            or (tag & PREPOSITION and s.words[first - 1] != "of")
        ):
            break
        first -= 1
        if tag & DETERMINER and s.words[first - 1] != "of":
            break
    return noun_phrase(s, first, last + 1)


def agent_after(s: Sentence, start: int, limit: int) -> tuple[int, int] | None:
    """The noun phrase after "according to" or "citing": to a verb, or to a comma that no apposition follows."""
    tags = s.tags
    heads = {g.start for g in s.groups if g.kind == FINITE or (g.kind == PARTICIPLE_FORM and g.start > start)}
    k = start
    while k < limit:
        tag = tags[k]
        if tag & (STOP | QUOTE | MARK | THAT | RELATIVE) or k in heads or s.words[k] in {".", "!", "?"}:
            break
        if tag & COMMA and not (
            k + 1 < limit
            and tags[k + 1] & NAME
            and not tags[k + 1] & (PREPOSITION | PRONOUN)
            and _closes(s, k + 1, limit)
        ):
            break
        k += 1
    return noun_phrase(s, start, k)


def _closes(s: Sentence, start: int, limit: int) -> bool:
    """Is the name after the comma an apposition, closed by the sentence's end or by another comma?"""
    for k in range(start, min(start + 6, limit)):
        tag = s.tags[k]
        if tag & COMMA or s.words[k] == ".":
            return True
        if not tag & (NAME | BRACKET):
            return False
    return start + 6 > limit
