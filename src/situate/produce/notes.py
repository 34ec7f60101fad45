"""The notes: every claim that a sentence stands on, numbered in the order of printing."""

from collections.abc import Iterable, Mapping
from typing import Final

from situate.model import Claim, Judgment
from situate.produce.assessment import Graded, Note
from situate.produce.desk import Desk
from situate.produce.who import voice
from situate.produce.words import capitalised

UNGRADED: Final = 6


class Notes:
    """Numbers claims as they are cited; the same claim keeps its number."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._numbers: dict[str, int] = {}
        self._judged = _judgments(desk)
        self._propositions = {p.id: p for p in desk.propositions}

    def cite(self, claims: Iterable[Claim]) -> tuple[int, ...]:
        """The numbers of the claims, new ones given out in order."""
        return tuple(sorted({self._numbers.setdefault(c.id, len(self._numbers) + 1) for c in claims}))

    def grade(self, claims: Iterable[Claim]) -> int:
        """The most cautious digit that the propositions of the claims were given; 6 where none could be judged."""
        digits = {j.credibility for c in claims for j in self._judged.get(c.id, ())} - {UNGRADED}
        return max(digits, default=UNGRADED)

    def propositions(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """The propositions that the claims support or deny, by id."""
        return tuple(sorted({j.proposition for c in claims for j in self._judged.get(c.id, ())}))

    def cited(self) -> tuple[Claim, ...]:
        """Every claim cited so far, in the order of its number."""
        return tuple(self._desk.claims[i] for i in self._numbers)

    def numbers(self, claims: Iterable[str]) -> tuple[int, ...]:
        """The numbers of those of the claims that have been cited."""
        return tuple(sorted(self._numbers[c] for c in claims if c in self._numbers))

    def notes(self) -> tuple[Note, ...]:
        """All notes by number."""
        return tuple(self._note(n, self._desk.claims[i]) for i, n in self._numbers.items())

    def _note(self, number: int, claim: Claim) -> Note:
        document = self._desk.documents[claim.document]
        return Note(
            number=number,
            claim=claim.id,
            quote=claim.content.text,
            source=capitalised(voice(claim, self._desk).name),
            publisher=document.publisher if claim.speakers else "",
            title=document.title,
            day=document.published,
            url=document.url,
            name=document.name,
            credibility=self.grade((claim,)),
            grades=tuple(self._graded(claim, judgment) for judgment in self._judged.get(claim.id, ())),
            cites=tuple(url for note in claim.notes for url in note.urls),
        )

    def _graded(self, claim: Claim, judgment: Judgment) -> Graded:
        proposition = self._propositions[judgment.proposition]
        place = f", {proposition.place_name}" if proposition.place_name else ""
        denied = "denied: " if claim.id in proposition.denies else ""
        return Graded(
            about=f"{denied}{proposition.event.replace('_', ' ')}{place}",
            credibility=judgment.credibility,
            receipt=receipt_lines(judgment),
        )


def receipt_lines(judgment: Judgment) -> tuple[str, ...]:
    """A judgment's receipt in lines to print: for, against, collapsed, and how the digit was derived."""
    receipt = judgment.receipt
    return (
        *(f"For: {line.text}" for line in receipt.spoke_for),
        *(f"Against: {line.text}" for line in receipt.against),
        *(f"Counted as one: {line.text}" for line in receipt.collapsed),
        *receipt.derivation,
    )


def _judgments(desk: Desk) -> Mapping[str, tuple[Judgment, ...]]:
    """The judgments on the propositions that each claim speaks to, best grade first."""
    found: dict[str, list[Judgment]] = {}
    for proposition in desk.propositions:
        judgment = desk.judgments.get(proposition.id)
        for claim in (*proposition.supports, *proposition.denies):
            if judgment is not None:
                found.setdefault(claim, []).append(judgment)
    return {c: tuple(sorted(js, key=lambda j: (j.credibility, j.proposition))) for c, js in found.items()}
