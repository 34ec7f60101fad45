"""Where the command line meets the machine: closed pipes, Ctrl-C, hostile words, folders that are not there."""

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from situate.cli.output import TABLE_ROWS, Format, emit, safe
from situate.cli.saving import save
from situate.errors import SourceError
from situate.store import Ledger

REPORT = "January 24, 2023\n\nThe General Staff reported that forces repelled an attack near Bakhmut.\n"
PROGRAM = Path(sys.executable).parent / "situate"


@pytest.fixture
def ledger(situate, tmp_path):
    (tmp_path / "report.txt").write_text(REPORT)
    situate("ingest", tmp_path / "report.txt", "-l", tmp_path / "a.db")
    return tmp_path / "a.db"


@pytest.mark.parametrize("command", [("claims", "-f", "csv"), ("claims", "-f", "jsonl"), ("claims",)], ids=" ".join)
def test_a_reader_that_has_had_enough_is_no_error(situate, example_ledger, command):
    read, write = os.pipe()
    os.close(read)  # nobody reads: the first write fails
    done = subprocess.run(
        [PROGRAM, *command, "-l", example_ledger], stdout=write, stderr=subprocess.PIPE, env=situate.environment,
        check=False,
    )  # fmt: skip
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_extract_may_be_cut_short(situate, tmp_path):
    (tmp_path / "report.txt").write_text(REPORT)
    read, write = os.pipe()
    os.close(read)
    command = [PROGRAM, "extract", tmp_path / "report.txt"]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, env=situate.environment, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_ctrl_c_keeps_what_was_read(situate, tmp_path):
    for number in range(400):
        (tmp_path / f"{number:03}.txt").write_text(f"{REPORT}\n\nPost {number}." + REPORT * 40)
    ledger = tmp_path / "a.db"
    child = subprocess.Popen(
        [PROGRAM, "ingest", tmp_path, "-l", ledger], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=situate.environment, text=True,
        # A job that a shell put in the background ignores the signal; no thread runs here.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )  # fmt: skip
    while child.poll() is None:
        time.sleep(0.05)
        if ledger.exists():
            with Ledger.open(ledger) as book:
                if book.stats().originals:
                    child.send_signal(signal.SIGINT)
                    break
    _, told = child.communicate(timeout=60)
    assert child.returncode == 130
    assert told.strip() == "situate: interrupted; what was read is kept"
    assert "not derived yet" in situate("stats", "-l", ledger).stderr
    claim = json.loads(situate("claims", "-l", ledger, "-f", "jsonl", "--limit", "1").stdout)["id"]
    assert "not derived yet" in situate("show", claim, "-l", ledger).stderr
    assert "not derived yet" in situate("place", "Bakhmut", "-l", ledger).stderr


def test_no_word_of_a_document_steers_the_terminal(situate, tmp_path):
    folder = tmp_path / "in\x1b[31m"
    folder.mkdir()
    (folder / "report.txt").write_text(REPORT.replace("attack", "attack\x1b[2J \x9b1m\u202eevil"))
    (folder / "empty\x1b]0;owned\x07.txt").write_text("")
    ledger = tmp_path / "a.db"
    printed = [situate("ingest", folder, "-l", ledger, code=1)]
    claim = json.loads(situate("claims", "-l", ledger, "-f", "jsonl").stdout)["id"]
    printed += [situate(*command, "-l", ledger) for command in (("claims",), ("claims", "-f", "csv"), ("show", claim))]
    printed += [
        situate("extract", folder, "--explain", code=1),
        situate("ingest", "a\x1b[1m.txt", "-l", ledger, code=1),
    ]
    for done in printed:
        assert not any(c in done.stdout + done.stderr for c in "\x1b\x07\x9b\u202e")
    assert "\ufffd" in printed[1].stdout


def test_safe_text_keeps_its_length_and_its_lines():
    assert safe("a\x1b[1mb\r\n\tc\u2066") == "a\ufffd[1mb\ufffd\n\tc\ufffd"


@pytest.mark.parametrize("day", ["2023-01-24", "0001-01-01"])
def test_days_without_end_are_no_fault_of_ours(situate, ledger, tmp_path, day):
    code = 0 if day == "2023-01-24" else 2
    situate("assess", day, "--lookback", "999999999", "-l", ledger, "-o", tmp_path / "out", code=code)


@pytest.mark.parametrize("home", ["/proc/situate-home", "plain-file/home"])
def test_a_home_that_cannot_be_is_told(tmp_path, home):
    (tmp_path / "plain-file").write_text("")
    (tmp_path / "report.txt").write_text(REPORT)
    done = subprocess.run(
        [PROGRAM, "extract", "report.txt"], env={"SITUATE_HOME": home, "PATH": "/usr/bin:/bin"}, cwd=tmp_path,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert "SITUATE_HOME" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("claims", "--event", "captur"), 2, "did you mean capture"),
        (("claims", "--stance", "foo"), 2, "one of asserts, assesses"),
        (("claims", "--event", "harm"), 0, "no claims"),
        (("claims", "--place", "Nowhere", "-f", "jsonl"), 0, "no claims"),
        (("place", "Nowhere"), 0, "no claims"),
    ],
)
def test_nothing_is_never_silent(situate, ledger, arguments, code, told):
    assert told in situate(*arguments, "-l", ledger, code=code).stderr


