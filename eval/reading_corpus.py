"""What extraction leaves open over the published reports, and how many unnamed speakers are tied to a channel.

usage: reading_corpus.py [SHARED] [--every N] [--show N]

silent   the share of sentences of the speaking passages that hold a reporting word and yield no claim; aim: under 2%
tied     of claims whose speaker is unnamed ("a Russian milblogger") and that carry a note, the share tied by it to a
         channel or page; aim: 90%. Beside it how many of them to a channel that the theatre knows

The reporting words are listed here, apart from the lexicon, so that a gap in the lexicon shows. Reads the 188 reports
of SHARED/corpus/roca-2022 (default ../shared) with the embedded gazetteer; says so and stops where they are absent.
"""

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

from situate.cli.workshop import workshop
from situate.config import data_folder, read_folder
from situate.extract.sentences import Sentences
from situate.ingest import read
from situate.model import Claim, Document, Original
from situate.vocab import SPEAKING

HERE = Path(__file__).parent
REPORTING = re.compile(
    r"\b(?:said|stated|claimed|reported|announced|noted|confirmed|denied|alleged|assessed|warned|accused|declared|"
    r"indicated|indicates|suggested|suggests|emphasized|acknowledged|admitted|argued|asserted|refuted|amplified|"
    r"estimated|urged|called on|called for|demanded|ordered|according to|reportedly|citing)\b",
    re.IGNORECASE,
)
UNNAMED = frozenset({"class", "unnamed"})


def silent(document: Document, claims: list[Claim], sentences: Sentences) -> tuple[int, list[str]]:
    """How many sentences of the document hold a reporting word, and those of them that no claim stands in."""
    held, open_ = 0, []
    for passage in document.passages:
        if passage.kind not in SPEAKING:
            continue
        for start, end in sentences.spans(document.text, passage.start, passage.end):
            sentence = document.text[start:end]
            if REPORTING.search(sentence):
                held += 1
                if not any(c.start < end and start < c.end for c in claims):
                    open_.append(" ".join(sentence.split()))
    return held, open_


def main() -> int:
    """Print both figures with examples; exit 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--show", type=int, default=15)
    args = parser.parse_args()
    reports = sorted(args.shared.glob("corpus/roca-2022/*.html"))[:: args.every]
    if not reports:
        print(f"SKIPPED: no reports below {args.shared}")
        return 0
    bench, sentences = workshop("ukraine"), Sentences(read_folder(data_folder("lexicon")))
    kinds = {source.id: source.kind for source in bench.theatre.sources}
    held, tally, known = 0, Counter[str](), Counter[str]()
    left: list[tuple[str, str]] = []
    for original in read(reports):
        if not isinstance(original, Original):
            continue
        for item in original.items:
            for document in bench.stages.parse(item):
                claims = list(bench.stages.resolve(document, bench.stages.extract(document)))
                found, open_ = silent(document, claims, sentences)
                held, left = held + found, [*left, *((item.name, sentence) for sentence in open_)]
                for claim in claims:
                    for speaker in claim.speakers[:1]:
                        by_note = speaker.why.startswith(("its note", "“"))
                        if claim.notes and (by_note or kinds.get(speaker.source_id or "") in UNNAMED):
                            known["known" if by_note else "unknown"] += 1
                            tally["tied" if by_note or speaker.pages else f"open: {speaker.text}"] += 1
    print(f"sentences with a reporting word  {held}; without a claim {len(left)} ({len(left) / held:.2%})")
    for name, sentence in left[:: max(1, len(left) // args.show)][: args.show]:
        print(f"  {name}: {sentence[:200]}")
    unnamed, tied = sum(tally.values()), tally["tied"]
    print(f"unnamed speakers with a note  {unnamed}; tied to a channel or page {tied} ({tied / max(unnamed, 1):.1%})")
    print(f"  of these to a channel that the theatre knows: {known['known']}")
    for name, count in tally.most_common(args.show):
        print(f"  {count:5} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
