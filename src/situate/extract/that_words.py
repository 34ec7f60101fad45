"""Clauses that "that" and relative words open."""

from typing import Final

from situate.extract.clauses import (
    ACCORDING,
    RELATIVE_CLAUSE,
    SAID,
    START,
    THAT_AGAIN,
    THAT_CLAUSE,
    Sentence,
)  # fmt: skip
from situate.extract.cuts import Cuts
from situate.extract.groups import FINITE, ING_FORM, Group
from situate.extract.phrases import before_date
from situate.extract.tokens import (
    BE,
    COMMA,
    COORDINATOR,
    NAME,
    POSSESSIVE,
    PREPOSITION,
    QUOTE,
    RELATIVE,
    STOP,
    THAT,
    VERB,
)  # fmt: skip

_SHORT: Final = 4  # tokens: the longest subject after a bare comma, and what may follow "officials say"
_AIMS: Final = (["in", "the", "hope"], ["in", "the", "hopes"], ["in", "the", "belief"], ["out", "of", "fear"])
_BESIDES: Final = frozenset({"despite", "amid", "following"})
_ORDERS: Final = frozenset({"order", "orders", "directive", "directives"})  # "an order on May 3 that they forged"
_NEAR: Final = 6  # tokens: the subject in "as the minister has said"
_FAR: Final = 24  # tokens: the longest subject; titles with their appositions stay below it
_SOURCE: Final = 14  # tokens between a noun of saying and its "that", where its source stands between


def that_word(cuts: Cuts, i: int) -> None:
    """ "Said that P", "the claim that P", "and that Q"; else a relative clause, or a pointing word."""
    s = cuts.s
    following = cuts.following(i)
    if following is not None and _quoted_verb(s, i, following.start):
        following = None  # "claims that the brigade “manoeuvred”; prisoners say"
    before = s.tags[i - 1] if i else 0
    listed = bool(before & COMMA) and _listed(cuts, i, following)  # "said that A, that B and that C"
    again = before & (COORDINATOR | STOP) or listed
    reported = again and (cuts.reported or any(c.group is not None and cuts.says(c.group, None) for c in cuts.clauses))
    if listed or (reported and before & STOP and s.words[i - 1] == ";"):
        before |= COORDINATOR  # "that A; that B; and that C"
    if following is None and before & COORDINATOR and reported:
        cuts.open(i - 1, i + 1, THAT_AGAIN)
    elif following is None:
        # No verb was recognised in it, yet a verb of saying calls for what follows.
        if i and cuts.clauses[-1].group is not None and (_said_before(cuts, i) or cuts.noun(s.words[i - 1])):
            _open_that(cuts, i)
    elif before & COORDINATOR and reported:
        cuts.open(i - 1, i + 1, THAT_AGAIN)
    elif cuts.clauses[-1].opener == SAID and any(tag & COMMA for tag in s.tags[cuts.clauses[-1].start : i]):
        cuts.embed(following)  # "P, the ministry said, in a swap that Tarn had brokered"
    elif not i and following.start == 1 and s.low[1] != "said":
        return  # "That would mark the first such raid", not "That said, P"
    elif (following.start == i + 1 and not _said_at(cuts, i)) or (i and _inner(cuts, i, following)):
        cuts.embed(following)
    elif i and (cuts.noun(s.words[i - 1]) or _noun_before(cuts, i) or _said_before(cuts, i)):
        _open_that(cuts, i)
    elif i and following.start > i + 1 and not before & (PREPOSITION | COMMA | VERB):
        cuts.embed(following)
    elif before & BE and _line_before(cuts, i):
        _open_that(cuts, i)


def _inner(cuts: Cuts, i: int, following: Group) -> bool:
    """Does the "that" clause belong to words before it: "in the hope that P", or a subject's own?"""
    return cuts.s.low[max(0, i - 3) : i] in _AIMS or _of_subject(cuts, i, following)


def _listed(cuts: Cuts, i: int, following: Group | None) -> bool:
    """Does a whole clause follow the "that" after a comma, behind a "that" clause that has its verb?"""
    last = cuts.clauses[-1]
    if last.opener not in {THAT_CLAUSE, THAT_AGAIN} or last.group is None or following is None:
        return False
    return cuts.subject_between(i + 1, following)


def _closing(cuts: Cuts) -> bool:
    """Does "according to X" stand behind what X said, so that "who" goes on with X?"""
    return cuts.clauses[-1].opener == ACCORDING and any(clause.group is not None for clause in cuts.clauses)


def _quoted_verb(s: Sentence, start: int, end: int) -> bool:
    """Does a quotation's end stand before a semicolon between the two tokens?"""
    return any(s.words[k] == ";" and s.tags[k - 1] & QUOTE for k in range(start + 1, end))


