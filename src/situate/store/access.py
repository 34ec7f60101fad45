"""Access to the file: snapshots for readers, transactions for writers, and the database's errors told as ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from situate.errors import DataError, SituateError, SourceError
from situate.store.engine import BUSY_SECONDS, make_engine, use_wal
from situate.store.migrate import migrate


class Access:
    """The open file at `where`, its tables up to date."""

    def __init__(self, where: str) -> None:
        self.where = where
        self._engine = make_engine(where)
        try:
            with self._told():
                use_wal(self._engine)
                migrate(self._engine, where=where)
        except SituateError:
            self.close()
            raise

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A snapshot: what is read in the block is of one moment, whoever writes meanwhile."""
        with self._told(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the writers' lock from its beginning."""
        with self._told(), self._engine.connect() as connection, connection.execution_options(writes=True).begin():
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (DatabaseError, sqlite3.DatabaseError) as error:
            raise self._fault(getattr(error, "orig", None) or error) from error

    def _fault(self, reason: BaseException) -> SituateError:
        if not isinstance(reason, sqlite3.OperationalError):
            return DataError(f"the ledger cannot be used: {reason}", where=self.where, remedy="give another path")
        remedy = "check the path, the rights and the room on the disk"
        if "locked" in str(reason):
            remedy = f"another process has been writing for {BUSY_SECONDS} seconds; try again when it is done"
        return SourceError(f"the ledger cannot be read or written: {reason}", where=self.where, remedy=remedy)
