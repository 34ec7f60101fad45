"""Who speaks in a claim, and whether that voice can count as one."""

from collections.abc import Mapping
from typing import Final

import msgspec

from situate.model import Claim
from situate.theatre import Source

_POSSIBLE: Final = frozenset({"may", "might", "could", "possible", "possibly"})


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """The origin of one claim, `source` its id.

    `family` is None where it cannot count as an independent voice; `why` says so.
    `camp` is the side that its own side stands with. `assessor` marks an assessment's own assertion: it weighs as the
    assessor's word, not as one more source. `withdrawn` says how it fell (edited, deleted, rejected or a relay of such;
    "" where it stands): nothing of it weighs.
    """

    claim: Claim
    name: str
    source: str = ""
    family: str | None = None
    camp: str | None = None
    assessor: bool = False
    why: str = ""
    withdrawn: str = ""

    @property
    def supposes(self) -> bool:
        """Does it hold the thing possible and no more ("may", "might", "could"), which no scale of probability has?"""
        likelihood = self.claim.likelihood
        return likelihood is not None and likelihood.text.casefold() in _POSSIBLE


def voice(claim: Claim, sources: Mapping[str, Source], camps: Mapping[str, str]) -> Voice:
    """The innermost speaker of a claim, or its author; a relay without a named origin has no voice of its own."""
    source = sources.get(claim.origin_id or "")
    name = source.name if source else _written(claim)
    camp = camps.get(source.side or "") if source else None
    assessor = source is not None and source.kind == "think_tank" and not claim.speakers
    why = _why_not_counted(claim, source)
    if why or source is None:
        return Voice(claim=claim, name=name, source=claim.origin_id or "", camp=camp, why=why)
    return Voice(claim=claim, name=name, source=source.id, family=source.family, camp=camp, assessor=assessor)


def fallen(standing: Voice, how: str, why: str) -> Voice:
    """The voice of a claim that fell: it keeps its name, and counts for nothing."""
    return msgspec.structs.replace(standing, family=None, assessor=False, why=why, withdrawn=how)


def _written(claim: Claim) -> str:
    if claim.speakers:
        return claim.speakers[-1].text
    return (claim.publisher or "the author") if claim.author_view == "own" else "somebody unnamed"


def _why_not_counted(claim: Claim, source: Source | None) -> str:
    if not claim.speakers and claim.author_view != "own":
        return "nobody is named as its source"
    if source is None:
        return f"the theatre does not know {_written(claim)!r}"
    if source.kind in ("class", "unnamed"):
        return f"{source.name!r} names no one source"
    if source.kind == "imagery":
        return "imagery does not speak: it weighs as evidence"
    if claim.stance == "relays" and len(claim.speakers) < 2:
        return f"{source.name} relays a claim whose origin is not named"
    return ""
