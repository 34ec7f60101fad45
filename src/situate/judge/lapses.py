"""When the text of a post stood, from where it was seen and from what tells that it was gone.

A later version takes the place of an earlier one by the moment of its edit, where its container gives one, else by when
each was seen. Where neither tells which came later, both stand.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, tzinfo
from itertools import groupby
from typing import Final, Literal

import msgspec

from situate.model import Lapse, Listing, Loss
from situate.timespan import on_clock

_NEVER: Final = datetime.min.replace(tzinfo=UTC)
# A longer number is no post's; Python refuses to read one of some thousand digits.
_MOST_DIGITS: Final = 19
How = Literal["edited", "deleted"]


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """A text that was seen: `key` names the post, `edited` is its own stamp, `seen` when it was there in these words.

    `page` marks a text that is known by its address alone: what stands there on another day is another text, and not a
    version of it.
    """

    document: str
    key: str
    published: date | None = None
    edited: datetime | None = None
    seen: datetime | None = None
    page: bool = False


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """A later version without a stamp, and the moment at which it was first seen; `shown` where it is told as its edit.

    An address that had texts of several days, and a post whose text went back and forth, have no one order of versions:
    there it is not shown.
    """

    document: str
    at: datetime
    shown: bool = True


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """What became of all posts: when texts did not stand, and which later versions are dated by when they were seen.

    `unordered` are the keys of posts with several texts of which nobody knows which came later.
    """

    lapses: tuple[Lapse, ...] = ()
    changed: tuple[Changed, ...] = ()
    unordered: tuple[str, ...] = ()


def course(sightings: Iterable[Sighting], losses: Iterable[Loss], zone: tzinfo) -> Course:
    """The lapses of all texts, by document and day, on the clock `zone`. Linear in the sightings, but for edits.

    Of a post that was edited so many times the square of that number is looked at.
    """
    posts: dict[str, dict[object, list[Sighting]]] = {}
    for s in sightings:
        # An undated page, such as a site's front, has other texts all the time.
        of = (s.published or s.document) if s.page else None
        posts.setdefault(s.key, {}).setdefault(of, []).append(s)
    gone: dict[str, list[Loss]] = {}
    for loss in losses:
        gone.setdefault(loss.key, []).append(msgspec.structs.replace(loss, at=on_clock(loss.at, zone)))
    lapses, changed, unordered = list[Lapse](), list[Changed](), dict[str, None]()
    for key in sorted(posts):
        for group in posts[key].values():
            if len({s.document for s in group}) > 1 or key in gone:
                post = _Post(group, gone.get(key, ()), zone)
                ended = list(post.lapses())
                lapses += ended
                changed += post.changed(shown=len(posts[key]) == 1)
                if len({s.document for s in group}) - sum(one.until is None for one in ended) > 1:
                    unordered[key] = None
    return Course(lapses=tuple(lapses), changed=tuple(changed), unordered=tuple(unordered))


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """A listing with its file's name, and the moment by which the file was there; None where nobody knows."""

    file: str
    listing: Listing
    by: datetime | None = None


def absent(channel: str, exports: Iterable[Export], known: Iterable[str], zone: tzinfo) -> Iterator[Loss]:
    """The losses that exports of a channel tell of: posts that one lacks though it has others before and after them.

    `known` are the keys of posts whose words are known. A loss is dated by when the export was there, so that nothing
    is known too early. What an export has again that was surely made later was not deleted: the other was not whole.
    An export that nothing dates shows no loss, and still what was there.
    """
    dated = sorted((e for one in exports for e in _dated(one, zone)), key=lambda e: (e.by or _NEVER, e.file))
    for key in known:
        number = _number(channel, key)
        if number is None:
            continue
        again = max((e.made for e in dated if number in e.present), default=_NEVER)
        for e in dated:
            if e.by is None:  # in a ledger of before: it tells what was there, and not by when something was gone
                continue
            if number in e.silent:
                yield Loss(key=key, at=e.by, how="emptied", why=f"{e.told}, it is there without its words")
            elif e.first < number < e.last and number not in e.present and again <= e.by:
                why = f"{e.told}, it is lacking between posts {e.first} and {e.last}"
                yield Loss(key=key, at=e.by, how="absent", why=why)
                break


class _Dated(msgspec.Struct, frozen=True):
    """An export: when it was made at the earliest, by when it was there if anybody knows, and what it has."""

    file: str
    made: datetime
    by: datetime | None
    present: frozenset[int]
    silent: frozenset[int]
    first: int
    last: int

    @property
    def told(self) -> str:
        """The export in words."""
        return f"in {self.file}, which was there by {self.by or self.made:%Y-%m-%d}"


def _dated(export: Export, zone: tzinfo) -> Iterator[_Dated]:
    listing = export.listing
    if listing.at is not None and listing.posts:
        made = on_clock(listing.at, zone)
        by = max(made, on_clock(export.by, zone)) if export.by else None
        present, silent = frozenset(listing.posts), frozenset(listing.silent)
        yield _Dated(export.file, made, by, present, silent, listing.posts[0], listing.posts[-1])


