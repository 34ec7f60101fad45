"""What changed between two days, ledger by ledger, in words, with the claims behind each line.

Each function compares two states that were computed alike; what merely was said again is no change.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from situate.change import LedgerChange
from situate.ground import Difference
from situate.holding import Clash, Post, Tenure
from situate.model import Control
from situate.state.board import changed_boards
from situate.state.posts import begin_words, end_words, on_day
from situate.state.readings import differences
from situate.theatre import Theatre
from situate.warning import Board

_NOTHING: Final = "nothing known"
# In the order in which states matter to a reader.
_RANK: Final[Mapping[str, int]] = {"held": 0, "contested": 1, "entered": 2, "advanced": 3, "unknown": 4, "fighting": 5}
_Key = tuple[str, str]


def control_changes(
    before: Iterable[Control],
    after: Iterable[Control],
    theatre: Theatre,
    claims_of: Callable[[Control], tuple[str, ...]],
) -> Iterator[LedgerChange]:
    """Settlements and tiers whose state, side or evidence is another; `before`, `after` are what stood (`as_of`).

    Who holds or contests a place comes first, then who entered or came near it, then fighting where nothing was known;
    last what stands on other evidence; then by name. `claims_of` tells what a row stands on.
    """
    names = {side.id: side.name for side in theatre.sides}
    found = sorted(differences(before, after), key=_by_weight)
    yield from (_control(one, names, claims_of(one.row)) for one in found)


def _by_weight(one: Difference) -> tuple[bool, int, str, str, str]:
    row = one.row
    return one.is_of_evidence, _RANK.get(row.state, len(_RANK)), row.place_name, row.place, row.tier


def _control(one: Difference, names: Mapping[str, str], claims: tuple[str, ...]) -> LedgerChange:
    old, new = one.before, one.after
    before, after = _state_words(old, names), _state_words(new, names)
    where = f"{one.row.place_name or one.row.place}, {one.row.tier}"
    words = f"{where}: {after}, was {before}"
    if one.is_of_evidence and old is not None and new is not None:
        words = f"{where}: still {after}, now {new.evidence}, was {old.evidence}"
        before, after = f"{before} ({old.evidence})", f"{after} ({new.evidence})"
    told = f"{words} ({new.reason})" if new is not None and new.reason else words
    return LedgerChange(ledger="control", subject=where, before=before, after=after, words=told, claims=claims)


def _state_words(row: Control | None, names: Mapping[str, str]) -> str:
    if row is None:
        return _NOTHING
    if row.state == "contested":
        sides = " and ".join(names.get(side, side) for side in row.between)
        return f"contested between {sides}" if len(row.between) > 1 else "contested"
    return f"{row.state} by {names.get(row.side, row.side)}" if row.side else row.state


def board_changes(before: Board, after: Board) -> Iterator[LedgerChange]:
    """What differs between two days' boards of one course: level, trend, what authors say, indicators."""
    for words, claims in changed_boards(before, after):
        subject, _, rest = words.partition(": ")
        after_words, _, was = rest.partition(", was ")
        told = f"{after.course}, {words}"
        yield LedgerChange(
            ledger="board",
            subject=f"{after.course}, {subject}",
            before=was,
            after=after_words,
            words=told,
            claims=claims,
        )


def office_changes(
    before: Iterable[Post], after: Iterable[Post], days: tuple[date, date], names: Mapping[str, str]
) -> Iterator[LedgerChange]:
    """Who holds which office by which account, on the first of `days` and on the second; rivals that came or went.

    `names` are accounts' names by their ids. An account that names the same holder with other bounds is no change.
    """
    was, now = ({p.office: p for p in posts} for posts in (before, after))
    for office in sorted(was.keys() | now.keys(), key=lambda o: (now.get(o) or was[o]).name):
        old, new = was.get(office), now.get(office)
        post = new or old
        if post is not None:
            yield from _holders(post, _held(old, days[0]), _held(new, days[1]), names)
            yield from _rivals(post, _clashes(old, days[0]), _clashes(new, days[1]), names)


def _held(post: Post | None, day: date) -> dict[str, tuple[Tenure, ...]]:
    """Who holds it on a day, by account."""
    found: dict[str, tuple[Tenure, ...]] = {}
    for tenure in on_day(post, day) if post is not None else ():
        found[tenure.account] = (*found.get(tenure.account, ()), tenure)
    return found


def _holders(
    post: Post,
    was: Mapping[str, tuple[Tenure, ...]],
    now: Mapping[str, tuple[Tenure, ...]],
    names: Mapping[str, str],
) -> Iterator[LedgerChange]:
    for account in sorted(was.keys() | now.keys(), key=lambda a: (names.get(a, a), a)):
        old, new = was.get(account, ()), now.get(account, ())
        if {t.holder for t in old} == {t.holder for t in new}:
            continue
        before, after = (", ".join(t.name for t in ts) or "nobody" for ts in (old, new))
        since = ", ".join(f"{t.name}, {begin_words(t)}{end_words(t)}" for t in new) or "nobody any more"
        who = names.get(account, account)
        yield LedgerChange(
            ledger="offices", subject=f"{post.name}, {who}", before=before, after=after,
            words=f"{post.name}: {who} has {since}{f', had {before}' if old else ''}",
            claims=tuple(dict.fromkeys(claim for t in (new or old) for claim in reversed(t.claims))),
        )  # fmt: skip


def _clashes(post: Post | None, day: date) -> dict[tuple[_Key, _Key], Clash]:
    """The rivalries of a day, by who stands against whom."""
    lasting = (c for c in post.clashes if c.first <= day and (c.last is None or day <= c.last)) if post else ()
    return {(_side(c.one), _side(c.other)): c for c in lasting}


def _side(tenure: Tenure) -> _Key:
    return tenure.account, tenure.holder


def _rivals(
    post: Post,
    was: Mapping[tuple[_Key, _Key], Clash],
    now: Mapping[tuple[_Key, _Key], Clash],
    names: Mapping[str, str],
) -> Iterator[LedgerChange]:
    for key in sorted(was.keys() ^ now.keys()):
        clash = now.get(key) or was[key]
        one, other = (f"{t.name} ({names.get(t.account, t.account)})" for t in (clash.one, clash.other))
        state = "disputed" if key in now else "no longer disputed"
        yield LedgerChange(
            ledger="offices", subject=post.name, before="" if key in now else "disputed", after=state,
            words=f"{post.name}: {state}: {one} against {other}",
            claims=tuple(dict.fromkeys((*clash.one.claims, *clash.other.claims))),
        )  # fmt: skip
