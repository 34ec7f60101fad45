"""How much a proposition matters to a reader of the day. One table of weights, and the reasons it gave."""

from collections.abc import Callable
from datetime import date
from typing import Final

import msgspec

from situate.model import Claim, Judgment, Proposition
from situate.vocab import Event, Evidence

# How much hangs on an event, 0 to 10. Chosen by what the assessments of 2022 lead with: changes of control, of
# command and of policy before the day's exchange of fire. To be calibrated against their key takeaways (issue 2).
CONSEQUENCE: Final[dict[Event, float]] = {
    "capture": 8, "withdrawal": 8, "advance": 6, "hold": 4, "raid": 6, "assault": 4, "repelled": 4, "clash": 3,
    "strike": 5, "shelling": 2, "interdiction": 5, "air_defence": 3, "partisan": 5,
    "appointment": 7, "dismissal": 7, "reorganization": 6,
    "aid": 7, "production": 4, "decree": 5, "mobilization": 5, "deployment": 4, "losses": 3, "training": 2,
    "logistics": 2, "administration": 3, "repression": 4, "deportation": 5, "displacement": 5, "harm": 5,
    "narrative": 2, "diplomacy": 4, "capability": 2, "other": 1,
}  # fmt: skip
_EVIDENCE: Final[dict[Evidence, float]] = {
    "geolocated": 3, "satellite": 3, "footage": 1.5, "document": 2, "data": 1, "testimony": 0.5, "none": 0,
}  # fmt: skip
# Admiralty digits 1 to 6: what is confirmed leads, what conduct or evidence contradicts is seldom news by itself.
_CREDIBILITY: Final = {1: 3.0, 2: 2.0, 3: 1.0, 4: 0.0, 5: 0.0, 6: 0.0}


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """A proposition with all that ranks it. `claims` are those that support it, `denials` that deny it."""

    proposition: Proposition
    judgment: Judgment | None
    claims: tuple[Claim, ...]
    denials: tuple[Claim, ...]
    day: date


Rule = Callable[[Scene], float]


def consequence(scene: Scene) -> float:
    """What hangs on such an event; half for what is only expected or wanted."""
    weight = CONSEQUENCE[scene.proposition.event]
    return weight if scene.proposition.modality == "fact" else weight / 2


def evidence(scene: Scene) -> float:
    """What has been seen of it."""
    return max((_EVIDENCE[claim.evidence] for claim in scene.claims), default=0.0)


def credibility(scene: Scene) -> float:
    """How it was graded."""
    return _CREDIBILITY[scene.judgment.credibility] if scene.judgment else 0.0


def breadth(scene: Scene) -> float:
    """How many independent origins say so, four and more alike."""
    return min(len(scene.judgment.origins), 4) - 1.0 if scene.judgment else 0.0


def dispute(scene: Scene) -> float:
    """Somebody denies it: a reader wants to know."""
    return 1.5 if scene.denials else 0.0


def novelty(scene: Scene) -> float:
    """First said on the day; half as much the day before; old news counts against it."""
    first = min((c.published for c in scene.claims if c.published), default=None)
    if first is None:
        return -1.0
    return {0: 3.0, 1: 1.5}.get((scene.day - first).days, -2.0)


def placed(scene: Scene) -> float:
    """It can be put on the map, or is of a kind that needs no place."""
    return 1.0 if scene.proposition.place else 0.0


RULES: Final[tuple[Rule, ...]] = (consequence, evidence, credibility, breadth, dispute, novelty, placed)


def weight(scene: Scene) -> float:
    """The sum of all rules."""
    return sum(rule(scene) for rule in RULES)
