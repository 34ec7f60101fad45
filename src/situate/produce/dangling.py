"""Words that lean on a sentence that is not printed: pointers, remarks on another claim, "the enemy", "also"."""

import re
from typing import Final

from situate.model import Claim
from situate.produce.desk import Desk
from situate.produce.who import source_of
from situate.produce.words import AUXILIARIES, BODIES, IRREGULAR_PAST, PREPOSITIONS, PRESENT, word_set

# "This earlier", "of these": what they point at stands elsewhere. "This week" and "these men" say it themselves.
_POINTER: Final = re.compile(
    r"^(?:of|among|amid) (?:these|those|them|which)\b|^(?:so|thus|therefore|instead|whoever|whatever)\b"
    r"|\b(?:at|on|from|to) the (?:scene|site|spot)(?=[.,;]|$)"
    r"|\b(?:this|these)(?=[.,;]|$| (?:earlier|before|later|too|is|are|was|were|has|have|had|will|would|may|could)\b)",
    re.IGNORECASE,
)
# A caveat on what was said before: "the claim could not be verified".
_REMARK: Final = re.compile(
    r"^(?:the|this|that|these|those|such) (?:\w+ )?(?:claims?|reports?|information|news|statements?|figures?|"
    r"allegations?|rumou?rs?)\b[^,]{0,60}\b(?:confirm|verif|substantiat|evidence|proof|prove|premature|false|true\b|check)",
    re.IGNORECASE,
)
_DEFINITE: Final = re.compile(r"the ((?:[a-z-]+ )?[a-z-]+) ([a-z]+)\b", re.IGNORECASE)
# What there is only one of, for whoever speaks.
_UNIQUE: Final = word_set(
    "enemy army military government president war front kremlin police authorities invaders occupiers occupants world "
    "country state nation people population navy fleet parliament capital border situation weather economy west east "
    "north south region command leadership administration public mobilization invasion offensive air"
)
_BODY: Final = re.compile(rf"\bthe (?:{'|'.join(sorted(BODIES - _UNIQUE))}) (?=([a-z]+)\b)")
_ALSO: Final = re.compile(r"(?<!but)(?<=\w) also(?= \w)")
_ENEMY: Final = re.compile(r"\b(the )?enemy(['’]s)?(?= (\w+)|\W|$)", re.IGNORECASE)
_VERBS: Final = AUXILIARIES | PRESENT | IRREGULAR_PAST | PREPOSITIONS | word_set("and or but who which that")


def dangles(text: str, claim: Claim) -> bool:
    """Does it say something only together with the sentence before it?"""
    if _POINTER.search(text) or _REMARK.match(text):
        return True
    found = _DEFINITE.match(text)
    if not found or any(p.lat is not None for p in claim.places):
        return False
    words = (*found[1].split(), found[2])
    at = next((i for i, word in enumerate(words) if i and _is_predicate(word)), 0)
    # "The United Kingdom will": a name needs no sentence before it.
    return bool(at) and words[at - 1].islower() and words[at - 1] not in _UNIQUE


def _is_predicate(word: str) -> bool:
    return (
        word in AUXILIARIES | PRESENT | IRREGULAR_PAST or word.endswith("ed") or (word.endswith("es") and len(word) > 5)
    )


def names_a_bare_body(text: str) -> bool:
    """Does "the ministry" or "the council" do something in it, without a word on which?"""
    return any(_is_predicate(found[1]) for found in _BODY.finditer(text))


def standing_alone(text: str, claim: Claim, desk: Desk) -> str:
    """The text without "also", and with whose enemy is meant in square brackets where the speaker's side tells it."""
    whose = enemy_of(claim, desk)
    text = _ALSO.sub("", text)
    if not whose:
        return text

    def told(match: re.Match[str]) -> str:
        after = (match[3] or "").casefold()
        noun = bool(match[1]) and not match[2] and (not after or after in _VERBS or after.endswith(("s", "ed")))
        return f"{match[0]} [{whose} forces]" if noun else f"{match[0]} [{whose}]"

    return _ENEMY.sub(told, text, count=1)


def enemy_of(claim: Claim, desk: Desk) -> str:
    """The adjective of the side that fights the speaker's; "" where it is not one, or nothing is said of an enemy."""
    source = source_of(claim, desk)
    if source is None or source.side is None or not _ENEMY.search(claim.content.text):
        return ""
    theirs = desk.theatre.enemies().get(desk.theatre.camps()[source.side])
    side = next((s for s in desk.theatre.sides if s.id == theirs), None)
    return side.adjectives[0] if side and side.adjectives else ""
