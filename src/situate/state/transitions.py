"""How one more observation changes what stands about a settlement: it persists until something speaks against it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

import msgspec

from situate.model import Control
from situate.state.observations import Observation, Says

# The tiers of evidence of `standards.md` 6, weakest first.
EVIDENCE: Final = (
    "claimed by one side",
    "claimed by several of one side",
    "admitted by the other side",
    "claimed by both",
    "geolocated",
    "confirmed by the assessor",
)
# A side's word on a place still stands against the other's this many days later; then it is stale.
RIVAL_DAYS: Final = 14
# On so many days must a side be said to attack a place before that outweighs an assessment that it holds it.
_BELIED_DAYS: Final = 2
_OPEN: Final = frozenset({"unknown", "fighting"})

Backer = tuple[str | None, str | None]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A row with what the next observation needs to know: who backs its side, who said so last, and who else contests.

    `backers` are (family, camp) of those who spoke for it; `spoken` is the last day that was spoken of; `belied` the
    later days on which its side is said to have attacked or shelled it; `lasts` where it was last spoken of as a state.
    """

    row: Control
    backers: frozenset[Backer]
    spoken: date
    belied: frozenset[date] = frozenset()
    lasts: bool = False


def transition(current: Standing | None, seen: Observation) -> Standing | None:
    """What stands after the observation, with the same row where only its backers grew; None where nothing changes."""
    return _ON[seen.says](current, seen)


def _held(current: Standing | None, seen: Observation) -> Standing | None:
    if current is None or current.row.state != "held":
        if current is not None and current.row.state == "contested" and not _settles(current, seen):
            return None
        return _new(current, seen, "held", f"{_told(seen)}: held")
    if current.row.side == seen.side:
        return _strengthened(current, seen)
    if seen.tier == "claimed" and not seen.is_admission and _fresh(current, seen):
        return _contest(current, seen, f"{seen.speaker} says that {seen.side} holds it, against {current.row.side}")
    return _new(None, seen, "held", f"{_told(seen)}: held, no longer by {current.row.side}")


def _entered(current: Standing | None, seen: Observation) -> Standing | None:
    if current is None or current.row.state in _OPEN or current.row.state == "advanced":
        return _new(current, seen, "entered", f"{_told(seen)}: entered")
    if current.row.side == seen.side:
        return _strengthened(current, seen) if current.row.state == "entered" else None
    if current.row.state == "contested":
        return None
    return _contest(current, seen, f"{seen.speaker}: {seen.side} entered, while {current.row.side} stands there")


def _advanced(current: Standing | None, seen: Observation) -> Standing | None:
    if current is None or current.row.state in _OPEN:
        return _new(current, seen, "advanced", f"{seen.speaker}: advanced near it")
    return None


def _fighting(current: Standing | None, seen: Observation) -> Standing | None:
    if current is None or current.row.state == "unknown":
        return _new(None, msgspec.structs.replace(seen, side=None), "fighting", f"{seen.speaker}: fighting at it")
    return None


def _attacks(current: Standing | None, seen: Observation) -> Standing | None:
    """A side does not storm what it holds."""
    return _shells(current, seen) or _fighting(current, seen)


def _shells(current: Standing | None, seen: Observation) -> Standing | None:
    """A side does not fire at what it holds. Of what is more than a claim, one day's word may be a slip; two tell."""
    if current is None or current.row.state != "held" or current.row.side != seen.side or not _is_later(seen, current):
        return None
    if seen.tier == "claimed" and not _weak(current):
        return None
    days = current.belied | {seen.valid}
    if seen.tier == "assessed" and len(days) < _BELIED_DAYS:
        return msgspec.structs.replace(current, belied=days)
    return _contest(current, seen, f"{seen.speaker}: {seen.why}")


def _is_later(seen: Observation, current: Standing) -> bool:
    """On the day of a capture the shelling may have come before it; not so where the place is said to be held."""
    return seen.valid > current.spoken or (seen.valid == current.spoken and current.lasts)


def _left(current: Standing | None, seen: Observation) -> Standing | None:
    if seen.side is None:
        return None
    reason = f"{seen.speaker}: {seen.side} left"
    if current is not None and current.row.state == "contested":
        others = [side for side in current.row.between if side != seen.side]
        if len(others) == 1:
            return _new(None, msgspec.structs.replace(seen, side=others[0]), "held", reason)
    if current is None or current.row.state in _OPEN or current.row.side == seen.side:
        if current is not None and current.row.state == "unknown" and seen.side in current.row.between:
            return None
        gone = _new(None, msgspec.structs.replace(seen, side=None), "unknown", reason)
        return _between(gone, frozenset({seen.side}))
    return None


def _repels(current: Standing | None, seen: Observation) -> Standing | None:
    """Who beats back attacks on a place is there: it is not plainly the other side's."""
    if current is None or seen.side is None:
        return _fighting(current, seen)
    if current.row.state == "held" and current.row.side != seen.side and _weak(current):
        return _contest(current, seen, f"{seen.speaker}: {seen.side} beats back attacks on it")
    return _fighting(current, seen)


