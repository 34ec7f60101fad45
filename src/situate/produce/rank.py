"""How much a proposition matters to a reader of the day. One table of weights, and the reasons it gave."""

import re
from collections.abc import Callable
from datetime import date
from math import log2
from typing import Final

import msgspec

from situate.model import Claim, Judgment, Proposition
from situate.produce.words import GROUND
from situate.theatre import Theatre
from situate.vocab import Event, Evidence

# How much hangs on an event, 0 to 10, where the theatre does not say. Set by hand: changes of control, of command and
# of policy before the day's exchange of fire. Checked against how much more often the toplines and takeaways of the 188
# reports of 2022 speak of a kind than their bodies (5,379 against 11,831 claims): posts 1.9 times, aid 1.3, advances
# 1.1, strikes 0.6, repelled attacks 0.3, shelling 0.2. That ratio alone is no guide: it lifts losses and training,
# which reports only sum up.
CONSEQUENCE: Final[dict[Event, float]] = {
    "capture": 8, "withdrawal": 8, "advance": 6, "hold": 4, "raid": 6, "assault": 4, "repelled": 3, "clash": 3,
    "strike": 4.5, "shelling": 1, "interdiction": 4.5, "air_defence": 3, "partisan": 5,
    "appointment": 7, "dismissal": 7, "reorganization": 6,
    "aid": 5, "production": 4.5, "decree": 5, "mobilization": 4.5, "deployment": 4, "losses": 3, "training": 3,
    "logistics": 2.5, "administration": 3, "repression": 4, "deportation": 4, "displacement": 4, "harm": 4.5,
    "narrative": 2, "diplomacy": 4.5, "capability": 2, "other": 1,
}  # fmt: skip
# What a paragraph without a town is about.
SUBJECTS: Final[dict[Event, str]] = {
    **dict.fromkeys(("appointment", "dismissal", "reorganization"), "Command"),
    **dict.fromkeys(("deployment", "losses", "mobilization", "training", "logistics"), "Forces and supply"),
    **dict.fromkeys(("aid", "production"), "Materiel"),
    **dict.fromkeys(("decree", "administration", "repression", "deportation"), "Administration and law"),
    **dict.fromkeys(("displacement", "harm"), "People"),
    **dict.fromkeys(("narrative", "diplomacy", "capability", "other"), "Statements and plans"),
    **dict.fromkeys(("strike", "shelling", "interdiction", "air_defence"), "Strikes and fires"),
    **dict.fromkeys(("assault", "repelled", "advance", "capture", "hold", "withdrawal", "clash", "raid"), "Fighting"),
    "partisan": "Partisan attacks",
}
EVIDENCE: Final[dict[Evidence, float]] = {
    "geolocated": 3, "satellite": 3, "footage": 1.5, "document": 2, "data": 1, "testimony": 0.5, "none": 0,
}  # fmt: skip
# Admiralty digits 1 to 6: what is confirmed leads, what conduct or evidence contradicts is seldom news by itself.
_CREDIBILITY: Final = {1: 3.0, 2: 2.0, 3: 1.0, 4: 0.0, 5: 0.0, 6: 0.0}


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """A proposition with all that ranks it. `claims` are those that support it, `denials` that deny it.

    `consequence` is what hangs on such an event, 0 to 10; `echo` the number of sources that speak of the same kind of
    event in the same effort, or of the same theme; `quoted` tells that no clause can be made of its words;
    `post` that it is about a post that the theatre knows.
    """

    proposition: Proposition
    judgment: Judgment | None
    claims: tuple[Claim, ...]
    denials: tuple[Claim, ...]
    day: date
    consequence: float
    echo: int = 1
    quoted: bool = False
    post: bool = False


# The judge's rule for a claim that conduct refutes, as its receipts name it.
BELIED: Final = "belied_by_conduct"

_CONTROL: Final[frozenset[Event]] = frozenset({"capture", "hold", "advance", "withdrawal"})
_ROUTINE: Final = re.compile(
    r"\b(?:continu\w*|keeps?|kept|remains?|still|ongoing|usual|every (?:day|year))\b", re.IGNORECASE
)

# Two capitals in a row: a person's name.
_NAMED: Final = re.compile(r"\b[A-Z][\w’'-]+ [A-Z][\w’'-]+")

Rule = Callable[[Scene], float]


def consequence_of(event: Event, theatre: Theatre) -> float:
    """What hangs on such an event, 0 to 10: the theatre's own weight, else that of the table."""
    return theatre.consequence.get(event, CONSEQUENCE[event])


def consequence(scene: Scene) -> float:
    """What hangs on such an event; half for what is only expected, for control of no side, for posts nobody knows."""
    weight = scene.consequence
    nobody = scene.proposition.event in _CONTROL and scene.proposition.side is None
    post = scene.proposition.event in ("appointment", "dismissal") and not scene.post
    return weight / 2 if nobody or post or scene.proposition.modality != "fact" else weight


def evidence(scene: Scene) -> float:
    """What has been seen of it."""
    return max((EVIDENCE[claim.evidence] for claim in scene.claims), default=0.0)


def credibility(scene: Scene) -> float:
    """How it was graded."""
    return _CREDIBILITY[scene.judgment.credibility] if scene.judgment else 0.0


def breadth(scene: Scene) -> float:
    """How many independent origins say so, four and more alike."""
    return min(len(scene.judgment.origins), 4) - 1.0 if scene.judgment else 0.0


def dispute(scene: Scene) -> float:
    """Somebody denies it, or the claimant's own side belies it: a reader wants to know."""
    belied = scene.judgment is not None and any(line.rule == BELIED for line in scene.judgment.receipt.against)
    return 1.5 * bool(scene.denials) + 2.0 * belied


def novelty(scene: Scene) -> float:
    """First said on the day; half as much the day before; old news counts against it."""
    first = min((c.published for c in scene.claims if c.published), default=None)
    if first is None:
        return -1.0
    return {0: 3.0, 1: 1.5}.get((scene.day - first).days, -2.0)


def placed(scene: Scene) -> float:
    """What happens on the ground can be put on the map."""
    return -2.0 if scene.proposition.event in GROUND and scene.proposition.place is None else 0.0


def echo(scene: Scene) -> float:
    """How many sources speak of such events of one effort on these days: what all talk about leads."""
    return min(3.0, log2(scene.echo)) if scene.echo > 1 else 0.0


def vagueness(scene: Scene) -> float:
    """It names neither doer nor place, and nobody by name says so; or it only says what is not so."""
    spoken = any(s.text.istitle() or _NAMED.search(s.text) for c in scene.claims for s in c.speakers)
    named = spoken or any(c.actors or c.places for c in scene.claims)
    return -2.5 * (not named) - 2.0 * all(c.negated for c in scene.claims)


def routine(scene: Scene) -> float:
    """It goes on as before, by its own words."""
    return -1.5 if scene.claims and all(_ROUTINE.search(c.content.text) for c in scene.claims) else 0.0


def quoted(scene: Scene) -> float:
    """It can only be quoted: it speaks of "us", of "today", or in pieces."""
    return -2.0 if scene.quoted else 0.0


def standing(scene: Scene) -> float:
    """Somebody whom the theatre knows says so."""
    return 1.0 if any(c.origin_id for c in scene.claims) else -1.0


RULES: Final[tuple[Rule, ...]] = (
    consequence, evidence, credibility, breadth, dispute, novelty, placed, echo, standing, vagueness,
    routine, quoted,
)  # fmt: skip


def weight(scene: Scene) -> float:
    """The sum of all rules."""
    return sum(rule(scene) for rule in RULES)
