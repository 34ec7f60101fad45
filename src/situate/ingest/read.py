"""The door of ingest: paths in, originals and refusals out, one at a time."""

import stat
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

from situate.ingest.jsonlines import lines
from situate.ingest.limits import Limits
from situate.ingest.pages import page
from situate.ingest.refused import Note, Refused
from situate.ingest.telegram import messages
from situate.ingest.walk import SUFFIXES, files
from situate.model import Item, Original, Refusal

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
        body = _bytes(path, limits)
    except Refused as refused:
        yield refused.refusal(str(path))
        return
    original, refusals = original_of(path.name, body, limits=limits)
    for refusal in refusals:
        yield msgspec.structs.replace(refusal, name=str(path))
    if original is not None:
        yield msgspec.structs.replace(original, path=str(path))


def _bytes(path: Path, limits: Limits) -> bytes:
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
    return body


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
        media, items, refusals, notes = _items(name, digest, body, limits)
    except Refused as refused:
        return None, (refused.refusal(name),)
    if not items:
        if not refusals:
            refusals = (_empty().refusal(name),)
        return None, refusals
    return Original(
        sha256=digest, name=name, media=media, size=len(body), body=body, items=items, notes=notes
    ), refusals


_Items = tuple[str, tuple[Item, ...], tuple[Refusal, ...], tuple[str, ...]]


def _items(name: str, digest: str, body: bytes, limits: Limits) -> _Items:
    """Media, items, refusals and notes."""
    if not body.strip():
        raise _empty()
    suffix = Path(name).suffix.lower()
    if suffix in _LINES:
        return "jsonl", *_sorted(name, lines(name, digest, body, limits=limits), limits)
    if suffix == ".json":
        return "telegram", *_sorted(name, messages(name, digest, body, limits=limits), limits)
    item, notes = page(name, digest, body, html=suffix in _HTML, limits=limits)
    return item.media, (item,), (), notes


def _sorted(
    name: str, found: Iterable[Item | Refused | str], limits: Limits
) -> tuple[tuple[Item, ...], tuple[Refusal, ...], tuple[str, ...]]:
    items: list[Item] = []
    refusals: list[Refusal] = []
    notes: list[str] = []
    for thing in found:
        if isinstance(thing, Item):
            items.append(thing)
        elif isinstance(thing, Refused):
            refusals.append(thing.refusal(name))
        else:
            notes.append(thing)
        if len(items) + len(refusals) > limits.max_items:
            raise Refused("too_many", f"holds more than {limits.max_items:,} items", remedy="split the file")
    return tuple(items), tuple(refusals), tuple(notes)


def _empty() -> Refused:
    return Refused("empty", "holds no text", remedy="get a whole copy of the file")
