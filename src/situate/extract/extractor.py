"""Extraction as a whole: the grammar finds who says what, the describer what it is about."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from situate.extract.blocks import blocks
from situate.extract.describer import Describer
from situate.extract.events import EventLexicon
from situate.extract.grammar import Grammar
from situate.extract.likelihood import Probability
from situate.model import Claim, Document
from situate.theatre import Theatre
from situate.vocab import SPEAKING


class Extractor:
    """Documents in, claims out: pure, compiled once, safe to share between threads."""

    def __init__(self, lexicon: Mapping[str, bytes], theatre: Theatre, place_names: Iterable[str]) -> None:
        """`lexicon` maps file names to contents. Raises DataError where one is missing or broken."""
        events = EventLexicon(lexicon)  # the dearest to compile, and both need it
        self._grammar = Grammar(lexicon, theatre, events)
        self._describer = Describer(lexicon, theatre, place_names, events)
        self._probability = Probability(lexicon)
        self._scales = {publisher.source: publisher.scale for publisher in theatre.publishers}
        self._scale = theatre.scale

    def extract(self, document: Document) -> tuple[Claim, ...]:
        """Every claim of the document's speaking passages, in the order of the text."""
        scale = self._scales.get(document.publisher_id or "", self._scale)
        claims: list[Claim] = []
        # First one thing for all passages, then the next: the processor keeps what each works with at hand.
        spoken = [passage for passage in document.passages if passage.kind in SPEAKING]
        framed = [self._grammar.frames(document, passage) for passage in spoken]
        for passage, frames in zip(spoken, framed, strict=True):
            for part, own in blocks(passage, frames):
                found = self._describer.describe(document, part, own)
                claims.extend([self._on_scale(claim, scale) for claim in found])
        return tuple(claims)

    def _on_scale(self, claim: Claim, scale: str) -> Claim:
        """The claim with its words of probability read on the publisher's scale."""
        if claim.likelihood is None:
            return claim
        return replace(claim, likelihood=self._probability.read(claim.likelihood.text, scale))
