"""What is carried from reading to writing, and what an ingest came to."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

import msgspec

from situate.ingest import Limits
from situate.model import Claim, Document, Listing, Loss, Original, Refusal

# So many documents are named in a note; the count is whole.
_FIRST_NAMED: Final = 3
# So many characters tell the script of a text; the last letter of Latin Extended-B.
_SCRIPT_SHOWS: Final = 4000
_LAST_LATIN: Final = "\u024f"


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Told after every original: its name, and how many were done, new ones among them."""

    name: str
    read: int
    new: int
    claims: int


class Named(msgspec.Struct, frozen=True):
    """How many documents something is so of, and the names of the first."""

    count: int = 0
    first: tuple[str, ...] = ()

    def with_names(self, names: Iterable[str]) -> "Named":
        """The same with more documents."""
        more = tuple(names)
        return Named(self.count + len(more), (*self.first, *more)[:_FIRST_NAMED])


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """A document as it was parsed, the id it will have (None: it is there already), and the claims it then makes.

    `captured` is when its container says that it was seen.
    """

    document: Document
    name: str | None
    claims: tuple[Claim, ...] | None
    captured: datetime | None = None


class Slice(msgspec.Struct, frozen=True, kw_only=True):
    """Some items of one original, read and not yet written; what it tells of lost posts is in one of its slices."""

    original: str
    path: str
    ready: tuple[Ready, ...] = ()
    refused: tuple[Refusal, ...] = ()
    listings: tuple[Listing, ...] = ()
    losses: tuple[Loss, ...] = ()


class Coming(msgspec.Struct, frozen=True):
    """An original as it comes in: what was refused of it, its limits, and when the user says it was captured."""

    original: Original
    of_file: list[Refusal]
    limits: Limits
    captured: datetime | None


def evidence(original: Original, path: str) -> Slice:
    """What an original tells of posts beside their words."""
    return Slice(original=original.sha256, path=path, listings=original.listings, losses=original.losses)


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What an ingest came to.

    `known` originals were in the ledger already; `repeated` documents came in other bytes with the same words;
    `outdated` originals have claims that were extracted with other knowledge than the present: `situate rebuild`.
    `undated` documents have no day; `foreign` ones are in another script than English and gave no claim.
    """

    read: int = 0
    new: int = 0
    known: int = 0
    documents: int = 0
    repeated: int = 0
    claims: int = 0
    refused: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()
    outdated: int = 0
    undated: Named = Named()
    foreign: Named = Named()


def counted(
    total: Summary, found: Sequence[tuple[Document, Sequence[Claim]]], parsed: int, refused: Sequence[Refusal]
) -> Summary:
    """The total with the documents of a slice, `parsed` of them before repeated ones were left out."""
    return msgspec.structs.replace(
        total,
        documents=total.documents + len(found),
        repeated=total.repeated + parsed - len(found),
        claims=total.claims + sum(len(claims) for _, claims in found),
        refused=(*total.refused, *refused),
        undated=total.undated.with_names(_place(d) for d, _ in found if d.published.day is None),
        foreign=total.foreign.with_names(_place(d) for d, claims in found if not claims and _is_foreign(d.text)),
    )


def _place(document: Document) -> str:
    return f"{document.name}: {document.part}" if document.part else document.name


def _is_foreign(text: str) -> bool:
    """Is most of it in another script than Latin? English is what the grammar reads."""
    letters = [c for c in text[:_SCRIPT_SHOWS] if c.isalpha()]
    return sum(c > _LAST_LATIN for c in letters) * 2 > len(letters)
