"""Records put aside until they are written: the first in memory, the rest in a temporary file that nobody else sees."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO, Generic, Self, TypeVar

import msgspec

from situate.errors import SourceError

T = TypeVar("T")


class Spool(Generic[T]):
    """A queue of records of one kind, read back in the order in which they were added, as often as wanted."""

    def __init__(self, kind: type[T], *, held: int) -> None:
        """`held` records stay in memory as they are; what comes after them goes to the file as JSON lines."""
        # JSON, not MessagePack, which would lose a moment's offset.
        self._decoder, self._encoder = msgspec.json.Decoder(kind), msgspec.json.Encoder()
        self._most, self._held = held, list[T]()
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, record: T) -> None:
        """Put a record at the end. Raises SourceError where the disk is full."""
        if len(self._held) < self._most:
            self._held.append(record)
            return
        try:
            if self._file is None:
                self._file = TemporaryFile()  # noqa: SIM115 - closed by __exit__
            self._file.write(self._encoder.encode(record) + b"\n")
        except OSError as error:
            remedy = "make room, or point TMPDIR to a larger disk"
            raise SourceError(f"cannot be written: {error.strerror}", where="temporary file", remedy=remedy) from error

    def __iter__(self) -> Iterator[T]:
        yield from self._held
        if self._file is not None:
            self._file.seek(0)
            yield from map(self._decoder.decode, self._file)
