"""Nouns of saying with their clause: "the mayor's claim that P", "a report from X that P", "amplified claims that"."""

from typing import Final

from situate.extract.clauses import TAIL, Clause
from situate.extract.doubts import DOUBTS, undoubted
from situate.extract.drafts import Speech, Tokens
from situate.extract.edges import finite_in
from situate.extract.fold import Fold
from situate.extract.groups import FINITE, Group
from situate.extract.idioms import joined_that
from situate.extract.phrases import before_date, noun_phrase, offsets, owner_before, subject_of
from situate.extract.plain import plain
from situate.extract.speaking import find_report, told
from situate.extract.subjects import is_abstract, speaks
from situate.extract.tokens import (
    ADJECTIVE,
    COMMA,
    COORDINATOR,
    DETERMINER,
    ING,
    NAME,
    NOUN,
    POSSESSIVE,
    PREPOSITION,
    RELATIVE,
    THAT,
    VERB,
)
from situate.vocab import AuthorView

_FAR: Final = 14  # tokens between the noun and its "that", where its source stands between
_NEAR: Final = 4  # tokens between "there are" and its noun
_OWNERS: Final = frozenset({"his", "her", "their", "its"})
_LINKS: Final = frozenset({"be", "remain", "appear", "prove"})
_ABOUT: Final = frozenset({"about", "of", "on", "regarding", "concerning"})
_JUDGED: Final[tuple[AuthorView, ...]] = ("refutes", "unverified", "doubts", "supports")
_AGAINST: Final = frozenset({"despite", "amid"})
_DESPITE: Final[dict[str, AuthorView]] = {"asserts": "refutes", "assesses": "doubts"}
_SPLICED: Final = 3  # verbs: of what is reported, of what is made of it, and of what follows
_HARDLY: Final = frozenset({"little", "few", "scant", "no", "not", "hardly"})
_TOPIC: Final = _ABOUT - {"of"}
_TRUE: Final = frozenset({"true", "correspond", "accurate", "right", "correct", "match"})
_DENIES: Final = frozenset({"deny", "reject", "refute", "dismiss", "dispute"})


def noun_of(f: Fold, c: Clause, following: Clause) -> int:
    """The noun of saying that the "that" clause fills; -1 where a verb opens it."""
    words, that = f.s.words, following.start - 1
    if c.group is not None and joined_that(f.a.sayings, f.s, c.group, f.base(c.group.head), that):
        return -1  # "left no doubt that"
    if words[that - 1] == "evidence" and "without" in f.s.low[max(c.start, that - _NEAR) : that]:
        return -1  # "claimed without evidence that"
    if words[that - 1] == "confidence" and f.s.low[max(c.start, that - 3)] == "with":
        return -1  # "we assess with high confidence that"
    if c.group is not None and _medium(f, c, that - 1) and f.a.says(c.group, f.s, None):
        return -1  # "stated in an audio message that"
    heads = {group.head for group in f.s.groups}
    if that - 1 >= c.start and f.a.is_noun(words[that - 1]) and that - 1 not in heads:
        return that - 1
    dated = before_date(f.s, that)
    if dated < that and f.s.low[dated - 1] in f.a.sayings.told and dated - 1 not in heads and dated - 1 >= c.start:
        return dated - 1  # "a claim on May 3 that"
    for k in range(that - 2, max(c.start, that - _FAR), -1):
        led = words[k] in {"from", "by"} or (words[k] in {"on", "in"} and k - 1 <= c.start + 1)  # "Rumours on the web"
        if led and f.a.is_noun(words[k - 1]) and k - 1 not in heads and k + 1 not in heads:
            return k - 1  # not "answered the proposal by claiming that"
    return -1


def _medium(f: Fold, c: Clause, noun: int) -> bool:
    """Does the noun hang on a preposition: "in an audio message", "on Monday in a report"?"""
    k, tags = noun - 1, f.s.tags
    while k > c.start and tags[k] & (DETERMINER | ADJECTIVE | NOUN) and not tags[k] & PREPOSITION:
        k -= 1
    return f.s.low[k] in {"in", "via", "through"} and f.a.is_noun(f.s.words[noun])


