"""The engine: SQLite in WAL mode, one explicit transaction at a time, so that writers never block readers."""

import time
from sqlite3 import SQLITE_BUSY, OperationalError
from sqlite3 import Connection as Driver
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event

# How long a writer waits for another writer's transaction (one original, or a rebuild, both read beforehand).
BUSY_SECONDS: Final = 60


def make_engine(path: str) -> Engine:
    """An engine on the file; it is created when first written to."""
    engine = create_engine(URL.create("sqlite", database=path), connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(driver: Driver, _record: object) -> None:
    # The driver's own guesses about when a transaction begins leave DDL outside it: we say BEGIN ourselves.
    driver.isolation_level = None
    driver.execute("PRAGMA foreign_keys = ON")
    # With WAL a commit survives the death of the process; only a power cut may lose the last ones, never corrupt.
    driver.execute("PRAGMA synchronous = NORMAL")


def _begin(connection: Connection) -> None:
    # A writer asks for the lock at once: a reader that turned into a writer midway could be refused it.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def use_wal(engine: Engine) -> None:
    """Put the file in WAL mode, which it then keeps.

    SQLite does not wait for others where it changes the mode, so we do, as long as for a writer.
    Raises OperationalError where it is still locked then.
    """
    until = time.monotonic() + BUSY_SECONDS
    while not _in_wal(engine, last=time.monotonic() >= until):
        time.sleep(_PAUSE_S)


# Between two looks at a file that another process is about to put in WAL mode.
_PAUSE_S: Final = 0.02


def _in_wal(engine: Engine, *, last: bool) -> bool:
    """Is the file in WAL mode, or could it be put there now?"""
    driver = engine.raw_connection()
    try:
        cursor = driver.cursor()
        if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()
    except OperationalError as error:
        if last or error.sqlite_errorcode & 0xFF != SQLITE_BUSY:
            raise
        return False
    finally:
        driver.close()
    return True
