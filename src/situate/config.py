"""The edge to the machine: where the data folders are, and what the environment says."""

import os
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from situate.errors import SourceError

_PACKED: Final = Path(__file__).parent / "_data"
_CHECKOUT: Final = Path(__file__).parents[2]
# What these hold changes neither claims nor what is derived from them.
_NOT_READING: Final = frozenset({"cli", "produce", "store", "config.py"})


def data_folder(*parts: str) -> Path:
    """A folder of knowledge (`lexicon`, `theatres/<id>`): in the wheel, or in a checkout beside `src`."""
    for root in (_PACKED, _CHECKOUT):
        folder = root.joinpath(*parts)
        if folder.is_dir():
            return folder
    raise SourceError(
        "no such data folder", where="/".join(parts), remedy="reinstall situate, or give the folder's path"
    )


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every data file below `folder` (.toml, .csv, .json), by its path inside it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in {".toml", ".csv", ".json"}
    }


@cache
def code_digest() -> str:
    """A hash of this code, so that a ledger knows by which code its claims were extracted."""
    root, digest = Path(__file__).parent, sha256()
    for path in sorted(root.rglob("*.py")):
        if path.relative_to(root).parts[0] not in _NOT_READING:
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def environment() -> Mapping[str, str]:
    """The environment, for the edge to pass on."""
    return os.environ