def about(f: Fold, c: Clause) -> bool:
    """ "The rumors about a retreat are false", "information about the raid is not confirmed": what they are about.

    It is told with the view that the predicate takes. False where the clause is no such.
    """
    s, group, sayings = f.s, c.group, f.a.sayings
    if group is None or f.speech is not None or not (group.negated or f.base(group.head) in _LINKS):
        return False
    noun = next(
        (k for k in range(c.start, group.start - 2) if s.low[k] in sayings.told or s.low[k] == "information"), -1
    )
    owner = owner_of(f, c, noun) if noun >= 0 else None
    topic = next((k for k in range(noun + 1, group.start) if s.low[k] in _ABOUT), -1) if noun >= 0 else -1
    if owner is None and topic == noun + 1 and s.low[topic] == "of":
        second = next((k for k in range(topic + 2, group.start - 1) if s.low[k] in _TOPIC), -1)
        agent = noun_phrase(s, topic + 1, second) if second >= 0 else None
        if agent is not None and speaks(sayings, s, agent):
            owner, topic = agent, second  # "the claims of the ministry about a raid"
    if topic >= 0 and s.low[topic] == "on" and "that" in s.low[topic : group.start]:
        return False  # "rumours on the web that the town fell"
    if topic < 0 or (topic > noun + 1 and s.low[noun + 1] not in {"by", "from", "of"}) or f.is_self(owner):
        return False
    words = set(s.low[group.start : min(c.end, group.end + _FAR)]) - {"unlikely"}  # a word of probability
    view = _view_of(f, group, words)
    if view is None:
        return False
    speech = Speech(sayings.nouns.get(s.low[noun], "states"), (noun, noun + 1))
    speech.view = view
    if owner is not None:
        speech.speakers.append(offsets(s, owner))
    speech.rules.append("about")
    f.note(topic + 1, group.start, None, speech)
    return True


def _view_of(f: Fold, group: Group, words: set[str]) -> AuthorView | None:
    """What a predicate makes of the words that it is about."""
    views = f.a.sayings.views
    if not group.negated:
        return next((view for view in _JUDGED if words & views[view]), None)
    if f.base(group.head) in views["verify"]:
        return "unverified"
    return None if _TRUE.isdisjoint(words) else "refutes"


def nominal(f: Fold, c: Clause, following: Clause, noun: int, subject: Tokens | None) -> None:
    """The owner of the noun speaks; who amplifies it stands before the owner; without either it is the clause's own."""
    sayings = f.a.sayings
    word = f.s.low[noun]
    owner = owner_of(f, c, noun)
    head = _head_before(f, c, noun)
    if _despite(f, c, noun, owner, subject):
        return
    if owner is None and word in sayings.nouns and c.group is not None and not _handles(f, head):
        _around(f, c, subject, following.end)
        f.muted = True
        return
    if word in sayings.chances and not (head == "be" and f.s.low[c.start] == "there"):
        _around(f, c, subject, following.end)  # "reduces the risk that P"
        f.muted = True
        return
    if word in sayings.own_nouns and f.speech is None and _reports(f, c, subject):
        _around(f, c, subject, following.end)  # "the staff reported signs that P"
        f.muted = True
        return
    amounts = _amounts(f, c, noun) if word in sayings.own_nouns and f.s.low[noun + 1] == "that" else -1
    if amounts >= 0 and c.group is not None:
        _around(f, c, subject, amounts)  # "moved its guns, a sign that it will attack"
        speech = Speech("assesses", (noun, noun + 1))
        speech.own, speech.attribution = True, (amounts, noun + 1)
        speech.rules.append("nominal")
        f.matrix = f.pending = speech
        return
    hedged = head in sayings.amplify and c.group is not None and f.likelihood(c.start, c.group, c.end) is not None
    exists = head == "be" and f.s.low[c.start] == "there" and _HARDLY.isdisjoint(f.s.low[c.start : noun])
    if (word in sayings.own_nouns and word not in sayings.chances and not exists) or hedged:
        plain(f, c, subject, end=following.end)
        f.told = f.out[-1] if f.out else None
    elif owner is not None and c.group is not None and not _about_words(f, head):
        _around(f, c, subject, noun + 1)
    f.matrix = f.pending = _speech(f, c, noun, (subject, owner), head)
    _predicate(f, c, following)


