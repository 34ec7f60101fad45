"""Places of a document's claims: what each says about another is gathered, then every name is judged."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from msgspec.structs import replace

from situate.gazetteer import Gazetteer, normal
from situate.geo import Point
from situate.model import Candidate, Claim, Document, Locator, PlaceMention
from situate.resolve import receipts
from situate.resolve.candidates import Candidates, Option
from situate.resolve.evidence import Setting, Verdict
from situate.resolve.scoring import Scorer
from situate.resolve.weights import ADMIN, AROUND, FLOOR_AMONG, LIST, TOWN
from situate.theatre import LearnedPlace, Theatre

# How far "around" reaches, in characters: two or three sentences to either side.
_AROUND: Final = 500
# How many names' fillings are kept, the latest.
_KEPT: Final = 1 << 15
# The most that neighbours can add to a score, or take from it.
_SWING: Final = LIST + AROUND + ADMIN
# What a name's normal form means in the document, and by which method that was found.
_Senses = dict[str, tuple[Option, str]]


class _Mention(NamedTuple):
    """One place of a claim: its name as meant, that name's normal form, and the locators that are about it."""

    text: str
    key: str
    locators: tuple[Locator, ...]


class Places:
    """Resolves the place names of documents against one theatre, one gazetteer and what reports taught so far."""

    def __init__(self, theatre: Theatre, gazetteer: Gazetteer, learned: Sequence[LearnedPlace] = ()) -> None:
        self._candidates = Candidates(theatre, gazetteer, learned)
        self._scorer = Scorer(theatre, self._candidates)
        # What becomes of names where only the section's front speaks, ready to be filled in.
        self._plain = lru_cache(_KEPT)(self._fill_plain)

    def resolve(self, document: Document, claims: Sequence[Claim]) -> list[tuple[PlaceMention, ...]]:
        """The places of each claim, resolved, in the claims' order.

        Names are read three times: each by itself, then beside the neighbours that are sure, and what is still
        open then in the sense that the rest of the document gives it.
        """
        rows = [self._mentions(document, claim) for claim in claims]
        alone = self._alone(claims, rows)
        senses = _senses(rows, alone)
        beside = _Neighbourhood(claims, rows, alone, senses, self._scorer)
        final: list[list[Verdict]] = []
        for index, row in enumerate(rows):
            final.append([])
            for number, mention in enumerate(row):
                verdict, sense = alone[index][number], senses.get(mention.key)
                if _settled(verdict) and (sense is None or mention.locators or verdict.chosen == sense[0]):
                    final[index].append(verdict)
                    continue
                setting = beside.setting(index, mention, verdict.setting, self._admins(row))
                final[index].append(self._scorer.judge(setting))
        known = _agreed(rows, final)
        for row, verdicts in zip(rows, final, strict=True):
            for number, mention in enumerate(row):
                if verdicts[number].chosen is None and not mention.locators and (sense := known.get(mention.key)):
                    setting = replace(verdicts[number].setting, sense=sense[0], sense_from=sense[1])
                    verdicts[number] = self._scorer.judge(setting)
        return [
            tuple(map(self._filled, claim.places, verdicts)) if verdicts else ()
            for claim, verdicts in zip(claims, final, strict=True)
        ]

    def _mentions(self, document: Document, claim: Claim) -> list[_Mention]:
        if not claim.places:
            return []
        located: dict[str, list[Locator]] = {}
        for locator in claim.locators:
            located.setdefault(normal(locator.of), []).append(locator)
        return [
            _Mention(text, normal(text), tuple(located.get(normal(place.text), ())))
            for text, place in zip(self._full_texts(document, claim), claim.places, strict=True)
        ]

    def _full_texts(self, document: Document, claim: Claim) -> list[str]:
        """The names as meant: in "Luhansk, Donetsk, and Kharkiv Oblasts" each stands for its oblast."""
        texts = [place.text for place in claim.places]
        if not any(self._candidates.head(text) for text in texts):
            return texts
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

    def _alone(self, claims: Sequence[Claim], rows: Sequence[Sequence[_Mention]]) -> list[list[Verdict]]:
        """Each name by itself, in its section, where its locators say."""
        anchors = tuple(sorted({told.anchor for claim in claims for told in claim.locators if told.anchor}))
        judged: dict[tuple[str, str | None, tuple[Locator, ...]], Verdict] = {}
        verdicts: list[list[Verdict]] = []
        for claim, row in zip(claims, rows, strict=True):
            verdicts.append([])
            for mention in row:
                if not mention.locators:
                    verdicts[-1].append(self._scorer.plain(mention.text, claim.effort))
                    continue
                key = (mention.text, claim.effort, mention.locators)
                if (verdict := judged.get(key)) is None:
                    setting = Setting(
                        text=mention.text, effort=claim.effort, locators=mention.locators, anchors=anchors
                    )
                    verdict = judged[key] = self._scorer.judge(setting)
                verdicts[-1].append(verdict)
        return verdicts

    def _admins(self, row: Sequence[_Mention]) -> frozenset[tuple[str, str]]:
        areas = (self._candidates.area(mention.text) for mention in row)
        return frozenset((area.country, area.admin1) for area in areas if area is not None and area.admin1)

    def _filled(self, place: PlaceMention, verdict: Verdict) -> PlaceMention:
        """The mention with what became of it."""
        text, effort = verdict.setting.text, verdict.setting.effort
        if verdict is self._scorer.plain(text, effort):
            found = self._plain(text, effort)
        else:
            found = _filling(verdict, receipts.candidates(verdict, self._scorer))
        return PlaceMention(
            text=place.text, start=place.start, end=place.end, role=place.role, name=found.name, lat=found.lat,
            lon=found.lon, radius_km=found.radius_km, method=found.method, gazetteer_id=found.gazetteer_id,
            candidates=found.candidates,
        )  # fmt: skip

    def _fill_plain(self, text: str, effort: str | None) -> "_Filling":
        verdict = self._scorer.plain(text, effort)
        return _filling(verdict, receipts.candidates(verdict, self._scorer))


