"""Claims that say the same thing are linked into propositions. Each rule gives a score and says why.

Claims are taken in the order in which they were published, and each is linked to the proposition that an earlier
claim founded, or founds one. That is union-find whose links only ever lead to the earlier claim: a later claim can
neither merge two propositions nor rename one, so what was known on a day stays as it was known.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Final
from zlib import crc32

import msgspec

from situate.model import Claim, PlaceMention, Proposition, Quantity
from situate.resolve.offices import Held, Offices
from situate.resolve.wording import Doers, Modality, denies, modality
from situate.theatre import Theatre
from situate.timespan import Span
from situate.vocab import SPEAKING, Event, Role

Roles = tuple[tuple[Role, ...], ...]
_THERE: Final[Roles] = (("object", "at"),)
_ALONG: Final[Roles] = (("object", "at"), ("between",))
_AIMED: Final[Roles] = (("object", "at"), ("between",), ("toward",))
_LEFT: Final[Roles] = (("from",), ("object", "at"))


class Kind(msgspec.Struct, frozen=True):
    """Events that can be one event told in two ways, how many days apart, and where their place stands.

    `loose` kinds may happen many times at one place on one day, so that only the words tell them apart.
    `roles` tells which places are the event's own: the first group of roles that any place has.
    """

    name: str
    window_days: int
    loose: bool = False
    roles: Roles = _ALONG


# Windows in days: what is daily business along a front (attacks, fires) is one event only on a day that both claims
# mean; a capture is reported for about a week after it happened (median lag of the 2022 reports: 1 to 3 days).
_CONTROL: Final = Kind("control", 7, roles=_THERE)
# Holding positions near a place, or taking ground there, is not to hold the place.
_POSITIONS: Final = Kind("positions", 3, roles=_THERE)
_FIRES: Final = Kind("fires", 0)
# What both sides do at once needs no doer.
_MUTUAL: Final[frozenset[Event]] = frozenset({"clash"})
_KINDS: Final[Mapping[Event, Kind]] = {
    "capture": _CONTROL,
    "hold": _CONTROL,
    "advance": Kind("advance", 1, roles=_THERE),
    "withdrawal": Kind("withdrawal", 5, roles=_LEFT),
    "assault": Kind("assault", 0, roles=_AIMED),
    "raid": Kind("raid", 0, roles=_AIMED),
    "repelled": Kind("repelled", 0),
    "clash": Kind("clash", 0),
    "strike": _FIRES,
    "shelling": _FIRES,
    "interdiction": Kind("interdiction", 2),
    "air_defence": Kind("air_defence", 0),
    "partisan": Kind("partisan", 1),
    "displacement": Kind("displacement", 3, loose=True, roles=_LEFT),
    "deportation": Kind("deportation", 3, loose=True, roles=_LEFT),
}


# Beyond this radius a "place" is an area: two events in it need have nothing to do with one another.
_AREA_FROM_KM: Final = 20.0
# Offices change hands within days of being said to: reports of one appointment differ by about a week.
_HOLDS_OFFICE: Final = Kind("office", 7)


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules look at: one claim about one of its places. `doers` are actors' ids, `words` of the content."""

    claim: Claim
    kind: Kind
    modality: Modality
    denies: bool
    span: Span | None
    side: str | None
    place: PlaceMention | None
    words: frozenset[str]
    doers: frozenset[str]
    held: Held | None = None

    @property
    def place_key(self) -> str:
        """The resolved place, else the name as written, else nothing; an office with its holder stands for a place."""
        if self.held is not None:
            return f"office:{self.held.office.id}={self.held.holder}"
        if self.place is None:
            return ""
        return self.place.key or f"name:{self.place.text.casefold()}"

    @property
    def pinned(self) -> bool:
        """Is it about one settlement or office? Elsewhere many things of one kind happen in a day."""
        wide = self.place is not None and (self.place.radius_km or 0) > _AREA_FROM_KM
        return bool(self.place_key) and not wide


