"""The assessment as data: what the renderers print. Every sentence carries what it stands on."""

from datetime import date

import msgspec


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One printed sentence, the claims it stands on, and the numbers of the notes it ends in.

    `propositions` are what it says; `grade` the most cautious Admiralty credibility among them, 6 where none could
    be judged. `sums` where it sums up what they say, in words of the writer's.
    """

    text: str
    claims: tuple[str, ...]
    notes: tuple[int, ...]
    propositions: tuple[str, ...] = ()
    grade: int = 6
    sums: bool = False


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences on one subject; `label` names it (a town, an office), "" where it needs no name."""

    sentences: tuple[Sentence, ...]
    label: str = ""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One effort, in its theatre's order: its title, its stated objective, its paragraphs."""

    effort: str
    title: str
    objective: str = ""
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences in order."""
        return tuple(s for paragraph in self.paragraphs for s in paragraph.sentences)


class Rung(msgspec.Struct, frozen=True, kw_only=True):
    """One rubric of the warning board and what was observed under it; no sentences: nothing to report."""

    rubric: str
    heading: str
    sentences: tuple[Sentence, ...] = ()


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """The watch on one course of action, rubric by rubric; `standing` is its level and trend in words."""

    course: str
    question: str
    rungs: tuple[Rung, ...]
    standing: str = ""


class Graded(msgspec.Struct, frozen=True, kw_only=True):
    """The grade of one proposition that a note's words bear on: which, the Admiralty digit, and its receipt."""

    about: str
    credibility: int
    receipt: tuple[str, ...]


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One footnote: the words quoted, who said them where and when, and how they were graded.

    `credibility` is the Admiralty digit, the most cautious where the words bear on several propositions, whose
    own grades and receipts are `grades`; `cites` are the links that the document itself gives for these words.
    `publisher` is "" where the source is the publisher itself.
    """

    number: int
    claim: str
    quote: str
    source: str
    publisher: str
    title: str
    day: date | None
    url: str | None
    name: str
    credibility: int
    grades: tuple[Graded, ...] = ()
    cites: tuple[str, ...] = ()


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that differs from the day before. `kind` is new, state, denied or regraded.

    `subject` names the place or matter; `before` and `after` are its state or grade in a few words.
    """

    kind: str
    sentence: Sentence
    subject: str = ""
    before: str = ""
    after: str = ""


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """Claims that were not used, for one reason, with a few examples in the words of their documents."""

    reason: str
    explanation: str
    count: int
    examples: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One place on the map. `tier` is the evidence tier that the legend names; `radius_km` its uncertainty."""

    place: str
    name: str
    lat: float
    lon: float
    radius_km: float
    tier: str
    label: str
    notes: tuple[int, ...] = ()


class AreaName(msgspec.Struct, frozen=True, kw_only=True):
    """A name that helps a reader find their way on the map; `kind` is country, admin1 or sea."""

    name: str
    lat: float
    lon: float
    kind: str


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """The piece of the globe that the map shows, in degrees."""

    south: float
    west: float
    north: float
    east: float


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """A daily assessment, complete: rendering adds no word that is not here or in the template.

    `frame` is the box of the detailed map, `theatre_frame` that of the whole theatre; `heard_through` the one
    publisher of everything that was read, named once for all whom it quotes, "" where there are several; `edited` the
    number of sentences that an editor wrote or changed.
    """

    title: str
    theatre: str
    day: date
    frame: Frame
    theatre_frame: Frame
    toplines: tuple[Paragraph, ...]
    takeaways: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    boards: tuple[Board, ...] = ()
    changes: tuple[Change, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Note, ...] = ()
    marks: tuple[Mark, ...] = ()
    areas: tuple[AreaName, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    heard_through: str = ""
    edited: int = 0

    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence that it prints, in order."""
        return (
            *(s for paragraph in self.toplines for s in paragraph.sentences),
            *self.takeaways,
            *(change.sentence for change in self.changes),
            *(s for section in self.sections for s in section.sentences),
            *(s for board in self.boards for rung in board.rungs for s in rung.sentences),
        )
