"""Verb forms without an auxiliary: finite, a participle, or no verb at all, by what stands around them.

For each form there is a table of rules, asked from top to bottom; the first that knows answers.
"""

from situate.extract.base_forms import BASE_RULES
from situate.extract.groups import Group
from situate.extract.past_forms import PAST_RULES
from situate.extract.sites import NO_VERB, Site
from situate.extract.third_forms import THIRD_RULES
from situate.extract.tokens import (
    BASE,
    DETERMINER,
    DOUBTFUL,
    NAME,
    PARTICIPLE,
    PAST,
    POSSESSIVE,
    THIRD,
)  # fmt: skip

_OF = frozenset({"talk", "speak", "boast", "complain", "warn"})
_BODIES = frozenset({"group", "monitor", "network", "outlet", "channel"})  # a name follows them


def kind_of(words: list[str], tags: list[int], i: int, taken: bool, before: list[Group]) -> int:
    """FINITE, INFINITIVE, PARTICIPLE_FORM or NO_VERB for the form at token i."""
    site = Site(words, tags, i, taken, before)
    if site.tag & DOUBTFUL and site.tag & (BASE | THIRD) and words[i + 1 : i + 2] == ["of"] and words[i] not in _OF:
        return NO_VERB  # "the resupply of"
    if i > 1 and words[i - 1] == "own" and tags[i - 2] & (POSSESSIVE | DETERMINER):
        return NO_VERB  # "the city's own finance department"
    if words[i] in _BODIES and i + 1 < len(tags) and tags[i + 1] & NAME:
        return NO_VERB  # "the rights group Orlin Watch"
    rules = PAST_RULES if site.tag & (PAST | PARTICIPLE) else THIRD_RULES if site.tag & THIRD else BASE_RULES
    for rule in rules:
        answer = rule(site)
        if answer is not None:
            return answer
    return NO_VERB
