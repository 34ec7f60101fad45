"""Cuts a sentence into clauses, from left to right, in one pass: a rule for each kind of word that can open one."""

from typing import Final

from situate.extract.appositions import tally
from situate.extract.clauses import (
    ACCORDING,
    AS_SAID,
    JUDGED,
    LEAD,
    NEW,
    REMARK,
    SAME,
    SEMICOLON,
    START,
    TAIL,
    TIME,
    TURN,
    TURN_SAME,
    Clause,
)  # fmt: skip
from situate.extract.commas import comma
from situate.extract.cuts import COUNTED, Cuts
from situate.extract.groups import FINITE, ING_FORM, Group
from situate.extract.that_words import own_that, relative, that_word
from situate.extract.tokens import (
    ADJECTIVE,
    ADVERSATIVE,
    ASKED,
    BASE,
    COMMA,
    COORDINATOR,
    DAY,
    DETERMINER,
    ING,
    MODAL,
    NAME,
    NOT,
    NOUN,
    NUMBER,
    PARTICIPLE,
    PLURAL,
    PREPOSITION,
    QUOTE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    THAT,
    THIRD,
    bracketed,
)  # fmt: skip

# Subordinators whose clause is a proposition of its own; that of the others (cause, condition) stays with its clause.
_TEMPORAL: Final = frozenset({"after", "before"})
_SPANS: Final = frozenset({"after", "before", "since"})
_TIMES: Final = frozenset({"morning", "evening", "night", "noon", "dawn", "week", "month", "year", "summer", "then"})
_OF: Final = frozenset({"of"})
# What after a subordinating word makes an adverbial of it: "as of", "as for", "once more".
_NO_CLAUSE: Final = {"as": _OF | {"for"}, "once": _OF | {"more", "again"}}
LEADS_SPEAKER: Final = frozenset({"according", "per", "words"})
_IN_WORDS: Final = ["in", "the", "words", "of"]
_TRAILING: Final = frozenset({TAIL, JUDGED, ACCORDING, REMARK})
_CAUSES: Final = frozenset({"as", "because", "since"})
_THEM: Final = frozenset({"it", "them", "him", "her", "us"})
_SHORT: Final = 4  # tokens: the longest subject after a bare comma, and what may follow "officials say"
_NEAR: Final = 6  # tokens: the subject in "as the minister has said"
_FAR: Final = 24  # tokens: the longest subject; titles with their appositions stay below it
_WATCHED: Final = COORDINATOR | SUBORDINATOR | RELATIVE | THAT | COMMA | STOP


def cut(cuts: Cuts) -> list[Clause]:
    """The clauses, in order."""
    s = cuts.s
    led = bool(s.mask & ASKED) and not LEADS_SPEAKER.isdisjoint(s.low)
    for i in [i for i, tag in enumerate(s.tags) if tag & _WATCHED or (led and s.low[i] in LEADS_SPEAKER)]:
        cuts.pass_groups(i)
        _look(cuts, i, s.tags[i])
    cuts.pass_groups(len(s.tags))
    cuts.clauses[-1].end = len(s.tags)
    return cuts.clauses


def _according(cuts: Cuts, i: int) -> None:
    """ "According to X"; "per X" and "in the words of X" at the head of the sentence or after a comma."""
    s, word = cuts.s, cuts.s.low[i]
    if word == "according":
        if s.words[i + 1] == "to":
            cuts.open(i, i, ACCORDING)
        return
    first = i if word == "per" else i - 2
    named = s.tags[i + 1] & (NAME | DETERMINER) if word == "per" else s.low[max(0, first) : i + 2] == _IN_WORDS
    if first >= 0 and named and (not first or s.tags[first - 1] & COMMA):
        cuts.open(first, first, ACCORDING)


def _look(cuts: Cuts, i: int, tag: int) -> None:
    """Does a clause open at token i?"""
    if tag & STOP:
        if not bracketed(cuts.s.words, i):
            _stop(cuts, i)
    elif tag & (THAT | RELATIVE) and cuts.known(i):
        return
    elif tag & THAT and cuts.inserted:
        own_that(cuts, i)
    elif tag & THAT:
        that_word(cuts, i)
    elif tag & RELATIVE:
        relative(cuts, i)
    elif tag & COORDINATOR:
        _coordinator(cuts, i)
    elif tag & SUBORDINATOR:
        _subordinator(cuts, i)
    elif tag & COMMA:
        comma(cuts, i)
    elif i + 1 < len(cuts.s.words):
        _according(cuts, i)


