"""Cost of linking and judging: claims per second at growing sizes, and what one more day costs beside a year.

usage: judging.py [--sizes 10000 100000 1000000] [--reports-a-day 1]

The claims are made by a generator that keeps the distribution of the 188 reports of 2022 (shares of events, speakers,
places and their skew, roles, negation, evidence, dated claims, the opening and the key points; 92 claims a report),
with invented words; sources and sides are those of the theatre. More claims are more days, as in life; --reports-a-day
makes the days denser instead. Linear means that the seconds a claim do not grow with the number of claims; the last
column is their ratio to the first size's.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Final, TypeVar

import msgspec

from situate.config import data_folder, read_folder
from situate.judge import judge
from situate.judge.verdict import judge_again
from situate.model import Actor, Claim, DateMention, PlaceMention, Quote, Speaker
from situate.resolve.propositions import Linker
from situate.theatre import Source, Theatre, read_theatre
from situate.vocab import AuthorView, Event, Evidence, Role

T = TypeVar("T")
CLAIMS_A_REPORT = 92
TOPLINES, TAKEAWAYS = 20, 9  # of the claims of a report
CLAIMS_A_PASSAGE = 6
WORDS_A_CLAIM = 16
VOCABULARY = 14_000
FIRST = date(2022, 2, 24)
# Shares in the reports; what is rarer than 1.5 % goes with "other".
EVENTS: Final[Mapping[Event, float]] = {
    "assault": 0.18, "capability": 0.09, "deployment": 0.07, "advance": 0.06, "strike": 0.055, "shelling": 0.055,
    "capture": 0.05, "mobilization": 0.04, "hold": 0.037, "narrative": 0.033, "losses": 0.033, "administration": 0.032,
    "clash": 0.029, "withdrawal": 0.019, "interdiction": 0.018, "other": 0.199,
}  # fmt: skip
SPEAKERS = {0: 0.627, 1: 0.364, 2: 0.009}
PLACES = {0: 0.322, 1: 0.429, 2: 0.149, 3: 0.06, 4: 0.04}
ROLES: Final[Mapping[Role, float]] = {
    "at": 0.574,
    "object": 0.16,
    "toward": 0.109,
    "context": 0.06,
    "from": 0.053,
    "between": 0.044,
}
VIEWS: Final[Mapping[AuthorView, float]] = {
    "none": 0.91,
    "unverified": 0.065,
    "supports": 0.015,
    "refutes": 0.006,
    "doubts": 0.004,
}
EVIDENCE: Final[Mapping[Evidence, float]] = {
    "none": 0.975,
    "footage": 0.011,
    "geolocated": 0.007,
    "satellite": 0.004,
    "document": 0.003,
}
PLACE_COUNT, PLACE_SKEW = 950, 0.9
NEGATED, DATED = 0.068, 0.214


class Generator:
    """Makes reports: a run of claims of one publisher on one day."""

    def __init__(self, theatre: Theatre, seed: int) -> None:
        self._draw = random.Random(seed)
        self._sources = [s for s in theatre.sources if s.kind not in ("imagery",)]
        self._publisher = next(s for s in theatre.sources if s.kind == "think_tank")
        self._sides = [s.id for s in theatre.sides if s.fights] or [s.id for s in theatre.sides]
        self._weights = {
            "source": list(accumulate(1 / (n + 3) for n in range(len(self._sources)))),
            "place": list(accumulate(1 / (n + 2) ** PLACE_SKEW for n in range(PLACE_COUNT))),
            "word": list(accumulate(1 / (n + 10) for n in range(VOCABULARY))),
        }
        self._points = [
            (self._draw.uniform(theatre.south, theatre.north), self._draw.uniform(theatre.west, theatre.east))
            for _ in range(PLACE_COUNT)
        ]
        self._made = 0

    def report(self, day: date) -> Iterator[Claim]:
        """One report's claims."""
        document = f"d{self._made}"
        for n in range(CLAIMS_A_REPORT):
            yield self._claim(document, n, day)

    def _claim(self, document: str, n: int, day: date) -> Claim:
        draw = self._draw
        self._made += 1
        event, count = self._one(EVENTS), self._one(SPEAKERS)
        side = draw.choice((None, *self._sides))
        mentions = [self._place() for _ in range(self._one(PLACES))]
        words = draw.choices(range(VOCABULARY), cum_weights=self._weights["word"], k=WORDS_A_CLAIM)
        text = " ".join(f"word{w}" for w in words)
        happened = day - timedelta(days=draw.randrange(3))
        dates = (DateMention(text="", start=0, end=0, first=happened, last=happened, of="event"),)
        return Claim(
            id=f"c{self._made}",
            document=document,
            passage_kind="topline" if n < TOPLINES else "takeaway" if n < TOPLINES + TAKEAWAYS else "body",
            passage=n // CLAIMS_A_PASSAGE * CLAIMS_A_PASSAGE * 200,
            start=n * 200,
            end=n * 200 + len(text),
            content=Quote(text, n * 200, n * 200 + len(text)),
            published=day,
            publisher=self._publisher.name,
            publisher_id=self._publisher.id,
            document_key=document,
            speakers=tuple(self._speaker() for _ in range(count)),
            stance="claims" if count else "asserts",
            author_view=self._one(VIEWS) if count else "own",
            evidence=self._one(EVIDENCE),
            event=event,
            negated=draw.random() < NEGATED,
            actors=(Actor(text="forces", start=0, end=0, actor_id=side, side=side),) if side else (),
            places=tuple(mentions),
            dates=dates if draw.random() < DATED else (),
        )

    def _one(self, shares: Mapping[T, float]) -> T:
        return self._draw.choices(list(shares), weights=list(shares.values()))[0]

    def _speaker(self) -> Speaker:
        (found,) = self._draw.choices(self._sources, cum_weights=self._weights["source"])
        source: Source = found
        return Speaker(text=source.name, start=0, end=0, source_id=source.id)

    def _place(self) -> PlaceMention:
        (n,) = self._draw.choices(range(PLACE_COUNT), cum_weights=self._weights["place"])
        lat, lon = self._points[n]
        return PlaceMention(text=f"Town{n}", start=0, end=0, role=self._one(ROLES), name=f"Town{n}", lat=lat, lon=lon,
                            radius_km=2.0, method="unique", gazetteer_id=f"made:{n}")  # fmt: skip


