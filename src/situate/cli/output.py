"""How results are printed: a table for people, JSON lines and CSV for programs."""

import csv
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, Final, Never

import msgspec
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

# What makes a spreadsheet take a cell for a formula; OWASP's list.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

_UNBROKEN: Final = frozenset({"id", "published", "stance", "event", "source", "gazetteer_id", "first", "last", "what"})
# Wide enough that a piped table keeps a claim on two or three lines.
_PIPED_WIDTH: Final = 180
# Laying out a table takes half a millisecond a row, and nobody reads more rows than these.
TABLE_ROWS: Final = 1000
# What moves a terminal's cursor, recolours it or turns its text around: control characters but line break and tab,
# and the marks that override the direction of writing. One for one, so that offsets stay.
_UNSAFE: Final = dict.fromkeys(
    [c for c in (*range(32), *range(127, 160)) if chr(c) not in "\n\t"]
    + [*range(0x202A, 0x202F), *range(0x2066, 0x206A)],
    "\ufffd",
)


class Format(StrEnum):
    """The three ways a result can be printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


class Out(Console):
    """Standard output; a reader that goes away is told to `main`, where rich would end with exit code 1."""

    def on_broken_pipe(self) -> Never:
        """Raise the error that is being handled."""
        raise BrokenPipeError


def safe(text: object) -> str:
    """Words of a document or a file's name as a terminal may show them: what would steer it becomes U+FFFD."""
    return str(text).translate(_UNSAFE)


def warn(text: object) -> None:
    """Print a line on standard error, safe to show."""
    typer.echo(safe(text), err=True)


def disarm(cell: str) -> str:
    """A cell that no spreadsheet runs: a leading quote stands before what looks like a formula, numbers apart."""
    if not cell.startswith(_FORMULA):
        return cell
    try:
        float(cell)
    except ValueError:
        return "'" + cell
    return cell


def emit(rows: Iterable[dict[str, Any]], columns: Sequence[str], form: Format, *, records: Iterable[Any] = ()) -> None:
    """Print rows: `columns` in a table or CSV; as JSON lines the whole `records`, or the rows where none are given."""
    if form is Format.jsonl:
        emit_lines(records or rows)
    elif form is Format.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([disarm(_cell(row.get(column))) for column in columns] for row in rows)
    else:
        _table(rows, columns)


def emit_lines(records: Iterable[Any]) -> None:
    """Print each record as one JSON object a line, UTF-8."""
    out = sys.stdout.buffer
    for record in records:
        out.write(msgspec.json.encode(record) + b"\n")
    out.flush()


def _table(rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False, show_edge=False)
    for column in columns:
        # What is copied and pasted stays on one line; only prose wraps.
        table.add_column(column.replace("_", " "), overflow="fold", no_wrap=column in _UNBROKEN)
    for number, row in enumerate(rows):
        if number == TABLE_ROWS:
            warn(f"a table shows the first {TABLE_ROWS:,} rows; --format csv and --format jsonl print all")
            break
        # Text, not str: words of a document are never read as markup.
        table.add_row(*(Text(_cell(row.get(column))) for column in columns))
    console = Out()
    if not console.is_terminal:
        console.width = _PIPED_WIDTH
    console.print(table)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    if isinstance(value, list | tuple):
        return ", ".join(_cell(part) for part in value)
    return safe(value)
