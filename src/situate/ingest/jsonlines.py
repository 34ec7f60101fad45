"""JSON lines: one item a line, each line accepted or refused by itself."""

from collections.abc import Iterator
from typing import Final

import msgspec

from situate.ingest.jsontext import read_json
from situate.ingest.limits import Limits
from situate.ingest.refused import Refused
from situate.ingest.times import iso_time
from situate.model import Hints, Item, Loss

_EXPECTED: Final = (
    'one object a line: {"id", "published", "publisher", "text"}, and optionally "url", "title", "edited", '
    '"captured", "deleted", "forwarded_from", "reply_to"'
)


class Line(msgspec.Struct, frozen=True):
    """One line of the file; other keys are passed over.

    `captured` is when the text was seen, `deleted` when the post was deleted or first found to be gone; such a line
    needs no text.
    """

    id: str | int
    published: str
    publisher: str
    text: str = ""
    url: str | None = None
    title: str | None = None
    edited: str | None = None
    captured: str | None = None
    deleted: str | None = None
    forwarded_from: str | None = None
    reply_to: str | int | None = None


def lines(name: str, sha256: str, body: bytes, *, limits: Limits) -> Iterator[Item | Loss | Refused]:
    """The items of a file of JSON lines, blank lines skipped; what is wrong with a line comes in its place.

    A line that marks its post as deleted gives a loss, and its text, where it has one, an item.
    """
    for number, text in enumerate(_split(body), start=1):
        if not text.strip():
            continue
        place = f"line {number}"
        try:
            line = read_json(text, Line, max_depth=limits.max_depth, place=place, expected=_EXPECTED)
            loss = _loss(name, place, line)
            if loss is None or line.text.strip():
                yield _item(name, sha256, place, line, limits)
            if loss is not None:
                yield loss
        except Refused as refused:
            yield refused


def _split(body: bytes) -> Iterator[bytes]:
    start = len(b"\xef\xbb\xbf") if body.startswith(b"\xef\xbb\xbf") else 0
    while start < len(body):
        end = body.find(b"\n", start)
        end = len(body) if end < 0 else end
        yield body[start:end]
        start = end + 1


def _loss(name: str, place: str, line: Line) -> Loss | None:
    """What a line tells of a deletion."""
    if not line.deleted:
        return None
    at = iso_time(line.deleted, field="deleted", place=place)
    if ":" not in line.deleted and "T" not in line.deleted:  # a day alone: by its end
        at = at.replace(hour=23, minute=59, second=59)
    return Loss(key=_key(line, place), at=at, how="marked", why=f"{name}, {place}, marks it as deleted")


def _key(line: Line, place: str) -> str:
    if not str(line.id).strip():
        raise Refused("schema", "id is empty", place=place, remedy=_EXPECTED)
    return str(line.id)


def _item(name: str, sha256: str, place: str, line: Line, limits: Limits) -> Item:
    check_text(line.text, place, limits)
    edited = iso_time(line.edited, field="edited", place=place) if line.edited else None
    captured = iso_time(line.captured, field="captured", place=place) if line.captured and not line.deleted else None
    return Item(
        original=sha256,
        name=name,
        media="post",
        body=line.text,
        part=place,
        hints=Hints(
            external_id=_key(line, place),
            url=line.url or None,
            title=line.title or None,
            publisher=line.publisher,
            published=iso_time(line.published, field="published", place=place),
            edited=edited,
            captured=captured,
            forwarded_from=line.forwarded_from or None,
            reply_to=None if line.reply_to is None else str(line.reply_to),
        ),
    )


def check_text(text: str, place: str, limits: Limits) -> None:
    """Raises Refused where a text is blank or longer than the limit."""
    if not text.strip():
        raise Refused("empty", "holds no text", place=place, remedy="leave it out")
    if len(text) > limits.max_characters:
        raise Refused(
            "too_long",
            f"has {len(text):,} characters; the limit is {limits.max_characters:,}",
            place=place,
            remedy="split it, or raise the limit",
        )
