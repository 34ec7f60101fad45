"""The one file that talks to the network: it brings a file whole or not at all, and goes on where it was cut off.

What has come lies beside its place as `.part`, with a note of its address and of the version that the server names.
It is asked for the rest of just that version; a server that has another one, or does not say, sends it from the start.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO, Final
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

import msgspec

from situate import __version__
from situate.errors import DataError, LimitError, SourceError, UsageError

# Told of every block: bytes there are now, and bytes there will be (None where the server does not say).
Progress = Callable[[int, int | None], None]

# The dump of all countries is 400 MB packed, that of all alternate names 200.
MOST_BYTES: Final = 2 << 30
_BLOCK: Final = 1 << 16
# A server that says nothing for so long has gone; an unreachable one is told within it too.
_SILENCE_S: Final = 30
_TRIES: Final = 3
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_BY_HAND: Final = "check the network; or bring the file here by hand and `situate gazetteer add` it"
_PARTIAL: Final = 206
_NOTHING_LEFT: Final = 416


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """A file that has come: `resumed` of its `size` bytes were there from an earlier try."""

    path: Path
    url: str
    sha256: str
    size: int
    resumed: int = 0


class _Began(msgspec.Struct, frozen=True, kw_only=True):
    """What a part belongs to: `version` is the server's ETag or date, "" where it names none."""

    url: str
    version: str = ""


class _CutOff(Exception):
    """The connection ended early."""


def bring(url: str, target: Path, *, expected: str = "", progress: Progress | None = None) -> Brought:
    """Bring the file at `url` to `target`; `expected` is its SHA-256, "" where it is not known.

    A connection that breaks is tried again twice; what came is kept for the next call. Raises UsageError for an
    address that is not https (plain http is for this machine), SourceError where the file cannot be had,
    LimitError where it is too large, DataError where it is not the one expected.
    """
    checked_address(url)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        resumed = _had(url, target)[0]
        _bring_part(url, target, progress or (lambda _have, _size: None))
        return _kept(url, target, expected, resumed)
    except OSError as error:
        remedy = "point SITUATE_HOME to a folder that you may write in"
        raise SourceError(f"cannot be written: {error.strerror}", where=str(target), remedy=remedy) from error


def checked_address(url: str) -> None:
    """Raises UsageError for an address that nothing is brought from."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError as error:
        raise UsageError(f"not an address: {error}", where=url, remedy="give one that begins with https://") from error
    if not (host and (parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK))):
        raise UsageError("not an https address", where=url, remedy="give one that begins with https://")


def _bring_part(url: str, target: Path, progress: Progress) -> None:
    for attempt in range(1, _TRIES + 1):
        try:
            _go_on(url, target, progress)
            return
        except _CutOff as error:
            if attempt == _TRIES:
                have, _ = _had(url, target)
                remedy = f"the same command goes on from the {have:,} bytes that came" if have else _BY_HAND
                raise SourceError(str(error), where=url, remedy=remedy) from error


def _go_on(url: str, target: Path, progress: Progress) -> None:
    """One connection: the rest of the file, or all of it. Raises _CutOff where it may be tried again."""
    have, began = _had(url, target)
    headers = {"User-Agent": f"situate/{__version__}", "Accept-Encoding": "identity"}
    if have:
        headers |= {"Range": f"bytes={have}-", "If-Range": began.version}
    if (found := _answer(Request(url, headers=headers), target, have)) is None:
        return
    with found as answer:
        start = have if answer.status == _PARTIAL else 0
        if answer.status == _PARTIAL and not answer.headers.get("Content-Range", "").startswith(f"bytes {have}-"):
            _forget(target)
            raise _CutOff("the server sent another part than was asked for")
        if not start:
            _forget(target)  # before its note, so that a kill in between leaves no old part under a new note
        size = _size(answer.headers, start)
        _check_size(url, size)
        _note(target, _Began(url=url, version=_version(answer.headers)))
        _receive(answer, target, start, size, progress)


def _answer(request: Request, target: Path, have: int) -> HTTPResponse | None:
    """The server's answer; None where it says that all has come already. Raises _CutOff, SourceError."""
    # What is on this machine is not asked for through a proxy.
    here = [ProxyHandler({})] if urlsplit(request.full_url).hostname in _LOOPBACK else []
    try:
        answer: HTTPResponse = build_opener(_Redirects, *here).open(request, timeout=_SILENCE_S)
        return answer
    except HTTPError as error:
        told = f"the server answered {error.code} {error.reason}"
        if error.code == _NOTHING_LEFT and error.headers.get("Content-Range", "") == f"bytes */{have}":
            return None
        if error.code == _NOTHING_LEFT:
            _forget(target)
        if error.code == _NOTHING_LEFT or error.code >= 500:
            raise _CutOff(told) from error
        remedy = "check the country's code, or give another --from"
        raise SourceError(told, where=request.full_url, remedy=remedy) from error
    except ValueError as error:
        told = f"the server sends on to what is no address: {error}"
        raise SourceError(told, where=request.full_url, remedy="give another --from") from error
    except (OSError, HTTPException) as error:
        raise _CutOff(f"the server cannot be reached: {getattr(error, 'reason', None) or error}") from error


