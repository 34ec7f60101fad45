"""Whose interest a claim serves: what a side boasts of, what it accuses the other of, and what it would rather deny."""

import re
from typing import Final

from situate.vocab import Event

# What a side likes to say of itself, what it likes to say of its enemy, and the blows that both like to tell of: who
# struck boasts of the depot, who was struck accuses. Losses are of both kinds, and the words tell which.
_SUCCESS: Final[frozenset[Event]] = frozenset(
    {
        "capture",
        "hold",
        "advance",
        "repelled",
        "assault",
        "raid",
        "air_defence",
        "partisan",
        "interdiction",
        "capability",
    }
)
_BLOWS: Final[frozenset[Event]] = frozenset({"shelling", "strike"})
_BLAME: Final[frozenset[Event]] = _BLOWS | {
    "harm",
    "repression",
    "deportation",
    "losses",
    "withdrawal",
    "mobilization",
    "narrative",
}
# What costs the one who tells of it: ground that the other holds, losses borne, wrongs done. That the other side
# attacks or shells is no admission: who is attacked complains of it.
_ADMISSIONS: Final[frozenset[Event]] = frozenset(
    {"capture", "hold", "advance", "withdrawal", "losses", "harm", "repression", "deportation"}
)
_GROUND: Final[frozenset[Event]] = frozenset({"capture", "hold", "advance"})
# Who destroys things inflicts losses; who "lost", "suffered" or "was destroyed" bears them. English words of doing.
_INFLICTS: Final = re.compile(
    r"(?<!were )(?<!was )(?<!been )(?<!being )\b(?:destroy|kill|eliminat|neutrali[sz]|liquidat|inflict|defeat|disabl|"
    r"annihilat|shot down|sank|sunk|struck|hit|wiped out|knocked out|damag|burn)(?:s|es|ed|d|ing|e)?\b"
)
_BEARS: Final = re.compile(r"\b(?:lost|los(?:e|es|ing|s)|losses|suffer\w*|sustain\w*|degraded)\b")


def inflicts(words: str) -> bool:
    """Do the words on losses say that the doer brought them on somebody, rather than bore them?"""
    return bool(_INFLICTS.search(words)) and not (_BEARS.search(words) and "inflict" not in words)


def gains(event: Event, doer: str | None, speaker: str, *, inflicted: bool = False) -> bool:
    """Does the speaker's camp look better if the doer's did it? `inflicted` where losses are the other side's.

    Where nobody is said to do it, a party to the war is no disinterested witness of boasts or of crimes.
    """
    if doer is None:
        return event in _SUCCESS | _BLAME
    if event == "losses" and inflicted:
        return doer == speaker
    return event in _SUCCESS | _BLOWS if doer == speaker else event in _BLAME


def loses(event: Event, doer: str | None, speaker: str, *, inflicted: bool = False) -> bool:
    """Would the speaker's camp rather that the doer's had not done it? A blow shames who struck and pains who was hit.

    Where nobody is said to do it, no party to the war denies it without an interest.
    """
    if doer is None:
        return event in _SUCCESS | _BLAME
    if event in _BLOWS:
        return True
    return (doer == speaker) != (event in _SUCCESS or (event == "losses" and inflicted))


def admits(event: Event, doer: str | None, speaker: str, *, inflicted: bool = False) -> bool:
    """Does the speaker's camp tell of what it would rather keep quiet: its enemy's gain, its own loss or wrong?"""
    costs = loses(event, doer, speaker, inflicted=inflicted) and not gains(event, doer, speaker, inflicted=inflicted)
    return doer is not None and event in _ADMISSIONS and costs


def disclaims(event: Event, doer: str | None, speaker: str) -> bool:
    """Is it the speaker's own camp that is said not to have gained ground: does it deny what it would like to say?"""
    return doer == speaker and event in _GROUND
