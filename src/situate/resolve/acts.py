"""What stage of an act a claim tells: the deed, the aim, the build-up to it, a ring that is closed; and by what means.

Extraction files all of an offensive under one kind of event. A reserve that joins a drive is no attack, and a day
without attacks denies neither the drive nor the ring around a town.
"""

import re
from typing import Final, Literal

from situate.model import Claim
from situate.vocab import Event

Act = Literal["deed", "aim", "build-up", "effect"]

_STAGED: Final[frozenset[Event]] = frozenset(
    {"assault", "raid", "advance", "withdrawal", "interdiction", "clash", "partisan"}
)
_GROUND: Final[frozenset[Event]] = frozenset({"capture", "hold"})
_AIM: Final = re.compile(
    r"\b(?:seek\w*|sought|aim(?:s|ed|ing)?|intend\w*|intent\w*|plan(?:s|ned|ning)?|prepar\w*|conditions|(?:de)?prioriti\w*"
    r"|priority|objectives?|goals?|orient\w*|poised|favou?r of"
    r"|abandon\w*\s+(?:\w+\s+){0,3}(?:effort|operation|attempt)s?"
    r"|wants?|hopes?)\b"
)
_BUILD_UP: Final = re.compile(
    r"\b(?:(?:re)?deploy\w*|regroup\w*|resuppl\w*|(?:re)?commit(?:s|ted|ting)?|reinforc\w*|amass\w*|transfer\w*|rotat\w*)\b"
)
# "likely to push on the road", as the purpose of what was told before; "claimed to have pushed on" tells a deed.
_TO_DO: Final = re.compile(r"\A\W*(?:\w+ly )?(?:in order )?to (?!have\b)\w+")
_DECIDES: Final = re.compile(
    r"\b(?:decid(?:ed|es|ing)|decision|order(?:ed|s|ing)|instruct(?:ed|s|ing)|task(?:ed|s|ing))\b[^,;]{0,60}? to \w+"
)
# Who makes sure of what is taken took it before; who has "consolidated control" has it,
# and who has "consolidated their control" had it before.
_CONSOLIDATES: Final = re.compile(
    r"\A(?!.*\b(?:(?:re)?captured|seized|liberated|took|retook|taken)\b.*\b(?:consolidat|fortif))"
    r".*\b(?:consolidat(?!ed (?:full )?control\b)\w*|fortif(?:y|ies|ying)|(?:are|were|have|has|had) fortified)\b",
    re.DOTALL,
)
# Who has a part in attacks is told beside them.
_PARTAKES: Final = re.compile(r"\b(?:participat\w*|tak(?:e|es|en|ing) part|took part|contribut(?:e|es|ed|ing|ions?))\b")
# How it goes is told beside the deed.
_STALLS: Final = re.compile(
    r"\b(?:(?:is|are|was|were|been|remains?|remained|ha(?:s|ve)|had|be)(?: \w+ly)?|largely) "
    r"(?:stalled|bogged down|complicated|hampered|hindered|slowed)\b"
)
# Who covers a withdrawal has not withdrawn.
_COVERS: Final = re.compile(r"\bcover(?:s|ed|ing)?\b(?: \w+){0,3} (?:withdrawal|retreat|retrograde)\b")
_DEED: Final = re.compile(
    r"\b(?:attack|assault|advanc|storm|push|conduct|launch|attempt|withdr|retreat|fought|fight|struck|strik|shell|"
    r"operation|offensive|counter\w+|captur|seiz|took|repel|renew|resum)\w*\b"
)
_RING: Final = re.compile(r"\b(?:encircl\w*|surrounded|surrounds?|envelop\w*|besieg\w*|siege)\b")
_RING_AIM: Final = re.compile(
    r"\b(?:to|effort (?:at|of)|attempts? at|goal of|aim of)(?: \w+ly| further| then)* "
    r"(?:complet\w* (?:the|its|their) )?"
    r"(?:encircl|surround|envelop|besieg)\w*"
)
# A ring closes by an assault, an advance or a move of forces.
_RINGED: Final[frozenset[Event]] = frozenset({"assault", "interdiction", "deployment", "advance"})
_ATTACK: Final = re.compile(r"\b(?:counter)?-?(?:attack|assault|storm)\w*\b")
_MEANS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("air", re.compile(r"\b(?:air|air-?strikes?|aircraft|aviation|aerial|bomb(?:ed|ers?|ing|s)|helicopters?)\b", re.I)),
    (
        "guns",
        re.compile(r"\b(?:artillery|mortars?|shell\w*|howitzers?|mlrs|guns?|rockets?|(?:in)?direct fire)\b", re.I),
    ),
    ("missiles", re.compile(r"\b(?:missiles?|rockets?|ballistic)\b", re.I)),
    ("drones", re.compile(r"\b(?:drones?|uavs?|unmanned|loitering)\b", re.I)),
)