def _amounts(f: Fold, c: Clause, noun: int) -> int:
    """The comma of ", a clear sign that P", which tells what the clause amounts to; -1 where there is none."""
    for k in range(noun - 1, max(c.start, noun - _NEAR), -1):
        if f.s.low[k] in {"a", "an"}:
            return k - 1 if f.s.tags[k - 1] & COMMA else -1
    return -1


def _despite(f: Fold, c: Clause, noun: int, owner: Tokens | None, subject: Tokens | None) -> bool:
    """ "Took Tarn, despite X's claim that P": the clause is the author's, and what it tells speaks against P."""
    s, group = f.s, c.group
    at = next((k for k in range(noun - 1, max(c.start, noun - _FAR), -1) if s.low[k] in _AGAINST), -1)
    if s.low[c.start] in _AGAINST and group is None:
        at = c.start
    elif at < 0 or group is None or at < group.end or f.speech is not None:
        return False
    if f.a.sayings.nouns.get(s.low[noun]) not in {"states", "claims", "assesses"} or f.is_self(owner):
        return False
    if at > c.start:
        _around(f, c, subject, at)
    speech = _speech(f, c, noun, (None, owner), "")
    if s.low[at] != "amid" and speech.view is None:
        speech.view = _DESPITE.get(f.out[-1].stance) if f.out and at > c.start else "refutes"
    f.matrix = f.pending = speech
    return True


def copular(f: Fold, c: Clause, following: Clause) -> bool:
    """ "The ministry's line is that P", "the version that the mayor gave is that P": the owner of the words says P."""
    s, group = f.s, c.group
    if group is None or group.negated or f.base(group.head) != "be" or group.end != following.start - 1:
        return False
    nouns = f.a.sayings.nouns.keys() | f.a.sayings.lines
    noun = next((k for k in range(c.start, group.start) if s.low[k] in nouns), -1)
    if noun < 0:
        return False
    owner = owner_of(f, c, noun)
    if owner is None and s.tags[noun + 1] & (THAT | RELATIVE):
        verb = next((g for g in s.groups if g.start > noun), group)  # "the version that the mayor gave"
        owner = noun_phrase(s, noun + 2, verb.start) if verb is not group else None
    speech = Speech(f.a.sayings.nouns.get(s.low[noun], "states"), (noun, noun + 1))
    speech.attribution = (c.start, group.end)
    if f.is_self(owner) or (owner is None and f.s.low[c.start] in {"our", "my"}):
        speech.own = True
    elif owner is not None:
        speech.speakers.append(offsets(s, owner))
    speech.rules.append("copular")
    f.matrix = f.pending = speech
    return True


def existing(f: Fold, c: Clause) -> bool:
    """ "There are unconfirmed reports of a blast": the noun's content is told. False where the clause is no such."""
    s, group = f.s, c.group
    if group is None or f.speech is not None or s.low[group.start - 1 : group.start] != ["there"]:
        return False
    for k in range(group.end, min(c.end - 1, group.end + _NEAR)):
        if s.tags[k] & (COMMA | COORDINATOR) or s.low[k] == "of":
            return False
        if s.low[k] in f.a.sayings.told and s.low[k + 1] == "of" and not group.negated and s.low[group.end] != "no":
            speech = Speech(f.a.sayings.nouns[s.low[k]], (k, k + 1))
            _adjectives(f, speech, k, c.start)
            speech.rules.append("there are reports")
            f.note(k + 2, c.end, None, speech)
            return True
    return False


def rumored(f: Fold, c: Clause) -> bool:
    """ "Rumor has it that P": nobody is named. False where the clause is no such."""
    s, group = f.s, c.group
    if group is None or f.speech is not None or s.low[group.end : group.end + 2] != ["it", "that"]:
        return False
    noun = group.start - 1
    if (
        f.base(group.head) != "have"
        or noun < c.start
        or (f.a.sayings.nouns.get(s.low[noun]) not in {"claims", "states"} and s.low[noun] != "word")
    ):
        return False
    speech = Speech("claims", (noun, group.end + 1))
    speech.rules.append("rumored")
    start = group.end + 2
    inner = finite_in(s, start, c.end)
    f.note(start, c.end, inner, speech).subject = subject_of(s, start, inner) if inner is not None else None
    return True


