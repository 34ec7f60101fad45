"""Which of several texts of a document a digest tells, and what it says of edits and deletions.

The words are those of `situate versions`: edited or deleted, known since a day, and why; unordered where nobody knows.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final, Literal

import msgspec

from situate.model import Document, Lapse
from situate.produce.shown import day_text, one_line

# A sentence is quoted in so many words: enough to know it again.
_QUOTED: Final = 24


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What a later text has that an earlier had not, and the other way round: sentences, and claims by id."""

    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()


Compare = Callable[[Document, Document], Change]


class Became(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a document after it was published.

    `how` is unordered where it has several texts of which nobody knows which came later; then `since` is None, else the
    day by whose end it was known. `why` says what shows it, `note` all of it in words. `change` is what an edit changed
    since the first text.
    """

    how: Literal["edited", "deleted", "unordered"]
    since: date | None
    why: str
    note: str
    change: Change | None = None

    @property
    def brief(self) -> str:
        """The same without the reason."""
        return f"{self.how}, known since {day_text(self.since)}" if self.since else self.how


class Editions:
    """The texts of documents, by what they are versions of, and what was known by a day's end to have become of them.

    Texts of one key are versions of one document; where the key is an address, those of one day of publication.
    """

    def __init__(self, documents: Iterable[Document], lapses: Iterable[Lapse], known: date) -> None:
        self._known = known
        self._lapses: dict[str, list[Lapse]] = {}
        for one in lapses:
            if one.since <= known:
                self._lapses.setdefault(one.document, []).append(one)
        self._texts: dict[object, list[Document]] = {}
        for document in sorted(documents, key=_stamp):
            self._texts.setdefault(_of(document), []).append(document)

    def told(self) -> list[Document]:
        """The text of each document that counts: one that nothing replaced, the last of these."""
        return [max(texts, key=lambda d: (not self._replaced(d), _stamp(d))) for texts in self._texts.values()]

    def became(self, document: Document, compare: Compare | None = None) -> tuple[Became, ...]:
        """What became of the document whose text is told, in the order in which it was known."""
        own = next((one for one in self._lapses_of(document) if self._lasts(one)), None)
        found = [*self._edited(document, compare), *self._unordered(document)]
        if own is not None:
            found.append(_told(own.how, own.since, own.why, one_line(own.why)))
        return tuple(found)

    def _edited(self, document: Document, compare: Compare | None) -> Iterable[Became]:
        """That the text took the place of others, and what is other in it than in the first of them."""
        others = [d for d in self._texts[_of(document)] if d.id != document.id]
        days = {d.id: starts for d in others if (starts := self._edits(d))}
        if not days:
            return
        first = min((d for d in others if d.id in days), key=lambda d: (days[d.id][0], _stamp(d)))
        since = max(starts[-1] for starts in days.values())
        why = next(one.why for one in self._lapses_of(first) if one.how == "edited")
        change = compare(first, document) if compare is not None else None
        words = _changed(change) if change is not None else one_line(why)
        times = f"; compared with the first of {len(days)} earlier texts" if len(days) > 1 else ""
        yield _told("edited", since, why, words + times, change)

    def _unordered(self, document: Document) -> Iterable[Became]:
        """That texts stand beside it, none of which is known to be the later one."""
        beside = [d for d in self._texts[_of(document)] if not any(map(self._lasts, self._lapses_of(d)))]
        alike = sum(d.edited == document.edited for d in beside)
        if document in beside and alike > 1:
            why = f"{alike} texts came in, and nobody knows which came later"
            yield Became(how="unordered", since=None, why=why, note=f"Unordered: {why}.")

    def _lapses_of(self, document: Document) -> Sequence[Lapse]:
        return self._lapses.get(document.id, ())

    def _lasts(self, lapse: Lapse) -> bool:
        return lapse.until is None or lapse.until > self._known

    def _replaced(self, document: Document) -> bool:
        """Did another text stand in its place by the end of the day, or when the post was deleted?"""
        lapses = self._lapses_of(document)
        gone = {one.since for one in lapses if one.how == "deleted"}
        return any(one.how == "edited" and (self._lasts(one) or one.until in gone) for one in lapses)

    def _edits(self, document: Document) -> list[date]:
        """The days by which it was replaced; where there are others, without those that ended a deletion."""
        lapses = self._lapses_of(document)
        back = {one.until for one in lapses if one.how == "deleted"}
        days = [one.since for one in lapses if one.how == "edited"]
        return [day for day in days if day not in back] or days


def _told(how: Literal["edited", "deleted"], since: date, why: str, words: str, change: Change | None = None) -> Became:
    note = f"{how.capitalize()}, known since {day_text(since)}: {words.rstrip('.')}."
    return Became(how=how, since=since, why=why, note=note, change=change)


def _changed(change: Change) -> str:
    """What changed, in a few words."""
    parts = [
        f"{word} {_quoted(sentences)}"
        for word, sentences in (("removed", change.removed), ("added", change.added))
        if sentences
    ]
    parts += [
        f"claims {word}: {len(claims)}"
        for word, claims in (("withdrawn", change.withdrawn), ("gained", change.gained))
        if claims
    ]
    return "; ".join(parts) or "the same sentences in another order"


def _quoted(sentences: Sequence[str]) -> str:
    """The first sentence, and how many more there are."""
    words = one_line(sentences[0]).split()
    shown = " ".join(words[:_QUOTED]) + (" …" if len(words) > _QUOTED else "")
    more = len(sentences) - 1
    return f"“{shown}”" + (f" and {more} more sentence{'s' if more > 1 else ''}" if more else "")


def _of(document: Document) -> object:
    """What versions share: of a page known by its address alone the day too, since it has other texts on other days."""
    page = document.url is not None and document.key.startswith(document.url)
    return document.key or document.id, (document.published.day or document.id) if page else None


def _stamp(document: Document) -> tuple[str, str]:
    """The order of texts: by the edit, else by publication."""
    return str(document.edited or document.published.at or ""), document.id
