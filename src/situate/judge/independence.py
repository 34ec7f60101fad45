"""Independence before counting: relays, families, shared pages and copied texts become one origin each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from situate.judge.copies import Copies, Pairs
from situate.judge.voices import Voice
from situate.model import Line


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """One independent voice: its family, its name, the camp it speaks from, and every claim that leads to it."""

    family: str
    name: str
    camp: str | None
    claims: tuple[str, ...]


class Collapsed(msgspec.Struct, frozen=True):
    """What is left to count, and what was collapsed with the reason."""

    origins: tuple[Origin, ...]
    lines: tuple[Line, ...]


def collapse(voices: Iterable[Voice], copies: Copies) -> Collapsed:
    """Join the voices that are one, and say why. Linear in the voices; their order does not matter."""
    first_hand, passed_on = _first_hand(tuple(voices))
    ordered = sorted(first_hand, key=_by_publication)
    parent = list(range(len(ordered)))
    lines = [*_relays(ordered), *passed_on, *_not_counted(ordered)]
    for rule, pairs in (("one_family", _families), ("same_page", _pages), ("near_copy", copies.pairs)):
        for first, later, text in pairs(ordered):
            a, b = _root(parent, first), _root(parent, later)
            parent[max(a, b)] = min(a, b)
            if rule != "one_family" or ordered[first].claim.id != ordered[later].claim.id:
                lines.append(Line(rule=rule, text=text, claims=(ordered[first].claim.id, ordered[later].claim.id)))
    return Collapsed(tuple(_origins(ordered, parent)), tuple(lines))


def _by_publication(voice: Voice) -> tuple[date, str]:
    return voice.claim.published or date.max, voice.claim.id


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _relays(voices: Sequence[Voice]) -> Iterator[Line]:
    """Who relays is not the origin: of a chain of speakers the innermost counts."""
    for v in voices:
        if len(v.claim.speakers) > 1:
            relays = ", ".join(s.text for s in v.claim.speakers[:-1])
            yield Line(
                rule="relay", text=f"{relays} passes on what {v.name} said: the origin counts", claims=(v.claim.id,)
            )


def _first_hand(voices: Sequence[Voice]) -> tuple[list[Voice], list[Line]]:
    """Who only passes on what another said, wherever it publishes this, counts as that origin and not beside it."""
    relayed, found, lines = _second_hand(voices), list[Voice](), list[Line]()
    for v in voices:
        origin = _led_to(v, relayed)
        if origin is v:
            found.append(v)
            continue
        lines.append(
            Line(
                rule="second_hand",
                text=f"{v.name} itself passes on what {origin.name} said: the origin counts",
                claims=(v.claim.id, origin.claim.id),
            )
        )
        why = v.why or (f"what it passes on cannot be counted: {origin.why}" if origin.why else "")
        found.append(
            msgspec.structs.replace(
                v,
                name=origin.name,
                source=origin.source,
                family=None if why else origin.family,
                camp=origin.camp,
                why=why,
            )
        )
    return found, lines


def _led_to(voice: Voice, relayed: Mapping[str, Voice]) -> Voice:
    """The origin that a chain of publications leads to; where it leads in a circle, one of them, always the same."""
    seen = {voice.source: voice}
    while voice.source in relayed and voice.claim.publisher_id != voice.source:
        voice = relayed[voice.source]
        if voice.source in seen:
            return min(seen.values(), key=_by_publication)
        seen[voice.source] = voice
    return voice


def _second_hand(voices: Sequence[Voice]) -> dict[str, Voice]:
    """Source → whom it names as the origin where it publishes this, if it nowhere says so in its own name.

    Where it names several, the one that can be counted and was published first.
    """
    own = {v.claim.publisher_id for v in voices if not v.claim.speakers}
    relayed: dict[str, Voice] = {}
    for v in sorted(voices, key=_by_publication):
        publisher = v.claim.publisher_id
        if publisher and publisher not in own and v.claim.speakers and v.source != publisher:
            known = relayed.get(publisher)
            if known is None or (known.family is None and v.family is not None):
                relayed[publisher] = v
    return relayed


def _not_counted(voices: Sequence[Voice]) -> Iterator[Line]:
    for v in voices:
        if v.why:
            rule = "withdrawn" if v.withdrawn else "not_counted"
            yield Line(rule=rule, text=f"Not counted: {v.why}", claims=(v.claim.id,))


def _families(voices: Sequence[Voice]) -> Pairs:
    """Sources of one family are one voice: a state's agencies, an institute and its partner."""
    first: dict[str, int] = {}
    for index, v in enumerate(voices):
        if v.family is None:
            continue
        earlier = first.setdefault(v.family, index)
        if earlier != index:
            yield earlier, index, f"{voices[earlier].name} and {v.name} are of one family ({v.family}): one voice"


def _pages(voices: Sequence[Voice]) -> Pairs:
    """Claims that rest on the same one page are one source; where several are noted, nobody can tell whose is which."""
    first: dict[str, int] = {}
    for index, v in enumerate(voices):
        urls = {url for note in v.claim.notes for url in note.urls}
        if len(urls) != 1:
            continue
        url = urls.pop()
        earlier = first.setdefault(url, index)
        if earlier != index:
            yield earlier, index, f"{voices[earlier].name} and {v.name} rest on one page, {url}: one source"


def _origins(voices: Sequence[Voice], parent: list[int]) -> Iterator[Origin]:
    """One origin for each group of voices in which at least one can count; the first published names it."""
    groups: dict[int, list[Voice]] = {}
    for index, v in enumerate(voices):
        if not v.assessor:
            groups.setdefault(_root(parent, index), []).append(v)
    for group in groups.values():
        named = [v for v in group if v.family is not None]
        if named and named[0].family is not None:
            yield Origin(
                family=named[0].family,
                name=named[0].name,
                camp=named[0].camp,
                claims=tuple(v.claim.id for v in group),
            )
