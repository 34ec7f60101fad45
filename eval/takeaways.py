"""Takeaways chosen from a report's body alone, beside LexRank and the first sentence of each section.

usage: takeaways.py [SHARED] [--days all|odd|even] [--fit]

Of every report of SHARED/corpus/roca-2022 (default ../shared) k sentences of its body are chosen, k as many as its own
takeaways; neither takeaways nor toplines are looked at. Two figures for each way to choose:

covered  the share of takeaways at least 60% of whose content words one chosen sentence holds
ROUGE-2  F1 of the chosen sentences, joined, against the takeaways, joined (rouge-score, with stemming); mean of reports

ours     `situate.produce.gist`, whose weights were set on the odd days of the month: the even days are the measure
LexRank  of sumy, over the same sentences, with the stop words below
sections the first sentence of each section that has a heading of its own, in order; paragraphs: of each paragraph
best     the best single sentence for each takeaway, which nobody can beat

--fit prints words and weights as set on the odd days. Needs the dependency group `measure` (sumy, rouge-score, numpy).
How far a choice from the body alone can reach: takeaways_limits.py, read in TAKEAWAYS.md.
"""

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from math import log, sqrt
from pathlib import Path
from statistics import mean
from typing import Any

import msgspec
import numpy as np
from msgspec.structs import replace
from rouge_score.rouge_scorer import RougeScorer
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers.lex_rank import LexRankSummarizer

from situate.cli.workshop import Workshop, workshop
from situate.config import data_folder, read_folder
from situate.extract.sentences import Sentences
from situate.ingest import read
from situate.model import Document, Original
from situate.produce.gist import WEIGHTS, Rule, consequence, evidence, gist, novelty
from situate.produce.gist_lines import Act, Line, acts, lines_of
from situate.produce.gist_words import manner, stems
from situate.produce.words import word_set

HERE = Path(__file__).parent
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
MARK = re.compile(r"\[\w{1,4}\]")
# The function words of English; a list of the measure's own, so that no change to the writer moves it.
FUNCTION_WORDS = word_set(
    """a an the and or but nor so yet if then than that this these those there here of in on at by for with from to
    into onto over under about against between through during before after above below up down out off again further
    as until while because although though since is are was were be been being am have has had having do does did
    doing will would shall should can could may might must not no i me my we our ours you your he him his she her it
    its they them their what which who whom whose when where why how all any both each few more most other some such
    only own same too very s t just now also"""
)
COVERED = 0.6
LOOKBACK = 7
# Of the fit: the penalty of its weights; sentences of takeaways are taken from so many letters on, words from so many
# sentences on, with so many sentences in which they stand as often as anywhere, and so many standard errors apart.
L2 = 20.0
SHORTEST = 30
LEAST = 8
PRIOR = 10.0
CHANCE = 1.5
FOLDS = 6
# Rules whose weights are set by hand: what they ask is asked of takeaways, whether these reports show it or not.
BY_HAND = (novelty, consequence, evidence)
# Stems that tell what these reports are about, not how they sum up: struck from the table of words.
MATTERS = word_set(
    """annex area border bridg capital citizen depot east eastern flag highway intelligenc liberat missil north
    northeastern northwestern proxy reconnaissance-in-forc referenda referendum regim resident rocket rubl servicemen
    settlement societal territori territorial territory vehicl war airstrik ammunition shell"""
)
SENTENCE = re.compile(r"(?<=[.;])\s+")


class Report(msgspec.Struct, frozen=True):
    """One report: its body's sentences, its lines as the rules see them, and what it is measured by."""

    document: Document
    sentences: tuple[tuple[tuple[str, ...], bool, str], ...]
    lines: tuple[Line, ...]
    takeaways: tuple[str, ...]


def clean(text: str) -> str:
    """Without note marks and line breaks."""
    return " ".join(MARK.sub("", text).split())


def content(text: str) -> frozenset[str]:
    """The content words of a text."""
    words = (w.group().casefold().removesuffix("’s").removesuffix("'s") for w in WORD.finditer(MARK.sub(" ", text)))
    return frozenset(w for w in words if w not in FUNCTION_WORDS)


