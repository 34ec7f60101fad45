"""What a document's names say about one another: who stands beside whom, and what a name means elsewhere in it."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from situate.gazetteer import normal
from situate.geo import Point
from situate.model import Claim, Locator
from situate.resolve.candidates import Option
from situate.resolve.directions import Direction
from situate.resolve.evidence import Setting, Verdict
from situate.resolve.fronts import Front
from situate.resolve.scoring import Scorer

# How far "around" reaches, in characters: two or three sentences to either side.
_AROUND: Final = 500


class Sense(NamedTuple):
    """What a name means in the document, by which method that was found, and in the sections of which fronts."""

    option: Option
    method: str
    fronts: frozenset[Front] = frozenset()


# By a name's normal form.
Senses = dict[str, Sense]


class Mention(NamedTuple):
    """One place of a claim: its name as meant, that name's normal form, and the locators that are about it."""

    text: str
    key: str
    locators: tuple[Locator, ...]


class Neighbourhood:
    """The points that are sure in each claim of a document, and in the claims around it."""

    def __init__(
        self, claims: Sequence[Claim], rows: Sequence[Sequence[Mention]], alone: Sequence[Sequence[Verdict]],
        senses: Senses, scorer: Scorer,
    ) -> None:  # fmt: skip
        self._claims, self._rows, self._alone = claims, rows, alone
        fronts = (row[0].setting.front if row else None for row in alone)
        self._directions = [front.towns if isinstance(front, Direction) else None for front in fronts]
        self._senses = senses
        self._sure = [
            {m.key: point for m, v in zip(*pair, strict=True) if (point := self._point(m, v)) is not None}
            for pair in zip(rows, alone, strict=True)
        ]
        self._towns: list[dict[str, Point]] = [
            {
                normal(told.anchor): anchors[0].option.point
                for told in claim.locators
                if told.anchor and (anchors := scorer.anchors(told.anchor, claim.effort))
            }
            for claim in claims
        ]
        self._around: dict[int, list[tuple[str, Point]]] = {}

    def _point(self, mention: Mention, verdict: Verdict) -> Point | None:
        """Where it is sure to lie; an area is too wide to tell where its neighbours lie."""
        sense = sense_of(self._senses, mention, verdict)
        chosen = verdict.chosen if sense is None else sense.option
        return chosen.point if chosen is not None and chosen.kind != "area" else None

    @cached_property
    def _doubted(self) -> set[str]:
        return {key for index in range(len(self._rows)) for key in self._guessed(index)}

    def _guessed(self, index: int) -> set[str]:
        """What may have been taken for a namesake: it says nothing beside what may not."""
        pairs = zip(self._rows[index], self._alone[index], strict=True)
        return {m.key for m, v in pairs if not (v.alone or m.locators or m.key in self._senses)}

    def setting(self, index: int, mention: Mention, verdict: Verdict, admins: frozenset[tuple[str, str]]) -> Setting:
        """The verdict's setting with its neighbours' points and with the sense that the name has elsewhere."""
        setting = verdict.setting
        # A great city that gives its name to the direction of a province lies far from most of it.
        others = [(key, at) for key, at in self._sure[index].items() if key != mention.key]
        if others and isinstance(setting.front, Direction):
            towns = {at for _, at, great in setting.front.towns if great}
            others = [(key, at) for key, at in others if at not in towns]
        near: tuple[Point, ...] = ()
        if others:
            guessed = self._guessed(index) if len(others) > 1 else ()
            near = tuple(sorted({at for key, at in others if key not in guessed} or {at for _, at in others}))
        # What its own locators are told from has spoken already.
        own = {mention.key, *(normal(told.anchor) for told in mention.locators if told.anchor)}
        window = [(key, point) for key, point in self._window(index) if key not in own]
        around = tuple(point for _, point in window)
        doubted = not isinstance(setting.front, str) and self._doubted.issuperset(key for key, _ in (*others, *window))
        sense = sense_of(self._senses, mention, verdict)
        return Setting(
            text=setting.text, front=setting.front, locators=setting.locators, anchors=setting.anchors,
            admins=admins, near=near, around=around, doubted=doubted,
            sense=sense.option if sense else None, sense_from=sense.method if sense else "",
        )  # fmt: skip

    def _window(self, index: int) -> list[tuple[str, Point]]:
        """What is sure in the claims that stand around one in its section, and what they tell distances from."""
        kept = self._around.get(index)
        if kept is not None:
            return kept
        claim = self._claims[index]
        found = dict(self._towns[index])
        for step in (-1, 1):
            other = index + step
            while 0 <= other < len(self._claims) and abs(self._claims[other].start - claim.start) <= _AROUND:
                if self._claims[other].section == claim.section and self._of_one_front(index, other):
                    found.update(self._towns[other])
                    found.update(self._sure[other])
                other += step
        kept = self._around[index] = sorted(found.items())
        return kept

    def _of_one_front(self, index: int, other: int) -> bool:
        """May another claim tell where one's places lie? A staff goes from direction to direction."""
        own = self._directions[index]
        return own is None or own == self._directions[other]


def sense_of(senses: Senses, mention: Mention, verdict: Verdict) -> Sense | None:
    """What the rest of the document says that a name means, where its own words do not say where it lies.

    A section of another front names its own bearer of the name, where `verdict` found one there.
    """
    sense = senses.get(mention.key)
    if sense is None or mention.locators:
        return None
    front = verdict.setting.front
    another = isinstance(front, str) and front not in sense.fronts
    return None if another and verdict.chosen not in (None, sense.option) else sense


def senses_told(rows: Sequence[Sequence[Mention]], alone: Sequence[Sequence[Verdict]]) -> Senses:
    """What a name means where the document itself says where it lies: the first that it says."""
    senses: Senses = {}
    for row, verdicts in zip(rows, alone, strict=True):
        for mention, verdict in zip(row, verdicts, strict=True):
            if mention.locators and verdict.chosen is not None:
                told = senses.get(mention.key) or Sense(verdict.chosen, verdict.method)
                if told.option == verdict.chosen:
                    senses[mention.key] = told._replace(fronts=told.fronts | {verdict.setting.front})
    return senses


def senses_agreed(rows: Sequence[Sequence[Mention]], final: Iterable[Sequence[Verdict]]) -> Senses:
    """What a name means wherever the document settles it, where that is one and the same."""
    senses: Senses = {}
    disputed: set[str] = set()
    for row, verdicts in zip(rows, final, strict=True):
        for mention, verdict in zip(row, verdicts, strict=True):
            chosen = verdict.chosen
            if chosen is not None and senses.setdefault(mention.key, Sense(chosen, verdict.method)).option != chosen:
                disputed.add(mention.key)
    return {key: sense for key, sense in senses.items() if key not in disputed}
