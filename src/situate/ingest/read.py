"""The door of ingest: paths in, originals and refusals out, one at a time."""

import stat
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final

import msgspec

from situate.ingest.channel_page import posts, shows_posts
from situate.ingest.chat_page import exported, is_exported
from situate.ingest.decode import decode
from situate.ingest.jsonlines import lines
from situate.ingest.limits import Limits
from situate.ingest.pages import page
from situate.ingest.refused import Note, Refused
from situate.ingest.telegram import messages
from situate.ingest.walk import SUFFIXES, files
from situate.model import Item, Listing, Loss, Original, Refusal

_HTML: Final = (".html", ".htm")
_LINES: Final = (".jsonl", ".ndjson")


def read(paths: Iterable[Path], *, limits: Limits | None = None) -> Iterator[Original | Refusal | Note]:
    """Read files and folders one after the other: what was refused of a file comes before the file.

    Nothing is kept between files, so memory does not grow with their number. Never raises for what a file holds.
    """
    limits = limits or Limits()
    for found in files(paths):
        if isinstance(found, Refusal | Note):
            yield found
        else:
            yield from _file(found, limits)


def _file(path: Path, limits: Limits) -> Iterator[Original | Refusal]:
    try:
        body, modified = _bytes(path, limits)
    except Refused as refused:
        yield refused.refusal(str(path))
        return
    original, refusals = original_of(path.name, body, limits=limits)
    for refusal in refusals:
        yield msgspec.structs.replace(refusal, name=str(path))
    if original is not None:
        yield msgspec.structs.replace(original, path=str(path), modified=modified)


def _bytes(path: Path, limits: Limits) -> tuple[bytes, datetime | None]:
    """What the file holds, and when it was last changed."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Refused("unreadable", "is no regular file", remedy="give a file or a folder")
        if path.suffix.lower() not in SUFFIXES:
            remedy = f"kinds that are read: {' '.join(sorted(SUFFIXES))}"
            raise Refused("other_kind", "is of a kind that is not read", remedy=remedy)
        if status.st_size > limits.max_bytes:
            raise _too_large(status.st_size, limits)
        with path.open("rb") as file:
            body = file.read(limits.max_bytes + 1)  # it may have grown since it was measured
    except FileNotFoundError as error:
        raise Refused("missing", "there is no such file", remedy="check the path") from error
    except OSError as error:
        raise Refused(
            "unreadable", f"cannot be read: {error.strerror or error}", remedy="check that you may read it"
        ) from error
    if len(body) > limits.max_bytes:
        raise _too_large(len(body), limits)
    return body, _moment(status.st_mtime)


def _moment(seconds: float) -> datetime | None:
    """The file's date; None where the file system has one that no calendar has."""
    try:
        return datetime.fromtimestamp(int(seconds), tz=UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _too_large(size: int, limits: Limits) -> Refused:
    return Refused(
        "too_large",
        f"has {size / 1e6:,.1f} MB; the limit is {limits.max_bytes / 1e6:,.1f} MB",
        remedy="split it, or raise the limit",
    )


def original_of(name: str, body: bytes, *, limits: Limits) -> tuple[Original | None, tuple[Refusal, ...]]:
    """The original that the bytes of a file are, None where nothing of it can be taken, and what was refused of it.

    Depends on nothing but its arguments, so a stored original gives the same items again.
    """
    digest = sha256(body).hexdigest()
    try:
        found = _found(name, digest, body, limits)
    except Refused as refused:
        return None, (refused.refusal(name),)
    refusals = tuple(found.refusals)
    if not (found.items or found.losses):
        return None, refusals or (_empty().refusal(name),)
    return Original(
        sha256=digest,
        name=name,
        media=found.media,
        size=len(body),
        body=body,
        items=tuple(found.items),
        notes=tuple(found.notes),
        listings=tuple(found.listings),
        losses=tuple(found.losses),
    ), refusals


class _Found:
    """What a file holds, by kind."""

    def __init__(self, media: str) -> None:
        self.media = media
        self.items: list[Item] = []
        self.losses: list[Loss] = []
        self.listings: list[Listing] = []
        self.refusals: list[Refusal] = []
        self.notes: list[str] = []


def _found(name: str, digest: str, body: bytes, limits: Limits) -> _Found:
    if not body.strip():
        raise _empty()
    suffix = Path(name).suffix.lower()
    if suffix in _LINES:
        return _sorted("jsonl", name, lines(name, digest, body, limits=limits), limits)
    if suffix == ".json":
        return _sorted("telegram", name, messages(name, digest, body, limits=limits), limits)
    html = suffix in _HTML
    try:
        decoded = decode(body, html=html)
    except Refused as refused:
        text = body.decode("utf-8", errors="replace") if html and refused.kind == "encoding" else ""
        if not is_exported(text):
            raise
        return _sorted("telegram", name, exported(name, digest, text, limits=limits, damaged=True), limits)
    if html and is_exported(decoded.text):
        noted = (decoded.note,) if decoded.note else ()
        return _sorted("telegram", name, chain(exported(name, digest, decoded.text, limits=limits), noted), limits)
    item, notes = page(name, digest, decoded, html=html, limits=limits)
    if item.media == "html" and shows_posts(item.body):
        return _sorted("html", name, chain(posts(name, digest, item.body, limits=limits), notes), limits)
    return _sorted(item.media, name, (item, *notes), limits)


def _sorted(media: str, name: str, things: Iterable[Item | Loss | Listing | Refused | str], limits: Limits) -> _Found:
    found = _Found(media)
    for thing in things:
        if isinstance(thing, Item):
            found.items.append(thing)
        elif isinstance(thing, Refused):
            found.refusals.append(thing.refusal(name))
        elif isinstance(thing, Loss):
            found.losses.append(thing)
        elif isinstance(thing, Listing):
            found.listings.append(thing)
        else:
            found.notes.append(thing)
        if len(found.items) + len(found.refusals) + len(found.losses) > limits.max_items:
            raise Refused("too_many", f"holds more than {limits.max_items:,} items", remedy="split the file")
    return found


def _empty() -> Refused:
    return Refused("empty", "holds no text", remedy="get a whole copy of the file")
