"""What linking looks at: a claim about one of its places, with the kind of event that it can be told as."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from situate.gazetteer import normal
from situate.model import Claim, PlaceMention
from situate.resolve.acts import Act, act, means, rings
from situate.resolve.offices import Held, Offices
from situate.resolve.spots import Spot, names_front, parts_named, share_ringed, spot
from situate.resolve.wording import (
    Doers,
    Modality,
    aims,
    denies,
    drives_out,
    excepts,
    modality,
    of_part,
    tells_of_claims,
)
from situate.theatre import Office
from situate.timespan import Span
from situate.vocab import Event, Role

Roles = tuple[tuple[Role, ...], ...]
_THERE: Final[Roles] = (("object", "at"),)
_TAKEN_FIRST: Final[Roles] = (("object",), ("at",))
_ALONG: Final[Roles] = (("object", "at"), ("between",))
_AIMED: Final[Roles] = (("object", "at"), ("between",), ("toward",))
_LEFT: Final[Roles] = (("from",), ("object", "at"))


class Kind(msgspec.Struct, frozen=True):
    """Events that can be one event told in two ways, how many days apart, and where their place stands.

    `loose` kinds may happen many times at one place on one day, so that only the words tell them apart.
    `roles` tells which places are the event's own: the first group of roles that any place has.
    `lasting` kinds are states and processes, one for days on end; an act is new each day.
    """

    name: str
    window_days: int
    loose: bool = False
    roles: Roles = _ALONG
    lasting: bool = False


# Windows in days: what is daily business along a front (attacks, fires) is one event only on a day that both claims
# mean; a capture is reported for about a week after it happened (median lag of the 2022 reports: 1 to 3 days).
_CONTROL: Final = Kind("control", 7, roles=_TAKEN_FIRST, lasting=True)
# Holding positions near a place, taking ground there or a part of it, is not to hold the place.
_POSITIONS: Final = Kind("positions", 3, roles=_THERE)
# Who drives the enemy out of a place takes it.
_DRIVEN_OUT: Final = msgspec.structs.replace(_CONTROL, roles=(("object",), ("from",)))
_FIRES: Final = Kind("fires", 0)
_RING: Final = Kind("ring", 5, roles=_AIMED, lasting=True)
# What both sides do at once needs no doer.
MUTUAL: Final[frozenset[Event]] = frozenset({"clash"})
_KINDS: Final[Mapping[Event, Kind]] = {
    "capture": _CONTROL,
    "hold": _CONTROL,
    "advance": Kind("advance", 1, roles=_THERE),
    "withdrawal": Kind("withdrawal", 5, roles=_LEFT, lasting=True),
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


# What goes on for longer than its window: a ring that closes, a front that is left.
_PROCESSES: Final = frozenset({"ring", "withdrawal"})
# Beyond this radius a "place" is an area: two events in it need have nothing to do with one another.
_AREA_FROM_KM: Final = 20.0
# A road of a province, by its number, is fought for as one thing; one across the country is not.
_ROAD: Final = re.compile(r"[A-Z]{1,2}-?\d{2,5}")
_ROAD_KM: Final = 60.0
# Forecasts and judgments without a day are repeated word by word for about a week.
_AGAIN_DAYS: Final = 7
# Offices change hands within days of being said to: reports of one appointment differ by about a week.
_HOLDS_OFFICE: Final = Kind("office", 7, lasting=True)


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules look at: one claim about one of its places. `doers` are actors' ids, `words` of the content.

    `part` where it is about a part of the place, what lies near it, or claims on it: no word on who has the whole.
    `spot` is where at the place, `means` what a strike was done by, `names_day` whether the words give the event's day,
    `parts` the parts of a place that are held or taken, `among` how many places the event is told of, `attacker` whose
    attack it is, also where it is told of those who beat it off, `lent` whether the sentence before has the place,
    `units` the numbers of the units that do it, `over` those and those of the formations that they are said to be of.
    """

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
    part: bool = False
    spot: Spot = frozenset()
    act: Act = "deed"
    means: frozenset[str] = frozenset()
    names_day: bool = False
    parts: frozenset[str] = frozenset()
    among: int = 0
    attacker: str | None = None
    lent: bool = False
    units: frozenset[str] = frozenset()
    over: frozenset[str] = frozenset()

    @property
    def event(self) -> Event:
        """What it tells of: the claim's event, a capture where the enemy is driven out of a place."""
        return "capture" if self.kind is _DRIVEN_OUT else self.claim.event

    @property
    def publisher(self) -> str:
        """Who published it, by the theatre's id or the name."""
        return self.claim.publisher_id or self.claim.publisher

    @property
    def families(self) -> frozenset[str]:
        """The kinds of event as which another publisher may tell it; who attacks and who repels tell of two things."""
        found = _FAMILIES.get(self.kind.name, frozenset({self.kind.name}))
        struck = self.kind.name in _STRUCK and _BY_FIRE.search(self.claim.content.text)
        return found | {"fires"} if struck else found

    @property
    def place_key(self) -> str:
        """The resolved place, else the name as written, else nothing; an office with its holder stands for a place."""
        if self.held is not None:
            return f"office:{self.held.office.id}={self.held.holder}"
        if self.place is None:
            return ""
        return self.place.key or f"name:{self.place.text.casefold()}"

    @property
    def place_name(self) -> str:
        """The place as two publishers would both write it: its name, in small letters; "" for none."""
        return normal(self.place.name or self.place.text) if self.place is not None else ""

    @property
    def goes_on(self) -> bool:
        """Is it no deed of a day, but expected, aimed at, of a loose kind, a ring or a withdrawal, told for days?"""
        standing = self.modality != "fact" or self.kind.loose or self.act != "deed"
        return standing or self.kind.name in _PROCESSES

    @property
    def goes_on_that_day(self) -> bool:
        """Is it told as going on, which a report says of its own day? Of acts also by "are fighting"."""
        text = self.claim.content.text
        if self.kind.loose:
            return _GOES_ON.search(text[:_OPENING]) is not None
        return _GOES_ON.search(text) is not None or _UNDER_WAY.search(text) is not None

    @property
    def again_days(self) -> int:
        """Within how many days one voice may say it again in the same words."""
        return max(self.kind.window_days, _AGAIN_DAYS if self.goes_on else 0)

    @property
    def pinned(self) -> bool:
        """Is it about one settlement, road or office? Elsewhere many things of one kind happen in a day."""
        if self.place is None or self.held is not None:
            return self.held is not None
        radius_km = self.place.radius_km or 0
        if radius_km <= _AREA_FROM_KM:
            return True
        # Ground is taken at many places along one road.
        is_road = radius_km <= _ROAD_KM and _ROAD.fullmatch(self.place.text) is not None
        return is_road and self.kind is not _POSITIONS