def _stop(cuts: Cuts, i: int) -> None:
    """A semicolon, and a colon with a whole clause on either side, unless it opens what somebody says."""
    following, last = cuts.following(i), cuts.clauses[-1].group
    if following is not None and last is None and cuts.s.words[i] == ";" and cuts.s.tags[i - 1] & QUOTE:
        cuts.open(i, i + 1, SEMICOLON)  # "claims that the brigade “manoeuvred”; prisoners say"
        return
    if following is not None and last is None and cuts.s.words[i] == ";" and cuts.clauses[-1].opener in _TRAILING:
        cuts.open(i, i + 1, SEMICOLON)  # "struck Corva, killing two; Tarn was spared"
        return
    if cuts.s.words[i] == ":" and tally(cuts, i, i + 1):
        return
    if following is None or last is None:
        return
    # "Published accounts of it: the mayor says that P", but "said: the mayor is gone".
    told = not cuts.says(last, None) or (i > last.end and cuts.says(following, None))
    colon = cuts.s.words[i] == ":" and not cuts.counted(following) and told
    aside = 2 if cuts.s.tags[following.start - 1] & COMMA else 0  # "312 people, 41 children among them, were"
    colon = colon and (cuts.subject_between(i + 1, following, commas=aside) or _told_of(cuts, i, following))
    if cuts.s.words[i] == ";" or colon:
        cuts.open(i, i + 1, SEMICOLON)


def _told_of(cuts: Cuts, i: int, following: Group) -> bool:
    """ ": the driver, who was hurt, has been taken to hospital": a subject with a relative clause, and its verb."""
    s, relative = cuts.s, following.start - 1
    if not s.tags[relative] & RELATIVE or not s.tags[relative - 1] & COMMA or not s.tags[i + 1] & (DETERMINER | NAME):
        return False
    closed = next((k for k in range(following.end, len(s.tags)) if s.tags[k] & COMMA), -1)
    return closed > 0 and any(g.start == closed + 1 and g.kind == FINITE for g in s.groups)


def _coordinator(cuts: Cuts, i: int) -> None:
    """ "And", "but": a second verb of the same subject, or a clause with its own; not a second noun."""
    s = cuts.s
    last = cuts.clauses[-1].group
    if last is None and cuts.clauses[-1].opener == TAIL and not cuts.inserted and _past_tail(cuts, i):
        return
    if (last is None and cuts.clauses[-1].opener != ACCORDING) or cuts.inserted:
        return
    if last is not None and s.tags[last.head] & ING and _second_ing(cuts, i):
        return
    following = cuts.following(i)
    if following is None or s.tags[i + 1] & THAT:
        return
    turn = bool(s.tags[i] & ADVERSATIVE)
    if _joins_words(cuts, i, following):
        return
    if s.tags[i + 1] & COMMA and s.tags[following.start - 1] & COMMA and following.start - i < _FAR:
        cuts.open(i, i + 1, SAME, s.words[i])  # "and, supported by guns, is trying"
        return
    if following.start == i + 1:
        cuts.open(i, i + 1, TURN_SAME if turn else SAME, s.words[i])
    elif _past_relative(cuts, i, following) or (
        cuts.subject_between(i + 1, following, commas=2 if turn or _cites(cuts, i, following) else 0)
        and not _nearer(cuts, i, following)
    ):
        cuts.open(i, i + 1, TURN if turn else NEW, s.words[i])


def _cites(cuts: Cuts, i: int, following: Group) -> bool:
    """ ", and the Times, citing officials, wrote": does an aside with its source close right before the verb?"""
    s = cuts.s
    return bool(s.tags[following.start - 1] & COMMA) and "citing" in s.low[i + 1 : following.start]


def _joins_words(cuts: Cuts, i: int, following: Group) -> bool:
    """Does the coordinator join no clauses: "as difficult but controlled", "whether A or B", "or stated policy"?"""
    s = cuts.s
    if s.tags[i + 1] & NOT and s.tags[i - 1] & COMMA and any(tag & COMMA for tag in s.tags[i + 3 : i + _SHORT + 1]):
        return True  # "will degrade, but not remove, its ability"
    last = cuts.clauses[-1].group
    if last is not None and last.passive and following.start == following.head and _counted_too(cuts, following):
        return True
    if cuts.counted(following) and _counts_things(cuts, following):
        return True  # "burned two lorries and nine armoured carriers"
    if s.words[i] == "or":
        return "whether" in s.low[cuts.clauses[-1].start : i] or following.start == following.head
    return following.start == i + 1 and _describes(cuts, i, following)


