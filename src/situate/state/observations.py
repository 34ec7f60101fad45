"""What one claim says about one settlement: who is there, in which state, said by which side, known from when."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Literal

import msgspec

from situate.errors import DataError
from situate.model import Claim, Judgment, PlaceMention, Proposition
from situate.state.wording import (
    is_beside,
    is_inside,
    is_no_hold,
    is_partial,
    is_settlement,
    is_share,
    is_suburb,
    takes,
    tells_of_claims,
    trails,
)
from situate.theatre import Source, Theatre
from situate.vocab import Event, Role

Tier = Literal["assessed", "claimed"]
Says = Literal["held", "entered", "advanced", "fighting", "left", "repels", "attacks", "shells", "against"]

# One thing can be told as any of these; other claims of a proposition tell of it beside something else.
_ALIKE: Final[tuple[frozenset[Event], ...]] = (
    frozenset({"capture", "hold", "advance"}),
    frozenset({"shelling", "strike"}),
)
# What tells of fighting rather than of who is where; nobody need be named for it.
_FIGHTING: Final[frozenset[Says]] = frozenset({"fighting", "repels", "attacks"})
# What a side does not do to what it holds.
CONDUCT: Final[frozenset[Says]] = frozenset({"attacks", "shells"})
# Larger than the largest city's half-width: beyond it "control" would be of an area, which is another ledger.
SETTLEMENT_RADIUS_KM: Final = 20.0
_AREAS: Final = frozenset({"area", "admin"})

# What an event says of the doer at a place, by the place's role. An attack near a place leaves its holder as it was.
_SAYS: Final[Mapping[tuple[Event, Role], Says]] = {
    ("capture", "object"): "held",
    ("hold", "object"): "held",
    ("advance", "object"): "entered",
    ("advance", "at"): "advanced",
    ("capture", "at"): "advanced",
    ("withdrawal", "from"): "left",
    ("withdrawal", "object"): "left",
    ("clash", "at"): "fighting",
    ("clash", "object"): "fighting",
    ("assault", "at"): "fighting",
    ("assault", "object"): "attacks",
    ("shelling", "object"): "shells",
    ("shelling", "at"): "shells",
    ("strike", "object"): "shells",
    ("strike", "at"): "shells",
    ("repelled", "at"): "fighting",
    ("repelled", "object"): "repels",
}


class Observation(msgspec.Struct, frozen=True, kw_only=True):
    """One claim's word on one settlement. `against` speaks against `side` being there; `why` says how.

    `camp` is the side that `side` stands with; `family` and `speaker_camp` are of the origin, None where it cannot
    count; `geolocated` where footage shows it; `lasts` where it tells of a state, not of an event.
    """

    place: str
    place_name: str
    lat: float
    lon: float
    radius_km: float
    tier: Tier
    says: Says
    side: str | None
    camp: str | None
    valid: date
    known: date
    proposition: str
    claim: str
    speaker: str
    speaker_camp: str | None = None
    family: str | None = None
    geolocated: bool = False
    lasts: bool = False
    why: str = ""

    @property
    def is_admission(self) -> bool:
        """Does one camp say it of the other?"""
        return self.speaker_camp is not None and self.camp is not None and self.speaker_camp != self.camp


class _Known(msgspec.Struct, frozen=True):
    """The theatre's sources by id, the camp of each side, and the sides that each sentence's claims are about."""

    sources: Mapping[str, Source]
    camps: Mapping[str, str]
    sentences: Mapping[tuple[str, int], frozenset[str]]


def observations(
    propositions: Iterable[Proposition],
    judgments: Iterable[Judgment],
    claims: Mapping[str, Claim],
    theatre: Theatre,
) -> Iterator[Observation]:
    """Every word on a settlement in judged propositions of fact. Raises DataError where a named claim is missing."""
    given = tuple(propositions)
    known = _Known({s.id: s for s in theatre.sources}, theatre.camps(), _sentences(given, claims))
    judged = {j.proposition: j for j in judgments}
    for p in given:
        judgment = judged.get(p.id)
        if judgment is None or p.modality != "fact" or p.place is None:
            continue
        # What its author took back, and what only passed that on, tells nothing.
        withdrawn = {c for line in judgment.receipt.collapsed if line.rule == "withdrawn" for c in line.claims}
        for claim_id in (c for c in p.supports if c not in withdrawn):
            yield from _word_for(p, _claim(claim_id, claims, p), known)
        for claim_id in (c for c in p.denies if c not in withdrawn):
            yield from _word_against(p, _claim(claim_id, claims, p), known)


def _sentences(
    propositions: Iterable[Proposition], claims: Mapping[str, Claim]
) -> Mapping[tuple[str, int], frozenset[str]]:
    found: dict[tuple[str, int], frozenset[str]] = {}
    for p in propositions:
        for claim in (claims[c] for c in p.supports if p.side is not None and c in claims):
            key = (claim.document, claim.start)
            found[key] = found.get(key, frozenset()) | {p.side or ""}
    return found


def _side(p: Proposition, claim: Claim, known: _Known) -> str | None:
    """The proposition's side; of a participle without a doer, the one that its sentence is about."""
    if p.side is None and trails(claim):
        of_sentence = known.sentences.get((claim.document, claim.start), frozenset())
        return next(iter(of_sentence)) if len(of_sentence) == 1 else None
    return p.side


