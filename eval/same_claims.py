"""Are the resolved claims of a compiled Situate those of the interpreted one, byte for byte?

usage: same_claims.py PYTHON [--every N] [--shared FOLDER]

PYTHON is the interpreter of an environment that a compiled wheel is installed in (`make wheel`). Reads the bundled
example and, where ../shared is there, both seeds and every Nth of its reports; prints the documents that differ.
Exit code 1 where one differs; where the wheel holds no compiled module (no C compiler), says so and ends with 0.
"""

import argparse
import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

import situate.extract.extractor
from situate.cli.workshop import workshop
from situate.model import Item

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"


def files(shared: Path, every: int) -> Iterator[Path]:
    """What is read, in an order that does not change."""
    yield from sorted((HERE.parent / "examples").rglob("*.md"))
    yield from sorted(shared.glob("seeds/*.txt"))
    yield from sorted(shared.glob("corpus/*/*.html"))[::every]


def digests(shared: Path, every: int) -> Iterator[str]:
    """A line a document: its name, its number of claims, and what they hash to."""
    stages = workshop("ukraine").stages
    for path in files(shared, every):
        media = "html" if path.suffix == ".html" else "text"
        body = path.read_text(encoding="utf-8", errors="replace")
        for document in stages.parse(Item(original="0" * 64, name=path.name, media=media, body=body)):
            claims = stages.resolve(document, stages.extract(document))
            yield f"{path.name} {len(claims)} {hashlib.sha256(msgspec.json.encode(claims)).hexdigest()}"


def compiled() -> bool:
    """Does this process run compiled modules?"""
    return not str(situate.extract.extractor.__file__).endswith(".py")


def main() -> int:
    """Compare this process's claims with those of PYTHON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("python", nargs="?", help="left out: print this process's digests")
    parser.add_argument("--every", type=int, default=12)
    parser.add_argument("--shared", type=Path, default=SHARED)
    told = parser.parse_args()
    if told.python is None:
        print("compiled" if compiled() else "interpreted")
        print(*digests(told.shared, told.every), sep="\n")
        return 0
    command = [told.python, "-I", str(Path(__file__)), "--every", str(told.every), "--shared", str(told.shared)]
    kind, *theirs = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    if kind == "interpreted":
        print("same claims: not checked, the wheel holds no compiled module (no C compiler when it was built)")
        return 0
    ours = list(digests(told.shared, told.every))
    differ = sorted(set(ours) ^ set(theirs))
    print(f"same claims: {len(ours)} documents, compiled beside interpreted: {'they differ' if differ else 'the same'}")
    print(*differ, sep="\n", end="\n" if differ else "")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
