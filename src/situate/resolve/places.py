"""Places of a document's claims: what each says about another is gathered, then every name is judged."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from msgspec.structs import replace

from situate.gazetteer import Gazetteer, normal
from situate.model import Candidate, Claim, Document, Locator, PlaceMention
from situate.resolve import receipts
from situate.resolve.candidates import Candidates
from situate.resolve.directions import directions_told
from situate.resolve.evidence import Setting, Verdict
from situate.resolve.fronts import Front
from situate.resolve.neighbourhood import Mention, Neighbourhood, Senses, sense_of, senses_agreed, senses_told
from situate.resolve.scoring import Scorer
from situate.resolve.the_city import towns_meant
from situate.resolve.weights import ADMIN, AROUND, FLOOR_AMONG, LIST, TOWN
from situate.theatre import LearnedPlace, Theatre

# How many names' fillings are kept, the latest.
_KEPT: Final = 1 << 15
# The most that neighbours can add to a score, or take from it.
_SWING: Final = LIST + AROUND + ADMIN
# What ties two names of regions: "the A-B Oblast border".
_TIES: Final = frozenset({"-", "–"})


class Places:
    """Resolves the place names of documents against one theatre, one gazetteer and what reports taught so far."""

    def __init__(self, theatre: Theatre, gazetteer: Gazetteer, learned: Sequence[LearnedPlace] = ()) -> None:
        self._candidates = Candidates(theatre, gazetteer, learned)
        self._scorer = Scorer(theatre, self._candidates)
        # What becomes of names where only the section's front speaks, ready to be filled in.
        self._plain = lru_cache(_KEPT)(self._fill_plain)

    def resolve(self, document: Document, claims: Sequence[Claim]) -> list[tuple[PlaceMention, ...]]:
        """The places of each claim, resolved, in the claims' order.

        Each name is read by itself, then beside the neighbours that are sure; what is still open then, beside those
        that this settled, and at last in the sense that the rest of the document gives it.
        """
        towns = towns_meant(claims, self._candidates)
        rows = [self._mentions(document, claim, towns) for claim in claims]
        alone = self._alone(claims, rows, self._fronts(document, claims))
        senses = senses_told(rows, alone)
        beside = Neighbourhood(claims, rows, alone, senses, self._scorer)
        final: list[list[Verdict]] = []
        for index, row in enumerate(rows):
            final.append([])
            for number, mention in enumerate(row):
                verdict = alone[index][number]
                sense = sense_of(senses, mention, verdict)
                if _settled(verdict) and (sense is None or verdict.chosen == sense.option):
                    final[index].append(verdict)
                    continue
                setting = beside.setting(index, mention, verdict, self._admins(row, mention))
                final[index].append(self._scorer.again(verdict, setting))
        self._once_more(claims, rows, alone, final, senses)
        known = senses_agreed(rows, final)
        for row, verdicts in zip(rows, final, strict=True):
            for number, mention in enumerate(row):
                if verdicts[number].chosen is None and not mention.locators and (sense := known.get(mention.key)):
                    setting = replace(verdicts[number].setting, sense=sense.option, sense_from=sense.method)
                    verdicts[number] = self._scorer.again(verdicts[number], setting)
        return [
            tuple(map(self._filled, claim.places, verdicts)) if verdicts else ()
            for claim, verdicts in zip(claims, final, strict=True)
        ]

    def _once_more(
        self, claims: Sequence[Claim], rows: Sequence[Sequence[Mention]], alone: Sequence[Sequence[Verdict]],
        final: list[list[Verdict]], senses: Senses,
    ) -> None:  # fmt: skip
        """Judge what is still open beside neighbours of its claim that were open at first and are settled now.

        In "the A-B line" both may have namesakes: what is around settles one, and that one the other.
        """
        beside = None
        for index, row in enumerate(rows):
            opened = [number for number, verdict in enumerate(final[index]) if verdict.chosen is None]
            if not opened or all(
                one.chosen is not None or other.chosen is None
                for one, other in zip(alone[index], final[index], strict=True)
            ):
                continue
            beside = beside or Neighbourhood(claims, rows, final, senses, self._scorer)
            for number in opened:
                verdict = final[index][number]
                setting = beside.setting(index, row[number], verdict, self._admins(row, row[number]))
                final[index][number] = self._scorer.again(verdict, setting)

    def _mentions(self, document: Document, claim: Claim, towns: Mapping[tuple[int, str], str]) -> list[Mention]:
        """The places of a claim with their locators; "the city" of these is the town that is meant."""
        if not claim.places:
            return []
        located: dict[str, list[Locator]] = {}
        for locator in claim.locators:
            town = towns.get((locator.start, locator.of))
            meant = locator if town is None else replace(locator, anchor=town)
            located.setdefault(normal(locator.of), []).append(meant)
        return [
            Mention(text, normal(text), tuple(located.get(normal(place.text), ())))
            for text, place in zip(self._full_texts(document, claim), claim.places, strict=True)
        ]

    def _full_texts(self, document: Document, claim: Claim) -> list[str]:
        """The names as meant: in "A, B, and C Oblasts" and in "A-B Oblast" each stands for its oblast."""
        texts = [place.text for place in claim.places]
        if len(texts) > 1:
            self._tie(document, claim, texts)
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

    def _tie(self, document: Document, claim: Claim, texts: list[str]) -> None:
        """The first name of "A-B Oblast" is meant as that of an oblast too."""
        for index, place in enumerate(claim.places):
            after = place.end + 1
            if document.text[place.end : after] not in _TIES:
                continue
            tied = next((other.text for other in claim.places if other.start == after), "")
            name, _, head = tied.rpartition(" ")
            if name and self._candidates.area(tied) and self._candidates.area(f"{place.text} {head}"):
                texts[index] = f"{place.text} {head}"

    def _fronts(self, document: Document, claims: Sequence[Claim]) -> list[Front]:
        """What each claim tells of: its section's effort, else the direction that the text names."""
        fronts: list[Front] = [claim.effort for claim in claims]
        bare = [index for index, claim in enumerate(claims) if claim.effort is None and claim.places]
        if bare:
            open_claims = [claims[index] for index in bare]
            told = directions_told(document.text, open_claims, lambda name: self._scorer.plain(name, None).chosen)
            for index, direction in zip(bare, told, strict=True):
                fronts[index] = direction
        return fronts

    def _alone(
        self, claims: Sequence[Claim], rows: Sequence[Sequence[Mention]], fronts: Sequence[Front]
    ) -> list[list[Verdict]]:
        """Each name by itself, on its front, where its locators say."""
        anchors = tuple(sorted({told.anchor for claim in claims for told in claim.locators if told.anchor}))
        judged: dict[tuple[str, Front, tuple[Locator, ...]], Verdict] = {}
        verdicts: list[list[Verdict]] = []
        for front, row in zip(fronts, rows, strict=True):
            verdicts.append([])
            for mention in row:
                if not mention.locators:
                    verdicts[-1].append(self._scorer.plain(mention.text, front))
                    continue
                key = (mention.text, front, mention.locators)
                if (verdict := judged.get(key)) is None:
                    setting = Setting(text=mention.text, front=front, locators=mention.locators, anchors=anchors)
                    verdict = judged[key] = self._scorer.judge(setting)
                verdicts[-1].append(verdict)
        return verdicts

    def _admins(self, row: Sequence[Mention], mention: Mention) -> frozenset[tuple[str, str]]:
        """The regions named beside a mention, and those in its own brackets ("Corva (western Tarn Oblast)")."""
        told = (
            one.anchor for one in mention.locators if one.anchor and one.bearing is None and one.distance_km is None
        )
        areas = map(self._candidates.area, (*(other.text for other in row), *told))
        return frozenset((area.country, area.admin1) for area in areas if area is not None and area.admin1)

    def _filled(self, place: PlaceMention, verdict: Verdict) -> PlaceMention:
        """The mention with what became of it."""
        text, front = verdict.setting.text, verdict.setting.front
        if verdict is self._scorer.plain(text, front):
            found = self._plain(text, front)
        else:
            found = _filling(verdict, receipts.candidates(verdict, self._scorer))
        return PlaceMention(
            text=place.text, start=place.start, end=place.end, role=place.role, name=found.name, lat=found.lat,
            lon=found.lon, radius_km=found.radius_km, method=found.method, gazetteer_id=found.gazetteer_id,
            candidates=found.candidates, pointer=place.pointer,
        )  # fmt: skip

    def _fill_plain(self, text: str, front: Front) -> "_Filling":
        verdict = self._scorer.plain(text, front)
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
