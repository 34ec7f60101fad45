"""Dumps brought from a server on this machine: whole or not at all, gone on with, refused with a remedy."""

import ast
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from situate.errors import DataError, LimitError, SituateError, SourceError, UsageError
from situate.store import downloads
from situate.store.downloads import bring
from situate.store.fetching import fetch
from situate.store.gazetteers import StoredGazetteer

SOURCE = Path(__file__).parents[1] / "src" / "situate"


def row(number: int, name: str, **more: object) -> str:
    cells = {"class": "P", "code": "PPL", "admin1": "05", "admin2": "", **more}
    return "\t".join(
        map(str, (number, name, name, "", 48.5, 38.0, cells["class"], cells["code"], "QQ", "", cells["admin1"],
                  cells["admin2"], "", "", 0, "", "", "Etc/UTC", "2026-01-01"))
    )  # fmt: skip


def packed(name: str, text: str) -> bytes:
    # Stored, not deflated, and so as large as its text: there is something to cut off.
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("readme.txt", "about this")
        archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)
    return stream.getvalue()


DUMP = packed("QQ.txt", "\n".join(row(n, f"Village {n}") for n in range(1, 4000)))
NAMES = packed("QQ.txt", "1\t7\ten\tSeventh Hamlet\t\t\t\t\t\t\n")


class Server(ThreadingHTTPServer):
    """A server of files, with what goes wrong told in `faults`, one a request; every request is noted."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, bytes] = {"/dump/QQ.zip": DUMP, "/dump/alternatenames/QQ.zip": NAMES}
        self.faults: list[str] = []
        self.asked: list[tuple[str, str | None]] = []
        self.tag = '"one"'

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/dump"


class Handler(BaseHTTPRequestHandler):
    """GET with ranges, as GeoNames' own server has them."""

    server: Server

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        server, wanted = self.server, self.headers.get("Range")
        server.asked.append((self.path, wanted))
        fault = server.faults.pop(0) if server.faults else ""
        body = server.files.get(self.path)
        if fault == "silent":
            time.sleep(0.5)
        if fault.isdigit():
            self.send_error(int(fault))
        elif fault.startswith("to "):
            self.send_response(302)
            self.send_header("Location", fault.removeprefix("to "))
            self.end_headers()
        elif body is None:
            self.send_error(404)
        else:
            self._send(body, wanted, fault)

    def _send(self, body: bytes, wanted: str | None, fault: str) -> None:
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        if self.headers.get("If-Range") not in (None, self.server.tag) or fault == "no ranges":
            start = 0
        if start >= len(body) > 0:
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{len(body)}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start if fault != 'another part' else 0}-/{len(body)}")
        if fault != "no version":
            self.send_header("ETag", self.server.tag)
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        self.wfile.write(body[start : start + 5000] if fault in ("cut", "no version") else body[start:])


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as serving:
        threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield serving
        serving.shutdown()