def facets(claim: Claim, doers: Doers, offices: Offices, last: dict[str, Office] | None = None) -> Iterator[Facet]:
    """The claim once for each office, else place, that the event is about, or once without any.

    `last` tells which office each last name was last said to hold in the document, and grows.
    """
    kind, side = _kind(claim), doers.side(claim)
    whole = Facet(
        claim=claim,
        kind=kind,
        modality=modality(claim),
        denies=denies(claim),
        span=days_of(claim),
        side=side,
        attacker=doers.attacker(claim, side),
        place=None,
        words=words_of(claim.content.text),
        doers=frozenset(a.actor_id for a in claim.actors if a.actor_id),
        act="aim" if aims(claim) else act(claim),
        means=means(claim),
        names_day=any(d.of == "event" for d in claim.dates),
        units=frozenset(n for a in claim.actors for n in _UNIT.findall(_itself(a.text))),
        over=frozenset(n for a in claim.actors for n in _UNIT.findall(a.text)),
    )
    held = offices.held(claim, last)
    of_control = kind is _CONTROL or kind is _DRIVEN_OUT
    told = of_control and tells_of_claims(claim)
    for one in held:
        yield msgspec.structs.replace(whole, kind=_HOLDS_OFFICE, held=one, side=one.office.side)
    found = () if held else _places(claim, kind)
    whole = msgspec.structs.replace(whole, among=len(found))
    for place in () if held else found or (None,):
        if of_control and place is not None and excepts(claim, place):
            continue
        beside = place is not None and place.role == "at" and not _is_what_was_taken(claim, place)
        part = of_control and place is not None and (beside or of_part(claim, place) or told)
        of_place = _POSITIONS if part else kind
        # Who holds the whole of a place holds all its sides; of loose kinds the words tell.
        sided = place is not None and of_place not in (_CONTROL, _DRIVEN_OUT) and not of_place.loose
        at = spot(claim, place) if place is not None and sided else frozenset()
        parts = parts_named(claim) if part else share_ringed(claim) if kind is _RING else frozenset()
        yield msgspec.structs.replace(whole, kind=of_place, place=place, part=part, spot=at, parts=parts)


