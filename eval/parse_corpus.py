"""Lay out the whole corpus and print what is missed: `.venv/bin/python eval/parse_corpus.py ../shared [-v]`.

The article, its lists and its marks are taken from the HTML a second time here, by other means than the
parser's, so that the two can be compared. Exit code 1 where a floor is missed.
"""

import re
import sys
import time
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from lxml import html

from situate.config import data_folder, read_folder
from situate.model import Document, Item
from situate.parse import Parser
from situate.theatre import read_theatre

_HEAD_DATES = re.compile(
    r'content="\d{4}-\d\d-\d\dT[^"]*"|(?<=created">)\w+ \d{1,2}, \d{4}|<span class="submitted">.*?</span></span>'
)
_LINKS = re.compile(r'<link rel="canonical"[^>]*>|<meta property="og:url"[^>]*>|action="/backgrounder[^"]*"')
_MARK = re.compile(r"\[(\d{1,3})\]")


def item_of(path: Path, *, body: str | None = None, name: str | None = None) -> Item:
    raw = path.read_bytes()
    media = {".html": "html", ".txt": "text"}[path.suffix]
    if raw.startswith(b"---\n"):
        media = "markdown"
    return Item(
        original=sha256(raw).hexdigest(), name=name or path.name, media=media, body=body or raw.decode(errors="replace")
    )


def bare(text: str) -> str:
    """Without blanks and what shows nothing, bullets and the signs of Markdown."""
    return re.sub(r"[\s\u200b-\u200f\u00ad\ufeff\u2060•·*_]+", "", text)


class Truth:
    """What a report holds, read from its HTML by a few plain rules."""

    def __init__(self, path: Path) -> None:
        page: Any = html.fromstring(path.read_bytes())
        body = page.xpath('//div[contains(@class,"field-name-body")]')[0]
        for junk in body.xpath(".//script|.//style|.//comment()"):
            junk.drop_tree()
        self.text = bare(body.text_content())
        self.takeaways = self._takeaways(body)
        paragraphs = [" ".join(p.text_content().split()) for p in body.iter("p", "li", "div")]
        tails = [p for p in paragraphs if re.match(r"\[\d+\]", p)]
        self.notes = {m[1] for p in tails if (m := _MARK.match(p))}

    def _takeaways(self, body: Any) -> int | None:
        """How many items the first list after the heading has; None where there is no heading."""
        seen = False
        for element in body.iter():
            if element.tag in ("p", "div", "h2", "h3") and not element.xpath(".//p|.//ul"):
                seen = seen or element.text_content().strip().lower().startswith("key takeaways")
            if seen and element.tag in ("ul", "ol"):
                items = len(element.xpath(".//li"))
                following = element.getnext()
                while following is not None and following.tag in ("ul", "ol"):
                    items += len(following.xpath(".//li"))
                    following = following.getnext()
                return items
        return None


def covered(documents: tuple[Document, ...]) -> str:
    text = documents[0].text
    spans = sorted((p.start, p.end) for d in documents for p in d.passages)
    return bare("".join(text[a:b] for a, b in spans))


def missing_share(article: str, passages: str) -> float:
    """Share of the article's characters that are not in the passages, by runs of 12 characters."""
    runs = Counter(passages[i : i + 12] for i in range(len(passages) - 11))
    lost = sum(1 for i in range(0, len(article) - 11, 12) if not runs[article[i : i + 12]])
    return lost * 12 / max(len(article), 1)


def marks_of(documents: tuple[Document, ...]) -> tuple[int, list[str]]:
    total, lost = 0, []
    for document in documents:
        names = {n.mark for n in document.notes}
        for passage in document.passages:
            if passage.kind != "note":
                total += len(passage.marks)
                lost += [m.mark for m in passage.marks if m.mark not in names]
    return total, lost


def check_overlaps(documents: tuple[Document, ...]) -> list[str]:
    faults = []
    for document in documents:
        at = -1
        for p in document.passages:
            if p.start < at or p.end <= p.start or p.end > len(document.text):
                faults.append(f"{document.id}: passage at {p.start}..{p.end} overlaps, is empty or out of order")
            if document.text[p.start : p.end].strip() != document.text[p.start : p.end]:
                faults.append(f"{document.id}: passage at {p.start} has blanks at its edges")
            at = p.end
    return faults


class Tally:
    def __init__(self) -> None:
        self.articles = self.lost = self.marks = self.days = self.hidden = self.text_only = self.takeaways = 0
        self.lost_marks: list[str] = []
        self.misses: list[str] = []
        self.kinds: Counter[str] = Counter()
        self.efforts: Counter[str] = Counter()
        self.cut_urls = self.urls = 0


