"""Which town's paragraph a place belongs in: the town by which the day's documents locate it, else its own."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from situate.geo import Point, distance_km
from situate.model import Claim, PlaceMention
from situate.produce.located import locator_of
from situate.produce.spelling import house_name
from situate.theatre import Theatre

# Farther off than this a town is only a direction. Two thirds of the locators of the reports of 2022 are nearer.
_NEAR_KM: Final = 25.0
# Two gazetteers' points of one city lie this far apart.
_ITSELF_KM: Final = 10.0


class Towns:
    """Counts the anchors of the locators that the day's claims give each place."""

    def __init__(self, claims: Iterable[Claim], theatre: Theatre) -> None:
        self._theatre = theatre
        self._efforts = {e.id: e for e in theatre.efforts}
        self._anchors: dict[str, Counter[str]] = {}
        for claim in claims:
            for place in claim.places:
                locator = locator_of(place, claim)
                if locator and locator.anchor and (locator.distance_km or _NEAR_KM + 1) <= _NEAR_KM:
                    anchor = house_name(locator.anchor, theatre)
                    self._anchors.setdefault(self._plain(place), Counter())[anchor] += 1

    def name(self, place: PlaceMention, effort: str) -> str:
        """The heading of a place: its own name where the effort is anchored in it, or where nothing locates it."""
        anchored = self._anchored(place, effort)
        own = self._plain(place)
        if anchored or own not in self._anchors:
            return anchored or self._short(own)
        return self._short(min(self._anchors[own].items(), key=lambda kv: (-kv[1], kv[0]))[0])

    def _short(self, name: str) -> str:
        """A city under the one name that the theatre's efforts know it by, with "City" or without."""
        known = {anchor for e in self._efforts.values() for anchor, _, _ in e.anchors}
        return next((n for n in (name, name.removesuffix(" City"), f"{name} City") if n in known), name)

    def _anchored(self, place: PlaceMention, effort: str) -> str:
        """The name of the effort's anchor that the place is; "" where it is none."""
        if effort not in self._efforts or place.lat is None or place.lon is None:
            return ""
        point = Point(lat=place.lat, lon=place.lon)
        near = [(distance_km(point, Point(lat=lat, lon=lon)), name) for name, lat, lon in self._efforts[effort].anchors]
        distance, name = min(near, default=(_ITSELF_KM + 1, ""))
        alike = name == self._plain(place) or name.startswith(f"{self._plain(place)} ")
        return name if distance <= _ITSELF_KM and alike else ""

    def _plain(self, place: PlaceMention) -> str:
        return house_name(place.name or place.text, self._theatre)
