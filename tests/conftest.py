"""What several areas share: a home of situate's own, and one ledger made from the bundled example."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "january-2023"


class Situate:
    """The command line as a user runs it: a program, with a home that no user's gazetteer is in."""

    def __init__(self, home: Path):
        self.environment = {"SITUATE_HOME": str(home), "PATH": "/usr/bin:/bin", "COLUMNS": "120", "NO_COLOR": "1"}

    def __call__(self, *arguments, code: int = 0, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).parent / "situate"), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, env=self.environment, cwd=cwd, check=False)
        assert done.returncode == code, f"exit {done.returncode}, not {code}: {done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr
        return done


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home for gazetteers, compiled once a session."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def situate(home: Path) -> Situate:
    return Situate(home)


@pytest.fixture(scope="session")
def example_ledger(situate: Situate, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of examples/january-2023."""
    ledger = tmp_path_factory.mktemp("example") / "situate.db"
    situate("ingest", EXAMPLE, "--ledger", ledger)
    return ledger