class _Filling(NamedTuple):
    """What a verdict puts into a mention."""

    name: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    method: str
    gazetteer_id: str | None
    candidates: tuple[Candidate, ...]


def _filling(verdict: Verdict, candidates: tuple[Candidate, ...]) -> _Filling:
    chosen = verdict.chosen
    if chosen is None:
        return _Filling(None, None, None, None, "unplaced", None, candidates)
    lat, lon = round(chosen.point.lat, 5), round(chosen.point.lon, 5)
    return _Filling(chosen.name, lat, lon, chosen.radius_km, verdict.method, chosen.id, candidates)


class _Neighbourhood:
    """The points that are sure in each claim of a document, and in the claims around it."""

    def __init__(
        self, claims: Sequence[Claim], rows: Sequence[Sequence[_Mention]], alone: Sequence[Sequence[Verdict]],
        senses: _Senses, scorer: Scorer,
    ) -> None:  # fmt: skip
        self._claims = claims
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
        self._around: dict[int, dict[str, Point]] = {}

    def _point(self, mention: _Mention, verdict: Verdict) -> Point | None:
        """Where it is sure to lie; an area is too wide to tell where its neighbours lie."""
        sense = self._senses.get(mention.key)
        chosen = verdict.chosen if sense is None or mention.locators else sense[0]
        return chosen.point if chosen is not None and chosen.kind != "area" else None

    def setting(self, index: int, mention: _Mention, setting: Setting, admins: frozenset[tuple[str, str]]) -> Setting:
        """The setting with its neighbours' points and with the sense that the name has elsewhere."""
        near = tuple(sorted({point for key, point in self._sure[index].items() if key != mention.key}))
        # What its own locators are told from has spoken already.
        own = {mention.key, *(normal(told.anchor) for told in mention.locators if told.anchor)}
        around = tuple(sorted({point for key, point in self._window(index).items() if key not in own}))
        sense = None if mention.locators else self._senses.get(mention.key)
        return Setting(
            text=setting.text, effort=setting.effort, locators=setting.locators, anchors=setting.anchors,
            admins=admins, near=near, around=around,
            sense=sense[0] if sense else None, sense_from=sense[1] if sense else "",
        )  # fmt: skip

    def _window(self, index: int) -> dict[str, Point]:
        """What is sure in the claims that stand around one in its section, and what they tell distances from."""
        found = self._around.get(index)
        if found is not None:
            return found
        claim = self._claims[index]
        found = dict(self._towns[index])
        for step in (-1, 1):
            other = index + step
            while 0 <= other < len(self._claims) and abs(self._claims[other].start - claim.start) <= _AROUND:
                if self._claims[other].section == claim.section:
                    found.update(self._towns[other])
                    found.update(self._sure[other])
                other += step
        self._around[index] = found
        return found


def _senses(rows: Sequence[Sequence[_Mention]], alone: Sequence[Sequence[Verdict]]) -> _Senses:
    """What a name means where the document itself says where it lies."""
    senses: _Senses = {}
    for row, verdicts in zip(rows, alone, strict=True):
        for mention, verdict in zip(row, verdicts, strict=True):
            if mention.locators and verdict.chosen is not None:
                senses.setdefault(mention.key, (verdict.chosen, verdict.method))
    return senses


def _agreed(rows: Sequence[Sequence[_Mention]], final: Iterable[Sequence[Verdict]]) -> _Senses:
    """What a name means wherever the document settles it, where that is one and the same."""
    senses: _Senses = {}
    disputed: set[str] = set()
    for row, verdicts in zip(rows, final, strict=True):
        for mention, verdict in zip(row, verdicts, strict=True):
            chosen = verdict.chosen
            if chosen is not None and senses.setdefault(mention.key, (chosen, verdict.method))[0] != chosen:
                disputed.add(mention.key)
    return {key: sense for key, sense in senses.items() if key not in disputed}


def _settled(verdict: Verdict) -> bool:
    """Can no neighbour change it: an area, a town that alone bears its name, or a lead that no neighbour can turn?"""
    chosen = verdict.chosen
    if chosen is None or not verdict.ranked:
        return False
    best = verdict.ranked[0].score
    if chosen.kind == "area" or (len(verdict.ranked) == 1 and chosen.population >= TOWN):
        return True
    lead = best - verdict.ranked[1].score if len(verdict.ranked) > 1 else 2 * _SWING
    return lead >= 2 * _SWING and best >= FLOOR_AMONG + _SWING
