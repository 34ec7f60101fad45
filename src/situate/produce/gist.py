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


def leaning(line: Line, _: Theatre) -> float:
    """It leans on another sentence."""
    return float(line.leans)


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
# and scored on the even days. What a takeaway of these reports is depends on place and wording far more than on matter:
# the fit found 0.09 for consequence, -0.27 for evidence and 0.10 for novelty. They stand at 0.2, so that of two
# sentences in equal places the new, the weighty and the seen one goes first. Trees of decisions over 75 such amounts,
# what the days before were about and what their takeaways were found no more (odd days, out of fold).
WEIGHTS: Final[Mapping[Rule, float]] = {
    centre: 2.6, carries: 2.45, manner: 2.35, fullness: 1.25, company: 0.85, breadth: 0.8, leaning: -0.65, first: 0.55,
    filed: 0.5, unsourced: 0.45, judged: 0.4, consequence: 0.2, evidence: 0.2, novelty: 0.2,
}  # fmt: skip
# Of a sentence's words a chosen one holds so many: then half of it counts as told. And how sharply that turns.
_HALF_TOLD: Final = 0.6
_TURN: Final = 0.08


def gist(lines: Sequence[Line], k: int, theatre: Theatre) -> tuple[Line, ...]:
    """The `k` lines that leave least unsaid, the first alone first; all of them where there are fewer."""
    heaviest = max((score(line, theatre) for line in lines), default=0.0)
    weights = [exp(score(line, theatre) - heaviest) for line in lines]
    tells = [[_tells(one, other) for other in lines] for one in lines]
    told, chosen = [0.0] * len(lines), list[int]()
    for _ in range(min(k, len(lines))):
        left = [n for n in range(len(lines)) if n not in chosen]
        best = max(left, key=lambda n: (_gain(tells[n], told, weights), -n))
        chosen.append(best)
        told = list(map(max, told, tells[best]))
    return tuple(lines[n] for n in chosen)


def _gain(tells: Sequence[float], told: Sequence[float], weights: Sequence[float]) -> float:
    """How much more is told with it, each sentence weighed by how likely it is a takeaway."""
    return sum(w * (t - had) for t, had, w in zip(tells, told, weights, strict=True) if t > had)


def _tells(one: Line, other: Line) -> float:
    """How likely the one says what the other does, by the share of its words that it holds; 1 of itself."""
    if one is other:
        return 1.0
    share = len(one.words & other.words) / len(other.words)
    return 1 / (1 + exp((_HALF_TOLD - share) / _TURN))


def score(line: Line, theatre: Theatre) -> float:
    """The weighed sum of all rules."""
    return sum(weight * rule(line, theatre) for rule, weight in WEIGHTS.items())
