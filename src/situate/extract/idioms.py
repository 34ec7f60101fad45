"""Words that say something together with a verb that says nothing alone: "cast doubt on", "made clear that".

Beside them what somebody is ("are convinced that") and what somebody utters ("voiced concern about").
"""

from collections.abc import Callable
from typing import Final

from situate.extract.clauses import Sentence
from situate.extract.doubts import DOUBTS, undoubted
from situate.extract.groups import INFINITIVE, Group
from situate.extract.reports import Report
from situate.extract.sayings import Idiom, Sayings
from situate.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    COMMA,
    DETERMINER,
    DOUBTFUL,
    ING,
    MARK,
    NAME,
    NOUN,
    NUMBER,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    STOP,
    THAT,
)
from situate.vocab import Stance

_LINKS: Final = frozenset({"be", "remain", "become", "sound", "feel", "grow", "seem", "appear", "stay"})
# Verbs by which somebody utters what the noun behind them names.
_UTTERS: Final = frozenset(
    [
        "make", "issue", "submit", "give", "send", "file", "publish", "release", "present", "deliver", "voice",
        "launch", "level", "offer", "lodge", "express", "utter", "convey", "raise", "reiterate", "renew",
        "repeat", "articulate", "harbor", "harbour", "air", "sound", "register", "signal", "profess",
    ]
)  # fmt: skip
# Nouns that name what is uttered; behind others stands only its topic ("a statement on the raid").
_UTTERED: Final = frozenset(
    [
        "warning", "warnings", "complaint", "complaints", "threat", "threats", "pledge", "pledges", "promise",
        "promises", "vow", "vows", "admission", "confession", "reminder", "reminders", "concern", "concerns",
        "hope", "hopes", "fear", "fears", "suspicion", "suspicions", "confidence", "doubt", "doubts", "worry",
        "worries", "alarm", "skepticism", "scepticism", "anxiety", "apprehension", "expectation",
        "expectations", "prediction", "predictions", "forecast", "forecasts", "optimism", "pessimism", "claim",
        "claims", "allegation", "allegations", "accusation", "accusations", "assurance", "assurances", "denial",
        "denials", "call", "calls", "appeal", "appeals", "demand", "demands", "plea", "pleas", "request",
        "requests",
    ]
)  # fmt: skip
# What somebody who looks at pictures does, and where the pictures stand; and what somebody with a camera does.
_SPOTS: Final = frozenset({"identify", "spot", "observe", "detect", "notice", "locate", "count", "see", "find"})
_FILMS: Final = frozenset({"film", "photograph"})
_SEEN_IN: Final = frozenset({"in", "on", "from"})
# What is used to say something: "used the interview to announce a levy".
_OCCASIONS: Final = frozenset(
    [
        "interview", "occasion", "opportunity", "speech", "address", "briefing", "conference", "visit",
        "meeting", "post", "appearance", "platform", "moment", "podium", "anniversary", "summit", "statement",
        "letter", "column", "airtime",
    ]
)  # fmt: skip
_USES: Final = frozenset({"use", "seize", "take"})
BESIDE: Final = _UTTERS | _USES  # verbs that say something beside their objects
_LEADS: Final = frozenset({"of", "about", "over", "for", "that", "regarding", "concerning", "against", "at"})
_OPENS: Final = DETERMINER | NAME | NOUN | PLURAL | NUMBER | DOUBTFUL | ING | ADJECTIVE | QUOTE | PRONOUN
_NEAR: Final = 5  # tokens: how far behind the verb its noun stands
_FAR: Final = 14  # tokens: the longest object of "put X down to"


def joined_that(sayings: Sayings, s: Sentence, group: Group, lemma: str, that: int) -> bool:
    """Does the verb say something with the words between it and the "that" at token `that`?"""
    if lemma in _LINKS or s.low[group.head] in sayings.feelings:
        return _felt(sayings, s, group, lemma, that) >= 0
    return any(
        idiom.frame == "that" and s.low[group.end : that] == idiom.words for idiom in sayings.idioms.get(lemma, ())
    )


def _felt(sayings: Sayings, s: Sentence, group: Group, lemma: str, that: int) -> int:
    """The word for what somebody is in "is convinced that", "remained hopeful that"; -1 where there is none."""
    if s.low[group.start - 1] in {"it", "there"} or not group.start:
        return -1
    at = group.head if group.passive else group.end
    if at + 1 != that or s.low[at] not in sayings.feelings or (lemma not in _LINKS and not group.passive):
        return -1
    return at


def felt(sayings: Sayings, s: Sentence, group: Group, lemma: str, that: int) -> Report | None:
    """ "Is convinced that P", "remained adamant that P": who is so says or thinks P."""
    at = _felt(sayings, s, group, lemma, that)
    if at < 0:
        return None
    report = Report(group, sayings.feelings[s.low[at]], "that", that)
    report.cue, report.felt = (at, at + 1), True
    return report


