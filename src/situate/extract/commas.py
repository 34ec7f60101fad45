"""Clauses that a comma can open: a rule for each kind."""

from typing import Final

from situate.extract.appositions import apposed, tally
from situate.extract.clauses import (
    ACCORDING,
    JUDGED,
    MAIN,
    NEW,
    REMARK,
    SAID,
    SAME,
    SEMICOLON,
    START,
    TAIL,
    TURN,
)  # fmt: skip
from situate.extract.complements import clause_after
from situate.extract.cuts import COUNTED, Cuts
from situate.extract.groups import FINITE, ING_FORM, Group
from situate.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    BASE,
    BE,
    COMMA,
    COORDINATOR,
    DAY,
    DETERMINER,
    DO,
    HAVE,
    ING,
    LIKELY,
    MARK,
    MODAL,
    NAME,
    NOUN,
    NUMBER,
    PARTICIPLE,
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
    TO,
)  # fmt: skip

_INDEFINITE: Final = frozenset(
    {"a", "an", "some", "any", "you", "which", "who", "that", "those", "both", "one", "all", "each"}
)
_ANYBODY: Final = frozenset({"nobody", "everybody", "everyone", "nothing"})
_SOME: Final = frozenset({"some", "several", "others", "most", "many", "few"})
# What a judged tail tells: an aim, a cause, a cost; where and when something happened is part of its own clause.
_AIMS: Final = frozenset(
    [
        "effort", "attempt", "preparation", "response", "order", "retaliation", "violation", "support", "anticipation",
        "breach", "reaction", "bid", "hope", "hopes", "cost", "expense", "part", "result", "consequence",
    ]
)  # fmt: skip
_CAUSES: Final = frozenset({"due", "because"})  # before "to" and "of"
_SO: Final = frozenset({"so", "therefore", "hence", "thus"})
_FIRST: Final = frozenset({"first", "second", "third", "only", "last", "latest", "next", "most", "sole"})
_PARTS: Final = frozenset({"part", "some", "half", "most", "many", "all", "none", "several", "two", "three", "one"})
_OF_THEM: Final = (["of", "them"], ["of", "these"], ["of", "those"])
_IN_FACT: Final = (["in", "fact"], ["in", "reality"])
_CALLS: Final = frozenset({"call", "calls", "called", "deem", "deemed", "branded", "labelled", "labeled", "termed"})
_TOLD: Final = frozenset({"told", "informed"})
_BY: Final = frozenset({"by", "at", "in"})
_WHEN: Final = frozenset({"on", "in", "late", "early", "earlier", "later", "today", "yesterday"})
_ABOUT: Final = (["about"], ["of"])  # what a verb of saying speaks of stands behind it
# What others have made of a claim: "an account that the mayor rejects".
_ACCOUNTS: Final = frozenset({"account", "version", "suggestion", "conclusion", "characterization", "notion"})
_SHORT: Final = 4  # tokens: the longest subject after a bare comma, and what may follow "officials say"
_NEAR: Final = 6  # tokens: the subject in "as the minister has said"
_FAR: Final = 24  # tokens: the longest subject; titles with their appositions stay below it
_ONE: Final = (["a"], ["an"], ["one"], ["another"])  # who speaks: ", grumbled one blogger."
_AFTER_SAID: Final = PREPOSITION | COMMA | STOP | QUOTE  # what may follow "X wrote" after what X wrote


def comma(cuts: Cuts, i: int) -> None:
    """A comma can open a participle, a second verb, the main clause after a leading one, or "X said"."""
    s = cuts.s
    if cuts.inserted:
        cuts.inserted = False
        return
    k = i + 1
    while k < min(len(s.tags), i + _NEAR) and s.tags[k] & (QUOTE | COMMA):
        k += 1
    if _participle(cuts, i, k) or _with_judged(cuts, i, k) or _judged(cuts, i, k) or _remark(cuts, i, k):
        return
    if apposed(cuts, i, k) or tally(cuts, i, k):
        return
    last = cuts.clauses[-1].group
    following = cuts.following(i)
    if following is not None and last is None and _said_between(cuts, i, k, following):
        return
    if following is not None and last is None and _headline(cuts, i, k, following):
        cuts.open(i, k, SAID)
        return
    if following is None:
        return
    if last is None:
        if cuts.clauses[-1].opener == TAIL and _speaker_said(cuts, k, following):
            cuts.open(i, k, SAID)  # "causing a fire, the governor said"
        return
    _after_clause(cuts, i, k, following, last)


