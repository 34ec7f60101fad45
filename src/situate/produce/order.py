"""Do the words of a sentence stand in the order in which its claims and their sources have them?

A sentence is a row of whole pieces: contents of claims, names of sources, days of speech, words of saying and of
probability, with nothing but connecting words between them. So two names of one claim exchanged, a word left out of a
content, or a number moved to another noun are seen, although each word by itself stands in the claim.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from situate.model import Claim
from situate.produce.clause import missing_doer
from situate.produce.dangling import standing_alone
from situate.produce.desk import Desk
from situate.produce.edits import edited
from situate.produce.located import without_locators
from situate.produce.who import day_said, outer, voice
from situate.produce.words import CONNECTING, days_words, without_phrases

_TOKEN: Final = re.compile(r"\d+(?:[.,:]\d+)*|[^\W_]+(?:['’][^\W_]+)*")
# Articles come and go with the grammar of the sentence around a name, "also" with the sentence before it.
_LOOSE: Final = frozenset({"a", "an", "the", "also"})
# Words that open a content and are left out where it becomes a clause.
_OPENING: Final = frozenset({"and", "but", "that", "while", "when", "also", "then"})
_EDGE: Final = ""
# Stands for the whole day of speech.
_DAY: Final = "<day>"

Pair = tuple[str, tuple[str, ...], str]


class _Known(msgspec.Struct, frozen=True):
    """What the pieces allow: pairs inside them, words that open and end them, days of speech, and words before one."""

    pairs: frozenset[Pair]
    openings: frozenset[str]
    ends: frozenset[str]
    days: tuple[tuple[str, ...], ...]
    before_days: frozenset[str]

    def allows(self, pair: Pair) -> bool:
        """Do the two words stand so in a piece, or does the one end a piece and the other open the next?"""
        before, _, after = pair
        if after == _DAY:
            return before in self.before_days
        if before == _DAY and any((day[-1], pair[1], after) in self.pairs for day in self.days):
            return True
        return pair in self.pairs or (before in self.ends and after in self.openings)

    def dated(self, words: list[str]) -> list[str]:
        """The words with each day of speech that stands where one may as a single word."""
        found: list[str] = []
        before = _EDGE
        while words:
            day = next((d for d in self.days if before in self.before_days and tuple(words[: len(d)]) == d), ())
            word, words = (_DAY, words[len(day) :]) if day else (words[0], words[1:])
            found.append(word)
            before = before if word in CONNECTING else word
        return found


def out_of_order(text: str, claims: tuple[Claim, ...], desk: Desk) -> str:
    """The first two words of the text that stand side by side in none of the pieces, nor end one and open another.

    Or the name of a source that is not whole in it; "" where all is well. `text` is without the phrases that the
    writer may add.
    """
    known = _known(claims, desk)
    words = known.dated(tokens(text))
    for pair in _pairs([_EDGE, *words]):
        if not known.allows(pair):
            return f"{pair[0]} {pair[2]}".strip()
    last = _content(words)[-1:]
    if last and last[0] not in known.ends:
        return last[0]
    names = (voice(claim, desk).name for claim in claims)
    return next((name for name in names if not set(tokens(without_phrases(name))) <= set(tokens(text))), "")


def tokens(text: str) -> list[str]:
    """Words and numbers in their order, in small letters, without articles, possessive endings and locators.

    Locators stand behind the first mention of a place alone; whose they are is looked at by `located.misplaced`.
    """
    plain = without_locators(text).casefold().replace("’", "'")
    found = (w.group().removesuffix("'s").rstrip("'") for w in _TOKEN.finditer(plain))
    return [w for w in found if w not in _LOOSE]


def _known(claims: tuple[Claim, ...], desk: Desk) -> _Known:
    contents = [tokens(without_phrases(piece)) for claim in claims for piece in _contents(claim, desk)]
    names = [tokens(without_phrases(piece)) for claim in claims for piece in _names(claim, desk)]
    days = {tuple(tokens(piece)) for piece in _days(claims, desk)} - {()}
    # An order has its day behind it: "ordered the town to be left on May 3".
    ordered = [piece for piece in contents if any(c.stance == "directs" for c in claims)]
    return _Known(
        frozenset(pair for piece in (*contents, *names) for pair in _pairs(piece)),
        frozenset(word for piece in (*contents, *names) for word in _openings(piece)),
        frozenset((*_ends((*contents, *names)), _EDGE, _DAY)),
        tuple(sorted(days, key=lambda day: (-len(day), day))),
        frozenset((*_ends((*names, *ordered)), _EDGE)),
    )


def _content(words: list[str]) -> list[str]:
    return [w for w in words if w not in CONNECTING]


def _openings(piece: list[str]) -> Iterator[str]:
    """The first word of a piece, with and without the conjunctions before it."""
    words = _content(piece)
    yield from words[:1]
    yield from [w for w in words if w not in _OPENING][:1] if words and words[0] in _OPENING else []


def _ends(pieces: Iterable[list[str]]) -> Iterator[str]:
    for piece in pieces:
        yield from _content(piece)[-1:]


def _pairs(words: list[str]) -> Iterator[Pair]:
    """Every two content words that follow on one another, with the connecting words between them."""
    before: str | None = None
    between: list[str] = []
    for word in words:
        if word in CONNECTING:
            between.append(word)
            continue
        if before is not None:
            yield before, tuple(between), word
        before, between = word, []


def _contents(claim: Claim, desk: Desk) -> Iterator[str]:
    text = edited(claim, desk)
    yield from (claim.content.text, text, standing_alone(text, claim, desk))


def _names(claim: Claim, desk: Desk) -> Iterator[str]:
    who = voice(claim, desk)
    yield from (who.name, who.carrier, outer(claim), missing_doer(claim))
    if claim.cue:
        yield from (claim.cue.text, claim.cue.text.split(maxsplit=1)[0])
    yield claim.likelihood.text if claim.likelihood else ""


def _days(claims: tuple[Claim, ...], desk: Desk) -> Iterator[str]:
    yield from (day_said(claim, desk) for claim in claims)
    if not any(claim.speakers for claim in claims):
        yield days_words(tuple(c.published for c in claims if c.published), desk.day)
