"""Claims that say the same thing are linked into propositions, block by block.

Claims are taken in the order in which they were published, and each is linked to the proposition that an earlier
claim founded, or founds one. That is union-find whose links only ever lead to the earlier claim: a later claim can
neither merge two propositions nor rename one, so what was known on a day stays as it was known.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Final
from zlib import crc32

import msgspec

from situate.errors import DataError
from situate.model import Claim, PlaceMention, Proposition
from situate.resolve.chains import beside, compared, drifts, repeats
from situate.resolve.differences import other_means
from situate.resolve.facets import Facet, facets
from situate.resolve.likeness import LINK_FROM, at_odds, fit, told_again
from situate.resolve.offices import Offices
from situate.resolve.outlines import carried, contained, spoken_of, told_before
from situate.resolve.restated import restated
from situate.resolve.spots import IN
from situate.resolve.wording import Doers
from situate.theatre import Office, Theatre
from situate.timespan import Span
from situate.vocab import SPEAKING

_EPSILON: Final = 1e-9
# How many founders one facet is compared with at most: the latest of its block. Tight kinds found a handful a day.
_MOST_COMPARED: Final = 48
# With how many of its latest members a claim that would join a group is compared, beside the founder.
_MEMBERS_COMPARED: Final = 4
# A denial that names no day denies what was claimed within a month before it.
_DENIED_DAYS: Final = 31
_WEEK: Final = 7

BlockKey = tuple[str, str, str, str]
_Order = tuple[date, str, int, str]


class _Group(msgspec.Struct):
    """One proposition in the making: its founder, and what it keeps of every claim that was linked to it."""

    founder: Facet
    id: str
    supports: dict[str, None] = msgspec.field(default_factory=dict)
    denies: dict[str, None] = msgspec.field(default_factory=dict)
    silent: dict[str, None] = msgspec.field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    effort: str | None = None
    side: str | None = None
    place: PlaceMention | None = None
    latest: list[Facet] = msgspec.field(default_factory=list)
    made: Proposition | None = None

    def is_at_odds(self, facet: Facet) -> bool:
        """Is it another thing than one of the latest members, by the rules or in the same text?"""
        return any(at_odds(member, facet) or beside(member, facet) for member in self.latest)

    def take(self, facet: Facet) -> None:
        """Link a claim to it."""
        (self.denies if facet.denies else self.supports)[facet.claim.id] = None
        if facet.span is not None:
            self.first = min(self.first or facet.span.first, facet.span.first)
            self.last = max(self.last or facet.span.last, facet.span.last)
        self.effort = self.effort or facet.claim.effort
        # What the founder leaves open another publisher may say.
        self.side = self.side or (None if facet.denies else facet.side)
        if self.place is not None and not self.place.key:
            self.place = facet.place or self.place
        # Who repeats himself adds nothing to compare with, and must not push out what others said.
        others = [m for m in self.latest if not repeats(m, facet)]
        self.latest = [*others[1 - _MEMBERS_COMPARED :], facet]
        self.made = None

    def carry(self, facet: Facet) -> None:
        """Add a claim that says the same at another length, and may name other places."""
        (self.denies if facet.denies else self.supports).setdefault(facet.claim.id, None)
        self.made = None

    def mention(self, claim: str) -> None:
        """Add a claim that tells of it and takes no side."""
        if claim not in self.supports and claim not in self.denies:
            self.silent[claim] = None
            self.made = None


class Linker:
    """Links claims as they are published, and keeps what it needs to link the next day's to them."""

    def __init__(self, theatre: Theatre) -> None:
        self._doers, self._offices = Doers(theatre), Offices(theatre)
        self._blocks: dict[BlockKey, list[_Group]] = {}
        self._groups: list[_Group] = []
        self._seen: Counter[str] = Counter()
        self._latest: _Order | None = None
        # Of the document that is being linked: which office each last name was last said to hold.
        self._document, self._last_held = "", dict[str, Office]()

    def add(self, claims: Iterable[Claim]) -> tuple[Proposition, ...]:
        """Link more claims; every proposition so far, those that nothing new was linked to being the same objects.

        Time is that of the new claims and of listing the propositions. Raises DataError for a claim that was published
        before one that is linked already: then all must be linked anew, with `propositions`.
        """
        spoken = (c for c in claims if c.passage_kind in SPEAKING or c.passage_kind == "rubric")
        told: list[Facet] = []
        for claim in sorted(spoken, key=_publication_order):
            order = _publication_order(claim)
            if self._latest is not None and order < self._latest:
                remedy = "link all claims anew, in one call"
                raise DataError("claim was published before others that are linked", where=claim.id, remedy=remedy)
            self._latest = order
            if claim.document != self._document:
                self._link(told)
                self._document, self._last_held, told = claim.document, {}, []
            told.extend(facets(claim, self._doers, self._offices, self._last_held))
        self._link(told)
        return tuple(_proposition(group) for group in self._groups)

    def _link(self, told: Sequence[Facet]) -> None:
        """Link the facets of one document. What only frames another claim goes where that one went."""
        topics, frames, there = carried(told), contained(told), told_before(told)
        again = restated(told)
        told = [_placed(f, there.get(f.claim.id)) for f in told]
        homes: dict[str, list[_Group]] = {}
        for facet in told:
            if facet.claim.id not in frames:
                group = self._home(facet)
                if group is None:
                    group = self._found(facet)
                elif facet.goes_on:
                    self._file(group, facet)
                group.take(facet)
                homes.setdefault(facet.claim.id, []).append(group)
        for facet in told:
            meant = frames.get(facet.claim.id)
            while meant in frames:
                meant = frames[meant]
            about = topics.get(facet.claim.id, ())
            for group in homes.get(meant, ()) if meant else _of_topics(homes, about):
                if meant or not any(other_means(m, facet).score for m in group.latest):
                    group.carry(facet)
        said = [*spoken_of(told).items(), *((outer, inner) for outer, all_ in again.items() for inner in all_)]
        for outer, inner in said:
            for group in homes.get(frames.get(inner, inner), ()):
                group.mention(outer)

    def _found(self, facet: Facet) -> _Group:
        """A new group. Its id hashes what the founder is about, and how many before it are about the same."""
        first = facet.span.first.isoformat() if facet.span else ""
        about = facet.place_key or " ".join(sorted(facet.words))
        key = "|".join((facet.kind.name, facet.modality, facet.side or "", about, first))
        self._seen[key] += 1
        name = sha256(f"{key}|{self._seen[key]}".encode()).hexdigest()[:16]
        group = _Group(founder=facet, id=name, side=facet.side, place=facet.place)
        self._groups.append(group)
        self._file(group, facet)
        return group

    def _file(self, group: _Group, facet: Facet) -> None:
        """Let the group be found where the facet would be looked for."""
        for block in (*_block_keys(facet, reach=0), *_across_keys(facet, reach=0), *_again_keys(facet, reach=0)):
            there = self._blocks.setdefault(block, [])
            if not there or there[-1] is not group:
                there.append(group)

    def _home(self, facet: Facet) -> _Group | None:
        """The group that the facet belongs to; for a denial without a day also among the claims of the month before."""
        found = self._nearest(facet)
        published = facet.claim.published
        if found is None and facet.denies and facet.pinned and facet.kind.lasting and published and not facet.names_day:
            looking_back = Span(published - timedelta(days=_DENIED_DAYS), published)
            found = self._nearest(msgspec.structs.replace(facet, span=looking_back), claimed=True)
        return found or self._said_again(facet)

    def _nearest(self, facet: Facet, *, claimed: bool = False) -> _Group | None:
        """The group whose founder the facet fits best, the earlier where two fit alike; None where none fits.

        `claimed`: only groups that somebody affirms.
        """
        best, home = LINK_FROM - _EPSILON, None
        for group in self._filed((*_across_keys(facet, reach=1), *_block_keys(facet, reach=1))):
            if claimed and not group.supports:
                continue
            score = max((fit(m, facet) for m in compared(group.founder, group.latest, facet)), default=0.0)
            if score > best + _EPSILON and not drifts(group.founder, facet) and not group.is_at_odds(facet):
                best, home = score, group
        return home

    def _said_again(self, facet: Facet) -> _Group | None:
        """The latest group in which one voice said it in nearly the same words, whatever kind of event that was."""
        for group in reversed(self._filed(_again_keys(facet, reach=1))):
            for member in group.latest:
                again = member.denies == facet.denies and told_again(member, facet).score
                if again and fit(member, facet) >= LINK_FROM - _EPSILON:
                    return group
        return None

    def _filed(self, keys: Iterable[BlockKey]) -> list[_Group]:
        """The latest groups of these blocks, as many as are compared."""
        near: dict[int, _Group] = {}
        for key in keys:
            near.update((id(group), group) for group in self._blocks.get(key, ())[-_MOST_COMPARED:])
        return list(near.values())[-_MOST_COMPARED:]


