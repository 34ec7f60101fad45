"""Kill -9 at any moment: the ledger opens whole, and running again comes to the same, byte for byte."""

import os
import random  # noqa: TID251 - seeded: the moments are the same in every run
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.pipeline.fakes import claims_jsonl, pipeline, post, put_lines

from situate.store import Ledger

FILES = 20
# The work tells a step after every file of the ingest, after derive, and after every file of the rebuild.
STEPS = FILES + 1 + FILES
RANDOM = random.Random(20230124)
MOMENTS = [(RANDOM.randrange(STEPS), RANDOM.uniform(0, 0.004)) for _ in range(20)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("in")
    for number in range(FILES):
        posts = [post(f"a/{number}.{n}", f"Post {n}.\nRain in {number}.", f"2023-01-{n + 1:02}") for n in range(10)]
        if number % 3 == 0:  # an id that other files have too, with other words: versions
            posts.append(post("a/shared", f"Version {number}."))
        put_lines(folder / f"{number:02}.jsonl", *posts)
    return folder


def work(path: Path, folder: Path, tell=lambda: None) -> None:
    with Ledger.open(path) as ledger:
        pipeline().ingest(ledger, [folder], progress=lambda _: tell())
        pipeline().derive(ledger)
        tell()
        pipeline().rebuild(ledger, progress=lambda _: tell())


def state(path: Path) -> tuple[bytes, object, object, object]:
    with Ledger.open(path) as ledger:
        return claims_jsonl(ledger), list(ledger.documents()), ledger.propositions(), ledger.controls()


@pytest.fixture(scope="module")
def whole(folder, tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "situate.db"
    work(path, folder)
    return state(path)


def run_and_kill(path: Path, folder: Path, steps: int, seconds: float) -> None:
    """Run the work in a process of its own; kill it so many seconds after it has told so many steps."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(path, folder, tell=lambda: os.write(tell, b"."))
        finally:
            os._exit(0)
    os.close(tell)
    for _ in range(steps):
        assert os.read(told, 1) == b"."
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(told)
    assert os.WIFSIGNALED(status) or steps == STEPS - 1


def check_whole_files(path: Path, reference: bytes) -> int:
    """Everything in the file is sound, and each original is there with all its claims; how many are there."""
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in ("claims_fts", "passages_fts"):
            raw.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
    lines = set(reference.splitlines())
    with Ledger.open(path) as ledger:
        stats = ledger.stats()
        assert set(claims_jsonl(ledger).splitlines()) <= lines
        assert stats.claims == stats.documents * 2 - len(ledger.versions("a/shared"))
        assert stats.documents == stats.originals * 10 + len(ledger.versions("a/shared"))
        return stats.originals


def test_killed_at_twenty_moments(tmp_path, folder, whole):
    partial = 0
    for number, (steps, seconds) in enumerate(MOMENTS):
        path = tmp_path / f"{number}.db"
        run_and_kill(path, folder, steps, seconds)
        if path.exists():
            partial += check_whole_files(path, whole[0]) < FILES
        with Ledger.open(path) as ledger:
            pipeline().ingest(ledger, [folder])
            pipeline().derive(ledger)
        assert state(path) == whole
    assert partial >= 5  # else the moments were badly chosen: nothing was interrupted


def test_killed_again_and_again(tmp_path, folder, whole):
    path = tmp_path / "a.db"
    for steps in (0, 2, 3, 5, 8):  # steps of files that are there already count too
        run_and_kill(path, folder, steps, 0.001)
    work(path, folder)
    assert state(path) == whole