def _counted_too(cuts: Cuts, group: Group) -> bool:
    """ "Were killed and 20 wounded in Corva": a number and a participle that share the auxiliary before them."""
    before = group.start - 1
    number = cuts.s.tags[before] & NUMBER or cuts.s.low[before] in COUNTED
    return bool(cuts.s.tags[group.head] & PARTICIPLE and number)


def _counts_things(cuts: Cuts, group: Group) -> bool:
    """Does a noun follow a number and a past form, and no verb behind it?"""
    s = cuts.s
    noun = group.end < len(s.tags) and s.tags[group.end] & (PLURAL | NOUN) and not s.tags[group.end] & PREPOSITION
    return bool(noun) and not any(g.start > group.start and g.kind == FINITE for g in s.groups)


def _past_tail(cuts: Cuts, i: int) -> bool:
    """ ", accusing the council of theft and claiming that P", ", killing two, and the fighting went on"."""
    if _second_tail(cuts, i):
        return True
    ahead = cuts.following(i) if cuts.s.tags[i - 1] & COMMA else None
    if ahead is not None and ahead.start == i + 1:
        cuts.open(i, i + 1, SAME, cuts.s.words[i])  # ", killing two, and launched drones at Tarn"
        return True
    if ahead is None or not cuts.subject_between(i + 1, ahead):
        return False
    cuts.open(i, i + 1, TURN if cuts.s.tags[i] & ADVERSATIVE else NEW, cuts.s.words[i])
    return True


def _describes(cuts: Cuts, i: int, group: Group) -> bool:
    """ "As difficult but controlled": a participle alone behind an adjective, at the end."""
    s = cuts.s
    if group.start != group.head or not s.tags[group.head] & PARTICIPLE or s.low[i - 2 : i - 1] != ["as"]:
        return False
    return group.end >= len(s.tags) or s.words[group.end] in {".", "!"}


def _past_relative(cuts: Cuts, i: int, following: Group) -> bool:
    """ "And officers who studied the plan confirmed that P": the clause's verb comes after that of its relative one."""
    tags, who = cuts.s.tags, following.start - 1
    if cuts.s.low[who] != "who":
        return False
    if who - i < 2 or any(tag & (COMMA | COORDINATOR | STOP | PREPOSITION) for tag in tags[i + 1 : who]):
        return False
    second = next((g for g in cuts.s.groups if g.start > following.start and g.kind == FINITE), None)
    if second is None or any(tag & (COMMA | COORDINATOR | STOP | THAT) for tag in tags[following.end : second.start]):
        return False
    cuts.embed(following)
    return True


def _second_tail(cuts: Cuts, i: int) -> bool:
    """ ", accusing the council of theft and claiming that P": a second participle of saying."""
    coming = cuts.coming()
    if coming is None or coming.kind != ING_FORM or coming.start != i + 1 or not cuts.says(coming, None):
        return False
    cuts.open(i, i + 1, TAIL)
    return True


def _shows_that(cuts: Cuts, group: Group) -> bool:
    """ "As footage indicates that P", "because the mayor said that P": a verb of saying with its clause."""
    tags = cuts.s.tags
    return group.end < len(tags) and bool(tags[group.end] & THAT) and cuts.says(group, group.end)


def _second_ing(cuts: Cuts, i: int) -> bool:
    """ "Is preparing A and moving B": one auxiliary, two verbs."""
    coming = cuts.coming()
    if coming is None or coming.kind != ING_FORM or coming.start != i + 1 or not _certain(cuts, coming):
        return False
    cuts.open(i, i + 1, SAME, cuts.s.words[i])
    cuts.clauses[-1].group = coming
    return True


def _certain(cuts: Cuts, group: Group) -> bool:
    """Is the -ing form a verb here, not the attribute of a noun ("drones and loitering munitions")?"""
    after = cuts.s.tags[group.end] if group.end < len(cuts.s.tags) else 0
    if group.end < len(cuts.s.low) and cuts.s.low[group.end] in _THEM:
        return True
    return not after & (PLURAL | NOUN) or bool(after & (DETERMINER | PREPOSITION | ADJECTIVE | NAME))