def reports(shared: Path, bench: Workshop) -> list[Report]:
    """Every report that has takeaways, by day, each beside what the seven reports before it had reported."""
    cutter, found, before = Sentences(read_folder(data_folder("lexicon"))), list[Report](), list[frozenset[Act]]()
    for document in sorted(_documents(shared, bench), key=lambda d: (d.published.day is None, d.published.day)):
        claims = bench.stages.resolve(document, bench.stages.extract(document))
        said = [c for c in claims if c.passage_kind == "body"]
        known = frozenset[Act]().union(*before[-LOOKBACK:])
        before.append(acts(said))
        takeaways = tuple(clean(document.text[p.start : p.end]) for p in document.passages if p.kind == "takeaway")
        if takeaways:
            lines = lines_of(document, said, known)
            found.append(Report(document, tuple(_sentences(document, cutter)), lines, takeaways))
    return found


def _documents(shared: Path, bench: Workshop) -> Iterable[Document]:
    for original in read(sorted(shared.glob("corpus/roca-2022/*.html"))):
        if isinstance(original, Original):
            for item in original.items:
                yield from bench.stages.parse(item)


def _sentences(document: Document, cutter: Sentences) -> Iterable[tuple[tuple[str, ...], bool, str]]:
    """The section of every sentence of the body, whether it opens its paragraph, and the sentence."""
    for passage in document.passages:
        if passage.kind == "body":
            for start, end in cutter.spans(document.text, passage.start, passage.end):
                if len(content(document.text[start:end])) > 2:
                    yield passage.section, start == passage.start, clean(document.text[start:end])


def ours(report: Report, k: int, bench: Workshop) -> list[str]:
    """The sentences that `gist` chooses."""
    return [clean(report.document.text[x.start : x.end]) for x in gist(report.lines, k, bench.theatre)]


def lexrank(report: Report, k: int) -> list[str]:
    """The sentences that sumy's LexRank chooses."""

    class Words:
        def to_words(self, text: str) -> tuple[str, ...]:
            return tuple(w.group() for w in WORD.finditer(text))

    ranker = LexRankSummarizer(Stemmer("english"))
    ranker.stop_words = FUNCTION_WORDS
    page = ObjectDocumentModel([Paragraph([Sentence(text, Words()) for _, _, text in report.sentences])])
    return [str(sentence) for sentence in ranker(page, k)]


def section_leads(report: Report, k: int) -> list[str]:
    """The first sentence of each section, the first k of them."""
    first: dict[tuple[str, ...], str] = {}
    for section, _, text in report.sentences:
        first.setdefault(section, text)
    return list(first.values())[:k]


def paragraph_leads(report: Report, k: int) -> list[str]:
    """The first sentence of each paragraph, the first k of them."""
    return [text for _, opens, text in report.sentences if opens][:k]


def covered(takeaways: Sequence[str], chosen: Iterable[str]) -> list[bool]:
    """Of each takeaway: does one chosen sentence hold 60% of its content words?"""
    held = [content(text) for text in chosen]
    return [any(len(words & h) >= COVERED * len(words) for h in held) for words in map(content, takeaways)]


def best(report: Report) -> list[str]:
    """For each takeaway the sentence that covers it best."""
    held = [(content(text), text) for _, _, text in report.sentences]
    return [max(held, key=lambda h: len(words & h[0]))[1] for words in map(content, report.takeaways) if held]


def measure(found: Sequence[Report], bench: Workshop) -> dict[str, tuple[float, float]]:
    """Of each way to choose: the share of takeaways covered, and the mean ROUGE-2 F1."""
    scorer: Any = RougeScorer(["rouge2"], use_stemmer=True)
    ways: dict[str, Callable[[Report, int], list[str]]] = {
        "ours": lambda r, k: ours(r, k, bench), "LexRank": lexrank, "sections": section_leads,
        "paragraphs": paragraph_leads, "best": lambda r, _: best(r),
    }  # fmt: skip
    result: dict[str, tuple[float, float]] = {}
    for name, choose in ways.items():
        hits, rouge = list[bool](), list[float]()
        for report in found:
            chosen = choose(report, len(report.takeaways))
            hits += covered(report.takeaways, chosen)
            rouge.append(scorer.score("\n".join(report.takeaways), "\n".join(chosen))["rouge2"].fmeasure)
        result[name] = mean(hits), mean(rouge)
    return result


def worded(found: Sequence[Report]) -> dict[str, float]:
    """The words that sentences of takeaways hold more often (above 0) or less often than those of bodies, in halves."""
    ours = [stems(part) for r in found for t in r.takeaways for part in SENTENCE.split(t) if len(part) > SHORTEST]
    theirs = [stems(clean(r.document.text[x.start : x.end])) for r in found for x in r.lines]
    in_ours, in_theirs = (Counter(word for words in texts for word in words) for texts in (ours, theirs))
    both, weights = len(ours) + len(theirs), dict[str, float]()
    for word in in_ours | in_theirs:
        if word in MATTERS or in_ours[word] + in_theirs[word] < LEAST:
            continue
        here = in_ours[word] + PRIOR * len(ours) / both
        there = in_theirs[word] + PRIOR * len(theirs) / both
        weight = log(here / len(ours)) - log(there / len(theirs))
        if abs(weight) >= CHANCE * sqrt(1 / here + 1 / there) and round(2 * weight):
            weights[word] = round(2 * weight) / 2
    return weights


