"""Which sentences of one text say what it comes to: its takeaways, chosen from its body alone.

A sentence is scored by a few rules, each of which finds an amount between 0 and about 1; `WEIGHTS` says how much each
matters. The heaviest sentence goes first, and each further one of the same section pays for those before it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log
from typing import Final

import msgspec

from situate.model import Claim, Document
from situate.produce.rank import EVIDENCE, consequence_of
from situate.produce.words import WORD
from situate.theatre import Theatre

# What was reported the days before: kinds of event by place.
Act = tuple[str, str]
# Words that tie a sentence to the one before it, or turn against it: a takeaway stands alone.
_LEANS: Final = re.compile(r"\b(?:however|also|additionally|previously|similarly)\b", re.IGNORECASE)
_MARK: Final = re.compile(r"\[\w{1,4}\]")
# Function words are shorter.
_WORD_LETTERS: Final = 4
_LONGEST_WORDS: Final = 30.0
_PARAGRAPH_SENTENCES: Final = 10.0


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of a body with what the rules ask about it; `start` and `end` are offsets into the document.

    `first` tells that its paragraph is the first of its section, `behind` how many sentences its paragraph has;
    `shared` and `echoed` are the mean share of the other sentences, of its paragraph and of the text, that hold a word
    of it; `fresh` is the share of its acts that the days before did not report.
    """

    start: int
    end: int
    section: tuple[str, ...]
    effort: str | None
    claims: tuple[Claim, ...]
    words: frozenset[str]
    opens: bool
    first: bool
    noted: bool
    leans: bool
    behind: int
    shared: float
    echoed: float
    fresh: float


Rule = Callable[[Line, Theatre], float]


def opens(line: Line, _: Theatre) -> float:
    """It opens its paragraph."""
    return float(line.opens)


def heads(line: Line, _: Theatre) -> float:
    """It opens its section."""
    return float(line.opens and line.first)


def carries(line: Line, _: Theatre) -> float:
    """How much is told in the paragraph that it opens, on a log scale."""
    return min(1.0, log(line.behind) / log(_PARAGRAPH_SENTENCES)) if line.opens else 0.0


def followed(line: Line, _: Theatre) -> float:
    """How much is told in its paragraph, on a log scale."""
    return min(1.0, log(line.behind) / log(_PARAGRAPH_SENTENCES))


def breadth(line: Line, _: Theatre) -> float:
    """How much of its paragraph speaks of the same."""
    return min(1.0, 4 * line.shared)


def echo(line: Line, _: Theatre) -> float:
    """How much of the whole text speaks of the same."""
    return min(1.0, 4 * line.echoed)


def own(line: Line, _: Theatre) -> float:
    """The author says it for itself, and names nobody who does."""
    return float(all(not claim.speakers for claim in line.claims))


def judged(line: Line, _: Theatre) -> float:
    """It holds a judgment of the author."""
    return float(any(not c.speakers and c.stance == "assesses" for c in line.claims))


def unsourced(line: Line, _: Theatre) -> float:
    """No note stands at it: it sums up what the noted sentences report."""
    return float(not line.noted)


def fullness(line: Line, _: Theatre) -> float:
    """How much it says."""
    return min(1.0, len(line.words) / _LONGEST_WORDS)


def leaning(line: Line, _: Theatre) -> float:
    """It leans on another sentence."""
    return float(line.leans)


def front(line: Line, theatre: Theatre) -> float:
    """It is about an effort that has a front."""
    return float(any(e.id == line.effort and e.anchors for e in theatre.efforts))


def novelty(line: Line, _: Theatre) -> float:
    """The days before did not report such an event at such a place."""
    return line.fresh


def consequence(line: Line, theatre: Theatre) -> float:
    """What hangs on its heaviest event, by the theatre's weights."""
    return max(consequence_of(claim.event, theatre) for claim in line.claims) / 10


def evidence(line: Line, _: Theatre) -> float:
    """What has been seen of it."""
    return max(EVIDENCE[claim.evidence] for claim in line.claims) / 3


