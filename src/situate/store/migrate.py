"""Numbered migrations: `migrations/001_name.sql` and on, each applied once, in order, in a transaction of its own."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from situate.errors import DataError

_FOLDER: Final = Path(__file__).parent / "migrations"
_NAME: Final = re.compile(r"(\d{3})_\w+\.sql")
_TABLE: Final = "CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL)"


def known_migrations(folder: Path = _FOLDER) -> list[tuple[int, Path]]:
    """The migrations this code has, by number. Raises DataError where a number is missing or doubled."""
    found = sorted((int(match[1]), path) for path in folder.iterdir() if (match := _NAME.fullmatch(path.name)))
    if [number for number, _ in found] != list(range(1, len(found) + 1)):
        raise DataError("migrations are not numbered 1, 2, 3 ...", where=str(folder), remedy="reinstall situate")
    return found


def migrate(engine: Engine, *, where: str, folder: Path = _FOLDER) -> None:
    """Bring the ledger up to this code. Raises DataError where it is newer, or is no ledger."""
    known = known_migrations(folder)
    with engine.connect() as connection:
        version = _version(connection, where)
    _refuse_newer(version, len(known), where)
    for number, path in known[version:]:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            # Another process may have come first while this one waited for the lock.
            if _version(connection, where) < number:
                _apply(connection, number, path)


def _version(connection: Connection, where: str) -> int:
    tables = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return 0
    if "migrations" not in tables:
        raise DataError("is an SQLite file, but no ledger", where=where, remedy="give another path for the ledger")
    return int(connection.exec_driver_sql("SELECT coalesce(max(number), 0) FROM migrations").scalar_one())


def _refuse_newer(version: int, known: int, where: str) -> None:
    if version > known:
        raise DataError(
            f"was written by a newer situate (its version is {version}, this one knows {known})",
            where=where,
            remedy="upgrade situate, or give another path for the ledger",
        )


def _apply(connection: Connection, number: int, path: Path) -> None:
    if number == 1:
        connection.exec_driver_sql(_TABLE)
    for statement in statements(path.read_text(encoding="utf-8")):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO migrations (number, name) VALUES (?, ?)", (number, path.stem))


def statements(script: str) -> Iterator[str]:
    """The statements of a script, a trigger's body kept whole (the driver's own way would commit first)."""
    waiting = ""
    for line in script.splitlines(keepends=True):
        waiting += line
        if sqlite3.complete_statement(waiting):
            yield waiting.strip()
            waiting = ""
    if any(line.strip() and not line.strip().startswith("--") for line in waiting.splitlines()):
        raise DataError("a statement does not end", where="migrations", remedy="end it with a semicolon")