def test_an_empty_folder_says_so(situate, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "nothing to read" in situate("ingest", tmp_path / "empty", "-l", tmp_path / "a.db").stderr


def test_a_folder_that_is_not_there_is_named(situate, ledger, tmp_path):
    done = situate("ingest", tmp_path / "report.txt", "-l", "nodir/x.db", code=2, cwd=tmp_path)
    assert "nodir: there is no such folder" in done.stderr
    assert "there is no such file" in situate("ingest", "nosuch", "-l", ledger, code=1, cwd=tmp_path).stderr


def test_pictures_beside_a_report_are_a_note(situate, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "report.txt").write_text(REPORT)
    (tmp_path / "in" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    done = situate("ingest", tmp_path / "in", "-l", tmp_path / "a.db")
    assert "refused 0" in done.stdout
    assert "1 .jpg" in done.stderr
    assert "kind that is not read" in situate("extract", tmp_path / "in" / "photo.jpg", code=1).stderr


def test_undated_and_foreign_documents_are_noted(situate, tmp_path):
    (tmp_path / "one.txt").write_text("Ввечері над містом було тихо, і міст стояв на місці.")
    done = situate("ingest", tmp_path / "one.txt", "-l", tmp_path / "a.db")
    assert "without a day of publication: 1 (one.txt)" in done.stderr
    assert "another script than English, of which no claim was read: 1 (one.txt)" in done.stderr


def test_old_and_new_spellings_find_the_same_claims(situate, example_ledger):
    def found(name: str) -> set[str]:
        printed = situate("claims", "-l", example_ledger, "--place", name, "-f", "jsonl").stdout
        return {json.loads(line)["id"] for line in printed.splitlines()}

    assert found("Artemovsk") >= found("Bakhmut") != set()
    assert found("Klescheevka") == found("Klishchiivka") != set()


def test_stats_show_totals_and_all_on_demand(situate, example_ledger):
    short = situate("stats", "-l", example_ledger).stdout.splitlines()
    whole = situate("stats", "-l", example_ledger, "--all").stdout
    assert len(short) < 16
    assert "events: " in whole
    assert "stances: " in whole


def test_a_table_stops_where_nobody_reads_on(capsys):
    emit(({"id": str(n)} for n in range(TABLE_ROWS + 1)), ("id",), Format.table)
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == TABLE_ROWS + 1  # and the head
    assert "the first 1,000 rows" in printed.err


def test_a_page_that_cannot_be_saved_leaves_nothing_behind(tmp_path):
    (tmp_path / "page.html").mkdir()  # a folder in its way: the last step fails
    with pytest.raises(SourceError, match="--out"):
        save(tmp_path / "page.html", b"x")
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


HEAVY = (
    "lxml",
    "jinja2",
    "pyproj",
    "situate.pipeline",
    "situate.extract",
    "situate.produce",
    "situate.parse",
    "situate.resolve",
)


@pytest.mark.parametrize("module", ["searching", "showing", "theatres", "gazetteers"])
def test_light_commands_import_no_stage(module):
    code = f"import sys, situate.cli.app, situate.cli.{module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(HEAVY) & set(done.stdout.split())


@pytest.mark.parametrize("module", ["linting", "theatres"])
def test_what_opens_no_ledger_does_not_wait_for_sqlalchemy(module):
    code = f"import sys, situate.cli.app, situate.cli.{module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"sqlalchemy", "jinja2", "typst", "docx"} & set(done.stdout.split())


def test_a_slip_in_a_commands_name_is_answered(situate):
    assert "'claims'" in situate("clams", code=2).stderr
