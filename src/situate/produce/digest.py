"""The digest: what several publishers put out in a few days, each with headline, lead, takeaways and link.

The words are the publishers' own; only furniture and note marks are taken out. A story that two of them carry is told
once, where it stands first, and the other is named beside it.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from urllib.parse import urlsplit

import msgspec

from situate.model import Claim, Document, Lapse, Passage, Proposition
from situate.produce.digest_editions import Became, Compare, Editions
from situate.produce.gist import gist
from situate.produce.gist_lines import lines_of
from situate.produce.rank import EVIDENCE, consequence_of
from situate.produce.shown import one_line, safe_url
from situate.produce.stories import Shelf, Told, is_same, told
from situate.produce.words import MONTHS
from situate.theatre import Theatre

# A lead goes on to the end of the sentence in which it passes so many words: the newsletter that this follows has 180.
_LEAD_WORDS: Final = 180
# A headline of more words is a paragraph; a document of fewer, without a headline of its own, in a line.
_HEADLINE_WORDS: Final = 28
_BRIEF_WORDS: Final = 50
_SENTENCE_END: Final = re.compile(r"(?<=[a-z0-9)”’\"]{3})[.!?][”’\")]?(?=\s+[A-Z“\"])")
# "Campaign Assessment, February 21, 2026": the name of a series and a day tell no news.
_MONTH: Final = "|".join(MONTHS)
_DATED: Final = re.compile(rf"\b(?:{_MONTH}) \d{{1,2}}\b|\b\d{{1,2}} (?:{_MONTH})\b|\b\d{{4}}-\d\d-\d\d\b")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"“”)\]]{4,400}")
_BULLET: Final = re.compile(r"^[\s•·*–—-]+")


# A text of so many sentences with claims is long: its lead does not tell what it comes to. So many of them do.
_LONG_LINES: Final = 15
_GIST: Final = 5


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Another who carries a story: who, of which day, where, and what became of it there."""

    publisher: str
    day: date | None
    url: str | None = None
    became: tuple[Became, ...] = ()


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One takeaway in its publisher's words, the claims read from it, and who else carries it."""

    text: str
    claims: tuple[str, ...] = ()
    also: tuple[Link, ...] = ()


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One document: `lead` is None where an entry before told it, or the headline says it all.

    `brief`: it says so little that a line holds it, and that is its lead. `name` is the file it came in.
    `became` is what its publisher did to it afterwards.
    """

    document: str
    publisher: str
    day: date | None
    headline: str
    lead: Story | None = None
    takeaways: tuple[Story, ...] = ()
    url: str | None = None
    name: str = ""
    brief: bool = False
    became: tuple[Became, ...] = ()


class FigureLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the box of figures: what is counted, how many, as of when, who says so, and where."""

    what: str
    number: str
    as_of: str
    source: str
    url: str | None = None


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """A digest, complete, as it was known by the end of the day `known`.

    `posts` counts what came in posts, which are not retold; `told_elsewhere` are the documents all of whose stories an
    entry before tells.
    """

    title: str
    theatre: str
    since: date
    until: date
    entries: tuple[Entry, ...]
    figures: tuple[FigureLine, ...] = ()
    told_elsewhere: tuple[Link, ...] = ()
    posts: int = 0
    known: date


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """What a digest is made of: the documents of its days, their claims, and the propositions these speak to.

    `lapses` tell when texts did not stand, `compare` what a later text has and an earlier has not.
    """

    documents: Sequence[Document]
    claims: Sequence[Claim] = ()
    propositions: Sequence[Proposition] = ()
    figures: Sequence[FigureLine] = ()
    lapses: Sequence[Lapse] = ()
    compare: Compare | None = None


def digest(sources: Sources, theatre: Theatre, since: date, until: date, known: date | None = None) -> Digest:
    """The digest of the days `since` to `until`, both included, as it was known by the end of `known`, else of `until`.

    The documents are those texts that were out by then.
    """
    known = known or until
    editions = Editions(sources.documents, sources.lapses, known)
    latest = editions.told()
    documents = [d for d in latest if not _is_post(d)]
    documents.sort(key=lambda d: _house_order(d, theatre))
    maker = _Maker(sources, theatre, {d.id: editions.became(d, sources.compare) for d in documents})
    for document in documents:
        maker.add(document)
    return Digest(
        title=f"{theatre.name}: digest of {_days(since, until)}",
        theatre=theatre.id,
        since=since,
        until=until,
        entries=maker.entries(),
        figures=tuple(sources.figures),
        told_elsewhere=tuple(maker.elsewhere),
        posts=len(latest) - len(documents),
        known=known,
    )


