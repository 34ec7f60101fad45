"""Whose words, view or count a claim is, told in passing: "in X's words, P", "by X's own account, P"."""

from typing import Final

from situate.extract.clauses import Sentence
from situate.extract.drafts import Draft, Speech, Tokens
from situate.extract.fold import Fold, give
from situate.extract.phrases import agent_after, noun_phrase, offsets
from situate.extract.subjects import shows, speaks
from situate.extract.tokens import COMMA, COORDINATOR, DAY, NUMBER, POSSESSIVE, STOP, SUBORDINATOR
from situate.vocab import Stance

# What a claim is by, with the preposition before it and the stance it gives.
WORDED: Final[dict[str, tuple[str, Stance]]] = {
    "words": ("in", "states"), "telling": ("in", "states"), "phrase": ("in", "states"), "account": ("by", "states"),
    "admission": ("by", "states"), "count": ("by", "states"), "tally": ("by", "states"), "view": ("in", "assesses"),
    "opinion": ("in", "assesses"), "estimation": ("in", "assesses"), "judgment": ("in", "assesses"),
    "reckoning": ("by", "assesses"), "estimate": ("by", "assesses"), "estimates": ("by", "assesses"),
    "calculations": ("by", "assesses"), "version": ("in", "claims"),
}  # fmt: skip
_OWN: Final = frozenset({"its", "his", "her", "their"})
_NEAR: Final = 7  # tokens between the preposition and the noun: "by the northern governor's own"


def in_words(f: Fold, noun: str) -> None:
    """Give what the words stand in, or lead, to the one whose words they are."""
    low, tags = f.s.low, f.s.tags
    for k in range(len(low)):
        if low[k] != noun:
            continue
        first, told = _whose(f, k)
        if told is None or not (first == 0 or tags[first - 1] & (COMMA | SUBORDINATOR | COORDINATOR)):
            continue
        person, last = told
        if person is not None and not _can_speak(f, person):
            continue
        _say(f, k, first, last, person)


def _can_speak(f: Fold, person: Tokens) -> bool:
    """Somebody who speaks, or what shows; an owner that is no day ("the ministry’s", not "Monday’s") is enough."""
    last = f.s.tags[person[1] - 1]
    if last & POSSESSIVE:
        return not last & (DAY | NUMBER)
    return speaks(f.a.sayings, f.s, person) or shows(f.a.sayings, f.s, person)


def _whose(f: Fold, noun: int) -> tuple[int, tuple[Tokens | None, int] | None]:
    """The preposition's token, and who it is with the token where the words end; a pronoun names the subject."""
    s, lead = f.s, WORDED[f.s.low[noun]][0]
    first = next((k for k in range(noun - 1, max(-1, noun - _NEAR), -1) if s.low[k] == lead), -1)
    if first < 0 or any(s.tags[k] & (COMMA | STOP) for k in range(first, noun)):
        return first, None
    if noun + 1 < len(s.low) and s.low[noun + 1] == "of" and s.low[first + 1] == "the":
        person = agent_after(s, noun + 2, len(s.low))
        return first, (person, person[1]) if person is not None and _closes(s, person[1]) else None
    if not _closes(s, noun + 1):
        return first, None
    if s.low[first + 1] in _OWN:
        return first, (None, noun + 1)
    owner = next((k for k in range(noun - 1, first, -1) if s.tags[k] & POSSESSIVE), -1)
    return first, (noun_phrase(s, first + 1, owner + 1), noun + 1) if owner > first else None


def _closes(s: Sentence, k: int) -> bool:
    """Does a comma or the end of the sentence stand at token k?"""
    return k >= len(s.low) or bool(s.tags[k] & (COMMA | STOP)) or s.words[k] in {".", "!"}


def _say(f: Fold, noun: int, first: int, last: int, person: Tokens | None) -> None:
    """The drafts that the words stand in, or lead, are said by that person."""
    for draft in f.out:
        inside = draft.start <= first <= draft.end
        leads = draft.start <= last + 1 and first < draft.start
        if not (inside or leads) or draft.speech is not None or draft.view != "own" or draft.cue is not None:
            continue
        teller = person
        if teller is None and draft.subject is not None:
            end = min(draft.subject[1], first) if first > draft.subject[0] else draft.subject[1]
            teller = noun_phrase(f.s, draft.subject[0], end)
        if teller is None or f.is_self(teller):
            continue
        speech = Speech(WORDED[f.s.low[noun]][1], _cue(f.s, first, noun))
        speech.speakers.append(offsets(f.s, teller))
        speech.attribution = (first, last)
        speech.rules.append("in the words of")
        give(draft, speech)
        _trim(f.s, draft, first, last)
        return


def _cue(s: Sentence, first: int, noun: int) -> Tokens:
    """ "In the words of" whole, else the noun alone."""
    return (first, noun + 2) if noun + 1 < len(s.low) and s.low[noun + 1] == "of" and noun > first else (noun, noun + 1)


def _trim(s: Sentence, draft: Draft, first: int, last: int) -> None:
    """What leads or closes the claim is no part of it; what stands inside is."""
    if draft.start >= first and last + 1 < draft.end:
        draft.start = last + 1 if s.tags[last] & COMMA else last
    elif last + 1 >= draft.end and first - 1 > draft.start and s.tags[first - 1] & COMMA:
        draft.end = first - 1
