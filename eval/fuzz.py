"""Look for texts that crash extraction, misquote, or take too long: `eval/fuzz.py --minutes 60 [--seed N]`.

It tries in turn texts of random units repeated to a random length, nestings, shuffled fragments of sentences with and
without signs of any alphabet, and mutations of the texts that have taken longest a character so far. Each is parsed and
extracted as one paragraph. Prints what it tried, the slowest texts and every failure; exits 1 where there was one.
"""

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.extract.hostile_text import FRAGMENTS, NESTED, REPEATED, nested, read, repeated

_LONGEST: Final = 250_000
_GROWTH: Final = 3.0  # times the time a character that a quarter of the text takes: more is called super-linear
_WORTH: Final = 0.5  # seconds: what is faster is not timed again
_KEPT: Final = 40  # the slowest texts, kept for mutation
_SLOW: Final = 1e-4  # seconds a character; the slowest prose takes a tenth

Made = tuple[str, Callable[[int], str]]


class Fuzzer:
    """Makes texts, reads them, and remembers what was slow or failed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.tried: Counter[str] = Counter()
        self.characters = 0
        self.slowest: list[tuple[float, str]] = []
        self.failures: list[str] = []

    def once(self) -> None:
        """Make a text and read it."""
        kind, make = self.random.choice(
            (self.units, self.units, self.nesting, self.shuffled, self.signs, self.mutated)
        )()
        size = int(10 ** self.random.uniform(1, 5.4))
        text = make(size)[:_LONGEST]
        self.tried[kind] += 1
        self.characters += len(text)
        taken = self.seconds(text)
        if taken > _WORTH:
            self.check(kind, make, text, taken)
        if len(text) > 200:
            self.slowest = sorted([*self.slowest, (taken / len(text), text[:2000])], reverse=True)[:_KEPT]

    def seconds(self, text: str) -> float:
        """How long the text took; a failure is kept."""
        started = time.process_time()
        try:
            read(text)
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            frames = traceback.extract_tb(error.__traceback__)[-3:]
            where = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
            small = smallest(text, type(error))
            self.failures.append(f"{type(error).__name__} in {where}: {error} on {small[:500]!r}")
        return time.process_time() - started

    def check(self, kind: str, make: Callable[[int], str], text: str, taken: float) -> None:
        """A slow text is held against one of its kind and a quarter of its length."""
        short = make(len(text) // 4)
        before = self.seconds(short)
        if taken > _GROWTH * 4 * max(before, 0.02) or taken / len(text) > _SLOW:
            told = f"{kind}: {len(short)} in {before:.2f} s, {len(text)} in {taken:.2f} s"
            self.failures.append(f"super-linear? {told}: {text[:200]!r}")

    # -- the texts

    def units(self) -> Made:
        """One to four units in turn, without an end."""
        pool = [*REPEATED.values(), *(fragment + " " for fragment in FRAGMENTS)]
        unit = "".join(self.random.choices(pool, k=self.random.randint(1, 4)))
        return "units", lambda size: repeated(unit, size)

    def nesting(self) -> Made:
        """One kind of nesting, or two by turns."""
        first, second = self.random.choices(list(NESTED.values()), k=2)
        inner = self.random.choice(FRAGMENTS)
        pair = (first[0] + inner + " " + second[0], second[1] + inner + first[1])
        return "nestings", lambda size: nested(pair, size)

    def shuffled(self) -> Made:
        """Fragments of sentences in any order."""
        chosen = self.random.choices(FRAGMENTS, k=self.random.randint(1, 2000))
        return "shuffled fragments", lambda size: repeated(" ".join(chosen) + " ", max(size, 50))

    def signs(self) -> Made:
        """Fragments between signs of any alphabet."""
        pieces = [
            self.random.choice(FRAGMENTS)
            if self.random.random() < 0.5
            else chr(self.random.choice(_PLANES)(self.random))
            for _ in range(self.random.randint(1, 2000))
        ]
        return "signs of any alphabet", lambda size: repeated("".join(pieces), max(size, 50))

    def mutated(self) -> Made:
        """A slow text with something taken out, doubled or put in."""
        if not self.slowest:
            return self.units()
        text = self.random.choice(self.slowest)[1]
        for _ in range(self.random.randint(1, 5)):
            at, till = sorted(self.random.choices(range(len(text) + 1), k=2))
            piece = self.random.choice(("", text[at:till] * 2, self.random.choice(FRAGMENTS)))
            text = (text[:at] + piece + text[till:])[:4000] or "a"
        return "mutations of slow texts", lambda size: repeated(text, max(size, 50))


def smallest(text: str, error: type[Exception]) -> str:
    """What is left of a text when halves, then smaller parts, are left out as long as it still fails."""
    part = len(text) // 2
    while part:
        at = 0
        while at < len(text):
            rest = text[:at] + text[at + part :]
            try:
                read(rest)
            except error:
                text = rest
            else:
                at += part
        part //= 2
    return text


_PLANES: Final[tuple[Callable[[random.Random], int], ...]] = (
    lambda r: r.randint(1, 0x7F),
    lambda r: r.randint(0x80, 0x52F),
    lambda r: r.randint(0x2000, 0x2BFF),
    lambda r: r.randint(0xE000, 0xFFFF),
    lambda r: r.randint(0x10000, 0x1FAFF),
)


def main() -> int:
    """Fuzz for the given time and tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    fuzzer = Fuzzer(asked.seed)
    until = time.monotonic() + asked.minutes * 60
    told = 0
    while time.monotonic() < until:
        fuzzer.once()
        for failure in fuzzer.failures[told:]:
            print(failure, flush=True)
        told = len(fuzzer.failures)
    tried, millions = fuzzer.tried.total(), fuzzer.characters / 1e6
    print(f"{tried} texts, {millions:.1f} million characters in {asked.minutes} minutes")
    for kind, count in fuzzer.tried.most_common():
        print(f"{count:8} {kind}")
    for pace, text in fuzzer.slowest[:5]:
        print(f"{pace * 1e6:8.1f} microseconds a character: {text[:120]!r}")
    print(f"{len(fuzzer.failures)} failures")
    return 1 if fuzzer.failures else 0


if __name__ == "__main__":
    sys.exit(main())
