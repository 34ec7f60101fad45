"""Texts that are one text: near-copies, stories cut short, short posts word for word, and copies of whole documents."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from zlib import crc32

from situate.judge.voices import Voice
from situate.model import Claim

# Three-word shingles, as is usual for near-duplicates of news.
SHINGLE_WORDS: Final = 3
# Fewer words than these are alike by chance, unless they are the same to the word.
_LEAST_WORDS: Final = 8
# Two texts with half their shingles in common are one wire story edited; paraphrases of one event stay below 0.2.
COPY_FROM: Final = 0.5
# A story cut short: this share of the shorter text's shingles stands in the longer one.
_CUT_FROM: Final = 0.8
# What two reporters can write alike by chance: who did what where. A fifth word is a choice that one of them made.
_SHORT_WORDS: Final = 5
_SHORT_DAYS: Final = 2
# So many claims of a document tell whether it is another's copy; long documents are not read whole.
_CLAIMS_OF_A_DOCUMENT: Final = 12
_WORD: Final = re.compile(r"\w+")

Pairs = Iterator[tuple[int, int, str]]
Shingles = frozenset[int]


class Copies:
    """Finds copies among the voices on a proposition; what documents say apart from it is looked at where need be."""

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self._of_document: dict[str, list[Claim]] = {}
        for claim in claims:
            self._of_document.setdefault(claim.document, []).append(claim)
        self._shingled: dict[str, Shingles] = {}

    def pairs(self, voices: Sequence[Voice]) -> Pairs:
        """Voices that are one text, by their places in `voices`, the earlier first, with the reason.

        Only texts published by their own authors are compared: a third party's paraphrases prove no copying.
        """
        own = [(index, v) for index, v in enumerate(voices) if not v.claim.speakers]
        if len(own) < 2:
            return
        yield from _alike(voices, {index: shingles(v.claim) for index, v in own}, "of their wording")
        yield from _word_for_word(own)
        if len({v.claim.document for _, v in own}) > 1:
            whole = {index: self._document(v.claim.document) for index, v in own}
            yield from _alike(voices, whole, "of what their documents say")

    def is_quoted(self, claim: Claim) -> bool:
        """Does it stand inside the words of another speaker's claim in its document ("all that X says it took")?"""
        own = claim.content
        for other in self._of_document.get(claim.document, ()):
            around = other.content
            if around.start < own.start and own.end <= around.end and other.origin_id != claim.origin_id:
                return True
        return False

    def _document(self, document: str) -> Shingles:
        """The shingles of a document's claims; empty where there are too few words to tell."""
        if document not in self._shingled:
            said = self._of_document.get(document, ())[:_CLAIMS_OF_A_DOCUMENT]
            words = [_words(c) for c in said]
            enough = len(words) > 1 and sum(map(len, words)) >= 2 * _LEAST_WORDS
            self._shingled[document] = frozenset(s for w in words for s in _runs(w)) if enough else frozenset()
        return self._shingled[document]


def _alike(voices: Sequence[Voice], shingled: Mapping[int, Shingles], of_what: str) -> Pairs:
    """Texts that share half their runs of three words, or of which one is the other cut short, are one text.

    A voice is compared with the first that had each run: linear in words. The shares are exact; a sketch (MinHash)
    would save nothing on the few texts that one proposition has.
    """
    first: dict[int, int] = {}
    for index, ours in shingled.items():
        for earlier in sorted({first[s] for s in ours if s in first}):
            if voices[earlier].claim.document == voices[index].claim.document:
                continue
            alike, cut = jaccard(shingled[earlier], ours), _contained(shingled[earlier], ours)
            if alike >= COPY_FROM or cut >= _CUT_FROM:
                told = f"share {alike:.0%} {of_what}" if alike >= COPY_FROM else f"are one text cut short ({cut:.0%})"
                yield earlier, index, f"{voices[earlier].name} and {voices[index].name} {told}: one text"
                break
        for s in ours:
            first.setdefault(s, index)


def _word_for_word(own: Sequence[tuple[int, Voice]]) -> Pairs:
    """Texts of five to seven words that are the same to the word within two days, not by opposed camps, are one."""
    first: dict[tuple[str, ...], int] = {}
    place = dict(own)
    for index, v in own:
        words = tuple(_words(v.claim))
        if not _SHORT_WORDS <= len(words) < _LEAST_WORDS:
            continue
        earlier = place[first.setdefault(words, index)]
        opposed = v.camp is not None and earlier.camp is not None and v.camp != earlier.camp
        if earlier is not v and not opposed and _days_between(earlier.claim, v.claim) <= _SHORT_DAYS:
            yield first[words], index, f"{earlier.name} and {v.name} say it in the same {len(words)} words: one text"


def _days_between(a: Claim, b: Claim) -> int:
    """Days between the publications; 0 where one is undated."""
    return abs((a.published - b.published).days) if a.published and b.published else 0


def _words(claim: Claim) -> list[str]:
    return _WORD.findall(claim.content.text.casefold())


def _runs(words: Sequence[str]) -> Iterator[int]:
    runs = zip(*(words[n:] for n in range(SHINGLE_WORDS)), strict=False)
    return (crc32(" ".join(run).encode()) for run in runs)


def shingles(claim: Claim) -> Shingles:
    """Hashes of every run of three words of the content; empty under eight words."""
    words = _words(claim)
    return frozenset(_runs(words)) if len(words) >= _LEAST_WORDS else frozenset()


def jaccard(a: Shingles, b: Shingles) -> float:
    """Share of the shingles of both that both have; 0 for nothing."""
    return len(a & b) / len(a | b) if a and b else 0.0


def _contained(a: Shingles, b: Shingles) -> float:
    """Share of the smaller one's shingles that the larger one has; 0 for nothing."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