def _open_that(cuts: Cuts, i: int) -> None:
    last = cuts.clauses[-1]
    acting = any(g.kind == ING_FORM and g.start < i for g in cuts.s.groups)
    if last.opener == START and last.group is None and (acting or cuts.s.low[0] in _BESIDES):
        cuts.lead = True  # "Despite X's claims that P, Q", "While admitting that P, X denied Q"
    cuts.reported = True
    cuts.open(i, i + 1, THAT_CLAUSE)


def _line_before(cuts: Cuts, that: int) -> bool:
    """Is it "the ministry's line is that P"?"""
    last = cuts.clauses[-1]
    if last.group is None or last.group.end != that:
        return False
    return any(cuts.line(word) for word in cuts.s.low[last.start : last.group.start])


def own_that(cuts: Cuts, i: int) -> None:
    """ "The ministry, which claimed that P, now says": P belongs to the inserted clause."""
    following = cuts.following(i)
    if following is not None:
        cuts.embed(following)


def _of_subject(cuts: Cuts, i: int, following: Group) -> bool:
    """Is it "the fact that P shows that": P belongs to the subject of a verb with a clause of its own?"""
    s = cuts.s
    owned = any(tag & POSSESSIVE for tag in s.tags[max(0, i - _NEAR) : i - 1])
    if owned or cuts.clauses[-1].group is not None or not cuts.noun(s.words[i - 1]) or s.tags[i - 1] & NAME:
        return False
    for group in s.groups[cuts.next + 1 : cuts.next + 3]:
        if group.kind == FINITE and group.start > following.start:
            between = s.tags[following.end : group.start]
            return not any(tag & (COMMA | COORDINATOR | THAT | RELATIVE) for tag in between) and bool(
                group.end < len(s.tags) and s.tags[group.end] & THAT and cuts.says(group, group.end)
            )
    return False


def _said_at(cuts: Cuts, i: int) -> bool:
    """Does a verb of saying stand just before token i?"""
    return any(g.end == i and cuts.says(g, i) for g in cuts.s.groups[max(0, cuts.next - 2) : cuts.next])


def _said_before(cuts: Cuts, i: int) -> bool:
    """Is the last verb before token i one of saying, with no clause of its own yet?"""
    s_without = "without" in cuts.s.low[max(0, i - _SHORT) : i]  # "claimed without evidence that"
    for k in range(cuts.next - 1, max(-1, cuts.next - 4), -1):
        group = cuts.s.groups[k]
        if group.start < cuts.clauses[-1].start or i - group.end > _FAR:
            return False
        if k in cuts.embedded and "where" in cuts.s.low[max(0, group.start - _NEAR) : group.start]:
            return False  # "strikes men in an area where a blogger claimed that P"
        if cuts.says(group, i) or (s_without and cuts.says(group, None)):
            return True
        if group.kind == FINITE:
            return False
    return False


def _noun_before(cuts: Cuts, that: int) -> bool:
    """Is it "a report from the mayor that", where the source of the noun stands between?"""
    words = cuts.s.words
    dated = before_date(cuts.s, that)
    if 0 < dated < that and cuts.noun(words[dated - 1]) and words[dated - 1] not in _ORDERS:
        return True  # "a claim on May 3 that"
    for k in range(that - 2, max(cuts.clauses[-1].start, that - _SOURCE), -1):
        led = words[k] in {"from", "by"} or (words[k] in {"on", "in"} and k - 1 <= cuts.clauses[-1].start + 1)
        if led and cuts.noun(words[k - 1]) and not any(g.start == k + 1 for g in cuts.s.groups):
            near = cuts.s.groups[max(0, cuts.next - 3) : cuts.next]
            return not any(k < g.start < that and g.kind == FINITE for g in near)
    return False


def relative(cuts: Cuts, i: int) -> None:
    """After a comma a relative clause is a clause of its own; without one it belongs to its noun."""
    following = cuts.following(i)
    if following is None:
        return
    tags = cuts.s.tags
    opened = i - 2 if i and tags[i - 1] & PREPOSITION else i - 1
    while opened > 0 and tags[opened] & QUOTE:
        opened -= 1
    if opened < 0 or not tags[opened] & COMMA or following.start - i > _FAR:
        cuts.embed(following)
    elif cuts.clauses[-1].group is None and not _closing(cuts):
        cuts.embed(following)
        cuts.inserted = True
        cuts.relatives.append((i, following))
    else:
        cuts.open(opened, i, RELATIVE_CLAUSE, cuts.s.low[i])
