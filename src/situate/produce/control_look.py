"""How states of control are said and drawn: one phrase, one fill; the side by colour, the state by pattern."""

from collections.abc import Mapping
from typing import Final

import msgspec

from situate.model import Control
from situate.theatre import Theatre

# Told apart in every common form of colour blindness, also in grey (Okabe and Ito 2008): in the order of the theatre's
# sides. What nobody is named for is grey.
_COLOURS: Final = ("#c8443a", "#0072b2", "#009e73", "#8f4a76", "#7a6a00", "#3d5a73")
NOBODY: Final = "#7d8590"
_PHRASES: Final[Mapping[str, str]] = {
    "held": "held by {}",
    "entered": "{} is inside it",
    "advanced": "{} advanced there",
    "fighting": "fighting there",
    "contested": "contested{}",
    "unknown": "nobody known to hold it{}",
}


class Palette:
    """The colours and names of a theatre's sides."""

    def __init__(self, theatre: Theatre) -> None:
        self._names = {s.id: s.name for s in theatre.sides}
        self._colours = {s.id: _COLOURS[n % len(_COLOURS)] for n, s in enumerate(theatre.sides)}

    def name(self, side: str) -> str:
        """The side's name, its id where the theatre has none."""
        return self._names.get(side, side)

    def colour(self, side: str | None) -> str:
        """The side's colour, grey for nobody."""
        return self._colours.get(side or "", NOBODY)

    def words(self, row: Control) -> str:
        """The state in a phrase: "held by Reds", "contested between Blues and Reds"."""
        sides = [self.name(s) for s in row.between]
        if row.state == "contested":
            return _PHRASES[row.state].format(f" between {' and '.join(sides)}" if len(sides) > 1 else "")
        if row.state == "unknown":
            return _PHRASES[row.state].format(f": {' and '.join(sides)} left" if sides else "")
        return _PHRASES[row.state].format(self.name(row.side or "") or "somebody")

    def look(self, row: Control) -> "Look":
        """How the state is drawn."""
        first, second = self.colour(row.side), NOBODY
        if row.between:
            first, second = self.colour(row.between[0]), self.colour(row.between[-1])
        return Look(state=row.state, first=first, second=second if row.between else first)


class Look(msgspec.Struct, frozen=True, order=True):
    """A fill: what state, in which one or two colours."""

    state: str
    first: str
    second: str

    @property
    def pattern(self) -> str:
        """The id of the pattern that fills it; "" where one colour does."""
        if self.state in ("held", "advanced", "unknown"):
            return ""
        return f"{self.state}-{self.first[1:]}-{self.second[1:]}"

    @property
    def fill(self) -> str:
        """A value of SVG's `fill`."""
        if self.pattern:
            return f"url(#{self.pattern})"
        return "#ffffff" if self.state == "unknown" else self.first

    @property
    def opacity(self) -> float:
        """Ground near a place is paler than the place."""
        return 0.35 if self.state == "advanced" else 1.0
