"""Words by which a sentence shows that it sums up, or that it tells a detail: measured, and kept as one table.

The weight of a word is the log of how much more often sentences of takeaways hold it than sentences of bodies, on the
odd days of the 188 reports of 2022 (`eval/takeaways.py --fit`), where that is no chance (1.5 standard errors), in
halves; what tells what those reports are about, and not how they sum up, is left out. Only words in small letters
count, without their endings: no name is among them.
"""

import re
from collections.abc import Mapping
from math import sqrt
from typing import Final

_SMALL: Final = re.compile(r"\b[a-z][a-z’'-]+\b")
_ENDING: Final = re.compile(r"(?:ations?|ating|ing|ed|es|s|ly|e)$")
# Shorter words are left as they are: what is cut from them is seldom an ending.
_SHORT_LETTERS: Final = 5

TABLE: Final = """
1.5 minor poor
1.0 asses challeng com communic cut draw either enabl failur far gains incremental initial issu limit littl
1.0 localiz major marginal much now objectiv operational pause power responsibl sett struggl success take term
1.0 unlike
0.5 able appear assault attack avoid be but campaign capabiliti chang condition conduct continu counterattack
0.5 counteroffensiv days defensiv disrupt effort enter face fail frontal full ground halt hours kill like lines
0.5 made make may new occupi offensiv oper past prepar prioritiz progres remain resum stall successful yet
-0.5 additional an at by destroy element from on over position reported sourc strik suggest troop two which with
-1.0 all back between claim direction indicat local maintain number one post previous repell servic since still
-1.0 system this three were would
-1.5 added just loc media outlet public rough show shows that unspecifi users via
-2.0 channel kilometer km report said social who
-2.5 about footag noted stat
-3.0 also approximate
"""


def stems(text: str) -> frozenset[str]:
    """The words in small letters of a text, without their endings."""
    return frozenset(_stem(word) for word in _SMALL.findall(text))


def _stem(word: str) -> str:
    plain = word.replace("’", "'").removesuffix("'s")
    return _ENDING.sub("", plain) if len(plain) > _SHORT_LETTERS else plain


def _read(table: str) -> Mapping[str, float]:
    rows = (line.split() for line in table.strip().splitlines())
    return {word: float(weight) for weight, *words in rows for word in words}


WORDS: Final = _read(TABLE)


def manner(text: str, words: Mapping[str, float] = WORDS) -> float:
    """How a sentence words what it says: above 0 it sums up, below 0 it tells a detail.

    The sum of its words' weights over the root of their number, so that long sentences are not all far from 0.
    """
    found = stems(text)
    return sum(words.get(word, 0.0) for word in found) / sqrt(len(found)) if found else 0.0