def _after_clause(cuts: Cuts, i: int, k: int, following: Group, last: Group) -> None:
    """What a comma opens behind a clause with its verb."""
    s = cuts.s
    inverted = following.start <= k and _inverted(cuts, i, k, following)
    if inverted or (cuts.clauses[-1].opener != SAID and _told_by_one_who(cuts, k, following)):
        cuts.open(i, k, SAID)
    elif following.start <= k:
        # Not "said the mayor, Ann Lee, had left".
        closes = s.tags[last.head] & TELLS and _apposition(cuts, last.end, i)
        if not closes and not s.tags[i - 1] & QUOTE:
            cuts.open(i, k, SAME, ",")
    elif cuts.lead and cuts.subject_between(k, following, commas=2):
        cuts.lead = False
        cuts.open(i, k, MAIN)
    elif s.low[k : k + 2] in _IN_FACT and cuts.subject_between(k + 2, following):
        cuts.open(i, k, TURN, "but")  # "the staff reports 14 attacks, in fact there were three"
    elif s.low[k] == "however" and _splices(cuts, k, following):
        cuts.open(i, k + 2, TURN, "but")  # "A happened, however, B did"
    elif s.low[k] == "yet" and cuts.subject_between(k + 1, following):
        cuts.open(i, k + 1, TURN, "but")  # "A happened, yet B did"
    elif s.low[k] in _SO and not cuts.reported and cuts.subject_between(k + 1, following):
        cuts.open(i, k + 1, NEW, ",")  # "A happened, so B did"; what is said to follow is one claim with its cause
    elif _speaker_said(cuts, k, following):
        cuts.open(i, k, SAID)
    elif _in_series(cuts, k, following) or _spliced(cuts, i, k, following):
        cuts.open(i, k, NEW, ",")


def _splices(cuts: Cuts, k: int, following: Group) -> bool:
    """Does "however" at token k open a clause of its own, behind a comma and before one?"""
    tags = cuts.s.tags
    if k + 2 >= len(tags) or not tags[k + 1] & COMMA or tags[k + 2] & (THAT | PREPOSITION):
        return False
    return cuts.subject_between(k + 2, following)


def _said_between(cuts: Cuts, i: int, k: int, following: Group) -> bool:
    """Does "the mayor said," stand between a subject and its verb ("Corva, the mayor said, has fallen")?"""
    s, tags = cuts.s, cuts.s.tags
    first = cuts.clauses[-1].start
    while first < i and tags[first] & QUOTE:
        first += 1
    if first == i or tags[first] & (PREPOSITION | SUBORDINATOR | ADVERB | COORDINATOR):
        return False
    closed = next((j for j in range(following.end, min(len(tags), following.end + _NEAR)) if tags[j] & COMMA), -1)
    if closed < 0 or not _speaker_said(cuts, k, following) or tags[following.end] & THAT:
        return False
    ahead = next((g for g in s.groups if g.start > closed and g.kind == FINITE), None)
    if ahead is None or any(tags[j] & (COMMA | THAT | RELATIVE) for j in range(closed + 1, ahead.start)):
        return False
    cuts.embed(following)
    cuts.inserted = True
    cuts.relatives.append((k, following))
    return True


def _in_series(cuts: Cuts, k: int, following: Group) -> bool:
    """Is it the B of "A did this, B did that, and C did more": clauses of a list, each with a subject?"""
    tags = cuts.s.tags
    if tags[k] & (PREPOSITION | COORDINATOR | SUBORDINATOR | THAT | ADVERB) or not cuts.subject_between(k, following):
        return False
    for j in range(following.end, min(len(tags) - 1, following.end + _FAR)):
        if tags[j] & (THAT | STOP | SUBORDINATOR | RELATIVE):
            return False
        if tags[j] & COMMA and tags[j + 1] & COORDINATOR:
            last = next((g for g in cuts.s.groups if g.start > j and g.kind == FINITE), None)
            return last is not None and cuts.subject_between(j + 2, last)
    return False


