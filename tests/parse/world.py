"""An invented war with two publishers, and items made of words."""

from hashlib import sha256

from situate.config import data_folder, read_folder
from situate.courses import Course, Rubric
from situate.model import Document, Hints, Item, Passage
from situate.parse import Parser
from situate.theatre import Effort, Publisher, Side, Source, Theatre

THEATRE = Theatre(
    id="isle", name="The war of the isle", countries=("IS",), south=0, west=0, north=20, east=20, started="2030-01-01",
    sides=(Side(id="red", name="Reds", adjectives=("Red",)), Side(id="blue", name="Blues", adjectives=("Blue",))),
    sources=(
        Source(id="ioc", name="Institute of Conflicts", kind="think_tank", family="ioc", aliases=("IOC",)),
        Source(id="harbour", name="Harbour House", kind="think_tank", family="harbour"),
        Source(id="gull", name="Gull", kind="channel", side="red", family="gull", addresses=("t.me/gull_isle",)),
    ),
    publishers=(
        Publisher(
            source="ioc", self_names=("IOC", "we"), hosts=("conflicts.example",),
            boilerplate=("we do not report in detail", "will continue to report daily"),
        ),
        Publisher(source="harbour", self_names=("Harbour House",), hosts=("harbour.example",)),
    ),
    efforts=(
        Effort(id="east", title="East", objective="", order=1, headings=("eastern isle", "main effort", "orlen")),
        Effort(id="north", title="North", objective="", order=2, headings=("northern axis", "supporting effort—north")),
        Effort(id="rule", title="Rule", objective="", order=3, headings=("red-occupied areas",)),
    ),
    courses=(
        Course(
            id="landing", question="Will Red land in the west?",
            rubrics=(
                Rubric(id="more", direction="more", headings=("a landing is more likely",)),
                Rubric(id="unclear", direction="ambiguous", headings=("activity in the west that is ambiguous",)),
            ),
        ),
    ),
)  # fmt: skip
LEXICON = read_folder(data_folder("lexicon"))
PARSER = Parser(THEATRE, LEXICON)

PROSE = (
    "Red forces continued ground attacks along the river on {day} but took no ground, and Blue officials said "
    "that the garrison of the mill town still holds both bridges.[{n}] Shelling went on in the evening."
)


def item(body: str, media: str = "text", *, name: str = "page", part: str = "", hints: Hints | None = None) -> Item:
    digest = sha256(body.encode(errors="replace")).hexdigest()
    return Item(original=digest, name=name, media=media, body=body, part=part, hints=hints or Hints())


def parse(
    body: str, media: str = "text", *, name: str = "page", part: str = "", hints: Hints | None = None
) -> Document:
    documents = PARSER.parse(item(body, media, name=name, part=part, hints=hints))
    assert len(documents) == 1
    return documents[0]


def words(document: Document, kind: str) -> list[str]:
    return [document.text[p.start : p.end] for p in document.passages if p.kind == kind]


def passage(document: Document, beginning: str) -> Passage:
    return next(p for p in document.passages if document.text.startswith(beginning, p.start))


def is_sound(document: Document) -> bool:
    """Passages lie in order, apart, inside the text, and begin and end with something to read."""
    ends = [0, *(p.end for p in document.passages)]
    return all(
        before <= p.start < p.end <= len(document.text)
        and document.text[p.start : p.end] == document.text[p.start : p.end].strip()
        and all(p.start <= m.start < m.end <= p.end for m in p.marks)
        for before, p in zip(ends, document.passages, strict=False)
    )
