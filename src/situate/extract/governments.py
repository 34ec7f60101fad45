"""Names of capitals and states that mean those who rule there: "talks between A and B", "a break with A"."""

from collections.abc import Collection
from typing import Final

from situate.extract.place_words import Mention, PlaceWords
from situate.extract.scan import Scan

_PARTIES: Final = 4  # words from "talks" to the "between" of its parties
_CLAUSE: Final = frozenset({
    "that", "which", "what", "whom", "and", "but", "while", "although", "though", "whether", "because", "if",
    "as", "after", "before", "since", "unless", "so", "when", "where", "than", ",", ";", ":", "“", '"',
})  # fmt: skip
_AUXILIARIES: Final = frozenset({
    "will", "would", "may", "might", "could", "can", "cannot", "must", "should", "never", "did", "does", "also",
    "likely", "reportedly", "still", "again", "nonetheless", "had", "has",
})  # fmt: skip
_BE: Final = frozenset({"is", "was"})
_STANDING: Final = frozenset({
    "unlikely", "likely", "willing", "unwilling", "ready", "prepared", "reluctant", "able", "unable",
    "expected", "determined", "keen", "eager", "aware", "committed", "talks",
})  # fmt: skip
_WITH: Final = frozenset({"with", "by"})
_BORDERS: Final = frozenset(
    {
        "border",
        "borders",
        "frontier",
        "link",
        "links",
        "linking",
        "railway",
        "highway",
        "connect",
        "connects",
        "connecting",
        "connected",
        "road",
    }
)
_REACH: Final = 3  # words before "with" that may join a town to a road


def is_government(words: Scan, mention: Mention, owns: bool, lex: PlaceWords, seats: Collection[str]) -> bool:
    """Does the name of a capital or a country stand for those who rule there?"""
    low, first = words.low, mention.first
    state = mention.kind == "country"
    if not (state or mention.text(words) in seats):
        return False
    before = low[first - 1] if first else ""
    if before == "and" and first > 2 and low[first - 3] == "between":
        first -= 2
    if first and low[first - 1] == "between":
        return not lex.parties.isdisjoint(low[max(0, first - _PARTIES) : first - 1])
    if state:
        return False
    if owns:
        after = low[mention.last : mention.last + 3]
        return before not in lex.prepositions and lex.belongings.isdisjoint(after)
    if before in lex.telling or (before == "on" and low[first - 2] in lex.pressing):
        return True
    if before in _WITH:
        return _BORDERS.isdisjoint(low[max(0, first - _REACH) : first - 1])
    return _is_subject(words, mention, before)


def _is_subject(words: Scan, mention: Mention, before: str) -> bool:
    """Does the name open a clause whose verb only somebody can be the subject of?"""
    low, last = words.low, mention.last
    opens = mention.first == 0 or before in _CLAUSE or not before[0].isalnum() or before.endswith("ly")
    if not opens or last + 1 >= len(low):
        return False
    verb = low[last]
    if verb in _BE:
        at = last + 1 + (low[last + 1].endswith("ly") or low[last + 1] in {"not", "also", "still", "now", "in"})
        return at < len(low) and (low[at] in _STANDING or (low[at].endswith("ing") and low[last + 1] != "in"))
    if verb not in _AUXILIARIES:
        return False
    following = low[last + 1]
    return following not in {"be", "been", "fall", "fallen", "come", "suffer", "suffered", "burn", "remain", "remained"}