def _spliced(cuts: Cuts, i: int, k: int, following: Group) -> bool:
    """Is it the B of "A did this, B did that": no more than a comma between two clauses, as posts have it?"""
    tags, last = cuts.s.tags, cuts.clauses[-1].group
    opener = cuts.clauses[-1].opener
    listed = opener in {START, SEMICOLON} or (opener == NEW and cuts.clauses[-1].word == ",")
    said = last is not None and not last.passive and cuts.says(last, None)
    if last is None or not listed or not following.start - k <= _SHORT or said:
        return False
    first = cuts.clauses[-1].start
    if _places_again(cuts, first, k, following):
        return True
    parted = any(tag & COMMA for tag in tags[first : last.start])  # "In the north, A did this, B did that"
    if tags[first] & (SUBORDINATOR | ING | COORDINATOR) or (tags[first] & PREPOSITION and not parted):
        return False
    if cuts.says(following, None) and not _only_told_of(cuts, following):
        return False
    opens = tags[k] & (DETERMINER | PRONOUN | NUMBER) or cuts.s.low[k] in COUNTED or cuts.s.low[k] in _ANYBODY
    apart = cuts.s.low[first] in _SOME and cuts.s.low[k] in _SOME  # "some were captured, some walked"
    opens = opens or (bool(tags[k] & PLURAL) and bool(tags[following.start] & (BE | HAVE | MODAL)))
    opens = opens and (apart or cuts.s.low[k] not in _INDEFINITE) and not cuts.counted(following)
    if cuts.s.low[k] in _PARTS and cuts.s.low[k + 1 : k + 3] in _OF_THEM:
        return cuts.subject_between(k, following)  # ", part of them have been destroyed"
    inner = any(tags[j] & (DETERMINER | PREPOSITION | COMMA | POSSESSIVE) for j in range(k + 1, following.start))
    return bool(opens) and not inner and cuts.subject_between(k, following)


def _only_told_of(cuts: Cuts, group: Group) -> bool:
    """ "The results are being clarified", "locals write about five blasts": they say not the clause before."""
    low = cuts.s.low
    if (group.passive and "being" in low[group.start : group.end]) or low[group.end : group.end + 1] in _ABOUT:
        return True
    told = group.end < len(low) and cuts.s.tags[group.head] & TELLS
    return bool(told) and clause_after(cuts.s, group.end, len(low))


def _places_again(cuts: Cuts, first: int, k: int, following: Group) -> bool:
    """ "In Corva they opened a court, in Tarn they draft the young": two places lead two clauses."""
    low, tags = cuts.s.low, cuts.s.tags
    if low[first] != low[k] or not tags[k] & PREPOSITION or not tags[k + 1] & NAME or k + 2 >= following.start:
        return False
    return bool(tags[k + 2] & (PRONOUN | DETERMINER | PLURAL)) and not tags[following.start - 1] & PREPOSITION


def _headline(cuts: Cuts, i: int, k: int, following: Group) -> bool:
    """Is it "Three dead after a raid, officials say": words without a verb, and who says so at the end?"""
    tags = cuts.s.tags
    if len(cuts.clauses) > 1 or not any(tag & (NUMBER | PLURAL) for tag in tags[:i]):
        return False
    leads = tags[0] & (PREPOSITION | SUBORDINATOR | ADVERB) and not tags[0] & NUMBER and cuts.s.low[1] != "least"
    ends = len(tags) - following.end <= _SHORT and not any(tag & THAT for tag in tags[following.end :])
    return not leads and ends and _speaker_said(cuts, k, following)


def _inverted(cuts: Cuts, i: int, k: int, following: Group) -> bool:
    """Does "said X" follow, after a quotation's end or before a name?"""
    tags = cuts.s.tags
    after = tags[following.end] if following.end < len(tags) else 0
    if not cuts.says(following, None) or following.end > following.head + 1:
        return False
    quoted = any(tag & QUOTE for tag in tags[i - 1 : k]) or cuts.s.low[following.head] in {"said", "says"}
    quoted = quoted or (
        cuts.s.low[following.end : following.end + 1] in _ONE and len(tags) - following.end <= _SHORT + 1
    )
    return bool(after & (NAME | DETERMINER | ADJECTIVE | NOUN | PLURAL | NUMBER | PRONOUN)) and quoted


