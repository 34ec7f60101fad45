"""What bears on the meaning of one place name, and what becomes of it: a setting, scored candidates, a choice."""

from typing import NamedTuple

import msgspec

from situate.geo import Point
from situate.model import Locator
from situate.resolve.candidates import Option
from situate.resolve.fronts import Front


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What the document says around a mention that bears on where it lies.

    `front` is what its section is about, or the direction that the text names before it;
    `doubted` is true where all its neighbours may be namesakes: they say nothing against a place near a front.
    `admins` holds (country, admin1) of the areas named beside it, `near` the points of its neighbours in the claim,
    `around` of those in the claims around, `sense` what the name was found to mean elsewhere in the document and
    `sense_from` by which method, `anchors` what the document's locators are told from.
    """

    text: str
    front: Front = None
    doubted: bool = False
    locators: tuple[Locator, ...] = ()
    admins: frozenset[tuple[str, str]] = frozenset()
    sense_from: str = ""
    near: tuple[Point, ...] = ()
    around: tuple[Point, ...] = ()
    sense: Option | None = None
    anchors: tuple[str, ...] = ()


class Prior(NamedTuple):
    """A candidate before the document is asked: `score` is the weighed sum of the parts that follow it.

    `renown` is 0 for a village that the gazetteer does not count, 1 from a million people on; `narrowing` the length
    of its degree of longitude over that of latitude; `front` what its front value was measured from, `known` by how
    many locators of other reports it is known (0 where they put the name elsewhere, None where none did).
    """

    option: Option
    renown: float
    narrowing: float
    score: float
    population: float
    home: float
    spelling: float
    effort: float
    front: str
    known_score: float
    known: int | None
    described: bool


class Scored(NamedTuple):
    """A candidate in its setting: the sum, its prior, and what each rule of the document gave it, weighed."""

    score: float
    prior: Prior
    locator: float
    sense: float
    near: float
    around: float
    admin: float

    @property
    def option(self) -> Option:
        """The candidate itself."""
        return self.prior.option


class Verdict(NamedTuple):
    """The scored options, best first, and the choice among them: None where none is good enough.

    `alone` is true where nothing else bears the name; `rule` is what decided, `floor` what the best had to reach,
    `lead` how far it is ahead of the best that lies elsewhere (None where there is none), `margin` how far it had to.
    """

    ranked: tuple[Scored, ...]
    chosen: Option | None
    method: str
    setting: Setting
    alone: bool = False
    rule: str = ""
    floor: float = 0.0
    lead: float | None = None
    margin: float = 0.0
