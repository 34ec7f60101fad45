"""Whose a phrase is: the adjectives and the countries of the theatre's sides."""

from situate.resolve.aliases import Aliases, folded
from situate.theatre import Theatre


class Sides:
    """Tells the side of a phrase from the words that mark the sides' own."""

    def __init__(self, theatre: Theatre) -> None:
        countries = {code: side.id for side in theatre.sides for code in side.countries}
        named = [
            (countries[area.country], (area.name, *area.aliases))
            for area in theatre.areas
            if area.kind == "country" and area.country in countries
        ]
        self._words = Aliases([*((s.id, (s.name, *s.adjectives)) for s in theatre.sides), *named])

    def of(self, phrase: str) -> str | None:
        """The one side whose words stand in the phrase; None for none or for several."""
        sides = {found.id for found in self._words.find(folded(phrase))}
        return sides.pop() if len(sides) == 1 else None

    def before(self, phrase: str, start: int) -> str | None:
        """The side that the word directly before `start` marks in a folded phrase: "Belarusian" before "ministry"."""
        ending = phrase[:start].rstrip()
        return next((found.id for found in self._words.find(ending) if found.end == len(ending)), None)