def _nearer(cuts: Cuts, i: int, following: Group) -> bool:
    """Does another coordinator stand between, so that this one only joins two places?"""
    tags = cuts.s.tags
    if i and tags[i - 1] & COMMA:
        return False
    for k in range(i + 2, following.start):
        if tags[k] & COORDINATOR:
            return k > i + 2
    return False


def _subordinator(cuts: Cuts, i: int) -> None:
    """ "While", "after", "as", "if": at the head of a sentence it leads to the main clause."""
    s = cuts.s
    word = s.low[i]
    following = cuts.following(i)
    if word == "as" and _said_by(cuts, i):
        cuts.open(i, i, ACCORDING)  # "As reported by the mayor, P"
        return
    if following is None or s.low[i + 1] in _NO_CLAUSE.get(word, _OF) or (word == "since" and _moment(cuts, i + 1)):
        return  # "as of May 3", "as for the raid", "once more", "since this morning"
    adversative = bool(s.tags[i] & ADVERSATIVE)
    loose = adversative or (word in _TEMPORAL and cuts.says(following, None))
    bare = word == "as" and not i and following.start == 1 and following.passive  # "As was confirmed today, P"
    if not bare and not cuts.subject_between(i + 1, following, commas=2 if loose else 0):
        return
    if word in _TEMPORAL and loose and i > cuts.clauses[-1].start and _trails(cuts, i, following):
        return  # "fell before dawn on Monday, the mayor said"
    last = cuts.clauses[-1]
    if word == "what" and i in (0, last.start) and _is_subject(cuts, following):
        cuts.embed(following)  # "What officials call a pause is an attempt to regroup"
        return
    if i in (0, last.start):
        if word in _SPANS and not any(g.start > following.start and g.kind == FINITE for g in s.groups):
            return  # "After two days of rain the brigade left": the only verb is that of the clause behind the time
        last.opener = LEAD if last.opener == START else last.opener
        last.word, last.start, cuts.lead = word, i + 1, True
    elif last.group is None and not (adversative and last.opener == TAIL):
        _embed_unless_sole(cuts, following)
    elif adversative or (word in _CAUSES and _shows_that(cuts, following)):
        cuts.open(i, i + 1, TURN, word)
    elif word == "as" and cuts.says(following, None) and following.start - i < _NEAR:
        cuts.open(i, i + 1, AS_SAID)
    elif word in _TEMPORAL and not (word == "before" and s.tags[following.start] & (BASE | THIRD | MODAL)):
        cuts.open(i, i + 1, TIME, word)
    else:
        cuts.embed(following)  # "before talks resume": not yet so


def _embed_unless_sole(cuts: Cuts, following: Group) -> None:
    """ "A truce before the election is unlikely": the only verb ahead is that of the clause, and no other's."""
    if any(g.start > following.start and g.kind == FINITE for g in cuts.s.groups):
        cuts.embed(following)


def _is_subject(cuts: Cuts, following: Group) -> bool:
    """Does a second verb follow the one after "what", with no comma between?"""
    number = cuts.s.groups.index(following, cuts.next) + 1
    second = next((g for g in cuts.s.groups[number:] if g.kind == FINITE), None)
    return second is not None and not any(tag & (COMMA | STOP) for tag in cuts.s.tags[following.end : second.start])


def _moment(cuts: Cuts, k: int) -> bool:
    """ "This morning", "last Friday", "Monday", "2014": a time, after which a subject may stand."""
    low, tags = cuts.s.low, cuts.s.tags
    k += low[k] in {"this", "last", "the", "early", "late"}
    return k < len(low) and (low[k] in _TIMES or bool(tags[k] & (DAY | NUMBER)))


def _said_by(cuts: Cuts, i: int) -> bool:
    """Do a past participle of saying and "by" follow?"""
    s = cuts.s
    if s.low[i + 2 : i + 3] != ["by"]:
        return False
    return any(group.head == i + 1 and cuts.says(group, None) for group in s.groups[cuts.next : cuts.next + 1])


def _trails(cuts: Cuts, i: int, following: Group) -> bool:
    """Does one comma stand between, and "X said" after it?"""
    commas = [k for k in range(i, following.start) if cuts.s.tags[k] & COMMA]
    return len(commas) == 1 and not any(tag & THAT for tag in cuts.s.tags[following.end : following.end + 1])
