"""What a comma or a colon hangs on a clause without joining it: "a step that delays the raid", "two dead"."""

from typing import Final

from situate.extract.clauses import APPOSED, TALLY
from situate.extract.cuts import COUNTED, Cuts
from situate.extract.groups import FINITE
from situate.extract.tokens import (
    COMMA,
    COORDINATOR,
    MARK,
    NAME,
    NUMBER,
    PREPOSITION,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    THAT,
)

_HEAD: Final = 4  # tokens: the longest "a rare tactical step" before its "that"
_FAR: Final = 12  # tokens between "that" and its verb
_ACCOUNT: Final = 30  # tokens: the longest tally
_HARMED: Final = frozenset(
    {
        "dead",
        "killed",
        "wounded",
        "injured",
        "hurt",
        "missing",
        "damaged",
        "destroyed",
        "burned",
        "burnt",
        "gutted",
        "captured",
        "downed",
        "detained",
        "arrested",
        "evacuated",
        "rescued",
        "lost",
        "disabled",
    }
)


def apposed(cuts: Cuts, i: int, k: int) -> bool:
    """ ", a step that delays the raid", ", a figure which the mayor disputes": what the clause before amounts to."""
    s, last = cuts.s, cuts.clauses[-1]
    if k + 2 >= len(s.tags) or s.low[k] not in {"a", "an"} or last.group is None or last.start >= i:
        return False
    that = next((j for j in range(k + 2, min(k + 2 + _HEAD, len(s.tags))) if s.tags[j] & (THAT | RELATIVE)), -1)
    if that < 0 or s.low[that] not in {"that", "which"} or (s.low[that] == "that" and cuts.noun(s.words[that - 1])):
        return False
    if any(tag & (COMMA | STOP | PREPOSITION | COORDINATOR) and not tag & NAME for tag in s.tags[k + 1 : that]):
        return False
    following = cuts.following(that)
    if following is None or following.start - that > _FAR:
        return False
    cuts.open(i, k, APPOSED)
    cuts.clauses[-1].group = following
    cuts.embed(following)
    return True


def tally(cuts: Cuts, i: int, k: int) -> bool:
    """ ": one dead, four injured", ", two wounded": counted losses without a verb, up to the sentence's end."""
    s, last = cuts.s, cuts.clauses[-1]
    if last.group is None or k + 1 >= len(s.tags) or s.low[last.group.start - 1] == "there":
        return False  # "there are casualties: two dead" says it once
    if not s.tags[k] & NUMBER and s.low[k] not in COUNTED and s.low[k] != "one":
        return False
    near = s.low[k + 1 : k + 1 + _HEAD]
    stop = next((n for n, word in enumerate(near) if not word.isalpha()), len(near))
    if _HARMED.isdisjoint(near[:stop]) or len(s.tags) - k > _ACCOUNT:
        return False
    rest = s.tags[k : len(s.tags) - 1]
    if any(tag & (STOP | THAT | RELATIVE | SUBORDINATOR | MARK) for tag in rest):
        return False
    verbs = [group for group in s.groups if group.start >= k and group.kind == FINITE]
    if any(group.end > group.start + 1 or s.low[group.head] not in _HARMED for group in verbs):
        return False
    cuts.open(i, k, TALLY)
    for group in verbs:
        cuts.embed(group)
    cuts.inserted = True
    return True
