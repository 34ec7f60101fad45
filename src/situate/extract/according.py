"""Whom words go by: "according to X, P", "P, according to X", "as reported by X"."""

from typing import Final

from situate.extract.clauses import Clause, Sentence
from situate.extract.drafts import Speech
from situate.extract.edges import finite_in, trim_end
from situate.extract.fold import Fold, give
from situate.extract.groups import FINITE, PARTICIPLE_FORM, Group
from situate.extract.phrases import agent_after, noun_phrase, offsets, subject_of
from situate.extract.subjects import shows, speaks
from situate.extract.tokens import COMMA, COORDINATOR, DETERMINER, NUMBER, QUOTE, RELATIVE, SUBORDINATOR

# What things go by; nobody says it.
_MEASURES: Final = frozenset(
    {"plan", "plans", "schedule", "law", "custom", "tradition", "rules", "doctrine", "need", "needs"}
)


_LEADS: Final = {"per": 1, "in": 4}  # tokens of "per X", "in the words of X"


def according(f: Fold, c: Clause, following: Clause | None) -> None:
    """ "According to X, P" and "P, according to X"; "as reported by X" as well."""
    s = f.s
    by = s.low[c.start] == "as"
    lead = c.start + _LEADS.get(s.low[c.start], 2 + by)
    if s.low[lead : lead + 1] == ["what"] and _what_told(f, c, lead + 1):
        return
    agent = agent_after(s, lead, c.end)
    known = agent is not None and (speaks(f.a.sayings, s, agent) or shows(f.a.sayings, s, agent))
    if agent is None or s.low[agent[1] - 1] in _MEASURES or (by and not known):
        _within(f, c)  # "according to plan", "as evidenced by the transfer"
        return
    verb = f.a.sayings.verbs.get(f.a.words.base_of(s.words[c.start + 1])) if by else None
    speech = Speech(verb.stance if verb is not None else "states", (c.start + by, c.start + 2 if by else lead))
    speech.attribution = (c.start, agent[1])
    speech.rules.append("according to")
    if f.is_self(agent):
        speech.own = True
    else:
        speech.speakers.append(offsets(s, agent))
        speech.evidence = f.evidence(agent, "shows")
        if speech.evidence not in {"none", "testimony"}:
            speech.stance = "shows"
    behind = _after_relative(s, agent[1], c.end)
    group = finite_in(s, behind, c.end)
    if group is not None and (not f.out or _leads(f, c)):
        f.speech = f.matrix = speech
        start = _after_apposition(f, behind, group)
        f.note(start, c.end, group, speech).subject = subject_of(s, start, group)
        return
    f.behind = speech if c.end <= agent[1] + 1 else None
    _resume(f, c, agent[1])
    for draft in f.out:
        if draft.speech is None:
            give(draft, speech)


def _what_told(f: Fold, c: Clause, first: int) -> bool:
    """ "P, according to what the mayor told reporters": the mayor told it. False where nobody tells anything."""
    s = f.s
    group = finite_in(s, first, c.end)
    verb = f.a.sayings.verbs.get(f.a.words.base_of(s.words[group.head])) if group is not None else None
    subject = noun_phrase(s, first, group.start) if group is not None else None
    if group is None or verb is None or subject is None or group.passive:
        return False
    speech = Speech(verb.stance, (group.head, group.head + 1))
    speech.rules.append("according to")
    if f.is_self(subject):
        speech.own = True
    else:
        speech.speakers.append(offsets(s, subject))
        speech.evidence = f.evidence(subject, speech.stance)
    comma = next((k for k in range(group.end, c.end) if s.tags[k] & COMMA), c.end)
    speech.attribution = (c.start, comma)
    main = finite_in(s, comma, c.end)
    if main is not None and (not f.out or _leads(f, c)):
        f.speech = f.matrix = speech
        f.note(comma + 1, c.end, main, speech).subject = subject_of(s, comma + 1, main)
        return True
    for draft in f.out:
        if draft.speech is None:
            give(draft, speech)
    return True


def _resume(f: Fold, c: Clause, end: int) -> None:
    """ "Shot down, according to X, 12 drones": the object of the verb before it stands behind it."""
    s, last = f.s, f.out[-1] if f.out else None
    if last is None or end + 1 >= c.end or not s.tags[end] & COMMA:
        return
    if not s.tags[end + 1] & (NUMBER | DETERMINER | QUOTE):
        return
    verb = next((g for g in s.groups if last.end - 1 <= g.end <= last.end and g.kind == FINITE), None)
    if verb is not None and not verb.passive:
        last.end = trim_end(s, last.start, c.end)


def _leads(f: Fold, c: Clause) -> bool:
    """ "But according to X, P", "where, according to X, P": it stands before what X says, not behind it."""
    tags, k = f.s.tags, c.start - 1
    if k > 0 and tags[k] & COMMA:
        k -= 1
    return k > 0 and bool(tags[k] & (COORDINATOR | SUBORDINATOR | RELATIVE) or f.s.words[k] == ";")


def _after_relative(s: Sentence, start: int, end: int) -> int:
    """Where P starts in "According to the agency, which published a list, P"."""
    if start + 1 >= end or not s.tags[start] & COMMA or not s.tags[start + 1] & RELATIVE:
        return start
    return next((k + 1 for k in range(start + 2, end) if s.tags[k] & COMMA), start)


def _after_apposition(f: Fold, start: int, group: Group) -> int:
    """Where P starts in "According to a letter, seen by the press, P"."""
    tags = f.s.tags
    if not any(start <= g.start <= start + 1 and g.kind == PARTICIPLE_FORM for g in f.s.groups):
        return start  # nor "According to a letter seen by the press, P"
    return next((k + 1 for k in range(start + 1, group.start) if tags[k] & COMMA), start)


def _within(f: Fold, c: Clause) -> None:
    """ "According to plan": nobody is named, and the words belong to the claim before them."""
    if f.out:
        f.out[-1].end = trim_end(f.s, f.out[-1].start, c.end)
