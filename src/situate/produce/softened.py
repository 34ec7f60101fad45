"""What an edit may not take out of its claims' words: the doubt and the denial before a word that it keeps."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from situate.model import Claim
from situate.produce.words import WORD, word_set

_GUARDED: Final = word_set(
    "likely unlikely probably improbable possibly perhaps reportedly allegedly purportedly apparently supposedly may "
    "might could cannot not never no none without neither nor unable unsuccessfully falsely partially partly limited "
    "almost nearly attempted failed unconfirmed unverified alleged"
)
# Between the guarded word and the one it bears on: "not yet fully controlled".
_REACH: Final = 3


def lost_word(text: str, claims: Iterable[Claim]) -> str:
    """The first word of doubt or denial that a claim has before a word of the text, with that word; "" for none."""
    here = _tokens(text)
    at: dict[str, list[int]] = {}
    for place, token in enumerate(here):
        at.setdefault(token, []).append(place)
    for claim in claims:
        words = _tokens(claim.content.text)
        for guarded, following in pairwise(words):
            kept = at.get(following)
            if guarded in _GUARDED and kept and not _stands(guarded, here, kept):
                return f"{guarded} {following}"
    return ""


def _stands(guarded: str, here: list[str], kept: list[int]) -> bool:
    """Does the guarded word stand shortly before one of the places, or right behind it ("there is not")?"""
    return any(guarded in here[max(0, place - _REACH) : place + 2] for place in kept)


def _tokens(text: str) -> list[str]:
    return [found.group().casefold().replace("’", "'").removesuffix("'s") for found in WORD.finditer(text)]