class Reason(msgspec.Struct, frozen=True):
    """One rule's word: how much it holds (0 to 1), in words an analyst can print."""

    score: float
    detail: str


def same_place(a: Facet, b: Facet) -> Reason:
    """Both are about one place; half where neither names one, or where it is as large as a province."""
    if not a.place_key and not b.place_key:
        return Reason(0.5, "neither names a place")
    if a.place_key == b.place_key and not a.pinned:
        return Reason(0.5, f"{a.place_key} is an area")
    return Reason(float(a.place_key == b.place_key), f"{a.place_key or 'nowhere'} / {b.place_key or 'nowhere'}")


def same_doer(a: Facet, b: Facet) -> Reason:
    """The same side does it, or neither claim says which."""
    return Reason(float(a.side == b.side), _sides(a, b))


def same_days(a: Facet, b: Facet) -> Reason:
    """The days meet; less with every day between them."""
    apart = days_apart(a.span, b.span)
    if apart is None:
        return Reason(float(a.span == b.span), "a day is missing")
    return Reason(1 - apart / (a.kind.window_days + 1), f"{a.span} and {b.span} lie {apart} days apart")


def same_event(a: Facet, b: Facet) -> Reason:
    """The same event; less for two that can be one event told in two ways."""
    return Reason(1.0 if a.claim.event == b.claim.event else 0.7, f"{a.claim.event} / {b.claim.event}")


def same_words(a: Facet, b: Facet) -> Reason:
    """They share words (Dice coefficient of the words of four letters and more)."""
    total = len(a.words) + len(b.words)
    shared = len(a.words & b.words)
    return Reason(2 * shared / total if total else 0.0, f"{shared} words shared of {len(a.words)} and {len(b.words)}")


def many_at_once(a: Facet, _: Facet) -> Reason:
    """It is of a kind that happens many times a day where it is said to: by kind, place, or for want of a doer."""
    unsaid = a.side is None and a.claim.event not in _MUTUAL
    return Reason(float(a.kind.loose or not a.pinned or unsaid), a.claim.event)


def other_doer(a: Facet, b: Facet) -> Reason:
    """Two different sides are said to do it: those are rivals, not the same; or only the later claim says who."""
    return Reason(float(b.side is not None and a.side != b.side), _sides(a, b))


def doer_unsaid(a: Facet, b: Facet) -> Reason:
    """Only the earlier claim says who does it, so that the words must tell that it is the same; a town falls once."""
    captured = a.claim.event == b.claim.event == "capture"
    return Reason(float(a.side is not None and b.side is None and not captured), _sides(a, b))


def _sides(a: Facet, b: Facet) -> str:
    return f"{a.side or 'nobody'} / {b.side or 'nobody'}"


def other_actors(a: Facet, b: Facet) -> Reason:
    """Different bodies or persons are named, in a kind of event where that makes it another event."""
    apart = bool(a.kind.loose and a.doers and b.doers and not a.doers & b.doers)
    return Reason(float(apart), f"{', '.join(sorted(a.doers))} / {', '.join(sorted(b.doers))}")


def figures_differ(a: Facet, b: Facet) -> Reason:
    """Both count the same thing, and the counts exclude one another."""
    for ours in a.claim.quantities:
        for theirs in b.claim.quantities:
            if ours.unit and ours.unit == theirs.unit and _exclude(ours, theirs):
                return Reason(1.0, f"{ours.text} against {theirs.text}")
    return Reason(0.0, "no counts that exclude one another")


def other_figures(a: Facet, b: Facet) -> Reason:
    """Both give counts and none agree, where nothing else pins the claims to one event."""
    ours, theirs = a.claim.quantities, b.claim.quantities
    apart = bool(ours and theirs and many_at_once(a, b).score and not any(_agree(x, y) for x in ours for y in theirs))
    return Reason(float(apart), f"{'; '.join(q.text for q in ours)} / {'; '.join(q.text for q in theirs)}")