def _speaker_said(cuts: Cuts, k: int, following: Group) -> bool:
    """Does "X said" follow, X at token k?"""
    tags = cuts.s.tags
    if tags[k] & (COORDINATOR | SUBORDINATOR | THAT) or not cuts.says(following, None):
        return False
    if cuts.s.low[following.end : following.end + 1] in _ABOUT or cuts.counted(following):
        return False
    if following.passive and not _was_told(cuts, following):
        return False
    if (tags[k] & PREPOSITION and not tags[k] & NAME) or tags[following.start] & MODAL:
        return False
    ends = following.end >= len(tags) or tags[following.end] & _AFTER_SAID
    ends = ends or (cuts.s.words[following.end] in {".", "!"} and not _unmatched(cuts, k))
    if not ends and (not tags[following.head] & TELLS or clause_after(cuts.s, following.end, len(tags))):
        return False  # ", officials say it changed hands" tells something of its own
    apposed = tags[following.start - 1] & COMMA  # "the governor, Ann Lee, said"
    return cuts.subject_between(k, following, commas=2 if apposed else 0)


def _was_told(cuts: Cuts, following: Group) -> bool:
    """ "The agency was told", "the agency was told on Monday by an aide", "was informed in the ministry"."""
    s, k = cuts.s, following.end
    if s.low[following.head] not in _TOLD:
        return False
    if _ends(cuts, following):
        return True
    if s.low[k] in _BY:
        return not any(tag & (COMMA | TO | THAT | STOP) for tag in s.tags[k:])
    while k < len(s.tags) and (s.tags[k] & (DAY | NUMBER) or s.low[k] in _WHEN):
        k += 1
    return k >= len(s.tags) or s.low[k] in _BY or s.words[k] in {".", "!"}


def _told_by_one_who(cuts: Cuts, k: int, following: Group) -> bool:
    """ "P, the brigade that holds the sector said.": a speaker with a clause of its own, at the end."""
    tags, groups, relative = cuts.s.tags, cuts.s.groups, following.start - 1
    if relative <= k or not tags[relative] & (RELATIVE | THAT) or tags[relative - 1] & (COMMA | PREPOSITION):
        return False
    if not tags[k] & (DETERMINER | NAME | PLURAL) or any(tag & (COMMA | STOP) for tag in tags[k:relative]):
        return False
    second = next((g for g in groups if g.start > following.start and g.kind == FINITE), None)
    if second is None or not _ends(cuts, second) or not tags[second.head] & TELLS or not cuts.says(second, None):
        return False
    if any(tag & (COMMA | COORDINATOR | STOP) for tag in tags[following.end : second.start]):
        return False
    cuts.embed(following)
    return True


def _unmatched(cuts: Cuts, k: int) -> bool:
    """ "The first raid of the year that the town has seen": a superlative, and no speaker."""
    word = cuts.s.low[k + 1] if cuts.s.low[k] in {"the", "its", "their"} else ""
    return word in _FIRST or (word.endswith("est") and len(word) > _SHORT)


def _participle(cuts: Cuts, i: int, k: int) -> bool:
    """ ", indicating that": a participle after the comma that holds something of its own."""
    coming, last = cuts.coming(), cuts.clauses[-1]
    if coming is None or coming.kind != ING_FORM or not coming.start <= k <= coming.head or not cuts.tail(coming):
        return False
    if (last.group is None and last.opener != ACCORDING) or _said_around(cuts, coming):
        cuts.inserted = True  # "the agency, citing the police, said"
    else:
        cuts.open(i, k, TAIL)
    return True


def _with_judged(cuts: Cuts, i: int, k: int) -> bool:
    """ ", with the army likely holding the bank": a judgment of its own, hung on with "with"."""
    s, coming = cuts.s, cuts.coming()
    if k >= len(s.low) or s.low[k] != "with" or coming is None or coming.kind != ING_FORM:
        return False
    if coming.start - k > _NEAR + 2 or not any(tag & LIKELY for tag in s.tags[coming.start : coming.head]):
        return False
    cuts.open(i, k + 1, NEW, ",")
    cuts.clauses[-1].group = coming
    return True


