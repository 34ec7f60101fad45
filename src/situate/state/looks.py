"""Who looked under which rubric, and when: "nothing to report" is an observation too, and silence is none."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

import msgspec

from situate.courses import Rubric
from situate.model import Document, Passage
from situate.state.versions import Editions, known_day
from situate.theatre import Theatre
from situate.warning import Look

_ENDS: Final = " .:;!\t\n"


def looks(
    documents: Iterable[Document], theatre: Theatre, nothing: Collection[str], editions: Editions
) -> Iterator[Look]:
    """One look a rubric and document, by course, day and place; `nothing` are its words, lower case, without a stop."""
    rubrics = {rubric.id: (course.id, rubric) for course in theatre.courses for rubric in course.rubrics}
    names = {s.id: s.name for s in theatre.sources}
    found: list[Look] = []
    for document in documents:
        who = names.get(document.publisher_id or "", document.publisher or "the document")
        for at, passage in enumerate(document.passages):
            if passage.kind == "rubric" and passage.rubric in rubrics:
                look = _look(document, at, rubrics[passage.rubric], nothing)
                if look is not None:
                    later = editions.replaced_text(document.key, document.edited)
                    found.append(msgspec.structs.replace(look, who=who, replaced=later))
    yield from sorted(found, key=lambda look: (look.course, look.day, look.known, look.document, look.start))


def _look(document: Document, at: int, under: tuple[str, Rubric], nothing: Collection[str]) -> Look | None:
    day, known = document.published.day, known_day(document.published.day, document.edited)
    if day is None or known is None:
        return None
    course, rubric = under
    below = _below(document.passages, at, rubric.id)
    said = [document.text[p.start : p.end].strip(_ENDS).casefold() for p in below]
    empty = bool(said) and all(words in nothing or not words for words in said)
    shown = below[0] if empty else document.passages[at]
    return Look(
        course=course, rubric=rubric.id, document=document.id, start=shown.start, end=shown.end, day=day, known=known,
        who="", nothing=empty,
    )  # fmt: skip


def _below(passages: tuple[Passage, ...], at: int, rubric: str) -> list[Passage]:
    """What stands under the rubric's title: up to the next passage that is not filed under it."""
    found: list[Passage] = []
    for passage in passages[at + 1 :]:
        if passage.rubric != rubric or passage.kind == "rubric":
            break
        found.append(passage)
    return found