Rule = Callable[[Facet, Facet], Reason]

# Read top to bottom: what speaks for one proposition, then what speaks against. `a` is the founder's facet, `b` the
# later one. A tight kind at one settlement, day and side links without any word in common (0.8). A loose kind, or one
# that nobody is said to have done, needs 3 words in 8 in common; 3 in 4 where no place is named or only a province.
# A later claim that leaves the doer unsaid needs half of its words in common with one that names a side, and a quarter
# where both tell of one capture.
RULES: Final[tuple[tuple[Rule, float], ...]] = (
    (same_place, 0.3),
    (same_doer, 0.2),
    (same_days, 0.2),
    (same_event, 0.1),
    (same_words, 0.4),
    (many_at_once, -0.25),
    (other_doer, -1.0),
    (doer_unsaid, -0.1),
    (other_actors, -0.15),
    (figures_differ, -0.3),
    (other_figures, -1.0),
)
LINK_FROM: Final = 0.7
_EPSILON: Final = 1e-9
# How many founders one facet is compared with at most: the latest of its block. Tight kinds found a handful a day.
_MOST_COMPARED: Final = 48


def compare(a: Facet, b: Facet) -> tuple[float, dict[str, Reason]]:
    """Weighed score of all rules that the later facet `b` belongs to what `a` founded, with each rule's reason."""
    reasons = {rule.__name__: rule(a, b) for rule, _ in RULES}
    return sum(weight * reasons[rule.__name__].score for rule, weight in RULES), reasons


def propositions(claims: Iterable[Claim], theatre: Theatre) -> tuple[Proposition, ...]:
    """Link resolved claims that say the same thing; each may support or deny one proposition a place.

    Claims outside speaking passages (headings, notes, furniture) are left out. The order of `claims` does not matter;
    time is linear in their number, since a claim is compared with at most 48 founders of its block (kind of event,
    place, day window). An id hashes kind, side, place and first day of the founding claim (for claims without a place
    its words), and how many before it have the same; it stays when claims published later come in.
    """
    spoken = (c for c in claims if c.passage_kind in SPEAKING or c.passage_kind == "rubric")
    blocks: dict[tuple[str, ...], list[list[Facet]]] = {}
    groups: list[list[Facet]] = []
    doers, offices = Doers(theatre), Offices(theatre)
    for claim in sorted(spoken, key=_publication_order):
        for facet in facets(claim, doers, offices):
            group = _home(facet, blocks)
            if group is None:
                group = []
                groups.append(group)
                for key in _block_keys(facet, reach=0):
                    blocks.setdefault(key, []).append(group)
            group.append(facet)
    seen: Counter[str] = Counter()
    return tuple(_proposition(group, seen) for group in groups)


def facets(claim: Claim, doers: Doers, offices: Offices) -> Iterator[Facet]:
    """The claim once for each office, else place, that the event is about, or once without any."""
    kind = _KINDS.get(claim.event) or Kind(claim.event, 3, loose=True)
    whole = Facet(
        claim=claim,
        kind=kind,
        modality=modality(claim),
        denies=denies(claim),
        span=claim.valid(),
        side=doers.side(claim),
        place=None,
        words=frozenset(_WORD.findall(claim.content.text.casefold())),
        doers=frozenset(a.actor_id for a in claim.actors if a.actor_id),
    )
    held = offices.held(claim)
    for one in held:
        yield msgspec.structs.replace(whole, kind=_HOLDS_OFFICE, held=one, side=one.office.side)
    for place in () if held else _places(claim, kind) or (None,):
        near = kind is _CONTROL and place is not None and place.role == "at"
        yield msgspec.structs.replace(whole, kind=_POSITIONS if near else kind, place=place)


_WORD: Final = re.compile(r"\w{4,}")