def told_by(words: dict[str, float], report: Report) -> Report:
    """The report, the manner of each line told by these words."""
    told = (manner(clean(report.document.text[x.start : x.end]), words) for x in report.lines)
    return replace(report, lines=tuple(replace(x, manner=m) for x, m in zip(report.lines, told, strict=True)))


def unseen(found: Sequence[Report]) -> list[Report]:
    """The reports, the manner of each line told by words that were weighed without its report."""
    parts = [found[n::FOLDS] for n in range(FOLDS)]
    result: list[Report] = []
    for part in parts:
        words = worded([r for other in parts if other is not part for r in other])
        result += [told_by(words, r) for r in part]
    return result


def fitted(found: Sequence[Report], bench: Workshop) -> dict[Rule, float]:
    """The weights of a logistic regression, the rest by hand: does a line cover a takeaway of its report?"""
    rules = [rule for rule in WEIGHTS if rule not in BY_HAND]
    amounts = np.array([[rule(x, bench.theatre) for rule in rules] for r in found for x in r.lines])
    wanted = np.array([any(hits) for r in found for hits in covers(r)], dtype=float)
    middle, spread = amounts.mean(0), amounts.std(0) + 1e-9
    rows = np.hstack([np.ones((len(amounts), 1)), (amounts - middle) / spread])
    weights = np.zeros(rows.shape[1])
    ridge = L2 * np.diag([0.0] + [1.0] * (rows.shape[1] - 1))
    for _ in range(50):  # Newton's method
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - wanted) + ridge @ weights
        weights -= np.linalg.solve((rows * (chance * (1 - chance))[:, None]).T @ rows + ridge, slope)
    return dict(WEIGHTS) | {rule: float(w) for rule, w in zip(rules, weights[1:] / spread, strict=True)}


def covers(report: Report) -> list[list[bool]]:
    """Of each line: which takeaways it covers."""
    takeaways = [content(t) for t in report.takeaways]
    held = (content(report.document.text[x.start : x.end]) for x in report.lines)
    return [[len(words & h) >= COVERED * len(words) for words in takeaways] for h in held]


def print_fit(odd: Sequence[Report], bench: Workshop) -> None:
    """The two tables as they stand in `gist_words` and `gist`, set anew."""
    by_weight: dict[float, list[str]] = defaultdict(list)
    for word, weight in worded(odd).items():
        by_weight[weight].append(word)
    for weight, words in sorted(by_weight.items(), reverse=True):
        print(f"{weight} {' '.join(sorted(words))}")
    for rule, weight in fitted(unseen(odd), bench).items():
        print(f"    {rule.__name__}: {weight:.2f},")


def main() -> int:
    """Print the table; exit 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--days", choices=("all", "odd", "even"), default="all")
    parser.add_argument("--fit", action="store_true")
    args = parser.parse_args()
    if not any(args.shared.glob("corpus/roca-2022/*.html")):
        print(f"SKIPPED: no reports below {args.shared}")
        return 0
    bench = workshop("ukraine")
    found = [r for r in reports(args.shared, bench) if r.document.published.day is not None]
    parity = {"odd": (1,), "even": (0,), "all": (0, 1)}
    if args.fit:
        odd = [r for r in found if r.document.published.day.day % 2]  # type: ignore[union-attr]
        print_fit(odd, bench)
    chosen = [r for r in found if r.document.published.day.day % 2 in parity[args.days]]  # type: ignore[union-attr]
    print(f"{len(chosen)} reports ({args.days} days), {sum(len(r.takeaways) for r in chosen)} takeaways")
    table = measure(chosen, bench)
    for name, (share, rouge) in table.items():
        print(f"{name:10}  covered {share:.3f}  ROUGE-2 F1 {rouge:.3f}")
    known = max(table[name][0] for name in ("LexRank", "sections"))
    print(f"ours / best baseline: {table['ours'][0] / known:.2f} of the two named, "
          f"{table['ours'][0] / max(known, table['paragraphs'][0]):.2f} with paragraphs")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