def left(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_dump_is_brought_and_added(server, tmp_path):
    added, (brought,) = fetch(tmp_path / "gazetteers", "qq", base=server.base)
    assert (added.holding.name, added.holding.places, added.refused) == ("QQ", 3999, ())
    assert added.holding.origin == f"{server.base}/QQ.zip"
    assert brought.sha256 == added.holding.sha256 == sha256(DUMP).hexdigest()
    assert (brought.size, brought.resumed) == (len(DUMP), 0)
    assert left(tmp_path) == ["gazetteers/added-QQ.sqlite"]
    assert StoredGazetteer(tmp_path, ["QQ"], embedded=False).named("Village 7")


def test_alternate_names_come_too_where_asked_for(server, tmp_path):
    _, brought = fetch(tmp_path / "gazetteers", "QQ", base=server.base + "/", names=True)
    assert [one.url.rpartition("/dump/")[2] for one in brought] == ["QQ.zip", "alternatenames/QQ.zip"]
    (place,) = StoredGazetteer(tmp_path, ["QQ"], embedded=False).named("Seventh Hamlet")
    assert (place.id, place.name) == ("geonames:7", "Village 7")
    assert left(tmp_path) == ["gazetteers/added-QQ.sqlite"]


def test_a_broken_connection_is_taken_up_where_it_broke(server, tmp_path):
    server.faults = ["cut", "503", ""]
    brought = bring(f"{server.base}/QQ.zip", tmp_path / "QQ.zip")
    assert (tmp_path / "QQ.zip").read_bytes() == DUMP
    assert [wanted for _, wanted in server.asked] == [None, "bytes=5000-", "bytes=5000-"]
    assert brought.sha256 == sha256(DUMP).hexdigest()
    assert left(tmp_path) == ["QQ.zip"]


def test_what_has_come_is_kept_for_the_next_call(server, tmp_path):
    server.faults = ["cut", "cut", "cut"]
    with pytest.raises(SourceError, match=r"goes on from the 15,000 bytes"):
        bring(f"{server.base}/QQ.zip", tmp_path / "QQ.zip")
    assert not (tmp_path / "QQ.zip").exists()
    brought = bring(f"{server.base}/QQ.zip", tmp_path / "QQ.zip")
    assert brought.resumed == 15000
    assert (tmp_path / "QQ.zip").read_bytes() == DUMP


@pytest.mark.parametrize("change", ["another version", "no ranges", "no version", "another part", "shorter"])
def test_parts_of_two_versions_are_never_joined(server, tmp_path, change):
    server.faults = ["no version" if change == "no version" else "cut", "404"]
    with pytest.raises(SourceError, match="404"):
        bring(f"{server.base}/QQ.zip", tmp_path / "QQ.zip")
    if change in ("another version", "shorter"):
        server.files["/dump/QQ.zip"] = DUMP[::-1][: 4000 if change == "shorter" else None]
    server.tag = '"two"' if change == "another version" else server.tag
    server.faults = [change]
    bring(f"{server.base}/QQ.zip", tmp_path / "QQ.zip")
    assert (tmp_path / "QQ.zip").read_bytes() == server.files["/dump/QQ.zip"]


def test_what_had_come_whole_is_not_brought_again(server, tmp_path):
    server.faults = ["cut", "404"]
    with pytest.raises(SourceError):
        bring(f"{server.base}/QQ.zip", tmp_path / "QQ.zip")
    (tmp_path / "QQ.zip.part").write_bytes(DUMP)  # killed between the last byte and the move
    brought = bring(f"{server.base}/QQ.zip", tmp_path / "QQ.zip")
    assert (tmp_path / "QQ.zip").read_bytes() == DUMP
    assert (brought.resumed, brought.size) == (len(DUMP), len(DUMP))
    assert [wanted for _, wanted in server.asked[2:]] == [f"bytes={len(DUMP)}-"]
    assert left(tmp_path) == ["QQ.zip"]


def test_another_address_does_not_go_on_with_this_part(server, tmp_path):
    server.faults = ["cut", "404"]
    with pytest.raises(SourceError):
        bring(f"{server.base}/QQ.zip", tmp_path / "one")
    bring(f"{server.base}/alternatenames/QQ.zip", tmp_path / "one")
    assert (tmp_path / "one").read_bytes() == NAMES


BRING = """
import sys
from pathlib import Path
from situate.store.downloads import bring

def tell(have, size):
    print(have, flush=True)
    if have >= int(sys.argv[3]):
        sys.stdin.read()

bring(sys.argv[1], Path(sys.argv[2]), progress=tell)
"""


@pytest.mark.parametrize("after", [1, 150_000])
def test_killed_in_the_middle_it_goes_on(server, tmp_path, after):
    url, target = f"{server.base}/QQ.zip", tmp_path / "QQ.zip"
    command = [sys.executable, "-c", BRING, url, str(target), str(after)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert any(int(line) >= after for line in iter(child.stdout.readline, ""))
        os.kill(child.pid, signal.SIGKILL)
    assert not target.exists()
    bring(url, target)
    assert target.read_bytes() == DUMP


@pytest.mark.parametrize("right", [True, False])
def test_the_expected_checksum_is_required(server, tmp_path, right):
    digest = sha256(DUMP).hexdigest().upper() if right else "0" * 64
    if right:
        fetch(tmp_path, "QQ", base=server.base, expected=digest)
        return
    with pytest.raises(DataError, match="its SHA-256 is"):
        fetch(tmp_path, "QQ", base=server.base, expected=digest)
    assert left(tmp_path) == []


def test_what_fails_leaves_what_was_at_hand(server, tmp_path):
    fetch(tmp_path, "QQ", base=server.base)
    before = (tmp_path / "added-QQ.sqlite").read_bytes()
    damaged = bytearray(DUMP)
    damaged[len(DUMP) // 2] ^= 1  # the archive's own checksum tells
    for body, error in (
        (b"<html>Please log in", SourceError),
        (b"", SourceError),
        (bytes(damaged), SourceError),
        (packed("QQ.txt", "no dump at all"), DataError),
        (packed("QQ.png", ""), DataError),
    ):
        server.files["/dump/QQ.zip"] = body
        with pytest.raises(error):
            fetch(tmp_path, "QQ", base=server.base)
        assert left(tmp_path) == ["added-QQ.sqlite"]
        assert (tmp_path / "added-QQ.sqlite").read_bytes() == before


@pytest.mark.parametrize(
    "address", ["http://example.org/x", "ftp://127.0.0.1/x", "file:///etc/passwd", "x", "http://["]
)
def test_addresses_that_anyone_could_answer_for_are_refused(server, tmp_path, address):
    with pytest.raises(UsageError, match="https"):
        fetch(tmp_path, "QQ", base=address)
    server.faults = [f"to {address}"]
    if "://" in address:
        with pytest.raises(SituateError, match=r"https|not allowed|no address"):
            fetch(tmp_path, "QQ", base=server.base)
    assert left(tmp_path) == []


def test_a_redirection_on_this_machine_is_followed(server, tmp_path):
    server.faults = [f"to {server.base}/alternatenames/QQ.zip"]
    bring(f"{server.base}/QQ.zip", tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == NAMES


@pytest.mark.parametrize("country", ["", "U", "UKR", "../", "Ü1", "1A"])
def test_countries_are_two_letters(server, tmp_path, country):
    with pytest.raises(UsageError, match="not a country's code"):
        fetch(tmp_path, country, base=server.base)
    assert server.asked == []


def test_too_large_a_file_is_refused_before_it_comes(server, tmp_path, monkeypatch):
    monkeypatch.setattr(downloads, "MOST_BYTES", 1000)
    with pytest.raises(LimitError, match="larger than 1,000 bytes"):
        bring(f"{server.base}/QQ.zip", tmp_path / "a")
    assert left(tmp_path) == []


def test_a_server_that_says_nothing_is_left_and_told(server, tmp_path, monkeypatch):
    monkeypatch.setattr(downloads, "_SILENCE_S", 0.05)
    server.faults = ["silent"] * 3
    with pytest.raises(SourceError, match="timed out"):
        bring(f"{server.base}/QQ.zip", tmp_path / "QQ.zip")
    assert left(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_told(server, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SourceError, match="SITUATE_HOME"):
        fetch(tmp_path / "file", "QQ", base=server.base)


def test_the_command_tells_what_came_and_how_it_failed(server, situate):
    done = situate("gazetteer", "fetch", "QQ", "--names", "--from", server.base)
    assert "QQ: 3999 places" in done.stdout
    assert sha256(DUMP).hexdigest() in done.stdout
    listed = [json.loads(line) for line in situate("gazetteer", "list", "-f", "jsonl").stdout.splitlines()]
    assert listed[0]["name"] == "QQ"
    assert situate("gazetteer", "remove", "QQ").stdout == "QQ: removed\n"
    server.files.clear()
    assert "404" in situate("gazetteer", "fetch", "QQ", "--from", server.base, code=3).stderr
    assert "check the network" in situate("gazetteer", "fetch", "QQ", "--from", "http://127.0.0.1:9", code=3).stderr
    assert "two letters" in situate("gazetteer", "fetch", "QQQ", code=2).stderr


NETWORK = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "asyncio"}


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def test_no_other_file_knows_the_network():
    users = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if any(name in NETWORK or name.split(".")[0] in NETWORK for name in imported(path))
    }
    assert users == {"store/downloads.py"}
