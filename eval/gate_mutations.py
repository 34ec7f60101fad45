"""Does the gate refuse what a sentence's claims do not say? Mutations of drafted sentences, by kind.

usage: gate_mutations.py [SHARED] [--sentences 500] [--days 20] [--show N]

Sentences are drafted over days at equal steps of the corpus. In each, in turn,

number       another number stands for one of its numbers; for a day of a date, a day or two before or after
name         another name, of another sentence of the same day, stands for one that is no place
place        another place of the same day stands for one of its places
probability  a word of probability is dropped, or turned into another, or put in where none is
own number, own name, own place
             as above, but the other is taken from the sentence's own claims, where a check for mere presence is blind

Aim: at least 99% of the mutations of the first four kinds are refused, while no drafted sentence is. A mutation that
leaves the sentence's meaning, such as two members of a list in another order, is none.
"""

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec
from desks import Corpus, reports

from situate.cli.workshop import workshop
from situate.model import Claim
from situate.produce import Desk, write
from situate.produce.gate import strict_refusal
from situate.produce.words import MONTHS, word_set

HERE = Path(__file__).parent
NUMBER = re.compile(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?=km\b|\b(?!-))")
NAME = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
DATE = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})\b")
CHANCE = re.compile(r"\b(?:(?:very |highly |almost )?(?:un)?likely|probably|possibly|almost certainly)\b")
CHANCES = ("likely", "unlikely", "highly likely", "probably", "almost certainly", "possibly")
# Words with a capital that open sentences and are no names.
OPENERS = word_set("The A An On In At According Another Some Several Many It He She They This")


class Drafted(msgspec.Struct, frozen=True):
    """A sentence that the writer printed, the claims it cites, and the desk they lay on."""

    text: str
    claims: tuple[Claim, ...]
    desk: Desk


def drafted(corpus: Corpus, days: int) -> list[Drafted]:
    """Every sentence of the assessments of so many days, each once."""
    found: dict[tuple[str, str], Drafted] = {}
    for day in corpus.days(days):
        desk = corpus.desk(day, with_day_before=True)
        for sentence in (s for s in write(desk).sentences() if not s.sums):
            claims = tuple(desk.claims[i] for i in sentence.claims)
            found.setdefault((str(day), sentence.text), Drafted(sentence.text, claims, desk))
    return list(found.values())


def names(text: str, places: set[str]) -> list[str]:
    """The names of a text that are no places and no months."""
    return [
        n for n in NAME.findall(text)
        if n not in OPENERS | set(MONTHS) and n not in places and n.split()[0] not in OPENERS
    ]  # fmt: skip


def mutations(one: Drafted, others: dict[str, list[str]], rng: random.Random) -> Iterator[tuple[str, str]]:
    """Every kind of mutation that the sentence allows, once."""
    places = {p.text for c in one.claims for p in c.places if p.text in one.text and p.text[:1].isupper()}
    owned = " ".join(c.content.text for c in one.claims)
    yield from _numbers(one, owned, rng)
    known = set(others["places"])
    for kind, mine, elsewhere, own in (
        ("name", names(one.text, known | places), others["names"], names(owned, known | places)),
        ("place", sorted(places), others["places"], sorted({p.text for c in one.claims for p in c.places})),
    ):
        if mine:
            was = rng.choice(mine)
            free = [n for n in elsewhere if n not in owned and n not in one.text and n.casefold() != was.casefold()]
            if free:
                yield kind, _put(one.text, was, rng.choice(free))
            taken = [n for n in own if n[:1].isupper() and n not in was and was not in n and not _listed(n, was, owned)]
            if taken:
                yield f"own {kind}", _put(one.text, was, rng.choice(taken))
    yield "probability", _chance(one.text, rng)