def _claim(claim_id: str, claims: Mapping[str, Claim], p: Proposition) -> Claim:
    if claim_id not in claims:
        raise DataError(
            f"claim {claim_id} is not among the claims given",
            where=f"proposition {p.id}",
            remedy="derive control with the claims the propositions were made from",
        )
    return claims[claim_id]


def _word_for(p: Proposition, claim: Claim, known: _Known) -> Iterator[Observation]:
    mention = _mention(p, claim)
    says = _says(p, claim, mention) if mention else None
    if mention is None or says is None or (says not in _FIGHTING and _side(p, claim, known) is None):
        return
    seen = _observation(p, claim, mention, known, says)
    if seen is None:
        return
    if claim.author_view == "refutes":
        if says not in ("held", "entered"):
            return
        false = msgspec.structs.replace(seen, says="against", why="the author who reports it says that it is false")
        yield false
        yield msgspec.structs.replace(false, tier="assessed")
    else:
        yield seen
    why = _corroborated(claim, seen)
    if why and seen.tier == "claimed":
        yield msgspec.structs.replace(seen, tier="assessed", why=why)
    if says in CONDUCT and seen.tier == "assessed":
        # What a side does belies what it claims, whoever tells of it; who fights where stays with who assesses it.
        yield msgspec.structs.replace(seen, tier="claimed", says="shells")


def _says(p: Proposition, claim: Claim, mention: PlaceMention) -> Says | None:
    """What the claim says of the place; None where it is about something else there, or merely told with the others."""
    if claim.event != p.event and not any({claim.event, p.event} <= alike for alike in _ALIKE):
        return None
    says = _SAYS.get((claim.event, mention.role))
    if says is None and mention.role == "from" and claim.event in ("capture", "advance"):
        says = "held"  # the enemy was driven out of it
    if takes(claim, mention):
        says = "held"
    if says in _FIGHTING or says is None:
        return "fighting" if says and is_beside(claim, mention) else says
    if is_no_hold(claim) or (p.part and tells_of_claims(claim)):
        return None
    if says == "held" and (p.part or is_share(claim, mention)) and not is_suburb(claim, mention):
        return "entered"
    if is_beside(claim, mention) or (says == "left" and is_partial(claim, mention)):
        return None
    return "entered" if says == "advanced" and is_inside(claim) else says


def _corroborated(claim: Claim, seen: Observation) -> str:
    """Why a claim is more than one side's word: its author supports it, or it costs the side that says so; else ""."""
    if claim.author_view == "supports":
        return "the author who reports it supports it"
    if seen.family is None or claim.author_view in ("refutes", "doubts", "unverified"):
        return ""
    if seen.says in ("held", "entered") and seen.is_admission:
        return "the side that lost it says so"
    if seen.says == "left" and seen.speaker_camp is not None and seen.speaker_camp == seen.camp:
        return "the side that left says so"
    return ""


def _word_against(p: Proposition, claim: Claim, known: _Known) -> Iterator[Observation]:
    mention = _mention(p, claim)
    # Who did not advance there may hold it all the same.
    if mention is None or p.side is None or claim.event == "advance" or _says(p, claim, mention) != "held":
        return
    seen = _observation(p, claim, mention, known, "against")
    if seen is not None and claim.author_view != "refutes":
        yield msgspec.structs.replace(seen, why="it is denied")


def _mention(p: Proposition, claim: Claim) -> PlaceMention | None:
    """The claim's mention of the proposition's settlement; None for an area."""
    for mention in claim.places:
        if mention.key == p.place:
            wide = mention.method in _AREAS or (mention.radius_km or 0.0) > SETTLEMENT_RADIUS_KM
            return mention if not wide and is_settlement(mention) else None
    return None


def _observation(p: Proposition, claim: Claim, mention: PlaceMention, known: _Known, says: Says) -> Observation | None:
    """The claim's word, or None where it has no day or no point."""
    span = claim.valid()
    if span is None or claim.published is None or p.place is None or mention.lat is None or mention.lon is None:
        return None
    side, source = _side(p, claim, known), known.sources.get(claim.origin_id or "")
    counts = source is not None and source.kind not in ("class", "unnamed", "imagery")
    assessed = source is not None and source.kind == "think_tank" and not claim.speakers
    geolocated = claim.evidence == "geolocated" and claim.author_view != "refutes"
    return Observation(
        place=p.place,
        place_name=p.place_name,
        lat=mention.lat,
        lon=mention.lon,
        radius_km=mention.radius_km or 0.0,
        tier="assessed" if assessed or geolocated else "claimed",
        says=says,
        side=side,
        camp=known.camps.get(side or "", side),
        valid=min(span.last, claim.published) if span.first <= claim.published else span.first,
        known=claim.published,
        proposition=p.id,
        claim=claim.id,
        speaker=_speaker(claim, source),
        speaker_camp=known.camps.get(source.side or "") if source else None,
        family=source.family if source and counts else None,
        geolocated=geolocated and not assessed,
        lasts=claim.event == "hold",
        why=f"{side} carries out {claim.event} on it" if says in CONDUCT else "",
    )


def _speaker(claim: Claim, source: Source | None) -> str:
    if not claim.speakers and claim.author_view != "own":
        return f"somebody unnamed, as {claim.publisher or 'the document'} has it"
    if source is not None:
        return source.name
    return claim.speakers[-1].text if claim.speakers else claim.publisher or "somebody unnamed"
