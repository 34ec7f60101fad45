"""Versions of documents: from the day on which a later one is out, the earlier one no longer speaks."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from situate.model import Claim, Document

_FIRST: Final = (False, "")


def known_day(published: date | None, edited: datetime | None) -> date | None:
    """The day by whose end it was out: of its last edit, else of its publication."""
    days = [day for day in (published, edited.date() if edited else None) if day]
    return max(days, default=None)


class Editions:
    """Tells from when on a later version of a document speaks instead of an earlier one."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._later: dict[str, list[tuple[tuple[bool, str], date]]] = {}
        for document in documents:
            known = known_day(document.published.day, document.edited)
            if document.edited is not None and document.key and known is not None:
                self._later.setdefault(document.key, []).append((_edition(document.edited), known))

    def replaced(self, claim: Claim) -> date | None:
        """The first day on which a later version was out, or the text was known to be gone; None where it stands."""
        later = self.replaced_text(claim.document_key, claim.edited)
        days = [day for day in (later, claim.ended.since if claim.ended else None) if day is not None]
        return min(days, default=None)

    def replaced_text(self, key: str, edited: datetime | None) -> date | None:
        """The same, of a document by its key and its edit."""
        own = _edition(edited)
        return min((known for edition, known in self._later.get(key, ()) if edition > own), default=None)


def _edition(edited: datetime | None) -> tuple[bool, str]:
    """The order of versions: the one that was never edited, then by the moment of the edit (as the judge has it)."""
    return (True, edited.isoformat()) if edited else _FIRST
