"""Which files are meant by the paths that the user gave."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from situate.ingest.refused import Note
from situate.model import Refusal

SUFFIXES: Final = frozenset({".html", ".htm", ".txt", ".md", ".jsonl", ".ndjson", ".json"})


def files(paths: Iterable[Path]) -> Iterator[Path | Refusal | Note]:
    """Every file to read, in the order given; a folder stands for what is below it, sorted by name.

    Hidden files and folders are skipped. Files of other kinds in a folder are noted once a folder, with their number.
    Symbolic links are followed, but not back into a folder that they lie in.
    """
    for path in paths:
        try:
            if path.is_dir():
                yield from _folder(path, ())
            else:
                yield path
        except OSError as error:
            yield _unreadable(path, error)


def _folder(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path | Refusal | Note]:
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield _unreadable(folder, error)
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield Refusal(
            name=str(folder),
            kind="loop",
            reason="a symbolic link that leads back into a folder it lies in",
            remedy="remove the link; everything else in the folder was read",
        )
        return
    others: Counter[str] = Counter()
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            is_folder = entry.is_dir()
        except OSError as error:
            yield _unreadable(entry, error)
            continue
        if is_folder:
            yield from _folder(entry, (*above, here))
        elif entry.suffix.lower() in SUFFIXES:
            yield entry
        else:
            others[entry.suffix.lower() or "no suffix"] += 1
    if others:
        yield _others(folder, others)


def _others(folder: Path, others: Counter[str]) -> Note:
    kinds = ", ".join(f"{number} {suffix}" for suffix, number in sorted(others.items()))
    read = " ".join(sorted(SUFFIXES))
    return Note(str(folder), f"files of kinds that are not read were passed over: {kinds} (read are {read})")


def _unreadable(path: Path, error: OSError) -> Refusal:
    return Refusal(
        name=str(path),
        kind="unreadable",
        reason=f"cannot be opened: {error.strerror or error}",
        remedy="check that the path exists and that you may read it",
    )
