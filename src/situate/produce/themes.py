"""What a day's speakers talk about beside the fighting: a thing that several of them name, whatever they say of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from situate.model import Claim
from situate.produce.desk import Desk
from situate.produce.who import family
from situate.produce.words import GROUND, THINGS, WORD

# So many families of sources make a thing a theme: two may be an exchange, three are talk.
_FAMILIES: Final = 3


class Themes:
    """Finds the theme of a claim; fighting by a belligerent has none, whatever it is fought with."""

    def __init__(self, claims: Iterable[Claim], desk: Desk) -> None:
        self._fights = {side.id for side in desk.theatre.sides if side.fights and not side.stands_with}
        said: dict[str, set[str]] = defaultdict(set)
        given = tuple(claims)
        for claim in given:
            for thing in self._things(claim):
                said[thing].add(family(claim, desk))
        self.families = {thing: len(who) for thing, who in said.items() if len(who) >= _FAMILIES}
        self._of = {claim.id: self._theme(claim) for claim in given}

    def of(self, claim: Claim) -> str:
        """The theme that a claim speaks to; "" for none."""
        return self._of.get(claim.id, "")

    def efforts(self, efforts: dict[str, str], thematic: frozenset[str]) -> dict[str, str]:
        """The effort of every claim; what has none takes the thematic one under which most of its theme is told."""
        told: dict[str, Counter[str]] = defaultdict(Counter)
        for claim, theme in self._of.items():
            if theme and efforts.get(claim, "") in thematic:
                told[theme][efforts[claim]] += 1
        found = {theme: min(counts, key=lambda e: (-counts[e], e)) for theme, counts in told.items()}
        return {claim: effort or found.get(self._of.get(claim, ""), "") for claim, effort in efforts.items()}

    def _theme(self, claim: Claim) -> str:
        known = [thing for thing in self._things(claim) if thing in self.families]
        return min(known, key=lambda thing: (-self.families[thing], thing), default="")

    def _things(self, claim: Claim) -> frozenset[str]:
        if claim.event in GROUND and any(actor.side in self._fights for actor in claim.actors):
            return frozenset()
        return THINGS & frozenset(WORD.findall(claim.content.text))
