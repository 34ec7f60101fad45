"""What a name could mean: places of the gazetteer, areas and house spellings of the theatre, near misspellings."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import msgspec
from msgspec.structs import replace

from situate.gazetteer import Gazetteer, Toponym, normal
from situate.geo import EIGHT_POINTS, Point
from situate.resolve.geometry import near_km, settlement_radius_km
from situate.resolve.respelling import NearNames
from situate.resolve.weights import TOWN
from situate.theatre import Area, LearnedPlace, Theatre

# English words around a name that are no part of it: "the outskirts of Donetsk City", "Bakhmut's".
_AROUND: Final = re.compile(r"^(?:the |.* of )+|['’]s?$| [Cc]ity$")
# "Northern Kharkiv", "southeastern Ukraine".
_COMPASS_PREFIX: Final = re.compile(rf"^(?:{'|'.join(EIGHT_POINTS)})(?:ern)? ", re.IGNORECASE)
# What lies at the town it is named after, though not in its middle.
_FACILITY: Final = re.compile(
    r" (?:air ?(?:base|field|port)|bridge|dam|reservoir|raion|district|hromada|suburbs?)$", re.IGNORECASE
)
_FACILITY_KM: Final = 10.0
# A power station or a works lies about the town it is named after, but one that bears a great city's name may lie far
# from it, in a town of its own, and a nuclear one does.
_WORKS: Final = re.compile(
    r" (?:(?:thermal|heat and|combined heat and|hydro(?:electric)?|coal|gas)[ -])?"
    r"(?:power ?(?:plants?|stations?)|TPPs?|CHPs?|(?:coke|coking|chemical|cement) plant|steel ?works)$",
    re.IGNORECASE,
)
_WORKS_KM: Final = 15.0
_GREAT: Final = 200_000
# Two gazetteers give one village points up to this far apart; two villages of one name hardly ever lie so close.
_SAME_PLACE_KM: Final = 4.0
# More of latitude lies between two points of no one place: twice those kilometres and a great city's half radius.
_SAME_PLACE_DEGREES: Final = 0.2
# A place lies this much beyond the circle that words give it and may still be meant: its own extent, and the author's.
LEARNED_SLACK_KM: Final = 5.0
# How many names' meanings are kept.
_KEPT: Final = 1 << 15
# Outside the theatre a name is taken for a place only where it is a city that readers know.
_KNOWN_ABROAD: Final = 100_000
# A name that also names an area means the town where the town is at least this large.
_TOWN: Final = 20_000


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a name could mean. `kind` is place, area or learned; `edits` counts corrected letters;
    `alias` is true where the place goes by another name first, `locators` counts those it was learned from.
    """

    id: str
    name: str
    point: Point
    radius_km: float
    kind: str = "place"
    country: str = ""
    admin1: str = ""
    population: int = 0
    edits: int = 0
    alias: bool = False
    locators: int = 0

    @property
    def is_town(self) -> bool:
        """Is it a town that readers know, and under this name?"""
        return self.kind == "place" and self.population >= TOWN and not self.alias and not self.edits