def report(path: Path, parser: Parser, tally: Tally) -> None:
    truth, day = Truth(path), date.fromisoformat(path.stem)
    documents = parser.parse(item_of(path))
    tally.misses += check_overlaps(documents)
    if len(documents) != 1:
        tally.misses.append(f"{path.name}: {len(documents)} documents")
    lost = missing_share(truth.text, covered(documents))
    tally.articles += len(truth.text)
    tally.lost += round(lost * len(truth.text))
    if lost > 0.002:
        tally.misses.append(f"{path.name}: {lost:.2%} of the article in no passage")
    total, gone = marks_of(documents)
    tally.marks += total
    tally.lost_marks += [f"{path.stem}[{m}]" for m in gone]
    dates(path, day, documents, parser, tally)
    found = sum(p.kind == "takeaway" for d in documents for p in d.passages)
    expected = truth.takeaways
    if found and (expected is None or found == expected):
        tally.takeaways += 1
    if found != expected:
        tally.misses.append(f"{path.name}: {found} takeaways, its list has {expected}")
    for document in documents:
        tally.kinds.update(p.kind for p in document.passages)
        tally.efforts.update(str(p.effort) for p in document.passages if p.kind == "body")
        urls = [u for n in document.notes for u in n.urls]
        tally.urls += len(urls)
        tally.cut_urls += sum("..." in u or "…" in u or " " in u for u in urls)
        if not document.notes or document.publisher_id != "isw":
            tally.misses.append(f"{path.name}: {len(document.notes)} notes, publisher {document.publisher_id}")


def dates(path: Path, day: date, documents: tuple[Document, ...], parser: Parser, tally: Tally) -> None:
    raw = path.read_text(errors="replace")
    unnamed = _LINKS.sub("", raw)
    tests = {
        "days": documents[0].published,
        "hidden": parser.parse(item_of(path, body=unnamed, name="page.html"))[0].published,
        "text_only": parser.parse(item_of(path, body=_HEAD_DATES.sub("", unnamed), name="page.html"))[0].published,
    }
    for name, published in tests.items():
        if published.day == day:
            setattr(tally, name, getattr(tally, name) + 1)
        else:
            tally.misses.append(f"{path.name}: {name}: {published.day}: {published.how}")


def other(path: Path, parser: Parser, expected: tuple[str, ...]) -> list[str]:
    documents = parser.parse(item_of(path))
    faults = check_overlaps(documents)
    text = documents[0].text
    lost = missing_share(bare(text), covered(documents))
    total, gone = marks_of(documents)
    print(
        f"\n{path.name}: {len(documents)} documents, {lost:.2%} of the file in no passage, {total} marks, lost {gone}"
    )
    for document in documents:
        print(f"  {document.id} | {document.publisher} ({document.publisher_id}) | {document.title}")
        print(f"    {document.published.day} {document.published.at}: {document.published.how}")
        print(f"    {dict(Counter(p.kind for p in document.passages))}, {len(document.notes)} notes")
    days = tuple(str(d.published.day) for d in documents)
    return faults + ([] if days == expected else [f"{path.name}: days {days}, not {expected}"])


def main() -> int:
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
    theatre = read_theatre(read_folder(data_folder("theatres", "ukraine")))
    parser = Parser(theatre, read_folder(data_folder("lexicon")))
    paths = sorted((shared / "corpus/roca-2022").glob("*.html"))
    if not paths:
        print(f"SKIPPED: no reports below {shared}; nothing was measured")
        return 0
    items = [item_of(p) for p in paths]
    began = time.perf_counter()
    for item in items:
        parser.parse(item)
    seconds = time.perf_counter() - began
    tally = Tally()
    for path in paths:
        report(path, parser, tally)
    n = len(paths)
    share, found = 1 - tally.lost / tally.articles, 1 - len(tally.lost_marks) / tally.marks
    print(f"{n} reports in {seconds:.1f} s, no crash")
    print(f"characters in passages  {share:.3%} (floor 99%)")
    print(f"marks with a note       {found:.3%} of {tally.marks} (floor 98%); lost: {' '.join(tally.lost_marks)}")
    print(f"right day               {tally.days}/{n}")
    print(f"name and URL hidden     {tally.hidden}/{n}; text alone {tally.text_only}/{n}")
    print(f"takeaways               {tally.takeaways}/{n} reports have as many as their list")
    print(f"URLs of notes           {tally.urls}, still cut {tally.cut_urls}")
    print(f"kinds   {dict(tally.kinds.most_common())}")
    print(f"efforts {dict(tally.efforts.most_common())}")
    expected = {"000": ("2024-01-07", "2024-01-07"), "002": ("2023-01-24",), "2026": ("2026-02-21",)}
    for path in sorted((*(shared / "seeds").glob("*.txt"), *(shared / "corpus/other").glob("*.txt"))):
        want = next(days for head, days in expected.items() if path.name.startswith(head))
        tally.misses += other(path, parser, want)
    print("\nmisses:", *tally.misses, sep="\n  ")
    whole = tally.days == tally.hidden == tally.takeaways == n
    return 0 if share >= 0.99 and found >= 0.98 and whole else 1


if __name__ == "__main__":
    sys.exit(main())
