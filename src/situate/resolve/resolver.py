"""Names become actors, sources and places: one object holds the knowledge, and claims go through it."""

from collections.abc import Sequence

import msgspec

from situate.gazetteer import Gazetteer
from situate.model import Claim, Document
from situate.resolve.actors import Actors
from situate.resolve.places import Places
from situate.resolve.speakers import Memory, Speakers
from situate.theatre import LearnedPlace, Theatre


class Resolver:
    """Resolves the claims of documents against one theatre and one gazetteer.

    It is a pure function of the two; what it keeps from one document to the next is only what it looked up.
    """

    def __init__(self, theatre: Theatre, gazetteer: Gazetteer, learned: Sequence[LearnedPlace] = ()) -> None:
        """`learned` is what the ledger's own reports taught about places (`learn_places`), beside the theatre's."""
        self._speakers = Speakers(theatre)
        self._actors = Actors(theatre)
        self._places = Places(theatre, gazetteer, learned)

    def resolve(self, document: Document, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """The document's claims with sources, actors, sides and places filled in; ids and words stay as they are.

        Give all claims of a document at once: what a name means is judged over the whole of it.
        """
        memory = Memory()
        places = self._places.resolve(document, claims)
        return tuple(
            msgspec.structs.replace(
                claim,
                document_key=document.key,
                edited=document.edited,
                speakers=self._speakers.resolve(document, claim, memory),
                actors=tuple(self._actors.resolve(actor) for actor in claim.actors),
                places=row,
            )
            for claim, row in zip(claims, places, strict=True)
        )