def days_apart(a: Span | None, b: Span | None) -> int | None:
    """Days between two spans, 0 where they meet; None where one is missing."""
    if a is None or b is None:
        return None
    return max(0, (b.first - a.last).days, (a.first - b.last).days)


def _agree(a: Quantity, b: Quantity) -> bool:
    """Do both count the same thing, to counts that can be one?"""
    return (a.unit, a.of.casefold()) == (b.unit, b.of.casefold()) and not _exclude(a, b)


def _exclude(a: Quantity, b: Quantity) -> bool:
    below = a.high is not None and b.low is not None and a.high < b.low
    above = b.high is not None and a.low is not None and b.high < a.low
    return below or above


def _publication_order(claim: Claim) -> tuple[date, str, int, str]:
    return claim.published or date.max, claim.document, claim.content.start, claim.id


def _places(claim: Claim, kind: Kind) -> tuple[PlaceMention, ...]:
    """The places that the event is about, each once."""
    for roles in kind.roles:
        named = {p.key or p.text.casefold(): p for p in claim.places if p.role in roles}
        if named:
            return tuple(named.values())
    return ()


def _block_keys(facet: Facet, *, reach: int) -> Iterator[tuple[str, ...]]:
    """The blocks a facet stands in: kind, modality, place (else its rarest-hashing words) and day windows."""
    heads = [facet.place_key] if facet.place_key else sorted(facet.words, key=lambda w: crc32(w.encode()))[:3]
    width = max(facet.kind.window_days, 1)
    windows: Iterable[int | str] = ("undated",)
    if facet.span is not None:
        # A span of more than a month is filed under its first month: nothing so vague founds a daily event.
        first, last = facet.span.first.toordinal(), facet.span.last.toordinal()
        windows = range(first // width - reach, min(last, first + 31) // width + reach + 1)
    for head in heads or [""]:
        for window in windows:
            yield facet.kind.name, facet.modality, head, str(window)


def _home(facet: Facet, blocks: Mapping[tuple[str, ...], list[list[Facet]]]) -> list[Facet] | None:
    """The group whose founder the facet fits best, the earlier where two fit alike; None where none fits."""
    near: dict[int, list[Facet]] = {}
    for key in _block_keys(facet, reach=1):
        near.update((id(group), group) for group in blocks.get(key, ())[-_MOST_COMPARED:])
    best, home = LINK_FROM - _EPSILON, None
    for group in list(near.values())[-_MOST_COMPARED:]:
        apart = days_apart(group[0].span, facet.span)
        if apart is not None and apart > facet.kind.window_days:
            continue
        score, _ = compare(group[0], facet)
        if score > best + _EPSILON:
            best, home = score, group
    return home


def _proposition(group: list[Facet], seen: Counter[str]) -> Proposition:
    founder = group[0]
    place = founder.place
    first = founder.span.first.isoformat() if founder.span else ""
    about = founder.place_key or " ".join(sorted(founder.words))
    key = "|".join((founder.kind.name, founder.modality, founder.side or "", about, first))
    seen[key] += 1
    spans = [f.span for f in group if f.span is not None]
    return Proposition(
        id=sha256(f"{key}|{seen[key]}".encode()).hexdigest()[:16],
        event=founder.claim.event,
        span=Span(min(s.first for s in spans), max(s.last for s in spans)) if spans else None,
        place=place.key if place else None,
        place_name=(place.name or place.text) if place else "",
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        radius_km=place.radius_km if place else None,
        side=founder.side,
        effort=next((f.claim.effort for f in group if f.claim.effort), None),
        modality=founder.modality,
        office=founder.held.office.id if founder.held else None,
        holder=founder.held.holder if founder.held else "",
        supports=tuple(dict.fromkeys(f.claim.id for f in group if not f.denies)),
        denies=tuple(dict.fromkeys(f.claim.id for f in group if f.denies)),
    )
