"""Which exports of a channel were likely cut by hand: they lack more than a channel deletes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from typing import Final

import msgspec

from situate.store.ledger import Ledger
from situate.store.records import Listed
from situate.timespan import on_clock

# Of the posts of 25 political channels on Telegram 88% were left after five days and 83% after seven months (Buehling,
# "Message Deletion on Telegram", 2023): that a third is gone is twice what a channel deletes, and seen in no month.
_ONE_IN: Final = 3
# Of a few posts a third is soon deleted: so many lacking ones are no accident.
_LEAST: Final = 10


class Cut(msgspec.Struct, frozen=True, kw_only=True):
    """An export that lacks implausibly many posts that others of its channel have between its `first` and `last` post.

    `lacks` are the numbers that it lacks of so many posts (`of`); `against` is the export that has most of them. Both
    files are named as they were given. `unsettled` are the keys of those whose words are known, and of which no other
    file and no analyst says what became of them.
    """

    channel: str
    file: str
    first: int
    last: int
    lacks: tuple[int, ...]
    of: int
    against: str
    unsettled: tuple[str, ...] = ()


class _Export(msgspec.Struct, frozen=True):
    """A listing with its place among those of its channel, and the moments between which it was made."""

    place: int
    listed: Listed
    posts: frozenset[int]
    made: datetime
    by: datetime | None


def cuts(channel: str, listed: Sequence[Listed], zone: tzinfo) -> dict[int, Cut]:
    """The exports of a channel that look cut, by their place in `listed`; looks at all its posts for each of them.

    An export looks cut where it lacks 10 posts or more, and more than a third, of those that exports made by the time
    it was there have between its first and its last. An export that nothing dates shows no deletion, so it is none.
    Moments without an offset are meant on the clock `zone`.
    """
    exports = [one for place, each in enumerate(listed) for one in _exports(place, each, zone)]
    waiting = sorted(exports, key=lambda one: one.made, reverse=True)
    held, made, found = Counter[int](), list[_Export](), dict[int, Cut]()
    for by, one in sorted(((e.by, e) for e in exports if e.by is not None), key=lambda pair: pair[0]):
        while waiting and waiting[-1].made <= by:
            made.append(waiting.pop())
            held.update(made[-1].posts)
        cut = _cut(channel, one, held, made)
        if cut is not None:
            found[one.place] = cut
    return found


def unsettled_cuts(ledger: Ledger, zone: tzinfo) -> list[Cut]:
    """The exports of a ledger that look cut and lack posts of which nothing else says what became of them."""
    # A post's first text goes by its key; what deletes one text of it deletes all.
    said = {loss.key for loss in ledger.losses()} | {one.document for one in ledger.lapses() if one.how == "deleted"}
    found = list[Cut]()
    for channel, listed, known in ledger.listings():
        waiting = set(known) - said
        for cut in cuts(channel, listed, zone).values():
            keys = (f"{channel}/{number}" for number in cut.lacks)
            found.append(msgspec.structs.replace(cut, unsettled=tuple(key for key in keys if key in waiting)))
    return [cut for cut in found if cut.unsettled]


def believed(channel: str, listed: Sequence[Listed], zone: tzinfo) -> list[Listed]:
    """The exports, those that look cut without a date: they tell what was there, and of nothing that it was gone."""
    cut = cuts(channel, listed, zone)
    return [msgspec.structs.replace(one, by=None) if n in cut else one for n, one in enumerate(listed)]


def _exports(place: int, listed: Listed, zone: tzinfo) -> Iterable[_Export]:
    listing = listed.listing
    if listing.at is not None and listing.posts:
        made = on_clock(listing.at, zone)
        by = max(made, on_clock(listed.by, zone)) if listed.by is not None else None
        yield _Export(place, listed, frozenset(listing.posts), made, by)


def _cut(channel: str, one: _Export, held: Counter[int], made: Sequence[_Export]) -> Cut | None:
    """What it lacks of `held`, the posts of the exports `made` by then (itself among them), if that is too much."""
    first, last = one.listed.listing.posts[0], one.listed.listing.posts[-1]
    lacks = sorted(number for number in held.keys() - one.posts if first < number < last)
    of = len(lacks) + sum(held[number] > 1 for number in one.posts)
    if len(lacks) < _LEAST or len(lacks) * _ONE_IN <= of:
        return None
    against = max(made, key=lambda other: len(other.posts.intersection(lacks)))
    return Cut(
        channel=channel, file=one.listed.path, first=first, last=last, lacks=tuple(lacks), of=of,
        against=against.listed.path,
    )  # fmt: skip