def _judged(cuts: Cuts, i: int, k: int) -> bool:
    """ ", likely to avoid losses", ", almost certainly at the cost of": a judgment of its own without a verb."""
    tags, low, last = cuts.s.tags, cuts.s.low, cuts.clauses[-1].group
    first = k
    while k + 1 < len(tags) and tags[k] & (ADVERB | LIKELY) and not tags[k] & MODAL:
        k += 1
    if k == first or k + 1 >= len(tags) or last is None or not any(tag & LIKELY for tag in tags[first:k]):
        return False
    to = tags[k] & TO and tags[k + 1] & (BASE | BE | HAVE | DO)
    cause = low[k] in _CAUSES and low[k + 1] in {"to", "of"}
    if not to and not cause and _AIMS.isdisjoint(low[k + 1 : k + _SHORT]):
        return False  # ", likely in May", ", likely from the south bank"
    ahead = cuts.following(i)
    if ahead is not None and any(tag & (COMMA | THAT) for tag in tags[k + 1 : ahead.start]):
        return False  # ", likely in an effort to win, when"
    cuts.open(i, k, JUDGED)
    return True


def _remark(cuts: Cuts, i: int, k: int) -> bool:
    """ ", a claim that the mayor denies", ", a charge rejected by": what others make of it, and no claim."""
    s, tags = cuts.s, cuts.s.tags
    if k >= len(tags) or s.low[k] not in {"a", "an", "claims", "charges", "allegations"}:
        return False
    near = range(k, min(k + _SHORT, len(tags)))
    noun = next((j for j in near if cuts.noun(s.words[j]) or s.low[j] in _ACCOUNTS), -1)
    if noun < 0 or noun + 1 >= len(tags) or cuts.clauses[-1].group is None:
        return False
    following = cuts.following(noun)
    if tags[noun + 1] & (THAT | RELATIVE):
        # "a claim that Orlin rejects" has nothing behind its verb; "a sign that the line holds firm" has.
        if following is None or not cuts.says(following, None) or not _ends(cuts, following):
            return False
        cuts.embed(following)
    elif tags[noun + 1] & (NAME | DETERMINER | PLURAL) and following is not None and _judges(cuts, following):
        if not cuts.subject_between(noun + 1, following):
            return False
        cuts.embed(following)  # "a claim Orlin denies", "a claim Orlin called absurd"
    elif not tags[noun + 1] & PARTICIPLE:
        return False
    cuts.open(i, k, REMARK)
    cuts.inserted = True
    return True


def _judges(cuts: Cuts, group: Group) -> bool:
    """Is it a verb of saying with nothing behind it, or one that names what it judges?"""
    return (cuts.says(group, None) and _ends(cuts, group)) or cuts.s.low[group.head] in _CALLS


def _ends(cuts: Cuts, group: Group) -> bool:
    """Does nothing follow the group in its clause?"""
    return (
        group.end >= len(cuts.s.tags)
        or bool(cuts.s.tags[group.end] & (COMMA | STOP | MARK))
        or (cuts.s.words[group.end] in {".", "!"})
    )


def _said_around(cuts: Cuts, ing: Group) -> bool:
    """Does "that" follow the participle's own comma: "said, citing the police, that"?"""
    tags, last = cuts.s.tags, cuts.clauses[-1].group
    if last is None or not cuts.says(last, None):
        return False
    comma = next((k for k in range(ing.end, min(len(tags), ing.end + _FAR)) if tags[k] & (COMMA | THAT)), -1)
    return 0 <= comma < len(tags) - 1 and bool(tags[comma] & COMMA and tags[comma + 1] & THAT)


def _apposition(cuts: Cuts, start: int, comma: int) -> bool:
    """Does one comma stand between, which this one closes?"""
    tags = cuts.s.tags[start:comma]
    if not tags or tags[0] & PREPOSITION or sum(1 for tag in tags if tag & COMMA) != 1:
        return False
    return not any(tag & (COORDINATOR | THAT) for tag in tags)