def idiom_report(
    sayings: Sayings, s: Sentence, group: Group, lemma: str, limit: int, *, that_follows: bool
) -> Report | None:
    """The report of the first idiom of the verb that stands here: "brushed aside the warning", "put it down to"."""
    if group.passive:
        return None
    for idiom in sayings.idioms.get(lemma, ()):
        found = _FRAMES[idiom.frame](idiom, s, group, limit)
        if found is not None and (idiom.frame == "that") == that_follows:
            return found
    return None


def _that(idiom: Idiom, s: Sentence, group: Group, limit: int) -> Report | None:
    """ "Made it clear that P"."""
    if s.low[group.end : limit] != idiom.words:
        return None
    report = Report(group, idiom.stance, "that", limit)
    report.cue = (group.head, limit)
    return report


def _behind(idiom: Idiom, s: Sentence, group: Group, limit: int) -> Report | None:
    """ "Cast doubt on the report", "played down the loss"."""
    after = group.end + len(idiom.words)
    if after >= limit or s.low[group.end : after] != idiom.words or (group.negated and idiom.stance != "directs"):
        return None
    if not s.tags[after] & _OPENS or s.tags[after] & (PREPOSITION | THAT):
        return None
    report = Report(group, idiom.stance, "np", after)
    report.cue = (group.head, after)
    return report


def _apart(idiom: Idiom, s: Sentence, group: Group, limit: int) -> Report | None:
    """ "Brushed the warning aside", "put the loss down to fatigue"."""
    words, count = idiom.words, len(idiom.words)
    if group.negated or group.end >= limit or not s.tags[group.end] & _OPENS or s.tags[group.end] & PREPOSITION:
        return None
    for k in range(group.end + 1, min(limit, group.end + _FAR)):
        if s.low[k : k + count] == words:
            after = k + count
            ends = after >= limit or s.words[after] in {".", "!"} or bool(s.tags[after] & (COMMA | STOP | PREPOSITION))
            return Report(group, idiom.stance, "np", group.end) if ends == (count == 1) else None
        if s.tags[k] & (COMMA | STOP | THAT | RELATIVE):
            return None
    return None


_FRAMES: Final[dict[str, Callable[[Idiom, Sentence, Group, int], Report | None]]] = {
    "np": _behind, "that": _that, "apart": _apart,
}  # fmt: skip


def uttered(sayings: Sayings, s: Sentence, group: Group, lemma: str, limit: int) -> Report | None:
    """ "Voiced concern about a shortage", "issued a call for talks": the noun names the stance."""
    if lemma not in _UTTERS or group.passive or group.negated:
        return None
    for k in range(group.end, min(limit - 2, group.end + _NEAR)):
        if s.low[k] in _UTTERED and s.low[k + 1] in _LEADS and not s.tags[k + 2] & (PREPOSITION | THAT | MARK):
            stance: Stance = sayings.nouns.get(s.low[k], "states")
            if s.low[k] in DOUBTS and (s.low[k + 1] != "that" or undoubted(s.low, k)):
                stance = "assesses"  # "voiced doubts about the offensive", which there is
            report = Report(group, stance, "uttered", k + 2)
            report.cue = (group.head, k + 1)
            return report
        if s.tags[k] & (PREPOSITION | COMMA | STOP):
            return None
    return None


def pictured(sayings: Sayings, s: Sentence, group: Group, lemma: str, limit: int) -> Report | None:
    """ "Analysts spotted trucks in satellite images", "soldiers filmed themselves": pictures show it."""
    films = lemma in _FILMS
    if not films and lemma not in _SPOTS:
        return None
    if group.passive or group.negated or group.end >= limit or not s.tags[group.end] & (_OPENS | ADVERB):
        return None
    if s.tags[group.end] & (PREPOSITION | THAT) and not s.tags[group.end] & ADVERB:
        return None
    at = next((k for k in range(group.end + 1, limit - 1) if s.low[k] in _SEEN_IN and _is_picture(sayings, s, k)), -1)
    if at < 0 and not films:
        return None
    report = Report(group, "shows", "np", group.end)
    report.evidence = "footage" if at < 0 else sayings.evidence_of(s.low[at + 1 : at + _NEAR])
    return report


def _is_picture(sayings: Sayings, s: Sentence, k: int) -> bool:
    """Do pictures stand behind the preposition: "in satellite imagery", "on geolocated footage"?"""
    return sayings.evidence_of(s.low[k + 1 : k + _NEAR - 1]) in {"geolocated", "satellite", "footage"}


def occasion(sayings: Sayings, s: Sentence, group: Group, lemma: str, limit: int) -> Group | None:
    """The infinitive of "used the interview to announce a levy"; None where the clause is no such."""
    if lemma not in _USES or group.passive or _OCCASIONS.isdisjoint(s.low[group.end : limit]):
        return None
    found = next((g for g in s.groups if group.end < g.start < limit and g.kind == INFINITIVE), None)
    if found is None or any(tag & (COMMA | STOP) for tag in s.tags[group.end : found.start]):
        return None
    return found if not _OCCASIONS.isdisjoint(s.low[group.end : found.start]) else None