def _reports(f: Fold, c: Clause, subject: Tokens | None) -> bool:
    """Does the clause's verb say what the noun stands in, and somebody else than the author say it?"""
    report = find_report(f, c, subject, opens_that=False) if c.opener != TAIL else None
    return report is not None and report.stance != "shows" and not f.is_self(subject)


def _speech(f: Fold, c: Clause, noun: int, who: tuple[Tokens | None, Tokens | None], head: str) -> Speech:
    sayings = f.a.sayings
    word = f.s.low[noun]
    subject, owner = who
    speech = Speech(sayings.nouns.get(word, "asserts"), (noun, noun + 1))
    if word in DOUBTS and undoubted(f.s.low, noun):
        speech.stance = "assesses"  # "there is little doubt that"
    speech.attribution = (c.start, noun + 1)
    if word in sayings.own_nouns and word not in sayings.nouns:
        speech.own, speech.cue, speech.stance = True, None, "asserts"
        if word in sayings.chances:  # "there is a realistic possibility that P"
            first = noun - 1 if noun - 1 > c.start and f.s.tags[noun - 1] & (ADJECTIVE | NOUN) else noun
            speech.likelihood = (first, noun + 1)
    elif f.is_self(owner) or not {"our", "my"}.isdisjoint(f.s.low[max(c.start, noun - 3) : noun]):
        speech.own = True
    else:
        _speakers(f, speech, subject, owner, head)
        if owner is None:
            _cue_of_verb(f, c, speech, head)
    _adjectives(f, speech, noun, c.start)
    speech.rules.append("nominal")
    return speech


def nominal_speech(f: Fold, c: Clause, noun: int, owner: Tokens) -> Speech:
    """The speech that a noun of saying makes for its owner, whatever the clause around it does with the words."""
    return _speech(f, c, noun, (None, owner), "")


def owner_of(f: Fold, c: Clause, noun: int) -> Tokens | None:
    """Whose claim it is: "X's claim", "a claim by X", "a report from X"."""
    owner = owner_before(f.s, noun, c.start)
    if owner is None and noun + 1 < c.end and f.s.words[noun + 1] in {"from", "by"}:
        end = next((k for k in range(noun + 2, c.end) if f.s.low[k] in _TOPIC and f.s.words[k - 1] != "("), c.end)
        owner = noun_phrase(f.s, noun + 2, end)
    first = noun
    if first - 1 > c.start and f.s.low[first - 1] in f.a.sayings.agents and not f.s.tags[first - 1] & VERB:
        first -= 1  # "a ministry claim"
    while first > c.start and f.s.tags[first - 1] & NAME and not f.s.tags[first - 1] & (POSSESSIVE | PREPOSITION):
        first -= 1
    if owner is None and first < noun and not f.s.tags[noun - 1] & (ADJECTIVE | ING):
        owner = noun_phrase(f.s, first, noun)  # "General Staff reports"
    return owner


def _head_before(f: Fold, c: Clause, noun: int) -> str:
    """The base form of the last verb before the noun."""
    heads = [g.head for g in f.s.groups if c.start <= g.start < noun]
    return f.base(heads[-1]) if heads else ""


def _handles(f: Fold, head: str) -> bool:
    """Can a claim without an owner be the clause's own speech ("issued a statement that", "there are reports that")?"""
    return head in f.a.sayings.amplify or head in f.a.sayings.light or head in f.a.sayings.takes or head == "be"


def _about_words(f: Fold, head: str) -> bool:
    """Does the verb before a noun of saying only deal with the words ("support the minister's claim that")?"""
    sayings = f.a.sayings
    if head in sayings.amplify or head == "be" or head in sayings.verbs or head in sayings.shows:
        return True
    return any(head in sayings.views[kind] for kind in ("back", "contradict", "verify", "observe"))