# "Operations south of X are likely focused on the road" tells what they are for.
_PURPOSE: Final = re.compile(
    r"\b(?:operations?|efforts?|attacks?|assaults?|offensives?|drive|push|advances?)\b[^,;]{0,80}?"
    r"\b(?:are|is|were|was|be)\b(?: \w+ly)? (?:focused on|intended|aimed|oriented|designed|meant|supposed)\b"
)
# "The strike on the depot has slowed supply" tells what came of it.
_FIRED: Final[frozenset[Event]] = frozenset({"strike", "shelling", "losses"})
_EFFECT: Final = re.compile(
    r"\b(?:strikes?|(?:counter-?)?(?:attacks?|offensives?)|operations?|shelling|fires?)\b[^,;]{0,160}?\b(?:may|might|could|will|would|has|have|had|is|are)\b"
    r"[^,;]{0,40}?\b(?:disrupt|impair|degrad|hinder|hamper|obstruct|imped|complicat|slow)\w*"
)


# Of which events, which words make it which stage: read top to bottom.
_STAGES: Final[tuple[tuple[frozenset[Event], re.Pattern[str], Act], ...]] = (
    (_FIRED | _STAGED, _EFFECT, "effect"),
    (_GROUND | _STAGED, _DECIDES, "aim"),
    (_GROUND, _CONSOLIDATES, "build-up"),
    (_STAGED, _TO_DO, "aim"),
    (_STAGED, _PARTAKES, "effect"),
    (_STAGED, _STALLS, "effect"),
    (frozenset({"withdrawal"}), _COVERS, "build-up"),
    (_STAGED, _PURPOSE, "aim"),
)


def act(claim: Claim) -> Act:
    """The deed, unless its words are of another stage, or its first word of action is one of aim or of moving forces.

    Of strikes only what came of them is told apart, of ground held or taken only a decision and making sure of it.
    """
    text = claim.content.text
    if rings(claim) and _RING_AIM.search(text):
        return "aim"
    for events, words, stage in _STAGES:
        if claim.event in events and words.search(text):
            return stage
    if claim.event not in _STAGED:
        return "deed"
    deed, aim, build_up = (_first(p, text) for p in (_DEED, _AIM, _BUILD_UP))
    if aim < deed and aim <= build_up:
        return "aim"
    return "build-up" if build_up < deed else "deed"


def _first(words: re.Pattern[str], text: str) -> int:
    found = words.search(text)
    return found.start() if found else len(text) + 1


def rings(claim: Claim) -> bool:
    """Is it about a ring around a place (encircled, besieged), a state that lasts, and no attack beside it?"""
    if claim.event not in _RINGED:
        return False
    return bool(_RING.search(claim.content.text)) and not _ATTACK.search(claim.content.text)


def means(claim: Claim) -> frozenset[str]:
    """By what a strike or shelling, or what came of one, was done, as far as words tell; shelling is done by guns."""
    if claim.event not in _STRUCK:
        return frozenset()
    found = {name for name, words in _MEANS if words.search(claim.content.text)}
    return frozenset(found | {"guns"} if claim.event == "shelling" else found)


_STRUCK: Final[frozenset[Event]] = frozenset({"strike", "shelling", "harm", "losses", "interdiction"})
