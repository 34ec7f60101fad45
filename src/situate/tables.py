"""Records out of a folder's TOML and CSV files, with every fault found named by file and place."""

import csv
import io
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec

Record = TypeVar("Record", bound=msgspec.Struct)
Row = tuple[str, dict[str, Any]]  # where it stands ("actors.csv:12"), and its cells by name


def toml_table(files: Mapping[str, bytes], file: str, faults: list[str]) -> dict[str, Any]:
    """The whole of a TOML file; {} with a fault where it does not parse, {} where there is no such file."""
    if file not in files:
        return {}
    try:
        return tomllib.loads(files[file].decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(f"{file}: not TOML: {error}")
        return {}


def toml_rows(files: Mapping[str, bytes], file: str, key: str, faults: list[str]) -> Iterator[Row]:
    """The tables `[[key]]` of a TOML file, numbered from 1; anything else in the file is a fault."""
    for name, value in toml_table(files, file, faults).items():
        if name != key:
            faults.append(f"{file}: unknown key {name!r}; its tables are [[{key}]]")
        elif not isinstance(value, list):
            faults.append(f"{file}: {key!r} must be written as tables [[{key}]]")
        else:
            yield from ((f"{file}: {key} {number}", row) for number, row in enumerate(value, start=1))


def csv_rows(files: Mapping[str, bytes], file: str, kind: type[msgspec.Struct], faults: list[str]) -> Iterator[Row]:
    """The rows of a CSV file with a header, numbered by line; cells of lists are split at "|", empty cells left out."""
    if file not in files:
        return
    try:
        text = files[file].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.append(f"{file}: not UTF-8: {error}")
        return
    lists = {field.name for field in msgspec.structs.fields(kind) if field.type == tuple[str, ...]}
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    unknown = set(header) - {field.name for field in msgspec.structs.fields(kind)}
    faults.extend(f"{file}: unknown column {name!r}" for name in sorted(unknown))
    for cells in reader:
        where = f"{file}:{reader.line_num}"
        if len(cells) != len(header):
            faults.append(f"{where}: wrong number of cells: {len(cells)} under {len(header)} columns")
            continue
        named = {name: cell for name, cell in zip(header, cells, strict=True) if cell and name not in unknown}
        yield where, {name: _split(cell) if name in lists else cell for name, cell in named.items()}


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def records(rows: Iterable[Row], kind: type[Record], faults: list[str]) -> Iterator[Record]:
    """A record of `kind` for each row that makes one; a fault for each unknown key and each bad row."""
    known = {field.name for field in msgspec.structs.fields(kind)}
    for where, row in rows:
        named = f"{where} ({row['id']})" if isinstance(row, dict) and "id" in row else where
        if isinstance(row, dict):
            faults.extend(f"{named}: unknown key {key!r}" for key in row if key not in known)
        try:
            yield msgspec.convert(row, kind, strict=False)
        except msgspec.ValidationError as error:
            faults.append(f"{named}: {error}")
