"""Which source of the theatre a speaker is, with the reason."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec
from msgspec.structs import replace

from situate.model import Claim, Document, NoteRef, Speaker
from situate.resolve.aliases import Aliases, Found, coordinated, folded, head
from situate.resolve.pages import pages_of
from situate.resolve.sides import Sides
from situate.theatre import Source, Theatre

_SCHEME: Final = re.compile(r"^[a-z]+://(?:www\.|m\.)?")
# Public previews of a channel stand under one more step of the path.
_PREVIEW: Final = re.compile(r"^(t\.me)/s/")
# Kinds of source that stand for many speakers, or for one whom nobody names.
_MANY: Final = frozenset({"class", "unnamed"})
_BRACKETED: Final = re.compile(r"\([^()]*\)")
# How far back "the milblogger" can lead: about a paragraph.
_BACK: Final = 1500


class Earlier(msgspec.Struct, frozen=True):
    """A channel that stood for one of a class: which, and where it was named."""

    source: str
    at: int


class Memory(msgspec.Struct):
    """What a document has told so far: the channel behind each class, and whose last name is whose source."""

    channels: dict[str, Earlier] = msgspec.field(default_factory=dict)
    surnames: dict[str, str] = msgspec.field(default_factory=dict)


class Speakers:
    """Resolves speakers against the sources of one theatre."""

    def __init__(self, theatre: Theatre) -> None:
        self._sources: Mapping[str, Source] = {source.id: source for source in theatre.sources}
        self._aliases = Aliases((source.id, (source.name, *source.aliases)) for source in theatre.sources)
        self._sides = Sides(theatre)
        self._addresses: dict[str, list[tuple[str, str]]] = {}
        for source in theatre.sources:
            for address in map(_address, source.addresses):
                self._addresses.setdefault(address.partition("/")[0], []).append((address, source.id))
        self._found: dict[str, tuple[str | None, str]] = {}

    def resolve(self, document: Document, claim: Claim, memory: Memory) -> tuple[Speaker, ...]:
        """The claim's speakers with `source_id` and `why`; `memory` goes through the document.

        What the author of a forwarded post says is in truth said by whom it was forwarded from.
        """
        if document.forwarded_from and not claim.speakers and claim.author_view == "own":
            return self._forwarded(document.forwarded_from, claim)
        found = tuple(self._one(document, claim, speaker, memory) for speaker in claim.speakers)
        return (self._with_pages(found[0], claim.notes), *found[1:]) if found and claim.notes else found

    def _forwarded(self, name: str, claim: Claim) -> tuple[Speaker, ...]:
        """The author of the post that was forwarded; it stands nowhere in the text, so that its span is empty."""
        source_id, why = self._known(name)
        if source_id is not None and source_id == claim.publisher_id:
            return ()
        at = claim.content.start
        return (
            Speaker(text=name, start=at, end=at, source_id=source_id, why=f"the post was forwarded from it; {why}"),
        )

    def _with_pages(self, outermost: Speaker, notes: Iterable[NoteRef]) -> Speaker:
        """A note leads to where the document read it: to the outermost speaker, where nobody names that one."""
        source = self._sources.get(outermost.source_id or "")
        if source is not None and source.kind not in _MANY:
            return outermost
        pages = pages_of(notes)
        told = f"{outermost.why}; its note leads to {', '.join(pages)}" if pages else outermost.why
        return replace(outermost, pages=pages, why=told)

    def _one(self, document: Document, claim: Claim, speaker: Speaker, memory: Memory) -> Speaker:
        source_id, why = self._known(speaker.text)
        phrase = folded(speaker.text)
        source = self._sources.get(source_id or "")
        if source is None and speaker.text[:1].isupper() and phrase in memory.surnames:
            source_id, why = memory.surnames[phrase], "introduced by the full name before"
        elif source is not None and source.kind not in _MANY:
            memory.surnames.setdefault(phrase.rpartition(" ")[2], source.id)
        elif source is not None and _singular(speaker.text):
            source_id, why = self._behind(source, document, claim, speaker, memory) or (source_id, why)
        return Speaker(text=speaker.text, start=speaker.start, end=speaker.end, source_id=source_id, why=why)

    def _behind(
        self, many: Source, document: Document, claim: Claim, speaker: Speaker, memory: Memory
    ) -> tuple[str, str] | None:
        """The channel behind one of a class: by the claim's note, or the one that "the milblogger" was before."""
        channel = self._channel(claim.notes, many)
        if channel is not None:
            memory.channels[many.id] = Earlier(channel, speaker.start)
            return channel, f"its note links to no other known channel than {self._sources[channel].name}"
        earlier = memory.channels.get(many.id)
        definite = "the " in document.text[max(0, speaker.start - 4) : speaker.start + 4].casefold()
        if definite and earlier is not None and 0 <= speaker.start - earlier.at <= _BACK:
            return earlier.source, f"“{speaker.text}” is {self._sources[earlier.source].name}, named before"
        return None

    def _known(self, text: str) -> tuple[str | None, str]:
        if text not in self._found:
            self._found[text] = self._look_up(folded(text))
        return self._found[text]

    def _look_up(self, phrase: str) -> tuple[str | None, str]:
        found = tuple(f for f in self._aliases.find(phrase) if not self._another_side(phrase, f))
        if not found:
            return None, "no known source in these words"
        if len(found) == 1 and found[0].end - found[0].start == len(phrase):
            return found[0].id, "an alias"
        ids = sorted({f.id for f in found})
        if coordinated(_BRACKETED.sub(lambda match: " " * len(match[0]), phrase), found):
            if len(ids) == 1 and self._sources[ids[0]].kind == "class":
                return ids[0], f"a class among others: “{_words(phrase, found[0])}”"
            return None, f"several speakers: {', '.join(self._sources[i].name for i in ids)} and others"
        chosen = head(phrase, self._telling(phrase, found))
        return chosen.id, f"alias “{_words(phrase, chosen)}”"

    def _telling(self, phrase: str, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """The names that count: those outside brackets before the ones in them, a named source before a class."""
        bracketed = [match.span() for match in _BRACKETED.finditer(phrase)]
        outside = tuple(f for f in found if not any(a <= f.start and f.end <= b for a, b in bracketed)) or found
        return tuple(f for f in outside if self._sources[f.id].kind not in _MANY) or outside

    def _another_side(self, phrase: str, found: Found) -> bool:
        """Is the alias marked as another side's: "Belarusian" before "ministry of defense"?"""
        side = self._sides.before(phrase, found.start)
        own = self._sources[found.id].side
        return side is not None and own is not None and side != own

    def _channel(self, notes: Iterable[NoteRef], of: Source) -> str | None:
        """The one known channel of the class's side that the notes link to."""
        linked = {source_id for note in notes for url in note.urls for source_id in self._publishers(url)}
        channels = {i for i in linked if self._sources[i].kind == "channel" and self._sources[i].side == of.side}
        return channels.pop() if len(channels) == 1 and of.side is not None else None

    def _publishers(self, url: str) -> Iterator[str]:
        address = _address(url)
        for prefix, source_id in self._addresses.get(address.partition("/")[0], ()):
            if address == prefix or address.startswith((f"{prefix}/", f"{prefix}?")):
                yield source_id


def _address(url: str) -> str:
    return _PREVIEW.sub(r"\1/", _SCHEME.sub("", url.strip().casefold()).rstrip("/"))


def _words(phrase: str, found: Found) -> str:
    return phrase[found.start : found.end]


def _singular(text: str) -> bool:
    return not text.rstrip(" .,)").casefold().endswith("s")
