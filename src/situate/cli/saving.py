"""How a page is written: whole, or not at all."""

from contextlib import suppress
from pathlib import Path

from situate.errors import SourceError


def save(path: Path, body: bytes) -> None:
    """Write a page whole or not at all. Raises SourceError where the folder cannot be written."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(body)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):  # the fault that is told is the first one
            part.unlink(missing_ok=True)
        raise SourceError(
            f"cannot be written: {error.strerror}", where=str(path), remedy="give another --out"
        ) from error
