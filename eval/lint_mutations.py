"""Does the linter find errors that were put in, and are the errors that it finds in published reports errors?

    .venv/bin/python eval/lint_mutations.py ../shared                    1,000 mutations; recall by rule
    .venv/bin/python eval/lint_mutations.py ../shared --sample 150       errors of the unmutated reports, to be read
    .venv/bin/python eval/lint_mutations.py ../shared --precision        what the readers of such samples found

Each mutation changes one thing in one report: an amount, a distance, a direction, an anchor, a name, a date, a mark,
a word of probability, a note, a word (`lint_changes.py`). It counts where a rule can know of it: the place is in the
gazetteer and lay where the words said, and no other bearer of the name lies where the changed words say (measured there
on the globe with bounds of their own); the misspelled name is no other known name; the rate of the day is known. The
rest is counted beside it. A sample is printed for a reader; its verdicts are kept in eval/lint_reading.jsonl as file,
offsets and verdict, without a word of text; those of a reader from outside, in lint_reading.outside.jsonl.
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from lint_changes import KINDS, Mutation, World
from msgspec.structs import replace

from situate.config import data_folder, read_folder
from situate.ingest import read
from situate.lint import Finding, Knowledge, Linter, selected
from situate.lint.rules import RULES
from situate.model import Document, Mark, Original, Passage
from situate.parse import Parser
from situate.store.gazetteers import StoredGazetteer
from situate.theatre import read_theatre

HERE: Final = Path(__file__).parent
READING: Final = HERE / "lint_reading.jsonl"
OUTSIDE: Final = HERE / "lint_reading.outside.jsonl"
RESULT: Final = HERE / "lint_mutations.json"
SEED: Final = 20230124


def world(shared: Path, home: Path) -> World:
    """The reports as documents, and the linter with the villages of the country."""
    lexicon, files = read_folder(data_folder("lexicon")), read_folder(data_folder("theatres", "ukraine"))
    theatre = read_theatre(files)
    gazetteer = StoredGazetteer(home, theatre.countries)
    gazetteer.add(shared / "data" / "UA.txt")
    parser = Parser(theatre, lexicon)
    documents = tuple(
        document
        for original in read([shared / "corpus" / "roca-2022"])
        if isinstance(original, Original)
        for item in original.items
        for document in parser.parse(item)
    )
    knowledge = Knowledge(theatre, lexicon, gazetteer, files, villages=True)
    linter = Linter(knowledge, lexicon, selected(("ALL",)))
    return World(knowledge=knowledge, lexicon=lexicon, gazetteer=gazetteer, documents=documents, linter=linter)


def mutated(document: Document, change: Mutation) -> Document:
    """The document with one run of characters replaced; every offset after it is moved."""
    moved = len(change.text) - (change.end - change.start)

    def at(offset: int) -> int:
        return offset if offset <= change.start else max(change.start, offset + moved)

    def marks(passage: Passage) -> tuple[Mark, ...]:
        return tuple(
            Mark(change.mark if change.mark and m.start == change.start else m.mark, at(m.start), at(m.end))
            for m in passage.marks
        )

    text = document.text[: change.start] + change.text + document.text[change.end :]
    passages = tuple(replace(p, start=at(p.start), end=at(p.end), marks=marks(p)) for p in document.passages)
    notes = tuple(replace(n, start=at(n.start), end=at(n.end)) for n in document.notes if n.mark != change.drop_note)
    return replace(document, text=text, passages=passages, notes=notes)


def drawn(w: World, count: int) -> list[tuple[Document, Mutation]]:
    """So many mutations, spread evenly over the kinds, drawn at random from all that are possible."""
    rng = random.Random(SEED)
    possible: dict[str, list[tuple[Document, Mutation]]] = defaultdict(list)
    for document in w.documents:
        reading = w.linter.reading(document)
        for kind in KINDS:
            for change in kind(reading, w, rng):
                possible[change.kind].append((document, change))
    chosen: list[tuple[Document, Mutation]] = []
    left = dict(sorted(possible.items(), key=lambda pair: len(pair[1])))
    while left:
        kind, rows = next(iter(left.items()))
        share = (count - len(chosen)) // len(left)
        chosen += rng.sample(rows, min(share, len(rows)))
        del left[kind]
    return chosen


def finds(w: World, document: Document, change: Mutation, before: Sequence[Finding]) -> bool:
    """Is there a finding of the rule, or of one that counts as well, at the change, which was not there before?"""
    after = w.linter.lint(mutated(document, change))
    codes = {change.code, *change.also}
    start, end = change.moved or (change.start, change.start + max(1, len(change.text)))
    reach = 40 if change.moved else 2
    old = {f.fingerprint for f in before}
    new = [f for f in after if f.code in codes and f.fingerprint not in old]
    if change.code == "S704":  # told where the count leaps, which may be at the mark after
        return bool(new)
    return any(f.start <= end + reach and f.end >= start - reach for f in new)


def measure(w: World, count: int, show: int) -> None:
    """Draw, mutate, lint, count; print and keep the figures."""
    known, found, beside = Counter[str](), Counter[str](), Counter[str]()
    by_rule: dict[str, Counter[str]] = defaultdict(Counter)
    plain: dict[str, tuple[Finding, ...]] = {}
    for document, change in drawn(w, count):
        if document.id not in plain:
            plain[document.id] = w.linter.lint(document)
        hit = finds(w, document, change, plain[document.id])
        if not change.known:
            beside[change.kind] += 1
            beside[f"{change.kind} found"] += hit
            continue
        known[change.kind] += 1
        found[change.kind] += hit
        by_rule[change.code]["can_know"] += 1
        by_rule[change.code]["found"] += hit
        if not hit and show > 0:
            show -= 1
            was = document.text[max(0, change.start - 60) : change.end + 60].replace("\n", " ")
            print(f"missed {change.kind}: {document.name} “{was}” → “{change.text}”")
    for kind in sorted(known | Counter({k: 0 for k in beside if not k.endswith(" found")})):
        other = f"; beyond its knowledge {beside[kind]}, found {beside[f'{kind} found']}" if beside[kind] else ""
        print(f"{kind:28} {found[kind]:4} of {known[kind]:4} {found[kind] / max(1, known[kind]):.2f}{other}")
    total, hits = sum(known.values()), sum(found.values())
    print(f"{'all that a rule can know':28} {hits:4} of {total:4} {hits / total:.3f}")
    every = total + sum(n for kind, n in beside.items() if not kind.endswith(" found"))
    more = sum(n for kind, n in beside.items() if kind.endswith(" found"))
    print(f"{'all':28} {hits + more:4} of {every:4} {(hits + more) / every:.3f}")
    for code, row in sorted(by_rule.items()):
        print(f"{code} {row['found']} of {row['can_know']}: {row['found'] / row['can_know']:.2f}")
    kept = {code: dict(row) for code, row in sorted(by_rule.items())}
    RESULT.write_text(json.dumps({"mutations": every, "rules": kept}, indent=1) + "\n", encoding="utf-8")


def sample(w: World, count: int, severity: str) -> None:
    """Print findings of that severity on the unmutated reports, drawn at random, as JSON lines with their context."""
    rules = [rule.code for rule in RULES if rule.severity == severity and rule.on]
    linter = Linter(w.knowledge, w.lexicon, selected(rules))
    found = [(document, f) for document in w.documents for f in linter.lint(document)]
    rng = random.Random(SEED)
    for document, f in rng.sample(found, min(count, len(found))):
        around = document.text[max(0, f.start - 160) : f.end + 160].replace("\n", " ")
        row = {"file": f.file, "start": f.start, "end": f.end, "code": f.code, "verdict": "", "words": f.words,
               "message": f.message, "suggestion": f.suggestion, "around": around}  # fmt: skip
        print(json.dumps(row, ensure_ascii=False))
    print(f"{len(found)} in all: {dict(Counter(f.code for _, f in found))}", file=sys.stderr)


def precision(reading: Path) -> None:
    """What a reader made of a sample, by rule: right of all that could be judged, what is arguable counted against."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in reading.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        counts[row["code"]][row["verdict"]] += 1
        counts["all"][row["verdict"]] += 1
    print(reading.name)
    for code, verdicts in sorted(counts.items()):
        judged = verdicts["right"] + verdicts["arguable"] + verdicts["wrong"]
        share = verdicts["right"] / judged if judged else 0.0
        print(f"{code:4} right {verdicts['right']} of {judged} ({share:.2f}), arguable {verdicts['arguable']}, "
              f"not judged {verdicts['unclear']}")  # fmt: skip


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--count", type=int, default=1000, help="how many mutations")
    parser.add_argument("--show", type=int, default=0, help="print so many of those missed")
    parser.add_argument("--sample", type=int, default=0, help="print so many findings for a reader")
    parser.add_argument("--severity", default="error", help="of the sample")
    parser.add_argument("--precision", action="store_true", help="what readers found")
    args = parser.parse_args()
    if args.precision:
        precision(READING)
        precision(OUTSIDE)
        return
    with tempfile.TemporaryDirectory() as home:
        w = world(args.shared, Path(home))
        if args.sample:
            sample(w, args.sample, args.severity)
        else:
            measure(w, args.count, args.show)


if __name__ == "__main__":
    main()
