"""Records to rows: the whole record as JSON, and beside it the columns that it is looked up by."""

from datetime import date
from hashlib import sha256
from typing import Any, Final

import msgspec

from situate.gazetteer import normal
from situate.model import Claim, Document, PlaceMention

Row = dict[str, Any]
_ENCODER: Final = msgspec.json.Encoder(order="deterministic")


def encode(record: object) -> str:
    """A record as JSON text."""
    return _ENCODER.encode(record).decode()


def text_digest(text: str) -> str:
    """The SHA-256 of a document's text, by which its versions are told apart."""
    return sha256(text.encode("utf-8")).hexdigest()


def iso(day: date | None) -> str | None:
    """A day as the ledger writes it."""
    return None if day is None else day.isoformat()


def known_day(document: Document) -> str | None:
    """The day by which this version was out: of its last edit, else of its publication."""
    days = [d for d in (document.published.day, document.edited.date() if document.edited else None) if d]
    return iso(max(days, default=None))


def document_row(seq: int, document: Document) -> Row:
    """The row of a document; its text has a column of its own and is left out of the record."""
    return {
        "seq": seq,
        "id": document.id,
        "key": document.key,
        "original": document.original,
        "part": document.part,
        "published": iso(document.published.day),
        "known": known_day(document),
        "title": document.title,
        "url": document.url,
        "publisher": document.publisher,
        "publisher_id": document.publisher_id,
        "text": document.text,
        "text_sha256": text_digest(document.text),
        "record": encode(msgspec.structs.replace(document, text="")),
    }


def document_of(text: str, record: str) -> Document:
    """The document that a row keeps."""
    return msgspec.structs.replace(msgspec.json.decode(record, type=Document), text=text)


def passage_rows(document: Document) -> list[Row]:
    """One row a passage, with its words for the search."""
    return [
        {
            "document": document.id,
            "ordinal": ordinal,
            "kind": passage.kind,
            "start": passage.start,
            "stop": passage.end,
            "text": document.text[passage.start : passage.end],
        }
        for ordinal, passage in enumerate(document.passages)
    ]


def note_rows(document: Document) -> list[Row]:
    """One row a note, with its URLs."""
    return [
        {"document": document.id, "ordinal": ordinal, "mark": note.mark, "urls": encode(note.urls)}
        for ordinal, note in enumerate(document.notes)
    ]


def claim_row(seq: int, claim: Claim, known: str | None) -> Row:
    """The row of a claim; `known` is the day by which its document was out."""
    valid = claim.valid()
    return {
        "seq": seq,
        "id": claim.id,
        "document": claim.document,
        "start": claim.start,
        "stop": claim.end,
        "published": iso(claim.published),
        "known": known,
        "valid_first": iso(valid.first if valid else None),
        "valid_last": iso(valid.last if valid else None),
        "event": claim.event,
        "stance": claim.stance,
        "evidence": claim.evidence,
        "author_view": claim.author_view,
        "effort": claim.effort,
        "publisher_id": claim.publisher_id,
        "content": claim.content.text,
        "speakers": "; ".join(s.text for s in claim.speakers) or claim.publisher,
        "places": "; ".join(dict.fromkeys(n for p in claim.places for n in (p.text, p.name) if n)),
        "record": encode(claim),
    }


def source_rows(seq: int, claim: Claim) -> list[Row]:
    """Whose words it is: the chain of speakers, or the publisher where nobody else speaks."""
    voices = [(s.source_id, s.text) for s in claim.speakers] or [(claim.publisher_id, claim.publisher)]
    return [
        {"claim": seq, "ordinal": ordinal, "source_id": source_id, "name": name, "name_key": name.casefold()}
        for ordinal, (source_id, name) in enumerate(voices)
    ]


def place_rows(seq: int, claim: Claim) -> list[Row]:
    """One row a place, under every spelling of its name."""
    return [_place_row(seq, ordinal, place) for ordinal, place in enumerate(claim.places)]


def _place_row(seq: int, ordinal: int, place: PlaceMention) -> Row:
    return {
        "claim": seq,
        "ordinal": ordinal,
        "name_key": normal(place.name or place.text),
        "text_key": normal(place.text),
        "place_key": place.key,
    }