def _receive(answer: HTTPResponse, target: Path, start: int, size: int | None, progress: Progress) -> None:
    have = start
    with _part(target).open("r+b" if start else "wb") as stream:
        stream.seek(start)
        while block := _block(answer):
            stream.write(block)
            have += len(block)
            _check_size(target.name, have)
            progress(have, size)
    if size is not None and have != size:
        raise _CutOff(f"cut off after {have:,} of {size:,} bytes")


def _block(answer: HTTPResponse) -> bytes:
    try:
        return answer.read(_BLOCK)
    except (OSError, HTTPException) as error:
        raise _CutOff(f"cut off: {error}") from error


def _kept(url: str, target: Path, expected: str, resumed: int) -> Brought:
    """Check what came and put it in its place."""
    part, digest = _part(target), sha256()
    with part.open("rb+") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
        os.fsync(stream.fileno())
    found, size = digest.hexdigest(), part.stat().st_size
    if expected and found != expected.lower():
        _forget(target)
        remedy = "the file has changed since, or on its way; nothing of it was kept"
        raise DataError(f"its SHA-256 is {found}, not {expected.lower()}", where=url, remedy=remedy)
    part.replace(target)
    _forget(target)
    return Brought(path=target, url=url, sha256=found, size=size, resumed=min(resumed, size))


class _Redirects(HTTPRedirectHandler):
    """Follows a redirection only to an address that might have been asked for in the first place."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        checked_address(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _size(headers: HTTPMessage, start: int) -> int | None:
    told = headers.get("Content-Length", "")
    return start + int(told) if told.isascii() and told.isdigit() else None


def _check_size(where: str, size: int | None) -> None:
    if size is not None and size > MOST_BYTES:
        raise LimitError(f"larger than {MOST_BYTES:,} bytes", where=where, remedy="give the file of one country")


def _version(headers: HTTPMessage) -> str:
    """What `If-Range` may name: a strong ETag, else the day and second of the last change."""
    tag = headers.get("ETag", "")
    return tag if tag.startswith('"') else headers.get("Last-Modified", "")


def _part(target: Path) -> Path:
    return target.with_name(target.name + ".part")


def _note_of(target: Path) -> Path:
    return target.with_name(target.name + ".part.json")


def _note(target: Path, began: _Began) -> None:
    draft = target.with_name(target.name + ".part.json.draft")
    draft.write_bytes(msgspec.json.encode(began))
    draft.replace(_note_of(target))


def _had(url: str, target: Path) -> tuple[int, _Began]:
    """How many bytes of the file have come, and of which version; none where it is another file's part."""
    try:
        began = msgspec.json.decode(_note_of(target).read_bytes(), type=_Began)
        if began.url == url and began.version:
            return _part(target).stat().st_size, began
    except (FileNotFoundError, msgspec.DecodeError):
        pass  # nothing has come that could be gone on with
    return 0, _Began(url=url)


def _forget(target: Path) -> None:
    for path in (_part(target), _note_of(target)):
        with suppress(FileNotFoundError):
            path.unlink()
