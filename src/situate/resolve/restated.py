"""What a text's summary says again of its body, in other words and whatever kind of event these are read as.

A key point and the sentence that it sums up seldom share half of their words, and often name two kinds of event. What
they do share stands nowhere else in the text: so words count by how few of the text's claims have them. A summary that
is found here is silent on the proposition of what it sums up: it tells of it, and counts for nothing.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from snowballstemmer.english_stemmer import EnglishStemmer

from situate.model import Claim
from situate.resolve.facets import Facet

# What sums up comes first: a key point says again what the opening or the body says, the opening what the body says.
_RANK: Final[Mapping[str, int]] = {"takeaway": 2, "topline": 1, "body": 0}
# A word that more claims of one text have tells nothing, and would make the comparison of a long text quadratic.
_COMMON: Final = 48
_KEPT: Final = 1 << 15
_WORD: Final = re.compile(r"[^\W_]+")
_SHORT: Final = 3  # letters


class Telling:
    """A claim as it is compared: its facets, its words without their endings, its numbers, and where it happened.

    `lent` is the settlement that its passage named last, where the claim itself names no place; `pinned` are the single
    settlements and offices that it is about; `weight` is what all its words weigh.
    """

    __slots__ = ("claim", "facets", "lent", "numbers", "pinned", "places", "rank", "sides", "weight", "words")

    def __init__(self, facets: Sequence[Facet], lent: str) -> None:
        self.facets: Final = facets
        claim = facets[0].claim
        self.claim: Final = claim
        self.rank: Final = _rank(claim)
        self.words: Final = stems(claim.content.text)
        self.numbers: Final = frozenset(w for w in self.words if w.isdigit())
        self.places: Final = frozenset(f.place_key for f in facets if f.place_key)
        self.pinned: Final = frozenset(f.place_key for f in facets if f.pinned)
        self.lent: Final = lent if not self.places else ""
        self.sides: Final = frozenset(f.side for f in facets if f.side)
        self.weight = 0.0


@lru_cache(_KEPT)
def stem(word: str) -> str:
    """An English word without its endings (Snowball's English stemmer, in pure Python); a number as it stands."""
    return word if word.isdigit() else str(EnglishStemmer().stemWord(word))


def stemmed(text: str) -> Iterator[tuple[str, str]]:
    """The words of three letters and more and the numbers of a text, each with its stem before it."""
    return ((stem(w.casefold()), w) for w in _WORD.findall(text) if len(w) >= _SHORT or w.isdigit())


def stems(text: str) -> frozenset[str]:
    """The stems of a text's words."""
    return frozenset(found for found, _ in stemmed(text))


def is_summary(claim: Claim, of: Claim) -> bool:
    """Does it stand in a part of the text that sums up the part where the other one stands?"""
    return claim.document == of.document and _rank(claim) > _rank(of) >= 0


def _rank(claim: Claim) -> int:
    return _RANK.get(claim.passage_kind, -1)


def restated(facets: Sequence[Facet]) -> dict[str, tuple[str, ...]]:
    """Of each claim of a summary, by id, the claims of the text that it says again: the best above the bar.

    `facets` are of one document, in the order of its text. A key point leads to the opening or the body, the opening to
    the body, so that no way leads back; what the opening says again the key point says again too. Two claims about
    other settlements, of two sides' deeds, or of which one denies what it tells, are never the same. Time is linear for
    texts whose words are not all alike: a word of more than 48 claims is left out.
    """
    told = _tellings(facets)
    if not any(t.rank > 0 for t in told):
        return {}
    claims_with = Counter(word for t in told for word in t.words)
    weighs = {word: math.log((len(told) + 1) / (n + 0.5)) for word, n in claims_with.items()}
    having: dict[str, list[Telling]] = {}
    for t in told:
        t.weight = _weight(t.words, weighs)
        for word in t.words if t.rank >= 0 else ():
            if claims_with[word] <= _COMMON:
                having.setdefault(word, []).append(t)
    best: dict[str, str] = {}
    for summary in (t for t in told if t.rank > 0):
        near = {t.claim.id: t for word in sorted(summary.words) for t in having.get(word, ()) if t.rank < summary.rank}
        most = 0.0
        for t in near.values():
            if not _are_apart(summary, t):
                score = likeness(summary, t, _weight(summary.words & t.words, weighs))
                if score > most:
                    most, best[summary.claim.id] = score, t.claim.id
    return {outer: (inner, best[inner]) if inner in best else (inner,) for outer, inner in best.items()}


def _are_apart(a: Telling, b: Telling) -> bool:
    elsewhere = bool(a.pinned and b.pinned and not a.pinned & b.pinned)
    return elsewhere or _by_others(a, b) or a.facets[0].denies != b.facets[0].denies


def _by_others(a: Telling, b: Telling) -> bool:
    """Are the deeds of two sides told? Not where one suffers what the other does, or beats it off."""
    suffered = not _SUFFERED.isdisjoint((a.claim.event, b.claim.event))
    ours, theirs = ({f.attacker for f in t.facets if f.attacker} for t in (a, b))
    apart = bool(a.sides and b.sides and ours and theirs) and not a.sides & b.sides and not ours & theirs
    return apart and not suffered


_SUFFERED: Final = frozenset({"losses", "harm"})


def _tellings(facets: Sequence[Facet]) -> list[Telling]:
    of_claim: dict[str, list[Facet]] = {}
    for facet in facets:
        of_claim.setdefault(facet.claim.id, []).append(facet)
    told: list[Telling] = []
    passage: int | None = None
    here = ""
    for group in of_claim.values():
        claim = group[0].claim
        if claim.passage != passage or claim.passage is None:
            passage, here = claim.passage, ""
        named = [f.place_key for f in group if f.pinned and f.place_key]
        told.append(Telling(group, here))
        here = named[-1] if named else here
    return told


def shared_words(a: Telling, b: Telling, shared: float) -> float:
    """They share words, by how few claims of the text have them: of all their words (Dice)."""
    return 2 * shared / max(a.weight + b.weight, _LEAST)


def all_in_the_other(a: Telling, b: Telling, shared: float) -> float:
    """Of the words of the shorter one: all that it says stands in the other."""
    return shared / max(min(a.weight, b.weight), _LEAST)


def one_event(a: Telling, b: Telling, _: float) -> float:
    """Both are read as one kind of event."""
    return float(a.claim.event == b.claim.event)


def one_modality(a: Telling, b: Telling, _: float) -> float:
    """Both tell what is, or both what may come."""
    return float(a.facets[0].modality == b.facets[0].modality)


def one_place(a: Telling, b: Telling, _: float) -> float:
    """Both name one place."""
    return float(bool(a.places & b.places))


def place_told_before(a: Telling, b: Telling, _: float) -> float:
    """The one names the settlement that the passage of the other named before it, or both stand behind its name."""
    ours, theirs = a.places | {a.lent}, b.places | {b.lent}
    return float(not a.places & b.places and bool((ours & theirs) - {""}))


def two_places(a: Telling, b: Telling, _: float) -> float:
    """Each names places, and none of the other's."""
    return float(bool(a.places and b.places and not a.places & b.places))


def one_side(a: Telling, b: Telling, _: float) -> float:
    """One side does it in both."""
    return float(bool(a.sides & b.sides))


def one_number(a: Telling, b: Telling, _: float) -> float:
    """They share a number."""
    return float(bool(a.numbers & b.numbers))


def two_numbers(a: Telling, b: Telling, _: float) -> float:
    """Each has numbers, and none of the other's."""
    return float(bool(a.numbers and b.numbers and not a.numbers & b.numbers))


_LEAST: Final = 0.01
Rule = Callable[[Telling, Telling, float], float]
# The odds, as logarithms, that the two are the same: a logistic fit on the eight reports of eval/dailies/north, whose
# claims a reader grouped who knew no rule, rounded. At 0 as many are right as wrong there; those taken are the best of
# each summary's claim, and three in four are right (also in dailies/south, on which nothing was fitted).
RULES: Final[tuple[tuple[Rule, float], ...]] = (
    (shared_words, 3.0),
    (all_in_the_other, 4.0),
    (one_event, 1.0),
    (one_modality, 1.2),
    (one_place, 2.2),
    (place_told_before, 2.5),
    (two_places, -0.8),
    (one_side, 0.5),
    (one_number, 1.5),
    (two_numbers, -0.6),
)
AT_THE_OUTSET: Final = -6.0


def likeness(a: Telling, b: Telling, shared: float) -> float:
    """The weighed sum of all rules, `shared` being what their common words weigh: above 0 they say the same."""
    return AT_THE_OUTSET + sum(weight * rule(a, b, shared) for rule, weight in RULES)


def _weight(words: frozenset[str], weighs: Mapping[str, float]) -> float:
    return math.fsum(map(weighs.__getitem__, words))
