"""A made-up publisher and a grammar, for the tests of who says what; a frame as one line of text."""

from functools import cache
from pathlib import Path

from situate.config import read_folder
from situate.extract.frame import Frame
from situate.extract.grammar import Grammar
from situate.model import Document, Passage, Published
from situate.theatre import Publisher, Side, Source, Theatre
from situate.vocab import PassageKind

LEXICON = read_folder(Path(__file__).parents[2] / "lexicon")
THEATRE = Theatre(
    id="test", name="Test", countries=("VA", "KO"), south=0, west=0, north=20, east=20, started="2031-01-01",
    sides=(
        Side(id="kord", name="Kordia", adjectives=("Kordian",)),
        Side(id="vale", name="Valeria", adjectives=("Valerian",)),
    ),
    sources=(Source(id="desk", name="The Desk", kind="think_tank", family="desk"),),
    publishers=(Publisher(source="desk", self_names=("the Desk", "Desk")),),
)  # fmt: skip


@cache
def grammar() -> Grammar:
    return Grammar(LEXICON, THEATRE)


def document(text: str, kind: PassageKind = "body") -> Document:
    passage = Passage(kind=kind, start=0, end=len(text))
    return Document(
        id="doc", key="doc", original="0", part="", name="doc.txt", text=text,
        published=Published(day=None, how="told"),
        publisher="The Desk", publisher_id="desk", passages=(passage,),
    )  # fmt: skip


def frames(text: str) -> tuple[Frame, ...]:
    doc = document(text)
    return grammar().frames(doc, doc.passages[0])


def line(frame: Frame) -> str:
    """`speaker > speaker | cue | stance view likelihood evidence NOT | content`, what is absent left out."""
    told: list[str] = [frame.stance, frame.author_view]
    told += [f"'{frame.likelihood.text}'"] if frame.likelihood else []
    told += [frame.evidence] if frame.evidence != "none" else []
    told += ["NOT"] if frame.negated else []
    speakers = " > ".join(speaker.text for speaker in frame.speakers)
    cue = frame.cue.text if frame.cue else ""
    return " ".join(f"{speakers} | {cue} | {' '.join(told)} | {frame.content.text}".split())


def lines(text: str) -> list[str]:
    return [line(frame) for frame in frames(text)]
