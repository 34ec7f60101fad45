"""Migrations: from nothing, again, from an older ledger, and never from a newer one."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from situate.errors import DataError
from situate.store import Ledger, schema
from situate.store.engine import make_engine, use_wal
from situate.store.migrate import known_migrations, migrate, statements


def layout(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()


def test_from_nothing_and_again(tmp_path):
    path = tmp_path / "a.db"
    Ledger.open(path).close()
    made = layout(path)
    Ledger.open(path).close()
    assert layout(path) == made
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        applied = raw.execute("SELECT number, name FROM migrations").fetchall()
    assert applied == [(number, file.stem) for number, file in known_migrations()]


def test_the_code_knows_every_column(tmp_path):
    Ledger.open(tmp_path / "a.db").close()
    with closing(sqlite3.connect(tmp_path / "a.db")) as raw:
        for table in schema.METADATA.tables.values():
            made = [row[1] for row in raw.execute(f"PRAGMA table_info({table.name})")]
            assert made == [column.name for column in table.columns]


@pytest.fixture
def folder(tmp_path) -> Iterator[Path]:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "001_start.sql").write_text("CREATE TABLE a (x INTEGER);\nINSERT INTO a VALUES (1);\n")
    yield folder


def open_with(folder: Path) -> list[tuple[int]]:
    engine = make_engine(str(folder / "a.db"))
    try:
        migrate(engine, where="a.db", folder=folder)
        with engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM a ORDER BY x")]
    finally:
        engine.dispose()


def test_an_older_ledger_is_brought_up_to_date(folder):
    assert open_with(folder) == [(1,)]
    (folder / "002_more.sql").write_text("-- a comment; with a semicolon\nINSERT INTO a VALUES (2);")
    assert open_with(folder) == [(1,), (2,)]
    assert open_with(folder) == [(1,), (2,)]


def test_a_migration_that_fails_leaves_nothing_behind(folder):
    open_with(folder)
    (folder / "002_bad.sql").write_text(
        "CREATE TABLE b (y);\nINSERT INTO a VALUES (2);\nINSERT INTO nowhere VALUES (3);"
    )
    with pytest.raises(Exception, match="nowhere"):
        open_with(folder)
    (folder / "002_bad.sql").write_text("CREATE TABLE b (y);\nINSERT INTO a VALUES (5);")
    assert open_with(folder) == [(1,), (5,)]


def test_a_newer_ledger_is_refused(folder):
    (folder / "002_more.sql").write_text("INSERT INTO a VALUES (2);")
    open_with(folder)
    (folder / "002_more.sql").unlink()
    with pytest.raises(DataError, match=r"newer situate \(its version is 2, this one knows 1\)"):
        open_with(folder)


def test_a_stranger_is_left_alone(tmp_path):
    with closing(sqlite3.connect(tmp_path / "bookmarks.db")) as raw:
        raw.execute("CREATE TABLE bookmarks (url)")
    before = layout(tmp_path / "bookmarks.db")
    with pytest.raises(DataError, match="no ledger"):
        Ledger.open(tmp_path / "bookmarks.db")
    assert layout(tmp_path / "bookmarks.db") == before


def test_numbers_without_gaps(folder):
    (folder / "003_late.sql").write_text("")
    with pytest.raises(DataError, match="not numbered"):
        known_migrations(folder)


def test_statements_keep_triggers_whole():
    script = (
        "CREATE TABLE a (x); -- one\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n  SELECT 1;\n  SELECT 2;\nEND;\n-- end\n"
    )
    found = list(statements(script))
    assert len(found) == 2 and found[1].startswith("CREATE TRIGGER") and found[1].endswith("END;")
    with pytest.raises(DataError, match="does not end"):
        list(statements("SELECT 1"))


def test_many_may_open_a_new_ledger_at_once(tmp_path):
    path = tmp_path / "a.db"
    with ThreadPoolExecutor(8) as pool:
        for _ in pool.map(lambda _: Ledger.open(path).close(), range(16)):
            pass
    assert len(layout(path)) > 20


class Busy:
    """An engine whose file is refused to who would put it in WAL mode, so many times, as two at once are by SQLite."""

    def __init__(self, times: int, code: int = sqlite3.SQLITE_BUSY) -> None:
        self.left, self.code, self.closed = times, code, 0

    def raw_connection(self) -> "Busy":
        return self

    def cursor(self) -> "Busy":
        return self

    def execute(self, words: str) -> "Busy":
        if "WAL" in words and self.left:
            self.left -= 1
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = self.code
            raise error
        return self

    def fetchone(self) -> tuple[str]:
        return ("delete",)

    def close(self) -> None:
        self.closed += 1


def test_who_is_refused_the_change_to_wal_mode_tries_again():
    busy = Busy(times=3)
    use_wal(busy)  # type: ignore[arg-type]
    assert busy.left == 0 and busy.closed >= 4
    with pytest.raises(sqlite3.OperationalError):
        use_wal(Busy(times=1, code=sqlite3.SQLITE_READONLY))  # type: ignore[arg-type]


def test_the_journal_of_an_older_ledger_is_kept_and_takes_filings(tmp_path):
    older = tmp_path / "migrations"
    older.mkdir()
    for number, file in known_migrations():
        if number < 4:
            (older / file.name).write_text(file.read_text())
    path = tmp_path / "a.db"
    engine = make_engine(str(path))
    migrate(engine, where="a.db", folder=older)
    engine.dispose()
    columns, rest = "at, by, action, subject, reason, detail", "'c', 'r', '{{}}'"
    entry = f"INSERT INTO journal ({columns}) VALUES ('2030-05-01', 'a', '{{}}', {rest})"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(entry.format("confirm"))
        raw.commit()
    Ledger.open(path).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(entry.format("file"))
        assert raw.execute("SELECT seq, action FROM journal ORDER BY seq").fetchall() == [(1, "confirm"), (2, "file")]
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute("DELETE FROM journal")


def test_an_older_ledger_has_seen_its_documents_and_takes_deletions(tmp_path):
    older = tmp_path / "migrations"
    older.mkdir()
    for number, file in known_migrations():
        if number < 5:
            (older / file.name).write_text(file.read_text())
    path = tmp_path / "a.db"
    engine = make_engine(str(path))
    migrate(engine, where="a.db", folder=older)
    engine.dispose()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("INSERT INTO originals VALUES (1, 'abc', 'a', 'text', 1, x'', '[]', '{}', 'k', 'd', '')")
        raw.execute(
            "INSERT INTO documents (id, key, original, part, title, publisher, text, text_sha256, record) "
            "VALUES ('d1', 'd1', 'abc', '', '', '', 'Rain.', 'x', '{}')"
        )
        raw.execute("INSERT INTO journal VALUES (1, '2030-05-01T00:00:00+00:00', 'a', 'file', 'c', 'r', '{}')")
        raw.execute("INSERT INTO derivations VALUES ('claims', 'd', 1, 'c')")
        raw.commit()
    with Ledger.open(path) as book:
        assert [d.action for d in book.decisions()] == ["file"]
        assert book.derived_from() == "d"  # what was derived still stands
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT document, original, seen FROM sightings").fetchall() == [("d1", "abc", "")]
        raw.execute("INSERT INTO journal VALUES (2, '2030-05-02', 'a', 'deleted', 'd1', 'r', '{}')")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute("UPDATE journal SET reason = ''")
