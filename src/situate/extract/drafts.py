"""A proposition while the grammar still works on it."""

from typing import Final

from situate.extract.clauses import Sentence
from situate.vocab import AuthorView, Evidence, Stance

Tokens = tuple[int, int]


class Speech:
    """One act of saying: who (outermost first), in which words, how, and what the author's adverb makes of it."""

    __slots__ = (
        "attribution",
        "cue",
        "evidence",
        "likelihood",
        "negated",
        "own",
        "rules",
        "speakers",
        "stance",
        "subject",
        "view",
    )

    def __init__(self, stance: Stance, cue: Tokens | None) -> None:
        self.stance, self.cue = stance, cue
        self.speakers: list[tuple[int, int]] = []  # offsets into the text
        self.subject: Tokens | None = None
        self.own = False
        self.evidence: Evidence = "none"
        self.view: AuthorView | None = None
        self.negated = False
        self.likelihood: Tokens | None = None
        self.attribution: Tokens | None = None
        self.rules: list[str] = []

    def relay(self, cite: int) -> None:
        """The speaker cites another, at the token `cite`."""
        if self.stance in {"states", "claims"}:
            self.cue, self.stance = (cite, cite + 1), "relays"


class Wording:
    """The words of a text as they stand, and without the signs around them."""

    __slots__ = ("bare", "words")

    def __init__(self, text: str) -> None:
        self.words: Final = text.split()
        self.bare: Final = frozenset([word.strip(".,()") for word in self.words])


class Draft:
    """One proposition: its tokens, its speech (None where the author asserts it), and what the rules found."""

    __slots__ = (
        "cue",
        "end",
        "evidence",
        "likelihood",
        "negated",
        "number",
        "rules",
        "sentence",
        "speech",
        "stance",
        "start",
        "subject",
        "view",
        "wording",
    )

    def __init__(self, sentence: Sentence, number: int, start: int, end: int) -> None:
        self.sentence, self.number, self.start, self.end = sentence, number, start, end
        self.speech: Speech | None = None
        self.cue: Tokens | None = None
        self.stance: Stance = "asserts"
        self.likelihood: Tokens | None = None
        self.evidence: Evidence = "none"
        self.view: AuthorView = "own"
        self.negated = False
        self.subject: Tokens | None = None
        self.rules: list[str] = []
        self.wording: Wording | None = None

    def said(self) -> Wording:
        """Its words, found once: many doubts may be held against one claim."""
        if self.wording is None:
            s = self.sentence
            self.wording = Wording(s.text[s.starts[self.start] : s.offset_end(self.end - 1)])
        return self.wording

    @property
    def own(self) -> bool:
        """Does the author speak for itself here?"""
        return self.view == "own"