def _placed(facet: Facet, there: PlaceMention | None) -> Facet:
    return facet if there is None else msgspec.structs.replace(facet, place=there, lent=True)


def _of_topics(homes: Mapping[str, Sequence[_Group]], topics: Sequence[Facet]) -> Iterator[_Group]:
    """The groups that the facets of topic sentences stand in."""
    for topic in topics:
        for group in homes.get(topic.claim.id, ()):
            if group.founder.place_key == topic.place_key:
                yield group


def propositions(claims: Iterable[Claim], theatre: Theatre) -> tuple[Proposition, ...]:
    """Link resolved claims that say the same thing; each may support or deny one proposition a place.

    Claims outside speaking passages (headings, notes, furniture) are left out. The order of `claims` does not matter;
    time is linear in their number, since a claim is compared with at most 48 founders of its block (kind of event,
    place, day window). An id hashes kind, side, place and first day of the founding claim (for claims without a place
    its words), and how many before it have the same; it stays when claims published later come in.
    """
    return Linker(theatre).add(claims)


def _publication_order(claim: Claim) -> _Order:
    return claim.published or date.max, claim.document, claim.content.start, claim.id


def _block_keys(facet: Facet, *, reach: int) -> Iterator[BlockKey]:
    """The blocks a facet stands in: kind, modality, place (else its rarest-hashing words) and day windows."""
    heads = [facet.place_key] if facet.place_key else _heads(facet)
    width = max(facet.again_days, 1)
    windows: Iterable[int | str] = ("undated",)
    if facet.span is not None:
        # A span of more than a month is filed under its first month: nothing so vague founds a daily event.
        first, last = facet.span.first.toordinal(), facet.span.last.toordinal()
        windows = range(first // width - reach, min(last, first + 31) // width + reach + 1)
    for head in heads or [""]:
        for window in windows:
            yield facet.kind.name, facet.modality, head, str(window)


def _across_keys(facet: Facet, *, reach: int) -> Iterator[BlockKey]:
    """The blocks in which other publishers' claims of the kinds that it may be told as are found: place and days."""
    if facet.place_name and facet.span is not None:
        day = facet.span.last.toordinal()
        for family in sorted(facet.families):
            for window in range(day - reach, day + 1):
                yield f"{family} by all", facet.modality, facet.place_name, str(window)


def _again_keys(facet: Facet, *, reach: int) -> Iterator[BlockKey]:
    """The blocks in which what is said anew for days is found again under another kind of event: its rarest words."""
    if facet.goes_on and facet.span is not None:
        week = facet.span.first.toordinal() // _WEEK
        for head in _heads(facet):
            for window in range(week - reach, week + 1):
                yield "again", facet.modality, head, str(window)


def _heads(facet: Facet) -> list[str]:
    return sorted(facet.words, key=lambda w: crc32(w.encode()))[:3]


def _proposition(group: _Group) -> Proposition:
    """The group as a record, made once and again after a claim was linked to it."""
    if group.made is None:
        founder, place = group.founder, group.place
        group.made = Proposition(
            id=group.id,
            event=founder.event,
            span=Span(group.first, group.last) if group.first and group.last else None,
            place=place.key if place else None,
            place_name=(place.name or place.text) if place else "",
            lat=place.lat if place else None,
            lon=place.lon if place else None,
            radius_km=place.radius_km if place else None,
            side=group.side,
            effort=group.effort,
            modality=founder.modality,
            office=founder.held.office.id if founder.held else None,
            holder=founder.held.holder if founder.held else "",
            part=founder.part,
            direct=founder.act == "deed" and (not founder.spot or IN in founder.spot),
            supports=tuple(group.supports),
            denies=tuple(group.denies),
            silent=tuple(group.silent),
        )
    return group.made
