"""What else is said about one settlement within days: what agrees, what rivals it, and what conduct belies it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import islice
from math import cos, hypot, radians
from typing import Final

from situate.model import Proposition
from situate.vocab import Event

# Beyond this radius a "place" is an area: two events in it need have nothing to do with one another.
SETTLEMENT_RADIUS_KM: Final = 20.0
AGREE_DAYS: Final = 3
# Captures and recaptures follow one another within days: only claims on control of the same days exclude one another.
RIVAL_DAYS: Final = 1
CONDUCT_DAYS: Final = 7
# A proposition that began longer before is not looked at; days at a time fill a month at most.
REACH_DAYS: Final = 31
# One appointment is reported for about a week; who came into an office longer before has been followed since.
OFFICE_DAYS: Final = 7
# A withdrawal is told of within a week of the other side's claim, before it or after (as captures are).
WITHDRAWAL_DAYS: Final = 7
# Who says that a place was taken two weeks before and within 20 km has put the line beyond it since. A quarter.
BEHIND_KM: Final = 20.0
BEHIND_DAYS: Final = (14, 60)
# So many neighbours of one kind are looked at: what a crowded place adds beyond them changes no grade.
_MOST: Final = 48
# Cells no smaller than that up to 60 degrees of latitude.
_CELL_DEGREES: Final = (0.2, 0.4)
_KM_PER_DEGREE: Final = 111.2

CONTROL: Final[frozenset[Event]] = frozenset({"capture", "hold"})
# A side does not shell or storm what it holds.
FIRES: Final[frozenset[Event]] = frozenset({"shelling", "strike"})
_FIGHTING: Final[frozenset[Event]] = frozenset({"assault", "clash", "repelled", "advance", "raid"})
_UNDER_FIRE: Final[frozenset[Event]] = frozenset({"shelling", "strike", "air_defence", "harm", "interdiction"})
_GROUND_FIGHTING: Final[frozenset[Event]] = frozenset({"assault", "clash", "repelled"})
_TOGETHER: Final[Mapping[Event, frozenset[Event]]] = {
    "capture": _FIGHTING,
    "hold": _FIGHTING | {"capture"},
    "advance": _FIGHTING | {"capture"},
    "withdrawal": _FIGHTING | {"capture"},
    **dict.fromkeys(("assault", "clash", "repelled", "raid"), _FIGHTING | {"shelling", "capture"}),
    **dict.fromkeys(("shelling", "strike", "air_defence", "harm", "interdiction"), _UNDER_FIRE),
}

Cell = tuple[int, int]


class Neighbours:
    """Propositions of fact by settlement, event and first day. A look-up costs the number found, not the number held.

    `upon` names those whose claims are about the settlement itself as their object, not about what is near it;
    `said_before` those that a speaker recalls: they were put forward before the day of the report.
    """

    def __init__(
        self, propositions: Iterable[Proposition], upon: frozenset[str], said_before: frozenset[str] = frozenset()
    ) -> None:
        self._upon, self._said_before = upon, said_before
        self._there: dict[tuple[str, Event], list[Proposition]] = {}
        self._by_office: dict[str, list[Proposition]] = {}
        self._cells: dict[Cell, dict[str, None]] = {}
        for p in propositions:
            if p.span is None or p.modality != "fact":
                continue
            if p.office is not None and p.supports:
                self._by_office.setdefault(p.office, []).append(p)
            if p.place is not None and is_settlement(p):
                self._there.setdefault((p.place, p.event), []).append(p)
                self._cells.setdefault(_cell(p), {})[p.place] = None
        for rows in self._there.values():
            rows.sort(key=_first_day)
        self._days = {key: [_first_day(p)[0] for p in rows] for key, rows in self._there.items()}

    def near(self, p: Proposition, days: int, events: Iterable[Event]) -> Iterator[Proposition]:
        """The others at its place within `days` of its days; those that began over a month before are left out."""
        if p.place is not None:
            yield from self._near(p, p.place, days, events)

    def _near(self, p: Proposition, place: str, days: int, events: Iterable[Event]) -> Iterator[Proposition]:
        if p.span is None:
            return
        first = (p.span.first - timedelta(days=REACH_DAYS)).toordinal()
        last = (p.span.last + timedelta(days=days)).toordinal()
        for event in sorted(events):
            rows, starts = self._there.get((place, event), ()), self._days.get((place, event), ())
            for other in rows[bisect_left(starts, first) : bisect_right(starts, last)]:
                if other.id != p.id and other.span and (p.span.first - other.span.last).days <= days:
                    yield other

    def agreeing(self, p: Proposition) -> Iterator[Proposition]:
        """Others at its place within three days that go with it: fighting with fighting, fires with fires."""
        near = self.near(p, AGREE_DAYS, _TOGETHER.get(p.event, ()))
        return islice((o for o in near if o.supports and _go_together(p, o)), _MOST)

    def rivals(self, p: Proposition) -> Iterator[Proposition]:
        """Claims that the other side controls the same settlement on the same days."""
        if self.is_held(p) and p.side is not None:
            near = self.near(p, RIVAL_DAYS, CONTROL)
            found = (o for o in near if self.is_held(o) and o.side not in (None, p.side) and o.supports)
            yield from islice(found, _MOST)

    def other_holders(self, p: Proposition) -> Iterator[Proposition]:
        """Claims that somebody else came into the same office within a week."""
        if p.office is None or p.span is None:
            return
        for other in self._by_office.get(p.office, ()):
            if other.span is None or other.holder == p.holder:
                continue
            apart = max((other.span.first - p.span.last).days, (p.span.first - other.span.last).days)
            if apart <= OFFICE_DAYS and not hands_over(p, other) and not hands_over(other, p):
                yield other

    def conduct(self, p: Proposition) -> Iterator[Proposition]:
        """Fires and attacks on the settlement by the side said to control it, after it is said to have taken it."""
        return self._after(p, lambda other: other.side == p.side and other.direct and self._belies(other))

    def attacks(self, p: Proposition) -> Iterator[Proposition]:
        """Attacks on the settlement by another side, after this one is said to have taken it."""
        return self._after(
            p, lambda o: o.event == "assault" and o.side not in (None, p.side) and o.id in self._upon and o.direct
        )

    def _after(self, p: Proposition, wanted: Callable[[Proposition], bool]) -> Iterator[Proposition]:
        if not self.is_held(p) or p.side is None or p.span is None:
            return
        # On the day of a capture the shelling may have come before it; not so where the capture is recalled that day.
        same_day = p.event != "capture" or p.id in self._said_before
        after = p.span.first + timedelta(days=0 if same_day else 1)
        near = self.near(p, CONDUCT_DAYS, FIRES | {"assault"})
        found = (o for o in near if wanted(o) and o.supports and o.span and o.span.last >= after)
        yield from islice(found, _MOST)

    def withdrawals(self, p: Proposition) -> Iterator[Proposition]:
        """Withdrawals of another side from the settlement, within a week."""
        if self.is_held(p) and p.side is not None:
            near = self.near(p, WITHDRAWAL_DAYS, ("withdrawal",))
            yield from islice((o for o in near if o.side not in (None, p.side) and o.supports and o.direct), _MOST)

    def afterwards(self, p: Proposition, days: int) -> Iterator[Proposition]:
        """What is said to have happened to the whole settlement from the next day on, for so many days."""
        if self.is_held(p) and p.side is not None and p.span is not None:
            near = self.near(p, days, CONTROL | FIRES | {"assault", "withdrawal"})
            first = p.span.first
            for o in near:
                whole = o.event in FIRES or o.event == "withdrawal" or (o.id in self._upon and not o.part)
                if whole and o.direct and o.supports and o.span and o.span.first > first:
                    yield o

    def behind(self, p: Proposition) -> Iterator[Proposition]:
        """Fighting, in the week after, at places within 20 km that its side was said to have taken two weeks before."""
        if not self.is_held(p) or p.side is None or p.span is None:
            return
        for place in self._close(p):
            if not self._taken_before(p, place):
                continue
            for other in self._near(p, place, CONDUCT_DAYS, _GROUND_FIGHTING):
                if other.supports and other.span and other.span.first > p.span.first and other.id in self._upon:
                    yield other

    def _close(self, p: Proposition) -> Iterator[str]:
        """The settlements within 20 km of its own."""
        row, column = _cell(p)
        cells = ((row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
        for place in (place for cell in cells for place in self._cells.get(cell, ())):
            if place != p.place:
                yield place

    def _taken_before(self, p: Proposition, place: str) -> bool:
        if p.span is None:
            return False
        least, most = (p.span.first - timedelta(days=days) for days in BEHIND_DAYS)
        rows, starts = self._there.get((place, "capture"), ()), self._days.get((place, "capture"), ())
        span = rows[bisect_left(starts, most.toordinal()) : bisect_right(starts, least.toordinal())]
        return any(o.side == p.side and o.supports and self.is_held(o) and _km(p, o) <= BEHIND_KM for o in span)

    def is_held(self, p: Proposition) -> bool:
        """Does it say that a side took or holds the whole settlement?"""
        return p.event in CONTROL and not p.part and p.id in self._upon and is_settlement(p)

    def _belies(self, p: Proposition) -> bool:
        """Fires that fall in a place fall on it; an attack near it may start from it."""
        return p.event in FIRES or (p.event == "assault" and p.id in self._upon)

    def touched_by(self, changed: Iterable[Proposition]) -> Iterator[str]:
        """The ids of these and of every proposition that may have one of them among its neighbours."""
        for p in changed:
            yield p.id
            yield from (o.id for o in self._by_office.get(p.office or "", ()))
            if p.place is None or p.span is None:
                continue
            close = (place for place in self._close(p)) if is_settlement(p) else ()
            reach = timedelta(days=BEHIND_DAYS[1] + CONDUCT_DAYS)
            first, last = (p.span.first - reach).toordinal(), (p.span.last + reach).toordinal()
            wanted = [(p.place, e) for e in _TOGETHER] + [(place, e) for place in close for e in CONTROL]
            for key in wanted:
                starts = self._days.get(key, ())
                rows = self._there.get(key, [])[bisect_left(starts, first) : bisect_right(starts, last)]
                yield from (o.id for o in rows)


def hands_over(one: Proposition, other: Proposition) -> bool:
    """Is it said that the first held the office for a time, and that the other came into it when that ended?"""
    if one.span is None or other.span is None or one.span.days <= OFFICE_DAYS:
        return False
    return abs((other.span.first - one.span.last).days) <= 1


def is_settlement(p: Proposition) -> bool:
    """Is its place a settlement rather than an area?"""
    return p.radius_km is None or p.radius_km <= SETTLEMENT_RADIUS_KM


def _first_day(p: Proposition) -> tuple[int, str]:
    return (p.span.first.toordinal() if p.span else 0), p.id


def _cell(p: Proposition) -> Cell:
    return int((p.lat or 0.0) // _CELL_DEGREES[0]), int((p.lon or 0.0) // _CELL_DEGREES[1])


def _km(a: Proposition, b: Proposition) -> float:
    """Kilometres between two places that are close: on a plane, which is right to a metre here."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return float("inf")
    return _KM_PER_DEGREE * hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians(a.lat)))


def _go_together(p: Proposition, other: Proposition) -> bool:
    one_side = p.side is None or other.side is None or p.side == other.side
    return one_side if {p.event, other.event} <= {"capture", "hold", "advance"} else True
