"""Control of settlements from judged propositions: assessed and claimed apart, with the day it was so and was known.

A row is made from what had been published by its `known_from` and never changed afterwards: later claims add rows.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from situate.model import Claim, Control, Judgment, Proposition
from situate.state.observations import CONDUCT, Observation, observations
from situate.state.transitions import Standing, transition
from situate.theatre import Theatre


def control(
    propositions: Iterable[Proposition],
    judgments: Iterable[Judgment],
    claims: Mapping[str, Claim],
    theatre: Theatre,
) -> tuple[Control, ...]:
    """The history of every settlement, by place, tier, day and day known. The order of the input does not matter.

    Only judged propositions of fact about settlements (radius up to 20 km) feed it. A state persists until something
    speaks against it (`transitions.transition`). Raises DataError where a claim that a proposition names is missing.
    """
    found: dict[tuple[str, str], list[Observation]] = {}
    for seen in observations(propositions, judgments, claims, theatre):
        found.setdefault((seen.place, seen.tier), []).append(seen)
    return tuple(row for key in sorted(found) for row in _history(found[key]))


def _history(seen: Iterable[Observation]) -> list[Control]:
    """Fold the observations of one settlement and tier in the order in which they were published.

    What a side did that is known before its claim to the place comes out is looked at again with the claim.
    """
    standings: list[Standing] = []
    conduct: list[Observation] = []
    for observation in sorted(seen, key=_publication_order):
        changed = _fold(standings, observation)
        if observation.says in CONDUCT:
            conduct.append(observation)
        elif changed is not None and changed.row.state == "held":
            # What happened since was published since.
            for done in conduct[bisect_left(conduct, observation.valid, key=_known) :]:
                if done.side == changed.row.side and done.valid >= observation.valid:
                    _fold(standings, msgspec.structs.replace(done, known=observation.known))
    return [s.row for s in standings]


def _fold(standings: list[Standing], observation: Observation) -> Standing | None:
    """Let an observation bear on what stood on its day; what stands then, None where it changes nothing."""
    at = bisect_right(standings, observation.valid, key=_valid_from)
    current = standings[at - 1] if at else None
    following = transition(current, observation)
    if following is None:
        return None
    if current is not None and (following.row is current.row or _same_days(current.row, following.row)):
        standings[at - 1] = following
    else:
        insort(standings, following, key=_valid_from)
    return following


def _publication_order(o: Observation) -> tuple[date, date, str, str]:
    return o.known, o.valid, o.claim, o.says


def _known(o: Observation) -> date:
    return o.known


def _valid_from(standing: Standing) -> date:
    return standing.row.valid_from


def _same_days(a: Control, b: Control) -> bool:
    return a.valid_from == b.valid_from and a.known_from == b.known_from


def as_of(controls: Iterable[Control], day: date, *, known: date | None = None) -> tuple[Control, ...]:
    """The latest row of each place and tier that held on `day`, from what had been published by `known` (None: all)."""
    latest: dict[tuple[str, str], Control] = {}
    for row in controls:
        if row.valid_from > day or (known is not None and row.known_from > known):
            continue
        key = (row.place, row.tier)
        if key not in latest or _recency(row) > _recency(latest[key]):
            latest[key] = row
    return tuple(latest[key] for key in sorted(latest))


def _recency(row: Control) -> tuple[date, date]:
    return row.valid_from, row.known_from