class _Maker:
    """The entries as they grow: what was told, and who came with it again."""

    def __init__(self, sources: Sources, theatre: Theatre, became: Mapping[str, tuple[Became, ...]]) -> None:
        self._theatre, self._became = theatre, became
        self._claims: dict[str, list[Claim]] = {}
        for claim in sources.claims:
            self._claims.setdefault(claim.document, []).append(claim)
        self._supports: dict[str, set[str]] = {}
        for proposition in sources.propositions:
            for one in proposition.supports:
                self._supports.setdefault(one, set()).add(proposition.id)
        self._told: list[Told] = []
        self._shelf = Shelf()
        self._from: list[Document] = []
        self._also: dict[int, list[Link]] = {}
        self._entries: list[tuple[Document, str, int | None, list[int]]] = []
        self.elsewhere: list[Link] = []

    def add(self, document: Document) -> None:
        """Tell what the document has that was not told before."""
        takeaways = [p for p in document.passages if p.kind == "takeaway"] or self._gist(document)
        lead = next((p for kind in ("topline", "body") for p in document.passages if p.kind == kind), None)
        own = [self._unit(document, p) for p in takeaways]
        opening = self._unit(document, lead) if lead else None
        if opening is None and not own:
            return
        headline = _headline(document, own, opening, self._theatre)
        # The lead is the document's own summary of its takeaways: it is told unless another document told it.
        first = self._tell(opening, document) if opening else None
        rest = [number for one in own if (number := self._tell(one, document)) is not None]
        if first is None and not rest:
            self.elsewhere.append(self._link(document))
        else:
            self._entries.append((document, headline, first, rest))

    def _gist(self, document: Document) -> list[Passage]:
        """The sentences that say what a long text without takeaways comes to, in the order of the text."""
        lines = lines_of(document, self._claims.get(document.id, ()), frozenset())
        chosen = gist(lines, _GIST, self._theatre) if len(lines) >= _LONG_LINES else ()
        ordered = sorted(chosen, key=lambda line: line.start)
        return [Passage(kind="takeaway", start=line.start, end=line.end) for line in ordered]

    def entries(self) -> tuple[Entry, ...]:
        """The entries with who else carries each story."""
        return tuple(self._entry(*one) for one in self._entries)

    def _entry(self, document: Document, headline: str, first: int | None, rest: list[int]) -> Entry:
        lead = None if first is None else self._story(first)
        opens = lead is not None and lead.text.startswith(headline)
        brief = lead is not None and opens and not rest and len(lead.text.split()) <= _BRIEF_WORDS
        if lead is not None and opens and not brief:
            left = lead.text.removeprefix(headline).lstrip('.!? ”"')
            lead = msgspec.structs.replace(lead, text=left) if left or lead.also else None
        return Entry(
            document=document.id, publisher=_publisher(document, self._theatre), day=document.published.day,
            headline=headline, lead=lead, takeaways=tuple(map(self._story, rest)),
            url=address(document, self._theatre), name=document.name, brief=brief, became=self._became[document.id],
        )  # fmt: skip

    def _story(self, number: int) -> Story:
        one = self._told[number]
        return Story(text=one.text, claims=one.claims, also=tuple(dict.fromkeys(self._also.get(number, ()))))

    def _tell(self, unit: Told, document: Document) -> int | None:
        """The number of the story as told now; None where another document told it already."""
        for number in self._shelf.near(unit):
            before = self._told[number]
            if before.document != unit.document and self._is_another(number, document) and is_same(before, unit):
                self._also.setdefault(number, []).append(self._link(document))
                return None
        self._shelf.add(unit)
        self._told.append(unit)
        self._from.append(document)
        return len(self._told) - 1

    def _link(self, document: Document) -> Link:
        who, where = _publisher(document, self._theatre), address(document, self._theatre)
        return Link(publisher=who, day=document.published.day, url=where, became=self._became[document.id])

    def _is_another(self, number: int, document: Document) -> bool:
        """Another publisher, or another document of the day: what one publisher says on the next day is news."""
        before = self._from[number]
        same = (before.publisher_id or before.publisher) == (document.publisher_id or document.publisher)
        return not same or before.published.day == document.published.day

    def _unit(self, document: Document, passage: Passage) -> Told:
        inside = [c for c in self._claims.get(document.id, ()) if passage.start <= c.content.start < passage.end]
        return told(
            _words(document, passage), document.id, inside, {p for c in inside for p in self._supports.get(c.id, ())}
        )


