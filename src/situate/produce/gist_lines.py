"""The sentences of one text with what the rules of `gist` ask about each: place, company, words, news.

Words are those of four letters and more, and numbers, without case; two sentences are as near as their rarer words are
the same (cosine, each word weighed by how few sentences of the text hold it).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log, sqrt
from typing import Final

import msgspec

from situate.model import Claim, Document, Passage
from situate.produce.gist_words import manner
from situate.produce.words import WORD

# What was reported the days before: kinds of event by place.
Act = tuple[str, str]
Words = frozenset[str]
# Where a sentence begins and ends in its document.
Span = tuple[int, int]
_MARK: Final = re.compile(r"\[\w{1,4}\]")
# Function words are shorter.
_WORD_LETTERS: Final = 4


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of a body with what the rules ask about it; `start` and `end` are offsets into the document.

    `first` tells that its paragraph is the first of its section, `behind` how many sentences its paragraph has;
    `shared` is the mean share of the other sentences of its paragraph that hold a word of it; `near` and `central` are
    how near the others of its paragraph, and of the text, stand to it in the mean; `manner` is how it words what it
    says, from detail (below 0) to summing up; `fresh` is the share of its acts that the days before did not report.
    """

    start: int
    end: int
    section: tuple[str, ...]
    effort: str | None
    claims: tuple[Claim, ...]
    words: Words
    opens: bool
    first: bool
    noted: bool
    behind: int
    shared: float
    near: float
    central: float
    manner: float
    fresh: float


def acts(claims: Iterable[Claim]) -> frozenset[Act]:
    """What the claims of a text report: kinds of event at places."""
    return frozenset((c.event, p.key) for c in claims for p in c.places if p.key)


def lines_of(document: Document, claims: Iterable[Claim], before: frozenset[Act]) -> tuple[Line, ...]:
    """The sentences of a document's body in which a claim stands; `before` is what the days before reported."""
    return tuple(_Body(document, claims, before).lines())


class _Body:
    """A body cut into paragraphs of sentences, and how often each word and each effort stands in it."""

    def __init__(self, document: Document, claims: Iterable[Claim], before: frozenset[Act]) -> None:
        self._text, self._before = document.text, before
        self._claims: dict[Span, list[Claim]] = {}
        for claim in claims:
            self._claims.setdefault((claim.start, claim.end), []).append(claim)
        self._words = {span: found for span in sorted(self._claims) if (found := _words(self._sentence(span)))}
        self._bodies = [p for p in document.passages if p.kind in ("body", "post")]
        self._inside = {p: [s for s in self._words if p.start <= s[0] < p.end] for p in self._bodies}
        told = [span for inside in self._inside.values() for span in inside]
        self._nearness = _Nearness([self._words[span] for span in told])
        self._number = {span: n for n, span in enumerate(told)}

    def lines(self) -> Iterator[Line]:
        """The lines in the order of the text."""
        for passage, inside in self._inside.items():
            first = next(p for p in self._bodies if p.section == passage.section) is passage
            here = Counter(word for span in inside for word in self._words[span])
            for span in inside:
                yield self._line(span, passage, first=first, here=here)

    def _line(self, span: Span, passage: Passage, *, first: bool, here: Counter[str]) -> Line:
        sentence, words, inside = self._sentence(span), self._words[span], self._inside[passage]
        return Line(
            start=span[0],
            end=span[1],
            section=passage.section,
            effort=passage.effort,
            claims=tuple(self._claims[span]),
            words=words,
            opens=not self._text[passage.start : span[0]].strip(),
            first=first,
            noted=bool(_MARK.search(sentence)),
            behind=len(inside),
            shared=_share(words, here, len(inside)),
            near=self._nearness.mean(self._number[span], [self._number[other] for other in inside]),
            central=self._nearness.mean(self._number[span], range(len(self._number))),
            manner=manner(_MARK.sub("", sentence)),
            fresh=_fresh(acts(self._claims[span]), self._before),
        )

    def _sentence(self, span: Span) -> str:
        return self._text[span[0] : span[1]]


class _Nearness:
    """How near the sentences of a text are to one another."""

    def __init__(self, sentences: Sequence[Words]) -> None:
        self._sentences = sentences
        counts = Counter(word for words in sentences for word in words)
        # The rarer, the heavier: squared here once, as a cosine of two sets needs it.
        self._weight = {w: log((len(sentences) + 1) / (n + 0.5)) ** 2 for w, n in counts.items()}
        self._length = [sqrt(self._sum(words)) for words in sentences]

    def mean(self, one: int, others: Iterable[int]) -> float:
        """The mean cosine between a sentence and the others; 0 where there is no other."""
        apart = [n for n in others if n != one]
        mine, length = self._sentences[one], self._length[one]
        found = (self._sum(mine & self._sentences[n]) / (length * self._length[n]) for n in apart)
        return sum(found) / len(apart) if apart and length else 0.0

    def _sum(self, words: Words) -> float:
        return sum(self._weight[word] for word in words)


def _words(text: str) -> Words:
    plain = _MARK.sub(" ", text).casefold()
    return frozenset(w for w in WORD.findall(plain) if len(w) >= _WORD_LETTERS or w.isdigit())


def _share(words: Words, counts: Counter[str], sentences: int) -> float:
    """In how much of the other sentences the mean word stands."""
    if sentences < 2:
        return 0.0
    return sum(counts[w] - 1 for w in words) / len(words) / (sentences - 1)


def _fresh(done: frozenset[Act], before: frozenset[Act]) -> float:
    return len(done - before) / len(done) if done and before else 0.0
