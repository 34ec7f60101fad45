"""What is asked of the ledger, and what it answers beside the records of `model`."""

from datetime import date, datetime

import msgspec

from situate.model import Claim, Control, Document, Judgment, Listing, LocatedPlace, Passage, Proposition


class ClaimQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims are meant: those that meet every condition that is given.

    `text` searches the words of the claim, its speakers and places (all words; "quoted phrases" whole).
    `places` are names in any spelling, or places' keys, any of which will do; `source` a source's id or its
    name as written.
    `since`, `until` bound the day of publication; `as_of` is a day it speaks of, `as_known` the day by
    whose end it was out. All days are included.
    """

    text: str | None = None
    places: tuple[str, ...] = ()
    source: str | None = None
    event: str | None = None
    stance: str | None = None
    effort: str | None = None
    document: str | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    as_known: date | None = None
    limit: int | None = None


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """A claim where it stands, and the passages before and after its own."""

    claim: Claim
    document: Document
    passage: Passage
    before: Passage | None = None
    after: Passage | None = None

    def words(self, passage: Passage) -> str:
        """The text of a passage of the document."""
        return self.document.text[passage.start : passage.end]


class PassageHit(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that a search found."""

    document: str
    kind: str
    start: int
    end: int
    text: str


class SourceCount(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker seen in the claims: its id where the theatre knows it, its commonest name, how often and when."""

    source_id: str | None
    name: str
    claims: int
    first: str | None
    last: str | None


class StoredOriginal(msgspec.Struct, frozen=True, kw_only=True):
    """An original as the ledger keeps it; `limits` are those it was read under, as JSON.

    `path` is the file as it was given, its name where an older situate kept no more.
    """

    sha256: str
    name: str
    media: str
    body: bytes
    limits: str
    knowledge: str
    path: str


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A text and one original that shows it, `file` its name.

    `seen` is when it was there, as its container or the user says; `page` marks a text known by its address alone.
    """

    document: str
    key: str
    published: date | None
    edited: datetime | None
    seen: datetime | None
    page: bool
    file: str


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A listing, its file, and the moment by which the file was there: as the user says, or by its date.

    `file` is its name, `path` the file as it was given, its name where an older situate kept no more.
    """

    file: str
    listing: Listing
    by: datetime | None
    path: str


class Derived(msgspec.Struct, frozen=True, kw_only=True):
    """The derived tables, whole; `located` holds the places that the claims' locators taught."""

    propositions: tuple[Proposition, ...] = ()
    judgments: tuple[Judgment, ...] = ()
    controls: tuple[Control, ...] = ()
    located: tuple[LocatedPlace, ...] = ()


class Stats(msgspec.Struct, frozen=True, kw_only=True):
    """How much the ledger holds; `events` and `stances` count claims, `first` and `last` are days of publication."""

    originals: int
    documents: int
    passages: int
    notes: int
    claims: int
    propositions: int
    judgments: int
    controls: int
    refusals: int
    decisions: int
    first: str | None
    last: str | None
    events: dict[str, int]
    stances: dict[str, int]
