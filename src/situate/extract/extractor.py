"""Extraction as a whole: the grammar finds who says what, the describer what it is about."""

from collections.abc import Iterable, Mapping

from situate.extract.describer import Describer
from situate.extract.grammar import Grammar
from situate.model import Claim, Document
from situate.theatre import Theatre
from situate.vocab import SPEAKING


class Extractor:
    """Documents in, claims out: pure, compiled once, safe to share between threads."""

    def __init__(self, lexicon: Mapping[str, bytes], theatre: Theatre, place_names: Iterable[str]) -> None:
        """`lexicon` maps file names to contents. Raises DataError where one is missing or broken."""
        self.grammar = Grammar(lexicon, theatre)
        self.describer = Describer(lexicon, theatre, place_names)

    def extract(self, document: Document) -> tuple[Claim, ...]:
        """Every claim of the document's speaking passages, in the order of the text."""
        claims: list[Claim] = []
        for passage in document.passages:
            if passage.kind in SPEAKING:
                frames = self.grammar.frames(document, passage)
                claims.extend(self.describer.describe(document, passage, frames))
        return tuple(claims)
