"""A sample of the corpus: dates, takeaways, notes and coverage; `eval/parse_corpus.py` looks at all of it."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html

from situate.config import data_folder, read_folder
from situate.model import Document, Item
from situate.parse import Parser
from situate.theatre import read_theatre

SHARED = Path(__file__).parents[2] / ".." / "shared"
REPORTS = sorted((SHARED / "corpus" / "roca-2022").glob("*.html"))[3::11]
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not REPORTS, reason=f"no corpus at {SHARED}: clone it beside the project"),
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    theatre = read_theatre(read_folder(data_folder("theatres", "ukraine")))
    return Parser(theatre, read_folder(data_folder("lexicon")))


def read(path: Path, name: str = "page") -> Item:
    raw = path.read_bytes()
    media = "markdown" if raw.startswith(b"---") else {".html": "html", ".txt": "text"}[path.suffix]
    return Item(original=sha256(raw).hexdigest(), name=name, media=media, body=raw.decode())


def bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def covered(document: Document) -> str:
    return bare("".join(document.text[p.start : p.end] for p in document.passages))


@pytest.mark.parametrize("path", REPORTS, ids=lambda p: p.stem)
def test_report(path, parser):
    (document,) = parser.parse(read(path))
    assert document.published.day == date.fromisoformat(path.stem)
    assert document.publisher_id == "isw"
    body = html.fromstring(path.read_bytes()).xpath('//div[contains(@class,"field-name-body")]')[0]
    assert bare(body.text_content()) in covered(document)
    notes = {note.mark for note in document.notes}
    marks = [m.mark for p in document.passages if p.kind != "note" for m in p.marks]
    assert sum(m in notes for m in marks) >= 0.98 * len(marks) > 0
    takeaways = sum(p.kind == "takeaway" for p in document.passages)
    assert takeaways >= 1 and sum(p.effort is not None for p in document.passages) >= 3


@pytest.mark.parametrize(
    ("name", "days", "publishers"),
    [
        ("seeds/000_b220c63b64f1d228.txt", ["2024-01-07", "2024-01-07"], ["isw", "wilson-center"]),
        ("seeds/002_12f31bc91fd694c7.txt", ["2023-01-24"], ["isw"]),
        ("corpus/other/2026-02-21_criticalthreats.txt", ["2026-02-21"], ["isw"]),
    ],
)
def test_seeds_and_other(name, days, publishers, parser):
    documents = parser.parse(read(SHARED / name))
    assert [str(d.published.day) for d in documents] == days
    assert [d.publisher_id for d in documents] == publishers


def test_the_large_seed(parser):
    (document,) = parser.parse(read(SHARED / "seeds/002_12f31bc91fd694c7.txt"))
    assert document.published.at is not None and document.published.at.isoformat() == "2023-01-24T21:30:00-05:00"
    kinds = [p.kind for p in document.passages]
    assert (kinds.count("takeaway"), kinds.count("topline"), kinds.count("rubric")) == (11, 4, 3)
    assert "2023" in document.published.how