def _numbers(one: Drafted, owned: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    dates, numbers = list(DATE.finditer(one.text)), list(NUMBER.finditer(DATE.sub(lambda m: "~" * len(m[0]), one.text)))
    if dates and (not numbers or rng.random() < 0.5):
        found = rng.choice(dates)
        day = int(found[2]) + rng.choice((-2, -1, 1, 2))
        yield "number", f"{one.text[: found.start(2)]}{day if day > 0 else 15}{one.text[found.end(2) :]}"
    elif numbers:
        found = rng.choice(numbers)
        digit = int(re.sub(r"\D", "", found[0]))
        other = rng.choice((digit + 1, digit * 10, max(0, digit - 1), digit + rng.randint(2, 30)))
        if other != digit:
            yield "number", f"{one.text[: found.start()]}{other}{one.text[found.end() :]}"
        own = sorted(set(NUMBER.findall(owned)) - {found[0]})
        if own:
            yield "own number", f"{one.text[: found.start()]}{rng.choice(own)}{one.text[found.end() :]}"


def _listed(one: str, other: str, text: str) -> bool:
    """Do both stand side by side in a list? Then the one for the other only says the rest of the list twice."""
    a, b = re.escape(one), re.escape(other)
    joint = "(?:,| and|, and| or)"
    return bool(re.search(f"{a}{joint} {b}|{b}{joint} {a}", text))


def _put(text: str, was: str, new: str) -> str:
    return re.sub(rf"(?<![\w’'-]){re.escape(was)}(?![\w-])", lambda _: new, text, count=1)


def _chance(text: str, rng: random.Random) -> str:
    found = CHANCE.search(text)
    if found is None:
        return re.sub(r"\bthat (?=\w)", f"that {rng.choice(CHANCES)} ", text, count=1) if " that " in text else ""
    other = rng.choice([c for c in (*CHANCES, "") if c != found[0]])
    return " ".join(f"{text[: found.start()]}{other}{text[found.end() :]}".split())


def main() -> int:
    """Print what was refused by kind; exit 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--sentences", type=int, default=500)
    parser.add_argument("--days", type=int, default=20)
    parser.add_argument("--show", type=int, default=5)
    parser.add_argument("--seed", type=int, default=20261122)
    args = parser.parse_args()
    if not reports(args.shared):
        print(f"SKIPPED: no reports below {args.shared}")
        return 0
    rng = random.Random(args.seed)
    every = drafted(Corpus(args.shared, workshop("ukraine")), args.days)
    chosen = rng.sample(every, min(args.sentences, len(every)))
    wrongly = [d.text for d in every if strict_refusal(d.text, d.claims, d.desk)]
    print(f"{len(every)} sentences drafted over {args.days} days, {len(wrongly)} refused as they are")
    print(f"{len(chosen)} mutated")
    tried, refused, passed = Counter[str](), Counter[str](), defaultdict[str, list[str]](list)
    pools: dict[int, dict[str, list[str]]] = {}
    for one in chosen:
        pool = pools.setdefault(id(one.desk), _pool(one.desk))
        for kind, text in mutations(one, pool, rng):
            if text and text != one.text:
                tried[kind] += 1
                refused[kind] += bool(strict_refusal(text, one.claims, one.desk))
                if not strict_refusal(text, one.claims, one.desk):
                    passed[kind].append(f"{one.text}\n        {text}")
    for kind in sorted(tried, key=lambda k: (k.startswith("own"), k)):
        print(f"{kind:12} {refused[kind]:4} of {tried[kind]:4} refused ({refused[kind] / tried[kind]:.1%})")
        for text in passed[kind][: args.show]:
            print(f"    {text}")
    named = [k for k in tried if not k.startswith("own")]
    print(f"the four kinds: {sum(refused[k] for k in named) / sum(tried[k] for k in named):.1%}; "
          f"all: {sum(refused.values()) / sum(tried.values()):.1%}")  # fmt: skip
    return 0


def _pool(desk: Desk) -> dict[str, list[str]]:
    """The places and other names of a day's claims."""
    places = {p.text for c in desk.claims.values() for p in c.places if p.text[:1].isupper() and p.lat is not None}
    said = {n for c in desk.claims.values() for n in names(c.content.text, places)}
    return {"places": sorted(places), "names": sorted(said)}


if __name__ == "__main__":
    sys.exit(main())