def made(theatre: Theatre, count: int, a_day: int) -> list[Claim]:
    """So many claims, day after day."""
    generator, day, claims = Generator(theatre, 7), FIRST, list[Claim]()
    while len(claims) < count:
        for _ in range(a_day):
            claims.extend(generator.report(day))
        day += timedelta(days=1)
    return claims[:count]


def run(theatre: Theatre, count: int, a_day: int) -> float:
    """Link and judge so many claims, print what it took, and return the seconds a claim."""
    claims = made(theatre, count, a_day)
    by_id = {c.id: c for c in claims}
    start = time.process_time()
    found = Linker(theatre).add(claims)
    linked = time.process_time()
    judgments = judge(found, by_id, theatre)
    end = time.process_time()
    print(
        f"{count:9,} claims, {len(found):9,} propositions  linking {count / (linked - start):9,.0f} claims/s"
        f"  judging {count / (end - linked):9,.0f} claims/s  both {count / (end - start):9,.0f} claims/s",
        end="",
    )
    assert len(judgments) == len(found)
    return (end - start) / count


def one_day(theatre: Theatre, a_day: int) -> float:
    """Seconds to link and judge one more day beside a year."""
    year = made(theatre, 365 * CLAIMS_A_REPORT * a_day, a_day)
    linker, known = Linker(theatre), {c.id: c for c in year}
    found = linker.add(year)
    before = {p.id: (p, j) for p, j in zip(found, judge(found, known, theatre), strict=True)}
    generator = Generator(theatre, 8)
    more = [c for _ in range(a_day) for c in generator.report(FIRST + timedelta(days=365))]
    today = _renamed(more)
    start = time.process_time()
    found = linker.add(today)
    judgments = judge_again(found, known | {c.id: c for c in today}, theatre, before)
    seconds = time.process_time() - start
    kept = sum(p.id in before and j is before[p.id][1] for p, j in zip(found, judgments, strict=True))
    print(f"one day of {len(today)} claims beside a year of {len(year):,}: {seconds:.2f} s; {kept:,} of "
          f"{len(found):,} judgments stand as they were")  # fmt: skip
    return seconds


def _renamed(claims: Sequence[Claim]) -> list[Claim]:
    """The same claims under ids that no other generator gave."""
    return [msgspec.structs.replace(c, id=f"n{c.id}", document=f"n{c.document}") for c in claims]


def main() -> int:
    """Print the table. Exit 1 where one more day takes a second or more."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--reports-a-day", type=int, default=1)
    args = parser.parse_args()
    theatre = read_theatre(read_folder(data_folder("theatres", "ukraine")))
    run(theatre, 2_000, args.reports_a_day)
    print("  (warming up)")
    first = 0.0
    for size in args.sizes:
        each = run(theatre, size, args.reports_a_day)
        first = first or each
        print(f"  {each / first:.2f} times the seconds a claim of the first")
    return 0 if one_day(theatre, args.reports_a_day) < 1 else 1


if __name__ == "__main__":
    sys.exit(main())
