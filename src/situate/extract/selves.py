"""The names by which the publisher of a document speaks of itself."""

from functools import lru_cache
from itertools import takewhile
from typing import Final

_LINKS: Final = frozenset({"of", "for", "in", "on", "and", "the", "to", "at"})
_SHORTEST: Final = 3  # letters: the shortest acronym that is told from a state's ("UK", "US")


@lru_cache(maxsize=1024)
def self_names(publisher: str) -> frozenset[str]:
    """The publisher's name, its parts that can stand for it, and its initials, in small letters without an article.

    "Corva Relief Office for Kordia" is also "corva relief", "relief office" and "corva relief office"; an acronym
    at either end ("UNHCR Kordia") stands alone.
    """
    words = publisher.removeprefix("the ").removeprefix("The ").split()
    names = {" ".join(words).lower()}
    head = list(takewhile(lambda word: word not in _LINKS, words))
    for n in range(2, len(head) + 1):
        names |= {" ".join(head[:n]).lower(), " ".join(head[-n:]).lower()}
    names |= {word.lower() for word in (*words[:1], *words[-1:]) if len(word) >= _SHORTEST and word.isupper()}
    initials = "".join(word[0] for word in words if word[0].isupper())
    if len(initials) >= _SHORTEST:
        names.add(initials.lower())
    return frozenset(names)
