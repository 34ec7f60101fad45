"""Independence before counting: relays, families, shared pages and copied texts become one origin each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final
from zlib import crc32

import msgspec

from situate.judge.voices import Voice
from situate.model import Claim, Line


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


# Three-word shingles, as is usual for near-duplicates of news; texts shorter than eight words are alike by chance.
SHINGLE_WORDS: Final = 3
_LEAST_WORDS: Final = 8
# Two texts with half their shingles in common are one wire story edited; paraphrases of one event stay below 0.2.
COPY_FROM: Final = 0.5
_SKETCH: Final = 8
_WORD: Final = re.compile(r"\w+")


def collapse(voices: Iterable[Voice]) -> Collapsed:
    """Join the voices that are one, and say why. Linear in the voices; their order does not matter."""
    ordered = sorted(voices, key=_by_publication)
    parent = list(range(len(ordered)))
    lines = [*_relays(ordered), *_not_counted(ordered)]
    for rule, pairs in (("one_family", _families), ("same_page", _pages), ("near_copy", _copies)):
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
    for v in voices:
        if len(v.claim.speakers) > 1:
            relays = ", ".join(s.text for s in v.claim.speakers[:-1])
            yield Line(
                rule="relay", text=f"{relays} passes on what {v.name} said: the origin counts", claims=(v.claim.id,)
            )


def _not_counted(voices: Sequence[Voice]) -> Iterator[Line]:
    for v in voices:
        if v.why:
            rule = "withdrawn" if v.withdrawn else "not_counted"
            yield Line(rule=rule, text=f"Not counted: {v.why}", claims=(v.claim.id,))


Pairs = Iterator[tuple[int, int, str]]


def _families(voices: Sequence[Voice]) -> Pairs:
    first: dict[str, int] = {}
    for index, v in enumerate(voices):
        if v.family is None:
            continue
        earlier = first.setdefault(v.family, index)
        if earlier != index:
            yield earlier, index, f"{voices[earlier].name} and {v.name} are of one family ({v.family}): one voice"


def _pages(voices: Sequence[Voice]) -> Pairs:
    """Claims that rest on one page alone; where several pages are noted, nobody can tell whose is which."""
    first: dict[str, int] = {}
    for index, v in enumerate(voices):
        urls = {url for note in v.claim.notes for url in note.urls}
        if len(urls) != 1:
            continue
        url = urls.pop()
        earlier = first.setdefault(url, index)
        if earlier != index:
            yield earlier, index, f"{voices[earlier].name} and {v.name} rest on one page, {url}: one source"


def _copies(voices: Sequence[Voice]) -> Pairs:
    """Texts published by their own authors that are near-copies; a third party's paraphrases prove no copying."""
    shingled: dict[int, frozenset[int]] = {}
    first: dict[int, int] = {}
    for index, v in enumerate(voices):
        if v.claim.speakers:
            continue
        shingled[index] = shingles(v.claim)
        sketch = sorted(shingled[index])[:_SKETCH]
        for earlier in sorted({first[s] for s in sketch if s in first}):
            alike = jaccard(shingled[earlier], shingled[index])
            if alike >= COPY_FROM:
                text = f"{voices[earlier].name} and {v.name} share {alike:.0%} of their wording: one text"
                yield earlier, index, text
                break
        for s in sketch:
            first.setdefault(s, index)


def shingles(claim: Claim) -> frozenset[int]:
    """Hashes of every run of three words of the content; empty under eight words."""
    words = _WORD.findall(claim.content.text.casefold())
    if len(words) < _LEAST_WORDS:
        return frozenset()
    runs = zip(*(words[n:] for n in range(SHINGLE_WORDS)), strict=False)
    return frozenset(crc32(" ".join(run).encode()) for run in runs)


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    """Share of the shingles of both that both have; 0 for nothing."""
    return len(a & b) / len(a | b) if a and b else 0.0


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
