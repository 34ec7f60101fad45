"""What else is said about one settlement within days: what agrees, what rivals it, and what conduct belies it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Final

from situate.model import Proposition
from situate.vocab import Event

# Beyond this radius a "place" is an area: two events in it need have nothing to do with one another.
SETTLEMENT_RADIUS_KM: Final = 20.0
AGREE_DAYS: Final = 3
# Captures and recaptures follow one another within days: only claims on control of the same days exclude one another.
RIVAL_DAYS: Final = 1
CONDUCT_DAYS: Final = 7
_REACH_DAYS: Final = 31
# One appointment is reported for about a week; who came into an office longer before has been followed since.
OFFICE_DAYS: Final = 7

CONTROL: Final[frozenset[Event]] = frozenset({"capture", "hold"})
# A side does not shell or storm what it holds.
FIRES: Final[frozenset[Event]] = frozenset({"shelling", "strike"})
_FIGHTING: Final[frozenset[Event]] = frozenset({"assault", "clash", "repelled", "advance", "raid"})
_UNDER_FIRE: Final[frozenset[Event]] = frozenset({"shelling", "strike", "air_defence", "harm", "interdiction"})


class Neighbours:
    """Propositions of fact by settlement and first day. Looking one up costs the number found, not the number held.

    `upon` names those whose claims are about the settlement itself as their object, not about what is near it.
    """

    def __init__(self, propositions: Iterable[Proposition], upon: frozenset[str]) -> None:
        self._upon = upon
        self._by_place: dict[str, list[Proposition]] = {}
        self._by_office: dict[str, list[Proposition]] = {}
        for p in propositions:
            if p.office is not None and p.span is not None and p.modality == "fact" and p.supports:
                self._by_office.setdefault(p.office, []).append(p)
            if p.place is not None and p.span is not None and p.modality == "fact" and is_settlement(p):
                self._by_place.setdefault(p.place, []).append(p)
        for rows in self._by_place.values():
            rows.sort(key=_first_day)
        self._days = {place: [_first_day(p)[0] for p in rows] for place, rows in self._by_place.items()}

    def near(self, p: Proposition, days: int) -> Iterator[Proposition]:
        """The others at its place within `days` of its days; those that began over a month before are left out."""
        if p.place is None or p.span is None:
            return
        rows = self._by_place.get(p.place, [])
        starts = self._days.get(p.place, [])
        low = bisect_left(starts, (p.span.first - timedelta(days=_REACH_DAYS)).toordinal())
        high = bisect_right(starts, (p.span.last + timedelta(days=days)).toordinal())
        for other in rows[low:high]:
            if other.id != p.id and other.span and (p.span.first - other.span.last).days <= days:
                yield other

    def agreeing(self, p: Proposition) -> Iterator[Proposition]:
        """Others at its place within three days that go with it: fighting with fighting, fires with fires."""
        for other in self.near(p, AGREE_DAYS):
            if other.supports and _go_together(p, other):
                yield other

    def rivals(self, p: Proposition) -> Iterator[Proposition]:
        """Claims that the other side controls the same settlement on the same days."""
        if self._is_held(p) and p.side is not None:
            for other in self.near(p, RIVAL_DAYS):
                if self._is_held(other) and other.side not in (None, p.side) and other.supports:
                    yield other

    def other_holders(self, p: Proposition) -> Iterator[Proposition]:
        """Claims that somebody else came into the same office within a week."""
        if p.office is None or p.span is None:
            return
        for other in self._by_office.get(p.office, ()):
            if other.span is None or other.holder == p.holder:
                continue
            apart = max((other.span.first - p.span.last).days, (p.span.first - other.span.last).days)
            if apart <= OFFICE_DAYS:
                yield other

    def conduct(self, p: Proposition) -> Iterator[Proposition]:
        """Fires and attacks on the settlement by the side said to control it, after it is said to have taken it."""
        if not self._is_held(p) or p.side is None or p.span is None:
            return
        # On the day of a capture the shelling may have come before it.
        after = p.span.first + timedelta(days=1 if p.event == "capture" else 0)
        for other in self.near(p, CONDUCT_DAYS):
            if (
                self._belies(other)
                and other.side == p.side
                and other.supports
                and other.span
                and other.span.last >= after
            ):
                yield other

    def _is_held(self, p: Proposition) -> bool:
        return p.event in CONTROL and p.id in self._upon

    def _belies(self, p: Proposition) -> bool:
        """Fires that fall at a place fall on it; an attack near it may start from it."""
        return p.event in FIRES or (p.event == "assault" and p.id in self._upon)


def is_settlement(p: Proposition) -> bool:
    """Is its place a settlement rather than an area?"""
    return p.radius_km is None or p.radius_km <= SETTLEMENT_RADIUS_KM


def _first_day(p: Proposition) -> tuple[int, str]:
    return (p.span.first.toordinal() if p.span else 0), p.id


_TOGETHER: Final[Mapping[Event, frozenset[Event]]] = {
    "capture": _FIGHTING,
    "hold": _FIGHTING | {"capture"},
    "advance": _FIGHTING | {"capture"},
    "withdrawal": _FIGHTING | {"capture"},
    **dict.fromkeys(("assault", "clash", "repelled", "raid"), _FIGHTING | {"shelling", "capture"}),
    **dict.fromkeys(("shelling", "strike", "air_defence", "harm", "interdiction"), _UNDER_FIRE),
}


def _go_together(p: Proposition, other: Proposition) -> bool:
    if other.event not in _TOGETHER.get(p.event, frozenset()):
        return False
    one_side = p.side is None or other.side is None or p.side == other.side
    return one_side if {p.event, other.event} <= {"capture", "hold", "advance"} else True
