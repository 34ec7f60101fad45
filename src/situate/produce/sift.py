"""What is set aside before anything is weighed: old versions, copies, relays, another day's and past words."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

import msgspec

from situate.model import Claim
from situate.produce.desk import Cited, Desk
from situate.vocab import SPEAKING

Left = tuple[str, Claim, str]


class Sifted(msgspec.Struct, frozen=True, kw_only=True):
    """The ids of the claims that may be written, and the rest, each with its reason and a remark on it."""

    kept: frozenset[str]
    left: tuple[Left, ...]


def sift(desk: Desk) -> Sifted:
    """Set aside what would say a thing twice, or what its author has taken back."""
    left: dict[str, Left] = {}
    for rule in (_future, _unspoken, _withdrawn, _deleted, _recalled, _nested, _copies, _relays, _renewed):
        for reason, claim, remark in rule(desk, {i: c for i, c in desk.claims.items() if i not in left}):
            left[claim.id] = (reason, claim, remark)
    kept = frozenset(i for i in desk.claims if i not in left)
    return Sifted(kept=kept, left=tuple(left.values()))


def _unspoken(desk: Desk, claims: Mapping[str, Claim]) -> Iterator[Left]:
    """Toplines and takeaways of published assessments repeat their body; headings say nothing."""
    bodies = {c.document for c in claims.values() if c.passage_kind == "body"}
    for claim in claims.values():
        if claim.passage_kind not in SPEAKING or (claim.passage_kind == "takeaway" and claim.document in bodies):
            yield "summary", claim, ""


def _withdrawn(desk: Desk, claims: Mapping[str, Claim]) -> Iterator[Left]:
    """Of the versions of one document the last one speaks; what it no longer says was taken back."""
    latest: dict[str, Cited] = {}
    for document in desk.documents.values():
        if document.key and (document.key not in latest or _age(document) > _age(latest[document.key])):
            latest[document.key] = document
    still = {(latest[k].id, _plain(c)) for c in claims.values() for k in latest if c.document == latest[k].id}
    for claim in claims.values():
        known = desk.documents.get(claim.document)
        if known is None or not known.key or latest[known.key].id == known.id:
            continue
        said_again = (latest[known.key].id, _plain(claim)) in still
        yield ("version" if said_again else "withdrawn"), claim, ""


def _deleted(_: Desk, claims: Mapping[str, Claim]) -> Iterator[Left]:
    """What stands in a text that its author deleted was taken back; who passed it on still tells that it was said."""
    for claim in claims.values():
        if claim.ended is not None and claim.ended.how == "deleted":
            yield "withdrawn", claim, ""


def _recalled(desk: Desk, claims: Mapping[str, Claim]) -> Iterator[Left]:
    """What others pass on of an author who has taken words of that kind back, and who no longer says it."""
    for reason, gone, _ in list(_withdrawn(desk, desk.claims)):
        if reason != "withdrawn" or not gone.origin_id:
            continue
        still = [c for c in claims.values() if c.publisher_id == gone.origin_id and not c.speakers]
        for claim in claims.values():
            heard = claim.origin_id == gone.origin_id and claim.publisher_id != gone.origin_id
            if heard and _may_repeat(claim, gone) and not any(_says_same(claim, c) for c in still):
                yield "recalled", claim, ""


def _may_repeat(claim: Claim, gone: Claim) -> bool:
    """Of the same days and kind, and of no other place: a relay seldom keeps the words."""
    when = None not in (claim.published, gone.published) and claim.published >= gone.published  # type: ignore[operator]
    kind = claim.event == gone.event or "other" in (claim.event, gone.event)
    here, there = ({p.text for p in c.places} for c in (claim, gone))
    return when and kind and (not here or not there or bool(here & there))


def _says_same(claim: Claim, other: Claim) -> bool:
    here, there = ({p.text for p in c.places} for c in (claim, other))
    return (claim.event, claim.negated) == (other.event, other.negated) and claim.event != "other" and here == there


def _age(document: Cited) -> tuple[str, date, str]:
    edited = document.edited.isoformat() if document.edited else ""
    return edited, document.published or date.min, document.id


def _nested(_: Desk, claims: Mapping[str, Claim]) -> Iterator[Left]:
    """A part of what the same speaker says in the same sentence adds nothing to the whole of it."""
    sentences: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims.values():
        key = (claim.document, claim.start, tuple(s.text for s in claim.speakers))
        sentences.setdefault(key, []).append(claim)
    for group in sentences.values():
        for claim in group:
            around = (o.content for o in group if o.content.text != claim.content.text)
            if any(o.start <= claim.content.start and claim.content.end <= o.end for o in around):
                yield "again", claim, ""


# From this radius on a mention is of an area, which says little about what happens where.
_AREA_KM: Final = 30.0
# Shorter contents than this can be alike by chance: "Russian forces advanced".
_COPY_WORDS: Final = 8


def _copies(desk: Desk, claims: Mapping[str, Claim]) -> Iterator[Left]:
    """The same words printed twice are one voice: the earliest is cited."""
    first: dict[str, Claim] = {}
    for claim in sorted(claims.values(), key=lambda c: (c.published or date.max, c.id)):
        if len(claim.content.text.split()) < _COPY_WORDS:
            continue
        original = first.setdefault(_plain(claim), claim)
        if original is not claim:
            yield "copy", claim, f"as in {original.publisher or 'another document'}"
    del desk


def _relays(desk: Desk, claims: Mapping[str, Claim]) -> Iterator[Left]:
    """A relay of words whose origin lies on the desk adds no voice."""
    origins = {c.origin_id for c in claims.values() if c.stance != "relays" and c.origin_id}
    said = {c.id: p.id for p in desk.propositions for c in (claims[i] for i in p.supports if i in claims)}
    own = {(said.get(c.id), c.origin_id) for c in claims.values() if c.stance != "relays"}
    for claim in claims.values():
        if claim.stance == "relays" and claim.origin_id in origins and (said.get(claim.id), claim.origin_id) in own:
            yield "relay", claim, ""


def _future(desk: Desk, claims: Mapping[str, Claim]) -> Iterator[Left]:
    """What was published after the day is not yet known on it."""
    for claim in claims.values():
        if claim.published is not None and claim.published > desk.day:
            yield "later", claim, ""


def _renewed(desk: Desk, claims: Mapping[str, Claim]) -> Iterator[Left]:
    """What a source says of the same places anew on the day stands for what it said of them the days before."""
    today: dict[tuple[str, str, bool], list[set[str]]] = {}
    for claim in claims.values():
        if claim.published == desk.day and claim.places:
            today.setdefault(_act(claim), []).append({p.text for p in claim.places})
    for claim in claims.values():
        places = {p.text for p in claim.places if (p.radius_km or 0.0) < _AREA_KM}
        old = claim.published is not None and claim.published < desk.day
        if old and places and any(places <= later for later in today.get(_act(claim), [])):
            yield "renewed", claim, ""


def _act(claim: Claim) -> tuple[str, str, bool]:
    return claim.origin_id or claim.id, claim.event, claim.negated


def _plain(claim: Claim) -> str:
    return re.sub(r"\W+", " ", claim.content.text.casefold()).strip()
