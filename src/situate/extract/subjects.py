"""What kind of thing a subject is: somebody who says, something that shows, or what the author infers from."""

from typing import Final

from situate.extract.clauses import Sentence
from situate.extract.drafts import Tokens
from situate.extract.sayings import Sayings
from situate.extract.tokens import BRACKET, COMMA, NAME, PARTICIPLE, PREPOSITION, QUOTE, RELATIVE

# People by their endings, and the things that share them.
_AGENT_ENDINGS: Final = ("er", "or", "ist", "ian", "ers", "ors", "ists", "ians", "ee", "ees", "ant", "ants")
_NO_AGENT: Final = (
    "number",
    "numbers",
    "order",
    "orders",
    "factor",
    "factors",
    "matter",
    "matters",
    "power",
    "letter",
    "letters",
)
_POINTING: Final = frozenset({"this", "these", "that", "those"})


def head_at(s: Sentence, subject: Tokens) -> int:
    """The token of the head noun of a phrase: the last one before its first preposition."""
    for k in range(subject[0] + 1, subject[1]):
        if s.tags[k] & (PREPOSITION | COMMA | BRACKET | RELATIVE):
            return k - 1
        if s.tags[k] & PARTICIPLE and k + 1 < subject[1] and s.tags[k + 1] & PREPOSITION and not s.tags[k] & NAME:
            return k - 1  # "an officer affiliated with the brigade"
    last = subject[1] - 1
    while last > subject[0] and s.tags[last] & QUOTE:
        last -= 1  # the outlet “Dawn”
    return last


def head_of(s: Sentence, subject: Tokens) -> str:
    """The head noun of a phrase, in small letters."""
    return s.low[head_at(s, subject)]


def shows(sayings: Sayings, s: Sentence, subject: Tokens) -> bool:
    """Is the subject evidence or reporting, which shows rather than says?"""
    low = s.low[subject[0] : subject[1]]
    if sayings.shown.isdisjoint(low):
        return False
    kind = sayings.evidence_of(low)
    if kind == "data":
        head = head_of(s, subject)  # "the monitoring group" says, "its monitoring" shows
        if head in sayings.agents and head not in sayings.evidence and head not in sayings.reporting:
            return False
    return kind not in {"none", "testimony"} or not sayings.reporting.isdisjoint(low)


def is_abstract(sayings: Sayings, s: Sentence, subject: Tokens) -> bool:
    """Is the subject an action or a state of affairs, so that the author infers from it?"""
    low = s.low[subject[0] : subject[1]]
    first = low[0]
    head = head_of(s, subject)
    if first in _POINTING and sayings.evidence_of(low) == "none":
        return head not in sayings.reporting
    if first == "such" or low == ["nothing"] or (len(low) == 1 and (first in _POINTING or first in {"it", "which"})):
        return True
    return head in sayings.abstract


def speaks(sayings: Sayings, s: Sentence, subject: Tokens) -> bool:
    """Is the subject a person or a body, by its head noun?"""
    if is_abstract(sayings, s, subject):
        return False
    at = head_at(s, subject)
    head = s.low[at]
    if head in sayings.agents or s.words[at][0].isupper():
        return True
    return head.endswith(_AGENT_ENDINGS) and not head.endswith(_NO_AGENT)
