"""A small made-up theatre and a describer, for the tests of what a proposition is about."""

from datetime import date
from functools import cache
from pathlib import Path

from situate.config import read_folder
from situate.extract.describer import Describer
from situate.extract.frame import Frame
from situate.model import Claim, Document, Mark, Note, Passage, Published, Quote
from situate.theatre import Area, KnownActor, Side, Theatre

LEXICON = read_folder(Path(__file__).parents[2] / "lexicon")
DAY = date(2031, 5, 20)

AREAS = (
    Area(id="vale", name="Valeria", kind="country", lat=10, lon=10, radius_km=300, aliases=("Valerian territory",)),
    Area(id="kord", name="Kordia", kind="country", lat=14, lon=10, radius_km=300),
    Area(id="tarn", name="Tarn Oblast", kind="admin1", lat=10.5, lon=10.5, radius_km=80),
    Area(id="ossa", name="Ossa River", kind="river", lat=10.2, lon=10.2, radius_km=40),
)
THEATRE = Theatre(
    id="test", name="Test", countries=("VA", "KO"), south=0, west=0, north=20, east=20,
    started="2031-01-01", areas=AREAS,
    sides=(
        Side(id="kord", name="Kordia", adjectives=("Kordian", "Ostmark's")),
        Side(id="vale", name="Valeria", adjectives=("Valerian",)),
    ),
    actors=(KnownActor(id="lyn", name="Lynx", kind="formation"),),
)  # fmt: skip
NAMES = (
    "Alderby", "Brackwell", "Corva", "Dunmere", "Dunmere Heath", "Ostmark", "Tarn", "Lynx", "Sela’ko", "Morrow", "Nova",
    "Karsk",
    *(f"Syl{letter}avick" for letter in "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"),
    *(f"P{a}{b}lavick" for a in "aeiou" for b in "bcdfgklmnprst"),
)  # fmt: skip


@cache
def describer() -> Describer:
    return Describer(LEXICON, THEATRE, NAMES)


def document(
    text: str, *, day: date | None = DAY, marks: tuple[Mark, ...] = (), notes: tuple[Note, ...] = ()
) -> Document:
    passage = Passage(kind="body", start=0, end=len(text), marks=marks)
    return Document(
        id="doc", key="doc", original="0", part="", name="doc.txt", text=text, published=Published(day=day, how="told"),
        publisher="Desk", publisher_id="desk", passages=(passage,), notes=notes,
    )  # fmt: skip


def quote(text: str, words: str) -> Quote:
    start = text.index(words)
    return Quote(words, start, start + len(words))


def describe(text: str, *contents: str, day: date | None = DAY) -> tuple[Claim, ...]:
    """Claims of one sentence; the whole text without contents. What stands before the first is attribution."""
    document_ = document(text, day=day)
    quotes = [quote(text, content) for content in contents or (text,)]
    attribution = ((0, quotes[0].start),) if quotes[0].start else ()
    frames = [Frame(content=q, sentence=(0, len(text)), attribution=attribution) for q in quotes]
    return describer().describe(document_, document_.passages[0], frames)


def one(text: str, content: str | None = None) -> Claim:
    return describe(text, *(() if content is None else (content,)))[0]