class Candidates:
    """Looks names up in a gazetteer, a theatre and what was learned, and keeps what it found."""

    def __init__(self, theatre: Theatre, gazetteer: Gazetteer, learned: Sequence[LearnedPlace] = ()) -> None:
        """`learned` is what the ledger's own reports taught; it is added to what the theatre has."""
        self._theatre, self._gazetteer = theatre, gazetteer
        self._learned: dict[str, list[LearnedPlace]] = {}
        for row in (*theatre.learned, *learned):
            self._learned.setdefault(normal(row.name), []).append(row)
        self._areas = {normal(name): area for area in theatre.areas for name in (*area.aliases, area.name)}
        self._own_names = {normal(area.name) for area in theatre.areas}
        places = [s for s in theatre.spellings if s.kind == "place"]
        self._house = {normal(s.variant): s.house for s in places} | {normal(s.house): s.house for s in places}
        self._heads = {normal(a.name).split()[-1] for a in theatre.areas if " " in a.name}
        self._near_names = NearNames(gazetteer)
        # What was found is kept, the latest names only: documents may hold any number of them.
        self._kept_options = lru_cache(_KEPT)(self._look_up)
        self._kept_corrections = lru_cache(_KEPT)(self._corrections)
        self._kept_areas = lru_cache(_KEPT)(self._find_area)

    def of(self, text: str) -> tuple[Option, ...]:
        """Everything that the name may mean as it is spelled; () for a name nobody knows."""
        return self._kept_options(text)

    def learned(self, text: str) -> Sequence[LearnedPlace]:
        """Where locators of reports put the name; () where none did."""
        return self._learned.get(normal(_forms(text)[-1])) or ()

    def area(self, text: str) -> Area | None:
        """The area of that name, also in the plural ("Luhansk Oblasts") and after a compass word."""
        return self._kept_areas(text)

    def _find_area(self, text: str) -> Area | None:
        for form in (text, _AROUND.sub("", text), _COMPASS_PREFIX.sub("", text)):
            key = normal(form)
            if area := self._areas.get(key) or self._areas.get(key.removesuffix("s")):
                return area
        return None

    def head(self, text: str) -> str | None:
        """The word that makes an area of a name ("Oblast"), where `text` ends in its plural; else None."""
        if not text.endswith("s"):
            return None
        last = text.rstrip().rpartition(" ")[2]
        return last[:-1] if last.endswith("s") and normal(last[:-1]) in self._heads else None

    def _look_up(self, text: str) -> tuple[Option, ...]:
        area = self.area(text)
        if area is not None and (area.kind == "country" or normal(text) in self._own_names):
            return (_of_area(area),)
        for form in _forms(text):
            places = self._places(form)
            if places and (area is None or places[0].population >= _TOWN):
                return (*places, *self._unlisted(text, places))
        if area is None and (unlisted := tuple(self._unlisted(text, ()))):
            return unlisted
        return (_of_area(area),) if area else self._at_its_town(text)

    def _at_its_town(self, text: str) -> tuple[Option, ...]:
        """What a facility of a town may mean: every place that the town may be, with room about it."""
        if (town := _FACILITY.sub("", text)) != text:
            return tuple(
                replace(o, radius_km=max(o.radius_km, _FACILITY_KM)) for o in self.of(town) if o.kind == "place"
            )
        if (town := _WORKS.sub("", text)) != text:
            found = [o for o in self.of(town) if o.kind == "place"]
            if all(o.population < _GREAT for o in found):
                return tuple(replace(o, radius_km=max(o.radius_km, _WORKS_KM)) for o in found)
        return ()

    def _places(self, form: str) -> tuple[Option, ...]:
        names = {form, self._house.get(normal(form), form)}
        found = {place.id: place for name in sorted(names) for place in self._gazetteer.named(name)}
        return self._merged([p for p in found.values() if self._plausible(p)], form)

    def _unlisted(self, text: str, places: Sequence[Option]) -> Iterator[Option]:
        """The learned places of that name where no place of the gazetteer lies that could be it."""
        for row in self.learned(text):
            point = Point(lat=row.lat, lon=row.lon)
            # Compass words err: a bearer of the name a little beyond the circle is the one, not an unknown twin.
            if not any(near_km(point, o.point) <= 2 * (row.radius_km + LEARNED_SLACK_KM) for o in places):
                yield learned_option(row.name, point, row.radius_km, row.n)

    def _plausible(self, place: Toponym) -> bool:
        at_home = place.country in self._theatre.countries or (not place.country and self._theatre.holds(place.point))
        return at_home or place.population >= _KNOWN_ABROAD

    def _merged(self, places: list[Toponym], form: str) -> tuple[Option, ...]:
        """One option a place, the most populous first, where two gazetteers hold it under two ids."""
        kept: list[Option] = []
        for place in sorted(places, key=lambda p: (-p.population, p.id)):
            at = place.point
            # A name may have a hundred bearers: most lie too far north or south of one another to be measured.
            near = [o for o in kept if abs(o.point.lat - at.lat) < _SAME_PLACE_DEGREES]
            if not any(near_km(at, o.point) < _SAME_PLACE_KM + o.radius_km / 2 for o in near):
                kept.append(self._of_place(place, name=form))
        return tuple(kept)

    def _of_place(self, place: Toponym, *, name: str = "", edits: int = 0) -> Option:
        """A place under the name the house gives it, else under `name`, as the text has it."""
        own, house = normal(place.name), self._house.get(normal(name), "")
        meant = house if house and normal(house) == own else self._house.get(own) or name or place.name
        alias = own not in map(normal, (name, house, meant))
        people = max(0, place.population)  # a dump may hold anything
        return Option(
            id=place.id, name=meant, point=place.point, edits=edits, alias=alias,
            radius_km=settlement_radius_km(people), country=place.country, admin1=place.admin1, population=people,
        )  # fmt: skip

    def corrected(self, text: str) -> tuple[Option, ...]:
        """Places whose names are a slip of the pen or another language's vowels away."""
        return self._kept_corrections(text)

    def _corrections(self, text: str) -> tuple[Option, ...]:
        return tuple(self._correct(_forms(text)[-1]))

    def _correct(self, name: str) -> Iterator[Option]:
        seen: set[str] = set()
        for key, edits in self._near_names.of(name):
            house = self._house.get(key, "")
            for place in self._gazetteer.named(key):
                if place.id in seen or not self._plausible(place):
                    continue
                named = house if normal(house) == key else place.name
                option = self._of_place(place, name=named, edits=edits)
                # Who slips writes the name in use: a letter off a former name is chance ("Stolin", "Stalino").
                if key in {normal(place.name), normal(option.name)} or not edits:
                    seen.add(place.id)
                    yield option if edits else replace(option, alias=True)


def learned_option(name: str, point: Point, radius_km: float, locators: int) -> Option:
    """A place that words alone put on the map; its id tells where."""
    return Option(
        id=f"learned:{normal(name)}@{point.lat:.2f},{point.lon:.2f}", name=name, point=point,
        radius_km=round(radius_km, 1), kind="learned", locators=locators,
    )  # fmt: skip


def _of_area(area: Area) -> Option:
    return Option(
        id=f"area:{area.id}", name=area.name, point=Point(lat=area.lat, lon=area.lon), radius_km=area.radius_km,
        kind="area", country=area.country, admin1=area.admin1 if area.kind == "admin1" else "",
    )  # fmt: skip


def _forms(text: str) -> tuple[str, ...]:
    """The name as written, and without the words around it."""
    bare = text
    while (shorter := _AROUND.sub("", bare)) != bare and shorter:
        bare = shorter
    turned = _COMPASS_PREFIX.sub("", bare)
    return tuple(dict.fromkeys((text, bare, turned)))
