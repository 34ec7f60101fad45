"""Places of a document's claims: what each says about another is gathered, then every name is judged."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from situate.gazetteer import Gazetteer, normal
from situate.geo import Point
from situate.model import Candidate, Claim, Document, Locator, PlaceMention
from situate.resolve.candidates import Candidates, Option
from situate.resolve.scoring import Scorer, Setting, Verdict
from situate.resolve.weights import FLOOR_AMONG, KEPT, TOWN, WEIGHTS
from situate.theatre import Theatre

# How far "around" reaches, in characters: two or three sentences to either side.
_AROUND: Final = 500
# The most that neighbours can add to a score, or take from it.
_SWING: Final = WEIGHTS["list"] + WEIGHTS["around"]
# A name's normal form, and where it lies.
_Named = tuple[str, Point]
# What a name's normal form means in the document, and by which method that was found.
_Senses = dict[str, tuple[Option, str]]


class Places:
    """Resolves the place names of documents against one theatre and one gazetteer."""

    def __init__(self, theatre: Theatre, gazetteer: Gazetteer) -> None:
        self._candidates = Candidates(theatre, gazetteer)
        self._scorer = Scorer(theatre, self._candidates)

    def resolve(self, document: Document, claims: Sequence[Claim]) -> list[tuple[PlaceMention, ...]]:
        """The places of each claim, resolved, in the claims' order.

        Names are read three times: each by itself, then beside the neighbours that are sure, and what is still
        open then in the sense that the rest of the document gives it.
        """
        judged: dict[Setting, Verdict] = {}

        def judge(setting: Setting) -> Verdict:
            if (verdict := judged.get(setting)) is None:
                verdict = judged[setting] = self._scorer.judge(setting)
            return verdict

        anchors = tuple(sorted({told.anchor for claim in claims for told in claim.locators if told.anchor}))
        settings = [self._settings(document, claim, anchors) for claim in claims]
        senses = self._senses(setting for row in settings for setting in row)
        meant = [[_with_sense(setting, senses) for setting in row] for row in settings]
        sure = [[(normal(s.text), chosen.point) for s in row if (chosen := _sure(judge(s)))] for row in meant]
        rows: list[list[Verdict]] = []
        for index in range(len(claims)):
            around = [pair for other in _window(claims, index) for pair in sure[other]]
            alone = [(setting, judge(setting)) for setting in meant[index]]
            rows.append([v if _settled(v) else judge(_beside(s, sure[index], around)) for s, v in alone])
        known = _agreed(pair for row in zip(meant, rows, strict=True) for pair in zip(*row, strict=True))
        return [
            tuple(
                _filled(place, verdict if verdict.chosen is not None else judge(_with_sense(setting, known)))
                for place, setting, verdict in zip(claim.places, settings_of, row, strict=True)
            )
            for claim, settings_of, row in zip(claims, meant, rows, strict=True)
        ]

    def _settings(self, document: Document, claim: Claim, anchors: tuple[str, ...]) -> list[Setting]:
        if not claim.places:
            return []
        texts = self._full_texts(document, claim)
        areas = [area for text in texts if (area := self._candidates.area(text))]
        admins = frozenset((area.country, area.admin1) for area in areas if area.admin1)
        located: dict[str, list[Locator]] = {}
        for locator in claim.locators:
            located.setdefault(normal(locator.of), []).append(locator)
        common = Setting(text="", effort=claim.effort, admins=admins)
        return [
            replace(common, text=text, locators=tuple(own), anchors=anchors if own else ())
            for text, place in zip(texts, claim.places, strict=True)
            for own in [located.get(normal(place.text), ())]
        ]

    def _full_texts(self, document: Document, claim: Claim) -> list[str]:
        """The names as meant: in "Luhansk, Donetsk, and Kharkiv Oblasts" each stands for its oblast."""
        texts = [place.text for place in claim.places]
        order = sorted(range(len(texts)), key=lambda index: claim.places[index].start, reverse=True)
        head: str | None = None
        start = 0
        for index in order:
            place = claim.places[index]
            between = document.text[place.end : start] if place.end <= start else "."
            if own := self._candidates.head(place.text):
                head = own
            elif head and between.replace(",", " ").split() in ([], ["and"], ["or"]) and between.strip(" "):
                texts[index] = f"{place.text} {head}" if self._candidates.area(f"{place.text} {head}") else place.text
            else:
                head = None
            start = place.start
        return texts

    def _senses(self, settings: Iterable[Setting]) -> _Senses:
        """What a name means where the document itself says where it lies."""
        senses: _Senses = {}
        for setting in settings:
            key = normal(setting.text)
            if setting.locators and key not in senses:
                verdict = self._scorer.judge(setting)
                if verdict.chosen is not None:
                    senses[key] = (verdict.chosen, verdict.method)
        return senses


def _with_sense(setting: Setting, senses: _Senses) -> Setting:
    if setting.locators or (sense := senses.get(normal(setting.text))) is None:
        return setting
    return replace(setting, sense=sense[0], sense_from=sense[1])


def _agreed(pairs: Iterable[tuple[Setting, Verdict]]) -> _Senses:
    """What a name means wherever the document settles it, where that is one and the same."""
    senses: _Senses = {}
    disputed: set[str] = set()
    for setting, verdict in pairs:
        key = normal(setting.text)
        if verdict.chosen is not None and senses.setdefault(key, (verdict.chosen, verdict.method))[0] != verdict.chosen:
            disputed.add(key)
    return {key: sense for key, sense in senses.items() if key not in disputed}


def _sure(verdict: Verdict) -> Option | None:
    """What is settled well enough to tell where its neighbours lie; an area is too wide for that."""
    return verdict.chosen if verdict.chosen is not None and verdict.chosen.kind != "area" else None


def _settled(verdict: Verdict) -> bool:
    """Can no neighbour change it: an area, a town that alone bears its name, or a lead that no neighbour can turn?"""
    chosen = verdict.chosen
    if chosen is None or not verdict.ranked:
        return False
    best, *rivals = verdict.ranked
    if chosen.kind == "area" or (not rivals and chosen.population >= TOWN):
        return True
    lead = best.score - rivals[0].score if rivals else 2 * _SWING
    return lead >= 2 * _SWING and best.score >= FLOOR_AMONG + _SWING


def _window(claims: Sequence[Claim], index: int) -> Iterator[int]:
    """The claims that stand around one in its section, by their places in the list."""
    claim = claims[index]
    for step in (-1, 1):
        other = index + step
        while 0 <= other < len(claims) and abs(claims[other].start - claim.start) <= _AROUND:
            if claims[other].section == claim.section:
                yield other
            other += step


def _beside(setting: Setting, near: list[_Named], around: list[_Named]) -> Setting:
    """The setting with the points of the other places of its claim, and of the claims around it."""
    if not setting.text or not (near or around):
        return setting
    key = normal(setting.text)
    return replace(
        setting,
        near=tuple(sorted({point for name, point in near if name != key})),
        around=tuple(sorted({point for name, point in around if name != key})),
    )


def _filled(place: PlaceMention, verdict: Verdict) -> PlaceMention:
    candidates = tuple(
        Candidate(
            gazetteer_id=s.option.id, name=s.option.name, lat=round(s.option.point.lat, 5),
            lon=round(s.option.point.lon, 5), score=round(s.score, 2), reason="; ".join(s.words),
        )
        for s in verdict.ranked[:KEPT]
    )  # fmt: skip
    fields = {name: getattr(place, name) for name in ("text", "start", "end", "role")}
    chosen = verdict.chosen
    if chosen is None:
        return PlaceMention(**fields, method="unplaced", candidates=candidates)
    return PlaceMention(
        **fields, name=chosen.name, lat=round(chosen.point.lat, 5), lon=round(chosen.point.lon, 5),
        radius_km=chosen.radius_km, method=verdict.method, gazetteer_id=chosen.id, candidates=candidates,
    )  # fmt: skip
