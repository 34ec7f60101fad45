"""The records that cross the borders between stages. All are frozen; none does I/O.

    Item → parse → Document → extract → Claim → resolve → Claim, Proposition → judge → Judgment → state → Control

Every `start` and `end` is an offset in characters into `Document.text`, end excluded.
"""

from datetime import date, datetime
from hashlib import sha256
from typing import Final, Literal

import msgspec

from situate.timespan import Span
from situate.vocab import AGE, AuthorView, DateOf, Event, Evidence, PassageKind, Role, Stance


class Hints(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came with a document apart from its text: from its container, its path or its headers.

    `captured` is when the container says that the text was seen in these words.
    """

    external_id: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: datetime | None = None
    edited: datetime | None = None
    captured: datetime | None = None
    forwarded_from: str | None = None
    reply_to: str | None = None


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of text as it came in, decoded and not yet understood.

    `original` is the SHA-256 of the bytes it came in, `part` its place in them ("" where it is the
    whole, "line 3", "message 1742"), `name` the file's name, `media` one of html, text, markdown, post.
    """

    original: str
    name: str
    media: str
    body: str
    part: str = ""
    hints: Hints = Hints()


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was not taken in: where, why, and what to do about it.

    `name` is the file as it was given, `place` the place in it ("line 3", "" for the whole); `kind` one of missing,
    unreadable, loop, other_kind, too_large, empty, binary, encoding, cut_off, json, too_deep, schema, too_many,
    too_long.
    """

    name: str
    kind: str
    reason: str
    remedy: str
    place: str = ""

    def __str__(self) -> str:
        where = f"{self.name}: {self.place}" if self.place else self.name
        return f"{where}: {self.reason} ({self.remedy})"


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """Evidence that a post was gone by a moment: `key` is what its versions share, `why` says how that is known.

    `how` is marked (its container says so), absent (a listing that covers it lacks it), emptied (it is there without
    words), recorded or restored (an analyst says that it is gone, or there after all).
    """

    key: str
    at: datetime
    how: Literal["marked", "absent", "emptied", "recorded", "restored"]
    why: str


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers of all posts of a channel that an export holds, in rising order; `silent` those without words.

    `at` is the latest moment that stands in it: it was made then or later. None where nothing tells.
    """

    channel: str
    posts: tuple[int, ...]
    silent: tuple[int, ...] = ()
    at: datetime | None = None


class Original(msgspec.Struct, frozen=True, kw_only=True):
    """One file as it came in, under the hash of its bytes, with the items it holds in their order.

    `media` is one of html, text, markdown, jsonl, telegram; `size` in bytes; `notes` what a reader should know about
    how it was read (an encoding that was guessed, messages without text). `path` is the file as it was given,
    "" where the bytes came without one, `modified` its file's date. `listings` and `losses` are what it tells of posts
    beside their words.
    """

    sha256: str
    name: str
    media: str
    size: int
    body: bytes
    items: tuple[Item, ...]
    notes: tuple[str, ...] = ()
    path: str = ""
    modified: datetime | None = None
    listings: tuple[Listing, ...] = ()
    losses: tuple[Loss, ...] = ()


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """When a document was published: `day` is None where nothing says so; `how` is the receipt."""

    day: date | None
    how: str
    at: datetime | None = None


class Mark(msgspec.Struct, frozen=True, gc=False):
    """A note mark such as [12] as it stands in the text; `mark` is the note's name without brackets."""

    mark: str
    start: int
    end: int


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One footnote: its name, its words, and its URLs whole and restored, in order."""

    mark: str
    start: int
    end: int
    urls: tuple[str, ...] = ()


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A run of text of one kind. `section` is the path of headings above it, outermost first.

    `effort` is the theatre's id of the effort that the section is about; `rubric` the id of the
    warning-board rubric it is filed under. Both are None where there is none.
    """

    kind: PassageKind
    start: int
    end: int
    section: tuple[str, ...] = ()
    effort: str | None = None
    rubric: str | None = None
    marks: tuple[Mark, ...] = ()


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A text as ingested, kept verbatim, with its layout understood.

    `id` names this version of it; `key` is what its versions share (its external id or URL).
    `publisher_id` is the theatre's source id, None where the theatre does not know the publisher.
    """

    id: str
    key: str
    original: str
    part: str
    name: str
    text: str
    published: Published
    title: str = ""
    url: str | None = None
    publisher: str = ""
    publisher_id: str | None = None
    edited: datetime | None = None
    forwarded_from: str | None = None
    passages: tuple[Passage, ...] = ()
    notes: tuple[Note, ...] = ()


class Quote(msgspec.Struct, frozen=True, gc=False):
    """Verbatim words and where they stand."""

    text: str
    start: int
    end: int


class Speaker(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who put a proposition forward, as written; `source_id` once resolved, `why` how it was.

    `pages` are the channels and pages ("t.me/channel") that the claim's notes give for a speaker whom nobody names.
    """

    text: str
    start: int
    end: int
    source_id: str | None = None
    why: str = ""
    pages: tuple[str, ...] = ()


class Likelihood(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The probability words on a proposition; `low` and `high` in per cent, None off the scale."""

    text: str
    scale: str | None = None
    low: float | None = None
    high: float | None = None


class Actor(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who does it, as written; `actor_id` and `side` once resolved."""

    text: str
    start: int
    end: int
    actor_id: str | None = None
    side: str | None = None


class Candidate(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A place that a name could mean, with the score it got and why."""

    gazetteer_id: str
    name: str
    lat: float
    lon: float
    score: float
    reason: str


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A place as written and as resolved.

    `method` is "" before resolution, then one of: unique, locator, effort, list, population, admin, area,
    known (by other reports' locators), learned (placed by locators alone), unplaced. `radius_km` is the uncertainty of
    the point. `pointer` are the words of the claim ("the village") that mean it where only a sentence before names it;
    None where the claim's own sentence or its heading does.
    """

    text: str
    start: int
    end: int
    role: Role
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    method: str = ""
    gazetteer_id: str | None = None
    candidates: tuple[Candidate, ...] = ()
    pointer: Quote | None = None

    @property
    def key(self) -> str | None:
        """What names this one place everywhere: its gazetteer id, else "learned:<name>@lat,lon"; None where unplaced.

        Learned points are rounded to 0.1 degrees: two locators of one village seldom agree to the kilometre.
        """
        if self.gazetteer_id is not None:
            return self.gazetteer_id
        if self.lat is None or self.lon is None:
            return None
        return f"learned:{self.name or self.text}@{self.lat:.1f},{self.lon:.1f}"


class Locator(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Words that say where a place lies: "12km north of Bakhmut" of "Dvorichchia".

    `distance_km` is the stated distance (the upper one where a range or "within" is given, then
    `within` is true); `bearing` a compass word from the anchor; None where unsaid.
    """

    text: str
    start: int
    end: int
    of: str
    distance_km: float | None = None
    within: bool = False
    bearing: str | None = None
    anchor: str | None = None


class LocatedPlace(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A place that locators of a ledger's claims put on the map: `n` distinct ones, and the `claims` that hold them.

    `gazetteer_id` names the place that they chose; None where no gazetteer has it, and the words alone leave a circle
    of `radius_km` about the point. `claims` are ids in the order day of publication, document, place in it, id.
    """

    name: str
    lat: float
    lon: float
    radius_km: float
    n: int
    gazetteer_id: str | None = None
    claims: tuple[str, ...] = ()


class DateMention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A date as written and the days it means, both included; `how` says how it was read."""

    text: str
    start: int
    end: int
    first: date
    last: date
    of: DateOf
    how: str = ""


class Quantity(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A number as written, and what it counts: `low` and `high` bound it (None: unbounded).

    How old somebody is has the unit "age".
    """

    text: str
    start: int
    end: int
    low: float | None
    high: float | None
    unit: str = ""
    of: str = ""

    def excludes(self, other: "Quantity") -> bool:
        """Can no number be within the bounds of both?"""
        below = self.high is not None and other.low is not None and self.high < other.low
        above = other.high is not None and self.low is not None and other.high < self.low
        return below or above


class NoteRef(msgspec.Struct, frozen=True, gc=False):
    """A note whose mark stands at a claim, with its URLs."""

    mark: str
    urls: tuple[str, ...] = ()


class Lapse(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Days on which the text of a document no longer stood: by the end of `since` it was known, until `until` (or on).

    `how` is edited (a later version stands in its place) or deleted; `why` says in words what shows it.
    """

    document: str
    since: date
    how: Literal["edited", "deleted"]
    why: str
    until: date | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One proposition that somebody puts forward, with everything the document says about it.

    `start` and `end` span the sentence it stands in, `passage` is where its passage starts (None where nobody knows).
    `published` and `publisher*` repeat the document's,
    so that later stages need not look it up, and so do `document_key` (what its versions share) and `edited`.
    An empty `speakers` means the author of the document. `ended` says that the text it stands in was changed or deleted
    by its publisher; it is not of the document, but what the ledger knows of it.
    """

    id: str
    document: str
    passage_kind: PassageKind
    start: int
    end: int
    content: Quote
    published: date | None = None
    publisher: str = ""
    publisher_id: str | None = None
    document_key: str = ""
    edited: datetime | None = None
    section: tuple[str, ...] = ()
    effort: str | None = None
    rubric: str | None = None
    speakers: tuple[Speaker, ...] = ()
    cue: Quote | None = None
    stance: Stance = "asserts"
    likelihood: Likelihood | None = None
    evidence: Evidence = "none"
    author_view: AuthorView = "none"
    event: Event = "other"
    negated: bool = False
    actors: tuple[Actor, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    locators: tuple[Locator, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    notes: tuple[NoteRef, ...] = ()
    passage: int | None = None
    ended: Lapse | None = None

    def valid(self) -> Span | None:
        """The days it speaks of: its event dates, else the day of publication; None where undated."""
        days = [d for d in self.dates if d.of == "event"]
        if days:
            return Span(min(d.first for d in days), max(d.last for d in days))
        return Span.on(self.published) if self.published else None

    @property
    def counts(self) -> tuple[Quantity, ...]:
        """Its quantities but those that say how old somebody is: two ages are two persons, and no two counts."""
        return tuple(q for q in self.quantities if q.unit != AGE)

    @property
    def origin_id(self) -> str | None:
        """The source id of the innermost speaker, else of the author; None for "reportedly" and for the unknown."""
        if self.speakers:
            return self.speakers[-1].source_id
        return self.publisher_id if self.author_view == "own" else None


_EMPTY: Final = sha256()  # a copy of it costs half of what another by name does


def claim_id(
    document: str, content: Quote, *, speakers: tuple[str, ...], stance: str, event: str, negated: bool
) -> str:
    """The id of a claim: a hash of its document, its span and what it says (16 hex digits)."""
    said = (document, content.start, content.end, content.text, speakers, stance, event, negated)
    digest = _EMPTY.copy()
    digest.update(msgspec.json.encode(said))
    return digest.hexdigest()[:16]


class Proposition(msgspec.Struct, frozen=True, kw_only=True):
    """What claims about the same thing have in common, and which claims take which side on it.

    `place` is the key of one resolved settlement or area (gazetteer id, or "learned:<name>@lat,lon"),
    None where unplaced; `side` is the side of the doer. `supports`, `denies` hold claim ids, `silent` those of claims
    that tell of it and take no side.
    `office` is the theatre's id of the office that `holder` (a last name, in small letters) is said to have come into.
    `modality` is fact (it is so, or was), future (it is expected or planned) or directed (somebody wants it so).
    `part` where it is about a part of the place, or positions near it: no word on control of the whole.
    `direct` is false where it is about what lies around the place, on one side of it or on a line from it, or is but an
    aim.
    """

    id: str
    event: Event
    span: Span | None
    place: str | None = None
    place_name: str = ""
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    side: str | None = None
    effort: str | None = None
    modality: Literal["fact", "future", "directed"] = "fact"
    office: str | None = None
    holder: str = ""
    part: bool = False
    direct: bool = True
    supports: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a receipt: which rule spoke, in words, about which claims."""

    rule: str
    text: str
    claims: tuple[str, ...] = ()


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """Why a judgment is as it is: what speaks for it, what against, what was collapsed, the derivation."""

    spoke_for: tuple[Line, ...] = ()
    against: tuple[Line, ...] = ()
    collapsed: tuple[Line, ...] = ()
    derivation: tuple[str, ...] = ()


class Judgment(msgspec.Struct, frozen=True, kw_only=True):
    """A grade on a proposition: Admiralty `credibility` 1 to 6, `origins` the independent families.

    `probability` (0 to 1) that it is so, None where the judge has no measured weights for such an event.
    """

    proposition: str
    credibility: int
    origins: tuple[str, ...]
    evidence: Evidence
    receipt: Receipt
    probability: float | None = None


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What an analyst decided about a claim, a proposition or a source: an entry of the journal.

    `detail` says more, by action: `with` of a merge (the other proposition), `claims` of a split (ids, comma between),
    `credibility` of a regrade (1 to 6), `kind` of a rejection (proposition, claim, document or source), `course` and
    `as` (more, ambiguous, less, none) of a filing on a warning board, and `indicator` where it is filed under one; `on`
    the day by which a post was seen to be deleted, or restored.
    """

    at: datetime
    by: str
    action: Literal["confirm", "reject", "merge", "split", "regrade", "file", "deleted", "restored"]
    subject: str
    reason: str
    detail: dict[str, str] = {}


class Control(msgspec.Struct, frozen=True, kw_only=True):
    """The state of one settlement from a day on, as known from a day on, until something speaks against it.

    `state` is one of held, advanced, entered, fighting, contested, unknown; `tier` one of assessed, claimed;
    `evidence` the tier of `standards.md` 6; `side` who holds or advances; `between` the sides that are said to be
    there, or to have been until then, where none is said to hold it.
    """

    place: str
    place_name: str
    lat: float
    lon: float
    radius_km: float
    side: str | None
    state: str
    tier: str
    evidence: str
    valid_from: date
    known_from: date
    propositions: tuple[str, ...]
    reason: str
    between: tuple[str, ...] = ()
