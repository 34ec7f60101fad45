"""Are the resolved claims and the propositions of a compiled Situate those of the interpreted one, byte for byte?

usage: same_claims.py PYTHON [--every N] [--shared FOLDER]

PYTHON is the interpreter of an environment that a compiled wheel is installed in (`make wheel`). Reads the bundled
example, the wires and, where ../shared is there, both seeds and every Nth of its reports; prints the documents that
differ.
Exit code 1 where one differs; where the wheel holds no compiled module (no C compiler), says so and ends with 0.
"""

import argparse
import hashlib
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

import situate.extract.extractor
from situate.cli.workshop import workshop
from situate.ingest import read
from situate.model import Claim, Original, Proposition
from situate.resolve.propositions import propositions

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"


def files(shared: Path, every: int) -> Iterator[Path]:
    """What is read, in an order that does not change."""
    yield from sorted((HERE.parent / "examples").rglob("*.md"))
    yield from sorted((HERE / "wires").glob("*.jsonl"))
    yield from sorted(shared.glob("seeds/*.txt"))
    yield from sorted(shared.glob("corpus/*/*.html"))[::every]


def digests(shared: Path, every: int) -> Iterator[str]:
    """A line a document: its name, its number of claims, and what they hash to; the last of the propositions of all."""
    shop = workshop("ukraine")
    stages, told = shop.stages, list[Claim]()
    for original in read(files(shared, every)):
        if not isinstance(original, Original):
            raise SystemExit(f"same_claims.py: {original}")
        for document in (d for item in original.items for d in stages.parse(item)):
            claims = stages.resolve(document, stages.extract(document))
            told += claims
            yield f"{original.name} {document.key} {digest(claims)}"
    yield f"propositions {digest(propositions(told, shop.theatre))}"


def digest(records: Sequence[Claim] | Sequence[Proposition]) -> str:
    """How many there are, and what they hash to."""
    return f"{len(records)} {hashlib.sha256(msgspec.json.encode(records)).hexdigest()}"


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
    verdict = "they differ" if differ else "the same"
    print(f"same claims: {len(ours) - 1} documents, their propositions, compiled beside interpreted: {verdict}")
    print(*differ, sep="\n", end="\n" if differ else "")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