def _headline(document: Document, takeaways: Sequence[Told], lead: Told | None, theatre: Theatre) -> str:
    """The title where it says something, else the weightiest takeaway that is short enough, else how it begins."""
    publisher = _publisher(document, theatre)
    title = one_line(document.title).removeprefix(f"{publisher}:").strip()
    if title and not _DATED.search(title):
        return title
    short = [one for one in takeaways if len(one.text.split()) <= _HEADLINE_WORDS]
    best = max(short, key=lambda one: _weight(one, theatre), default=None)
    if best is not None:
        return best.text.rstrip(".")
    if lead is None:
        return title or publisher
    opening = lead.text[: next((m.end() for m in _SENTENCE_END.finditer(lead.text)), len(lead.text))]
    return opening.rstrip(".") if len(opening.split()) <= _HEADLINE_WORDS else title or publisher


def _weight(one: Told, theatre: Theatre) -> float:
    """What hangs on the claims of a takeaway; what was seen of it, and less where it denies."""
    return max(
        (consequence_of(e, theatre) + EVIDENCE[evidence] - 2.0 * negated for e, evidence, negated in one.events),
        default=0.0,
    )


def _words(document: Document, passage: Passage) -> str:
    """A passage's words without note marks and bullets, cut behind the sentence that passes the bound."""
    pieces, at = [], passage.start
    for mark in passage.marks:
        pieces.append(document.text[at : mark.start])
        at = mark.end
    text = one_line(_BULLET.sub("", "".join([*pieces, document.text[at : passage.end]])))
    ends = (m.end() for m in _SENTENCE_END.finditer(text) if len(text[: m.end()].split()) >= _LEAD_WORDS)
    cut = next(ends, len(text))
    return text if cut == len(text) else f"{text[:cut]} …"


def _is_post(document: Document) -> bool:
    return any(p.kind == "post" for p in document.passages)


def _house_order(document: Document, theatre: Theatre) -> tuple[int, str, date, str]:
    """The theatre's publishers in its order, the others by name; each by day."""
    known = [p.source for p in theatre.publishers]
    place = known.index(document.publisher_id) if document.publisher_id in known else len(known)
    return place, _publisher(document, theatre), document.published.day or date.min, document.id


def _publisher(document: Document, theatre: Theatre) -> str:
    source = next((s.name for s in theatre.sources if s.id == document.publisher_id), "")
    return one_line(document.publisher or source or "unnamed publisher")


def address(document: Document, theatre: Theatre) -> str | None:
    """Where the document is to be read: its own address, else one of its publisher's hosts in its furniture."""
    if document.url:
        return document.url
    hosts = next((p.hosts for p in theatre.publishers if p.source == document.publisher_id), ())
    furniture = (document.text[p.start : p.end] for p in document.passages if p.kind == "boilerplate")
    found = (m.group().rstrip(".,;") for words in furniture for m in _ADDRESS.finditer(words))
    return next((url for url in found if _host(url).endswith(tuple(f".{h}" for h in hosts))), None)


def _host(url: str) -> str:
    """The host of an address behind a full stop, so that it ends in "." and its domain."""
    return f".{urlsplit(url).hostname or ''}" if safe_url(url) else ""


def _days(since: date, until: date) -> str:
    """The days in words: "January 7, 2024", "January 1 to 7, 2024", "December 30, 2023 to January 2, 2024"."""
    last = f"{MONTHS[until.month - 1]} {until.day}, {until.year}"
    if since == until:
        return last
    first = f"{MONTHS[since.month - 1]} {since.day}"
    if since.year != until.year:
        return f"{first}, {since.year} to {last}"
    return f"{first} to {until.day}, {until.year}" if since.month == until.month else f"{first} to {last}"