# Set on the odd days of the 188 reports of 2022 (`eval/takeaways.py --fit`: logistic regression with an L2 penalty of
# 30 on whether a sentence covers one of the report's own takeaways), rounded, and scored on the even days. What a
# takeaway of these reports is depends on the place of a sentence far more than on its matter: the fit found 0.07 for
# consequence, -0.26 for evidence and -0.01 for novelty. They stand at 0.2, which moves the score of the odd days from
# 0.297 to 0.295, so that of two sentences in equal places the new, the weighty and the seen one goes first.
WEIGHTS: Final[Mapping[Rule, float]] = {
    carries: 1.35, fullness: 1.35, breadth: 1.0, echo: 0.65, heads: 0.6, leaning: -0.55, unsourced: 0.5, opens: 0.45,
    own: 0.35, judged: 0.35, front: 0.35, followed: 0.3, consequence: 0.2, evidence: 0.2, novelty: 0.2,
}  # fmt: skip
# What a sentence pays for each one already chosen from its section, and again for each from its paragraph.
_SECTION_COST: Final = 0.6


def gist(lines: Sequence[Line], k: int, theatre: Theatre) -> tuple[Line, ...]:
    """The `k` lines that say most, best first; all of them where there are fewer."""
    scores = [score(line, theatre) for line in lines]
    left, chosen = list(range(len(lines))), list[int]()
    taken = Counter[tuple[str, ...]]()
    while left and len(chosen) < k:
        best = max(left, key=lambda i: (scores[i] - _SECTION_COST * taken[lines[i].section], -i))
        chosen.append(best)
        left.remove(best)
        taken[lines[best].section] += 1
    return tuple(lines[i] for i in chosen)


def score(line: Line, theatre: Theatre) -> float:
    """The weighed sum of all rules."""
    return sum(weight * rule(line, theatre) for rule, weight in WEIGHTS.items())


def acts(claims: Iterable[Claim]) -> frozenset[Act]:
    """What the claims of a text report: kinds of event at places."""
    return frozenset((c.event, p.key) for c in claims for p in c.places if p.key)


def lines_of(document: Document, claims: Iterable[Claim], before: frozenset[Act]) -> tuple[Line, ...]:
    """The sentences of a document's body in which a claim stands; `before` is what the days before reported."""
    at: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims:
        at.setdefault((claim.start, claim.end), []).append(claim)
    spans = sorted(at)
    words = {span: _words(document.text[slice(*span)]) for span in spans}
    paragraphs = [
        (p, [s for s in spans if p.start <= s[0] < p.end]) for p in document.passages if p.kind in ("body", "post")
    ]
    whole = Counter(w for _, inside in paragraphs for s in inside for w in words[s])
    total = sum(len(inside) for _, inside in paragraphs)
    found: list[Line] = []
    for passage, inside in paragraphs:
        here = Counter(w for s in inside for w in words[s])
        for span in inside:
            sentence = document.text[slice(*span)]
            found.append(
                Line(
                    start=span[0],
                    end=span[1],
                    section=passage.section,
                    effort=passage.effort,
                    claims=tuple(at[span]),
                    words=words[span],
                    opens=not document.text[passage.start : span[0]].strip(),
                    first=next(p for p, _ in paragraphs if p.section == passage.section) is passage,
                    noted=bool(_MARK.search(sentence)),
                    leans=bool(_LEANS.search(sentence)),
                    behind=len(inside),
                    shared=_share(words[span], here, len(inside)),
                    echoed=_share(words[span], whole, total),
                    fresh=_fresh(acts(at[span]), before),
                )
            )
    return tuple(line for line in found if line.words)


def _words(text: str) -> frozenset[str]:
    plain = _MARK.sub(" ", text).casefold()
    return frozenset(w for w in WORD.findall(plain) if len(w) >= _WORD_LETTERS or w.isdigit())


def _share(words: frozenset[str], counts: Counter[str], sentences: int) -> float:
    """In how much of the other sentences the mean word stands."""
    if not words or sentences < 2:
        return 0.0
    return sum(counts[w] - 1 for w in words) / len(words) / (sentences - 1)


def _fresh(done: frozenset[Act], before: frozenset[Act]) -> float:
    return len(done - before) / len(done) if done and before else 0.0
