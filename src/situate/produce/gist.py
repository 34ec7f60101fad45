"""Which sentences of one text say what it comes to: its takeaways, chosen from its body alone.

A sentence is scored by a few rules, each of which finds an amount; `WEIGHTS` says how much each matters, and the sum
is the log of how likely it is a takeaway. Those sentences are chosen, one by one, that leave least unsaid: what one of
them says covers, in part, every sentence whose words it holds.
"""

from collections.abc import Callable, Mapping, Sequence
from math import exp, log
from typing import Final

from situate.produce.gist_lines import Line
from situate.produce.rank import EVIDENCE, consequence_of
from situate.theatre import Theatre

_LONGEST_WORDS: Final = 30.0
_PARAGRAPH_SENTENCES: Final = 10.0

Rule = Callable[[Line, Theatre], float]


def first(line: Line, _: Theatre) -> float:
    """Its paragraph opens its section."""
    return float(line.first)


def carries(line: Line, _: Theatre) -> float:
    """How much is told in the paragraph that it opens, on a log scale."""
    return min(1.0, log(line.behind) / log(_PARAGRAPH_SENTENCES)) if line.opens else 0.0


def breadth(line: Line, _: Theatre) -> float:
    """In how much of its paragraph its words stand."""
    return min(1.0, 4 * line.shared)


def company(line: Line, _: Theatre) -> float:
    """How near the others of its paragraph are to it."""
    return min(1.0, 4 * line.near)


def centre(line: Line, _: Theatre) -> float:
    """How near the whole text is to it."""
    return min(1.0, 10 * line.central)


def manner(line: Line, _: Theatre) -> float:
    """It is worded as one sums up, not as one tells a detail."""
    return max(-1.0, min(1.0, line.manner / 3))


def judged(line: Line, _: Theatre) -> float:
    """It holds a judgment of the author."""
    return float(any(not c.speakers and c.stance == "assesses" for c in line.claims))


def unsourced(line: Line, _: Theatre) -> float:
    """No note stands at it: it sums up what the noted sentences report."""
    return float(not line.noted)


def fullness(line: Line, _: Theatre) -> float:
    """How much it says."""
    return min(1.0, len(line.words) / _LONGEST_WORDS)


def filed(line: Line, _: Theatre) -> float:
    """It stands under an effort: what stands elsewhere is outlook and background."""
    return float(line.effort is not None)


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
# 20 on whether a sentence covers one of the report's own takeaways; the words of `gist_words` out of fold), rounded,
# and scored on the even days. The last three are set by hand: what a takeaway of these reports is depends on place and
# wording, and the fit found nothing in news, consequence or evidence. They see to it that of two sentences in equal
# places the new, the weighty and the seen one goes first; at more than 0.1 each they cost takeaways.
# What else was tried, and how far a choice from the body can reach: eval/TAKEAWAYS.md.
WEIGHTS: Final[Mapping[Rule, float]] = {
    centre: 2.6, carries: 2.5, manner: 2.45, fullness: 1.3, company: 0.85, breadth: 0.8, first: 0.55, filed: 0.5,
    unsourced: 0.45, judged: 0.35, novelty: 0.1, consequence: 0.1, evidence: 0.1,
}  # fmt: skip
# Of a sentence's words a chosen one holds so many: then half of it counts as told. And how sharply that turns. Both by
# cross-validation on the odd days.
_HALF_TOLD: Final = 0.6
_TURN: Final = 0.06


def gist(lines: Sequence[Line], k: int, theatre: Theatre, weights: Mapping[Rule, float] = WEIGHTS) -> tuple[Line, ...]:
    """The `k` lines that leave least unsaid, the first alone first; all of them where there are fewer."""
    scores = [score(line, theatre, weights) for line in lines]
    heaviest = max(scores, default=0.0)
    likely = [exp(found - heaviest) for found in scores]
    tells = [[_tells(one, other) for other in lines] for one in lines]
    told, chosen = [0.0] * len(lines), list[int]()
    for _ in range(min(k, len(lines))):
        left = [n for n in range(len(lines)) if n not in chosen]
        best = max(left, key=lambda n: (_gain(tells[n], told, likely), -n))
        chosen.append(best)
        told = list(map(max, told, tells[best]))
    return tuple(lines[n] for n in chosen)


def _gain(tells: Sequence[float], told: Sequence[float], likely: Sequence[float]) -> float:
    """How much more is told with it, each sentence weighed by how likely it is a takeaway."""
    return sum(w * (t - had) for t, had, w in zip(tells, told, likely, strict=True) if t > had)


def _tells(one: Line, other: Line) -> float:
    """How likely the one says what the other does, by the share of its words that it holds; 1 of itself."""
    if one is other:
        return 1.0
    share = len(one.words & other.words) / len(other.words)
    return 1 / (1 + exp((_HALF_TOLD - share) / _TURN))


def score(line: Line, theatre: Theatre, weights: Mapping[Rule, float] = WEIGHTS) -> float:
    """The weighed sum of all rules."""
    return sum(weight * rule(line, theatre) for rule, weight in weights.items())
