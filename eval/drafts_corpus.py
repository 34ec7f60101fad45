"""Drafts of days of the corpus: read back whole, and edits of them told.

usage: drafts_corpus.py [--shared FOLDER] [--days N] [--edits N]

For each of N days (at equal steps over the reports) the assessment is written as a draft and read back with the
splitter that the command uses. Promised: no remark on an unedited draft, and what is printed from it is what was
written. Then sentences drawn from the drafts are edited, one at a time and each way once: a number changed, a
capitalised word exchanged for one of another sentence, a probability word taken out, the marks taken away, a mark made
up, a new sentence set before it. Printed is how many of each kind the check tells as an error on the edited line, and
how many of those it does not tell so `--strict` does; guarded at 99% in all. --show prints what is not told.
"""

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from desks import Corpus

from situate.cli.workshop import workshop
from situate.config import data_folder, read_folder
from situate.extract.sentences import Sentences
from situate.produce import Desk, write
from situate.produce.draft import draft
from situate.produce.edited import Edited, read_draft
from situate.produce.rechecked import recheck
from situate.produce.revised import revised

SHARED = Path(__file__).parents[1].parent / "shared"
PROMISED = 0.99
_MARKS = re.compile(r"(?:\[\^\d+\])+$")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}\b")
_DOUBT = re.compile(r"\b(?:likely|probably|reportedly|possibly|almost certainly) ")

Edit = Callable[[str, random.Random, list[str]], str]


def _number(line: str, dice: random.Random, _: list[str]) -> str:
    found = list(re.finditer(r"\b\d{1,5}\b", line[: _marks_at(line)]))
    if not found:
        return line
    one = dice.choice(found)
    return line[: one.start()] + str(int(one[0]) + dice.choice((3, 7, 40))) + line[one.end() :]


def _name(line: str, dice: random.Random, names: list[str]) -> str:
    found = list(_NAME.finditer(line[: _marks_at(line)]))
    others = [name for name in names if name not in line]
    if not found or not others:
        return line
    one = dice.choice(found)
    return line[: one.start()] + dice.choice(others) + line[one.end() :]


def _doubt(line: str, dice: random.Random, _: list[str]) -> str:
    return _DOUBT.sub("", line)


def _unmarked(line: str, dice: random.Random, _: list[str]) -> str:
    return line[: _marks_at(line)]


def _made_up(line: str, dice: random.Random, _: list[str]) -> str:
    return f"{line[: _marks_at(line)]}[^{dice.randrange(5000, 9999)}]"


def _new(line: str, dice: random.Random, _: list[str]) -> str:
    start = len(re.match(r"(?:- )?(?:\*\*.*?\*\* )?", line)[0])  # type: ignore[index]
    return f"{line[:start]}This will not last until the autumn. {line[start:]}"


EDITS: dict[str, Edit] = {
    "number": _number, "name": _name, "probability": _doubt, "marks gone": _unmarked, "mark made up": _made_up,
    "new sentence": _new,
}  # fmt: skip


def _marks_at(line: str) -> int:
    found = _MARKS.search(line)
    return found.start() if found else len(line)


def _read(text: str, cutter: Sentences) -> Edited:
    return read_draft(text, "draft.md", lambda words: cutter.spans(words, 0, len(words)))


def _edited(
    text: str, desk: Desk, cutter: Sentences, count: int, *, strict: bool, show: bool
) -> tuple[Counter[str], Counter[str]]:
    """How many edits of each kind were made, and how many told as an error of their line."""
    dice = random.Random(text[:200])
    lines = text.split("\n")
    marked = [n for n, line in enumerate(lines) if _MARKS.search(line)]
    names = sorted({m[0] for n in marked for m in _NAME.finditer(lines[n])})
    made: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for number in dice.sample(marked, min(count, len(marked))):
        for kind, edit in EDITS.items():
            changed = edit(lines[number], dice, names)
            if changed != lines[number]:
                edited = _read("\n".join([*lines[:number], changed, *lines[number + 1 :]]), cutter)
                errors = (r for r in recheck(edited, desk, strict=strict).remarks if r.severity == "error")
                here = any(r.line == number + 1 for r in errors)
                made[kind] += 1
                told[kind] += here
                if show and not here:
                    print(f"{kind}: {changed}")
    return made, told


def main() -> int:
    """Print the figures; 1 where something promised is not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--days", type=int, default=12)
    parser.add_argument("--edits", type=int, default=8, help="sentences of each day that are edited")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    if not given.shared.is_dir():
        print(f"{given.shared} is absent: nothing is measured")
        return 0
    corpus, cutter = Corpus(given.shared, workshop("ukraine")), Sentences(read_folder(data_folder("lexicon")))
    made, told, strictly = Counter[str](), Counter[str](), Counter[str]()
    sentences = remarks = unequal = 0
    spent = 0.0
    for day in corpus.days(given.days):
        desk = corpus.desk(day)
        page = write(desk)
        text = draft(page, lookback_days=7)
        begun = time.process_time()
        edited = _read(text, cutter)
        found = recheck(edited, desk)
        spent += time.process_time() - begun
        sentences += found.sentences
        remarks += len(found.remarks)
        unequal += revised(page, edited, desk) != page
        mine = _edited(text, desk, cutter, given.edits, strict=False, show=given.show)
        made.update(mine[0])
        told.update(mine[1])
        strictly.update(_edited(text, desk, cutter, given.edits, strict=True, show=False)[1])
    print(f"{given.days} drafts, {sentences:,} sentences: {remarks} remarks, {unequal} print otherwise than written; "
          f"{spent / given.days * 1000:.0f} ms a check")  # fmt: skip
    for kind in EDITS:
        print(f"{kind:14}{told[kind]:5} of {made[kind]:5} told, strictly {strictly[kind]:5}")
    share = told.total() / max(1, made.total())
    print(f"{'in all':14}{told.total():5} of {made.total():5} told, strictly {strictly.total():5}: {share:.3f}")
    return int(bool(remarks or unequal or share < PROMISED))


if __name__ == "__main__":
    sys.exit(main())