def _kind(claim: Claim) -> Kind:
    if rings(claim):
        return _RING
    found = _KINDS.get(claim.event) or Kind(claim.event, 3, loose=True)
    roles = {p.role for p in claim.places}
    return _DRIVEN_OUT if "from" in roles and "object" not in roles and drives_out(claim) else found


_FAMILIES: Final[Mapping[str, frozenset[str]]] = {
    "advance": frozenset({"gains"}),
    "positions": frozenset({"gains"}),
    "harm": frozenset({"harm"}),
    "losses": frozenset({"harm"}),
}
# "A strike on the market killed three" tells of the strike too.
_STRUCK: Final = frozenset({"harm", "losses", "interdiction"})
_BY_FIRE: Final = re.compile(
    r"\b(?:(?:air ?)?(?:strikes?|raids?)|shell(?:ing|ed)|bomb(?:s|ed|ing)?|missiles?|rockets?|drones?|fired|attacks?"
    r"|hit|struck)\b",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(r"\b(?:continu(?:e|es|ed|ing)|focus(?:es|ed|ing)?|resum(?:e|es|ed|ing))\b")
# Of what is of a loose kind only the main verb tells.
_OPENING: Final = 60
_UNDER_WAY: Final = re.compile(r"\b(?:is|are)(?: \w+ly)? \w+ing\b")
_WORD: Final = re.compile(r"\w{4,}")
# The number of a unit, the word for one behind it.
_UNIT: Final = re.compile(
    r"\b(\d+)(?:st|nd|rd|th|d)\b(?=(?:(?:,| and| \d+(?:st|nd|rd|th|d)| [\w’'-]+){0,6}?)"
    r" (?:[Aa]rm(?:y|ies)|[Bb]attalions?|[Bb]rigades?|[Cc]ompan(?:y|ies)|[Cc]orps|[Dd]ivisions?|[Rr]egiments?)\b)"
)
_BRACKET: Final = re.compile(r"\([^()]*\)")
# "X, captured on 5 May": what a participle stands behind is what was taken.
_TAKEN: Final = re.compile(r"(?:(?:re)?captured|seized|liberated|retaken|taken|(?:re)?occupied)\b")
_BEHIND: Final = 3


def _is_what_was_taken(claim: Claim, place: PlaceMention) -> bool:
    gap = claim.content.start - (place.start + len(place.text))
    return 0 <= gap <= _BEHIND and _TAKEN.match(claim.content.text) is not None


def _itself(named: str) -> str:
    """ "The 68th Battalion of the 20th Division (8th Army)": a unit without the formations that it is said to be of."""
    bare = _BRACKET.sub("", named)
    unit = _UNIT.search(bare)
    return bare if unit is None else bare[: unit.end()] + bare[unit.end() :].partition(" of the ")[0]


def words_of(text: str) -> frozenset[str]:
    """Its words of four letters and more, in small letters."""
    return frozenset(_WORD.findall(text.casefold()))


def days_of(claim: Claim) -> Span | None:
    """The days it speaks of; where it names none, the day on which it was said rather than that of the report on it."""
    said = [d for d in claim.dates if d.of == "speech" and claim.published and d.last <= claim.published]
    if said and not any(d.of == "event" for d in claim.dates):
        return Span(max(d.first for d in said), max(d.last for d in said))
    return claim.valid()


def days_apart(a: Span | None, b: Span | None) -> int | None:
    """Days between two spans, 0 where they meet; None where one is missing."""
    if a is None or b is None:
        return None
    return max(0, (b.first - a.last).days, (a.first - b.last).days)


def _places(claim: Claim, kind: Kind) -> tuple[PlaceMention, ...]:
    """The places that the event is about, each once."""
    for roles in kind.roles:
        named = {p.key or p.text.casefold(): p for p in claim.places if p.role in roles or _is_what_was_taken(claim, p)}
        if len(named) > 1 and not kind.loose:
            # "In the X direction, near Y": what a front is called after is not where it happened.
            named = {key: p for key, p in named.items() if not names_front(claim, p)} or named
        if named:
            return tuple(named.values())
    return ()
