"""Does extraction give back what the writer wrote? extract(assess(claims)) beside the claims, over days of the corpus.

usage: round_trip.py [SHARED] [--days 20] [--show N]

Every sentence of the sections of an assessment makes a document of the assessment's day, under its section's effort;
those that sum up others are left out, since what they cite is written out behind them. It is extracted and resolved,
and each claim that a sentence cites is looked for in that sentence. Asked are

speaker   the source of the innermost speaker, or its words; the publisher where the claim's document speaks for itself
stance    the same; what a document asserts of itself is `states` when another document reports it
event     the same kind
place     the same names, as the house spells them
date      the same days of the event
polarity  negated or not

Aim: all six right for at least 95% of the claims written.
"""

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

import msgspec
from desks import Corpus, reports

from situate.cli.workshop import Workshop, workshop
from situate.model import Claim, Document, Passage, Published
from situate.produce import Assessment, Desk, write
from situate.produce.spelling import house_name
from situate.produce.who import source_of, voice

HERE = Path(__file__).parent
FIELDS = ("speaker", "stance", "event", "place", "date", "polarity")
# What its own document asserts, another reports.
SAME_STANCE = {"asserts": {"states", "asserts"}}
# The least share of words that two names of one source have in common.
ALIKE = 0.6


class Written(msgspec.Struct, frozen=True):
    """A sentence with the offsets at which it stands in the document made of it."""

    start: int
    end: int
    text: str
    claims: tuple[str, ...]


def printed(assessment: Assessment, desk: Desk) -> tuple[Document, tuple[Written, ...]]:
    """The sections of an assessment as a document, a sentence a paragraph."""
    text, passages, sentences = "", list[Passage](), list[Written]()
    for section in assessment.sections:
        for sentence in (s for s in section.sentences if not s.sums):
            span = len(text), len(text) + len(sentence.text)
            text += f"{sentence.text}\n\n"
            passages.append(
                Passage(
                    kind="body", start=span[0], end=span[1], section=(section.title,), effort=section.effort or None
                )
            )
            sentences.append(Written(*span, sentence.text, sentence.claims))
    document = Document(
        id=f"assessment-{desk.day}", key="assessment", original="", part="", name="assessment", text=text,
        published=Published(day=desk.day, how="its own"), passages=tuple(passages),
    )  # fmt: skip
    return document, tuple(sentences)


def again(document: Document, bench: Workshop) -> tuple[Claim, ...]:
    """The claims that extraction and resolution find in it."""
    return tuple(bench.stages.resolve(document, bench.stages.extract(document)))


def returned(claim: Claim, found: list[Claim], desk: Desk) -> tuple[Claim | None, dict[str, bool]]:
    """The found claim that is most like the written one, and which fields it gives back."""
    if not found:
        return None, dict.fromkeys(FIELDS, False)
    best = max(found, key=lambda f: (_overlap(claim, f), sum(_fields(claim, f, desk).values())))
    return best, _fields(claim, best, desk)


def _fields(claim: Claim, found: Claim, desk: Desk) -> dict[str, bool]:
    return {
        "speaker": _speaker(claim, found, desk),
        "stance": found.stance in SAME_STANCE.get(claim.stance, {claim.stance}),
        "event": found.event == claim.event,
        "place": _places(claim, desk) == _places(found, desk),
        "date": _dates(claim) == _dates(found),
        "polarity": found.negated == claim.negated,
    }


def _overlap(claim: Claim, found: Claim) -> float:
    ours, theirs = (set(c.content.text.casefold().split()) for c in (claim, found))
    return round(len(ours & theirs) / max(1, len(ours | theirs)), 1)


def _speaker(claim: Claim, found: Claim, desk: Desk) -> bool:
    if not found.speakers:
        return False
    source = source_of(claim, desk)
    if source is not None and source.id in {s.source_id for s in found.speakers}:
        return True
    wanted, got = _words(voice(claim, desk).name), _words(" ".join(s.text for s in found.speakers[-1:]))
    return 2 * len(wanted & got) >= ALIKE * (len(wanted) + len(got)) or (bool(wanted) and wanted <= got)


def _words(name: str) -> set[str]:
    return {w.strip(",.“”\"'()") for w in name.casefold().split()} - {
        "the",
        "a",
        "an",
        "of",
        "and",
        "some",
        "other",
        "",
    }


def _places(claim: Claim, desk: Desk) -> set[str]:
    return {house_name(p.text, desk.theatre).casefold() for p in claim.places}


def _dates(claim: Claim) -> set[tuple[object, object]]:
    return {(d.first, d.last) for d in claim.dates if d.of == "event"}


def main() -> int:
    """Print the shares and examples of what is lost; exit 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--days", type=int, default=20)
    parser.add_argument("--show", type=int, default=5)
    args = parser.parse_args()
    if not reports(args.shared):
        print(f"SKIPPED: no reports below {args.shared}")
        return 0
    bench = workshop("ukraine")
    corpus, right, lost = Corpus(args.shared, bench), Counter[str](), defaultdict[str, list[str]](list)
    whole = total = 0
    for day in corpus.days(args.days):
        desk = corpus.desk(day)
        document, sentences = printed(write(desk), desk)
        found = again(document, bench)
        seen: set[str] = set()
        for sentence in sentences:
            here = [c for c in found if sentence.start <= c.start < sentence.end]
            for claim in (desk.claims[i] for i in sentence.claims if i not in seen):
                seen.add(claim.id)
                best, fields = returned(claim, here, desk)
                total += 1
                whole += all(fields.values())
                right.update(name for name, good in fields.items() if good)
                for name in (n for n, good in fields.items() if not good):
                    lost[name if best else "nothing"].append(_told(sentence, claim, best, name))
    print(f"{total} claims written over {args.days} days; all six given back {whole / total:.1%}")
    for name in FIELDS:
        print(f"{name:9} {right[name] / total:.1%}")
    for name, examples in lost.items():
        print(f"-- {name}: {len(examples)}")
        for text in examples[:: max(1, len(examples) // args.show)][: args.show] if args.show else ():
            print(text)
    return 0


def _told(sentence: Written, claim: Claim, best: Claim | None, name: str) -> str:
    """A loss in a line or two."""
    if best is None:
        return f"   {sentence.text}"
    pick = {
        "speaker": lambda c: [s.text for s in c.speakers], "stance": lambda c: c.stance, "event": lambda c: c.event,
        "place": lambda c: [p.text for p in c.places], "date": lambda c: [f"{d.text} {d.of}" for d in c.dates],
        "polarity": lambda c: c.negated,
    }[name]  # fmt: skip
    return f"   {sentence.text}\n      was {pick(claim)}, is {pick(best)}: “{best.content.text}”"


if __name__ == "__main__":
    sys.exit(main())