def _around(f: Fold, c: Clause, subject: Tokens | None, end: int) -> None:
    """The clause around a noun of saying, up to token `end`, as a claim of its own."""
    kept, c.end = c.end, end
    told(f, c, find_report(f, c, subject, opens_that=False) if c.opener != TAIL else None, subject)
    c.end = kept


def _speakers(f: Fold, speech: Speech, subject: Tokens | None, owner: Tokens | None, head: str) -> None:
    """The amplifier, if any, then the owner; the subject alone where nobody owns the noun."""
    first = f.s.low[max(0, speech.attribution[1] - 1 - _NEAR) : speech.attribution[1]] if speech.attribution else []
    amplified = head in f.a.sayings.amplify and (owner is not None or _OWNERS.isdisjoint(first))
    speaks = subject is not None and not f.is_self(subject) and not is_abstract(f.a.sayings, f.s, subject)
    if subject is not None and speaks and (amplified or owner is None):
        speech.speakers.append(offsets(f.s, subject))
    if owner is not None:
        speech.speakers.append(offsets(f.s, owner))
    if amplified:
        speech.stance = "relays"
    elif head in _DENIES and owner is None:
        speech.stance = "denies"


def _cue_of_verb(f: Fold, c: Clause, speech: Speech, head: str) -> None:
    """ "Amplified claims that": verb and noun are the cue; "denied reports that": the verb alone."""
    verbs = [g.head for g in f.s.groups if speech.cue is not None and c.start <= g.start < speech.cue[0]]
    if verbs and speech.cue is not None:
        if head in f.a.sayings.amplify:
            speech.cue = (verbs[-1], speech.cue[1])
        elif head in _DENIES:
            speech.cue = (verbs[-1], verbs[-1] + 1)


def _adjectives(f: Fold, speech: Speech, noun: int, floor: int) -> None:
    """ "False claims", "unconfirmed reports": the author's view on the noun."""
    views = f.a.sayings.views
    for word in f.s.low[max(floor, noun - 3) : noun]:
        if word in views["refutes"]:
            speech.view = "refutes"
        elif word in views["unverified"]:
            speech.view = "unverified"
        elif word in views["doubts"]:
            speech.view = "doubts"


def _predicate(f: Fold, c: Clause, following: Clause) -> None:
    """ "X's claim that P is false": the verb after P belongs to the claim, and tells what the author makes of it."""
    if c.group is not None or f.pending is None:
        return
    s, views = f.s, f.a.sayings.views
    finite = [g for g in s.groups if following.start <= g.start < following.end and g.kind == FINITE]
    if len(finite) < 2 or any(s.tags[k] & (COMMA | COORDINATOR) for k in range(finite[0].end, finite[1].start)):
        return
    words = set(s.low[finite[1].start : following.end])
    bases = {f.a.words.base_of(word) for word in words}
    untrue = (finite[1].negated and not _TRUE.isdisjoint(words)) or {"at", "odds"} <= words
    if untrue or words & views["refutes"] or bases & views["contradict"] or "inconsistent" in words:
        f.pending.view = "refutes"
    elif words & views["doubts"] or bases & views["exaggerate"] or bases & views["distract"]:
        f.pending.view = "doubts"
    elif words & views["supports"] or "consistent" in words:
        f.pending.view = "supports"
    _after_predicate(f, finite, following.end)
    following.end = finite[1].start


def _after_predicate(f: Fold, finite: list[Group], end: int) -> None:
    """ "Reports that P are not true, the town is ours": what a comma splices on is the author's."""
    if len(finite) < _SPLICED:
        return
    comma = next((k for k in range(finite[1].end, finite[2].start) if f.s.tags[k] & COMMA), -1)
    subject = subject_of(f.s, comma + 1, finite[2]) if comma >= 0 else None
    between = f.s.tags[comma : finite[2].start]
    if subject is not None and not any(tag & (COORDINATOR | RELATIVE | THAT) for tag in between):
        draft = f.note(comma + 1, end, finite[2], None)
        draft.subject = subject
        draft.rules.append("semicolon")