def _against(current: Standing | None, seen: Observation) -> Standing | None:
    if current is None:
        # A claim that comes together with its refutation is kept, but never as plainly held.
        return _contest(None, seen, f"{seen.speaker}: {seen.why}") if seen.tier == "claimed" else None
    if current.row.side == seen.side and current.row.state in ("held", "entered"):
        return _contest(current, seen, f"{seen.speaker}: {seen.why}")
    return None


def _weak(current: Standing) -> bool:
    return EVIDENCE.index(current.row.evidence) < EVIDENCE.index("admitted by the other side")


_ON: Final[Mapping[Says, Callable[[Standing | None, Observation], Standing | None]]] = {
    "held": _held,
    "entered": _entered,
    "advanced": _advanced,
    "fighting": _fighting,
    "repels": _repels,
    "attacks": _attacks,
    "shells": _shells,
    "left": _left,
    "against": _against,
}


def _told(seen: Observation) -> str:
    return f"{seen.speaker} ({seen.why})" if seen.why else seen.speaker


def _settles(current: Standing, seen: Observation) -> bool:
    """Does it end a contest: the assessor's word, an admission, or a word when the other side's has gone stale?"""
    return seen.tier == "assessed" or seen.is_admission or not _fresh(current, seen)


def _fresh(current: Standing, seen: Observation) -> bool:
    return (seen.valid - current.spoken).days <= RIVAL_DAYS


def _evidence(seen: Observation, backers: frozenset[Backer]) -> str:
    if seen.tier == "assessed":
        if seen.geolocated:
            return "geolocated"
        admitted = seen.is_admission and not seen.why.startswith("the author")
        return "admitted by the other side" if admitted else "confirmed by the assessor"
    if seen.side is None:
        return "claimed by one side" if len({camp for _, camp in backers if camp}) < 2 else "claimed by both"
    own = {family for family, camp in backers if camp == seen.camp and family}
    said_by_own = any(camp == seen.camp for _, camp in backers)
    admitted = any(camp is not None and camp != seen.camp for _, camp in backers)
    if admitted:
        return "claimed by both" if said_by_own else "admitted by the other side"
    return "claimed by several of one side" if len(own) > 1 else "claimed by one side"


def _new(current: Standing | None, seen: Observation, state: str, reason: str) -> Standing:
    """A new state; backers of the same side are carried on from `current`."""
    carried = current is not None and current.row.side == seen.side and current.row.state != "contested"
    backers = (current.backers if carried and current else frozenset()) | {(seen.family, seen.speaker_camp)}
    return _standing(seen, state, (_evidence(seen, backers), reason), backers, (seen.proposition,))


def _strengthened(current: Standing, seen: Observation) -> Standing:
    """The same state once more: a new row where the evidence is stronger, else the same row with one more backer."""
    backers = current.backers | {(seen.family, seen.speaker_camp)}
    evidence = max(current.row.evidence, _evidence(seen, backers), key=EVIDENCE.index)
    if evidence == current.row.evidence:
        spoken = max(current.spoken, seen.valid)
        lasts = seen.lasts if seen.valid >= current.spoken else current.lasts
        return msgspec.structs.replace(current, backers=backers, spoken=spoken, belied=frozenset(), lasts=lasts)
    said = tuple(dict.fromkeys((*current.row.propositions, seen.proposition)))
    return _standing(seen, current.row.state, (evidence, f"{seen.speaker} too: {evidence}"), backers, said)


def _contest(current: Standing | None, seen: Observation, reason: str) -> Standing:
    sides = {seen.side, current.row.side if current else None} - {None}
    evidence = current.row.evidence if current else EVIDENCE[0]
    said = tuple(dict.fromkeys((*(current.row.propositions if current else ()), seen.proposition)))
    nobody = msgspec.structs.replace(seen, side=None)
    standing = _standing(nobody, "contested", (evidence, reason), frozenset(), said)
    return _between(standing, frozenset(s for s in sides if s))


def _between(standing: Standing, sides: frozenset[str]) -> Standing:
    return msgspec.structs.replace(standing, row=msgspec.structs.replace(standing.row, between=tuple(sorted(sides))))


def _standing(
    seen: Observation,
    state: str,
    why: tuple[str, str],
    backers: frozenset[Backer],
    propositions: tuple[str, ...],
) -> Standing:
    evidence, reason = why
    row = Control(
        place=seen.place,
        place_name=seen.place_name,
        lat=seen.lat,
        lon=seen.lon,
        radius_km=seen.radius_km,
        side=seen.side,
        state=state,
        tier=seen.tier,
        evidence=evidence,
        valid_from=seen.valid,
        known_from=seen.known,
        propositions=propositions,
        reason=reason,
    )
    return Standing(row=row, backers=backers, spoken=seen.valid, lasts=seen.lasts)