def _number(channel: str, key: str) -> int | None:
    """The number of a post of the channel; None for any other key."""
    name, _, number = key.rpartition("/")
    whole = name == channel and number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS
    return int(number) if whole else None


class _Version:
    """One text of a post: when it came out and when it was seen."""

    def __init__(self, of: Sequence[Sighting], zone: tzinfo) -> None:
        self.document, self.published = of[0].document, of[0].published
        self.edited = on_clock(of[0].edited, zone) if of[0].edited else None
        self.seen = sorted(on_clock(s.seen, zone) for s in of if s.seen)
        self.dated = len(self.seen) == len(of)
        self.out = self.published or date.min
        if self.edited:
            self.out = max(self.out, self.edited.date())

    def last(self, day: date) -> datetime | None:
        """When it was last seen, up to the end of a day."""
        return max((m for m in self.seen if m.date() <= day), default=None)

    def follows(self, other: "_Version", day: date) -> bool:
        """Is it the later of the two, as known at the end of a day?"""
        if self.edited != other.edited:
            return (self.edited or _NEVER) > (other.edited or _NEVER)
        own, its = self.last(day), other.last(day)
        return own is not None and its is not None and own > its


class _Post:
    """All texts of one post, and what tells that it is gone."""

    def __init__(self, sightings: Sequence[Sighting], losses: Sequence[Loss], zone: tzinfo) -> None:
        by_document: dict[str, list[Sighting]] = {}
        for s in sightings:
            by_document.setdefault(s.document, []).append(s)
        self._versions = [_Version(of, zone) for of in by_document.values()]
        self._losses = sorted(losses, key=lambda loss: (loss.at, loss.how))
        first = min((v.seen[0] for v in self._versions if v.seen and not v.edited), default=None)
        self._later = [v for v in self._versions if first and not v.edited and v.dated and v.seen[0] > first]
        for v in self._later:
            v.out = max(v.out, v.seen[0].date())
        self._by_out = sorted(self._versions, key=lambda v: v.out)
        self._outs = [v.out for v in self._by_out]
        self._gone: dict[date, Loss | None] = {}

    def changed(self, *, shown: bool) -> Iterator[Changed]:
        """The later versions without a stamp; not shown where a text was there again after another."""
        seen = sorted((v.seen for v in self._versions if v.seen), key=lambda moments: moments[0])
        last = _NEVER
        for first, at_once in groupby(seen, key=lambda moments: moments[0]):
            shown = shown and last < first
            last = max(last, *(moments[-1] for moments in at_once))
        return (Changed(document=v.document, at=v.seen[0], shown=shown) for v in self._later)

    def lapses(self) -> Iterator[Lapse]:
        """The lapses of each text, in their order."""
        days = sorted(
            {v.out for v in self._versions}
            | {m.date() for v in self._versions for m in v.seen}
            | {loss.at.date() for loss in self._losses}
        )
        self._gone = {day: self._loss(day) for day in days}
        for v in self._versions:
            yield from _merged(v, ((day, self._how(v, day)) for day in days if day >= v.out), self._why)

    def _how(self, version: _Version, day: date) -> How | None:
        """How it had ceased to stand by the end of a day; None where it stood. The latest follow soonest."""
        loss = self._gone[day]
        if loss is not None:
            return "edited" if loss.how == "emptied" else "deleted"
        latest = range(bisect_right(self._outs, day) - 1, -1, -1)
        return "edited" if any(self._by_out[i].follows(version, day) for i in latest) else None

    def _why(self, version: _Version, day: date) -> str:
        """Why it did not stand at the end of a day on which it did not."""
        loss = self._gone[day]
        if loss is not None:
            return loss.why
        later = [v.document for v in self._versions if v.out <= day and v.follows(version, day)]
        return f"{', '.join(sorted(later))} stands in its place"

    def _loss(self, day: date) -> Loss | None:
        """The first evidence that it was gone, not refuted by the end of the day."""
        alive = max((m for v in self._versions for m in (v.edited, v.last(day)) if m and m.date() <= day), default=None)
        found: Loss | None = None
        for loss in self._losses:
            if loss.at.date() > day:
                break
            if loss.how == "restored":
                found = None
            elif found is None and (alive is None or alive <= loss.at):
                found = loss
        return found


def _merged(
    version: _Version, days: Iterable[tuple[date, How | None]], why: Callable[[_Version, date], str]
) -> Iterator[Lapse]:
    """Days of one kind in a row as one lapse; the reason is the first one's."""
    current: Lapse | None = None
    for day, how in days:
        if current is not None and how != current.how:
            yield msgspec.structs.replace(current, until=day)
            current = None
        if current is None and how is not None:
            current = Lapse(document=version.document, since=day, how=how, why=why(version, day))
    if current is not None:
        yield current
