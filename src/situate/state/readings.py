"""What the ledger of control tells when asked: a day, the difference between two, and the story of one settlement.

Nothing is stored: rows and observations are given, and `known` leaves out what was published later.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from situate.ground import Difference, Reading, Story, Stretch, Word, outcome, quiet
from situate.model import Control
from situate.state.control import as_of
from situate.state.observations import Observation, Says
from situate.timespan import Span

# Who speaks for a state: says that it is so, or more.
_FOR: Final[Mapping[str, frozenset[Says]]] = {
    "held": frozenset({"held"}),
    "entered": frozenset({"held", "entered"}),
    "advanced": frozenset({"held", "entered", "advanced"}),
    "fighting": frozenset({"fighting", "repels", "attacks", "advanced", "entered"}),
    "contested": frozenset({"held", "entered", "fighting", "repels", "against", "attacks", "shells"}),
    "unknown": frozenset({"left"}),
}
_Key = tuple[str, str]


def readings(
    controls: Iterable[Control], seen: Iterable[Observation], day: date, *, known: date | None = None
) -> tuple[Reading, ...]:
    """What stood on `day`, by place and tier, and when it was last spoken for.

    Only what was out by the end of `known` counts (None: everything).

    `seen` are the observations that the rows were made of (`observations.observations`), in any order.
    """
    spoken = _by_key(o for o in seen if o.valid <= day and (known is None or o.known <= known))
    rows = as_of(controls, day, known=known)
    return tuple(Reading(row=r, day=day, spoken=_last_word(r, spoken.get(_key(r), ()))) for r in rows)


def _last_word(row: Control, seen: Iterable[Observation]) -> date:
    return max((o.valid for o in seen if _speaks_for(o, row)), default=row.valid_from)


def _speaks_for(o: Observation, row: Control) -> bool:
    """Does it say that the state is so, after it began?"""
    same = row.side is None or o.side == row.side
    return same and o.valid >= row.valid_from and o.says in _FOR[row.state]


def differences(before: Iterable[Control], after: Iterable[Control]) -> tuple[Difference, ...]:
    """What differs between the states of two days (`as_of` each), by the name of the place, place and tier.

    What merely was confirmed again is no difference; stronger or weaker evidence of the same state is one.
    """
    old, new = {_key(r): r for r in before}, {_key(r): r for r in after}
    found = (Difference(before=old.get(key), after=new.get(key)) for key in old.keys() | new.keys())
    changed = [d for d in found if d.before is None or d.after is None or _basis(d.before) != _basis(d.after)]
    return tuple(sorted(changed, key=lambda d: (d.row.place_name, d.row.place, d.row.tier)))


def story(
    place: str, controls: Iterable[Control], seen: Iterable[Observation], until: date, *, known: date | None = None
) -> Story | None:
    """How it came to be as it is in one settlement, up to `until`; None where nothing is known of it by then."""
    out = [r for r in controls if r.place == place and (known is None or r.known_from <= known)]
    rows = [r for r in out if r.valid_from <= until]
    if not rows:
        return None
    told = [o for o in seen if o.place == place and o.valid <= until and (known is None or o.known <= known)]
    first = rows[0]
    return Story(
        place=place, name=first.place_name, lat=first.lat, lon=first.lon, until=until,
        assessed=tuple(_stretches("assessed", rows, told, until)),
        claimed=tuple(_stretches("claimed", rows, told, until)),
        words=tuple(_word(o) for o in sorted(told, key=lambda o: (o.valid, o.known, o.claim, o.tier, o.says))),
    )  # fmt: skip


def _stretches(tier: str, rows: Sequence[Control], seen: Sequence[Observation], until: date) -> Iterator[Stretch]:
    """The row that stood on each day: of those of one day the one known last."""
    of_tier = (r for r in rows if r.tier == tier)
    standing = {r.valid_from: r for r in sorted(of_tier, key=lambda r: (r.valid_from, r.known_from))}
    for begin, following in pairwise([*sorted(standing), until + timedelta(days=1)]):
        row, days = standing[begin], Span(begin, following - timedelta(days=1))
        spoken = [o.valid for o in seen if o.tier == tier and _speaks_for(o, row)]
        yield Stretch(row=row, days=days, silent=quiet([begin, *spoken], days))


def _word(o: Observation) -> Word:
    return Word(
        tier=o.tier, valid=o.valid, known=o.known, says=o.says, side=o.side, speaker=o.speaker, claim=o.claim, why=o.why
    )


def _by_key(seen: Iterable[Observation]) -> dict[_Key, list[Observation]]:
    found: dict[_Key, list[Observation]] = {}
    for o in seen:
        found.setdefault((o.place, o.tier), []).append(o)
    return found


def _key(row: Control) -> _Key:
    return row.place, row.tier


def _basis(row: Control) -> tuple[object, ...]:
    return *outcome(row), row.evidence
